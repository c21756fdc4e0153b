"""A meeting of the working group: its agenda until it is held, and then its minutes."""

from tracker.i18n import _, format_date, format_time, pgettext, weekday
from tracker.reports import style
from tracker.reports.fitting import well_ended
from tracker.reports.heads import part_heading
from tracker.reports.kinds.minutes.called import called_part
from tracker.reports.kinds.minutes.changes import changes_part
from tracker.reports.kinds.minutes.closing import next_part, open_part, signing_part
from tracker.reports.kinds.minutes.opening import opening
from tracker.reports.kinds.minutes.points import agenda_points, minuted_point
from tracker.reports.panels import LabelledValues
from tracker.reports.pdf.blocks import Block, Text
from tracker.reports.pdf.document import Page
from tracker.reports.registry import Progress, kind_of
from tracker.reports.sentences import cap, diary_label, full_stop, superseding
from tracker.services.reports.meeting_rows import MeetingRow
from tracker.services.reports.rows import ReportInput

_TITLE_LINES = 3


def lay_out(data: ReportInput, progress: Progress) -> list[Page]:
    """Head, who was called and the points; of a meeting that was held, what came of it too."""
    told = data.meeting
    if told is None:
        raise ValueError("minutes are of a meeting")
    blocks = [*_head(data, told), *called_part(told)]
    if told.is_held or not told.points:
        blocks.append(part_heading(_("Points")))
    if not told.points:
        text = Text(_("The agenda has no points."), style.BODY, tag="P")
        blocks.append(text.spaced(style.STEP_1))
    if not told.is_held:
        blocks += agenda_points(told)
    else:
        for done, point in enumerate(told.points):
            blocks += minuted_point(point, told)
            progress(0.8 * done / len(told.points))
        blocks += [*open_part(told), *changes_part(told)]
    blocks += next_part(told)
    if told.is_held:
        blocks += signing_part(told)
    return well_ended(blocks, style.first_frame(data.look))


def _head(data: ReportInput, told: MeetingRow) -> list[Block]:
    blocks: list[Block] = [
        Text(kind_of(data.kind).heading(data), style.REPORT_TITLE, tag="H1"),
        Text(told.title, style.PROMISE_TITLE, tag="P", max_lines=_TITLE_LINES).spaced(style.STEP_1),
        LabelledValues(_facts(data, told)).spaced(style.STEP_2),
        Text(opening(told), style.OPENING, tag="P").spaced(style.STEP_4),
    ]
    if told.note.strip():
        note = Text(full_stop(told.note), style.BODY, tag="P")
        blocks.append(note.spaced(style.STEP_2))
    return blocks


def _facts(data: ReportInput, told: MeetingRow) -> list[tuple[str, str]]:
    on = f"{cap(weekday(told.held_on))} {format_date(told.held_on, 'long')}"
    facts = [(pgettext("report", "Day"), on)]
    hours = [format_time(hour) for hour in (told.starts_at, told.ended_at) if hour is not None]
    # What was started and closed at once was written down afterwards: it tells no hour of an end.
    hours = list(dict.fromkeys(hours))
    facts += [
        (name, text)
        for name, text in (
            (pgettext("report", "Time"), "–".join(hours) if told.starts_at else ""),
            (_("Place"), told.place),
            (_("Chair"), told.chair),
            (_("Secretary"), told.secretary),
        )
        if text.strip()
    ]
    facts += [(diary_label(data, row.party), row.number) for row in data.diary_numbers]
    return [*facts, *superseding(data)]
