"""The inspector at the window's right edge: what is chosen, in detail."""

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.services.context import AppContext
from tracker.services.queries.evidence import problem_detail, survey_detail
from tracker.services.queries.rounds import round_detail
from tracker.ui.desk import Desk, Goto, Subject
from tracker.ui.page import PageView
from tracker.ui.panels.inspector_action import ActionSheet, read_action
from tracker.ui.panels.inspector_others import LogSheet, SurveySheet, read_log
from tracker.ui.panels.inspector_parts import Sheet
from tracker.ui.panels.inspector_problem import ProblemSheet
from tracker.ui.panels.inspector_round import RoundSheet
from tracker.ui.widgets.buttons import IconButton
from tracker.ui.widgets.notes import EmptyState

_Reader = Callable[[AppContext, int], Any]
_Maker = Callable[[Desk, Any], Sheet]

_KINDS: dict[str, tuple[_Reader, _Maker]] = {
    "action": (read_action, ActionSheet),
    "log": (read_log, LogSheet),
    "survey": (survey_detail, SurveySheet),
    "round": (round_detail, RoundSheet),
    "problem": (problem_detail, ProblemSheet),
}


class Inspector(PageView):
    """Shows the desk's subject, and follows it as it changes. What is folded stays folded."""

    fold_asked = Signal()
    """The corner button: fold the inspector away."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "action", "action_cause", "action_note", "occasion", "snooze", "log_entry",
            "deviation", "person", "promise", "cause", "survey", "response", "problem",
            "evidence", "theme", "dialogue_round", "figure", "question", "promise_problem",
            "book",
        }
    )  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent, surface="bg")
        self.setAccessibleName(_("Inspector"))
        self._subject: Subject | None = desk.subject
        self._shown: Subject | None = None
        self._awaited = False
        self._folded: dict[str, frozenset[str]] = {}
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        self._fold = IconButton("drawer", _("Fold the inspector"), self, keys="Ctrl+I")
        self._fold.clicked.connect(self.fold_asked)
        desk.inspected.connect(self._on_inspected)
        self._show_nothing()

    def sheet(self) -> Sheet | None:
        """What is shown; None when nothing is chosen."""
        widget = self._scroll.widget()
        return widget if isinstance(widget, Sheet) else None

    def take_keyboard(self) -> None:
        """Go to what is shown by keyboard, or there as soon as it is read."""
        sheet = self.sheet()
        self._awaited = sheet is None
        if sheet is not None:
            sheet.take_keyboard()

    def refresh(self) -> None:
        if self._subject is None:
            self._show_nothing()
            return
        read, _make = _KINDS[self._subject.kind]
        work = partial(read, self.desk.ctx, self._subject.row_id)
        self.desk.read(work, self._on_read, owner=self)

    def open_at(self, target: Goto) -> None:
        """The inspector is no place to go to; the subject comes from the desk."""

    def _on_inspected(self, subject: Subject | None) -> None:
        self._subject = subject
        self.mark_stale()

    def _on_read(self, read: Any) -> None:
        subject = self._subject
        if read is None or subject is None:
            self._show_nothing()
            return
        _read, make = _KINDS[subject.kind]
        sheet = make(self.desk, read)
        before = self.sheet()
        if before is not None and self._shown is not None:
            self._folded[self._shown.kind] = before.folded()
            if self._shown == subject:
                sheet.take_over(before)
        sheet.fold(self._folded.get(subject.kind, frozenset()))
        at = self._scroll.verticalScrollBar().value() if subject == self._shown else 0
        focused = self._focused_name()
        self._show(sheet)
        self._shown = subject
        # The height is known when the new sheet has been laid out.
        QTimer.singleShot(0, self, lambda: self._scroll.verticalScrollBar().setValue(at))
        self._focus_again(focused)
        if self._awaited:
            self.take_keyboard()

    def _show(self, widget: QWidget) -> None:
        # Qt answers None when there was none, whatever its stubs say.
        before: QWidget | None = self._scroll.takeWidget()
        if before is not None:
            before.deleteLater()
        self._scroll.setWidget(widget)
        self._fold.raise_()

    def _show_nothing(self) -> None:
        self._shown = None
        words = _("Choose an action, a log entry, a survey or a problem to see all about it here.")
        empty = EmptyState("info", _("Nothing is chosen"), words)
        empty.setObjectName("content")
        self._show(empty)

    def _focused_name(self) -> str:
        sheet = self.sheet()
        # While a dialog is open too: the keyboard comes back here when it closes. Qt answers None
        # when nothing has it, whatever its stubs say.
        widget: object = self.window().focusWidget()
        if sheet is None or not isinstance(widget, QWidget) or not sheet.isAncestorOf(widget):
            return ""
        return widget.accessibleName()

    def _focus_again(self, name: str) -> None:
        """The keyboard stays on the same link when what is shown was made anew."""
        sheet = self.sheet()
        if not name or sheet is None:
            return
        for widget in sheet.findChildren(QWidget):
            if widget.accessibleName() == name:
                widget.setFocus()
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self._fold.sizeHint()
        self._fold.setGeometry(self.width() - size.width() - 10, 6, size.width(), size.height())
