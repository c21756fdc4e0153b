"""Reminders in words: per owner what is late, due today, this week and after that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from tracker.i18n import _, format_date, ngettext, pgettext, weekday
from tracker.messages.due import due_title
from tracker.models.search import alphabetical
from tracker.services.queries.due import DueKind, DueRow
from tracker.services.queries.reminders import Coming, Forecast, Reminders

_SHARED = frozenset({DueKind.MEASUREMENT, DueKind.FEEDBACK, DueKind.MEETING, DueKind.DECISION})

# As many as a notification has room for.
_MOST_TOLD = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to be reminded of. Several dates of one action that have passed are one line."""

    row: DueRow
    title: str
    when: str
    is_late: bool

    @property
    def text(self) -> str:
        """All of it, on one line."""
        return f"{self.title}, {self.when}"


@dataclass(frozen=True, slots=True)
class Part:
    """What is late, or due within some days, under its heading."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class OwnersPart:
    """What is one owner's."""

    owner: str
    parts: tuple[Part, ...]


def owners_parts(found: Reminders) -> list[OwnersPart]:
    """By owner; last what is nobody's own, and what lacks an owner."""
    rows = sorted((*found.late, *found.coming), key=_order)
    return [
        OwnersPart(_owner_words(key[1], is_shared=key[0] == 1), _parts(list(theirs), found))
        for key, theirs in groupby(rows, key=_key)
    ]


def _key(row: DueRow) -> tuple[int, str]:
    if row.owner:
        return 0, row.owner
    return (1 if row.kind in _SHARED else 2), ""


def _order(row: DueRow) -> tuple[object, ...]:
    rank, owner = _key(row)
    return rank, alphabetical(owner), owner, row.due_on


def _owner_words(owner: str, *, is_shared: bool) -> str:
    if owner:
        return owner[:1].upper() + owner[1:]
    return _("For everybody") if is_shared else _("Without an owner")


def _parts(rows: Sequence[DueRow], found: Reminders) -> tuple[Part, ...]:
    today, sunday = found.today, found.sunday
    parts = (
        (
            pgettext("reminder", "Late"),
            _late_lines([row for row in rows if row.due_on < today], found),
        ),
        (_("Today"), [_coming(row, _("today")) for row in rows if row.due_on == today]),
        (
            _("This week"),
            [_coming(row, _week_day(row, today)) for row in rows if today < row.due_on <= sunday],
        ),
        (
            _("Until {day}").format(day=_day(found.last, today, long=True)),
            [
                _coming(row, _day(row.due_on, today))
                for row in rows
                if row.due_on > sunday and row.due_on > today
            ],
        ),
    )
    return tuple(Part(heading, tuple(lines)) for heading, lines in parts if lines)


def _late_lines(rows: Sequence[DueRow], found: Reminders) -> list[Line]:
    passed: dict[int | None, list[DueRow]] = {}
    for row in rows:
        if row.kind is DueKind.OCCASION:
            passed.setdefault(row.action_id, []).append(row)
    lines: list[Line] = []
    for row in rows:
        if row.kind is not DueKind.OCCASION:
            lines.append(Line(row, due_title(row), _days_late(row, found), is_late=True))
        elif row is passed[row.action_id][0]:
            when = _passed(passed[row.action_id], found.today)
            lines.append(Line(row, due_title(row), when, is_late=True))
    return lines


def _passed(rows: Sequence[DueRow], today: date) -> str:
    if len(rows) == 1:
        day = _day(rows[0].due_on, today)
        return _("nothing is logged for {day}").format(day=day)
    words = ngettext(
        "nothing is logged for {n} date, the first {day}",
        "nothing is logged for {n} dates, the first {day}",
        len(rows),
    )
    return words.format(n=len(rows), day=_day(rows[0].due_on, today))


def _days_late(row: DueRow, found: Reminders) -> str:
    days = (found.today - row.due_on).days
    words = ngettext("{n} day late ({day})", "{n} days late ({day})", days)
    return words.format(n=days, day=_day(row.due_on, found.today))


def _week_day(row: DueRow, today: date) -> str:
    return f"{weekday(row.due_on)} {_day(row.due_on, today)}"


def _day(day: date, today: date, *, long: bool = False) -> str:
    """With its year when it isn't this one."""
    if day.year == today.year:
        return format_date(day, "long_day" if long else "day")
    return format_date(day, "long" if long else "short")


def _coming(row: DueRow, when: str) -> Line:
    if row.starts_at is not None:
        when = _("{day} at {time}").format(day=when, time=f"{row.starts_at:%H:%M}")
    if row.place:
        when = f"{when}, {' '.join(row.place.split())}"
    return Line(row, due_title(row), when, is_late=False)


def counted(found: Reminders | Forecast) -> str:
    """In a few words: ``2 sena, 3 förfaller i veckan``."""
    late, week = found.late_count, len(found.this_week)
    parts = []
    if late:
        parts.append(ngettext("{n} late", "{n} late", late).format(n=late))
    if week:
        words = ngettext("{n} due this week", "{n} due this week", week)
        parts.append(words.format(n=week))
    later = len(found.coming) - week
    if later and not week:
        words = ngettext("{n} due after this week", "{n} due after this week", later)
        parts.append(words.format(n=later))
    return ", ".join(parts) or _("nothing is late or due soon")


def today_words(found: Coming) -> str:
    """What falls due today, a line each; of many only the first."""
    titles = [due_title(row) for row in found.due_today]
    more = len(titles) - _MOST_TOLD
    if more > 0:
        words = _("and {n} more")
        titles = [*titles[: _MOST_TOLD - 1], words.format(n=more + 1)]
    return "\n".join(titles)


def reminder_lines(found: Reminders, book: str) -> list[str]:
    """All of it as plain text, line by line."""
    day = format_date(found.today, "long")
    lines = [_("What falls due – {book}, {day}").format(book=book, day=day)]
    if not found:
        return [*lines, "", nothing_words(found)]
    lines.append(_sentence(counted(found)))
    for theirs in owners_parts(found):
        lines += ["", theirs.owner.upper()]
        for part in theirs.parts:
            lines += [part.heading, *(f"- {line.text}" for line in part.lines)]
    return lines


def nothing_words(found: Reminders) -> str:
    """That there is nothing, and how far was looked."""
    day = format_date(found.last, "long")
    return _("Nothing is late, and nothing falls due until {day}.").format(day=day)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def reminder_subject(found: Reminders, book: str) -> str:
    """What a letter with the reminders is about."""
    return _("Citizens' promises, {book}: {what}").format(
        book=" ".join(book.split()), what=counted(found)
    )
