"""What stands on top of the plan that lag (2023:196) asks for: the decisions, and what is next."""

from collections.abc import Iterator, Sequence
from datetime import date

from tracker.i18n import _, format_date, ngettext, pgettext
from tracker.models.law import follow_up_by
from tracker.reports import style
from tracker.reports.cells import two_lines
from tracker.reports.heads import part_heading
from tracker.reports.pdf.blocks import Block, Text
from tracker.reports.pdf.table import Row
from tracker.reports.sentences import day, label_of, listed, number_word
from tracker.reports.standing import (
    actions_stand,
    counted_actions,
    signed_actions,
    unsigned_sentence,
)
from tracker.reports.tables import column, table
from tracker.services.reports.rows import ActionRow, ProblemRow, ReportInput

_COLUMNS = (
    column(9),
    column(66, heads_row=True),
    column(17),
    column(26),
    column(27),
    column(25, 0),
)

_Tagged = tuple[ProblemRow, tuple[int, ...]]
"""A tagged problem, and the numbers of the promises that answer it."""


def lawful_opening(data: ReportInput, actions: Sequence[ActionRow]) -> str:
    """What the plan covers, how it stands, and when it is to be followed up."""
    problems = [problem for problem, _promises in _tagged(data)]
    covered = []
    if problems:
        n = len(problems)
        count = number_word(n, neuter=True)
        covered.append(ngettext("{count} problem", "{count} problems", n).format(count=count))
    if actions:
        covered.append(counted_actions(len(actions)))
    if not covered:
        return _(
            "Nothing in the book is tagged as the plan that the law asks for. "
            "Problems and actions are tagged where they are edited."
        )
    sentences = (
        _("The plan covers what is tagged as the plan that the law asks for: {what}.").format(
            what=listed(covered)
        ),
        actions_stand(signed_actions(data.promises)),
        unsigned_sentence(data.promises),
        _next_follow_up(problems, data.as_of),
    )
    return " ".join(filter(None, sentences))


def _next_follow_up(problems: Sequence[ProblemRow], as_of: date) -> str:
    days = [follow_up_by(problem.decided_on) for problem in problems if problem.decided_on]
    if not days:
        return ""
    if min(days) < as_of:
        return _("A follow-up was due by {day}.").format(day=day(min(days), as_of))
    return _("It is to be followed up by {day}.").format(day=day(min(days), as_of))


def lawful_part(data: ReportInput) -> list[Block]:
    """The decision on each tagged problem, and what the law asks for."""
    rows = [Row(_cells(problem, promises, data.as_of)) for problem, promises in _tagged(data)]
    names = [
        pgettext("report", "No."), _("Problem"), pgettext("report", "Promise"), _("Decided on"),
        pgettext("report", "Dnr"), _("Follow up by"),
    ]  # fmt: skip
    blocks: list[Block] = []
    if rows:
        blocks = [part_heading(_("Decisions on the plan")), table(_COLUMNS, names, rows)]
    elif data.promises:
        text = _("No problem is tagged, so there is no decision or diary number to show.")
        blocks = [
            part_heading(_("Decisions on the plan")),
            Text(text, style.BODY, tag="P").spaced(style.STEP_1),
        ]
    note = _(
        "Act (2023:196) on municipalities’ responsibility for crime prevention: the municipality "
        "decides on an action plan and follows it up at least every two years. This is how "
        "Löftesboken reads the law; the municipality’s lawyer has the last word."
    )
    return [*blocks, Text(note, style.TABLE_SECONDARY, tag="P").spaced(style.STEP_2)]


def _tagged(data: ReportInput) -> Iterator[_Tagged]:
    """Every tagged problem once, by number."""
    found: dict[int, ProblemRow] = {problem.number: problem for problem in data.unanswered}
    answered: dict[int, list[int]] = {}
    for promise in data.promises:
        for problem in promise.problems:
            if problem.lawful:
                found[problem.number] = problem
                answered.setdefault(problem.number, []).append(promise.number)
    for number in sorted(found):
        yield found[number], tuple(answered.get(number, ()))


def _cells(problem: ProblemRow, promises: Sequence[int], as_of: date) -> tuple[Block, ...]:
    where = ", ".join(map(label_of, promises)) or _("missing")
    decided = _("date missing")
    by, passed = "–", ""
    if problem.decided_on is not None:
        decided = format_date(problem.decided_on, "short")
        by = format_date(follow_up_by(problem.decided_on), "short")
        passed = _("has passed") if follow_up_by(problem.decided_on) < as_of else ""
    return (
        Text(str(problem.number), style.TABLE),
        Text(problem.title or problem.text, style.TABLE_STRONG),
        Text(where, style.TABLE),
        Text(decided, style.TABLE),
        Text(problem.decision_dnr or _("missing"), style.TABLE),
        two_lines(by, style.TABLE, passed, style.LABEL_INK),
    )
