"""The book and the work in it: `demo`, `new`, `show`, `remind`, `log`."""

from typing import Annotated

import typer

from tracker.cli.commands.base import Book, Json, app
from tracker.cli.framework import Command
from tracker.i18n import N_


@app.command("demo", cls=Command, help=N_("Make the example book Säffle and open it."))
def _demo(
    folder: Annotated[
        str, typer.Option("--dir", metavar=N_("DIR"), help=N_("Where to put the book and report."))
    ] = "demo",
    no_window: Annotated[
        bool, typer.Option("--no-window", help=N_("Make the book and report only."))
    ] = False,
) -> int:
    from tracker.cli.demo import demo

    return demo(folder, window=not no_window)


@app.command("new", cls=Command, help=N_("Make a new book."))
def _new(
    book: Book,
    municipality: Annotated[
        str, typer.Option(metavar=N_("NAME"), help=N_("The municipality's name."))
    ],
    police_area: Annotated[
        str, typer.Option(metavar=N_("NAME"), help=N_("The local police area's name."))
    ] = "",
    start: Annotated[
        str | None,
        typer.Option(
            "--from", metavar=N_("DATE"), help=N_("First day of the first agreement, if any.")
        ),
    ] = None,
    end: Annotated[
        str | None,
        typer.Option("--to", metavar=N_("DATE"), help=N_("Last day of the first agreement.")),
    ] = None,
) -> None:
    from tracker.cli.care import new

    new(book, municipality, police_area, start=start, end=end)


@app.command(
    "show", cls=Command, help=N_("Show promises, actions, follow-up colours and what is late.")
)
def _show(
    book: Book,
    every: Annotated[
        bool, typer.Option("--all", help=N_("Every action, however many a promise has."))
    ] = False,
    as_json: Json = False,
) -> None:
    from tracker.cli.show import show

    show(book, every=every, as_json=as_json)


@app.command(
    "remind",
    cls=Command,
    help=N_("Say what is late and what falls due, or write it as letters to the owners."),
)
def _remind(
    book: Book,
    owner: Annotated[
        str,
        typer.Option(metavar=N_("TEXT"), help=N_("Whose actions: a role, a name or a party.")),
    ] = "",
    days: Annotated[str, typer.Option(metavar="N", help=N_("How many days ahead."))] = "14",
    letters: Annotated[
        str,
        typer.Option(
            "--eml",
            metavar=N_("DIR"),
            help=N_("Write a letter that is ready to send to each owner with an e-mail address."),
        ),
    ] = "",
    as_json: Json = False,
) -> None:
    from tracker.cli.remind import remind

    remind(book, owner, days, letters, as_json=as_json)


@app.command("log", cls=Command, help=N_("Log something that has been done."))
def _log(
    book: Book,
    action: Annotated[
        str,
        typer.Option(
            metavar=N_("TEXT"), help=N_("The action: its number (5.2), name or a part of the name.")
        ),
    ],
    date: Annotated[
        str,
        typer.Option(
            metavar=N_("DATE"), help=N_("When: 2017-05-16, 16/5 2017, 16 maj 2017 or today.")
        ),
    ],
    quantity: Annotated[str, typer.Option(metavar="N", help=N_("How many; 1 if not given."))] = "1",
    hours: Annotated[
        str | None, typer.Option(metavar="H", help=N_("How long, in hours: 1,5 or 1:30."))
    ] = None,
    people: Annotated[str | None, typer.Option(metavar="N", help=N_("How many took part."))] = None,
    place: Annotated[str, typer.Option(metavar=N_("TEXT"), help=N_("Where."))] = "",
    result: Annotated[str, typer.Option(metavar=N_("TEXT"), help=N_("What came of it."))] = "",
    note: Annotated[str, typer.Option(metavar=N_("TEXT"), help=N_("A note."))] = "",
    internal: Annotated[
        bool, typer.Option("--internal", help=N_("Keep the note out of reports."))
    ] = False,
    as_json: Json = False,
) -> None:
    from tracker.cli.log import LogWords, log

    log(
        book,
        LogWords(action, date, quantity, hours, people, place, result, note, internal),
        as_json=as_json,
    )
