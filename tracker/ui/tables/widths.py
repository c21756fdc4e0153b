"""The widths that columns were given by hand, in a small file beside the settings."""

from PySide6.QtCore import QSettings

from tracker.paths import settings_dir

# More is a mistake in the file: no screen shows it.
_WIDEST = 10_000


class Widths:
    """One table's: `name` is what the file calls it. Pixels, by the columns' ids."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._file = QSettings(str(settings_dir() / "columns.ini"), QSettings.Format.IniFormat)

    def of(self, column: str) -> int | None:
        """What the column was given; None for nothing, or for what is no width."""
        said = str(self._file.value(self._key(column), ""))
        return int(said) if said.isascii() and said.isdigit() and 0 < int(said) < _WIDEST else None

    def set(self, column: str, width: int) -> None:
        """Remember the width."""
        self._file.setValue(self._key(column), width)

    def _key(self, column: str) -> str:
        return f"{self._name}/{column}"
