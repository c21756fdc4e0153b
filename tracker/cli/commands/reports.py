"""Reports, and what becomes of them: `report`, `archive`, `compare`, `sign` …"""

from typing import Annotated

import typer

from tracker.cli.commands.base import Book, Json, app
from tracker.cli.framework import Command, WrongUsage
from tracker.i18n import N_, _


@app.command("report", cls=Command, help=N_("Print a report as PDF or HTML."))
def _report(
    book: Book,
    kind: Annotated[
        str,
        typer.Argument(
            metavar=N_("KIND"),
            help=N_(
                "The kind of report: status, summary, public, dialogue, agreement, owner, "
                "deadlines, plan, trail, programme, minutes or log_form."
            ),
        ),
    ],
    output: Annotated[
        str,
        typer.Option(
            "-o",
            "--output",
            metavar=N_("FILE.pdf"),
            help=N_("Where to put it; public and dialogue also as .html."),
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
    meeting: Annotated[
        str,
        typer.Option(
            metavar=N_("TEXT"),
            help=N_(
                "Which meeting: words of its title, or its day; the latest held otherwise, or the "
                "next while none has been."
            ),
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
        meeting,
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
