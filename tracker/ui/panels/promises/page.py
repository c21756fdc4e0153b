"""The promises: the list to the left, and Brå's plan for the chosen one."""

from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.models.completeness import Lack, Missing
from tracker.services.queries.actions import ActionRow
from tracker.services.queries.choices import PersonRow
from tracker.services.queries.log import LogQuery
from tracker.services.queries.plan import PlanView
from tracker.ui.desk import EFFECT_TAB, Desk, Goto, Subject
from tracker.ui.dialogs import action_commands
from tracker.ui.page import PageView
from tracker.ui.panels.promises.deviations import DeviationsTab
from tracker.ui.panels.promises.effect_tab import EffectTab
from tracker.ui.panels.promises.feedback_tab import FeedbackTab
from tracker.ui.panels.promises.footer import TrailFooter
from tracker.ui.panels.promises.head import PromiseHead
from tracker.ui.panels.promises.plan_actions import PlanActions
from tracker.ui.panels.promises.plan_grid import make_grid
from tracker.ui.panels.promises.plan_table import PlanTable
from tracker.ui.panels.promises.promise_actions import PromiseActions
from tracker.ui.panels.promises.promise_list import PromiseList
from tracker.ui.panels.promises.reading import PageRows, read_page
from tracker.ui.panels.promises.trail import TrailTab
from tracker.ui.widgets.choosers import TabStrip
from tracker.ui.widgets.notes import EmptyState
from tracker.ui.widgets.panels import Panel, Rule

PLAN, TRAIL, EFFECT, DEVIATIONS, FEEDBACK = range(5)


class PromisesPage(PageView):
    """The page. `open_at` takes a promise's id, and an action's id as its query."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "promise", "promise_problem", "promise_version", "action", "action_cause",
            "action_note", "occasion", "log_entry", "problem", "cause", "evidence",
            "indicator", "measurement", "figure", "question", "survey", "response",
            "response_theme", "deviation", "feedback", "person", "book",
        }
    )  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent, surface="surface")
        self._promise_id: int | None = None
        self._view: PlanView | None = None
        self._wanted_action: int | None = None
        self._make_parts()
        self._place_parts()
        self._connect()

    def _make_parts(self) -> None:
        today, writable = self.desk.today(), not self.desk.read_only
        self.list = PromiseList()
        self.list.new.setVisible(writable)
        self.head = PromiseHead()
        self.tabs = TabStrip(_tab_words(None))
        self.tabs.setAccessibleName(_("About the promise"))
        self.table = PlanTable(today)
        self._actions = PromiseActions(self.desk, self, lambda: self._view)
        self.plan_actions = PlanActions(self.desk, self.table, self._go_to_source)
        self.trail = TrailTab()
        self.effect = EffectTab()
        self.deviations = DeviationsTab()
        self.feedback = FeedbackTab()
        self.footer = TrailFooter()
        self._empty = EmptyState(
            "promise",
            _("No promises yet"),
            _("Write the first promise to the citizens. It is a draft until it is signed."),
            _("New promise…") if writable else "",
            action_icon="plus",
        )

    def _place_parts(self) -> None:
        self._tab_pages = QStackedWidget()
        for tab in (self.table, self.trail, self.effect, self.deviations, self.feedback):
            self._tab_pages.addWidget(tab)
        content = Panel("surface")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        strip = QHBoxLayout()
        strip.setContentsMargins(12, 0, 12, 0)
        strip.addWidget(self.tabs, 1)
        column.addWidget(self.head)
        column.addLayout(strip)
        column.addWidget(Rule())
        column.addWidget(self._tab_pages, 1)
        column.addWidget(Rule())
        column.addWidget(self.footer)
        self._stack = QStackedWidget()
        self._stack.addWidget(Panel("surface"))
        self._stack.addWidget(content)
        self._stack.addWidget(self._empty)
        self._content = content
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(Rule(vertical=True))
        row.addWidget(self._stack, 1)
        self.setFocusProxy(self.list.rows)

    def _connect(self) -> None:
        do, new_promise = self._actions, partial(self.desk.run, "promise.new")
        for signal, slot in (
            (self.list.chosen, self._on_chosen),
            (self.list.opened, self._on_opened),
            (self.list.new_asked, new_promise),
            (self._empty.acted, new_promise),
            (self.head.step_asked, do.step),
            (self.head.edit_asked, do.edit),
            (self.head.version_asked, do.new_version),
            (self.head.measure_asked, do.measure_effect),
            (self.tabs.currentChanged, self._tab_pages.setCurrentIndex),
            (self.footer.shown, partial(self.tabs.setCurrentIndex, TRAIL)),
            (self.table.action_chosen, self._on_action_chosen),
            (self.table.adding_asked, self._add_action),
            (self.table.cause_asked, do.new_cause),
            (self.table.cause_opened, do.edit_cause),
            (self.trail.followed, self._on_followed),
            (self.effect.new_asked, do.new_indicator),
            (self.effect.opened, do.edit_indicator),
            (self.effect.measure_asked, do.measure),
            (self.effect.register_asked, do.measure_from),
            (self.effect.removal_asked, do.remove_measured),
            (self.feedback.plan_asked, do.new_feedback),
            (self.feedback.opened, do.edit_feedback),
            (self.feedback.given, do.give_feedback),
            (self.feedback.removal_asked, do.remove_feedback),
            (do.gap_chosen, self._on_gap),
        ):
            signal.connect(slot)

    # -- reading

    def refresh(self) -> None:
        work = partial(read_page, self.desk.ctx, self._promise_id)
        self.desk.read(work, self._on_read, owner=self)

    def open_at(self, target: Goto) -> None:
        self._wanted_action = target.query if isinstance(target.query, int) else None
        if target.row_id is not None:
            self._promise_id = target.row_id
        if target.query == EFFECT_TAB:
            self.tabs.setCurrentIndex(EFFECT)
        elif target.row_id is not None:
            self.tabs.setCurrentIndex(PLAN)
        self.mark_stale()

    def promise_id(self) -> int | None:
        """The id of the promise shown."""
        return self._promise_id

    def _on_read(self, read: PageRows) -> None:
        self.list.set_rows(read.rows)
        if read.view is None:
            self._view, self._promise_id = None, None
            self._stack.setCurrentWidget(self._empty)
            return
        is_other = self._view is None or self._view.row.id != read.view.row.id
        self._view, self._promise_id = read.view, read.view.row.id
        self.list.choose(read.view.row.id)
        if is_other:
            self.table.clear_place()
        self._show(read.view, read.persons)
        self._stack.setCurrentWidget(self._content)
        if self._wanted_action is not None:
            self.table.choose_when_shown(self._wanted_action)
            self._wanted_action = None
        elif is_other:
            self._inspect_first(read.view)

    def _show(self, view: PlanView, found: list[PersonRow]) -> None:
        today, writable = self.desk.today(), not self.desk.read_only
        self.head.show_plan(view, today, writable=writable)
        for number, words in enumerate(_tab_words(view)):
            self.tabs.set_words(number, words)
        self.table.set_plan(make_grid(view, writable=writable), found, today)
        self.trail.show_plan(view)
        self.effect.show_plan(view, today, writable=writable)
        self.deviations.show_plan(view)
        self.feedback.show_plan(view, today, writable=writable)
        self.footer.show_plan(view)

    def _inspect_first(self, view: PlanView) -> None:
        """Another promise is shown, so the inspector shows one of its actions."""
        number = next(iter(make_grid(view, writable=False).rows), None)
        if number is not None and number.action is not None:
            self.table.choose(number.action.id)
        else:
            self.inspect(None)

    # -- doing

    def _id(self) -> int:
        assert self._promise_id is not None
        return self._promise_id

    def _on_chosen(self, promise_id: int) -> None:
        if promise_id != self._promise_id:
            self._promise_id = promise_id
            self.refresh()

    def _on_opened(self, _promise_id: int) -> None:
        self.tabs.setCurrentIndex(PLAN)
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _add_action(self, cause_id: int | None) -> None:
        action_commands.new_action(
            self.desk, self, self._id(), cause_id, self.table.choose_when_shown
        )

    def _on_action_chosen(self, row: ActionRow) -> None:
        self.inspect(Subject("action", row.id))

    def _on_gap(self, missing: Missing) -> None:
        self.tabs.setCurrentIndex(FEEDBACK if missing.lack is Lack.FEEDBACK else PLAN)
        view = self._view
        numbered = [each for each in view.actions if each.number in missing.actions] if view else []
        if numbered:
            self.table.choose(numbered[0].id)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_followed(self, kind: str, row_id: int | None) -> None:
        if kind == "problem":
            self.desk.go("problems", row_id)
        elif kind == "log":
            self.desk.go("log", query=LogQuery(promise_ids=frozenset({self._id()})))
        elif kind == "indicator":
            self.tabs.setCurrentIndex(EFFECT)
        elif row_id is not None:
            self.tabs.setCurrentIndex(PLAN)
            self.table.choose(row_id)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_source(self, row: ActionRow) -> None:
        """The promise that an action was carried over from; numbers are unique in the list."""
        number = int(row.carried_from.partition(".")[0])
        found = [each for each in self.list.shown() if each.number == number]
        if found:
            self._on_chosen(found[0].id)


def _tab_words(view: PlanView | None) -> list[str]:
    deviations = len(view.deviations) if view is not None else 0
    feedback = len(view.feedback) if view is not None else 0
    return [
        _("Action plan"),
        _("Trail"),
        _("Effect"),
        _("Deviations {count}").format(count=deviations),
        _("Feedback {count}").format(count=feedback),
    ]
