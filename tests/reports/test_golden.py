"""The example's reports are read aloud as they were when somebody last looked."""

import shutil
from pathlib import Path

import pytest

from tests.reports.cases import CASES, Case
from tests.reports.golden import FOLDER, example_data, golden_file, reading_order
from tracker.i18n import LANGUAGES, Language


@pytest.fixture(scope="module")
def example_file(new_example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copy(new_example, tmp_path_factory.mktemp("golden")))


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler is not installed")
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_reading_order_is_as_it_was(example_file: Path, case: Case, lang: Language) -> None:
    kept = golden_file(case, lang)
    assert kept.exists(), "write it with: python -m tests.reports.golden"
    now = reading_order(example_data(case, example_file), lang)
    assert now == kept.read_text("utf-8"), "if it is meant: python -m tests.reports.golden"


def test_nothing_is_kept_that_is_no_report() -> None:
    kept = {path.name for path in FOLDER.iterdir()}
    assert kept <= {golden_file(case, lang).name for case in CASES for lang in LANGUAGES}
