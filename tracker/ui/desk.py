"""What a page is handed: the open book, a way to read and write it, and a way to go elsewhere."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from PySide6.QtCore import QObject, Signal

from tracker.models.journal import ChangeSet
from tracker.services.context import AppContext
from tracker.ui.jobs import Job, JobRunner

if TYPE_CHECKING:
    from tracker.ui.dialogs.form import FormDialog

T = TypeVar("T")
Page = Literal[
    "overview",
    "promises",
    "actions",
    "timeline",
    "review",
    "log",
    "meetings",
    "surveys",
    "answers",
    "themes",
    "problems",
    "trail",
    "reports",
]

EFFECT_TAB = "effect"
"""As `Goto.query` of a promise: show its effect."""


@dataclass(frozen=True, slots=True)
class Goto:
    """A place in the book: a page, a row on it to choose, and a query its table should show."""

    page: Page
    row_id: int | None = None
    query: object = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What the inspector shows: an action, a log entry, a survey, a dialogue round or a problem."""

    kind: Literal["action", "log", "survey", "round", "problem"]
    row_id: int


class Desk(QObject):
    """One window's view of one open book. Lives on the GUI thread.

    Pages read with `read`, write with `write` or `ask`, and listen to `changed`.
    """

    changed = Signal(object)
    """A `ChangeSet` was committed, here or in another window or program."""
    goto_asked = Signal(object)
    inspected = Signal(object)
    """A `Subject` was chosen, or None."""
    failed = Signal(object)
    """An exception that the window should put into words."""
    said = Signal(str)
    """A sentence for the status bar about what was done."""
    refused = Signal(str)
    """A sentence for the status bar about why nothing was done."""
    command_asked = Signal(str, object)
    """A command id from `ui.actions`, and what it is about (a row id or None)."""

    def __init__(self, ctx: AppContext, jobs: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ctx = ctx
        self.jobs = jobs
        self.subject: Subject | None = None
        """What was chosen last, for an inspector that is opened later."""

    def today(self) -> date:
        """The day the book shows."""
        return self.ctx.today()

    @property
    def read_only(self) -> bool:
        """Whether the book can't be written: pages then offer no editing."""
        return self.ctx.read_only

    def read(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], object],
        *,
        owner: QObject,
        key: Hashable = None,
    ) -> Job[T]:
        """Read in the background and hand the result to `on_done` on the GUI thread.

        A newer read with the same `key` (by default: of the same owner and callback) replaces it.
        """
        stale_key = key if key is not None else (id(owner), getattr(on_done, "__name__", ""))
        return self.jobs.submit(work, on_done, self.failed.emit, stale_key, owner=owner)

    def write(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], object] | None = None,
        on_error: Callable[[Exception], object] | None = None,
        *,
        owner: QObject | None = None,
    ) -> Job[T]:
        """Write on the book's writer thread. Without `on_error` the window says what went wrong."""
        return self.jobs.write(work, on_done, on_error or self.failed.emit, owner=owner)

    def ask(
        self,
        dialog: "FormDialog[Any]",
        service: Callable[[AppContext, Any], T],
        on_done: Callable[[T], object] | None = None,
        *,
        reread: Callable[[], object] | None = None,
    ) -> None:
        """Show `dialog`; hand what it returns to `service(ctx, command)`.

        It closes when that is committed. When it fails the dialog stays, with what was typed and
        the reason. After a conflict it is handed what `reread` reads.
        """

        def submitted(command: object) -> None:
            dialog.set_busy(True)
            self.write(partial(service, self.ctx, command), done, dialog.show_error, owner=dialog)

        def done(result: T) -> None:
            dialog.saved()
            if on_done is not None:
                on_done(result)

        def conflicted() -> None:
            if reread is not None:
                self.read(reread, dialog.take_theirs, owner=dialog)

        dialog.submitted.connect(submitted)
        dialog.conflicted.connect(conflicted)
        dialog.open()

    def go(self, page: Page, row_id: int | None = None, query: object = None) -> None:
        """Show a page, with a row chosen or a query applied."""
        self.goto_asked.emit(Goto(page, row_id, query))

    def inspect(self, subject: Subject | None) -> None:
        """Show something in the inspector, or nothing."""
        self.subject = subject
        self.inspected.emit(subject)

    def run(self, command: str, about: object = None) -> None:
        """Run a command from `ui.actions` by its id."""
        self.command_asked.emit(command, about)


def touches(changes: ChangeSet, tables: frozenset[str]) -> bool:
    """Whether a page that shows `tables` must look again."""
    return changes.touches(*tables)
