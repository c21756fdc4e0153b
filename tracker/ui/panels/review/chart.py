"""What the chart of an action shows: what was logged over time, against what was planned."""

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.i18n import DateStyle, _, format_date, format_number
from tracker.models.enums import FollowUp
from tracker.services.queries.action_detail import ActionDetail
from tracker.ui.panels.review.words import span_start

_Point = tuple[date, float]


@dataclass(frozen=True, slots=True)
class DoneChart:
    """What the chart shows. `plan` is what should be done by each day, `logged` what was."""

    first: date
    last: date
    today: date
    logged: tuple[_Point, ...]
    plan: tuple[_Point, ...]
    done: float
    expected: float | None
    follow_up: FollowUp | None
    stepped_plan: bool

    @property
    def top(self) -> float:
        """The highest value drawn."""
        values = [value for _day, value in (*self.logged, *self.plan)]
        return max(*values, self.done, 1.0) if values else max(self.done, 1.0)

    @property
    def short(self) -> float:
        """How much is missing today; nothing where the colour says that it goes as it should."""
        behind = self.follow_up in (FollowUp.AT_RISK, FollowUp.LATE)
        return max((self.expected or 0.0) - self.done, 0.0) if behind else 0.0


def chart_of(detail: ActionDetail, today: date) -> DoneChart:
    """The chart of an action's log."""
    row, occasions = detail.row, detail.fields.occasions
    logged = tuple((day, float(total)) for day, total in detail.series)
    first = span_start(row, logged[0][0] if logged else None, today)
    ends = [day for day in (row.deadline, today, logged[-1][0] if logged else None) if day]
    planned = None if row.planned is None else float(row.planned)
    plan: tuple[_Point, ...] = ()
    if planned is not None and occasions:
        share = planned / len(occasions)
        plan = tuple((day, share * number) for number, day in enumerate(occasions, 1))
    elif planned is not None and row.start is not None and row.deadline is not None:
        plan = ((row.start, 0.0), (row.deadline, planned))
    last = max(*ends, first + timedelta(days=1))
    return DoneChart(
        first,
        last,
        today,
        logged,
        plan,
        float(row.done),
        row.expected,
        row.colour,
        stepped_plan=bool(occasions),
    )


def chart_words(chart: DoneChart) -> str:
    """The chart for those who don't see it."""
    parts = [_("{count} done").format(count=format_number(chart.done))]
    if chart.expected is not None:
        parts.append(_("should be {count}").format(count=format_number(chart.expected, 0)))
    if chart.short:
        parts.append(short_words(chart))
    days = "; ".join(
        f"{format_date(day)}: {format_number(total)}" for day, total in chart.logged[-12:]
    )
    if days:
        parts.append(_("after each day: {days}").format(days=days))
    if chart.plan:
        parts.append(plan_words(chart))
    return ". ".join(parts)


def plan_words(chart: DoneChart) -> str:
    """``jämnt fördelat 1 jan–31 dec``, or that the plan has days of its own."""
    if chart.stepped_plan:
        return _("planned days")
    (first, _none), (last, _all) = chart.plan[0], chart.plan[-1]
    style: DateStyle = "day" if first.year == last.year == chart.today.year else "short"
    days = f"{format_date(first, style)}–{format_date(last, style)}"
    return _("spread evenly {days}").format(days=days)


def short_words(chart: DoneChart) -> str:
    """``2 färre än väntat``."""
    count = format_number(max(round(chart.short), 1))
    return _("{count} fewer than expected").format(count=count)
