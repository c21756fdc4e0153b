"""A second coder at work: a sample without the first's themes, and how far it has come."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.i18n import _, format_number
from tracker.services.queries.responses import ResponseRow
from tracker.services.second_coding import CodeSecond, code_second
from tracker.ui import fonts
from tracker.ui.desk import Desk
from tracker.ui.panels.answers.deeds import Named, has_theme
from tracker.ui.panels.answers.model import AnswerModel
from tracker.ui.widgets.buttons import Button, PrimaryButton
from tracker.ui.widgets.marks import Icon
from tracker.ui.widgets.paint import Run
from tracker.ui.widgets.text import RunText


@dataclass(frozen=True, slots=True)
class Sample:
    """Whose second reading it is, and of which answers."""

    coder: str
    ids: tuple[int, ...]


class SecondHand:
    """Codes as a second coder, beside what stands; see `Hand`."""

    def __init__(self, desk: Desk, model: AnswerModel, coder: str, named: Named) -> None:
        self._desk, self._model, self._coder = desk, model, coder
        self._order = tuple(named)

    def toggle(self, ids: Sequence[int], theme_id: int) -> None:
        """Turn a theme on or off in this coder's reading."""
        for row in self._rows(ids):
            had = {key for key, _name in row.themes}
            now = had - {theme_id} if has_theme(row, theme_id) else had | {theme_id}
            self._set(row, now)

    def nothing_fits(self, ids: Sequence[int]) -> None:
        """This coder has read it and found no theme."""
        for row in self._rows(ids):
            self._set(row, set())

    def _rows(self, ids: Sequence[int]) -> list[ResponseRow]:
        found = (self._model.row_of(row_id) for row_id in ids)
        return [row for row in found if row is not None]

    def _set(self, row: ResponseRow, theme_ids: set[int]) -> None:
        themes = tuple((key, name) for key, name in self._order if key in theme_ids)
        command = CodeSecond(row.id, self._coder, tuple(key for key, _name in themes))
        self._model.write(
            [row.id],
            lambda seen: replace(seen, themes=themes, coded_by=self._coder),
            partial(code_second, self._desk.ctx, command),
        )


class SecondStrip(QWidget):
    """Stands instead of the filters: who reads, how far, and the way to the comparison."""

    compare_asked = Signal()
    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "tint")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = RunText()
        self.compare = PrimaryButton(_("Compare…"), height=28)
        self.compare.clicked.connect(self.compare_asked)
        self.stop = Button(_("Stop"), height=28)
        self.stop.setToolTip(_("What has been read is kept"))
        self.stop.clicked.connect(self.stop_asked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 8, 24, 8)
        layout.setSpacing(8)
        layout.addWidget(Icon("compare"))
        layout.addSpacing(4)
        layout.addWidget(self._words, 1)
        layout.addWidget(self.stop)
        layout.addWidget(self.compare)
        self._words.setFont(fonts.body())
        self.hide()

    def show_progress(self, coder: str, done: int, total: int) -> None:
        """Whose reading, and how many of the sample are read."""
        read = _("{done} of {total} read").format(
            done=format_number(done), total=format_number(total)
        )
        lead = _("Second coder: {coder}").format(coder=coder)
        hidden = _("the first coder's themes are not shown")
        self._words.set_runs(
            [Run(lead, strong=True), Run(f"  ·  {read}  ·  {hidden}", tone="text2")]
        )
        self.compare.setEnabled(done > 0)

    def text(self) -> str:
        """What it says."""
        return self._words.text()
