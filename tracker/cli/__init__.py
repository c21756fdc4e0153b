"""`lofte`, the command line: everything a book can do without a window."""

import sys
from collections.abc import Sequence


def main() -> int:
    """Run `lofte` on the process's own arguments; returns 0 done, 1 failed, 2 wrong usage."""
    from tracker import logs

    return run(sys.argv[1:], log_file=str(logs.start() or ""))


def run(arguments: Sequence[str], *, log_file: str = "") -> int:
    """Run one command. `log_file` is named when something unexpected goes wrong."""
    from tracker.cli.running import run_command

    return run_command(arguments, log_file)
