"""The meetings that can be chosen where something is about one of them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from tracker.models.enums import MeetingState
from tracker.models.errors import Ambiguous, NotFound
from tracker.models.meeting import Meeting
from tracker.models.search import folded
from tracker.services.context import AppContext


@dataclass(frozen=True, slots=True)
class MeetingChoice:
    """A meeting to choose, and how far it has come."""

    id: int
    title: str
    held_on: date
    state: MeetingState

    @property
    def name(self) -> str:
        """Tells meetings of the same title apart: ``Arbetsgruppen 2018-09-25``."""
        return f"{self.title} {self.held_on.isoformat()}"


def meeting_choices(ctx: AppContext) -> list[MeetingChoice]:
    """Every meeting, the latest first."""
    with ctx.read() as session:
        found = session.execute(
            select(Meeting.id, Meeting.title, Meeting.held_on, Meeting.state).order_by(
                Meeting.held_on.desc(), Meeting.id.desc()
            )
        )
        return [MeetingChoice(*row) for row in found]


def find_meeting(ctx: AppContext, text: str) -> MeetingChoice:
    """The meeting called `text`: words of its title and day, ``2018-09-25`` or a part of it.

    Raises `NotFound`, or `Ambiguous` with the candidates.
    """
    words = folded(text).split()
    rows = [(row, folded(row.name)) for row in meeting_choices(ctx)]
    found = [row for row, name in rows if words and all(word in name for word in words)]
    if not found:
        raise NotFound("meeting.none", text=text)
    if len(found) > 1:
        names = tuple(row.name for row in found)
        raise Ambiguous("meeting.ambiguous", candidates=names, text=text)
    return found[0]
