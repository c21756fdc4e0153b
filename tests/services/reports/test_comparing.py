"""What differs between two states: each thing once, with its figures, reason and decision."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.factory import (
    DAY,
)
from tests.refusals import refused
from tests.reports.saffle import saffle
from tracker.models.enums import (
    ActionStatus,
    DeviationKind,
    FollowUp,
    Party,
    PromiseStatus,
)
from tracker.services.reports.comparing import compare
from tracker.services.reports.difference import What
from tracker.services.reports.rows import (
    ActionRow,
    AnswerRow,
    DeviationRow,
    DiaryNumber,
    MeasurementRow,
    PromiseRow,
    ReportInput,
)

LATER = DAY + dt.timedelta(30)
Change = Callable[[ReportInput], ReportInput]


def test_a_state_does_not_differ_from_itself() -> None:
    assert compare(saffle(), saffle()) == ()


@pytest.mark.parametrize("scope", [{"owner": "Gatuchef"}, {"lawful": True}, {"agreement_id": 7}])
def test_what_would_differ_in_everything_is_refused(scope: dict[str, object]) -> None:
    with refused("report.not_comparable"):
        compare(saffle(), replace(saffle(), **scope))  # type: ignore[arg-type]


def of_promise(number: int, **values: object) -> Change:
    def change(data: ReportInput) -> ReportInput:
        promises = tuple(
            replace(row, **values) if row.number == number else row  # type: ignore[arg-type]
            for row in data.promises
        )
        return replace(data, promises=promises)

    return change


def of_action(promise: int, number: int, **values: object) -> Change:
    """A change of one action; with the key ``deviations`` of its promise, too."""
    deviations = values.pop("deviations", ())

    def change(data: ReportInput) -> ReportInput:
        row = promise_of(data, promise)
        actions = tuple(
            replace(action, **values) if action.number == number else action  # type: ignore[arg-type]
            for action in row.actions
        )
        recorded = (*row.deviations, *deviations)  # type: ignore[misc]
        return of_promise(promise, actions=actions, deviations=recorded)(data)

    return change


def promise_of(data: ReportInput, number: int) -> PromiseRow:
    return next(row for row in data.promises if row.number == number)


def action_of(data: ReportInput, promise: int, number: int) -> ActionRow:
    return next(row for row in promise_of(data, promise).actions if row.number == number)


MOVED = DeviationRow(
    DeviationKind.DEADLINE, "6 bommar", "tjäle", "Styrgruppen", dt.date(2018, 9, 1), 2,
    dt.date(2018, 10, 31), dt.date(2018, 11, 30),
)  # fmt: skip
FEWER = replace(
    MOVED, kind=DeviationKind.QUANTITY, before=Decimal(6), after=Decimal(4), decided_by=""
)
NOTED = DeviationRow(DeviationKind.OTHER, "Två bommar i plåt", "pris", "", None, 2)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (of_promise(6, status=PromiseStatus.ENDORSED),
         (What.PROMISE_STATE, 6, None, PromiseStatus.DRAFT, PromiseStatus.ENDORSED)),
        (of_promise(6, text="Vi lovar."),
         (What.PROMISE_TEXT, 6, None, "Vi ska verka för ökad trygghet.", "Vi lovar.")),
        (of_promise(6, title="Trygghet"),
         (What.PROMISE_TEXT, 6, None, "Vi ska verka för ökad trygghet", "Trygghet")),
        (of_promise(6, status=PromiseStatus.RUNNING, follow_up=FollowUp.NO_TARGET, text="Ny"),
         (What.PROMISE_SIGNED, 6, None, None, 0)),
        (of_promise(5, follow_up=FollowUp.LATE),
         (What.PROMISE_STATE, 5, None, FollowUp.ON_TRACK, FollowUp.LATE)),
        (of_promise(5, follow_up=None, status=PromiseStatus.KEPT),
         (What.PROMISE_ENDED, 5, None, FollowUp.ON_TRACK, PromiseStatus.KEPT)),
        (of_action(3, 2, status=ActionStatus.DONE, follow_up=None),
         (What.ACTION_DONE, 3, 2, ActionStatus.ONGOING, ActionStatus.DONE)),
        (of_action(3, 2, status=ActionStatus.DROPPED, follow_up=None),
         (What.ACTION_DROPPED, 3, 2, ActionStatus.ONGOING, ActionStatus.DROPPED)),
        (of_action(4, 4, status=ActionStatus.ONGOING, follow_up=FollowUp.ON_TRACK),
         (What.ACTION_REOPENED, 4, 4, ActionStatus.NOT_DONE, ActionStatus.ONGOING)),
        (of_action(3, 3, follow_up=FollowUp.LATE),
         (What.LATE, 3, 3, FollowUp.ON_TRACK, FollowUp.LATE)),
        (of_action(3, 3, follow_up=FollowUp.AT_RISK),
         (What.AT_RISK, 3, 3, FollowUp.ON_TRACK, FollowUp.AT_RISK)),
        (of_action(3, 1, follow_up=FollowUp.AT_RISK),
         (What.NO_LONGER_LATE, 3, 1, FollowUp.LATE, FollowUp.AT_RISK)),
        (of_action(3, 2, deadline=None),
         (What.DEADLINE, 3, 2, dt.date(2018, 10, 31), None)),
        (of_action(3, 2, deadline=dt.date(2018, 11, 30), deviations=(MOVED,)),
         (What.DEADLINE_MOVED, 3, 2, dt.date(2018, 10, 31), dt.date(2018, 11, 30))),
        (of_action(3, 2, planned=Decimal(4), deviations=(FEWER,)),
         (What.QUANTITY, 3, 2, Decimal(6), Decimal(4))),
        (of_action(3, 2, planned=None), (What.QUANTITY, 3, 2, Decimal(6), None)),
        (of_action(3, 2, owner=None), (What.OWNER, 3, 2, "gatuchef", None)),
        (of_action(3, 2, title="Bommar"), (What.ACTION_RENAMED, 3, 2, "6 bommar", "Bommar")),
        (of_action(3, 2, goal="Lås"), (What.GOAL, 3, 2, "Sex uppsatta, besiktade", "Lås")),
        (of_action(3, 2, done=Decimal(5), entries=3),
         (What.LOGGED, 3, 2, Decimal(2), Decimal(5))),
        (of_action(3, 2, deviations=(NOTED,)),
         (What.DEVIATION, 3, 2, None, "Två bommar i plåt")),
        (lambda data: replace(data, diary_numbers=(DiaryNumber(Party.POLICE, "A1"),)),
         (What.DIARY_NUMBER, None, None, "KS 2018/214", None)),
        (lambda data: replace(data, promises=data.promises[:5]),
         (What.PROMISE_REMOVED, 6, None, None, None)),
        (lambda data: replace(data, decisions=data.decisions[1:]),
         (What.DECISION_WITHDRAWN, 3, 1, None, dt.date(2018, 10, 1))),
    ],
)  # fmt: skip
def test_one_change_is_one_difference(change: Change, expected: tuple[object, ...]) -> None:
    first, *others = compare(saffle(), change(saffle()))
    assert (first.what, first.promise, first.action, first.before, first.after) == expected
    # Only the second diary number changes together with the first.
    assert {row.what for row in others} <= {What.DIARY_NUMBER}


def test_what_was_asked_for_and_answered_stands_with_its_promise() -> None:
    data = saffle()
    before = replace(data, decisions=data.decisions[1:2])
    answer = AnswerRow("Ersätt?", "Ja", "Polischefen", dt.date(2018, 9, 1), 4, 4)
    after = replace(data, decisions=data.decisions[2:], answers=(answer,))
    found = compare(before, after)
    assert [(row.what, row.promise, row.subject) for row in found] == [
        (What.DECISION_ASKED, 2, "Håll en ny medborgardialog i höst?"),
        (What.DECISION_ANSWERED, 4, "Ersätt?"),
        (What.DECISION_WITHDRAWN, 4, "Ersätt, flytta eller stryk de åtta ungdomsinsatserna?"),
    ]
    assert (found[0].decided_by, found[0].after) == ("Båda", dt.date(2018, 10, 31))
    assert (found[1].decided_by, found[1].after, found[1].on) == (
        "Polischefen", "Ja", dt.date(2018, 9, 1),
    )  # fmt: skip


def test_an_answered_question_is_not_withdrawn_as_well() -> None:
    data = saffle()
    asked = data.decisions[0]
    answer = AnswerRow(asked.question, "Köp in", "Kommunalrådet", dt.date(2018, 9, 9), 3, 1)
    after = replace(data, decisions=data.decisions[1:], answers=(answer,))
    assert [row.what for row in compare(data, after)] == [What.DECISION_ANSWERED]
    # The others have moved up a place, which is no change.
    moved = tuple(replace(row, number=row.number - 1) for row in data.decisions[1:])
    assert [row.what for row in compare(data, replace(after, decisions=moved))] == [
        What.DECISION_ANSWERED
    ]


def test_a_reason_and_who_decided_stand_with_the_move() -> None:
    change = of_action(3, 2, deadline=dt.date(2018, 11, 30), deviations=(MOVED,))
    [found] = compare(saffle(), change(saffle()))
    assert (found.reason, found.decided_by, found.on) == (
        "tjäle", "Styrgruppen", dt.date(2018, 9, 1),
    )  # fmt: skip
    # Renaming the action is no new deviation.
    renamed = of_action(3, 2, title="Bommar")(change(saffle()))
    row = promise_of(renamed, 3)
    deviations = tuple(
        replace(d, what="Bommar") if d.what == "6 bommar" else d for d in row.deviations
    )
    renamed = of_promise(3, deviations=deviations)(renamed)
    assert [row.what for row in compare(change(saffle()), renamed)] == [What.ACTION_RENAMED]


def test_a_deadline_moved_twice_is_told_twice_and_the_rest_as_it_is() -> None:
    again = replace(MOVED, before=MOVED.after, after=dt.date(2018, 12, 24), reason="mer tjäle")
    change = of_action(3, 2, deadline=dt.date(2018, 12, 31), deviations=(MOVED, again))
    found = compare(saffle(), change(saffle()))
    assert [(row.what, row.before, row.after, row.reason) for row in found] == [
        (What.DEADLINE_MOVED, dt.date(2018, 10, 31), dt.date(2018, 11, 30), "tjäle"),
        (What.DEADLINE_MOVED, dt.date(2018, 11, 30), dt.date(2018, 12, 24), "mer tjäle"),
        (What.DEADLINE, dt.date(2018, 12, 24), dt.date(2018, 12, 31), ""),
    ]


def test_an_undelivered_action_gives_the_reason_and_who_decided() -> None:
    outcome = DeviationRow(
        DeviationKind.OUTCOME, "Bommarna blir inte av", "dyrt", "Styrgruppen",
        dt.date(2018, 9, 1), 2,
    )  # fmt: skip
    change = of_action(
        3, 2, status=ActionStatus.NOT_DONE, follow_up=None, reason="för dyrt",
        deviations=(outcome,),
    )  # fmt: skip
    [found] = compare(saffle(), change(saffle()))
    assert (found.what, found.reason, found.decided_by) == (
        What.ACTION_NOT_DONE, "för dyrt", "Styrgruppen",
    )  # fmt: skip
    assert found.amount is not None
    assert (found.amount.done, found.amount.planned) == (Decimal(2), Decimal(6))


def test_a_new_promise_is_told_once_with_what_has_been_done_in_it() -> None:
    data = saffle()
    before = replace(data, promises=data.promises[:4])
    found = compare(before, replace(data, promises=data.promises[:5]))
    assert (found[0].what, found[0].after, found[0].on) == (
        What.PROMISE_SIGNED, 4, dt.date(2017, 12, 14),
    )  # fmt: skip
    # Not one by one that its actions are new, but what was done in them.
    assert {row.what for row in found[1:]} == {What.LOGGED}
    draft = compare(replace(data, promises=data.promises[:5]), data)
    assert [(row.what, row.promise) for row in draft] == [(What.PROMISE_ADDED, 6)]


def test_an_action_added_and_one_removed() -> None:
    data = saffle()
    row = promise_of(data, 3)
    fewer = of_promise(3, actions=row.actions[:2])(data)
    added = compare(fewer, data)
    assert (added[0].what, added[0].action, added[0].after) == (
        What.ACTION_ADDED, 3, dt.date(2018, 12, 31),
    )  # fmt: skip
    [removed] = compare(data, fewer)
    assert (removed.what, removed.subject) == (What.ACTION_REMOVED, "24 trafikkontroller")


def test_only_what_is_signed_can_become_late() -> None:
    action = replace(action_of(saffle(), 3, 3), follow_up=FollowUp.ON_TRACK)
    before = of_promise(6, actions=(action,))(saffle())
    late = replace(action, follow_up=FollowUp.LATE)
    assert compare(before, of_promise(6, actions=(late,))(saffle())) == ()


def test_new_measurements_are_one_difference_with_the_newest() -> None:
    data = saffle()
    parents = promise_of(data, 4).indicators[1]
    new = tuple(MeasurementRow(dt.date(2018, month, 1), Decimal(month)) for month in (7, 8))
    measured = replace(parents, measurements=(*parents.measurements, *new))
    after = of_promise(4, indicators=(promise_of(data, 4).indicators[0], measured))(data)
    [found] = compare(data, after)
    assert (found.what, found.subject, found.before, found.after, found.entries) == (
        What.MEASURED, "Föräldrar som deltar", Decimal(31), Decimal(8), 2,
    )  # fmt: skip


def test_a_running_total_is_compared_with_nothing() -> None:
    data = saffle()
    complaints = promise_of(data, 3).indicators[0]
    fewer = replace(complaints, measurements=complaints.measurements[:-1])
    before = of_promise(3, indicators=(fewer, *promise_of(data, 3).indicators[1:]))(data)
    [found] = compare(before, data)
    assert (found.before, found.after) == (None, Decimal(17))
