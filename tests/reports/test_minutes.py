"""A meeting's agenda before it is held, and its minutes after: what they tell, and what not."""

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.factory import DAY, a_clock, a_person, opened
from tests.meetings import a_full_meeting, a_meeting, at_point, called, set_point
from tests.refusals import refused
from tests.reports.reading import page_texts
from tests.reports.structure import check_structure, headings
from tests.reports.test_pdf_standards import PROFILES, complaints
from tracker.models.clock import WalkingClock
from tracker.models.enums import AgendaKind, MeetingState, Party, PointState, ReportState
from tracker.models.meeting import Meeting
from tracker.reports.build import build_report
from tracker.reports.making import make_report, settle
from tracker.services.context import AppContext
from tracker.services.example import SHOWN_DAY
from tracker.services.follow_up import (
    AnswerDecision,
    AskDecision,
    answer_decision,
    answer_decision_in,
    ask_decision,
)
from tracker.services.history import undo
from tracker.services.queries.meeting_choices import find_meeting
from tracker.services.queries.overview import decisions
from tracker.services.reports.comparing import compare
from tracker.services.reports.frozen import from_json, to_json
from tracker.services.reports.meeting_rows import MeetingRow, PointRow
from tracker.services.reports.reading import ReportQuery, report_input
from tracker.services.reports.rows import ReportInput

MINUTES = ReportQuery(kind="minutes")
HELD_ON = SHOWN_DAY - dt.timedelta(1)


@pytest.fixture(scope="module")
def minuted(new_example: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppContext]:
    """The example with a meeting that was held the day before, open to be read."""
    path = Path(shutil.copy(new_example, tmp_path_factory.mktemp("minutes")))
    a_full_meeting(path, HELD_ON)
    ctx = opened(path, a_clock(SHOWN_DAY))
    yield ctx
    ctx.close()


def told(ctx: AppContext, query: ReportQuery = MINUTES) -> MeetingRow:
    meeting = report_input(ctx, query).meeting
    assert meeting is not None
    return meeting


def text_of(data: ReportInput) -> str:
    return " ".join(" ".join(page_texts(build_report(data, lang="en"))).split())


def test_the_minutes_of_a_meeting(minuted: AppContext) -> None:
    report = make_report(minuted, MINUTES, "en")
    check_structure(report.pdf)
    assert headings(report.pdf) == [1, 2, 2, *[3] * 5, 2, 2, 2, 2]
    text = " ".join(" ".join(page_texts(report.pdf)).split())
    for words in (
        "Minutes of the working group Arbetsgruppen för medborgarlöften",
        "Friday 14 September 2018",
        "Kommunhuset, Åmålsrummet",
        "Five points: two are done, two are open until the next meeting and one was not taken up.",
        "The meeting made two changes in the plan. One deviates from what was signed.",
        "Parkchef, Säffle kommun Absent",
        "§ 1 · Läget för åtgärd 1 Done Why it stands here: Sen med 92 dagar, inget är loggat",
        "Entreprenören kan börja vecka 40.",
        "Decision: Arbetet köps in och ska vara klart före vintern.",
        "By 12 October.",
        "Deadline 15 Nov 2018 14 Jan 2019",
        "Reason Marken är frusen.",
        "a deviation in the next status report",
        "Changed in the plan: 4.1 Föräldramöten, deadline moved; 4.1 Föräldramöten, owner changed.",
        "Owner Rektor Gatuchef",
        "Open points for the next meeting Point Responsible By § 2 · Läget för åtgärd 2",
        "§ 1 · 4.1 Föräldramöten · Deadline moved",
        "Friday 12 October 2018.",
        "Kept by Kommunpolis Chair Säkerhetssamordnare Checked by",
        "DRAFT",
    ):
        assert words in text, words
    # The values stand in the table at the end and nowhere else.
    assert text.count("Marken är frusen.") == 1
    # What only leaves an internal note is nothing for others to read.
    assert "Internt" not in text
    assert from_json(to_json(report.data)) == report.data


def test_many_points_that_nothing_was_said_at_flow(ctx: AppContext) -> None:
    a_meeting(ctx, *(f"Egen punkt {number}" for number in range(1, 53)))
    data = report_input(ctx, MINUTES)
    pages = page_texts(build_report(data, lang="en"))
    assert len(pages) <= 6
    # What nobody took up is not what the next meeting begins with.
    assert "No point is open." in " ".join(pages)
    assert data.meeting is not None
    points = tuple(replace(row, state=PointState.OPEN) for row in data.meeting.points)
    left = replace(data, meeting=replace(data.meeting, points=points))
    assert len(page_texts(build_report(left, lang="en"))) <= 6


def test_before_the_meeting_it_is_an_agenda_with_room_to_write(ctx: AppContext) -> None:
    meeting, (first, second) = a_meeting(
        ctx, "Belysningen", "Köpa in?", held=False, starts_at=dt.time(13)
    )
    called(ctx, meeting, **{"Parkchef, Säffle kommun": False})
    set_point(
        ctx, first, kind=AgendaKind.OPEN_POINT, why="Från förra mötet",
        owner_id=a_person(ctx, "Gatuchef"), due_on=DAY + dt.timedelta(14),
    )  # fmt: skip
    set_point(ctx, second, kind=AgendaKind.DECISION, decision_request_id=_asked(ctx))
    report = make_report(ctx, MINUTES, "en")
    check_structure(report.pdf)
    text = " ".join(" ".join(page_texts(report.pdf)).split())
    for words in (
        "Agenda of the working group Arbetsgruppen",
        "13:00",
        "Two points. One is left from the meeting before.",
        "Parkchef, Säffle kommun",
        "From the last meeting § 1 · Belysningen Why it stands here: Från förra mötet.",
        "Responsible: gatuchef, by 15 March.",
        "Decisions needed § 2 · Köpa in? Ja, 60,000 kronor Nej Notes",
        "Notes Decision Responsible By when",
        "No day has been set.",
    ):
        assert words in text, words
    for words in ("Absent", "Signatures", "What the meeting changed", "Minutes"):
        assert words not in text, words


def test_the_answer_to_a_question_is_the_decision(ctx: AppContext) -> None:
    meeting, (asked, other) = a_meeting(ctx, "Köpa in?", "Skjuta upp?")
    called(ctx, meeting, **{"Parkchef, Säffle kommun": False})
    for point, title in ((asked, "Köpa in?"), (other, "Skjuta upp?")):
        set_point(ctx, point, kind=AgendaKind.DECISION, decision_request_id=_asked(ctx, title))
    here, elsewhere = sorted(decisions(ctx), key=lambda row: row.question)
    answer = AnswerDecision(here.id, here.version, "Ja, i år", "Kommunalrådet", DAY)
    at_point(ctx, asked, "decision.answer", lambda tx: answer_decision_in(tx, answer))
    answer_decision(ctx, AnswerDecision(elsewhere.id, elsewhere.version, "Nej", "Polischefen", DAY))
    text = text_of(report_input(ctx, MINUTES))
    assert "Decision: Ja, i år (Kommunalrådet)." in text
    assert text.count("Decision:") == 1
    # Nobody came to no meeting: it was not ticked, and nobody is called absent for that.
    assert "Who came has not been noted." in text
    assert "Absent" not in text


def _asked(ctx: AppContext, question: str = "Köpa in?") -> int:
    options = (("Ja", Decimal(60_000)), ("Nej", None))
    return ask_decision(
        ctx,
        AskDecision(
            question, "Kommunalrådet", Party.MUNICIPALITY, DAY, "Vi hinner inte.", options=options
        ),
    )


def test_what_there_is_nothing_of_is_said(ctx: AppContext) -> None:
    a_meeting(ctx)
    text = text_of(report_input(ctx, MINUTES))
    for words in (
        "The agenda has no points.",
        "Nobody has been called.",
        "No point is open.",
        "The meeting changed nothing in the plan.",
        "No day has been set.",
    ):
        assert words in text, words


def test_the_minutes_of_a_meeting_that_goes_on_say_so(ctx: AppContext) -> None:
    began = dt.datetime(2018, 3, 1, 8, 4, tzinfo=dt.UTC)
    goes_on, (first, _second) = a_meeting(
        ctx, "Belysningen", "Övrigt", state=MeetingState.ONGOING, started_at=began, ended_at=None
    )
    set_point(ctx, first, state=PointState.DONE)
    text = text_of(report_input(ctx, MINUTES))
    for words in (
        "Minutes of the working group (going on)",
        "GOING ON – NOT FINAL",
        "Two points: one is done and one is left.",
        # Where people met, and not where the machine stands.
        "Time 09:04",
    ):
        assert words in text, words
    for words in ("Not taken up", "DRAFT"):
        assert words not in text, words
    # The latest held is another, as soon as there is one.
    assert told(ctx).id == goes_on
    ended = began + dt.timedelta(minutes=70)
    held, _ = a_meeting(ctx, started_at=began, ended_at=ended, held_on=began.date())
    assert told(ctx).id == held
    assert "Time 09:04–10:14" in text_of(report_input(ctx, MINUTES))


def test_the_latest_held_else_the_next(ctx: AppContext) -> None:
    with refused("report.no_meeting"):
        make_report(ctx, MINUTES, "sv")
    week = dt.timedelta(7)
    far, _ = a_meeting(ctx, title="Om två veckor", held=False, held_on=DAY + 2 * week)
    near, _ = a_meeting(ctx, title="Om en vecka", held=False, held_on=DAY + week)
    a_meeting(ctx, title="Blev inte av", held=False, held_on=DAY - week)
    assert told(ctx).id == near
    held, _ = a_meeting(ctx, title="Förra veckan", held_on=DAY - week)
    assert told(ctx).id == held
    assert told(ctx, replace(MINUTES, meeting_id=far)).title == "Om två veckor"
    with refused("row.missing"):
        told(ctx, replace(MINUTES, meeting_id=1))
    assert find_meeting(ctx, "blev 02-22").title == "Blev inte av"
    with refused("meeting.ambiguous"):
        find_meeting(ctx, "om veck")
    for text in ("Styrgruppen", " "):
        with refused("meeting.none"):
            find_meeting(ctx, text)


def test_what_was_undone_is_not_in_the_minutes(ctx: AppContext) -> None:
    meeting, (point,) = a_meeting(ctx, "Belysningen")
    set_point(ctx, point, state=PointState.DONE, decision="Köps in")
    assert told(ctx).points[0].decision == "Köps in"
    undo(ctx)
    assert told(ctx) == replace(
        told(ctx), id=meeting, points=(PointRow(1, AgendaKind.OTHER, "Belysningen"),)
    )


def test_a_meeting_as_it_stood_on_a_day(ctx: AppContext, clock: WalkingClock) -> None:
    meeting, _points = a_meeting(ctx, "Belysningen", held=False)
    clock.walk_to(DAY + dt.timedelta(2))
    with ctx.write("meeting.start") as tx:
        row = tx.get(Meeting, meeting)
        row.state, row.started_at = MeetingState.ONGOING, tx.now
    assert told(ctx).is_held
    assert not told(ctx, replace(MINUTES, as_of=DAY)).is_held


def test_final_minutes_are_kept_and_two_meetings_are_not_compared(ctx: AppContext) -> None:
    first, _ = a_meeting(ctx, "Belysningen")
    settled = settle(ctx, replace(MINUTES, meeting_id=first), "en")
    data = settled.made.data
    assert (data.state, data.period_from, data.period_to) == (ReportState.FINAL, DAY, DAY)
    assert "DRAFT" not in " ".join(page_texts(settled.made.pdf))
    a_meeting(ctx, "Belysningen", held_on=DAY + dt.timedelta(7))
    assert compare(data, report_input(ctx, replace(MINUTES, meeting_id=first))) == ()
    with refused("report.not_comparable"):
        compare(data, report_input(ctx, MINUTES))


@pytest.mark.parametrize("state", [MeetingState.PLANNED, MeetingState.CLOSED])
def test_long_and_hostile_text_is_whole(minuted: AppContext, state: MeetingState) -> None:
    data = report_input(minuted, MINUTES)
    assert data.meeting is not None
    long, word = "<b>En mycket lång rad</b> & mer. " * 300, "ord" * 100
    first, *others = data.meeting.points
    point = replace(
        first, title=word, why=long, about=word, note=f"{long}\n{long}", decision=long,
        responsible=long,
    )  # fmt: skip
    meeting = replace(data.meeting, state=state, note=long, points=(point, *others))
    pdf = build_report(replace(data, meeting=meeting), lang="sv")
    check_structure(pdf)
    for profile in PROFILES:
        assert complaints(pdf, profile) == []
    text = " ".join(page_texts(pdf))
    # A page may end inside one of them.
    assert text.count("<b>En mycket lång rad</b>") >= 590
    assert word in "".join(text.split())
