"""Finding rows by what people type."""

from sqlalchemy import ColumnElement, and_, true
from sqlalchemy.orm import InstrumentedAttribute


def folded(text: str) -> str:
    """Text as it is compared in a search: no case, single spaces. Databases fold only ASCII."""
    return " ".join(text.casefold().split())


def holds_all_words(column: InstrumentedAttribute[str], typed: str) -> ColumnElement[bool]:
    """Every word typed occurs somewhere in the (folded) column; true for nothing typed."""
    words = folded(typed).split()
    return and_(true(), *(column.contains(word, autoescape=True) for word in words))
