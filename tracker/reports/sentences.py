"""The report's own words: short sentences with the figure first, in correct Swedish and English.

The voice: a figure before what it should be, one fact a sentence, a reason in the same breath.
No praise, no alarm, and no "because" between what was done and what changed. Everything here must
run inside `tracker.i18n.language`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Protocol

from tracker.i18n import (
    N_,
    _,
    current_language,
    format_date,
    format_days,
    format_number,
    ngettext,
    pgettext,
)
from tracker.models.enums import Party
from tracker.services.reports.rows import (
    ActionRow,
    DeviationRow,
    IndicatorRow,
    ReportInput,
)

_NUMBERS = (
    N_("two"), N_("three"), N_("four"), N_("five"), N_("six"), N_("seven"), N_("eight"),
    N_("nine"), N_("ten"), N_("eleven"), N_("twelve"),
)  # fmt: skip
_NAMES_END = ("polisen", "verket", "bostäder", "styrelsen", "tjänsten")
"""How one word ends that is the name of an organisation, or may be."""
# Swedish place names that end so take no s before "kommun": Grums kommun, Växjö kommun.
_NO_GENITIVE = "sxzåäöaeiouyéü"
_BEFORE_KOMMUN = {"kalmar": "Kalmar", "orust": "Orust", "falun": "Falu"}
"""What the rule does not know."""


def cap(text: str) -> str:
    """`text` with a capital first letter."""
    return text[:1].upper() + text[1:]


def uncap(text: str) -> str:
    """A word of ours inside a sentence. What people wrote may begin with a name: leave it."""
    return text[:1].lower() + text[1:]


def as_role(text: str) -> str:
    """A role inside a sentence, in lower case; the name of an organisation as it is."""
    first, *others = text.split() or [""]
    is_name = (
        first[1:] != first[1:].lower()
        or any(word != word.lower() for word in others)
        or (first.lower(), *map(str.lower, others))[-1] in ("kommun", "region", "ab")
        or first.lower().endswith(_NAMES_END)
    )
    return text if is_name else uncap(text)


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
    genitive = name if name[-1].lower() in _NO_GENITIVE else f"{name}s"
    return f"{_BEFORE_KOMMUN.get(name.lower(), genitive)} kommun"


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


def organisation_name(name: str, police_area: str, municipality: str = "") -> str:
    """A signatory's organisation as the book has it; the police's own name in this language.

    The book's `municipality` is called here as it is everywhere else.
    """
    name = name.strip()
    if name and name.casefold() == municipality.strip().casefold():
        return municipality_name(name)
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


def told_before(data: ReportInput) -> Iterator[str]:
    """To citizens: what a final report takes the place of, if anything."""
    if data.supersedes is not None:
        day = format_date(data.supersedes.settled_on, "long")
        yield _("This takes the place of what we told you on {day}.").format(day=day)


def superseding(data: ReportInput) -> list[tuple[str, str]]:
    """What it supersedes, as labelled values: one or none."""
    if data.supersedes is None:
        return []
    words = _("made final {day}").format(day=format_date(data.supersedes.settled_on, "long"))
    numbers = [row.number for row in data.supersedes.diary_numbers]
    if numbers:
        words += ", " + _("dnr {numbers}").format(numbers=" · ".join(numbers))
    return [(_("Supersedes the report"), words)]


def owner_heading(data: ReportInput) -> str:
    """Whose actions the report is about. A party of several organisations has our words."""
    if data.is_whole_party and data.owner_party is Party.JOINT:
        return pgettext("report", "Joint actions")
    if data.is_whole_party and data.owner_party is Party.OTHER:
        return _("Actions of other parties")
    return _("Actions: {owner}").format(owner=data.owner)


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
    """``2018``, ``2017–2018``, ``1 maj–15 september 2018``, ``1–15 maj 2018``; or empty."""
    if start is None or end is None:
        one = start or end
        return format_date(one, "long") if one else ""
    whole_years = (start.month, start.day) == (1, 1) and (end + timedelta(1)).month == 1
    if whole_years and (end + timedelta(1)).day == 1:
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    return format_days(start, end)


def month_name(on: date) -> str:
    """``augusti``."""
    return format_date(on, "long_day").partition(" ")[2]


# Quantities


def quantity(value: Decimal | float) -> str:
    """A quantity with at most two decimals."""
    return format_number(value, 2)


def expected_number(value: float) -> str:
    """What is expected by now, rounded to a whole number, half upwards."""
    return format_number(expected_whole(value))


def expected_whole(value: float) -> int:
    """The same as a number."""
    return int(value + 0.5)


class Counted(Protocol):
    """How far something has come: an action, or one side of a difference."""

    @property
    def done(self) -> Decimal:
        """In `unit`, as the others are."""

    @property
    def planned(self) -> Decimal | None:
        """None without a target."""

    @property
    def unit(self) -> str:
        """Plural noun; may be empty."""

    @property
    def expected(self) -> float | None:
        """By the as-of date, unrounded."""


def done_of_planned(action: Counted) -> str:
    """``26 of 24``, or only the number when there is no target."""
    if action.planned is None:
        return quantity(action.done)
    return _("{done}\u00a0of\u00a0{planned}").format(
        done=quantity(action.done), planned=quantity(action.planned)
    )


def is_counted(action: Counted) -> bool:
    """Whether there is more to it than being done or not."""
    return action.planned is None or action.planned > 1 or bool(action.unit)


def amount_words(action: Counted, *, is_running: bool) -> str:
    """``2 of 6 barriers, expected 5``; what has ended is not expected to grow."""
    text = f"{done_of_planned(action)} {action.unit}".rstrip()
    if action.planned is None:
        return _("{amount}, no target").format(amount=text)
    short = action.expected is not None and action.done < action.planned
    if not is_running or not short or action.expected is None:
        return text
    return _("{amount}, expected\u00a0{expected}").format(
        amount=text, expected=expected_number(action.expected)
    )


def amount_sentence(action: ActionRow) -> str:
    """``2 of 6 barriers, expected 5.``"""
    words = amount_words(action, is_running=action.follow_up is not None)
    return f"{words}." if action.unit else f"{action.title}: {words}."


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


def measured_late(indicator: IndicatorRow, as_of: date) -> str:
    """``It should have been measured by 30 June.``; empty when it is not late."""
    if indicator.next_on is None or indicator.next_on >= as_of:
        return ""
    text = _("It should have been measured by {day}.")
    return text.format(day=day(indicator.next_on, as_of))


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
