"""What is late and what is decided about it: `review`, `deadline`, `status`, `decide` and so on."""

from typing import Annotated

import typer

from tracker.cli.commands.base import Book, Json, app
from tracker.cli.framework import Command
from tracker.i18n import N_

_Actions = Annotated[
    list[str] | None,
    typer.Option(
        "--action",
        metavar=N_("TEXT"),
        help=N_("The action: its number (5.2), name or a part of the name. May be given again."),
    ),
]


@app.command("review", cls=Command, help=N_("List the actions that need a decision, and why."))
def _review(
    book: Book,
    why: Annotated[
        list[str] | None,
        typer.Option(
            metavar=N_("REASON"),
            help=N_(
                "Only for this reason: overdue, behind, decision, missed, silent, due_soon, "
                "no_owner, owner_ended, reached or by_hand. May be given again."
            ),
        ),
    ] = None,
    owner: Annotated[
        str | None, typer.Option(metavar=N_("TEXT"), help=N_("Only this owner's: role or name."))
    ] = None,
    days: Annotated[
        str | None,
        typer.Option(metavar="N", help=N_("How many days ahead a deadline counts as soon.")),
    ] = None,
    resting: Annotated[
        bool, typer.Option("--resting", help=N_("Those that rest until a later day instead."))
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help=N_("Also those that have been handled today."))
    ] = False,
    as_json: Json = False,
) -> None:
    from tracker.cli.review import review

    review(book, why or (), owner, days, resting=resting, everything=everything, as_json=as_json)


@app.command(
    "snooze",
    cls=Command,
    help=N_("Leave an action out of the review until a day, or take it back."),
)
def _snooze(
    book: Book,
    action: _Actions = None,
    until: Annotated[
        str | None, typer.Option(metavar=N_("DATE"), help=N_("The day it comes back by itself."))
    ] = None,
    note: Annotated[str, typer.Option(metavar=N_("TEXT"), help=N_("What is waited for."))] = "",
    wake: Annotated[
        bool, typer.Option("--wake", help=N_("Take it up for review again at once."))
    ] = False,
) -> None:
    from tracker.cli.review_changes import snooze

    snooze(book, action or (), until, note, wake=wake)


@app.command("deadline", cls=Command, help=N_("Move the deadline of actions, with the reason."))
def _deadline(
    book: Book,
    date: Annotated[str, typer.Option(metavar=N_("DATE"), help=N_("The new deadline."))],
    reason: Annotated[str, typer.Option(metavar=N_("TEXT"), help=N_("Why it is moved."))],
    action: _Actions = None,
    decided_by: Annotated[
        str, typer.Option("--decided-by", metavar=N_("TEXT"), help=N_("Who decided it."))
    ] = "",
) -> None:
    from tracker.cli.review_changes import deadline

    deadline(book, action or (), date, reason, decided_by)


@app.command(
    "owner", cls=Command, help=N_("Give actions, or all that somebody has left to do, to another.")
)
def _owner(
    book: Book,
    to: Annotated[str, typer.Option(metavar=N_("TEXT"), help=N_("The new owner: role or name."))],
    action: _Actions = None,
    left: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar=N_("TEXT"),
            help=N_("Instead of actions: everything unfinished that this person owns."),
        ),
    ] = None,
    promise: Annotated[
        list[str] | None,
        typer.Option(
            metavar=N_("TEXT"),
            help=N_("With --from: only under this promise (L5). May be given again."),
        ),
    ] = None,
) -> None:
    from tracker.cli.review_changes import owner

    owner(book, action or (), left, to, promise or ())


@app.command("status", cls=Command, help=N_("Set the status of actions."))
def _status(
    book: Book,
    status: Annotated[
        str,
        typer.Option(
            metavar=N_("STATUS"),
            help=N_("Planned, ongoing, carried out, partly carried out, not carried out, dropped."),
        ),
    ],
    action: _Actions = None,
    reason: Annotated[
        str,
        typer.Option(
            metavar=N_("TEXT"),
            help=N_("Why. Needed for what was carried out in part, was not, or is dropped."),
        ),
    ] = "",
) -> None:
    from tracker.cli.review_changes import status as set_status

    set_status(book, action or (), status, reason)


@app.command("note", cls=Command, help=N_("Write a note on actions."))
def _note(
    book: Book,
    text: Annotated[str, typer.Option(metavar=N_("TEXT"), help=N_("The note."))],
    action: _Actions = None,
    public: Annotated[
        bool, typer.Option("--public", help=N_("Reports print it; else it is internal."))
    ] = False,
) -> None:
    from tracker.cli.review_changes import note

    note(book, action or (), text, public=public)


@app.command(
    "decide", cls=Command, help=N_("List the questions that wait for a decision, or answer one.")
)
def _decide(
    book: Book,
    question: Annotated[
        str | None,
        typer.Option(metavar=N_("TEXT"), help=N_("The question, or a part of it.")),
    ] = None,
    answer: Annotated[
        str | None, typer.Option(metavar=N_("TEXT"), help=N_("What was decided."))
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar=N_("TEXT"), help=N_("Who decided it."))
    ] = None,
    on: Annotated[
        str | None,
        typer.Option("--date", metavar=N_("DATE"), help=N_("When, if it was not today.")),
    ] = None,
    as_json: Json = False,
) -> None:
    from tracker.cli.deciding import decide

    decide(book, question, answer, by, on, as_json=as_json)
