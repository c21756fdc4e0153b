"""Themes suggested for the answer on the screen and its neighbours, worked out off its thread."""

from collections.abc import Iterable, Sequence
from functools import partial
from threading import Lock

from PySide6.QtCore import QObject, Signal

from tracker.i18n import _, format_number
from tracker.models.journal import ChangeSet
from tracker.services.context import AppContext
from tracker.services.queries.responses import response_page
from tracker.services.queries.suggestions import learned, suggestions
from tracker.services.suggesting import CodedText, Learned, Reason, Suggestion
from tracker.ui.desk import Desk

_QUOTED = 60
# More answers coded at once are learnt quicker from the beginning.
_MOST_RELEARNT = 200


class _Teacher:
    """What was learnt of the book, kept up with it.

    Suggestions are worked out on worker threads, one at a time; the window only leaves word of
    what has changed, and waits for nobody.
    """

    def __init__(self, ctx: AppContext) -> None:
        self._ctx = ctx
        self._at_work = Lock()
        self._learned: Learned | None = None
        self._word = Lock()
        self._changed: set[int] = set()
        self._start_over = True

    def start_over(self) -> None:
        with self._word:
            self._start_over = True

    def note(self, ids: Iterable[int]) -> None:
        with self._word:
            self._changed.update(ids)

    def suggest(self, ids: Sequence[int]) -> dict[int, list[Suggestion]]:
        with self._at_work:
            known = self._caught_up()
            rows = response_page(self._ctx, ids)
            return {row.id: suggestions(known, row.id, row.text) for row in rows}

    def _caught_up(self) -> Learned:
        with self._word:
            changed, self._changed = self._changed, set()
            anew = self._start_over or len(changed) > _MOST_RELEARNT
            self._start_over = False
        if anew or self._learned is None:
            self._learned = learned(self._ctx)
        elif changed:
            self._learn(self._learned, changed)
        return self._learned

    def _learn(self, known: Learned, changed: set[int]) -> None:
        rows = {row.id: row for row in response_page(self._ctx, sorted(changed))}
        for row_id in changed:
            row = rows.get(row_id)
            if row is not None and row.is_coded:
                themes = tuple(key for key, _name in row.themes)
                known.learn(CodedText(row_id, row.text, themes))
            else:
                known.forget(row_id)


class Suggestions(QObject):
    """Keeps what is suggested for the answer looked at and those beside it."""

    arrived = Signal(object)
    """Suggestions for the answer with this id are known now."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._teacher = _Teacher(desk.ctx)
        self._known: dict[int, list[Suggestion]] = {}
        self._asked: tuple[int, ...] = ()
        self._coded: set[int] = set()

    def known(self, response_id: int) -> list[Suggestion] | None:
        """What is suggested; None while it is being worked out."""
        return self._known.get(response_id)

    def look(self, ids: Sequence[int]) -> None:
        """Work out suggestions for these, the first one first, and let go of all others."""
        if tuple(ids) == self._asked:
            return
        self._asked = tuple(ids)
        self._known = {key: found for key, found in self._known.items() if key in self._asked}
        wanted = [row_id for row_id in ids if row_id not in self._known]
        if wanted:
            self._desk.read(partial(self._teacher.suggest, wanted), self._on_found, owner=self)

    def follow(self, changes: ChangeSet) -> None:
        """The book has changed. What is on the screen stays as it is: a tick must not move it."""
        if changes.touches("theme", "person", "book"):
            self._teacher.start_over()
            self._known.clear()
            self._asked = ()
        elif changes.touches("response", "response_theme"):
            # What is taken back names the ticks, not the answers that they stood at.
            self._teacher.note([*changes.rows.get("response", ()), *self._coded])

    def note(self, ids: Sequence[int]) -> None:
        """These answers are being coded from here."""
        self._coded.update(ids)

    def _on_found(self, found: dict[int, list[Suggestion]]) -> None:
        self._known.update(found)
        for row_id in found:
            self.arrived.emit(row_id)


def why_words(one: Suggestion) -> str:
    """What speaks for a suggestion, in a few words."""
    why = one.why
    match why.reason:
        case Reason.KEYWORD:
            return _("the word “{word}”").format(word=why.text)
        case Reason.WORD:
            return _("“{word}”: {times} of {of} answers before").format(
                word=why.text, times=format_number(why.times), of=format_number(why.of)
            )
        case Reason.EARLIER:
            line = " ".join(why.text.split())
            shown = line if len(line) <= _QUOTED else f"{line[:_QUOTED]}…"
            return _("as in: “{answer}”").format(answer=shown)
