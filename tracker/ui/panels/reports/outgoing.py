"""Where a report goes: to a file, to paper, to the mail program."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QWidget

from tracker import settings
from tracker.i18n import _, format_time, ngettext
from tracker.reports.registry import Form
from tracker.ui.desk import Desk
from tracker.ui.dialogs.report_seal import Certificate, SealDialog
from tracker.ui.file_dialogs import FileDialog
from tracker.ui.jobs import Job
from tracker.ui.panels.reports.document import Document
from tracker.ui.panels.reports.mailing import letter
from tracker.ui.panels.reports.sealing import stamp
from tracker.ui.panels.reports.work import print_out, record, save

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


@dataclass(frozen=True, slots=True)
class Sent:
    """Where a report went, in words, and the file if it became one."""

    words: str
    file: Path | None = None


class Outgoing(QObject):
    """Saves, prints and mails a `Document`, and says how that went."""

    sent = Signal(object)
    """A `Sent`: the report is where it should be."""
    began = Signal(object, str)
    """A `Job` that takes a while, and what it does in words."""
    progressed = Signal(str)
    ended = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._over = parent

    # -- to a file

    def ask_and_save(self, document: Document) -> None:
        """Ask where to, and save it there."""
        self._ask_where(document, _("Save the report"), partial(self.save_to, document))

    def save_to(self, document: Document, path: Path) -> None:
        """Save it, whole or not at all."""
        self._desk.write(
            partial(save, self._desk.ctx, document, path), self._on_saved, owner=self._over
        )

    def ask_and_seal(self, document: Document) -> None:
        """Ask for a certificate, put its seal on the report, and save it."""
        dialog = SealDialog(self._over, draft=document.final is None)
        dialog.submitted.connect(partial(self._seal, dialog, document))
        dialog.open()

    def _seal(self, dialog: SealDialog, document: Document, certificate: Certificate) -> None:
        dialog.set_busy(True)

        def sealed(stamped: Document) -> None:
            dialog.saved()
            self.ask_and_save(stamped)

        self._desk.jobs.submit(
            partial(stamp, self._desk.ctx, document, certificate),
            sealed,
            dialog.show_error,
            owner=dialog,
        )

    def _ask_where(self, document: Document, title: str, then: Callable[[Path], object]) -> None:
        """Ask for a file in the system's own dialog, and hand it to `then`."""
        dialog = FileDialog(self._over, title, self._folder(), saving=True)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        filters = {_filter_words(form): form for form in document.forms()}
        dialog.setNameFilters(list(filters))

        def end_as(chosen: str) -> None:
            ending = filters[chosen].value
            dialog.setDefaultSuffix(ending)
            dialog.selectFile(f"{document.file_name()}{ending}")

        end_as(next(iter(filters)))
        dialog.filterSelected.connect(end_as)
        dialog.fileSelected.connect(lambda path: then(Path(path)))
        # PySide names two `open`; this is the one without a receiver.
        QDialog.open(dialog)

    def _folder(self) -> str:
        book = self._desk.ctx.book
        beside = str(Path.home() if "://" in book else Path(book).parent)
        return settings.load().report_folder or beside

    def _on_saved(self, path: Path) -> None:
        _remember_folder(path)
        words = _("Saved {time}: {file}").format(time=self._now(), file=path)
        self.sent.emit(Sent(words, path))
        self._desk.said.emit(words)

    def _now(self) -> str:
        return format_time(self._desk.ctx.clock.base.now().astimezone())

    # -- to the mail program

    def ask_and_mail(self, document: Document) -> None:
        """Ask where to put the file, and write the letter that it is attached to."""
        title = _("Save the report that is to be mailed")
        self._ask_where(document, title, partial(self.mail_from, document))

    def mail_from(self, document: Document, path: Path) -> None:
        """Save it at `path`, open its folder, and open a letter in the mail program."""
        self._desk.write(
            partial(save, self._desk.ctx, document, path),
            partial(self._on_put_aside, document),
            owner=self._over,
        )

    def _on_put_aside(self, document: Document, path: Path) -> None:
        _remember_folder(path)
        # The folder first, so that the letter comes in front of it.
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
        if QDesktopServices.openUrl(letter(document, path)):
            words = _("If no letter opened, write one yourself. Attach {file}")
        else:
            words = _("There is no mail program to open here. The report is saved: {file}")
        self.sent.emit(Sent(words.format(file=path), path))

    # -- to paper

    def ask_and_print(self, document: Document, pages: int) -> None:
        """Ask for a printer, and print."""
        from tracker.ui.printing import print_dialog, printer_for

        printer = printer_for(document.made.pdf)
        dialog = print_dialog(printer, pages, self._over)
        # The dialog has an `accepted` of its own beside QDialog's, which hands the printer over.
        dialog.accepted.connect(lambda *_printer: self.print_on(document, printer))
        # PySide names two `open`; this is the one without a receiver.
        QDialog.open(dialog)

    def print_on(self, document: Document, printer: "QPrinter") -> None:
        """Print in the background."""
        job: Job[int] = self._desk.jobs.start(
            partial(print_out, document, printer),
            partial(self._on_printed, document),
            self._on_not_printed,
            ("print", id(self)),
            on_progress=self._on_page,
            owner=self._over,
        )
        self.began.emit(job, _("Printing…"))

    def _on_page(self, page: int, pages: int) -> None:
        words = _("Printing page {page} of {pages}…").format(page=page, pages=pages)
        self.progressed.emit(words)

    def _on_printed(self, document: Document, pages: int) -> None:
        self.ended.emit()
        self._desk.write(partial(record, self._desk.ctx, document), owner=self._over)
        words = ngettext("{count} page printed", "{count} pages printed", pages)
        self.sent.emit(Sent(words.format(count=pages)))

    def _on_not_printed(self, error: Exception) -> None:
        self.ended.emit()
        self._desk.failed.emit(error)


def _filter_words(form: Form) -> str:
    """As ``Webbsida (*.html)``."""
    words = {Form.PDF: "PDF", Form.HTML: _("Web page")}
    return f"{words[form]} (*{form.value})"


def show_file(path: Path, *, folder: bool) -> None:
    """Open a file that was saved, or the folder that it is in."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent if folder else path)))


def _remember_folder(path: Path) -> None:
    settings.update(lambda known: replace(known, report_folder=str(path.parent)))
