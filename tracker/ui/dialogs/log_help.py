"""What Logga insats and the quick entry ask the book while something is being typed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject

from tracker.services.context import AppContext
from tracker.services.queries.actions import ActionRow, matching_actions
from tracker.services.queries.choices import places
from tracker.services.queries.series import Offered, offered_to
from tracker.services.series_matching import Deed
from tracker.ui.desk import Desk
from tracker.ui.dialogs.occasion_field import FindOccasions
from tracker.ui.tables.action_search import FindActions

Places = tuple[list[str], list[str]]
"""An action's usual places, and other places used lately."""


@dataclass(frozen=True, slots=True)
class LogHelp:
    """What the dialog asks for while it is open; answers come later and never block typing."""

    find_actions: FindActions
    find_places: Callable[[int, Callable[[Places], object], QObject], object]
    find_occasions: FindOccasions


def log_help(desk: Desk) -> LogHelp:
    """Answers from the book, read in the background for as long as who asked is there."""

    def find_actions(
        typed: str, then: Callable[[tuple[list[ActionRow], int]], object], owner: QObject
    ) -> object:
        work = partial(matching_actions, desk.ctx, typed)
        return desk.read(work, then, owner=owner, key=(id(owner), "actions"))

    def find_places(action_id: int, then: Callable[[Places], object], owner: QObject) -> object:
        work = partial(_places, desk.ctx, action_id)
        return desk.read(work, then, owner=owner, key=(id(owner), "places"))

    def find_occasions(deed: Deed, then: Callable[[Offered], object], owner: QObject) -> object:
        work = partial(offered_to, desk.ctx, deed)
        return desk.read(work, then, owner=owner, key=(id(owner), "occasions"))

    return LogHelp(find_actions, find_places, find_occasions)


def _places(ctx: AppContext, action_id: int) -> Places:
    return places(ctx, action_id=action_id), places(ctx)
