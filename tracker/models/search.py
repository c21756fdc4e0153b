"""Finding rows by what people type."""

from typing import Any

from sqlalchemy import Boolean, ColumnElement, and_, func
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

# More no longer narrows a search, and databases refuse endless patterns and conditions.
MOST_WORDS = 16
LONGEST_WORD = 64
_AFTER_Z = str.maketrans("åäö", "{|}")


class _HoldsAnyCase(FunctionElement[bool]):
    """Whether the first text holds the pattern, whatever the case of A to Z."""

    type = Boolean()
    inherit_cache = True


@compiles(_HoldsAnyCase, "sqlite")
def _holds_sqlite(element: _HoldsAnyCase, compiler: SQLCompiler, **kw: object) -> str:
    # LIKE folds A to Z by itself, in a third of the time that lower() takes.
    text, pattern = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"({text} LIKE {pattern} ESCAPE '/')"


@compiles(_HoldsAnyCase)
def _holds(element: _HoldsAnyCase, compiler: SQLCompiler, **kw: object) -> str:
    text, pattern = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"({text} ILIKE {pattern} ESCAPE '/')"


def folded(text: str) -> str:
    """Text as it is compared in a search: no case, single spaces. Databases fold only ASCII."""
    return " ".join(text.casefold().split())


def alphabetical(text: str) -> str:
    """A key that sorts as Swedish does: without regard to case, and å, ä, ö after z."""
    return folded(text).translate(_AFTER_Z)


def sought_words(typed: str) -> list[str]:
    """The words to look for, folded, each once, and no more than a search can use."""
    # What no book can hold, no database wants to be asked for.
    possible = typed.replace("\0", " ").encode("utf-8", "ignore").decode("utf-8")
    words = dict.fromkeys(word[:LONGEST_WORD] for word in folded(possible).split())
    return list(words)[:MOST_WORDS]


def holds_word(
    column: InstrumentedAttribute[str] | InstrumentedAttribute[str | None], word: str
) -> ColumnElement[bool]:
    """One of `sought_words` occurs in a column that holds text as people wrote it.

    Letters without a capital of their own, like ß, are not found.
    """
    exactly = "".join(f"/{letter}" if letter in "/%_" else letter for letter in word)
    capitals = {letter: letter.upper() for letter in word if not letter.isascii()}
    text: Any = column
    for letter, capital in capitals.items():
        if capital != letter and len(capital) == 1:
            text = func.replace(text, capital, letter)
    if text is column:
        return _HoldsAnyCase(column, f"%{exactly}%")
    # Folding every text takes long: only what holds the other letters, with room for these.
    roughly = "".join("_" if letter in capitals else letter for letter in exactly)
    return and_(_HoldsAnyCase(column, f"%{roughly}%"), _HoldsAnyCase(text, f"%{exactly}%"))
