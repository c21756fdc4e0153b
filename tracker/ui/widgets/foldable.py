"""Sections that open and close."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.ui import fonts, icons
from tracker.ui.theme import Theme
from tracker.ui.widgets import paint
from tracker.ui.widgets.buttons import LinkButton, PaintedButton


class _FoldButton(PaintedButton):
    """The title line of a foldable section."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self._count = ""
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_count(self, count: str) -> None:
        self._count = count
        self.setAccessibleName(f"{self.words()} {count}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(fonts.body_strong())
        return QSize(120, max(28, int(metrics.height()) + 8))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        paint.prepare(painter)
        rect = QRectF(self.rect())
        chevron = "chevron-down" if self.isChecked() else "chevron-right"
        mark = QRectF(2, rect.center().y() - 6, 12, 12)
        icons.paint(painter, chevron, mark, tokens.tone("text2"))
        runs = [paint.Run(self.words(), strong=True), paint.Run(f" {self._count}", tone="text2")]
        normal, strong = fonts.body(tabular=True), fonts.body_strong()
        paint.text_runs(painter, rect.adjusted(20, 0, 0, 0), runs, normal, strong, tokens)
        if self.hasFocus():
            paint.focus_ring(painter, rect, tokens)


class Foldable(QWidget):
    """A section of the inspector that opens and closes. Put things into `body`."""

    folded = Signal(bool)

    def __init__(
        self, title: str, parent: QWidget | None = None, *, count: str = "", link: str = ""
    ) -> None:
        super().__init__(parent)
        self._head = _FoldButton(title, self)
        self._head.setChecked(True)
        self._head.toggled.connect(self._on_toggled)
        self.setFocusProxy(self._head)
        self.link = LinkButton(link) if link else None
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._head, 1)
        if self.link is not None:
            line.addWidget(self.link)
        self._content = QWidget()
        self.body = QVBoxLayout(self._content)
        self.body.setContentsMargins(0, 4, 0, 4)
        self.body.setSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(0)
        layout.addLayout(line)
        layout.addWidget(self._content)
        self.set_count(count)

    def set_count(self, count: str) -> None:
        """The number after the title."""
        self._head.set_count(count)

    def is_open(self) -> bool:
        """Whether the content shows."""
        return self._head.isChecked()

    def set_open(self, is_open: bool) -> None:
        """Open or fold."""
        self._head.setChecked(is_open)

    def _on_toggled(self, is_open: bool) -> None:
        self._content.setVisible(is_open)
        self._head.setAccessibleDescription(_("open") if is_open else _("folded"))
        self.folded.emit(not is_open)
