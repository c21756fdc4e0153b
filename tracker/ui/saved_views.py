"""Named ways to look at a list, in a small file beside the settings: one kind of list, one file."""

import json
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from tracker.paths import atomic_write, settings_dir

VERSION = 1

_log = logging.getLogger(__name__)


class Named(Protocol):
    """What can be saved."""

    @property
    def name(self) -> str:
        """What it is called; what the user saves has a name."""

    def names_rows(self) -> bool:
        """Whether it asks for rows that only one book has."""


V = TypeVar("V", bound=Named)


class SavedViews(Generic[V]):
    """The views that the user saved of one kind of list.

    Those that name a book's own rows are offered in the book they were saved in only.
    """

    FILE: ClassVar[str]

    def __init__(self, book: str) -> None:
        self._book = book

    @classmethod
    def file(cls) -> Path:
        """The file. It may not exist yet."""
        return settings_dir() / cls.FILE

    def views(self) -> tuple[V, ...]:
        """Those that can be used in this book, in the order they were saved."""
        known = (view for book, view in self.kept() if book in ("", self._book))
        return tuple(view for view in known if view.name)

    def save(self, view: V) -> None:
        """Keep `view`; an earlier one of the same name gives way."""
        others = [(book, kept) for book, kept in self.kept() if not self._is(book, kept, view.name)]
        self._write([*others, (self._book if view.names_rows() else "", view)])

    def remove(self, name: str) -> None:
        """Forget the view called `name`."""
        self._write([(book, kept) for book, kept in self.kept() if not self._is(book, kept, name)])

    def rename(self, name: str, new: str) -> None:
        """Call the view `new`, in its place; another of that name gives way."""
        if name == new:
            return
        others = [(book, kept) for book, kept in self.kept() if not self._is(book, kept, new)]
        self._write(
            [
                (book, self.named(kept, new) if self._is(book, kept, name) else kept)
                for book, kept in others
            ]
        )

    def named(self, view: V, name: str) -> V:
        """The same view under another name."""
        return self.from_json({**self.to_json(view), "name": name})

    def to_json(self, view: V) -> dict[str, Any]:
        """The view as plain values, its name among them."""
        raise NotImplementedError

    def from_json(self, item: dict[str, Any]) -> V:
        """The other way. May raise ValueError, KeyError or TypeError."""
        raise NotImplementedError

    def kept(self) -> list[tuple[str, V]]:
        """All that the file holds, each with its book, or empty for every book's."""
        try:
            content = json.loads(self.file().read_text("utf-8"))
            if content["version"] != VERSION:
                raise ValueError(f"version {content['version']}")
            return [(str(item["book"]), self.from_json(item)) for item in content["views"]]
        except FileNotFoundError:
            return []
        except (OSError, ValueError, KeyError, TypeError):
            _log.warning("saved views not understood", exc_info=True)
            return []

    def _is(self, book: str, view: V, name: str) -> bool:
        return view.name == name and book in ("", self._book)

    def _write(self, views: Sequence[tuple[str, V]]) -> None:
        items = [{"book": book, **self.to_json(view)} for book, view in views]
        text = json.dumps({"version": VERSION, "views": items}, ensure_ascii=False, indent=2)
        try:
            settings_dir().mkdir(parents=True, exist_ok=True)
            atomic_write(self.file(), text.encode())
        except OSError:
            _log.warning("saved views can't be written", exc_info=True)
