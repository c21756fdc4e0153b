"""Alembic's entry point: migrate, or compare, on the connection that the caller hands over."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from tracker.models.base import ROW_KEY, Quantity, UtcTime
from tracker.models.schema import METADATA


def _render(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:
    """Our own column types by their names; everything else as alembic writes it."""
    if kind != "type":
        return False
    if item is ROW_KEY:
        name = call = "ROW_KEY"
    elif isinstance(item, (Quantity, UtcTime)):
        name = type(item).__name__
        call = f"{name}()"
    else:
        return False
    autogen.imports.add(f"from tracker.models.base import {name}")
    return call


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    render_item=_render,
    # The caller's transaction holds data and schema together, on both databases.
    transactional_ddl=False,
)
context.run_migrations()
