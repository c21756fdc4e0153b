"""The working group's meetings: `meeting`."""

from typing import Annotated

import typer

from tracker.cli.commands.base import Book, Json, app
from tracker.cli.framework import Command
from tracker.i18n import N_


@app.command(
    "meeting", cls=Command, help=N_("List the working group's meetings, plan one, or tell of one.")
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
            help=N_("Which meeting: words of its title, or its day; the next one otherwise."),
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
    as_json: Json = False,
) -> None:
    from tracker.cli import meeting as meetings

    words = meetings.MeetingWords(new, agenda, changes, meeting, date, title, place, hour)
    meetings.meeting(book, words, as_json=as_json)
