"""Who takes part: municipalities, police areas, organisations, people, and what they agreed."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Row, enum_of, reference
from tracker.models.enums import Party


class Municipality(Row):
    """Kommun. A book can hold several, because one kommunpolis often serves several."""

    __tablename__ = "municipality"

    name: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str | None]
    report_colour: Mapped[str] = mapped_column(default="", server_default="")
    """Its own colour in reports as ``#14406B``; empty for the house's. The logotype is attached."""
    logotype_alt: Mapped[str] = mapped_column(default="", server_default="")
    """What the logotype shows, for those who don't see it."""


class PoliceArea(Row):
    """Lokalpolisområde (LPO)."""

    __tablename__ = "police_area"

    name: Mapped[str] = mapped_column(unique=True)


class Organisation(Row):
    """An employer of owners, on one side of the agreement."""

    __tablename__ = "organisation"

    name: Mapped[str] = mapped_column(unique=True)
    party: Mapped[Party] = mapped_column(enum_of(Party))


class Person(Row):
    """A holder of a role. Shown by role first, name second; a successor takes over open work."""

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint(
            "active_to IS NULL OR active_from IS NULL OR active_to >= active_from",
            name="active_period",
        ),
        Index("ix_person_role", "role"),
    )

    role: Mapped[str]
    name: Mapped[str | None]
    organisation_id: Mapped[int] = reference("organisation")
    email: Mapped[str | None]
    active_from: Mapped[date | None]
    active_to: Mapped[date | None]
    successor_id: Mapped[int | None] = reference("person", nullable=True)


class Agreement(Row):
    """Samverkansöverenskommelse between one municipality and one police area for a period."""

    __tablename__ = "agreement"
    __table_args__ = (CheckConstraint("period_end >= period_start", name="period"),)

    title: Mapped[str]
    municipality_id: Mapped[int] = reference("municipality")
    police_area_id: Mapped[int] = reference("police_area")
    period_start: Mapped[date]
    period_end: Mapped[date]
    signed_on: Mapped[date | None]
    revision_on: Mapped[date | None]
    contact: Mapped[str] = mapped_column(default="", server_default="")
    """Where citizens may turn, in whole sentences, as the public report prints it."""


class AgreementDnr(Row):
    """Diary number: each party files the agreement in its own register."""

    __tablename__ = "agreement_dnr"
    __table_args__ = (UniqueConstraint("agreement_id", "party"),)

    agreement_id: Mapped[int] = reference("agreement", index=False)
    party: Mapped[Party] = mapped_column(enum_of(Party))
    dnr: Mapped[str]


class Signatory(Row):
    """Somebody who signs the agreement and its reports."""

    __tablename__ = "signatory"
    __table_args__ = (UniqueConstraint("agreement_id", "position"),)

    agreement_id: Mapped[int] = reference("agreement", index=False)
    position: Mapped[int]
    party: Mapped[Party] = mapped_column(enum_of(Party))
    organisation: Mapped[str]
    title: Mapped[str]
    name: Mapped[str | None]
