"""From what citizens said to what was promised: `import`, `themes`, `figure`, `trail` …"""

from typing import Annotated

import typer

from tracker.cli.commands.base import Book, Json, app
from tracker.cli.framework import Command, WrongUsage
from tracker.i18n import N_, _


@app.command(
    "import", cls=Command, help=N_("Import a list from Excel or CSV, in one step to undo.")
)
def _import(
    book: Book,
    file: Annotated[
        str, typer.Argument(metavar=N_("FILE.xlsx|FILE.csv"), help=N_("The list to read."))
    ],
    kind: Annotated[
        str,
        typer.Option("--as", metavar="actions|log|responses", help=N_("What its rows are.")),
    ],
    survey: Annotated[
        str,
        typer.Option(
            metavar=N_("TEXT"),
            help=N_("The survey that answers belong to; named after the file if not given."),
        ),
    ] = "",
    columns: Annotated[
        str | None,
        typer.Option(
            "--map",
            metavar=N_("FILE.toml"),
            help=N_("What the columns of answers are; remembered or guessed if not given."),
        ),
    ] = None,
    write_map: Annotated[
        str | None,
        typer.Option(
            "--write-map",
            metavar=N_("FILE.toml"),
            help=N_("Write down what the columns of answers are taken to be, to change it."),
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("Only say what would happen."))
    ] = False,
    renumbered: Annotated[
        bool,
        typer.Option(
            "--renumbered",
            help=N_(
                "The numbers of answers begin again in this file: take in rows with known numbers."
            ),
        ),
    ] = False,
    as_json: Json = False,
) -> int:
    from tracker.cli.lists import ImportWords, import_from

    words = ImportWords(file, kind, survey, columns, write_map, dry_run, renumbered)
    return import_from(book, words, as_json=as_json)


@app.command(
    "themes", cls=Command, help=N_("Rank the themes of citizens' answers, or divide them.")
)
def _themes(
    book: Book,
    by: Annotated[
        str,
        typer.Option(
            "--by", metavar="place|group|survey|year", help=N_("What to divide the answers by.")
        ),
    ] = "",
    dialogue_round: Annotated[
        str,
        typer.Option(
            "--round",
            metavar=N_("TEXT"),
            help=N_("Only one dialogue round: words of its title."),
        ),
    ] = "",
    survey: Annotated[
        str,
        typer.Option(metavar=N_("TEXT"), help=N_("Only one survey: words of its title.")),
    ] = "",
    year: Annotated[
        str | None, typer.Option(metavar=N_("YEAR"), help=N_("Only surveys held in a year."))
    ] = None,
    as_json: Json = False,
) -> None:
    from tracker.cli.themes import ThemeWords, themes

    themes(book, ThemeWords(by, dialogue_round, survey, year), as_json=as_json)


@app.command(
    "figure", cls=Command, help=N_("Enter what a survey says of which the book has no answers.")
)
def _figure(
    book: Book,
    survey: Annotated[
        str, typer.Option(metavar=N_("TEXT"), help=N_("The survey: its title or a part of it."))
    ],
    question: Annotated[
        str,
        typer.Option(metavar=N_("TEXT"), help=N_("The question, in the words of the last time.")),
    ],
    value: Annotated[str, typer.Option(metavar="N", help=N_("The value: 60, or 3,4."))],
    unit: Annotated[
        str | None,
        typer.Option(
            metavar=N_("TEXT"),
            help=N_("The unit of a new question: %, 1–5, number; % if not given."),
        ),
    ] = None,
    answers: Annotated[
        str | None,
        typer.Option(metavar="N", help=N_("How many answered; not given for statistics.")),
    ] = None,
    source: Annotated[
        str, typer.Option(metavar=N_("TEXT"), help=N_("Where the figure is from."))
    ] = "",
    limitation: Annotated[
        str, typer.Option(metavar=N_("TEXT"), help=N_("Who or what it does not cover."))
    ] = "",
    replace: Annotated[
        bool,
        typer.Option(
            "--replace", help=N_("Change the figure that stands there; what is not given stays.")
        ),
    ] = False,
    as_json: Json = False,
) -> None:
    from tracker.cli.figures import FigureWords, enter_figure

    words = FigureWords(survey, question, value, unit, answers, source, limitation, replace)
    enter_figure(book, words, as_json=as_json)


@app.command(
    "figures", cls=Command, help=N_("List recurring questions, and what surveys have answered.")
)
def _figures(book: Book, as_json: Json = False) -> None:
    from tracker.cli.figures import list_figures

    list_figures(book, as_json=as_json)


@app.command(
    "measure",
    cls=Command,
    help=N_(
        "Enter an indicator's next measurement, or take it from a survey with the same question."
    ),
)
def _measure(
    book: Book,
    indicator: Annotated[
        str,
        typer.Option(
            metavar=N_("TEXT"), help=N_("The indicator: its name, perhaps with its promise (L5).")
        ),
    ],
    survey: Annotated[
        str | None,
        typer.Option(
            metavar=N_("TEXT"), help=N_("The survey; those that can be used are listed without it.")
        ),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option("--date", metavar=N_("DATE"), help=N_("The day it was measured, by hand.")),
    ] = None,
    value: Annotated[
        str | None, typer.Option(metavar=N_("NUMBER"), help=N_("What was measured that day."))
    ] = None,
    unmeasured: Annotated[
        bool,
        typer.Option("--not-measured", help=N_("That it was not measured then; say why.")),
    ] = False,
    reason: Annotated[
        str | None, typer.Option(metavar=N_("TEXT"), help=N_("Why it was not measured."))
    ] = None,
    answers: Annotated[
        str | None, typer.Option(metavar=N_("NUMBER"), help=N_("How many answered."))
    ] = None,
    source: Annotated[
        str | None, typer.Option(metavar=N_("TEXT"), help=N_("Where the value is from."))
    ] = None,
    note: Annotated[
        str | None, typer.Option(metavar=N_("TEXT"), help=N_("What else is to be said of it."))
    ] = None,
    even_so: Annotated[
        bool,
        typer.Option("--even-so", help=N_("The value is right, however unlikely it looks.")),
    ] = False,
    as_json: Json = False,
) -> None:
    from tracker.cli.figures import measure
    from tracker.cli.measuring import MeasureWords, enter

    words = MeasureWords(on, value, unmeasured, reason, answers, source, note, even_so)
    if not words.is_said:
        measure(book, indicator, survey, as_json=as_json)
        return
    if survey is not None:
        raise WrongUsage(_("A value comes from a survey or by hand: leave --survey or the others."))
    enter(book, indicator, words, as_json=as_json)


@app.command(
    "trail", cls=Command, help=N_("Follow what was said to what was promised, done and measured.")
)
def _trail(
    book: Book,
    promise: Annotated[
        str | None,
        typer.Option(
            metavar=N_("TEXT"),
            help=N_("Only what hangs together with a promise: its number or a part of its title."),
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    from tracker.cli.trail import trail

    trail(book, promise, as_json=as_json)


@app.command(
    "gallra", cls=Command, help=N_("Delete free texts that are kept beyond their date, for good.")
)
def _gallra(
    book: Book,
    earlier: Annotated[
        bool,
        typer.Option(
            "--earlier",
            help=N_("Also what answers said before they were masked, edited or removed."),
        ),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("Only say what would be deleted."))
    ] = False,
    as_json: Json = False,
) -> None:
    from tracker.cli.gallra import gallra

    gallra(book, earlier=earlier, dry_run=dry_run, as_json=as_json)
