"""How it all stands, in a sentence or two: the opening of page one, the headline of a summary.

Must run inside `tracker.i18n.language`, as `tracker.reports.sentences`.
"""

from collections.abc import Sequence
from datetime import date
from enum import Enum, auto

from tracker.i18n import _, month, ngettext
from tracker.models.enums import FollowUp
from tracker.reports.sentences import cap, day, listed, number_word
from tracker.reports.since_last import SinceLast
from tracker.services.reports.rows import DecisionRow, PromiseRow, ReportInput


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
    """How the signed promises that have not ended stand, counted by colour."""
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
    (n, colour), *others = counts
    first = _promises_are(n, colour, running, as_of)
    rest = [f"{number_word(n, neuter=True)} {_predicate(colour, n)}" for n, colour in others]
    return f"{cap(listed([first, *rest]))}."


def headline(data: ReportInput) -> tuple[str, str]:
    """The state in two sentences: how many promises are on track, and what must be decided."""
    decisions = _headline_decisions(data.decisions, data.as_of)
    return _headline_promises(data.promises, data.as_of), decisions


def _headline_promises(promises: Sequence[PromiseRow], as_of: date) -> str:
    """How many are on track; when none is, how all of them stand if they stand the same."""
    running = [promise for promise in promises if promise.follow_up is not None]
    if not running:
        return promises_stand(promises, as_of)
    colours = [promise.follow_up for promise in running]
    colour = colours[0] if len(set(colours)) == 1 else FollowUp.ON_TRACK
    n = colours.count(colour)
    if colour is not None and n:
        return f"{cap(_promises_are(n, colour, running, as_of))}."
    text = {
        _Called.OF_THE_YEAR: _("None of this year’s {total} promises is on track."),
        _Called.RUNNING: _("None of {total} running promises is on track."),
        _Called.SIGNED: _("None of {total} signed promises is on track."),
    }[_called(running, as_of)]
    return text.format(total=number_word(len(running), neuter=True))


def _headline_decisions(decisions: Sequence[DecisionRow], as_of: date) -> str:
    n, dues = len(decisions), [decision.due for decision in decisions if decision.due]
    if not n:
        return _("No decision is needed.")
    if not dues:
        text = ngettext("{count} decision is needed.", "{count} decisions are needed.", n)
    elif min(dues) < as_of:
        text = ngettext("{count} decision is needed now.", "{count} decisions are needed now.", n)
    elif len({(due.year, due.month) for due in dues}) == 1:
        text = ngettext(
            "{count} decision is needed in {month}.", "{count} decisions are needed in {month}.", n
        )
    else:
        text = ngettext(
            "{count} decision is needed from {day}.", "{count} decisions are needed from {day}.", n
        )
    first = min(dues, default=as_of)
    return text.format(
        count=cap(number_word(n, neuter=True)),
        month=month(first, year=first.year != as_of.year),
        day=day(first, as_of),
    )


class _Called(Enum):
    """What a number of promises have in common, and are called after."""

    OF_THE_YEAR = auto()
    RUNNING = auto()
    SIGNED = auto()
    """Some have not started, so not all of them are running."""


def _called(promises: Sequence[PromiseRow], as_of: date) -> _Called:
    if all(_is_of_year(promise, as_of.year) for promise in promises):
        return _Called.OF_THE_YEAR
    waits = any(promise.follow_up is FollowUp.NOT_STARTED for promise in promises)
    return _Called.SIGNED if waits else _Called.RUNNING


def _is_of_year(promise: PromiseRow, year: int) -> bool:
    start, end = promise.starts_on, promise.ends_on
    return bool(start and end and start.year <= year <= end.year)


def _promises_are(n: int, colour: FollowUp, promises: Sequence[PromiseRow], as_of: date) -> str:
    """``two of this year’s three promises are late``, or that all of them are."""
    total, called = len(promises), _called(promises, as_of)
    text = _some_are(called) if n < total else _all_are(total, colour, called)
    return text.format(
        n=number_word(n, neuter=True),
        total=number_word(total, neuter=True),
        are=_predicate(colour, n),
    )


def _some_are(called: _Called) -> str:
    return {
        _Called.OF_THE_YEAR: _("{n} of this year’s {total} promises {are}"),
        _Called.RUNNING: _("{n} of {total} running promises {are}"),
        _Called.SIGNED: _("{n} of {total} signed promises {are}"),
    }[called]


def _all_are(total: int, colour: FollowUp, called: _Called) -> str:
    of_the_year = called is _Called.OF_THE_YEAR
    if total == 1:
        return {
            _Called.OF_THE_YEAR: _("this year’s only promise {are}"),
            _Called.RUNNING: _("the only running promise {are}"),
            _Called.SIGNED: _("the only signed promise {are}"),
        }[called]
    if colour is FollowUp.NOT_STARTED:
        if of_the_year:
            return _("none of this year’s {total} promises has started")
        return _("none of {total} signed promises has started")
    if total == 2:
        if of_the_year:
            return _("both of this year’s promises {are}")
        return _("both running promises {are}")
    if of_the_year:
        return _("all of this year’s {total} promises {are}")
    return _("all {total} running promises {are}")


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


def since_then(counts: SinceLast, since: str) -> str:
    """What the time since the last report came to, `since` being its day in words."""
    n = counts.entries
    text = ngettext(
        "{count} activity has been done since {day}.",
        "{count} activities have been done since {day}.",
        n,
    )
    sentences = [text.format(count=cap(number_word(n, neuter=False)), day=since)]
    if not n:
        sentences = [_("No activity has been done since {day}.").format(day=since)]
    if counts.done:
        text = ngettext(
            "{count} action has been finished.",
            "{count} actions have been finished.",
            counts.done,
        )
        sentences.append(text.format(count=cap(number_word(counts.done, neuter=False))))
    became = [
        text.format(count=number_word(number, neuter=False))
        for number, text in (
            (counts.late, _late(counts.late)),
            (counts.undelivered, _undelivered(counts.undelivered)),
            (counts.moved, _moved(counts.moved)),
        )
        if number
    ]
    if became:
        sentences.append(f"{cap(listed(became))}.")
    if counts.worse:
        text = ngettext(
            "{count} promise is in a worse state.",
            "{count} promises are in a worse state.",
            counts.worse,
        )
        sentences.append(text.format(count=cap(number_word(counts.worse, neuter=True))))
    return " ".join(sentences)


def _late(n: int) -> str:
    return ngettext("{count} action has become late", "{count} actions have become late", n)


def _undelivered(n: int) -> str:
    return ngettext(
        "{count} action was not fully carried out", "{count} actions were not fully carried out", n
    )


def _moved(n: int) -> str:
    return ngettext("{count} deadline has been moved", "{count} deadlines have been moved", n)
