"""`lofte`, the command line: everything a book can do without a window."""

import gc
import sys
from collections.abc import Sequence


def main() -> int:
    """Run `lofte` on the process's own arguments; returns 0 done, 1 failed, 2 wrong usage."""
    from tracker import logs

    # Nearly all that a command makes lives until it ends: looking for garbage as often as usual
    # takes a sixth of a long report's time.
    gc.set_threshold(20_000, 50, 100)
    return run(sys.argv[1:], log_file=str(logs.start() or ""))


def run(arguments: Sequence[str], *, log_file: str = "") -> int:
    """Run one command. `log_file` is named when something unexpected goes wrong."""
    from tracker.cli.running import run_command

    return run_command(arguments, log_file)
