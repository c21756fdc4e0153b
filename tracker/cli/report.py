"""`lofte report`: a report as PDF or as a page for the web, as a draft or made final."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.cli.books import day, opened
from tracker.cli.framework import WrongUsage
from tracker.cli.output import say
from tracker.cli.report_numbers import report_id, short_number
from tracker.i18n import LANGUAGES, Language, _, current_language
from tracker.messages import explain
from tracker.models.enums import Party, ReportState
from tracker.models.errors import BookError, Invalid
from tracker.services.context import AppContext

if TYPE_CHECKING:
    from tracker.reports.making import Made
    from tracker.reports.registry import Form, ReportKind
    from tracker.services.reports.reading import ReportQuery


@dataclass(frozen=True, slots=True)
class FinalWords:
    """What was typed about making a report final."""

    dnr_municipality: str | None = None
    dnr_police: str | None = None
    supersedes: str | None = None
    even_so: bool = False
    """Whether to go on though there are warnings."""


@dataclass(frozen=True, slots=True)
class ReportWords:
    """What was typed about a report."""

    kind: str
    as_of: str | None = None
    start: str | None = None
    end: str | None = None
    lang: str | None = None
    owner: str = ""
    lawful: bool = False
    round: str = ""
    meeting: str = ""
    final: FinalWords | None = None
    """None for a draft."""
    sign: str | None = None
    password_file: str | None = None


def final_words(
    *,
    final: bool,
    dnr_municipality: str | None,
    dnr_police: str | None,
    supersedes: str | None,
    even_so: bool,
) -> FinalWords | None:
    """Raises `WrongUsage` for what is said about a final report when a draft is asked for."""
    given = {
        "--dnr-municipality": dnr_municipality,
        "--dnr-police": dnr_police,
        "--supersedes": supersedes,
        "--even-so": even_so or None,
    }
    if final:
        return FinalWords(dnr_municipality, dnr_police, supersedes, even_so)
    for option, text in given.items():
        if text is not None:
            raise WrongUsage(_("{option} goes with --final.").format(option=option))
    return None


def report(book: str, words: ReportWords, output: str) -> None:
    """Make the report, note in the book that it was made, and say where it is."""
    from tracker.cli.sealing import password_for, say_sealed, sealer
    from tracker.reports.registry import KINDS, Form, kind_of
    from tracker.services.queries.meeting_choices import find_meeting
    from tracker.services.queries.rounds import find_round
    from tracker.services.reports.archive import record_report
    from tracker.services.reports.reading import ReportQuery

    names = [kind.name for kind in KINDS]
    if words.kind not in names:
        raise WrongUsage(_("The kinds of report are: {kinds}.").format(kinds=", ".join(names)))
    _check_choices(kind_of(words.kind), words)
    path = Path(output)
    form = _form(words.kind, path)
    if words.sign is not None and form is not Form.PDF:
        raise WrongUsage(_("--sign seals a PDF only: choose a name that ends in .pdf."))
    lang = _language(words.lang)
    password = password_for(words.sign, words.password_file)
    with opened(book) as ctx:
        today = ctx.today()
        query = ReportQuery(
            as_of=day("--as-of", words.as_of, today),
            period_from=day("--from", words.start, today),
            period_to=day("--to", words.end, today),
            kind=words.kind,
            owner=words.owner.strip(),
            lawful=words.lawful,
            round_id=find_round(ctx, words.round).id if words.round.strip() else None,
            meeting_id=find_meeting(ctx, words.meeting).id if words.meeting.strip() else None,
        )
        seal = sealer(ctx, words.sign, password)
        if words.final is not None:
            _settle(ctx, query, lang, words.final, path, form, seal)
            if seal is not None:
                say_sealed(seal, ReportState.FINAL)
            return
        made = write_report(ctx, query, path, lang, form, seal)
        if not ctx.read_only:
            record_report(ctx, made.record())
    say(_("The report is made: {file}").format(file=output))
    _say_warnings(made)
    if seal is not None:
        say_sealed(seal, made.data.state)


def _check_choices(kind: "ReportKind", words: ReportWords) -> None:
    """What a kind does not take would be left out in silence, so it is refused."""
    from tracker.reports.registry import KINDS, Choice

    for option, choice, given in (
        ("--from", Choice.PERIOD, words.start),
        ("--to", Choice.PERIOD, words.end),
        ("--owner", Choice.OWNER, words.owner.strip()),
        ("--lawful", Choice.LAWFUL, words.lawful),
        ("--round", Choice.ROUND, words.round.strip()),
        ("--meeting", Choice.MEETING, words.meeting.strip()),
    ):
        if given and choice not in kind.choices:
            takes = ", ".join(other.name for other in KINDS if choice in other.choices)
            raise WrongUsage(
                _("{option} does not go with the report {kind}, only with: {kinds}.").format(
                    option=option, kind=kind.name, kinds=takes
                )
            )
    if Choice.OWNER in kind.choices and not words.owner.strip():
        raise WrongUsage(f"--owner: {explain(Invalid('owner.required'))}")


def _language(text: str | None) -> Language:
    if text is None:
        return current_language()
    for language in LANGUAGES:
        if language == text:
            return language
    raise WrongUsage(_("--lang is one of: {choices}.").format(choices=", ".join(LANGUAGES)))


def _form(kind: str, path: Path) -> "Form":
    """What to write, by the file's ending."""
    from tracker.messages import explain
    from tracker.models.book_file import check_target
    from tracker.models.errors import Invalid
    from tracker.reports.registry import kind_of

    # A book, above all, is not to be told that its name should have ended otherwise.
    check_target(path)
    try:
        return kind_of(kind).form_of(path)
    except Invalid as error:
        raise WrongUsage(explain(error)) from error


def write_report(
    ctx: AppContext,
    query: "ReportQuery",
    path: Path,
    lang: Language,
    form: "Form | None" = None,
    seal: Callable[[bytes], bytes] | None = None,
) -> "Made":
    """Write the report, sealed if asked for, whole or not at all; without `form` as PDF."""
    from tracker.models.book_file import check_target, write_file
    from tracker.reports.making import make_report
    from tracker.reports.registry import Form

    # Before the work, so that a slip of the pen is told at once.
    check_target(path)
    made = make_report(ctx, query, lang, form=form or Form.PDF)
    if seal is not None:
        made = replace(made, content=seal(made.pdf))
    write_file(path, made.content)
    return made


def _settle(
    ctx: AppContext,
    query: "ReportQuery",
    lang: Language,
    words: FinalWords,
    path: Path,
    form: "Form",
    seal: Callable[[bytes], bytes] | None,
) -> None:
    """Make the report final, write it, and say where it is and what number it has.

    First into the book, since a file that says it is final must be there; then into the file,
    which can be taken out of the book again where that fails.
    """
    from tracker.models.book_file import check_target, write_file
    from tracker.reports.making import final_file, settle
    from tracker.services.reports.archive import frozen_report

    given = ((Party.MUNICIPALITY, words.dnr_municipality), (Party.POLICE, words.dnr_police))
    dnr = tuple((party, text) for party, text in given if text is not None)
    supersedes = (
        None if words.supersedes is None else report_id(ctx, "--supersedes", words.supersedes)
    )
    check_target(path)
    if not words.even_so:
        _look_over(ctx, query, lang)
    settled = settle(ctx, query, lang, dnr, supersedes, seal)
    number = short_number(ctx, settled.report_id)
    try:
        write_file(path, final_file(frozen_report(ctx, settled.report_id), form))
    except BookError as error:
        book = f'"{ctx.book}"' if " " in ctx.book else ctx.book
        raise BookError("report.not_written", id=number, file=str(path), book=book) from error
    say(_("The report is final, with number {id}: {file}").format(id=number, file=path))
    _say_warnings(settled.made)


def _look_over(ctx: AppContext, query: "ReportQuery", lang: Language) -> None:
    """Say what the maker should know of a report that anybody may read, before it is too late.

    Raises `Invalid` when there is something.
    """
    from tracker.reports.making import make_report
    from tracker.reports.registry import kind_of

    if kind_of(query.kind).is_public:
        made = make_report(ctx, query, lang)
        _say_warnings(made)
        if made.warnings:
            raise Invalid("report.look_over")


def _say_warnings(made: "Made") -> None:
    for warning in made.warnings:
        say(explain(warning))
