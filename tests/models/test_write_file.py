"""Files that the user asked for: whole or not at all, and refusals as sentences can be made of."""

import errno
import os
import sys
from pathlib import Path

import pytest

from tests.files import unprivileged
from tests.refusals import refused
from tracker.models.book_file import file_error, write_file


def test_it_replaces_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "rapport å.pdf"
    write_file(path, b"older")
    write_file(path, b"newer")
    assert path.read_bytes() == b"newer"
    assert [file.name for file in tmp_path.iterdir()] == ["rapport å.pdf"]


def test_a_folder_in_the_files_place(tmp_path: Path) -> None:
    path = tmp_path / "upptagen.pdf"
    path.mkdir()
    (path / "fil").write_bytes(b"kept")
    with refused("file.is_folder"):
        write_file(path, b"newer")
    assert (path / "fil").read_bytes() == b"kept"
    assert [file.name for file in tmp_path.iterdir()] == ["upptagen.pdf"]


def test_a_missing_folder(tmp_path: Path) -> None:
    with refused("file.no_folder"):
        write_file(tmp_path / "saknas" / "rapport.pdf", b"newer")


def test_a_name_that_the_disk_has_no_room_for(tmp_path: Path) -> None:
    with refused("file.name_too_long"):
        write_file(tmp_path / ("r" * 300), b"newer")
    with refused("file.name_too_long"):
        write_file(tmp_path / ("r" * 300) / "rapport.pdf", b"newer")
    assert list(tmp_path.iterdir()) == []


def test_a_book_is_never_written_over(book_path: Path) -> None:
    before = book_path.read_bytes()
    link = book_path.with_name("rapport.pdf")
    link.symlink_to(book_path)
    for target in (book_path, link, book_path.parent / "." / book_path.name):
        with refused("file.is_book"):
            write_file(target, b"%PDF")
    assert book_path.read_bytes() == before


def test_what_lies_beside_a_book_belongs_to_it(book_path: Path) -> None:
    for ending in ("-wal", "-shm", "-journal"):
        with refused("file.is_book"):
            write_file(book_path.with_name(book_path.name + ending), b"newer")
    assert [file.name for file in book_path.parent.iterdir()] == [book_path.name]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes with a name are POSIX")
def test_what_is_neither_file_nor_folder_is_left(tmp_path: Path) -> None:
    pipe = tmp_path / "rapport.pdf"
    os.mkfifo(pipe)
    with refused("file.not_a_file"):
        write_file(pipe, b"newer")
    assert pipe.is_fifo()
    with refused("file.is_folder"):
        write_file(Path(), b"newer")


def test_a_file_in_the_folders_place() -> None:
    place = Path("rapport") / "a.pdf"
    for number, folder in ((errno.EEXIST, place), (errno.ENOTDIR, place.parent)):
        error = file_error(OSError(number, "x"), place)
        assert (error.code, error.params["folder"]) == ("file.not_a_folder", str(folder))


def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    path = tmp_path / "ut" / "rapport.pdf"
    path.parent.mkdir()
    path.write_bytes(b"older")
    with unprivileged(path.parent), refused("file.not_writable"):
        write_file(path, b"newer")
    assert path.read_bytes() == b"older"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk(tmp_path: Path) -> None:
    path = tmp_path / "rapport.pdf"
    path.write_bytes(b"older")

    def write(_file: object) -> None:
        with Path("/dev/full").open("wb", buffering=0) as full:
            full.write(b"newer")

    with refused("book.disk_full"):
        write_file(path, write)
    assert path.read_bytes() == b"older"
    assert [file.name for file in tmp_path.iterdir()] == ["rapport.pdf"]
