"""The kinds of report: the window and the command line offer what is listed here.

A kind called ``status`` is laid out by `tracker.reports.kinds.status`. Its module is loaded when
it is used, since the page engine takes longer to load than the rest of the program.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import cast

from tracker.i18n import N_
from tracker.models.errors import Invalid
from tracker.reports.pdf.document import Page
from tracker.services.reports.rows import ReportInput

Progress = Callable[[float], None]
"""Is told how far the work has come, from 0 to 1; may raise to stop it."""
LayOut = Callable[[ReportInput, Progress], list[Page]]
"""Turns the input into pages, in the current language."""


class Choice(StrEnum):
    """What may be chosen for a report beside its day and language."""

    PERIOD = "period"
    OWNER = "owner"
    LAWFUL = "lawful"


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A kind of report. `title` and `purpose` are message ids, translated where they are shown."""

    name: str
    """As the command line takes it and the archive keeps it."""
    title: str
    """Stands on the report, and names it in lists."""
    purpose: str
    """For whom it is and what it tells, in one sentence."""
    choices: frozenset[Choice] = frozenset()
    is_public: bool = False
    """Whether citizens read it: then without diary numbers and roles in its margins."""
    as_html: bool = False
    """Whether it can be had as a page for the web, too."""

    def lay_out(self) -> LayOut:
        """The function that lays it out."""
        module = import_module(f"tracker.reports.kinds.{self.name}")
        return cast(LayOut, module.lay_out)


KINDS = (
    ReportKind(
        "status",
        N_("Status report on citizens’ promises"),
        N_(
            "For the municipal commissioner and the head of police: what needs a decision, "
            "how each promise stands, what was done and what was not."
        ),
        frozenset({Choice.PERIOD}),
    ),
    ReportKind(
        "agreement",
        N_("Agreement on citizens’ promises"),
        N_(
            "For those who sign: the promises as they stand, with problems, causes, actions and "
            "goals, and lines to sign on."
        ),
    ),
)


def kind_of(name: str) -> ReportKind:
    """The kind called `name`. Raises `Invalid` when there is none."""
    for kind in KINDS:
        if kind.name == name:
            return kind
    raise Invalid("report.no_kind", kind=name, kinds=tuple(known.name for known in KINDS))
