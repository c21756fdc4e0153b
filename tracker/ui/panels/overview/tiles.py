"""The four numbers at the top, their words, and the rows that each of them opens."""

from collections import Counter
from datetime import timedelta

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from tracker.i18n import _, format_date, format_number, ngettext
from tracker.labels import label
from tracker.models.enums import FollowUp, PromiseStatus
from tracker.services.queries.action_ids import ActionQuery, ActionSort
from tracker.services.queries.log import LogQuery
from tracker.services.queries.overview import IN_FORCE, LOG_DAYS, Overview
from tracker.ui.desk import Desk
from tracker.ui.widgets.tiles import Tile

_FOUR_FROM = 760
_SHOWN = (FollowUp.ON_TRACK, FollowUp.AT_RISK, FollowUp.LATE)
_SHOWN_IF_ANY = (FollowUp.NOT_STARTED, FollowUp.NO_TARGET)


class Tiles(QWidget):
    """Promises on track, late actions, actions due soon, and what was logged lately."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._facts: Overview | None = None
        self._year: int | None = None
        self.promises = Tile(_("Promises on track"))
        self.late = Tile(_("Late actions"))
        self.due = Tile(_("Due within {count} days").format(count=30))
        self.logged = Tile(_("Logged in the last {count} days").format(count=LOG_DAYS))
        self.promises.clicked.connect(lambda: desk.go("promises"))
        self.late.clicked.connect(self._open_late)
        self.due.clicked.connect(self._open_due)
        self.logged.clicked.connect(self._open_logged)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(16)
        self._arrange(4)

    def all(self) -> tuple[Tile, Tile, Tile, Tile]:
        """The tiles from left to right."""
        return self.promises, self.late, self.due, self.logged

    def _arrange(self, columns: int) -> None:
        for number, tile in enumerate(self.all()):
            self._grid.addWidget(tile, number // columns, number % columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(4 if self.width() >= _FOUR_FROM else 2)

    def set_facts(self, facts: Overview, year: int | None) -> None:
        """Show the numbers of promises of `year`, None being all years."""
        self._facts, self._year = facts, year
        self._show_promises(facts)
        self.late.set_values(
            format_number(facts.late_actions),
            of=_("of {count}").format(count=format_number(facts.open_actions)),
            note=_late_note(facts),
        )
        self.due.set_label(_("Due within {count} days").format(count=facts.due_soon_days))
        self.due.set_values(format_number(facts.due_soon), note=_due_note(facts))
        before = _("{days} days before that: {count}")
        self.logged.set_values(
            format_number(facts.logged),
            note=before.format(days=LOG_DAYS, count=format_number(facts.logged_before)),
        )

    def _show_promises(self, facts: Overview) -> None:
        outcomes = Counter(card.row.status for card in facts.cards if card.row.status.ended)
        if outcomes and not facts.promises_in_force:
            kept = outcomes.pop(PromiseStatus.KEPT, 0)
            rest = (f"{count} {label(status).lower()}" for status, count in outcomes.items())
            self.promises.set_label(_("Promises kept"))
            of = _("of {count}").format(count=len(facts.cards) + facts.more_cards)
            self.promises.set_values(str(kept), of=of, note=", ".join(rest))
            return
        shown = [*_SHOWN, *(c for c in _SHOWN_IF_ANY if facts.colours.get(c))]
        self.promises.set_label(_("Promises on track"))
        self.promises.set_values(
            str(facts.colours.get(FollowUp.ON_TRACK, 0)),
            of=_("of {count}").format(count=facts.promises_in_force),
            counts=[(c, f"{facts.colours.get(c, 0)} {label(c)}") for c in shown],
        )

    def _running(self) -> frozenset[int]:
        return frozenset() if self._year is None else frozenset({self._year})

    def _open_late(self) -> None:
        query = ActionQuery(
            only_open=True,
            colours=frozenset({FollowUp.LATE}),
            promise_statuses=IN_FORCE,
            years=self._running(),
        )
        self._desk.go("actions", query=query)

    def _open_due(self) -> None:
        facts = self._facts
        if facts is None:
            return
        query = ActionQuery(
            only_open=True,
            promise_statuses=IN_FORCE,
            years=self._running(),
            due_from=facts.today,
            due_to=facts.today + timedelta(facts.due_soon_days),
            sort=ActionSort.DEADLINE,
        )
        self._desk.go("actions", query=query)

    def _open_logged(self) -> None:
        today = self._desk.today()
        query = LogQuery(done_from=today - timedelta(LOG_DAYS - 1), done_to=today)
        self._desk.go("log", query=query)


def _late_note(facts: Overview) -> str:
    days = facts.most_days_late
    if not facts.late_actions:
        return _("nothing is late")
    if not days:
        return _("fewer done than expected")
    if facts.late_actions == 1:
        words = ngettext("{count} day past its deadline", "{count} days past its deadline", days)
    else:
        words = ngettext(
            "at most {count} day past the deadline", "at most {count} days past the deadline", days
        )
    return words.format(count=days)


def _due_note(facts: Overview) -> str:
    if facts.next_deadline is None:
        return _("no deadline is near")
    when = format_date(facts.next_deadline, "long_day")
    days = (facts.next_deadline - facts.today).days
    if days == 0:
        return _("next {date}, today").format(date=when)
    words = ngettext("next {date}, in {count} day", "next {date}, in {count} days", days)
    return words.format(date=when, count=days)
