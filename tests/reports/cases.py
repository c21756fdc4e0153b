"""The kinds of report with what may be chosen for each, driven from the registry."""

from dataclasses import dataclass
from pathlib import Path

from tests.factory import a_clock, opened
from tracker.reports.registry import KINDS, Choice, kind_of
from tracker.services.example import SHOWN_DAY
from tracker.services.reports.reading import ReportQuery, report_input
from tracker.services.reports.rows import ReportInput

_OWNER = "P"
"""The letter of the Police, who own something in any book."""


@dataclass(frozen=True, slots=True)
class Case:
    """A kind of report, and whether it is limited to what the law asks for."""

    kind: str
    lawful: bool = False

    def query(self) -> ReportQuery:
        """The question that it is made from."""
        owner = _OWNER if Choice.OWNER in kind_of(self.kind).choices else ""
        return ReportQuery(kind=self.kind, owner=owner, lawful=self.lawful)

    def read(self, book: Path) -> ReportInput:
        """What it is made from, on the day of the example."""
        ctx = opened(book, a_clock(SHOWN_DAY))
        try:
            return report_input(ctx, self.query())
        finally:
            ctx.close()

    def __str__(self) -> str:
        return f"{self.kind}-lawful" if self.lawful else self.kind


CASES = [Case(kind.name) for kind in KINDS]
CASES += [Case(kind.name, lawful=True) for kind in KINDS if Choice.LAWFUL in kind.choices]
