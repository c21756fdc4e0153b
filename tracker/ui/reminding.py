"""Keeps the icon in the notification area up to date, and tells what falls due, once a day."""

import logging
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from tracker import reminded
from tracker.i18n import _
from tracker.messages.due import due_title
from tracker.messages.reminders import counted, today_words
from tracker.services.books import book_settings
from tracker.services.context import AppContext
from tracker.services.queries.due import DueRow
from tracker.services.queries.due_owners import whose_or_everybody
from tracker.services.queries.reminders import Forecast, ReminderQuery, forecast
from tracker.settings import Settings
from tracker.ui.session import BookSession

# Work comes in bursts, and nobody looks at the icon meanwhile.
_LATER_MS = 2000

_log = logging.getLogger(__name__)


class Face(Protocol):
    """Where it is shown: `ui.tray.Tray`."""

    def set_tip(self, text: str) -> None:
        """What the icon says under the pointer."""

    def tell(self, title: str, text: str) -> None:
        """Show a notification."""


@dataclass(frozen=True, slots=True)
class _Book:
    name: str
    found: Forecast


class Reminding(QObject):
    """Follows the open books. The day is theirs: it turns at midnight, also after a sleep."""

    row_asked = Signal(object, object)
    """A notification about one thing was clicked: the `BookSession` and its `DueRow`."""
    review_asked = Signal(object)
    """One about several was clicked."""

    def __init__(self, face: Face, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._face = face
        self._settings = settings
        self._books: dict[BookSession, _Book | None] = {}
        self._told: tuple[BookSession, tuple[DueRow, ...]] | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER_MS)
        self._later.timeout.connect(self.look)
        self._say_tip()

    def follow(self, session: BookSession) -> None:
        """From now on, until the book is closed."""
        if session in self._books:
            return
        self._books[session] = None
        session.day_changed.connect(partial(self._look, session))
        session.bridge.changed.connect(self._on_changed)
        session.closed.connect(partial(self._on_closed, session))
        self._look(session)

    def use(self, settings: Settings) -> None:
        """Follow new settings: another owner has other things to be reminded of."""
        self._settings = settings
        self.look()

    def look(self) -> None:
        """Look at every book again."""
        for session in self._books:
            self._look(session)

    def stop(self) -> None:
        """Follow nothing any more."""
        self._books.clear()
        self._later.stop()

    def click(self) -> None:
        """The notification that was told last was clicked."""
        if self._told is None:
            return
        session, rows = self._told
        if session not in self._books:
            return
        if len(rows) == 1:
            self.row_asked.emit(session, rows[0])
        else:
            self.review_asked.emit(session)

    def _look(self, session: BookSession) -> None:
        if session not in self._books:
            return
        session.jobs.submit(
            partial(_read, session.ctx, self._settings.mine),
            partial(self._on_read, session),
            _not_read,
            ("reminders", id(self)),
            owner=self,
        )

    def _on_changed(self, _changes: object) -> None:
        self._later.start()

    def _on_read(self, session: BookSession, book: _Book) -> None:
        if session not in self._books:
            return
        self._books[session] = book
        self._say_tip()
        # A book that shows a fixed day tells of that day, not of today.
        if self._settings.notify and session.ctx.clock.shown_day is None:
            self._tell(session, book)

    def _on_closed(self, session: BookSession) -> None:
        self._books.pop(session, None)
        self._say_tip()

    def _say_tip(self) -> None:
        books = [book for book in self._books.values() if book is not None]
        if len(books) == 1:
            words = [counted(books[0].found)]
        else:
            words = [f"{book.name}: {counted(book.found)}" for book in books]
        self._face.set_tip("\n".join(["Löftesboken", *words]))

    def _tell(self, session: BookSession, book: _Book) -> None:
        found = book.found
        known = reminded.told(session.ctx.book, found.today)
        new = tuple(row for row in found.due_today if _name(row) not in known.names)
        monday = found.today.weekday() == 0 and reminded.SUMMARY not in known.names
        names = [_name(row) for row in found.due_today]
        if monday and found:
            title = _("The week in {book}: {what}").format(book=book.name, what=counted(found))
            self._told = session, ()
            self._face.tell(title, today_words(found) or _("Nothing falls due today."))
            reminded.remember(known, [*names, reminded.SUMMARY])
        elif new:
            self._told = session, new
            title = _("Due today in {book}").format(book=book.name)
            self._face.tell(title, due_title(new[0]) if len(new) == 1 else today_words(found))
            reminded.remember(known, names)


def _read(ctx: AppContext, mine: str) -> _Book:
    whose = whose_or_everybody(ctx, mine)
    query = ReminderQuery(whose.owner_ids, whose.parties)
    return _Book(book_settings(ctx).name, forecast(ctx, query))


def _name(row: DueRow) -> str:
    return f"{row.kind}:{row.id}"


def _not_read(error: Exception) -> None:
    # Nobody asked, so nobody is told: whoever works in the book meets the same error there.
    _log.warning("reminders can't be read", exc_info=error)
