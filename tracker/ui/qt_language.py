"""Qt's own dialogs in the program's language, from Qt's own catalogue."""

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from tracker import i18n

_LOCALES = {"sv": "sv_SE", "en": "en_GB"}


class QtLanguage(QObject):
    """Installs and replaces Qt's translator."""

    def __init__(self, qt: QApplication) -> None:
        super().__init__(qt)
        self._qt = qt
        self._translator: QTranslator | None = None
        self.follow()

    def follow(self) -> None:
        """Speak the language that `i18n` now has."""
        if self._translator is not None:
            self._qt.removeTranslator(self._translator)
            self._translator = None
        language = i18n.current_language()
        QLocale.setDefault(QLocale(_LOCALES[language]))
        translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load(f"qtbase_{language}", folder):
            self._qt.installTranslator(translator)
            self._translator = translator
