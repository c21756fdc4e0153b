"""Where the chain is broken, and which promises and actions stand under which problem: pure."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.reports.saffle import saffle
from tracker.models.enums import ActionStatus, CauseKind, IndicatorKind, PromiseStatus, SurveyMethod
from tracker.services.reports.chains import chains
from tracker.services.reports.gaps import GapKind, gaps
from tracker.services.reports.rows import FeedbackRow, PromiseRow, ReportInput
from tracker.services.reports.trail_rows import (
    ActionLog,
    ActionRef,
    EvidenceRow,
    SurveyRow,
    TrailCause,
    TrailInput,
    TrailProblem,
    TrailTheme,
)

SAID = EvidenceRow(1, "26 % undviker torget")


def problem(
    number: int,
    promises: tuple[int, ...] = (),
    causes: tuple[tuple[ActionRef, ...], ...] = (),
    evidence: tuple[EvidenceRow, ...] = (SAID,),
) -> TrailProblem:
    rows = tuple(
        TrailCause(n, CauseKind.PLACE, f"Orsak {n}", actions)
        for n, actions in enumerate(causes, start=1)
    )
    texts = ("",) * 5
    return TrailProblem(number, f"Problem nr {number}", *texts, None, "", evidence, rows, promises)


def logged(promise: int, action: int, entries: int = 3, bare: int = 0) -> ActionLog:
    day = date(2018, 5, 1)
    amount = Decimal(entries)
    return ActionLog(promise, action, entries, amount, day, day, bare, (), (), ())


@pytest.fixture
def whole() -> ReportInput:
    """One running promise with nothing missing."""
    data = saffle()
    promise = data.promises[2]
    measured = tuple(row for row in promise.indicators if row.measurements[-1:] and all(
        m.value is not None for m in row.measurements))  # fmt: skip
    promise = replace(promise, indicators=measured)
    refs = tuple(ActionRef(promise.number, action.number) for action in promise.actions)
    trail = TrailInput(
        problems=(problem(1, (promise.number,), (refs[:2], refs[2:])),),
        logs=tuple(logged(promise.number, action.number) for action in promise.actions),
    )
    return replace(data, promises=(promise,), trail=trail)


def kinds(data: ReportInput) -> list[GapKind]:
    return [gap.kind for gap in gaps(data)]


def changed(data: ReportInput, **values: object) -> ReportInput:
    """With other values in its only promise."""
    return replace(data, promises=(replace(data.promises[0], **values),))  # type: ignore[arg-type]


def with_problems(data: ReportInput, *problems: TrailProblem) -> ReportInput:
    assert data.trail is not None
    return replace(data, trail=replace(data.trail, problems=problems))


def with_logs(data: ReportInput, *logs: ActionLog) -> ReportInput:
    assert data.trail is not None
    return replace(data, trail=replace(data.trail, logs=logs))


def test_a_whole_chain_has_no_gap(whole: ReportInput) -> None:
    assert gaps(whole) == ()


def test_an_empty_book_has_no_gap() -> None:
    assert gaps(replace(saffle(), promises=(), feedback=(), trail=TrailInput())) == ()


def test_a_problem_that_no_promise_answers(whole: ReportInput) -> None:
    assert whole.trail is not None
    first = whole.trail.problems[0]
    lone = problem(2, causes=((), ()))
    (gap,) = gaps(with_problems(whole, first, lone))
    assert (gap.kind, gap.problem, gap.subject) == (GapKind.PROBLEM_UNANSWERED, 2, "Problem nr 2")
    assert kinds(with_problems(whole, first, replace(lone, answered_elsewhere=True))) == []


def test_a_promise_that_rests_on_nothing_is_told_once(whole: ReportInput) -> None:
    assert whole.trail is not None
    bare = replace(whole.trail.problems[0], evidence=())
    (gap,) = gaps(with_problems(whole, bare))
    assert (gap.kind, gap.promise) == (GapKind.PROMISE_WITHOUT_EVIDENCE, 3)
    # With evidence for another of its problems, only the first problem lacks it.
    other = problem(2, (3,), ((ActionRef(3, 1),),))
    (gap,) = gaps(with_problems(whole, bare, other))
    assert (gap.kind, gap.problem) == (GapKind.PROBLEM_WITHOUT_EVIDENCE, 1)
    assert kinds(with_problems(whole)) == [GapKind.PROMISE_WITHOUT_EVIDENCE]


def test_a_problem_without_cause_and_a_cause_without_action(whole: ReportInput) -> None:
    (gap,) = gaps(with_problems(whole, problem(1, (3,))))
    assert gap.kind is GapKind.PROBLEM_WITHOUT_CAUSE
    refs = (ActionRef(3, 1), ActionRef(3, 2), ActionRef(3, 3))
    (gap,) = gaps(with_problems(whole, problem(1, (3,), (refs, ()))))
    assert (gap.kind, gap.problem, gap.cause) == (GapKind.CAUSE_WITHOUT_ACTION, 1, 2)


def test_an_action_without_cause(whole: ReportInput) -> None:
    first, *others = whole.promises[0].actions
    (gap,) = gaps(changed(whole, actions=(replace(first, causes=()), *others)))
    assert (gap.kind, gap.promise, gap.action) == (GapKind.ACTION_WITHOUT_CAUSE, 3, 1)
    assert gap.subject == first.title


def test_a_promise_without_action(whole: ReportInput) -> None:
    assert kinds(changed(with_logs(whole), actions=())) == [GapKind.PROMISE_WITHOUT_ACTION]


def _only(whole: ReportInput, **values: object) -> ReportInput:
    """With one action of other values, on which nothing is logged."""
    first = replace(whole.promises[0].actions[0], **values)  # type: ignore[arg-type]
    return with_logs(changed(whole, actions=(first,)))


def test_an_action_with_nothing_logged(whole: ReportInput) -> None:
    (gap,) = gaps(_only(whole))
    assert (gap.kind, gap.action, gap.on) == (GapKind.ACTION_WITHOUT_LOG, 1, date(2018, 8, 31))
    assert kinds(_only(whole, start=None)) == [GapKind.ACTION_WITHOUT_LOG]
    assert kinds(_only(whole, start=whole.as_of)) == [GapKind.ACTION_WITHOUT_LOG]


@pytest.mark.parametrize(
    "values",
    [
        {"start": date(2018, 9, 16)},
        {"status": ActionStatus.NOT_DONE},
        {"status": ActionStatus.DROPPED},
    ],
)
def test_what_is_not_begun_or_was_called_off_needs_no_log(
    whole: ReportInput, values: dict[str, object]
) -> None:
    assert kinds(_only(whole, **values)) == []


def test_entries_without_source_are_counted(whole: ReportInput) -> None:
    assert whole.trail is not None
    _first, *others = whole.trail.logs
    (gap,) = gaps(with_logs(whole, logged(3, 1, 5, 2), *others))
    assert (gap.kind, gap.action, gap.count, gap.total) == (
        GapKind.ENTRIES_WITHOUT_SOURCE, 1, 2, 5,
    )  # fmt: skip


def test_output_without_effect(whole: ReportInput) -> None:
    output = tuple(replace(row, kind=IndicatorKind.OUTPUT) for row in whole.promises[0].indicators)
    assert kinds(changed(whole, indicators=output)) == [GapKind.OUTPUT_WITHOUT_EFFECT]
    assert kinds(changed(whole, indicators=())) == [GapKind.OUTPUT_WITHOUT_EFFECT]


def test_never_measured_and_not_measured(whole: ReportInput) -> None:
    row = whole.promises[0].indicators[0]
    due = date(2018, 11, 15)
    never = replace(row, measurements=(), measure_by=due)
    (gap,) = gaps(changed(whole, indicators=(never,)))
    assert (gap.kind, gap.subject, gap.on) == (GapKind.NEVER_MEASURED, row.name, due)
    last = replace(row.measurements[-1], value=None, note="ingen enkät")
    (gap,) = gaps(changed(whole, indicators=(replace(row, measurements=(last,)),)))
    assert (gap.kind, gap.on, gap.reason) == (GapKind.NOT_MEASURED, last.on, "ingen enkät")


def test_an_ended_promise_without_feedback(whole: ReportInput) -> None:
    ended = replace(
        changed(whole, status=PromiseStatus.KEPT, follow_up=None),
        feedback=(FeedbackRow("Boende", "Torget", date(2018, 9, 1), None, 3),),
    )
    (gap,) = gaps(ended)
    assert (gap.kind, gap.promise) == (GapKind.ENDED_WITHOUT_FEEDBACK, 3)
    told = FeedbackRow("Boende", "Torget", date(2018, 9, 1), date(2018, 9, 1), 3)
    assert gaps(replace(ended, feedback=(told,))) == ()


def test_a_draft_is_not_held_to_what_comes_after_signing(whole: ReportInput) -> None:
    draft = changed(with_logs(whole), status=PromiseStatus.DRAFT, indicators=(), signed_on=None)
    assert gaps(draft) == ()


def test_gaps_stand_by_kind_in_the_order_of_the_chain() -> None:
    found = kinds(replace(saffle(), trail=TrailInput(problems=(problem(9),))))
    assert found == sorted(found, key=list(GapKind).index)
    assert len(set(found)) > 4


def test_without_a_trail_only_what_the_promises_tell() -> None:
    found = set(kinds(saffle()))
    assert GapKind.ACTION_WITHOUT_LOG not in found
    assert GapKind.PROBLEM_UNANSWERED not in found
    assert GapKind.NOT_MEASURED in found


# --- chains --------------------------------------------------------------------------------------


def _promise(number: int, actions: int = 2) -> PromiseRow:
    pattern = saffle().promises[2]
    rows = tuple(replace(pattern.actions[0], number=n) for n in range(1, actions + 1))
    return replace(pattern, number=number, actions=rows)


def _told(data: ReportInput) -> list[tuple[int | None, list[tuple[int, list[int], int | None]]]]:
    return [
        (
            chain.problem.number if chain.problem else None,
            [
                (link.promise.number, [a.number for a in link.actions], link.told_in)
                for link in chain.links
            ],
        )
        for chain in chains(data)
    ]


def test_every_problem_has_a_chain_and_every_lone_promise_one() -> None:
    trail = TrailInput(
        problems=(
            problem(1, (1,), ((ActionRef(1, 1), ActionRef(1, 2)),)),
            problem(2),
        )
    )
    data = replace(saffle(), promises=(_promise(1), _promise(2)), trail=trail)
    assert _told(data) == [(1, [(1, [1, 2], None)]), (2, []), (None, [(2, [1, 2], None)])]


def test_an_action_stands_under_every_problem_whose_causes_it_meets() -> None:
    trail = TrailInput(
        problems=(
            problem(1, (1, 2), ((ActionRef(1, 1),), (ActionRef(2, 1), ActionRef(2, 2)))),
            problem(2, (1,), ((ActionRef(1, 1), ActionRef(1, 2)),)),
        )
    )
    data = replace(saffle(), promises=(_promise(1, 3), _promise(2)), trail=trail)
    assert _told(data) == [
        # The third action meets no cause: it stands where its promise is told in full.
        (1, [(1, [1, 3], None), (2, [1, 2], None)]),
        (2, [(1, [1, 2], 1)]),
    ]
    told = {(p, a) for _n, links in _told(data) for p, rows, _in in links for a in rows}
    assert told == {(1, 1), (1, 2), (1, 3), (2, 1), (2, 2)}


def test_a_theme_that_no_problem_takes_up(whole: ReportInput) -> None:
    assert whole.trail is not None
    survey = SurveyRow(
        1, "Torg", SurveyMethod.SQUARE_TALK, whole.as_of, "", "", None, 40, 40, (), "", ""
    )
    themes = (
        TrailTheme("belysning", 30, (1,)),
        TrailTheme("trafik", 5, ()),
        TrailTheme("droger", 4, ()),
    )
    data = replace(whole, trail=replace(whole.trail, surveys=(survey,), themes=themes))
    (gap,) = gaps(data)
    assert (gap.kind, gap.subject, gap.count, gap.total) == (
        GapKind.THEME_UNANSWERED, "trafik", 5, 40,
    )  # fmt: skip
