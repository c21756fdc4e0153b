"""The pictures of every view: one process of its own makes them all, as `lofte shots` does."""

import os
import subprocess
import sys
from pathlib import Path
from typing import get_args

from PySide6.QtGui import QImage

from tracker.ui.desk import Page
from tracker.ui.shots import SIZE, THEMES

ROOT = Path(__file__).parents[2]


def test_every_view_is_pictured_light_and_dark(tmp_path: Path, home: Path) -> None:
    ran = shots(tmp_path / "bilder")
    assert (ran.returncode, ran.stderr) == (0, "")
    names = {path.stem for path in (tmp_path / "bilder").iterdir()}
    views = ("welcome", *get_args(Page), "menu", "log-new", "palette", "agreement", "settings")
    assert {f"{view}-{theme}" for view in views for theme in THEMES} <= names
    for path in (tmp_path / "bilder").iterdir():
        image = QImage(str(path))
        assert (image.width(), image.height()) == SIZE, path
        assert several_colours(image), path
    # The report's page is white paper on it, in the dark too.
    dark = QImage(str(tmp_path / "bilder" / "reports-dark.png"))
    assert dark.pixelColor(1000, 500).lightness() > 200
    # The user's own settings and books are left alone.
    assert list(home.rglob("*.loftesbok")) == []


def test_a_picture_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    in_the_way = tmp_path / "bilder" / "welcome-light.png"
    in_the_way.mkdir(parents=True)
    ran = shots(in_the_way.parent)
    assert ran.returncode == 1
    assert ran.stderr == f"lofte: {in_the_way} är en mapp, så inget skrevs. Välj ett annat namn.\n"


def shots(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tracker.cli", "shots", str(folder)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8"},
        check=False,
        timeout=300,
        capture_output=True,
        encoding="utf-8",
    )


def several_colours(image: QImage) -> bool:
    points = ((x, y) for x in range(10, SIZE[0], 40) for y in range(10, SIZE[1], 30))
    return len({image.pixelColor(x, y).rgb() for x, y in points}) > 5
