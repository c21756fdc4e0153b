"""The window without a book: new, open, try the example, and the latest books."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QAction,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QMainWindow,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tracker import __version__
from tracker.i18n import _
from tracker.ui import fonts, on_screen
from tracker.ui.panels.welcome_rows import Choice, RecentRow
from tracker.ui.widgets.buttons import LinkButton, PaintedButton
from tracker.ui.widgets.marks import Icon
from tracker.ui.widgets.notes import IconText
from tracker.ui.widgets.panels import Card, Panel, Rule, ScrollPanel, SectionHeader
from tracker.ui.widgets.text import Text

if TYPE_CHECKING:
    from tracker.ui.app import Application


_CHOICES = 400
_RECENT_WIDTHS = 380, 576
_MARGIN = 48
_BETWEEN = 64


class WelcomeWindow(QMainWindow):
    """What the program shows before a book is open."""

    def __init__(self, app: "Application") -> None:
        super().__init__()
        self._app = app
        self.setWindowTitle("Löftesboken")
        self.setMinimumSize(QSize(900, 560))
        self.resize(1200, 760)
        on_screen.fit(self)
        for keys, ask in (
            ("Ctrl+N", lambda: app.ask_new(self)),
            ("Ctrl+O", lambda: app.ask_open(self)),
            ("Ctrl+,", self._on_settings),
            ("Ctrl+W", self.close),
        ):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(ask)
            self.addAction(action)
        self.renew()

    def renew(self) -> None:
        """Show the latest books as they are now, in the language as it is now."""
        central = Panel("bg")
        outer = QVBoxLayout(central)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        page = _Page(margins=(_MARGIN, 32, _MARGIN, 32), gap=0)
        page.place(self._choices(), self._recent())
        outer.addWidget(page, 1)
        outer.addWidget(Rule())
        outer.addWidget(self._foot())
        self.setCentralWidget(central)
        self._first.setFocus(Qt.FocusReason.TabFocusReason)

    def _choices(self) -> QWidget:
        app = self._app
        column = QWidget()
        column.setFixedWidth(_CHOICES)
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(Icon("book", "accent", 40), 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(Text("Löftesboken", fonts.welcome_title()))
        layout.addWidget(
            Text(
                _(
                    "What you promised, what you did, and what did not happen. "
                    "From citizens' dialogue to signed status report."
                ),
                fonts.promise_text(),
                "text2",
                wrap=True,
            )
        )
        layout.addSpacing(16)
        self._first: PaintedButton = Choice(
            "plus",
            _("New book"),
            _("Municipality, local police area and period"),
            "Ctrl+N",
            primary=True,
        )
        self._first.clicked.connect(lambda: app.ask_new(self))
        opened = Choice(
            "folder-open", _("Open book…"), _("A file on this computer or a share"), "Ctrl+O"
        )
        opened.clicked.connect(lambda: app.ask_open(self))
        example = Choice(
            "flask", _("Try the example Säffle"), _("Two years of example data, free to change")
        )
        example.clicked.connect(lambda: app.open_example(self))
        for choice in (self._first, opened, example):
            layout.addWidget(choice)
        return column

    def _recent(self) -> QWidget:
        column = QWidget()
        column.setMinimumWidth(_RECENT_WIDTHS[0])
        column.setMaximumWidth(_RECENT_WIDTHS[1])
        column.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout = QVBoxLayout(column)
        # The heading stands beside the program's name, under its mark.
        layout.setContentsMargins(0, 40, 0, 0)
        layout.setSpacing(12)
        books = self._app.settings.recent
        if books:
            header = SectionHeader(_("Latest books"))
            header.add_link(_("Clear the list")).clicked.connect(self._on_clear)
            layout.addWidget(header)
            card = Card(padding=1)
            for index, book in enumerate(books):
                if index:
                    card.body.addWidget(Rule())
                row = RecentRow(book, self._app.clock.now())
                row.clicked.connect(partial(self._open, book.path))
                row.forgotten.connect(partial(self._on_forgotten, book.path))
                card.body.addWidget(row)
                if not index:
                    self._first = row
            layout.addWidget(card)
        layout.addWidget(
            IconText(
                "info",
                _(
                    "A book is a file: copy it and you have copied the work. No account and no "
                    "login. The program makes no network calls of its own and needs no "
                    "administrator rights."
                ),
            )
        )
        return column

    def _foot(self) -> QWidget:
        foot = Panel("bg")
        foot.setFixedHeight(32)
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 0, 16, 0)
        row.setSpacing(24)
        row.addWidget(Text(_("No book open"), fonts.caption(), "text2"))
        row.addStretch(1)
        settings = LinkButton(_("Settings"))
        settings.clicked.connect(self._on_settings)
        row.addWidget(settings)
        version = _("Version {number}").format(number=__version__)
        row.addWidget(Text(version, fonts.caption(), "text3"))
        return foot

    def _on_settings(self) -> None:
        from tracker.ui.dialogs.settings_dialog import open_settings

        open_settings(self._app, self)

    def _open(self, path: str, _checked: bool = False) -> None:
        self._app.open(path, replacing=self)

    def _on_forgotten(self, path: str) -> None:
        self._app.forget_book(path)
        self.renew()

    def _on_clear(self) -> None:
        self._app.forget_books()
        self.renew()


class _Page(ScrollPanel):
    """Up and down go from choice to choice, which brings them into sight."""

    def place(self, choices: QWidget, recent: QWidget) -> None:
        """The choices with the latest books beside them, or below where the window is narrow."""
        self._recent = recent
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.addStretch(1)
        for column in (choices, recent):
            self._columns.addWidget(column, 0, Qt.AlignmentFlag.AlignTop)
        self._columns.addStretch(1)
        self.body.addStretch(2)
        self.body.addLayout(self._columns)
        self.body.addStretch(3)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrowest, widest = _RECENT_WIDTHS
        beside = self.width() >= 2 * _MARGIN + _CHOICES + _BETWEEN + narrowest
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._columns.setSpacing(_BETWEEN if beside else 0)
        self._recent.setMaximumWidth(widest if beside else _CHOICES)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)
