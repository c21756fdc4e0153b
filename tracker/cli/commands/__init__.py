"""The commands of `lofte` and the words they take. What they do is in modules of their own."""

from tracker.cli.commands.base import app

# Each declares its commands on `app`, in the order in which the help lists them.
from tracker.cli.commands import work, series, answers, reports, care  # isort: skip

__all__ = ["answers", "app", "care", "reports", "series", "work"]
