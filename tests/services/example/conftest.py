from pathlib import Path

import pytest

from tracker.services.context import AppContext


@pytest.fixture(scope="session")
def path(example_file: Path) -> Path:
    return example_file


@pytest.fixture
def ctx(example: AppContext) -> AppContext:
    return example
