"""Which schema a book has, and how an older one becomes the newest. Alembic loads only when due."""

from sqlalchemy import Connection, Engine, inspect, text

from tracker.models.engine import begin_write

# Oldest first; the last one is what this program writes.
REVISIONS = ("0001",)
HEAD = REVISIONS[-1]


def stamp(connection: Connection, revision: str = HEAD) -> None:
    """Write which schema the book has, where alembic looks for it."""
    connection.execute(
        text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    )
    connection.execute(
        text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": revision}
    )


def revision_of(connection: Connection) -> str | None:
    """The book's schema revision; None when it has none, and so is no book."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def upgrade(engine: Engine, target: str = HEAD) -> None:
    """Bring a book's schema up to `target`, in one transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "tracker:models/migrations")
    with begin_write(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, target)
