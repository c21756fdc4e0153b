"""A cause of a problem: what kind it is, in words, and its chain of "varför?"."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from tracker.i18n import _
from tracker.labels import label
from tracker.models.enums import CauseKind
from tracker.models.errors import Invalid
from tracker.services.problems import AddCause, EditCause
from tracker.services.queries.choices import Choice
from tracker.services.queries.plan import CauseRow
from tracker.ui.dialogs.form import C, FormDialog
from tracker.ui.dialogs.status_choice import StatusChoice
from tracker.ui.dialogs.whys_field import WhysField
from tracker.ui.widgets.editors import NoteField, Picker


class _CauseDialog(FormDialog[C]):
    """The fields that a new and an old cause share."""

    def __init__(self, title: str, cause: CauseRow | None, parent: QWidget | None) -> None:
        super().__init__(title, parent, width=560)
        self._cause = cause
        self._kind = StatusChoice(tuple(CauseKind), cause.kind if cause else CauseKind.PLACE)
        self._description = NoteField(
            _("Why does the problem arise? For example: Deserted after 6 p.m."),
            cause.description if cause else "",
            lines=2,
        )
        self._description.edit.installEventFilter(self)
        self._whys = WhysField(cause.whys if cause else ())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A cause is one sentence, so Enter saves it instead of adding a line below what is seen.
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shifted:
                self.submit()
                return True
        return super().eventFilter(watched, event)

    def add_cause_fields(self) -> None:
        """Place the shared fields."""
        self.add_field("description", _("Cause"), self._description)
        self.add_field("kind", _("Kind of cause"), self._kind)
        self.add_field("whys", _("Why is that so?"), self._whys, optional=True)

    def kind(self) -> CauseKind:
        """The kind chosen."""
        kind = self._kind.value()
        assert kind is not None
        return kind

    def description(self) -> str:
        """The words; raises `Invalid` when there are none."""
        words = self._description.value()
        if not words:
            raise Invalid("field.required", field="description")
        return words


class NewCauseDialog(_CauseDialog[AddCause]):
    """A new cause of one of the promise's problems."""

    def __init__(
        self,
        problems: Sequence[Choice],
        parent: QWidget | None = None,
        *,
        kind: CauseKind | None = None,
    ) -> None:
        """`problems` are those that the promise answers; with one there is nothing to choose."""
        super().__init__(_("New cause"), None, parent)
        self._problem = Picker(
            [(problem.id, problem.text) for problem in problems],
            problems[0].id if len(problems) == 1 else None,
        )
        self.add_field("problem_id", _("Problem"), self._problem)
        if kind is not None:
            self._kind.set_value(kind)
        self.add_cause_fields()
        if len(problems) == 1:
            self._description.setFocus()

    def command(self) -> AddCause:
        problem = self._problem.value()
        if problem is None:
            raise Invalid("field.required", field="problem_id")
        return AddCause(problem, self.kind(), self.description(), self._whys.values())


class EditCauseDialog(_CauseDialog[EditCause]):
    """Other words for a cause; its number stays."""

    def __init__(self, cause: CauseRow, parent: QWidget | None = None) -> None:
        title = _("Cause {number}").format(number=cause.number)
        super().__init__(title, cause, parent)
        self._seen = cause
        self.add_cause_fields()
        self._description.edit.selectAll()

    def command(self) -> EditCause:
        return EditCause(
            self._seen.id,
            self._seen.version,
            self.kind(),
            self.description(),
            self._whys.values(),
            self._seen.whys,
        )

    def take_theirs(self, theirs: CauseRow) -> None:
        self._seen = theirs
        self.show_theirs(
            [
                ("description", theirs.description),
                ("kind", label(theirs.kind)),
                ("whys", " → ".join(theirs.whys) or "–"),
            ]
        )
