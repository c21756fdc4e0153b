"""What the head of a promise says: its lock, its effect, and the quiet notes beside it."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tracker.i18n import _, format_date, format_number, ngettext
from tracker.labels import label
from tracker.messages import gap
from tracker.messages.vocabulary import listed
from tracker.models.completeness import Lack
from tracker.models.enums import IndicatorKind
from tracker.services.queries.indicators import IndicatorRow, MeasurementRow
from tracker.services.queries.plan import PlanView
from tracker.ui.widgets.paint import Run

_MOST_NOTES = 3


def lock_words(view: PlanView) -> str:
    """Whether the text is locked, as which version, and since when."""
    if not view.row.status.locked or view.row.signed_on is None:
        return _("{status}. The text is not locked.").format(status=label(view.row.status))
    version = view.versions[-1] if view.versions else None
    signed = format_date(version.signed_on if version is not None else view.row.signed_on)
    number = version.number if version is not None else 1
    if version is not None and version.settled_on is not None:
        words = _("Text locked, version {number}. Signed {date}, by the agreement of {settled}.")
        settled = format_date(version.settled_on)
        return words.format(number=number, date=signed, settled=settled)
    return _("Text locked, version {number}. Signed {date}.").format(number=number, date=signed)


def outcome_words(view: PlanView) -> str:
    """How an ended promise ended, with the reason."""
    words = label(view.row.status)
    return f"{words}. {view.outcome_reason}" if view.outcome_reason else f"{words}."


def notes(view: PlanView, today: date) -> list[str]:
    """Quiet warnings about wording, gaps and feedback; the worst first, at most three."""
    if view.row.status.ended:
        return []
    return list(_notes(view, today))[:_MOST_NOTES]


def _notes(view: PlanView, today: date) -> Iterator[str]:
    blocking = [missing for missing in view.missing if missing.blocks_signing]
    if blocking and not view.row.status.locked:
        what = listed([gap(missing, view.row.number) for missing in blocking])
        yield _("Missing before it can be signed: {what}.").format(what=what)
    if view.vague:
        yield _vague(view)
    late = [each for each in view.feedback if each.done_on is None and each.planned_on < today]
    for feedback in late:
        words = _("Feedback to {audience} should have been given {date}.")
        yield words.format(audience=feedback.audience, date=format_date(feedback.planned_on))
    ahead = any(each.done_on is None for each in view.feedback)
    if view.feedback and not ahead and view.row.status.locked:
        yield _("No new day is planned for feedback to the citizens.")
    for missing in view.missing:
        if not missing.blocks_signing:
            yield _advice(missing.lack)


def _vague(view: PlanView) -> str:
    quoted = listed([f"”{phrase}”" for phrase in view.vague])
    first = _("{phrase} can't be followed up.").format(phrase=quoted)
    count = len(view.actions)
    if not view.row.status.locked or not count:
        return first + " " + _("Say what will be done.")
    carried = ngettext(
        "The action carries the promise.", "The {count} actions carry the promise.", count
    )
    return first + " " + carried.format(count=count)


def _advice(lack: Lack) -> str:
    return {
        Lack.PROBLEM: _("It answers no problem yet."),
        Lack.CAUSE: _("The problem has no cause yet."),
        Lack.FEEDBACK: _("No feedback to the citizens is planned."),
        Lack.SIGNATORY: _("The agreement names nobody who signs it."),
    }[lack]


def effect_indicator(view: PlanView) -> IndicatorRow | None:
    """The indicator that stands for the promise's effect: its first effect goal."""
    effects = [each for each in view.indicators if each.kind is IndicatorKind.EFFECT]
    return effects[0] if effects else None


def effect_runs(view: PlanView) -> list[Run]:
    """**Förväntad effekt:** otrygga kvällstid 31 % → 25 %. **Ej mätt 2018.**"""
    runs = [Run(_("Expected effect:") + " ", strong=True)]
    indicator = effect_indicator(view)
    if indicator is None:
        words = " ".join(view.fields.expected_effect.split())
        return [*runs, Run(words or _("not stated."), tone="text2")]
    runs.append(Run(f"{measure_name(indicator)} {span_words(indicator)}.  ", tone="text2"))
    newest = newest_measured(indicator, view.fields.period_start)
    if newest is None:
        year = view.fields.period_end.year
        runs.append(Run(_("Not measured {year}.").format(year=year), strong=True, tone="at_risk"))
    else:
        day, amount = format_date(newest.measured_on), number_words(newest.value, indicator.unit)
        measured = _("Measured {date}: {value}.").format(date=day, value=amount)
        runs.append(Run(measured, strong=True))
    others = sum(each.kind is IndicatorKind.EFFECT for each in view.indicators) - 1
    if others:
        more = ngettext("{count} more measure", "{count} more measures", others)
        runs.append(Run("  " + more.format(count=others), tone="text2"))
    return runs


def newest_measured(indicator: IndicatorRow, since: date) -> MeasurementRow | None:
    """The latest measured value from `since` on; "ej mätt" is none."""
    found = [
        each
        for each in indicator.measurements
        if each.value is not None and each.measured_on >= since
    ]
    return found[-1] if found else None


def span_words(indicator: IndicatorRow) -> str:
    """``31 % → 25 %``, ``42 % → mål saknas``."""
    start = number_words(indicator.baseline, indicator.unit)
    if indicator.target is None:
        missing = _("no target yet")
        return f"{start} → {missing}"
    return f"{start} → {number_words(indicator.target, indicator.unit)}"


def number_words(value: Decimal | None, unit: str) -> str:
    """``31 %``; other units stand with the name, as in the reports. A dash without a value."""
    if value is None:
        return "–"
    return f"{format_number(value)}\xa0%" if unit.strip() == "%" else format_number(value)


def measure_name(indicator: IndicatorRow) -> str:
    """The name with its unit, which "%" leaves to the figures."""
    unit = indicator.unit.strip()
    return f"{indicator.name}, {unit}" if unit not in ("", "%") else indicator.name


def trail_parts(view: PlanView) -> list[tuple[str, bool]]:
    """The chain from evidence to measurement in numbers; True where a link is missing."""
    problems = [str(problem.number) for problem in view.problems]
    counted = [
        (ngettext("{count} survey", "{count} surveys", view.surveys), view.surveys),
        (
            ngettext("Problem {number}", "Problems {number}", len(problems)),
            len(problems),
        ),
        (ngettext("{count} cause", "{count} causes", len(view.causes)), len(view.causes)),
        (ngettext("{count} action", "{count} actions", len(view.actions)), len(view.actions)),
        (ngettext("{count} log entry", "{count} log entries", view.entries), view.entries),
    ]
    parts = [
        (words.format(count=format_number(n), number=listed(problems)), not n)
        for words, n in counted
    ]
    if not problems:
        parts[1] = (_("no problem"), True)
    count = len(view.indicators)
    words = ngettext("{count} measure", "{count} measures", count).format(count=count)
    since = view.fields.period_start
    is_measured = any(newest_measured(each, since) for each in view.indicators)
    if count and not is_measured:
        words += ", " + _("not measured")
    return [*parts, (words, not is_measured)]
