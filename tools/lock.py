"""Writes the lock files from what is installed: every version that was tested, and no registry.

    python tools/lock.py            rewrite requirements.lock and requirements-dev.lock
    python tools/lock.py --check    exit 1 when pyproject.toml asks for something else

To move to newer versions: `pip install --upgrade …` in .venv, run the tests, then run this. The
files serve Linux, Windows and macOS alike. A package that only another system needs, such as
colorama on Windows, is not installed here and keeps the version that the lock already names.
"""

import argparse
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
SYSTEMS = {"linux": ("Linux", "posix"), "win32": ("Windows", "nt"), "darwin": ("Darwin", "posix")}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")


def _environments() -> Iterator[tuple[str, dict[str, str]]]:
    for system, (platform, os_name) in SYSTEMS.items():
        for python in PYTHONS:
            yield (
                system,
                {
                    "implementation_name": "cpython",
                    "platform_python_implementation": "CPython",
                    "platform_system": platform,
                    "sys_platform": system,
                    "os_name": os_name,
                    "python_version": python,
                    "python_full_version": f"{python}.0",
                },
            )


def _needs(name: str, extras: Iterable[str], environment: dict[str, str]) -> list[Requirement]:
    """What a distribution asks for in `environment`; nothing when it is not installed here."""
    try:
        asked = [Requirement(text) for text in distribution(name).requires or []]
    except PackageNotFoundError:
        return []
    return [
        need
        for need in asked
        if need.marker is None
        or any(need.marker.evaluate({**environment, "extra": extra}) for extra in ("", *extras))
    ]


def closure(wanted: Iterable[str]) -> dict[str, set[str]]:
    """Every distribution that `wanted` leads to, with the systems that need it."""
    found: dict[str, set[str]] = {}
    for system, environment in _environments():
        queue = [Requirement(text) for text in wanted]
        seen: set[tuple[str, frozenset[str]]] = set()
        while queue:
            need = queue.pop()
            key = (canonicalize_name(need.name), frozenset(need.extras))
            if key not in seen:
                seen.add(key)
                found.setdefault(key[0], set()).add(system)
                queue += _needs(need.name, need.extras, environment)
    return found


def _locked(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    pins = [line.partition(";")[0].partition("==") for line in path.read_text("utf-8").splitlines()]
    return {name.strip(): version.strip() for name, equals, version in pins if equals}


def _version(name: str, known: dict[str, str]) -> str:
    try:
        return distribution(name).version
    except PackageNotFoundError:
        if name not in known:
            raise SystemExit(
                f"{name} is for another system and not installed here: "
                f"write {name}==VERSION into the lock file once, by hand"
            ) from None
        return known[name]


def _lines(found: dict[str, set[str]], known: dict[str, str]) -> list[str]:
    lines = []
    for name, systems in sorted(found.items()):
        pin = f"{name}=={_version(name, known)}"
        if systems != set(SYSTEMS):
            marker = " or ".join(f'sys_platform == "{system}"' for system in sorted(systems))
            pin += f" ; {marker}"
        lines.append(pin)
    return lines


def locks() -> dict[Path, str]:
    """The lock files and what should be in them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    runtime_file, dev_file = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
    known = _locked(runtime_file) | _locked(dev_file)
    runtime = closure(project["dependencies"])
    everything = closure([*project["dependencies"], *project["optional-dependencies"]["dev"]])
    # What the program needs on one system only may be needed by the tests on all.
    added = {name: on for name, on in everything.items() if runtime.get(name) != on}
    head = "# Written by tools/lock.py: {}.\n"
    return {
        runtime_file: head.format("what the program runs with")
        + "\n".join([*_lines(runtime, known), ""]),
        dev_file: head.format("what the tests run with, beside the program's own")
        + "\n".join(["-r requirements.lock", *_lines(added, known), ""]),
    }


def main() -> int:
    """Write or check the lock files and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    stale = {
        path: text
        for path, text in locks().items()
        if not path.exists() or path.read_text("utf-8") != text
    }
    if not options.check:
        for path, text in stale.items():
            path.write_text(text, "utf-8", newline="\n")
        return 0
    for path in stale:
        print(f"{path.name} is not what is installed here: run tools/lock.py", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
