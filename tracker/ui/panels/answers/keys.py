"""The workbench's keys. Letters work wherever nothing is being typed."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from tracker.services.queries.codebook import NUMBER_KEYS

if TYPE_CHECKING:
    from tracker.ui.panels.answers.page import AnswersPage


def set_keys(page: "AnswersPage") -> None:
    """Give the page its keys, as `ui.actions.PAGE_KEYS` tells them."""
    keys: list[tuple[str, Callable[[], object]]] = [
        ("J", partial(page.step, 1)),
        ("K", partial(page.step, -1)),
        ("0", page.work.nothing_fits),
        ("Q", page.work.deidentify),
        ("S", page.take_suggestions),
        ("M", page.work.mask),
        ("A", page.work.similar),
        ("F2", page.work.edit),
        ("Del", page.work.remove),
        ("V", page.other_way),
        ("F5", page.look_anew),
        ("/", page.filters.text.setFocus),
        ("?", partial(page.desk.run, "app.shortcuts")),
    ]
    keys += [(str(n), partial(page.work.toggle_key, n)) for n in range(1, NUMBER_KEYS + 1)]
    for key, run in keys:
        shortcut = QShortcut(QKeySequence(key), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(run)
