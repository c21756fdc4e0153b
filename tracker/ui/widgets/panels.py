"""What holds other things: cards, headers, tiles, foldable sections, label and value rows."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tracker.i18n import _
from tracker.ui import fonts
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.marks import Icon
from tracker.ui.widgets.text import Text


class Card(QFrame):
    """A white panel with a hairline around it. Put things into `body`."""

    def __init__(self, parent: QWidget | None = None, *, padding: int = 16, gap: int = 0) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(gap)


class Rule(QFrame):
    """A one-pixel line."""

    def __init__(self, parent: QWidget | None = None, *, vertical: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("rule", True)
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class Panel(QWidget):
    """A plain area in one of the surface colours: ``bg``, ``surface``, ``sunken``, ``tint``."""

    def __init__(self, surface: str = "surface", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", surface)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


class ScrollPanel(QScrollArea):
    """A page that scrolls down, never sideways. Put things into `body`."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        margins: tuple[int, int, int, int] = (24, 20, 24, 24),
        gap: int = 12,
    ) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setObjectName("content")
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(*margins)
        self.body.setSpacing(gap)
        self.setWidget(content)


class SectionHeader(QWidget):
    """A section's title; `add` puts links and controls at the right."""

    def __init__(self, title: str, parent: QWidget | None = None, *, subtitle: str = "") -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        self._title = Text(title, fonts.section_title())
        self._subtitle = Text(subtitle, fonts.body(tabular=True), "text2").elidable()
        self._row.addWidget(self._title)
        self._row.addWidget(self._subtitle, 1)
        self.setMinimumHeight(28)

    def set_title(self, title: str) -> None:
        """Another title."""
        self._title.setText(title)

    def subtitle(self) -> str:
        """The line after the title."""
        return self._subtitle.whole_text()

    def set_subtitle(self, subtitle: str) -> None:
        """Another line after the title."""
        self._subtitle.setText(subtitle)

    def add(self, widget: QWidget) -> None:
        """Place `widget` last on the line."""
        self._row.addWidget(widget)

    def add_link(self, words: str) -> LinkButton:
        """A link at the right, to be connected by the caller."""
        link = LinkButton(words)
        self.add(link)
        return link


class PageHeader(SectionHeader):
    """A page's title in 16 pt, a line beside it, and buttons at the right."""

    def __init__(self, title: str, parent: QWidget | None = None, *, subtitle: str = "") -> None:
        super().__init__(title, parent, subtitle=subtitle)
        self._title.setFont(fonts.page_title())
        self._row.setSpacing(12)
        self.setMinimumHeight(32)


class FieldRow(QWidget):
    """A label and a value, and a lock when changing it asks for a reason."""

    LABEL_WIDTH = 108

    def __init__(
        self,
        label: str,
        value: QWidget | str,
        parent: QWidget | None = None,
        *,
        locked: bool = False,
    ) -> None:
        super().__init__(parent)
        name = Text(label, fonts.caption(), "text2", wrap=True)
        metrics = QFontMetricsF(name.font())
        name.setFixedWidth(max(self.LABEL_WIDTH, int(metrics.averageCharWidth() * 14)))
        self.value: QWidget = (
            Text(value, fonts.body(tabular=True), wrap=True) if isinstance(value, str) else value
        )
        name.setContentsMargins(0, 3, 0, 0)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.setHorizontalSpacing(4)
        top = Qt.AlignmentFlag.AlignTop
        layout.addWidget(name, 0, 0, top)
        layout.addWidget(self.value, 0, 1)
        layout.setColumnStretch(1, 1)
        if locked:
            reason = _("Locked: changing it asks for a reason")
            layout.addWidget(Icon("lock", "text2", 14, words=reason), 0, 2)
        label_widget: QLabel = name
        label_widget.setBuddy(self.value)
        self._label = label
        if not self.value.accessibleName():
            spoken = f"{label}: {value}" if isinstance(value, str) else label
            self.value.setAccessibleName(spoken)

    def set_text(self, text: str) -> None:
        """Another value, when the value is text."""
        assert isinstance(self.value, Text)
        self.value.setText(text)
        self.value.setAccessibleName(f"{self._label}: {text}")
