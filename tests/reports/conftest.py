import pytest

from tests.reports.saffle import saffle
from tracker.reports.build import build_report
from tracker.services.reports.rows import ReportInput


@pytest.fixture
def example() -> ReportInput:
    """The example book's input."""
    return saffle()


@pytest.fixture(scope="session")
def example_pdf() -> bytes:
    """The example's report in Swedish, built once."""
    return build_report(saffle(), lang="sv")
