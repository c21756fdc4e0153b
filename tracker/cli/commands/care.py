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
        "Write every table to an Excel file, ready to filter, or a dialogue round to a calendar."
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
    dialogue_round: Annotated[
        str,
        typer.Option(
            "--round",
            metavar=N_("TEXT"),
            help=N_("The dialogue round whose occasions go into a calendar file (.ics)."),
        ),
    ] = "",
) -> None:
    from tracker.cli.lists import export_calendar, export_to

    if file.casefold().endswith(".ics"):
        if internal:
            raise WrongUsage(
                _("{option} goes with a workbook (.xlsx).").format(option="--internal")
            )
        export_calendar(book, file, dialogue_round)
    elif dialogue_round:
        raise WrongUsage(_("{option} goes with a calendar file (.ics).").format(option="--round"))
    else:
        export_to(book, file, internal=internal)


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
