"""From a question to a file: reads the book, builds the report, and says what was made."""

from dataclasses import dataclass

from tracker.i18n import Language
from tracker.models.errors import Invalid
from tracker.reports.build import Cancelled, build_report
from tracker.reports.registry import Choice, Progress, kind_of
from tracker.services.context import AppContext
from tracker.services.reports.archive import RecordReport, checksum
from tracker.services.reports.reading import ReportQuery, report_input
from tracker.services.reports.rows import ReportInput


@dataclass(frozen=True, slots=True)
class Made:
    """A report: what it was made from, and its bytes."""

    data: ReportInput
    language: Language
    pdf: bytes

    def record(self) -> RecordReport:
        """What can be noted of it in the book."""
        data = self.data
        return RecordReport(
            kind=data.kind,
            language=self.language,
            as_of=data.as_of,
            period_start=data.period_from,
            period_end=data.period_to,
            sha256=checksum(self.pdf),
            owner=data.owner,
            lawful=data.lawful,
        )


def make_report(
    ctx: AppContext,
    query: ReportQuery,
    lang: Language,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Made:
    """The report as the book now has it. Raises as `report_input`, `ReportCancelled` when told to.

    A kind about one owner raises `Invalid` when none is given.
    """
    if Choice.OWNER in kind_of(query.kind).choices and not query.owner.strip():
        raise Invalid("owner.required", field="owner")
    data = report_input(ctx, query)
    pdf = build_report(data, lang=lang, progress=progress, cancelled=cancelled)
    return Made(data, lang, pdf)
