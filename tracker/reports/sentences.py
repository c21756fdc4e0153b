"""The report's own words: short sentences with the figure first, in correct Swedish and English.

The voice: a figure before what it should be, one fact a sentence, a reason in the same breath.
No praise, no alarm, and no "because" between what was done and what changed. Everything here must
run inside `tracker.i18n.language`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tracker.i18n import N_, _, current_language, format_date, format_number, ngettext, pgettext
from tracker.models.enums import FollowUp, Party
from tracker.services.reports.rows import (
    ActionRow,
    DecisionRow,
    DeviationRow,
    IndicatorRow,
    PromiseRow,
    ReportInput,
)

_NUMBERS = (
    N_("two"), N_("three"), N_("four"), N_("five"), N_("six"), N_("seven"), N_("eight"),
    N_("nine"), N_("ten"), N_("eleven"), N_("twelve"),
)  # fmt: skip
# Swedish place names that end so take no s before "kommun": Grums kommun, Växjö kommun.
_NO_GENITIVE = "sxzåäöaeiouyéü"


def cap(text: str) -> str:
    """`text` with a capital first letter."""
    return text[:1].upper() + text[1:]


def uncap(text: str) -> str:
    """A word of ours inside a sentence. What people wrote may begin with a name: leave it."""
    return text[:1].lower() + text[1:]


def full_stop(text: str) -> str:
    """`text` as a sentence: with a full stop unless it ends in a mark of its own."""
    text = text.strip()
    return text if not text or text[-1] in ".?!…:" else f"{text}."


def number_word(n: int, *, neuter: bool) -> str:
    """One to twelve in words, figures above. Swedish says ``ett löfte`` but ``en åtgärd``."""
    if n == 1:
        return pgettext("neuter", "one") if neuter else pgettext("common", "one")
    return _(_NUMBERS[n - 2]) if 2 <= n <= 12 else format_number(n)


def listed(parts: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    return _("{first} and {last}").format(first=", ".join(parts[:-1]), last=parts[-1])


def reason(text: str) -> str:
    """``Reason: …``, or that there is none."""
    if not text.strip():
        return _("Reason missing.")
    return _("Reason: {reason}").format(reason=full_stop(text))


# Names


def municipality_name(name: str) -> str:
    """``Säffle kommun`` for ``Säffle``, ``Karlstads kommun`` for ``Karlstad``."""
    name = name.strip()
    words = name.lower().split()
    if current_language() == "en" and len(words) > 1 and words[-1] == "kommun":
        # An s before "kommun" may be the genitive's or the name's own: such a name is left alone.
        bare = name[: -len("kommun")].rstrip()
        return name if bare.lower().endswith("s") else f"{bare} Municipality"
    if not words or words[-1] in ("kommun", "stad", "municipality") or words[0] == "region":
        return name
    if current_language() == "en":
        return f"{name} Municipality"
    return f"{name}{'' if name[-1].lower() in _NO_GENITIVE else 's'} kommun"


def _area(name: str) -> str:
    """The police area's own name, without the words that say what it is."""
    name = name.strip()
    for start in ("lokalpolisområdet ", "lokalpolisområde ", "polisområde ", "lpo "):
        if name.lower().startswith(start):
            return name[len(start) :]
    return name


def police_name(area: str, *, short: bool = False) -> str:
    """``Polisen, lokalpolisområde Arvika``; ``Polisen, LPO Arvika`` when short."""
    area = _area(area)
    if not area:
        return _("the Police") if short else _("The Police")
    if short:
        return _("the Police, LPO {area}").format(area=area)
    return _("The Police, local police area {area}").format(area=area)


def organisation_name(name: str, police_area: str) -> str:
    """A signatory's organisation as the book has it; the police's own name in this language."""
    name = name.strip()
    start, _comma, area = name.partition(",")
    if start.casefold() == "polisen" and area.strip():
        is_ours = _area(area).casefold() == _area(police_area).casefold()
        return police_name(area) if is_ours else name
    if start.casefold() == "polisen":
        return police_name("")
    return municipality_name(name) if name.casefold().endswith(" kommun") else name


def diary_label(data: ReportInput, party: Party) -> str:
    """``Dnr Säffle kommun``."""
    if party is Party.MUNICIPALITY:
        return _("Dnr {whose}").format(whose=municipality_name(data.municipality))
    return _("Dnr the Police") if party is Party.POLICE else _("Dnr")


def party_group(party: Party) -> str:
    """The heading over a party's actions: whose they are."""
    return {
        Party.JOINT: _("Joint actions"),
        Party.MUNICIPALITY: _("The municipality’s"),
        Party.POLICE: _("The police’s"),
        Party.OTHER: _("Other parties’"),
    }[party]


def label_of(number: int) -> str:
    """``L3``."""
    return f"L{number}"


# Dates


def day(on: date, as_of: date) -> str:
    """``1 oktober``, with the year when it is another than the report's."""
    return format_date(on, "long_day" if on.year == as_of.year else "long")


def short_day(on: date, as_of: date) -> str:
    """``31 okt``, with the year when it is another than the report's."""
    return format_date(on, "day" if on.year == as_of.year else "short")


def period(start: date | None, end: date | None) -> str:
    """``2018``, ``2017–2018``, ``1 maj–15 september 2018``; empty without dates."""
    if start is None or end is None:
        one = start or end
        return format_date(one, "long") if one else ""
    whole_years = (start.month, start.day) == (1, 1) and (end + timedelta(1)).month == 1
    if whole_years and (end + timedelta(1)).day == 1:
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    if start == end:
        return format_date(end, "long")
    first = format_date(start, "long_day" if start.year == end.year else "long")
    return f"{first}–{format_date(end, 'long')}"


def month_name(on: date) -> str:
    """``augusti``."""
    return format_date(on, "long_day").partition(" ")[2]


# Page one


def decisions_needed(decisions: Sequence[DecisionRow], as_of: date) -> str:
    """How many decisions are needed and when the first is."""
    dues = [decision.due for decision in decisions if decision.due]
    n = len(decisions)
    if not n:
        return _("No decision is needed before the next report.")
    count = cap(number_word(n, neuter=True))
    if not dues:
        return ngettext("{count} decision is needed.", "{count} decisions are needed.", n).format(
            count=count
        )
    return ngettext(
        "{count} decision is needed, by {day}.",
        "{count} decisions are needed, the first by {day}.",
        n,
    ).format(count=count, day=day(min(dues), as_of))


def decisions_note(decisions: Sequence[DecisionRow], as_of: date) -> str:
    """The same in short, with figures."""
    dues = [decision.due for decision in decisions if decision.due]
    n = len(decisions)
    if not dues:
        return ngettext("{n} decision", "{n} decisions", n).format(n=n) if n else ""
    return ngettext("{n} decision, by {day}", "{n} decisions, the first by {day}", n).format(
        n=n, day=day(min(dues), as_of)
    )


def promises_stand(promises: Sequence[PromiseRow], as_of: date) -> str:
    """How the running promises stand, counted by colour."""
    running = [promise for promise in promises if promise.follow_up is not None]
    if not promises:
        return _("No promise has been entered.")
    if not running:
        return _("No promise is running.")
    counts = [
        (sum(promise.follow_up == colour for promise in running), colour)
        for colour in (
            FollowUp.ON_TRACK, FollowUp.AT_RISK, FollowUp.LATE,
            FollowUp.NOT_STARTED, FollowUp.NO_TARGET,
        )
    ]  # fmt: skip
    counts = [(n, colour) for n, colour in counts if n]
    this_year = all(_is_of_year(promise, as_of.year) for promise in running)
    (n, colour), *others = counts
    first = _promises_are(n, len(running), colour, this_year)
    rest = [f"{number_word(n, neuter=True)} {_predicate(colour, n)}" for n, colour in others]
    return f"{cap(listed([first, *rest]))}."


def _is_of_year(promise: PromiseRow, year: int) -> bool:
    start, end = promise.starts_on, promise.ends_on
    return bool(start and end and start.year <= year <= end.year)


def _promises_are(n: int, total: int, colour: FollowUp, this_year: bool) -> str:
    """``two of this year’s three promises are late``, or that all of them are."""
    if n < total:
        text = (
            _("{n} of this year’s {total} promises {are}")
            if this_year
            else _("{n} of {total} running promises {are}")
        )
    elif total == 1:
        text = (
            _("this year’s only promise {are}")
            if this_year
            else _("the only running promise {are}")
        )
    elif total == 2:
        text = (
            _("both of this year’s promises {are}")
            if this_year
            else _("both running promises {are}")
        )
    else:
        text = (
            _("all of this year’s {total} promises {are}")
            if this_year
            else _("all {total} running promises {are}")
        )
    return text.format(
        n=number_word(n, neuter=True),
        total=number_word(total, neuter=True),
        are=_predicate(colour, n),
    )


def _predicate(colour: FollowUp, n: int) -> str:
    return {
        FollowUp.ON_TRACK: lambda: ngettext("is on track", "are on track", n),
        FollowUp.AT_RISK: lambda: ngettext(
            "is at risk of not being kept", "are at risk of not being kept", n
        ),
        FollowUp.LATE: lambda: ngettext("is late", "are late", n),
        FollowUp.NOT_STARTED: lambda: ngettext("has not started", "have not started", n),
        FollowUp.NO_TARGET: lambda: ngettext("has no target", "have no target", n),
    }[colour]()


# Quantities


def quantity(value: Decimal | float) -> str:
    """A quantity with at most two decimals."""
    return format_number(value, 2)


def expected_number(value: float) -> str:
    """What is expected by now, rounded to a whole number, half upwards."""
    return format_number(int(value + 0.5))


def done_of_planned(action: ActionRow) -> str:
    """``26 of 24``, or only the number when there is no target."""
    if action.planned is None:
        return quantity(action.done)
    return _("{done}\u00a0of\u00a0{planned}").format(
        done=quantity(action.done), planned=quantity(action.planned)
    )


def is_counted(action: ActionRow) -> bool:
    """Whether there is more to it than being done or not."""
    return action.planned is None or action.planned > 1 or bool(action.unit)


def amount_sentence(action: ActionRow) -> str:
    """``2 of 6 barriers, expected 5.``"""
    amount = done_of_planned(action)
    text = f"{amount} {action.unit}" if action.unit else f"{action.title}: {amount}"
    if action.planned is None:
        return _("{amount}, no target.").format(amount=text)
    short = action.expected is not None and float(action.done) < float(action.planned)
    if action.follow_up is None or not short or action.expected is None:
        return f"{text}."
    return _("{amount}, expected\u00a0{expected}.").format(
        amount=text, expected=expected_number(action.expected)
    )


def days_late(n: int) -> str:
    """``15 days late``."""
    return ngettext("{n} day late", "{n} days late", n).format(n=n)


# Indicators


@dataclass(frozen=True, slots=True)
class Latest:
    """The newest measurement: None when none was ever made, or none with a value."""

    value: Decimal | None
    on: date | None


def latest(indicator: IndicatorRow) -> Latest:
    """The newest measurement, "ej mätt" included."""
    if not indicator.measurements:
        return Latest(None, None)
    newest = max(indicator.measurements, key=lambda row: row.on)
    return Latest(newest.value, newest.on)


def measured(value: Decimal | None, unit: str) -> str:
    """A value with its per cent sign; other units stand with the name."""
    if value is None:
        return "–"
    return f"{quantity(value)}\xa0%" if unit.strip() == "%" else quantity(value)


def indicator_name(indicator: IndicatorRow) -> str:
    """The name with its unit, which "%" leaves to the figures."""
    unit = indicator.unit.strip()
    return f"{indicator.name}, {unit}" if unit not in ("", "%") else indicator.name


def effect_sentence(indicator: IndicatorRow) -> str:
    """``Rating of the area: 3.4 (goal 3.5).``"""
    now = latest(indicator)
    if now.value is None:
        return _("{indicator}: not measured.").format(indicator=indicator.name)
    value = measured(now.value, indicator.unit)
    if indicator.target is None:
        return f"{indicator.name}: {value}."
    return _("{indicator}: {value} (goal {goal}).").format(
        indicator=indicator.name, value=value, goal=measured(indicator.target, indicator.unit)
    )


def next_measured(indicator: IndicatorRow, as_of: date) -> str:
    """``Measured next on 9 October.``; empty when no date lies ahead."""
    if indicator.next_on is None or indicator.next_on < as_of:
        return ""
    return _("Measured next on {day}.").format(day=day(indicator.next_on, as_of))


def changed(row: DeviationRow, as_of: date) -> str:
    """What was signed, and what it became."""
    if row.before is None and row.after is None:
        return row.what or _("The promise's text")
    return _("{subject}: {before} became {after}").format(
        subject=row.what, before=_signed(row.before, as_of), after=_signed(row.after, as_of)
    )


def _signed(value: date | Decimal | None, as_of: date) -> str:
    if value is None:
        return _("none")
    return day(value, as_of) if isinstance(value, date) else format_number(value)
