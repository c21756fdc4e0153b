"""Which schema a book has, and how an older one becomes the newest. Alembic loads only when due.

`tools/new_revision.py` writes a new one from what the models say.
"""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from tracker.models.engine import begin_migration

LOCATION = Path(__file__).parent
# Oldest first; the last one is what this program writes.
REVISIONS = ("0001", "0002", "0003", "0004")


def head() -> str:
    """The revision that this program reads and writes."""
    return REVISIONS[-1]


def stamp(connection: Connection) -> None:
    """Write which schema the book has, where alembic looks for it."""
    connection.execute(
        text(
            # As alembic makes it, so that a migrated book and a new one have one schema.
            "CREATE TABLE alembic_version (\n"
            "version_num VARCHAR(32) NOT NULL,\n"
            "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n)"
        )
    )
    connection.execute(text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": head()})


def revision_of(connection: Connection) -> str | None:
    """The book's schema revision; None when it has none, and so is no book."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def upgrade(engine: Engine) -> None:
    """Bring a book's schema up to `head()`, in one transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(LOCATION).replace("%", "%%"))
    with begin_migration(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, head())
