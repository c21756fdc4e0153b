"""What stands in the middle when there is nothing to look at, and the way on from there."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from tracker.i18n import _, format_date, format_number, ngettext
from tracker.services.queries.review import ReviewQueue
from tracker.ui.widgets.notes import EmptyState


class NothingLeft(QStackedWidget):
    """All is reviewed or rests, the filter finds nothing, or nothing rests."""

    overview_asked = Signal()
    clear_asked = Signal()
    turn_asked = Signal()
    """To those that rest, or back from them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all = EmptyState(
            "check",
            _("Everything is reviewed"),
            _(
                "No action waits for a decision. What is late, has fewer entries than expected, "
                "is due soon, waits for a decision or has no owner in post comes here by itself."
            ),
            _("To the overview"),
            primary=False,
        )
        self._none = EmptyState(
            "filter",
            _("Nothing in the queue fits the filter"),
            _("What is hidden by the filter is still there."),
            _("Clear the filter"),
            primary=False,
        )
        self._rests = EmptyState(
            "moon",
            _("Nothing rests"),
            _("An action that is left alone until a day stands here until then."),
            _("Back to the review"),
            keys="R",
            primary=False,
        )
        self._asleep = EmptyState(
            "moon",
            _("Nothing to review now"),
            "",
            _("See what rests"),
            keys="R",
            primary=False,
        )
        for state in (self._all, self._none, self._rests, self._asleep):
            self.addWidget(state)
        self._all.acted.connect(self.overview_asked)
        self._none.acted.connect(self.clear_asked)
        self._rests.acted.connect(self.turn_asked)
        self._asleep.acted.connect(self.turn_asked)

    def tell(self, found: ReviewQueue, *, filtered: bool, resting: bool) -> None:
        """Say why there is nothing; what rests is `found` beside the empty queue."""
        asleep = found.resting > 0 and found.next_awake is not None
        if found.next_awake is not None:
            words = ngettext(
                "{count} action rests, until {date}.",
                "{count} actions rest, the first until {date}.",
                found.resting,
            )
            count, day = format_number(found.resting), format_date(found.next_awake, "day")
            self._asleep.set_sentence(words.format(count=count, date=day))
        state = self._asleep if asleep else self._all
        shown = self._none if filtered else self._rests if resting else state
        self.setCurrentWidget(shown)
        self.setFocusProxy(shown)
