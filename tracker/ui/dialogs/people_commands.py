"""Opens the dialogs about people, and lists them."""

from functools import partial

from PySide6.QtWidgets import QWidget

from tracker.models.enums import Party
from tracker.models.journal import ChangeSet
from tracker.services.context import AppContext
from tracker.services.people import PersonFields, add_person, edit_person, hand_over
from tracker.services.queries import choices
from tracker.services.queries.choices import PersonRow
from tracker.services.reassigning import Owned, owned
from tracker.services.traces import looks_like_a_name
from tracker.ui.desk import Desk
from tracker.ui.dialogs.hand_over import HandOverDialog
from tracker.ui.dialogs.people import (
    EditPersonDialog,
    NewPersonDialog,
    PeopleDialog,
)
from tracker.ui.dialogs.person_picker import PersonPicker


def open_people(desk: Desk, parent: QWidget, person_id: int | None = None) -> PeopleDialog:
    """Everybody who owns something, beginning at one of them.

    The list follows what is changed from it.
    """
    dialog = PeopleDialog(parent, writable=not desk.read_only, person_id=person_id)
    known: list[tuple[str, Party]] = []

    def show(found: tuple[list[PersonRow], list[tuple[str, Party]]]) -> None:
        dialog.set_people(found[0])
        known[:] = found[1]

    def read() -> None:
        desk.read(
            lambda: (choices.persons(desk.ctx), choices.organisations(desk.ctx)),
            show,
            owner=dialog,
            key=("people", id(dialog)),
        )

    dialog.new_asked.connect(
        lambda: desk.ask(NewPersonDialog(known, desk.today(), dialog), add_person)
    )
    dialog.edit_asked.connect(
        lambda row: desk.ask(
            EditPersonDialog(row, known, desk.today(), dialog),
            edit_person,
            reread=partial(_person, desk.ctx, row.id),
        )
    )
    dialog.hand_over_asked.connect(partial(_hand_over, desk, dialog))

    def follow(changes: ChangeSet) -> None:
        if changes.touches("person"):
            read()

    desk.changed.connect(follow)
    dialog.finished.connect(lambda _result: desk.changed.disconnect(follow))
    read()
    dialog.open()
    return dialog


def _hand_over(desk: Desk, parent: QWidget, row: PersonRow) -> None:
    """Ask who takes over a post; a new person is added in the same step."""

    def show(found: tuple[list[PersonRow], dict[int, list[Owned]]]) -> None:
        people, parts = found
        actions = sum(part.count for part in parts.get(row.id, ()))
        dialog = HandOverDialog(row, people, actions, desk.today(), parent)
        dialog.to.new_asked.connect(partial(_ask_successor, desk, dialog, row))
        desk.ask(dialog, hand_over, reread=partial(_person, desk.ctx, row.id))

    desk.read(
        lambda: (choices.persons(desk.ctx), owned(desk.ctx)),
        show,
        owner=parent,
        key=("person.hand_over", id(parent)),
    )


def _ask_successor(desk: Desk, dialog: HandOverDialog, row: PersonRow, typed: str) -> None:
    """Most often only the name is new: the rest is as it was."""

    def show(known: list[tuple[str, Party]]) -> None:
        form = NewPersonDialog(
            known, desk.today(), dialog, role=row.role, name=typed, organisation=row.organisation
        )

        def submitted(fields: PersonFields) -> None:
            form.saved()
            dialog.offer(fields)

        form.submitted.connect(submitted)
        form.open()

    work = partial(choices.organisations, desk.ctx)
    desk.read(work, show, owner=dialog, key=("person.new", id(dialog)))


def offer_new_person(desk: Desk, dialog: QWidget, picker: PersonPicker) -> None:
    """Let a dialog's field add whoever is missing, and come back with that person chosen."""

    def ask(typed: str) -> None:
        def show(found: tuple[list[tuple[str, Party]], bool]) -> None:
            known, is_name = found
            form = NewPersonDialog(
                known,
                desk.today(),
                dialog,
                role="" if is_name else typed,
                name=typed if is_name else "",
            )
            desk.ask(form, add_person, choose)

        desk.read(
            lambda: (choices.organisations(desk.ctx), looks_like_a_name(typed)),
            show,
            owner=dialog,
            key=("person.new", id(dialog)),
        )

    def choose(person_id: int) -> None:
        active = partial(choices.persons, desk.ctx, active_on=desk.today())
        desk.read(active, lambda rows: picker.add(rows, person_id), owner=dialog)

    picker.new_asked.connect(ask)


def _person(ctx: AppContext, row_id: int) -> PersonRow:
    return next(row for row in choices.persons(ctx) if row.id == row_id)
