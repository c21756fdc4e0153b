"""What the table is asked to show: filters, order, groups and columns; and named ones of these."""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from tracker.models.enums import ActionStatus, FollowUp, Party, PromiseStatus
from tracker.paths import atomic_write, settings_dir
from tracker.services.queries.action_ids import ActionGrouping, ActionQuery, ActionSort

VERSION = 1
SOON_DAYS = 30

_log = logging.getLogger(__name__)


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


class ViewStore:
    """The views that the user saved, in a small file beside the settings.

    Those that name owners or promises are offered in the book they were saved in only.
    """

    def __init__(self, book: str) -> None:
        self._book = book

    @staticmethod
    def file() -> Path:
        """The file. It may not exist yet."""
        return settings_dir() / "action-views.json"

    def views(self) -> tuple[ActionView, ...]:
        """Those that can be used in this book, in the order they were saved."""
        known = (view for book, view in self._all() if book in ("", self._book))
        return tuple(view for view in known if view.name)

    def columns(self) -> tuple[str, ...] | None:
        """The columns that were kept last; None for those that show from the start."""
        # The view without a name is the table as it was left.
        return next((view.columns for _book, view in self._all() if not view.name), None)

    def keep_columns(self, columns: tuple[str, ...]) -> None:
        """Remember which columns show, for the next run."""
        self.save(ActionView(columns=columns))

    def save(self, view: ActionView) -> None:
        """Keep `view`; an earlier one of the same name gives way."""
        others = [(book, kept) for book, kept in self._all() if not self._is(book, kept, view.name)]
        self._write([*others, (self._book if view.names_rows() else "", view)])

    def remove(self, name: str) -> None:
        """Forget the view called `name`."""
        self._write([(book, kept) for book, kept in self._all() if not self._is(book, kept, name)])

    def _is(self, book: str, view: ActionView, name: str) -> bool:
        return view.name == name and book in ("", self._book)

    def _all(self) -> list[tuple[str, ActionView]]:
        try:
            content = json.loads(self.file().read_text("utf-8"))
            if content["version"] != VERSION:
                raise ValueError(f"version {content['version']}")
            return [(str(item["book"]), _from_json(item)) for item in content["views"]]
        except FileNotFoundError:
            return []
        except (OSError, ValueError, KeyError, TypeError):
            _log.warning("saved views not understood", exc_info=True)
            return []

    def _write(self, views: Sequence[tuple[str, ActionView]]) -> None:
        items = [{"book": book, **_to_json(view)} for book, view in views]
        text = json.dumps({"version": VERSION, "views": items}, ensure_ascii=False, indent=2)
        try:
            settings_dir().mkdir(parents=True, exist_ok=True)
            atomic_write(self.file(), text.encode())
        except OSError:
            _log.warning("saved views can't be written", exc_info=True)


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
