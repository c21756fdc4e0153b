"""Looking at book files from outside, and being somebody who may not write them."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tracker.models.book_file import connect_briefly

NOBODY = 65534


def dump(book: Path) -> str:
    """Everything the book holds, as SQL: two dumps are equal when nothing differs."""
    with closing(connect_briefly(book)) as connection:
        return "\n".join(connection.iterdump())


@contextmanager
def unprivileged(*given: Path, mode: int = 0o444) -> Iterator[None]:
    """Inside, the files given, and folders with all they hold, have `mode`: not even root may more.

    A file's own folder can be written.
    """
    modes = {path: path.stat().st_mode for path in _touched(given)}
    for path in given:
        path.parent.chmod(0o777)
        for inside in path.iterdir() if path.is_dir() else ():
            inside.chmod(mode)
        path.chmod(mode | 0o111 if path.is_dir() else mode)
    try:
        with _as_nobody(given):
            yield
    finally:
        for path, before in modes.items():
            if path.exists():
                path.chmod(before)


def _touched(given: tuple[Path, ...]) -> Iterator[Path]:
    for path in given:
        yield path
        yield path.parent
        yield from path.iterdir() if path.is_dir() else ()


@contextmanager
def _as_nobody(paths: tuple[Path, ...]) -> Iterator[None]:
    if sys.platform == "win32" or os.getuid() != 0:
        yield
        return
    # Permissions do not bind root, so for a while this process is somebody else; the saved id
    # lets it return.
    for parent in {parent for path in paths for parent in path.parents}:
        if parent != Path(parent.anchor):
            parent.chmod(parent.stat().st_mode | 0o011)
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


def look_from_outside(book: Path) -> int:
    """How many log entries another process finds, which then closes the book as its last user."""
    code = (
        "import sqlite3, sys\n"
        "book = sqlite3.connect(sys.argv[1])\n"
        "print(book.execute('SELECT count(*) FROM log_entry').fetchone()[0])\n"
        "book.close()\n"
    )
    return int(subprocess.check_output([sys.executable, "-c", code, str(book)], text=True))
