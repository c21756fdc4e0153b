"""What two coders made of the same answers: kappa, and the differences to settle."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import _, format_number, ngettext
from tracker.labels import label
from tracker.models.kappa import Kappa
from tracker.services.queries.agreement import CoderAgreement, Disagreement, ThemeAgreement
from tracker.services.second_coding import ResolveCoding
from tracker.ui import fonts, on_screen
from tracker.ui.dialogs.differing import DifferingPainter
from tracker.ui.tables.column import Column
from tracker.ui.tables.model import RowsModel
from tracker.ui.tables.painted_list import PaintedList
from tracker.ui.tables.view import TableView
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.flow import FlowLayout
from tracker.ui.widgets.panels import Panel, Rule
from tracker.ui.widgets.text import Text


class AgreementDialog(QDialog):
    """Kappa for each theme, and the answers read differently: whose reading should stand?"""

    resolved = Signal(object)
    """A `ResolveCoding`."""

    def __init__(self, coder: str, parent: QWidget | None, *, writable: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Two coders compared"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(760, 640)
        on_screen.fit(self)
        self._summary = Text("", fonts.section_title(), wrap=True)
        self._meaning = Text("", fonts.caption(tabular=True), "text2", wrap=True)
        self._model: RowsModel[ThemeAgreement] = RowsModel(
            _columns(coder), lambda row: row.theme_id, self
        )
        self.table: TableView[ThemeAgreement] = TableView(
            self._model, _("Agreement for each theme")
        )
        self._title = Text("", fonts.body_strong(tabular=True))
        self.list: PaintedList[Disagreement] = PaintedList(
            _("Answers read differently"), DifferingPainter(coder), fitted=False
        )
        self.first = Button(_("As the first"), keys="1")
        self.second = Button(_("As {coder}").format(coder=coder), keys="2")
        self.both = Button(_("The themes of both"), keys="3")
        self._lay_out(writable)
        for keys, button, run in (
            ("1", self.first, lambda row: row.first),
            ("2", self.second, lambda row: row.second),
            ("3", self.both, lambda row: dict.fromkeys(row.first + row.second)),
        ):
            settle = self._settle(run)
            button.clicked.connect(settle)
            if writable:
                QShortcut(QKeySequence(keys), self).activated.connect(settle)

    def _lay_out(self, writable: bool) -> None:
        head = Panel("surface")
        words = QVBoxLayout(head)
        words.setContentsMargins(24, 16, 24, 12)
        words.setSpacing(4)
        words.addWidget(self._summary)
        words.addWidget(self._meaning)
        between = Panel("surface")
        line = FlowLayout(between)
        line.setContentsMargins(24, 12, 24, 8)
        line.addWidget(self._title)
        self._buttons = (self.first, self.second, self.both)
        for button in self._buttons:
            line.addWidget(button)
            button.setVisible(writable)
        foot = Panel("sunken")
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 12, 24, 12)
        close = Button(_("Close"), keys="Esc")
        close.clicked.connect(self.reject)
        row.addStretch(1)
        row.addWidget(close)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        for widget, stretch in (
            (head, 0),
            (Rule(), 0),
            (self.table, 2),
            (Rule(), 0),
            (between, 0),
            (Rule(), 0),
            (self.list, 3),
            (Rule(), 0),
            (foot, 0),
        ):
            outer.addWidget(widget, stretch)

    def show_agreement(self, found: CoderAgreement) -> None:
        """Show how far they agree now; the chosen answer stays chosen."""
        words = _("Read alike: {alike} of {n}. Kappa {kappa}.").format(
            alike=format_number(found.alike),
            n=format_number(found.n),
            kappa=_kappa_words(found.overall),
        )
        self._summary.setText(words)
        self._meaning.setText(
            _(
                "Kappa tells how far two people agree beyond chance: 1 is always, 0 is no more "
                "than by chance. It is worked out on what each said alone; settling a difference "
                "does not change it."
            )
        )
        self._model.set_rows(found.themes)
        left = sum(not one.settled for one in found.disagreements)
        title = ngettext("{count} difference to settle", "{count} differences to settle", left)
        self._title.setText(title.format(count=format_number(left)))
        self.list.set_rows(found.disagreements)
        if found.disagreements and self.list.current() is None:
            self.list.choose(0)
        for button in self._buttons:
            button.setEnabled(bool(found.disagreements))

    def _settle(
        self, reading: Callable[[Disagreement], Iterable[tuple[int, str]]]
    ) -> Callable[[], None]:
        def settle() -> None:
            row = self.list.current()
            if row is not None:
                themes = tuple(key for key, _name in reading(row))
                self.resolved.emit(ResolveCoding(row.response_id, row.version, themes))
                self.list.step(1)

        return settle


def _columns(coder: str) -> tuple[Column[ThemeAgreement], ...]:
    return (
        Column("name", _("Theme"), lambda row: row.name, width=180, weight="medium", stretch=True),
        Column("both", _("Both"), lambda row: row.both, width=72, align="right"),
        Column("first", _("Only the first"), lambda row: row.first_only, width=116, align="right"),
        Column(
            "second",
            _("Only {coder}").format(coder=coder),
            lambda row: row.second_only,
            width=116,
            align="right",
        ),
        Column("kappa", _("Kappa"), lambda row: _kappa_words(row.kappa), width=232),
    )


def _kappa_words(kappa: Kappa) -> str:
    if kappa.value is None or kappa.strength is None:
        return _("can't be worked out")
    return f"{format_number(round(kappa.value, 2), 2)} – {label(kappa.strength)}"
