"""What the program says to the person: quiet notes, hints, banners, empty screens."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from tracker.ui import fonts
from tracker.ui.theme import Theme
from tracker.ui.tokens import Tone
from tracker.ui.widgets.buttons import Button, IconButton, LinkButton, PrimaryButton
from tracker.ui.widgets.marks import Icon
from tracker.ui.widgets.paint import Run
from tracker.ui.widgets.text import RunText, Text


class QuietNote(QLabel):
    """A warning beside what it concerns: a 2 px ochre rule and one or two lines."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(fonts.caption())
        self.setProperty("tone", "text2")
        self.setWordWrap(True)
        self.setContentsMargins(10, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        rule = Theme.current().tokens().tone("risk_symbol")
        QPainter(self).fillRect(QRectF(0, 0, 2, self.height()), rule)


class IconText(QWidget):
    """A small icon and a caption beside it: a lock and why it is locked, an i and a hint."""

    def __init__(
        self,
        icon: str,
        text: str,
        parent: QWidget | None = None,
        *,
        tone: Tone = "text2",
        wrap: bool = True,
    ) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self._text = Text(text, fonts.caption(), tone, wrap=wrap)
        self._text.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        layout.addWidget(Icon(icon, tone, 14), 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._text, 1)

    def text(self) -> str:
        """What it says."""
        return self._text.whole_text()

    def set_text(self, text: str) -> None:
        """Say something else."""
        self._text.setText(text)


class Banner(QWidget):
    """A 32 px line over the whole window: **Exempeldata.** Boken visar … *Visa dagens datum*."""

    link_clicked = Signal()
    closed = Signal()

    def __init__(
        self,
        icon: str,
        strong: str,
        text: str,
        link: str = "",
        parent: QWidget | None = None,
        *,
        closable: str = "",
    ) -> None:
        """`closable` is the close button's name; without it there is none."""
        super().__init__(parent)
        self.setProperty("surface", "tint")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumHeight(32)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 2, 12, 2)
        layout.setSpacing(8)
        normal, bold = fonts.caption(tabular=True), fonts.caption_strong(tabular=True)
        runs = [Run(strong + " ", strong=True)] if strong else []
        self._text = RunText([*runs, Run(text, tone="text2")], font=normal, strong=bold)
        layout.addWidget(Icon(icon))
        layout.addSpacing(4)
        layout.addWidget(self._text)
        if link:
            button = LinkButton(link)
            button.clicked.connect(self.link_clicked)
            layout.addWidget(button)
        layout.addStretch(1)
        if closable:
            close = IconButton("close", closable, side=24)
            close.clicked.connect(self.closed)
            layout.addWidget(close)

    def text(self) -> str:
        """What it says."""
        return self._text.text()


class Notice(QWidget):
    """A filled note across a page: **Varför den är här:** ingen insats sedan 26 maj."""

    def __init__(self, strong: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        lead = Text(strong, fonts.caption_strong(), "at_risk")
        layout.addWidget(lead, 0, Qt.AlignmentFlag.AlignTop)
        self._text = Text(text, fonts.caption(tabular=True), "at_risk", wrap=True)
        layout.addWidget(self._text, 1)

    def text(self) -> str:
        """What it says."""
        return self._text.whole_text()

    def set_text(self, text: str) -> None:
        """Say something else."""
        self._text.setText(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(Theme.current().tokens().risk.pill))
        painter.drawRoundedRect(QRectF(self.rect()), 4, 4)


class EmptyState(QWidget):
    """What belongs on an empty screen, and the first step as a button."""

    acted = Signal()

    def __init__(
        self,
        icon: str,
        title: str,
        sentence: str,
        action: str = "",
        parent: QWidget | None = None,
        *,
        action_icon: str = "",
        keys: str = "",
        primary: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(8)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._words = words = Text(sentence, fonts.body(), "text2", wrap=True)
        words.setAlignment(centre)
        words.setMaximumWidth(440)
        layout.addStretch(2)
        layout.addWidget(Icon(icon, "text3", 32), 0, centre)
        layout.addSpacing(4)
        layout.addWidget(Text(title, fonts.section_title()), 0, centre)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(words, 100)
        row.addStretch(1)
        layout.addLayout(row)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(8)
        self._actions.setAlignment(centre)
        if action:
            layout.addSpacing(8)
            button: Button = (
                PrimaryButton(action, icon=action_icon, keys=keys)
                if primary
                else Button(action, icon=action_icon, keys=keys)
            )
            button.clicked.connect(self.acted)
            self.setFocusProxy(button)
            self._actions.addWidget(button)
        layout.addLayout(self._actions)
        layout.addStretch(3)

    def set_sentence(self, words: str) -> None:
        """Say something else under the title."""
        self._words.setText(words)

    def add_action(self, action: str, *, icon: str = "") -> Button:
        """Another step beside the first, to be connected by the caller."""
        button = Button(action, icon=icon)
        self._actions.addWidget(button)
        return button
