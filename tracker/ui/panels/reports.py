"""Rapporter: choose what the report covers, see it, save it, print it."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from tracker import settings
from tracker.i18n import LANGUAGES, Language, _, current_language, format_date, format_time
from tracker.models.errors import BookError, Invalid, TrackerError
from tracker.paths import atomic_write
from tracker.reports.build import ReportCancelled, build_status
from tracker.services.context import AppContext
from tracker.services.reports import (
    RecordReport,
    ReportRow,
    checksum,
    record_report,
    report_rows,
)
from tracker.services.status import StatusQuery, status_input
from tracker.ui import fonts
from tracker.ui.desk import Desk
from tracker.ui.jobs import Cancelled, Job
from tracker.ui.page import PageView
from tracker.ui.panels.pdf_preview import PdfPreview
from tracker.ui.panels.report_list import ReportList
from tracker.ui.widgets.buttons import Button, PrimaryButton
from tracker.ui.widgets.choosers import SegmentedControl
from tracker.ui.widgets.editors import DateField
from tracker.ui.widgets.notes import QuietNote
from tracker.ui.widgets.panels import PageHeader, Panel, Rule, ScrollPanel, SectionHeader
from tracker.ui.widgets.text import Text

# Typing a date passes through other dates; wait until the hand rests.
DEBOUNCE_MS = 250


@dataclass(frozen=True, slots=True)
class Built:
    """A report as it is shown: what it covers, and its bytes."""

    as_of: date
    period_from: date
    period_to: date
    language: Language
    pdf: bytes
    municipality: str


def build(ctx: AppContext, query: StatusQuery, lang: Language, job: "Job[Built]") -> Built:
    """Read the book and make the PDF; tells `job` how far it has come."""
    data = status_input(ctx, query)
    try:
        pdf = build_status(
            data,
            lang=lang,
            progress=lambda part: job.report(round(part * 100), 100),
            cancelled=lambda: job.cancelled,
        )
    except ReportCancelled as error:
        raise Cancelled from error
    return Built(data.as_of, data.period_from, data.period_to, lang, pdf, data.municipality)


def save(ctx: AppContext, built: Built, path: Path) -> Path:
    """Write the file whole or not at all, then note in the book that it was reported."""
    try:
        atomic_write(path, built.pdf)
    except PermissionError as error:
        raise BookError("file.not_writable", file=str(path)) from error
    except OSError as error:
        detail = error.strerror or str(error)
        raise BookError("file.failed", file=str(path), detail=detail) from error
    if not ctx.read_only:
        record_report(
            ctx,
            RecordReport(
                "status",
                built.language,
                built.as_of,
                built.period_from,
                built.period_to,
                checksum(built.pdf),
            ),
        )
    return path


class ReportsPage(PageView):
    """Options and the archive at the left, the report itself at the right."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "agreement",
            "agreement_dnr",
            "signatory",
            "promise",
            "promise_version",
            "action",
            "log_entry",
            "problem",
            "evidence",
            "cause",
            "indicator",
            "measurement",
            "deviation",
            "decision_request",
            "decision_option",
            "feedback",
            "report",
            "action_note",
            "person",
            "book",
            "municipality",
            "police_area",
            "occasion",
        }
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._built: Built | None = None
        self._job: Job[Built] | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(DEBOUNCE_MS)
        self._later.timeout.connect(self._build)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._options())
        row.addWidget(Rule(vertical=True))
        row.addWidget(self._shown(), 1)

    def _options(self) -> QWidget:
        side = ScrollPanel(margins=(24, 20, 24, 24), gap=8)
        side.setFixedWidth(328)
        body = side.body
        body.addWidget(PageHeader(_("Reports")))
        body.addWidget(Text(_("Status report"), fonts.section_title()))
        body.addWidget(
            Text(
                _(
                    "For the municipal commissioner and the head of police: what needs a decision, "
                    "how each promise stands, what was done and what was not."
                ),
                fonts.body(),
                "text2",
                wrap=True,
            )
        )
        body.addSpacing(8)
        today = self.desk.today()
        self._as_of = DateField(today, today)
        self._from = DateField(today)
        self._to = DateField(today)
        self._notes: dict[str, QuietNote] = {}
        for name, label, field in (
            ("as_of", _("As of"), self._as_of),
            ("period_from", _("Period from"), self._from),
            ("period_to", _("Period to"), self._to),
        ):
            self._add_field(body, name, label, field)
            field.changed.connect(lambda _day: self._later.start())
        body.addWidget(Text(_("Language of the report"), fonts.caption_strong(), "text2"))
        names: dict[Language, str] = {"sv": "Svenska", "en": "English"}
        self._language = SegmentedControl(
            [(lang, names[lang]) for lang in LANGUAGES],
            current_language(),
            name=_("Language of the report"),
        )
        self._language.changed.connect(lambda _lang: self._build())
        body.addWidget(self._language)
        body.addSpacing(16)
        body.addWidget(SectionHeader(_("Reported earlier")))
        self._archive = ReportList()
        body.addWidget(self._archive, 1)
        return side

    def _add_field(self, body: QVBoxLayout, name: str, label: str, field: DateField) -> None:
        field.setObjectName(name)
        field.setAccessibleName(label)
        note = QuietNote("")
        note.setVisible(False)
        self._notes[name] = note
        body.addWidget(Text(label, fonts.caption_strong(), "text2"))
        body.addWidget(field)
        body.addWidget(note)
        body.addSpacing(4)

    def _shown(self) -> QWidget:
        area = Panel("bg")
        column = QVBoxLayout(area)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = Panel("bg")
        bar.setMinimumHeight(56)
        row = QHBoxLayout(bar)
        row.setContentsMargins(24, 8, 24, 8)
        row.setSpacing(8)
        self._state = Text("", fonts.body(tabular=True), "text2").elidable()
        self._cancel = Button(_("Cancel"), kind="flat")
        self._cancel.clicked.connect(self._on_cancel)
        self._cancel.setVisible(False)
        self._print = Button(_("Print…"), icon="printer", keys="Ctrl+P")
        self._print.setShortcut("Ctrl+P")
        self._print.clicked.connect(self._on_print)
        self._save = PrimaryButton(_("Save as PDF…"), icon="save", keys="Ctrl+S")
        self._save.setShortcut("Ctrl+S")
        self._save.clicked.connect(self._on_save)
        row.addWidget(self._state, 1)
        for button in (self._cancel, self._print, self._save):
            row.addWidget(button)
        self._preview = PdfPreview()
        column.addWidget(bar)
        column.addWidget(Rule())
        column.addWidget(self._preview, 1)
        return area

    def refresh(self) -> None:
        """Read the archive again and make the report again."""
        self.desk.read(partial(report_rows, self.desk.ctx), self._on_archive, owner=self)
        self._build()

    def _on_archive(self, rows: list[ReportRow]) -> None:
        self._archive.set_reports(rows)

    def _build(self) -> None:
        self._later.stop()
        for note in self._notes.values():
            note.setVisible(False)
        try:
            query = StatusQuery(self._as_of.value(), self._from.value(), self._to.value())
        except Invalid as error:
            self._on_error(error)
            return
        self._job = self.desk.jobs.start(
            partial(build, self.desk.ctx, query, self._language.value()),
            self._on_built,
            self._on_error,
            ("report", id(self)),
            on_progress=self._on_progress,
            owner=self,
        )
        self._cancel.setVisible(True)
        self._say(_("Making the report…"))

    def _on_progress(self, done: int, total: int) -> None:
        self._say(_("Making the report… {percent} %").format(percent=done * 100 // total))

    def _on_built(self, built: Built) -> None:
        self._built = built
        self._finished()
        pages = self._preview.show_pdf(built.pdf)
        self._say(
            _("As of {day} · {pages} pages · draft").format(
                day=format_date(built.as_of, "long"), pages=pages
            )
        )

    def _on_error(self, error: Exception) -> None:
        self._finished()
        from tracker.messages import explain

        if not isinstance(error, TrackerError):
            self.desk.failed.emit(error)
            self._say("")
            return
        field = error.field if isinstance(error, Invalid) else None
        if field in self._notes:
            self._notes[field].setText(explain(error))
            self._notes[field].setVisible(True)
            self._say(_("The report below is the latest one that could be made."))
        else:
            self._preview.show_message(explain(error))
            self._say("")

    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._finished()
        self._say(_("Cancelled. The report below is the latest one that was made."))

    def _finished(self) -> None:
        self._job = None
        self._cancel.setVisible(False)
        self._print.setEnabled(self._built is not None)
        self._save.setEnabled(self._built is not None)

    def _say(self, text: str) -> None:
        self._state.setText(text)

    def _on_save(self) -> None:
        if self._built is None:
            return
        name = _("Status report {municipality} {day}").format(
            municipality=self._built.municipality, day=self._built.as_of.isoformat()
        )
        folder = settings.load().report_folder or str(Path(self.desk.ctx.book).parent)
        path, _kind = QFileDialog.getSaveFileName(
            self, _("Save the report"), str(Path(folder) / f"{name}.pdf"), "PDF (*.pdf)"
        )
        if path:
            self.save_to(Path(path))

    def save_to(self, path: Path) -> None:
        """Save the report that is shown."""
        assert self._built is not None
        self.desk.write(partial(save, self.desk.ctx, self._built, path), self._on_saved, owner=self)

    def _on_saved(self, path: Path) -> None:
        now = self.desk.ctx.clock.base.now().astimezone()
        self._say(_("Saved {time}: {file}").format(time=format_time(now), file=path))
        settings.update(lambda known: _with_folder(known, path.parent))

    def _on_print(self) -> None:
        self._preview.print_pages(self)


def _with_folder(known: settings.Settings, folder: Path) -> settings.Settings:
    from dataclasses import replace

    return replace(known, report_folder=str(folder))
