"""Where the program keeps its own files, and how files are written so that none is ever half."""

import os
import re
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Literal
from uuid import uuid4

APP = "loftesboken"
HOME_VARIABLE = "LOFTESBOKEN_HOME"
_NOT_IN_NAMES = '<>:"/\\|?*'
_LONGEST_NAME = 150
# SQLite's shared memory takes 32 KiB, and its log at least a page.
_LEAST_ROOM = 64 * 1024

_NETWORK_FILE_SYSTEMS = frozenset(
    {
        "9p",
        "afpfs",
        "afs",
        "ceph",
        "cifs",
        "davfs",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.rclone",
        "fuse.sshfs",
        "glusterfs",
        "ncpfs",
        "nfs",
        "nfs4",
        "smb3",
        "smbfs",
        "webdav",
    }
)


def _folder(kind: Literal["settings", "log", "backup"]) -> Path:
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return Path(home) / kind
    # The platform's own places, such as %LOCALAPPDATA% or ~/.config.
    import platformdirs

    if kind == "settings":
        return platformdirs.user_config_path(APP, appauthor=False)
    if kind == "log":
        return platformdirs.user_log_path(APP, appauthor=False)
    return platformdirs.user_data_path(APP, appauthor=False) / kind


def settings_dir() -> Path:
    """The folder of the settings file. It may not exist yet."""
    return _folder("settings")


def log_dir() -> Path:
    """The folder of the program's log. It may not exist yet."""
    return _folder("log")


def backup_dir() -> Path:
    """The folder of automatic backups, unless the user chose another. It may not exist yet."""
    return _folder("backup")


def atomic_write(path: Path, content: bytes | Callable[[IO[bytes]], object]) -> None:
    """Write a whole file or nothing: readers see the old content until the new is on the disk.

    `content` is the bytes, or a function that writes them to an open file. Raises what the
    system or that function raises, and then leaves neither a changed nor a temporary file.
    """
    # Replacing a link would leave what it points to untouched.
    target = path.resolve() if path.is_symlink() else path
    # Beside the target: a file can only be replaced atomically within its own file system.
    temporary = target.with_name(f".{uuid4().hex}.tmp")
    try:
        with temporary.open("xb") as file:
            if isinstance(content, bytes):
                file.write(content)
            else:
                content(file)
            file.flush()
            os.fsync(file.fileno())
        replace_file(temporary, target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def replace_file(source: Path, target: Path) -> None:
    """Put a finished file in `target`'s place, durably. Both lie in one file system."""
    _replace(source, target)
    _sync_folder(target.parent)


def _replace(source: Path, target: Path) -> None:
    if sys.platform == "win32":
        # A virus scanner or a thumbnail maker may hold either file for a moment.
        for pause in (0.02, 0.1, 0.5):
            try:
                os.replace(source, target)
            except PermissionError:
                time.sleep(pause)
            else:
                return
    os.replace(source, target)


def _sync_folder(folder: Path) -> None:
    # Without it a power cut can take back the new name. Windows has no such call.
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def is_disk_full(path: Path) -> bool:
    """Whether there is no room beside `path` for even the small files that SQLite keeps there.

    A disk that can only be read has none either, and is not called full.
    """
    try:
        if sys.platform == "win32":
            return shutil.disk_usage(path.parent).free < _LEAST_ROOM
        disk = os.statvfs(path.parent)
    except OSError:
        return False
    full = disk.f_bavail * disk.f_frsize < _LEAST_ROOM or (disk.f_files > 0 and disk.f_favail == 0)
    return full and not disk.f_flag & os.ST_RDONLY


def is_network_path(path: Path) -> bool:
    """Whether `path` (which need not exist yet) lies on a file server.

    There SQLite's write-ahead log is unsafe (sqlite.org/wal.html). Unknown counts as local.
    """
    if sys.platform == "win32":
        return _is_windows_network_path(str(path.absolute()))
    if sys.platform == "darwin":
        from subprocess import run

        listing = run(["/sbin/mount"], capture_output=True, text=True, check=False).stdout
        mounts = macos_mounts(listing)
    else:
        try:
            mounts = linux_mounts(Path("/proc/self/mountinfo").read_text("utf-8", "replace"))
        except OSError:
            return False
    return file_system_of(path.resolve(), mounts) in _NETWORK_FILE_SYSTEMS


def _is_windows_network_path(path: str) -> bool:
    if path.startswith(("\\\\?\\UNC\\", "//?/UNC/")):
        return True
    plain = path.removeprefix("\\\\?\\")
    if plain.startswith(("\\\\", "//")):
        return True
    if sys.platform != "win32":
        return False
    import ctypes

    drive_remote = 4
    return ctypes.windll.kernel32.GetDriveTypeW(Path(plain).anchor) == drive_remote


def linux_mounts(mountinfo: str) -> list[tuple[Path, str]]:
    """Mount points and file systems of /proc/self/mountinfo; see proc(5)."""
    mounts = []
    for line in mountinfo.splitlines():
        before, separator, after = line.partition(" - ")
        if separator:
            # Spaces and other awkward characters are written in octal: \040.
            point = re.sub(r"\\(\d{3})", lambda m: chr(int(m[1], 8)), before.split(" ")[4])
            mounts.append((Path(point), after.split(" ")[0]))
    return mounts


def macos_mounts(listing: str) -> list[tuple[Path, str]]:
    """Mount points and file systems of mount(8): ``//me@server/s on /Volumes/s (smbfs, …)``."""
    found = re.findall(r"(?m) on (/.*) \((\w+)", listing)
    return [(Path(point), kind) for point, kind in found]


def file_system_of(path: Path, mounts: list[tuple[Path, str]]) -> str:
    """The file system of the innermost mount around `path`; empty when there is none."""
    around = [(point, kind) for point, kind in mounts if path.is_relative_to(point)]
    # A later mount on the same point hides the earlier one; max() alone would keep the first.
    return max(reversed(around), key=lambda mount: len(mount[0].parts), default=(path, ""))[1]


def file_name(text: str) -> str:
    """`text` as the name of a file, on every system."""
    allowed = "".join("-" if c in _NOT_IN_NAMES or ord(c) < 32 else c for c in text)
    return allowed[:_LONGEST_NAME].rstrip()
