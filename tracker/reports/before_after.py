"""What a value before and a value after rest on, without a word about why they differ."""

from tracker.i18n import _, format_number, ngettext
from tracker.models.margin import margin_of_difference
from tracker.models.units import PERCENT
from tracker.services.reports.rows import IndicatorRow, MeasurementRow


def newest_of(indicator: IndicatorRow) -> MeasurementRow | None:
    """The newest measurement where it has a value that the start can be compared with."""
    newest = max(indicator.measurements, key=lambda row: row.on, default=None)
    return newest if newest and newest.value is not None and not indicator.cumulative else None


def source_now(indicator: IndicatorRow) -> str:
    """Where the newest value is from, when that is not the indicator's own source."""
    newest = newest_of(indicator)
    source = newest.source.strip() if newest is not None else ""
    return "" if source == indicator.source.strip() else source


def rests_on(indicator: IndicatorRow) -> str:
    """How many answered before and now, and where: one sentence, empty where nothing is known."""
    newest = newest_of(indicator)
    if newest is None:
        return ""
    parts = []
    if indicator.baseline is not None and indicator.baseline_answers is not None:
        text = _("{answers} at the start")
        parts.append(_told(text, indicator.baseline_answers, indicator.source))
    source = source_now(indicator)
    if newest.answers is not None:
        parts.append(_told(_("{answers} now"), newest.answers, source))
    elif source:
        parts.append(_("now from {source}").format(source=source))
    return f"{indicator.name}: {', '.join(parts)}." if parts else ""


def chance(indicator: IndicatorRow) -> str:
    """Says so where two percentages differ by less than the margin of error; otherwise empty."""
    newest = newest_of(indicator)
    before, answers = indicator.baseline, indicator.baseline_answers
    if (
        newest is None
        or newest.value is None
        or before is None
        or not answers
        or not newest.answers
        or indicator.unit.strip() != PERCENT
    ):
        return ""
    margin = margin_of_difference(before, answers, newest.value, newest.answers)
    if margin is None or abs(newest.value - before) > margin:
        return ""
    return _("The difference is within the margin of error (±{margin} percentage points).").format(
        margin=format_number(margin, 1)
    )


def _told(text: str, answers: int, source: str) -> str:
    words = ngettext("{n} answer", "{n} answers", answers).format(n=format_number(answers))
    told = text.format(answers=words)
    return f"{told} ({source.strip().rstrip('.')})" if source.strip() else told
