"""The dialogs behind Problem: what is wrong, where, when, and why it comes first."""

from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from tracker.i18n import _
from tracker.models.errors import Invalid
from tracker.services.problems import AddProblemFromTheme, EditProblem, ProblemFields
from tracker.services.queries.evidence import ProblemDetail
from tracker.services.queries.evidence_choices import Source
from tracker.ui.dialogs.form import C, FormDialog, several_lines, text_of
from tracker.ui.dialogs.said import differences
from tracker.ui.widgets.editors import DateField, NumberField, Picker


class _ProblemDialog(FormDialog[C]):
    """The fields of a problem."""

    def __init__(
        self,
        title: str,
        municipalities: list[str],
        today: date,
        fields: ProblemFields | None,
        parent: QWidget | None,
    ) -> None:
        super().__init__(title, parent, width=640)
        f = fields
        self._municipality = Picker(
            [(name, name) for name in municipalities],
            f.municipality if f else (municipalities[0] if municipalities else None),
        )
        self._title = QLineEdit(f.title if f else "")
        self._what = several_lines(f.what if f else "", 84)
        self._place = QLineEdit(f.place or "" if f else "")
        self._time = QLineEdit(f.time or "" if f else "")
        self._focus = QLineEdit(f.focus_area or "" if f else "")
        self._group = QLineEdit(f.affected_group or "" if f else "")
        self._priority = NumberField(
            Decimal(f.priority) if f and f.priority is not None else None, "", 0
        )
        self._why = QLineEdit(f.priority_reason or "" if f else "")
        self._lawful = QCheckBox(_("Part of the action plan that the law asks for (2023:196)"))
        self._lawful.setChecked(bool(f and f.lawful))
        self._decided = DateField(today, f.decided_on if f else None)
        self._dnr = QLineEdit(f.decision_dnr or "" if f else "")
        self.add_first_fields()
        self.add_field("title", _("The problem in a few words"), self._title)
        self.add_field("what", _("What happens, in whole sentences"), self._what, optional=True)
        with self.row() as line:
            self.add_field("place", _("Where"), self._place, into=line, optional=True, stretch=1)
            self.add_field("time", _("When"), self._time, into=line, optional=True, stretch=1)
        with self.row() as line:
            self.add_field(
                "focus_area", _("Focus area"), self._focus, into=line, optional=True, stretch=1
            )
            self.add_field(
                "affected_group",
                _("Whom it hits"),
                self._group,
                into=line,
                optional=True,
                stretch=1,
            )
        with self.row() as line:
            self.add_field(
                "priority", _("Priority"), self._priority, into=line, optional=True, stretch=1
            )
            self.add_field(
                "priority_reason", _("Why"), self._why, into=line, optional=True, stretch=3
            )
        self.form.addWidget(self._lawful)
        with self.row() as line:
            self.add_field(
                "decided_on", _("Decided on"), self._decided, into=line, optional=True, stretch=1
            )
            self.add_field(
                "decision_dnr", _("Diary number"), self._dnr, into=line, optional=True, stretch=1
            )
            self.add_field(
                "municipality", _("Municipality"), self._municipality, into=line, stretch=1
            )

    def add_first_fields(self) -> None:
        """What stands above the problem's own fields; by default nothing."""

    def multiline(self) -> bool:
        return True

    def fields(self) -> ProblemFields:
        """What the fields say. Raises `Invalid` for what can't be understood."""
        municipality, priority = self._municipality.value(), self._priority.value()
        if municipality is None:
            raise Invalid("field.required", field="municipality")
        return ProblemFields(
            municipality,
            text_of(self._title),
            text_of(self._what),
            text_of(self._place) or None,
            text_of(self._time) or None,
            text_of(self._focus) or None,
            text_of(self._group) or None,
            None if priority is None else int(priority),
            text_of(self._why) or None,
            self._lawful.isChecked(),
            self._decided.value(),
            text_of(self._dnr) or None,
        )


class NewProblemDialog(_ProblemDialog[ProblemFields]):
    """A new problem."""

    def __init__(
        self, municipalities: list[str], today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("New problem"), municipalities, today, None, parent)

    def command(self) -> ProblemFields:
        return self.fields()


class ProblemFromThemeDialog(_ProblemDialog[AddProblemFromTheme]):
    """A new problem that a theme of the answers shows; the theme becomes its first evidence."""

    def __init__(
        self,
        theme: Source,
        municipalities: list[str],
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        self._theme = theme
        self._statement = QLineEdit(theme.statement)
        super().__init__(_("New problem from a theme"), municipalities, today, None, parent)
        self._title.setText(theme.title[:1].upper() + theme.title[1:])
        self._title.setFocus()
        self._title.selectAll()

    def add_first_fields(self) -> None:
        self.add_field("statement", _("What the answers say"), self._statement)

    def command(self) -> AddProblemFromTheme:
        return AddProblemFromTheme(self._theme.id, text_of(self._statement), self.fields())


class EditProblemDialog(_ProblemDialog[EditProblem]):
    """A problem as the book has it."""

    def __init__(
        self,
        detail: ProblemDetail,
        municipalities: list[str],
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(detail.row.title, municipalities, today, detail.fields, parent)
        self._detail = detail

    def command(self) -> EditProblem:
        return EditProblem(self._detail.row.id, self._detail.row.version, self.fields())

    def take_theirs(self, theirs: ProblemDetail) -> None:
        self.show_theirs(differences(self._detail.fields, theirs.fields))
        self._detail = theirs
