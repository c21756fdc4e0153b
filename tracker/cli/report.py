"""`lofte report`: a report as PDF, or as a page for the web."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.cli.books import day, opened
from tracker.cli.framework import WrongUsage
from tracker.cli.output import say
from tracker.i18n import LANGUAGES, Language, _, current_language
from tracker.services.context import AppContext

if TYPE_CHECKING:
    from tracker.reports.making import Made
    from tracker.reports.registry import Form
    from tracker.services.reports.reading import ReportQuery


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


def report(book: str, words: ReportWords, output: str) -> None:
    """Make the report, note in the book that it was made, and say where it is."""
    from tracker.reports.registry import KINDS
    from tracker.services.reports.archive import record_report
    from tracker.services.reports.reading import ReportQuery

    names = [kind.name for kind in KINDS]
    if words.kind not in names:
        raise WrongUsage(_("The kinds of report are: {kinds}.").format(kinds=", ".join(names)))
    path = Path(output)
    form = _form(words.kind, path)
    lang = _language(words.lang)
    with opened(book) as ctx:
        today = ctx.today()
        query = ReportQuery(
            as_of=day("--as-of", words.as_of, today),
            period_from=day("--from", words.start, today),
            period_to=day("--to", words.end, today),
            kind=words.kind,
            owner=words.owner.strip(),
            lawful=words.lawful,
        )
        made = write_report(ctx, query, path, lang, form)
        if not ctx.read_only:
            record_report(ctx, made.record())
    say(_("The report is made: {file}").format(file=output))


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
) -> "Made":
    """Write the report, whole or not at all; without `form` as PDF."""
    from tracker.models.book_file import check_target, write_file
    from tracker.reports.making import make_report
    from tracker.reports.registry import Form

    # Before the work, so that a slip of the pen is told at once.
    check_target(path)
    made = make_report(ctx, query, lang, form=form or Form.PDF)
    write_file(path, made.content)
    return made
