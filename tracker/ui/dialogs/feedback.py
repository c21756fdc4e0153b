"""Feedback to citizens: planned, changed, or marked as given."""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.i18n import _, format_date, format_number
from tracker.models.errors import Invalid
from tracker.services.follow_up import EditFeedback, FeedbackFields
from tracker.services.queries.plan import FeedbackRow
from tracker.ui.dialogs.form import C, FormDialog, text_of
from tracker.ui.widgets.editors import DateField, NoteField, NumberField


class _FeedbackDialog(FormDialog[C]):
    """The fields that planned and given feedback share."""

    def __init__(
        self,
        title: str,
        promise_id: int,
        today: date,
        fields: FeedbackFields | None,
        parent: QWidget | None,
    ) -> None:
        super().__init__(title, parent)
        self._promise_id = promise_id
        self._audience = QLineEdit(fields.audience if fields else "")
        self._channel = QLineEdit(fields.channel if fields else "")
        self._audience.setPlaceholderText(_("For example residents in the centre"))
        self._channel.setPlaceholderText(_("For example a meeting in the square"))
        self._planned_on = DateField(today, fields.planned_on if fields else None)
        self._text = NoteField(
            _("What was promised, what was done, and what was not and why"),
            fields.text if fields else "",
        )
        self._done_on = DateField(today, fields.done_on if fields else None)
        self._hours = NumberField(fields.hours if fields else None, _("hours"), 1)
        with self.row() as line:
            self.add_field("audience", _("Audience"), self._audience, into=line, stretch=1)
            self.add_field("channel", _("Channel"), self._channel, into=line, stretch=1)

    def multiline(self) -> bool:
        return True

    def fields(self) -> FeedbackFields:
        """What the fields say. Raises `Invalid` for what can't be understood."""
        planned_on = self._planned_on.value()
        if planned_on is None:
            raise Invalid("field.required", field="planned_on")
        return FeedbackFields(
            self._promise_id,
            text_of(self._audience),
            text_of(self._channel),
            planned_on,
            self._done_on.value(),
            self._text.value(),
            self._hours.value(),
        )


class PlanFeedbackDialog(_FeedbackDialog[FeedbackFields]):
    """Feedback that will be given on a day."""

    def __init__(self, promise_id: int, today: date, parent: QWidget | None = None) -> None:
        super().__init__(_("Plan feedback"), promise_id, today, None, parent)
        self.add_field("planned_on", _("Planned for"), self._planned_on)
        self.add_field("text", _("Text"), self._text, optional=True)

    def command(self) -> FeedbackFields:
        return replace(self.fields(), done_on=None, hours=None)


class EditFeedbackDialog(_FeedbackDialog[EditFeedback]):
    """Feedback as it was planned or given. A day in "given" says that it was."""

    def __init__(
        self,
        promise_id: int,
        row: FeedbackRow,
        today: date,
        parent: QWidget | None = None,
        *,
        done_on: date | None = None,
    ) -> None:
        """`done_on` is offered as the day it was given, when it isn't given yet."""
        fields = FeedbackFields(
            promise_id,
            row.audience,
            row.channel,
            row.planned_on,
            row.done_on or done_on,
            row.text,
            row.hours,
        )
        title = _("Feedback") if done_on is None else _("Feedback given")
        super().__init__(title, promise_id, today, fields, parent)
        self._seen = row
        with self.row() as line:
            self.add_field("planned_on", _("Planned for"), self._planned_on, into=line)
            self.add_field(
                "done_on", _("Given on"), self._done_on, into=line, optional=done_on is None
            )
            self.add_field("hours", _("Time spent"), self._hours, into=line, optional=True)
        self.add_field("text", _("Text"), self._text, optional=True)

    def command(self) -> EditFeedback:
        return EditFeedback(self._seen.id, self._seen.version, self.fields())

    def take_theirs(self, theirs: FeedbackRow) -> None:
        self._seen = theirs
        self.show_theirs(
            [
                ("audience", theirs.audience),
                ("channel", theirs.channel),
                ("planned_on", format_date(theirs.planned_on)),
                ("done_on", format_date(theirs.done_on) if theirs.done_on else "–"),
                ("hours", format_number(theirs.hours) if theirs.hours is not None else "–"),
                ("text", theirs.text or "–"),
            ]
        )
