"""Days as pixels, the words of the axis, and what is where on a line."""

import datetime as dt
from array import array

import pytest

from tracker import i18n
from tracker.models.enums import ActionStatus, FollowUp, OccasionState, Party, PromiseStatus
from tracker.services.queries.timeline_rows import (
    STATES,
    Moved,
    PromiseSpan,
    Ticks,
    Timeline,
    TimelineRow,
)
from tracker.ui.panels.timeline.frame import Frame
from tracker.ui.panels.timeline.geometry import Hit, Part, bar_of, hit, stretches_of
from tracker.ui.panels.timeline.lines import ActionLine, lines_of, spoken, whole_span
from tracker.ui.panels.timeline.month_days import (
    first_shown,
    how_many_fit,
    in_two_lines,
    last_shown,
)
from tracker.ui.panels.timeline.scale import (
    Scale,
    Zoom,
    faint_lines,
    lower_marks,
    scale_for,
    strong_lines,
    upper_marks,
    weekends,
)
from tracker.ui.panels.timeline.tips import tip_of

YEAR = (dt.date(2018, 1, 1), dt.date(2018, 12, 31))
TODAY = dt.date(2018, 9, 15)


def day(month: int, number: int) -> int:
    return dt.date(2018, month, number).toordinal()


def a_row(**values: object) -> TimelineRow:
    base: dict[str, object] = {
        "id": 1,
        "version": 1,
        "number": 2,
        "promise_number": 5,
        "title": "Fotpatrullering",
        "promise_id": 1,
        "party": Party.POLICE,
        "owner": "Gruppchef",
        "start": YEAR[0],
        "deadline": YEAR[1],
        "status": ActionStatus.ONGOING,
        "colour": FollowUp.ON_TRACK,
        "days_late": 0,
        "done_share": 0.5,
    }
    # A test names the fields it cares about, of any kind.
    return TimelineRow(**{**base, **values})  # type: ignore[arg-type]


def a_line(**values: object) -> ActionLine:
    row = a_row(**values)
    span = PromiseSpan(
        1, 5, "Levande stadskärna", PromiseStatus.RUNNING, *YEAR, FollowUp.LATE, (row,)
    )
    return ActionLine(row, span)


def ticks(*days: tuple[int, OccasionState]) -> Ticks:
    return Ticks(array("l", [d for d, _s in days]), bytes(STATES.index(s) for _d, s in days))


@pytest.mark.parametrize("zoom", Zoom)
def test_a_day_is_where_its_x_says(zoom: Zoom) -> None:
    scale = scale_for(zoom, YEAR, 730)
    for number in (day(1, 1), day(6, 15), day(12, 31)):
        assert scale.day(scale.x(number) + 0.01) == number
        assert scale.day(scale.middle(number)) == number
    assert (scale.day(-50), scale.day(scale.width + 50)) == (day(1, 1), day(12, 31))


def test_a_view_shows_what_its_zoom_says() -> None:
    assert scale_for(Zoom.YEAR, YEAR, 730).per_day == 2
    assert scale_for(Zoom.QUARTER, YEAR, 920).per_day == 10
    assert scale_for(Zoom.MONTH, YEAR, 930).per_day == 30
    # Narrower than its words there is less of it, but it can be read.
    assert scale_for(Zoom.MONTH, YEAR, 100).per_day == 18


def test_the_axis_in_words() -> None:
    year = scale_for(Zoom.YEAR, YEAR, 730)
    assert [mark.words for mark in upper_marks(year, *_whole(year))] == ["2018"]
    words = [mark.words for mark in lower_marks(year, *_whole(year))]
    assert words[:3] == ["jan", "feb", "mar"]
    quarter = scale_for(Zoom.QUARTER, YEAR, 920)
    assert [m.words for m in upper_marks(quarter, day(3, 1), day(4, 2))] == [
        "mars 2018",
        "april 2018",
    ]
    assert lower_marks(quarter, day(3, 5), day(3, 12))[0].day == day(3, 5)
    month = scale_for(Zoom.MONTH, YEAR, 930)
    assert [m.words for m in lower_marks(month, day(2, 27), day(3, 1))] == ["27", "28", "1"]


def test_lines_stand_at_months_and_mondays() -> None:
    year, month = scale_for(Zoom.YEAR, YEAR, 730), scale_for(Zoom.MONTH, YEAR, 930)
    assert strong_lines(year, *_whole(year)) == [day(1, 1)]
    assert len(faint_lines(year, *_whole(year))) == 12
    found = faint_lines(month, day(9, 1), day(9, 30))
    assert all(dt.date.fromordinal(number).weekday() == 0 for number in found)
    saturdays = weekends(month, day(9, 2), day(9, 30))
    # The Saturday of the weekend that is already half over is there too.
    assert saturdays[0] == day(9, 1)
    assert not weekends(year, *_whole(year))


def _whole(scale: Scale) -> tuple[int, int]:
    return scale.first, scale.last


def test_a_frame_turns_days_into_places_and_back() -> None:
    frame = Frame(scale_for(Zoom.QUARTER, YEAR, 920), day(9, 15), names=300, chart=920)
    frame.offset = frame.offset_to(day(9, 15), 0.5)
    assert abs(frame.today_x() - 300 - 460) <= 1
    assert frame.day_at(frame.today_x()) == day(9, 15)
    assert frame.offset_to(day(1, 1), 0.5) == 0
    assert frame.offset_to(day(12, 31), 0.5) == frame.most()


def test_bars_borrow_the_ends_they_lack() -> None:
    scale = scale_for(Zoom.YEAR, YEAR, 730)
    whole = bar_of(a_line(), scale)
    assert whole is not None
    assert (whole.left, whole.right) == (0, 730)
    no_start = bar_of(a_line(start=None, deadline=dt.date(2018, 6, 30)), scale)
    assert no_start is not None
    assert no_start.open_left
    assert no_start.left == no_start.right
    no_end = bar_of(a_line(deadline=None), scale)
    assert no_end is not None
    assert (no_end.open_right, no_end.right) == (True, 730)
    assert bar_of(a_line(start=None, deadline=None), scale) is None


def test_what_is_under_the_pointer() -> None:
    scale = scale_for(Zoom.YEAR, YEAR, 730)
    first, second = Moved(dt.date(2018, 3, 31), "Vakans"), Moved(dt.date(2018, 6, 30), "Snö")
    line = a_line(
        deadline=dt.date(2018, 9, 30),
        moved=(first, second),
        ticks=ticks((day(2, 1), OccasionState.DONE), (day(2, 8), OccasionState.MISSED)),
    )
    spans = [(s.moved, s.left, s.right) for s in stretches_of(line.row, scale)]
    assert spans == [
        (first, scale.x(day(4, 1)), scale.x(day(7, 1))),
        (second, scale.x(day(7, 1)), scale.x(day(10, 1))),
    ]

    def at(number: int, *, in_ticks: bool = False) -> Hit | None:
        return hit(line, scale, scale.middle(number), in_ticks=in_ticks)

    assert at(day(9, 30)) == Hit(Part.END)
    assert at(day(5, 1)) == Hit(Part.MOVED, moved=first)
    assert at(day(8, 1)) == Hit(Part.MOVED, moved=second)
    assert at(day(2, 1)) == Hit(Part.BAR)
    assert at(day(2, 8), in_ticks=True) == Hit(Part.TICK, tick=1)
    assert at(day(2, 20), in_ticks=True) == Hit(Part.BAR)
    assert at(day(11, 15)) is None
    i18n.activate("en")
    assert tip_of(line, at(day(8, 1))) == "Deadline moved from 30 Jun 2018: Snö"
    assert tip_of(line, at(day(2, 8), in_ticks=True)) == "Thursday 8 Feb 2018: Missed"
    assert tip_of(line, at(day(2, 1))).splitlines()[2:] == [
        "Moved from 31 Mar 2018: Vakans",
        "Moved from 30 Jun 2018: Snö",
    ]


def test_a_line_is_read_out_with_what_is_drawn() -> None:
    i18n.activate("en")
    line = a_line(
        colour=FollowUp.LATE,
        days_late=12,
        moved=(Moved(dt.date(2018, 6, 30), "Vakans"),),
        ticks=ticks((day(2, 1), OccasionState.DONE), (day(2, 8), OccasionState.MISSED)),
    )
    assert spoken(line) == (
        "5.2 Fotpatrullering, 1 Jan–31 Dec 2018, 12 days late, moved from 30 Jun 2018, "
        "1 completed, 1 missed, Police, Gruppchef"
    )


def test_the_whole_span_holds_all_that_is_drawn() -> None:
    line = a_line(
        moved=(Moved(dt.date(2019, 2, 1), "Tidigare"),),
        ticks=ticks((dt.date(2017, 11, 1).toordinal(), OccasionState.OPEN)),
    )
    found = Timeline(TODAY, (line.span,))
    assert whole_span(found) == (dt.date(2017, 11, 1), dt.date(2019, 2, 1))
    assert whole_span(Timeline(TODAY)) == (TODAY, TODAY)
    assert len(lines_of(found)) == 2


def test_a_month_is_shown_in_whole_weeks() -> None:
    assert first_shown(TODAY) == dt.date(2018, 8, 27)
    assert last_shown(TODAY) == dt.date(2018, 9, 30)
    assert last_shown(dt.date(2018, 12, 24)) == dt.date(2019, 1, 6)


def test_a_day_shows_what_fits_and_says_that_there_is_more() -> None:
    assert [how_many_fit(count, 3) for count in (0, 3, 4, 9)] == [0, 3, 2, 2]
    assert how_many_fit(1, 0) == 0
    assert in_two_lines("5.2 Fotpatrullering fredag", 20, len) == ("5.2 Fotpatrullering", "fredag")
    assert in_two_lines("Fotpatrullering", 5, len) == ("Fotpatrullering", "")
