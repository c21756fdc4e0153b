"""The kinds of report: the window and the command line offer what is listed here.

A kind called ``status`` is laid out by `tracker.reports.kinds.status`. Its module is loaded when
it is used, since the page engine takes longer to load than the rest of the program.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import cast

from tracker.i18n import N_, _
from tracker.models.errors import Invalid
from tracker.reports.pdf.document import Page
from tracker.reports.sentences import owner_heading
from tracker.services.reports.rows import ReportInput

Progress = Callable[[float], None]
"""Is told how far the work has come, from 0 to 1; may raise to stop it."""
LayOut = Callable[[ReportInput, Progress], list[Page]]
"""Turns the input into pages, in the current language."""
WebPage = Callable[[ReportInput], str]
"""Turns the input into one page of HTML, in the current language."""


class Form(StrEnum):
    """What a report can be written as; the value is the ending of the file's name."""

    PDF = ".pdf"
    HTML = ".html"


class Choice(StrEnum):
    """What may be chosen for a report beside its day and language."""

    PERIOD = "period"
    OWNER = "owner"
    LAWFUL = "lawful"
    ROUND = "round"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A kind of report. `title` and `purpose` are message ids, translated where they are shown."""

    name: str
    """As the command line takes it and the archive keeps it."""
    title: str
    """Stands on the report, and names it in lists."""
    purpose: str
    """For whom it is and what it tells, in one sentence."""
    choices: frozenset[Choice] = frozenset()
    is_public: bool = False
    """Whether citizens read it: then without diary numbers and roles in its margins."""
    as_html: bool = False
    """Whether it can be had as a page for the web, too."""
    lawful_title: str = ""
    """The title when it is limited to the plan of lag (2023:196)."""
    planned_title: str = ""
    """The title when it is about a meeting that is yet to be held."""
    ongoing_title: str = ""
    """The title while the meeting that it is about goes on."""
    is_form: bool = False
    """Whether it is to be written on: no draft of anything, and everybody's without an owner."""

    def heading(self, data: ReportInput) -> str:
        """What stands on the report: its title, and whose it is when it is one owner's."""
        if data.owner and self.is_form:
            return _("{title}: {owner}").format(title=_(self.title), owner=data.owner)
        if data.owner:
            return owner_heading(data)
        if data.meeting is not None and not data.meeting.is_held and self.planned_title:
            return _(self.planned_title)
        if data.meeting is not None and data.meeting.goes_on and self.ongoing_title:
            return _(self.ongoing_title)
        return _(self.lawful_title if data.lawful and self.lawful_title else self.title)

    def lay_out(self) -> LayOut:
        """The function that lays it out."""
        module = import_module(f"tracker.reports.kinds.{self.name}")
        return cast(LayOut, module.lay_out)

    def web_page(self) -> WebPage:
        """The function that makes it a page for the web, if `as_html`."""
        module = import_module(f"tracker.reports.kinds.{self.name}")
        return cast(WebPage, module.web_page)

    @property
    def forms(self) -> tuple[Form, ...]:
        """What it can be written as."""
        return (Form.PDF, Form.HTML) if self.as_html else (Form.PDF,)

    @property
    def needs_owner(self) -> bool:
        """Whether it can't be made without saying whose actions it is about."""
        return Choice.OWNER in self.choices and not self.is_form

    def form_of(self, path: Path) -> Form:
        """What the file's name asks for. Raises `Invalid` for what it can't be written as."""
        for form in self.forms:
            if path.suffix.casefold() == form.value:
                return form
        raise Invalid(
            "report.no_form", kind=self.name, file=path.name, endings=tuple(map(str, self.forms))
        )


KINDS = (
    ReportKind(
        "status",
        N_("Status report on citizens’ promises"),
        N_(
            "For the municipal commissioner and the head of police: what needs a decision, "
            "how each promise stands, what was done and what was not."
        ),
        frozenset({Choice.PERIOD}),
    ),
    ReportKind(
        "summary",
        N_("Summary of citizens’ promises"),
        N_(
            "For the same readers, one page: what is on track, what is not, and what they must "
            "decide."
        ),
        frozenset({Choice.PERIOD}),
    ),
    ReportKind(
        "public",
        N_("How our promises to you are going"),
        N_(
            "For those who live here, in plain words: what was promised, what was done, what did "
            "not come about and why. No names, no diary numbers, no figures about fewer than five."
        ),
        is_public=True,
        as_html=True,
    ),
    ReportKind(
        "dialogue",
        N_("What citizens said"),
        N_(
            "For those who live here: what was taken up most, where and by whom, how people were "
            "asked, and what their answers do not show. No figures about fewer than five."
        ),
        frozenset({Choice.ROUND}),
        is_public=True,
        as_html=True,
    ),
    ReportKind(
        "agreement",
        N_("Agreement on citizens’ promises"),
        N_(
            "For those who sign: the promises as they stand, with problems, causes, actions and "
            "goals, and lines to sign on."
        ),
    ),
    ReportKind(
        "owner",
        N_("Actions of one owner"),
        N_(
            "For one owner or party: what they answer for, what is late, "
            "and what they are asked to report."
        ),
        frozenset({Choice.OWNER}),
    ),
    ReportKind(
        "deadlines",
        N_("Deadlines of citizens’ promises"),
        N_(
            "For the working group: what is late, what comes, what has no owner, "
            "and what waits for somebody else."
        ),
    ),
    ReportKind(
        "plan",
        N_("Action plan for citizens’ promises"),
        N_(
            "For the file and the law: causes, actions, goals, deadlines, owners and follow-up, "
            "as in Brå’s plan."
        ),
        frozenset({Choice.LAWFUL}),
        lawful_title=N_("Action plan by law (2023:196)"),
    ),
    ReportKind(
        "trail",
        N_("From evidence to measurement"),
        N_(
            "For those who evaluate: evidence, problem, cause, promise, action, log and "
            "measurement, with the gaps in the chain named."
        ),
    ),
    ReportKind(
        "programme",
        N_("Programme of the citizens’ dialogue"),
        N_(
            "For the wall and for those who take part: the occasions of one dialogue round day by "
            "day, who is responsible, and what to bring."
        ),
        frozenset({Choice.ROUND}),
    ),
    ReportKind(
        "minutes",
        N_("Minutes of the working group"),
        N_(
            "For those who are called: before the meeting its agenda with room for notes, "
            "afterwards what was decided, who does it, and what the meeting changed."
        ),
        frozenset({Choice.MEETING}),
        planned_title=N_("Agenda of the working group"),
        ongoing_title=N_("Minutes of the working group (going on)"),
    ),
    ReportKind(
        "log_form",
        N_("Log form"),
        N_(
            "For those who log on paper: the open actions of one owner or of everybody, what is "
            "left of them, and lines to write on."
        ),
        frozenset({Choice.OWNER}),
        is_form=True,
    ),
)


def kind_of(name: str) -> ReportKind:
    """The kind called `name`. Raises `Invalid` when there is none."""
    for kind in KINDS:
        if kind.name == name:
            return kind
    raise Invalid("report.no_kind", kind=name, kinds=tuple(known.name for known in KINDS))


def told_of(name: str) -> frozenset[Choice]:
    """What else than the agreement the kind called `name` tells of: a round or a meeting.

    A kind that a later version has made tells of nothing that is known here.
    """
    [choices] = [kind.choices for kind in KINDS if kind.name == name] or [frozenset[Choice]()]
    return choices & {Choice.ROUND, Choice.MEETING}
