"""The live report: made in the background, anew for every question; a newer one stops the older."""

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from tracker.i18n import Language, _
from tracker.reports.making import Made
from tracker.services.reports.reading import ReportQuery
from tracker.ui.desk import Desk
from tracker.ui.jobs import Job
from tracker.ui.panels.reports.document import Document
from tracker.ui.panels.reports.work import build


@dataclass(frozen=True, slots=True)
class Live:
    """A draft as it is shown, and the question that it answers."""

    query: ReportQuery
    document: Document

    def pinned(self) -> ReportQuery:
        """The question with the days that the draft tells, whatever day it is when it is asked."""
        data = self.document.made.data
        # Where nothing came before, a chosen beginning would ask for what was before it.
        first = self.query.period_from if data.previous_on is None else data.period_from
        return replace(
            self.query,
            as_of=data.as_of,
            period_from=first,
            period_to=data.period_to,
            round_id=data.round.id if data.round is not None else self.query.round_id,
            meeting_id=data.meeting.id if data.meeting is not None else self.query.meeting_id,
        )


class Building(QObject):
    """Makes drafts, one at a time."""

    began = Signal(object, str)
    """A `Job`, and what it does in words."""
    progressed = Signal(str)
    built = Signal(object)
    """A `Live`."""
    failed = Signal(object)
    """An exception."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job[Made] | None = None

    def build(self, query: ReportQuery, lang: Language) -> None:
        """Make the draft that answers `query`."""
        job: Job[Made] = self._desk.jobs.start(
            partial(build, self._desk.ctx, query, lang),
            lambda made: self.built.emit(Live(query, Document(made))),
            self.failed.emit,
            ("report", id(self)),
            on_progress=self._on_progress,
            owner=self,
        )
        self._job = job
        self.began.emit(job, _("Making the report…"))

    def stop(self) -> None:
        """Nobody waits for the draft that is being made."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _on_progress(self, done: int, total: int) -> None:
        words = _("Making the report… {percent} %").format(percent=done * 100 // total)
        self.progressed.emit(words)
