"""`lofte meeting`, while it is held: started, who came, what is written at its points, closed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tracker.cli.books import day
from tracker.cli.framework import WrongUsage
from tracker.i18n import _, format_date, ngettext
from tracker.labels import label
from tracker.models.enums import PointState
from tracker.models.errors import NotFound

if TYPE_CHECKING:
    from tracker.services.context import AppContext
    from tracker.services.queries.meetings import AttendanceRow, MeetingDetail, PointRow


@dataclass(frozen=True, slots=True)
class WorkWords:
    """What was written on the command line of what is to be done; None for what was not."""

    start: bool = False
    attend: tuple[str, ...] = ()
    point: int | None = None
    add: str | None = None
    refresh: bool = False
    close: bool = False
    delete: bool = False
    note: str | None = None
    decision: str | None = None
    done: bool = False
    open: bool = False
    responsible: str | None = None
    due: str | None = None
    next: str | None = None

    def asked(self) -> list[str]:
        """The options that each do something of their own."""
        given = {
            "--start": self.start,
            "--attend": bool(self.attend),
            "--point": self.point is not None,
            "--add": self.add is not None,
            "--refresh": self.refresh,
            "--close": self.close,
            "--delete": self.delete,
        }
        return [name for name, is_given in given.items() if is_given]

    def check(self) -> None:
        """Raise `WrongUsage` for what goes with none of them, the first that is wrong."""
        written = (self.note, self.decision, self.responsible, self.due)
        at_point = self.done or self.open or any(text is not None for text in written)
        if at_point != (self.point is not None):
            raise WrongUsage(
                _(
                    "--point goes with what is written at it: --note, --decision, --responsible, "
                    "--due, --done or --open."
                )
            )
        if self.done and self.open:
            raise WrongUsage(_("A point is --done or --open, not both."))
        if self.next is not None and not self.close:
            raise WrongUsage(_("--next is for --close."))


def work(ctx: "AppContext", meeting_id: int, words: WorkWords) -> str:
    """Do the one thing that was asked for; what was done, in a sentence."""
    from tracker.services.queries.meetings import meeting_detail

    [asked] = words.asked()
    return _WORK[asked](ctx, meeting_detail(ctx, meeting_id), words)


def _start(ctx: "AppContext", detail: "MeetingDetail", _words: WorkWords) -> str:
    from tracker.services.meetings import start_meeting

    start_meeting(ctx, detail.row.id, detail.row.version)
    return _("“{title}” has started.").format(title=detail.row.title)


def _attend(ctx: "AppContext", detail: "MeetingDetail", words: WorkWords) -> str:
    from tracker.services.meetings import Attend, attend

    # All are found before anybody is ticked, so that a misspelt name leaves nothing half done.
    came = dict.fromkeys(_called(detail, text) for text in words.attend)
    for person in came:
        if not person.present:
            attend(ctx, Attend(person.id, person.version, present=True))
    return _("Present: {names}.").format(names="; ".join(person.name for person in came))


def _called(detail: "MeetingDetail", text: str) -> "AttendanceRow":
    from tracker.models.search import folded

    sought = folded(text).split()
    found = [
        person
        for person in detail.attendance
        if sought and all(word in folded(person.name) for word in sought)
    ]
    if not found:
        raise NotFound("attendance.none", text=text)
    if len(found) > 1:
        names = "; ".join(person.name for person in found)
        raise WrongUsage(
            _("“{text}” may be any of: {names}. Write more of the name.").format(
                text=text, names=names
            )
        )
    return found[0]


def _point(ctx: "AppContext", detail: "MeetingDetail", words: WorkWords) -> str:
    from tracker.services.meeting_points import WritePoint, write_point
    from tracker.services.naming import find_person

    point = _numbered(detail, words.point or 0)
    fields = point.fields
    if words.note is not None:
        fields = replace(fields, note=words.note)
    if words.decision is not None:
        fields = replace(fields, decision=words.decision)
    if words.due is not None:
        fields = replace(fields, due_on=day("--due", words.due, ctx.today()))
    if words.responsible is not None:
        with ctx.read() as session:
            person = find_person(session, words.responsible, on=ctx.today())
        fields = replace(fields, owner_id=person.id)
    if words.done or words.open:
        fields = replace(fields, state=PointState.DONE if words.done else PointState.OPEN)
    write_point(ctx, WritePoint(point.id, point.version, fields))
    told = f"{point.number}. {point.title}"
    return _("Written at {point} ({state}).").format(point=told, state=label(fields.state).lower())


def _numbered(detail: "MeetingDetail", number: int) -> "PointRow":
    for point in detail.points:
        if point.number == number:
            return point
    raise NotFound("point.none", number=number, title=detail.row.title, n=len(detail.points))


def _add(ctx: "AppContext", detail: "MeetingDetail", words: WorkWords) -> str:
    from tracker.services.meeting_points import AddPoint, add_point

    title = words.add or ""
    add_point(ctx, AddPoint(detail.row.id, title))
    return _("Added to the agenda: {title}").format(title=title.strip())


def _refresh(ctx: "AppContext", detail: "MeetingDetail", _words: WorkWords) -> str:
    from tracker.services.meetings import refresh_agenda
    from tracker.services.queries.meetings import meeting_detail

    refresh_agenda(ctx, detail.row.id, detail.row.version)
    n = meeting_detail(ctx, detail.row.id).row.points
    text = ngettext(
        "The agenda is made anew: {n} point.", "The agenda is made anew: {n} points.", n
    )
    return text.format(n=n)


def _close(ctx: "AppContext", detail: "MeetingDetail", words: WorkWords) -> str:
    from tracker.services.meetings import CloseMeeting, close_meeting
    from tracker.services.queries.meetings import meeting_detail

    row = detail.row
    next_on = day("--next", words.next, ctx.today()) if words.next else row.next_on
    close_meeting(ctx, CloseMeeting(row.id, row.version, next_on))
    row = meeting_detail(ctx, row.id).row
    text = _("“{title}” is closed: {done} done, {open} open to the next meeting.")
    said = text.format(title=row.title, done=row.done, open=row.open)
    if row.next_on is None:
        return said
    again = _("The next one is {date}: plan it with --new --date {day}.").format(
        date=format_date(row.next_on, "long"), day=row.next_on.isoformat()
    )
    return f"{said} {again}"


def _delete(ctx: "AppContext", detail: "MeetingDetail", _words: WorkWords) -> str:
    from tracker.services.meetings import delete_meeting

    delete_meeting(ctx, detail.row.id, detail.row.version)
    return _("Removed: {title}, {date}.").format(
        title=detail.row.title, date=format_date(detail.row.held_on, "long")
    )


_WORK: dict[str, Callable[["AppContext", "MeetingDetail", WorkWords], str]] = {
    "--start": _start,
    "--attend": _attend,
    "--point": _point,
    "--add": _add,
    "--refresh": _refresh,
    "--close": _close,
    "--delete": _delete,
}
