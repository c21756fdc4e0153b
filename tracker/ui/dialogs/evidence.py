"""What a problem rests on: chosen among themes, figures, surveys and answers that may be quoted."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tracker.i18n import _, ngettext
from tracker.models.errors import Invalid
from tracker.services.evidence_kinds import EvidenceKind
from tracker.services.problems import AddEvidence, EditEvidence
from tracker.services.queries.evidence import EvidenceRow
from tracker.services.queries.evidence_choices import Source, Sources
from tracker.ui import fonts
from tracker.ui.dialogs.form import FormDialog, several_lines, text_of
from tracker.ui.tables.painted_list import PaintedList
from tracker.ui.tables.sources import SourcePainter, hint_words
from tracker.ui.widgets.buttons import IconButton
from tracker.ui.widgets.notes import IconText, QuietNote
from tracker.ui.widgets.panels import Card
from tracker.ui.widgets.text import Text

_TYPING_MS = 150
_VISIBLE_ROWS = 5


class EvidenceDialog(FormDialog[tuple[AddEvidence, ...]]):
    """Type to find, Enter to take; what was taken stands below with its words, to be changed.

    Whoever opens it reads what is `sought` and hands it to `show_sources`.
    """

    sought = Signal(str)

    def __init__(self, problem_id: int, parent: QWidget | None = None) -> None:
        super().__init__(_("Add evidence"), parent, width=680)
        self._problem_id = problem_id
        self._taken: dict[tuple[EvidenceKind, int], _Taken] = {}
        self._search = QLineEdit()
        self._search.setPlaceholderText(_("Theme, figure, survey, or words of an answer"))
        self._search.setClearButtonEnabled(True)
        self._search.installEventFilter(self)
        self._painter = SourcePainter()
        self.found: PaintedList[Source] = PaintedList(
            _("What was found"), self._painter, fitted=False
        )
        self.found.setFixedHeight(int(self._painter.row_height() * _VISIBLE_ROWS) + 2)
        self.found.opened.connect(self.take)
        self._none = Text("", fonts.caption(), "text2", wrap=True)
        self._unquotable = QuietNote("")
        self._unquotable.setVisible(False)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TYPING_MS)
        self._timer.timeout.connect(lambda: self.sought.emit(self._search.text()))
        self._search.textChanged.connect(self._timer.start)
        self._place()

    def _place(self) -> None:
        self.add_field("survey_id", _("Search"), self._search)
        box = Card(padding=1)
        box.body.addWidget(self.found)
        self._none.setContentsMargins(12, 8, 12, 8)
        box.body.addWidget(self._none)
        self.form.addWidget(box)
        self.form.addWidget(self._unquotable)
        self._chosen_title = Text("", fonts.caption_strong(), "text2")
        self.form.addWidget(self._chosen_title)
        self._chosen = QVBoxLayout()
        self._chosen.setSpacing(8)
        self.form.addLayout(self._chosen)
        self._tell()

    def multiline(self) -> bool:
        return True

    def show_sources(self, found: Sources) -> None:
        """What was read for the words last sought."""
        self.found.set_rows(found.rows)
        self.found.setVisible(bool(found.rows))
        if found.rows:
            self.found.choose(0)
        self._none.setVisible(not found.rows)
        self._none.setText(
            _("Nothing that can be evidence holds “{text}”.").format(text=self._search.text())
            if self._search.text().strip()
            else _("The book has no answers, figures or surveys yet.")
        )
        text = ngettext(
            "{n} more answer holds these words but can't be quoted. Tick it as de-identified under "
            "Answers first.",
            "{n} more answers hold these words but can't be quoted. Tick them as de-identified "
            "under Answers first.",
            found.unquotable,
        )
        self._unquotable.setText(text.format(n=found.unquotable))
        self._unquotable.setVisible(found.unquotable > 0)

    def take(self, source: Source) -> None:
        """Take something, or let go of it when it is taken already."""
        key = (source.kind, source.id)
        before = self._taken.pop(key, None)
        if before is not None:
            before.setParent(None)
            before.deleteLater()
        else:
            row = _Taken(source)
            row.let_go.connect(partial(self.take, source))
            self._taken[key] = row
            self._chosen.addWidget(row)
            self.order_focus()
            if not source.statement:
                row.statement.setFocus()
        self._painter.taken = frozenset(self._taken)
        self.found.viewport().update()
        self._tell()

    def taken(self) -> list[Source]:
        """What was taken, in that order."""
        return [row.source for row in self._taken.values()]

    def _tell(self) -> None:
        self._chosen_title.setText(
            _("What it says, with its figure")
            if self._taken
            else _("Press Enter to take what is marked; it can be several.")
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the search field the arrows move in the list, and Enter takes what is marked."""
        if watched is self._search and event.type() is QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                return False
            match event.key():
                case Qt.Key.Key_Down:
                    self.found.step(1)
                case Qt.Key.Key_Up:
                    self.found.step(-1)
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    current = self.found.current()
                    if current is not None:
                        self.take(current)
                case _:
                    return False
            return True
        return super().eventFilter(watched, event)

    def command(self) -> tuple[AddEvidence, ...]:
        if not self._taken:
            raise Invalid("field.required", field="survey_id")
        for row in self._taken.values():
            if not text_of(row.statement):
                row.statement.setFocus()
                raise Invalid("field.required", field="statement")
        return tuple(self._link(row) for row in self._taken.values())

    def _link(self, row: "_Taken") -> AddEvidence:
        source = row.source
        return AddEvidence(
            self._problem_id,
            source.survey_id,
            text_of(row.statement),
            response_id=source.id if source.kind is EvidenceKind.QUOTE else None,
            theme_id=source.id if source.kind is EvidenceKind.THEME else None,
            figure_id=source.id if source.kind is EvidenceKind.FIGURE else None,
        )


class _Taken(QWidget):
    """Something taken: where it is from, what it says, and a way to let go of it."""

    let_go = Signal()

    def __init__(self, source: Source) -> None:
        super().__init__()
        self.source = source
        self.statement = QLineEdit(source.statement)
        self.statement.setCursorPosition(0)
        self.statement.setAccessibleName(_("What “{source}” says").format(source=source.title[:80]))
        self.statement.setPlaceholderText(_("For example: 26 % want a better outdoor environment"))
        drop = IconButton("close", _("Let go of “{source}”").format(source=source.title[:80]))
        drop.clicked.connect(self.let_go)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.statement, 1)
        line.addWidget(drop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        if source.kind is EvidenceKind.SURVEY:
            layout.addWidget(Text(source.title, fonts.caption(), "text2").elidable())
        layout.addLayout(line)
        if source.hints:
            layout.addWidget(IconText("warning", hint_words(source), tone="at_risk"))


class EditEvidenceDialog(FormDialog[EditEvidence]):
    """Other words for what evidence says; what it points to stays."""

    def __init__(self, row: EvidenceRow, parent: QWidget | None = None) -> None:
        super().__init__(_("Edit evidence"), parent)
        self._seen = row
        lines = int(QFontMetricsF(fonts.body()).lineSpacing()) * 3 + 14
        self._statement = several_lines(row.statement, lines)
        self.form.addWidget(Text(row.source, fonts.body_strong(), wrap=True))
        self.add_field("statement", _("What it says, with its figure"), self._statement)

    def multiline(self) -> bool:
        return True

    def command(self) -> EditEvidence:
        return EditEvidence(self._seen.id, self._seen.version, text_of(self._statement))

    def take_theirs(self, theirs: EvidenceRow) -> None:
        self._seen = theirs
        self.show_theirs([("statement", theirs.statement)])
