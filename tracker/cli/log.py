"""`lofte log`: one thing done."""

from dataclasses import dataclass
from decimal import Decimal

from tracker.cli.books import day, opened, value
from tracker.cli.framework import WrongUsage
from tracker.cli.output import say, say_json
from tracker.cli.series import chosen_occasion, completed_words, tally_json
from tracker.i18n import _, format_date, format_number
from tracker.messages.remarks import remarks_on_entry


@dataclass(frozen=True, slots=True)
class LogWords:
    """What was written on the command line."""

    action: str
    date: str
    quantity: str
    hours: str | None
    people: str | None
    place: str
    result: str
    note: str
    internal: bool
    occasion: str | None = None


def log(book: str, words: LogWords, *, as_json: bool) -> None:
    """Log it, and say what was logged and what is odd about it.

    Raises `Ambiguous` with the candidates.
    """
    from tracker.services.log import NEAREST, LogFields, log_done
    from tracker.services.naming import ActionNames
    from tracker.services.queries.actions import action_rows
    from tracker.services.queries.series import next_open, occasions_of
    from tracker.services.spreadsheet.dates_and_numbers import parse_number, parse_whole
    from tracker.services.spreadsheet.durations import parse_hours

    with opened(book) as ctx:
        done_on = day("--date", words.date, ctx.today(), past=True)
        if done_on is None:
            raise WrongUsage(_("{name} is missing.").format(name="--date"))
        quantity = value("--quantity", parse_number, words.quantity)
        minutes = value("--hours", parse_hours, words.hours)
        if minutes is not None and minutes < 0:
            raise WrongUsage(_("{option} can't be less than zero.").format(option="--hours"))
        people = value("--people", parse_whole, words.people)
        with ctx.read() as session:
            action = ActionNames(session).find(words.action)
        chosen: int | None = NEAREST
        if words.occasion is not None:
            chosen = chosen_occasion(ctx, action.id, words.occasion)
        entry_id = log_done(
            ctx,
            LogFields(
                action_id=action.id,
                done_on=done_on,
                quantity=Decimal(1) if quantity is None else quantity,
                minutes=minutes,
                people=people,
                place=words.place,
                result=words.result,
                note=words.note,
                internal=words.internal,
                source="lofte",
                occasion_id=chosen,
            ),
        )
        (row,) = action_rows(ctx, [action.id])
        series = () if row.series is None else occasions_of(ctx, action.id)
        completed = [each for each in series if each.entry_id == entry_id]
        # Of somebody who said which one, or none, nothing needs to be told of another.
        coming = next_open(series, done_on) if chosen == NEAREST else None
    remarks = remarks_on_entry(done_on, action.start, action.status)
    if as_json:
        say_json(
            {
                "id": str(entry_id),
                "action": {"id": str(action.id), "number": action.label, "title": action.title},
                "date": done_on,
                "quantity": quantity,
                "minutes": minutes,
                "people": people,
                "done": row.done,
                "planned": row.planned,
                "occasions": [each.due_on for each in completed],
                "series": tally_json(row.series),
                "remarks": remarks,
            }
        )
        return
    logged = _("Logged: {action}, {date}, quantity {quantity}.").format(
        action=f"{action.label} {action.title}",
        date=format_date(done_on),
        quantity=format_number(quantity or 0),
    )
    say(f"{logged} {_so_far(row.done, row.planned)}")
    if row.series is not None:
        say(completed_words(completed, row.series, coming))
    for remark in remarks:
        say(remark)


def _so_far(done: Decimal, planned: Decimal | None) -> str:
    if planned is None:
        return _("Done so far: {done}.").format(done=format_number(done))
    return _("Done so far: {done} of {planned}.").format(
        done=format_number(done), planned=format_number(planned)
    )
