"""Before the first rows are read a screen says nothing untrue, and soon that it reads."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from tests.factory import opened
from tests.ui.desks import Bench, bench, dialogs
from tests.ui.program import Program
from tracker import i18n
from tracker.services.queries.theme_rows import By
from tracker.ui.desk import Desk
from tracker.ui.dialogs.figure_commands import open_questions
from tracker.ui.dialogs.questions import QuestionsDialog
from tracker.ui.page import PageView
from tracker.ui.panels.answers import AnswersPage
from tracker.ui.panels.problems import ProblemsPage
from tracker.ui.panels.surveys import SurveysPage
from tracker.ui.panels.themes import ThemesPage
from tracker.ui.panels.trail import TrailPage
from tracker.ui.theme import Theme
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.notes import EmptyState, IconText
from tracker.ui.widgets.text import Text
from tracker.ui.widgets.waiting import Waiting

PAGES = (AnswersPage, ProblemsPage, SurveysPage, ThemesPage, TrailPage)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    before = i18n.current_language()
    i18n.activate("en")
    yield
    i18n.activate(before)


@pytest.fixture
def at_example(example: Path, theme: Theme) -> Iterator[Bench]:
    ctx = opened(example)
    with bench(ctx) as made:
        yield made
    ctx.close()


def put(at_desk: Bench, page: PageView) -> None:
    at_desk.window.setCentralWidget(page)
    at_desk.window.resize(1248, 740)
    at_desk.window.show()
    page.setFocus()
    QApplication.processEvents()


@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: kind.__name__)
def test_nothing_is_claimed_before_anything_is_read(
    at_desk: Bench, kind: Callable[[Desk], PageView]
) -> None:
    page = kind(at_desk.desk)
    with at_desk.unread():
        put(at_desk, page)
        for claim in (*page.findChildren(EmptyState), *page.findChildren(IconText)):
            words = [text.whole_text() for text in claim.findChildren(Text)]
            assert not claim.isVisible(), words
    assert page.isAncestorOf(at_desk.window.focusWidget()), "the keyboard stays on the page"


@pytest.mark.parametrize("kind", [AnswersPage, ThemesPage, TrailPage], ids=lambda k: k.__name__)
def test_what_takes_long_says_so_and_no_longer(
    at_desk: Bench, kind: Callable[[Desk], PageView]
) -> None:
    page = kind(at_desk.desk)
    (waiting,) = page.findChildren(Waiting)
    with at_desk.unread():
        told = QSignalSpy(waiting.told)
        put(at_desk, page)
        assert told.wait(5000)
        assert waiting.isVisible()
        assert waiting.text()
    assert not waiting.isVisible()
    assert not waiting.text()


def test_the_chain_has_the_keyboard_once_it_is_there(at_desk: Bench) -> None:
    page = TrailPage(at_desk.desk)
    with at_desk.unread():
        put(at_desk, page)
    assert at_desk.window.focusWidget() in page.chain.lists


def test_the_bars_have_the_keyboard_before_and_after(at_example: Bench) -> None:
    page = ThemesPage(at_example.desk)
    with at_example.unread():
        put(at_example, page)
        assert at_example.window.focusWidget() is page.bars
    assert at_example.window.focusWidget() is page.bars


def test_the_heading_stays_at_the_top_while_the_analysis_is_read(at_desk: Bench) -> None:
    page = ProblemsPage(at_desk.desk)
    with at_desk.unread():
        put(at_desk, page)
        before = page.header.geometry()
        page._on_rows(page._read(at_desk.desk.ctx))  # between two reads
        QApplication.processEvents()
        assert page.header.geometry() == before
    assert page.header.geometry() == before
    assert page.pane.isVisible()


def test_questions_are_neither_missed_nor_asked_for_before_they_are_read(at_desk: Bench) -> None:
    with at_desk.unread():
        open_questions(at_desk.desk, at_desk.window)
        QApplication.processEvents()
        (dialog,) = dialogs(QuestionsDialog)
        (empty,) = dialog.findChildren(EmptyState)
        (new,) = (
            b for b in dialog.findChildren(Button) if b.words() == "New question…" and b.isVisible()
        )
        assert not empty.isVisible()
        assert not new.isEnabled()
    assert new.isEnabled()
    dialog.close()


def test_an_earlier_chart_never_stands_under_another_choice(at_example: Bench) -> None:
    page = ThemesPage(at_example.desk)
    at_example.show(page)
    page.bars.setFocus()
    rows = page.bars.rows()
    assert rows
    with at_example.unread():
        told = QSignalSpy(page.counting.told)
        page.filters.by.set_value(By.PLACE)
        assert not page.copy.isEnabled()
        assert told.wait(5000)
        assert page.bars.rows() == ()
        assert not page.legend.isVisible()
        assert not page.detail.isVisible()
        assert page.counting.isVisible()
    assert page.bars.rows() != rows
    assert page.detail.isVisible()
    assert page.window().focusWidget() is page.bars


def test_whoever_is_led_to_the_themes_has_the_chart_at_hand(
    program: Program, example: Path
) -> None:
    window = program.open(example)
    window.show_page("answers").setFocus()
    program.settle()
    window.desk.go("themes")
    program.settle()
    page = window.page("themes")
    assert isinstance(page, ThemesPage)
    assert page.window().focusWidget() is page.bars
