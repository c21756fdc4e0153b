"""Text on the screen: labels in the design's roles, mixed runs, key hints. Never markup."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from tracker.ui import fonts
from tracker.ui.theme import Theme
from tracker.ui.tokens import Tone
from tracker.ui.widgets import paint
from tracker.ui.widgets.paint import Run

# As long as a word can be beside a label in the inspector.
_LONG_WORD = re.compile(r"\S{21,}")
_MAY_BREAK = "\u200b"


def breakable(text: str) -> str:
    """`text` with places where its very long words may be broken, which are not seen."""
    return _LONG_WORD.sub(lambda word: _MAY_BREAK.join(word[0]), text)


def plain_tip(text: str) -> str:
    """A tooltip that shows `text` as it is: Qt would read ``<b>`` in it as markup."""
    if "<" not in text:
        return text
    # By hand: the html module brings five milliseconds of entities to every start.
    return f"<qt>{text.replace('&', '&amp;').replace('<', '&lt;')}</qt>"


class Text(QLabel):
    """Plain text in one type role and tone: ``Text("Löften", fonts.section_title())``.

    `wrap` breaks lines; otherwise the text may be elided, and a tooltip then tells all of it.
    """

    def __init__(
        self,
        text: str = "",
        font: QFont | None = None,
        tone: Tone = "text",
        parent: QWidget | None = None,
        *,
        wrap: bool = False,
    ) -> None:
        super().__init__(parent)
        self._whole = text
        self._wrap = wrap
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font or fonts.body())
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        if wrap:
            policy = self.sizePolicy()
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        super().setText(self._laid(text))

    def set_tone(self, tone: Tone) -> None:
        """Change the colour."""
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)

    def elidable(self) -> "Text":
        """Let the text be narrower than its words, with an ellipsis; returns itself."""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(0)
        self._elide()
        return self

    def whole_text(self) -> str:
        """The text as it was set, elided or not."""
        return self._whole

    def setText(self, text: str) -> None:
        self._whole = text
        super().setText(self._laid(text))
        self._elide()
        self.updateGeometry()

    def _laid(self, text: str) -> str:
        return breakable(text) if self._wrap else text

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def sizeHint(self) -> QSize:
        if self._wrap or not self._is_elidable():
            return super().sizeHint()
        metrics = QFontMetricsF(self.font())
        width = metrics.horizontalAdvance(self._whole[:400]) + 1
        return QSize(int(width) + 1, super().sizeHint().height())

    def _is_elidable(self) -> bool:
        return self.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Ignored

    def _elide(self) -> None:
        if self._wrap or not self._is_elidable():
            return
        shown = paint.elided(self._whole, QFontMetricsF(self.font()), self.contentsRect().width())
        if shown != self.text():
            super().setText(shown)
        self.setAccessibleName(self._whole)
        self.setToolTip(plain_tip(self._whole) if shown != self._whole else "")


class RunText(QLabel):
    """One line that mixes weights and tones: ``RunText([Run("17 av 30", strong=True), …])``."""

    def __init__(
        self,
        runs: Sequence[Run] = (),
        parent: QWidget | None = None,
        *,
        font: QFont | None = None,
        strong: QFont | None = None,
    ) -> None:
        super().__init__(parent)
        self._runs: tuple[Run, ...] = ()
        self._normal = font or fonts.body(tabular=True)
        self._strong = strong or fonts.body_strong(tabular=True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_runs(runs)

    def set_runs(self, runs: Sequence[Run]) -> None:
        """Show other runs."""
        self._runs = tuple(runs)
        self.setText("".join(run.text for run in runs))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = paint.runs_width(self._runs, self._normal, self._strong)
        height = QFontMetricsF(self._strong).height()
        return QSize(int(width) + 2, max(20, int(height) + 2))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip(
            plain_tip(self.text()) if self.width() < self.sizeHint().width() - 1 else ""
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = Theme.current().tokens()
        area = QRectF(self.contentsRect())
        if self.alignment() & Qt.AlignmentFlag.AlignRight:
            spare = area.width() - paint.runs_width(self._runs, self._normal, self._strong)
            area.setLeft(area.left() + max(spare, 0))
        paint.text_runs(painter, area, self._runs, self._normal, self._strong, tokens)


class KeyHint(QLabel):
    """A key's name in a small box."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(keys, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        extent = paint.key_hint_size(self.text())
        return QSize(int(extent.width() + 0.99), int(extent.height() + 0.99))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.prepare(painter)
        left = QPointF(0, self.height() / 2)
        paint.key_hint(painter, left, self.text(), Theme.current().tokens())
