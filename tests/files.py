"""Looking at book files from outside, and being somebody who may not write them."""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

NOBODY = 65534


def dump(book: Path) -> str:
    """Everything the book holds, as SQL: two dumps are equal when nothing differs."""
    with closing(sqlite3.connect(f"{book.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        return "\n".join(connection.iterdump())


@contextmanager
def unprivileged(*folders: Path) -> Iterator[None]:
    """Inside, nothing in `folders` can be written, not even by a test run as root."""
    paths = [path for folder in folders for path in (folder, *folder.iterdir())]
    modes = {path: path.stat().st_mode for path in paths}
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        with _as_nobody(folders):
            yield
    finally:
        for path, mode in modes.items():
            if path.exists():
                path.chmod(mode)


@contextmanager
def _as_nobody(folders: tuple[Path, ...]) -> Iterator[None]:
    if sys.platform == "win32" or os.getuid() != 0:
        yield
        return
    # Permissions do not bind root, so for a while this process is somebody else; the saved id
    # lets it return.
    for parent in {parent for folder in folders for parent in folder.parents}:
        if parent != Path(parent.anchor):
            parent.chmod(parent.stat().st_mode | 0o011)
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
