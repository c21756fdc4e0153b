"""The window without a book: new, open, try the example, and the latest books."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QSizePolicy, QVBoxLayout, QWidget

from tracker import __version__
from tracker.i18n import _, format_date, format_time
from tracker.settings import RecentBook
from tracker.ui import fonts, icons
from tracker.ui.theme import Theme
from tracker.ui.tokens import Tokens
from tracker.ui.widgets import paint
from tracker.ui.widgets.buttons import LinkButton, PaintedButton
from tracker.ui.widgets.marks import Icon
from tracker.ui.widgets.notes import IconText
from tracker.ui.widgets.panels import Card, Panel, Rule, ScrollPanel, SectionHeader
from tracker.ui.widgets.text import Text, plain_tip

if TYPE_CHECKING:
    from tracker.ui.app import Application

_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class WelcomeWindow(QMainWindow):
    """What the program shows before a book is open."""

    def __init__(self, app: "Application") -> None:
        super().__init__()
        self._app = app
        self.setWindowTitle("Löftesboken")
        self.setMinimumSize(QSize(900, 560))
        self.resize(1200, 760)
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
        page = _Page(margins=(48, 32, 48, 32), gap=0)
        middle = QHBoxLayout()
        middle.setSpacing(64)
        middle.addStretch(1)
        middle.addWidget(self._choices(), 0, Qt.AlignmentFlag.AlignTop)
        middle.addWidget(self._recent(), 0, Qt.AlignmentFlag.AlignTop)
        middle.addStretch(1)
        page.body.addStretch(2)
        page.body.addLayout(middle)
        page.body.addStretch(3)
        outer.addWidget(page, 1)
        outer.addWidget(Rule())
        outer.addWidget(self._foot())
        self.setCentralWidget(central)
        self._first.setFocus(Qt.FocusReason.TabFocusReason)

    def _choices(self) -> QWidget:
        app = self._app
        column = QWidget()
        column.setFixedWidth(400)
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
        self._first: PaintedButton = _Choice(
            "plus",
            _("New book"),
            _("Municipality, local police area and period"),
            "Ctrl+N",
            primary=True,
        )
        self._first.clicked.connect(lambda: app.ask_new(self))
        opened = _Choice(
            "folder-open", _("Open book…"), _("A file on this computer or a share"), "Ctrl+O"
        )
        opened.clicked.connect(lambda: app.ask_open(self))
        example = _Choice(
            "flask", _("Try the example Säffle"), _("Two years of example data, free to change")
        )
        example.clicked.connect(lambda: app.open_example(self))
        for choice in (self._first, opened, example):
            layout.addWidget(choice)
        return column

    def _recent(self) -> QWidget:
        column = QWidget()
        column.setMinimumWidth(380)
        column.setMaximumWidth(576)
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
                row = _RecentRow(book, self._app.clock.now())
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)


class _Choice(PaintedButton):
    """A large button with an icon, a title and a line."""

    def __init__(
        self, icon: str, title: str, line: str, keys: str = "", *, primary: bool = False
    ) -> None:
        super().__init__(title)
        self._icon, self._line, self._keys, self._primary = icon, line, keys, primary
        self.setAccessibleDescription(line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(True)

    def sizeHint(self) -> QSize:
        return QSize(400, 72)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        paint.prepare(painter)
        rect = QRectF(self.rect())
        fill = "accent_fill" if self._primary else "hover" if self.is_hot() else "surface"
        paint.box(painter, rect, 6, tokens.colour(fill))
        if not self._primary:
            paint.outline(painter, rect, 6, tokens.colour("line"), 1)
        strong = tokens.colour("on_accent" if self._primary else "text")
        weak = tokens.colour("on_accent" if self._primary else "text2")
        icons.paint(painter, self._icon, QRectF(16, rect.center().y() - 10, 20, 20), strong)
        hint = paint.key_hint_size(self._keys).width() + 16 if self._keys else 0
        words = rect.adjusted(52, 14, -16 - hint, -rect.height() / 2)
        paint.text(painter, words, self.words(), fonts.choice_title(), strong)
        line = rect.adjusted(52, rect.height() / 2, -16 - hint, -14)
        paint.text(painter, line, self._line, fonts.caption(), weak)
        if self._keys:
            at = QPointF(rect.right() - hint, rect.center().y())
            paint.key_hint(painter, at, self._keys, tokens, on_fill=self._primary)
        if self.hasFocus():
            inside = rect.adjusted(3, 3, -3, -3) if self._primary else rect
            colour = tokens.colour("on_accent" if self._primary else "accent")
            paint.outline(painter, inside, 4, colour, 2)


class _RecentRow(PaintedButton):
    """A book that was open lately: name, path, when, and whether it is still there."""

    forgotten = Signal()
    """Delete: take it off the list."""

    def __init__(self, book: RecentBook, now: datetime) -> None:
        super().__init__(book.name)
        self._path = book.path
        self._when = _when(book.opened_at, now)
        is_file = "://" not in book.path
        self._missing = is_file and not Path(book.path).exists()
        self.setToolTip(plain_tip(f"{book.path}\n" + _("Delete takes it off the list.")))
        gone = _("the file can't be found") if self._missing else ""
        self.setAccessibleDescription(", ".join(p for p in (book.path, self._when, gone) if p))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(True)

    def sizeHint(self) -> QSize:
        return QSize(560, 64)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 64)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.forgotten.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        paint.prepare(painter)
        rect = QRectF(self.rect())
        if self.is_hot() or self.hasFocus():
            paint.box(painter, rect, 5, tokens.colour("sel" if self.hasFocus() else "hover"))
        book = QRectF(16, rect.center().y() - 10, 20, 20)
        icons.paint(painter, "book", book, tokens.tone("accent"))
        right = self._paint_right(painter, rect, tokens)
        title = QRectF(52, rect.top() + 12, right - 60, 20)
        paint.text(painter, title, self.words(), fonts.body_strong(), tokens.tone("text"))
        path = title.translated(0, 20)
        metrics = QFontMetricsF(fonts.caption())
        shown = metrics.elidedText(self._path, Qt.TextElideMode.ElideMiddle, path.width())
        paint.text(painter, path, shown, fonts.caption(), tokens.tone("text2"))

    def _paint_right(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> float:
        """When it was open, and beneath that Enter or why it can't be; returns where it begins."""
        font, tone = fonts.caption(tabular=True), tokens.tone("text2")
        end = rect.right() - 16
        gone = _("the file can't be found")
        lines = [self._when, gone] if self._missing else [self._when]
        begin = end - max(QFontMetricsF(font).horizontalAdvance(line) for line in lines) - 20
        two_lines = self._missing or self.hasFocus()
        top = rect.top() + (12 if two_lines else 22)
        for number, line in enumerate(lines):
            area = QRectF(begin, top + 20 * number, end - begin, 20)
            paint.text(painter, area, line, font, tone, _END)
        if self._missing:
            icons.paint(painter, "info", QRectF(begin, top + 23, 14, 14), tone)
        elif self.hasFocus():
            hint = paint.key_hint_size("Enter").width()
            paint.key_hint(painter, QPointF(end - hint, top + 30), "Enter", tokens)
        return begin


def _when(opened: datetime, now: datetime) -> str:
    local = opened.astimezone()
    days = (now.astimezone().date() - local.date()).days
    if days == 0:
        return _("today {time}").format(time=format_time(local.time()))
    if days == 1:
        return _("yesterday {time}").format(time=format_time(local.time()))
    return format_date(local.date(), "long_day" if local.year == now.year else "short")
