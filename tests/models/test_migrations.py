"""The migrations make exactly the schema that the models describe, and leave nothing half done."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

from tests import factory
from tests.files import dump, unprivileged
from tests.old_book import check_old_rows, old_book
from tests.refusals import refused
from tools import new_revision
from tracker.models import migrations
from tracker.models.clock import WalkingClock
from tracker.models.engine import begin_write, engine_for
from tracker.models.errors import BookError
from tracker.models.schema import METADATA
from tracker.services.check import check_book


@pytest.fixture
def migrated(tmp_path: Path) -> Iterator[Engine]:
    engine = engine_for(tmp_path / "migrated.db", access="create")
    migrations.upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def created(tmp_path: Path) -> Iterator[Engine]:
    engine = engine_for(tmp_path / "created.db", access="create")
    with begin_write(engine) as connection:
        METADATA.create_all(connection)
        migrations.stamp(connection)
    yield engine
    engine.dispose()


def _schema(engine: Engine) -> dict[str, list[str]]:
    """Every table and index by name, with its column and constraint lines in a fixed order."""
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql <> ''"))
        # SQLAlchemy writes one column or constraint a line, SQLite adds columns to the last line.
        return {
            name: sorted(
                stripped
                for part in re.split(r",\s|\n", sql.replace('"', ""))
                if (stripped := part.strip(" \t,)"))
            )
            for name, sql in rows
        }


def test_upgrading_an_empty_file_gives_the_schema_of_the_models(
    migrated: Engine, created: Engine
) -> None:
    assert _schema(migrated) == _schema(created)


def test_alembic_sees_no_difference_either(migrated: Engine) -> None:
    with migrated.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_the_listed_revisions_are_the_scripts(migrated: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(migrations.LOCATION))
    scripts = ScriptDirectory.from_config(config).walk_revisions()
    assert [script.revision for script in scripts][::-1] == list(migrations.REVISIONS)


THIRD = """
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{down}"


def upgrade():
    with op.batch_alter_table("municipality") as batch:
        batch.add_column(sa.Column("motto", sa.String(), nullable=False, server_default=""))
    {then}
"""


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program as it will be one day, with one more revision; returns that revision's file."""
    location = tmp_path / "next version"
    shutil.copytree(migrations.LOCATION, location, ignore=shutil.ignore_patterns("__pycache__"))
    third = location / "versions" / "9999_municipalities_have_a_motto.py"
    third.write_text(THIRD.format(down=migrations.head(), then=""), "utf-8")
    monkeypatch.setattr(migrations, "LOCATION", location)
    monkeypatch.setattr(migrations, "REVISIONS", (*migrations.REVISIONS, "9999"))
    return third


def test_the_rows_of_the_first_version_are_kept(tmp_path: Path) -> None:
    engine = engine_for(tmp_path / "old.db", access="create")
    old_book(engine)
    migrations.upgrade(engine)
    check_old_rows(engine)
    engine.dispose()


def _columns(book: Path) -> set[str]:
    with closing(sqlite3.connect(book)) as connection:
        return {row[1] for row in connection.execute("PRAGMA table_info(municipality)")}


def test_an_older_book_is_backed_up_and_migrated(
    book_path: Path, next_version: Path, clock: WalkingClock
) -> None:
    before = dump(book_path)
    ctx = factory.opened(book_path, clock)
    assert check_book(ctx) == []
    ctx.close()
    assert "motto" in _columns(book_path)
    (backup,) = (path for path in book_path.parent.glob("*.loftesbok") if path != book_path)
    assert dump(backup) == before


def test_a_migration_that_fails_leaves_the_book_as_it_was(
    book_path: Path, next_version: Path
) -> None:
    before = dump(book_path)
    broken = 'op.execute("INSERT INTO municipality (id) VALUES (1)")'
    next_version.write_text(THIRD.format(down=migrations.REVISIONS[-2], then=broken), "utf-8")
    with pytest.raises(BookError):
        factory.opened(book_path)
    assert dump(book_path) == before


def test_an_older_book_that_cannot_be_written_is_refused(
    book_path: Path, next_version: Path
) -> None:
    before = book_path.read_bytes()
    with unprivileged(book_path.parent), refused("book.older_read_only"):
        factory.opened(book_path)
    assert book_path.read_bytes() == before


def test_a_book_from_a_newer_version_is_refused_untouched(book_path: Path) -> None:
    with closing(sqlite3.connect(book_path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = dump(book_path)
    with refused("book.newer"):
        factory.opened(book_path)
    assert dump(book_path) == before


def test_a_book_without_a_schema_number_is_none(book_path: Path) -> None:
    with closing(sqlite3.connect(book_path)) as connection:
        connection.execute("DROP TABLE alembic_version")
    with refused("book.not_a_book"):
        factory.opened(book_path)


@pytest.fixture
def workbench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the migrations for `tools/new_revision.py` to write in."""
    location = tmp_path / "migrations"
    shutil.copytree(migrations.LOCATION, location, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(migrations, "LOCATION", location)
    return location / "versions"


def test_the_tool_finds_nothing_that_the_migrations_lack(workbench: Path) -> None:
    assert new_revision.main(["Nothing at all"]) == 0
    written = workbench / f"{int(migrations.head()) + 1:04}_nothing_at_all.py"
    assert written.read_text("utf-8").endswith('    """Apply."""\n    pass\n')
