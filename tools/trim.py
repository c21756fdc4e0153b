"""Takes away what a Qt Widgets program in Swedish and English never loads.

    python tools/trim.py            trim the environment of this Python
    python tools/trim.py --report   print the installed size of what the program needs, in MB

PySide6_Essentials carries a second user interface toolkit (QML and Qt Quick), the Qt developer
tools and their catalogues: together nearly half of it. Babel carries every locale on earth. The
set-up removes them so that an installation stays below 300 MB. What is absent is passed over, so
it is safe to run again, on any system and after any update.

What remains was checked with ldd: no library of QtCore, QtGui, QtWidgets, QtSvg, QtPdf,
QtPrintSupport, QtNetwork, QtTest or QtDBus, and no platform, image, icon or print plugin, links
to what is removed. tests/architecture/test_installation.py keeps watch over that.
"""

import argparse
import re
import shutil
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"

# Qt modules by the beginning of their names, without "Qt" or "Qt6". A module is a library
# (libQt6Quick.so.6, Qt6Quick.dll, QtQuick.framework) and often a binding (QtQuick.abi3.so,
# QtQuick.pyd) with its stub (QtQuick.pyi).
_MODULES = (
    "Designer",
    "Help",
    "Labs",
    "Lottie",
    "PdfQuick",
    "Qml",
    "Quick",
    "UiTools",
    "WaylandCompositor",
    "WaylandEglCompositor",
)
_LIBRARY = re.compile(rf"(?:lib)?Qt6?(?:{'|'.join(_MODULES)})\w*\.(?:so|dll|framework|abi3|pyd?i?)")
_BINDING_OF_QML = re.compile(r"(?:lib)?pyside6qml\.")

_PROGRAMS = frozenset(
    {
        "assistant",
        "balsam",
        "balsamui",
        "designer",
        "linguist",
        "lrelease",
        "lupdate",
        "qmlcachegen",
        "qmlformat",
        "qmlimportscanner",
        "qmllint",
        "qmlls",
        "qmltyperegistrar",
        "qsb",
        "svgtoqml",
    }
)

# Folders below PySide6, and below PySide6/Qt where Linux and macOS keep Qt itself.
_FOLDERS = (
    "doc",
    "glue",
    "include",
    "metatypes",
    "plugins/designer",
    "plugins/qmltooling",
    "plugins/vectorimageformats",
    "plugins/wayland-graphics-integration-server",
    "qml",
    "typesystems",
)

_KEPT_CATALOGUE = re.compile(r"qt(?:base)?_(?:sv|en)\.qm")
_KEPT_LOCALE = re.compile(r"(?:root|LICENSE\.unicode|(?:sv|en)(?:_\w+)?\.dat)(?:\.dat)?")


def superfluous(site_packages: Path) -> Iterator[Path]:
    """Every file and folder under `site_packages` that may go."""
    pyside = site_packages / "PySide6"
    for base in (pyside, pyside / "Qt"):
        yield from (base / folder for folder in _FOLDERS)
        yield from _unless(_KEPT_CATALOGUE, base / "translations")
        yield from (base / "plugins" / "platforminputcontexts").glob("*qtvirtualkeyboard*")
    for folder in (pyside, pyside / "Qt" / "lib", pyside / "Qt" / "libexec"):
        yield from (path for path in _entries(folder) if _is_superfluous(path))
    yield from _unless(_KEPT_LOCALE, site_packages / "babel" / "locale-data")


def _is_superfluous(path: Path) -> bool:
    program = path.name.removesuffix(".exe").removesuffix(".app").lower()
    return (
        program in _PROGRAMS
        or _LIBRARY.match(path.name) is not None
        or _BINDING_OF_QML.match(path.name) is not None
    )


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _unless(kept: re.Pattern[str], folder: Path) -> Iterable[Path]:
    return (path for path in _entries(folder) if not kept.fullmatch(path.name))


def trim(site_packages: Path) -> int:
    """Remove what is superfluous and return the bytes that were freed."""
    freed = 0
    for path in list(superfluous(site_packages)):
        size = size_of(path)
        try:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        except OSError as error:
            # A program that runs right now holds its libraries on Windows. Not worth failing for.
            print(f"could not remove {path}: {error.strerror}", file=sys.stderr)
        else:
            freed += size
    return freed


def size_of(path: Path) -> int:
    """The bytes of a file, or of everything in a folder; 0 for what does not exist."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file() and not file.is_symlink())


def locked_names(lock: Path = LOCK) -> list[str]:
    """The distributions that a lock file pins, whether or not this system needs them."""
    lines = lock.read_text("utf-8").splitlines()
    return [line.partition("==")[0] for line in lines if "==" in line and not line.startswith("#")]


def installed_size(names: Iterable[str]) -> int:
    """The bytes that the files of the named distributions take in this environment."""
    files: set[Path] = set()
    for name in names:
        try:
            listed = distribution(name).files or []
        except PackageNotFoundError:
            continue  # locked for another system
        # The record names no bytecode that was compiled later, so look beside the sources.
        for entry in listed:
            file = Path(str(entry.locate())).resolve()
            files.add(file)
            if file.suffix == ".py":
                files.update((file.parent / "__pycache__").glob(f"{file.stem}.*.pyc"))
    return sum(file.stat().st_size for file in files if file.is_file())


def main(arguments: list[str] | None = None) -> int:
    """Trim or report; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--report", action="store_true", help="print the size, change nothing")
    options = parser.parse_args(arguments)
    if options.report:
        print(f"{installed_size(locked_names()) / 1e6:.0f} MB installed")
    else:
        freed = trim(Path(sysconfig.get_path("purelib")))
        print(f"{freed / 1e6:.0f} MB removed that the program never loads")
    return 0


if __name__ == "__main__":
    sys.exit(main())
