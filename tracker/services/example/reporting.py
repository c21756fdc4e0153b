"""The status reports that have been handed over: one after each tertial and each year."""

from collections.abc import Iterator
from datetime import date

from tracker.services.example.telling import COORDINATOR, Event, Step, event
from tracker.services.reports.archive import RecordReport, record_report

# Handed over, first day and as-of date. They were printed before the example kept their bytes.
_REPORTS = (
    (date(2017, 5, 11), date(2017, 1, 1), date(2017, 4, 30)),
    (date(2017, 9, 12), date(2017, 5, 1), date(2017, 8, 31)),
    (date(2018, 1, 18), date(2017, 1, 1), date(2017, 12, 31)),
    (date(2018, 5, 9), date(2018, 1, 1), date(2018, 4, 30)),
)


def events() -> Iterator[Event]:
    """One line in the archive for each."""
    for handed_over, first, as_of in _REPORTS:
        yield event(handed_over, COORDINATOR, _record(first, as_of), hour=14, minute=10)


def _record(first: date, as_of: date) -> Step:
    cmd = RecordReport("status", "sv", as_of, first, as_of, sha256="")
    return lambda t: record_report(t.ctx, cmd)
