"""The program's own log: what went wrong and where in the code, never what the user wrote.

A log may be sent to whoever helps, so an exception is written as its class, its code and the
lines it passed; its message is left out because it can quote a book's content.
"""

import faulthandler
import logging
import os
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any

from tracker import __version__
from tracker.paths import log_dir

_log = logging.getLogger("tracker")

_SIZE = 512 * 1024
_KEPT = 3


class _Formatter(logging.Formatter):
    """One line a record; exceptions without their messages."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatException(self, ei: Any) -> str:
        """The chain of exceptions, cause first, as classes, codes and code lines."""
        return "\n".join(reversed([_described(error) for error in _chain(ei[1])]))


def _chain(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        hidden = error.__suppress_context__
        error = error.__cause__ or (None if hidden else error.__context__)
    return found


def _described(error: BaseException) -> str:
    # A code such as "promise.stale" or an error number is the program's or the system's own.
    code = getattr(error, "code", None) or getattr(error, "errno", None) or ""
    lines = [
        f"  {frame.filename}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    return "\n".join([f"{type(error).__module__}.{type(error).__qualname__} {code}", *lines])


def _rotate(source: str, target: str) -> None:
    # Windows refuses while another running copy has it open. The next time will do.
    with suppress(PermissionError):
        os.replace(source, target)


def start(on_crash: Callable[[BaseException], None] | None = None) -> Path | None:
    """Begin to log to a file, and log what nothing else catches; return the file.

    `on_crash` is told of each uncaught exception after it was logged, in the thread where it
    happened. Without a folder to write in there is no log and the answer is None: the program
    works all the same.
    """
    _install_hooks(on_crash)
    _log.setLevel(logging.INFO)
    file = log_dir() / "loftesboken.log"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8")
        # Open for as long as the process lives: the interpreter writes to it as it dies.
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        crash = os.open(file.parent / "crash.log", flags, 0o644)
        faulthandler.enable(crash)
    except OSError:
        _log.addHandler(logging.NullHandler())
        return None
    handler.rotator = _rotate
    handler.setFormatter(_Formatter())
    _log.addHandler(handler)
    _log.info(
        "Löftesboken %s, Python %s, %s",
        __version__,
        platform.python_version(),
        platform.platform(),
    )
    return file


def _install_hooks(on_crash: Callable[[BaseException], None] | None) -> None:
    def crashed(error: BaseException) -> None:
        _log.critical("uncaught", exc_info=error)
        if on_crash is not None:
            on_crash(error)

    def in_main(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        # Whoever started the program from a terminal sees it there too.
        sys.__excepthook__(kind, error, trace)
        if not issubclass(kind, KeyboardInterrupt):
            crashed(error)

    def in_thread(arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None and arguments.exc_type is not SystemExit:
            crashed(arguments.exc_value)

    sys.excepthook = in_main
    threading.excepthook = in_thread
