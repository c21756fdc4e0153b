"""What an import is asked for, and what became of it."""

from dataclasses import dataclass
from pathlib import Path

from tracker.services.check import Finding
from tracker.services.spreadsheet.headings import ImportKind


@dataclass(frozen=True, slots=True)
class ImportFile:
    """A list to import. `survey` names the survey that answers belong to, where no column does."""

    path: Path
    kind: ImportKind
    survey: str = ""
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class ImportResult:
    """How many rows were (or in a dry run would be) added, and what to say about the others.

    `problems` are rows that could not be read and were left out; `notes` concern rows or columns
    that were dealt with but are worth knowing about, among them every recognised duplicate that did
    not come from this very list. Rows `held_back` came in before but say something else: those of
    answers, with which the notes begin, have a known number, and those of a log form a known place
    in it. `updated` is how many rows of a log form changed an entry. `codes` and places are
    explained by `tracker.messages.explain`.
    """

    kind: ImportKind
    file: str
    added: int
    duplicates: int
    problems: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    dry_run: bool = False
    held_back: int = 0
    updated: int = 0
