"""The menus over the table: views, groups, columns."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from tracker.i18n import _, pgettext
from tracker.models.enums import ActionStatus, FollowUp
from tracker.services.queries.action_ids import ActionGrouping, ActionQuery
from tracker.services.queries.choices import PersonRow
from tracker.ui.panels.actions.columns import Line
from tracker.ui.panels.actions.views import SOON_DAYS, ActionView, Due
from tracker.ui.tables.column import Column
from tracker.ui.tables.header import TableHeader

_OPEN = frozenset(status for status in ActionStatus if not status.ended)
_NOT_DROPPED = frozenset(status for status in ActionStatus if status is not ActionStatus.DROPPED)


def first_view() -> ActionView:
    """What the page shows from the start."""
    return ActionView(_("Most urgent first"), ActionQuery(statuses=_NOT_DROPPED))


def built_in_views(persons: Sequence[PersonRow], who: str) -> list[ActionView]:
    """The views that everybody has. `who` works here, under a role's or a person's name."""
    views = [
        first_view(),
        ActionView(_("Late"), ActionQuery(colours=frozenset({FollowUp.LATE}))),
        ActionView(
            _("Due within {count} days").format(count=SOON_DAYS),
            ActionQuery(statuses=_OPEN),
            due=Due.SOON,
        ),
        ActionView(_("Without an owner"), ActionQuery(statuses=_OPEN, without_owner=True)),
        ActionView(
            _("By promise"),
            ActionQuery(statuses=_NOT_DROPPED),
            grouping=ActionGrouping.PROMISE,
        ),
    ]
    mine = [p.id for p in persons if who.strip().casefold() in _names(p)]
    if mine:
        views.insert(1, ActionView(_("Mine"), _owned_by(*mine)))
    return views


def owner_views(persons: Sequence[PersonRow]) -> list[ActionView]:
    """A view for each owner's open actions."""
    return [ActionView(person.role, _owned_by(person.id)) for person in persons]


def _owned_by(*ids: int) -> ActionQuery:
    return ActionQuery(statuses=_OPEN, owner_ids=frozenset(ids))


def _names(person: PersonRow) -> set[str]:
    return {name.casefold() for name in (person.role, person.name) if name}


class ViewMenu(QMenu):
    """Built-in views, one per owner, saved ones; and saving and removing them."""

    def __init__(
        self,
        current: ActionView,
        persons: Sequence[PersonRow],
        saved: Sequence[ActionView],
        who: str,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._current = current
        self._chosen: Callable[[ActionView], object] = lambda _view: None
        self._add(self, built_in_views(persons, who))
        if persons:
            self._add(self.addMenu(_("By owner")), owner_views(persons))
        if saved:
            self.addSeparator()
            self._add(self, saved)
        self.addSeparator()
        self.save = self.addAction(_("Save as a view…"))
        self._saved = saved

    def on_chosen(self, chosen: Callable[[ActionView], object]) -> None:
        """Call `chosen` with the view that is picked."""
        self._chosen = chosen

    def on_removed(self, removed: Callable[[str], object]) -> None:
        """Offer to remove the saved views; call `removed` with the name of one."""
        if self._saved:
            menu = self.addMenu(_("Remove a view"))
            for view in self._saved:
                action = menu.addAction(_escaped(view.name))
                action.triggered.connect(lambda _checked, name=view.name: removed(name))

    def _add(self, menu: QMenu, views: Sequence[ActionView]) -> None:
        for view in views:
            action = menu.addAction(_escaped(view.name))
            action.setCheckable(True)
            action.setChecked(view.shows_same(self._current))
            action.triggered.connect(lambda _checked, chosen=view: self._chosen(chosen))


GroupingName = tuple[ActionGrouping | None, str]


def grouping_names() -> tuple[GroupingName, ...]:
    """What the table can be grouped by, in words that follow "Group:"."""
    return (
        (None, pgettext("group by", "none")),
        (ActionGrouping.PROMISE, _("promise")),
        (ActionGrouping.OWNER, _("owner")),
        (ActionGrouping.PARTY, _("party")),
    )


def grouping_menu(
    current: ActionGrouping | None,
    chosen: Callable[[ActionGrouping | None], object],
    parent: QWidget,
) -> QMenu:
    """Choose what to group by."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    group = QActionGroup(menu)
    for grouping, words in grouping_names():
        action = menu.addAction(words[:1].upper() + words[1:])
        action.setCheckable(True)
        action.setActionGroup(group)
        action.setChecked(grouping is current)
        action.triggered.connect(lambda _checked, picked=grouping: chosen(picked))
    return menu


class ColumnMenu(QMenu):
    """Which columns show. It stays open while they are ticked."""

    def __init__(
        self, header: TableHeader, columns: Sequence[Column[Line]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, column in enumerate(columns):
            if number:
                action = self.addAction(column.title)
                action.setCheckable(True)
                action.setChecked(not header.isSectionHidden(number))
                action.toggled.connect(
                    lambda shown, n=number: header.setSectionHidden(n, not shown)
                )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._toggle():
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        toggles = event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not (toggles and self._toggle()):
            super().keyPressEvent(event)

    def _toggle(self) -> bool:
        # Qt answers None when nothing is under the pointer, whatever its stubs say.
        action: object = self.activeAction()
        if not isinstance(action, QAction):
            return False
        action.toggle()
        return True


def open_below(menu: QMenu, anchor: QWidget) -> None:
    """Show a menu under the button that opens it."""
    menu.popup(anchor.mapToGlobal(QPoint(0, anchor.height() + 4)))


def _escaped(words: str) -> str:
    return words.replace("&", "&&")
