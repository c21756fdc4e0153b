"""Opens gallring."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from tracker.i18n import _, format_number, ngettext
from tracker.services.disposal import Disposed, dispose_texts
from tracker.services.queries.disposals import DisposalPreview, disposal_preview

if TYPE_CHECKING:
    from tracker.ui.main_window import MainWindow


def _open(window: "MainWindow", _about: object) -> None:
    from tracker.ui.dialogs.disposal import DisposalDialog

    desk = window.desk

    def show(preview: DisposalPreview) -> None:
        desk.ask(DisposalDialog(preview, window), dispose_texts, lambda done: say(done))

    def say(done: Disposed) -> None:
        texts = ngettext("{n} free text deleted", "{n} free texts deleted", done.texts)
        words = texts.format(n=format_number(done.texts))
        if not done.texts:
            words = _("Earlier words deleted from the history")
        window.say(words)

    desk.read(partial(disposal_preview, desk.ctx), show, owner=window)


HANDLERS: dict[str, Callable[["MainWindow", object], object]] = {"disposal.open": _open}
