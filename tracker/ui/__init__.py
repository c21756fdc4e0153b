"""The window. Everything that knows Qt is in here."""

from tracker.ui.singletons import keep_alive

# Before the first call into Qt, wherever that comes from.
keep_alive()
