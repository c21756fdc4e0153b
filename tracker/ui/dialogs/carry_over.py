"""Carrying actions over to a promise of a later period: where to, and what comes along."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import _, format_date, format_days, ngettext
from tracker.labels import label
from tracker.models.errors import Invalid
from tracker.services.actions import ActionRef
from tracker.services.carry_over import Carried, CarryOver, left_out
from tracker.services.queries.actions import ActionRow
from tracker.services.queries.carrying import CarryTarget
from tracker.ui import fonts
from tracker.ui.dialogs.form import FormDialog
from tracker.ui.widgets.marks import PartyBadge
from tracker.ui.widgets.notes import IconText, QuietNote
from tracker.ui.widgets.picker import Picker
from tracker.ui.widgets.text import Text

Plan = Sequence[Carried]
FindPlan = Callable[[int, Callable[[Plan], object], QObject], object]
"""Reads what would come along to a promise, and hands it over later."""

# More than this nobody reads through; the rest is counted.
_MOST_SHOWN = 8


class CarryDialog(FormDialog[CarryOver]):
    """A promise to carry to, found by typing, and every action as it will be there."""

    def __init__(
        self,
        rows: Sequence[ActionRow],
        targets: Sequence[CarryTarget],
        find_plan: FindPlan,
        parent: QWidget | None = None,
    ) -> None:
        """`targets` are promises of later periods, the likeliest first."""
        super().__init__(_("Carry over to a later period"), parent, width=600, save=_("Carry over"))
        self._rows = {row.id: row for row in rows}
        self._targets = {target.promise_id: target for target in targets}
        self._find_plan = find_plan
        self._plan: Plan = ()
        self._to = Picker(
            [(target.promise_id, _target_words(target)) for target in targets],
            targets[0].promise_id if targets else None,
            placeholder=_("A promise of a later period"),
        )
        self.add_field("promise_id", _("To the promise"), self._to)
        self._locked = IconText(
            "lock", _("The promise is signed: the change becomes a deviation in the next report.")
        )
        self.form.addWidget(self._locked)
        self._lines = QWidget()
        self._box = QVBoxLayout(self._lines)
        self._box.setContentsMargins(0, 4, 0, 0)
        self._box.setSpacing(12)
        self.form.addWidget(self._lines)
        self.form.addStretch(1)
        self._to.changed.connect(self._on_target)
        self._on_target(self._to.value())

    def command(self) -> CarryOver:
        """Those that are not there yet; what has been carried before is left as it is."""
        promise_id = self._to.value()
        if promise_id is None:
            raise Invalid("field.required", field="promise_id")
        there = frozenset(self._targets[promise_id].there)
        refs: tuple[ActionRef, ...] = tuple(
            (row.id, row.version) for row in self._rows.values() if row.id not in there
        )
        if not refs:
            labels = tuple(row.label for row in self._rows.values())
            raise Invalid("carry.twice", field="promise_id", actions=labels)
        return CarryOver(refs, promise_id)

    def chosen(self) -> int | None:
        """The promise that they go to."""
        return self._to.value()

    def take_theirs(self, theirs: Sequence[ActionRow]) -> None:
        self._rows = {row.id: row for row in theirs}
        self._on_target(self._to.value())

    def shown_words(self) -> str:
        """The preview as it stands, for assistive tools and tests."""
        return self._lines.accessibleDescription()

    def _on_target(self, promise_id: int | None) -> None:
        target = self._targets.get(promise_id or 0)
        self._locked.setVisible(target is not None and target.status.locked)
        if promise_id is not None:
            self._find_plan(promise_id, self._show_plan, self)

    def _show_plan(self, plan: Plan) -> None:
        self._plan = plan
        while (item := self._box.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                # At once: until it is deleted it would still be drawn over the new ones.
                widget.setParent(None)
                widget.deleteLater()
        for carried in plan[:_MOST_SHOWN]:
            self._box.addWidget(_line(carried))
        rest = len(plan) - _MOST_SHOWN
        if rest > 0:
            more = ngettext("and {count} more", "and {count} more", rest).format(count=rest)
            self._box.addWidget(Text(more, fonts.caption(tabular=True), "text2"))
        words = (f"{each.label} {each.fields.title}: {when_words(each)}" for each in plan)
        self._lines.setAccessibleDescription("\n".join(words))


def _target_words(target: CarryTarget) -> str:
    days = format_days(target.period_start, target.period_end, style="short")
    return f"{target.label} {target.title}, {days}, {label(target.status).lower()}"


def _line(carried: Carried) -> QWidget:
    """Badge, number and title; when it will be; what does not come along."""
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    badge = QVBoxLayout()
    badge.addWidget(PartyBadge(carried.fields.party))
    badge.addStretch(1)
    line.addLayout(badge)
    words = QVBoxLayout()
    words.setSpacing(2)
    line.addLayout(words, 1)
    title = f"{carried.label}  {carried.fields.title}"
    words.addWidget(Text(title, fonts.body_medium(tabular=True)).elidable())
    words.addWidget(Text(when_words(carried), fonts.caption(tabular=True), "text2", wrap=True))
    missing = left_out(carried)
    if missing and not carried.is_there:
        words.addWidget(QuietNote(missing))
    return holder


def when_words(carried: Carried) -> str:
    """``1 jan–31 dec 2019, 104 tillfällen``; or that it is there already."""
    if carried.is_there:
        return _("Has been carried over there before, and is left as it is.")
    start, deadline, dates = (
        carried.fields.start_on,
        carried.fields.deadline,
        carried.fields.occasions,
    )
    if start is not None and deadline is not None:
        when = format_days(start, deadline, style="short")
    else:
        when = format_date(deadline) if deadline is not None else _("no deadline")
    if not dates:
        return when
    count = ngettext("{count} occasion", "{count} occasions", len(dates))
    return f"{when}, {count.format(count=len(dates))}"
