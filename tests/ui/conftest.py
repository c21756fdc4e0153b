"""What every test of the window needs: no display, the theme in place."""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication

from tests import factory
from tests.ui.desks import Bench, bench
from tests.ui.keeping import take_away
from tests.ui.program import Program, a_copy, running
from tests.ui.town import TODAY, Town, a_town
from tracker.models.clock import WalkingClock
from tracker.services.context import AppContext
from tracker.ui.theme import Theme


@pytest.fixture(autouse=True)
def _garbage_on_this_thread() -> Iterator[None]:
    """As the program does: a worker thread that frees a widget takes the process down."""
    gc.disable()
    yield
    gc.collect(1)


@pytest.fixture(autouse=True)
def _windows_of_its_own() -> Iterator[None]:
    """What a test leaves open is not the next one's business."""
    yield
    take_away()


@pytest.fixture(scope="session")
def _theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "light")


@pytest.fixture
def theme(_theme: Theme) -> Iterator[Theme]:
    """The application's theme, light at the start of every test."""
    _theme.set_mode("light")
    yield _theme
    _theme.set_mode("light")


@pytest.fixture(scope="session")
def _town_file(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Town]:
    """The small town's book, made once and copied for each test."""
    path, clock = tmp_path_factory.mktemp("town") / "town.loftesbok", factory.a_clock()
    ctx = factory.opened(factory.a_book(path, clock), clock)
    town = a_town(ctx, clock)
    ctx.close()
    return path, town


@pytest.fixture
def town(_town_file: tuple[Path, Town]) -> Town:
    """What `town_ctx` holds."""
    return _town_file[1]


@pytest.fixture
def town_ctx(
    _town_file: tuple[Path, Town], tmp_path: Path, clock: WalkingClock
) -> Iterator[AppContext]:
    """The small town's book, open in September 2018."""
    copy = shutil.copy(_town_file[0], tmp_path / "town.loftesbok")
    clock.walk_to(TODAY)
    opened = factory.opened(Path(copy), clock)
    yield opened
    opened.close()


@pytest.fixture
def at_desk(town_ctx: AppContext, theme: Theme) -> Iterator[Bench]:
    """A window on the small town's book, with nothing in it yet."""
    with bench(town_ctx) as made:
        made.window.show()
        made.window.activateWindow()
        yield made


@pytest.fixture
def place(ctx: AppContext) -> Iterator[Bench]:
    """A window on a new book, with nothing in it yet; nothing may fail there unasked."""
    with bench(ctx) as made:
        yield made
        assert made.failures == []


@pytest.fixture
def example(new_example: Path, tmp_path: Path) -> Path:
    """The example book, closed."""
    return a_copy(new_example, tmp_path)


@pytest.fixture
def town_file(_town_file: tuple[Path, Town], tmp_path: Path) -> Path:
    """The small town's book, closed."""
    return a_copy(_town_file[0], tmp_path)


@pytest.fixture
def program(qapp: QApplication, theme: Theme, clock: WalkingClock) -> Iterator[Program]:
    """The window program without a book, in September 2018."""
    clock.walk_to(TODAY)
    with running(qapp, clock, theme) as made:
        yield made
