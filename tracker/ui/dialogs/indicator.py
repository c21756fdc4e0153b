"""Indicators and their measurements: what should change, and what was measured or not."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from tracker.i18n import _, format_date, format_number
from tracker.labels import label
from tracker.messages.figures import found_words
from tracker.models.enums import Direction, IndicatorKind
from tracker.models.errors import Invalid
from tracker.services.follow_up import EditIndicator, IndicatorFields, Measure
from tracker.services.measuring import source_of
from tracker.services.queries.answered import Answered
from tracker.services.queries.figures import QuestionChoice
from tracker.services.queries.indicators import IndicatorRow
from tracker.ui import fonts
from tracker.ui.dialogs.form import C, FormDialog, text_of
from tracker.ui.dialogs.said import said
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.choosers import SegmentedControl
from tracker.ui.widgets.editors import DateField, NoteField, NumberField, Picker
from tracker.ui.widgets.notes import IconText
from tracker.ui.widgets.text import Text


class _IndicatorDialog(FormDialog[C]):
    """The fields of an indicator."""

    def __init__(
        self,
        title: str,
        promise_id: int,
        today: date,
        seen: IndicatorRow | None,
        questions: Sequence[QuestionChoice],
        parent: QWidget | None,
    ) -> None:
        super().__init__(title, parent, width=600)
        self._promise_id = promise_id
        self._questions = {choice.id: choice for choice in questions}
        self._question = Picker(
            [(choice.id, choice.wording) for choice in questions],
            seen.question_id if seen else None,
            placeholder=_("None: values are entered by hand"),
        )
        self._name = QLineEdit(seen.name if seen else "")
        self._name.setPlaceholderText(_("For example share who feel unsafe in the evening"))
        self._kind = Picker(
            [(kind, label(kind)) for kind in IndicatorKind],
            seen.kind if seen else IndicatorKind.EFFECT,
        )
        self._direction = SegmentedControl(
            [(direction, label(direction)) for direction in Direction],
            seen.direction if seen else Direction.DOWN,
            _("Direction"),
        )
        self._unit = QLineEdit(seen.unit if seen else "")
        self._baseline = NumberField(seen.baseline if seen else None, decimals=3)
        self._target = NumberField(seen.target if seen else None, decimals=3)
        self._baseline_on = DateField(today, seen.baseline_on if seen else None)
        answers = seen.baseline_answers if seen else None
        self._baseline_answers = NumberField(None if answers is None else Decimal(answers), "", 0)
        self._offer = LinkButton("")
        self._offer.setVisible(False)
        self._measure_by = DateField(today, seen.measure_by if seen else None)
        every = seen.measure_every if seen else None
        self._measure_every = NumberField(None if every is None else Decimal(every), "", 0)
        self._source = QLineEdit(seen.source if seen else "")
        self._cumulative = QCheckBox(_("Counted from the start of the year, so it only grows"))
        self._cumulative.setChecked(seen is not None and seen.cumulative)
        self._unit.textChanged.connect(self._on_unit)
        self._on_unit(self._unit.text())
        self._place()
        self._show_offer()
        self._question.changed.connect(self._on_question)
        self._offer.clicked.connect(self._take_offer)

    def _place(self) -> None:
        self.add_field("name", _("What is measured"), self._name)
        self.add_field("question_id", _("Follows the question"), self._question, optional=True)
        self.form.addWidget(self._offer)
        with self.row() as line:
            self.add_field("kind", _("Kind of goal"), self._kind, into=line, stretch=1)
            self.add_field("direction", _("Direction"), self._direction, into=line)
            self.add_field("unit", _("Unit"), self._unit, into=line, stretch=1, optional=True)
        with self.row() as line:
            self.add_field(
                "baseline", _("Start value"), self._baseline, into=line, stretch=1, optional=True
            )
            self.add_field(
                "baseline_answers",
                _("Number of answers"),
                self._baseline_answers,
                into=line,
                stretch=1,
                optional=True,
            )
            self.add_field("target", _("Goal"), self._target, into=line, stretch=1, optional=True)
        with self.row() as line:
            self.add_field(
                "baseline_on", _("Start measured on"), self._baseline_on, into=line, optional=True
            )
            self.add_field(
                "measure_by", _("Measure again by"), self._measure_by, into=line, optional=True
            )
        with self.row() as line:
            self.add_field(
                "measure_every",
                _("Months between measurements"),
                self._measure_every,
                into=line,
                optional=True,
            )
            self.add_field("source", _("Source"), self._source, into=line, stretch=1, optional=True)
        self.form.addWidget(self._cumulative)

    def _on_unit(self, unit: str) -> None:
        self._baseline.set_unit(unit)
        self._target.set_unit(unit)

    def _on_question(self, question_id: int | None) -> None:
        choice = self._questions.get(question_id or 0)
        if choice is None:
            self._offer.setVisible(False)
            return
        self._unit.setText(choice.unit)
        if not text_of(self._name):
            self._name.setText(choice.wording)
        # What somebody has typed is not written over; it is offered.
        if self._baseline.text().strip():
            self._show_offer()
        else:
            self._take_offer()

    def _offered(self) -> Answered | None:
        choice = self._questions.get(self._question.value() or 0)
        return choice.baseline if choice is not None else None

    def _show_offer(self) -> None:
        found = self._offered()
        known = self._baseline.value() if self._baseline.understood() else None
        self._offer.setVisible(found is not None and found.value != known)
        if found is not None:
            words = found_words(found.value, found.answers, text_of(self._unit), found.title)
            self._offer.set_words(_("Start from {found}").format(found=words))

    def _take_offer(self) -> None:
        found = self._offered()
        if found is not None:
            self._baseline.set_value(found.value)
            self._baseline_on.set_value(found.on)
            answers = None if found.answers is None else Decimal(found.answers)
            self._baseline_answers.set_value(answers)
            self._source.setText(source_of(found))
        self._offer.setVisible(False)

    def fields(self) -> IndicatorFields:
        """What the fields say. Raises `Invalid` for what can't be understood."""
        answers, every = self._baseline_answers.value(), self._measure_every.value()
        return IndicatorFields(
            self._promise_id,
            text_of(self._name),
            self._kind.value() or IndicatorKind.EFFECT,
            self._direction.value(),
            text_of(self._unit),
            self._baseline.value(),
            self._baseline_on.value(),
            self._target.value(),
            text_of(self._source),
            self._measure_by.value(),
            self._cumulative.isChecked(),
            self._question.value(),
            None if answers is None else int(answers),
            None if every is None else int(every),
        )


class NewIndicatorDialog(_IndicatorDialog[IndicatorFields]):
    """A new indicator of a promise."""

    def __init__(
        self,
        promise_id: int,
        today: date,
        parent: QWidget | None = None,
        *,
        questions: Sequence[QuestionChoice] = (),
    ) -> None:
        super().__init__(_("New indicator"), promise_id, today, None, questions, parent)

    def command(self) -> IndicatorFields:
        return self.fields()


class EditIndicatorDialog(_IndicatorDialog[EditIndicator]):
    """An indicator as it is; its measurements stay."""

    def __init__(
        self,
        promise_id: int,
        row: IndicatorRow,
        today: date,
        parent: QWidget | None = None,
        *,
        questions: Sequence[QuestionChoice] = (),
    ) -> None:
        super().__init__(_("Edit indicator"), promise_id, today, row, questions, parent)
        self._seen = row

    def command(self) -> EditIndicator:
        return EditIndicator(self._seen.id, self._seen.version, self.fields())

    def take_theirs(self, theirs: IndicatorRow) -> None:
        self._seen = theirs
        self.show_theirs(
            [
                ("name", theirs.name),
                ("kind", label(theirs.kind)),
                ("direction", label(theirs.direction)),
                ("unit", theirs.unit or "–"),
                ("baseline", _number(theirs.baseline, theirs.unit)),
                ("target", _number(theirs.target, theirs.unit)),
                ("baseline_on", _day(theirs.baseline_on)),
                ("measure_by", _day(theirs.measure_by)),
                ("measure_every", said(theirs.measure_every)),
                ("source", theirs.source or "–"),
                ("baseline_answers", said(theirs.baseline_answers)),
                ("question_id", self._wording(theirs.question_id)),
            ]
        )

    def _wording(self, question_id: int | None) -> str:
        choice = self._questions.get(question_id or 0)
        return choice.wording if choice is not None else "–"


class MeasureDialog(FormDialog[Measure]):
    """A measured value, or "ej mätt" with the reason, which the report prints."""

    def __init__(self, indicator: IndicatorRow, today: date, parent: QWidget | None = None) -> None:
        super().__init__(_("Enter a measurement"), parent)
        self._indicator = indicator
        self.form.addWidget(Text(indicator.name, fonts.body_strong(), wrap=True))
        self.form.addWidget(Text(goal_words(indicator), fonts.caption(tabular=True), "text2"))
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
        self.form.addWidget(self._unmeasured)
        self.add_field("source", _("Source"), self._source, optional=True)
        self.add_field("note", _("Note, or why it is not measured"), self._note)
        self._why = IconText("report", _("The report says that it is not measured, and why."))
        self.form.addWidget(self._why)
        self._unmeasured.toggled.connect(self._on_unmeasured)
        self._on_unmeasured(False)
        self._value.setFocus()

    def multiline(self) -> bool:
        return True

    def _on_unmeasured(self, unmeasured: bool) -> None:
        self._value.setEnabled(not unmeasured)
        self._answers.setEnabled(not unmeasured)
        self._why.setVisible(unmeasured)
        if unmeasured:
            self._note.setFocus()

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
        )


def goal_words(indicator: IndicatorRow) -> str:
    """From where to where: ``31 % → 25 %``, ``42 % → mål saknas``."""
    start = _number(indicator.baseline, indicator.unit)
    if indicator.target is None:
        missing = _("no target yet")
        return f"{start} → {missing}"
    return f"{start} → {_number(indicator.target, indicator.unit)}"


def _number(value: Decimal | None, unit: str) -> str:
    if value is None:
        return "–"
    return f"{format_number(value)} {unit}".strip()


def _day(day: date | None) -> str:
    return format_date(day) if day is not None else "–"
