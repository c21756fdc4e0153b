"""The quiet lines under the toolbar: example data, another day than today, read-only."""

from dataclasses import replace
from functools import partial

from tracker.i18n import _, format_date
from tracker.services.books import BookSettings, edit_book_settings
from tracker.ui.desk import Desk
from tracker.ui.widgets.notes import Banner


def banners(desk: Desk, settings: BookSettings) -> list[Banner]:
    """The banners that are true of the book now."""
    found: list[Banner] = []
    if desk.read_only:
        found.append(
            Banner(
                "lock",
                _("Read-only."),
                _("The file or its folder can't be written, so nothing can be changed here."),
            )
        )
    if settings.shows_state_of is not None:
        found.append(_state_banner(desk, settings))
    elif settings.is_example:
        found.append(
            Banner("flask", _("Example data."), _("Everything here may be changed freely."))
        )
    return found


def _state_banner(desk: Desk, settings: BookSettings) -> Banner:
    day = settings.shows_state_of
    assert day is not None
    text = _("The book shows the state of {weekday} {date}.").format(
        weekday=format_date(day, "weekday"), date=format_date(day, "long")
    )
    banner = Banner(
        "log",
        _("Example data.") if settings.is_example else "",
        text,
        "" if desk.read_only else _("Show today's date instead"),
    )
    banner.link_clicked.connect(
        lambda: desk.write(
            partial(edit_book_settings, desk.ctx, replace(settings, shows_state_of=None))
        )
    )
    return banner
