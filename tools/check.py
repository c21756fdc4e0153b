"""Runs everything that guards the project, and says at the end what failed.

python tools/check.py             all of it
python tools/check.py types       only the named checks: format, lint, types, layers,
                                  words, locks, tests
python tools/check.py --coverage  measure what the tests reach too, and hold it to its limits;
                                  they then take half as long again
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COVERAGE = ROOT / "build" / "coverage.json"

# Where the environment's own programs are, on Windows with their .exe.
_SCRIPTS = str(Path(sys.executable).parent)


# Where files live in memory on Linux, and how much room the tests want there.
_MEMORY = Path("/dev/shm")
_ROOM = 2 * 1024**3


def _temporary() -> dict[str, str]:
    """The environment, with temporary files in memory where there is room.

    The tests make thousands of small databases; a disk would make them wait for each.
    """
    if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free >= _ROOM:
        return {**os.environ, "TMPDIR": str(_MEMORY)}
    return dict(os.environ)


def _commands(*, coverage: bool) -> dict[str, list[list[str]]]:
    python = sys.executable
    layers = shutil.which("lint-imports", path=_SCRIPTS) or "lint-imports"
    tests = [[python, "-m", "pytest", "-n", "auto"]]
    if coverage:
        tests[0] += ["--cov", "--cov-report=", f"--cov-report=json:{COVERAGE}"]
        tests.append([python, "tools/coverage_gate.py", str(COVERAGE)])
    return {
        "format": [[python, "-m", "ruff", "format", "--check", "."]],
        "lint": [[python, "-m", "ruff", "check", "."]],
        "types": [[python, "-m", "mypy"]],
        "layers": [[layers]],
        "words": [[python, "tools/i18n.py", "check"]],
        "locks": [[python, "tools/lock.py", "--check"]],
        "tests": tests,
    }


def main() -> int:
    """Run the checks and return 1 when any failed."""
    names = list(_commands(coverage=False))
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("checks", nargs="*", help=", ".join(names))
    parser.add_argument("--coverage", action="store_true", help="measure what the tests reach")
    given = parser.parse_args()
    chosen = given.checks or names
    if unknown := set(chosen) - set(names):
        parser.error(f"no such check: {', '.join(sorted(unknown))}")
    commands = _commands(coverage=given.coverage)
    COVERAGE.parent.mkdir(exist_ok=True)
    environment = _temporary()
    failed = []
    for name in chosen:
        started = time.monotonic()
        print(f"── {name} " + "─" * (70 - len(name)), flush=True)
        for command in commands[name]:
            if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
                failed.append(name)
                break
        print(f"   {time.monotonic() - started:.1f} s", flush=True)
    print(f"\nfailed: {', '.join(failed)}" if failed else "\neverything passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
