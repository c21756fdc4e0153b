"""The effect line of a card: what should change, from where to where, and where it is now."""

from datetime import date
from decimal import Decimal

from tracker.i18n import _, format_date, format_number, month
from tracker.models.enums import IndicatorKind
from tracker.services.queries.indicators import IndicatorRow
from tracker.ui.widgets.paint import Run


def effect_runs(indicators: tuple[IndicatorRow, ...], today: date) -> tuple[Run, ...]:
    """``Effekt  Otrygga kvällstid 31 % → mål 25 % · ej mätt 2018``, for the first effect goal.

    *Gjort* is never part of it: process and output goals are left to the promise's own page.
    """
    lead = Run(_("Effect") + "  ", tone="text3")
    effect = next((row for row in indicators if row.kind is IndicatorKind.EFFECT), None)
    if effect is None:
        return (lead, Run(_("no indicator"), tone="text2"))
    return (
        lead,
        Run(f"{effect.name} ", tone="text2"),
        Run(f"{aim_words(effect)} "),
        Run(f"· {now_words(effect, today)}", tone="text2"),
    )


def aim_words(row: IndicatorRow) -> str:
    """``31 % → mål 25 %``, ``42 % → mål saknas``."""
    base = _value(row.baseline, row.unit)
    if row.target is None:
        missing = _("no target yet")
        return f"{base} → {missing}" if base else _("without a goal")
    goal = _("goal {value}").format(value=_value(row.target, row.unit))
    return f"{base} → {goal}" if base else goal


def _value(value: Decimal | None, unit: str) -> str:
    if value is None:
        return ""
    # A unit of its own would make the line too long; only a sign is worth its place.
    return f"{format_number(value)} %" if unit == "%" else format_number(value)


def now_words(row: IndicatorRow, today: date) -> str:
    """The latest measurement, and when the next one is due where there is none or it is late."""
    due = row.next_due(today)
    if row.measurements:
        words = _latest_words(row, today)
        if due is not None and due < today:
            late = _("should have been measured by {date}")
            words += ", " + late.format(date=format_date(due, "day"))
        return words
    if due is None:
        return _("not measured")
    if due < today:
        late = _("not measured, should have been by {date}")
        return late.format(date=format_date(due, "day"))
    return _("measured in {month}").format(month=_month(due, today))


def _latest_words(row: IndicatorRow, today: date) -> str:
    latest = row.measurements[-1]
    if latest.value is None:
        return _("not measured {year}").format(year=latest.measured_on.year)
    value, when = _value(latest.value, row.unit), _month(latest.measured_on, today)
    return _("{value} in {month}").format(value=value, month=when)


def _month(day: date, today: date) -> str:
    return month(day, year=day.year != today.year)
