"""Which part of the queue is shown: the filters, saved ones by name, and those that rest."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from tracker.i18n import _
from tracker.services.queries.review import ReviewQuery
from tracker.ui.page import PageView
from tracker.ui.panels.actions.naming import NameViewDialog
from tracker.ui.panels.review.filters import QueueChoices, QueueFilters, read_choices
from tracker.ui.panels.review.views import ReviewView, ReviewViews, built_in_views


class Filtering(QObject):
    """Keeps the filters' choices fresh, and offers what has a name. `changed` when they change."""

    changed = Signal()

    def __init__(self, page: PageView, filters: QueueFilters) -> None:
        super().__init__(page)
        self._page, self._desk, self._filters = page, page.desk, filters
        self._choices = QueueChoices()
        self._store = ReviewViews(page.desk.ctx.book)
        self._chosen = ""
        filters.changed.connect(self.changed)
        filters.views.clicked.connect(self.open_views)

    def refresh(self) -> None:
        """Read again what the chips offer."""
        read = partial(read_choices, self._desk.ctx)
        self._desk.read(read, self._on_choices, owner=self)

    def show(self, query: ReviewQuery) -> None:
        """Ask for a part of the queue."""
        self._filters.show_query(query)
        self.changed.emit()

    def turn(self) -> None:
        """From the queue to what rests, and back."""
        query = self._filters.query()
        self.show(replace(query, resting=not query.resting))

    def open_views(self) -> None:
        """Offer the named parts; the first nine by their number."""
        menu = self.menu()
        anchor = self._filters if self._filters.isVisible() else self._page
        menu.popup(anchor.mapToGlobal(QPoint(16, 16)))

    def menu(self) -> QMenu:
        """Built-in parts, saved ones; and saving, renaming and removing them."""
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        saved = self._store.views()
        built_in = built_in_views(self._choices.persons, self._desk.ctx.who())
        shown = self._shown([*built_in, *saved])
        self._add(menu, built_in, 1, shown)
        if saved:
            menu.addSeparator()
            self._add(menu, saved, 1 + len(built_in), shown)
        menu.addSeparator()
        keep = menu.addAction(_("Save as a view…"), partial(self._save, saved))
        keep.setEnabled(self._filters.is_set())
        if saved:
            rename, remove = menu.addMenu(_("Rename a view")), menu.addMenu(_("Remove a view"))
            for view in saved:
                words = view.name.replace("&", "&&")
                rename.addAction(words, partial(self._rename, saved, view.name))
                remove.addAction(words, partial(self._store.remove, view.name))
        return menu

    def _shown(self, views: Sequence[ReviewView]) -> ReviewView | None:
        """The view that is shown: of two that ask for the same, the one that was chosen."""
        now = replace(self._filters.query(), resting=False)
        same = [view for view in views if view.query == now]
        return next((view for view in same if view.name == self._chosen), next(iter(same), None))

    def _add(
        self, menu: QMenu, views: Sequence[ReviewView], first: int, shown: ReviewView | None
    ) -> None:
        for number, view in enumerate(views, start=first):
            words = view.name.replace("&", "&&")
            action = menu.addAction(f"&{number}  {words}" if number <= 9 else words)
            action.setCheckable(True)
            action.setChecked(view is shown)
            action.triggered.connect(partial(self._on_view, view))

    def _on_view(self, view: ReviewView, _checked: bool = False) -> None:
        self._chosen = view.name
        self.show(view.query)

    def _save(self, saved: Sequence[ReviewView]) -> None:
        kept = _("What the filter asks for is kept in it.")
        dialog = NameViewDialog({view.name for view in saved}, self._page, kept=kept)

        def save(name: str) -> None:
            query = replace(self._filters.query(), resting=False)
            self._store.save(ReviewView(name, query))
            self._chosen = name
            dialog.saved()

        dialog.submitted.connect(save)
        dialog.open()

    def _rename(self, saved: Sequence[ReviewView], name: str) -> None:
        others = {view.name for view in saved} - {name}
        kept = _("What the view asks for stays as it is.")
        dialog = NameViewDialog(others, self._page, kept=kept, name=name)

        def rename(new: str) -> None:
            self._store.rename(name, new)
            self._chosen = new if self._chosen == name else self._chosen
            dialog.saved()

        dialog.submitted.connect(rename)
        dialog.open()

    def _on_choices(self, choices: QueueChoices) -> None:
        self._choices = choices
        self._filters.set_choices(choices)
