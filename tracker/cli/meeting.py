"""`lofte meeting`: the working group's meetings, their agendas, and what they changed."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tracker.cli.books import day, opened, value
from tracker.cli.framework import WrongUsage
from tracker.cli.output import say, say_heading, say_json, say_table
from tracker.i18n import _, format_date, format_time
from tracker.labels import label
from tracker.messages import operation_name
from tracker.messages.changes import changed_field, changed_value
from tracker.models.errors import Invalid

if TYPE_CHECKING:
    from tracker.services.context import AppContext
    from tracker.services.queries.meeting_changes import PointChange
    from tracker.services.queries.meetings import MeetingDetail, MeetingRow, PointRow


@dataclass(frozen=True, slots=True)
class MeetingWords:
    """What was written on the command line."""

    new: bool = False
    agenda: bool = False
    changes: bool = False
    meeting: str = ""
    date: str | None = None
    title: str = ""
    place: str = ""
    hour: str | None = None


def meeting(book: str, words: MeetingWords, *, as_json: bool) -> None:
    """List the meetings, plan one, or tell the agenda or the changes of one."""
    if sum((words.new, words.agenda, words.changes)) > 1:
        raise WrongUsage(_("Choose one of --new, --agenda and --changes."))
    if words.new != (words.date is not None):
        raise WrongUsage(_("--new and --date go together."))
    if not words.new and (words.title or words.place or words.hour is not None):
        raise WrongUsage(_("--title, --place and --hour are for --new."))
    if words.new and words.meeting:
        raise WrongUsage(_("--meeting is for a meeting that is planned already."))
    with opened(book) as ctx:
        if words.new:
            _tell_agenda(ctx, _plan(ctx, words), as_json=as_json)
        elif words.changes:
            _tell_changes(ctx, _chosen(ctx, words.meeting, held=True), as_json=as_json)
        elif words.agenda or words.meeting:
            _tell_agenda(ctx, _chosen(ctx, words.meeting), as_json=as_json)
        else:
            _list(ctx, as_json=as_json)


def _plan(ctx: "AppContext", words: MeetingWords) -> int:
    """A new meeting of the newest agreement, called as the one before was."""
    from tracker.services.meetings import NewMeeting, new_meeting
    from tracker.services.queries.choices import agreements
    from tracker.services.queries.meetings import next_meeting
    from tracker.services.spreadsheet.durations import parse_clock

    found = agreements(ctx)
    if not found:
        raise Invalid("report.no_agreement")
    fields = next_meeting(ctx, found[0].id, _("The working group’s meeting"))
    hour = value("--hour", parse_clock, words.hour)
    fields = replace(
        fields,
        held_on=day("--date", words.date, ctx.today()) or fields.held_on,
        title=words.title or fields.title,
        place=words.place or fields.place,
        starts_at=hour or fields.starts_at,
    )
    return new_meeting(ctx, NewMeeting(found[0].id, fields))


def _chosen(ctx: "AppContext", text: str, *, held: bool = False) -> int:
    """The meeting that was named; else the latest that was `held`, or the next to come."""
    from tracker.models.enums import MeetingState
    from tracker.services.queries.meeting_choices import find_meeting
    from tracker.services.queries.meetings import meetings

    if text.strip():
        return find_meeting(ctx, text).id
    rows = meetings(ctx)
    if not rows:
        raise Invalid("report.no_meeting")
    begun = [row for row in rows if row.state is not MeetingState.PLANNED]
    return (begun if held and begun else rows)[0].id


def _list(ctx: "AppContext", *, as_json: bool) -> None:
    from tracker.services.queries.meetings import meetings

    rows = meetings(ctx)
    if as_json:
        say_json([_as_json(row) for row in rows])
        return
    if not rows:
        say(_("The book has no meeting yet. “lofte meeting BOOK --new --date DATE” plans one."))
        return
    headings = (
        _("Date"),
        _("Meeting"),
        _("Status"),
        _("Points"),
        _("Done with"),
        _("Open"),
        _("Changes"),
    )
    say_table(
        headings,
        [
            (
                format_date(row.held_on, "iso"),
                row.title,
                label(row.state),
                str(row.points),
                str(row.done),
                str(row.open),
                str(row.changes),
            )
            for row in rows
        ],
        right=(3, 4, 5, 6),
    )


def _tell_agenda(ctx: "AppContext", meeting_id: int, *, as_json: bool) -> None:
    from tracker.services.queries.meetings import meeting_detail

    detail = meeting_detail(ctx, meeting_id)
    if as_json:
        called = [{"name": row.name, "present": row.present} for row in detail.attendance]
        points = [_point_as_json(point) for point in detail.points]
        say_json({**_as_json(detail.row), "attendance": called, "agenda": points})
        return
    _say_head(detail)
    kind = None
    for point in detail.points:
        if point.kind is not kind:
            kind = point.kind
            say("")
            say_heading(label(kind))
        say(f"{point.number:>3}. {point.title}")
        said = _("Decision: {text}").format(text=point.fields.decision)
        for line in (point.why, point.fields.note, said if point.fields.decision else ""):
            if line:
                say(f"     {line}")
        if point.owner:
            say("     " + _responsible(point))
    if not detail.points:
        say(_("Nothing in the book calls for a meeting."))


def _responsible(point: "PointRow") -> str:
    if point.fields.due_on is None:
        return _("Sees to it: {who}").format(who=point.owner)
    by = _("by {date}").format(date=format_date(point.fields.due_on))
    return _("Sees to it: {who}").format(who=f"{point.owner}, {by}")


def _say_head(detail: "MeetingDetail") -> None:
    row = detail.row
    say_heading(row.title)
    when = format_date(row.held_on, "long")
    if row.starts_at is not None:
        when = _("{day} at {hour}").format(day=when, hour=format_time(row.starts_at))
    say(", ".join(part for part in (when, row.place, label(row.state)) if part))


def _tell_changes(ctx: "AppContext", meeting_id: int, *, as_json: bool) -> None:
    from tracker.services.queries.meeting_changes import meeting_changes
    from tracker.services.queries.meetings import meeting_detail

    detail = meeting_detail(ctx, meeting_id)
    numbers = {point.id: point.number for point in detail.points}
    changes = meeting_changes(ctx, meeting_id)
    if as_json:
        told = [_change_as_json(change, numbers[change.point_id]) for change in changes]
        say_json({**_as_json(detail.row), "changed": told})
        return
    _say_head(detail)
    say("")
    for change in changes:
        mark = "  " + _("deviation") if change.deviates else ""
        name = operation_name(change.operation)
        say(f"{numbers[change.point_id]:>3}. {change.subject}: {name}{mark}")
        for field, before, after in _lines(change):
            say(f"     {field}: {before} → {after}")
        if change.reason:
            say("     " + _("Reason: {reason}").format(reason=change.reason))
    if not changes:
        say(_("Nothing in the book was changed."))


def _lines(change: "PointChange") -> list[tuple[str, str, str]]:
    return [
        (
            changed_field(line.field),
            changed_value(line.field, line.before),
            changed_value(line.field, line.after),
        )
        for line in change.lines
    ]


def _as_json(row: "MeetingRow") -> dict[str, Any]:
    return {
        "id": str(row.id),
        "title": row.title,
        "agreement": row.agreement,
        "date": row.held_on,
        "hour": None if row.starts_at is None else format_time(row.starts_at),
        "place": row.place,
        "state": row.state.value,
        "points": row.points,
        "done": row.done,
        "open": row.open,
        "changes": row.changes,
        "next": row.next_on,
    }


def _point_as_json(point: "PointRow") -> dict[str, Any]:
    return {
        "number": point.number,
        "kind": point.kind.value,
        "title": point.title,
        "why": point.why,
        "state": point.state.value,
        "note": point.fields.note,
        "decision": point.fields.decision,
        "responsible": point.owner,
        "due": point.fields.due_on,
        "action": None if point.action_id is None else str(point.action_id),
    }


def _change_as_json(change: "PointChange", number: int) -> dict[str, Any]:
    return {
        "point": number,
        "operation": change.operation,
        "what": change.subject,
        "at": change.at.isoformat(),
        "who": change.who,
        "lines": [
            {"field": field, "before": before, "after": after}
            for field, before, after in _lines(change)
        ],
        "reason": change.reason,
        "deviation": change.deviates,
    }
