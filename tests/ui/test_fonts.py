"""The window's font is bundled, and in a form that every platform's font engine reads."""

import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo, QFontMetricsF
from pytestqt.qtbot import QtBot

from tracker.resources import resource_path
from tracker.ui import fonts

FILES = ("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf")


@pytest.mark.parametrize("name", FILES)
def test_a_font_file_is_plain_truetype(name: str) -> None:
    assert resource_path(f"fonts/{name}").read_bytes()[:4] == b"\x00\x01\x00\x00"


@pytest.mark.parametrize("name", FILES)
def test_qt_reads_the_font_as_inter(qtbot: QtBot, name: str) -> None:
    font = QFontDatabase.addApplicationFont(str(resource_path(f"fonts/{name}")))
    assert font >= 0
    assert any(f.startswith("Inter") for f in QFontDatabase.applicationFontFamilies(font))


def test_the_window_is_set_in_the_bundled_font(qtbot: QtBot) -> None:
    fonts.load()
    assert QFontInfo(fonts.body_strong()).family().startswith("Inter")


def test_tabular_figures_leave_hyphens_and_spaces_as_they_are(qtbot: QtBot) -> None:
    fonts.load()
    plain, tabular = QFontMetricsF(fonts.body()), QFontMetricsF(fonts.body(tabular=True))
    for sign in "- ,.:()":
        assert tabular.horizontalAdvance(sign) == plain.horizontalAdvance(sign)
    assert tabular.horizontalAdvance("1") == tabular.horizontalAdvance("8")
