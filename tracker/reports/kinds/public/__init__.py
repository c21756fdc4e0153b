"""The report to citizens: what was promised, done and left undone."""

from tracker.reports.kinds.public.paper import lay_out

__all__ = ["lay_out"]
