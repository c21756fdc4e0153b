"""How a number of actions stand, counted: sentences to open a report with.

Must run inside `tracker.i18n.language`, as `tracker.reports.sentences`.
"""

from collections.abc import Sequence
from dataclasses import replace

from tracker.i18n import _, ngettext
from tracker.models.enums import FollowUp
from tracker.reports.sentences import cap, listed, number_word
from tracker.services.reports.rows import ActionRow, PromiseRow, ReportInput

_COLOURS = (
    FollowUp.ON_TRACK, FollowUp.AT_RISK, FollowUp.LATE, FollowUp.NOT_STARTED, FollowUp.NO_TARGET,
)  # fmt: skip


def counted_actions(n: int) -> str:
    """``two actions``."""
    return ngettext("{count} action", "{count} actions", n).format(
        count=number_word(n, neuter=False)
    )


def counted_promises(n: int) -> str:
    """``two promises``."""
    return ngettext("{count} promise", "{count} promises", n).format(
        count=number_word(n, neuter=True)
    )


def signed_actions(promises: Sequence[PromiseRow]) -> list[ActionRow]:
    """The actions that may run and be late: those of signed promises."""
    return [action for promise in promises if promise.status.locked for action in promise.actions]


def nothing_late_unsigned(data: ReportInput) -> ReportInput:
    """`data` in which nothing is expected of what nobody has signed: it is a plan so far."""
    if all(promise.status.locked for promise in data.promises):
        return data
    return replace(data, promises=tuple(map(_at_rest, data.promises)))


def _at_rest(promise: PromiseRow) -> PromiseRow:
    if promise.status.locked:
        return promise
    actions = tuple(
        replace(action, follow_up=None, expected=None, days_late=0) for action in promise.actions
    )
    return replace(promise, actions=actions)


def unsigned_sentence(promises: Sequence[PromiseRow]) -> str:
    """How many actions stand in promises that are not signed; empty for none."""
    unsigned = [promise for promise in promises if promise.actions and not promise.status.locked]
    if not unsigned:
        return ""
    n = len(unsigned)
    where = ngettext(
        "{count} promise that is not signed", "{count} promises that are not signed", n
    ).format(count=number_word(n, neuter=True))
    n = sum(len(promise.actions) for promise in unsigned)
    return ngettext(
        "{count} action in {where} counts neither as running nor as late.",
        "{count} actions in {where} count neither as running nor as late.",
        n,
    ).format(count=cap(number_word(n, neuter=False)), where=where)


def actions_stand(actions: Sequence[ActionRow]) -> str:
    """How those that run stand, counted by colour, and how many have ended; empty for none."""
    running = [action for action in actions if not action.status.ended]
    sentences = [_running(running)] if running else []
    if len(running) < len(actions):
        sentences.append(_ended([action for action in actions if action.status.ended]))
    return " ".join(sentences)


def _running(actions: Sequence[ActionRow]) -> str:
    counts = [(sum(a.follow_up is colour for a in actions), colour) for colour in _COLOURS]
    counts = [(n, colour) for n, colour in counts if n]
    total = len(actions)
    if not counts:
        return _("{actions} to be carried out.").format(actions=cap(counted_actions(total)))
    (n, colour), *others = counts
    first = ngettext(
        "{n} of {total} running action {are}", "{n} of {total} running actions {are}", total
    )
    if n == total == 2:
        first = _("both running actions {are}")
    elif n == total:
        first = ngettext("the only running action {are}", "all {total} running actions {are}", n)
    first = first.format(
        n=number_word(n, neuter=False),
        total=number_word(total, neuter=False),
        are=_predicate(colour, n),
    )
    rest = [f"{number_word(n, neuter=False)} {_predicate(colour, n)}" for n, colour in others]
    return f"{cap(listed([first, *rest]))}."


def _predicate(colour: FollowUp, n: int) -> str:
    return {
        FollowUp.ON_TRACK: lambda: ngettext("is on track", "are on track", n),
        FollowUp.AT_RISK: lambda: ngettext("is at risk", "are at risk", n),
        FollowUp.LATE: lambda: ngettext("runs late", "run late", n),
        FollowUp.NOT_STARTED: lambda: ngettext("has not started", "have not started", n),
        FollowUp.NO_TARGET: lambda: ngettext("has no target", "have no target", n),
    }[colour]()


def _ended(actions: Sequence[ActionRow]) -> str:
    n, undone = len(actions), sum(action.status.needs_reason for action in actions)
    count = cap(number_word(n, neuter=False))
    if not undone:
        return ngettext(
            "{count} has ended, carried out in full.", "{count} have ended, carried out in full.", n
        ).format(count=count)
    if undone == 1 < n:
        return _("{count} have ended, one of them not carried out in full.").format(count=count)
    return ngettext(
        "{count} has ended, {undone} of them not carried out in full.",
        "{count} have ended, {undone} of them not carried out in full.",
        n,
    ).format(count=count, undone=number_word(undone, neuter=False))
