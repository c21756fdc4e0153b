"""`lofte look`: a municipality's logotype, colour and name in reports."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.cli.books import opened
from tracker.cli.framework import WrongUsage
from tracker.cli.output import say, say_heading
from tracker.i18n import _, format_number
from tracker.messages.remarks import remarks_on_look
from tracker.services.context import AppContext

if TYPE_CHECKING:
    from tracker.services.reports.look import Keep, MunicipalityLook, SetLook

_NO_COLOUR = "none"


@dataclass(frozen=True, slots=True)
class LookWords:
    """What was written on the command line; None is what was not."""

    municipality: str = ""
    logotype: str | None = None
    alt: str | None = None
    no_logotype: bool = False
    colour: str | None = None
    name: str | None = None

    @property
    def changes_something(self) -> bool:
        """Whether anything is to be set."""
        given = (self.logotype, self.alt, self.colour, self.name)
        return self.no_logotype or any(word is not None for word in given)


def look(book: str, words: LookWords) -> None:
    """Set what is given, and print what is set then."""
    from tracker.services.reports.look import municipality_looks, set_look

    if words.no_logotype and (words.logotype is not None or words.alt is not None):
        raise WrongUsage(_("--no-logotype goes without --logotype and --alt."))
    with opened(book) as ctx:
        chosen = _chosen(municipality_looks(ctx), words)
        if words.changes_something:
            set_look(ctx, _command(chosen[0], words))
            chosen = _anew(ctx, chosen[0].municipality_id)
    for one in chosen:
        _say(one)


def _chosen(looks: "list[MunicipalityLook]", words: LookWords) -> "list[MunicipalityLook]":
    """Those that the words are about: one, when something is to be set."""
    names = ", ".join(one.name for one in looks)
    wanted = words.municipality.strip().casefold()
    chosen = [one for one in looks if wanted in ("", one.name.casefold())]
    if not chosen:
        raise WrongUsage(
            _("There is no municipality “{name}” in the book. It has: {names}.").format(
                name=words.municipality.strip(), names=names
            )
        )
    if words.changes_something and len(chosen) > 1:
        raise WrongUsage(
            _(
                "The book has several municipalities. Say which, with --municipality: {names}."
            ).format(names=names)
        )
    return chosen


def _command(now: "MunicipalityLook", words: LookWords) -> "SetLook":
    from tracker.services.reports.logotype import read_picture
    from tracker.services.reports.look import KEEP, SetLook

    logotype: bytes | Keep | None = None if words.no_logotype else KEEP
    if words.logotype is not None:
        logotype = read_picture(Path(words.logotype))
    elif words.alt is not None and now.logotype is None:
        raise WrongUsage(_("There is no logotype to describe. Give one with --logotype."))
    colour = now.colour if words.colour is None else words.colour
    return SetLook(
        now.municipality_id,
        now.version,
        "" if colour.strip().casefold() == _NO_COLOUR else colour,
        now.alt if words.alt is None else words.alt,
        logotype,
        words.name,
    )


def _anew(ctx: AppContext, municipality_id: int) -> "list[MunicipalityLook]":
    from tracker.services.reports.look import municipality_looks

    return [one for one in municipality_looks(ctx) if one.municipality_id == municipality_id]


def _say(look: "MunicipalityLook") -> None:
    from tracker.services.reports.logotype import printed_size

    say_heading(look.name)
    if look.logotype is None:
        say(_("Logotype: none, its name is printed"))
    else:
        width, height = printed_size(look.logotype)
        say(
            _("Logotype: {width} × {height} mm, “{alt}”").format(
                width=format_number(width, 1), height=format_number(height, 1), alt=look.alt
            )
        )
    say(_("Colour: {colour}").format(colour=look.colour or _("the reports' own")))
    for remark in remarks_on_look(look.colour, look.logotype):
        say(remark)
