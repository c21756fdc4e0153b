"""Makes .venv ready: creates it, installs the locked versions and the project, and trims Qt.

    python3 tools/setup_env.py          what the program needs
    python3 tools/setup_env.py --dev    and what its tests need

Needs nothing but Python 3.11 or later, and can be run again at any time: when nothing has
changed it is done in a blink.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "loftesboken-setup"
LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"
BUILD_LOCK = ROOT / "requirements-build.lock"
OLDEST = (3, 11)

# Run as a script, Python finds this folder only.
sys.path.insert(0, str(ROOT))

from tools.system_libraries import ensure  # noqa: E402


class SetupError(Exception):
    """The set-up can't go on; the message says why and what to do."""


def _stamp(*, dev: bool) -> str:
    """What the environment is made from, so that a change in any of it is noticed."""
    digest = hashlib.sha256(f"{ROOT} {sys.version}".encode())
    for file in (LOCK, BUILD_LOCK, ROOT / "pyproject.toml", ROOT / "tools" / "trim.py"):
        digest.update(file.read_bytes())
    if dev:
        digest.update(DEV_LOCK.read_bytes())
    return digest.hexdigest()


def _is_up_to_date(*, dev: bool) -> bool:
    try:
        done = STAMP.read_text("utf-8").split()
    except OSError:
        return False
    # An environment for the tests serves the program as well.
    return _stamp(dev=True) in done or (not dev and _stamp(dev=False) in done)


def _run(*command: str | Path, failure: str, **variables: str) -> None:
    done = subprocess.run(
        [str(part) for part in command], cwd=ROOT, env={**os.environ, **variables}, check=False
    )
    if done.returncode:
        raise SetupError(failure)


def _works(python: Path) -> bool:
    """Whether an environment's Python runs, is this very version, and has pip."""
    if not python.exists():
        return False
    code = "import pip, sys; print(*sys.version_info[:2])"
    done = subprocess.run([str(python), "-c", code], capture_output=True, text=True, check=False)
    return done.stdout.split() == [str(part) for part in sys.version_info[:2]]


def _create() -> None:
    if _works(PYTHON):
        return
    if VENV.exists():
        # Made by another Python, or moved: its programs point to what is gone.
        shutil.rmtree(VENV)
    print("creating .venv", flush=True)
    version = "{}.{}".format(*sys.version_info)
    _run(
        sys.executable,
        "-m",
        "venv",
        VENV,
        failure="Python can't create an environment. On Debian and Ubuntu its venv module is a "
        f"package of its own: sudo apt-get install python{version}-venv",
    )


def _install(*, dev: bool) -> None:
    # Twice quiet: errors only, not what pip thinks of the machine's settings.
    pip = (PYTHON, "-m", "pip", "--disable-pip-version-check", "-qq", "install")
    print("installing the locked versions (the first time takes a few minutes)", flush=True)
    _run(
        *pip,
        "-r",
        DEV_LOCK if dev else LOCK,
        failure="The packages could not be installed. pip has said why above; without a network "
        "connection, point pip to a folder of wheels with PIP_FIND_LINKS.",
    )
    # pip builds the project in an environment of its own, which is pinned as well. The second
    # name is for pip 25.3 and later.
    _run(
        *pip,
        "--no-deps",
        "--editable",
        ROOT,
        failure="The project itself could not be installed. pip has said why above.",
        PIP_CONSTRAINT=str(BUILD_LOCK),
        PIP_BUILD_CONSTRAINT=str(BUILD_LOCK),
    )
    _run(PYTHON, ROOT / "tools" / "trim.py", failure="Trimming Qt failed.")


def set_up(*, dev: bool) -> None:
    """Bring the environment up to date. Raises SetupError when that is impossible."""
    if sys.version_info < OLDEST:
        raise SetupError(
            "Löftesboken needs Python {}.{} or later; ".format(*OLDEST)
            + "this is {}.{}.".format(*sys.version_info)
        )
    if not ensure(tests=dev):
        raise SetupError("Then run this again.")
    if _is_up_to_date(dev=dev):
        return
    _create()
    STAMP.unlink(missing_ok=True)
    _install(dev=dev)
    stamps = [_stamp(dev=False), *([_stamp(dev=True)] if dev else [])]
    STAMP.write_text("\n".join(stamps) + "\n", "utf-8")


def main() -> int:
    """Set up and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--dev", action="store_true", help="also what the tests need")
    options = parser.parse_args()
    try:
        set_up(dev=options.dev)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
