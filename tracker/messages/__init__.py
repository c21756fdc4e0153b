"""Words for what went wrong and for what was done: the edge where codes become sentences."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from tracker.i18n import _, format_date, format_number, ngettext
from tracker.labels import label
from tracker.messages.operations import OPERATIONS, OTHER_OPERATION
from tracker.messages.sentences import COUNTED, SENTENCES
from tracker.messages.vocabulary import field_word, gap, listed, row_word, signed_change
from tracker.models.completeness import Missing
from tracker.models.errors import Ambiguous, Invalid, TrackerError
from tracker.models.signing import SignedChange

__all__ = ["Finding", "change_words", "explain", "gap", "operation_name", "shortened"]

_MOST_SHOWN = 80
_TYPED = frozenset({"owner", "support", "survey", "text", "value"})
# What somebody called their columns may end in any mark of its own.
_HEADINGS = frozenset({"headings", "missing", "unknown"})
_IDENTIFIERS = frozenset({"id", "newer", "number", "row", "seq"})


class Finding(Protocol):
    """A code with parameters that is not an exception: from `check_book` or an import."""

    @property
    def code(self) -> str:
        """Names the sentence."""

    @property
    def params(self) -> Mapping[str, object]:
        """Fills it. With `file` and `row` (and `sheet`, `column`) it is about a cell of a list."""


def explain(error: TrackerError | Finding, field: str = "") -> str:
    """What happened, what was kept and what to do, in the current language. Plain text.

    `field` is what its field is called where it is shown, if not by its own word.
    """
    params = dict(error.params)
    if isinstance(error, Invalid) and error.field is not None:
        params["field"] = error.field
    if isinstance(error, Ambiguous):
        params["candidates"] = error.candidates
    params.setdefault("table", None)
    words = {name: _word(name, value) for name, value in params.items()}
    if field:
        words["field"] = field
    count = params.get("count")
    if error.code in COUNTED:
        sentence = COUNTED[error.code](count if isinstance(count, int) else 0)
    else:
        sentence = _(SENTENCES[error.code])
    return _place(params) + sentence.format_map(words)


def operation_name(name: str) -> str:
    """What an operation did, said afterwards: ``log.new`` → Insatsen loggad.

    A book may hold operations of a later version, which have no words here.
    """
    return _(OPERATIONS.get(name, OTHER_OPERATION))


def change_words(name: str, rows: Mapping[str, frozenset[int]]) -> str:
    """As `operation_name`; of several actions that rest, how many. `rows` by their tables."""
    n = len(rows.get("snooze", ()))
    if name == "action.snooze" and n > 1:
        return ngettext("{n} action rests", "{n} actions rest", n).format(n=format_number(n))
    return operation_name(name)


def shortened(text: str) -> str:
    """Text on one line, cut so that a sentence about it can still be read."""
    line = " ".join(text.split())
    return line if len(line) <= _MOST_SHOWN else f"{line[:_MOST_SHOWN]}…"


def _place(params: Mapping[str, object]) -> str:
    """Where in a list the finding is: ``insatser.csv, rad 7, kolumn Datum: ``."""
    if "row" not in params or "file" not in params:
        return ""
    parts = [str(params["file"])]
    if params.get("sheet"):
        parts.append(_("sheet {name}").format(name=params["sheet"]))
    parts.append(_("row {number}").format(number=params["row"]))
    if params.get("column"):
        parts.append(_("column {name}").format(name=params["column"]))
    return ", ".join(parts) + ": "


def _word(name: str, value: object) -> str:
    match name:
        case "field":
            return field_word(value)
        case "table" | "target":
            return row_word(value)
        case "operation":
            return operation_name(str(value))
    match value:
        case Missing():
            return gap(value)
        case SignedChange():
            return signed_change(value)
        case StrEnum():
            return label(value)
        case date():
            return format_date(value, "long")
        case bool():
            return _("yes") if value else _("no")
        case int() | float() | Decimal():
            return str(value) if name in _IDENTIFIERS else format_number(value)
        case tuple() | list():
            parts = [_word("", part) for part in value]
            if name in _HEADINGS:
                parts = [_("“{text}”").format(text=part) for part in parts]
            return "; ".join(parts) if name == "candidates" else listed(parts)
        case _:
            # A path must be whole to be found; what somebody typed need only be recognised.
            return shortened(str(value)) if name in _TYPED else str(value)
