"""The form of an action: everything that is entered about it, in two columns."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtWidgets import (
    QCheckBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from tracker.i18n import _
from tracker.labels import label
from tracker.messages.remarks import Period, remarks_on_dates
from tracker.models.enums import ActionKind, Party
from tracker.models.errors import Invalid
from tracker.services.actions import ActionFields
from tracker.services.queries.choices import CauseChoice, PersonRow
from tracker.ui.dialogs.action_recurrence import RecurrenceField
from tracker.ui.dialogs.form import C, FormDialog, text_of
from tracker.ui.dialogs.occasion_count import OccasionCount
from tracker.ui.dialogs.person_picker import PersonPicker
from tracker.ui.dialogs.recurrence_said import Recurrence, Span
from tracker.ui.widgets.choosers import SegmentedControl
from tracker.ui.widgets.editors import DateField, NumberField
from tracker.ui.widgets.tick_list import TickList

WIDTH = 860


@dataclass(frozen=True, slots=True)
class ActionChoices:
    """What the form offers: who can own it, which causes it can answer, units used before."""

    persons: Sequence[PersonRow]
    causes: Sequence[CauseChoice]
    units: Sequence[str]


class ActionForm(FormDialog[C]):
    """The fields of an action. Subclasses make the command."""

    def __init__(
        self,
        title: str,
        fields: ActionFields,
        choices: ActionChoices,
        today: date,
        parent: QWidget | None,
        *,
        period: Period | None = None,
        settled: Sequence[date] = (),
    ) -> None:
        """`period` is the promise's, where dates outside it are to be remarked upon.

        `settled` are the occasions that are done, missed or cancelled.
        """
        super().__init__(title, parent, width=WIDTH)
        self._today, self._period = today, period
        self.fields_seen = fields
        """What the form was filled with."""
        self.choices = choices
        self._make_what(fields)
        self._make_when(fields, today, settled)
        columns = QHBoxLayout()
        columns.setSpacing(24)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(12)
            columns.addLayout(column, 1)
        self.form.addLayout(columns)
        self._place_left(left)
        self._place_right(right)
        self._on_kind(self._kind.value())
        self._compare_counts()
        self._start_on.changed.connect(self._remark_on_dates)
        self._deadline.changed.connect(self._remark_on_dates)

    def multiline(self) -> bool:
        return True

    def _make_what(self, fields: ActionFields) -> None:
        self._title = QLineEdit(fields.title)
        self._party = SegmentedControl(
            [(party, label(party)) for party in Party], fields.party, _("Party")
        )
        self.owner = PersonPicker(
            self.choices.persons, fields.owner_id, placeholder=_("One named owner")
        )
        self._support = QLineEdit(fields.support)
        self._goal = QLineEdit(fields.goal)
        self._goal.setPlaceholderText(_("What can be seen when it is done"))
        several = len({cause.problem_number for cause in self.choices.causes}) > 1
        self._causes = TickList(
            [(cause.id, cause_words(cause, several)) for cause in self.choices.causes],
            fields.cause_ids,
            empty=_("The promise's problems have no causes yet."),
        )
        self._lawful = QCheckBox(_("Part of the plan that the law requires (2023:196)"))
        self._lawful.setChecked(fields.lawful)

    def _make_when(self, fields: ActionFields, today: date, settled: Sequence[date]) -> None:
        self._kind = SegmentedControl(
            [(kind, label(kind)) for kind in ActionKind], fields.kind, _("Kind")
        )
        self._planned = NumberField(fields.planned, decimals=3)
        self._unit = QLineEdit(fields.unit)
        self._unit.setPlaceholderText(_("patrols, visits, lamps …"))
        self._unit.setCompleter(QCompleter(list(self.choices.units), self._unit))
        self._start_on = DateField(today, fields.start_on)
        self._deadline = DateField(today, fields.deadline)
        self._recurrence = RecurrenceField(
            fields.recurrence, fields.occasions, today, self._readable_span, settled=settled
        )
        self.occasion_count = OccasionCount()
        self.occasion_count.limit_asked.connect(self._recurrence.text.setPlainText)
        self.occasion_count.quantity_asked.connect(self._planned.set_value)
        self._recurrence.changed.connect(self._compare_counts)
        self._planned.changed.connect(self._compare_counts)
        self._kind.changed.connect(self._on_kind)
        self._start_on.changed.connect(self._recurrence.refresh)
        self._deadline.changed.connect(self._recurrence.refresh)

    def _place_left(self, column: QVBoxLayout) -> None:
        self.add_field("title", _("Action"), self._title, into=column)
        self.add_field("party", _("Party"), self._party, into=column)
        self.add_field("owner_id", _("Owner"), self.owner, into=column)
        self.add_field("support", _("Together with"), self._support, into=column, optional=True)
        self.add_field("goal", _("Operational goal"), self._goal, into=column, optional=True)
        column.addStretch(1)

    def _place_right(self, column: QVBoxLayout) -> None:
        self.add_field("cause_ids", _("Causes that it answers"), self._causes, into=column)
        self.add_field("kind", _("Kind"), self._kind, into=column)
        for first, second in (
            (
                ("planned", _("Planned quantity"), self._planned),
                ("unit", _("Unit"), self._unit),
            ),
            (
                ("start_on", _("Start"), self._start_on),
                ("deadline", _("Deadline"), self._deadline),
            ),
        ):
            line = QHBoxLayout()
            line.setSpacing(12)
            column.addLayout(line)
            optional = first[0] == "planned"
            for field in (first, second):
                self.add_field(*field, into=line, stretch=1, optional=optional)
        self._when = QWidget()
        box = QVBoxLayout(self._when)
        box.setContentsMargins(0, 0, 0, 0)
        self.add_field("recurrence", _("Recurrence"), self._recurrence, into=box)
        box.addWidget(self.occasion_count)
        column.addWidget(self._when)
        column.addWidget(self._lawful)
        column.addStretch(1)

    def _on_kind(self, kind: ActionKind) -> None:
        self._when.setVisible(kind is not ActionKind.SINGLE)

    def _compare_counts(self, *_changed: object) -> None:
        """As many occasions as are promised, or not; while either is being written, nothing."""
        try:
            series, planned = self.recurrence(), self._planned.value()
        except Invalid:
            series, planned = (None, ()), None
        rule, dates = series
        # What was settled counts too, whatever is written now.
        stays = self._recurrence.settled if dates else frozenset()
        self.occasion_count.compare((rule, tuple(sorted({*dates, *stays}))), planned)

    def _remark_on_dates(self, *_changed: object) -> None:
        """What is odd about the dates as they stand. What was so when it opened is known."""
        start, deadline = self._readable_span()
        said = remarks_on_dates(start, deadline, self._today, self._period)
        if deadline == self.fields_seen.deadline:
            said.pop("deadline", None)
        for name in ("start_on", "deadline"):
            self.note_beside(name, said.get(name, ""))

    def _readable_span(self) -> Span:
        def readable(field: DateField) -> date | None:
            return field.value() if field.understood() else None

        return readable(self._start_on), readable(self._deadline)

    def recurrence(self) -> Recurrence:
        """How often it comes back. Raises `Invalid` for what can't be understood."""
        single = self._kind.value() is ActionKind.SINGLE
        return (None, ()) if single else self._recurrence.value()

    def fields(self) -> ActionFields:
        """What the form says. Raises `Invalid` for what can't be understood."""
        if not text_of(self._title):
            raise Invalid("field.required", field="title")
        kind = self._kind.value()
        start, end = self._start_on.value(), self._deadline.value()
        if start is not None and end is not None and end < start:
            # Before the dates of the series: it is these two that can't be.
            raise Invalid("dates.end_before_start", field="deadline", start=start, end=end)
        rule, dates = self.recurrence()
        return replace(
            self.fields_seen,
            title=text_of(self._title),
            party=self._party.value(),
            owner_id=self.owner.value(),
            support=text_of(self._support),
            goal=text_of(self._goal),
            start_on=start,
            deadline=end,
            kind=kind,
            planned=self._planned.value(),
            unit=text_of(self._unit),
            recurrence=rule,
            lawful=self._lawful.isChecked(),
            cause_ids=self._causes.values(),
            occasions=dates,
        )


def cause_words(cause: CauseChoice, with_problem: bool) -> str:
    """How a cause is named: its number and words, and its problem's when there are several."""
    words = f"{cause.number}  {cause.description}"
    return f"{cause.problem_title}: {words}" if with_problem else words
