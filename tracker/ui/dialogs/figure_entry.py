"""The line above a survey's figures: question, value and n, Enter, and the next."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.messages import explain
from tracker.models.errors import Invalid, TrackerError
from tracker.models.small_groups import may_be_told
from tracker.models.units import PERCENT, RATING
from tracker.services.figures import FigureFields
from tracker.services.questions import alike
from tracker.ui import fonts
from tracker.ui.alerts import explain_failure
from tracker.ui.dialogs.figure import few_words
from tracker.ui.dialogs.form import text_of
from tracker.ui.tokens import Tone
from tracker.ui.widgets.buttons import Button, LinkButton
from tracker.ui.widgets.completing import CompletingEdit
from tracker.ui.widgets.editors import NumberField
from tracker.ui.widgets.panels import Panel
from tracker.ui.widgets.text import Text


class FigureEntry(Panel):
    """Collects one figure after another. What is refused stays as it was typed, with the reason."""

    entered = Signal(object)
    """The `FigureFields` to save; answered with `saved` or `refused`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("sunken", parent)
        self._survey_id: int | None = None
        self._units: dict[str, str] = {}
        self._meant = ""
        self.wording = CompletingEdit(_("Question, for example want to see more police"))
        self.value = NumberField(None, decimals=3)
        self.value.setPlaceholderText(_("Value"))
        self.unit = CompletingEdit(_("Unit"))
        self.unit.offer([PERCENT, RATING, _("number")])
        self.unit.setText(PERCENT)
        self.answers = NumberField(None, _("answers"), 0)
        self.source = QLineEdit()
        self.source.setPlaceholderText(_("Source"))
        self.limitation = QLineEdit()
        self.limitation.setPlaceholderText(_("Who or what it does not cover"))
        self._save = Button(_("Enter the figure"), keys="Enter")
        self._line = Text("", fonts.caption(), "text2", wrap=True)
        self._take = LinkButton("")
        self._arrange()
        self.wording.textChanged.connect(self._on_wording)
        self.wording.editingFinished.connect(self._suggest)
        self.answers.changed.connect(lambda _n: self._on_answers())
        self._take.clicked.connect(self._on_take)
        self._save.clicked.connect(self.submit)
        self._say_hint()

    def _arrange(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for line, name, words, field, stretch, width in (
            (first, "wording", _("Question"), self.wording, 6, 200),
            (first, "value", _("Value"), self.value, 1, 72),
            (first, "unit", _("Unit"), self.unit, 1, 72),
            (first, "answers", _("Number of answers"), self.answers, 2, 96),
            (second, "source", _("Source"), self.source, 1, 120),
            (second, "limitation", _("Who or what it does not cover"), self.limitation, 1, 120),
        ):
            field.setObjectName(name)
            field.setAccessibleName(words)
            field.setToolTip(words)
            field.setMinimumWidth(width)
            field.installEventFilter(self)
            line.addWidget(field, stretch)
        second.addWidget(self._save)
        told = QHBoxLayout()
        told.addWidget(self._line, 1)
        told.addWidget(self._take, 0, Qt.AlignmentFlag.AlignTop)
        self._take.setVisible(False)
        body = QVBoxLayout(self)
        body.setContentsMargins(24, 12, 24, 10)
        body.setSpacing(8)
        for row in (first, second, told):
            row.setSpacing(8)
            body.addLayout(row)
        self.setFocusProxy(self.wording)

    def set_book(self, survey_id: int | None, questions: Sequence[tuple[str, str]]) -> None:
        """The survey whose figures are entered, and the (wording, unit) that the book knows."""
        self._survey_id = survey_id
        self._units = dict(questions)
        self.wording.offer(list(self._units))
        self._save.setEnabled(survey_id is not None)

    def message(self) -> str:
        """What the line below the fields says now."""
        return self._line.whole_text()

    def suggestion(self) -> LinkButton:
        """The button that takes the question which is perhaps meant; hidden without one."""
        return self._take

    def submit(self) -> None:
        """Hand over what the fields say, or tell what is wrong with it."""
        if not self._save.isEnabled():
            return
        try:
            fields = self._fields()
        except TrackerError as error:
            self.refused(error)
            return
        self._save.setEnabled(False)
        self.entered.emit(fields)

    def _fields(self) -> FigureFields:
        value, answers = self.value.value(), self.answers.value()
        if self._survey_id is None:
            raise Invalid("field.required", field="survey_id")
        if not text_of(self.wording):
            raise Invalid("field.required", field="wording")
        if value is None:
            raise Invalid("field.required", field="value")
        return FigureFields(
            self._survey_id,
            text_of(self.wording),
            value,
            text_of(self.unit),
            None if answers is None else int(answers),
            text_of(self.source),
            text_of(self.limitation),
        )

    def saved(self) -> None:
        """It was committed: the next one. Source and n are often the same, so they stay."""
        self._save.setEnabled(True)
        words = _("Entered: {question}").format(question=text_of(self.wording))
        self.wording.clear()
        self.value.clear()
        self.limitation.clear()
        self.wording.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say("✓ " + words, "on_track")

    def refused(self, error: Exception) -> None:
        """Say what went wrong; everything typed stays."""
        self._save.setEnabled(self._survey_id is not None)
        if not isinstance(error, TrackerError):
            explain_failure(self, error)
            return
        self._say(explain(error), "late")
        name = error.field if isinstance(error, Invalid) else None
        field = self.findChild(QLineEdit, name) if name else None
        if isinstance(field, QLineEdit):
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            field.selectAll()

    def _on_wording(self, wording: str) -> None:
        unit = self._units.get(wording.strip())
        self.unit.setReadOnly(unit is not None)
        if unit is not None:
            self.unit.setText(unit)
        self._take.setVisible(False)
        if wording:
            self._say_hint()

    def _suggest(self) -> None:
        wording = text_of(self.wording)
        self._meant = (alike(wording, self._units) or "") if wording else ""
        self._take.setVisible(bool(self._meant))
        if self._meant:
            self._say(_("Is it the same question as “{text}”?").format(text=self._meant), "at_risk")
            self._take.set_words(_("Yes, use that one"))

    def _on_take(self) -> None:
        self.wording.setText(self._meant)
        self.value.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_answers(self) -> None:
        answers = self.answers.value() if self.answers.understood() else None
        if may_be_told(None if answers is None else int(answers)):
            self._say_hint()
        else:
            self._say(few_words(), "at_risk")

    def _say(self, words: str, tone: Tone = "text2") -> None:
        self._line.set_tone(tone)
        self._line.setText(words)

    def _say_hint(self) -> None:
        self._say(
            _(
                "Enter saves the figure and begins the next. Leave the number of answers empty "
                "for statistics."
            )
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self.submit()
            return True
        return super().eventFilter(watched, event)
