"""What a report covers: its kind, day and period, whose actions, and its language."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from tracker.i18n import LANGUAGES, Language, _, current_language, format_date
from tracker.messages import explain
from tracker.models.errors import Invalid, TrackerError
from tracker.reports.registry import Choice
from tracker.services.queries.meeting_choices import MeetingChoice
from tracker.services.queries.rounds import RoundRow
from tracker.services.reports.meetings import MINUTES
from tracker.services.reports.reading import ReportQuery
from tracker.ui import fonts
from tracker.ui.panels.reports.kinds import PADDING, KindList
from tracker.ui.panels.reports.one_of import Occurrence, OneOf
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.choosers import SegmentedControl
from tracker.ui.widgets.editors import DateField, Picker
from tracker.ui.widgets.notes import QuietNote
from tracker.ui.widgets.panels import ScrollPanel
from tracker.ui.widgets.text import Text

# Typing a date passes through other dates; wait until the hand rests.
DEBOUNCE_MS = 250


@dataclass(frozen=True, slots=True)
class Covered:
    """What a report that was made earlier covered."""

    kind: str
    as_of: date
    period_from: date
    period_to: date
    owner: str = ""
    lawful: bool = False


@dataclass(frozen=True, slots=True)
class RoundReport:
    """A new report of a kind about a dialogue round, as `Goto.query` of the report page."""

    kind: str
    round_id: int


@dataclass(frozen=True, slots=True)
class MeetingReport:
    """A new report of a kind about a meeting, as `Goto.query` of the report page."""

    meeting_id: int
    kind: str = MINUTES


class ReportOptions(ScrollPanel):
    """Says `changed` once something else should be shown; `query` says what."""

    changed = Signal()
    stirred = Signal()
    """`is_waiting` may have changed: a hand is at the fields, or it rests with nothing new."""
    look_asked = Signal()
    """Logotype and colour should be shown and changed."""

    def __init__(
        self, today: date, kind: str = "", parent: QWidget | None = None, *, writable: bool
    ) -> None:
        """`kind` is the one chosen from the start."""
        super().__init__(parent, margins=(0, 8, 0, 24), gap=8)
        self._today, self._writable = today, writable
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(DEBOUNCE_MS)
        self._later.timeout.connect(self._tell)
        self._notes: dict[str, QuietNote] = {}
        self.kinds = KindList(kind)
        self._as_of = DateField(today, today)
        self._from = DateField(today)
        self._to = DateField(today)
        self._owner: Picker[str] = Picker((), placeholder=_("A role, an organisation or a party"))
        self._round = OneOf(_("The latest one"))
        self._meeting = OneOf(_("The latest held"))
        self._lawful = QCheckBox(_("Only the plan of lag (2023:196)"))
        self._language = self._languages()
        self.body.addWidget(self.kinds)
        self.body.addSpacing(4)
        self._period = QWidget()
        self._whose = QWidget()
        self._which_round = QWidget()
        self._which_meeting = QWidget()
        self._fill()
        self._follow_kind()
        self._told: tuple[object, ...] = self._state()
        self._is_forgotten = False
        self._listen()

    def _languages(self) -> SegmentedControl[Language]:
        names: dict[Language, str] = {"sv": "Svenska", "en": "English"}
        options = [(lang, names[lang]) for lang in LANGUAGES]
        return SegmentedControl(options, current_language(), name=_("Language of the report"))

    def _fill(self) -> None:
        with self._part(QWidget()) as body:
            self._add(body, "as_of", _("As of"), self._as_of)
        with self._part(self._period) as body:
            self._add(body, "period_from", _("Period from"), self._from)
            self._add(body, "period_to", _("Period to"), self._to)
        with self._part(self._whose) as body:
            self._add(body, "owner", _("Whose actions"), self._owner)
        with self._part(self._which_round) as body:
            self._add(body, "round", _("Dialogue round"), self._round)
        with self._part(self._which_meeting) as body:
            self._add(body, "meeting", _("Meeting"), self._meeting)
        with self._part(QWidget()) as body:
            self._add_lawful(body)
            body.addWidget(Text(_("Language of the report"), fonts.caption_strong(), "text2"))
            body.addWidget(self._language)
            body.addSpacing(12)
            look = Button(_("How the reports look…"), height=28)
            look.clicked.connect(self.look_asked)
            body.addWidget(look)
            look.setVisible(self._writable)
        self.body.addStretch(1)

    @contextmanager
    def _part(self, holder: QWidget) -> Iterator[QVBoxLayout]:
        """Fields that come and go together, inside the column's margins."""
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(PADDING, 0, PADDING, 0)
        layout.setSpacing(4)
        yield layout
        self.body.addWidget(holder)

    def _add(self, body: QVBoxLayout, name: str, label: str, field: QWidget) -> None:
        field.setObjectName(name)
        field.setAccessibleName(label)
        caption = Text(label, fonts.caption_strong(), "text2")
        caption.setBuddy(field)
        body.addWidget(caption)
        body.addWidget(field)
        body.addWidget(self._note(name))
        body.addSpacing(4)

    def _add_lawful(self, body: QVBoxLayout) -> None:
        self._lawful.setObjectName("lawful")
        body.addWidget(self._lawful)
        body.addWidget(self._note("lawful"))
        body.addSpacing(4)

    def _note(self, name: str) -> QuietNote:
        note = QuietNote("")
        note.setVisible(False)
        self._notes[name] = note
        return note

    def _listen(self) -> None:
        for field in (self._as_of, self._from, self._to):
            field.textChanged.connect(lambda _text: self._wait())
        for picker in (self._owner, self._round, self._meeting):
            picker.currentTextChanged.connect(lambda _text: self._wait())
        self._lawful.toggled.connect(lambda _on: self._wait())
        self._language.changed.connect(lambda _lang: self._wait())
        self.kinds.changed.connect(self._on_kind)
        self.kinds.pressed.connect(self._on_pressed)

    def _on_kind(self) -> None:
        self._follow_kind()
        self._wait()

    def _on_pressed(self) -> None:
        if self._is_forgotten:
            self._told = ()
        if self._state() != self._told:
            self._wait()

    def _wait(self) -> None:
        self._later.start()
        self.stirred.emit()

    def _follow_kind(self) -> None:
        """Only what can be chosen for the kind is asked for."""
        choices = self.kinds.value().choices
        self._period.setVisible(Choice.PERIOD in choices)
        self._whose.setVisible(Choice.OWNER in choices)
        self._which_round.setVisible(Choice.ROUND in choices)
        self._which_meeting.setVisible(Choice.MEETING in choices)
        self._lawful.setVisible(Choice.LAWFUL in choices)

    def _tell(self) -> None:
        """Another day, or one that can't be read, is news; the same day written better is not."""
        state = self._state()
        if state != self._told:
            self._told = state
            self.changed.emit()
        else:
            self.stirred.emit()

    def forget(self) -> None:
        """What was told last came to nothing: the same kind chosen once more is news."""
        self._is_forgotten = True

    def _state(self) -> tuple[object, ...]:
        days = (_value_or_text(field) for field in (self._as_of, self._from, self._to))
        chosen = (_value_or_text(field) for field in (self._owner, self._round, self._meeting))
        kind = self.kinds.value()
        return (kind.name, *days, *chosen, self._lawful.isChecked(), self._language.value())

    def is_waiting(self) -> bool:
        """Whether something was chosen that hasn't been told yet."""
        return self._later.isActive()

    def query(self) -> ReportQuery:
        """What the report should cover. Raises `Invalid` for what can't be understood."""
        self._later.stop()
        self._told = self._state()
        self._is_forgotten = False
        for note in self._notes.values():
            note.setVisible(False)
        kind = self.kinds.value()
        period = Choice.PERIOD in kind.choices
        return ReportQuery(
            as_of=self._as_of.value(),
            period_from=self._from.value() if period else None,
            period_to=self._to.value() if period else None,
            kind=kind.name,
            owner=(self._owner.value() or "") if Choice.OWNER in kind.choices else "",
            lawful=self._lawful.isChecked() and Choice.LAWFUL in kind.choices,
            round_id=self._round.value() if Choice.ROUND in kind.choices else None,
            meeting_id=self._meeting.value() if Choice.MEETING in kind.choices else None,
        )

    def language(self) -> Language:
        """The report's language."""
        return self._language.value()

    def set_today(self, today: date) -> None:
        """The book shows another day; a report of today follows."""
        follows = self._as_of.text().strip() == format_date(self._today, "iso")
        self._today = today
        for field in (self._as_of, self._from, self._to):
            field.set_today(today)
        if follows:
            self._as_of.set_value(today)

    def set_period(self, start: date, end: date) -> None:
        """What the period is where none was chosen."""
        self._from.setPlaceholderText(format_date(start, "iso"))
        self._to.setPlaceholderText(format_date(end, "iso"))

    def set_owners(self, names: Sequence[str]) -> None:
        """Whose actions a report can be about."""
        self._owner.set_choices([(name, name) for name in names])

    def set_rounds(self, rows: Sequence[RoundRow]) -> None:
        """The dialogue rounds that a report can be about."""
        self._round.set_rows([Occurrence(r.id, r.title, r.starts_on, r.ends_on) for r in rows])

    def set_meetings(self, rows: Sequence[MeetingChoice]) -> None:
        """The meetings that a report can be about."""
        self._meeting.set_rows([Occurrence(r.id, r.title, r.held_on, r.held_on) for r in rows])

    def cover_one(self, asked: RoundReport | MeetingReport) -> None:
        """Cover a dialogue round or a meeting."""
        self.kinds.choose(asked.kind)
        self._follow_kind()
        if isinstance(asked, RoundReport):
            self._round.ask_for(asked.round_id)
        else:
            self._meeting.ask_for(asked.meeting_id)

    def cover(self, earlier: Covered) -> None:
        """Cover what another report covered; the archive knows what it was about by its days."""
        self.kinds.choose(earlier.kind)
        self._follow_kind()
        self._as_of.set_value(earlier.as_of)
        self._from.set_value(earlier.period_from)
        self._to.set_value(earlier.period_to)
        self._owner.setEditText(earlier.owner)
        self._lawful.setChecked(earlier.lawful)
        for which in (self._round, self._meeting):
            which.choose_held(earlier.period_from, earlier.period_to)

    def show_error(self, error: TrackerError) -> bool:
        """Say it beside the field it is about; False when it is about none that is seen."""
        name = error.field if isinstance(error, Invalid) else error.code.partition(".")[0]
        note = self._notes.get(name or "")
        if note is None:
            return False
        note.setText(explain(error))
        note.setVisible(True)
        self.ensureWidgetVisible(note)
        return note.isVisibleTo(self)

    def error_beside(self, field: str) -> str:
        """What is said beside a field; empty when nothing is wrong there."""
        note = self._notes[field]
        return note.text() if note.isVisibleTo(self) else ""


def _value_or_text(field: DateField | Picker[str] | Picker[int]) -> object:
    """What is in a field; two texts that can't be understood are different too."""
    try:
        return field.value()
    except Invalid:
        return field.currentText() if isinstance(field, Picker) else field.text()
