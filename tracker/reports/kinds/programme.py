"""The week's programme of a dialogue round, to hang on a wall: when, where, for whom, and by whom.

It comes before any agreement, so nothing here speaks of promises.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from tracker.i18n import _, format_number, format_time, pgettext, weekday
from tracker.labels import label
from tracker.reports import style
from tracker.reports.fitting import well_ended
from tracker.reports.panels import LabelledValues
from tracker.reports.pdf.blocks import Block, Columns, Space, Stack, Text
from tracker.reports.pdf.document import Page
from tracker.reports.pdf.fonts import MIDDLE
from tracker.reports.pdf.pen import Pen
from tracker.reports.pdf.table import Row
from tracker.reports.registry import Progress, kind_of
from tracker.reports.sentences import cap, day, diary_label, full_stop, period, superseding
from tracker.reports.style import MM
from tracker.reports.tables import column, table
from tracker.services.reports.round_rows import OccasionRow, RoundRow
from tracker.services.reports.rows import ReportInput

_COLUMNS = (
    column(25),
    column(49, 4 * MM, heads_row=True),
    column(29, 3 * MM),
    column(34, 2 * MM),
    column(33, 0),
)
_TITLE_LINES = 3


def lay_out(data: ReportInput, progress: Progress) -> list[Page]:
    """The head, and the occasions day by day; a week of them fits on one page."""
    told = data.round
    if told is None:
        raise ValueError("a programme is of a dialogue round")
    blocks: list[Block] = [
        Text(kind_of(data.kind).heading(data), style.REPORT_TITLE, tag="H1"),
        Text(told.title, style.PROMISE_TITLE, tag="P", max_lines=_TITLE_LINES).spaced(style.STEP_1),
        LabelledValues(_facts(data, told)).spaced(style.STEP_2),
    ]
    if told.purpose.strip():
        purpose = Text(full_stop(told.purpose), style.OPENING, tag="P")
        blocks.append(purpose.spaced(style.STEP_4))
    progress(0.5)
    if not told.occasions:
        text = Text(_("No occasion has been planned yet."), style.SUMMARY_TEXT, tag="P")
        return well_ended([*blocks, text.spaced(style.STEP_7)], style.first_frame(data.look))
    names = [
        pgettext("report", "Time"), pgettext("report", "What"), pgettext("report", "Where"),
        pgettext("report", "Responsible"), pgettext("report", "To bring"),
    ]  # fmt: skip
    week = table(_COLUMNS, names, list(_rows(told.occasions, told.starts_on)))
    return well_ended([*blocks, week.spaced(style.STEP_7)], style.first_frame(data.look))


def _facts(data: ReportInput, told: RoundRow) -> list[tuple[str, str]]:
    facts = [(_("Days"), period(told.starts_on, told.ends_on))]
    if told.occasions:
        facts.append((_("Occasions"), format_number(len(told.occasions))))
    facts += [(diary_label(data, row.party), row.number) for row in data.diary_numbers]
    return [*facts, *superseding(data)]


def _rows(occasions: Sequence[OccasionRow], started_on: date) -> Iterator[Row]:
    """Under a heading for each day its occasions, by the clock."""
    for held_on, of_day in groupby(occasions, key=lambda occasion: occasion.held_on):
        text = f"{cap(weekday(held_on))} {day(held_on, started_on)}"
        again = _("{group} (continued)").format(group=text)
        yield Row((Text(text, style.SUMMARY_SECTION),), again=Text(again, style.SUMMARY_SECTION))
        rows = [Row(_cells(occasion)) for occasion in of_day]
        yield from rows[:-1]
        yield Row(rows[-1].cells, ends_group=True)


def _cells(occasion: OccasionRow) -> tuple[Block, ...]:
    what: list[Block] = [Text(occasion.title, style.SUMMARY_ITEM)]
    what += [Text(text, style.BODY_SECONDARY) for text in _about(occasion)]
    return (
        Text(hours(occasion), style.SUMMARY_ITEM),
        Stack(what),
        Text(occasion.place or "–", style.SUMMARY_TEXT),
        Text(cap(occasion.responsible) or "–", style.BESIDE_ITEM),
        _checklist(material_items(occasion.material)),
    )


def _about(occasion: OccasionRow) -> Iterator[str]:
    """The method, unless the title begins with it, and for whom it is."""
    method = label(occasion.method)
    if not occasion.title.casefold().startswith(method.casefold()):
        yield method
    if occasion.audience.strip():
        yield occasion.audience


def hours(occasion: OccasionRow) -> str:
    """``12:00–16:00``, as much as is known of it."""
    if occasion.starts_at is None:
        return _("All day")
    start = format_time(occasion.starts_at)
    if occasion.ends_at is None:
        return start
    return f"{start}–{format_time(occasion.ends_at)}"


def material_items(text: str) -> list[str]:
    """What to bring, one thing each: the lines of a text, or what stands between its commas."""
    lines = text.split("\n") if "\n" in text.strip() else re.split(r"[,;]", text)
    return [item for item in (line.strip(" \t\r\n-–•*") for line in lines) if item]


def _checklist(items: Sequence[str]) -> Block:
    if not items:
        return Text("–", style.BODY)
    side = _Box.SIDE
    gap = 1.8 * MM
    room = _COLUMNS[-1].room - side - gap
    boxes = [Columns([_Box(), Text(item, style.BODY)], [side, room], gap) for item in items]
    return Stack([Space(style.BESIDE_ITEM.rise - style.BODY.rise), *boxes])


class _Box(Block):
    """A box to tick, beside the first line of a text."""

    __slots__ = ()

    SIDE = 2.9 * MM
    _EDGE = 0.9

    def height(self, width: float) -> float:
        return style.BODY.leading

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        middle = y + style.BODY.rise - MIDDLE * style.BODY.size
        side = self.SIDE - self._EDGE
        with pen.artifact():
            box = (x + self._EDGE / 2, middle - side / 2, side, side)
            pen.rect(*box, stroke=style.INK, weight=self._EDGE)
