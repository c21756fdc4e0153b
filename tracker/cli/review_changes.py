"""`lofte snooze`, `deadline`, `owner`, `status`, `note`: what is decided about actions."""

from collections.abc import Sequence
from datetime import date

from tracker.cli.books import day, opened, value
from tracker.cli.framework import WrongUsage
from tracker.cli.output import say, warn_of_personal_data
from tracker.i18n import _, format_date, ngettext
from tracker.messages import explain
from tracker.models.errors import Invalid
from tracker.services.context import AppContext


def snooze(book: str, actions: Sequence[str], until: str | None, note: str, *, wake: bool) -> None:
    """Leave actions alone until a day, or take them up again."""
    from tracker.services import snoozing

    if wake == (until is not None):
        raise WrongUsage(_("Give either {one} or {other}.").format(one="--until", other="--wake"))
    with opened(book) as ctx:
        last = None if until is None else _day("--until", until, ctx.today())
        named = _actions(ctx, actions)
        ids = tuple(named)
        if last is None:
            snoozing.wake(ctx, ids)
        else:
            snoozing.snooze(ctx, snoozing.SnoozeActions(ids, last, note))
    for title in named.values():
        if last is None:
            say(_("Taken up for review again: {action}.").format(action=title))
        else:
            words = _("Rests until {date}: {action}.")
            say(words.format(date=format_date(last), action=title))
    warn_of_personal_data(note)


def deadline(book: str, actions: Sequence[str], when: str, reason: str, decided_by: str) -> None:
    """Move deadlines, with the reason for it."""
    from tracker.messages.deadlines import odd_deadline
    from tracker.services.actions import MoveDeadline, move_deadline
    from tracker.services.queries.actions import action_rows

    with opened(book) as ctx:
        to = _day("--date", when, ctx.today())
        named = _actions(ctx, actions)
        before = action_rows(ctx, list(named))
        refs = tuple((row.id, row.version) for row in before)
        move_deadline(ctx, MoveDeadline(refs, to, reason, decided_by or None))
        today = ctx.today()
    for row in before:
        was = _("no deadline") if row.deadline is None else format_date(row.deadline)
        words = _("Deadline moved from {before} to {after}: {action}.")
        say(words.format(before=was, after=format_date(to), action=named[row.id]))
    deviating = sum(row.promise_status.locked and row.deadline != to for row in before)
    if deviating:
        words = ngettext(
            "{n} change of a signed promise became a deviation in the next report.",
            "{n} changes of signed promises became deviations in the next report.",
            deviating,
        )
        say(words.format(n=deviating))
    for sentence in odd_deadline(before, to, today):
        say(_("Note: {what}").format(what=sentence))
    warn_of_personal_data(reason)


def owner(
    book: str, actions: Sequence[str], left: str | None, to: str, promises: Sequence[str]
) -> None:
    """Give actions to somebody: those named, or all that another has left to do."""
    from tracker.services.actions import SetOwner, set_owner
    from tracker.services.naming import find_person, find_promise, promise_names
    from tracker.services.queries.actions import action_rows
    from tracker.services.reassigning import Reassign, reassign

    if bool(actions) == (left is not None):
        raise WrongUsage(_("Give either {one} or {other}.").format(one="--action", other="--from"))
    if promises and left is None:
        raise WrongUsage(
            _("{option} goes with {other}.").format(option="--promise", other="--from")
        )
    with opened(book) as ctx:
        today = ctx.today()
        with ctx.read() as session:
            new = find_person(session, to, on=today)
            # Whoever leaves is rarely the one who holds the post today.
            old = None if left is None else find_person(session, left)
            names = promise_names(session) if promises else []
            only = frozenset(find_promise(names, text, on=today).id for text in promises)
        if old is not None:
            given = reassign(ctx, Reassign(old.id, new.id, only))
            words = ngettext("{n} action given to {owner}.", "{n} actions given to {owner}.", given)
            say(words.format(n=given, owner=new))
            return
        named = _actions(ctx, actions)
        rows = action_rows(ctx, list(named))
        set_owner(ctx, SetOwner(tuple((row.id, row.version) for row in rows), new.id))
    for title in named.values():
        say(_("New owner {owner}: {action}.").format(owner=new, action=title))


def status(book: str, actions: Sequence[str], word: str, reason: str) -> None:
    """Give actions a status."""
    from tracker.labels import label
    from tracker.services.actions import SetStatus, set_status
    from tracker.services.queries.actions import action_rows
    from tracker.services.spreadsheet.words import parse_status

    new = value("--status", parse_status, word)
    if new is None:
        raise WrongUsage(_("{name} is missing.").format(name="--status"))
    if new.needs_reason and not reason.strip():
        raise WrongUsage(f"--reason: {explain(Invalid('reason.required', field='reason'))}")
    with opened(book) as ctx:
        named = _actions(ctx, actions)
        refs = tuple((row.id, row.version) for row in action_rows(ctx, list(named)))
        set_status(ctx, SetStatus(refs, new, reason))
    for title in named.values():
        say(_("{status}: {action}.").format(status=label(new), action=title))
    warn_of_personal_data(reason)


def note(book: str, actions: Sequence[str], text: str, *, public: bool) -> None:
    """Write the same note on actions."""
    from tracker.services.actions import AddNotes, add_notes

    if not text.strip():
        raise WrongUsage(_("{name} is missing.").format(name="--text"))
    with opened(book) as ctx:
        named = _actions(ctx, actions)
        add_notes(ctx, AddNotes(tuple(named), text, internal=not public))
    warn_of_personal_data(text)
    for title in named.values():
        words = _("Note, for reports too: {action}.") if public else _("Internal note: {action}.")
        say(words.format(action=title))


def _actions(ctx: AppContext, texts: Sequence[str]) -> dict[int, str]:
    """The actions meant, each once: the number and title of each by its id."""
    from tracker.services.naming import ActionNames

    if not texts:
        raise WrongUsage(_("{name} is missing.").format(name="--action"))
    with ctx.read() as session:
        names = ActionNames(session)
        found = [names.find(text, on=ctx.today()) for text in texts]
    return {action.id: f"{action.label} {action.title}" for action in found}


def _day(option: str, text: str, today: date) -> date:
    found = day(option, text, today)
    if found is None:
        raise WrongUsage(_("{name} is missing.").format(name=option))
    return found
