"""Files that the user asked for: whole or not at all, and refusals as sentences can be made of."""

from pathlib import Path

import pytest

from tests.files import unprivileged
from tests.refusals import refused
from tracker.models.book_file import write_file


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
