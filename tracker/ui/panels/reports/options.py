"""What a report covers: day, period and language; and beneath, what was reported earlier."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.i18n import LANGUAGES, Language, _, current_language, format_date
from tracker.messages import explain
from tracker.models.errors import Invalid
from tracker.services.reports.archive import ReportRow
from tracker.services.reports.reading import ReportQuery
from tracker.ui import fonts
from tracker.ui.panels.report_list import ReportList
from tracker.ui.widgets.choosers import SegmentedControl
from tracker.ui.widgets.editors import DateField
from tracker.ui.widgets.notes import QuietNote
from tracker.ui.widgets.panels import PageHeader, ScrollPanel, SectionHeader
from tracker.ui.widgets.text import Text

# Typing a date passes through other dates; wait until the hand rests.
DEBOUNCE_MS = 250


class ReportOptions(ScrollPanel):
    """Says `changed` once something else should be shown; `query` says what."""

    changed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(24, 20, 24, 24), gap=8)
        self.setFixedWidth(312)
        self._today = today
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(DEBOUNCE_MS)
        self._later.timeout.connect(self._tell)
        self._as_of = DateField(today, today)
        self._from = DateField(today)
        self._to = DateField(today)
        self._notes: dict[str, QuietNote] = {}
        self._add_heading()
        for name, label, field in (
            ("as_of", _("As of"), self._as_of),
            ("period_from", _("Period from"), self._from),
            ("period_to", _("Period to"), self._to),
        ):
            self._add_field(self.body, name, label, field)
        self._told = self._days()
        self._add_language()
        self.body.addSpacing(16)
        self.body.addWidget(SectionHeader(_("Reported earlier")))
        self._archive = ReportList()
        self._archive.chosen.connect(self._on_reported)
        self.body.addWidget(self._archive, 1)

    def _add_heading(self) -> None:
        sentence = _(
            "For the municipal commissioner and the head of police: what needs a decision, "
            "how each promise stands, what was done and what was not."
        )
        self.body.addWidget(PageHeader(_("Reports")))
        self.body.addSpacing(4)
        self.body.addWidget(Text(_("Status report"), fonts.section_title()))
        self.body.addWidget(Text(sentence, fonts.body(), "text2", wrap=True))
        self.body.addSpacing(8)

    def _add_field(self, body: QVBoxLayout, name: str, label: str, field: DateField) -> None:
        field.setObjectName(name)
        field.setAccessibleName(label)
        field.textChanged.connect(lambda _text: self._later.start())
        note = QuietNote("")
        note.setVisible(False)
        self._notes[name] = note
        body.addWidget(Text(label, fonts.caption_strong(), "text2"))
        body.addWidget(field)
        body.addWidget(note)
        body.addSpacing(4)

    def _add_language(self) -> None:
        words = _("Language of the report")
        names: dict[Language, str] = {"sv": "Svenska", "en": "English"}
        self._language = SegmentedControl(
            [(lang, names[lang]) for lang in LANGUAGES], current_language(), name=words
        )
        self._language.changed.connect(lambda _lang: self.changed.emit())
        self.body.addWidget(Text(words, fonts.caption_strong(), "text2"))
        self.body.addWidget(self._language)

    def _tell(self) -> None:
        """Another day, or one that can't be read, is news; the same day written better is not."""
        days = self._days()
        if days != self._told:
            self._told = days
            self.changed.emit()

    def _days(self) -> tuple[date | str | None, ...]:
        return tuple(_day_or_text(field) for field in (self._as_of, self._from, self._to))

    def query(self) -> ReportQuery:
        """What the report should cover. Raises `Invalid` for a date that is none."""
        self._later.stop()
        for note in self._notes.values():
            note.setVisible(False)
        return ReportQuery(self._as_of.value(), self._from.value(), self._to.value())

    def language(self) -> Language:
        """The report's language."""
        return self._language.value()

    def set_today(self, today: date) -> None:
        """The book shows another day; a report of today follows."""
        follows = self._as_of.text().strip() == format_date(self._today, "iso")
        self._today = today
        for field in (self._as_of, self._from, self._to):
            field.set_today(today)
        if follows:
            self._as_of.set_value(today)

    def set_period(self, start: date, end: date) -> None:
        """What the period is where none was chosen."""
        self._from.setPlaceholderText(format_date(start, "iso"))
        self._to.setPlaceholderText(format_date(end, "iso"))

    def show_error(self, error: Invalid) -> bool:
        """Say it beside the field it is about; False when it is about none of them."""
        note = self._notes.get(error.field or "")
        if note is None:
            return False
        note.setText(explain(error))
        note.setVisible(True)
        return True

    def error_beside(self, field: str) -> str:
        """What is said beside a field; empty when nothing is wrong there."""
        note = self._notes[field]
        return note.text() if note.isVisibleTo(self) else ""

    def _on_reported(self, row: ReportRow) -> None:
        for field, day in (
            (self._as_of, row.as_of),
            (self._from, row.period_start),
            (self._to, row.period_end),
        ):
            field.set_value(day)

    def set_archive(self, rows: Sequence[ReportRow]) -> None:
        """What was reported earlier."""
        self._archive.set_reports(rows)


def _day_or_text(field: DateField) -> date | str | None:
    try:
        return field.value()
    except Invalid:
        return field.text()
