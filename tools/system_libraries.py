"""The shared libraries that Qt expects from a Linux system, and how to get the missing ones."""

import ctypes
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Need:
    """A Debian package and what shows that it is there: a library's soname, or a program."""

    package: str
    soname: str = ""
    program: str = ""

    def missing(self) -> bool:
        """Whether the system lacks it."""
        if self.program:
            return shutil.which(self.program) is None
        try:
            ctypes.CDLL(self.soname)
        except OSError:
            return True
        return False


# Without these `import PySide6.QtWidgets` or QtPdf fails, even with no display.
TO_IMPORT = (
    Need("libegl1", "libEGL.so.1"),
    Need("libgl1", "libGL.so.1"),
    Need("libxkbcommon0", "libxkbcommon.so.0"),
    Need("libdbus-1-3", "libdbus-1.so.3"),
    Need("libfontconfig1", "libfontconfig.so.1"),
    Need("libglib2.0-0", "libgthread-2.0.so.0"),
    Need("libgssapi-krb5-2", "libgssapi_krb5.so.2"),
)

# Without these there is no window: the xcb platform plugin links to them.
TO_SHOW = (
    Need("libxcb-cursor0", "libxcb-cursor.so.0"),
    Need("libxcb-icccm4", "libxcb-icccm.so.4"),
    Need("libxcb-image0", "libxcb-image.so.0"),
    Need("libxcb-keysyms1", "libxcb-keysyms.so.1"),
    Need("libxcb-randr0", "libxcb-randr.so.0"),
    Need("libxcb-render-util0", "libxcb-render-util.so.0"),
    Need("libxcb-shape0", "libxcb-shape.so.0"),
    Need("libxcb-sync1", "libxcb-sync.so.1"),
    Need("libxcb-xfixes0", "libxcb-xfixes.so.0"),
    Need("libxcb-xinerama0", "libxcb-xinerama.so.0"),
    Need("libxcb-xkb1", "libxcb-xkb.so.1"),
    Need("libx11-xcb1", "libX11-xcb.so.1"),
    Need("libxkbcommon-x11-0", "libxkbcommon-x11.so.0"),
)

# The same for a Wayland session.
TO_SHOW_ON_WAYLAND = (
    Need("libwayland-cursor0", "libwayland-cursor.so.0"),
    Need("libwayland-egl1", "libwayland-egl.so.1"),
)

# The tests read the text and the pages of finished reports with poppler, and the page for the web
# in a browser.
TO_TEST = (
    Need("poppler-utils", program="pdftoppm"),
    Need("chromium", program="chromium"),
    Need("chromium-driver", program="chromedriver"),
)


def ensure(*, tests: bool) -> bool:
    """Install what is missing, or say how; return whether the program can work without it.

    Installs with apt-get as root or with a sudo that asks for no password. Elsewhere than on
    Linux there is nothing to do.
    """
    if not sys.platform.startswith("linux"):
        return True
    on_wayland = "WAYLAND_DISPLAY" in os.environ
    wanted = [*TO_IMPORT, *TO_SHOW, *(TO_SHOW_ON_WAYLAND if on_wayland else ())]
    missing = [need for need in [*wanted, *(TO_TEST if tests else ())] if need.missing()]
    if missing:
        _install([need.package for need in missing])
        missing = [need for need in missing if need.missing()]
    if not missing:
        return True
    _explain(missing)
    indispensable = {*TO_IMPORT, *(TO_TEST if tests else ())}
    if "DISPLAY" in os.environ or on_wayland:
        indispensable.update(wanted)
    return indispensable.isdisjoint(missing)


def _install(packages: list[str]) -> None:
    apt = shutil.which("apt-get")
    if apt is None:
        return
    root: list[str] = []
    if os.geteuid() != 0:
        sudo = shutil.which("sudo")
        if sudo is None or subprocess.run([sudo, "-n", "true"], capture_output=True).returncode:
            return
        root = [sudo, "-n"]
    print(f"installing {' '.join(packages)}", flush=True)
    quietly = [*root, "env", "DEBIAN_FRONTEND=noninteractive", apt, "-qq"]
    # A fresh image has no package lists. When the update fails, old lists may still do.
    subprocess.run([*quietly, "update"], stdout=subprocess.DEVNULL)
    subprocess.run(
        [*quietly, "install", "--yes", "--no-install-recommends", *packages],
        stdout=subprocess.DEVNULL,
    )


def _explain(missing: list[Need]) -> None:
    packages = " ".join(need.package for need in missing)
    if shutil.which("apt-get"):
        advice = f"install them with:\n\n    sudo apt-get install {packages}\n"
    else:
        advice = f"install what Debian calls: {packages}"
    print(f"The system lacks libraries that Qt or the tests need; {advice}", file=sys.stderr)
