"""The sentences that minutes and an agenda begin with: how much there was, and what came of it."""

from collections import Counter

from tracker.i18n import _, ngettext
from tracker.models.enums import AgendaKind, PointState
from tracker.reports.sentences import cap, listed, number_word
from tracker.services.reports.meeting_rows import MeetingRow

_TOLD = (PointState.DONE, PointState.OPEN, PointState.WAITING)


def opening(told: MeetingRow) -> str:
    """``Fem punkter: tre klara och två öppna till nästa möte. Mötet ändrade två saker.``"""
    if not told.points:
        return _("The agenda has no points.")
    return _of_minutes(told) if told.is_held else _of_agenda(told)


def _of_agenda(told: MeetingRow) -> str:
    sentence = _points(told) + "."
    carried = sum(point.kind is AgendaKind.OPEN_POINT for point in told.points)
    if carried:
        text = ngettext(
            "{count} is left from the meeting before.",
            "{count} are left from the meeting before.",
            carried,
        )
        sentence += " " + text.format(count=cap(number_word(carried, neuter=False)))
    return sentence


def _of_minutes(told: MeetingRow) -> str:
    states = Counter(point.state for point in told.points)
    parts = [_state(state, states[state], goes_on=told.goes_on) for state in _TOLD if states[state]]
    return f"{_points(told)}: {listed(parts)}. {_changed(told)}"


def _points(told: MeetingRow) -> str:
    n = len(told.points)
    text = ngettext("{count} point", "{count} points", n)
    return text.format(count=cap(number_word(n, neuter=False)))


def _state(state: PointState, n: int, *, goes_on: bool) -> str:
    if goes_on and state is PointState.WAITING:
        text = ngettext("{count} is left", "{count} are left", n)
        return text.format(count=number_word(n, neuter=False))
    text = {
        PointState.DONE: ngettext("{count} is done", "{count} are done", n),
        PointState.OPEN: ngettext(
            "{count} is open until the next meeting",
            "{count} are open until the next meeting",
            n,
        ),
        PointState.WAITING: ngettext("{count} was not taken up", "{count} were not taken up", n),
    }[state]
    return text.format(count=number_word(n, neuter=False))


def _changed(told: MeetingRow) -> str:
    changes = [change for point in told.points for change in point.changes]
    if not changes:
        return _("The meeting changed nothing in the plan.")
    text = ngettext(
        "The meeting made {count} change in the plan.",
        "The meeting made {count} changes in the plan.",
        len(changes),
    )
    sentence = text.format(count=number_word(len(changes), neuter=False))
    deviating = sum(change.deviates for change in changes)
    if deviating:
        text = ngettext(
            "{count} deviates from what was signed.",
            "{count} deviate from what was signed.",
            deviating,
        )
        sentence += " " + text.format(count=cap(number_word(deviating, neuter=False)))
    return sentence
