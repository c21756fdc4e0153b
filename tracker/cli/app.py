"""The commands of `lofte` and the words they take. What they do is in modules of their own."""

from typing import Annotated

import typer

from tracker.cli.framework import Command, Group, WrongUsage
from tracker.i18n import N_, _

app = typer.Typer(
    cls=Group,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help=N_("Löftesboken on the command line: plan, log, follow up and report."),
)


@app.callback()
def _lofte() -> None:
    """Exists so that Typer makes a group, whose help is given above."""


Book = Annotated[str, typer.Argument(metavar=N_("BOOK"), help=N_("The book: NAME.loftesbok."))]
Json = Annotated[bool, typer.Option("--json", help=N_("Print JSON for other programs."))]


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


@app.command("report", cls=Command, help=N_("Print a report as PDF or HTML."))
def _report(
    book: Book,
    kind: Annotated[str, typer.Argument(metavar=N_("KIND"), help=N_("The kind of report."))],
    output: Annotated[
        str,
        typer.Option(
            "-o",
            "--output",
            metavar=N_("FILE.pdf"),
            help=N_("Where to put it; public also as .html."),
        ),
    ],
    as_of: Annotated[
        str | None, typer.Option(metavar=N_("DATE"), help=N_("The day whose state is reported."))
    ] = None,
    start: Annotated[
        str | None, typer.Option("--from", metavar=N_("DATE"), help=N_("First day reported on."))
    ] = None,
    end: Annotated[
        str | None, typer.Option("--to", metavar=N_("DATE"), help=N_("Last day reported on."))
    ] = None,
    owner: Annotated[
        str,
        typer.Option(metavar=N_("TEXT"), help=N_("Whose actions: a role, a name or a party.")),
    ] = "",
    lawful: Annotated[
        bool, typer.Option("--lawful", help=N_("Only what belongs to the plan the law asks for."))
    ] = False,
    dialogue_round: Annotated[
        str,
        typer.Option(
            "--round",
            metavar=N_("TEXT"),
            help=N_("Which dialogue round: words of its title; the latest if not given."),
        ),
    ] = "",
    lang: Annotated[
        str | None, typer.Option("--lang", metavar="sv|en", help=N_("The report's language."))
    ] = None,
    final: Annotated[
        bool, typer.Option("--final", help=N_("Make it final: kept in the book, never changed."))
    ] = False,
    dnr_municipality: Annotated[
        str | None,
        typer.Option(
            metavar=N_("TEXT"),
            help=N_("The municipality's diary number; the agreement's if not given."),
        ),
    ] = None,
    dnr_police: Annotated[
        str | None,
        typer.Option(
            metavar=N_("TEXT"), help=N_("The police's diary number; the agreement's if not given.")
        ),
    ] = None,
    supersedes: Annotated[
        str | None,
        typer.Option(metavar=N_("ID"), help=N_("The final report that this one replaces.")),
    ] = None,
    even_so: Annotated[
        bool,
        typer.Option("--even-so", help=N_("Make it final though there are warnings.")),
    ] = False,
    sign: Annotated[
        str | None,
        typer.Option(
            "--sign",
            metavar="CERT.p12",
            help=N_("Seal it with an organisation's certificate; its password is asked for."),
        ),
    ] = None,
    password_file: Annotated[
        str | None,
        typer.Option(
            "--password-file",
            metavar=N_("FILE"),
            help=N_("The certificate's password, on the first line of a file."),
        ),
    ] = None,
) -> None:
    from tracker.cli.report import ReportWords, final_words, report

    settled = final_words(
        final=final,
        dnr_municipality=dnr_municipality,
        dnr_police=dnr_police,
        supersedes=supersedes,
        even_so=even_so,
    )
    words = ReportWords(
        kind,
        as_of,
        start,
        end,
        lang,
        owner,
        lawful,
        dialogue_round,
        settled,
        sign,
        password_file,
    )
    report(book, words, output)


@app.command(
    "archive",
    cls=Command,
    help=N_("List the reports that have been made, or take a final one out."),
)
def _archive(
    book: Book,
    number: Annotated[
        str | None,
        typer.Option("--open", metavar=N_("ID"), help=N_("The number of a final report.")),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar=N_("FILE.pdf"), help=N_("Where to put the report.")),
    ] = None,
    as_json: Json = False,
) -> None:
    from tracker.cli.archive import archive, open_report

    if number is None and output is None:
        archive(book, as_json=as_json)
    elif number is None or output is None:
        raise WrongUsage(_("--open and -o go together."))
    else:
        open_report(book, number, output)


@app.command(
    "compare",
    cls=Command,
    help=N_("Tell what differs between two final reports, or between two days."),
)
def _compare(
    book: Book,
    old: Annotated[
        str,
        typer.Argument(
            metavar=N_("OLD"), help=N_("The older one: a final report's number, or a day.")
        ),
    ],
    new: Annotated[
        str,
        typer.Argument(
            metavar=N_("NEW"), help=N_("The newer one: a final report's number, or a day.")
        ),
    ],
    as_json: Json = False,
) -> None:
    from tracker.cli.compare import compare_states

    compare_states(book, old, new, as_json=as_json)


@app.command(
    "handover", cls=Command, help=N_("Note that somebody has got a final report, and when.")
)
def _handover(
    book: Book,
    number: Annotated[
        str,
        typer.Argument(metavar=N_("ID"), help=N_("The report's number, as “lofte archive” says.")),
    ],
    receiver: Annotated[str, typer.Option("--to", metavar=N_("TEXT"), help=N_("Who got it."))],
    party: Annotated[
        str | None,
        typer.Option(metavar="police|municipality|joint|other", help=N_("For which party.")),
    ] = None,
    date: Annotated[
        str | None, typer.Option(metavar=N_("DATE"), help=N_("When; today if not given."))
    ] = None,
    how: Annotated[
        str, typer.Option(metavar=N_("TEXT"), help=N_("By what way: e-mail, on paper."))
    ] = "",
) -> None:
    from tracker.cli.archive import handover

    handover(book, number, receiver, party, date, how)


@app.command(
    "sign", cls=Command, help=N_("Sign the promises of a final agreement report, all or none.")
)
def _sign(
    book: Book,
    report: Annotated[
        str,
        typer.Argument(metavar=N_("ID"), help=N_("The report's number, as “lofte archive” says.")),
    ],
    date: Annotated[
        str, typer.Option(metavar=N_("DATE"), help=N_("The day when everybody had signed."))
    ],
    as_json: Json = False,
) -> None:
    from tracker.cli.sign import sign

    sign(book, report, date, as_json=as_json)


@app.command(
    "look", cls=Command, help=N_("Show or set a municipality's logotype and colour in reports.")
)
def _look(
    book: Book,
    municipality: Annotated[
        str,
        typer.Option(metavar=N_("NAME"), help=N_("Which municipality, where there are several.")),
    ] = "",
    logotype: Annotated[
        str | None,
        typer.Option(metavar=N_("FILE"), help=N_("A PNG or JPEG to print instead of its name.")),
    ] = None,
    alt: Annotated[
        str | None,
        typer.Option(
            metavar=N_("TEXT"), help=N_("What the logotype shows, for those who don't see it.")
        ),
    ] = None,
    no_logotype: Annotated[
        bool, typer.Option("--no-logotype", help=N_("Print the name again."))
    ] = False,
    colour: Annotated[
        str | None,
        typer.Option(metavar="RRGGBB|none", help=N_("A dark colour for headings and bars.")),
    ] = None,
    name: Annotated[
        str | None, typer.Option(metavar=N_("NAME"), help=N_("The municipality's new name."))
    ] = None,
) -> None:
    from tracker.cli.look import LookWords, look

    look(book, LookWords(municipality, logotype, alt, no_logotype, colour, name))


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


@app.command("export", cls=Command, help=N_("Write every table to an Excel file, ready to filter."))
def _export(
    book: Book,
    file: Annotated[
        str, typer.Argument(metavar=N_("FILE.xlsx|FILE.ics"), help=N_("The file to write."))
    ],
    internal: Annotated[
        bool, typer.Option("--internal", help=N_("Include internal notes, labelled as such."))
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
    as_json: Json = False,
) -> int:
    from tracker.cli.lists import ImportWords, import_from

    words = ImportWords(file, kind, survey, columns, write_map, dry_run)
    return import_from(book, words, as_json=as_json)


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
    as_json: Json = False,
) -> None:
    from tracker.cli.figures import FigureWords, enter_figure

    words = FigureWords(survey, question, value, unit, answers, source, limitation)
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
    help=N_("Take an indicator's next measurement from a survey that asked the same question."),
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
    as_json: Json = False,
) -> None:
    from tracker.cli.figures import measure

    measure(book, indicator, survey, as_json=as_json)


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
