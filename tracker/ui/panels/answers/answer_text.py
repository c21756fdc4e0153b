"""The words of one answer, large, with what may point out a person underlined and named."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from tracker.i18n import _
from tracker.labels import label
from tracker.models.enums import Hint
from tracker.ui import fonts
from tracker.ui.theme import Theme
from tracker.ui.widgets import paint

Mark = tuple[Hint, int, int]

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_LINE_HEIGHT = 145.0
_TABS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class AnswerText(QTextEdit):
    """Only to be read. Arrows ask for another answer, Enter and Space are done with this one."""

    stepped = Signal(int)
    """-1 for the previous answer, 1 for the next."""
    done = Signal()
    paged = Signal(int)
    """-1 for a page up, 1 for a page down. It is as high as its words: what holds it scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said: tuple[str, tuple[Mark, ...]] = ("", ())
        self._by_keyboard = False
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setCursorWidth(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("The answer"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("reading", True)
        self.document().setDocumentMargin(0)
        self.document().setDefaultFont(fonts.answer_text())

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(400, int(self.document().size().height()) + 2)

    def show_answer(self, text: str, marks: Sequence[Mark]) -> None:
        """Show another text; the same one stays as it is, scrolled where it was."""
        said = (text, tuple(marks))
        if said != self._said:
            self._said = said
            self._write()
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _write(self) -> None:
        text, marks = self._said
        self.clear()
        cursor = QTextCursor(self.document())
        spacing = QTextBlockFormat()
        spacing.setLineHeight(
            _LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        )
        cursor.setBlockFormat(spacing)
        tokens = Theme.current().tokens()
        plain = QTextCharFormat()
        plain.setFont(fonts.answer_text())
        plain.setForeground(tokens.tone("text" if text else "text3"))
        if not text:
            cursor.insertText(_("No words, only a rating or themes."), plain)
            return
        at = 0
        for hint, start, end in sorted(marks, key=lambda mark: mark[1]):
            if start < at:
                continue
            cursor.insertText(text[at:start], plain)
            cursor.insertText(text[start:end], self._underlined(plain))
            cursor.insertText("\u00a0", plain)
            cursor.insertText(f"\u00a0{label(hint)}\u00a0".replace(" ", "\u00a0"), self._named())
            at = end
        cursor.insertText(text[at:], plain)

    def _underlined(self, plain: QTextCharFormat) -> QTextCharFormat:
        marked = QTextCharFormat(plain)
        marked.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        marked.setUnderlineColor(Theme.current().tokens().tone("risk_symbol"))
        marked.setFont(fonts.answer_text())
        marked.setFontUnderline(True)
        return marked

    def _named(self) -> QTextCharFormat:
        risk = Theme.current().tokens().risk
        named = QTextCharFormat()
        named.setFont(fonts.caption_strong())
        named.setForeground(QColor(risk.word))
        named.setBackground(QColor(risk.pill))
        return named

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif plain and key in _ENTERS:
            self.done.emit()
        elif plain and key in _PAGES:
            self.paged.emit(_PAGES[key])
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._write()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = event.reason() in _TABS
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self._by_keyboard:
            painter = QPainter(self.viewport())
            paint.prepare(painter)
            paint.focus_ring(painter, QRectF(self.viewport().rect()), Theme.current().tokens())
