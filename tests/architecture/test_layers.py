"""The layering is checked by import-linter; this checks that the check itself bites."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _lint(root: Path) -> subprocess.CompletedProcess[str]:
    # The copy must be found before the installed checkout.
    code = "import sys; sys.path.insert(0, '.'); "
    code += "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", code, "--no-cache"],
        cwd=root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package and its rules, free to be spoiled."""
    shutil.copytree(
        ROOT / "tracker", tmp_path / "tracker", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_project_keeps_its_contracts(copy: Path) -> None:
    done = _lint(copy)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("models/planted.py", "import tracker.services.planted", "Dependencies run one way"),
        ("services/planted.py", "import tracker.reports", "Dependencies run one way"),
        ("reports/planted.py", "import tracker.ui", "Dependencies run one way"),
        ("services/planted.py", "from PySide6.QtCore import QObject", "Only the window knows Qt"),
        ("ui/planted.py", "import sqlalchemy", "The window never touches the database"),
        ("ui/planted.py", "import typer", "without the command line's packages"),
        ("settings.py", "import tracker.models", "The small modules stand alone"),
    ],
)
def test_a_planted_violation_is_found(copy: Path, module: str, line: str, contract: str) -> None:
    (copy / "tracker" / "services" / "planted.py").touch()
    with (copy / "tracker" / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    done = _lint(copy)
    assert done.returncode == 1, done.stdout + done.stderr
    broken = [row for row in done.stdout.splitlines() if row.endswith("BROKEN")]
    assert any(contract in row for row in broken), done.stdout
