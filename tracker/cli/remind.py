"""`lofte remind`: what is late and what falls due, as text, JSON or letters to send."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.cli.books import book_path, count, opened
from tracker.cli.output import say, say_json
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.services.context import AppContext
    from tracker.services.queries.due import DueRow
    from tracker.services.queries.reminders import ReminderQuery, Reminders


def remind(book: str, owner: str, days: str, folder: str, *, as_json: bool) -> None:
    """Say what there is to be reminded of, or write it as one letter per owner in `folder`."""
    from tracker.messages.reminders import nothing_words, reminder_lines
    from tracker.services.books import book_settings
    from tracker.services.queries.due_owners import find_whose
    from tracker.services.queries.reminders import ReminderQuery, reminders

    ahead = count("--days", days)
    with opened(book) as ctx:
        whose = find_whose(ctx, owner)
        query = ReminderQuery(whose.owner_ids, whose.parties, ahead)
        found = reminders(ctx, query)
        written = _write_letters(ctx, query, Path(folder)) if folder and found else None
        name = book_settings(ctx).name
    if as_json:
        say_json({**_as_json(book, whose.words, found), **(written or {})})
    elif not found:
        say(nothing_words(found))
    elif written is not None:
        _say_letters(written)
    else:
        for line in reminder_lines(found, name):
            say(line)


def _write_letters(ctx: "AppContext", query: "ReminderQuery", folder: Path) -> dict[str, Any]:
    from tracker.services.reminder_mail import reminder_letters, write_letters

    letters = reminder_letters(ctx, query)
    return {
        "letters": [str(path) for path in write_letters(letters, folder)],
        "without_address": list(letters.without_address),
        "unusable_address": [
            {"owner": role, "address": address} for role, address in letters.unusable
        ],
        "post_ended": list(letters.post_ended),
    }


def _say_letters(written: dict[str, Any]) -> None:
    from tracker.reports.sentences import cap

    for path in written["letters"]:
        say(_("Letter to send: {file}").format(file=path))
    if not written["letters"]:
        say(_("No letter has been written."))
    for role in written["without_address"]:
        say(
            _("{owner} has no e-mail address in the book and gets no letter.").format(
                owner=cap(role)
            )
        )
    for each in written["unusable_address"]:
        say(
            _("{owner} has the address “{address}”, which no letter can be sent to.").format(
                owner=cap(each["owner"]), address=each["address"]
            )
        )
    for role in written["post_ended"]:
        say(_("{owner} has left the post, and gets no letter.").format(owner=cap(role)))


def _as_json(book: str, owner: str, found: "Reminders") -> dict[str, Any]:
    return {
        "book": book_path(book),
        "today": found.today,
        "days": found.days,
        "owner": owner,
        "late": [_row(row, found) for row in found.late],
        "coming": [_row(row, found) for row in found.coming],
    }


def _row(row: "DueRow", found: "Reminders") -> dict[str, Any]:
    return {
        "kind": row.kind.value,
        "id": str(row.id),
        "date": row.due_on,
        "days_late": max((found.today - row.due_on).days, 0),
        "number": row.label,
        "title": row.title,
        "promise": row.promise,
        "action": None if row.action_id is None else str(row.action_id),
        "owner": row.owner,
        "party": row.party,
        "place": row.place,
        "time": None if row.starts_at is None else f"{row.starts_at:%H:%M}",
    }
