"""Cycles that hold Qt objects are freed on the GUI thread, never on a worker."""

import gc
import threading

from pytestqt.qtbot import QtBot

from tracker.ui.garbage import GuiGarbage


class _Cycle:
    """Refers to itself, and tells on which thread it was freed."""

    freed_on: list[threading.Thread]

    def __init__(self, freed_on: list[threading.Thread]) -> None:
        self.me = self
        self.freed_on = freed_on

    def __del__(self) -> None:
        self.freed_on.append(threading.current_thread())


def _allocate() -> None:
    """More than the automatic collector would wait for."""
    for _turn in range(50):
        assert len([[number] for number in range(2000)]) == 2000


def test_a_worker_frees_no_cycle_and_the_gui_thread_does(qtbot: QtBot) -> None:
    garbage = GuiGarbage()
    assert not gc.isenabled()
    freed_on: list[threading.Thread] = []
    _Cycle(freed_on)
    worker = threading.Thread(target=_allocate)
    worker.start()
    worker.join()
    assert freed_on == []
    kept = [[number] for number in range(gc.get_threshold()[0] + 1)]
    qtbot.waitUntil(lambda: bool(garbage.look()) or bool(freed_on))
    assert freed_on == [threading.current_thread()]
    assert kept
