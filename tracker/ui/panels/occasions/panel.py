"""The occasions of one recurring action, wherever the action is shown."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import _, ngettext
from tracker.messages.recurrence import tally_words
from tracker.models.enums import OccasionState
from tracker.services.context import AppContext
from tracker.services.queries.action_detail import ActionDetail
from tracker.services.queries.actions import ActionRow
from tracker.services.queries.series import OccasionRow, SeriesTally, unmatched
from tracker.ui import fonts
from tracker.ui.desk import Desk
from tracker.ui.dialogs import occasion_commands
from tracker.ui.dialogs.occasion_words import is_settled
from tracker.ui.panels.occasions.rows import OccasionList
from tracker.ui.panels.occasions.strip import OccasionStrip
from tracker.ui.widgets.buttons import Button, LinkButton
from tracker.ui.widgets.flow import FlowLayout
from tracker.ui.widgets.notes import QuietNote
from tracker.ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class Series:
    """A recurring action with its occasions; `unmatched` are open ones that an entry would do."""

    action: ActionRow
    occasions: tuple[OccasionRow, ...]
    tally: SeriesTally
    unmatched: int


def read_series(ctx: AppContext, detail: ActionDetail) -> Series | None:
    """The series of an action that was read; None when it has no occasions."""
    row = detail.row
    if row.series is None or not detail.occasions:
        return None
    # Without an open one, or anything logged, the log needn't be asked.
    has_open = any(each.state is OccasionState.OPEN for each in detail.occasions)
    matchable = unmatched(ctx, row.id) if has_open and row.entries else 0
    return Series(row, detail.occasions, row.series, matchable)


class OccasionsPanel(QWidget):
    """What became of the occasions in words, a strip of months, and the list to settle them in."""

    def __init__(self, desk: Desk, series: Series, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._series = series
        today = desk.today()
        words = tally_words(series.tally)
        self.strip = OccasionStrip(today)
        self.strip.set_rows(series.occasions, _("Occasions by month: {tally}").format(tally=words))
        self.list = OccasionList(today)
        self.list.set_rows(series.occasions)
        self._buttons = QWidget()
        self._log = self._button(_("Log it"), _("Enter"))
        self._cancel = self._button(_("Cancelled…"), "I")
        self._missed = self._button(_("Missed"), "M")
        self._reopen = self._button(_("Open again"), "Ö")
        self._lay_out(words)
        self._connect()
        self._stand_at(next_occasion(series.occasions))

    def _button(self, words: str, keys: str) -> Button:
        return Button(words, keys=keys, kind="flat", height=26)

    def _lay_out(self, words: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Text(words, fonts.caption(tabular=True), "text2", wrap=True))
        if self._series.unmatched and not self._desk.read_only:
            column.addLayout(self._unmatched())
        column.addWidget(self.strip)
        box = QFrame()
        box.setProperty("card", True)
        inside = QVBoxLayout(box)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.list)
        column.addWidget(box)
        flow = FlowLayout(self._buttons, gap=2, line_gap=2)
        for button in (self._log, self._cancel, self._missed, self._reopen):
            flow.addWidget(button)
        # Without a parent a shown widget would be a window of its own.
        column.addWidget(self._buttons)
        self._buttons.setVisible(not self._desk.read_only)

    def _unmatched(self) -> QHBoxLayout:
        """What an older book, or one that got its dates later, has logged on its own."""
        count = self._series.unmatched
        words = ngettext(
            "{count} occasion can be linked to what is logged.",
            "{count} occasions can be linked to what is logged.",
            count,
        )
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(QuietNote(words.format(count=count)), 1)
        link = LinkButton(_("Link"))
        link.setAccessibleName(_("Link the log to the occasions"))
        link.clicked.connect(
            lambda: occasion_commands.match_entries(self._desk, self._series.action)
        )
        line.addWidget(link)
        return line

    def _connect(self) -> None:
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)
        self.list.cancel_asked.connect(self._on_cancel)
        self.list.missed_asked.connect(self._on_missed)
        self.list.reopen_asked.connect(self._on_reopen)
        self.strip.chosen.connect(self.choose)
        for button, does in (
            (self._log, self._on_opened),
            (self._cancel, self._on_cancel),
            (self._missed, self._on_missed),
            (self._reopen, self._on_reopen),
        ):
            button.clicked.connect(lambda _checked, does=does: self._do(does))

    def choose(self, row: OccasionRow) -> None:
        """Stand on an occasion."""
        self.list.choose(self._series.occasions.index(row))

    def take_over(self, before: "OccasionsPanel") -> bool:
        """Stand where the panel that this one replaces stood, if it is the same action's."""
        row = before.list.current()
        is_same = before._series.action.id == self._series.action.id
        if is_same and row is not None:
            here = {each.id: each for each in self._series.occasions}
            self._stand_at(here.get(row.id))
        return is_same

    def _stand_at(self, row: OccasionRow | None) -> None:
        if row is not None:
            self.choose(row)
            self.list.show_current()
        self._on_chosen(row)

    def _do(self, does: Callable[[OccasionRow], object]) -> None:
        row = self.list.current()
        if row is not None:
            does(row)

    def _on_chosen(self, row: OccasionRow | None) -> None:
        self.strip.set_current(row)
        is_done = row is not None and row.state is OccasionState.DONE
        is_open = row is not None and row.state is OccasionState.OPEN
        self._log.set_words(_("Show the entry") if is_done else _("Log it"))
        self._log.setEnabled(is_done or is_open)
        self._cancel.setEnabled(row is not None and not is_done)
        self._missed.setEnabled(row is not None and is_open and row.due_on <= self._desk.today())
        self._reopen.setEnabled(row is not None and is_settled(row))

    def _on_opened(self, row: OccasionRow) -> None:
        occasion_commands.log_occasion(self._desk, self.window(), self._series.action, row)

    def _on_cancel(self, row: OccasionRow) -> None:
        occasion_commands.cancel_occasion(self._desk, self.window(), self._series.action, row)

    def _on_missed(self, row: OccasionRow) -> None:
        occasion_commands.miss_occasion(self._desk, row)

    def _on_reopen(self, row: OccasionRow) -> None:
        occasion_commands.reopen_occasion(self._desk, row)


def next_occasion(rows: tuple[OccasionRow, ...]) -> OccasionRow | None:
    """Where one likely begins: the first to come, or else the last."""
    coming = (row for row in rows if row.shown is OccasionState.OPEN)
    return next(coming, rows[-1] if rows else None)
