"""`lofte show`: promises, actions, colours, and what is late."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tracker.cli.books import book_path, opened
from tracker.cli.output import Cell, say, say_heading, say_json, say_table
from tracker.cli.series import tally_json
from tracker.i18n import _, format_date, format_number, ngettext
from tracker.labels import label
from tracker.messages.recurrence import recurrence_words, tally_words
from tracker.models.enums import FollowUp

if TYPE_CHECKING:
    from tracker.services.queries.actions import ActionRow
    from tracker.services.queries.promises import PromiseRow

# The same signs as on screen and paper: never colour alone.
_SIGNS = {
    FollowUp.ON_TRACK: ("●", "green"),
    FollowUp.AT_RISK: ("▲", "yellow"),
    FollowUp.LATE: ("■", "red"),
    FollowUp.NOT_STARTED: ("○", "dim"),
    FollowUp.NO_TARGET: ("○", "dim"),
}
_SHOWN = 40


def show(book: str, *, every: bool, as_json: bool) -> None:
    """Print how the promises stand today."""
    from tracker.services.books import book_settings
    from tracker.services.queries.action_ids import ActionQuery, ActionSort, action_ids
    from tracker.services.queries.actions import action_rows
    from tracker.services.queries.promises import promise_rows

    with opened(book) as ctx:
        settings, today = book_settings(ctx), ctx.today()
        promises = promise_rows(ctx)
        actions = action_rows(ctx, action_ids(ctx, ActionQuery(sort=ActionSort.LABEL)))
    by_promise: dict[int, list[ActionRow]] = {}
    for action in actions:
        by_promise.setdefault(action.promise_id, []).append(action)
    late = sorted((a for a in actions if a.days_late), key=lambda a: -a.days_late)
    if as_json:
        say_json(
            {
                "book": book_path(book),
                "name": settings.name,
                "example": settings.is_example,
                "as_of": today,
                "promises": [
                    _promise_json(promise, by_promise.get(promise.id, [])) for promise in promises
                ],
                "late": [str(action.id) for action in late],
            }
        )
        return
    title = [settings.name, _("state of {day}").format(day=format_date(today))]
    if settings.is_example:
        title.append(_("Example data"))
    say_heading(" · ".join(title))
    if not promises:
        say(_("There are no promises in the book yet."))
    for promise in promises:
        _show_promise(promise, by_promise.get(promise.id, []), every=every)
    _show_late(late, every=every)


def _show_promise(promise: "PromiseRow", actions: Sequence["ActionRow"], *, every: bool) -> None:
    say("")
    period = f"{format_date(promise.period_start)} – {format_date(promise.period_end)}"
    say_heading(f"L{promise.number} {promise.title}", _mark(promise.colour))
    say(f"{label(promise.status)}, {period}")
    if promise.gaps:
        say(
            ngettext(
                "{n} thing is missing before it can be signed.",
                "{n} things are missing before it can be signed.",
                promise.gaps,
            ).format(n=promise.gaps)
        )
    if not actions:
        say(_("No actions yet."))
        return
    shown = actions if every else actions[:_SHOWN]
    say_table(
        (
            _("No."),
            _("Action"),
            _("Party"),
            _("Owner"),
            _("Deadline"),
            _("Done"),
            _("Expected"),
            _("Follow-up"),
            _("Status"),
        ),
        [_action_cells(action) for action in shown],
        right=(5, 6),
    )
    _say_more(len(actions) - len(shown))
    for action in shown:
        if action.series is not None:
            words = [_("occasions"), recurrence_words(action.recurrence)]
            said = ", ".join(filter(None, words))
            say(f"{action.label} {said}: {tally_words(action.series)}")


def _say_more(count: int) -> None:
    if count:
        more = ngettext(
            "… and {n} more action (--all shows every one).",
            "… and {n} more actions (--all shows every one).",
            count,
        )
        say(more.format(n=format_number(count)))


def _action_cells(action: "ActionRow") -> list[Cell | str]:
    done = format_number(action.done)
    if action.planned is not None:
        done = _("{done} of {planned}").format(done=done, planned=format_number(action.planned))
    expected = "" if action.expected is None else format_number(action.expected, 0)
    return [
        action.label,
        action.title,
        label(action.party),
        action.owner or _("owner missing"),
        "" if action.deadline is None else format_date(action.deadline),
        done,
        expected,
        _mark(action.colour) or "",
        label(action.status),
    ]


def _mark(colour: FollowUp | None) -> Cell | None:
    if colour is None:
        return None
    sign, style = _SIGNS[colour]
    return Cell(f"{sign} {label(colour)}", style)


def _show_late(late: Sequence["ActionRow"], *, every: bool) -> None:
    say("")
    if not late:
        say_heading(_("Nothing is late."))
        return
    say_heading(
        ngettext("{n} action is late", "{n} actions are late", len(late)).format(
            n=format_number(len(late))
        ),
        _mark(FollowUp.LATE),
    )
    shown = late if every else late[:_SHOWN]
    rows: list[list[Cell | str]] = [
        [
            action.label,
            action.title,
            action.owner or _("owner missing"),
            "" if action.deadline is None else format_date(action.deadline),
            ngettext("{n} day", "{n} days", action.days_late).format(
                n=format_number(action.days_late)
            ),
        ]
        for action in shown
    ]
    say_table((_("No."), _("Action"), _("Owner"), _("Deadline"), _("Late by")), rows, right=(4,))
    _say_more(len(late) - len(shown))


def _promise_json(promise: "PromiseRow", actions: Sequence["ActionRow"]) -> dict[str, Any]:
    return {
        "id": str(promise.id),
        "number": promise.number,
        "title": promise.title,
        "status": promise.status.value,
        "follow_up": None if promise.colour is None else promise.colour.value,
        "period_start": promise.period_start,
        "period_end": promise.period_end,
        "signed_on": promise.signed_on,
        "missing_before_signing": promise.gaps,
        "actions": [_action_json(action) for action in actions],
    }


def _action_json(action: "ActionRow") -> dict[str, Any]:
    return {
        "id": str(action.id),
        "number": action.label,
        "title": action.title,
        "party": action.party.value,
        "owner": action.owner or None,
        "start": action.start,
        "deadline": action.deadline,
        "planned": action.planned,
        "unit": action.unit,
        "done": action.done,
        "expected": action.expected,
        "entries": action.entries,
        "last_done_on": action.last_on,
        "status": action.status.value,
        "status_reason": action.status_reason or None,
        "follow_up": None if action.colour is None else action.colour.value,
        "days_late": action.days_late,
        "recurrence": action.recurrence,
        "series": tally_json(action.series),
    }
