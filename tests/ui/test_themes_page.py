"""The themes page: bars by keyboard, what they open, what is not shown, and what can be done."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.awkward_book import SAMPLES
from tests.factory import a_problem, a_survey, opened
from tests.ui.desks import Bench, bench
from tracker import i18n
from tracker.models.enums import SurveyMethod
from tracker.services.context import AppContext
from tracker.services.problems import AddEvidence, add_evidence
from tracker.services.queries.responses import ResponseFilter, ResponseState, response_ids
from tracker.services.queries.rounds import round_rows
from tracker.services.queries.theme_rows import By, ThemeQuery
from tracker.services.surveys import ResponseFields, SurveyFields, add_responses, add_survey
from tracker.ui.desk import Goto
from tracker.ui.panels.reports.options import RoundReport
from tracker.ui.panels.themes import ThemesPage
from tracker.ui.panels.themes.painter import ThemePainter
from tracker.ui.panels.themes.rows import Bar, Heading, Row
from tracker.ui.theme import Theme
from tracker.ui.widgets.buttons import Button, LinkButton
from tracker.ui.widgets.notes import QuietNote
from tracker.ui.widgets.text import Text

Key = Qt.Key
Click, Plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
pytestmark = pytest.mark.usefixtures("theme")


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    before = i18n.current_language()
    i18n.activate("en")
    yield
    i18n.activate(before)


@pytest.fixture
def at_example(example: Path, theme: Theme) -> Iterator[Bench]:
    """A window on the example's book."""
    ctx = opened(example)
    with bench(ctx) as made:
        made.window.show()
        made.window.activateWindow()
        yield made
    ctx.close()


@pytest.fixture
def page(at_example: Bench) -> ThemesPage:
    made = ThemesPage(at_example.desk)
    at_example.show(made)
    return made


def spoken(page: ThemesPage) -> list[str]:
    model = page.bars.model()
    return [model.data(model.index(n, 0)).replace("\xa0", " ") for n in range(model.rowCount())]


def shown(page: ThemesPage) -> str:
    texts = (t.whole_text() for t in page.findChildren(Text) if t.isVisible())
    return " | ".join(texts).replace("\xa0", " ")


def button(page: ThemesPage, words: str) -> Button:
    (found,) = (b for b in page.findChildren(Button) if b.words() == words and b.isVisible())
    return found


def two_years(ctx: AppContext) -> None:
    """Answers of 2016, and of 2018 asked in another way."""
    for year, method, ljus, polis in (
        (2016, SurveyMethod.SQUARE_TALK, 20, 20),
        (2018, SurveyMethod.SCHOOL_VISIT, 5, 20),
    ):
        survey = add_survey(ctx, SurveyFields("Säffle", f"{year}", method, date(year, 4, 1)))
        said = [("ljus", n) for n in range(ljus)] + [("polis", n) for n in range(polis)]
        answers = [ResponseFields(f"Svar {n}", themes=(name,)) for name, n in said]
        add_responses(ctx, survey, [*answers, ResponseFields("Väntar")])


def divide(page: ThemesPage, at_desk: Bench, by: By) -> None:
    page.filters.by.set_value(by)
    at_desk.settle()


def test_themes_are_ranked_and_read_out_with_their_figures(page: ThemesPage) -> None:
    assert spoken(page)[:2] == [
        "synlig polis, 60 %, 240 of 400",
        "utemiljö, 26 %, 104 of 400",
    ]
    assert page.bars.accessibleName() == "Themes by answers"
    alt = page.bars.accessibleDescription().replace("\xa0", " ")
    assert alt.startswith(
        "Most often taken up: synlig polis 60 %, utemiljö 26 % and belysning 17 %"
    )
    assert "trygghet: 20 answers, 5 %" in alt
    assert "400 coded answers · 6 surveys" in shown(page)
    assert not page.legend.isVisible()
    assert not page.withheld.isVisible()


def test_arrows_choose_and_enter_opens_the_answers(at_example: Bench, page: ThemesPage) -> None:
    page.bars.setFocus()
    QTest.keyClick(page.bars, Key.Key_Down)
    assert "utemiljö" in shown(page)
    QTest.keyClick(page.bars, Key.Key_Return)
    (went,) = at_example.went
    assert isinstance(went, Goto)
    assert went.page == "answers"
    assert isinstance(went.query, ResponseFilter)
    assert len(response_ids(at_example.desk.ctx, went.query)) == 104


def test_a_click_chooses_and_a_double_click_opens(at_example: Bench, page: ThemesPage) -> None:
    index = page.bars.model().index(2, 0)
    rect = page.bars.visualRect(index)
    row = page.bars.rows()[2]
    assert isinstance(row, Bar)
    for x in (rect.left() + 30, rect.center().x(), rect.right() - 60):
        at = QPoint(x, rect.center().y())
        QTest.mouseClick(page.bars.viewport(), Click, Plain, at)
        assert at_example.went == []
        assert row.theme.name in shown(page)
    QTest.mouseDClick(page.bars.viewport(), Click, Plain, rect.center())
    (went,) = at_example.went
    assert isinstance(went, Goto)
    assert len(response_ids(at_example.desk.ctx, went.query)) == 68  # type: ignore[arg-type]


@pytest.mark.parametrize("by", [By.PLACE, By.GROUP, By.SURVEY, By.YEAR])
def test_every_row_opens_the_answers_that_it_counts(
    at_example: Bench, page: ThemesPage, by: By
) -> None:
    divide(page, at_example, by)
    rows = page.bars.rows()
    assert any(isinstance(row, Heading) for row in rows)
    for row in rows[:12]:
        page.bars.opened.emit(row)
        went = at_example.went.pop()
        assert isinstance(went, Goto)
        counted = row.part.answers if isinstance(row, Bar) else row.group.answers
        assert len(response_ids(at_example.desk.ctx, went.query)) == counted  # type: ignore[arg-type]


def test_small_groups_are_told_without_numbers_and_still_open(
    at_example: Bench, page: ThemesPage
) -> None:
    divide(page, at_example, By.PLACE)
    assert page.withheld.isVisible()
    told = spoken(page)
    assert "Sundsvägen, not shown" in told
    assert "utemiljö, not shown, all answers 26 %" in told
    assert "liv i centrum, not shown, all answers 13 %" in told
    small = next(r for r in page.bars.rows() if isinstance(r, Heading) and r.words == "Sundsvägen")
    page.bars.opened.emit(small)
    (went,) = at_example.went
    assert isinstance(went, Goto)
    assert went.query == ResponseFilter(place="Sundsvägen")


def test_those_without_a_place_have_words_of_their_own(at_example: Bench, page: ThemesPage) -> None:
    divide(page, at_example, By.PLACE)
    assert "No place given, 144 answers" in spoken(page)


def test_against_the_year_before(at_desk: Bench, town_ctx: AppContext) -> None:
    two_years(town_ctx)
    page = ThemesPage(at_desk.desk)
    at_desk.show(page)
    assert page.filters.query() == ThemeQuery(year=2018)
    assert spoken(page) == [
        "polis, 80 %, 20 of 25, up 30 percentage points since 2016",
        "ljus, 20 %, 5 of 25, down 30 percentage points since 2016",
    ]
    assert page.legend.text().startswith("the line shows 2016")
    assert "Up 30 percentage points since 2016." in shown(page)
    (note,) = page.detail.findChildren(QuietNote)
    assert "different ways in 2016 and 2018" in note.text()


def test_a_small_new_survey_hides_no_older_answers(at_desk: Bench, town_ctx: AppContext) -> None:
    for year, count in ((2016, 40), (2018, 6)):
        fields = SurveyFields("Säffle", f"{year}", SurveyMethod.SQUARE_TALK, date(year, 4, 1))
        answers = [ResponseFields(f"Svar {n}", themes=("ljus",)) for n in range(count)]
        add_responses(town_ctx, add_survey(town_ctx, fields), answers)
    page = ThemesPage(at_desk.desk)
    at_desk.show(page)
    assert page.filters.query() == ThemeQuery()
    assert spoken(page) == ["ljus, 100 %, 46 of 46"]
    assert page.not_compared.isVisible()
    assert "2018 is not compared with 2016" in shown(page)
    page.filters.by.set_value(By.PLACE)
    at_desk.settle()
    assert not page.not_compared.isVisible()


def test_all_years_are_a_filter_away(at_desk: Bench, town_ctx: AppContext) -> None:
    two_years(town_ctx)
    page = ThemesPage(at_desk.desk)
    at_desk.show(page)
    page.filters.years.setFocus()
    QTest.keyClick(page.filters.years, Key.Key_Delete)
    at_desk.settle()
    assert page.filters.query() == ThemeQuery()
    assert spoken(page)[0].startswith("polis, 62 %, 40 of 65")
    assert all(row.tick is None for row in page.bars.rows() if isinstance(row, Bar))


def test_answers_that_wait_are_told_and_lead_to_coding(
    at_desk: Bench, town_ctx: AppContext
) -> None:
    two_years(town_ctx)
    page = ThemesPage(at_desk.desk)
    at_desk.show(page)
    assert page.waiting.words() == "1 answer waits to be read for themes"
    page.waiting.click()
    wanted = ResponseFilter(year=2018, state=ResponseState.UNCODED)
    assert at_desk.went == [Goto("answers", query=wanted)]


def test_a_theme_becomes_a_problem_by_key_and_by_button(
    at_example: Bench, page: ThemesPage
) -> None:
    asked: list[tuple[str, object]] = []
    at_example.desk.command_asked.connect(lambda *what: asked.append(what))
    row = page.bars.rows()[0]
    assert isinstance(row, Bar)
    page.bars.setFocus()
    QTest.keyClick(page.bars, Key.Key_P)
    button(page, "Take up as a problem…").click()
    assert asked == [("problem.from_theme", row.theme.theme_id)] * 2


def test_problems_that_take_a_theme_up_are_named_and_open(
    at_example: Bench, page: ThemesPage
) -> None:
    ctx = at_example.desk.ctx
    bars = [row for row in page.bars.rows() if isinstance(row, Bar)]
    number, row = next((n, row) for n, row in enumerate(bars) if not row.theme.problems)
    page.bars.choose(number)
    at_example.settle()
    assert "No problem takes up the theme." in shown(page)
    problem = a_problem(ctx, "Få poliser <b>syns</b>")
    add_evidence(ctx, AddEvidence(problem, None, "60 %", theme_id=row.theme.theme_id))
    at_example.settle()
    (link,) = (b for b in page.detail.findChildren(LinkButton) if b.isVisible())
    assert link.words().endswith("Få poliser <b>syns</b>")
    link.click()
    assert at_example.went == [Goto("problems", problem)]


def test_the_chart_is_copied_with_its_description(at_example: Bench, page: ThemesPage) -> None:
    said: list[str] = []
    at_example.desk.said.connect(said.append)
    page.copy.click()
    at_example.settle()
    clipboard = QGuiApplication.clipboard()
    image = clipboard.image()
    assert image.width() > 1500
    assert image.pixelColor(2, 2).name() == "#ffffff"
    colours = {image.pixelColor(x, image.height() // 8).name() for x in range(0, image.width(), 9)}
    assert len(colours) > 1
    assert clipboard.text() == page.bars.accessibleDescription()
    assert said == ["The chart is copied, with its description as text"]


def test_the_report_is_of_the_round_that_is_shown(at_example: Bench, page: ThemesPage) -> None:
    button(page, "Report…").click()
    (row, *_others) = round_rows(at_example.desk.ctx)
    page.filters.rounds.set_value(frozenset({row.id}))
    at_example.settle()
    button(page, "Report…").click()
    about = RoundReport("dialogue", row.id)
    assert at_example.went == [Goto("reports", query="dialogue"), Goto("reports", query=about)]


def test_coming_for_a_round_or_a_theme(at_example: Bench, page: ThemesPage) -> None:
    target = page.bars.rows()[3]
    assert isinstance(target, Bar)
    page.open_at(Goto("themes", target.theme.theme_id, ThemeQuery(year=2016)))
    at_example.settle()
    assert page.filters.query() == ThemeQuery(year=2016)
    chosen = page.bars.current()
    assert isinstance(chosen, Bar)
    assert chosen.theme.theme_id == target.theme.theme_id


def test_the_page_follows_changes_and_keeps_what_is_chosen(
    at_example: Bench, page: ThemesPage
) -> None:
    page.bars.choose(1)
    survey = a_survey(at_example.desk.ctx)
    add_responses(
        at_example.desk.ctx, survey, [ResponseFields(f"{n}", themes=("is",)) for n in range(150)]
    )
    at_example.settle()
    page.filters.years.clear()
    at_example.settle()
    assert spoken(page)[1].startswith("is, ")
    chosen = page.bars.current()
    assert isinstance(chosen, Bar)
    assert chosen.theme.name == "utemiljö"


def test_a_book_without_answers_leads_to_them(at_desk: Bench) -> None:
    page = ThemesPage(at_desk.desk)
    at_desk.show(page)
    assert not page.bars.isVisible()
    assert not page.copy.isEnabled()
    button(page, "Go to the answers").click()
    assert at_desk.went == [Goto("answers")]


def test_a_book_that_is_only_read_offers_no_problem(example: Path) -> None:
    ctx = opened(example)
    with bench(replace(ctx, read_only=True)) as at_book:
        page = ThemesPage(at_book.desk)
        at_book.show(page)
        words = {b.words() for b in page.findChildren(Button) if b.isVisible()}
        assert "Open the answers" in words
        assert "Take up as a problem…" not in words
        assert [a.text() for a in page.bars.actions()] == ["Open the answers"]
    ctx.close()


def test_hostile_names_are_drawn_as_they_are(at_desk: Bench, town_ctx: AppContext) -> None:
    survey = a_survey(town_ctx)
    for text in SAMPLES:
        answers = [ResponseFields("Svar", text, themes=(text,)) for _time in range(6)]
        add_responses(town_ctx, survey, answers)
    page = ThemesPage(at_desk.desk)
    at_desk.show(page)
    for by in (By.NONE, By.PLACE):
        divide(page, at_desk, by)
        rows: tuple[Row, ...] = page.bars.rows()
        assert {row.theme.name for row in rows if isinstance(row, Bar)} == set(SAMPLES)
        page.grab()
    assert at_desk.failures == []


def test_it_holds_in_a_small_window(at_example: Bench, page: ThemesPage) -> None:
    at_example.window.resize(560, 400)
    at_example.settle()
    assert page.detail.geometry().top() >= page.bars.geometry().bottom()
    painter = page.bars._painter
    assert isinstance(painter, ThemePainter)
    columns = painter.columns(QRectF(page.bars.visualRect(page.bars.currentIndex())))
    assert columns.bar.width() > 40
