"""`lofte report`: a report as PDF."""

from pathlib import Path
from typing import TYPE_CHECKING

from tracker.cli.books import day, opened
from tracker.cli.framework import WrongUsage
from tracker.cli.output import say
from tracker.i18n import LANGUAGES, Language, _, current_language
from tracker.services.context import AppContext

if TYPE_CHECKING:
    from tracker.services.reports import RecordReport
    from tracker.services.status import StatusQuery

KINDS = ("status",)


def report(
    book: str,
    kind: str,
    output: str,
    *,
    as_of: str | None,
    start: str | None,
    end: str | None,
    lang: str | None,
) -> None:
    """Make the report, note in the book that it was made, and say where it is."""
    from tracker.services.reports import record_report
    from tracker.services.status import StatusQuery

    if kind not in KINDS:
        raise WrongUsage(_("There is one kind of report: {kinds}.").format(kinds=", ".join(KINDS)))
    chosen = next((language for language in LANGUAGES if language == lang), None)
    if lang is not None and chosen is None:
        raise WrongUsage(_("--lang is one of: {choices}.").format(choices=", ".join(LANGUAGES)))
    with opened(book) as ctx:
        today = ctx.today()
        query = StatusQuery(
            as_of=day("--as-of", as_of, today),
            period_from=day("--from", start, today),
            period_to=day("--to", end, today),
        )
        made = write_status(ctx, query, Path(output), chosen or current_language())
        if not ctx.read_only:
            record_report(ctx, made)
    say(_("The report is made: {file}").format(file=output))


def write_status(
    ctx: AppContext, query: "StatusQuery", path: Path, lang: Language
) -> "RecordReport":
    """Write the status report, whole or not at all. Returns what can be noted of it in the book."""
    from tracker.models.book_file import check_target, write_file
    from tracker.reports.build import build_status
    from tracker.services.reports import RecordReport, checksum
    from tracker.services.status import status_input

    # Before the work, so that a slip of the pen is told at once.
    check_target(path)
    data = status_input(ctx, query)
    pdf = build_status(data, lang=lang)
    write_file(path, pdf)
    return RecordReport("status", lang, data.as_of, data.period_from, data.period_to, checksum(pdf))
