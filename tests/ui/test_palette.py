"""Ctrl+K: what it offers, what it finds, and where it leads, by keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from tests import factory
from tests.ui.desks import Bench
from tests.ui.town import Town
from tracker import i18n
from tracker.services.context import AppContext
from tracker.services.queries.action_ids import ActionQuery
from tracker.services.queries.find import Found
from tracker.services.surveys import ResponseFields, add_responses
from tracker.ui.actions import ActionSpec
from tracker.ui.desk import EFFECT_TAB, Goto
from tracker.ui.dialogs.palette import Palette, open_palette
from tracker.ui.dialogs.palette_rows import commands_for
from tracker.ui.theme import Theme
from tracker.ui.widgets.matching import matched_runs

Key = Qt.Key
pytestmark = pytest.mark.usefixtures("theme")


def always(_command: str) -> bool:
    return True


def opened(desk: Bench, enabled: Callable[[str], bool] = always) -> Palette:
    palette = open_palette(desk.desk, desk.window, enabled)
    desk.settle()
    return palette


def typed(desk: Bench, palette: Palette, text: str) -> list[str]:
    """What is listed after typing."""
    QTest.keyClicks(palette.search, text)
    desk.settle()
    return listed(palette)


def listed(palette: Palette) -> list[str]:
    model = palette.results.model()
    return [model.data(model.index(n, 0)) for n in range(model.rowCount())]


def is_open() -> bool:
    return any(isinstance(w, Palette) and w.isVisible() for w in QApplication.topLevelWidgets())


def test_with_nothing_typed_it_offers_the_most_useful(at_desk: Bench) -> None:
    palette = opened(at_desk)
    assert listed(palette)[0] == "Logga insats, Kommando, Ctrl+L"
    assert len(listed(palette)) == 8
    QTest.keyClick(palette.search, Key.Key_Escape)
    assert not is_open()


@pytest.mark.parametrize(("lang", "words"), [("sv", "nytt löf"), ("en", "new prom")])
def test_a_command_is_found_in_either_language(
    at_desk: Bench, lang: i18n.Language, words: str
) -> None:
    i18n.activate(lang)
    ran: list[tuple[str, object]] = []
    at_desk.desk.command_asked.connect(lambda command, about: ran.append((command, about)))
    palette = opened(at_desk)
    palette.search.setText(words)
    at_desk.settle()
    QTest.keyClick(palette.search, Key.Key_Return)
    assert ran == [("promise.new", None)]
    assert not is_open()


@pytest.mark.parametrize(
    ("lang", "words", "command"),
    [
        ("sv", "importera", "book.import"),
        ("sv", "importera svar", "survey.import"),
        ("sv", "ny åtgärd", "action.new"),
        ("sv", "inställ", "occasion.settle"),
        ("sv", "inställd", "occasion.settle"),
        ("sv", "tillfälle", "occasion.settle"),
        ("sv", "orsak", "problem.new"),
        ("sv", "belägg", "survey.new"),
        ("sv", "gallra", "disposal.open"),
        ("sv", "radera svar", "disposal.open"),
        ("sv", "koda", "go.answers"),
        ("sv", "avidentifiera", "go.answers"),
        ("sv", "veckoprogram", "round.programme"),
        ("sv", "mäta", "indicator.measure_from"),
        ("sv", "mätning", "indicator.open"),
        ("sv", "mäta", "indicator.open"),
        ("sv", "indikator", "indicator.open"),
        ("sv", "slutat", "person.reassign"),
        ("sv", "sluta", "person.reassign"),
        ("sv", "lämna", "person.reassign"),
        ("sv", "ge allt", "person.reassign"),
        ("sv", "möte", "survey.kiosk"),
        ("sv", "exportera", "round.calendar"),
        ("sv", "backup", "book.backup"),
        ("en", "new action", "action.new"),
        ("en", "cause", "problem.new"),
        ("en", "de-identify", "go.answers"),
    ],
)
def test_a_command_is_found_by_what_people_call_the_job(
    lang: i18n.Language, words: str, command: str
) -> None:
    i18n.activate(lang)
    assert command in [spec.id for spec in commands_for(words, always)]


def test_a_command_by_its_name_comes_before_one_that_is_known_so() -> None:
    i18n.activate("sv")
    assert next(spec.id for spec in commands_for("exportera", always)) == "book.export"


def test_what_was_run_is_offered_first_next_time(at_desk: Bench) -> None:
    palette = opened(at_desk)
    typed(at_desk, palette, "exportera")
    QTest.keyClick(palette.search, Key.Key_Return)
    assert listed(opened(at_desk))[0].startswith("Exportera till Excel")


def test_what_cannot_be_run_is_not_offered(at_desk: Bench) -> None:
    palette = opened(at_desk, lambda command: command != "log.new")
    assert not any("Logga insats" in row for row in listed(palette))
    assert not any("Logga insats" in row for row in typed(at_desk, palette, "logga"))


def test_an_action_is_found_and_opened(at_desk: Bench, town: Town) -> None:
    palette = opened(at_desk)
    rows = typed(at_desk, palette, "fotp")
    assert rows == ["1.1 Fotpatrullering, pass fre/lör kväll, Åtgärd, L1 Levande stadskärna"]
    QTest.keyClick(palette.search, Key.Key_Return)
    assert at_desk.went == [Goto("actions", town.patrols, ActionQuery())]


def test_an_indicator_is_found_and_its_effect_opened(at_desk: Bench, town: Town) -> None:
    palette = opened(at_desk)
    rows = typed(at_desk, palette, "otrygga")
    assert rows == ["Otrygga kvällstid, Indikator, L1 Levande stadskärna"]
    QTest.keyClick(palette.search, Key.Key_Return)
    assert at_desk.went == [Goto("promises", town.promise, EFFECT_TAB)]


def test_enter_does_not_have_to_wait_for_the_hits(at_desk: Bench, town: Town) -> None:
    palette = opened(at_desk)
    QTest.keyClicks(palette.search, "fotp")
    QTest.keyClick(palette.search, Key.Key_Return)
    at_desk.settle()
    assert at_desk.went == [Goto("actions", town.patrols, ActionQuery())]


def test_the_arrows_mark_and_the_mark_holds(at_desk: Bench) -> None:
    palette = opened(at_desk)
    typed(at_desk, palette, "l")
    QTest.keyClick(palette.search, Key.Key_Down)
    marked = palette.results.current()
    assert marked == palette.results.rows()[1]
    QTest.keyClick(palette.search, Key.Key_Up)
    assert palette.results.current() == palette.results.rows()[0]


def test_every_kind_of_thing_leads_to_its_page(
    at_desk: Bench, town: Town, town_ctx: AppContext
) -> None:
    survey = factory.a_survey(town_ctx, "Zebraenkät")
    problem = factory.a_problem(town_ctx, "Zebraproblem")
    person = factory.a_person(town_ctx, "Zebrachef")
    add_responses(town_ctx, survey, [ResponseFields(text="Zebra på torget")])
    ran: list[tuple[str, object]] = []
    at_desk.desk.command_asked.connect(lambda command, about: ran.append((command, about)))
    for number in range(4):
        palette = opened(at_desk)
        assert len(typed(at_desk, palette, "zebra")) == 4
        for _step in range(number):
            QTest.keyClick(palette.search, Key.Key_Down)
        QTest.keyClick(palette.search, Key.Key_Return)
        at_desk.settle()
    assert ran == [("person.list", person)]
    assert at_desk.went == [
        Goto("problems", problem),
        Goto("surveys", survey),
        Goto("surveys", survey),
    ]
    palette = opened(at_desk)
    typed(at_desk, palette, "l1 stad")
    QTest.keyClick(palette.search, Key.Key_Return)
    assert at_desk.went[-1] == Goto("promises", town.promise)


def test_nothing_found_says_so(at_desk: Bench) -> None:
    palette = opened(at_desk)
    assert typed(at_desk, palette, "qqq") == []
    assert "qqq" in palette.message()
    QTest.keyClick(palette.search, Key.Key_Return)
    at_desk.settle()
    assert is_open()


def test_a_click_opens(at_desk: Bench, town: Town) -> None:
    palette = opened(at_desk)
    typed(at_desk, palette, "fotp")
    view = palette.results.viewport()
    QTest.mouseClick(
        view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(60, 12)
    )
    assert at_desk.went == [Goto("actions", town.patrols, ActionQuery())]


def test_it_is_drawn_in_both_themes_and_holds_as_a_model(at_desk: Bench, theme: Theme) -> None:
    palette = opened(at_desk)
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    tester = QAbstractItemModelTester(palette.results.model(), mode)
    typed(at_desk, palette, "l")
    assert any(isinstance(row, Found) for row in palette.results.rows())
    assert any(isinstance(row, ActionSpec) for row in palette.results.rows())
    for chosen in ("light", "dark"):
        theme.set_mode("dark" if chosen == "dark" else "light")
        assert not palette.grab().isNull()
    assert tester.model() is palette.results.model()


def test_commands_that_begin_with_what_is_typed_come_first() -> None:
    found = [spec.id for spec in commands_for("ny", always)]
    assert found[0] == "book.new"
    assert [spec.id for spec in commands_for("insats logga", always)] == ["log.new"]
    assert commands_for("finns inte", always) == []
    assert "go.actions" in [spec.id for spec in commands_for("atg", always)]


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("Fotpatrullering", "fot", ["Fot"]),
        ("Levande stadskärna", "stad lev", ["Lev", "stad"]),
        ("Åtgärd åt alla", "åt", ["Åt"]),
        ("Nattvandring", "vand", ["vand"]),
        ("abcabc", "abc bca", ["abca"]),
        ("İstanbul", "stan", []),
        ("Åtgärder", "atg", ["Åtg"]),
        ("Atgard", "åtg", []),
        ("Fotpatrullering", "", []),
        ("Fotpatrullering", "x", []),
    ],
)
def test_what_was_typed_is_marked_in_what_was_found(
    text: str, words: str, marked: list[str]
) -> None:
    runs = matched_runs(text, words)
    assert "".join(run.text for run in runs) == text
    assert [run.text for run in runs if run.strong] == marked
