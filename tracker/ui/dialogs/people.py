"""People and roles: the list, and a person."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QDialog, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from tracker.i18n import _, format_date
from tracker.labels import label
from tracker.messages.remarks import remark_on_address
from tracker.models.enums import Party
from tracker.models.errors import Invalid
from tracker.services.people import EditPerson, PersonFields
from tracker.services.queries.choices import PersonRow
from tracker.ui.dialogs.form import C, FormDialog, text_of
from tracker.ui.dialogs.list_foot import ListFoot
from tracker.ui.dialogs.said import said
from tracker.ui.tables.list_rows import ListRow
from tracker.ui.tables.lists import RowList
from tracker.ui.widgets.buttons import Button, PrimaryButton
from tracker.ui.widgets.editors import DateField, Picker
from tracker.ui.widgets.notes import EmptyState
from tracker.ui.widgets.panels import Rule

Organisations = Sequence[tuple[str, Party]]


class _PersonDialog(FormDialog[C]):
    """The fields of a person."""

    def __init__(
        self,
        title: str,
        organisations: Organisations,
        today: date,
        row: PersonRow | None,
        parent: QWidget | None,
    ) -> None:
        super().__init__(title, parent)
        self._parties = dict(organisations)
        self._role = QLineEdit(row.role if row else "")
        self._role.setPlaceholderText(_("For example municipal police officer"))
        self._name = QLineEdit(row.name or "" if row else "")
        self._email = QLineEdit(row.email or "" if row else "")
        names = [name for name, _party in organisations]
        self._organisation = Picker([(name, name) for name in names])
        self._party = Picker([(party, label(party)) for party in Party])
        self._organisation.currentTextChanged.connect(self._on_organisation)
        self._organisation.setEditText(row.organisation if row else "")
        self._party.set_value(row.party if row else None)
        self._from = DateField(today, row.active_from if row else None)
        self._to = DateField(today, row.active_to if row else None)
        self.add_field("role", _("Role"), self._role)
        with self.row() as line:
            self.add_field(
                "organisation", _("Organisation"), self._organisation, into=line, stretch=2
            )
            self.add_field("party", _("Party"), self._party, into=line, stretch=1)
        with self.row() as line:
            self.add_field("name", _("Name"), self._name, into=line, optional=True, stretch=1)
            self.add_field("email", _("E-mail"), self._email, into=line, optional=True, stretch=1)
        # When it is written in full: every address lacks something on the way there.
        self._email.editingFinished.connect(self._remark_on_address)
        self._remark_on_address()

    def fields(self) -> PersonFields:
        """What the fields say. Raises `Invalid` for what can't be understood."""
        party = self._party.value()
        if not text_of(self._role):
            raise Invalid("field.required", field="role")
        if not text_of(self._organisation):
            raise Invalid("field.required", field="organisation")
        if party is None:
            raise Invalid("field.required", field="party")
        return PersonFields(
            text_of(self._role),
            text_of(self._organisation),
            party,
            text_of(self._name) or None,
            text_of(self._email) or None,
            self._from.value(),
            self._to.value(),
        )

    def _remark_on_address(self) -> None:
        self.note_beside("email", remark_on_address(text_of(self._email)))

    def _on_organisation(self, name: str) -> None:
        if name in self._parties:
            self._party.set_value(self._parties[name])


class NewPersonDialog(_PersonDialog[PersonFields]):
    """A new holder of a role."""

    def __init__(
        self,
        organisations: Organisations,
        today: date,
        parent: QWidget | None = None,
        *,
        role: str = "",
        name: str = "",
        organisation: str = "",
    ) -> None:
        """`role`, `name` and `organisation` are what is known from the start."""
        super().__init__(_("New person"), organisations, today, None, parent)
        self._role.setText(role)
        self._name.setText(name)
        self._organisation.setEditText(organisation)
        _add_period(self)

    def command(self) -> PersonFields:
        return self.fields()


class EditPersonDialog(_PersonDialog[EditPerson]):
    """A person as the book knows them."""

    def __init__(
        self,
        row: PersonRow,
        organisations: Organisations,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(row.role, organisations, today, row, parent)
        self._row = row
        _add_period(self)

    def command(self) -> EditPerson:
        return EditPerson(self._row.id, self._row.version, self.fields())

    def take_theirs(self, theirs: PersonRow) -> None:
        self.show_theirs(changed_fields(self._row, theirs))
        self._row = theirs


def changed_fields(before: PersonRow, now: PersonRow) -> list[tuple[str, str]]:
    """What the book says now of a person, for the fields where it isn't what was seen."""
    names = ("role", "organisation", "party", "name", "email", "active_from", "active_to")
    return [
        (name, said(getattr(now, name)))
        for name in names
        if getattr(now, name) != getattr(before, name)
    ]


def _add_period(dialog: _PersonDialog[C]) -> None:
    with dialog.row() as line:
        dialog.add_field(
            "active_from", _("In post from"), dialog._from, into=line, optional=True, stretch=1
        )
        dialog.add_field(
            "active_to", _("In post until"), dialog._to, into=line, optional=True, stretch=1
        )


class PeopleDialog(QDialog):
    """Everybody who owns something, by role. Asks for what should be done by signals."""

    new_asked = Signal()
    edit_asked = Signal(object)
    hand_over_asked = Signal(object)

    def __init__(
        self, parent: QWidget | None, *, writable: bool, person_id: int | None = None
    ) -> None:
        """`person_id` is whom to begin at."""
        super().__init__(parent)
        self._first, self._writable = person_id, writable
        self.setWindowTitle(_("People and roles"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(560, 560)
        self._rows: dict[int, PersonRow] = {}
        self._list = RowList(_("People and roles"), lines=True)
        self._list.opened.connect(self._emit(self.edit_asked))
        words = _(
            "Everybody who owns an action or answers for an occasion stands here, by role first. "
            "A successor takes over the role, and what was done stays with whoever did it."
        )
        self._none = EmptyState(
            "person",
            _("Nobody yet"),
            words,
            _("New person…") if writable else "",
            action_icon="plus",
        )
        self._none.acted.connect(self.new_asked)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._none)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._stack, 1)
        outer.addWidget(Rule())
        foot = ListFoot(self)
        hand_over = Button(_("Hand over…"), icon="person")
        hand_over.clicked.connect(lambda: self._ask(self.hand_over_asked))
        edit = Button(_("Edit…"), icon="pencil")
        edit.clicked.connect(lambda: self._ask(self.edit_asked))
        new = PrimaryButton(_("New person…"), icon="plus")
        new.clicked.connect(self.new_asked)
        self._for_row, self._new = (hand_over, edit), new
        foot.add(hand_over, edit, new)
        for button in (hand_over, edit, new):
            button.setVisible(writable)
        outer.addWidget(foot)

    def set_people(self, rows: Sequence[PersonRow]) -> None:
        """Show these people."""
        self._rows = {row.id: row for row in rows}
        self._list.set_rows(
            [ListRow(row.id, row.role, note=_line(row), party=row.party) for row in rows]
        )
        if self._first is not None and self._first in self._rows:
            self._list.choose(self._first)
        elif rows and self._list.current_id() is None:
            self._list.choose(rows[0].id)
        self._first = None
        self._stack.setCurrentWidget(self._list if rows else self._none)
        for button in self._for_row:
            button.setVisible(self._writable and bool(rows))
        self._new.setVisible(self._writable and bool(rows))

    def _ask(self, signal: SignalInstance) -> None:
        chosen = self._list.current_id()
        if chosen is not None:
            signal.emit(self._rows[chosen])

    def _emit(self, signal: SignalInstance) -> Callable[[int], None]:
        return lambda row_id: signal.emit(self._rows[row_id])


def _line(row: PersonRow) -> str:
    parts = [row.name or "", row.organisation]
    if row.active_to is not None:
        parts.append(_("until {day}").format(day=format_date(row.active_to)))
    return " · ".join(part for part in parts if part)
