"""`lofte compare`: what differs between two final reports, or between two days."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from tracker.cli.books import book_path, day, opened
from tracker.cli.framework import WrongUsage
from tracker.cli.output import say, say_heading, say_json
from tracker.cli.report_numbers import is_report, report_id
from tracker.i18n import _, format_date
from tracker.services.context import AppContext

if TYPE_CHECKING:
    from tracker.services.reports.difference import Difference
    from tracker.services.reports.rows import ReportInput


def compare_states(book: str, old: str, new: str, *, as_json: bool) -> None:
    """Print what differs, promise by promise. The older one stands first."""
    from tracker.services.reports.comparing import compare

    with opened(book) as ctx:
        before, after = _state(ctx, _("OLD"), old), _state(ctx, _("NEW"), new)
    if after.as_of < before.as_of:
        raise WrongUsage(
            _("{old} is later than {new}. Write the older one first.").format(old=old, new=new)
        )
    found = compare(before, after)
    if as_json:
        say_json(
            {
                "book": book_path(book),
                "old": _about(before),
                "new": _about(after),
                "differences": [_as_json(row, after.as_of) for row in found],
            }
        )
        return
    _show(found, before, after)


def _state(ctx: AppContext, name: str, text: str) -> "ReportInput":
    """A final report's frozen data, or the book as it stood at the end of a day."""
    from tracker.services.reports.archive import frozen_report
    from tracker.services.reports.reading import ReportQuery, report_input

    if is_report(ctx, text):
        return frozen_report(ctx, report_id(ctx, name, text)).data
    return report_input(ctx, ReportQuery(as_of=day(name, text, ctx.today())))


def _show(found: Sequence["Difference"], before: "ReportInput", after: "ReportInput") -> None:
    from tracker.reports.differences import difference_sentence

    days = [format_date(data.as_of, "long") for data in (before, after)]
    say_heading(_("{before} to {after}").format(before=days[0], after=days[1]))
    if not found:
        say(_("Nothing has changed."))
    titles = {row.number: row.title for data in (before, after) for row in data.promises}
    for promise, rows in groupby(found, key=lambda row: row.promise):
        say("")
        say_heading(
            _("The agreement") if promise is None else f"L{promise} {titles.get(promise, '')}"
        )
        for row in rows:
            say(f"  {difference_sentence(row, after.as_of)}")


def _about(data: "ReportInput") -> dict[str, Any]:
    return {"as_of": data.as_of, "state": data.state.value, "checksum": data.checksum}


def _as_json(row: "Difference", as_of: date) -> dict[str, Any]:
    from tracker.reports.differences import difference_sentence

    amount = row.amount
    return {
        "what": row.what.value,
        "promise": row.promise,
        "action": row.action,
        "subject": row.subject or None,
        "before": row.before,
        "after": row.after,
        "unit": row.unit or None,
        "done": None if amount is None else amount.done,
        "planned": None if amount is None else amount.planned,
        "days_late": None if amount is None else amount.days_late,
        "log_entries": row.entries,
        "reason": row.reason or None,
        "decided_by": row.decided_by or None,
        "on": row.on,
        "party": None if row.party is None else row.party.value,
        "sentence": difference_sentence(row, as_of),
    }
