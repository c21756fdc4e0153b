"""An open book that one or several windows share."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from tracker.i18n import _, format_date, format_time
from tracker.models.book_file import latest_backup
from tracker.services.books import gather
from tracker.services.context import AppContext
from tracker.ui.bridge import Bridge
from tracker.ui.jobs import JobRunner

_DAY_CHECK_MS = 30_000
_GATHER_MS = 3_000


class BookSession(QObject):
    """The book, its threads and its bridge to the GUI. Closed with the last window."""

    closed = Signal()
    day_changed = Signal()
    """Midnight passed, or the book shows another day: other things are late and due."""

    def __init__(self, ctx: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ctx = ctx
        self.jobs = JobRunner(self)
        self.bridge = Bridge(ctx, self.jobs, self)
        self._saved_at: datetime | None = None
        self._day = ctx.today()
        # Asked rather than reckoned: a computer that slept through midnight wakes to a new day.
        self._days = QTimer(self)
        self._days.setInterval(_DAY_CHECK_MS)
        self._days.timeout.connect(self.look_at_the_day)
        self._days.start()
        self.bridge.changed.connect(self.look_at_the_day)
        # A while after the latest change, so that a copy of the book's file holds it too.
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_GATHER_MS)
        self._rest.timeout.connect(self.gather)
        self.bridge.changed.connect(lambda _changes: self._rest.start())

    def look_at_the_day(self) -> None:
        """Say `day_changed` if the book shows another day than when it was last looked at."""
        today = self.ctx.today()
        if today != self._day:
            self._day = today
            self.day_changed.emit()

    def gather(self) -> None:
        """Bring the latest work into the book's own file."""
        self.jobs.submit(partial(gather, self.ctx), on_error=_is_no_matter, owner=self)

    def state_parts(self, *, saved: bool) -> list[str]:
        """What the status bar says of the book: its file, when it was saved, its backup."""
        if saved:
            self._saved_at = self.ctx.clock.base.now().astimezone()
        parts = [Path(self.ctx.book).name if "://" not in self.ctx.book else self.ctx.book]
        if self.ctx.read_only:
            parts.append(_("read-only"))
        elif self._saved_at is None:
            parts.append(_("all changes saved"))
        else:
            parts.append(_("saved {time}").format(time=format_time(self._saved_at.time())))
        backup = latest_backup(Path(self.ctx.book)) if "://" not in self.ctx.book else None
        if backup is not None:
            at = datetime.fromtimestamp(backup.stat().st_mtime).astimezone()
            today = self.ctx.clock.base.today()
            day = _("today") if at.date() == today else format_date(at.date(), "day")
            parts.append(_("backed up {day} {time}").format(day=day, time=format_time(at.time())))
        return parts

    def close(self) -> None:
        """Finish what is being written and let go of the file."""
        self._days.stop()
        self._rest.stop()
        self.bridge.close()
        self.jobs.close()
        self.ctx.close()
        self.closed.emit()


def _is_no_matter(_error: Exception) -> None:
    """Nothing is lost: the log holds it, and the next change tries again."""
