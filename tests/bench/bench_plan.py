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
from tracker.paths import HOME_VARIABLE
from tracker.services.example import SHOWN_DAY
from tracker.services.reports.reading import ReportQuery, report_input
from tracker.services.reports.rows import ReportInput

PROMISES, ACTIONS = 20, 500
KIND = "plan"
ROUNDS = 3
_HEADER = ("Orsak", "Åtgärd", "Mål", "Ägare", "Senast", "Gjort av utlovat")
_WIDTHS = (8, 42, 30, 26, 14, 18)


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
    """The actions as a list on sheets of paper: as wide as a page, its header on each."""
    from xlsxwriter import Workbook

    with Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet()
        sheet.set_paper(9)  # A4
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        for column, wide in enumerate(_WIDTHS):
            sheet.set_column(column, column, wide, wrapped)
        sheet.write_row(0, 0, _HEADER)
        actions = (action for promise in data.promises for action in promise.actions)
        for number, action in enumerate(actions, start=1):
            by = format_date(action.deadline) if action.deadline else ""
            done = f"{format_number(action.done)} av {format_number(action.planned or 0)}"
            causes = ", ".join(map(str, action.causes))
            row = (causes, action.title, action.goal, action.owner or "", by, done)
            sheet.write_row(number, 0, row)
    return path
