"""The type roles of the design, as fonts. Sizes are points, so they follow the system's scaling."""

import sys
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from tracker.resources import resource_path

FAMILY = "Inter"
_FILES = ("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf")

# A point is 1/72 inch to macOS and 1/96 inch × 4/3 to everyone else.
_POINT = 96 / 72 if sys.platform == "darwin" else 1.0


def load() -> None:
    """Make the bundled Inter known to Qt. Where a file is missing, the system font serves."""
    for name in _FILES:
        QFontDatabase.addApplicationFont(str(resource_path(f"fonts/{name}")))


@cache
def _prototype(points: float, weight: QFont.Weight, tabular: bool) -> QFont:
    font = QFont([FAMILY, "Segoe UI"])
    font.setPointSizeF(points * _POINT)
    font.setWeight(weight)
    # Rows of glyphs laid on whole pixels look uneven at 100 %.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _font(points: float, weight: QFont.Weight, tabular: bool = False) -> QFont:
    return QFont(_prototype(points, weight, tabular))


def welcome_title() -> QFont:
    """24 pt semibold."""
    return _font(24, QFont.Weight.DemiBold)


def tile_number() -> QFont:
    """21 pt semibold, tabular."""
    return _font(21, QFont.Weight.DemiBold, tabular=True)


def page_title() -> QFont:
    """16 pt semibold: pages and promises."""
    return _font(16, QFont.Weight.DemiBold)


def section_title() -> QFont:
    """13 pt semibold: sections and cards."""
    return _font(13, QFont.Weight.DemiBold)


def promise_text() -> QFont:
    """11 pt: a promise's text, and what is typed into a dialog's search field."""
    return _font(11, QFont.Weight.Normal)


def answer_text() -> QFont:
    """14 pt: a citizen's answer, read one at a time for hours."""
    return _font(14, QFont.Weight.Normal)


def kiosk() -> QFont:
    """13 pt: what is read at arm's length."""
    return _font(13, QFont.Weight.Normal)


def choice_title() -> QFont:
    """11 pt semibold: the large buttons of the welcome page."""
    return _font(11, QFont.Weight.DemiBold)


def body(*, tabular: bool = False) -> QFont:
    """10 pt: running text and table cells."""
    return _font(10, QFont.Weight.Normal, tabular)


def body_medium(*, tabular: bool = False) -> QFont:
    """10 pt medium: the cell that names its row, and buttons."""
    return _font(10, QFont.Weight.Medium, tabular)


def body_strong(*, tabular: bool = False) -> QFont:
    """10 pt semibold: what is chosen, and done of "done of target"."""
    return _font(10, QFont.Weight.DemiBold, tabular)


def caption(*, tabular: bool = False) -> QFont:
    """9 pt: captions and notes."""
    return _font(9, QFont.Weight.Normal, tabular)


def caption_medium(*, tabular: bool = False) -> QFont:
    """9 pt medium: links and field labels among captions."""
    return _font(9, QFont.Weight.Medium, tabular)


def caption_strong(*, tabular: bool = False) -> QFont:
    """9 pt semibold: column heads, pills, badges."""
    return _font(9, QFont.Weight.DemiBold, tabular)


def key_hint() -> QFont:
    """8.5 pt medium."""
    return _font(8.5, QFont.Weight.Medium)


def counter() -> QFont:
    """8.5 pt semibold, tabular: the sidebar's counters."""
    return _font(8.5, QFont.Weight.DemiBold, tabular=True)
