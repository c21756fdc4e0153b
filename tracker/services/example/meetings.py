"""The working group's meetings: one that was held in August 2018, and the next one, planned."""

from collections.abc import Iterator
from datetime import date, time

from tracker.i18n import language
from tracker.models.enums import PointState
from tracker.models.meeting import Meeting
from tracker.services.actions import AddNotes
from tracker.services.example.people import AGREEMENT
from tracker.services.example.telling import (
    COORDINATOR,
    INFORMATION,
    MUNICIPALITY,
    OFFICER,
    PARKS,
    QUALITY,
    TEAM_LEADER,
    TRAFFIC,
    Event,
    Step,
    Telling,
    event,
    sitting,
)
from tracker.services.meeting_points import (
    AddPoint,
    Decide,
    PointFields,
    WritePoint,
    add_point,
    decide,
    write_point,
)
from tracker.services.meetings import (
    Attend,
    Called,
    CloseMeeting,
    MeetingFields,
    NewMeeting,
    attend,
    called_in,
    close_meeting,
    new_meeting,
    start_meeting,
)
from tracker.services.queries.meetings import PointRow, meeting_detail, next_meeting

_AUGUST, _SEPTEMBER = date(2018, 8, 30), date(2018, 9, 25)
_TITLE = "Arbetsgruppen för medborgarlöften"
_GROUP = (
    (COORDINATOR, MUNICIPALITY),
    (OFFICER, "Polisen"),
    (INFORMATION, MUNICIPALITY),
    (QUALITY, MUNICIPALITY),
)
_CAME = (COORDINATOR, OFFICER, QUALITY, TEAM_LEADER, PARKS, TRAFFIC)
_OWN = "Så berättar vi om sommaren för medborgarna"


def events() -> Iterator[Event]:
    """Called a week before, held in an hour and a half, and the next one called in September."""
    yield from sitting(date(2018, 8, 23), COORDINATOR, _call, _own_point, hour=8)
    yield from sitting(
        _AUGUST,
        COORDINATOR,
        _start,
        *(_came(role) for role in _CAME),
        _written(
            "5.5",
            "Markägaren har sagt ja. Egen personal hinner inte före november.",
            "Parkchefen tar in en offert. Frågan om att köpa in går till kommunalrådet.",
            PointState.OPEN,
            PARKS,
            date(2018, 9, 10),
        ),
        _written(
            "4.2",
            "Ingen insats sedan i maj. Ungdomspolisen har varit utlånad.",
            "Gruppchefen ser vad som går att lägga i oktober. Resten blir polischefens beslut.",
            PointState.OPEN,
            TEAM_LEADER,
            date(2018, 9, 4),
        ),
        hour=10,
    )
    yield event(_AUGUST, PARKS, _landowner, hour=11)
    yield from sitting(
        _AUGUST,
        COORDINATOR,
        _written(
            "5.2",
            "Patrullerna var utlånade i juli.",
            "Extra pass läggs in i oktober och november.",
            PointState.DONE,
            TEAM_LEADER,
            None,
        ),
        _written(
            _OWN,
            "",
            "En kort text på webben, och en anslagen på torget, efter nästa rapport.",
            PointState.DONE,
            INFORMATION,
            date(2018, 9, 28),
        ),
        lambda t: close_meeting(
            t.ctx, CloseMeeting(*t.seen(Meeting, "augustimötet"), next_on=_SEPTEMBER)
        ),
        hour=11,
        minute=10,
    )
    yield event(date(2018, 9, 13), COORDINATOR, _call_next, hour=8)


def _call(t: Telling) -> None:
    agreement = t.id(AGREEMENT)
    with t.ctx.read() as session:
        called = called_in(session, agreement, t.ctx.today())
    group = tuple(Called(f"{role} · {organisation}", t.id(role)) for role, organisation in _GROUP)
    fields = MeetingFields(
        _TITLE,
        _AUGUST,
        time(12),
        "Kommunhuset, Silvénsalen",
        chair=COORDINATOR,
        secretary=QUALITY,
        called=group + called,
    )
    # The book keeps why each point is there in words, and this one is Swedish.
    with language("sv"):
        meeting = new_meeting(t.ctx, NewMeeting(agreement, fields))
    t.keep("augustimötet", meeting)


def _start(t: Telling) -> None:
    with language("sv"):
        start_meeting(t.ctx, *t.seen(Meeting, "augustimötet"))


def _own_point(t: Telling) -> None:
    add_point(t.ctx, AddPoint(t.id("augustimötet"), _OWN))


def _call_next(t: Telling) -> None:
    fields = next_meeting(t.ctx, t.id(AGREEMENT), _TITLE)
    with language("sv"):
        new_meeting(t.ctx, NewMeeting(t.id(AGREEMENT), fields))


def _came(role: str) -> Step:
    """Somebody is ticked as present."""

    def step(t: Telling) -> None:
        called = meeting_detail(t.ctx, t.id("augustimötet")).attendance
        row = next(row for row in called if row.name.startswith(role))
        attend(t.ctx, Attend(row.id, row.version, present=True))

    return step


def _landowner(t: Telling) -> None:
    text = "Markägaren sa ja först i augusti. Egen personal är upptagen till november."
    decide(t.ctx, Decide(_point(t, "5.5").id, AddNotes(t.ids("5.5"), text, internal=False)))


def _written(
    title: str, note: str, decision: str, state: PointState, owner: str, due_on: date | None
) -> Step:
    """What was said and decided at the point whose title begins so."""

    def step(t: Telling) -> None:
        point = _point(t, title)
        fields = PointFields(note, decision, state, t.id(owner), due_on)
        write_point(t.ctx, WritePoint(point.id, point.version, fields))

    return step


def _point(t: Telling, title: str) -> PointRow:
    points = meeting_detail(t.ctx, t.id("augustimötet")).points
    return next(point for point in points if point.title.startswith(title))
