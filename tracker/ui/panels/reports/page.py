"""Rapporter: choose what the report covers, see it, save it, print it."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from tracker import settings
from tracker.i18n import _, format_date, format_time, ngettext
from tracker.messages import explain
from tracker.models.errors import Invalid, TrackerError
from tracker.reports.making import Made
from tracker.services.reports.archive import ReportRow, report_rows
from tracker.ui import fonts
from tracker.ui.desk import Desk
from tracker.ui.jobs import Job
from tracker.ui.page import PageView
from tracker.ui.panels.pdf_preview import PdfPreview
from tracker.ui.panels.report_options import ReportOptions
from tracker.ui.panels.report_work import build, print_out, record, save
from tracker.ui.widgets.buttons import Button, LinkButton, PrimaryButton
from tracker.ui.widgets.panels import Panel, Rule
from tracker.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class ReportsPage(PageView):
    """Options and the archive at the left, the report itself at the right."""

    # All that a status report tells of: nearly the whole book.
    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "action",
            "action_cause",
            "action_note",
            "agreement",
            "agreement_dnr",
            "book",
            "cause",
            "decision_option",
            "decision_request",
            "deviation",
            "evidence",
            "feedback",
            "indicator",
            "log_entry",
            "measurement",
            "municipality",
            "occasion",
            "organisation",
            "person",
            "police_area",
            "problem",
            "promise",
            "promise_problem",
            "promise_version",
            "report",
            "signatory",
            "survey",
        }
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._built: Made | None = None
        self._job: Job[Made] | Job[int] | None = None
        self._options = ReportOptions(desk.today())
        self._options.changed.connect(self._on_options)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._options)
        row.addWidget(Rule(vertical=True))
        row.addWidget(self._shown(), 1)
        self.setFocusProxy(self._preview)

    def _shown(self) -> QWidget:
        area = Panel("bg")
        column = QVBoxLayout(area)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._preview = PdfPreview()
        column.addWidget(self._bar())
        column.addWidget(Rule())
        column.addWidget(self._preview, 1)
        return area

    def _bar(self) -> QWidget:
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
        self._saved: tuple[str, Path] | None = None
        self._see = LinkButton(_("Open"))
        self._see.clicked.connect(lambda: self._show_file(folder=False))
        self._folder_link = LinkButton(_("Show in folder"))
        self._folder_link.clicked.connect(lambda: self._show_file(folder=True))
        # Beside the words, which give way.
        row.addWidget(self._state, 1)
        for link in (self._see, self._folder_link):
            link.setVisible(False)
            row.addWidget(link)
        for button in (self._cancel, self._print, self._save):
            row.addWidget(button)
        self._set_ready()
        return bar

    # -- making it

    def refresh(self) -> None:
        """Read the archive again and make the report again."""
        self._options.set_today(self.desk.today())
        self.desk.read(partial(report_rows, self.desk.ctx), self._on_archive, owner=self)
        self._build()

    def built(self) -> Made | None:
        """The report that is shown, if there is one."""
        return self._built

    def page_count(self) -> int:
        """How many pages it has."""
        return self._preview.pages.page_count()

    def preview(self) -> PdfPreview:
        """Where it is shown."""
        return self._preview

    def error_beside(self, field: str) -> str:
        """What is said beside a field, for assistive tools and tests."""
        return self._options.error_beside(field)

    def is_drawn(self) -> bool:
        """Whether there is nothing more to wait for: the report, or why there is none, is seen."""
        if self._job is not None:
            return False
        return self._preview.message() is not None or self._preview.pages.is_rendered()

    def _on_archive(self, rows: list[ReportRow]) -> None:
        self._options.set_archive(rows)

    def _on_options(self) -> None:
        self._saved = None
        self._build()

    def _build(self) -> None:
        try:
            query = self._options.query()
        except Invalid as error:
            self._on_error(error)
            return
        self._start(
            self.desk.jobs.start(
                partial(build, self.desk.ctx, query, self._options.language()),
                self._on_built,
                self._on_error,
                ("report", id(self)),
                on_progress=partial(self._on_progress, _("Making the report… {percent} %")),
                owner=self,
            ),
            _("Making the report…"),
        )

    def _start(self, job: "Job[Made] | Job[int]", words: str) -> None:
        self._job = job
        self._cancel.setVisible(True)
        self._say(words)

    def _on_progress(self, words: str, done: int, total: int) -> None:
        self._say(words.format(percent=done * 100 // total, page=done, pages=total))

    def _on_built(self, built: Made) -> None:
        self._built = built
        self._finished()
        self._options.set_period(built.data.period_from, built.data.period_to)
        pages = self._preview.show_pdf(built.pdf)
        count = ngettext("{count} page", "{count} pages", pages).format(count=pages)
        day = _("As of {day}").format(day=format_date(built.data.as_of, "long"))
        words = " · ".join((day, count, _("draft")))
        # Saving is noted in the book, which makes the report anew; it still says where it went.
        self._say(words if self._saved is None else self._saved[0])

    def _on_error(self, error: Exception) -> None:
        self._finished()
        if not isinstance(error, TrackerError):
            self._say("")
            self.desk.failed.emit(error)
        elif isinstance(error, Invalid) and self._options.show_error(error):
            self._say(_("The report below is the latest one that could be made."))
        elif error.code == "report.no_agreement":
            self._say("")
            first_step = "" if self.desk.read_only else _("Write the agreement…")
            self._offer(explain(error), first_step)
        else:
            self._say("")
            self._offer(explain(error), "")

    def _offer(self, text: str, first_step: str) -> None:
        self._built = None
        self._set_ready()
        message = self._preview.show_message(text, first_step)
        message.acted.connect(partial(self.desk.run, "agreement.edit"))

    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._finished()
        self._say(_("Cancelled. The report below is the latest one that was made."))

    def _finished(self) -> None:
        self._job = None
        self._cancel.setVisible(False)
        self._set_ready()

    def _set_ready(self) -> None:
        for button in (self._print, self._save):
            button.setEnabled(self._built is not None)

    def _say(self, text: str) -> None:
        self._state.setText(text)
        for link in (self._see, self._folder_link):
            link.setVisible(self._saved is not None and text == self._saved[0])

    # -- where it goes

    def _on_save(self) -> None:
        if self._built is None:
            return
        name = _("Status report {municipality} {day}").format(
            municipality=self._built.data.municipality, day=self._built.data.as_of.isoformat()
        )
        path, _kind = QFileDialog.getSaveFileName(
            self, _("Save the report"), str(Path(self._folder()) / f"{name}.pdf"), "PDF (*.pdf)"
        )
        if path:
            self.save_to(Path(path))

    def _folder(self) -> str:
        book = self.desk.ctx.book
        beside = str(Path.home() if "://" in book else Path(book).parent)
        return settings.load().report_folder or beside

    def save_to(self, path: Path) -> None:
        """Save the report that is shown."""
        assert self._built is not None
        self.desk.write(partial(save, self.desk.ctx, self._built, path), self._on_saved, owner=self)

    def _on_saved(self, path: Path) -> None:
        settings.update(lambda known: replace(known, report_folder=str(path.parent)))
        now = self.desk.ctx.clock.base.now().astimezone()
        words = _("Saved {time}: {file}").format(time=format_time(now), file=path)
        self._saved = words, path
        self._say(words)

    def _show_file(self, *, folder: bool) -> None:
        if self._saved is not None:
            _words, path = self._saved
            path = path.parent if folder else path
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _on_print(self) -> None:
        from tracker.ui.printing import print_dialog, printer_for

        if self._built is None:
            return
        printer = printer_for(self._built.pdf)
        dialog = print_dialog(printer, self._preview.pages.page_count(), self)
        dialog.accepted.connect(partial(self.print_on, printer))
        # PySide names two `open`; this is the one without a receiver.
        QDialog.open(dialog)

    def print_on(self, printer: "QPrinter") -> None:
        """Print the report that is shown."""
        built = self._built
        assert built is not None
        self._start(
            self.desk.jobs.start(
                partial(print_out, built, printer),
                partial(self._on_printed, built),
                self._on_error,
                ("print", id(self)),
                on_progress=partial(self._on_progress, _("Printing page {page} of {pages}…")),
                owner=self,
            ),
            _("Printing…"),
        )

    def _on_printed(self, built: Made, pages: int) -> None:
        self._finished()
        self.desk.write(partial(record, self.desk.ctx, built), owner=self)
        self._say(
            ngettext("{count} page printed", "{count} pages printed", pages).format(count=pages)
        )
