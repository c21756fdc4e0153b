"""What a recurring action's dates came to, and what is planned again: `occasion`, `carry`."""

from typing import Annotated

import typer

from tracker.cli.commands.base import Book, Json, app
from tracker.cli.framework import Command
from tracker.i18n import N_


@app.command(
    "occasion",
    cls=Command,
    help=N_("List a recurring action's dates, or say that one was missed or cancelled."),
)
def _occasion(
    book: Book,
    action: Annotated[
        str,
        typer.Option(
            metavar=N_("TEXT"), help=N_("The action: its number (5.2), name or a part of the name.")
        ),
    ],
    date: Annotated[
        str | None, typer.Option(metavar=N_("DATE"), help=N_("The occasion's date."))
    ] = None,
    state: Annotated[
        str | None,
        typer.Option(
            metavar=N_("STATE"), help=N_("missed, cancelled, or open to take either back.")
        ),
    ] = None,
    reason: Annotated[
        str, typer.Option(metavar=N_("TEXT"), help=N_("Why it was cancelled or missed."))
    ] = "",
    listed: Annotated[
        bool, typer.Option("--list", help=N_("List all of the dates and what became of them."))
    ] = False,
    as_json: Json = False,
) -> None:
    from tracker.cli.series import OccasionWords, occasion

    occasion(book, OccasionWords(action, date, state, reason, listed), as_json=as_json)


@app.command(
    "carry", cls=Command, help=N_("Plan actions once more under a promise of a later period.")
)
def _carry(
    book: Book,
    action: Annotated[
        list[str],
        typer.Option(
            metavar=N_("TEXT"),
            help=N_(
                "The action: its number (5.2), name or a part of the name. May be given again."
            ),
        ),
    ],
    to: Annotated[
        str,
        typer.Option(
            metavar=N_("TEXT"), help=N_("The promise: its number (L5), title or a part of it.")
        ),
    ],
    as_json: Json = False,
) -> None:
    from tracker.cli.series import carry

    carry(book, action, to, as_json=as_json)
