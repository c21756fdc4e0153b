"""Överlämna: who has got a final report, and who gets it now."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tracker.i18n import _, format_date
from tracker.labels import label
from tracker.models.enums import Party
from tracker.models.errors import Invalid
from tracker.reports.sentences import cap
from tracker.services.reports.archive import HandOverRow, ReportRow
from tracker.services.reports.rows import SignatoryRow
from tracker.services.reports.settling import HandOverFields
from tracker.ui import fonts
from tracker.ui.dialogs.form import FormDialog, text_of
from tracker.ui.widgets.buttons import Button, IconButton
from tracker.ui.widgets.editors import DateField, Picker
from tracker.ui.widgets.flow import FlowLayout
from tracker.ui.widgets.notes import IconText
from tracker.ui.widgets.panels import Rule
from tracker.ui.widgets.text import Text

Receiver = tuple[str, Party | None]


class HandOverReportDialog(FormDialog[HandOverFields]):
    """The log of hand-overs, and a new one."""

    delete_asked = Signal(object)
    """A `HandOverRow` was noted by mistake."""

    def __init__(
        self,
        report: ReportRow,
        signatories: Sequence[SignatoryRow],
        today: date,
        parent: QWidget | None = None,
        *,
        writable: bool,
    ) -> None:
        """`signatories` are those of the report, who are suggested as receivers."""
        super().__init__(_("Hand over the report"), parent, save=_("Note the hand-over"), width=640)
        self._report_id = report.id
        self._writable = writable
        self._log = QVBoxLayout()
        self._log.setSpacing(4)
        self.form.addLayout(self._log)
        self.show_log(report.hand_overs)
        self._receiver = QLineEdit()
        self._party: Picker[Party] = Picker([(party, label(party)) for party in Party])
        self._on = DateField(today, today, past=True)
        self._how = QComboBox()
        self._how.setEditable(True)
        self._how.addItems([_("By e-mail"), _("On paper"), _("At a meeting")])
        self._how.setEditText("")
        if not writable:
            self._save.setVisible(False)
            return
        self.form.addWidget(Rule())
        self._add_fields(receivers(report, signatories))
        # Not on the first button of the log.
        self._receiver.setFocus()

    def _add_fields(self, suggested: Sequence[Receiver]) -> None:
        with self.row() as line:
            self.add_field("receiver", _("To"), self._receiver, into=line, stretch=3)
            self.add_field("party", _("Party"), self._party, into=line, optional=True, stretch=2)
        flow = FlowLayout(gap=8, line_gap=6)
        for receiver in suggested:
            button = Button(_words(receiver), height=28)
            button.setAccessibleName(_("To: {receiver}").format(receiver=_words(receiver)))
            button.clicked.connect(partial(self._on_suggested, receiver))
            flow.addWidget(button)
        self.form.addLayout(flow)
        with self.row() as line:
            self.add_field("handed_on", _("Date"), self._on, into=line, stretch=1)
            self.add_field("how", _("By what way"), self._how, into=line, optional=True, stretch=1)
        words = _(
            "A report handed over to the other authority normally becomes a public document. "
            "Both must register it."
        )
        self.form.addWidget(IconText("info", words))

    def show_log(self, rows: Sequence[HandOverRow]) -> None:
        """Who has got it so far."""
        while (item := self._log.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._log.addWidget(Text(_("Handed over so far"), fonts.body_strong()))
        if not rows:
            words = _("Nobody has been noted as a receiver yet.")
            self._log.addWidget(Text(words, fonts.body(), "text2"))
        for row in rows:
            self._log.addWidget(self._line(row))

    def _line(self, row: HandOverRow) -> QWidget:
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        day = Text(format_date(row.handed_on), fonts.caption(tabular=True), "text2")
        day.setMinimumWidth(88)
        layout.addWidget(day)
        words = hand_over_words(row)
        layout.addWidget(Text(words, fonts.body(), wrap=True), 1)
        if self._writable:
            name = _("Remove: {what}").format(what=words)
            remove = IconButton("trash", name, side=24)
            remove.clicked.connect(lambda: self.delete_asked.emit(row))
            layout.addWidget(remove)
        return line

    def _on_suggested(self, receiver: Receiver, _checked: bool = False) -> None:
        words, party = receiver
        self._receiver.setText(words)
        self._party.set_value(party)
        self._on.setFocus()

    def command(self) -> HandOverFields:
        if not text_of(self._receiver):
            raise Invalid("field.required", field="receiver")
        day = self._on.value()
        if day is None:
            raise Invalid("field.required", field="handed_on")
        return HandOverFields(
            self._report_id,
            text_of(self._receiver),
            self._party.value(),
            day,
            text_of(self._how),
        )


def receivers(report: ReportRow, signatories: Sequence[SignatoryRow]) -> list[Receiver]:
    """Whom it is likely handed to: those who sign, and both registrars; not those who have it."""
    signing: list[Receiver] = [(cap(row.role or row.title), row.party) for row in signatories]
    both = (Party.MUNICIPALITY, Party.POLICE)
    registrars: list[Receiver] = [(_("Registrar"), party) for party in both]
    had = {(row.receiver, row.party) for row in report.hand_overs}
    return [one for one in dict.fromkeys((*signing, *registrars)) if one not in had]


def hand_over_words(row: HandOverRow) -> str:
    """``Registrator (Kommun), med e-post``."""
    words = _words((row.receiver, row.party))
    return f"{words}, {row.how[:1].lower()}{row.how[1:]}" if row.how else words


def _words(receiver: Receiver) -> str:
    words, party = receiver
    return words if party is None else f"{words} ({label(party)})"
