"""The overview: its numbers, the rows that each of them opens, and all of it by keyboard."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget

from tests import factory
from tests.ui.desks import Bench, bench
from tests.ui.program import Program
from tests.ui.town import TODAY, Town
from tracker import i18n
from tracker.models.enums import ActionStatus, FollowUp, PromiseStatus
from tracker.services.actions import SetStatus, set_status
from tracker.services.context import AppContext
from tracker.services.follow_up import (
    AnswerDecision,
    EditIndicator,
    IndicatorFields,
    Measure,
    answer_decision,
    edit_indicator,
    measure,
)
from tracker.services.log import LogFields, log_done
from tracker.services.promises import EndPromise, end_promise
from tracker.services.queries.action_ids import ActionQuery, ActionSort, action_ids
from tracker.services.queries.indicators import IndicatorRow, MeasurementRow
from tracker.services.queries.log import LogQuery, log_ids
from tracker.services.queries.plan import plan
from tracker.services.queries.promises import PromiseRow
from tracker.ui.desk import EFFECT_TAB, Goto, Subject
from tracker.ui.panels.overview import OverviewPage
from tracker.ui.panels.overview.cards import Head, Line, More, card_rows
from tracker.ui.panels.overview.effect import effect_runs
from tracker.ui.panels.overview.foot import FootLine
from tracker.ui.panels.overview.side import days_left, due_words
from tracker.ui.theme import Mode, Theme
from tracker.ui.widgets.buttons import LinkButton, PrimaryButton
from tracker.ui.widgets.text import Text

Key = Qt.Key
MODES: tuple[Mode, ...] = ("light", "dark")
Click = Qt.MouseButton.LeftButton
Plain = Qt.KeyboardModifier.NoModifier
pytestmark = pytest.mark.usefixtures("theme")


@pytest.fixture
def page(at_desk: Bench) -> OverviewPage:
    made = OverviewPage(at_desk.desk)
    at_desk.show(made)
    return made


def spoken(page: OverviewPage) -> list[str]:
    model = page.cards.model()
    return [model.data(model.index(n, 0)) for n in range(model.rowCount())]


def shown(page: OverviewPage) -> list[str]:
    return [text.whole_text() for text in page.findChildren(Text) if text.isVisible()]


def first_step(page: OverviewPage) -> PrimaryButton:
    (button,) = (b for b in page.findChildren(PrimaryButton) if b.isVisible())
    return button


def press(widget: QWidget, key: Qt.Key, times: int = 1) -> None:
    for _press in range(times):
        QTest.keyClick(widget, key)


def test_the_numbers_are_those_of_the_rows_behind_them(
    at_desk: Bench, page: OverviewPage, town_ctx: AppContext
) -> None:
    names = [tile.accessibleName() for tile in page.tiles.all()]
    assert names == [
        "Löften i fas: 0 av 1",
        "Sena åtgärder: 1 av 3",
        "Förfaller inom 30 dagar: 1",
        f"Insatser senaste 30 dagar: {len(log_ids(town_ctx, last_30_days()))}",
    ]
    for tile in page.tiles.all():
        tile.click()
    promises, late, due, logged = at_desk.went
    assert promises == Goto("promises")
    assert isinstance(late, Goto)
    assert isinstance(late.query, ActionQuery)
    assert late.query.colours == frozenset({FollowUp.LATE})
    assert len(action_ids(town_ctx, late.query)) == 1
    assert isinstance(due, Goto)
    assert isinstance(due.query, ActionQuery)
    assert due.query.sort is ActionSort.DEADLINE
    assert len(action_ids(town_ctx, due.query)) == 1
    assert logged == Goto("log", query=last_30_days())


def last_30_days() -> LogQuery:
    return LogQuery(done_from=date(2018, 8, 17), done_to=TODAY)


def test_a_card_holds_the_promise_and_its_actions_worst_first(page: OverviewPage) -> None:
    head, *lines = spoken(page)
    assert head.startswith("L1 Levande stadskärna, sen, Effekt  Otrygga kvällstid 31 % → mål 25 %")
    assert [line.split(",")[0] for line in lines] == [
        "Röja två stråk",
        "Fotpatrullering",
        "Belysning i två passager",
    ]
    assert "0 av 2, skulle vara klar 15 juni, sen" in lines[0]
    assert "17 av 30, borde vara 21, risk" in lines[1]


def test_cards_are_walked_and_opened_by_keyboard(
    at_desk: Bench, page: OverviewPage, town: Town
) -> None:
    assert page.cards.hasFocus()
    assert not page.cards.selectionModel().hasSelection()
    press(page.cards, Key.Key_Down)
    assert isinstance(page.cards.current(), Head)
    press(page.cards, Key.Key_Down)
    assert at_desk.inspected == [Subject("action", town.clearing)]
    press(page.cards, Key.Key_Return)
    assert at_desk.went == [Goto("promises", town.promise, town.clearing)]
    press(page.cards, Key.Key_Up)
    press(page.cards, Key.Key_Return)
    assert at_desk.went[-1] == Goto("promises", town.promise)


def test_tab_shows_where_the_keyboard_is(at_desk: Bench, page: OverviewPage) -> None:
    page.decisions.setFocus(Qt.FocusReason.OtherFocusReason)
    page.cards.setFocus(Qt.FocusReason.TabFocusReason)
    assert page.cards.by_keyboard
    assert page.cards.selectionModel().hasSelection()


def test_a_double_click_opens_and_a_click_chooses(
    at_desk: Bench, page: OverviewPage, town: Town
) -> None:
    rect = page.cards.visualRect(page.cards.model().index(2, 0))
    QTest.mouseClick(page.cards.viewport(), Click, Plain, rect.center())
    current = page.cards.current()
    assert isinstance(current, Line)
    assert (current.action.id, at_desk.went) == (town.patrols, [])
    QTest.mouseDClick(page.cards.viewport(), Click, Plain, rect.center())
    assert at_desk.went == [Goto("promises", town.promise, town.patrols)]


def test_what_is_logged_shows_and_what_is_chosen_stays(
    at_desk: Bench, page: OverviewPage, town: Town, town_ctx: AppContext
) -> None:
    page.cards.choose(2)
    for _entry in range(4):
        log_done(town_ctx, LogFields(town.patrols, TODAY, minutes=90))
    at_desk.settle()
    current = page.cards.current()
    assert isinstance(current, Line)
    assert current.action.id == town.patrols
    assert "21 av 30" in page.cards.model().data(page.cards.currentIndex())
    assert page.latest.rows()[0].done_on == TODAY


def test_a_hidden_overview_reads_when_it_is_seen_again(
    at_desk: Bench, page: OverviewPage, town: Town, town_ctx: AppContext
) -> None:
    page.hide()
    log_done(town_ctx, LogFields(town.patrols, TODAY))
    at_desk.settle()
    assert "17 av 30" in " ".join(spoken(page))
    page.show()
    at_desk.settle()
    assert "18 av 30" in " ".join(spoken(page))


def test_a_decision_is_answered_by_its_link_or_by_enter(
    at_desk: Bench, page: OverviewPage, town: Town
) -> None:
    asked: list[tuple[str, object]] = []
    at_desk.desk.command_asked.connect(lambda command, about: asked.append((command, about)))
    view = page.decisions
    rect = view.visualRect(view.model().index(0, 0))
    QTest.mouseMove(view.viewport(), rect.center())
    QTest.mouseClick(view.viewport(), Click, Plain, QPoint(30, rect.top() + 8))
    assert asked == []
    link = QPoint(rect.right() - 24, rect.bottom() - 12)
    QTest.mouseMove(view.viewport(), link)
    QTest.mouseClick(view.viewport(), Click, Plain, link)
    view.setFocus()
    press(view, Key.Key_Return)
    assert asked == [("decision.answer", town.decision)] * 2


def test_answered_decisions_go(
    at_desk: Bench, page: OverviewPage, town: Town, town_ctx: AppContext
) -> None:
    row = page.decisions.rows()[0]
    assert "5 dagar sen" in page.decisions.model().data(page.decisions.model().index(0, 0))
    assert (days_left(row, TODAY), days_left(row, row.due_on)) == (
        FollowUp.LATE,
        FollowUp.AT_RISK,
    )
    assert (due_words(row, row.due_on), due_words(row, date(2018, 9, 1))) == (
        "senast i dag",
        "senast 10 sep",
    )
    answer = AnswerDecision(row.id, row.version, "Ja", "Kommunalrådet", TODAY)
    answer_decision(town_ctx, answer)
    at_desk.settle()
    assert page.decisions.rows() == ()
    assert "Inget beslut väntar." in shown(page)


def test_latest_entries_open_the_log(at_desk: Bench, page: OverviewPage) -> None:
    page.latest.setFocus(Qt.FocusReason.TabFocusReason)
    row = page.latest.current()
    assert row is not None
    assert at_desk.inspected == [Subject("log", row.id)]
    press(page.latest, Key.Key_Return)
    assert at_desk.went == [Goto("log", row.id)]


def test_links_and_buttons_lead_on(at_desk: Bench, page: OverviewPage, town: Town) -> None:
    links = {link.words(): link for link in page.findChildren(LinkButton) if link.isVisible()}
    for words in ("Öppna Granskning", "Alla insatser", "L2"):
        links[words].click()
    page.report.click()
    assert at_desk.went == [
        Goto("review"),
        Goto("log"),
        Goto("promises", town.draft),
        Goto("reports", query="status"),
    ]


def test_another_year_shows_other_promises(at_desk: Bench, page: OverviewPage) -> None:
    assert page.segments is not None
    page.segments.set_value(0)
    at_desk.settle()
    assert len(spoken(page)) == 4
    assert page.segments.value() == 0


def test_ended_promises_show_their_outcome(
    at_desk: Bench, page: OverviewPage, town: Town, town_ctx: AppContext
) -> None:
    for action in plan(town_ctx, town.promise).actions:
        ref = ((action.id, action.version),)
        set_status(town_ctx, SetStatus(ref, action_ended(action.id, town), "Förklaring"))
    promise = plan(town_ctx, town.promise).row
    end_promise(town_ctx, EndPromise(promise.id, promise.version, PromiseStatus.KEPT, "Klart"))
    at_desk.settle()
    assert page.tiles.promises.accessibleName() == "Uppfyllda löften: 1 av 1"
    assert "Uppfyllt" in spoken(page)[0]
    assert page.grab().width() > 0


def action_ended(action_id: int, town: Town) -> ActionStatus:
    return ActionStatus.DONE if action_id == town.patrols else ActionStatus.NOT_DONE


def test_an_empty_book_offers_the_steps_in_order_and_the_next_in_front(
    ctx: AppContext,
) -> None:
    def next_step(page: OverviewPage) -> int:
        return [isinstance(button, PrimaryButton) for button in page.beginning.buttons].index(True)

    with bench(ctx) as empty:
        asked: list[str] = []
        empty.desk.command_asked.connect(lambda command, _about: asked.append(command))
        page = OverviewPage(empty.desk)
        empty.show(page)
        assert page.beginning.isVisible()
        for button in page.beginning.buttons:
            button.click()
        assert asked == ["round.new", "survey.import", "problem.new", "promise.new"]
        assert next_step(page) == 0
        survey = factory.a_survey(ctx)
        empty.settle()
        assert next_step(page) == 1
        factory.a_figure(ctx, survey)
        empty.settle()
        assert next_step(page) == 2
        problem = factory.a_problem(ctx)
        empty.settle()
        assert next_step(page) == 3
        factory.a_promise(ctx, problem_ids=(problem,))
        empty.settle()
        assert not page.beginning.isVisible()
        assert empty.failures == []


def test_the_keyboard_is_on_the_next_step_of_an_empty_book(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    program.front(program.app.welcome())
    program.press(Key.Key_Return)
    program.write("Åmål")
    program.press(Key.Key_Tab)
    program.write("Arvika")
    program.press(Key.Key_Return)
    [window] = program.app.windows()
    program.front(window)
    page = window.page("overview")
    assert isinstance(page, OverviewPage)
    assert program.focused() is page.beginning.buttons[0]
    factory.a_survey(window.desk.ctx)
    program.settle()
    assert program.focused() is page.beginning.buttons[1]


def test_drafts_alone_say_that_nothing_is_in_force(ctx: AppContext) -> None:
    factory.a_promise(ctx)
    with bench(ctx) as drafts:
        page = OverviewPage(drafts.desk)
        drafts.show(page)
        assert "Inget löfte gäller ännu. Utkasten står nedanför." in shown(page)


def test_a_book_that_can_only_be_read_offers_no_answer(town_ctx: AppContext) -> None:
    with bench(replace(town_ctx, read_only=True)) as reading:
        asked: list[str] = []
        reading.desk.command_asked.connect(lambda command, _about: asked.append(command))
        page = OverviewPage(reading.desk)
        reading.show(page)
        page.decisions.setFocus(Qt.FocusReason.TabFocusReason)
        press(page.decisions, Key.Key_Return)
        assert asked == []


def test_it_holds_when_narrow_in_both_themes_and_languages(at_desk: Bench, theme: Theme) -> None:
    for lang in i18n.LANGUAGES:
        i18n.activate(lang)
        page = OverviewPage(at_desk.desk)
        at_desk.show(page)
        for width in (1248, 900, 640):
            at_desk.window.resize(width, 600)
            for mode in MODES:
                theme.set_mode(mode)
                at_desk.settle()
                assert not page.grab().isNull()


def test_the_page_follows_the_keyboard(at_desk: Bench, page: OverviewPage) -> None:
    at_desk.window.resize(1248, 300)
    at_desk.settle()
    press(page.cards, Key.Key_Down, 4)
    at_desk.settle()
    spot = page.cards.visualRect(page.cards.currentIndex()).center()
    assert page.rect().contains(page.cards.viewport().mapTo(page, spot))


def test_the_lists_hold_as_models(at_desk: Bench, page: OverviewPage) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    testers = [
        QAbstractItemModelTester(view.model(), mode)
        for view in (page.cards, page.decisions, page.latest)
    ]
    page.refresh()
    at_desk.settle()
    assert len(testers) == 3


def test_actions_that_do_not_fit_are_counted(
    at_desk: Bench, town: Town, town_ctx: AppContext
) -> None:
    for number in range(9):
        factory.an_action(town_ctx, town.promise, title=f"Åtgärd {number}")
    page = OverviewPage(at_desk.desk)
    at_desk.show(page)
    *_lines, last = page.cards.rows()
    assert isinstance(last, More)
    assert spoken(page)[-1] == "och 4 åtgärder till"
    rect = page.cards.visualRect(page.cards.model().index(len(spoken(page)) - 1, 0))
    QTest.mouseClick(page.cards.viewport(), Click, Plain, rect.center())
    assert at_desk.went == [Goto("promises", town.promise)]


def indicator(base: IndicatorRow, *measured: MeasurementRow, **values: object) -> IndicatorRow:
    return replace(base, measurements=measured, **values)  # type: ignore[arg-type]


def test_the_effect_is_told_apart_from_what_is_done(town_ctx: AppContext, town: Town) -> None:
    (base,) = plan(town_ctx, town.promise).indicators
    say = partial(words_of, today=TODAY)
    assert say(base).endswith("31 % → mål 25 % · mäts i november")
    assert say(indicator(base, measure_by=date(2018, 3, 1))).endswith(
        "ej mätt, skulle mätts senast 1 mars"
    )
    assert say(indicator(base, measure_by=None)).endswith("· ej mätt")
    none = MeasurementRow(1, 1, date(2018, 9, 1), None, None, "", "ingen enkät")
    assert say(indicator(base, none)).endswith("· ej mätt 2018")
    some = MeasurementRow(1, 1, date(2017, 8, 31), Decimal(28), None, "", "")
    assert say(indicator(base, some)).endswith("· 28 % i augusti 2017")
    missing = i18n._("no target yet")
    assert f"31 % → {missing} · " in say(indicator(base, target=None))
    assert "utan mål" in say(indicator(base, baseline=None, target=None))
    assert words_of(None, today=TODAY).endswith("ingen indikator")


def words_of(row: IndicatorRow | None, today: date) -> str:
    return "".join(run.text for run in effect_runs((row,) if row else (), today))


def test_no_cards_no_rows() -> None:
    assert card_rows((), TODAY) == []


def test_the_line_below_names_what_has_ended_and_what_is_drafted(
    at_desk: Bench, town: Town, town_ctx: AppContext
) -> None:
    opened: list[int | None] = []
    line = FootLine(opened.append, at_desk.window)
    base = plan(town_ctx, town.promise).row

    def row(number: int, status: PromiseStatus, year: int, gaps: int = 0) -> PromiseRow:
        end = date(year, 12, 31)
        return replace(base, id=number, number=number, status=status, period_end=end, gaps=gaps)

    ended = [row(n, PromiseStatus.KEPT, 2017) for n in range(1, 8)]
    line.set_rows(ended, [row(9, PromiseStatus.DRAFT, 2018, 2), row(10, PromiseStatus.DRAFT, 2018)])
    words = [text.whole_text().strip() for text in line.findChildren(Text)]
    assert words[:2] == ["Avslutade 2017:", "uppfyllt,"]
    assert "saknar 2 saker," in words
    assert words[-1] == "kan undertecknas"
    links = line.findChildren(LinkButton)
    assert [link.words() for link in links] == [
        *(f"L{n}" for n in range(1, 6)),
        "och 2 till",
        "L9",
        "L10",
    ]
    links[0].click()
    links[5].click()
    assert opened == [1, None]
    line.set_rows([row(1, PromiseStatus.KEPT, 2016), row(2, PromiseStatus.KEPT, 2017)], [])
    assert "Avslutade:" in [text.whole_text().strip() for text in line.findChildren(Text)]
    line.set_rows([], [])
    assert not line.isVisibleTo(at_desk.window)


def test_measurements_to_make_are_there_while_there_are_some(
    at_desk: Bench, page: OverviewPage, town_ctx: AppContext, town: Town
) -> None:
    row = plan(town_ctx, town.promise).indicators[0]
    fields = IndicatorFields(
        town.promise, row.name, row.kind, row.direction, row.unit, measure_by=date(2018, 6, 30)
    )
    edit_indicator(town_ctx, EditIndicator(row.id, row.version, fields, "Mål saknas"))
    at_desk.settle()
    assert page.measurements.isVisible()
    (link,) = page.measurements.findChildren(LinkButton)
    assert link.words() == f"L1 {row.name}"
    assert "30 juni 2018" in link.accessibleDescription()
    link.setFocus()
    QTest.keyClick(link, Key.Key_Space)
    assert at_desk.went == [Goto("promises", town.promise, query=EFFECT_TAB)]
    measure(town_ctx, Measure(row.id, TODAY, Decimal(28)))
    at_desk.settle()
    assert not page.measurements.isVisible()
