"""The line at the top: which book, search, menu, log."""

from PySide6.QtCore import QPoint, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from tracker.i18n import _
from tracker.ui import fonts, icons
from tracker.ui.theme import Theme
from tracker.ui.widgets import paint
from tracker.ui.widgets.buttons import Button, PaintedButton, PrimaryButton
from tracker.ui.widgets.paint import Run
from tracker.ui.widgets.panels import Panel
from tracker.ui.widgets.search_button import SearchButton


class Toolbar(Panel):
    """Assembles buttons; every one asks for a command by its id."""

    command_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("bg", parent)
        self.setFixedHeight(56)
        self._book = BookButton()
        self._book.clicked.connect(lambda: self.command_asked.emit("book.switch"))
        self._search = SearchButton(_("Search or run a command"), keys="Ctrl+K")
        self._search.clicked.connect(lambda: self.command_asked.emit("find.anything"))
        self._menu_button = Button(_("Menu"), icon="menu", kind="flat")
        self._menu_button.clicked.connect(self.open_menu)
        self._log = PrimaryButton(_("Log an action"), icon="plus", keys="Ctrl+L")
        self._log.clicked.connect(lambda: self.command_asked.emit("log.new"))
        self._menu: QMenu | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 16, 0)
        row.setSpacing(12)
        row.addWidget(self._book)
        row.addSpacing(16)
        row.addWidget(self._search, 1)
        row.addStretch(1)
        row.addWidget(self._menu_button)
        row.addWidget(self._log)

    def set_menu(self, menu: QMenu) -> None:
        """What the menu button and Alt open."""
        self._menu = menu

    def set_book(self, name: str, year: int) -> None:
        """The book's name and the year it shows."""
        self._book.set_book(name, year)

    def book_corner(self) -> QPoint:
        """Where a menu under the book's button belongs, in global coordinates."""
        return self._book.mapToGlobal(QPoint(0, self._book.height() + 4))

    def open_menu(self) -> None:
        """Open the whole menu under its button."""
        if self._menu is not None:
            below = QPoint(0, self._menu_button.height() + 4)
            self._menu.popup(self._menu_button.mapToGlobal(below))
            # The arrows go on from here.
            self._menu.setActiveAction(self._menu.actions()[0])

    def set_writable(self, writable: bool) -> None:
        """Whether anything can be logged."""
        self._log.setVisible(writable)


class BookButton(PaintedButton):
    """The book's name, and beside it the year it shows: **Säffle** 2018."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._runs: list[Run] = []

    def set_book(self, name: str, year: int) -> None:
        """Another book, or another year."""
        self._runs = [Run(name, strong=True), Run(f" {year}", tone="text2")]
        self.set_words(f"{name} {year}")
        self.setToolTip(name)
        self.setAccessibleDescription(_("Change book"))

    def sizeHint(self) -> QSize:
        width = paint.runs_width(self._runs, fonts.body(tabular=True), fonts.body_strong())
        return QSize(min(320, max(176, int(width) + 52)), 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        paint.prepare(painter)
        rect = QRectF(self.rect())
        paint.box(painter, rect, 4, tokens.colour("hover" if self.is_hot() else "surface"))
        paint.outline(painter, rect, 4, tokens.colour("line"), 1)
        mark = QRectF(rect.right() - 28, rect.center().y() - 7, 14, 14)
        icons.paint(painter, "chevron-down", mark, tokens.tone("text"))
        words = rect.adjusted(12, 0, -36, 0)
        normal, strong = fonts.body(tabular=True), fonts.body_strong(tabular=True)
        paint.text_runs(painter, words, self._runs, normal, strong, tokens)
        if self.hasFocus():
            paint.focus_ring(painter, rect, tokens)
