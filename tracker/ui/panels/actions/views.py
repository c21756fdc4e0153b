"""What the table is asked to show: filters, order, groups and columns; and named ones of these."""

from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from tracker.models.enums import ActionStatus, FollowUp, Party, PromiseStatus
from tracker.services.queries.action_ids import ActionGrouping, ActionQuery, ActionSort
from tracker.ui.saved_views import SavedViews

SOON_DAYS = 30


class Due(StrEnum):
    """A span of deadlines that moves with the day."""

    PASSED = "passed"
    SOON = "soon"
    THIS_YEAR = "this_year"


@dataclass(frozen=True, slots=True)
class ActionView:
    """A table of actions. `due` stands for the days of `query`, worked out when it is shown.

    `columns` are the ids of those that show, in their order; None leaves them as they are.
    """

    name: str = ""
    query: ActionQuery = field(default_factory=ActionQuery)
    due: Due | None = None
    grouping: ActionGrouping | None = None
    columns: tuple[str, ...] | None = None

    def asked(self, today: date) -> ActionQuery:
        """The query as it is on `today`."""
        match self.due:
            case Due.PASSED:
                return replace(self.query, only_late=True)
            case Due.SOON:
                return replace(self.query, due_from=today, due_to=today + timedelta(days=SOON_DAYS))
            case Due.THIS_YEAR:
                first, last = date(today.year, 1, 1), date(today.year, 12, 31)
                return replace(self.query, due_from=first, due_to=last)
            case None:
                return self.query

    def shows_same(self, other: "ActionView") -> bool:
        """Whether the two find and order the same rows."""
        mine, theirs = (replace(view, name="", columns=None) for view in (self, other))
        return mine == theirs

    def names_rows(self) -> bool:
        """Whether it filters on owners or promises, which only one book has."""
        return bool(self.query.owner_ids or self.query.promise_ids)

    def filters(self) -> bool:
        """Whether it leaves anything out."""
        order = ActionQuery(sort=self.query.sort, descending=self.query.descending)
        return self.due is not None or self.query != order


def from_query(query: ActionQuery, today: date) -> ActionView:
    """A view of a query that came from elsewhere, with its days understood where they can be."""
    if query.only_open:
        running = frozenset(status for status in ActionStatus if not status.ended)
        query = replace(query, only_open=False, statuses=query.statuses & running or running)
    for due in Due:
        bare = replace(query, due_from=None, due_to=None, only_late=False)
        view = ActionView(query=bare, due=due)
        if view.asked(today) == query:
            return view
    return ActionView(query=query)


class ViewStore(SavedViews[ActionView]):
    """The views that the user saved of the table."""

    FILE = "action-views.json"

    def columns(self) -> tuple[str, ...] | None:
        """The columns that were kept last; None for those that show from the start."""
        # The view without a name is the table as it was left.
        return next((view.columns for _book, view in self.kept() if not view.name), None)

    def keep_columns(self, columns: tuple[str, ...]) -> None:
        """Remember which columns show, for the next run."""
        self.save(ActionView(columns=columns))

    def to_json(self, view: ActionView) -> dict[str, Any]:
        return _to_json(view)

    def from_json(self, item: dict[str, Any]) -> ActionView:
        return _from_json(item)


_ENUMS: dict[str, type[StrEnum]] = {
    "parties": Party,
    "statuses": ActionStatus,
    "colours": FollowUp,
    "promise_statuses": PromiseStatus,
}


def _to_json(view: ActionView) -> dict[str, Any]:
    plain = ActionQuery()
    query = {
        known.name: _plain(getattr(view.query, known.name))
        for known in fields(ActionQuery)
        if getattr(view.query, known.name) != getattr(plain, known.name)
    }
    return {
        "name": view.name,
        "query": query,
        "due": view.due,
        "grouping": view.grouping,
        "columns": view.columns,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    return value.isoformat() if isinstance(value, date) else value


def _from_json(item: dict[str, Any]) -> ActionView:
    query = ActionQuery(**{name: _query_value(name, v) for name, v in item["query"].items()})
    columns = item["columns"]
    return ActionView(
        name=str(item["name"]),
        query=query,
        due=Due(item["due"]) if item["due"] else None,
        grouping=ActionGrouping(item["grouping"]) if item["grouping"] else None,
        columns=None if columns is None else tuple(map(str, columns)),
    )


def _query_value(name: str, value: Any) -> Any:
    if name in _ENUMS:
        return frozenset(map(_ENUMS[name], value))
    if name in ("owner_ids", "promise_ids", "years"):
        return frozenset(map(int, value))
    if name in ("due_from", "due_to"):
        return date.fromisoformat(value)
    return ActionSort(value) if name == "sort" else value
