"""What an indicator's measurements show: one sentence with figures, and the chart behind it."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tracker.i18n import _, format_date
from tracker.messages.measuring import trend_words
from tracker.reports.charts import ChartSpec, Series
from tracker.reports.sentences import listed, measured, month_name
from tracker.services.reports.rows import IndicatorRow

Measured = tuple[date, Decimal]


def chart_of(indicator: IndicatorRow, start: date | None, end: date | None) -> ChartSpec | None:
    """The chart of an indicator for a promise's period; None with fewer than two values."""
    values = [(row.on, row.value) for row in indicator.measurements if row.value is not None]
    is_one_year = start is not None and end is not None and start.year == end.year
    inside = [row for row in values if start and end and start.year <= row[0].year <= end.year]
    if is_one_year and start and len(inside) >= 2:
        return _year_chart(indicator, values, start.year)
    return _long_chart(indicator, values) if len(values) >= 2 else None


def finding(indicator: IndicatorRow, now: Measured, then: Measured | None) -> str:
    """What the newest value says, beside the same time a year before or the start."""
    value = measured(now[1], indicator.unit)
    if indicator.cumulative:
        text = _("{indicator}: {value} through {month}").format(
            indicator=indicator.name, value=value, month=month_name(now[0])
        )
        if then is None:
            return text + _goal_words(indicator)
        compared = _fewer_or_more(now[1], then[1]).format(
            value=measured(then[1], indicator.unit), year=then[0].year
        )
        return f"{text}, {compared}"
    text = f"{indicator.name}: {value}"
    if indicator.baseline is not None:
        compared = _lower_or_higher(now[1], indicator.baseline)
        text += ", " + compared.format(value=measured(indicator.baseline, indicator.unit))
    return text + _goal_words(indicator)


def _over_the_years(indicator: IndicatorRow, first: Measured, newest: Measured) -> str:
    """What the newest value says beside the first one that was ever measured."""
    value, before = (measured(row[1], indicator.unit) for row in (newest, first))
    text = _("{indicator}: {value} in {year}, {compared}").format(
        indicator=indicator.name,
        value=value,
        year=newest[0].year,
        compared=_lower_or_higher_than(newest[1], first[1]).format(
            value=before, year=first[0].year
        ),
    )
    return text + _goal_words(indicator)


def _goal_words(indicator: IndicatorRow) -> str:
    if indicator.target is None:
        return ""
    goal = measured(indicator.target, indicator.unit)
    return ", " + _("the goal is {value}").format(value=goal)


def _fewer_or_more(now: Decimal, then: Decimal) -> str:
    if now < then:
        return _("fewer than the {value} at the same time in {year}")
    if now > then:
        return _("more than the {value} at the same time in {year}")
    return _("as many as the {value} at the same time in {year}")


def _lower_or_higher(now: Decimal, start: Decimal) -> str:
    if now < start:
        return _("lower than {value} at the start")
    if now > start:
        return _("higher than {value} at the start")
    return _("the same as {value} at the start")


def _lower_or_higher_than(now: Decimal, first: Decimal) -> str:
    if now < first:
        return _("lower than {value} in {year}")
    if now > first:
        return _("higher than {value} in {year}")
    return _("the same as {value} in {year}")


def same_time(rows: list[Measured], on: date) -> Measured | None:
    """The measurement a year before `on`, at most 45 days off."""
    before = [row for row in rows if row[0].year == on.year - 1]
    if not before:
        return None
    nearest = min(before, key=lambda row: abs(_day_of_year(row[0]) - _day_of_year(on)))
    return nearest if abs(_day_of_year(nearest[0]) - _day_of_year(on)) <= 45 else None


def _day_of_year(on: date) -> int:
    return on.timetuple().tm_yday


def _part_of_year(on: date) -> float:
    return _day_of_year(on) / 366


def _year_chart(indicator: IndicatorRow, values: list[Measured], year: int) -> ChartSpec:
    """January to December, with the year before as a comparison."""
    this_year = [row for row in values if row[0].year == year]
    year_before = [row for row in values if row[0].year == year - 1]
    newest = this_year[-1]
    before = None
    if len(year_before) >= 2:
        label = f"{year - 1}: {measured(year_before[-1][1], indicator.unit)}"
        before = Series(label, _points(indicator, year_before))
    text = f"{year}: {measured(newest[1], indicator.unit)}"
    if indicator.cumulative and newest[0].month < 12:
        text = _("{now} through {month}").format(now=text, month=month_name(newest[0]))
    then, due = same_time(values, newest[0]), indicator.next_on
    goal = _goal(indicator, str(year))
    besides = [before.label] if before else []
    if goal and indicator.cumulative and then:
        besides.append(goal[0])
    letters = [(month, month_name(date(year, month, 1))[0]) for month in range(1, 13)]
    return ChartSpec(
        finding=finding(indicator, newest, then),
        now=Series(text, _points(indicator, this_year)),
        before=before,
        goal=goal,
        x_labels=tuple(((month - 0.5) / 12, letter) for month, letter in letters),
        from_zero=indicator.cumulative or _starts_at_zero(indicator),
        besides=(*besides, *_besides(indicator, values)),
        base=_base(indicator),
        gaps=tuple(_part_of_year(on) for on in _unmeasured(indicator) if on.year == year),
        due=_part_of_year(due) if due is not None and due.year == year else None,
    )


def _points(indicator: IndicatorRow, rows: list[Measured]) -> tuple[tuple[float, float], ...]:
    points = tuple((_part_of_year(on), float(value)) for on, value in rows)
    return ((0.0, 0.0), *points) if indicator.cumulative else points


def _starts_at_zero(indicator: IndicatorRow) -> bool:
    """Counts do; scales such as 1–5 do not, since zero is not on them."""
    return not any(mark in indicator.unit for mark in "–-%")


def _goal(indicator: IndicatorRow, year: str) -> tuple[str, float] | None:
    if indicator.target is None:
        return None
    value = measured(indicator.target, indicator.unit)
    text = _("Goal {year}: {value}").format(year=year, value=value) if year else ""
    return text or _("Goal: {value}").format(value=value), float(indicator.target)


def _long_chart(indicator: IndicatorRow, values: list[Measured]) -> ChartSpec:
    """From the first measurement to the newest, whatever the years."""
    first, newest = values[0], values[-1]
    unmeasured, due = _unmeasured(indicator), indicator.next_on
    last = max([newest[0], *unmeasured])
    start, end = date(min([first[0], *unmeasured]).year, 1, 1), date(last.year, 12, 31)
    days = (end - start).days
    points = tuple(((on - start).days / days, float(value)) for on, value in values)
    years = range(start.year, end.year + 1)
    step = -(-len(years) // 6)
    middle_of = {year: (date(year, 7, 1) - start).days / days for year in years[::step]}
    return ChartSpec(
        finding=_over_the_years(indicator, first, newest),
        now=Series(measured(newest[1], indicator.unit), points),
        before=None,
        goal=_goal(indicator, ""),
        x_labels=tuple((part, str(year)) for year, part in middle_of.items()),
        from_zero=_starts_at_zero(indicator),
        besides=tuple(_besides(indicator, values)),
        base=_base(indicator),
        gaps=tuple((on - start).days / days for on in unmeasured),
        due=(due - start).days / days if due is not None and start <= due <= end else None,
    )


def _unmeasured(indicator: IndicatorRow) -> list[date]:
    """When it should have been measured and was not."""
    return [row.on for row in indicator.measurements if row.value is None and not row.withheld]


def _base(indicator: IndicatorRow) -> tuple[str, float] | None:
    """Where it began; last year's running total is drawn as a year of its own."""
    if indicator.baseline is None or indicator.cumulative:
        return None
    value = measured(indicator.baseline, indicator.unit)
    return _("Start: {value}").format(value=value), float(indicator.baseline)


def _besides(indicator: IndicatorRow, values: list[Measured]) -> Iterator[str]:
    """The trend, what was not measured and when it is measured next: what no figure tells."""
    if not indicator.cumulative:
        yield from filter(None, [trend_words(values)])
    days = [format_date(on, "long") for on in _unmeasured(indicator)]
    if days:
        yield _("Not measured: {days}").format(days=listed(days))
    if indicator.next_on is not None:
        yield _("To be measured by {day}").format(day=format_date(indicator.next_on, "long"))
