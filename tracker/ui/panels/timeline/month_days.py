"""What stands on each day of a month, in which order, and how a day is read out. No painting."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from tracker.i18n import _, format_date, format_number, ngettext, weekday
from tracker.labels import label
from tracker.messages.due import due_title
from tracker.models.enums import OccasionState
from tracker.services.queries.due import DueKind, DueRow
from tracker.services.queries.series import shown_state as shown_as

_DAYS = 7
# What somebody must come to or decide stands before what is done every week.
_ORDER = (
    DueKind.MEETING,
    DueKind.DEADLINE,
    DueKind.DECISION,
    DueKind.POINT,
    DueKind.FEEDBACK,
    DueKind.MEASUREMENT,
    DueKind.OCCASION,
)


@dataclass(frozen=True, slots=True)
class MonthDays:
    """The weeks around a month, from Monday to Sunday, and what falls on their days."""

    month: date
    today: date
    by_day: dict[date, tuple[DueRow, ...]] = field(default_factory=dict)

    @property
    def first(self) -> date:
        """The Monday in the upper left corner."""
        return first_shown(self.month)

    @property
    def weeks(self) -> int:
        """How many weeks the month touches."""
        return ((last_shown(self.month) - self.first).days + 1) // _DAYS

    def on(self, day: date) -> tuple[DueRow, ...]:
        """What falls on a day."""
        return self.by_day.get(day, ())

    def is_empty(self) -> bool:
        """Whether nothing falls in the month itself."""
        return not any(self.is_in_month(day) for day in self.by_day)

    def is_in_month(self, day: date) -> bool:
        """Whether a day belongs to the month, not to the weeks around it."""
        return (day.year, day.month) == (self.month.year, self.month.month)


def month_days(month: date, today: date, rows: Sequence[DueRow]) -> MonthDays:
    """The rows by day, what is still to be done first."""
    found: defaultdict[date, list[DueRow]] = defaultdict(list)
    for row in rows:
        found[row.due_on].append(row)
    place = {kind: number for number, kind in enumerate(_ORDER)}
    by_day = {
        day: tuple(sorted(on_it, key=lambda row: (row.ended, place[row.kind])))
        for day, on_it in found.items()
    }
    return MonthDays(month.replace(day=1), today, by_day)


def first_shown(month: date) -> date:
    """The Monday of the week that a month begins in."""
    first = month.replace(day=1)
    return first - timedelta(first.weekday())


def last_shown(month: date) -> date:
    """The Sunday of the week that a month ends in."""
    last = (month.replace(day=1) + timedelta(31)).replace(day=1) - timedelta(1)
    return last + timedelta(_DAYS - 1 - last.weekday())


def how_many_fit(count: int, room: int) -> int:
    """How many of a day's lines show: all, or one less than fit, to say that there are more."""
    return count if count <= room else max(room - 1, 0)


def in_two_lines(words: str, width: float, measured: Callable[[str], float]) -> tuple[str, str]:
    """`words` broken at a space where the first line is full; the rest may still be too long."""
    whole = words.split()
    for count in range(len(whole), 0, -1):
        line = " ".join(whole[:count])
        if count == 1 or measured(line) <= width:
            return line, " ".join(whole[count:])
    return "", ""


def shown_state(row: DueRow, today: date) -> OccasionState | None:
    """An occasion's state as it is shown; None for everything else."""
    return None if row.state is None else shown_as(row.state, row.due_on, today)


def is_late(row: DueRow, today: date) -> bool:
    """Whether it should have been done before today. A missed occasion shows by its mark."""
    return not row.ended and row.due_on < today and row.kind is not DueKind.OCCASION


def entry_words(row: DueRow, today: date) -> str:
    """One thing on a day as it is read out."""
    state = shown_state(row, today)
    words = [due_title(row)]
    if state is not None:
        words.append(label(state))
    elif row.ended:
        words.append(_("done"))
    if row.owner:
        words.append(row.owner)
    if row.reason:
        words.append(row.reason)
    return ", ".join(words)


def month_words(days: MonthDays) -> str:
    """How much falls in the month itself."""
    count = sum(len(rows) for day, rows in days.by_day.items() if days.is_in_month(day))
    return ngettext("{n} thing", "{n} things", count).format(n=format_number(count))


def day_words(days: MonthDays, day: date) -> str:
    """A day and all that falls on it, as it is read out."""
    named = f"{weekday(day)} {format_date(day, 'long')}"
    if day == days.today:
        named = _("{day}, today").format(day=named)
    rows = days.on(day)
    if not rows:
        return _("{day}: nothing").format(day=named)
    count = ngettext("{n} thing", "{n} things", len(rows)).format(n=len(rows))
    told = "; ".join(entry_words(row, days.today) for row in rows)
    return f"{named}: {count}. {told}"
