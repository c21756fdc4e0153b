"""The same book in a file and on a server, so that one test can ask both."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import postgresql
from tests.factory import AGREEMENT, WHO, a_clock, opened
from tracker.models.clock import WalkingClock
from tracker.models.engine import engine_for
from tracker.services.books import NewBook, fill_database
from tracker.services.context import AppContext


@pytest.fixture(scope="session")
def server() -> Iterator[postgresql.Server]:
    """A PostgreSQL server of the test run's own."""
    programs = postgresql.binaries()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed (initdb, pg_ctl)")
    with postgresql.running(programs) as server:
        yield server


@pytest.fixture(scope="session")
def server_book(server: postgresql.Server) -> str:
    """The name of a database that holds the book of `tests.factory`, to copy from."""
    name = server.new_database()
    engine = engine_for(server.url(name))
    new = NewBook("Säffle", "Arvika", AGREEMENT)
    fill_database(engine, new, clock=a_clock(), who=WHO, book=name)
    engine.dispose()
    return name


@pytest.fixture
def server_url(server: postgresql.Server, server_book: str) -> Iterator[str]:
    """The address of a fresh copy of that book."""
    database = server.new_database(server_book)
    yield server.url(database)
    server.drop(database)


@pytest.fixture(params=["file", "server"])
def anywhere(request: pytest.FixtureRequest, clock: WalkingClock) -> Iterator[AppContext]:
    """The book, open: once from a file, once from a server."""
    if request.param == "file":
        yield request.getfixturevalue("ctx")
        return
    shared = opened(request.getfixturevalue("server_url"), clock)
    yield shared
    shared.close()


@pytest.fixture(scope="session")
def example_file(new_example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example book: whoever changes it changes a copy."""
    return Path(shutil.copy(new_example, tmp_path_factory.mktemp("services")))


@pytest.fixture
def example(example_file: Path) -> Iterator[AppContext]:
    """The example book, open to be read."""
    book = opened(example_file, who="Säkerhetssamordnare")
    yield book
    book.close()
