"""A chain of "varför?": a field that grows, each answer further in than the one it explains."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.services.problems import MOST_WHYS
from tracker.ui import fonts
from tracker.ui.widgets.text import Text

_INDENT = 14


class WhysField(QWidget):
    """Below the last "varför?" there is always an empty one, up to seven in all.

    Enter and Tab go on to the next; Backspace takes an empty one away.
    """

    def __init__(self, texts: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: list[QLineEdit] = []
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        outer.addLayout(self._lines)
        hint = _("Each answer explains the one above it. The chain ends where you leave it empty.")
        outer.addWidget(Text(hint, fonts.caption(), "text2", wrap=True))
        for text in texts[:MOST_WHYS]:
            self._add(text)
        self._offer_one_more()

    def values(self) -> tuple[str, ...]:
        """The chain, without what was left empty."""
        return tuple(text for field in self._fields if (text := field.text().strip()))

    def fields(self) -> list[QLineEdit]:
        """The lines, from the first "varför?"."""
        return list(self._fields)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """An error sends the focus here."""
        super().focusInEvent(event)
        self._fields[0].setFocus(event.reason())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress or watched not in self._fields:
            return super().eventFilter(watched, event)
        assert isinstance(event, QKeyEvent)
        assert isinstance(watched, QLineEdit)
        number = self._fields.index(watched)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            # An empty line is the end of the chain, where Enter saves as in other fields.
            return bool(watched.text().strip()) and self._go_on(number + 1)
        if event.key() == Qt.Key.Key_Backspace and not watched.text() and number:
            self._take_away(number)
            return True
        return False

    def _go_on(self, number: int) -> bool:
        if number == len(self._fields):
            return False
        self._fields[number].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _add(self, text: str) -> None:
        number = len(self._fields)
        field = QLineEdit(text)
        field.setAccessibleName(_("Why? {number}").format(number=number + 1))
        field.installEventFilter(self)
        field.textChanged.connect(self._offer_one_more)
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(_INDENT * number, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(Text(_("Why?"), fonts.caption(), "text2"))
        line.addWidget(field, 1)
        self._lines.addWidget(holder)
        if self._fields:
            QWidget.setTabOrder(self._fields[-1], field)
        self._fields.append(field)

    def _offer_one_more(self) -> None:
        room = len(self._fields) < MOST_WHYS
        if room and (not self._fields or self._fields[-1].text().strip()):
            self._add("")

    def _take_away(self, number: int) -> None:
        texts = [field.text() for field in self._fields]
        del texts[number]
        for field, text in zip(self._fields, texts, strict=False):
            field.setText(text)
        last = self._fields.pop().parentWidget()
        assert last is not None
        last.setParent(None)
        last.deleteLater()
        self._offer_one_more()
        self._fields[number - 1].setFocus(Qt.FocusReason.BacktabFocusReason)
