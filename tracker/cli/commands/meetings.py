"""The working group's meetings: `meeting`."""

from typing import Annotated

import typer

from tracker.cli.commands.base import Book, Json, app
from tracker.cli.framework import Command
from tracker.i18n import N_


@app.command(
    "meeting",
    cls=Command,
    help=N_("List the working group's meetings, plan one, tell of one, or write at one."),
)
def _meeting(
    book: Book,
    new: Annotated[
        bool, typer.Option("--new", help=N_("Plan a meeting and print its agenda."))
    ] = False,
    agenda: Annotated[bool, typer.Option("--agenda", help=N_("Print the agenda."))] = False,
    changes: Annotated[
        bool, typer.Option("--changes", help=N_("Print what the meeting changed in the book."))
    ] = False,
    meeting: Annotated[
        str,
        typer.Option(
            metavar=N_("TEXT"),
            help=N_(
                "Which meeting: words of its title, or its day; otherwise the one that goes on, or "
                "the next one; for --changes the latest held."
            ),
        ),
    ] = "",
    date: Annotated[
        str | None, typer.Option(metavar=N_("DATE"), help=N_("The day of a new meeting."))
    ] = None,
    title: Annotated[
        str,
        typer.Option(
            metavar=N_("TEXT"), help=N_("The title of a new meeting; as the last one otherwise.")
        ),
    ] = "",
    place: Annotated[str, typer.Option(metavar=N_("TEXT"), help=N_("Where."))] = "",
    hour: Annotated[
        str | None, typer.Option(metavar=N_("HOUR"), help=N_("When it begins: 9 or 09:30."))
    ] = None,
    start: Annotated[bool, typer.Option("--start", help=N_("The group has met."))] = False,
    attend: Annotated[
        list[str] | None,
        typer.Option(
            metavar=N_("TEXT"), help=N_("Tick somebody who was called as present; may be repeated.")
        ),
    ] = None,
    point: Annotated[
        int | None,
        typer.Option(
            metavar=N_("NUMBER"), help=N_("Write at a point of the agenda, with those below.")
        ),
    ] = None,
    note: Annotated[
        str | None, typer.Option(metavar=N_("TEXT"), help=N_("What was said at the point."))
    ] = None,
    decision: Annotated[
        str | None, typer.Option(metavar=N_("TEXT"), help=N_("What was decided at the point."))
    ] = None,
    responsible: Annotated[
        str | None, typer.Option(metavar=N_("TEXT"), help=N_("The role that is responsible."))
    ] = None,
    due: Annotated[
        str | None, typer.Option(metavar=N_("DATE"), help=N_("The day that it is to be done by."))
    ] = None,
    done: Annotated[bool, typer.Option("--done", help=N_("The point is done with."))] = False,
    left_open: Annotated[
        bool, typer.Option("--open", help=N_("The point is open to the next meeting."))
    ] = False,
    add: Annotated[
        str | None, typer.Option(metavar=N_("TEXT"), help=N_("Add a point, last on the agenda."))
    ] = None,
    refresh: Annotated[
        bool, typer.Option("--refresh", help=N_("Make the agenda of a planned meeting anew."))
    ] = False,
    close: Annotated[bool, typer.Option("--close", help=N_("The meeting is over."))] = False,
    next_on: Annotated[
        str | None,
        typer.Option("--next", metavar=N_("DATE"), help=N_("With --close: when to meet again.")),
    ] = None,
    delete: Annotated[
        bool, typer.Option("--delete", help=N_("Remove a meeting that was not held."))
    ] = False,
    as_json: Json = False,
) -> None:
    from tracker.cli import meeting as meetings
    from tracker.cli.meeting_work import WorkWords

    work = WorkWords(
        start, tuple(attend or ()), point, add, refresh, close, delete,
        note, decision, done, left_open, responsible, due, next_on,
    )  # fmt: skip
    words = meetings.MeetingWords(new, agenda, changes, meeting, date, title, place, hour, work)
    meetings.meeting(book, words, as_json=as_json)
