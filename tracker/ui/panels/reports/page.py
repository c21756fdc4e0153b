"""Rapporter: choose what the report covers, see it, and let it go where it should."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker import settings
from tracker.i18n import N_, _
from tracker.messages import explain
from tracker.models.enums import ReportState
from tracker.models.errors import Invalid, TrackerError
from tracker.reports.making import Made
from tracker.services.queries.meeting_choices import meeting_choices
from tracker.services.queries.rounds import round_rows
from tracker.services.reports.archive import ReportRow, report_rows
from tracker.services.reports.owners import owner_names
from tracker.ui.desk import Desk, Goto
from tracker.ui.jobs import Job
from tracker.ui.page import PageView
from tracker.ui.panels.pdf_preview import PdfPreview
from tracker.ui.panels.reports.building import Building, Live
from tracker.ui.panels.reports.document import Document
from tracker.ui.panels.reports.final_strip import FinalStrip
from tracker.ui.panels.reports.finals import Finals
from tracker.ui.panels.reports.head import DocumentHead
from tracker.ui.panels.reports.options import Covered, MeetingReport, RoundReport
from tracker.ui.panels.reports.outgoing import Outgoing, Sent, show_file
from tracker.ui.panels.reports.sealing import can_seal
from tracker.ui.panels.reports.side import ReportSide
from tracker.ui.widgets.panels import Panel, Rule

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_TABLES = """
action action_cause action_note agreement agreement_dnr attachment attendance book cause
decision_option decision_request deviation dialogue_round evidence feedback hand_over indicator
log_entry measurement meeting meeting_change meeting_point municipality occasion organisation person
police_area problem promise promise_problem promise_version report report_dnr response
signatory survey
"""

_FIRST_STEPS = {
    "report.no_agreement": (N_("Write the agreement…"), "agreement.edit"),
    "report.no_meeting": (N_("Plan a meeting…"), "meeting.new"),
    "report.no_round": (N_("Plan a dialogue round…"), "round.new"),
}
"""What to do first where there is nothing to report on, and the command that does it."""


class ReportsPage(PageView):
    """Options and the archive at the left, the report itself at the right."""

    # All that a report tells of: nearly the whole book.
    tables: ClassVar[frozenset[str]] = frozenset(_TABLES.split())

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._live: Live | None = None
        self._final: Document | None = None
        """Shown instead of the live one until somebody goes back."""
        self._fresh = False
        """Whether the live one answers what was asked last, of the book as it is."""
        self._outdated = False
        """Whether the live one was left as it is while a final one is shown."""
        self._place = 0
        """Where in the live one the reader was, meanwhile."""
        self._reports: list[ReportRow] = []
        self._job: Job[Any] | None = None
        self._sent: Sent | None = None
        self._side = ReportSide(
            desk.today(), settings.load().report_kind, writable=not desk.read_only
        )
        self._head = DocumentHead(writable=not desk.read_only, can_seal=can_seal())
        self._strip = FinalStrip()
        self._preview = PdfPreview()
        self._building = Building(desk, self)
        self._outgoing = Outgoing(desk, self)
        self._finals = Finals(desk, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addWidget(Rule(vertical=True))
        row.addWidget(self._right(), 1)
        self._back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self._back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._back.setEnabled(False)
        self._connect()
        self.setFocusProxy(self._preview)

    def _right(self) -> QWidget:
        area = Panel("bg")
        column = QVBoxLayout(area)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(Rule())
        column.addWidget(self._strip)
        column.addWidget(self._preview, 1)
        self._strip.setVisible(False)
        return area

    def _connect(self) -> None:
        head, out, side, finals = self._head, self._outgoing, self._side, self._finals
        side.options.changed.connect(self._on_options)
        side.options.stirred.connect(self._offer_commands)
        side.options.look_asked.connect(partial(self.desk.run, "report.look"))
        side.new_shown.connect(self._go_back)
        side.archive.opened.connect(self._on_reported)
        head.save_asked.connect(lambda: self._with(out.ask_and_save))
        head.seal_asked.connect(lambda: self._with(out.ask_and_seal))
        head.mail_asked.connect(lambda: self._with(out.ask_and_mail))
        head.print_asked.connect(lambda: self._with(self._ask_and_print))
        head.settle_asked.connect(self._on_settle)
        head.hand_over_asked.connect(lambda: self._with(finals.ask_and_hand_over))
        head.compare_asked.connect(
            lambda: self._with(lambda shown: finals.ask_what_changed(shown, self._reports))
        )
        head.sign_asked.connect(lambda: self._with(finals.ask_and_sign))
        head.cancel_asked.connect(self._on_cancel)
        head.again_asked.connect(self._build)
        head.see_asked.connect(self._on_see)
        self._strip.back_asked.connect(side.show_new)
        self._strip.newer_asked.connect(finals.open)
        self._back.activated.connect(self._on_escape)
        finals.opened.connect(self._show_final)
        finals.settled.connect(self._on_settled)
        for work in (self._building, out):
            work.began.connect(self._begin)
            work.progressed.connect(head.report)
        self._building.built.connect(self._on_built)
        self._building.failed.connect(self.refused)
        out.ended.connect(self._end)
        out.sent.connect(self._on_sent)

    # -- making it

    def refresh(self) -> None:
        """Read the archive again and make the report again."""
        self._side.options.set_today(self.desk.today())
        self.desk.read(partial(report_rows, self.desk.ctx), self._on_archive, owner=self)
        self.desk.read(
            partial(owner_names, self.desk.ctx), self._side.options.set_owners, owner=self
        )
        self.desk.read(
            partial(round_rows, self.desk.ctx), self._side.options.set_rounds, owner=self
        )
        self.desk.read(
            partial(meeting_choices, self.desk.ctx), self._side.options.set_meetings, owner=self
        )
        if self._final is None:
            self._build()
        else:
            self._outdated = True

    def open_at(self, target: Goto) -> None:
        """With the name of a kind, or what it is about, as query: for a new report of that kind."""
        if isinstance(target.query, str):
            self._side.options.kinds.choose(target.query)
            self._side.show_new()
        elif isinstance(target.query, (RoundReport, MeetingReport)):
            self._side.options.cover_one(target.query)
            self._side.show_new()

    def shown(self) -> Document | None:
        """The report that is seen, if there is one."""
        return self._final or (self._live.document if self._live is not None else None)

    def built(self) -> Made | None:
        """What that report was made from, and its bytes."""
        shown = self.shown()
        return shown.made if shown is not None else None

    def page_count(self) -> int:
        """How many pages it has."""
        return self._preview.pages.page_count()

    def preview(self) -> PdfPreview:
        """Where it is shown."""
        return self._preview

    def head(self) -> DocumentHead:
        """What can be done with it."""
        return self._head

    def side(self) -> ReportSide:
        """The options and the archive."""
        return self._side

    def words(self) -> str:
        """What is said over the preview, for assistive tools and tests."""
        return self._head.words()

    def strip(self) -> FinalStrip:
        """What is said over a final report."""
        return self._strip

    def error_beside(self, field: str) -> str:
        """What is said beside a field, for assistive tools and tests."""
        return self._side.options.error_beside(field)

    def is_drawn(self) -> bool:
        """Whether there is nothing more to wait for: the report, or why there is none, is seen."""
        if self._job is not None or self._side.options.is_waiting():
            return False
        return self._preview.message() is not None or self._preview.pages.is_rendered()

    def _on_options(self) -> None:
        if self._final is not None:
            # Not by hand: another day began.
            self._outdated = True
            return
        self._sent = None
        self._build()

    def _is_asked_for(self) -> bool:
        """Whether what is seen is what was chosen."""
        if self._final is not None:
            return True
        return self._live is not None and self._fresh and not self._side.options.is_waiting()

    def _offer_commands(self) -> None:
        self._head.set_asked_for(self._is_asked_for())

    def _build(self) -> None:
        # Also when the new one can't even be begun, the older one is no answer any more.
        self._building.stop()
        self._fresh = False
        self._offer_commands()
        if self.shown() is None:
            self._head.show_document(None, self._kind_title())
        try:
            query = self._side.options.query()
        except Invalid as error:
            self.refused(error)
            return
        self._building.build(query, self._side.options.language())

    def _begin(self, job: Job[Any], words: str) -> None:
        self._job = job
        self._head.begin(words)
        self._listen_for_escape()

    def _end(self) -> None:
        self._job = None
        self._head.end()
        self._listen_for_escape()

    def _listen_for_escape(self) -> None:
        self._back.setEnabled(self._final is not None or self._job is not None)

    def _on_escape(self) -> None:
        if self._final is not None:
            self._side.show_new()
        else:
            self._on_cancel()

    def _on_built(self, live: Live) -> None:
        self._end()
        same = self._live is not None and self._live.query.kind == live.query.kind
        self._live = live
        self._fresh = True
        data = live.document.made.data
        self._side.options.set_period(data.period_from, data.period_to)
        _remember_kind(live.query.kind)
        if self._final is None:
            self._show(live.document, None if same else 0)

    def _show(self, document: Document, place: int | None) -> None:
        self._preview.show_pdf(document.made.pdf, place)
        self._head.show_document(document)
        self._offer_commands()
        self._say_facts()

    def _say_facts(self) -> None:
        """Saving is noted in the book, which makes the report anew; it still says where it went."""
        shown = self.shown()
        if self._sent is not None:
            self._head.say(self._sent.words, self._sent.file)
        elif shown is not None:
            self._head.say(shown.facts(self.page_count()))

    def refused(self, error: Exception) -> None:
        """The draft could not be made: say why, beside what it is about if it is seen."""
        self._end()
        if not isinstance(error, TrackerError):
            self.desk.failed.emit(error)
            return
        if self._final is not None:
            # It is said when the live one is asked for again.
            self._outdated = True
            return
        beside = self._side.options.show_error(error)
        chosen = self._side.options.kinds.value().name
        if beside and self._live is not None and self._live.query.kind == chosen:
            self._head.say(_("The report below is the latest one that could be made."))
        else:
            self._offer(explain(error), *_FIRST_STEPS.get(error.code, ("", "")))

    def _kind_title(self) -> str:
        return _(self._side.options.kinds.value().title)

    def _offer(self, text: str, first_step: str, command: str) -> None:
        self._live = None
        self._head.show_document(None, self._kind_title())
        self._head.say("")
        button = _(first_step) if first_step and not self.desk.read_only else ""
        message = self._preview.show_message(text, button)
        message.acted.connect(partial(self.desk.run, command))

    def _on_cancel(self) -> None:
        if self._job is None:
            return
        self._job.cancel()
        self._end()
        if self._final is not None or self._fresh:
            # It was printed.
            self._head.say(_("Cancelled. The report below is the latest one that was made."))
            return
        self._side.options.forget()
        if self._live is not None:
            words = _("Cancelled. The report below is the latest one that was made.")
            self._head.say(words, again=True)
            return
        message = self._preview.show_message(_("Cancelled."), _("Make it again"))
        message.acted.connect(self._build)

    # -- the archive

    def _on_archive(self, rows: list[ReportRow]) -> None:
        known = {row.id for row in self._reports}
        self._reports = rows
        self._side.set_reports(rows)
        if self._final is None or self._final.final is None:
            return
        # Somebody may have got it, or it may have been superseded.
        shown = next((row for row in rows if row.id == self._final.final.id), self._final.final)
        self._final = replace(self._final, final=shown)
        self._say_final()
        self._head.show_document(self._final)
        if shown.id not in known:
            self._side.archive.choose(shown.id)

    def _on_reported(self, row: ReportRow) -> None:
        if row.state is ReportState.FINAL:
            self._finals.open(row.id)
            return
        # Of a draft the book keeps only what it covered; that is shown as it is known now.
        self._side.options.cover(
            Covered(
                row.kind, row.as_of, row.period_start, row.period_end, row.owner, lawful=row.lawful
            )
        )
        self._side.show_new()

    def _on_settle(self) -> None:
        if self._live is not None and self._final is None and self._is_asked_for():
            self._finals.ask_and_settle(self._live, self._reports)

    def _on_settled(self, document: Document) -> None:
        self._show_final(document)
        self._side.show_archive()
        self._sent = Sent(_("The report is final. It can be saved, printed and mailed from here."))
        self._say_facts()

    def _show_final(self, document: Document) -> None:
        self._sent = None
        if self._final is None:
            self._place = self._preview.place()
        self._final = document
        self._say_final()
        self._show(document, 0)
        if document.final is not None:
            self._side.archive.choose(document.final.id)

    def _say_final(self) -> None:
        row = self._final.final if self._final is not None else None
        self._strip.setVisible(row is not None)
        self._listen_for_escape()
        if row is not None:
            self._strip.show_report(row)

    def _leave_final(self) -> None:
        self._final = None
        self._say_final()

    def _go_back(self) -> None:
        """From a final report to the live one."""
        if self._final is None:
            return
        self._sent = None
        self._leave_final()
        if self._live is not None:
            self._show(self._live.document, self._place)
        if self._outdated or not self._fresh:
            self._outdated = False
            self._build()

    # -- where it goes

    def _with(self, do: Callable[[Document], object]) -> None:
        shown = self.shown()
        if shown is not None:
            do(shown)

    def _ask_and_print(self, document: Document) -> None:
        self._outgoing.ask_and_print(document, self.page_count())

    def save_to(self, path: Path) -> None:
        """Save the report that is shown."""
        self._with(lambda document: self._outgoing.save_to(document, path))

    def mail_from(self, path: Path) -> None:
        """Save the report that is shown, and open a letter to go with it."""
        self._with(lambda document: self._outgoing.mail_from(document, path))

    def print_on(self, printer: "QPrinter") -> None:
        """Print the report that is shown."""
        self._with(lambda document: self._outgoing.print_on(document, printer))

    def _on_sent(self, sent: Sent) -> None:
        self._sent = sent
        self._say_facts()

    def _on_see(self, folder: bool) -> None:
        if self._sent is not None and self._sent.file is not None:
            show_file(self._sent.file, folder=folder)


def _remember_kind(kind: str) -> None:
    if settings.load().report_kind != kind:
        settings.update(lambda known: replace(known, report_kind=kind))
