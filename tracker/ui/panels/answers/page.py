"""Svar: the workbench where hundreds of free texts are read and coded, by keyboard."""

from dataclasses import replace
from functools import partial
from random import Random
from typing import ClassVar

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from tracker.i18n import _
from tracker.models.journal import ChangeSet
from tracker.services.queries.codebook import ThemeRow, theme_rows
from tracker.services.queries.response_choices import ResponseChoices, response_choices
from tracker.services.queries.responses import ResponseFilter, ResponseRow, ResponseState
from tracker.ui.desk import Desk, Goto
from tracker.ui.dialogs.codebook_commands import new_theme, start_codebook
from tracker.ui.panels.answers import seconding
from tracker.ui.panels.answers.deeds import FirstHand, Named
from tracker.ui.panels.answers.frame import AnswersFrame
from tracker.ui.panels.answers.head import Way
from tracker.ui.panels.answers.keys import set_keys
from tracker.ui.panels.answers.reading import AnswerSource, Asked
from tracker.ui.panels.answers.second import Sample, SecondHand
from tracker.ui.panels.answers.suggested import Suggestions
from tracker.ui.panels.answers.theme_lines import book_lines, suggested_lines
from tracker.ui.panels.answers.work import Work


class AnswersPage(AnswersFrame):
    """The same answers in two ways: one at a time to read, or as a grid to choose several from."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "coding",
            "coding_theme",
            "dialogue_round",
            "person",
            "response",
            "response_theme",
            "survey",
            "theme",
        }
    )

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, rng: Random | None = None
    ) -> None:
        self._source = AnswerSource(desk.ctx)
        super().__init__(desk, self._source, parent)
        self._asked = Asked()
        self._current: int | None = None
        self._wanted: int | None = None
        self._from_first = False
        self._number = 0
        self._has_said_done = False
        self._book: tuple[ThemeRow, ...] = ()
        self._sample: Sample | None = None
        self._rng = rng or Random()
        self._first = FirstHand(desk, self.model, self.themes)
        self.work = Work(
            desk,
            self.model,
            self,
            self.targets,
            self.current,
            self.themes,
            self._first,
            self._first,
        )
        self._suggestions = Suggestions(desk, self)
        self._connect()
        set_keys(self)

    # -- how it is put together

    def _connect(self) -> None:
        self.model.loaded.connect(self._on_loaded)
        self.model.failed.connect(self.desk.failed)
        self.model.dataChanged.connect(self._show)
        self.filters.changed.connect(self.look_anew)
        self.filters.entered.connect(self._focus_answers)
        self.head.way.changed.connect(self._on_way)
        self.unquotable.show_asked.connect(
            partial(self.filters.choose_state, ResponseState.NOT_DEIDENTIFIED)
        )
        self.one.words.stepped.connect(self.step)
        self.one.words.done.connect(self.done_here)
        self.one.note.mask_asked.connect(self.work.mask)
        self.grid.current_changed.connect(self._on_grid_current)
        self.grid.selection_changed.connect(lambda _count: self._show())
        self.grid.opened.connect(lambda _row_id: self.head.way.set_value("one"))
        self.side.toggled.connect(self.work.toggle)
        self.side.all_asked.connect(self.take_suggestions)
        self.side.none.new_asked.connect(partial(new_theme, self.desk, self))
        self.side.none.start_asked.connect(partial(start_codebook, self.desk))
        self.side.book_asked.connect(partial(self.desk.run, "theme.codebook"))
        self.model.written.connect(self._suggestions.note)
        self._suggestions.arrived.connect(self._on_suggestions)
        self.bar.none.clicked.connect(self.work.nothing_fits)
        self.bar.similar.clicked.connect(self.work.similar)
        self.bar.deidentified.clicked.connect(self.work.deidentify)
        self.bar.edit.clicked.connect(self.work.edit)
        self.one.previous.clicked.connect(partial(self.step, -1))
        self.one.following.clicked.connect(partial(self.step, 1))
        self.bar.done.clicked.connect(self.done_here)
        self.head.command_asked.connect(self.desk.run)
        self.head.second.clicked.connect(self.ask_second)
        self.strip.stop_asked.connect(self.end_second)
        self.strip.compare_asked.connect(self._on_compare)
        self.empty.clear_asked.connect(self.filters.clear)
        self.empty.command_asked.connect(self.desk.run)

    # -- reading

    def refresh(self) -> None:
        """Read again, with the same answers listed."""
        self.desk.read(partial(theme_rows, self.desk.ctx), self._on_book, owner=self)
        self.desk.read(partial(response_choices, self.desk.ctx), self._on_choices, owner=self)
        self.waiting.start()
        self.model.show(self._asked)

    def look_anew(self) -> None:
        """List the answers that fit the filter now."""
        self._asked = self._asking()
        self.model.show(self._asked)

    def _asking(self) -> Asked:
        turn = self._asked.turn + 1
        if self._sample is None:
            return Asked(self.filters.filter(), turn)
        return Asked(turn=turn, coder=self._sample.coder, sample=self._sample.ids)

    def open_at(self, target: Goto) -> None:
        """Come here for the answers of a filter, or for one answer whatever the filter was."""
        if isinstance(target.query, ResponseFilter):
            self.filters.show_filter(target.query)
            self._from_first = target.row_id is None
        elif target.row_id is not None:
            self.filters.show_filter(ResponseFilter())
        if target.row_id is not None:
            self._wanted = target.row_id
        if self._sample is not None:
            self.end_second()
        self._asked = self._asking()
        self.mark_stale()

    def _on_book(self, rows: list[ThemeRow]) -> None:
        self._book = tuple(rows)
        self._show_side()

    def _on_choices(self, choices: ResponseChoices) -> None:
        self.filters.set_choices(choices)

    def _on_loaded(self, count: int) -> None:
        self.waiting.stop()
        found = self._source.found
        self.head.show_counts(found.counts)
        showing = self._asked.filter.state is ResponseState.NOT_DEIDENTIFIED
        self.filters.show_misfits(found.misfits)
        if self._sample is None:
            self.unquotable.show_count(found.all.unquotable, showing_them=showing)
        else:
            counts = found.counts
            self.strip.show_progress(self._sample.coder, counts.coded, counts.total)
        if not count:
            self._current = None
            self.show_empty(any_at_all=found.all.total > 0)
            return
        wanted, self._wanted = self._wanted, None
        from_first, self._from_first = self._from_first, False
        sought = self._current if wanted is None else wanted
        number = self._first_waiting() if sought is None else self.model.find(sought)
        if from_first:
            number = 0
        self.show_work()
        self._go_to(min(self._number, count - 1) if number is None else number)

    # -- where we are

    def _on_changed(self, changes: ChangeSet) -> None:
        self._has_said_done = False
        self._suggestions.follow(changes)
        super()._on_changed(changes)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._has_said_done:
            # It is true of this list, not of the page that one goes on to.
            self._has_said_done = False
            self.desk.said.emit("")

    def themes(self) -> Named:
        """The code book: (id, name) in order."""
        return [(row.id, row.name) for row in self._book]

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
        if self._sample is not None:
            return
        self.head.way.set_value("grid" if self.way() == "one" else "one")

    def take_suggestions(self) -> None:
        """Give the answer every theme that is suggested for it and seen."""
        if self.way() == "one":
            self.work.take(self.side.takeable())

    def done_here(self) -> None:
        """On to the next that waits; an answer left without a word on its themes is told of."""
        row = self.current()
        left = row is not None and not row.is_coded and not self.desk.read_only
        moved = self.next_waiting()
        if left:
            self.desk.refused.emit(_("Left without a theme, and not coded. Press 0 if none fits."))
        elif not moved and self.model.rowCount():
            self._has_said_done = True
            self.desk.said.emit(_("All answers listed are coded"))

    def next_waiting(self) -> bool:
        """On to the next answer that nobody has coded, if any; from the last to the first."""
        count, waiting = self.model.rowCount(), self._source.found.waiting
        for ahead in range(1, count):
            row_id = self.model.id_at((self._number + ahead) % count)
            if row_id in waiting and not self._is_coded(row_id):
                self._go_to((self._number + ahead) % count)
                return True
        return False

    def _first_waiting(self) -> int:
        """Where the work goes on: at the first that nobody has coded, else at the beginning."""
        waiting = self._source.found.waiting
        numbers = range(self.model.rowCount() if waiting else 0)
        return next((n for n in numbers if self.model.id_at(n) in waiting), 0)

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
        self.show_way(way)
        self._focus_answers()
        self._show()

    # -- what is shown

    def _show(self) -> None:
        """Show the answer and its themes as they are now."""
        row = self.current()
        self.one.show_place(self._number, self.model.rowCount())
        if row is not None:
            self.one.show_answer(row)
            self._suggestions.look([row.id, *self._near()])
        self._show_side()

    def _near(self) -> list[int]:
        ahead = (self._number + 1, self._number - 1)
        return [self.model.id_at(n) for n in ahead if 0 <= n < self.model.rowCount()]

    def _show_side(self) -> None:
        row, in_grid = self.current(), self.way() == "grid"
        rows = self.grid.looked_at() if in_grid else [row] if row is not None else []
        chosen = self.grid.selected_count() if in_grid else None
        quotable = bool(rows) and all(one.deidentified for one in rows)
        self.bar.show_chosen(chosen, quotable=quotable)
        counted = self._sample is None
        if self._book and self._has_keyboard(self.side.none):
            # Its buttons go; Qt would hand the keyboard to whatever comes next in the window.
            self._focus_answers()
        self.side.set_book(book_lines(self._book, rows, counted=counted))
        offered = counted and not in_grid
        self.side.offer_suggestions(offered=offered)
        if offered and row is not None:
            found = self._suggestions.known(row.id)
            self.side.set_suggestions(
                None if found is None else suggested_lines(self._book, found, row)
            )

    def _on_suggestions(self, row_id: int) -> None:
        if row_id == self._current:
            self._show_side()

    # -- a second coder

    def ask_second(self) -> None:
        """Ask who reads a second time, and begin."""
        query = replace(self.filters.filter(), state=ResponseState.ALL)
        seconding.ask(self.desk, self, query, self._rng, self.begin_second)

    def begin_second(self, sample: Sample) -> None:
        """Show the sample without the first's themes, to be coded anew."""
        self.head.way.set_value("one")
        self._set_sample(sample)
        hand = SecondHand(self.desk, self.model, sample.coder, self.themes())
        self.work.hand, self.work.only_codes = hand, True

    def end_second(self) -> None:
        """Back to all answers as the working group has coded them."""
        self._set_sample(None)
        self.work.hand, self.work.only_codes = self._first, False

    def _set_sample(self, sample: Sample | None) -> None:
        self._sample = sample
        self.offer(first_coder=sample is None)
        self._current, self._number = None, 0
        self.look_anew()
        self._focus_answers()

    def _on_compare(self) -> None:
        if self._sample is not None:
            coder = self._sample.coder
            self.end_second()
            seconding.compare(self.desk, self, coder)
