"""Whoever is missing among people is added from the field that wants them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.desks import Bench, dialogs
from tests.ui.town import Town
from tracker.models.enums import Party
from tracker.models.errors import Invalid
from tracker.services.context import AppContext
from tracker.services.people import PersonFields, add_person
from tracker.services.queries.choices import persons
from tracker.ui.dialogs.action import NewActionDialog
from tracker.ui.dialogs.action_commands import new_action
from tracker.ui.dialogs.people import NewPersonDialog, PeopleDialog
from tracker.ui.dialogs.people_commands import offer_new_person, open_people
from tracker.ui.dialogs.person_picker import PersonPicker

Key = Qt.Key
pytestmark = pytest.mark.usefixtures("theme")


@pytest.fixture
def picker(at_desk: Bench) -> PersonPicker:
    """A field in a book with nobody to choose."""
    made = PersonPicker([], parent=at_desk.window)
    made.setObjectName("owner_id")
    at_desk.window.setCentralWidget(made)
    at_desk.window.show()
    offer_new_person(at_desk.desk, at_desk.window, made)
    made.setFocus()
    return made


def asked(at_desk: Bench) -> NewPersonDialog:
    at_desk.settle()
    [dialog] = dialogs(NewPersonDialog)
    assert isinstance(dialog, NewPersonDialog)
    return dialog


def filled(dialog: NewPersonDialog, role: str) -> NewPersonDialog:
    dialog._role.setText(role)
    dialog._organisation.setEditText("Säffle kommun")
    dialog._party.set_value(Party.MUNICIPALITY)
    return dialog


def test_an_empty_field_is_empty_and_a_stranger_is_refused_with_a_way_out(
    picker: PersonPicker,
) -> None:
    assert picker.value() is None
    picker.setEditText("Anna Berg")
    with pytest.raises(Invalid, match=r"input\.person"):
        picker.value()


def test_a_name_that_nobody_has_becomes_a_person_who_is_chosen(
    at_desk: Bench, picker: PersonPicker, town_ctx: AppContext
) -> None:
    QTest.keyClicks(picker, "Anna Berg")
    assert "Anna Berg" in picker.new_words()
    # As Enter on the line in the list does: the list and the field each tell of it.
    picker.activated.emit(picker.count() - 1)
    picker.activated.emit(picker.count() - 1)
    dialog = asked(at_desk)
    assert (dialog._name.text(), dialog._role.text()) == ("Anna Berg", "")
    filled(dialog, "Gatuchef i norr").submit()
    at_desk.settle()
    assert not dialogs(NewPersonDialog)
    made = next(row for row in persons(town_ctx) if row.name == "Anna Berg")
    assert picker.value() == made.id
    assert picker.currentText() == made.words == "Gatuchef i norr, Anna Berg · Säffle kommun"
    assert not [n for n in range(picker.count()) if not picker.itemText(n)]


def test_a_role_is_filled_in_as_one_and_cancel_keeps_what_was_typed(
    at_desk: Bench, picker: PersonPicker
) -> None:
    QTest.keyClicks(picker, "trafikplanerare")
    picker.activated.emit(picker.count() - 1)
    dialog = asked(at_desk)
    assert (dialog._name.text(), dialog._role.text()) == ("", "trafikplanerare")
    dialog._email.setText("chef@polisen")
    dialog._email.editingFinished.emit()
    assert "saknar punkt" in dialog.error_text()
    dialog.reject()
    assert picker.currentText() == "trafikplanerare"


def test_enter_in_the_list_adds_when_nobody_fits(at_desk: Bench, picker: PersonPicker) -> None:
    QTest.keyClicks(picker, "Anna Berg")
    popup = picker._popup
    assert popup is not None
    at_desk.settle()
    QTest.keyClick(popup, Key.Key_Return)
    assert asked(at_desk)._name.text() == "Anna Berg"


def test_a_person_is_found_by_name_as_by_role(picker: PersonPicker, town_ctx: AppContext) -> None:
    fields = PersonFields("Gatuchef i norr", "Säffle kommun", Party.MUNICIPALITY, "Anna Berg")
    person = add_person(town_ctx, fields)
    picker.add(persons(town_ctx), person)
    for typed in ("anna b", "chef i norr"):
        picker.setEditText(typed)
        assert picker.value() == person


def test_the_action_dialog_offers_it(at_desk: Bench, town: Town) -> None:
    new_action(at_desk.desk, at_desk.window, town.promise)
    at_desk.settle()
    [dialog] = dialogs(NewActionDialog)
    assert isinstance(dialog, NewActionDialog)
    dialog.owner.new_asked.emit("Anna Berg")
    filled(asked(at_desk), "Gatuchef i norr").submit()
    at_desk.settle()
    assert dialog.owner.currentText().startswith("Gatuchef i norr, Anna Berg")
    dialog.reject()


def test_a_book_without_people_says_what_they_are_for(at_desk: Bench) -> None:
    dialog = open_people(at_desk.desk, at_desk.window)
    at_desk.settle()
    assert isinstance(dialog, PeopleDialog)
    assert dialog._stack.currentWidget() is dialog._list
    dialog.set_people([])
    assert dialog._none.isVisible()
    assert not dialog._new.isVisible()
    dialog._none.acted.emit()
    asked(at_desk).reject()
    dialog.reject()
