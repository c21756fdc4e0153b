"""What is said of the column that the keyboard is in, and what its role needs to know."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tracker.i18n import _, format_number
from tracker.messages import explain
from tracker.services.check import Finding
from tracker.services.spreadsheet.response_map import ColumnMap, ResponseMap, Role
from tracker.ui import fonts
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.notes import IconText
from tracker.ui.widgets.paint import Run
from tracker.ui.widgets.text import KeyHint, RunText, Text


class ColumnStrip(QWidget):
    """One line on a column. For themes it asks by what they are parted."""

    changed = Signal(object)
    """A `ColumnMap` for the column shown."""

    ratings_asked = Signal()
    """What the words in the column shown mean is to be said."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column: ColumnMap | None = None
        self._what = RunText(font=fonts.caption(), strong=fonts.caption_strong())
        self._split_words = Text(_("Several in one cell are parted by"), fonts.caption(), "text2")
        self._split = QLineEdit()
        self._split.setAccessibleName(_("Signs that part several themes in one cell"))
        self._split.setPlaceholderText(_("nothing"))
        self._split.setMaxLength(8)
        self._split.setFixedWidth(88)
        self._split.editingFinished.connect(self._on_split)
        self._ratings = LinkButton(_("What the words mean…"))
        self._ratings.clicked.connect(self.ratings_asked)
        self._remark = IconText("info", "")
        hint = QHBoxLayout()
        hint.setSpacing(6)
        hint.addWidget(KeyHint(_("Space")))
        hint.addWidget(Text(_("chooses what the column is"), fonts.caption(), "text2"))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._what, 1)
        line.addWidget(self._split_words)
        line.addWidget(self._split)
        line.addWidget(self._ratings)
        line.addSpacing(8)
        line.addLayout(hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(line)
        layout.addWidget(self._remark)

    def show_column(self, place: int, columns: ResponseMap, remark: Finding | None) -> None:
        """Say what the column at `place` is, and why it was understood so."""
        column = columns.columns[place]
        self._column = column
        count = _("Column {n} of {total}").format(
            n=format_number(place + 1), total=format_number(len(columns.columns))
        )
        self._what.set_runs([Run(f"{count}  ", tone="text2"), Run(column.heading, strong=True)])
        is_split = column.role is Role.THEMES and not column.theme
        self._split_words.setVisible(is_split)
        self._split.setVisible(is_split)
        self._split.setText(column.split.strip())
        self._ratings.setVisible(column.role is Role.RATING)
        words = explain(remark) if remark is not None else ""
        if column.role is Role.THEMES and column.theme:
            ticked = _("A tick means the theme “{theme}”.").format(theme=column.theme)
            words = f"{ticked} {words}".strip()
        if column.role is Role.RATING and columns.rating_words:
            said = ", ".join(
                _("“{word}” = {rating}").format(word=word, rating=rating or _("No rating"))
                for word, rating in columns.rating_words
            )
            words = f"{said}. {words}".strip()
        self._remark.set_text(words)
        self._remark.setVisible(bool(words))

    def words(self) -> str:
        """What it says, for assistive tools and tests."""
        return f"{self._what.text()} {self._remark.text()}".strip()

    def _on_split(self) -> None:
        typed = self._split.text().strip()
        if self._column is not None and typed and typed != self._column.split:
            self.changed.emit(replace(self._column, split=typed))
