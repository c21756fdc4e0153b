"""One figure: what a survey answers a question with, and how far it can be trusted."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.i18n import _
from tracker.models.errors import Invalid
from tracker.models.small_groups import may_be_told
from tracker.services.figures import EditFigure, FigureFields
from tracker.services.queries.figures import FigureRow
from tracker.ui.dialogs.form import FormDialog, several_lines, text_of
from tracker.ui.dialogs.said import said
from tracker.ui.widgets.completing import CompletingEdit
from tracker.ui.widgets.editors import NumberField
from tracker.ui.widgets.notes import IconText


class EditFigureDialog(FormDialog[EditFigure]):
    """A figure as it is. `questions` are the (wording, unit) that the book knows."""

    def __init__(
        self, row: FigureRow, questions: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Edit figure"), parent)
        self._row = row
        self._units = dict(questions)
        self._wording = CompletingEdit()
        self._wording.setText(row.wording)
        self._wording.offer([wording for wording, _unit in questions])
        self._value = NumberField(row.value, row.unit, 3)
        self._answers = NumberField(None if row.answers is None else Decimal(row.answers), "", 0)
        self._source = QLineEdit(row.source)
        self._limitation = several_lines(row.limitation, 48)
        self._few = IconText("warning", few_words(), tone="at_risk")
        self._wording.textChanged.connect(self._on_wording)
        self._answers.changed.connect(self._on_answers)
        self.add_field("wording", _("Question"), self._wording)
        with self.row() as line:
            self.add_field("value", _("Value"), self._value, into=line, stretch=1)
            self.add_field(
                "answers",
                _("Number of answers"),
                self._answers,
                into=line,
                stretch=1,
                optional=True,
            )
        self.form.addWidget(self._few)
        self.add_field("source", _("Source"), self._source, optional=True)
        self.add_field(
            "limitation", _("Who or what it does not cover"), self._limitation, optional=True
        )
        self._on_answers()

    def multiline(self) -> bool:
        return True

    def _on_wording(self, wording: str) -> None:
        self._value.set_unit(self._units.get(wording.strip(), self._row.unit))

    def _on_answers(self) -> None:
        answers = self._answers.value() if self._answers.understood() else None
        self._few.setVisible(not may_be_told(None if answers is None else int(answers)))

    def command(self) -> EditFigure:
        value, answers = self._value.value(), self._answers.value()
        if not text_of(self._wording):
            raise Invalid("field.required", field="wording")
        if value is None:
            raise Invalid("field.required", field="value")
        wording = text_of(self._wording)
        return EditFigure(
            self._row.id,
            self._row.version,
            FigureFields(
                self._row.survey_id,
                wording,
                value,
                # Another question has its own unit, or takes this one's when it is new.
                self._units.get(wording, self._row.unit),
                None if answers is None else int(answers),
                text_of(self._source),
                text_of(self._limitation),
            ),
        )

    def take_theirs(self, theirs: FigureRow) -> None:
        names = ("wording", "value", "answers", "source", "limitation")
        self.show_theirs(
            [
                (name, said(getattr(theirs, name)))
                for name in names
                if getattr(theirs, name) != getattr(self._row, name)
            ]
        )
        self._row = theirs


def few_words() -> str:
    """What a figure that rests on fewer than five answers is told."""
    return _("The figure rests on fewer than five answers and is not shown to the public.")
