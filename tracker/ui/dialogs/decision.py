"""Decisions asked of the signatories: the question, and later its answer."""

from datetime import date
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from tracker.i18n import _, format_date, format_number
from tracker.labels import label
from tracker.models.enums import Party
from tracker.models.errors import Invalid
from tracker.services.follow_up import QUESTION_LENGTH, AnswerDecision, AskDecision
from tracker.services.queries.choices import Choice
from tracker.services.queries.overview import DecisionRow
from tracker.services.spreadsheet.dates_and_numbers import parse_number
from tracker.ui import fonts
from tracker.ui.dialogs.form import FormDialog, text_of
from tracker.ui.dialogs.said import said
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.editors import DateField, NoteField, Picker
from tracker.ui.widgets.notes import QuietNote
from tracker.ui.widgets.text import Text


class AskDecisionDialog(FormDialog[AskDecision]):
    """One question of at most 60 characters, who decides, by when, and the choices."""

    def __init__(self, promises: list[Choice], today: date, parent: QWidget | None = None) -> None:
        super().__init__(_("Ask for a decision"), parent, save=_("Ask"), width=640)
        self._question = QLineEdit()
        self._question.setPlaceholderText(_("Buy in the review, or move it?"))
        self._question.textChanged.connect(self._on_question)
        self._length = Text("", fonts.caption(tabular=True), "text3")
        self._decider = QLineEdit()
        self._decider.setPlaceholderText(_("For example the municipal commissioner"))
        self._party = Picker(
            [(party, label(party)) for party in (Party.MUNICIPALITY, Party.POLICE, Party.JOINT)],
            Party.MUNICIPALITY,
        )
        self._due = DateField(today)
        self._reason = NoteField(public=False)
        self._promise: Picker[int] = Picker(
            [(choice.id, choice.text) for choice in promises], placeholder=_("The whole agreement")
        )
        self._options = QPlainTextEdit()
        self._options.setTabChangesFocus(True)
        self._options.setFixedHeight(84)
        self._options.setPlaceholderText(_("Buy in a consultant; 85000") + "\n" + _("Move it"))
        self.add_field("question", _("Question"), self._question, beside=self._length)
        with self.row() as line:
            self.add_field("decider", _("Who decides"), self._decider, into=line, stretch=3)
            self.add_field("party", _("Party"), self._party, into=line, stretch=2)
            self.add_field("due_on", _("By"), self._due, into=line, stretch=2)
        self.add_field("reason", _("Why it must be decided"), self._reason, optional=True)
        self.add_field("promise_id", _("Promise"), self._promise, optional=True)
        self.add_field(
            "options",
            _("Choices, one a line; a cost in kronor after a semicolon"),
            self._options,
            optional=True,
        )
        self._on_question()

    def multiline(self) -> bool:
        return True

    def command(self) -> AskDecision:
        due = self._due.value()
        if not text_of(self._question):
            raise Invalid("field.required", field="question")
        if not text_of(self._decider):
            raise Invalid("field.required", field="decider")
        if due is None:
            raise Invalid("field.required", field="due_on")
        return AskDecision(
            text_of(self._question),
            text_of(self._decider),
            self._party.value() or Party.JOINT,
            due,
            self._reason.value(),
            self._promise.value(),
            options=tuple(self._choices()),
        )

    def _choices(self) -> list[tuple[str, Decimal | None]]:
        choices = []
        for line in text_of(self._options).splitlines():
            text, _semicolon, cost = line.partition(";")
            if not text.strip():
                continue
            try:
                choices.append((text.strip(), parse_number(cost) if cost.strip() else None))
            except Invalid as error:
                raise Invalid(error.code, field="options", **error.params) from error
        return choices

    def _on_question(self) -> None:
        used = len(self._question.text())
        self._length.setText(
            _("{used} of {limit} characters").format(used=used, limit=QUESTION_LENGTH)
        )
        self._length.set_tone("late" if used > QUESTION_LENGTH else "text3")


class AnswerDecisionDialog(FormDialog[AnswerDecision]):
    """What was decided, by whom, when; or that the question is taken back."""

    withdrawn = Signal(object)
    """The `DecisionRow` that isn't asked any more."""

    def __init__(
        self,
        row: DecisionRow,
        today: date,
        parent: QWidget | None = None,
        *,
        withdraw: bool = True,
    ) -> None:
        """`withdraw` offers to take the question back instead."""
        super().__init__(_("Answer to a decision request"), parent)
        self._row = row
        self.form.addWidget(Text(row.question, fonts.section_title(), wrap=True))
        due = _("{decider}, by {day}").format(
            decider=row.decider, day=format_date(row.due_on, "long")
        )
        self.form.addWidget(Text(due, fonts.body(tabular=True), "text2"))
        if row.reason:
            self.form.addWidget(QuietNote(row.reason))
        self._answer: Picker[str] = Picker(
            [(option_words(o), option_words(o)) for o in row.options]
        )
        self._by = QLineEdit(row.decider)
        self._on = DateField(today, today)
        self.add_field("answer", _("What was decided"), self._answer)
        with self.row() as line:
            self.add_field("decided_by", _("Decided by"), self._by, into=line, stretch=2)
            self.add_field("decided_on", _("Date"), self._on, into=line, stretch=1)
        if withdraw:
            button = Button(_("Withdraw the question"), icon="trash", kind="flat")
            button.clicked.connect(lambda: self.withdrawn.emit(self._row))
            self.foot.addWidget(button)

    def command(self) -> AnswerDecision:
        day = self._on.value()
        if day is None:
            raise Invalid("field.required", field="decided_on")
        return AnswerDecision(
            self._row.id, self._row.version, text_of(self._answer), text_of(self._by), day
        )

    def take_theirs(self, theirs: DecisionRow) -> None:
        self._row = theirs
        self.show_theirs(
            [
                (name, said(getattr(theirs, name)))
                for name in ("answer", "decided_by", "decided_on")
                if getattr(theirs, name) is not None
            ]
        )


def option_words(option: tuple[str, Decimal | None]) -> str:
    """A choice that was put to the signatory, with its cost where it has one."""
    text, cost = option
    return text if cost is None else f"{text} ({format_number(cost)} kr)"
