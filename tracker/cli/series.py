"""`lofte occasion` and `lofte carry`: a recurring action's dates, and what is planned again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from tracker.cli.books import day, opened
from tracker.cli.framework import WrongUsage
from tracker.cli.output import Cell, say, say_json, say_table, warn_of_personal_data
from tracker.i18n import _, format_date, ngettext
from tracker.labels import label
from tracker.messages.recurrence import recurrence_words, tally_words
from tracker.messages.vocabulary import listed
from tracker.models.enums import OccasionState
from tracker.models.errors import NotFound

if TYPE_CHECKING:
    from tracker.services.context import AppContext
    from tracker.services.queries.series import OccasionRow, SeriesTally

# In both languages whichever is spoken, so that a script keeps working.
_STATES = {
    "missed": OccasionState.MISSED,
    "missad": OccasionState.MISSED,
    "missat": OccasionState.MISSED,
    "cancelled": OccasionState.CANCELLED,
    "inställd": OccasionState.CANCELLED,
    "inställt": OccasionState.CANCELLED,
    "open": OccasionState.OPEN,
    "öppen": OccasionState.OPEN,
    "öppet": OccasionState.OPEN,
}
_NONE = frozenset({"none", "inget", "ingen"})


@dataclass(frozen=True, slots=True)
class OccasionWords:
    """What was written on the command line."""

    action: str
    date: str | None
    state: str | None
    reason: str
    listed: bool


def occasion(book: str, words: OccasionWords, *, as_json: bool) -> None:
    """List the dates, or settle one of them. Raises `Ambiguous` with the candidates."""
    from tracker.services.naming import ActionNames
    from tracker.services.queries.actions import action_rows
    from tracker.services.queries.series import occasions_of

    if words.listed == (words.state is not None):
        raise WrongUsage(_("Give either --list, or --date and --state."))
    settled = ""
    with opened(book) as ctx:
        with ctx.read() as session:
            action = ActionNames(session).find(words.action)
        title = f"{action.label} {action.title}"
        if words.state is not None:
            settled = f"{title}, {_settled(ctx, action.id, words.state, words)}"
        rows = occasions_of(ctx, action.id)
        (shown,) = action_rows(ctx, [action.id])
    if as_json:
        say_json(
            {
                "action": {"id": str(action.id), "number": action.label, "title": action.title},
                "recurrence": shown.recurrence,
                "tally": tally_json(shown.series),
                "occasions": [_occasion_json(row) for row in rows],
            }
        )
    elif settled:
        say(_with_tally(settled, shown.series))
        warn_of_personal_data(words.reason)
    else:
        _say_list(title, shown.recurrence, rows, shown.series)


def _settled(ctx: "AppContext", action_id: int, state: str, words: OccasionWords) -> str:
    """Settle the occasion, and say which and how: ``28 feb 2018: inställd.``"""
    from tracker.services.queries.series import occasions_of
    from tracker.services.series import SettleOccasion, settle_occasion

    to = _state(state)
    wanted = day("--date", words.date, ctx.today())
    if wanted is None:
        raise WrongUsage(_("{name} is missing.").format(name="--date"))
    row = occasion_on(occasions_of(ctx, action_id), wanted)
    settle_occasion(ctx, SettleOccasion(row.id, row.version, to, words.reason))
    return f"{format_date(wanted)}: {label(to).lower()}."


def carry(book: str, texts: Sequence[str], to: str, *, as_json: bool) -> None:
    """Carry actions over, and say what became of each and what did not come along."""
    from tracker.services.carry_over import CarryOver, carry_over, carry_plan, left_out
    from tracker.services.naming import ActionNames, find_promise, promise_names
    from tracker.services.queries.actions import action_rows

    with opened(book) as ctx:
        with ctx.read() as session:
            names = ActionNames(session)
            actions = [names.find(text) for text in texts]
            target = find_promise(promise_names(session), to)
        sources = action_rows(ctx, list(dict.fromkeys(action.id for action in actions)))
        plan = carry_plan(ctx, [row.id for row in sources], target.id)
        command = CarryOver(tuple((row.id, row.version) for row in sources), target.id)
        copies = action_rows(ctx, carry_over(ctx, command))
    told = list(zip(sources, copies, plan, strict=True))
    if as_json:
        say_json(
            {
                "promise": {"id": str(target.id), "number": target.number, "title": target.title},
                "actions": [
                    {
                        "id": str(copy.id),
                        "number": copy.label,
                        "title": copy.title,
                        "carried_from": source.label,
                        "deadline": copy.deadline,
                        "left_out": left_out(carried) or None,
                    }
                    for source, copy, carried in told
                ],
            }
        )
        return
    for source, copy, carried in told:
        said = _("Carried over: {source} → {copy}.").format(
            source=source.label, copy=f"{copy.label} {copy.title}"
        )
        say(" ".join(filter(None, [said, left_out(carried)])))


def chosen_occasion(ctx: "AppContext", action_id: int, text: str) -> int | None:
    """The id of the occasion on a day that was written; None for none of them."""
    from tracker.services.queries.series import occasions_of

    if text.strip().casefold() in _NONE:
        return None
    wanted = day("--occasion", text, ctx.today())
    if wanted is None:
        raise WrongUsage(_("{name} is missing.").format(name="--occasion"))
    return occasion_on(occasions_of(ctx, action_id), wanted).id


def occasion_on(rows: Iterable["OccasionRow"], wanted: date) -> "OccasionRow":
    """The occasion on that day. Raises `NotFound` with the action's other dates."""
    rows = list(rows)
    for row in rows:
        if row.due_on == wanted:
            return row
    if not rows:
        raise NotFound("occasion.no_series")
    near = sorted(rows, key=lambda row: abs(row.due_on - wanted))[:3]
    dates = tuple(sorted(row.due_on for row in near))
    raise NotFound("occasion.none_on", date=wanted, dates=dates)


def completed_words(
    rows: Sequence["OccasionRow"], tally: "SeriesTally | None", coming: date | None = None
) -> str:
    """Which occasions an entry completed, and how the series stands.

    Of an entry that did none, `coming` is what it could have been let stand for.
    """
    if not rows and coming is not None:
        outside = _(
            "Outside the series: the next occasion is {date}. --occasion {day} lets an entry do "
            "it all the same."
        )
        said = outside.format(date=format_date(coming, "long"), day=coming.isoformat())
        return _with_tally(said, tally)
    dates = listed([format_date(row.due_on, "long") for row in rows])
    said = ngettext(
        "The occasion on {dates} is done.", "The occasions on {dates} are done.", len(rows)
    )
    return _with_tally(said.format(dates=dates) if rows else "", tally)


def tally_json(tally: "SeriesTally | None") -> dict[str, int] | None:
    """What became of the dates; None without any."""
    if tally is None:
        return None
    return {
        "done": tally.done,
        "missed": tally.missed,
        "cancelled": tally.cancelled,
        "left": tally.left,
    }


def _with_tally(said: str, tally: "SeriesTally | None") -> str:
    standing = "" if tally is None else f"{tally_words(tally)}."
    return " ".join(filter(None, [said, standing]))


def _state(text: str) -> OccasionState:
    state = _STATES.get(text.strip().casefold())
    if state is None:
        choices = _("missed, cancelled, open")
        raise WrongUsage(_("--state is one of: {choices}.").format(choices=choices))
    return state


def _say_list(
    title: str, rule: str | None, rows: Sequence["OccasionRow"], tally: "SeriesTally | None"
) -> None:
    if tally is None:
        say(_("{action} has no dates of its own.").format(action=title))
        return
    heading = ", ".join(filter(None, [title, recurrence_words(rule)]))
    say(f"{heading}: {tally_words(tally)}.")
    cells: list[list[Cell | str]] = [
        [
            format_date(row.due_on),
            label(row.shown),
            "" if row.done_on is None else format_date(row.done_on),
            row.reason,
        ]
        for row in rows
    ]
    say_table((_("Date"), _("State"), _("Done on"), _("Reason")), cells)


def _occasion_json(row: "OccasionRow") -> dict[str, Any]:
    return {
        "date": row.due_on,
        "state": row.shown.value,
        "reason": row.reason or None,
        "entry": None if row.entry_id is None else str(row.entry_id),
        "done_on": row.done_on,
    }
