"""What is done with final reports: made, opened, compared, signed, handed over."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tracker.i18n import _
from tracker.services.reports.archive import HandOverRow, ReportRow
from tracker.services.reports.settling import delete_hand_over, hand_over
from tracker.services.signing import sign_promises
from tracker.ui.desk import Desk
from tracker.ui.dialogs.report_hand_over import HandOverReportDialog
from tracker.ui.dialogs.report_settle import SettleAsked, SettleDialog
from tracker.ui.dialogs.report_signed import SignedDialog
from tracker.ui.jobs import Job
from tracker.ui.panels.reports.building import Live
from tracker.ui.panels.reports.comparing import ask_what_changed
from tracker.ui.panels.reports.document import Document
from tracker.ui.panels.reports.sealing import can_seal
from tracker.ui.panels.reports.work import freeze, opened


class Finals(QObject):
    """Opens the dialogs about final reports, and does what they ask."""

    opened = Signal(object)
    """A final `Document` to be shown."""
    settled = Signal(object)
    """The same, for one that was made final just now."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._over = parent

    def open(self, report_id: int) -> None:
        """Read a final report and show it."""
        self._read(report_id, self.opened.emit)

    def _read(self, report_id: int, on_done: Callable[[Document], object]) -> None:
        key = ("final", id(self))
        self._desk.read(
            partial(opened, self._desk.ctx, report_id), on_done, owner=self._over, key=key
        )

    # -- Fastställ

    def ask_and_settle(self, live: Live, reports: Sequence[ReportRow]) -> None:
        """Ask what goes with it, and make the report final."""
        dialog = SettleDialog(live.document.made, reports, self._over, can_seal=can_seal())
        made: list[int] = []
        dialog.submitted.connect(partial(self._settle, dialog, live, made))
        dialog.rejected.connect(partial(self._on_rejected, made))
        dialog.open()

    def _settle(
        self, dialog: SettleDialog, live: Live, made: list[int], asked: SettleAsked
    ) -> None:
        dialog.set_busy(True)
        query, lang = live.pinned(), live.document.made.language

        def work(job: Job[int]) -> int:
            made.append(freeze(self._desk.ctx, query, lang, asked, job))
            return made[-1]

        job = self._desk.jobs.start_write(
            work,
            partial(self._on_settled, dialog),
            dialog.show_error,
            on_progress=partial(_say_progress, dialog),
            owner=dialog,
        )
        # Cancelled before it is written, nothing is; afterwards there is nothing left to stop.
        dialog.rejected.connect(job.cancel)

    def _on_rejected(self, made: list[int]) -> None:
        # In line behind the work that was stopped: only then it is known whether it came too late.
        self._desk.write(lambda: tuple(made), self._on_stopped, owner=self._over)

    def _on_stopped(self, made: tuple[int, ...]) -> None:
        if made:
            self._read(made[-1], self.settled.emit)
        else:
            self._desk.refused.emit(_("Cancelled. No report has been made final."))

    def _on_settled(self, dialog: SettleDialog, report_id: int) -> None:
        dialog.saved()
        self._read(report_id, self.settled.emit)

    # -- Jämför, Undertecknat

    def ask_what_changed(self, document: Document, reports: Sequence[ReportRow]) -> None:
        """Show what has changed since a final report."""
        if document.final is not None:
            ask_what_changed(self._desk, self._over, document.final, reports)

    def ask_and_sign(self, document: Document) -> None:
        """Ask for the day when a final agreement was signed, and lock its promises."""
        promises = document.to_sign()
        if document.final is not None and promises:
            today = self._desk.today()
            dialog = SignedDialog(document.final, promises, today, self._over)
            self._desk.ask(dialog, sign_promises)

    # -- Överlämna

    def ask_and_hand_over(self, document: Document) -> None:
        """Show who has got a final report, and note another receiver."""
        if document.final is None:
            return
        dialog = HandOverReportDialog(
            document.final,
            document.made.data.signatories,
            self._desk.today(),
            self._over,
            writable=not self._desk.read_only,
        )
        dialog.delete_asked.connect(partial(self._remove, dialog, document.final.id))
        self._desk.ask(dialog, hand_over)

    def _remove(self, dialog: HandOverReportDialog, report_id: int, row: HandOverRow) -> None:
        def reread(_done: None) -> None:
            self._read(report_id, show)

        def show(document: Document) -> None:
            if document.final is not None:
                dialog.show_log(document.final.hand_overs)

        work = partial(delete_hand_over, self._desk.ctx, row.id, row.version)
        self._desk.write(work, reread, dialog.show_error, owner=dialog)


def _say_progress(dialog: SettleDialog, done: int, total: int) -> None:
    words = _("Making it final… {percent} %").format(percent=done * 100 // total)
    dialog.report(words)
