"""The code book: its themes added, changed, ordered and removed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Select, func, select

from tracker.models.coding import CodingTheme
from tracker.models.errors import Invalid
from tracker.models.problem import Evidence
from tracker.models.question import Question
from tracker.models.search import folded
from tracker.models.survey import ResponseTheme, Theme
from tracker.models.unit_of_work import Transaction
from tracker.services.context import AppContext

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class ThemeFields:
    """A theme's name, when to use it, and words that suggest it, with commas between."""

    name: str
    description: str = ""
    keywords: str = ""


def add_theme(ctx: AppContext, fields: ThemeFields) -> int:
    """Add a theme, last in the code book. Returns its id."""
    with ctx.write("theme.new") as tx:
        return add_theme_in(tx, fields)


def add_theme_in(tx: Transaction, fields: ThemeFields) -> int:
    """As `add_theme`, inside an operation that does more."""
    last = tx.session.scalar(select(func.max(Theme.position))) or 0
    return tx.add(Theme(position=last + 1, **_columns(tx, fields))).id


@dataclass(frozen=True, slots=True)
class EditTheme:
    """New values for a theme as the user saw it at `version`."""

    theme_id: int
    version: int
    fields: ThemeFields


def edit_theme(ctx: AppContext, cmd: EditTheme) -> None:
    """Change a theme; the answers that have it keep it."""
    with ctx.write("theme.edit") as tx:
        theme = tx.get(Theme, cmd.theme_id, cmd.version)
        for name, value in _columns(tx, cmd.fields, but=theme.id).items():
            setattr(theme, name, value)


def delete_theme(ctx: AppContext, theme_id: int, version: int) -> None:
    """Remove a theme that nothing uses. Raises `Invalid` with the counts of what does."""
    with ctx.write("theme.delete") as tx:
        theme = tx.get(Theme, theme_id, version)
        used: dict[str, Any] = {
            name: tx.session.scalar(select(func.count()).where(column == theme_id)) or 0
            for name, column in (
                ("answers", ResponseTheme.theme_id),
                ("codings", CodingTheme.theme_id),
                ("evidence", Evidence.theme_id),
                ("questions", Question.theme_id),
            )
        }
        if any(used.values()):
            raise Invalid("theme.is_used", theme=theme.name, **used)
        tx.delete(theme)


def order_themes(ctx: AppContext, theme_ids: Sequence[int]) -> None:
    """Give the code book a new order: these first, the rest after them as they were."""
    with ctx.write("theme.order") as tx:
        themes = {row.id: row for row in tx.session.scalars(in_order())}
        wanted = [tx.get(Theme, theme_id).id for theme_id in dict.fromkeys(theme_ids)]
        rest = [theme_id for theme_id in themes if theme_id not in set(wanted)]
        for position, theme_id in enumerate([*wanted, *rest], start=1):
            themes[theme_id].position = position


def in_order() -> Select[Theme]:
    """The themes as the code book has them."""
    return select(Theme).order_by(Theme.position, func.lower(Theme.name), Theme.id)


def keyword_list(keywords: str) -> list[str]:
    """The words of a `keywords` field, each once."""
    found: dict[str, str] = {}
    for word in keywords.replace(";", ",").split(","):
        tidy = " ".join(word.split())
        if tidy:
            found.setdefault(folded(tidy), tidy)
    return list(found.values())


def _columns(tx: Transaction, fields: ThemeFields, but: int | None = None) -> dict[str, str]:
    name = " ".join(fields.name.split())
    if not name:
        raise Invalid("field.required", field="name")
    if len(name) > LONGEST_NAME:
        raise Invalid("theme.long_name", field="name", limit=LONGEST_NAME)
    for theme_id, taken in tx.session.execute(select(Theme.id, Theme.name)):
        if folded(taken) == folded(name) and theme_id != but:
            raise Invalid("theme.exists", field="name", theme=taken)
    values = asdict(fields)
    return {
        **values,
        "name": name,
        "description": fields.description.strip(),
        "keywords": ", ".join(keyword_list(fields.keywords)),
    }
