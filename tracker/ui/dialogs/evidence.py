"""Surveys, problems, evidence: the dialogs behind Underlag and Problem."""

from datetime import date, time
from decimal import Decimal

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from tracker.i18n import _, format_time
from tracker.labels import label
from tracker.models.enums import SurveyMethod
from tracker.models.errors import Invalid
from tracker.services.problems import AddEvidence, EditProblem, ProblemFields
from tracker.services.queries.evidence import ProblemDetail, SurveyDetail, SurveyRow
from tracker.services.surveys import EditSurvey, SurveyFields
from tracker.ui.dialogs.form import C, FormDialog, text_of
from tracker.ui.dialogs.said import differences
from tracker.ui.widgets.editors import DateField, NumberField, Picker


def _several_lines(text: str, height: int = 64) -> QPlainTextEdit:
    field = QPlainTextEdit(text)
    field.setTabChangesFocus(True)
    field.setFixedHeight(height)
    return field


class _SurveyDialog(FormDialog[C]):
    """The fields of a survey."""

    def __init__(
        self,
        title: str,
        municipalities: list[str],
        today: date,
        fields: SurveyFields | None,
        parent: QWidget | None,
    ) -> None:
        super().__init__(title, parent, width=640)
        f = fields
        self._municipality = Picker(
            [(name, name) for name in municipalities],
            f.municipality if f else (municipalities[0] if municipalities else None),
        )
        self._title = QLineEdit(f.title if f else "")
        self._method = Picker([(m, label(m)) for m in SurveyMethod], f.method if f else None)
        self._held_on = DateField(today, f.held_on if f else None)
        self._starts = QLineEdit(_hours(f.starts_at) if f else "")
        self._ends = QLineEdit(_hours(f.ends_at) if f else "")
        self._place = QLineEdit(f.place or "" if f else "")
        self._audience = QLineEdit(f.audience or "" if f else "")
        self._asked = NumberField(_number(f.asked) if f else None, "", 0)
        self._answered = NumberField(_number(f.answered) if f else None, "", 0)
        self._result = _several_lines(f.result or "" if f else "")
        self._limitation = _several_lines(f.limitation or "" if f else "", 48)
        self._retention = DateField(today, f.retention_until if f else None)
        self.add_field("title", _("What it was"), self._title)
        with self.row() as line:
            self.add_field("method", _("Method"), self._method, into=line, stretch=2)
            self.add_field("held_on", _("Date"), self._held_on, into=line, stretch=2)
            self.add_field(
                "starts_at", _("From"), self._starts, into=line, optional=True, stretch=1
            )
            self.add_field("ends_at", _("To"), self._ends, into=line, optional=True, stretch=1)
        with self.row() as line:
            self.add_field("place", _("Place"), self._place, into=line, optional=True, stretch=1)
            self.add_field(
                "audience", _("Audience"), self._audience, into=line, optional=True, stretch=1
            )
        with self.row() as line:
            self.add_field("asked", _("Asked"), self._asked, into=line, optional=True, stretch=1)
            self.add_field(
                "answered", _("Answered"), self._answered, into=line, optional=True, stretch=1
            )
            self.add_field(
                "retention_until",
                _("Answers are kept until"),
                self._retention,
                into=line,
                optional=True,
                stretch=2,
            )
        self.add_field("result", _("Result"), self._result, optional=True)
        self.add_field(
            "limitation", _("Who or what it does not cover"), self._limitation, optional=True
        )
        self.add_field("municipality", _("Municipality"), self._municipality)

    def multiline(self) -> bool:
        return True

    def fields(self) -> SurveyFields:
        """What the fields say. Raises `Invalid` for what can't be understood."""
        method, held_on, municipality = (
            self._method.value(),
            self._held_on.value(),
            self._municipality.value(),
        )
        for name, value in (
            ("title", text_of(self._title)),
            ("method", method),
            ("held_on", held_on),
            ("municipality", municipality),
        ):
            if not value:
                raise Invalid("field.required", field=name)
        assert method is not None
        assert held_on is not None
        assert municipality is not None
        asked, answered = self._asked.value(), self._answered.value()
        return SurveyFields(
            municipality,
            text_of(self._title),
            method,
            held_on,
            _time(self._starts, "starts_at"),
            _time(self._ends, "ends_at"),
            text_of(self._place) or None,
            text_of(self._audience) or None,
            None if asked is None else int(asked),
            None if answered is None else int(answered),
            text_of(self._result) or None,
            text_of(self._limitation) or None,
            self._retention.value(),
        )


class NewSurveyDialog(_SurveyDialog[SurveyFields]):
    """A new source of evidence."""

    def __init__(
        self, municipalities: list[str], today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("New survey"), municipalities, today, None, parent)

    def command(self) -> SurveyFields:
        return self.fields()


class EditSurveyDialog(_SurveyDialog[EditSurvey]):
    """A survey as the book has it."""

    def __init__(
        self,
        detail: SurveyDetail,
        municipalities: list[str],
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(detail.row.title, municipalities, today, detail.fields, parent)
        self._detail = detail

    def command(self) -> EditSurvey:
        return EditSurvey(self._detail.row.id, self._detail.row.version, self.fields())

    def take_theirs(self, theirs: SurveyDetail) -> None:
        self.show_theirs(differences(self._detail.fields, theirs.fields))
        self._detail = theirs


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
        self._what = _several_lines(f.what if f else "", 84)
        self._place = QLineEdit(f.place or "" if f else "")
        self._time = QLineEdit(f.time or "" if f else "")
        self._focus = QLineEdit(f.focus_area or "" if f else "")
        self._group = QLineEdit(f.affected_group or "" if f else "")
        self._priority = NumberField(_number(f.priority) if f else None, "", 0)
        self._why = QLineEdit(f.priority_reason or "" if f else "")
        self._lawful = QCheckBox(_("Part of the action plan that the law asks for (2023:196)"))
        self._lawful.setChecked(bool(f and f.lawful))
        self._decided = DateField(today, f.decided_on if f else None)
        self._dnr = QLineEdit(f.decision_dnr or "" if f else "")
        self.add_field("title", _("The problem in a few words"), self._title)
        self.add_field("what", _("What happens, in whole sentences"), self._what)
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


class EvidenceDialog(FormDialog[AddEvidence]):
    """A problem rests on a survey: which, and what it says."""

    def __init__(
        self, problem_id: int, surveys: list[SurveyRow], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Add evidence"), parent)
        self._problem_id = problem_id
        self._survey = Picker([(row.id, f"{row.held_on:%Y-%m-%d} {row.title}") for row in surveys])
        self._statement = QLineEdit()
        self._statement.setPlaceholderText(_("For example: 26 % want a better outdoor environment"))
        self.add_field("survey_id", _("Survey"), self._survey)
        self.add_field("statement", _("What it says, with its figure"), self._statement)

    def command(self) -> AddEvidence:
        survey = self._survey.value()
        if survey is None:
            raise Invalid("field.required", field="survey_id")
        return AddEvidence(self._problem_id, survey, text_of(self._statement))


def _number(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _hours(value: time | None) -> str:
    return "" if value is None else format_time(value)


def _time(field: QLineEdit, name: str) -> time | None:
    text = text_of(field).replace(".", ":")
    if not text:
        return None
    try:
        return time.fromisoformat(text if ":" in text else f"{int(text):02}:00")
    except ValueError as error:
        raise Invalid("input.time", field=name, value=text_of(field)) from error
