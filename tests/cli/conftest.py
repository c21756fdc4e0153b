"""Running `lofte`, in this process and as one of its own."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tracker.cli import run

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command answered and printed."""

    code: int
    out: str
    error: str

    def json(self) -> Any:
        """What it printed, as JSON."""
        return json.loads(self.out)


Lofte = Callable[..., Ran]


@pytest.fixture
def lofte(capsys: pytest.CaptureFixture[str]) -> Lofte:
    """Runs a command here."""

    def command(*words: object) -> Ran:
        capsys.readouterr()
        code = run([str(word) for word in words])
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return command


def process(*words: object, **environment: str) -> Ran:
    """Runs a command as a user does, without a display."""
    kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    done = subprocess.run(
        [sys.executable, "-m", "tracker.cli", *map(str, words)],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**kept, "PYTHONIOENCODING": "utf-8", **environment},
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def example(new_example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example book; tests that write in it copy it first."""
    return Path(shutil.copy(new_example, tmp_path_factory.mktemp("cli")))
