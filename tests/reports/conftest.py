import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factory import opened
from tests.reports.saffle import saffle
from tracker.reports.build import build_report
from tracker.services.context import AppContext
from tracker.services.reports.rows import ReportInput


@pytest.fixture
def example() -> ReportInput:
    """The example book's input."""
    return saffle()


@pytest.fixture(scope="session")
def example_pdf() -> bytes:
    """The example's report in Swedish, built once."""
    return build_report(saffle(), lang="sv")


@pytest.fixture(scope="session")
def book(new_example: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppContext]:
    """The example book itself, open to be read."""
    ctx = opened(Path(shutil.copy(new_example, tmp_path_factory.mktemp("book"))))
    yield ctx
    ctx.close()
