"""The dialogs behind Underlag: one source of evidence."""

from datetime import date, time
from decimal import Decimal

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.i18n import _, format_time
from tracker.labels import label
from tracker.models.enums import SurveyMethod
from tracker.models.errors import Invalid
from tracker.services.queries.evidence import SurveyDetail
from tracker.services.surveys import EditSurvey, SurveyFields
from tracker.ui.dialogs.form import C, FormDialog, several_lines, text_of
from tracker.ui.dialogs.said import differences
from tracker.ui.widgets.editors import DateField, NumberField, Picker


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
        self._result = several_lines(f.result or "" if f else "")
        self._limitation = several_lines(f.limitation or "" if f else "", 48)
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
