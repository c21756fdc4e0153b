"""One answer to read: the words, where they come from, and what may point out a person."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.services.queries.responses import ResponseRow
from tracker.ui import fonts
from tracker.ui.panels.answers.answer_text import AnswerText
from tracker.ui.panels.answers.words import (
    coded_words,
    place_words,
    replacement_lines,
    source_words,
)
from tracker.ui.theme import Theme
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.marks import Tag
from tracker.ui.widgets.panels import ScrollPanel
from tracker.ui.widgets.text import Text

# Longer lines are hard to read in 14 points.
_MOST_LETTERS = 78


class MaskNote(QWidget):
    """A warning under the answer: what would be replaced by what, and the key that does it."""

    mask_asked = Signal()

    def __init__(self, parent: QWidget | None = None, *, read_only: bool) -> None:
        super().__init__(parent)
        self._lead = Text(_("May point out a person"), fonts.caption_strong(), "at_risk")
        self._what = Text("", fonts.caption(), "at_risk", wrap=True)
        self.button = Button(_("Mask"), keys="M", height=28)
        self.button.clicked.connect(self.mask_asked)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._lead)
        words.addWidget(self._what)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(12)
        layout.addLayout(words, 1)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.button.setVisible(not read_only)

    def show_lines(self, lines: Sequence[str]) -> None:
        """What would stand instead of what; nothing hides the note."""
        self._what.setText("\n".join(lines))
        self.setVisible(bool(lines))

    def text(self) -> str:
        """What it says."""
        return self._what.whole_text()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(Theme.current().tokens().risk.pill))
        painter.drawRoundedRect(QRectF(self.rect()), 4, 4)


class OneAnswer(QWidget):
    """Shows one answer after the other in the same widgets, so that nothing flickers."""

    def __init__(self, parent: QWidget | None = None, *, read_only: bool) -> None:
        super().__init__(parent)
        self._read_only = read_only
        self._shown: int | None = None
        quiet = fonts.caption(tabular=True)
        self._place = Text("", quiet, "text2")
        self.previous = _step("chevron-left", _("Previous answer"), "K")
        self.following = _step("chevron-right", _("Next answer"), "J")
        self._coded = Tag("")
        self._quotable = Tag("")
        self.words = AnswerText()
        self._source = Text("", fonts.body(tabular=True), "text2", wrap=True)
        self.note = MaskNote(read_only=read_only)
        steps, tags = QHBoxLayout(), QHBoxLayout()
        for part in (self.previous, self._place, self.following):
            steps.addWidget(part)
        for tag in (self._coded, self._quotable):
            tags.addWidget(tag)
        for line in (steps, tags):
            line.setSpacing(8)
            line.addStretch(1)
        head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        head.setSpacing(8)
        head.addLayout(steps, 1)
        head.addLayout(tags)
        self._reading = ScrollPanel(margins=(24, 8, 24, 14), gap=0)
        # One line of it at least, where the buttons below take many.
        self._reading.setMinimumHeight(40)
        self._reading.body.addWidget(self.words)
        self._reading.body.addSpacing(10)
        self._reading.body.addWidget(self._source)
        self._reading.body.addSpacing(16)
        self._reading.body.addWidget(self.note)
        self._reading.body.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._reading, 1)
        self._head, self._steps, self._tags = head, steps, tags
        self.words.paged.connect(self._scroll)
        self.setFocusProxy(self.words)
        self._set_margins()

    def show_place(self, number: int, count: int) -> None:
        """Which of the answers listed it is."""
        self._place.setText(place_words(number, count))
        self.previous.setEnabled(number > 0)
        self.following.setEnabled(number < count - 1)

    def show_answer(self, row: ResponseRow) -> None:
        """Show another answer, or the same one as it is now."""
        if row.id != self._shown:
            self._shown = row.id
            self._reading.verticalScrollBar().setValue(0)
        self.words.show_answer(row.text, row.hints)
        _set_tag(self._coded, coded_words(row))
        _set_tag(self._quotable, _("De-identified") if row.deidentified else _("Not de-identified"))
        self._fit_head()
        self._source.setText(source_words(row))
        self.note.show_lines(replacement_lines(row))

    def offer(self, *, first_coder: bool) -> None:
        """A second coder is neither told what may be quoted nor offered to mask."""
        self._quotable.setVisible(first_coder)
        self._fit_head()
        self.note.button.setVisible(first_coder and not self._read_only)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_margins()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set_margins()

    def _set_margins(self) -> None:
        letter = QFontMetricsF(fonts.answer_text()).averageCharWidth()
        widest = int(letter * _MOST_LETTERS)
        right = max(24, self.width() - 24 - widest)
        # The step button's own padding brings its arrow under the title.
        self._head.setContentsMargins(16, 12, right, 0)
        self._reading.body.setContentsMargins(24, 8, right, 14)
        self._fit_head()

    def _fit_head(self) -> None:
        """What is said of the answer stands at the right, else on a line of its own."""
        margins = self._head.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self._head.spacing()
        beside = self._steps.sizeHint().width() + self._tags.sizeHint().width() <= room
        direction = QBoxLayout.Direction
        self._head.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        # On its own line it stands under the title, as the arrow of the step button does.
        self._tags.setContentsMargins(0 if beside else 8, 0, 0, 0)

    def _scroll(self, by: int) -> None:
        bar = self._reading.verticalScrollBar()
        bar.setValue(bar.value() + by * bar.pageStep())


def _step(icon: str, name: str, keys: str) -> Button:
    button = Button("", icon=icon, keys=keys, kind="flat", height=28)
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button


def _set_tag(tag: Tag, words: str) -> None:
    if tag.text() != words:
        tag.setText(words)
        tag.updateGeometry()
