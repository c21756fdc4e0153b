"""`lofte review`: what should be looked at now, and why."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tracker.cli.books import count, opened
from tracker.cli.framework import WrongUsage
from tracker.cli.output import Cell, say, say_heading, say_json, say_table
from tracker.cli.show import mark
from tracker.i18n import _, format_date, format_number, ngettext

if TYPE_CHECKING:
    from tracker.services.queries.actions import ActionRow
    from tracker.services.queries.review import Reason, ReviewQuery
    from tracker.services.queries.snoozes import SnoozeRow


def review(
    book: str,
    whys: Sequence[str],
    owner: str | None,
    days: str | None,
    *,
    resting: bool,
    as_json: bool,
) -> None:
    """Print the queue, most urgent first, with every reason; or what rests."""
    from tracker.messages.review import why_sentence
    from tracker.services.naming import find_person
    from tracker.services.queries.review import ReviewQuery, Why, review_ids_in, review_rows_in
    from tracker.services.queries.snoozes import snoozes_in

    known = [why.value for why in Why]
    for why in whys:
        if why not in known:
            words = _("{option} is one of: {choices}.")
            raise WrongUsage(words.format(option="--why", choices=", ".join(known)))
    within = None if days is None else count("--days", days)
    with opened(book) as ctx, ctx.read() as session:
        today = ctx.today()
        of_owner = [] if owner is None else [find_person(session, owner, on=today).id]
        query = ReviewQuery(
            frozenset(map(Why, whys)), frozenset(of_owner), days=within, resting=resting
        )
        ids = review_ids_in(session, today, query)
        found = review_rows_in(session, ids, today, days=within)
        rests = snoozes_in(session, ids, today)
    if as_json:
        say_json([_json(row, reasons, rests.get(row.id)) for row, reasons in found])
        return
    say_heading(_heading(len(found), query))
    if not found:
        return
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
