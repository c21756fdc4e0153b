"""Imports a list that somebody keeps in Excel or as CSV, in one operation that can be undone."""

from datetime import date

from sqlalchemy.orm import Session

from tracker.models.unit_of_work import Transaction
from tracker.services.check import Finding
from tracker.services.context import AppContext
from tracker.services.spreadsheet.headings import ImportKind
from tracker.services.spreadsheet.import_actions import ActionPlan, plan_actions
from tracker.services.spreadsheet.import_log import LogPlan, plan_log
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
    tables = find_tables(cmd.path, read_sheets(cmd.path), cmd.kind)
    if cmd.dry_run:
        with ctx.read() as session:
            plan = _plan(session, tables, cmd, ctx.today())
    else:
        with ctx.write(_OPERATION[cmd.kind]) as tx:
            plan = _carry_out(tx, tables, cmd, ctx.who())
    return ImportResult(
        kind=cmd.kind,
        file=cmd.path.name,
        added=plan.added,
        duplicates=plan.duplicates,
        problems=tuple(plan.problems),
        notes=(*_unused_columns(tables, cmd.kind), *plan.notes),
        dry_run=cmd.dry_run,
    )


def _carry_out(tx: Transaction, tables: list[Table], cmd: ImportFile, who: str) -> _Plan:
    plan = _plan(tx.session, tables, cmd, tx.today)
    if plan.added:
        plan.carry_out(tx, who)
    return plan


def _plan(session: Session, tables: list[Table], cmd: ImportFile, today: date) -> _Plan:
    plan = plan_actions if cmd.kind is ImportKind.ACTIONS else plan_log
    return plan(session, tables, today)


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
