"""What difference a promise made, in public words: from what to what, or that nobody knows yet."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tracker.i18n import _, month
from tracker.models.enums import IndicatorKind
from tracker.reports.before_after import chance
from tracker.reports.findings import same_time
from tracker.reports.plain_words import spelled_out, theirs
from tracker.reports.sentences import cap, full_stop, measured, month_name, quantity
from tracker.services.reports.rows import IndicatorRow, MeasurementRow, PromiseRow

_SCALE = re.compile(r"\d+ ?[–-] ?(\d+)")
_ONLY_A_COUNT = re.compile(r"(?:antal\b.*)?", re.IGNORECASE)


def difference(promise: PromiseRow, as_of: date) -> str:
    """What was measured of it, then what was not, with when or why."""
    effects = [row for row in promise.indicators if row.kind is IndicatorKind.EFFECT]
    known = [row for row in effects if (newest := _newest(row)) and _has_value(newest)]
    unknown = [row for row in effects if row not in known]
    sentences = [_known(row, promise) for row in known]
    if not known:
        sentences.append(_("We do not know.") if promise.status.ended else _("We do not know yet."))
    if not effects:
        sentences.append(_("We have not decided how to measure it."))
    for row in unknown:
        sentences += _unknown(row, promise, as_of)
    return " ".join(sentences)


def _newest(indicator: IndicatorRow) -> MeasurementRow | None:
    return max(indicator.measurements, key=lambda row: row.on, default=None)


def _has_value(row: MeasurementRow) -> bool:
    return row.value is not None or row.withheld


def _known(indicator: IndicatorRow, promise: PromiseRow) -> str:
    newest = _newest(indicator)
    assert newest is not None
    name = theirs(cap(spelled_out(indicator.name)))
    if newest.value is None:
        return _("{indicator}: too few answers to be shown.").format(indicator=name)
    told = (full_stop(_compared(indicator, name, newest.on, newest.value)), _asked(indicator))
    text = " ".join(part for part in (*told, chance(indicator)) if part)
    if indicator.target is None or promise.expected_effect.strip():
        return text
    goal = _("The goal was {goal}.") if promise.status.ended else _("The goal is {goal}.")
    return f"{text} {goal.format(goal=_with_unit(indicator.target, indicator.unit))}"


def _asked(indicator: IndicatorRow) -> str:
    """How many answered then and now, where both are known."""
    newest = _newest(indicator)
    if not indicator.baseline_answers or newest is None or not newest.answers:
        return ""
    return _("{before} answered then and {after} now.").format(
        before=quantity(indicator.baseline_answers), after=quantity(newest.answers)
    )


def _compared(indicator: IndicatorRow, name: str, on: date, value: Decimal) -> str:
    now = _with_unit(value, indicator.unit)
    if indicator.cumulative:
        text = _("{indicator}: {value} through {month}").format(
            indicator=name, value=now, month=month_name(on)
        )
        values = [(row.on, row.value) for row in indicator.measurements if row.value is not None]
        before = same_time(values, on)
        if before is None:
            return text
        against = _("against {value} at the same time in {year}").format(
            value=quantity(before[1]), year=before[0].year
        )
        return f"{text}, {against}"
    if indicator.baseline is None:
        return f"{name}: {now}"
    if indicator.baseline == value:
        return _("{indicator}: {value}, the same as when we began").format(
            indicator=name, value=now
        )
    return _("{indicator}: from {before} to {value}").format(
        indicator=name, before=measured(indicator.baseline, indicator.unit), value=now
    )


def _with_unit(value: Decimal, unit: str) -> str:
    """``31 %``, ``3.4 of 5`` on a scale from 1 to 5, ``21``, ``12 minutes``."""
    unit = spelled_out(unit)
    scale = _SCALE.fullmatch(unit)
    if scale:
        return _("{value} of {most}").format(value=quantity(value), most=scale[1])
    if unit == "%" or _ONLY_A_COUNT.fullmatch(unit):
        return measured(value, unit)
    return f"{quantity(value)} {theirs(unit)}"


def _unknown(indicator: IndicatorRow, promise: PromiseRow, as_of: date) -> Iterator[str]:
    """Why there is no value, and when there will be one."""
    name = theirs(cap(spelled_out(indicator.name)))
    why = theirs(full_stop(cap(spelled_out(indicator.not_measured_reason))))
    if why:
        yield why
    if indicator.next_on is not None and indicator.next_on >= as_of:
        when = month(indicator.next_on, year=indicator.next_on.year != as_of.year)
        yield _("{indicator}: to be measured in {month}.").format(indicator=name, month=when)
    elif not why and promise.status.ended:
        yield _("{indicator}: we have not measured it.").format(indicator=name)
    elif not why:
        yield _("{indicator}: we have not decided when to measure it.").format(indicator=name)
