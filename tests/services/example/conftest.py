from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.bootstrap import open_book
from tracker.services.context import AppContext
from tracker.services.example import build_example


@pytest.fixture(scope="session")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, built once: every test of it only reads."""
    book = tmp_path_factory.mktemp("example") / "saffle.loftesbok"
    build_example(book)
    return book


@pytest.fixture
def ctx(path: Path) -> Iterator[AppContext]:
    book = open_book(path, who=lambda: "Säkerhetssamordnare")
    yield book
    book.close()
