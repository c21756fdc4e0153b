"""Spåret: what is chosen, and what hangs together with it; every break and its button."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget

from tests import factory
from tests.ui.desks import Bench, bench, dialogs
from tests.ui.program import Program
from tests.ui.test_figures import WORDING, follow_question
from tests.ui.town import Town
from tracker.i18n import _
from tracker.labels import label
from tracker.models.clock import WalkingClock
from tracker.models.enums import FollowUp
from tracker.services.books import NewBook, create_book
from tracker.services.context import AppContext
from tracker.services.problems import AddEvidence, add_evidence
from tracker.services.queries.evidence import problem_rows
from tracker.services.queries.trail_rows import Key, NodeKind, TrailGap
from tracker.services.reports.gaps import GapKind
from tracker.services.surveys import ResponseFields, add_responses
from tracker.ui.desk import Goto
from tracker.ui.dialogs.action import EditActionDialog, NewActionDialog
from tracker.ui.dialogs.feedback import PlanFeedbackDialog
from tracker.ui.dialogs.form import FormDialog
from tracker.ui.dialogs.measurement import MeasureDialog
from tracker.ui.dialogs.promise import EditPromiseDialog
from tracker.ui.panels.trail import TrailPage
from tracker.ui.panels.trail.gap_actions import mend, mend_words

K = NodeKind
KeyCode = Qt.Key


@pytest.fixture
def page(at_desk: Bench) -> TrailPage:
    """The page on the small town's book."""
    made = TrailPage(at_desk.desk)
    at_desk.show(made)
    return made


def gaps(page: TrailPage) -> dict[GapKind, TrailGap]:
    return {row.gap.kind: row for row in page.gaps.rows.rows()}


def column(page: TrailPage, kind: NodeKind) -> QWidget:
    return next(view for view in page.chain.lists if any(n.kind is kind for n in view.rows()))


def chosen(page: TrailPage) -> Key | None:
    node = page.chain.node()
    return None if node is None else node.key


def press(page: TrailPage, key: Qt.Key) -> None:
    focused = page.window().focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def test_left_and_right_follow_the_chain_and_enter_opens(
    page: TrailPage, at_desk: Bench, town: Town, town_ctx: AppContext
) -> None:
    problem = problem_rows(town_ctx)[0].id
    view = column(page, K.PROBLEM)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert chosen(page) == (K.PROBLEM, problem)
    assert (K.PROMISE, town.promise) in page.chain.connected()
    assert (K.PROMISE, town.draft) not in page.chain.connected()
    press(page, KeyCode.Key_Right)
    node = page.chain.node()
    assert node is not None
    assert node.kind is K.CAUSE
    press(page, KeyCode.Key_Right)
    assert chosen(page) == (K.PROMISE, town.promise)
    press(page, KeyCode.Key_Right)
    assert chosen(page) == (K.ACTION, town.patrols)
    press(page, KeyCode.Key_Down)
    assert chosen(page) == (K.ACTION, town.clearing)
    press(page, KeyCode.Key_Left)
    assert chosen(page) == (K.PROMISE, town.promise)
    press(page, KeyCode.Key_Return)
    assert at_desk.went[-1] == Goto("promises", town.promise)
    press(page, KeyCode.Key_Escape)
    assert chosen(page) is None


def test_what_hangs_together_is_told_aloud_and_in_the_headings(
    page: TrailPage, at_desk: Bench, town: Town
) -> None:
    page.chain.follow((K.PROMISE, town.promise))
    promises = next(v for v in page.chain.lists if any(n.kind is K.PROMISE for n in v.rows()))
    spoken = {n.key: page.chain._painter.spoken(n) for n in promises.rows()}
    assert _("not on the trail") in spoken[K.PROMISE, town.draft]
    assert _("not on the trail") not in spoken[K.PROMISE, town.promise]
    assert promises.accessibleName().endswith(
        _("{title}  {n} of {total}").format(title="", n=1, total=2).strip()
    )
    assert page.followed.words().startswith("L1  Levande stadskärna")


def test_only_what_hangs_together(page: TrailPage, town: Town) -> None:
    page.chain.follow((K.PROMISE, town.promise))
    page.only.click()
    shown = {node.key for view in page.chain.lists for node in view.rows()}
    assert shown == page.chain.connected()
    page.only.click()
    assert (K.PROMISE, town.draft) in {n.key for v in page.chain.lists for n in v.rows()}


def test_an_answer_is_found_by_its_words_and_followed(
    page: TrailPage, at_desk: Bench, town_ctx: AppContext
) -> None:
    survey = factory.a_survey(town_ctx)
    [answer] = add_responses(
        town_ctx, survey, [ResponseFields("Mörkt vid bron", themes=("belysning",))]
    )
    at_desk.settle()
    page.search.setText("vid bron")
    page._typing.stop()
    page.refresh()
    at_desk.settle()
    QTest.keyClick(page.search, KeyCode.Key_Return)
    at_desk.settle()
    assert chosen(page) == (K.RESPONSE, answer)
    page.search.clear()
    page._typing.stop()
    page.refresh()
    at_desk.settle()
    # It is followed on, although nothing seeks it any more.
    assert chosen(page) == (K.RESPONSE, answer)
    assert len(page.chain.connected()) == 3
    press(page, KeyCode.Key_Return)
    assert at_desk.went[-1] == Goto("answers", answer)


def test_other_pages_lead_here_with_something_to_follow(
    page: TrailPage, at_desk: Bench, town: Town
) -> None:
    page.open_at(Goto("trail", query=("action", town.clearing)))
    at_desk.settle()
    assert chosen(page) == (K.ACTION, town.clearing)
    page.open_at(Goto("trail", query=("problem", 12)))
    at_desk.settle()
    assert chosen(page) == (K.ACTION, town.clearing)


def test_a_colour_has_its_word(page: TrailPage, town: Town) -> None:
    rows = [view.rows() for view in page.chain.lists]
    [node] = [n for nodes in rows for n in nodes if n.key == (K.PROMISE, town.promise)]
    assert node.follow_up is FollowUp.LATE
    word = label(FollowUp.LATE)
    painter = page.chain._painter
    assert f"{word} · {node.figure}" in painter.tip(node)
    assert painter.spoken(node).count(word) == 1


def test_a_warning_has_its_words(page: TrailPage, at_desk: Bench, town_ctx: AppContext) -> None:
    lone = factory.a_problem(town_ctx, "Ensamt")
    at_desk.settle()
    [node] = [n for view in page.chain.lists for n in view.rows() if n.key == (K.PROBLEM, lone)]
    painter = page.chain._painter
    for words in (
        "Problemet saknar belägg.",
        "Inget löfte besvarar problemet.",
    ):
        assert words in painter.tip(node)
        assert words in painter.spoken(node)
    assert painter.beneath(node) == "Problemet saknar belägg."


def test_a_change_keeps_what_is_followed(
    page: TrailPage, at_desk: Bench, town: Town, town_ctx: AppContext
) -> None:
    page.chain.follow((K.PROMISE, town.promise))
    before = len(page.chain.connected())
    problem = problem_rows(town_ctx)[0].id
    add_evidence(town_ctx, AddEvidence(problem, factory.a_survey(town_ctx), "31 %"))
    at_desk.settle()
    assert chosen(page) == (K.PROMISE, town.promise)
    assert len(page.chain.connected()) == before + 1


def test_a_break_shows_where_it_is_and_enter_mends_it(
    page: TrailPage, at_desk: Bench, town: Town
) -> None:
    rows = page.gaps.rows
    rows.setFocus(Qt.FocusReason.TabFocusReason)
    kinds = [row.gap.kind for row in rows.rows()]
    rows.choose(kinds.index(GapKind.NEVER_MEASURED))
    node = page.chain.node()
    assert node is not None
    assert node.kind is K.INDICATOR
    QTest.keyClick(rows, KeyCode.Key_Return)
    at_desk.settle()
    [dialog] = dialogs(MeasureDialog)
    dialog.close()


def test_what_a_survey_has_answered_is_registered_instead_of_asked_for(
    page: TrailPage, at_desk: Bench, town: Town, town_ctx: AppContext
) -> None:
    follow_question(town_ctx, town)
    at_desk.settle()
    asked: list[tuple[str, object]] = []
    at_desk.desk.command_asked.connect(lambda command, about: asked.append((command, about)))
    row = gaps(page)[GapKind.NEVER_MEASURED]
    assert row.waiting is None
    mend(at_desk.desk, at_desk.window, row)
    at_desk.settle()
    [dialog] = dialogs(MeasureDialog)
    assert isinstance(dialog, MeasureDialog)
    assert dialog._source.text() == ""
    dialog.close()
    asked.clear()
    factory.a_figure(town_ctx, factory.a_survey(town_ctx, "Enkät"), wording=WORDING)
    at_desk.settle()
    row = gaps(page)[GapKind.NEVER_MEASURED]
    assert row.waiting is not None
    assert "52\xa0% (n\xa0=\xa0380)" in mend_words(row)
    mend(at_desk.desk, at_desk.window, row)
    at_desk.settle()
    assert asked == [("indicator.measure_from", row.indicator_id)]
    assert not dialogs(MeasureDialog)


@pytest.mark.parametrize("kind", list(GapKind))
def test_every_kind_of_break_has_a_button(
    kind: GapKind, page: TrailPage, at_desk: Bench, town: Town, town_ctx: AppContext
) -> None:
    asked: list[str] = []
    at_desk.desk.command_asked.connect(lambda command, _about: asked.append(command))
    some = next(iter(page.gaps.rows.rows()))
    indicator = gaps(page)[GapKind.NEVER_MEASURED].indicator_id
    row = replace(
        some,
        gap=replace(some.gap, kind=kind),
        theme_id=1,
        problem_id=problem_rows(town_ctx)[0].id,
        promise_id=town.promise,
        action_id=town.patrols,
        indicator_id=indicator,
    )
    assert mend_words(row)
    mend(at_desk.desk, at_desk.window, row)
    at_desk.settle()
    opened = dialogs(FormDialog)
    assert len(opened) + len(asked) + len(at_desk.went) == 1
    expected = {
        GapKind.PROMISE_WITHOUT_ACTION: NewActionDialog,
        GapKind.CAUSE_WITHOUT_ACTION: NewActionDialog,
        GapKind.ACTION_WITHOUT_CAUSE: EditActionDialog,
        GapKind.NEVER_MEASURED: MeasureDialog,
        GapKind.ENDED_WITHOUT_FEEDBACK: PlanFeedbackDialog,
    }
    if kind in expected:
        assert isinstance(opened[0], expected[kind])
    for dialog in opened:
        dialog.close()


def test_a_promise_that_answers_no_problem_is_asked_which(
    page: TrailPage, at_desk: Bench, town: Town
) -> None:
    lone = next(
        row
        for row in page.gaps.rows.rows()
        if row.gap.kind is GapKind.PROMISE_WITHOUT_EVIDENCE and row.promise_id == town.draft
    )
    mend(at_desk.desk, at_desk.window, lone)
    at_desk.settle()
    [dialog] = dialogs(EditPromiseDialog)
    assert isinstance(dialog, EditPromiseDialog)
    focused = dialog.focusWidget()
    assert focused is not None
    assert dialog._problems.isAncestorOf(focused)
    dialog.reject()


def test_a_newcomer_has_a_trail_before_any_agreement(
    tmp_path: Path, clock: WalkingClock, at_desk: Bench
) -> None:
    path = tmp_path / "ny.loftesbok"
    create_book(path, NewBook("Säffle", "Arvika", None), clock=clock, who="Kim")
    ctx = factory.opened(path, clock)
    try:
        with bench(ctx) as made:
            page = TrailPage(made.desk)
            made.show(page)
            assert not page.chain.isVisible()
            problem = factory.a_problem(ctx)
            made.settle()
            assert page.chain.isVisible()
            assert gaps(page)[GapKind.PROBLEM_UNANSWERED].problem_id == problem
            assert made.failures == []
    finally:
        ctx.close()


def test_a_book_that_cannot_be_written_names_breaks_but_mends_none(town_ctx: AppContext) -> None:
    with bench(replace(town_ctx, read_only=True)) as made:
        page = TrailPage(made.desk)
        made.show(page)
        rows = page.gaps.rows
        assert rows.rows()
        rows.choose(0)
        QTest.keyClick(rows, KeyCode.Key_Return)
        made.settle()
        assert not dialogs(FormDialog)
        assert made.failures == []


def test_the_lists_hold_to_qts_rules(page: TrailPage, at_desk: Bench, town: Town) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(view.model(), fatal) for view in page.chain.lists]
    page.chain.follow((K.PROMISE, town.promise))
    page.only.click()
    at_desk.settle()
    assert len(testers) == len(page.chain.lists)
    assert all(view.accessibleName() for view in page.chain.lists)


def test_in_a_low_window_half_of_the_page_is_the_chains(program: Program, example: Path) -> None:
    window = program.open(example)
    window.resize(1280, 690)
    page = window.show_page("trail")
    program.settle()
    assert isinstance(page, TrailPage)
    column = page.chain.first()
    assert page.gaps.rows.isVisible()
    assert column.height() >= page.height() / 2
