"""The book as a file: `export`, `check`, `backup`, `restore`, `generate`, `shots`."""

from typing import Annotated

import typer

from tracker.cli.commands.base import Book, Json, app
from tracker.cli.framework import Command, WrongUsage
from tracker.i18n import N_, _


@app.command(
    "export",
    cls=Command,
    help=N_(
        "Write every table to an Excel file, ready to filter, or what falls due to a calendar."
    ),
)
def _export(
    book: Book,
    file: Annotated[
        str, typer.Argument(metavar=N_("FILE.xlsx|FILE.ics"), help=N_("The file to write."))
    ],
    internal: Annotated[
        bool,
        typer.Option(
            "--internal", help=N_("Include internal notes, and answers not de-identified.")
        ),
    ] = False,
    owner: Annotated[
        str | None,
        typer.Option(
            metavar=N_("TEXT"),
            help=N_("Whose days go into a calendar file: a role, a name or a party."),
        ),
    ] = None,
    party: Annotated[
        str | None,
        typer.Option(metavar=N_("TEXT"), help=N_("Only what is done in a party's name.")),
    ] = None,
    alarm: Annotated[
        str | None,
        typer.Option(metavar="N", help=N_("Let the calendar remind this many days before.")),
    ] = None,
    start: Annotated[
        str | None,
        typer.Option("--from", metavar=N_("DATE"), help=N_("First day in the calendar file.")),
    ] = None,
    end: Annotated[
        str | None,
        typer.Option("--to", metavar=N_("DATE"), help=N_("Last day in the calendar file.")),
    ] = None,
    dialogue_round: Annotated[
        str | None,
        typer.Option(
            "--round",
            metavar=N_("TEXT"),
            help=N_(
                "The dialogue round whose occasions go into a calendar file (.ics) instead; "
                "“” is the latest."
            ),
        ),
    ] = None,
) -> None:
    from tracker.cli.calendars import CalendarWords, export_due, export_round
    from tracker.cli.lists import export_to

    words = CalendarWords(owner, party, alarm, start, end)
    if not file.casefold().endswith(".ics"):
        if dialogue_round is not None or words.given():
            option = "--round" if dialogue_round is not None else words.given()[0]
            raise WrongUsage(_("{option} goes with a calendar file (.ics).").format(option=option))
        export_to(book, file, internal=internal)
        return
    if internal:
        raise WrongUsage(_("{option} goes with a workbook (.xlsx).").format(option="--internal"))
    if dialogue_round is None:
        export_due(book, file, words)
    elif words.given():
        raise WrongUsage(
            _("{option} does not go with {other}.").format(option=words.given()[0], other="--round")
        )
    else:
        export_round(book, file, dialogue_round)


@app.command("check", cls=Command, help=N_("Check the file, its keys and the journal's chain."))
def _check(book: Book, as_json: Json = False) -> int:
    from tracker.cli.care import check

    return check(book, as_json=as_json)


@app.command("backup", cls=Command, help=N_("Copy the book, also while it is in use."))
def _backup(
    book: Book,
    file: Annotated[
        str | None,
        typer.Argument(
            metavar=N_("FILE"), help=N_("The copy; beside the book, with date, if not given.")
        ),
    ] = None,
) -> None:
    from tracker.cli.care import backup

    backup(book, file)


@app.command("restore", cls=Command, help=N_("Put a backup in the book's place."))
def _restore(
    file: Annotated[str, typer.Argument(metavar=N_("FILE"), help=N_("The backup."))],
    book: Book,
) -> None:
    from tracker.cli.care import restore

    restore(file, book)


@app.command("generate", cls=Command, help=N_("Fill a book with made-up data, to measure with."))
def _generate(
    book: Book,
    actions: Annotated[str, typer.Option(metavar="N", help=N_("How many actions."))] = "0",
    log_entries: Annotated[str, typer.Option(metavar="M", help=N_("How many log entries."))] = "0",
    responses: Annotated[str, typer.Option(metavar="R", help=N_("How many answers."))] = "0",
    seed: Annotated[
        str, typer.Option(metavar="S", help=N_("The same number gives the same data."))
    ] = "1",
) -> None:
    from tracker.cli.care import generate

    generate(book, actions, log_entries, responses, seed)


@app.command("shots", cls=Command, help=N_("Picture every view, light and dark, as PNG."))
def _shots(
    folder: Annotated[
        str, typer.Argument(metavar=N_("DIR"), help=N_("Where to put the pictures."))
    ],
) -> None:
    from tracker.cli.demo import shots

    shots(folder)
