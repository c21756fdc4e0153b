"""Återkommande frågor: the list, and under it what surveys answered and who follows it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from tracker.i18n import _, format_date, format_number, ngettext
from tracker.labels import label
from tracker.messages import explain
from tracker.messages.figures import answers_words, value_words
from tracker.models.enums import QuestionMeasure
from tracker.models.errors import TrackerError
from tracker.services.queries.figures import QuestionRow
from tracker.ui import fonts, on_screen
from tracker.ui.alerts import explain_failure
from tracker.ui.dialogs.list_foot import ListFoot
from tracker.ui.tables.column import Column
from tracker.ui.tables.fitting import FittingTable
from tracker.ui.tables.model import RowsModel
from tracker.ui.tables.row_actions import Removal, RowActions
from tracker.ui.widgets.buttons import Button, LinkButton, PrimaryButton
from tracker.ui.widgets.notes import EmptyState, Notice
from tracker.ui.widgets.panels import Rule, ScrollPanel
from tracker.ui.widgets.text import Text


def _columns() -> tuple[Column[QuestionRow], ...]:
    return (
        Column("wording", _("Question"), lambda r: r.wording, 240, weight="medium", stretch=True),
        Column("measure", _("How it is measured"), measure_words, 264, tone="text2"),
        Column("unit", _("Unit"), lambda r: r.unit, 80, tone="text2"),
        Column("latest", _("Latest"), _latest, 96, "right"),
        Column("asked", _("Times answered"), lambda r: format_number(len(r.history)), 80, "right"),
    )


def measure_words(row: QuestionRow) -> str:
    """How a question is measured, with the theme and the place that narrow it."""
    words = label(row.measure)
    if row.measure is QuestionMeasure.THEME_SHARE:
        words = _("Share that takes up {theme}").format(theme=row.theme)
    return f"{words} · {row.place}" if row.place else words


def _latest(row: QuestionRow) -> str:
    values = [each.value for each in row.history if each.value is not None]
    return value_words(values[-1] if values else None, row.unit)


class QuestionsDialog(QDialog):
    """Every recurring question. Asks for what should be done by signals."""

    new_asked = Signal()
    edit_asked = Signal(object)
    removal_asked = Signal(object)
    promise_asked = Signal(object)

    def __init__(self, parent: QWidget | None, *, writable: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Recurring questions"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(880, 640)
        self._writable = writable
        self._model = RowsModel(_columns(), lambda row: row.id, self)
        yielding = ("asked", "unit", "measure")
        self.table = FittingTable(self._model, _("Recurring questions"), yielding=yielding)
        self.table.current_changed.connect(self._show_history)
        self._history = ScrollPanel(margins=(24, 12, 24, 12), gap=8)
        self._history.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._error = Notice("", "")
        self._error.setVisible(False)
        self._arrange()

    def _arrange(self) -> None:
        empty = EmptyState(
            "question",
            _("No recurring question yet"),
            _(
                "A question that is asked again shows whether anything has changed. "
                "It comes here by itself when a figure is entered."
            ),
            _("New question…") if self._writable else "",
            action_icon="plus",
        )
        empty.acted.connect(self.new_asked)
        self.table.set_empty_state(empty)
        self.table.setMinimumHeight(132)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.table, 3)
        outer.addWidget(Rule())
        outer.addWidget(self._history, 2)
        holder = QVBoxLayout()
        holder.setContentsMargins(24, 0, 24, 8)
        holder.addWidget(self._error)
        outer.addLayout(holder)
        outer.addWidget(Rule())
        outer.addWidget(self._foot())
        if self._writable:
            self.table.opened.connect(lambda _id: self._ask(self.edit_asked))
            offered: RowActions[QuestionRow] = RowActions(self.table, self.current)
            offered.add(_("Edit…"), self.edit_asked.emit, "F2")
            Removal(self.table, offered, self._on_removal)

    def _foot(self) -> ListFoot:
        foot = ListFoot(self)
        remove, edit = Button(_("Remove"), icon="trash"), Button(_("Edit…"), icon="pencil")
        remove.clicked.connect(lambda: self._ask(self.removal_asked))
        edit.clicked.connect(lambda: self._ask(self.edit_asked))
        new = PrimaryButton(_("New question…"), icon="plus")
        new.clicked.connect(self.new_asked)
        # Not before the others are known: it may be one of them.
        new.setEnabled(False)
        self._new = new
        self._for_row = (remove, edit)
        foot.add(remove, edit, new)
        for button in (remove, edit, new):
            button.setVisible(self._writable)
        return foot

    def set_questions(self, rows: Sequence[QuestionRow]) -> None:
        """Show these questions."""
        self._model.set_rows(rows)
        if rows and self.table.current_id() is None:
            self.table.select_ids([rows[0].id])
            self.table.setFocus()
        self._new.setEnabled(True)
        for button in self._for_row:
            button.setEnabled(bool(rows))
        self._show_history()

    def wordings(self) -> list[str]:
        """What the questions are, for one that may be the same in other words."""
        return [row.wording for row in self._model.rows()]

    def current(self) -> QuestionRow | None:
        """The chosen question."""
        index = self.table.currentIndex()
        return self._model.row_at(index.row()) if index.isValid() else None

    def say(self, error: Exception) -> None:
        """Why something could not be done."""
        if not isinstance(error, TrackerError):
            explain_failure(self, error)
            return
        self._error.set_text(explain(error))
        self._error.setVisible(True)

    def _on_removal(self, row: QuestionRow) -> None:
        self._error.setVisible(False)
        self.removal_asked.emit(row)

    def _ask(self, signal: SignalInstance) -> None:
        self._error.setVisible(False)
        row = self.current()
        if row is not None:
            signal.emit(row)

    def _show_history(self) -> None:
        body, row = self._history.body, self.current()
        _clear(body)
        if row is None:
            return
        body.addWidget(Text(row.wording, fonts.body_strong(), wrap=True))
        if row.history:
            body.addLayout(_history(row))
        else:
            words = _("No survey has answered it yet.")
            body.addWidget(Text(words, fonts.body(), "text2", wrap=True))
        if row.indicators:
            count = len(row.indicators)
            words = ngettext(
                "Followed by {count} indicator", "Followed by {count} indicators", count
            )
            body.addWidget(Text(words.format(count=count), fonts.caption_strong(), "text2"))
        for _indicator, number, promise_id, name in row.indicators:
            link = LinkButton(f"L{number} {name}")
            link.clicked.connect(lambda _on=False, to=promise_id: self.promise_asked.emit(to))
            body.addWidget(link)
        body.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        on_screen.fit(self)


def _history(row: QuestionRow) -> QGridLayout:
    """Day, value, n and where from, newest first."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    for line, each in enumerate(reversed(row.history)):
        value = value_words(each.value, row.unit)
        if each.value is None:
            value = _("too few answers")
        count = answers_words(each.answers) if each.answers is not None else ""
        about = f"{each.title} · {each.source}" if each.source else each.title
        if each.figure_id is None:
            about += " · " + _("worked out from the answers")
        top = Qt.AlignmentFlag.AlignTop
        for column, (text, font) in enumerate(
            (
                (format_date(each.on), fonts.body(tabular=True)),
                (value, fonts.body_strong(tabular=True)),
                (count, fonts.body(tabular=True)),
            )
        ):
            grid.addWidget(Text(text, font, "text" if column == 1 else "text2"), line, column, top)
        grid.addWidget(Text(about, fonts.body(), "text2", wrap=True), line, 3, top)
    grid.setColumnStretch(3, 1)
    return grid


def _clear(layout: QVBoxLayout | QGridLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if isinstance(widget, QWidget):
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QGridLayout):
            _clear(inner)
