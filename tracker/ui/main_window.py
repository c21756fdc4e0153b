"""The window around the pages. It assembles; pages, commands and the desk behave."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar, get_args

from PySide6.QtCore import QByteArray, QPoint, QSettings, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.models.journal import ChangeSet
from tracker.services.books import BookSettings, book_settings
from tracker.services.queries.overview import Counts, counts
from tracker.services.queries.touched import Touched, touched_by
from tracker.ui import on_screen, tab_order
from tracker.ui.alt_key import AltKey
from tracker.ui.aside import Aside
from tracker.ui.banners import banners
from tracker.ui.bridge import Bridge
from tracker.ui.commands import Commands
from tracker.ui.desk import Desk, Goto, Page
from tracker.ui.dialogs.occasion_words import occasion_words
from tracker.ui.jobs import Job
from tracker.ui.page import PageView
from tracker.ui.pages import make_page, sidebar_rows
from tracker.ui.session import BookSession
from tracker.ui.toolbar import Toolbar
from tracker.ui.widgets.panels import Rule
from tracker.ui.widgets.sidebar import Sidebar
from tracker.ui.widgets.statusbar import StatusBar
from tracker.ui.work_meter import WorkMeter

if TYPE_CHECKING:
    from tracker.ui.app import Application

T = TypeVar("T")

# A log entry is typed in bursts; the numbers beside the pages may lag a little.
_COUNT_LATER_MS = 150


class MainWindow(QMainWindow):
    """One window on an open book. Several may share the same `BookSession`."""

    closed = Signal(object)

    app: "Application"
    session: BookSession

    def __init__(self, app: "Application", session: BookSession, geometry: QSettings) -> None:
        super().__init__()
        self.app = app
        self.session = session
        self.desk = Desk(session.ctx, session.jobs, self)
        self._geometry = geometry
        self._pages: dict[Page, PageView] = {}
        self._settings: BookSettings | None = None
        self._alt: AltKey | None = None
        self._page: Page = "overview"
        self._latest: int | None = None
        self.setMinimumSize(QSize(960, 600))
        self.commands = Commands(self)
        self._assemble()
        self._connect(session.bridge)
        self._restore()

    def _assemble(self) -> None:
        self._toolbar = Toolbar()
        self._sidebar = Sidebar(*sidebar_rows(), name=_("Pages"))
        self._stack = QStackedWidget()
        self._aside = Aside(self.desk)
        self._status = StatusBar()
        self._meter = WorkMeter()
        self._status.right.addWidget(self._meter)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        for widget, stretch in (
            (self._sidebar, 0),
            (Rule(vertical=True), 0),
            (self._stack, 1),
            (self._aside, 0),
        ):
            middle.addWidget(widget, stretch)
        self._banners = QVBoxLayout()
        self._banners.setSpacing(0)
        central = QWidget()
        outer = QVBoxLayout(central)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._toolbar)
        outer.addWidget(Rule())
        outer.addLayout(self._banners)
        outer.addLayout(middle, 1)
        outer.addWidget(self._status)
        self.setCentralWidget(central)

    def _connect(self, bridge: Bridge) -> None:
        bridge.changed.connect(self.desk.changed)
        self.desk.changed.connect(self._on_changed)
        self.desk.goto_asked.connect(self._on_goto)
        self.desk.failed.connect(self.commands.explain_failure)
        self.desk.said.connect(self.say)
        self.desk.refused.connect(self._status.show_refusal)
        self.desk.command_asked.connect(self.commands.run)
        self.session.day_changed.connect(self._on_day_changed)
        self._sidebar.chosen.connect(self._on_sidebar)
        self._toolbar.command_asked.connect(self.commands.run)
        self._toolbar.set_menu(self.commands.menu())
        self._status.undo_clicked.connect(partial(self.commands.run, "edit.undo"))
        self._status.redo_clicked.connect(partial(self.commands.run, "edit.redo"))
        self._count_later = QTimer(self)
        self._count_later.setSingleShot(True)
        self._count_later.setInterval(_COUNT_LATER_MS)
        self._count_later.timeout.connect(self._read_counts)

    def _restore(self) -> None:
        saved = self._geometry.value("window/geometry")
        if isinstance(saved, QByteArray) and not saved.isEmpty():
            self.restoreGeometry(saved)
        else:
            self.resize(1440, 900)
        on_screen.fit(self)
        last = self._geometry.value("window/page")
        page: Page = next((page for page in get_args(Page) if page == last), "overview")
        self.show_page(page).setFocus()
        self._read_book()
        self._read_counts()
        if self.session.ctx.read_only:
            self.commands.disable_writing()

    # -- pages

    def page(self, name: Page) -> PageView:
        """The page called `name`, made the first time it is asked for."""
        if name not in self._pages:
            page = make_page(name, self.desk)
            self._pages[name] = page
            self._stack.addWidget(page)
        return self._pages[name]

    def show_page(self, name: Page) -> PageView:
        """Bring a page to the front."""
        page = self.page(name)
        self._page = name
        self._sidebar.choose(name)
        self._stack.setCurrentWidget(page)
        self._aside.show_beside(name)
        return page

    @property
    def current_page(self) -> Page:
        """The id of the page in front."""
        return self._page

    def toggle_inspector(self) -> None:
        """Fold or unfold the inspector on this page."""
        self._aside.toggle()

    def switch_to_inspector(self) -> None:
        """The keyboard goes to the inspector, or from there back to the page."""
        if self._aside.has_keyboard():
            self.page(self._page).setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.go_to_inspector()

    def go_to_inspector(self) -> None:
        """The keyboard goes to the inspector: to the occasions of an action that has any."""
        self._aside.take_keyboard()

    def _on_sidebar(self, row_id: str) -> None:
        page = next((page for page in get_args(Page) if page == row_id), None)
        if page is None:
            self.commands.run(row_id)
        else:
            self.show_page(page).setFocus()

    def _on_goto(self, target: Goto) -> None:
        self.page(target.page).open_at(target)
        # Else Qt gives the keyboard to the first button on the page.
        self.show_page(target.page).setFocus()

    def hide_writing(self) -> None:
        """The book can't be written."""
        self._toolbar.set_writable(False)

    def open_menu(self) -> None:
        """Open the whole menu, as Alt does."""
        self._toolbar.open_menu()

    def book_corner(self) -> QPoint:
        """Where a menu under the book's name belongs, in global coordinates."""
        return self._toolbar.book_corner()

    def say(self, text: str) -> None:
        """Put a sentence in the status bar."""
        self._status.show_message(text)

    def status_message(self) -> str:
        """The sentence in the status bar, for assistive tools and tests."""
        return self._status.message()

    def inspector_shows(self) -> bool:
        """Whether the inspector is unfolded beside the page in front."""
        return self._aside.is_unfolded()

    def work(
        self,
        words: str,
        task: Callable[[Job[T]], T],
        on_done: Callable[[T], object],
    ) -> Job[T]:
        """Do long work off the GUI thread; the status bar says how far it has come."""

        def done(result: T) -> None:
            self._meter.finish()
            on_done(result)

        def failed(error: Exception) -> None:
            self._meter.finish()
            self.commands.explain_failure(error)

        job = self.session.jobs.start(
            task, done, failed, on_progress=self._meter.report, owner=self
        )
        self._meter.follow(words, job)
        return job

    # -- what the book says

    def _on_changed(self, changes: ChangeSet) -> None:
        from tracker.messages import change_words

        steps = self.desk.ctx.undo.steps()
        can_undo = changes.operation_id in {step for step, _name in steps.undo}
        can_redo = changes.operation_id in {step for step, _name in steps.redo}
        words = change_words(changes.name, changes.rows)
        if changes.undo_of is not None:
            words = (_("Done again: {what}") if can_undo else _("Undone: {what}")).format(
                what=words
            )
        if not changes.is_own:
            words = _("Somebody else: {what}").format(what=words)
        self._status.show_message(words, can_undo=can_undo, can_redo=can_redo)
        self._latest = changes.operation_id
        self.desk.read(
            partial(touched_by, self.desk.ctx, changes),
            partial(self._on_subject, changes.operation_id),
            owner=self,
        )
        self._count_later.start()
        self._say_state(saved=True)
        if changes.touches("book"):
            self._read_book()

    def _on_subject(self, operation_id: int, about: Touched) -> None:
        if operation_id == self._latest:
            # The occasion first: an action's long title is cut off.
            occasions = occasion_words(about.occasions, self.desk.today())
            self._status.show_about(" · ".join(filter(None, (occasions, about.subject))))

    def _on_day_changed(self) -> None:
        for page in self._pages.values():
            page.mark_stale()
        self._count_later.start()
        self._read_book()

    def _read_counts(self) -> None:
        self.desk.read(partial(counts, self.desk.ctx), self._on_counts, owner=self)

    def _on_counts(self, found: Counts) -> None:
        for page, number in (
            ("promises", found.promises),
            ("actions", found.actions),
            ("log", found.entries),
            ("surveys", found.surveys),
            ("problems", found.problems),
            ("reports", found.reports),
        ):
            self._sidebar.set_count(page, number or None)
        self._sidebar.set_count("review", found.review, badge=True)

    def _read_book(self) -> None:
        self.desk.read(partial(book_settings, self.desk.ctx), self._on_book, owner=self)

    def _on_book(self, settings: BookSettings) -> None:
        self.setWindowTitle(f"Löftesboken – {settings.name}")
        self._toolbar.set_book(settings.name, self.desk.today().year)
        while (item := self._banners.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for banner in banners(self.desk, settings):
            self._banners.addWidget(banner)
        if self._settings not in (None, settings):
            # Its limits decide every colour.
            for page in self._pages.values():
                page.mark_stale()
        self._settings = settings
        self._say_state(saved=False)

    def _say_state(self, *, saved: bool) -> None:
        self._status.set_state(self.session.state_parts(saved=saved))

    # -- events

    def focusNextPrevChild(self, forward: bool) -> bool:
        stop = tab_order.step(self, forward=forward)
        if stop is None:
            return False
        reason = Qt.FocusReason
        stop.setFocus(reason.TabFocusReason if forward else reason.BacktabFocusReason)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._aside.set_window_width(event.size().width())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        handle = self.windowHandle()
        if self._alt is None and handle is not None:
            self._alt = AltKey(handle)
            self._alt.tapped.connect(self.open_menu)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._geometry.setValue("window/geometry", self.saveGeometry())
        self._geometry.setValue("window/page", self._page)
        super().closeEvent(event)
        self.closed.emit(self)
