"""The reading order of the example's reports, kept as text to see what a change does to it.

python -m tests.reports.golden     writes the files anew; read the difference before committing
"""

import shutil
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from tests.meetings import a_full_meeting
from tests.reports.cases import CASES, Case
from tracker.i18n import LANGUAGES, Language
from tracker.reports.build import build_report
from tracker.reports.registry import Choice, kind_of
from tracker.services.example import SHOWN_DAY, build_example
from tracker.services.reports.rows import ReportInput

FOLDER = Path(__file__).parent / "golden"


def golden_file(case: Case, lang: Language) -> Path:
    """Where the reading order is kept."""
    return FOLDER / f"{case}-{lang}.txt"


def example_data(case: Case, example: Path) -> ReportInput:
    """What a report of the example is made from; minutes are of a meeting in a copy of it.

    That meeting moves a deadline, which the other reports of the example are not to tell.
    """
    if Choice.MEETING not in kind_of(case.kind).choices:
        return case.read(example)
    book = example.with_name(f"{case}-{example.name}")
    if not book.exists():
        shutil.copy(example, book)
        a_full_meeting(book, SHOWN_DAY - timedelta(1))
    return case.read(book)


def reading_order(data: ReportInput, lang: Language) -> str:
    """What a screen reader is given, element by element, as poppler's `pdfinfo` tells it."""
    pdf = build_report(data, lang=lang)
    told = subprocess.run(
        ["pdfinfo", "-struct-text", "-enc", "UTF-8", "-"],
        input=pdf, capture_output=True, check=True,
    )  # fmt: skip
    return told.stdout.decode().replace("\r\n", "\n")


def main() -> None:
    """Write every file, and take away those of kinds that are no more."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.txt"):
        old.unlink()
    with tempfile.TemporaryDirectory(prefix="loftesboken-golden-") as folder:
        book = Path(folder) / "example.loftesbok"
        build_example(book)
        for case in CASES:
            data = example_data(case, book)
            for lang in LANGUAGES:
                path = golden_file(case, lang)
                path.write_text(reading_order(data, lang), "utf-8", newline="\n")
                sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
