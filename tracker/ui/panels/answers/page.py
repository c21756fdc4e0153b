"""Svar: the workbench where hundreds of free texts are read and coded, by keyboard."""

from functools import partial
from typing import ClassVar, Literal

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.labels import mask
from tracker.models.journal import ChangeSet
from tracker.services.queries.codebook import ThemeRow, theme_rows
from tracker.services.queries.response_choices import ResponseChoices, response_choices
from tracker.services.queries.responses import ResponseFilter, ResponseRow, ResponseState
from tracker.ui.desk import Desk, Goto
from tracker.ui.page import PageView
from tracker.ui.panels.answers import asking, deeds
from tracker.ui.panels.answers.bar import AnswerBar
from tracker.ui.panels.answers.deeds import FirstHand, Hand, Named
from tracker.ui.panels.answers.empty import NoAnswers
from tracker.ui.panels.answers.filters import AnswerFilters
from tracker.ui.panels.answers.grid import AnswerGrid
from tracker.ui.panels.answers.head import AnswersHead, Notes
from tracker.ui.panels.answers.keys import set_keys
from tracker.ui.panels.answers.model import AnswerModel
from tracker.ui.panels.answers.one import OneAnswer, Replacement
from tracker.ui.panels.answers.reading import AnswerSource, Asked
from tracker.ui.panels.answers.side import ThemeSide
from tracker.ui.panels.answers.suggested import Suggestions
from tracker.ui.panels.answers.theme_lines import book_lines, suggested_lines
from tracker.ui.panels.answers.words import place_words
from tracker.ui.widgets.panels import Panel, Rule

Way = Literal["one", "grid"]


class AnswersPage(PageView):
    """The same answers in two ways: one at a time to read, or as a grid to choose several from."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"response", "response_theme", "survey", "theme", "dialogue_round", "person"}
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent, surface="surface")
        self._source = AnswerSource(desk.ctx)
        self.model = AnswerModel(self._source, desk, self)
        self._asked = Asked()
        self._current: int | None = None
        self._number = 0
        self._book: tuple[ThemeRow, ...] = ()
        self._hand: Hand = FirstHand(desk, self.model, self.themes)
        self._suggestions = Suggestions(desk, self)
        self.head = AnswersHead(read_only=desk.read_only)
        self.filters = AnswerFilters()
        self.notes = Notes()
        self.one = OneAnswer(read_only=desk.read_only)
        self.grid = AnswerGrid(self.model)
        self.bar = AnswerBar(read_only=desk.read_only)
        self.side = ThemeSide(read_only=desk.read_only)
        self.empty = NoAnswers(read_only=desk.read_only)
        self._lay_out()
        self._connect()
        set_keys(self)

    # -- how it is put together

    def _lay_out(self) -> None:
        self._ways = QStackedWidget()
        self._ways.addWidget(self.one)
        rows = QWidget()
        beneath = QVBoxLayout(rows)
        # The cells' own padding brings their text under the title.
        beneath.setContentsMargins(12, 0, 0, 0)
        beneath.addWidget(self.grid)
        self._ways.addWidget(rows)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._ways, 1)
        left.addWidget(self.bar)
        work = QWidget()
        across = QHBoxLayout(work)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addLayout(left, 1)
        across.addWidget(Rule(vertical=True))
        across.addWidget(self.side)
        self._work = work
        self._blank = Panel("surface")
        self._stack = QStackedWidget()
        for widget in (self._blank, work, self.empty):
            self._stack.addWidget(widget)
        chips = QVBoxLayout()
        chips.setContentsMargins(24, 10, 24, 12)
        chips.addWidget(self.filters)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 16, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addLayout(chips)
        layout.addWidget(self.notes)
        layout.addWidget(Rule())
        layout.addWidget(self._stack, 1)
        self.setFocusProxy(self.one)

    def _connect(self) -> None:
        self.model.loaded.connect(self._on_loaded)
        self.model.failed.connect(self.desk.failed)
        self.model.dataChanged.connect(self._show)
        self.filters.changed.connect(self.look_anew)
        self.filters.entered.connect(self._focus_answers)
        self.head.way.changed.connect(self._on_way)
        self.notes.unquotable_asked.connect(
            partial(self.filters.choose_state, ResponseState.NOT_DEIDENTIFIED)
        )
        self.notes.renew_asked.connect(self.look_anew)
        self.one.words.stepped.connect(self.step)
        self.one.words.done.connect(self.next_waiting)
        self.one.note.mask_asked.connect(self.mask_traces)
        self.grid.current_changed.connect(self._on_grid_current)
        self.grid.selection_changed.connect(lambda _count: self._show())
        self.grid.opened.connect(lambda _row_id: self.head.way.set_value("one"))
        self.side.toggled.connect(self.toggle)
        self.side.book_asked.connect(partial(self.desk.run, "theme.codebook"))
        self.model.written.connect(self._suggestions.note)
        self._suggestions.arrived.connect(self._on_suggestions)
        self.bar.none.clicked.connect(self.nothing_fits)
        self.bar.similar.clicked.connect(self.similar)
        self.bar.deidentified.clicked.connect(self.deidentify)
        self.bar.edit.clicked.connect(self.edit)
        self.bar.previous.clicked.connect(partial(self.step, -1))
        self.bar.following.clicked.connect(partial(self.step, 1))
        self.bar.done.clicked.connect(self.next_waiting)
        self.empty.clear_asked.connect(self.filters.clear)
        self.empty.command_asked.connect(self.desk.run)

    # -- reading

    def refresh(self) -> None:
        """Read again, with the same answers listed."""
        self.desk.read(partial(theme_rows, self.desk.ctx), self._on_book, owner=self)
        self.desk.read(partial(response_choices, self.desk.ctx), self._on_choices, owner=self)
        self.model.show(self._asked)

    def look_anew(self) -> None:
        """List the answers that fit the filter now."""
        self._asked = Asked(self.filters.filter(), self._asked.turn + 1)
        self.model.show(self._asked)

    def open_at(self, target: Goto) -> None:
        """Come here for the answers of a filter, or for one answer whatever the filter was."""
        if isinstance(target.query, ResponseFilter):
            self.filters.show_filter(target.query)
        elif target.row_id is not None:
            self.filters.show_filter(ResponseFilter())
        if target.row_id is not None:
            self._current = target.row_id
        self._asked = Asked(self.filters.filter(), self._asked.turn + 1)
        self.mark_stale()

    def _on_book(self, rows: list[ThemeRow]) -> None:
        self._book = tuple(rows)
        self._show_side()

    def _on_choices(self, choices: ResponseChoices) -> None:
        self.filters.set_choices(choices)

    def _on_loaded(self, count: int) -> None:
        found = self._source.found
        self.head.show_counts(found.counts)
        showing = self._asked.filter.state is ResponseState.NOT_DEIDENTIFIED
        self.notes.show_found(found, showing_them=showing)
        if not count:
            self._current = None
            self.empty.tell(any_at_all=found.all.total > 0)
            self._stack.setCurrentWidget(self.empty)
            return
        number = None if self._current is None else self.model.find(self._current)
        self._stack.setCurrentWidget(self._work)
        self._go_to(min(self._number, count - 1) if number is None else number)

    # -- where we are

    def _on_changed(self, changes: ChangeSet) -> None:
        self._suggestions.follow(changes)
        super()._on_changed(changes)

    def themes(self) -> Named:
        """The code book: (id, name) in order."""
        return [(row.id, row.name) for row in self._book]

    def way(self) -> Way:
        """Which of the two ways is in front."""
        return self.head.way.value()

    def current(self) -> ResponseRow | None:
        """The answer that is looked at, as far as it has been read."""
        return self.model.row_at(self._number) if self._current is not None else None

    def targets(self) -> list[int]:
        """The answers that a key is about."""
        if self.way() == "grid":
            return self.grid.targets()
        return [] if self._current is None else [self._current]

    def step(self, by: int) -> None:
        """To the answer before or after."""
        number = self._number + by
        if self._current is not None and 0 <= number < self.model.rowCount():
            self._go_to(number)

    def other_way(self) -> None:
        """From one at a time to the grid, or back."""
        self.head.way.set_value("grid" if self.way() == "one" else "one")

    def next_waiting(self) -> None:
        """On to the next answer that nobody has coded; from the last to the first."""
        count, waiting = self.model.rowCount(), self._source.found.waiting
        for ahead in range(1, count):
            row_id = self.model.id_at((self._number + ahead) % count)
            if row_id in waiting and not self._is_coded(row_id):
                self._go_to((self._number + ahead) % count)
                return
        if count:
            self.desk.said.emit(_("All answers listed are coded"))

    def _is_coded(self, row_id: int) -> bool:
        row = self.model.row_of(row_id) if self.model.is_writing() else None
        return row is not None and row.is_coded

    def _go_to(self, number: int) -> None:
        self._number = number
        self._current = self.model.id_at(number)
        if self.grid.current_id() != self._current:
            self.grid.go_to(number)
        self._show()

    def _on_grid_current(self, row_id: int | None) -> None:
        number = None if row_id is None else self.model.find(row_id)
        if number is not None and row_id != self._current:
            self._number, self._current = number, row_id
            self._show()

    def _on_way(self, way: Way) -> None:
        self._ways.setCurrentIndex(0 if way == "one" else 1)
        self.setFocusProxy(self.one if way == "one" else self.grid)
        self._focus_answers()
        self._show()

    def _focus_answers(self) -> None:
        (self.one if self.way() == "one" else self.grid).setFocus()

    # -- what is shown

    def _show(self) -> None:
        """Show the answer and its themes as they are now."""
        count, row = self.model.rowCount(), self.current()
        chosen = self.grid.selected_count() if self.way() == "grid" else None
        self.bar.show_place(
            self._number, count, chosen, quotable=row is not None and row.deidentified
        )
        if row is not None:
            self.one.show_answer(row, place_words(self._number, count), replacements(row))
            self._suggestions.look([row.id, *self._near()])
        self._show_side()

    def _near(self) -> list[int]:
        ahead = (self._number + 1, self._number - 1)
        return [self.model.id_at(n) for n in ahead if 0 <= n < self.model.rowCount()]

    def _show_side(self) -> None:
        rows = [row for row in map(self.model.row_of, self.targets()) if row is not None]
        self.side.set_book(book_lines(self._book, rows))
        offered = self.way() == "one"
        self.side.offer_suggestions(offered=offered)
        row = self.current()
        if offered and row is not None:
            found = self._suggestions.known(row.id)
            self.side.set_suggestions(
                None if found is None else suggested_lines(self._book, found, row)
            )

    def _on_suggestions(self, row_id: int) -> None:
        if row_id == self._current:
            self._show_side()

    # -- what is done

    def toggle(self, theme_id: int) -> None:
        """Turn a theme on or off for the answers in question."""
        targets = self.targets()
        if targets and not self.desk.read_only:
            self._hand.toggle(targets, theme_id)

    def toggle_key(self, number: int) -> None:
        """Turn the theme with this number key on or off."""
        if number <= len(self._book):
            self.toggle(self._book[number - 1].id)

    def nothing_fits(self) -> None:
        """No theme fits the answers in question."""
        targets = self.targets()
        if targets and not self.desk.read_only:
            self._hand.nothing_fits(targets)

    def deidentify(self) -> None:
        """Tick the answers in question as de-identified, or all of them not."""
        if not self.desk.read_only:
            asking.deidentify(self.desk, self.model, self.targets(), self)

    def mask_traces(self) -> None:
        """Replace what looks like personal data in the answer."""
        row = self.current()
        if row is not None and not self.desk.read_only:
            deeds.mask(self.desk, self.model, row)

    def similar(self) -> None:
        """Offer to code the answers that say much the same."""
        row = self.current()
        if row is not None and not self.desk.read_only:
            asking.similar(self.desk, self, row)

    def edit(self) -> None:
        """Correct the answer."""
        row = self.current()
        if row is not None and not self.desk.read_only:
            asking.edit(self.desk, self, row)


def replacements(row: ResponseRow) -> list[Replacement]:
    """What masking would put instead of what."""
    return [(row.text[start:end], mask(hint)) for hint, start, end in row.hints]
