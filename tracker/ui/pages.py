"""Which class makes which page; imported one by one, so that the first waits for no other."""

from importlib import import_module
from typing import TYPE_CHECKING, cast

from tracker.i18n import _
from tracker.ui.actions import ACTIONS
from tracker.ui.desk import Desk, Page
from tracker.ui.widgets.sidebar import SidebarRow

if TYPE_CHECKING:
    from tracker.ui.page import PageView
    from tracker.ui.panels.inspector import Inspector

_PAGES: dict[Page, tuple[str, str]] = {
    "overview": ("tracker.ui.panels.overview", "OverviewPage"),
    "promises": ("tracker.ui.panels.promises", "PromisesPage"),
    "actions": ("tracker.ui.panels.actions", "ActionsPage"),
    "timeline": ("tracker.ui.panels.timeline", "TimelinePage"),
    "review": ("tracker.ui.panels.review", "ReviewPage"),
    "log": ("tracker.ui.panels.log", "LogPage"),
    "meetings": ("tracker.ui.panels.meetings", "MeetingsPage"),
    "surveys": ("tracker.ui.panels.surveys", "SurveysPage"),
    "answers": ("tracker.ui.panels.answers", "AnswersPage"),
    "themes": ("tracker.ui.panels.themes", "ThemesPage"),
    "problems": ("tracker.ui.panels.problems", "ProblemsPage"),
    "trail": ("tracker.ui.panels.trail", "TrailPage"),
    "reports": ("tracker.ui.panels.reports", "ReportsPage"),
}

# Pages with an inspector beside them; the others use their whole width.
INSPECTED: tuple[Page, ...] = ("promises", "timeline", "log", "surveys", "problems")


def make_page(name: Page, desk: Desk) -> "PageView":
    """A new page for a window."""
    module, cls = _PAGES[name]
    return cast("PageView", getattr(import_module(module), cls)(desk))


def make_inspector(desk: Desk) -> "Inspector":
    """A new inspector for a window."""
    from tracker.ui.panels.inspector import Inspector

    return Inspector(desk)


def sidebar_rows() -> tuple[tuple[tuple[SidebarRow, ...], ...], tuple[SidebarRow, ...]]:
    """The pages in their groups, and what stands at the foot of the sidebar."""
    pages = {
        spec.id.removeprefix("go."): SidebarRow(
            spec.id.removeprefix("go."), spec.icon, _(spec.text)
        )
        for spec in ACTIONS
        if spec.id.startswith("go.")
    }
    groups = (
        ("overview", "promises", "actions", "timeline", "review", "log", "meetings"),
        ("surveys", "answers", "themes", "problems", "trail"),
        ("reports",),
    )
    foot = tuple(
        SidebarRow(spec.id, spec.icon, _(spec.text), is_command=True)
        for spec in ACTIONS
        if spec.id == "app.settings"
    )
    return tuple(tuple(pages[name] for name in group) for group in groups), foot
