"""The report to citizens: what was promised, done and left undone, on paper and for the web."""

from tracker.reports.kinds.public.paper import lay_out
from tracker.reports.kinds.public.web import web_page

__all__ = ["lay_out", "web_page"]
