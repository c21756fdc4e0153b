"""Imports a list that somebody keeps in Excel or as CSV, in one operation that can be undone."""

from datetime import date

from sqlalchemy.orm import Session

from tracker.services.check import Finding
from tracker.services.context import AppContext
from tracker.services.spreadsheet.form_reading import LogForm, filled, form_in, mended
from tracker.services.spreadsheet.headings import ImportKind
from tracker.services.spreadsheet.import_actions import ActionPlan, plan_actions
from tracker.services.spreadsheet.import_log import plan_log
from tracker.services.spreadsheet.log_plan import LogPlan
from tracker.services.spreadsheet.reading import read_sheets
from tracker.services.spreadsheet.result import ImportFile, ImportResult
from tracker.services.spreadsheet.survey_import import ImportAnswers, import_answers
from tracker.services.spreadsheet.tables import Table, find_tables

_Plan = ActionPlan | LogPlan
_OPERATION = {
    ImportKind.ACTIONS: "import.actions",
    ImportKind.LOG: "import.log",
}


def import_file(ctx: AppContext, cmd: ImportFile) -> ImportResult:
    """Add the list's new rows to the book and report the others.

    Raises `Invalid` when the file is no such list. A row that can't be read is left out and
    reported; rows that are in the book already are recognised, so the same file twice adds nothing.
    A dry run only reads.
    """
    if cmd.kind is ImportKind.RESPONSES:
        return import_answers(ctx, ImportAnswers(cmd.path, cmd.survey, dry_run=cmd.dry_run))
    tables, form = _tables(cmd)
    if cmd.dry_run:
        with ctx.read() as session:
            plan = _plan(session, tables, form, cmd, ctx.today())
    else:
        with ctx.write(_OPERATION[cmd.kind]) as tx:
            plan = _plan(tx.session, tables, form, cmd, tx.today)
            if plan.added or plan.updated:
                plan.carry_out(tx, ctx.who())
    return ImportResult(
        kind=cmd.kind,
        file=cmd.path.name,
        added=plan.added,
        updated=plan.updated,
        duplicates=plan.duplicates,
        problems=tuple(plan.problems),
        notes=(*_unused_columns(tables, cmd.kind), *plan.notes),
        dry_run=cmd.dry_run,
        held_back=plan.held_back,
    )


def _tables(cmd: ImportFile) -> tuple[list[Table], LogForm]:
    """The lists in the file, and what it says of itself if it is a log form."""
    sheets = read_sheets(cmd.path)
    if cmd.kind is not ImportKind.LOG:
        return find_tables(cmd.path, sheets, cmd.kind), LogForm()
    form = form_in(sheets)
    tables = find_tables(cmd.path, mended(sheets, form), cmd.kind)
    return filled(tables, cmd.path.name), form


def _plan(
    session: Session, tables: list[Table], form: LogForm, cmd: ImportFile, today: date
) -> _Plan:
    if cmd.kind is ImportKind.ACTIONS:
        return plan_actions(session, tables, today)
    return plan_log(session, tables, today, form)


def _unused_columns(tables: list[Table], kind: ImportKind) -> list[Finding]:
    """The columns left out, and whether one of them may have been the quantity."""
    headings = tuple(dict.fromkeys(heading for table in tables for heading in table.unused()))
    if not headings:
        return []
    counted_as_one = kind is ImportKind.LOG and any(
        "quantity" not in table.places and table.unused_numbers() for table in tables
    )
    code = "import.quantity_assumed" if counted_as_one else "import.columns_ignored"
    return [Finding(code, {"headings": headings, "count": len(headings)})]
