"""What is chosen among the bars: its figures, its answers, and the problems that take it up."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.i18n import _, format_number
from tracker.reports.theme_words import why_not_shown
from tracker.services.queries.theme_rows import YearsCompared
from tracker.ui import fonts
from tracker.ui.panels.themes.rows import (
    Bar,
    Heading,
    Row,
    change_sentence,
    count_words,
    group_count_words,
    share_words,
)
from tracker.ui.widgets.buttons import Button, LinkButton
from tracker.ui.widgets.notes import QuietNote
from tracker.ui.widgets.panels import Card, Rule
from tracker.ui.widgets.text import Text

_NAMED = 8


class ThemeDetail(Card):
    """A theme or a group, with what can be done from it."""

    answers_asked = Signal(object)
    """The row whose answers are to be opened."""
    problem_asked = Signal(object)
    """The id of the theme to make a problem of."""
    problem_opened = Signal(object)
    """The id of a problem that takes it up."""

    def __init__(self, parent: QWidget | None = None, *, writable: bool) -> None:
        super().__init__(parent, gap=8)
        self._writable = writable
        self._shown: tuple[Row | None, YearsCompared | None] | None = None
        self.show_row(None, None)

    def show_row(self, row: Row | None, years: YearsCompared | None) -> None:
        """Show another row; None says what belongs here."""
        if self._shown == (row, years):
            return
        self._shown = (row, years)
        self._clear()
        match row:
            case Bar():
                self._show_bar(row, years)
            case Heading():
                self._show_group(row)
            case None:
                words = _("Choose a bar to see its figures and what has been made of it.")
                self._add(Text(words, fonts.body(), "text2", wrap=True))
        self.body.addStretch(1)

    def _clear(self) -> None:
        while (item := self.body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _add(self, widget: QWidget) -> None:
        self.body.addWidget(widget)

    def _show_bar(self, row: Bar, years: YearsCompared | None) -> None:
        self._add(Text(row.theme.name, fonts.section_title(), wrap=True))
        if row.group is not None and row.group.name.strip():
            self._add(Text(row.group.name, fonts.body(), "text2", wrap=True))
        if row.part.told:
            self._add(Text(share_words(row.part), fonts.tile_number()))
            text = _("{count} coded answers take it up.").format(count=count_words(row.part))
        else:
            text = why_not_shown()
        self._add(Text(text, fonts.body(tabular=True), "text2", wrap=True))
        self._add_change(row, years)
        self._add_buttons(row)
        self._add(Rule())
        self._add_problems(row)

    def _add_change(self, row: Bar, years: YearsCompared | None) -> None:
        if row.before is None or years is None or not row.before.told:
            return
        words = _("{then}: {then_share} of {then_of}. {now}: {now_share} of {now_of}.").format(
            then=years.then,
            then_share=share_words(row.before.then),
            then_of=format_number(row.before.then.of),
            now=years.now,
            now_share=share_words(row.before.now),
            now_of=format_number(row.before.now.of),
        )
        change = change_sentence(row)
        text = f"{change[:1].upper()}{change[1:]}. {words}"
        self._add(Text(text, fonts.body(tabular=True), wrap=True))
        if not years.same_methods:
            self._add(QuietNote(methods_words(years)))

    def _show_group(self, row: Heading) -> None:
        self._add(Text(row.words, fonts.section_title(), wrap=True))
        self._add(Text(group_count_words(row.group), fonts.body(tabular=True), "text2"))
        self._add_buttons(row)

    def _add_buttons(self, row: Row) -> None:
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(8)
        answers = Button(_("Open the answers"), icon="answer", keys="Enter")
        answers.clicked.connect(lambda: self.answers_asked.emit(row))
        layout.addWidget(answers)
        if isinstance(row, Bar) and self._writable:
            problem = Button(_("Take up as a problem…"), icon="problem", keys="P")
            problem.clicked.connect(lambda: self.problem_asked.emit(row.theme.theme_id))
            layout.addWidget(problem)
        self._add(box)

    def _add_problems(self, row: Bar) -> None:
        problems = row.theme.problems
        if not problems:
            words = _("No problem takes up the theme.")
            self._add(Text(words, fonts.body(), "at_risk", wrap=True))
            return
        self._add(Text(_("Problems that take it up"), fonts.caption_strong(), "text2"))
        for problem_id, number, title in problems[:_NAMED]:
            link = LinkButton(f"{number}  {title}")
            link.setMinimumWidth(0)
            link.clicked.connect(lambda _on=False, at=problem_id: self.problem_opened.emit(at))
            self._add(link)
        if len(problems) > _NAMED:
            more = _("and {n} more").format(n=format_number(len(problems) - _NAMED))
            self._add(Text(more, fonts.caption(), "text2"))


def methods_words(years: YearsCompared) -> str:
    """Why a difference between two years may not be one of opinion."""
    return _(
        "People were asked in different ways in {then} and {now}, so a difference may come from "
        "how they were asked."
    ).format(then=years.then, now=years.now)
