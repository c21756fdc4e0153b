from collections.abc import Iterator

import pytest

from tests.factory import opened
from tests.reports.saffle import saffle
from tracker.reports.build import build_report
from tracker.services.context import AppContext
from tracker.services.example import build_example
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
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppContext]:
    """The example book itself, open to be read."""
    path = tmp_path_factory.mktemp("book") / "saffle.loftesbok"
    build_example(path)
    ctx = opened(path)
    yield ctx
    ctx.close()
