"""The icon set: single-colour SVG on a 16-pixel grid, tinted when drawn, crisp at any scale.

``resources/icons/NAME.svg`` draws with ``currentColor``; `names` lists what there is.
"""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from tracker.resources import resource_path

_SCALES = (1.0, 2.0)
_FADED = 0.45
_APP_SIZES = (16, 20, 24, 32, 48, 64, 128, 256)


def names() -> list[str]:
    """Every icon's name, sorted."""
    return sorted(path.stem for path in resource_path("icons").glob("*.svg"))


@cache
def _source(name: str) -> str:
    return resource_path(f"icons/{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=64)
def _renderer(name: str, rgb: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", rgb).encode()))


@lru_cache(maxsize=512)
def _pixmap(name: str, rgb: str, size: int, dpr: float, opacity: float) -> QPixmap:
    renderer = _renderer(name, rgb)
    side = round(size * dpr)
    result = QPixmap(side, side)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setOpacity(opacity)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    result.setDevicePixelRatio(dpr)
    return result


def pixmap(
    name: str, colour: QColor, size: int = 16, dpr: float = 1.0, *, opacity: float = 1.0
) -> QPixmap:
    """The icon as `size` × `size` logical pixels. FileNotFoundError for an unknown name."""
    return _pixmap(name, colour.name(), size, dpr, opacity)


def paint(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Draw the icon centred in `rect`, as large as fits, at the painter's own resolution."""
    side = int(min(rect.width(), rect.height()))
    image = pixmap(name, colour, side, painter.device().devicePixelRatio())
    painter.drawPixmap(
        QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side),
        image,
        QRectF(image.rect()),
    )


def icon(name: str, colour: QColor, size: int = 16) -> QIcon:
    """The icon in one colour, paler where its owner is disabled."""
    result = QIcon()
    for scale in _SCALES:
        result.addPixmap(pixmap(name, colour, size, scale))
        faded = pixmap(name, colour, size, scale, opacity=_FADED)
        result.addPixmap(faded, QIcon.Mode.Disabled)
    return result


def app_icon() -> QIcon:
    """The program's own icon, in every size a desktop asks for."""
    result = QIcon()
    renderer = QSvgRenderer(str(resource_path("icons/app.svg")))
    for side in _APP_SIZES:
        image = QPixmap(QSize(side, side))
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter, QRectF(0, 0, side, side))
        painter.end()
        result.addPixmap(image)
    return result
