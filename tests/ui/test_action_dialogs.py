"""The dialogs about actions, opened and driven in both languages."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests import factory
from tests.ui.desks import Bench, dialogs
from tests.ui.keeping import kept
from tests.ui.town import TODAY, Town
from tracker import i18n
from tracker.i18n import Language
from tracker.models.enums import ActionKind, ActionStatus, FollowUp, Party
from tracker.services.actions import (
    AddNotes,
    EditAction,
    MoveDeadline,
    OverrideColour,
    SetOwner,
    SetStatus,
    edit_action,
    set_status,
)
from tracker.services.context import AppContext
from tracker.services.queries.action_detail import ActionDetail, action_detail
from tracker.services.queries.actions import ActionRow, action_rows
from tracker.services.queries.choices import causes_for, persons, units
from tracker.ui.dialogs import action_commands
from tracker.ui.dialogs.action import EditActionDialog, NewActionDialog
from tracker.ui.dialogs.action_changes import (
    MoveDeadlineDialog,
    NoteDialog,
    OverrideDialog,
    OwnerDialog,
    StatusDialog,
)
from tracker.ui.dialogs.action_form import ActionChoices
from tracker.ui.dialogs.action_recurrence import RecurrenceField
from tracker.ui.dialogs.form import FormDialog

Key = Qt.Key
YEAR = (dt.date(2018, 1, 1), dt.date(2018, 12, 31))
pytestmark = pytest.mark.usefixtures("theme")


@pytest.fixture
def rows(town_ctx: AppContext, town: Town) -> list[ActionRow]:
    """The patrols and the clearing, of a signed promise."""
    return action_rows(town_ctx, [town.patrols, town.clearing])


@pytest.fixture
def choices(town_ctx: AppContext, town: Town) -> ActionChoices:
    """What the form of an action offers."""
    factory.a_person(town_ctx, "Kommunpolis")
    return ActionChoices(persons(town_ctx), causes_for(town_ctx, town.promise), units(town_ctx))


@pytest.fixture
def detail(town_ctx: AppContext, town: Town) -> ActionDetail:
    """The patrols."""
    return detail_of(town_ctx, town.patrols)


def detail_of(ctx: AppContext, action_id: int) -> ActionDetail:
    found = action_detail(ctx, action_id)
    assert found is not None
    return found


def asked(dialog: FormDialog[Any]) -> list[object]:
    """What the dialog submits."""
    found: list[object] = []
    dialog.submitted.connect(found.append)
    return found


def save(dialog: QWidget) -> None:
    """Ctrl+Enter, which saves from every field."""
    QTest.keyClick(dialog, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def field(dialog: QWidget, name: str) -> QWidget:
    """The field of that name."""
    found = dialog.findChild(QWidget, name)
    assert found is not None
    return found


def test_a_moved_deadline_needs_a_day_and_a_reason(rows: list[ActionRow]) -> None:
    dialog = kept(MoveDeadlineDialog(rows[:1], TODAY))
    dialog.show()
    commands = asked(dialog)
    assert dialog._deadline.value() == dt.date(2018, 12, 31)
    save(dialog)
    assert "Skriv skälet" in dialog.error_text()
    dialog._reason.set_value("Vakans")
    save(dialog)
    assert "Datumet är detsamma som förut." in dialog.error_text()
    assert dialog._reason.value() == "Vakans"
    dialog._deadline.clear()
    save(dialog)
    assert "Nytt slutdatum" in dialog.error_text()
    dialog._deadline.setText("31 jan 2019")
    QTest.keyClicks(dialog._decided_by, "Styrgruppen")
    save(dialog)
    refs = ((rows[0].id, rows[0].version),)
    assert commands == [MoveDeadline(refs, dt.date(2019, 1, 31), "Vakans", "Styrgruppen")]


def test_several_deadlines_move_at_once_and_name_their_actions(
    rows: list[ActionRow], town_ctx: AppContext, town: Town
) -> None:
    draft = factory.an_action(town_ctx, town.draft)
    many = [*rows, *action_rows(town_ctx, [draft]), *rows]
    dialog = kept(MoveDeadlineDialog(many, TODAY))
    shown = words_in(dialog)
    assert "5 åtgärder" in shown
    assert "och 2 till" in shown
    assert "4 av 5 hör till undertecknade löften" in shown
    assert dialog._deadline.value() == TODAY


def words_in(dialog: QWidget) -> str:
    """All words of a dialog."""
    from PySide6.QtWidgets import QLabel

    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_a_new_owner_is_chosen_by_role(rows: list[ActionRow], choices: ActionChoices) -> None:
    dialog = kept(OwnerDialog(rows, choices.persons))
    commands = asked(dialog)
    dialog.owner.setEditText("kommun")
    dialog.submit()
    wanted = next(person.id for person in choices.persons if person.role == "Kommunpolis")
    assert commands == [SetOwner(tuple((row.id, row.version) for row in rows), wanted)]
    dialog.owner.set_value(None)
    dialog.submit()
    assert "Ägare" in dialog.error_text()
    dialog.owner.setEditText("finns inte")
    dialog.submit()
    assert len(commands) == 1
    assert "avvikelse" in words_in(dialog)


def test_only_some_statuses_ask_for_a_reason(rows: list[ActionRow]) -> None:
    dialog = kept(StatusDialog(rows))
    dialog.show()
    commands = asked(dialog)
    assert not dialog._reason.isVisible()
    dialog._status.set_value(ActionStatus.NOT_DONE)
    assert dialog._reason.isVisible()
    save(dialog)
    assert "Skriv skälet" in dialog.error_text()
    dialog._reason.set_value("Ingen personal")
    save(dialog)
    dialog._status.set_value(ActionStatus.ONGOING)
    save(dialog)
    assert [(each.status, each.reason) for each in commands if isinstance(each, SetStatus)] == [
        (ActionStatus.NOT_DONE, "Ingen personal"),
        (ActionStatus.ONGOING, ""),
    ]


@pytest.mark.parametrize(
    ("done", "suggested"),
    [
        (Decimal(0), ActionStatus.NOT_DONE),
        (Decimal(1), ActionStatus.PARTLY_DONE),
        (Decimal(2), ActionStatus.DONE),
    ],
)
def test_carried_out_is_not_suggested_for_less_than_planned(
    rows: list[ActionRow], done: Decimal, suggested: ActionStatus
) -> None:
    row = replace(rows[0], planned=Decimal(2), done=done, status_reason="")
    dialog = kept(StatusDialog([row], status=ActionStatus.DONE))
    dialog.show()
    less = done < 2
    assert dialog._status.value() is suggested
    assert (f"{done} av 2" in words_in(dialog)) == less
    dialog._status.set_value(ActionStatus.DONE)
    assert dialog._reason.isVisible() == less
    dialog._reason.set_value("Det räckte")
    assert dialog.command().reason == ("Det räckte" if less else "")


def test_statuses_are_chosen_by_the_arrows(rows: list[ActionRow]) -> None:
    dialog = kept(StatusDialog([replace(row, status=ActionStatus.PLANNED) for row in rows]))
    dialog.show()
    dialog.activateWindow()
    QApplication.processEvents()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Key.Key_Down)
    assert dialog._status.value() is ActionStatus.ONGOING


def test_mixed_statuses_have_none_chosen(rows: list[ActionRow]) -> None:
    mixed = [
        replace(rows[0], status=ActionStatus.PLANNED),
        replace(rows[1], status=ActionStatus.DONE),
    ]
    dialog = kept(StatusDialog(mixed))
    assert asked(dialog) == []
    dialog.submit()
    assert dialog.error_text()


def test_a_note_warns_of_personal_data_and_is_internal(rows: list[ActionRow]) -> None:
    dialog = kept(NoteDialog(rows[:1]))
    commands = asked(dialog)
    dialog._text.set_value("Ring 070-123 45 67")
    assert "telefonnummer" in dialog._text.hint()
    dialog.submit()
    assert commands == [AddNotes((rows[0].id,), "Ring 070-123 45 67", True)]


def test_a_colour_is_set_by_hand_and_lifted(rows: list[ActionRow]) -> None:
    dialog = kept(OverrideDialog(rows[0]))
    commands = asked(dialog)
    dialog._colour.setCurrentIndex(3)
    dialog.submit()
    assert "Skriv skälet" in dialog.error_text()
    dialog._reason.set_value("Sjukdom")
    dialog.submit()
    dialog._colour.setCurrentIndex(0)
    dialog.submit()
    row = rows[0]
    assert commands == [
        OverrideColour(row.id, row.version, FollowUp.LATE, "Sjukdom"),
        OverrideColour(row.id, row.version, None, ""),
    ]
    set_before = kept(OverrideDialog(replace(row, colour=FollowUp.AT_RISK, override_reason="X")))
    assert set_before._colour.currentIndex() == 2


def test_a_new_action_takes_its_owners_party(choices: ActionChoices, town: Town) -> None:
    cause = choices.causes[0].id
    dialog = kept(NewActionDialog(town.promise, YEAR, choices, TODAY, cause_id=cause))
    commands = asked(dialog)
    dialog.submit()
    assert "”Åtgärd”" in dialog.error_text()
    QTest.keyClicks(dialog._title, "Skolbesok")
    dialog.owner.set_value(choices.persons[0].id)
    assert dialog._party.value() is Party.POLICE
    dialog._party.set_value(Party.JOINT)
    dialog.owner.set_value(choices.persons[1].id)
    assert dialog._party.value() is Party.JOINT
    QTest.keyClicks(dialog._planned, "4")
    QTest.keyClicks(dialog._unit, "skolor")
    dialog.submit()
    (command,) = commands
    fields = command.fields  # type: ignore[attr-defined]
    assert (fields.title, fields.planned, fields.unit) == ("Skolbesok", Decimal(4), "skolor")
    assert (fields.start_on, fields.deadline, fields.cause_ids) == (TODAY, YEAR[1], (cause,))


def test_a_new_action_begins_today_in_a_period_that_has_begun(
    choices: ActionChoices, town: Town
) -> None:
    last = TODAY + dt.timedelta(30)
    for first, begins in ((TODAY - dt.timedelta(90), TODAY), (TODAY + dt.timedelta(2), None)):
        dialog = kept(NewActionDialog(town.promise, (first, last), choices, TODAY))
        assert (dialog.fields_seen.start_on, dialog.fields_seen.deadline) == (begins or first, last)


def test_an_unchanged_action_is_saved_as_it_was(
    detail: ActionDetail, choices: ActionChoices
) -> None:
    dialog = kept(EditActionDialog(detail, choices, TODAY))
    commands = asked(dialog)
    dialog.submit()
    assert commands == [EditAction(detail.row.id, detail.row.version, detail.fields)]


def test_an_action_is_tagged_as_part_of_the_laws_plan(
    detail: ActionDetail, choices: ActionChoices
) -> None:
    dialog = kept(EditActionDialog(detail, choices, TODAY))
    commands = asked(dialog)
    dialog._lawful.click()
    dialog.submit()
    tagged = replace(detail.fields, lawful=not detail.fields.lawful)
    assert commands == [EditAction(detail.row.id, detail.row.version, tagged)]


def test_a_signed_quantity_asks_for_its_reason(
    detail: ActionDetail, choices: ActionChoices
) -> None:
    dialog = kept(EditActionDialog(detail, choices, TODAY))
    dialog.show()
    commands = asked(dialog)
    assert not dialog._reason.isVisible()
    dialog._planned.setText("24")
    assert dialog._reason.isVisible()
    dialog.submit()
    assert "Skriv skälet" in dialog.error_text()
    dialog._reason.set_value("Färre timmar")
    dialog.submit()
    assert [each.reason for each in commands if isinstance(each, EditAction)] == ["Färre timmar"]
    dialog._planned.setText("30")
    assert not dialog._reason.isVisible()
    dialog._recurrence.text.setPlainText("varje fredag")
    assert dialog._reason.isVisible()
    dialog._recurrence.text.setPlainText("")
    assert not dialog._reason.isVisible()
    dialog._planned.setText("många")
    dialog.submit()
    assert "är inget tal" in dialog.error_text()


def test_what_can_not_be_saved_stays_typed(
    at_desk: Bench, town: Town, town_ctx: AppContext
) -> None:
    action_commands.edit_action(at_desk.desk, at_desk.window, town.patrols)
    at_desk.settle()
    (dialog,) = dialogs(EditActionDialog)
    assert isinstance(dialog, EditActionDialog)
    dialog._title.setText("Mitt namn <b>& mer</b>")
    dialog._deadline.set_value(dt.date(2017, 1, 1))
    dialog._reason.set_value("Fel")
    dialog.submit()
    at_desk.settle()
    assert dialog.isVisible()
    assert "Slutdatum" in dialog.error_text()
    assert dialog._title.text() == "Mitt namn <b>& mer</b>"
    dialog._deadline.set_value(dt.date(2018, 12, 31))
    dialog.submit()
    at_desk.settle()
    assert detail_of(town_ctx, town.patrols).row.title == "Mitt namn <b>& mer</b>"


def test_a_conflict_shows_both_and_a_second_save_overwrites(
    at_desk: Bench, town: Town, town_ctx: AppContext
) -> None:
    action_commands.edit_action(at_desk.desk, at_desk.window, town.patrols)
    at_desk.settle()
    (dialog,) = dialogs(EditActionDialog)
    assert isinstance(dialog, EditActionDialog)
    dialog._title.setText("Mitt namn")
    before = detail_of(town_ctx, town.patrols)
    theirs = replace(before.fields, title="Deras namn", support="Räddningstjänsten")
    edit_action(town_ctx, EditAction(town.patrols, before.row.version, theirs))
    dialog.submit()
    at_desk.settle()
    assert "I boken nu: Deras namn" in dialog.error_text()
    assert "I boken nu: Räddningstjänsten" in dialog.error_text()
    assert dialog._title.text() == "Mitt namn"
    dialog.submit()
    at_desk.settle()
    assert detail_of(town_ctx, town.patrols).row.title == "Mitt namn"


DECEMBER = dt.date(2018, 12, 1)
CHANGES: list[Callable[[Bench, list[ActionRow]], object]] = [
    lambda at, rows: action_commands.move_deadline(at.desk, at.window, rows, DECEMBER),
    lambda at, rows: action_commands.change_owner(at.desk, at.window, rows),
    lambda at, rows: action_commands.set_status(at.desk, at.window, rows),
    lambda at, rows: action_commands.override_colour(at.desk, at.window, rows[0]),
]


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_survives_a_conflict(
    at_desk: Bench,
    rows: list[ActionRow],
    town_ctx: AppContext,
    change: Callable[[Bench, list[ActionRow]], object],
) -> None:
    change(at_desk, rows[:1])
    at_desk.settle()
    (dialog,) = dialogs(FormDialog)
    assert isinstance(dialog, FormDialog)
    set_status(town_ctx, SetStatus(((rows[0].id, rows[0].version),), ActionStatus.PLANNED))
    for widget in ("reason",):
        found = dialog.findChild(QWidget, widget)
        if found is not None:
            found.set_value("Skäl")  # type: ignore[attr-defined]
    if isinstance(dialog, OverrideDialog):
        dialog._colour.setCurrentIndex(1)
    dialog.submit()
    at_desk.settle()
    assert dialog.isVisible()
    assert "I boken nu" in dialog.error_text()
    dialog.submit()
    at_desk.settle()
    assert at_desk.failures == []
    assert not dialogs(FormDialog)


def test_an_action_that_is_gone_says_so(at_desk: Bench) -> None:
    action_commands.edit_action(at_desk.desk, at_desk.window, 1)
    at_desk.settle()
    assert [str(error).partition("(")[0] for error in at_desk.failures] == ["row.missing"]


def recurrence(rule: str | None = None, dates: tuple[dt.date, ...] = ()) -> RecurrenceField:
    """The field, for an action over the year."""
    made = kept(RecurrenceField(rule, dates, TODAY, lambda: YEAR))
    made.setObjectName("recurrence")
    return made


def test_what_comes_back_is_kept_as_it_was() -> None:
    march = (dt.date(2018, 3, 31), dt.date(2018, 5, 31))
    for rule, dates in (
        (None, ()),
        (None, march),
        ("FREQ=WEEKLY;BYDAY=FR,SA", ()),
        ("FREQ=MONTHLY;BYMONTHDAY=15", ()),
        ("FREQ=YEARLY", march),
    ):
        assert recurrence(rule, dates).value() == (rule, dates)


def test_words_give_dates_and_are_said_again() -> None:
    made = recurrence()
    assert made.value() == (None, ())
    made.text.setPlainText("varje fredag")
    rule, dates = made.value()
    assert (rule, len(dates)) == ("FREQ=WEEKLY;BYDAY=FR", 52)
    assert "5 jan" in made.said()
    made._days._buttons[5].click()
    assert len(made.value()[1]) == 104
    made._counted.setChecked(False)
    assert made.value() == ("FREQ=WEEKLY;BYDAY=FR,SA", ())
    made._counted.setChecked(True)
    made.begin_monthly()
    assert len(made.value()[1]) == 12
    made._day.set_value(15)
    assert made.value()[0] == "FREQ=MONTHLY;BYMONTHDAY=15"
    made.begin_weekly()
    assert made.value()[0] == "FREQ=WEEKLY;BYDAY=MO"
    made.begin_evenly()
    assert made.value() == (None, ())


def test_a_pasted_rule_and_what_is_outside_are_said_in_words() -> None:
    made = recurrence()
    made.text.setPlainText("RRULE:FREQ=WEEKLY;BYDAY=FR,SA")
    assert made.said().startswith("Varje fredag och lördag: 104 tillfällen")
    assert made.value()[0] == "FREQ=WEEKLY;BYDAY=FR,SA"
    made.text.setPlainText("31/3 2016, 31/5")
    assert "31/3 2016 ligger inte mellan" in made.said()
    made.text.setPlainText("strunt")
    assert "går inte att förstå. Skriv" in made.said()
    endless = kept(RecurrenceField("FREQ=WEEKLY;BYDAY=FR", (), TODAY, lambda: (YEAR[0], None)))
    assert "Serien behöver ett slutdatum" in endless.said()


def test_more_occasions_than_promised_are_counted_or_promised(
    choices: ActionChoices, town: Town
) -> None:
    dialog = kept(NewActionDialog(town.promise, YEAR, choices, TODAY))
    dialog._start_on.set_value(YEAR[0])
    dialog._kind.set_value(ActionKind.RECURRING)
    count = dialog.occasion_count
    dialog._recurrence.text.setPlainText("fre och lör")
    assert not count.isVisibleTo(dialog)
    dialog._planned.setText("48")
    assert count.isVisibleTo(dialog)
    assert count.note.text() == "104 tillfällen men 48 utlovade: räkna 48 av dem?"
    count.limit.click()
    assert dialog._recurrence.text.toPlainText() == "varje fredag och lördag, 48 gånger"
    assert not count.isVisibleTo(dialog)
    dialog._recurrence.text.setPlainText("31/3, 31/5, 30/9, 30/11")
    assert not count.limit.isVisibleTo(dialog)
    count.quantity.click()
    assert dialog._planned.value() == Decimal(4)
    assert not count.isVisibleTo(dialog)


def test_own_dates_are_read_and_sorted_however_many() -> None:
    made = recurrence()
    made.begin_dates()
    made.text.setPlainText("30/9, 2018-03-31\n31 maj 2018, 31 maj 2018")
    march, may, september = dt.date(2018, 3, 31), dt.date(2018, 5, 31), dt.date(2018, 9, 30)
    assert made.value() == (None, (march, may, september))
    made.text.setPlainText("i våras")
    assert "i våras" in made.said()
    with pytest.raises(Exception, match=r"recurrence\.unreadable"):
        made.value()
    many = tuple(dt.date(2018, 1, 1) + dt.timedelta(3 * n) for n in range(100))
    made = recurrence(None, many)
    made.text.setPlainText(made.text.toPlainText() + ", 31/12")
    assert made.value() == (None, (*many, dt.date(2018, 12, 31)))


def test_what_is_settled_is_said_to_stay_and_the_deadline_moves_the_end() -> None:
    i18n.activate("en")
    end = [YEAR[1]]
    fridays = tuple(dt.date(2018, 1, 5) + dt.timedelta(7 * n) for n in range(52))
    made = kept(
        RecurrenceField(
            "FREQ=WEEKLY;BYDAY=FR", fridays, TODAY, lambda: (YEAR[0], end[0]), settled=fridays[:3]
        )
    )
    assert "stay" not in made.said()
    end[0] = dt.date(2018, 1, 31)
    made.refresh()
    assert made.value()[1] == fridays[:4]
    assert "deadline, 31 Jan 2018" in made.said()
    made.text.setPlainText("31/12 2018")
    assert "3 occasions that are done, missed or cancelled stay." in made.said()


def test_odd_dates_are_remarked_upon_beside_them(choices: ActionChoices, town: Town) -> None:
    i18n.activate("en")
    dialog = kept(NewActionDialog(town.promise, YEAR, choices, TODAY))
    assert dialog.error_text() == ""
    dialog._deadline.setText("2018-09-01")
    assert "late at once" in dialog.error_text()
    assert "before it begins" in dialog.error_text()
    dialog._kind.set_value(ActionKind.RECURRING)
    dialog._title.setText("Träffa oss")
    dialog._recurrence.text.setPlainText("31/3, 31/5")
    with pytest.raises(Exception, match=r"dates\.end_before_start"):
        dialog.command()
    dialog._kind.set_value(ActionKind.SINGLE)
    dialog._start_on.setText("2017-09-01")
    dialog._deadline.setText("2018-12-01")
    assert dialog.error_text().startswith("Outside the promise's period")
    dialog._start_on.setText("2018-10-01")
    assert dialog.error_text() == ""


def test_a_one_off_has_no_recurrence(detail: ActionDetail, choices: ActionChoices) -> None:
    weekly = replace(detail.fields, recurrence="FREQ=WEEKLY;BYDAY=FR")
    dialog = kept(EditActionDialog(replace(detail, fields=weekly), choices, TODAY))
    assert dialog.fields().recurrence == "FREQ=WEEKLY;BYDAY=FR"
    dialog._kind.set_value(ActionKind.SINGLE)
    assert dialog.fields().recurrence is None


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_dialog_opens_in_both_languages(
    rows: list[ActionRow],
    choices: ActionChoices,
    detail: ActionDetail,
    town: Town,
    language: Language,
) -> None:
    i18n.activate(language)
    made: list[FormDialog[Any]] = [
        MoveDeadlineDialog(rows, TODAY),
        OwnerDialog(rows, choices.persons),
        StatusDialog(rows, status=ActionStatus.DROPPED),
        NoteDialog(rows[:1]),
        OverrideDialog(rows[0]),
        NewActionDialog(town.promise, YEAR, choices, TODAY),
        EditActionDialog(detail, choices, TODAY),
    ]
    for dialog in map(kept, made):
        dialog.show()
        QApplication.processEvents()
        assert dialog.windowTitle()
        assert dialog.sizeHint().height() <= 680
        assert not dialog.grab().isNull()
        QTest.keyClick(dialog, Key.Key_Escape)
        assert not dialog.isVisible()
