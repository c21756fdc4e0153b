"""Page one: what the book holds at each step of the chain, and where the chain is broken."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from tracker.i18n import _, format_date, format_number, ngettext, pgettext
from tracker.reports import style
from tracker.reports.gap_words import gap_detail, gap_label, gap_title
from tracker.reports.panels import LabelledValues
from tracker.reports.pdf.blocks import Block, Text
from tracker.reports.pdf.table import Row
from tracker.reports.sentences import (
    cap,
    diary_label,
    listed,
    number_word,
    period,
    superseding,
)
from tracker.reports.step_strip import StepFigure, StepStrip
from tracker.reports.style import MM
from tracker.reports.tables import column, table
from tracker.services.reports.gaps import Gap, GapKind
from tracker.services.reports.rows import ReportInput
from tracker.services.reports.trail_rows import TrailInput

_MOST_OF_A_KIND = 20
_COLUMNS = (column(32), column(66, heads_row=True), column(60), column(12, 0))


def front(data: ReportInput, found: Sequence[Gap], page_of: Mapping[Gap, int]) -> list[Block]:
    """Everything on page one, and what of the gaps has no room there.

    `page_of` says where each gap is told; it is empty while that is not known.
    """
    title = Text(_("From evidence to measurement"), style.REPORT_TITLE, tag="H1")
    blocks: list[Block] = [
        title,
        LabelledValues(_facts(data)).spaced(1.2 * MM),
        Text(_opening(data, found), style.OPENING, tag="P").spaced(5 * MM),
        _heading(_("What the book holds")).spaced(style.STEP_7, keep_with_next=True),
        StepStrip(_steps(data, found)).spaced(style.STEP_4),
        _heading(_("Gaps in the chain")).spaced(
            style.STEP_7 + style.STEP_2, keep_with_next=True, needs=style.PART_NEEDS
        ),
    ]
    if not found:
        return [*blocks, Text(_no_gap(data), style.BODY, tag="P").spaced(style.STEP_1)]
    return [*blocks, _gaps(data, found, page_of)]


def _no_gap(data: ReportInput) -> str:
    """Where there is nothing to lead on, what there is none of."""
    trail = data.trail
    missing = [
        words
        for words, is_missing in (
            (_("no evidence"), trail is not None and not trail.surveys),
            (_("no problem"), trail is not None and not trail.problems),
            (_("no promise"), not data.promises),
        )
        if is_missing
    ]
    if missing:
        return _("The book has {things} yet.").format(things=listed(missing))
    return _("No gap: every step leads on to the next.")


def _heading(text: str) -> Text:
    return Text(text, style.SECTION, tag="H2")


def _facts(data: ReportInput) -> list[tuple[str, str]]:
    facts = [(pgettext("report", "As of"), format_date(data.as_of, "long"))]
    if data.agreement is not None:
        whole = period(data.agreement.period_start, data.agreement.period_end)
        facts.append((_("Agreement for"), whole))
    facts += [(diary_label(data, row.party), row.number) for row in data.diary_numbers]
    return facts + superseding(data)


def _opening(data: ReportInput, found: Sequence[Gap]) -> str:
    if not data.promises:
        return _("No promise has been entered.")
    unfounded = sum(gap.kind is GapKind.PROMISE_WITHOUT_EVIDENCE for gap in found)
    actions = sum(len(promise.actions) for promise in data.promises)
    astray = sum(gap.kind is GapKind.ACTION_WITHOUT_CAUSE for gap in found)
    sentences = []
    if found:
        text = ngettext("The chain has {count} gap.", "The chain has {count} gaps.", len(found))
        sentences.append(text.format(count=number_word(len(found), neuter=False)))
    else:
        sentences.append(_("The chain has no gap."))
    total = len(data.promises)
    text = ngettext(
        "{n} of {total} promise rests on evidence.", "{n} of {total} promises rest on evidence.",
        total,
    )  # fmt: skip
    founded = _counted(text, total - unfounded, total, neuter=True)
    sentences.append(founded or _("No promise rests on evidence."))
    if actions:
        text = ngettext(
            "{n} of {total} action meets a cause.", "{n} of {total} actions meet a cause.", actions
        )
        met = _counted(text, actions - astray, actions, neuter=False)
        sentences.append(met or _("No action meets a cause."))
    return " ".join(sentences)


def _counted(text: str, n: int, total: int, *, neuter: bool) -> str:
    """Empty when there is none of them: that is said in words of its own."""
    if not n:
        return ""
    first = cap(number_word(n, neuter=neuter))
    return text.format(n=first, total=number_word(total, neuter=neuter))


# What the book holds


def _steps(data: ReportInput, found: Sequence[Gap]) -> list[StepFigure]:
    trail = data.trail or TrailInput()
    answers = sum(survey.responses for survey in trail.surveys)
    answered = sum(bool(row.promises) or row.answered_elsewhere for row in trail.problems)
    causes = [cause for problem in trail.problems for cause in problem.causes]
    met = sum(bool(cause.actions) for cause in causes)
    signed = sum(promise.status.locked for promise in data.promises)
    actions = sum(len(promise.actions) for promise in data.promises)
    unlogged = sum(gap.kind is GapKind.ACTION_WITHOUT_LOG for gap in found)
    entries = sum(log.entries for log in trail.logs)
    bare = sum(log.without_source for log in trail.logs)
    rows = [row for p in data.promises for i in p.indicators for row in i.measurements]
    made = sum(row.value is not None for row in rows)
    return [
        StepFigure(
            len(trail.surveys),
            pgettext("trail", "Evidence"),
            _n(ngettext("{n} answer kept", "{n} answers kept", answers), answers),
        ),
        StepFigure(
            len(trail.problems),
            ngettext("Problem", "Problems", len(trail.problems)),
            _n(ngettext("{n} answered by a promise", "{n} answered by promises", answered),
               answered),
        ),
        StepFigure(
            len(causes),
            ngettext("Cause", "Causes", len(causes)),
            _n(ngettext("{n} met by an action", "{n} met by actions", met), met),
        ),
        StepFigure(
            len(data.promises),
            ngettext("Promise", "Promises", len(data.promises)),
            _n(ngettext("{n} signed", "{n} signed", signed), signed),
        ),
        StepFigure(
            actions,
            ngettext("Action", "Actions", actions),
            _n(ngettext("{n} lacks an expected log", "{n} lack an expected log", unlogged),
               unlogged),
        ),
        StepFigure(
            entries,
            ngettext("Log entry", "Log entries", entries),
            _n(ngettext("{n} without source", "{n} without source", bare), bare),
        ),
        StepFigure(
            made,
            ngettext("Measurement", "Measurements", made),
            _n(
                ngettext("{n} not made", "{n} not made", len(rows) - made), len(rows) - made
            ),
        ),
    ]  # fmt: skip


def _n(text: str, n: int) -> str:
    return text.format(n=format_number(n))


# The gaps


def _gaps(data: ReportInput, found: Sequence[Gap], page_of: Mapping[Gap, int]) -> Block:
    rows: list[Row] = []
    for kind, group in groupby(found, key=lambda gap: gap.kind):
        members = list(group)
        name = f"{gap_title(kind)} · {format_number(len(members))}"
        again = _("{group} (continued)").format(group=name)
        rows.append(Row((Text(name, style.TABLE_STRONG),), again=Text(again, style.TABLE_STRONG)))
        rows += [Row(_cells(gap, data, page_of)) for gap in members[:_MOST_OF_A_KIND]]
        more = len(members) - _MOST_OF_A_KIND
        if more > 0:
            text = ngettext(
                "and {n} more, named in its chain", "and {n} more, named in their chains", more
            )
            rows.append(Row((None, Text(_n(text, more), style.TABLE_SECONDARY))))
        rows[-1] = Row(rows[-1].cells, ends_group=True)
    names = [
        pgettext("report", "Where"), pgettext("report", "What"), pgettext("report", "More"),
        pgettext("report", "Page"),
    ]  # fmt: skip
    return table(_COLUMNS, names, rows, right=frozenset({3}), look=style.DENSE_LOOK)


def _cells(gap: Gap, data: ReportInput, page_of: Mapping[Gap, int]) -> tuple[Block | None, ...]:
    detail = gap_detail(gap, data.as_of)
    page = page_of.get(gap)
    return (
        Text(gap_label(gap), style.TABLE),
        Text(gap.subject, style.TABLE, max_lines=3),
        Text(detail, style.TABLE) if detail else None,
        Text("–" if page is None else str(page), style.TABLE, right=True),
    )
