"""For those who live here: what they said when they were asked, and what that does not show."""

from tracker.reports.kinds.dialogue.paper import lay_out
from tracker.reports.kinds.dialogue.web import web_page

__all__ = ["lay_out", "web_page"]
