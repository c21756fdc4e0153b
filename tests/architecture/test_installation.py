"""What an installation weighs, and that trimming it took nothing that the program loads."""

import json
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest

from tools import trim
from tools.coverage_gate import main as gate
from tools.coverage_gate import measure

ROOT = Path(__file__).resolve().parents[2]

LOAD_EVERYTHING = """
import importlib, sys
from pathlib import Path
for name in sys.argv[1].split():
    importlib.import_module(f"PySide6.{name}")
from PySide6.QtCore import QLibraryInfo, QPluginLoader
folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
for name in sys.argv[2].split():
    for file in sorted(folder.glob(name)):
        loader = QPluginLoader(str(file))
        if not loader.load():
            sys.exit(loader.errorString())
"""

MODULES = (
    "QtCore QtGui QtWidgets QtSvg QtSvgWidgets QtPdf QtPdfWidgets QtPrintSupport QtNetwork "
    "QtTest QtDBus"
)
PLUGINS = (
    "platforms/*xcb* platforms/*offscreen* platforms/*windows* platforms/*cocoa* "
    "imageformats/*qsvg* imageformats/*qjpeg* iconengines/*qsvgicon* styles/*"
)


def test_the_program_and_all_it_needs_stay_below_300_mb() -> None:
    size = trim.installed_size(trim.locked_names()) + trim.size_of(ROOT / "resources")
    assert size <= 300e6, "was tools/trim.py run in this environment?"


def test_every_qt_module_and_plugin_in_use_loads_after_trimming() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOAD_EVERYTHING, MODULES, PLUGINS],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_nothing_superfluous_is_left() -> None:
    site_packages = Path(str(distribution("PySide6_Essentials").locate_file("")))
    assert [path for path in trim.superfluous(site_packages) if path.exists()] == []


# Names as the wheels for Windows and macOS spell them.
@pytest.mark.parametrize(
    ("name", "goes"),
    [
        ("PySide6/Qt6Quick.dll", True),
        ("PySide6/Qt6QmlModels.dll", True),
        ("PySide6/QtQuick.pyd", True),
        ("PySide6/pyside6qml.abi3.dll", True),
        ("PySide6/designer.exe", True),
        ("PySide6/qml/QtQuick/qmldir", True),
        ("PySide6/translations/qtbase_de.qm", True),
        ("PySide6/Qt/lib/QtQuick.framework/QtQuick", True),
        ("PySide6/Assistant.app/Contents/Info.plist", True),
        ("babel/locale-data/de_CH.dat", True),
        ("PySide6/Qt6Core.dll", False),
        ("PySide6/Qt6Pdf.dll", False),
        ("PySide6/Qt6PdfWidgets.dll", False),
        ("PySide6/QtPdf.pyd", False),
        ("PySide6/pyside6.abi3.dll", False),
        ("PySide6/plugins/platforms/qwindows.dll", False),
        ("PySide6/plugins/styles/qmodernwindowsstyle.dll", False),
        ("PySide6/translations/qtbase_sv.qm", False),
        ("PySide6/Qt/lib/QtWidgets.framework/QtWidgets", False),
        ("babel/locale-data/sv.dat", False),
        ("babel/locale-data/sv_SE.dat", False),
        ("babel/locale-data/en_001.dat", False),
        ("babel/locale-data/root.dat", False),
    ],
)
def test_other_systems_are_trimmed_alike(tmp_path: Path, name: str, goes: bool) -> None:
    file = tmp_path / name
    file.parent.mkdir(parents=True)
    file.write_bytes(b"12345")
    assert trim.trim(tmp_path) == (5 if goes else 0)
    assert file.exists() is not goes
    assert trim.trim(tmp_path) == 0


def test_the_locks_name_no_registry() -> None:
    for lock in ROOT.glob("*.lock"):
        text = lock.read_text("utf-8")
        assert "://" not in text
        assert "--index" not in text


def _summary(lines: int, covered: int, branches: int, covered_branches: int) -> dict[str, int]:
    return {
        "num_statements": lines,
        "covered_lines": covered,
        "missing_lines": lines - covered,
        "num_branches": branches,
        "covered_branches": covered_branches,
        "missing_branches": branches - covered_branches,
        "percent_covered": 0,
    }


def test_the_window_and_the_rest_have_limits_of_their_own(tmp_path: Path) -> None:
    files = {
        "tracker/ui/window.py": {"summary": _summary(80, 70, 20, 10)},
        "tracker\\ui\\panels\\log.py": {"summary": _summary(0, 0, 0, 0)},
        "tracker/services/log.py": {"summary": _summary(80, 75, 20, 15)},
    }
    below, window = measure({"files": files})
    assert (below.percent, below.passed) == (90, True)
    assert (window.percent, window.passed) == (80, True)
    report = tmp_path / "coverage.json"
    report.write_text(_json(files), "utf-8")
    assert gate([str(report)]) == 0
    files["tracker/services/log.py"] = {"summary": _summary(80, 74, 20, 15)}
    report.write_text(_json(files), "utf-8")
    assert gate([str(report)]) == 1


def _json(files: dict[str, dict[str, dict[str, int]]]) -> str:
    return json.dumps({"files": files})
