"""The dialogs behind Underlag: one source of evidence, which may be an occasion of a dialogue."""

from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.labels import label
from tracker.messages import explain
from tracker.models.enums import SurveyMethod
from tracker.models.errors import Invalid
from tracker.services.occasions import occasion_notes
from tracker.services.queries.evidence import SurveyDetail
from tracker.services.queries.rounds import SurveyChoices
from tracker.services.surveys import EditSurvey, SurveyFields
from tracker.ui.dialogs.form import C, FormDialog, several_lines, text_of
from tracker.ui.dialogs.hours import hour_of, hour_words
from tracker.ui.dialogs.person_picker import PersonPicker
from tracker.ui.dialogs.said import differences, said
from tracker.ui.widgets.editors import DateField, NumberField, Picker
from tracker.ui.widgets.notes import QuietNote
from tracker.ui.widgets.panels import Rule

_BESIDE_TWO_LINES = 96
"""As high as two fields above each other, without the first one's label."""


class _SurveyDialog(FormDialog[C]):
    """The fields of a survey: what is planned above the line, what came of it below."""

    def __init__(
        self,
        title: str,
        offered: SurveyChoices,
        today: date,
        fields: SurveyFields | None,
        parent: QWidget | None,
        *,
        survey_id: int | None = None,
    ) -> None:
        super().__init__(title, parent, width=640)
        f = fields
        self._offered, self._survey_id = offered, survey_id
        names = offered.municipalities
        self._municipality = Picker(
            [(name, name) for name in names], f.municipality if f else next(iter(names), None)
        )
        self._title = QLineEdit(f.title if f else "")
        self._method = Picker([(m, label(m)) for m in SurveyMethod], f.method if f else None)
        self._held_on = DateField(today, f.held_on if f else None)
        self._starts = QLineEdit(hour_words(f.starts_at) if f else "")
        self._ends = QLineEdit(hour_words(f.ends_at) if f else "")
        self._place = QLineEdit(f.place or "" if f else "")
        self._audience = QLineEdit(f.audience or "" if f else "")
        self._round = Picker(
            [(row.id, row.title) for row in offered.rounds], f.round_id if f else None
        )
        self.responsible = PersonPicker(offered.people, f.responsible_id if f else None)
        self._material = several_lines(f.material or "" if f else "", _BESIDE_TWO_LINES)
        self._material.setPlaceholderText(_("One thing to a line"))
        self._asked = NumberField(_number(f.asked) if f else None, "", 0)
        self._answered = NumberField(_number(f.answered) if f else None, "", 0)
        self._result = several_lines(f.result or "" if f else "")
        self._limitation = several_lines(f.limitation or "" if f else "")
        self._retention = DateField(today, f.retention_until if f else None)
        self._doubts = QuietNote("")
        self._add_planned(been=f is not None and f.held_on < today)
        self.form.addWidget(Rule())
        self._add_outcome()
        if len(names) > 1:
            self.add_field("municipality", _("Municipality"), self._municipality)
        self.form.addWidget(self._doubts)
        self._listen()
        self._look()

    def _add_planned(self, *, been: bool) -> None:
        self.add_field("title", _("What it was") if been else _("What"), self._title)
        with self.row() as line:
            self.add_field("method", _("Method"), self._method, into=line, stretch=2)
            self.add_field("held_on", _("Date"), self._held_on, into=line, stretch=2)
            for name, words, field in (
                ("starts_at", _("From"), self._starts),
                ("ends_at", _("To"), self._ends),
            ):
                self.add_field(name, words, field, into=line, optional=True, stretch=1)
        with self.row() as line:
            left = QVBoxLayout()
            left.setSpacing(12)
            line.addLayout(left, 2)
            for pair in (
                (
                    ("place", _("Place"), self._place),
                    ("audience", _("Audience"), self._audience),
                ),
                (
                    ("round_id", _("Dialogue round"), self._round),
                    ("responsible_id", _("Responsible"), self.responsible),
                ),
            ):
                both = QHBoxLayout()
                both.setSpacing(16)
                left.addLayout(both)
                for name, words, widget in pair:
                    self.add_field(name, words, widget, into=both, optional=True, stretch=1)
            left.addStretch(1)
            self.add_field(
                "material", _("Material"), self._material, into=line, optional=True, stretch=1
            )

    def _add_outcome(self) -> None:
        with self.row() as line:
            self.add_field(
                "asked", _("Number asked"), self._asked, into=line, optional=True, stretch=1
            )
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
        with self.row() as line:
            self.add_field("result", _("Result"), self._result, into=line, optional=True, stretch=1)
            self.add_field(
                "limitation",
                _("Who or what it does not cover"),
                self._limitation,
                into=line,
                optional=True,
                stretch=1,
            )

    def _listen(self) -> None:
        for line in (self._held_on, self._starts, self._ends, self._asked, self._answered):
            line.textChanged.connect(self._look)
        self._round.changed.connect(self._look)
        self.responsible.changed.connect(self._look)

    def _look(self) -> None:
        """Say what looks wrong, as far as it can be understood; it can be saved all the same."""
        sentences: list[str] = []
        try:
            fields = self._values(title="–", method=SurveyMethod.SQUARE_TALK)
        except Invalid:
            pass
        else:
            days = {row.id: (row.starts_on, row.ends_on) for row in self._offered.rounds}
            within = days.get(fields.round_id or 0)
            found = occasion_notes(fields, within, self._offered.booked, self._survey_id)
            sentences = [explain(finding) for finding in found]
        self._doubts.setText("\n".join(sentences))
        self._doubts.setVisible(bool(sentences))

    def doubts(self) -> str:
        """What looks wrong, for assistive tools and tests."""
        return self._doubts.text()

    def multiline(self) -> bool:
        return True

    def fields(self) -> SurveyFields:
        """What the fields say. Raises `Invalid` for what can't be understood."""
        return self._values(text_of(self._title), self._method.value())

    def _values(self, title: str, method: SurveyMethod | None) -> SurveyFields:
        held_on, municipality = self._held_on.value(), self._municipality.value()
        for name, value in (
            ("title", title),
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
            title,
            method,
            held_on,
            hour_of(self._starts, "starts_at"),
            hour_of(self._ends, "ends_at"),
            text_of(self._place) or None,
            text_of(self._audience) or None,
            None if asked is None else int(asked),
            None if answered is None else int(answered),
            text_of(self._result) or None,
            text_of(self._limitation) or None,
            self._retention.value(),
            self._round.value(),
            self.responsible.value(),
            text_of(self._material) or None,
        )


class NewSurveyDialog(_SurveyDialog[SurveyFields]):
    """A new source of evidence; of a dialogue round it is a new occasion."""

    def __init__(
        self,
        offered: SurveyChoices,
        today: date,
        parent: QWidget | None = None,
        *,
        round_id: int | None = None,
    ) -> None:
        title = _("New survey") if round_id is None else _("New occasion")
        super().__init__(title, offered, today, None, parent)
        self._round.set_value(round_id)
        of = next((row for row in offered.rounds if row.id == round_id), None)
        if of is not None:
            self._held_on.set_value(of.starts_on)

    def command(self) -> SurveyFields:
        return self.fields()


class EditSurveyDialog(_SurveyDialog[EditSurvey]):
    """A survey as the book has it."""

    def __init__(
        self,
        detail: SurveyDetail,
        offered: SurveyChoices,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        row = detail.row
        super().__init__(row.title, offered, today, detail.fields, parent, survey_id=row.id)
        self._detail = detail

    def command(self) -> EditSurvey:
        return EditSurvey(self._detail.row.id, self._detail.row.version, self.fields())

    def take_theirs(self, theirs: SurveyDetail) -> None:
        named = {"round_id": theirs.round_title, "responsible_id": theirs.row.responsible}
        differing = differences(self._detail.fields, theirs.fields)
        self.show_theirs([(name, said(named.get(name, value))) for name, value in differing])
        self._detail = theirs


def _number(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)
