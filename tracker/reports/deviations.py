"""Rows of a table of deviations: the kind, what, why, and who decided it when."""

from tracker.i18n import _
from tracker.labels import label
from tracker.reports import style
from tracker.reports.pdf.blocks import Text
from tracker.reports.pdf.table import Row
from tracker.reports.sentences import cap, changed, day
from tracker.services.reports.rows import DeviationRow, ReportInput


def deviation_row(kind: str, what: str, why: str, decided: str) -> Row:
    """A row; where no reason is written it says so."""
    return Row(
        (
            Text(kind, style.TABLE_STRONG),
            Text(what, style.TABLE),
            Text(cap(why.strip()) or _("Reason missing"), style.TABLE),
            Text(decided or "–", style.TABLE),
        )
    )


def recorded_row(row: DeviationRow, data: ReportInput) -> Row:
    """What was changed after signing, as it was recorded."""
    decided = [row.decided_by] if row.decided_by else []
    if row.decided_on is not None:
        decided.append(day(row.decided_on, data.as_of))
    what = cap(changed(row, data.as_of))
    return deviation_row(label(row.kind), what, row.reason, ", ".join(decided))
