"""The theme follows the system or the choice, and icons and fonts follow the theme."""

import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QGuiApplication, QRawFont
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tracker.resources import resource_path
from tracker.ui import fonts, icons
from tracker.ui.stylesheet import style_sheet
from tracker.ui.theme import Theme
from tracker.ui.tokens import DARK, LIGHT


def test_switching_changes_palette_sheet_and_tells(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.set_mode("dark")
    assert theme.tokens() is DARK
    assert QGuiApplication.palette().window().color().name() == DARK.bg.lower()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    assert DARK.surface in app.styleSheet()
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_mode("dark")


def test_system_follows_the_desktop(theme: Theme) -> None:
    theme.set_mode("system")
    assert theme.mode == "system"
    assert theme.tokens() in (LIGHT, DARK)


def test_a_bound_icon_is_renewed_and_replaced(theme: Theme, qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    theme.bind_icon(button, "plus", "text")
    light = button.icon().pixmap(16).toImage()
    theme.set_mode("dark")
    assert button.icon().pixmap(16).toImage() != light
    theme.bind_icon(button, "book", "text")
    book = button.icon().pixmap(16).toImage()
    theme.set_mode("light")
    theme.set_mode("dark")
    assert button.icon().pixmap(16).toImage() == book


def test_style_sheet_leaves_no_placeholder_and_its_art_exists() -> None:
    for tokens in (LIGHT, DARK):
        sheet = style_sheet(tokens)
        assert "$" not in sheet
        for part in sheet.split('url("')[1:]:
            assert Path(part.split('"')[0]).is_file()


def test_style_art_is_the_icon_set_in_the_themes_colours() -> None:
    source = {"tick": "check"}
    for tokens, folder in ((LIGHT, "light"), (DARK, "dark")):
        for path in (resource_path("icons") / "style" / folder).glob("*.svg"):
            svg = path.read_text(encoding="utf-8")
            original = resource_path(f"icons/{source.get(path.stem, path.stem)}.svg").read_text()
            shape = original.split('<path d="')[1].split('"')[0]
            assert shape in svg
            tint = {"check": tokens.on_accent, "minus": tokens.on_accent, "tick": tokens.text}
            assert tint.get(path.stem, tokens.text2) in svg


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_draws_in_one_colour_at_1x_and_2x(theme: Theme, name: str) -> None:
    source = resource_path(f"icons/{name}.svg").read_text(encoding="utf-8")
    if name != "app":
        assert 'viewBox="0 0 16 16"' in source
        assert 'stroke-width="1.4"' in source
        assert "#" not in source
    for dpr in (1.0, 2.0):
        image = icons.pixmap(name, LIGHT.tone("text"), 16, dpr).toImage()
        assert image.width() == 16 * dpr
        pixels = product(range(image.width()), range(image.height()))
        assert any(image.pixelColor(x, y).alpha() > 128 for x, y in pixels)


def test_icons_are_drawn_once_per_colour_and_size(theme: Theme) -> None:
    first = icons.pixmap("plus", LIGHT.tone("text"))
    assert icons.pixmap("plus", LIGHT.tone("text")) is first
    assert icons.pixmap("plus", DARK.tone("text")) is not first
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no-such-icon", LIGHT.tone("text"))


def test_app_icon_has_every_size(theme: Theme) -> None:
    sizes = {size.width() for size in icons.app_icon().availableSizes()}
    assert {16, 32, 48, 256} <= sizes


def test_inter_is_loaded_with_its_weights_and_tabular_figures(theme: Theme) -> None:
    assert QFontInfo(fonts.body()).family().startswith("Inter")
    assert fonts.page_title().weight() == QFont.Weight.DemiBold
    tabular = QFontMetricsF(fonts.body(tabular=True))
    assert tabular.horizontalAdvance("1111") == tabular.horizontalAdvance("8888")
    assert tabular.horizontalAdvance("GC-bana") == QFontMetricsF(fonts.body()).horizontalAdvance(
        "GC-bana"
    )
    plain = QFontMetricsF(fonts.body())
    assert plain.horizontalAdvance("1111") < plain.horizontalAdvance("8888")


@pytest.mark.parametrize("file", ["Inter-Regular", "Inter-Medium", "Inter-SemiBold"])
def test_fonts_hold_every_letter_a_name_may_need(theme: Theme, file: str) -> None:
    font = QRawFont(str(resource_path(f"fonts/{file}.ttf")), 10.0)
    wanted = "ÅÄÖåäöÉéÜüÆæØøŁłŠšŽžČčĆćŐőĞğŞşİıÞðŊŋ–—’”„…·→←↑↓−×≥≤€§°½№  "
    assert [letter for letter in wanted if not font.supportsCharacter(ord(letter))] == []


def test_theme_is_found_and_missed(theme: Theme) -> None:
    assert Theme.current() is theme
    code = "from tracker.ui.theme import Theme; Theme.current()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "LookupError" in done.stderr


def test_qt_calls_never_use_up_the_interpreters_none() -> None:
    code = (
        "import tracker.ui\n"
        "from PySide6.QtCore import QObject\n"
        "o = QObject()\n"
        "for _ in range(30_000): o.setObjectName('x')\n"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True).returncode == 0
