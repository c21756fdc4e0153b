"""Dialogue rounds: planned, planned once more, held, and taken away."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.factory import DAY, a_person, a_round, a_survey, an_occasion, snapshot, version_of
from tests.refusals import refused
from tracker.messages import explain
from tracker.models.clock import WalkingClock
from tracker.models.dialogue import DialogueRound
from tracker.models.enums import Party, SurveyMethod
from tracker.models.organisation import Person
from tracker.models.survey import Survey
from tracker.services.context import AppContext
from tracker.services.dialogue import (
    CopyOccasion,
    CopyRound,
    EditRound,
    RecordOutcome,
    RoundFields,
    add_round,
    copy_occasion,
    copy_round,
    delete_round,
    edit_round,
    next_year,
    record_outcome,
)
from tracker.services.history import undo
from tracker.services.occasions import Booked, occasion_notes
from tracker.services.people import HandOver, PersonFields, hand_over
from tracker.services.queries.evidence import survey_detail
from tracker.services.queries.rounds import RoundDetail, round_detail
from tracker.services.surveys import ResponseFields, SurveyFields, add_responses

WEEK = RoundFields("Säffle", "Dialog", DAY, DAY + dt.timedelta(4))


def detail_of(ctx: AppContext, round_id: int) -> RoundDetail:
    found = round_detail(ctx, round_id)
    assert found is not None
    return found


def test_a_round_is_added_and_changed(ctx: AppContext) -> None:
    round_id = add_round(ctx, replace(WEEK, title="  Dialog  "))
    assert detail_of(ctx, round_id).fields == WEEK
    changed = replace(WEEK, title="Dialog i mars", purpose="Lyssna", limitation="Inga äldre")
    edit_round(ctx, EditRound(round_id, 1, changed))
    assert detail_of(ctx, round_id).fields == changed
    with refused("row.changed"):
        edit_round(ctx, EditRound(round_id, 1, WEEK))


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        (replace(WEEK, title="  "), "field.required"),
        (replace(WEEK, ends_on=DAY - dt.timedelta(1)), "dates.end_before_start"),
    ],
)
def test_a_round_that_can_not_be_is_refused(
    ctx: AppContext, fields: RoundFields, code: str
) -> None:
    round_id = a_round(ctx)
    before = snapshot(ctx)
    with refused(code):
        add_round(ctx, fields)
    with refused(code):
        edit_round(ctx, EditRound(round_id, 1, fields))
    assert snapshot(ctx) == before


def test_what_was_answered_outlives_its_round(ctx: AppContext) -> None:
    round_id = a_round(ctx)
    occasion = an_occasion(ctx, round_id)
    add_responses(ctx, occasion, [ResponseFields("Mörkt vid stationen")])
    before = snapshot(ctx)
    delete_round(ctx, round_id, 1)
    detail = survey_detail(ctx, occasion)
    assert detail is not None
    assert (detail.fields.round_id, detail.round_title, detail.row.responses) == (None, "", 1)
    assert round_detail(ctx, round_id) is None
    undo(ctx)
    assert snapshot(ctx) == before


def test_a_round_is_planned_again_on_the_same_weekdays(ctx: AppContext) -> None:
    round_id = a_round(ctx)
    kept = DAY + dt.timedelta(200)
    occasion = an_occasion(
        ctx, round_id, asked=40, answered=31, result="Bra", limitation="-", retention_until=kept
    )
    edit_round(
        ctx,
        EditRound(round_id, 1, replace(detail_of(ctx, round_id).fields, limitation="Inga äldre")),
    )
    first = detail_of(ctx, round_id)
    start = next_year(first.row.starts_on)
    copied = detail_of(ctx, copy_round(ctx, CopyRound(round_id, "Dialog 2019", start)))
    later = start - first.row.starts_on
    assert later.days % 7 == 0
    assert (copied.row.title, copied.fields.purpose) == ("Dialog 2019", first.fields.purpose)
    assert copied.row.ends_on - copied.row.starts_on == first.row.ends_on - first.row.starts_on
    assert copied.fields.limitation == ""
    (was,), (now,) = first.occasions, copied.occasions
    assert now == replace(
        was, id=now.id, held_on=was.held_on + later, asked=None, answered=None, limitation=""
    )
    survey = survey_detail(ctx, now.id)
    assert survey is not None
    assert survey.fields.retention_until == kept + later
    assert survey.fields.result is None
    assert detail_of(ctx, round_id).occasions == first.occasions
    assert occasion == was.id


def test_whoever_has_the_post_by_then_is_responsible(ctx: AppContext) -> None:
    round_id = a_round(ctx)
    person = a_person(ctx)
    an_occasion(ctx, round_id)
    successor = PersonFields("Kommunpolis", "Polisen", Party.POLICE, "Robin Ask")
    handed = DAY + dt.timedelta(30)
    after = hand_over(ctx, HandOver(person, version_of(ctx, Person, person), handed, successor))
    for days, responsible in ((7, person), (29, person), (30, after), (364, after)):
        start = detail_of(ctx, round_id).row.starts_on + dt.timedelta(days)
        copied = detail_of(ctx, copy_round(ctx, CopyRound(round_id, "Igen", start)))
        survey = survey_detail(ctx, copied.occasions[0].id)
        assert survey is not None
        assert survey.fields.responsible_id == responsible, days


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (dt.date(2016, 4, 25), dt.date(2017, 4, 24)),
        (dt.date(2018, 1, 1), dt.date(2018, 12, 31)),
        (dt.date(2020, 12, 31), dt.date(2021, 12, 30)),
        (dt.date(2021, 1, 3), dt.date(2021, 12, 26) + dt.timedelta(7)),
    ],
)
def test_a_year_later_is_the_same_weekday_of_the_same_week(day: dt.date, expected: dt.date) -> None:
    later = next_year(day)
    assert later.weekday() == day.weekday()
    assert later == expected


def test_an_occasion_is_planned_again_in_its_round(ctx: AppContext) -> None:
    round_id = a_round(ctx)
    occasion = an_occasion(ctx, round_id, asked=40, answered=31)
    copied = copy_occasion(ctx, CopyOccasion(occasion, DAY + dt.timedelta(1)))
    first, second = detail_of(ctx, round_id).occasions
    assert (first.id, second.id) == (occasion, copied)
    assert (second.title, second.asked, second.answered) == (first.title, None, None)


def test_what_came_of_an_occasion_is_noted_when_it_has_been_held(
    ctx: AppContext, clock: WalkingClock
) -> None:
    occasion = an_occasion(ctx, a_round(ctx), held_on=DAY + dt.timedelta(1))
    outcome = RecordOutcome(occasion, 1, 52, 38, "Många vill ha ljus", "Inga svar från äldre")
    with refused("survey.not_held"):
        record_outcome(ctx, outcome)
    clock.walk_to(DAY + dt.timedelta(1))
    with refused("number.negative"):
        record_outcome(ctx, replace(outcome, asked=-1))
    record_outcome(ctx, outcome)
    detail = survey_detail(ctx, occasion)
    assert detail is not None
    fields = detail.fields
    assert (fields.asked, fields.answered) == (52, 38)
    assert (fields.result, fields.limitation) == ("Många vill ha ljus", "Inga svar från äldre")
    with refused("row.changed"):
        record_outcome(ctx, outcome)


# --- what looks wrong ----------------------------------------------------------------------------

FIELDS = SurveyFields(
    "Säffle",
    "Torgsamtal",
    SurveyMethod.SQUARE_TALK,
    DAY,
    dt.time(12),
    dt.time(16),
    responsible_id=1,
)
OTHER = Booked(7, "Skolbesök", DAY, dt.time(15), dt.time(17), 1)


def codes(fields: SurveyFields, *others: Booked, survey_id: int | None = None) -> list[str]:
    within = DAY, DAY + dt.timedelta(4)
    return [finding.code for finding in occasion_notes(fields, within, others, survey_id)]


def test_nobody_is_at_two_places_at_once() -> None:
    assert codes(FIELDS, OTHER) == ["occasion.overlaps"]
    assert codes(FIELDS, OTHER, survey_id=7) == []
    for other in (
        replace(OTHER, responsible_id=2),
        replace(OTHER, held_on=DAY + dt.timedelta(1)),
        replace(OTHER, starts_at=dt.time(16)),
        replace(OTHER, starts_at=dt.time(10), ends_at=dt.time(12)),
        replace(OTHER, starts_at=None, ends_at=None),
    ):
        assert codes(FIELDS, other) == [], other
    assert codes(FIELDS, replace(OTHER, starts_at=dt.time(12), ends_at=None)) == [
        "occasion.overlaps"
    ]


def test_a_day_outside_the_round_is_told_and_not_refused(ctx: AppContext) -> None:
    assert codes(replace(FIELDS, held_on=DAY - dt.timedelta(1))) == ["occasion.outside_round"]
    round_id = a_round(ctx)
    early = an_occasion(ctx, round_id, held_on=DAY - dt.timedelta(30))
    an_occasion(ctx, round_id, "Samtidigt", held_on=DAY - dt.timedelta(30))
    detail = survey_detail(ctx, early)
    assert detail is not None
    assert [note.code for note in detail.notes] == ["occasion.outside_round", "occasion.overlaps"]
    assert all(explain(note) for note in detail.notes)
    alone = survey_detail(ctx, a_survey(ctx))
    assert alone is not None
    assert alone.notes == ()


def test_more_answers_than_people_are_told() -> None:
    assert codes(replace(FIELDS, asked=3, answered=4)) == ["occasion.more_answered"]
    assert codes(replace(FIELDS, asked=4, answered=4)) == []


def test_rows_are_gone_when_a_round_is(ctx: AppContext) -> None:
    round_id = a_round(ctx)
    delete_round(ctx, round_id, version_of(ctx, DialogueRound, round_id))
    with refused("row.missing"):
        copy_round(ctx, CopyRound(round_id, "Igen", DAY))
    with refused("row.missing"):
        copy_occasion(ctx, CopyOccasion(7, DAY))
    with ctx.read() as session:
        assert session.query(Survey).all() == []
