"""`lofte review`: what should be looked at now, and why."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from tracker.cli.books import count, opened
from tracker.cli.framework import WrongUsage
from tracker.cli.output import Cell, say, say_heading, say_json, say_table
from tracker.cli.show import mark
from tracker.i18n import _, format_date, format_number, ngettext

if TYPE_CHECKING:
    from tracker.services.queries.actions import ActionRow
    from tracker.services.queries.review import Reason, Reviewed, ReviewQuery
    from tracker.services.queries.snoozes import SnoozeRow


def review(
    book: str,
    whys: Sequence[str],
    owner: str | None,
    days: str | None,
    *,
    resting: bool,
    everything: bool,
    as_json: bool,
) -> None:
    """Print the queue, most urgent first, with every reason; or what rests."""
    from tracker.services.queries.due_owners import find_whose_in
    from tracker.services.queries.review import (
        ReviewQuery,
        Why,
        handled_rows_in,
        review_ids_in,
        review_rows_in,
    )
    from tracker.services.queries.snoozes import snoozes_in

    known = [why.value for why in Why]
    for why in whys:
        if why not in known:
            words = _("{option} is one of: {choices}.")
            raise WrongUsage(words.format(option="--why", choices=", ".join(known)))
    within = None if days is None else count("--days", days)
    with opened(book) as ctx, ctx.read() as session:
        today = ctx.today()
        whose = find_whose_in(session, owner or "")
        query = ReviewQuery(
            frozenset(map(Why, whys)), whose.owner_ids, whose.parties, days=within, resting=resting
        )
        ids = review_ids_in(session, today, query)
        found = review_rows_in(session, ids, today, days=within)
        rests = snoozes_in(session, ids, today)
        handled = handled_rows_in(session, today)
    if as_json:
        told = [_json(row, reasons, rests.get(row.id)) for row, reasons in found]
        say_json([*told, *map(_handled_json, handled)] if everything else told)
        return
    say_heading(_heading(len(found), query))
    if found:
        _say_found(found, rests, today, resting=resting)
    if handled and not resting:
        _say_handled(handled, listed=everything)


def _say_found(
    found: Sequence[tuple["ActionRow", Sequence["Reason"]]],
    rests: Mapping[int, "SnoozeRow"],
    today: date,
    *,
    resting: bool,
) -> None:
    from tracker.messages.review import why_sentence

    say_table(
        (_("No."), _("Action"), _("Owner"), _("Deadline"), _("Follow-up"), _("Why")),
        [
            [
                row.label,
                row.title,
                row.owner or _("owner missing"),
                "" if row.deadline is None else format_date(row.deadline),
                mark(row.colour) or Cell(""),
                _rest_words(rests[row.id])
                if row.id in rests
                else why_sentence(row, reasons, today),
            ]
            for row, reasons in found
        ],
    )
    if not resting:
        say(_("“lofte deadline”, “lofte owner” and “lofte snooze” say what is to become of them."))


def _say_handled(handled: Sequence["Reviewed"], *, listed: bool) -> None:
    """How many were handled today; what was done about each, if asked for."""
    from tracker.messages.review import done_words

    words = ngettext("{n} done today", "{n} done today", len(handled))
    more = "" if listed else " " + _("“--all” lists them.")
    say(words.format(n=format_number(len(handled))) + "." + more)
    if listed:
        say_table(
            (_("No."), _("Action"), _("Done today")),
            [[each.row.label, each.row.title, done_words(each)] for each in handled],
        )


def _heading(n: int, query: "ReviewQuery") -> str:
    if query.resting:
        words = ngettext("{n} action rests", "{n} actions rest", n)
    elif n:
        words = ngettext("{n} action to review", "{n} actions to review", n)
    else:
        words = _("Nothing to review.")
    return words.format(n=format_number(n))


def _rest_words(rest: "SnoozeRow") -> str:
    return _("rests until {date}: {note}").format(date=format_date(rest.until), note=rest.note)


def _handled_json(reviewed: "Reviewed") -> dict[str, Any]:
    told = _json(reviewed.row, (), None)
    return {**told, "rests_until": reviewed.rests_until, "handled": reviewed.operation}


def _json(
    row: "ActionRow", reasons: Sequence["Reason"], rest: "SnoozeRow | None"
) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "number": row.label,
        "title": row.title,
        "owner": row.owner or None,
        "party": row.party.value,
        "deadline": row.deadline,
        "follow_up": None if row.colour is None else row.colour.value,
        "rests_until": None if rest is None else rest.until,
        "note": None if rest is None else rest.note,
        "why": [
            {
                "reason": reason.why.value,
                "figure": round(reason.figure, 3),
                "date": reason.day,
                "text": reason.words or None,
            }
            for reason in reasons
        ],
    }
