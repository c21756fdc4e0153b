"""One measurement of an indicator: a value, or that it was not measured and why."""

from datetime import date

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from tracker.i18n import _
from tracker.messages.figures import value_words
from tracker.models.errors import Invalid
from tracker.models.units import is_likely
from tracker.services.follow_up import Measure
from tracker.services.queries.indicators import IndicatorRow
from tracker.ui import fonts
from tracker.ui.dialogs.form import FormDialog, text_of
from tracker.ui.widgets.editors import DateField, NoteField, NumberField
from tracker.ui.widgets.notes import IconText
from tracker.ui.widgets.text import Text


class MeasureDialog(FormDialog[Measure]):
    """A measured value, or "ej mätt" with the reason, which the report prints."""

    def __init__(self, indicator: IndicatorRow, today: date, parent: QWidget | None = None) -> None:
        super().__init__(_("Enter a measurement"), parent)
        self._indicator = indicator
        self.form.addWidget(Text(indicator.name, fonts.body_strong(), wrap=True))
        self.form.addWidget(Text(_span(indicator), fonts.caption(tabular=True), "text2"))
        self._measured_on = DateField(today, today)
        self._value = NumberField(None, indicator.unit, 3)
        self._answers = NumberField(None, "", 0)
        self._unmeasured = QCheckBox(_("Not measured"))
        # The survey that an indicator began from is not the one that measures it again.
        follows = indicator.question_id is not None
        self._source = QLineEdit("" if follows else indicator.source)
        self._note = NoteField(lines=2)
        with self.row() as line:
            self.add_field("measured_on", _("Date"), self._measured_on, into=line)
            self.add_field("value", _("Value"), self._value, into=line)
            self.add_field(
                "answers", _("Number of answers"), self._answers, into=line, optional=True
            )
        self._even_so = QCheckBox(_("Yes, the value is right"))
        self.form.addWidget(self._even_so)
        self.form.addWidget(self._unmeasured)
        self.add_field("source", _("Source"), self._source, optional=True)
        self.add_field("note", _("Note, or why it is not measured"), self._note)
        self._why = IconText("report", _("The report says that it is not measured, and why."))
        self.form.addWidget(self._why)
        self._unmeasured.toggled.connect(self._on_unmeasured)
        self._value.changed.connect(self._on_value)
        self._on_unmeasured(False)
        self._value.setFocus()

    def multiline(self) -> bool:
        return True

    def _on_unmeasured(self, unmeasured: bool) -> None:
        self._value.setEnabled(not unmeasured)
        self._answers.setEnabled(not unmeasured)
        self._why.setVisible(unmeasured)
        self._on_value()
        if unmeasured:
            self._note.setFocus()

    def _on_value(self, *_changed: object) -> None:
        """Ask about a value that its unit hardly has; a tick says that it is right."""
        value = self._value.value() if self._value.understood() else None
        measured = value is not None and not self._unmeasured.isChecked()
        odd = value is not None and measured and not is_likely(value, self._indicator.unit)
        words = value_words(value, self._indicator.unit)
        asked = _("{value} – is that right?").format(value=words)
        self.note_beside("value", asked if odd else "")
        self._even_so.setVisible(odd)
        self._even_so.setChecked(False)

    def command(self) -> Measure:
        measured_on = self._measured_on.value()
        if measured_on is None:
            raise Invalid("field.required", field="measured_on")
        unmeasured = self._unmeasured.isChecked()
        value = None if unmeasured else self._value.value()
        if value is None and not unmeasured:
            raise Invalid("field.required", field="value")
        if unmeasured and not self._note.value():
            raise Invalid("reason.required", field="note")
        answers = None if unmeasured else self._answers.value()
        return Measure(
            self._indicator.id,
            measured_on,
            value,
            None if answers is None else int(answers),
            text_of(self._source),
            self._note.value(),
            self._even_so.isChecked(),
        )


def _span(indicator: IndicatorRow) -> str:
    """From where to where: ``31 % → 25 %``, ``42 % → mål saknas``."""
    start = value_words(indicator.baseline, indicator.unit)
    if indicator.target is None:
        missing = _("no target yet")
        return f"{start} → {missing}"
    return f"{start} → {value_words(indicator.target, indicator.unit)}"
