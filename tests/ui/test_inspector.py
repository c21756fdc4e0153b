"""The inspector: an action, a log entry, a survey, a problem; following changes; folding."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Literal

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests import factory
from tests.ui.desks import Bench, bench, dialogs
from tests.ui.town import TODAY, Town
from tracker import i18n
from tracker.i18n import Language, _
from tracker.models.enums import ActionKind, ActionStatus, FollowUp
from tracker.services.actions import (
    AddNote,
    EditAction,
    MoveDeadline,
    OverrideColour,
    SetOwner,
    SetStatus,
    add_note,
    edit_action,
    move_deadline,
    override_colour,
    set_owner,
    set_status,
)
from tracker.services.context import AppContext
from tracker.services.history import undo
from tracker.services.problems import AddEvidence, add_evidence
from tracker.services.queries.action_detail import ActionDetail, action_detail
from tracker.services.queries.choices import persons
from tracker.services.queries.log import LogQuery, latest_log
from tracker.services.queries.series import SeriesTally
from tracker.services.snoozing import SnoozeActions, snooze, wake
from tracker.services.surveys import ResponseFields, add_responses
from tracker.ui.desk import Goto, Subject
from tracker.ui.dialogs.action import EditActionDialog
from tracker.ui.dialogs.action_changes import NoteDialog
from tracker.ui.dialogs.log_form import LogDialog
from tracker.ui.panels.inspector import Inspector
from tracker.ui.panels.inspector_parts import Sheet
from tracker.ui.panels.inspector_words import counted_words, history_words, kind_words
from tracker.ui.panels.promises.plan_words import CellWords, when_words
from tracker.ui.widgets.buttons import LinkButton

pytestmark = pytest.mark.usefixtures("theme")


@pytest.fixture
def inspector(at_desk: Bench) -> Iterator[Inspector]:
    """An inspector in a window, with nothing chosen."""
    made = Inspector(at_desk.desk)
    at_desk.show(made)
    yield made
    assert at_desk.failures == []


def inspect(at_desk: Bench, subject: Subject) -> None:
    """Choose something, as a page does."""
    at_desk.desk.inspect(subject)
    at_desk.settle()


def shown(inspector: Inspector) -> str:
    """All words in the inspector."""
    return "\n".join(label.text() for label in inspector.findChildren(QLabel) if label.isVisible())


def sheet_of(inspector: Inspector) -> Sheet:
    """What is shown."""
    sheet = inspector.sheet()
    assert sheet is not None
    return sheet


def press(inspector: Inspector, name: str) -> None:
    """Click what is read out as `name`."""
    for button in inspector.findChildren(QPushButton):
        if button.accessibleName() == name and button.isVisible():
            button.click()
            return
    raise AssertionError(name)


def detail_of(ctx: AppContext, action_id: int) -> ActionDetail:
    """The action as the book has it."""
    detail = action_detail(ctx, action_id)
    assert detail is not None
    return detail


def test_nothing_chosen_says_what_belongs_here(inspector: Inspector) -> None:
    assert "Inget är valt" in shown(inspector)
    assert inspector.sheet() is None


def test_an_action_with_its_count_facts_log_and_history(
    inspector: Inspector, at_desk: Bench, town: Town
) -> None:
    inspect(at_desk, Subject("action", town.patrols))
    words = shown(inspector)
    for expected in (
        "Åtgärd 1.1",
        "Fotpatrullering, pass fre/lör kväll",
        "17 av 30, borde vara 21",
        "Jämnt fördelat 1 jan–31 dec. 13 pass kvar på 15 veckor.",
        "Gruppchef, Kim Ek · Polisen",
        "31 dec 2018",
        "30 pass",
        "1 Mörkt",
        "1,5 h",
        "Inga anteckningar.",
    ):
        assert expected in words
    locks = [w for w in inspector.findChildren(QLabel) if w.toolTip().startswith("Låst")]
    assert len(locks) == 2


def test_it_follows_the_book_and_forgets_what_is_gone(
    inspector: Inspector, at_desk: Bench, town: Town, town_ctx: AppContext
) -> None:
    action = factory.an_action(town_ctx, town.draft, title="Tillfällig")
    inspect(at_desk, Subject("action", action))
    assert "Tillfällig" in shown(inspector)
    snooze(town_ctx, SnoozeActions((action,), dt.date(2018, 9, 29), "Väntar på offert"))
    at_desk.settle()
    assert "Vilar till 29 sep 2018: Väntar på offert" in shown(inspector)
    wake(town_ctx, [action])
    at_desk.settle()
    assert "Väntar på offert" not in shown(inspector)
    for _each in range(3):
        undo(town_ctx)
    at_desk.settle()
    assert inspector.sheet() is None


def test_what_is_folded_stays_folded(inspector: Inspector, at_desk: Bench, town: Town) -> None:
    inspect(at_desk, Subject("action", town.patrols))
    sheet_of(inspector).fold(frozenset({"log", "history"}))
    inspect(at_desk, Subject("action", town.clearing))
    assert sheet_of(inspector).folded() == {"log", "history"}


def test_the_keyboard_stays_on_the_same_link_after_a_change(
    inspector: Inspector, at_desk: Bench, town: Town, town_ctx: AppContext
) -> None:
    inspect(at_desk, Subject("action", town.patrols))
    at_desk.window.activateWindow()
    at_desk.settle()
    link = next(
        b for b in inspector.findChildren(QPushButton) if b.accessibleName() == "Visa alla 17"
    )
    link.setFocus()
    add_note(town_ctx, AddNote(town.patrols, "Fler pass i oktober", internal=True))
    at_desk.settle()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Visa alla 17"
    assert "Fler pass i oktober" in shown(inspector)
    assert "intern" in shown(inspector)
    press(inspector, "Ta bort anteckningen")
    at_desk.settle()
    assert "Fler pass i oktober" not in shown(inspector)


def test_what_can_be_done_with_an_action(inspector: Inspector, at_desk: Bench, town: Town) -> None:
    asked: list[tuple[str, object]] = []
    at_desk.desk.command_asked.connect(lambda command, about: asked.append((command, about)))
    inspect(at_desk, Subject("action", town.patrols))
    press(inspector, "Logga insats")
    assert asked == [("log.new", town.patrols)]
    press(inspector, "Visa alla 17")
    assert at_desk.went == [Goto("log", query=LogQuery(action_id=town.patrols))]
    for name, kind in (("Ändra åtgärden", EditActionDialog), ("Anteckna", NoteDialog)):
        press(inspector, name)
        at_desk.settle()
        (dialog,) = dialogs(kind)
        dialog.close()
        at_desk.settle()


def test_folding_is_asked_for(inspector: Inspector) -> None:
    asked: list[bool] = []
    inspector.fold_asked.connect(lambda: asked.append(True))
    press(inspector, "Visa eller fäll ihop inspektören")
    assert asked == [True]


def test_history_in_words_with_reasons_and_undo(
    inspector: Inspector, at_desk: Bench, town: Town, town_ctx: AppContext
) -> None:
    version = detail_of(town_ctx, town.patrols).row.version
    move = MoveDeadline(((town.patrols, version),), dt.date(2019, 1, 31), "Vakans", None)
    move_deadline(town_ctx, move)
    other = factory.a_person(town_ctx, "Kommunpolis")
    set_owner(town_ctx, SetOwner(((town.patrols, version + 1),), other))
    undo(town_ctx)
    detail = detail_of(town_ctx, town.patrols)
    fields = replace(detail.fields, planned=Decimal(40), kind=ActionKind.ORDINARY, lawful=True)
    edit_action(town_ctx, EditAction(town.patrols, detail.row.version, fields, "Fler behövs"))
    history = detail_of(town_ctx, town.patrols).history
    owners = {person.id: person.role for person in persons(town_ctx)}
    told = [(each.words, each.why) for each in history_words(history, owners)]
    assert told[:4] == [
        (
            "Slag: Återkommande → Ordinarie verksamhet; Planerat antal: 30 → 40; "
            "Lagens åtgärdsplan: nej → ja",
            "Fler behövs",
        ),
        ("Ångrat: Ägare: Kommunpolis → Gruppchef", ""),
        ("Ägare: Gruppchef → Kommunpolis", ""),
        ("Slutdatum: 31 dec 2018 → 31 jan 2019", "Vakans"),
    ]
    inspect(at_desk, Subject("action", town.patrols))
    assert "Åtgärden tillagd" not in shown(inspector)
    press(inspector, "Hela historiken")
    at_desk.settle()
    assert "Åtgärden tillagd" in shown(inspector)
    assert "Flyttat från 31 dec 2018: Vakans" in shown(inspector)


COUNTED = [
    ({"planned": None, "kind": ActionKind.SINGLE, "deadline": dt.date(2018, 9, 30)},
     "Punktinsats. 15 dagar kvar."),
    ({"planned": None, "kind": ActionKind.ORDINARY}, "Den har inget mål"),
    ({"done": Decimal(30)}, "Målet är nått."),
    ({"start": None}, "Utan start och slutdatum går det inte att säga"),
    ({"deadline": dt.date(2018, 9, 1)}, "14 dagar sen"),
    ({"deadline": dt.date(2018, 9, 14), "planned": None, "kind": ActionKind.SINGLE}, "1 dag sen."),
    ({"override_reason": "Sjukdom"}, "Färgen är satt för hand: Sjukdom"),
    ({"status": ActionStatus.NOT_DONE, "status_reason": "Ingen personal"},
     "Ej genomförd. Ingen personal"),
    ({"deadline": dt.date(2018, 9, 22)}, "13 pass kvar på 7 dagar."),
    ({"deadline": None, "planned": None, "kind": ActionKind.SINGLE}, "Punktinsats."),
]  # fmt: skip


@pytest.mark.parametrize(("values", "expected"), COUNTED)
def test_how_it_is_counted(
    town_ctx: AppContext, town: Town, values: dict[str, object], expected: str
) -> None:
    detail = detail_of(town_ctx, town.patrols)
    row = replace(detail.row, **values)  # type: ignore[arg-type]
    assert expected in counted_words(row, detail.fields, TODAY)


def test_own_dates_are_counted(town_ctx: AppContext, town: Town) -> None:
    detail = detail_of(town_ctx, town.patrols)
    fields = replace(detail.fields, occasions=(dt.date(2018, 3, 1), dt.date(2018, 12, 1)))
    assert counted_words(detail.row, fields, TODAY).startswith("1 av 2 planerade datum har varit.")
    # What was cancelled is not left to do, where each date is one of what is planned.
    dates = SeriesTally(done=2, missed=0, cancelled=1, left=1)
    row = replace(detail.row, planned=Decimal(4), done=Decimal(2), unit="träffar", series=dates)
    assert "1 träffar kvar på" in counted_words(row, fields, TODAY)
    own = replace(row, days_late=0, recurrence=None, deadline=TODAY)
    assert when_words(own, TODAY).under == "4 datum"
    assert when_words(replace(own, deadline=None, recurrence="FREQ=WEEKLY;BYDAY=FR"), TODAY) == (
        CellWords("inget slutdatum", "varje fredag")
    )
    assert kind_words(replace(detail.row, recurrence="FREQ=WEEKLY;BYDAY=FR,SA")) == (
        "Återkommande, varje fredag och lördag"
    )


def test_an_ended_and_an_overridden_action(
    inspector: Inspector, at_desk: Bench, town: Town, town_ctx: AppContext
) -> None:
    version = detail_of(town_ctx, town.clearing).row.version
    override_colour(town_ctx, OverrideColour(town.clearing, version, FollowUp.AT_RISK, "Snart"))
    inspect(at_desk, Subject("action", town.clearing))
    assert "Färgen är satt för hand: Snart" in shown(inspector)
    end = SetStatus(((town.clearing, version + 1),), ActionStatus.PARTLY_DONE, "Ett kvar")
    set_status(town_ctx, end)
    at_desk.settle()
    assert "Delvis genomförd. Ett kvar" in shown(inspector)


def test_a_log_entry_is_changed_and_removed(
    inspector: Inspector, at_desk: Bench, town: Town, town_ctx: AppContext
) -> None:
    (row,) = latest_log(town_ctx, action_id=town.patrols, limit=1)
    inspect(at_desk, Subject("log", row.id))
    assert "1.1 Fotpatrullering, pass fre/lör kväll" in shown(inspector)
    press(inspector, "Ändra…")
    at_desk.settle()
    (dialog,) = dialogs(LogDialog)
    dialog.close()
    at_desk.settle()
    press(inspector, "Visa åtgärden")
    at_desk.settle()
    assert "Åtgärd 1.1" in shown(inspector)
    inspect(at_desk, Subject("log", row.id))
    press(inspector, "Ta bort")
    at_desk.settle()
    assert inspector.sheet() is None
    undo(town_ctx)
    assert latest_log(town_ctx, action_id=town.patrols, limit=1)[0].id == row.id


def test_a_survey_and_a_problem_lead_to_each_other(
    inspector: Inspector, at_desk: Bench, town: Town, town_ctx: AppContext
) -> None:
    asked: list[tuple[str, object]] = []
    at_desk.desk.command_asked.connect(lambda command, about: asked.append((command, about)))
    survey = factory.a_survey(town_ctx, "Torgsamtal <b>25 april</b>")
    problem = detail_of(town_ctx, town.patrols).trail[0].problem_id
    inspect(at_desk, Subject("survey", survey))
    assert "Torgsamtal <b>25 april</b>" in shown(inspector)
    assert "Inget problem vilar på det än." in shown(inspector)
    inspect(at_desk, Subject("problem", problem))
    assert _("It rests on no evidence yet.") in shown(inspector)
    add_evidence(town_ctx, AddEvidence(problem, survey, "31 % otrygga"))
    answer = ResponseFields("Mörkt vid torget", rating=3, deidentified=True, themes=("belysning",))
    add_responses(town_ctx, survey, [answer])
    at_desk.settle()
    assert "31 % otrygga" in shown(inspector)
    press(inspector, "Torgsamtal <b>25 april</b>")
    press(inspector, "L1 Levande stadskärna")
    press(inspector, "Ändra…")
    inspect(at_desk, Subject("survey", survey))
    for expected in ("belysning", "3,0 av 5", "”Mörkt vid torget”", "31 % otrygga"):
        assert expected in shown(inspector)
    add_evidence(town_ctx, AddEvidence(problem, survey, "26 % vill se mer ljus"))
    at_desk.settle()
    # One problem, however much of the survey it rests on.
    named = [b for b in inspector.findChildren(LinkButton) if b.words() == "Otrygghet i centrum"]
    assert len([button for button in named if button.isVisible()]) == 1
    assert "26 % vill se mer ljus" in shown(inspector)
    press(inspector, "Otrygghet i centrum")
    press(inspector, "Ändra…")
    assert asked == [("problem.edit", problem), ("survey.edit", survey)]
    assert at_desk.went == [
        Goto("surveys", survey),
        Goto("promises", town.promise),
        Goto("problems", problem),
    ]


def test_an_inspector_opened_later_shows_what_was_chosen(at_desk: Bench, town: Town) -> None:
    at_desk.desk.inspect(Subject("action", town.patrols))
    late = Inspector(at_desk.desk)
    at_desk.show(late)
    assert "Åtgärd 1.1" in shown(late)


def test_a_book_that_cannot_be_written_offers_no_changes(town_ctx: AppContext, town: Town) -> None:
    (row,) = latest_log(town_ctx, action_id=town.patrols, limit=1)
    problem = detail_of(town_ctx, town.patrols).trail[0].problem_id
    with bench(replace(town_ctx, read_only=True)) as at_desk:
        made = Inspector(at_desk.desk)
        at_desk.show(made)
        for subject in (
            Subject("action", town.patrols),
            Subject("log", row.id),
            Subject("problem", problem),
        ):
            inspect(at_desk, subject)
            names = {b.accessibleName() for b in made.findChildren(QPushButton)}
            assert not names & {"Ändra åtgärden", "Ändra…", "Ta bort", "Logga insats"}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_in_both_languages(at_desk: Bench, town: Town, language: Language) -> None:
    i18n.activate(language)
    made = Inspector(at_desk.desk)
    at_desk.show(made)
    inspect(at_desk, Subject("action", town.patrols))
    expected = {"sv": "borde vara 21", "en": "should be 21"}
    assert expected[language] in shown(made)
    assert not made.grab().isNull()


@pytest.mark.parametrize("kind", ["survey", "round", "problem"])
def test_long_titles_and_words_are_broken_not_cut_off(
    inspector: Inspector,
    at_desk: Bench,
    town_ctx: AppContext,
    kind: Literal["survey", "round", "problem"],
) -> None:
    long = "Höstens medborgardialog 2018 i hela kommunen med omnejd"
    word = "Trygghetsvandringsuppföljningssammanställning"
    of_round = factory.a_round(town_ctx, long)
    survey = factory.an_occasion(town_ctx, of_round, f"{word} {long}")
    problem = factory.a_problem(town_ctx, f"{word} {long}")
    add_evidence(town_ctx, AddEvidence(problem, survey, "Många otrygga"))
    inspector.setFixedWidth(320)
    inspect(at_desk, Subject(kind, {"survey": survey, "round": of_round, "problem": problem}[kind]))
    sheet = sheet_of(inspector)
    assert sheet.width() <= 320
    for link in sheet.findChildren(LinkButton):
        assert link.width() <= 288
        assert link.height() >= link.heightForWidth(link.width())
