import os
import sys
from pathlib import Path
from typing import IO

import pytest

from tracker import paths
from tracker.paths import (
    atomic_write,
    backup_dir,
    file_system_of,
    is_network_path,
    linux_mounts,
    log_dir,
    macos_mounts,
    settings_dir,
)


def test_the_home_variable_moves_every_folder(home: Path) -> None:
    assert {settings_dir(), log_dir(), backup_dir()} == {
        home / "settings",
        home / "log",
        home / "backup",
    }


def test_without_it_the_platform_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(paths.HOME_VARIABLE)
    folders = {settings_dir(), log_dir(), backup_dir()}
    assert len(folders) == 3
    assert all("loftesboken" in str(folder) for folder in folders)


def test_atomic_write_takes_bytes_or_a_writer(tmp_path: Path) -> None:
    target = tmp_path / "å ä.txt"
    atomic_write(target, b"one")
    assert target.read_bytes() == b"one"
    atomic_write(target, lambda file: file.write(b"two"))
    assert target.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [target]


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    target.write_bytes(b"old")

    def fails(file: IO[bytes]) -> None:
        file.write(b"half of the n")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        atomic_write(target, fails)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_missing_folder_is_reported_as_such(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        atomic_write(tmp_path / "missing" / "file", b"")


def test_a_folder_in_the_way_is_an_error_and_leaves_no_temporary_file(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError, match="taken"):
        atomic_write(tmp_path / "taken", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.write_bytes(b"old")
    link = tmp_path / "link"
    link.symlink_to(real)
    atomic_write(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no umask")
def test_others_may_read_what_the_umask_lets_them(tmp_path: Path) -> None:
    # A report saved on a shared folder must open for the colleague.
    before = os.umask(0o022)
    try:
        atomic_write(tmp_path / "shared", b"")
    finally:
        os.umask(before)
    assert (tmp_path / "shared").stat().st_mode & 0o777 == 0o644


def test_a_local_folder_is_local(tmp_path: Path) -> None:
    assert not is_network_path(tmp_path / "not yet" / "there.loftesbok")


MOUNTINFO = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:35 / /mnt/gemensam\\040mapp rw,relatime shared:2 - cifs //server/share rw,vers=3.0
41 40 8:2 / /mnt/gemensam\\040mapp/lokal rw - ext4 /dev/sdb1 rw
42 22 0:36 / /home/anna/fjarr rw - fuse.sshfs anna@server: rw
43 22 8:3 / /data rw - ext4 /dev/sdc1 rw
44 22 0:37 / /data rw - nfs4 server:/data rw
"""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX paths")
@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/anna/a.loftesbok", "ext4"),
        ("/mnt/gemensam mapp/a.loftesbok", "cifs"),
        ("/mnt/gemensam mapp/lokal/a.loftesbok", "ext4"),
        ("/home/anna/fjarr/x/a.loftesbok", "fuse.sshfs"),
        ("/data/a.loftesbok", "nfs4"),
    ],
)
def test_the_innermost_mount_decides(path: str, kind: str) -> None:
    assert file_system_of(Path(path), linux_mounts(MOUNTINFO)) == kind


def test_macos_listing() -> None:
    listing = (
        "/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)\n"
        "//anna@server/Gemensam on /Volumes/Gemensam mapp (smbfs, nodev, nosuid)\n"
    )
    assert macos_mounts(listing) == [
        (Path("/"), "apfs"),
        (Path("/Volumes/Gemensam mapp"), "smbfs"),
    ]


@pytest.mark.parametrize(
    "path", [r"\\server\share\a.loftesbok", r"\\?\UNC\server\share\a.loftesbok"]
)
def test_windows_server_paths(path: str) -> None:
    assert paths._is_windows_network_path(path)


@pytest.mark.skipif(sys.platform == "win32", reason="asks Windows about the drive")
def test_windows_drive_paths() -> None:
    assert not paths._is_windows_network_path("\\\\?\\C:\\book.loftesbok")
