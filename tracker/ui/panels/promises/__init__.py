"""The promises: list, head, Brå's plan and what hangs on it."""

from tracker.ui.panels.promises.page import PromisesPage

__all__ = ["PromisesPage"]
