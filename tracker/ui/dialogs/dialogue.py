"""The dialogs of a dialogue round: its fields, the same once more, and what came of an occasion."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.i18n import _, format_date, ngettext, weekday
from tracker.messages import explain
from tracker.models.errors import Invalid
from tracker.services.check import Finding
from tracker.services.dialogue import (
    CopyOccasion,
    CopyRound,
    EditRound,
    RecordOutcome,
    RoundFields,
    next_year,
)
from tracker.services.queries.evidence import SurveyDetail
from tracker.services.queries.rounds import RoundDetail
from tracker.ui import fonts
from tracker.ui.dialogs.form import C, FormDialog, several_lines, text_of
from tracker.ui.dialogs.said import differences
from tracker.ui.widgets.editors import DateField, NumberField, Picker
from tracker.ui.widgets.notes import QuietNote
from tracker.ui.widgets.text import Text

V = TypeVar("V")

_MOST_SHOWN = 8


class _RoundDialog(FormDialog[C]):
    """The fields of a round."""

    def __init__(
        self,
        title: str,
        municipalities: Sequence[str],
        today: date,
        fields: RoundFields | None,
        parent: QWidget | None,
    ) -> None:
        super().__init__(title, parent)
        f = fields
        self._municipality = Picker(
            [(name, name) for name in municipalities],
            f.municipality if f else next(iter(municipalities), None),
        )
        self._title = QLineEdit(f.title if f else "")
        self._title.setPlaceholderText(_("Dialogue with citizens, week 17, 2016"))
        self._starts = DateField(today, f.starts_on if f else None)
        self._ends = DateField(today, f.ends_on if f else None)
        self._purpose = several_lines(f.purpose if f else "")
        self._limitation = several_lines(f.limitation if f else "")
        self.add_field("title", _("Title"), self._title)
        with self.row() as line:
            self.add_field("starts_on", _("First day"), self._starts, into=line, stretch=1)
            self.add_field("ends_on", _("Last day"), self._ends, into=line, stretch=1)
        self.add_field("purpose", _("What it is for"), self._purpose, optional=True)
        if f is not None:
            words = _("Whom it did not reach")
            self.add_field("limitation", words, self._limitation, optional=True)
        if len(municipalities) > 1:
            self.add_field("municipality", _("Municipality"), self._municipality)

    def multiline(self) -> bool:
        return True

    def fields(self) -> RoundFields:
        """What the fields say. Raises `Invalid` for what can't be understood."""
        return RoundFields(
            _needed("municipality", self._municipality.value()),
            _needed("title", text_of(self._title)),
            _needed("starts_on", self._starts.value()),
            _needed("ends_on", self._ends.value()),
            text_of(self._purpose),
            text_of(self._limitation),
        )


class NewRoundDialog(_RoundDialog[RoundFields]):
    """A new dialogue round."""

    def __init__(
        self, municipalities: Sequence[str], today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("New dialogue round"), municipalities, today, None, parent)

    def command(self) -> RoundFields:
        return self.fields()


class EditRoundDialog(_RoundDialog[EditRound]):
    """A dialogue round as the book has it."""

    def __init__(
        self,
        detail: RoundDetail,
        municipalities: Sequence[str],
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(detail.row.title, municipalities, today, detail.fields, parent)
        self._detail = detail

    def command(self) -> EditRound:
        return EditRound(self._detail.row.id, self._detail.row.version, self.fields())

    def take_theirs(self, theirs: RoundDetail) -> None:
        self.show_theirs(differences(self._detail.fields, theirs.fields))
        self._detail = theirs


class CopyRoundDialog(FormDialog[CopyRound]):
    """The same round once more, by default on the same weekdays of the same week next year."""

    def __init__(self, detail: RoundDetail, today: date, parent: QWidget | None = None) -> None:
        super().__init__(_("Plan the round once more"), parent, save=_("Plan"))
        self._detail = detail
        first = next_year(detail.row.starts_on)
        self._title = QLineEdit(
            detail.row.title.replace(str(detail.row.starts_on.year), str(first.year))
        )
        self._starts = DateField(today, first)
        self.add_field("title", _("Title"), self._title)
        self.add_field("starts_on", _("First day"), self._starts)
        self._weekday = QuietNote("")
        self.form.addWidget(self._weekday)
        self._days = Text("", fonts.caption(tabular=True), "text2", wrap=True)
        self.form.addWidget(self._days)
        kept = _("Hours, places, audiences, who is responsible and material come along.")
        self.form.addWidget(Text(kept, fonts.body(), "text2", wrap=True))
        self._starts.changed.connect(self._show_days)
        self._show_days(first)

    def _show_days(self, first: date | None) -> None:
        row = self._detail.row
        self._days.setVisible(first is not None)
        differs = first is not None and first.weekday() != row.starts_on.weekday()
        self._weekday.setVisible(differs)
        if first is None:
            return
        words = _("Last time it began on a {weekday}.")
        self._weekday.setText(words.format(weekday=weekday(row.starts_on)))
        later = first - row.starts_on
        lines = [
            f"{weekday(one.held_on + later, short=True)} {format_date(one.held_on + later)}  "
            f"{one.title}"
            for one in self._detail.occasions
        ]
        more = len(lines) - _MOST_SHOWN
        if more > 0:
            words = ngettext("And {count} more.", "And {count} more.", more)
            lines[_MOST_SHOWN:] = [words.format(count=more)]
        self._days.setText("\n".join(lines))

    def days(self) -> str:
        """The days of the occasions to be, for assistive tools and tests."""
        return self._days.text()

    def command(self) -> CopyRound:
        return CopyRound(
            self._detail.row.id,
            _needed("title", text_of(self._title)),
            _needed("starts_on", self._starts.value()),
        )


class CopyOccasionDialog(FormDialog[CopyOccasion]):
    """The same occasion on another day."""

    def __init__(self, detail: SurveyDetail, today: date, parent: QWidget | None = None) -> None:
        super().__init__(_("The same occasion on another day"), parent, save=_("Plan"), width=440)
        self._survey_id = detail.row.id
        self.form.addWidget(Text(detail.row.title, fonts.section_title(), wrap=True))
        self._held_on = DateField(today)
        self.add_field("held_on", _("Date"), self._held_on)

    def command(self) -> CopyOccasion:
        return CopyOccasion(self._survey_id, _needed("held_on", self._held_on.value()))


class OutcomeDialog(FormDialog[RecordOutcome]):
    """Efteråt: how many were met, how many of them answered, what they said, who was missing."""

    def __init__(self, detail: SurveyDetail, parent: QWidget | None = None) -> None:
        super().__init__(_("Afterwards"), parent)
        self._detail = detail
        f = detail.fields
        when = format_date(f.held_on, "long")
        self.form.addWidget(Text(f.title, fonts.section_title(), wrap=True))
        self.form.addWidget(Text(when, fonts.caption(tabular=True), "text2"))
        self._asked = NumberField(_number(f.asked), "", 0)
        self._answered = NumberField(_number(f.answered), "", 0)
        self._result = several_lines(f.result or "")
        self._limitation = several_lines(f.limitation or "")
        self._limitation.setPlaceholderText(_("No answers from the elderly"))
        with self.row() as line:
            self.add_field(
                "asked", _("Met or asked"), self._asked, into=line, optional=True, stretch=1
            )
            self.add_field(
                "answered", _("Answered"), self._answered, into=line, optional=True, stretch=1
            )
        self.add_field("result", _("What was said, in short"), self._result, optional=True)
        words = _("Who or what it does not cover")
        self.add_field("limitation", words, self._limitation, optional=True)
        for number in (self._asked, self._answered):
            number.textChanged.connect(self._look)
        self._look()

    def _look(self) -> None:
        """More answers than people met is most often a slip."""
        asked, answered = (
            field.value() if field.understood() else None for field in (self._asked, self._answered)
        )
        too_many = asked is not None and answered is not None and answered > asked
        finding = Finding("occasion.more_answered", {"asked": asked, "answered": answered})
        self.note_beside("answered", explain(finding) if too_many else "")

    def multiline(self) -> bool:
        return True

    def command(self) -> RecordOutcome:
        asked, answered = self._asked.value(), self._answered.value()
        return RecordOutcome(
            self._detail.row.id,
            self._detail.row.version,
            None if asked is None else int(asked),
            None if answered is None else int(answered),
            text_of(self._result) or None,
            text_of(self._limitation) or None,
        )

    def take_theirs(self, theirs: SurveyDetail) -> None:
        self.show_theirs(differences(self._detail.fields, theirs.fields))
        self._detail = theirs


def _number(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _needed(name: str, value: V | None) -> V:
    if value is None or value == "":
        raise Invalid("field.required", field=name)
    return value
