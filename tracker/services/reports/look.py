"""A municipality's look in its reports: name, colour, and a logotype described in words."""

from dataclasses import dataclass
from enum import Enum
from hashlib import sha256
from typing import Final

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from tracker.models.attachment import Attachment
from tracker.models.errors import Invalid
from tracker.models.organisation import Municipality
from tracker.models.unit_of_work import Transaction
from tracker.services.context import AppContext
from tracker.services.reports.colour import parse_colour
from tracker.services.reports.logotype import printable_picture
from tracker.services.reports.rows import Logotype, Look

_FILE = "report-logotype.png"
"""What sets the logotype apart from other files attached to a municipality."""


class Keep(Enum):
    """The type of `KEEP`."""

    KEEP = "keep"


KEEP: Final = Keep.KEEP
"""Stands for the logotype that is there already."""


@dataclass(frozen=True, slots=True)
class MunicipalityLook:
    """What is set for a municipality, to be shown and edited."""

    municipality_id: int
    version: int
    name: str
    colour: str
    """``#14406B``; empty for the house's own. A pale one colours the top rule alone."""
    alt: str
    """What the logotype shows; empty without one."""
    logotype: bytes | None
    """A printable PNG; see `logotype.printed_size` and `logotype.dots_per_inch`."""


@dataclass(frozen=True, slots=True)
class SetLook:
    """The look of a municipality as the user saw it at `version`."""

    municipality_id: int
    version: int
    colour: str = ""
    alt: str = ""
    logotype: bytes | Keep | None = KEEP
    """A PNG or JPEG file's bytes, None to go without, `KEEP` for the one that is there."""
    name: str | None = None
    """A new name; None for the one it has."""


def municipality_looks(ctx: AppContext) -> list[MunicipalityLook]:
    """Every municipality of the book and its look, by name."""
    with ctx.read() as session:
        return [
            MunicipalityLook(
                municipality.id,
                municipality.version,
                municipality.name,
                municipality.report_colour,
                municipality.logotype_alt,
                session.scalar(_attached(municipality.id).with_only_columns(Attachment.data)),
            )
            for municipality in session.scalars(select(Municipality).order_by(Municipality.name))
        ]


def look_of(session: Session, municipality: Municipality) -> Look:
    """What reports use."""
    data = session.scalar(_attached(municipality.id).with_only_columns(Attachment.data))
    logotype = Logotype(data, municipality.logotype_alt) if data else None
    return Look(logotype, municipality.report_colour)


def set_look(ctx: AppContext, cmd: SetLook) -> None:
    """Change a municipality's look.

    Raises `Invalid` for a picture that can't be printed, a logotype without words or a colour that
    is none; `Conflict` when somebody changed the look after the user saw it.
    """
    colour, alt = parse_colour(cmd.colour), cmd.alt.strip()
    if cmd.name is not None and not cmd.name.strip():
        raise Invalid("field.required", field="municipality")
    picture = printable_picture(cmd.logotype) if isinstance(cmd.logotype, bytes) else cmd.logotype
    with ctx.write("municipality.look") as tx:
        municipality = tx.get(Municipality, cmd.municipality_id, cmd.version)
        attached = tx.session.scalars(_attached(municipality.id)).one_or_none()
        has_logotype = picture is not None and (picture is not KEEP or attached is not None)
        if has_logotype and not alt:
            raise Invalid("logotype.alt_missing", field="logotype_alt")
        municipality.report_colour = colour
        municipality.logotype_alt = alt if has_logotype else ""
        if cmd.name is not None:
            municipality.name = cmd.name.strip()
        if picture is not KEEP and _replace(tx, municipality.id, attached, picture):
            _renew_version(tx, municipality)


def _attached(municipality_id: int) -> Select[Attachment]:
    return select(Attachment).where(
        Attachment.owner_id == municipality_id, Attachment.name == _FILE
    )


def _replace(
    tx: Transaction, municipality_id: int, attached: Attachment | None, picture: bytes | None
) -> bool:
    """Put `picture` in the logotype's place; whether that changed anything."""
    if picture == (attached.data if attached is not None else None):
        return False
    if picture is None:
        if attached is not None:
            tx.delete(attached)
        return True
    digest = sha256(picture).hexdigest()
    if attached is not None:
        attached.data, attached.sha256 = picture, digest
    else:
        tx.add(
            Attachment(
                owner_id=municipality_id,
                name=_FILE,
                media_type="image/png",
                data=picture,
                sha256=digest,
            )
        )
    return True


def _renew_version(tx: Transaction, municipality: Municipality) -> None:
    """Let the version tell of the picture too, although that is in a row of its own."""
    tx.session.flush()
    tx.connection.execute(
        update(Municipality)
        .where(Municipality.id == municipality.id)
        .values(version=Municipality.version + 1)
    )
