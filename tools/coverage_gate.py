"""Prints how much of the code the tests reach, and fails below the agreed limits.

    python tools/coverage_gate.py build/coverage.json

Lines and branches count alike. The window is held to 80 %, everything below it to 90 %.
"""

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any


@dataclass
class Part:
    """A part of the code with its limit in percent, and what has been counted in it."""

    name: str
    limit: int
    lines: int = 0
    covered_lines: int = 0
    branches: int = 0
    covered_branches: int = 0

    def add(self, summary: dict[str, Any]) -> None:
        """Count one file."""
        self.lines += summary["num_statements"]
        self.covered_lines += summary["covered_lines"]
        self.branches += summary["num_branches"]
        self.covered_branches += summary["covered_branches"]

    @property
    def percent(self) -> float:
        """Covered lines and branches of all lines and branches; 100 of nothing."""
        return _percent(self.covered_lines + self.covered_branches, self.lines + self.branches)

    @property
    def passed(self) -> bool:
        """Whether the limit is reached, without rounding up."""
        return self.percent >= self.limit

    def __str__(self) -> str:
        return (
            f"{self.name:10} {self.percent:5.1f} %  (at least {self.limit} %)"
            f"   lines {_percent(self.covered_lines, self.lines):5.1f} %"
            f"   branches {_percent(self.covered_branches, self.branches):5.1f} %"
            f"   {'passed' if self.passed else 'FAILED'}"
        )


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 100.0


def measure(report: dict[str, Any]) -> list[Part]:
    """The parts of the project, counted from coverage.py's JSON report."""
    below, window = Part("below ui", 90), Part("ui", 80)
    for name, entry in report["files"].items():
        part = window if PurePath(name.replace("\\", "/")).parts[:2] == ("tracker", "ui") else below
        part.add(entry["summary"])
    return [below, window]


def weakest(report: dict[str, Any], count: int = 10) -> list[str]:
    """The files with most to gain, as lines of text."""
    rows = []
    for name, entry in report["files"].items():
        summary = entry["summary"]
        missed = summary["missing_lines"] + summary["missing_branches"]
        if missed:
            rows.append((missed, summary["percent_covered"], name))
    rows.sort(reverse=True)
    return [
        f"  {missed:4} missed, {percent:5.1f} %  {name}" for missed, percent, name in rows[:count]
    ]


def main(arguments: list[str] | None = None) -> int:
    """Print the figures and return 1 when a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("report", type=Path)
    report = json.loads(parser.parse_args(arguments).report.read_text("utf-8"))
    parts = measure(report)
    print("\n".join(["Most to gain:", *weakest(report), "", "Coverage:", *map(str, parts)]))
    return 0 if all(part.passed for part in parts) else 1


if __name__ == "__main__":
    sys.exit(main())
