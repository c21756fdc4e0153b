"""`lofte form`: a form to log on away from the program, as a workbook or on paper."""

from collections.abc import Sequence
from pathlib import Path

from tracker.cli.books import opened
from tracker.cli.framework import WrongUsage
from tracker.cli.output import say
from tracker.i18n import Language, _, language, ngettext
from tracker.labels import party_letter
from tracker.models.enums import Party
from tracker.models.errors import Invalid

_XLSX, _PDF = ".xlsx", ".pdf"


def form(
    book: str, output: str, *, owner: str = "", parties: Sequence[str] = (), lang: str | None = None
) -> None:
    """Make the form, and say where it is and what to do with it."""
    from tracker.cli.report import chosen_language
    from tracker.models.book_file import check_target
    from tracker.services.spreadsheet.form_actions import FormQuery
    from tracker.services.spreadsheet.form_making import make_form

    path, chosen = Path(output), frozenset(map(_party, parties))
    # A book, above all, is not to be told that its name should have ended otherwise.
    check_target(path)
    spoken = chosen_language(lang)
    if path.suffix.casefold() == _PDF:
        _on_paper(book, path, owner, chosen, spoken)
        return
    if path.suffix.casefold() != _XLSX:
        text = _("“{file}” is neither a workbook nor a paper form: end the name in .xlsx or .pdf.")
        raise WrongUsage(text.format(file=output))
    with opened(book) as ctx, language(spoken):
        made = make_form(ctx, path, FormQuery(owner.strip(), chosen))
    text = ngettext(
        "The form is made, with {n} action to log: {file}",
        "The form is made, with {n} actions to log: {file}",
        made.actions,
    )
    say(text.format(n=made.actions, file=output))
    say(_("When it comes back: lofte import {book} {file} --as log").format(book=book, file=output))


def _on_paper(book: str, path: Path, owner: str, parties: frozenset[Party], lang: Language) -> None:
    """A paper form is about one owner, one party or everybody."""
    from tracker.cli.report import write_report
    from tracker.services.reports.reading import ReportQuery
    from tracker.services.spreadsheet.form_actions import FormQuery, form_actions

    if len(parties) > 1 or (parties and owner.strip()):
        raise WrongUsage(_("A paper form is about one owner or one party: give only one of them."))
    whose = owner.strip() or "".join(map(party_letter, parties))
    with opened(book) as ctx:
        with ctx.read() as session:
            # As of the workbook: a form with nothing to log at is no form.
            query = FormQuery(owner.strip(), parties)
            if not form_actions(session, query, ctx.today()):
                raise Invalid("form.no_actions")
        write_report(ctx, ReportQuery(kind="log_form", owner=whose), path, lang)
    say(_("The form is made, to be printed: {file}").format(file=path))


def _party(text: str) -> Party:
    from tracker.cli.books import value
    from tracker.services.spreadsheet.words import parse_party

    party = value("--party", parse_party, text)
    assert party is not None
    return party
