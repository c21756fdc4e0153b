"""The sentences about answers, the code book and the coding of answers by it."""

from collections.abc import Callable

from tracker.i18n import N_

ANSWERS: dict[str, str] = {
    "response.none": N_("No answer is chosen, so nothing has been changed. Choose one first."),
}

COUNTED_ANSWERS: dict[str, Callable[[int], str]] = {}
"""Those that depend on the parameter `count`."""
