"""`python -m tracker` and the `loftesboken` program: open the window."""

import argparse
import gc
import sys


def main() -> int:
    """Open the window on the book named, or on the welcome page."""
    parser = argparse.ArgumentParser(prog="loftesboken")
    parser.add_argument("book", nargs="?", help="NAME.loftesbok, or postgresql://…")
    parser.add_argument(
        "--quit-when-ready", action="store_true", help="close when the first view has its rows"
    )
    asked = parser.parse_args()
    # While modules load nothing becomes garbage, and looking for it takes a sixth of the start.
    gc.disable()
    from tracker.ui.app import run

    try:
        return run(asked.book, quit_when_ready=asked.quit_when_ready, on_ready=_settle)
    finally:
        # The process ends: there is no need to take its hundred thousand objects apart.
        gc.freeze()


def _settle() -> None:
    """What the start made is here to stay, so it need not be looked through again."""
    gc.freeze()


if __name__ == "__main__":
    sys.exit(main())
