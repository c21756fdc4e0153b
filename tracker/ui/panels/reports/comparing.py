"""What has changed between two final reports, or since one: read and put into sentences."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from tracker.i18n import _, format_date, format_time
from tracker.models.enums import ReportState
from tracker.reports.differences import difference_sentence
from tracker.reports.registry import Choice, told_of
from tracker.services.context import AppContext
from tracker.services.reports.archive import ReportRow, frozen_report
from tracker.services.reports.comparing import compare
from tracker.services.reports.reading import ReportQuery, report_input
from tracker.services.reports.rows import ReportInput
from tracker.ui.desk import Desk
from tracker.ui.dialogs.report_compare import NOW, Compared, CompareDialog
from tracker.ui.dialogs.report_settle import language_words
from tracker.ui.panels.reports.document import kind_title

_Moment = tuple[date, datetime, int]
"""The day a state is of, when it was made, and its id: what orders two of the same day."""


def ask_what_changed(
    desk: Desk, parent: QWidget, report: ReportRow, reports: Sequence[ReportRow]
) -> None:
    """Show what has changed since a final report; another two can be chosen."""
    states = [(NOW, _("The book as it is now"))]
    states += [
        (row.id, _state_words(row))
        for row in reports
        if row.state is ReportState.FINAL and _part(row) == _part(report)
    ]
    dialog = CompareDialog(states, report.id, parent)
    dialog.compare_asked.connect(partial(_compare, desk, dialog))
    dialog.ask()
    dialog.open()


def _part(row: ReportRow) -> tuple[str, bool, frozenset[Choice]]:
    """Only reports about the same part of the plan can be compared."""
    return row.owner, row.lawful, told_of(row.kind)


def _state_words(row: ReportRow) -> str:
    """What tells it from every other, also from one of the same day."""
    made = row.made_at.astimezone()
    parts = (
        _("As of {day}").format(day=format_date(row.as_of)),
        kind_title(row.kind),
        _("made final {day} {time}").format(day=format_date(made.date()), time=format_time(made)),
        language_words(row.language),
        *(number.number for number in row.dnr),
    )
    return ", ".join(parts)


def _compare(desk: Desk, dialog: CompareDialog, before: int, after: int) -> None:
    desk.jobs.submit(
        partial(compared, desk.ctx, before, after),
        dialog.show_differences,
        dialog.show_error,
        ("compare", id(dialog)),
        owner=dialog,
    )


def compared(ctx: AppContext, one: int, other: int) -> Compared:
    """What differs between two states, the earlier one first. Raises as `compare`."""
    states = [_state(ctx, report_id, beside) for report_id, beside in ((one, other), (other, one))]
    before, after = (data for _moment, data in sorted(states, key=lambda state: state[0]))
    titles = {row.number: row.title for row in (*before.promises, *after.promises)}
    sentences: dict[str, list[str]] = defaultdict(list)
    for row in compare(before, after):
        heading = _("The agreement")
        if row.promise is not None:
            heading = f"L{row.promise} {titles.get(row.promise, '')}".strip()
        sentences[heading].append(difference_sentence(row, after.as_of))
    parts = tuple((heading, tuple(found)) for heading, found in sentences.items())
    return Compared(before.as_of, after.as_of, parts)


def _state(ctx: AppContext, report_id: int, beside: int) -> tuple[_Moment, ReportInput]:
    """A final report's data; for `NOW` the book's, about the same part as the report `beside`."""
    if report_id != NOW:
        frozen = frozen_report(ctx, report_id)
        return (frozen.row.as_of, frozen.row.made_at, report_id), frozen.data
    query = ReportQuery()
    if beside != NOW:
        data = frozen_report(ctx, beside).data
        query = ReportQuery(
            kind=data.kind,
            owner=data.owner,
            lawful=data.lawful,
            round_id=data.round.id if data.round is not None else None,
            meeting_id=data.meeting.id if data.meeting is not None else None,
        )
    now = report_input(ctx, query)
    return (now.as_of, datetime.max.replace(tzinfo=UTC), NOW), now
