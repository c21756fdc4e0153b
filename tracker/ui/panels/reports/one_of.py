"""Which dialogue round or meeting a report is about, chosen by its title."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from tracker.ui.widgets.editors import Picker


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A round or a meeting: its title, and its first and last day."""

    id: int
    title: str
    first: date
    last: date


class OneOf(Picker[int]):
    """A picker of things that may share a title, which then are told apart by their day."""

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__((), parent=parent, placeholder=placeholder)
        self._rows: Sequence[Occurrence] = ()
        self._asked: int | None = None

    def set_rows(self, rows: Sequence[Occurrence]) -> None:
        """What there is to choose from."""
        self._rows = rows
        titles = Counter(row.title for row in rows)
        self.set_choices(
            [
                (row.id, row.title if titles[row.title] == 1 else f"{row.title}, {row.first}")
                for row in rows
            ]
        )
        self._choose()

    def ask_for(self, row_id: int) -> None:
        """Choose one, at once or when it is known."""
        self._asked = row_id
        self._choose()

    def choose_held(self, first: date, last: date) -> None:
        """Choose the one of these days, if only one was held then; otherwise none."""
        held = [row.id for row in self._rows if (row.first, row.last) == (first, last)]
        self.set_value(held[0] if len(held) == 1 else None)

    def _choose(self) -> None:
        if self._asked in {row.id for row in self._rows}:
            self.set_value(self._asked)
            self._asked = None
