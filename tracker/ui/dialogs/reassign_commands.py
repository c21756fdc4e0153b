"""Opens the dialog that gives all that somebody owns to another."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tracker.models.enums import Party
from tracker.services.people import PersonFields
from tracker.services.queries import choices
from tracker.services.queries.choices import PersonRow
from tracker.services.reassigning import Owned, owned, reassign
from tracker.services.traces import looks_like_a_name
from tracker.ui.desk import Desk
from tracker.ui.dialogs.people import NewPersonDialog
from tracker.ui.dialogs.reassign import ReassignDialog

if TYPE_CHECKING:
    from tracker.ui.main_window import MainWindow

_Found = tuple[list[PersonRow], dict[int, list[Owned]]]


def _reassign(window: "MainWindow", about: object) -> None:
    """`about` is whom to begin at."""
    desk = window.desk

    def show(found: _Found) -> None:
        people, parts = found
        leaving = about if isinstance(about, int) and about in parts else None
        dialog = ReassignDialog(people, parts, desk.today(), window, from_id=leaving)
        dialog.to.new_asked.connect(lambda typed: _ask_new(desk, dialog, typed))
        desk.ask(dialog, reassign)

    desk.read(
        lambda: (choices.persons(desk.ctx), owned(desk.ctx)),
        show,
        owner=window,
        key=("person.reassign", id(window)),
    )


def _ask_new(desk: Desk, dialog: ReassignDialog, typed: str) -> None:
    """Ask for a new person, who is added in the same step as the change."""

    def show(found: tuple[list[tuple[str, Party]], bool]) -> None:
        known, is_name = found
        role, name = ("", typed) if is_name else (typed, "")
        form = NewPersonDialog(known, desk.today(), dialog, role=role, name=name)

        def submitted(fields: PersonFields) -> None:
            form.saved()
            dialog.offer(fields)

        form.submitted.connect(submitted)
        form.open()

    desk.read(
        lambda: (choices.organisations(desk.ctx), looks_like_a_name(typed)),
        show,
        owner=dialog,
        key=("person.new", id(dialog)),
    )


HANDLERS: dict[str, Callable[["MainWindow", object], object]] = {"person.reassign": _reassign}
