"""Agreements: the parties, their diary numbers, and who signs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from tracker.i18n import _
from tracker.models.enums import Party
from tracker.models.errors import Invalid
from tracker.models.organisation import (
    Agreement,
    AgreementDnr,
    Municipality,
    PoliceArea,
    Signatory,
)
from tracker.models.unit_of_work import Transaction
from tracker.services.context import AppContext


@dataclass(frozen=True, slots=True)
class SignatoryFields:
    """Somebody who signs; the name may be filled in by hand on paper."""

    party: Party
    organisation: str
    title: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class AgreementFields:
    """What is entered about an agreement. `dnr` has at most one number per party."""

    title: str
    municipality: str
    police_area: str
    """Empty where none is named."""
    period_start: date
    period_end: date
    signed_on: date | None = None
    revision_on: date | None = None
    dnr: tuple[tuple[Party, str], ...] = ()
    signatories: tuple[SignatoryFields, ...] = ()
    contact: str = ""
    """Where citizens may turn, in whole sentences; empty for the public report's own words."""


def first_agreement(municipality: str, area: str, start: date, end: date) -> AgreementFields:
    """An agreement to begin from, with the usual signatories; their names are filled in later."""
    years = str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    return AgreementFields(
        title=_("Cooperation agreement {years}").format(years=years),
        municipality=municipality,
        police_area=area,
        period_start=start,
        period_end=end,
        signatories=(
            SignatoryFields(Party.MUNICIPALITY, municipality, _("Municipal commissioner")),
            SignatoryFields(Party.POLICE, "Polisen", _("Head of the local police area")),
        ),
    )


def add_agreement(ctx: AppContext, fields: AgreementFields) -> int:
    """Add an agreement, with municipality and police area if they are new. Returns its id."""
    with ctx.write("agreement.new") as tx:
        return add_agreement_in(tx, fields)


def add_agreement_in(tx: Transaction, fields: AgreementFields) -> int:
    """As `add_agreement`, inside an operation that does more."""
    _check(fields)
    agreement = tx.add(
        Agreement(
            title=fields.title,
            municipality_id=municipality_in(tx, fields.municipality),
            police_area_id=police_area_in(tx, fields.police_area),
            period_start=fields.period_start,
            period_end=fields.period_end,
            signed_on=fields.signed_on,
            revision_on=fields.revision_on,
            contact=fields.contact.strip(),
        )
    )
    _set_parts(tx, agreement.id, fields)
    return agreement.id


@dataclass(frozen=True, slots=True)
class EditAgreement:
    """New values for an agreement as the user saw it at `version`."""

    agreement_id: int
    version: int
    fields: AgreementFields


def edit_agreement(ctx: AppContext, cmd: EditAgreement) -> None:
    """Change an agreement, its diary numbers and signatories."""
    _check(cmd.fields)
    with ctx.write("agreement.edit") as tx:
        agreement = tx.get(Agreement, cmd.agreement_id, cmd.version)
        agreement.title = cmd.fields.title
        agreement.municipality_id = municipality_in(tx, cmd.fields.municipality)
        agreement.police_area_id = police_area_in(tx, cmd.fields.police_area)
        agreement.period_start, agreement.period_end = (
            cmd.fields.period_start,
            cmd.fields.period_end,
        )
        agreement.signed_on, agreement.revision_on = cmd.fields.signed_on, cmd.fields.revision_on
        agreement.contact = cmd.fields.contact.strip()
        _set_parts(tx, agreement.id, cmd.fields)


def municipality_in(tx: Transaction, name: str) -> int:
    """The id of the municipality called `name`, added if it is new."""
    name = name.strip()
    found = tx.session.scalars(select(Municipality).where(Municipality.name == name)).one_or_none()
    return (found or tx.add(Municipality(name=name))).id


def police_area_in(tx: Transaction, name: str) -> int:
    """The id of the police area called `name`, added if it is new."""
    name = name.strip()
    found = tx.session.scalars(select(PoliceArea).where(PoliceArea.name == name)).one_or_none()
    return (found or tx.add(PoliceArea(name=name))).id


def _check(fields: AgreementFields) -> None:
    for name in ("title", "municipality"):
        if not getattr(fields, name).strip():
            raise Invalid("field.required", field=name)
    if fields.period_end < fields.period_start:
        raise Invalid(
            "dates.end_before_start",
            field="period_end",
            start=fields.period_start,
            end=fields.period_end,
        )


def _set_parts(tx: Transaction, agreement_id: int, fields: AgreementFields) -> None:
    _set_dnr(tx, agreement_id, dict(fields.dnr))
    _set_signatories(tx, agreement_id, fields.signatories)


def _set_dnr(tx: Transaction, agreement_id: int, wanted: dict[Party, str]) -> None:
    wanted = {party: dnr.strip() for party, dnr in wanted.items() if dnr.strip()}
    for row in tx.session.scalars(
        select(AgreementDnr).where(AgreementDnr.agreement_id == agreement_id)
    ).all():
        if row.party in wanted:
            row.dnr = wanted.pop(row.party)
        else:
            tx.delete(row)
    for party, dnr in wanted.items():
        tx.add(AgreementDnr(agreement_id=agreement_id, party=party, dnr=dnr))


def _set_signatories(tx: Transaction, agreement_id: int, wanted: Sequence[SignatoryFields]) -> None:
    rows = tx.session.scalars(
        select(Signatory).where(Signatory.agreement_id == agreement_id).order_by(Signatory.position)
    ).all()
    for row in rows[len(wanted) :]:
        tx.delete(row)
    for position, fields in enumerate(wanted, start=1):
        values = {
            "party": fields.party,
            "organisation": fields.organisation,
            "title": fields.title,
            "name": fields.name,
        }
        if position <= len(rows):
            for name, value in values.items():
                setattr(rows[position - 1], name, value)
        else:
            tx.add(Signatory(agreement_id=agreement_id, position=position, **values))
