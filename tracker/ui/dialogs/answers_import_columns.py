"""The mapping step: the first rows under their roles, and what each column needs to be told."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import _, format_number, ngettext
from tracker.services.spreadsheet.response_map import ColumnMap, ResponseMap, Role
from tracker.services.spreadsheet.survey_import import SurveyPreview
from tracker.ui import fonts
from tracker.ui.dialogs.answers_import_column import ColumnStrip
from tracker.ui.dialogs.answers_import_ratings import RatingWordsDialog
from tracker.ui.dialogs.answers_import_table import ColumnsTable
from tracker.ui.widgets.choosers import SegmentedControl
from tracker.ui.widgets.text import Text

_TABLE_HEIGHT = 268


class ColumnsPane(QWidget):
    """`unclear` names the cells of a column that a dry run did not understand."""

    changed = Signal()
    """A person said something else of a column."""

    def __init__(self, unclear: Callable[[str], list[str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unclear = unclear
        self._preview: SurveyPreview | None = None
        self._size = Text("", fonts.caption(tabular=True), "text2")
        self._which: SegmentedControl[bool] = SegmentedControl(
            [(False, _("All columns")), (True, _("Only those used"))], False, name=_("Columns")
        )
        self.table = ColumnsTable()
        self.table.setMinimumHeight(_TABLE_HEIGHT)
        self.strip = ColumnStrip()
        head = QHBoxLayout()
        head.addWidget(self._size, 1)
        head.addWidget(self._which)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.strip)
        self._which.changed.connect(self.table.show_only_used)
        self.table.changed.connect(self._on_changed)
        self.table.column_entered.connect(self._say_column)
        self.strip.changed.connect(self._on_column)
        self.strip.ratings_asked.connect(self._ask_ratings)

    def show_preview(self, preview: SurveyPreview, columns: ResponseMap) -> None:
        """Show a file's first rows, understood so."""
        self._preview = preview
        self._which.setVisible(any(column.role is Role.IGNORED for column in columns.columns))
        self.table.show_file(preview.rows, columns)
        rows = ngettext("{n} row", "{n} rows", preview.total)
        parts = [
            rows.format(n=format_number(preview.total)),
            _("{n} columns").format(n=format_number(len(preview.headings))),
        ]
        self._size.setText(" · ".join([preview.sheet, *parts] if preview.sheet else parts))
        self._say_column(self._place())

    def map(self) -> ResponseMap:
        """What the columns are now."""
        return self.table.map()

    def _place(self) -> int:
        return max(self.table.currentIndex().column(), 0)

    def _on_changed(self) -> None:
        self._say_column(self._place())
        self.changed.emit()

    def _on_column(self, column: ColumnMap) -> None:
        self.table.set_column(self._place(), column)

    def _say_column(self, place: int) -> None:
        columns = self.map()
        if self._preview is None or not 0 <= place < len(columns.columns):
            return
        remarks = self._preview.remarks
        is_guess = columns.columns[place] == self._preview.guess.columns[place]
        remark = remarks[place] if is_guess and place < len(remarks) else None
        self.strip.show_column(place, columns, remark)

    def _ask_ratings(self) -> None:
        columns, place = self.map(), self._place()
        unclear = self._unclear(columns.columns[place].heading)
        known = dict(columns.rating_words)
        said = [*unclear, *known, *self.table.texts(place)]
        words = [text for text in said if text and not text.isdecimal()]
        dialog = RatingWordsDialog(words, known, self)
        dialog.submitted.connect(self.table.set_rating_words)
        dialog.submitted.connect(dialog.saved)
        dialog.open()
