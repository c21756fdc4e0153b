"""The code book at the right: what is suggested with its reason, then every theme at its place."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.ui import fonts
from tracker.ui.panels.answers.no_themes import NoThemes
from tracker.ui.panels.answers.theme_list import ThemeLine, ThemeList
from tracker.ui.widgets.buttons import Button, LinkButton
from tracker.ui.widgets.panels import Panel, Rule
from tracker.ui.widgets.text import Text

_LEAST_WIDTH = 264
_MOST_WIDTH = 320
_MOST_SUGGESTED = 3
# The two heads and the lines around them.
_HEADS = 92


class ThemeSide(Panel):
    """Ticks are asked for, never made here. The suggestions' room is kept, so nothing jumps."""

    toggled = Signal(object)
    book_asked = Signal()
    """The code book itself, to be changed."""
    all_asked = Signal()
    """All that is suggested and seen, at once."""

    def __init__(self, parent: QWidget | None = None, *, read_only: bool) -> None:
        super().__init__("surface", parent)
        self._read_only = read_only
        self._lines: tuple[ThemeLine, ...] = ()
        self._suggested: tuple[ThemeLine, ...] = ()
        self.suggestions = ThemeList(_("Suggested themes"), two_lines=True, fitted=True)
        self.themes = ThemeList(_("Themes"))
        for one in (self.suggestions, self.themes):
            one.set_writable(not read_only)
            one.toggled.connect(self.toggled)
        self._suggested_head = QWidget()
        self.take_all = Button(_("Take them all"), keys="S", kind="flat", height=24)
        self.take_all.setAccessibleName(_("Take all suggested themes"))
        self.take_all.clicked.connect(self.all_asked)
        self._none = Text("", fonts.caption(), "text2", wrap=True)
        self._room = QWidget()
        self._head = Text(_("Themes"), fonts.caption_strong(), "text2")
        self.book = LinkButton(_("Code book…"))
        self.book.clicked.connect(self.book_asked)
        self.none = NoThemes(read_only=read_only)
        self._offered = True
        self._lay_out()
        self._show_parts()

    def _lay_out(self) -> None:
        room = QVBoxLayout(self._room)
        room.setContentsMargins(0, 0, 0, 0)
        room.setSpacing(0)
        room.addWidget(self.suggestions)
        room.addWidget(self._none)
        room.addStretch(1)
        self._none.setContentsMargins(20, 4, 20, 0)
        above = QHBoxLayout(self._suggested_head)
        above.setContentsMargins(20, 10, 8, 2)
        above.addWidget(Text(_("Suggested"), fonts.caption_strong(), "text2"), 1)
        above.addWidget(self.take_all)
        self._head.setContentsMargins(20, 0, 0, 0)
        self._book_head = QWidget()
        head = QHBoxLayout(self._book_head)
        head.setContentsMargins(0, 10, 16, 4)
        head.addWidget(self._head, 1)
        head.addWidget(self.book)
        self._rule = Rule()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(0)
        layout.addWidget(self._suggested_head)
        layout.addWidget(self._room)
        layout.addWidget(self._rule)
        layout.addWidget(self._book_head)
        layout.addWidget(self.themes, 1)
        layout.addWidget(self.none, 1)

    def sizeHint(self) -> QSize:
        wanted = int(QFontMetricsF(fonts.body()).averageCharWidth() * 38)
        return QSize(min(max(_LEAST_WIDTH, wanted), _MOST_WIDTH), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_WIDTH, 160)

    def set_book(self, lines: Sequence[ThemeLine]) -> None:
        """The code book as it is ticked now."""
        if tuple(lines) != self._lines:
            self._lines = tuple(lines)
            self.themes.set_rows(self._lines)
            self._show_parts()
            self._show_suggestions()

    def set_suggestions(self, lines: Sequence[ThemeLine] | None) -> None:
        """What is suggested for the answer; None while it is looked for."""
        self._suggested = tuple(lines or ())
        self._show_suggestions()
        self._none.setText("" if lines is None else _("No suggestion for this answer."))

    def offer_suggestions(self, *, offered: bool) -> None:
        """Whether suggestions have their place at all."""
        self._offered = offered
        self._show_parts()

    def takeable(self) -> tuple[int, ...]:
        """The themes suggested and seen that the answer does not have."""
        unticked = Qt.CheckState.Unchecked
        rows = self.suggestions.rows() if self._offered else ()
        return tuple(line.theme_id for line in rows if line.ticked is unticked)

    def _show_parts(self) -> None:
        any_theme = bool(self._lines)
        for widget in (self._suggested_head, self._room, self._rule):
            widget.setVisible(any_theme and self._offered)
        for widget in (self._book_head, self.themes):
            widget.setVisible(any_theme)
        self.none.setVisible(not any_theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_suggestions()

    def _show_suggestions(self) -> None:
        row = self._suggestion_height()
        # Every theme in view is worth more than a second suggestion.
        spare = self.height() - _HEADS - self.themes.content_height()
        most = min(max(spare // row, 1), _MOST_SUGGESTED)
        shown = self._suggested[:most]
        if shown != self.suggestions.rows():
            self.suggestions.set_rows(shown)
        self.suggestions.setVisible(bool(shown))
        self._none.setVisible(not shown)
        self.take_all.setVisible(bool(shown) and not self._read_only)
        self.take_all.setEnabled(bool(self.takeable()))
        self._room.setFixedHeight(most * row + 8)

    def _suggestion_height(self) -> int:
        lines = (fonts.body(), fonts.caption())
        return max(44, int(sum(QFontMetricsF(line).height() for line in lines)) + 10)
