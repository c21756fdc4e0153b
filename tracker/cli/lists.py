"""`lofte import` and `lofte export`: Excel and CSV."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.cli.books import opened
from tracker.cli.framework import WrongUsage
from tracker.cli.output import say, say_json
from tracker.i18n import _, format_number, ngettext
from tracker.messages import explain

if TYPE_CHECKING:
    from tracker.services.check import Finding
    from tracker.services.spreadsheet.result import ImportResult


def export_to(book: str, file: str, *, internal: bool) -> None:
    """Write the workbook and say where it is."""
    from tracker.models.book_file import check_target
    from tracker.services.spreadsheet.exporting import export_book

    check_target(Path(file))
    if not file.casefold().endswith(".xlsx"):
        text = _("“{file}” is neither a workbook nor a calendar: end the name in .xlsx or .ics.")
        raise WrongUsage(text.format(file=file))
    with opened(book) as ctx:
        export_book(ctx, Path(file), internal=internal)
    say(_("The book is exported: {file}").format(file=file))


@dataclass(frozen=True, slots=True)
class ImportWords:
    """What `lofte import` was asked, as it was written."""

    file: str
    kind: str
    survey: str = ""
    map: str | None = None
    write_map: str | None = None
    dry_run: bool = False
    renumbered: bool = False


def import_from(book: str, words: ImportWords, *, as_json: bool) -> int:
    """Import the list and say what became of its rows; 1 when none of them could be used."""
    from tracker.cli.answers import (
        columns_as_json,
        import_columns,
        say_columns,
        say_used_columns,
    )
    from tracker.services.spreadsheet.headings import ImportKind
    from tracker.services.spreadsheet.importing import import_file
    from tracker.services.spreadsheet.result import ImportFile
    from tracker.services.spreadsheet.survey_import import ImportAnswers, import_answers

    if words.kind not in list(ImportKind):
        raise WrongUsage(_("--as is one of: {choices}.").format(choices=", ".join(ImportKind)))
    kind, path = ImportKind(words.kind), Path(words.file)
    if kind is not ImportKind.RESPONSES and (words.map or words.write_map):
        raise WrongUsage(_("--map and --write-map are for answers: --as responses."))
    if kind is not ImportKind.RESPONSES and words.renumbered:
        raise WrongUsage(_("--renumbered is for answers: --as responses."))
    preview = None
    with opened(book) as ctx:
        if kind is ImportKind.RESPONSES:
            preview = import_columns(ctx, words)
            asked = ImportAnswers(
                path, words.survey, preview.guess, words.dry_run, words.renumbered
            )
            result = import_answers(ctx, asked)
        else:
            result = import_file(ctx, ImportFile(path, kind, words.survey, words.dry_run))
    shown = preview if words.dry_run else None
    if as_json:
        say_json({**_as_json(result), **(columns_as_json(shown) if shown else {})})
    else:
        if shown:
            say_columns(shown)
        elif preview and not preview.remembered and words.map is None:
            say_used_columns(preview)
        for finding in (*result.problems, *result.notes):
            say(explain(finding))
        if result.held_back:
            say(
                _(
                    "If the numbers begin again in this file, its rows are new answers: "
                    "--renumbered takes them in."
                )
            )
        say(_summary(result))
    used = result.added or result.duplicates
    return 1 if (result.problems or result.held_back) and not used else 0


def _summary(result: "ImportResult") -> str:
    added = (
        ngettext("{n} row would be added", "{n} rows would be added", result.added)
        if result.dry_run
        else ngettext("{n} row added", "{n} rows added", result.added)
    )
    known = ngettext(
        "{n} was in the book already", "{n} were in the book already", result.duplicates
    )
    held_back = ngettext(
        "{n} with a known number left out", "{n} with known numbers left out", result.held_back
    )
    failed = ngettext(
        "{n} problem in rows that were left out",
        "{n} problems in rows that were left out",
        len(result.problems),
    )
    parts = [added.format(n=format_number(result.added))]
    if result.duplicates:
        parts.append(known.format(n=format_number(result.duplicates)))
    if result.held_back:
        parts.append(held_back.format(n=format_number(result.held_back)))
    if result.problems:
        parts.append(failed.format(n=format_number(len(result.problems))))
    return f"{result.file}: {', '.join(parts)}."


def _as_json(result: "ImportResult") -> dict[str, Any]:
    return {
        "file": result.file,
        "as": result.kind.value,
        "dry_run": result.dry_run,
        "added": result.added,
        "duplicates": result.duplicates,
        "held_back": result.held_back,
        "problems": [_finding(finding) for finding in result.problems],
        "notes": [_finding(finding) for finding in result.notes],
    }


def _finding(finding: "Finding") -> dict[str, Any]:
    return {
        "code": finding.code,
        "sheet": finding.params.get("sheet"),
        "row": finding.params.get("row"),
        "column": finding.params.get("column"),
        "message": explain(finding),
    }
