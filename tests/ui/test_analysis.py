"""The problem page's analysis: the next step, the three sides, and what is done about causes."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QBoxLayout, QWidget

from tests import factory
from tests.ui.desks import Bench, bench, dialogs
from tests.ui.town import Town
from tracker.i18n import _
from tracker.models.clock import WalkingClock
from tracker.models.enums import CauseKind
from tracker.services.books import NewBook, create_book
from tracker.services.context import AppContext
from tracker.services.problems import (
    AddCause,
    AddEvidence,
    SetWhys,
    add_cause,
    add_evidence,
    set_whys,
)
from tracker.services.queries.analysis import analysis
from tracker.services.queries.evidence import problem_rows
from tracker.ui.desk import Goto
from tracker.ui.dialogs.action import NewActionDialog
from tracker.ui.dialogs.agreement import NewAgreementDialog
from tracker.ui.dialogs.form import FormDialog
from tracker.ui.dialogs.problem_commands import new_promise
from tracker.ui.dialogs.promise import NewPromiseDialog
from tracker.ui.panels.analysis.cause_card import CauseCard
from tracker.ui.panels.analysis.next_step import Step, next_step
from tracker.ui.panels.problems import ProblemsPage
from tracker.ui.theme import Theme
from tracker.ui.widgets.buttons import PaintedButton
from tracker.ui.widgets.text import Text


@pytest.fixture
def page(at_desk: Bench) -> ProblemsPage:
    """The page, at rest."""
    made = ProblemsPage(at_desk.desk)
    at_desk.show(made)
    return made


def words(widget: QWidget) -> str:
    return " | ".join(
        text.whole_text() for text in widget.findChildren(Text) if text.isVisibleTo(widget)
    )


def press(widget: QWidget, name: str) -> None:
    found = [
        button
        for button in widget.findChildren(PaintedButton)
        if name in (button.words(), button.accessibleName()) and button.isVisibleTo(widget)
    ]
    assert found, name
    found[0].click()


def step_of(ctx: AppContext, problem: int) -> Step | None:
    shown = analysis(ctx, problem)
    assert shown is not None
    step = next_step(shown)
    return None if step is None else step.step


def test_the_next_step_follows_bras_order(ctx: AppContext) -> None:
    problem = factory.a_problem(ctx)
    assert step_of(ctx, problem) is Step.EVIDENCE
    add_evidence(ctx, AddEvidence(problem, factory.a_survey(ctx), "31 %"))
    assert step_of(ctx, problem) is Step.CAUSE
    cause = factory.a_cause(ctx, problem)
    assert step_of(ctx, problem) is Step.PROMISE
    promise = factory.a_promise(ctx, problem_ids=(problem,))
    assert step_of(ctx, problem) is Step.ACTION
    factory.an_action(ctx, promise, cause_ids=(cause,))
    assert step_of(ctx, problem) is None


def test_causes_stand_on_their_sides_with_chain_and_actions(
    page: ProblemsPage, at_desk: Bench, town: Town, town_ctx: AppContext
) -> None:
    problem = problem_rows(town_ctx)[0].id
    shown = page.pane.analysis()
    assert shown is not None
    cause = shown.causes[0].row
    set_whys(town_ctx, SetWhys(cause.id, 1, ("Få lampor", "Ingen ronderar")))
    add_cause(town_ctx, AddCause(problem, CauseKind.OFFENDER, "Låg upptäcktsrisk"))
    at_desk.settle()
    cards = page.pane.findChildren(CauseCard)
    assert len(cards) == 2
    place = next(card for card in cards if cause.description in card.accessibleName())
    assert "Få lampor" in words(place)
    assert words(place).index("Få lampor") < words(place).index("Ingen ronderar")
    names = [button.accessibleName() for button in place.findChildren(PaintedButton)]
    assert any("1.1 Fotpatrullering" in name for name in names)
    links = [b for b in place.findChildren(PaintedButton) if b.words().startswith("1.1")]
    links[0].click()
    assert at_desk.went[-1] == Goto("promises", town.promise, town.patrols)
    offender = next(card for card in cards if "Låg upptäcktsrisk" in card.accessibleName())
    assert _("No action yet.") in words(offender)


def test_a_new_action_is_against_the_cause(
    page: ProblemsPage, at_desk: Bench, town_ctx: AppContext
) -> None:
    shown = page.pane.analysis()
    assert shown is not None
    press(page.pane.findChildren(CauseCard)[0], _("New action against the cause…"))
    at_desk.settle()
    [dialog] = dialogs(NewActionDialog)
    assert isinstance(dialog, NewActionDialog)
    assert dialog.fields_seen.cause_ids == (shown.causes[0].row.id,)
    dialog.reject()


def test_a_problem_that_no_promise_answers_leads_to_one(
    page: ProblemsPage, at_desk: Bench, town_ctx: AppContext
) -> None:
    asked: list[tuple[str, object]] = []
    at_desk.desk.command_asked.connect(lambda command, about: asked.append((command, about)))
    problem = factory.a_problem(town_ctx, "Buskörning")
    add_evidence(town_ctx, AddEvidence(problem, factory.a_survey(town_ctx), "34 klagomål"))
    factory.a_cause(town_ctx, problem)
    at_desk.settle()
    page.open_at(Goto("problems", problem))
    at_desk.settle()
    press(page.pane, _("New promise…"))
    assert asked == [("promise.new", problem)]


def test_the_pane_follows_the_list_and_hides_without_problems(
    page: ProblemsPage, at_desk: Bench, town_ctx: AppContext
) -> None:
    other = factory.a_problem(town_ctx, "Buskörning <b>")
    at_desk.settle()
    page.table.select_ids([other])
    at_desk.settle()
    shown = page.pane.analysis()
    assert shown is not None
    assert shown.detail.row.id == other
    assert "Buskörning <b>" in words(page.pane)
    assert page.pane.isVisible()


def test_an_empty_book_has_no_pane(at_desk: Bench, ctx: AppContext) -> None:
    with bench(ctx) as made:
        page = ProblemsPage(made.desk)
        made.show(page)
        assert not page.pane.isVisible()


def test_before_the_first_promise_comes_its_agreement_and_then_the_promise(
    tmp_path: Path, clock: WalkingClock, theme: Theme
) -> None:
    path = tmp_path / "ny.loftesbok"
    create_book(path, NewBook("Säffle", "Arvika", None), clock=clock, who="Kim")
    ctx = factory.opened(path, clock)
    try:
        problem = factory.a_problem(ctx)
        with bench(ctx) as made:
            made.window.show()
            new_promise(made.desk, made.window, (problem,))
            made.settle()
            [agreement] = dialogs(NewAgreementDialog)
            assert isinstance(agreement, NewAgreementDialog)
            agreement.submit()
            made.settle()
            [promise] = dialogs(NewPromiseDialog)
            assert isinstance(promise, NewPromiseDialog)
            assert promise._problems.values() == (problem,)
            promise._title.setText("Synlig polis")
            promise._text.set_value("Vi går 30 fotpatruller på torget.")
            promise.submit()
            made.settle()
            assert not dialogs(FormDialog)
            assert len(problem_rows(ctx)[0].promises) == 1
    finally:
        ctx.close()


def test_narrow_the_sides_stand_below_one_another(page: ProblemsPage, at_desk: Bench) -> None:
    pane = page.pane
    assert pane._sides is not None
    assert pane._sides.direction() is QBoxLayout.Direction.LeftToRight
    at_desk.window.resize(420, 740)
    at_desk.settle()
    assert pane._sides.direction() is QBoxLayout.Direction.TopToBottom


def test_a_book_that_cannot_be_written_offers_nothing(town_ctx: AppContext) -> None:
    with bench(replace(town_ctx, read_only=True)) as made:
        page = ProblemsPage(made.desk)
        made.show(page)
        names = {button.words() for button in page.pane.findChildren(PaintedButton)}
        assert not names & {_("Add a cause…"), _("New action against the cause…")}
        assert all(button.accessibleName() for button in page.pane.findChildren(PaintedButton))
