"""`python -m tracker` and the `loftesboken` program: open the window."""

import argparse
import sys


def main() -> int:
    """Open the window on the book named, or on the welcome page."""
    parser = argparse.ArgumentParser(prog="loftesboken")
    parser.add_argument("book", nargs="?", help="NAME.loftesbok, or postgresql://…")
    parser.add_argument(
        "--quit-when-ready", action="store_true", help="close when the first view has its rows"
    )
    asked = parser.parse_args()
    from tracker.ui.app import run

    return run(asked.book, quit_when_ready=asked.quit_when_ready)


if __name__ == "__main__":
    sys.exit(main())
