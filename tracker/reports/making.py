"""From a question to a file: reads the book, builds the report, and says what was made."""

from dataclasses import dataclass

from tracker.i18n import Language
from tracker.reports.build import Cancelled, build_page, build_report
from tracker.reports.registry import Form, Progress
from tracker.services.context import AppContext
from tracker.services.reports.archive import RecordReport, checksum
from tracker.services.reports.reading import ReportQuery, report_input
from tracker.services.reports.rows import ReportInput


@dataclass(frozen=True, slots=True)
class Made:
    """A report: what it was made from, and its bytes."""

    data: ReportInput
    language: Language
    content: bytes
    """The file, in `form`."""
    form: Form = Form.PDF

    @property
    def pdf(self) -> bytes:
        """The file, where it is a PDF."""
        if self.form is not Form.PDF:
            raise ValueError(f"a report as {self.form} is no PDF")
        return self.content

    def record(self) -> RecordReport:
        """What can be noted of it in the book."""
        data = self.data
        return RecordReport(
            kind=data.kind,
            language=self.language,
            as_of=data.as_of,
            period_start=data.period_from,
            period_end=data.period_to,
            sha256=checksum(self.content),
            owner=data.owner,
            lawful=data.lawful,
        )


def make_report(
    ctx: AppContext,
    query: ReportQuery,
    lang: Language,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    form: Form = Form.PDF,
) -> Made:
    """The report as the book now has it. Raises `Invalid`, and `ReportCancelled` when told to.

    `form` must be one of the kind's. A page for the web takes no time worth telling of.
    """
    data = report_input(ctx, query)
    if form is Form.HTML:
        return Made(data, lang, build_page(data, lang=lang), form)
    pdf = build_report(data, lang=lang, progress=progress, cancelled=cancelled)
    return Made(data, lang, pdf)
