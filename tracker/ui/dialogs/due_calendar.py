"""Kalenderfil: whose days, which of them, and when the calendar should remind."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from tracker.i18n import _, format_number, ngettext
from tracker.messages.due import kind_words
from tracker.models.errors import Invalid
from tracker.services.queries.due import DueKind, DueQuery, DueRow
from tracker.services.queries.due_owners import EVERYBODY, Whose
from tracker.ui import fonts
from tracker.ui.dialogs.form import FormDialog
from tracker.ui.widgets.choosers import SegmentedControl
from tracker.ui.widgets.editors import DateField, Picker
from tracker.ui.widgets.notes import IconText
from tracker.ui.widgets.text import Text

_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class CalendarChoice:
    """What the file should hold, what the calendar is called after, and when it reminds."""

    query: DueQuery
    whose: Whose
    alarm_days: int | None


class CalendarDialog(FormDialog[CalendarChoice]):
    """Chooses what goes into a calendar file, and counts it while that is done."""

    asked = Signal(object)
    """A `DueQuery` of any kind of thing: answer with `show_rows`."""

    def __init__(
        self,
        whose: Sequence[Whose],
        shown: Whose,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        """`shown` is what Åtgärder shows now."""
        super().__init__(_("Calendar file"), parent, save=_("Save the file…"), width=640)
        choices = [(EVERYBODY, _("Everybody's")), (shown, shown.words)]
        choices += [(one, one.words) for one in whose]
        self._whose: Picker[Whose] = Picker(choices, EVERYBODY)
        self._kinds = _Kinds()
        self._first, self._last = DateField(today), DateField(today)
        options: list[tuple[int | None, str]] = [
            (None, _("Not at all")),
            (0, _("The same day")),
            (1, _("The day before")),
            (3, _("3 days before")),
            (7, _("A week before")),
        ]
        self._alarm = SegmentedControl(options, 1, name=_("Let the calendar remind"))
        self._counted = Text("", fonts.body_strong(tabular=True), wrap=True)
        self._lay_out()
        self._whose.changed.connect(self._ask)
        self._first.changed.connect(self._ask)
        self._last.changed.connect(self._ask)
        self._kinds.changed.connect(self._say)
        self._say()

    def _lay_out(self) -> None:
        self.add_field("whose", _("Whose days"), self._whose)
        self.add_field("kinds", _("What the file should hold"), self._kinds)
        with self.row() as line:
            for name, words, field in (
                ("first", _("From"), self._first),
                ("last", _("To"), self._last),
            ):
                self.add_field(name, words, field, optional=True, into=line, stretch=1)
        self.add_field("alarm_days", _("Let the calendar remind"), self._alarm)
        self.form.addWidget(self._counted)
        words = _(
            "Open the file in Outlook, or import it into another calendar. A later file changes "
            "what an earlier one put there, and adds nothing twice."
        )
        self.form.addWidget(IconText("info", words))

    def start(self) -> None:
        """Ask for what is to be counted, once somebody listens."""
        self._ask()

    def show_rows(self, rows: Iterable[DueRow]) -> None:
        """What there is of every kind."""
        self._kinds.show_counts(Counter(row.kind for row in rows))
        self._say()

    def counted(self) -> str:
        """How much the file would hold, in words."""
        return self._counted.whole_text()

    def command(self) -> CalendarChoice:
        query, whose = self._query(), self._whose.value() or EVERYBODY
        kinds = self._kinds.values()
        if not kinds:
            raise Invalid("field.required", field="kinds")
        named = DueQuery(query.first, query.last, kinds=frozenset(kinds))
        return CalendarChoice(whose.of(named), whose, self._alarm.value())

    def _query(self) -> DueQuery:
        first, last = self._first.value(), self._last.value()
        if first is not None and last is not None and first > last:
            raise Invalid("input.end_before_start", field="last", start=first, end=last)
        return (self._whose.value() or EVERYBODY).of(DueQuery(first, last))

    def _ask(self) -> None:
        try:
            query = self._query()
        except Invalid:
            # Half a date: what was counted last still stands.
            return
        self.asked.emit(query)

    def _say(self) -> None:
        count = self._kinds.counted()
        words = ngettext("{n} day goes into the file", "{n} days go into the file", count)
        self._counted.setText(words.format(n=format_number(count)))


class _Kinds(QWidget):
    """The kinds of things that fall due, each with how many there are."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        self._counts: Counter[DueKind] = Counter()
        self._boxes: dict[DueKind, QCheckBox] = {}
        for number, kind in enumerate(DueKind):
            box = QCheckBox(kind_words(kind))
            box.setChecked(True)
            box.toggled.connect(self.changed)
            grid.addWidget(box, number // _COLUMNS, number % _COLUMNS)
            self._boxes[kind] = box
        self.setFocusProxy(self._boxes[DueKind.OCCASION])

    def values(self) -> list[DueKind]:
        """The kinds that are ticked."""
        return [kind for kind, box in self._boxes.items() if box.isChecked()]

    def counted(self) -> int:
        """How many things there are of them."""
        return sum(self._counts[kind] for kind in self.values())

    def show_counts(self, counts: Counter[DueKind]) -> None:
        """Say how many there are of each."""
        self._counts = counts
        for kind, box in self._boxes.items():
            number = format_number(counts[kind])
            box.setText(f"{kind_words(kind)} ({number})")
