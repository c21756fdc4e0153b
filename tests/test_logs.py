import faulthandler
import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from subprocess import run

import pytest

from tracker import logs
from tracker.models.errors import Conflict
from tracker.paths import log_dir

SECRET = "Anna Andersson, 0570-12345"


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """Undo what starting a log changes in the process."""
    logger = logging.getLogger("tracker")
    hooks = sys.excepthook, threading.excepthook
    handlers = list(logger.handlers)
    yield
    sys.excepthook, threading.excepthook = hooks
    faulthandler.enable(sys.__stderr__ or 2)
    for handler in set(logger.handlers) - set(handlers):
        logger.removeHandler(handler)
        handler.close()


def _fail() -> None:
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        raise Conflict("promise.stale", text=SECRET) from error


def _started() -> Path:
    file = logs.start()
    assert file is not None
    return file


def test_an_exception_is_logged_without_what_the_user_wrote() -> None:
    file = _started()
    try:
        _fail()
    except Conflict:
        logging.getLogger("tracker.services").exception("could not save")
    text = file.read_text(encoding="utf-8")
    assert SECRET not in text
    assert text.index("builtins.ValueError") < text.index("errors.Conflict promise.stale")
    assert "_fail" in text
    assert "could not save" in text


def test_an_uncaught_exception_is_logged_and_told() -> None:
    told: list[BaseException] = []
    file = logs.start(told.append)
    assert file is not None
    thread = threading.Thread(target=_fail)
    thread.start()
    thread.join()
    assert [type(error) for error in told] == [Conflict]
    assert "promise.stale" in file.read_text(encoding="utf-8")


def test_a_crash_in_the_main_thread_is_logged(home: Path) -> None:
    code = f"from tracker import logs; logs.start(); raise OSError(28, {SECRET!r})"
    done = run([sys.executable, "-c", code], capture_output=True, check=False, text=True)
    assert done.returncode == 1
    text = (log_dir() / "loftesboken.log").read_text(encoding="utf-8")
    assert "builtins.OSError 28" in text
    assert SECRET not in text


def test_a_log_that_grows_is_rotated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "_SIZE", 2000)
    file = _started()
    for _ in range(200):
        logging.getLogger("tracker").info("twenty characters or so")
    assert len(list(file.parent.glob("loftesboken.log*"))) == 4
    assert file.stat().st_size <= 2000


def test_without_a_folder_the_program_works_without_a_log(home: Path) -> None:
    (home / "log").write_text("a file where the folder should be", encoding="utf-8")
    assert logs.start() is None
    logging.getLogger("tracker").warning("nobody reads this")
