"""Typing over a cell of the plan where it stands."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QPlainTextEdit,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from tracker.messages import explain
from tracker.models.errors import Invalid
from tracker.services.queries.actions import ActionRow
from tracker.services.queries.choices import PersonRow
from tracker.ui.panels.promises.plan_delegate import Index, PlanDelegate
from tracker.ui.panels.promises.plan_grid import ACTION, WHEN, WHO
from tracker.ui.panels.promises.plan_model import PlanModel
from tracker.ui.widgets.editors import DateField, Picker
from tracker.ui.widgets.text import plain_tip

_DATE_WIDTH = 216
_OWNER_WIDTH = 300
_FIELD_HEIGHT = 34
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EditingDelegate(PlanDelegate):
    """Makes the editors: words, a day, or a person. What can't be understood stays open."""

    edited = Signal(object, int, object)
    """An `ActionRow`, a column of the plan, and the value typed there."""

    def __init__(self, view: QTableView, model: PlanModel) -> None:
        super().__init__(view, model)
        self._persons: Sequence[PersonRow] = ()

    def set_persons(self, persons: Sequence[PersonRow]) -> None:
        """Who can be chosen as owner."""
        self._persons = persons

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = index.column()
        if column == WHEN:
            return DateField(self._plan.today(), None, parent)
        if column == WHO:
            choices = [(person.id, person.words) for person in self._persons]
            return Picker(choices, None, parent)
        words = QPlainTextEdit(parent)
        words.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return words

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        row = self._row(index)
        if row is None:
            return
        if isinstance(editor, DateField):
            editor.set_value(row.deadline)
            editor.selectAll()
        elif isinstance(editor, Picker):
            editor.set_value(row.owner_id)
            self._field_of(editor).selectAll()
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(row.title if index.column() == ACTION else row.goal)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        row = self._row(index)
        if row is None or self._complaint(editor):
            return
        before: object
        value: object
        if isinstance(editor, DateField):
            before, value = row.deadline, editor.value()
        elif isinstance(editor, Picker):
            before, value = row.owner_id, editor.value()
        else:
            assert isinstance(editor, QPlainTextEdit)
            before = row.title if index.column() == ACTION else row.goal
            value = " ".join(editor.toPlainText().split())
        if value != before:
            self.edited.emit(row, index.column(), value)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        area = QRect(option.rect)
        if isinstance(editor, QPlainTextEdit):
            editor.setGeometry(area)
            return
        wanted = {WHEN: _DATE_WIDTH, WHO: _OWNER_WIDTH}.get(index.column(), area.width())
        height = max(_FIELD_HEIGHT, editor.sizeHint().height())
        field = QRect(area.left(), area.top() + 4, max(wanted, area.width()), height)
        room = self._view.viewport().width()
        if field.right() >= room:
            field.moveRight(room - 1)
        editor.setGeometry(field)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QWidget):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.KeyPress and self._leaves(watched, event):
            return True
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            by_popup = event.reason() is Qt.FocusReason.PopupFocusReason
            if by_popup or self._complaint(watched):
                return False
        return super().eventFilter(watched, event)

    def _leaves(self, editor: QWidget, event: QEvent) -> bool:
        """Whether a key that leaves the editor was dealt with here."""
        if not isinstance(event, QKeyEvent) or event.key() not in (
            *_ENTER,
            Qt.Key.Key_Tab,
            Qt.Key.Key_Backtab,
        ):
            return False
        if self._refuse(editor):
            return True
        if event.key() not in _ENTER or not isinstance(editor, QPlainTextEdit):
            return False
        # Titles and goals are one line, so Enter saves as in the other cells.
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)
        return True

    def _refuse(self, editor: QWidget) -> bool:
        """Say why what is typed can't be saved; it stays, to be mended."""
        complaint = self._complaint(editor)
        if complaint:
            below = editor.mapToGlobal(editor.rect().bottomLeft())
            QToolTip.showText(below, plain_tip(complaint), editor)
        return bool(complaint)

    def _complaint(self, editor: QWidget) -> str:
        try:
            if isinstance(editor, DateField | Picker):
                editor.value()
        except Invalid as error:
            return explain(error)
        return ""

    def _field_of(self, picker: "Picker[int]") -> QLineEdit:
        field = picker.lineEdit()
        assert field is not None
        return field

    def _row(self, index: Index) -> ActionRow | None:
        return self._plan.grid().rows[index.row()].action
