"""Small marks that stand for a value: party, follow-up, status, a tag, an icon."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from tracker.labels import label
from tracker.models.enums import ActionStatus, FollowUp, Party, PromiseStatus
from tracker.ui import fonts, icons
from tracker.ui.theme import Theme
from tracker.ui.tokens import Tone
from tracker.ui.widgets import paint
from tracker.ui.widgets.paint import TABLE_PILL, PillSize


class _Mark(QLabel):
    """A label that draws itself: its text is what assistive technology reads."""

    def __init__(self, words: str, parent: QWidget | None) -> None:
        super().__init__(words, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.prepare(painter)
        self.draw(painter, QRectF(self.rect()))

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """Draw the mark in `rect`."""
        raise NotImplementedError


class PartyBadge(_Mark):
    """The party's square with its letter; its name is the tooltip."""

    def __init__(self, party: Party, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_party(party)

    def set_party(self, party: Party) -> None:
        """Show another party."""
        self._party = party
        self.setText(label(party))
        self.setToolTip(label(party))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(int(paint.BADGE), int(paint.BADGE))

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        paint.party_badge(painter, rect, self._party, Theme.current().tokens())


class FollowUpPill(_Mark):
    """Symbol and word. In table size it is filled for risk and sen only; in title size always."""

    def __init__(
        self, value: FollowUp, parent: QWidget | None = None, *, size: PillSize = TABLE_PILL
    ) -> None:
        super().__init__("", parent)
        self._size = size
        self.set_value(value)

    def value(self) -> FollowUp:
        """What is shown."""
        return self._value

    def set_value(self, value: FollowUp) -> None:
        """Show another follow-up."""
        self._value = value
        self.setText(label(value))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return paint.pill_size(self._value, self._size).toSize() + QSize(1, 0)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        filled = self._size is not TABLE_PILL or paint.needs_fill(self._value)
        left = QPointF(0, rect.height() / 2)
        tokens = Theme.current().tokens()
        paint.pill(painter, left, self._value, tokens, self._size, filled=filled)


class FollowUpSymbol(_Mark):
    """The symbol alone, where its word stands in the text beside it."""

    def __init__(self, value: FollowUp, parent: QWidget | None = None) -> None:
        super().__init__(label(value), parent)
        self._value = value
        self.setToolTip(label(value))

    def sizeHint(self) -> QSize:
        return QSize(12, 12)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        inner = rect.adjusted(1, 1, -1, -1)
        paint.symbol(painter, inner, self._value, Theme.current().tokens())


class StatusMark(_Mark):
    """The outline symbol and the word of a status."""

    def __init__(self, status: ActionStatus | PromiseStatus, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_status(status)

    def set_status(self, status: ActionStatus | PromiseStatus) -> None:
        """Show another status."""
        self._status = status
        self.setText(label(status))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(fonts.body())
        width = paint.MARK + 6 + metrics.horizontalAdvance(self.text()) + 2
        return QSize(int(width), max(20, int(metrics.height()) + 2))

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        paint.status_mark(painter, rect, self._status, Theme.current().tokens())


class Tag(_Mark):
    """A word in a thin frame: a promise's status beside its title."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(fonts.caption())
        width = metrics.horizontalAdvance(self.text()) + 14
        return QSize(int(width) + 1, max(20, int(metrics.height()) + 4))

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        tokens = Theme.current().tokens()
        paint.box(painter, rect, 3, tokens.colour("surface"))
        paint.outline(painter, rect, 3, tokens.colour("line"), 1)
        painter.setFont(fonts.caption())
        painter.setPen(tokens.tone("text2"))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), self.text())


class Icon(_Mark):
    """A picture that says what the text beside it says; read out only when `words` are given."""

    def __init__(
        self,
        name: str,
        tone: Tone = "text2",
        size: int = 16,
        parent: QWidget | None = None,
        *,
        words: str = "",
    ) -> None:
        super().__init__(words, parent)
        self._name, self._tone, self._size = name, tone, size
        self.setToolTip(words)

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        icons.paint(painter, self._name, rect, Theme.current().tokens().tone(self._tone))


class NumberRing(_Mark):
    """A cause's number in a ring, as the plan has it."""

    def __init__(self, number: int, words: str, parent: QWidget | None = None) -> None:
        """`words` are read out."""
        super().__init__(str(number), parent)
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(fonts.caption_strong())
        side = max(20, int(metrics.height()) + 4, int(metrics.horizontalAdvance(self.text())) + 8)
        return QSize(side, side)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        tokens = Theme.current().tokens()
        paint.outline(painter, rect, rect.height() / 2, tokens.colour("strong"), 1.2)
        painter.setFont(fonts.caption_strong(tabular=True))
        painter.setPen(tokens.tone("text"))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), self.text())
