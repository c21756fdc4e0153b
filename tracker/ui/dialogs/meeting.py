"""The dialogs of a meeting: what it is, a point of one's own, who sees to a point, and its end."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.i18n import _, format_date, ngettext
from tracker.models.enums import PointState
from tracker.models.errors import Invalid
from tracker.services.agenda import proposed_next
from tracker.services.meeting_points import AddPoint
from tracker.services.meetings import Called, CloseMeeting, EditMeeting, MeetingFields, NewMeeting
from tracker.services.queries.choices import Choice, PersonRow
from tracker.services.queries.meetings import MeetingDetail, MeetingRow, PointRow
from tracker.ui import fonts
from tracker.ui.dialogs.form import C, FormDialog, several_lines, text_of
from tracker.ui.dialogs.hours import hour_of, hour_words
from tracker.ui.dialogs.person_picker import PersonPicker
from tracker.ui.dialogs.said import differences
from tracker.ui.widgets.editors import DateField, Picker
from tracker.ui.widgets.notes import IconText
from tracker.ui.widgets.text import Text

_CALLED_HEIGHT = 148


class _MeetingDialog(FormDialog[C]):
    """The fields of a meeting. Those who are called stand one on each line."""

    def __init__(
        self,
        title: str,
        fields: MeetingFields,
        people: Sequence[PersonRow],
        today: date,
        parent: QWidget | None,
        *,
        starts: Mapping[int, date],
        save: str = "",
    ) -> None:
        """`starts` are the first days of the agreements' periods."""
        super().__init__(title, parent, save=save)
        self._agreement_starts = starts
        self._known = {row.words: row.id for row in people}
        self._known |= {c.name: c.person_id for c in fields.called if c.person_id is not None}
        self._note = fields.note
        self._title = QLineEdit(fields.title)
        self._held_on = DateField(today, fields.held_on)
        self._starts = QLineEdit(hour_words(fields.starts_at))
        self._starts.setPlaceholderText("09:00")
        self._place = QLineEdit(fields.place)
        self._called = several_lines("\n".join(c.name for c in fields.called), _CALLED_HEIGHT)
        self._chair = QLineEdit(fields.chair)
        self._secretary = QLineEdit(fields.secretary)
        self._next_on = DateField(today, fields.next_on)
        self.add_field("title", _("Title"), self._title)
        with self.row() as line:
            self.add_field("held_on", _("Date"), self._held_on, into=line, stretch=2)
            self.add_field("starts_at", _("Hour"), self._starts, into=line, optional=True)
        self.add_field("place", _("Place"), self._place, optional=True)
        words = _("Called, one on each line")
        self.add_field("called", words, self._called, optional=True)
        with self.row() as line:
            self.add_field("chair", _("Chair"), self._chair, into=line, optional=True, stretch=1)
            self.add_field(
                "secretary", _("Secretary"), self._secretary, into=line, optional=True, stretch=1
            )
        self.add_field("next_on", _("Next meeting"), self._next_on, optional=True)

        self._held_on.changed.connect(self.note_period)

    def multiline(self) -> bool:
        return True

    def agreement_id(self) -> int | None:
        """What the meeting is about."""
        raise NotImplementedError

    def note_period(self, _changed: object = None) -> None:
        """A meeting before there was an agreement is odd, but may have been held."""
        start = self._agreement_starts.get(self.agreement_id() or 0)
        try:
            day = self._held_on.value()
        except Invalid:
            return
        early = start is not None and day is not None and day < start
        words = _("Before the agreement’s period, which begins {date}. It can be saved.")
        said = words.format(date=format_date(start, "long")) if start is not None else ""
        self.note_beside("held_on", said if early else "")

    def fields(self) -> MeetingFields:
        """What the fields say. Raises `Invalid` for what can't be understood."""
        held_on = self._held_on.value()
        if held_on is None:
            raise Invalid("field.required", field="held_on")
        names = [line.strip() for line in text_of(self._called).splitlines()]
        return MeetingFields(
            text_of(self._title),
            held_on,
            hour_of(self._starts, "starts_at"),
            text_of(self._place),
            text_of(self._chair),
            text_of(self._secretary),
            self._next_on.value(),
            self._note,
            tuple(Called(name, self._known.get(name)) for name in names if name),
        )


class NewMeetingDialog(_MeetingDialog[NewMeeting]):
    """A new meeting, which begins as the one before was."""

    def __init__(
        self,
        fields: MeetingFields,
        agreements: Sequence[Choice],
        people: Sequence[PersonRow],
        today: date,
        parent: QWidget | None = None,
        *,
        starts: Mapping[int, date],
    ) -> None:
        self._agreement = Picker([(c.id, c.text) for c in agreements], agreements[0].id)
        save = _("Plan the meeting")
        super().__init__(_("New meeting"), fields, people, today, parent, starts=starts, save=save)
        if len(agreements) > 1:
            self.add_field("agreement_id", _("Agreement"), self._agreement)
        words = _("The agenda is made from the book, and can be changed until the meeting starts.")
        self.form.addWidget(IconText("info", words))

        self._agreement.currentIndexChanged.connect(self.note_period)
        self.note_period()

    def agreement_id(self) -> int | None:
        return self._agreement.value()

    def command(self) -> NewMeeting:
        agreement = self._agreement.value()
        if agreement is None:
            raise Invalid("field.required", field="agreement_id")
        return NewMeeting(agreement, self.fields())


class EditMeetingDialog(_MeetingDialog[EditMeeting]):
    """A meeting as the book has it."""

    def __init__(
        self,
        detail: MeetingDetail,
        people: Sequence[PersonRow],
        today: date,
        parent: QWidget | None = None,
        *,
        starts: Mapping[int, date],
    ) -> None:
        self._detail = detail
        super().__init__(detail.row.title, detail.fields, people, today, parent, starts=starts)
        self.note_period()

    def agreement_id(self) -> int | None:
        return self._detail.row.agreement_id

    def command(self) -> EditMeeting:
        return EditMeeting(self._detail.row.id, self._detail.row.version, self.fields())

    def take_theirs(self, theirs: MeetingDetail) -> None:
        self.show_theirs(differences(self._detail.fields, theirs.fields))
        self._detail = theirs


class StartEarlyDialog(FormDialog[MeetingRow]):
    """A meeting is called for a later day: is it held today?"""

    def __init__(self, row: MeetingRow, today: date, parent: QWidget | None = None) -> None:
        super().__init__(_("Start the meeting"), parent, save=_("Start the meeting"), width=480)
        self._row = row
        words = _(
            "The meeting is called for {day}. If it starts now, it is held today, {today}. The "
            "agenda keeps its points, with the facts of today."
        ).format(day=format_date(row.held_on, "long"), today=format_date(today, "long"))
        self.form.addWidget(Text(words, fonts.body(), wrap=True))

    def command(self) -> MeetingRow:
        return self._row


class AddPointDialog(FormDialog[AddPoint]):
    """A point of one's own."""

    def __init__(self, meeting_id: int, parent: QWidget | None = None) -> None:
        super().__init__(_("New point of the agenda"), parent, save=_("Add"), width=480)
        self._meeting_id = meeting_id
        self._title = QLineEdit()
        self.add_field("title", _("What it is about"), self._title)

    def command(self) -> AddPoint:
        return AddPoint(self._meeting_id, text_of(self._title))


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who sees to a point until the next meeting, and by when."""

    owner_id: int | None
    due_on: date | None


class ResponsibleDialog(FormDialog[Responsible]):
    """Asks who sees to a point."""

    def __init__(
        self,
        point: PointRow,
        people: Sequence[PersonRow],
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Responsible for the point"), parent, width=480)
        self.form.addWidget(Text(point.title, fonts.body_strong(), wrap=True))
        self.owner = PersonPicker(people, point.fields.owner_id)
        self._due_on = DateField(today, point.fields.due_on)
        self.add_field("owner_id", _("Responsible"), self.owner, optional=True)
        self.add_field("due_on", _("By"), self._due_on, optional=True)

    def command(self) -> Responsible:
        return Responsible(self.owner.value(), self._due_on.value())


def _what_becomes(detail: MeetingDetail) -> Iterator[str]:
    """What the closing does to the points that are not ticked as done with."""
    going = sum(point.goes_on for point in detail.points)
    if going:
        words = ngettext(
            "{n} point goes on to the next meeting: what is left open, what has been said or "
            "changed without being ticked, and points of your own that are not ticked.",
            "{n} points go on to the next meeting: those left open, those where something has "
            "been said or changed without being ticked, and points of your own that are not "
            "ticked.",
            going,
        )
        yield words.format(n=going)
    waiting = sum(p.state is PointState.WAITING and not p.goes_on for p in detail.points)
    if waiting:
        words = ngettext(
            "{n} point is noted as not taken up. It comes back by itself for as long as the book "
            "gives a reason.",
            "{n} points are noted as not taken up. They come back by themselves for as long as "
            "the book gives a reason.",
            waiting,
        )
        yield words.format(n=waiting)


class CloseMeetingDialog(FormDialog[CloseMeeting]):
    """What becomes of the points, and when the group meets again."""

    def __init__(self, detail: MeetingDetail, today: date, parent: QWidget | None = None) -> None:
        super().__init__(_("Close the meeting"), parent, save=_("Close the meeting"), width=520)
        self._detail = detail
        for words in _what_becomes(detail):
            self.form.addWidget(IconText("info", words))
        if detail.attendance and not detail.attendance_taken:
            words = _(
                "Nobody is ticked as present, so the minutes will say that attendance is not "
                "noted. Go back and press P to tick those who are here."
            )
            self.form.addWidget(IconText("person", words))
        self._next_on = DateField(today, detail.row.next_on or proposed_next(detail.row.held_on))
        self.add_field("next_on", _("Next meeting"), self._next_on, optional=True)
        held = _("The minutes can then be printed. A closed meeting can be opened again today.")
        self.form.addWidget(IconText("lock", held))

    def command(self) -> CloseMeeting:
        return CloseMeeting(self._detail.row.id, self._detail.row.version, self._next_on.value())

    def take_theirs(self, theirs: MeetingDetail) -> None:
        now = theirs.row.next_on
        self.show_theirs([("next_on", format_date(now) if now is not None else "–")])
        self._detail = theirs
