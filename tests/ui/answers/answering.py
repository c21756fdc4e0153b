"""Answers to code, and the workbench on them, for the tests of its parts."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests import factory
from tests.ui.desks import Bench
from tracker.services.context import AppContext
from tracker.services.queries.responses import ResponseFilter, ResponseRow, response_page
from tracker.services.queries.responses import response_ids as ids_of
from tracker.services.surveys import ResponseFields, add_responses
from tracker.services.themes import ThemeFields, add_theme
from tracker.ui.panels.answers import AnswersPage

LIGHT, POLICE, TRAFFIC = "belysning", "synlig polis", "trafik"
KEYWORDS = {LIGHT: "lampa, mörkt", POLICE: "polis", TRAFFIC: "moped, bil"}
TEXTS = (
    "Det är mörkt vid skolan",
    "Fler poliser på torget",
    "Mopederna kör för fort",
    "Lamporna är trasiga vid skolan",
    "Ring mig på 070-123 45 67 så berättar jag om bil ABC 12D",
    "Det är bra som det är",
    "Det är mycket mörkt vid skolan",
    "Polisen syns aldrig på kvällen",
    "Bilar på gångbanan",
    "Mörkt och otäckt i tunneln",
)
PLAIN = Qt.KeyboardModifier.NoModifier


def some_themes(ctx: AppContext) -> dict[str, int]:
    """A code book of three themes, by name."""
    return {
        name: add_theme(ctx, ThemeFields(name, f"Svar om {name}", words))
        for name, words in KEYWORDS.items()
    }


def some_answers(ctx: AppContext, texts: Sequence[str] = TEXTS) -> list[int]:
    """Answers that nobody has coded, every other one from a place."""
    survey = factory.a_survey(ctx, "Torgsamtal")
    fields = [
        ResponseFields(
            text,
            place="Torget" if number % 2 else None,
            rating=1 + number % 5,
            respondent_group="Vuxna",
            answered_on=dt.date(2018, 3, 1),
        )
        for number, text in enumerate(texts)
    ]
    return add_responses(ctx, survey, fields)


def answer(ctx: AppContext, row_id: int) -> ResponseRow:
    """An answer as the book has it."""
    return response_page(ctx, [row_id])[0]


def themes_of(ctx: AppContext, row_id: int) -> list[str]:
    """The names of an answer's themes."""
    return [name for _id, name in answer(ctx, row_id).themes]


def all_ids(ctx: AppContext) -> list[int]:
    """Every answer in the book."""
    return list(ids_of(ctx, ResponseFilter()))


def press(
    place: Bench, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN, *, settle: bool = True
) -> None:
    """One key, where the keyboard is in the page."""
    place.window.activateWindow()
    QApplication.processEvents()
    focused: object = QApplication.focusWidget()
    QTest.keyClick(focused if isinstance(focused, QWidget) else place.window, key, modifier)
    if settle:
        place.settle()


def listed(page: AnswersPage) -> list[int]:
    """The ids of the answers in the list."""
    return list(page.model.ids_between(0, page.model.rowCount() - 1))


def looked_at(page: AnswersPage) -> int:
    """The id of the answer on the screen."""
    row = page.current()
    assert row is not None
    return row.id


def words_on(widget: QWidget) -> str:
    """All labels that can be seen."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def ticked(page: AnswersPage) -> list[str]:
    """The names of the themes that are ticked, wholly or partly."""
    unticked = Qt.CheckState.Unchecked
    return [line.name for line in page.side.themes.rows() if line.ticked is not unticked]
