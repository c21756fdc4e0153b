"""The plan that lag (2023:196) asks for: what is tagged, and what hangs on what is tagged."""

import datetime as dt

from tests.factory import DAY, a_cause, a_problem, a_promise, action_fields, an_action
from tracker.models.clock import WalkingClock
from tracker.services.actions import EditAction, edit_action
from tracker.services.context import AppContext
from tracker.services.problems import ProblemFields, add_problem
from tracker.services.reports.reading import ReportQuery, report_input
from tracker.services.reports.rows import ReportInput

DECIDED = dt.date(2018, 2, 20)


def tagged(title: str, **more: object) -> ProblemFields:
    values: dict[str, object] = {"lawful": True, "decided_on": DECIDED, "decision_dnr": "KS 2018/9"}
    return ProblemFields("Säffle", title, **{**values, **more})  # type: ignore[arg-type]


def lawful(ctx: AppContext) -> ReportInput:
    return report_input(ctx, ReportQuery(kind="plan", lawful=True))


def titles(data: ReportInput) -> list[list[str]]:
    return [[action.title for action in promise.actions] for promise in data.promises]


def test_actions_that_answer_a_tagged_problem_belong_to_the_plan(anywhere: AppContext) -> None:
    ours, other = add_problem(anywhere, tagged("Mörkt")), a_problem(anywhere, "Buller")
    dark, loud = a_cause(anywhere, ours), a_cause(anywhere, other)
    promise = a_promise(anywhere, problem_ids=(other, ours))
    an_action(anywhere, promise, title="Lampor", cause_ids=(dark,))
    an_action(anywhere, promise, title="Båda", cause_ids=(dark, loud))
    an_action(anywhere, promise, title="Tystnad", cause_ids=(loud,))
    an_action(anywhere, promise, title="Utan orsak")
    a_promise(anywhere, "Något annat")
    data = lawful(anywhere)
    assert data.lawful
    assert titles(data) == [["Lampor", "Båda"]]
    [row] = data.promises
    # "Båda" answers a cause of the other problem too, so that one stays.
    assert [(p.title, p.lawful) for p in row.problems] == [("Mörkt", True), ("Buller", False)]
    assert [(cause.number, cause.problem) for cause in row.causes] == [(1, 1), (2, 2)]
    problem = row.problems[0]
    assert (problem.decided_on, problem.decision_dnr) == (DECIDED, "KS 2018/9")
    assert data.unanswered == ()
    assert len(report_input(anywhere).promises) == 2


def test_an_action_can_be_tagged_by_itself(anywhere: AppContext) -> None:
    problem = a_problem(anywhere)
    causes = a_cause(anywhere, problem), a_cause(anywhere, problem)
    promise = a_promise(anywhere, problem_ids=(problem,))
    an_action(anywhere, promise, title="Märkt", lawful=True, cause_ids=(causes[1],))
    an_action(anywhere, promise, title="Omärkt", cause_ids=(causes[0],))
    [row] = lawful(anywhere).promises
    assert [action.title for action in row.actions] == ["Märkt"]
    assert row.actions[0].lawful
    assert [cause.number for cause in row.causes] == [2]
    assert [row.title for row in row.problems] == ["Otrygghet i centrum"]


def test_a_tagged_problem_without_action_or_promise_is_not_lost(anywhere: AppContext) -> None:
    answered = add_problem(anywhere, tagged("Mörkt"))
    a_cause(anywhere, answered)
    a_promise(anywhere, problem_ids=(answered,))
    add_problem(anywhere, tagged("Buller", decided_on=None, decision_dnr=None))
    data = lawful(anywhere)
    assert titles(data) == [[]]
    assert [problem.title for problem in data.promises[0].problems] == ["Mörkt"]
    assert len(data.promises[0].causes) == 1
    [alone] = data.unanswered
    assert (alone.title, alone.decided_on, alone.decision_dnr) == ("Buller", None, "")


def test_nothing_tagged_is_an_empty_plan(anywhere: AppContext) -> None:
    problem = a_problem(anywhere)
    an_action(anywhere, a_promise(anywhere, problem_ids=(problem,)))
    data = lawful(anywhere)
    assert (data.promises, data.unanswered) == ((), ())


def test_a_tag_on_an_action_is_the_one_it_had_that_day(
    anywhere: AppContext, clock: WalkingClock
) -> None:
    action = an_action(anywhere)
    clock.walk_to(DAY + dt.timedelta(1))
    edit_action(anywhere, EditAction(action, 1, action_fields(lawful=True)))
    assert titles(lawful(anywhere)) == [["Fotpatrullering"]]
    then = report_input(anywhere, ReportQuery(DAY, kind="plan", lawful=True))
    assert then.promises == ()
