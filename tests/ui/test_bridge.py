"""What other programs write to the book reaches the window, each piece of news once."""

from pathlib import Path

from PySide6.QtCore import QThreadPool

from tests import factory
from tests.ui.desks import Bench
from tests.ui.town import TODAY, Town
from tracker.models.journal import ChangeSet
from tracker.services.log import LogFields, log_done


def test_a_second_look_loses_nothing_that_the_first_one_found(at_desk: Bench, town: Town) -> None:
    bridge, book = at_desk.session.bridge, Path(at_desk.desk.ctx.book)
    heard: list[ChangeSet] = []
    bridge.changed.connect(heard.append)
    there = factory.opened(book, factory.a_clock(TODAY))
    written = []
    for place in ("Torget", "Stationen"):
        log_done(there, LogFields(town.patrols, TODAY, place=place))
        written.append(there.undo.steps().undo[-1])
        bridge.look()
        # It has found what there is, and nobody has been told.
        for pool in at_desk.session.jobs.findChildren(QThreadPool):
            pool.waitForDone()
    there.close()
    at_desk.settle()
    assert [(changes.operation_id, changes.name) for changes in heard] == written
