"""Columns as data: what a table shows, how wide, drawn by which delegate, sorted by what."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from tracker.ui.tokens import Tone

if TYPE_CHECKING:
    from tracker.ui.tables.delegates import CellDelegate

R = TypeVar("R")
Align = Literal["left", "right", "centre"]
Weight = Literal["normal", "medium", "strong"]


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column of rows of type `R`.

    `get` gives the value that the delegate draws and, through the delegate's `words`, what is read
    out and copied. `sort_key` is what the query sorts by; None when it can't be sorted.
    """

    id: str
    title: str
    get: Callable[[R], Any]
    width: int = 120
    align: Align = "left"
    delegate: "type[CellDelegate] | None" = None
    sort_key: str | None = None
    tone: Tone = "text"
    weight: Weight = "normal"
    stretch: bool = False
    """Takes the room that is left over. One per table."""
    shown: bool = True
    tip: Callable[[R], str] | None = None
    """A tooltip of the row's own for this cell; by default the words when they don't fit."""
    descending_first: bool = False
    """Whether the first click on the header puts the largest first."""
