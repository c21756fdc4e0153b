import pytest

from tests.reports.saffle import saffle
from tracker.reports.build import build_status
from tracker.services.status_rows import StatusInput


@pytest.fixture
def example() -> StatusInput:
    """The example book's input."""
    return saffle()


@pytest.fixture(scope="session")
def example_pdf() -> bytes:
    """The example's report in Swedish, built once."""
    return build_status(saffle(), lang="sv")
