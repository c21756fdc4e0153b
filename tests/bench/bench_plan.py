"""The plan of 10,000 actions, whole process, against LibreOffice Calc's PDF of the same rows."""

import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from tests.bench.processes import cost
from tests.bench.table import Row, measured
from tests.big_book import a_big_book
from tests.factory import a_clock, opened
from tracker.i18n import format_date, format_number
from tracker.labels import label
from tracker.models.enums import FollowUp
from tracker.paths import HOME_VARIABLE
from tracker.services.example import SHOWN_DAY
from tracker.services.reports.reading import ReportQuery, report_input
from tracker.services.reports.rows import ActionRow, PromiseRow, ReportInput

PROMISES, ACTIONS = 20, 500
KIND = "plan"
ROUNDS = 3
_HEADER = ("Orsak", "Åtgärd", "Operativa mål", "När", "Vem", "Uppföljning")
_WIDTHS_MM = (10, 45, 35, 17, 37, 26)
_MM_PER_CHARACTER = 2
_A4, _HAIR = 9, 7
_THREE_LINES = 33


def run() -> list[Row]:
    """One row, where LibreOffice is installed: Calc's PDF has no tags, ours has them all."""
    office = shutil.which("soffice")
    if office is None:
        print("  no row against Calc: LibreOffice is not installed", file=sys.stderr)
        return []
    with tempfile.TemporaryDirectory(prefix="loftesboken-bench-") as name:
        folder = Path(name)
        book = a_big_book(folder / "many.loftesbok", [ACTIONS] * PROMISES)
        sheet = _sheet(_read(book), folder / "many.xlsx")
        floor_command = [
            office, f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless",
            "--convert-to", "pdf", "--outdir", str(folder), str(sheet),
        ]  # fmt: skip
        command = [
            sys.executable, "-m", "tracker.cli", "report", str(book), KIND,
            "--as-of", SHOWN_DAY.isoformat(), "-o", str(folder / "ours.pdf"),
        ]  # fmt: skip
        environment = {**os.environ, HOME_VARIABLE: str(folder / "home")}
        for once in (floor_command, command):
            cost(once, environment)  # makes its settings, and warms the disk's cache
        rounds = [
            (cost(floor_command, environment), cost(command, environment)) for _ in range(ROUNDS)
        ]
    floor, ours = (
        statistics.median(once.seconds for once in side) * 1000
        for side in zip(*rounds, strict=True)
    )
    return [measured(f"{KIND} of {PROMISES * ACTIONS:,} actions, whole process", floor, ours, 1.3)]


def _read(book: Path) -> ReportInput:
    ctx = opened(book, a_clock(SHOWN_DAY))
    try:
        return report_input(ctx, ReportQuery())
    finally:
        ctx.close()


def _sheet(data: ReportInput, path: Path) -> Path:
    """The plan's own table on A4: its words, its columns' widths, its header on every page."""
    from xlsxwriter import Workbook

    with Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_default_row(_THREE_LINES)
        look = {"text_wrap": True, "valign": "top", "font_size": 8.5, "bottom": _HAIR}
        cells = workbook.add_format(look)
        for column, wide in enumerate(_WIDTHS_MM):
            sheet.set_column(column, column, wide / _MM_PER_CHARACTER, cells)
        sheet.write_row(0, 0, _HEADER)
        rows = ((promise, action) for promise in data.promises for action in promise.actions)
        for number, (promise, action) in enumerate(rows, start=1):
            sheet.write_row(number, 0, _row(promise, action))
    return path


def _row(promise: PromiseRow, action: ActionRow) -> tuple[str, ...]:
    reason = f"\n{action.reason or 'Skäl saknas.'}" if action.follow_up is FollowUp.LATE else ""
    done = f"{format_number(action.done)} av {format_number(action.planned or 0)}"
    return (
        ", ".join(map(str, action.causes)),
        f"{promise.number}.{action.number} {action.title}{reason}",
        f"{format_number(action.planned or 0)} {action.unit}. {action.goal}.",
        format_date(action.deadline, "day") if action.deadline else "",
        action.owner or "Ägare saknas",
        f"{label(action.follow_up or action.status)}\n{done}, väntat {action.expected or 0:.0f}",
    )
