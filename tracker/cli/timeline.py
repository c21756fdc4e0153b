"""`lofte timeline`: actions along time, and what falls in a month."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

from tracker.cli.books import book_path, opened
from tracker.cli.framework import WrongUsage
from tracker.cli.output import Cell, say, say_heading, say_json, say_table
from tracker.i18n import _, format_date, month, weekday
from tracker.labels import label

if TYPE_CHECKING:
    from tracker.services.context import AppContext
    from tracker.services.queries.due import DueRow
    from tracker.services.queries.timeline_rows import (
        PromiseSpan,
        Timeline,
        TimelineQuery,
        TimelineRow,
    )

_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_WIDEST = 24
"""A longer promise has a sign for every so many months."""


def timeline(book: str, month_text: str | None, promise: str, *, as_json: bool) -> None:
    """Print all actions by promise along time, or a month day by day."""
    first = None if month_text is None else _first_day(month_text)
    from tracker.services.queries import timeline as along
    from tracker.services.queries.timeline_days import timeline_days

    with opened(book) as ctx:
        query, today = _query(ctx, promise), ctx.today()
        if first is None:
            found = along.timeline(ctx, query)
            if as_json:
                say_json({"book": book_path(book), **_json(found)})
            else:
                _show(found)
            return
        rows = timeline_days(ctx, query, first, _last_day(first))
    if as_json:
        days = [_due_json(row, today) for row in rows]
        about = {"as_of": today, "month": f"{first:%Y-%m}"}
        say_json({"book": book_path(book), **about, "days": days})
    else:
        _show_month(first, rows, today)


def _first_day(text: str) -> date:
    found = _MONTH.fullmatch(text.strip())
    try:
        if found is None:
            raise ValueError(text)
        return date(int(found[1]), int(found[2]), 1)
    except ValueError as error:
        raise WrongUsage(
            _("{option}: “{text}” is not a month. Write it as {example}.").format(
                option="--month", text=text, example="2018-09"
            )
        ) from error


def _last_day(first: date) -> date:
    return (first + timedelta(31)).replace(day=1) - timedelta(1)


def _query(ctx: "AppContext", promise: str) -> "TimelineQuery":
    from tracker.services.naming import find_promise, promise_names
    from tracker.services.queries.timeline_rows import TimelineQuery

    if not promise.strip():
        return TimelineQuery()
    with ctx.read() as session:
        names = promise_names(session)
    return TimelineQuery(promise_ids=frozenset({find_promise(names, promise, on=ctx.today()).id}))


# As text


def _show(found: "Timeline") -> None:
    if not found.promises:
        say(_("There are no promises in the book yet."))
    for span in found.promises:
        say_heading(f"L{span.number} {span.title}")
        if span.actions:
            _show_actions(span, found.today)
        else:
            say(_("No actions yet."))
        say("")


def _show_actions(span: "PromiseSpan", today: date) -> None:
    from tracker.messages.recurrence import tally_words
    from tracker.messages.timeline import days_words, standing_words

    strip = _Strip(span, today)
    headings = [_("No."), _("Action"), strip.head(), _("When"), _("Follow-up"), _("Dates")]
    rows: list[list[Cell | str]] = [
        [
            row.label,
            row.title,
            strip.of(row),
            _with_moves(row, days_words(row)),
            Cell(standing_words(row), "red" if row.days_late else ""),
            tally_words(row.ticks.tally()) if len(row.ticks) else "",
        ]
        for row in span.actions
    ]
    say_table(headings, rows)


def _with_moves(row: "TimelineRow", words: str) -> str:
    if not row.moved:
        return words
    moved = ", ".join(format_date(move.day) for move in row.moved)
    return f"{words} ({_('moved from {dates}').format(dates=moved)})"


class _Strip:
    """The months of a promise as signs: ━ while an action goes on, ┫ its deadline, ╎ today."""

    def __init__(self, span: "PromiseSpan", today: date) -> None:
        days = [span.start, span.end]
        for row in span.actions:
            days += [day for day in (row.start, row.deadline) if day is not None]
        self._first, last = _number(min(days)), _number(max(days))
        self._step = (last - self._first) // _WIDEST + 1
        self._count = (last - self._first) // self._step + 1
        self._today = _number(today)

    def head(self) -> str:
        """The first letter of each month, where each has a sign."""
        if self._step > 1:
            return ""
        numbers = range(self._first, self._first + self._count)
        names = (month(date(n // 12, n % 12 + 1, 1), year=False) for n in numbers)
        return "".join(name[:1].upper() for name in names)

    def of(self, row: "TimelineRow") -> str:
        """One action's line."""
        signs = ["·"] * self._count
        start, end = row.start or row.deadline, row.deadline
        if start is not None:
            last = self._count - 1 if end is None else self._place(_number(end))
            for place in range(self._place(_number(start)), last + 1):
                signs[place] = "━"
            if end is not None:
                signs[last] = "┫"
        now = self._place(self._today)
        if 0 <= now < self._count and signs[now] != "┫":
            signs[now] = "┿" if signs[now] == "━" else "╎"
        return "".join(signs)

    def _place(self, number: int) -> int:
        return (number - self._first) // self._step


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _show_month(first: date, rows: Sequence["DueRow"], today: date) -> None:
    from tracker.messages.due import due_title

    say_heading(month(first))
    if not rows:
        say(_("Nothing falls in {month}").format(month=month(first)) + ".")
        return
    lines: list[list[Cell | str]] = []
    for day, on_it in groupby(rows, lambda row: row.due_on):
        named = f"{weekday(day, short=True)} {format_date(day, 'day')}"
        if day == today:
            named = _("{day}, today").format(day=named)
        for row in on_it:
            lines.append([named, due_title(row), row.owner, _state(row, today)])
            named = ""
    say_table((_("Day"), _("What"), _("Owner"), _("Status")), lines)


def _state(row: "DueRow", today: date) -> Cell | str:
    from tracker.services.queries.series import shown_state

    if row.state is not None:
        return label(shown_state(row.state, row.due_on, today))
    if row.ended:
        return _("done")
    return Cell(_("late"), "red") if row.due_on < today else ""


# As JSON


def _json(found: "Timeline") -> dict[str, Any]:
    return {
        "as_of": found.today,
        "left_out": found.left_out,
        "promises": [
            {
                "id": str(span.id),
                "number": span.number,
                "title": span.title,
                "status": span.status.value,
                "follow_up": None if span.colour is None else span.colour.value,
                "period_start": span.start,
                "period_end": span.end,
                "actions": [_action_json(row) for row in span.actions],
            }
            for span in found.promises
        ],
    }


def _action_json(row: "TimelineRow") -> dict[str, Any]:
    return {
        "id": str(row.id),
        "number": row.label,
        "title": row.title,
        "party": row.party.value,
        "owner": row.owner or None,
        "start": row.start,
        "deadline": row.deadline,
        "moved": [{"from": move.day, "reason": move.reason} for move in row.moved],
        "status": row.status.value,
        "follow_up": None if row.colour is None else row.colour.value,
        "days_late": row.days_late,
        "occasions": [
            {"date": date.fromordinal(day), "state": row.ticks.state(number).value}
            for number, day in enumerate(row.ticks.days)
        ],
    }


def _due_json(row: "DueRow", today: date) -> dict[str, Any]:
    from tracker.services.queries.series import shown_state

    state = None if row.state is None else shown_state(row.state, row.due_on, today).value
    return {
        "date": row.due_on,
        "kind": row.kind.value,
        "id": str(row.id),
        "number": row.label or None,
        "title": row.title,
        "owner": row.owner or None,
        "party": None if row.party is None else row.party.value,
        "state": state,
        "ended": row.ended,
    }
