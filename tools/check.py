"""Runs everything that guards the project, and says at the end what failed.

python tools/check.py             all of it
python tools/check.py types       only the named checks: format, lint, types, layers,
                                  words, locks, tests
"""

import argparse
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COVERAGE = ROOT / "build" / "coverage.json"

# Where the environment's own programs are, on Windows with their .exe.
_SCRIPTS = str(Path(sys.executable).parent)


def _commands() -> dict[str, list[list[str]]]:
    python = sys.executable
    layers = shutil.which("lint-imports", path=_SCRIPTS) or "lint-imports"
    tests = ["pytest", "-n", "auto", "--cov", "--cov-report=", f"--cov-report=json:{COVERAGE}"]
    return {
        "format": [[python, "-m", "ruff", "format", "--check", "."]],
        "lint": [[python, "-m", "ruff", "check", "."]],
        "types": [[python, "-m", "mypy"]],
        "layers": [[layers]],
        "words": [[python, "tools/i18n.py", "check"]],
        "locks": [[python, "tools/lock.py", "--check"]],
        "tests": [[python, "-m", *tests], [python, "tools/coverage_gate.py", str(COVERAGE)]],
    }


def main() -> int:
    """Run the checks and return 1 when any failed."""
    commands = _commands()
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("checks", nargs="*", help=", ".join(commands))
    chosen = parser.parse_args().checks or list(commands)
    if unknown := set(chosen) - set(commands):
        parser.error(f"no such check: {', '.join(sorted(unknown))}")
    COVERAGE.parent.mkdir(exist_ok=True)
    failed = []
    for name in chosen:
        started = time.monotonic()
        print(f"── {name} " + "─" * (70 - len(name)), flush=True)
        for command in commands[name]:
            if subprocess.run(command, cwd=ROOT, check=False).returncode:
                failed.append(name)
                break
        print(f"   {time.monotonic() - started:.1f} s", flush=True)
    print(f"\nfailed: {', '.join(failed)}" if failed else "\neverything passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
