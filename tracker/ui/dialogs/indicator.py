"""Indicators: what should change, from where to where, and when it is measured."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from tracker.i18n import _, format_date, format_number
from tracker.labels import label
from tracker.messages.figures import found_words
from tracker.models.enums import Direction, IndicatorKind
from tracker.models.errors import TrackerError
from tracker.services.follow_up import DeleteIndicator, EditIndicator, IndicatorFields
from tracker.services.goals import Goal, same_goal
from tracker.services.measuring import source_of
from tracker.services.queries.answered import Answered
from tracker.services.queries.figures import QuestionChoice
from tracker.services.queries.indicators import IndicatorRow
from tracker.ui.dialogs.form import C, FormDialog, text_of
from tracker.ui.dialogs.said import said
from tracker.ui.dialogs.signed_why import SignedWhy
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.choosers import SegmentedControl
from tracker.ui.widgets.editors import DateField, NumberField, Picker
from tracker.ui.widgets.notes import IconText


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
    """An indicator as it is; its measurements stay. A signed goal asks why it is another."""

    def __init__(
        self,
        promise_id: int,
        row: IndicatorRow,
        today: date,
        parent: QWidget | None = None,
        *,
        questions: Sequence[QuestionChoice] = (),
        signed: bool = False,
    ) -> None:
        """`signed` says that the promise is."""
        super().__init__(_("Edit indicator"), promise_id, today, row, questions, parent)
        self._seen, self._signed = row, signed
        self._agreed: Goal = row
        self._why = SignedWhy(self)
        self.form.addWidget(self._why)
        for changed in (
            self._name.textChanged,
            self._unit.textChanged,
            self._direction.changed,
            self._baseline.changed,
            self._target.changed,
        ):
            changed.connect(self._on_goal_changed)
        self._on_goal_changed()

    def multiline(self) -> bool:
        return True

    def needs_reason(self) -> bool:
        """Whether anything that was signed differs."""
        if not (self._signed and self._baseline.understood() and self._target.understood()):
            return False
        try:
            return not same_goal(self._agreed, self.fields())
        except TrackerError:
            # Another field can't be read yet; saving says so.
            return self._why.isVisibleTo(self)

    def _on_goal_changed(self, *_changed: object) -> None:
        self._why.setVisible(self.needs_reason())

    def command(self) -> EditIndicator:
        fields = self.fields()
        why = self._why.value() if self.needs_reason() else None
        if why is None:
            return EditIndicator(self._seen.id, self._seen.version, fields)
        return EditIndicator(self._seen.id, self._seen.version, fields, *why)

    def take_theirs(self, theirs: IndicatorRow) -> None:
        self._seen = self._agreed = theirs
        self._on_goal_changed()
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


class RemoveIndicatorDialog(FormDialog[DeleteIndicator]):
    """Why a signed promise loses an indicator, with all that was measured of it."""

    def __init__(self, row: IndicatorRow, parent: QWidget | None = None) -> None:
        title = _("Remove {what}").format(what=row.name)
        super().__init__(title, parent, save=_("Remove"))
        self._row = row
        if row.measurements:
            words = _("What was measured of it is removed too. It can be undone.")
            self.form.addWidget(IconText("info", words))
        self._why = SignedWhy(self)
        self.form.addWidget(self._why)

    def multiline(self) -> bool:
        return True

    def command(self) -> DeleteIndicator:
        return DeleteIndicator(self._row.id, self._row.version, *self._why.value())


def _number(value: Decimal | None, unit: str) -> str:
    if value is None:
        return "–"
    return f"{format_number(value)} {unit}".strip()


def _day(day: date | None) -> str:
    return format_date(day) if day is not None else "–"
