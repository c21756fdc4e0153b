"""One problem's chain down the page: what it rests on, why it is so, and what is done about it."""

from collections.abc import Sequence

from tracker.i18n import _, format_date, format_number, pgettext
from tracker.labels import label
from tracker.reports import style
from tracker.reports.gap_note import gap_notes
from tracker.reports.kinds.trail.link import link_steps
from tracker.reports.kinds.trail.surveys import answered
from tracker.reports.panels import LabelledValues
from tracker.reports.pdf.blocks import Block, Stack, Text
from tracker.reports.pdf.pen import Pen
from tracker.reports.pdf.table import Row
from tracker.reports.pdf.text import TextStyle
from tracker.reports.rail import step
from tracker.reports.sentences import full_stop, label_of
from tracker.reports.style import MM
from tracker.reports.symbols import CAUSE_RING, Rings
from tracker.reports.tables import column, table
from tracker.services.evidence_kinds import EvidenceKind
from tracker.services.reports.chains import Chain
from tracker.services.reports.gaps import Gap, GapKind
from tracker.services.reports.rows import ReportInput
from tracker.services.reports.trail_rows import (
    EvidenceRow,
    SurveyRow,
    TrailCause,
    TrailInput,
    TrailProblem,
)

_WHY_LINES = 6
_EVIDENCE_COLUMNS = (column(79, 4 * MM, heads_row=True), column(62, 3 * MM), column(20, 0))
_CAUSE_COLUMNS = (column(9), column(84, heads_row=True), column(34), column(34, 0))


def chain_section(chain: Chain, data: ReportInput, gaps: Sequence[Gap]) -> list[Block]:
    """The chain's heading and its steps."""
    links = chain.links
    if chain.problem is None:
        (link,) = links
        title = f"{label_of(link.promise.number)} {link.promise.title}"
        head: Block = _Head(_("A promise that answers no problem"), title)
        return [head, *link_steps(link, None, data, gaps, starts=True, ends=True)]
    problem = chain.problem
    ours = [gap for gap in gaps if gap.problem == problem.number]
    first = _problem_steps(problem, data.trail or TrailInput(), ours, ends=not links)
    steps = [
        block
        for link in links
        for block in link_steps(link, problem, data, gaps, starts=False, ends=link is links[-1])
    ]
    kicker = _("Problem {number}").format(number=problem.number)
    return [_Head(kicker, problem.title).spaced(keep_with_next=True), *first, *steps]


class _Head(Block):
    """What kind of chain it is, and its title: one heading."""

    __slots__ = ("_kicker", "_title")

    _BELOW = 3.5 * MM

    def __init__(self, kicker: str, title: str) -> None:
        super().__init__()
        self.keep_with_next = True
        self._kicker = Text(kicker, style.BODY_SECONDARY, max_lines=1)
        self._title = Text(title, style.PROMISE_TITLE, max_lines=4)

    def height(self, width: float) -> float:
        return self._kicker.height(width) + self._title.height(width) + self._BELOW

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        with pen.element("H2"):
            pen.bookmark(f"{self._kicker.plain()}: {self._title.plain()}", 1, y)
            self._kicker.draw(pen, x, y, width)
            self._title.draw(pen, x, y + self._kicker.height(width), width)


def _problem_steps(
    problem: TrailProblem, trail: TrailInput, gaps: Sequence[Gap], *, ends: bool
) -> list[Block]:
    surveys = {survey.number: survey for survey in trail.surveys}
    return [
        *step(
            1,
            pgettext("trail", "Evidence"),
            _("What is known, and from where"),
            _evidence(problem, surveys, gaps),
            starts=True,
            ends=False,
        ),
        *step(2, _("Problem"), "", _problem(problem, gaps), starts=False, ends=False),
        *step(
            3,
            pgettext("trail", "Causes"),
            _("Why it is so"),
            _causes(problem, gaps),
            starts=False,
            ends=ends,
        ),
    ]


def _evidence(
    problem: TrailProblem, surveys: dict[int, SurveyRow], gaps: Sequence[Gap]
) -> list[Block]:
    blocks: list[Block] = []
    if problem.evidence:
        names = [
            pgettext("trail", "What it says"), _("Source"), pgettext("trail", "Answers"),
        ]  # fmt: skip
        rows = [Row(_evidence_cells(row, surveys)) for row in problem.evidence]
        blocks.append(
            table(_EVIDENCE_COLUMNS, names, rows, right=frozenset({2}), look=style.DENSE_LOOK)
        )
    else:
        text = _("No evidence is linked to the problem.")
        blocks.append(Text(text, style.BODY, tag="P").spaced(style.STEP_1))
    return [*blocks, *gap_notes(gaps, GapKind.PROBLEM_WITHOUT_EVIDENCE)]


def _evidence_cells(row: EvidenceRow, surveys: dict[int, SurveyRow]) -> tuple[Block, ...]:
    survey = None if row.survey is None else surveys[row.survey]
    # A quote ends as it ends.
    said = row.statement if row.kind is EvidenceKind.QUOTE else full_stop(row.statement)
    if row.withheld:
        said = _("The quote is left out: nobody has ticked the answer as de-identified.")
    count = "–" if row.answers is None else format_number(row.answers)
    if survey is not None and row.kind is EvidenceKind.SURVEY:
        count = answered(survey)
    return (
        Text(said, style.TABLE),
        Stack([Text(line, look) for line, look in _source(row, survey)]),
        Text(count, style.TABLE, right=True),
    )


def _source(row: EvidenceRow, survey: SurveyRow | None) -> list[tuple[str, TextStyle]]:
    """Where it is known from: a theme of the answers, or a survey, and what of it."""
    lines: list[tuple[str, TextStyle]] = []
    if row.kind is EvidenceKind.THEME:
        lines.append((_("Theme: {name}").format(name=row.source), style.TABLE))
    if survey is None:
        return [*lines, (_("All answers in the book"), style.LABEL)]
    title = _("{number}. {title}").format(number=survey.number, title=survey.title)
    when = f"{format_date(survey.held_on, 'short')} · {label(survey.method)}"
    lines.append((title, style.LABEL if lines else style.TABLE))
    if row.kind is EvidenceKind.QUOTE:
        when = f"{when} · {_('one answer')}"
    elif row.kind is EvidenceKind.FIGURE:
        when = f"{when} · {row.source}"
    return [*lines, (when, style.LABEL)]


def _problem(problem: TrailProblem, gaps: Sequence[Gap]) -> list[Block]:
    text = full_stop(problem.text or problem.title)
    blocks: list[Block] = [Text(text, style.BODY, tag="P").spaced(style.STEP_1 / 2)]
    facts = [
        (name, value)
        for name, value in (
            (pgettext("trail", "Where"), problem.place),
            (pgettext("trail", "When"), problem.time),
            (_("Whom it hits"), problem.affected_group),
            (_("Focus area"), problem.focus_area),
        )
        if value.strip()
    ]
    if facts:
        blocks.append(LabelledValues(facts, style.TABLE).spaced(style.STEP_2))
    if problem.priority is not None:
        text = _("Priority {n}.").format(n=problem.priority)
        if problem.priority_reason.strip():
            text += " " + full_stop(problem.priority_reason)
        blocks.append(Text(text, style.TABLE, tag="P").spaced(style.STEP_2))
    if problem.answered_elsewhere and not problem.promises:
        text = _("A promise under another agreement answers the problem.")
        blocks.append(Text(text, style.TABLE, tag="P").spaced(style.STEP_2))
    return [*blocks, *gap_notes(gaps, GapKind.PROBLEM_UNANSWERED)]


def _causes(problem: TrailProblem, gaps: Sequence[Gap]) -> list[Block]:
    if not problem.causes:
        text = Text(_("Causes are missing."), style.BODY, tag="P").spaced(style.STEP_1 / 2)
        return [text, *gap_notes(gaps, GapKind.PROBLEM_WITHOUT_CAUSE)]
    names = [
        pgettext("report", "No."), pgettext("report", "Cause"), pgettext("trail", "Kind"),
        pgettext("report", "Actions"),
    ]  # fmt: skip
    rows = [Row(_cause_cells(cause)) for cause in problem.causes]
    body = table(_CAUSE_COLUMNS, names, rows, look=style.DENSE_LOOK)
    return [body, *gap_notes(gaps, GapKind.CAUSE_WITHOUT_ACTION)]


def _cause_cells(cause: TrailCause) -> tuple[Block, ...]:
    actions = ", ".join(f"{ref.promise}.{ref.action}" for ref in cause.actions)
    return (
        Rings((cause.number,), CAUSE_RING, style.CAUSE_NUMBER, style.TABLE),
        _cause_text(cause),
        Text(label(cause.kind), style.TABLE),
        Text(actions, style.TABLE) if actions else Text(_("none"), style.TABLE_STRONG),
    )


def _cause_text(cause: TrailCause) -> Block:
    """The cause, and beneath it why, and why that."""
    text = Text(cause.text, style.TABLE)
    if not cause.whys:
        return text
    whys = (_("Why? {answer}").format(answer=full_stop(why)) for why in cause.whys)
    return Stack([text, *(Text(why, style.LABEL, max_lines=_WHY_LINES) for why in whys)])
