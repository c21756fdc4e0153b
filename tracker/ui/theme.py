"""The look of the application: Fusion, a palette and one style sheet, made from the tokens."""

from typing import Literal, Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from tracker.ui import fonts, icons
from tracker.ui.stylesheet import style_sheet
from tracker.ui.tokens import DARK, LIGHT, Tokens, Tone

Mode = Literal["system", "light", "dark"]
_PROPERTY = "loftesboken.theme"
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


class IconTarget(Protocol):
    """A QObject that carries an icon: a button, an action."""

    def setIcon(self, icon: QIcon, /) -> object: ...


class Theme(QObject):
    """Owns the application's look. One per application, made by the composition root.

    Painters find it with `Theme.current()`. Widgets need not listen to `changed` to repaint
    (Qt sends them a style change); it is for what caches colours, such as icons.
    """

    changed = Signal()

    def __init__(self, app: QApplication, mode: Mode = "system") -> None:
        super().__init__(app)
        self._app = app
        self._mode: Mode = mode
        self._tokens = self._wanted()
        fonts.load()
        app.setStyle("Fusion")
        app.setFont(fonts.body())
        app.setProperty(_PROPERTY, self)
        self._apply()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    @staticmethod
    def current() -> "Theme":
        """The application's theme. LookupError before one was made."""
        app = QApplication.instance()
        theme = app.property(_PROPERTY) if app is not None else None
        if not isinstance(theme, Theme):
            raise LookupError("no Theme has been made for this application")
        return theme

    @property
    def mode(self) -> Mode:
        """What was asked for; ``system`` follows the desktop."""
        return self._mode

    def set_mode(self, mode: Mode) -> None:
        """Switch to `mode`, at once."""
        self._mode = mode
        self._switch()

    def tokens(self) -> Tokens:
        """The colours in use now."""
        return self._tokens

    def bind_icon(
        self, target: IconTarget, name: str, tone: Tone = "text2", size: int = 16
    ) -> None:
        """Give `target` the icon, and keep it in the theme's colour for as long as it lives."""
        assert isinstance(target, QObject)
        for earlier in target.findChildren(_BoundIcon, options=_DIRECT):
            earlier.setParent(None)
        _BoundIcon(target, target, self, name, tone, size)

    def icon(self, name: str, tone: Tone = "text2", size: int = 16) -> QIcon:
        """The icon in the current theme's colour; see `bind_icon` for one that follows."""
        return icons.icon(name, self._tokens.tone(tone), size)

    def _wanted(self) -> Tokens:
        if self._mode == "system":
            dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        else:
            dark = self._mode == "dark"
        return DARK if dark else LIGHT

    def _on_scheme_changed(self) -> None:
        if self._mode == "system":
            self._switch()

    def _switch(self) -> None:
        wanted = self._wanted()
        if wanted is not self._tokens:
            self._tokens = wanted
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        self._app.setPalette(palette(self._tokens))
        self._app.setStyleSheet(style_sheet(self._tokens))


class _BoundIcon(QObject):
    """Renews the icon of its parent when the theme changes."""

    def __init__(
        self, parent: QObject, target: IconTarget, theme: Theme, name: str, tone: Tone, size: int
    ) -> None:
        super().__init__(parent)
        self._target = target
        self._theme = theme
        self._name, self._tone, self._size = name, tone, size
        theme.changed.connect(self._renew)
        self._renew()

    def _renew(self) -> None:
        self._target.setIcon(self._theme.icon(self._name, self._tone, self._size))


def palette(tokens: Tokens) -> QPalette:
    """The tokens as a palette, for everything the style sheet leaves to Fusion."""
    role = QPalette.ColorRole
    named = {
        role.Window: tokens.bg,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.sunken,
        role.Text: tokens.text,
        role.PlaceholderText: tokens.text3,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.on_accent,
        role.ToolTipBase: tokens.surface,
        role.ToolTipText: tokens.text,
        role.Highlight: tokens.sel,
        role.HighlightedText: tokens.text,
        role.Accent: tokens.accent_fill,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Light: tokens.surface,
        role.Midlight: tokens.line,
        role.Mid: tokens.line,
        role.Dark: tokens.strong,
        role.Shadow: tokens.strong,
    }
    result = QPalette()
    for key, value in named.items():
        result.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, key, tokens.colour("strong"))
    return result
