"""The status report with 2,000 action rows, against ReportLab alone drawing the same tables."""

from tests.bench.report_floor import draw_floor, many_rows
from tests.bench.table import Row, measured
from tests.bench.turns import best_in_turn
from tracker.i18n import language
from tracker.reports.build import build_report

ROWS = 2000


def run() -> list[Row]:
    """One row: both in this process, ReportLab already loaded."""
    data = many_rows(ROWS)
    with language("sv"):
        floor, ours = best_in_turn(lambda: draw_floor(data), lambda: build_report(data, lang="sv"))
    return [measured(f"status report, {ROWS:,} action rows", floor, ours, 1.5)]
