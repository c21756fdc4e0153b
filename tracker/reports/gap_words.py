"""Words for the breaks in the chain: a heading for each kind, and what each one concerns."""

from collections.abc import Sequence
from datetime import date

from tracker.i18n import N_, _, format_number, ngettext
from tracker.reports.sentences import cap, day, label_of, listed, reason
from tracker.services.reports.gaps import Gap, GapKind

_TITLES = {
    GapKind.THEME_UNANSWERED: N_("Themes that no problem takes up"),
    GapKind.PROBLEM_WITHOUT_EVIDENCE: N_("Problems that rest on no evidence"),
    GapKind.PROBLEM_WITHOUT_CAUSE: N_("Problems without a cause"),
    GapKind.PROBLEM_UNANSWERED: N_("Problems that no promise answers"),
    GapKind.PROMISE_WITHOUT_EVIDENCE: N_("Promises that rest on no evidence"),
    GapKind.PROMISE_WITHOUT_ACTION: N_("Promises without an action"),
    GapKind.CAUSE_WITHOUT_ACTION: N_("Causes that no action meets"),
    GapKind.ACTION_WITHOUT_CAUSE: N_("Actions that meet no cause"),
    GapKind.ACTION_WITHOUT_LOG: N_("Actions with nothing logged"),
    GapKind.ENTRIES_WITHOUT_SOURCE: N_("Log entries without a source"),
    GapKind.OUTPUT_WITHOUT_EFFECT: N_("Promises without an effect goal"),
    GapKind.NEVER_MEASURED: N_("Indicators never measured"),
    GapKind.NOT_MEASURED: N_("Measurements that were not made"),
    GapKind.ENDED_WITHOUT_FEEDBACK: N_("Ended promises without feedback"),
}
_MOST_NAMED = 30


def gap_title(kind: GapKind) -> str:
    """The heading over breaks of a kind."""
    return _(_TITLES[kind])


def gap_label(gap: Gap) -> str:
    """What it concerns, as short as it is referred to: ``3.1``, ``L6``, ``Problem 2``."""
    if gap.action is not None:
        return f"{gap.promise}.{gap.action}"
    if gap.promise is not None:
        return label_of(gap.promise)
    if gap.cause is not None:
        return _("Problem {number}, cause {cause}").format(number=gap.problem, cause=gap.cause)
    if gap.problem is None:
        return _("Theme")
    return _("Problem {number}").format(number=gap.problem)


def gap_detail(gap: Gap, as_of: date) -> str:
    """How many, when and why; empty when there is no more to say."""
    when = "" if gap.on is None else day(gap.on, as_of)
    match gap.kind:
        case GapKind.ENTRIES_WITHOUT_SOURCE:
            return _("{n} of {total}").format(n=gap.count, total=gap.total)
        case GapKind.THEME_UNANSWERED:
            text = ngettext("{n} of {total} answer.", "{n} of {total} answers.", gap.total)
            if gap.uncoded:
                text = ngettext(
                    "{n} of {total} coded answer.", "{n} of {total} coded answers.", gap.total
                )
            return text.format(n=format_number(gap.count), total=format_number(gap.total))
        case GapKind.NOT_MEASURED:
            return _("{day}. {reason}").format(day=cap(when), reason=reason(gap.reason))
        case GapKind.NEVER_MEASURED:
            if gap.on is None:
                return _("No day is set.")
            is_past = gap.on < as_of
            text = _("Was to be measured by {day}.") if is_past else _("To be measured by {day}.")
            return text.format(day=when)
        case GapKind.ACTION_WITHOUT_LOG if gap.on is not None:
            return _("Deadline {day}.").format(day=when)
    return ""


def gap_about(gap: Gap, as_of: date) -> str:
    """What a lone `gap_sentence` leaves out: what it concerns, when or how much; may be empty."""
    about = f"{gap_label(gap)}: {gap.subject}"
    if gap.kind in (GapKind.THEME_UNANSWERED, GapKind.NEVER_MEASURED, GapKind.NOT_MEASURED):
        about = ""
    elif gap.action is not None:
        # The sentence has its number.
        about = gap.subject
    return " · ".join(part for part in (about, gap_detail(gap, as_of)) if part)


def gap_sentence(gaps: Sequence[Gap]) -> str:
    """What is missing, said where it is missing; all of one kind, and there must be one."""
    first = gaps[0]
    match first.kind:
        case GapKind.PROBLEM_WITHOUT_EVIDENCE:
            return _("The problem rests on no evidence.")
        case GapKind.PROBLEM_WITHOUT_CAUSE:
            return _("The problem has no cause.")
        case GapKind.PROBLEM_UNANSWERED:
            return _("No promise answers the problem.")
        case GapKind.PROMISE_WITHOUT_EVIDENCE:
            return _("The promise rests on no evidence.")
        case GapKind.PROMISE_WITHOUT_ACTION:
            return _("The promise has no action.")
        case GapKind.OUTPUT_WITHOUT_EFFECT:
            return _("The promise has no effect goal: what is done is counted, not what changes.")
        case GapKind.ENDED_WITHOUT_FEEDBACK:
            return _("The promise has ended, but no feedback has been given.")
    return _plural_sentence(first.kind, _names(gaps), len(gaps))


def _plural_sentence(kind: GapKind, names: str, n: int) -> str:
    text = {
        GapKind.THEME_UNANSWERED: lambda: ngettext(
            "No problem takes up the theme {names}.", "No problem takes up the themes {names}.", n
        ),
        GapKind.CAUSE_WITHOUT_ACTION: lambda: ngettext(
            "No action meets cause {names}.", "No action meets causes {names}.", n
        ),
        GapKind.ACTION_WITHOUT_CAUSE: lambda: ngettext(
            "Action {names} meets no cause.", "Actions {names} meet no cause.", n
        ),
        GapKind.ACTION_WITHOUT_LOG: lambda: ngettext(
            "Nothing is logged on action {names}.", "Nothing is logged on actions {names}.", n
        ),
        GapKind.ENTRIES_WITHOUT_SOURCE: lambda: ngettext(
            "Entries of action {names} have no source.",
            "Entries of actions {names} have no source.",
            n,
        ),
        GapKind.NEVER_MEASURED: lambda: ngettext(
            "Never measured: {names}.", "Never measured: {names}.", n
        ),
        GapKind.NOT_MEASURED: lambda: ngettext(
            "Not measured when it should: {names}.", "Not measured when they should: {names}.", n
        ),
    }[kind]()
    return text.format(names=names)


def _names(gaps: Sequence[Gap]) -> str:
    names = list(dict.fromkeys(_name(gap) for gap in gaps))
    more = len(names) - _MOST_NAMED
    if more > 0:
        left_out = ngettext("{n} more", "{n} more", more).format(n=more)
        names = [*names[:_MOST_NAMED], left_out]
    return listed(names)


def _name(gap: Gap) -> str:
    if gap.cause is not None:
        return str(gap.cause)
    if gap.kind is GapKind.ENTRIES_WITHOUT_SOURCE:
        return _("{action} ({n} of {total})").format(
            action=gap_label(gap), n=gap.count, total=gap.total
        )
    return gap.subject if gap.action is None else gap_label(gap)
