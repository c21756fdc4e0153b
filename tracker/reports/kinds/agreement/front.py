"""Page one: what is to be signed, by whom, for what period, and what the signature means."""

from collections.abc import Mapping, Sequence

from tracker.i18n import _, format_date, ngettext, pgettext
from tracker.reports import style
from tracker.reports.bullets import bullets
from tracker.reports.kinds.agreement.signatures import nothing_to_sign
from tracker.reports.kinds.agreement.spans import Span
from tracker.reports.lacking import lacks
from tracker.reports.panels import LabelledValues
from tracker.reports.pdf.blocks import Block, Columns, Stack, Text
from tracker.reports.pdf.table import Row
from tracker.reports.sentences import (
    cap,
    diary_label,
    full_stop,
    label_of,
    municipality_name,
    number_word,
    organisation_name,
    period,
    police_name,
    superseding,
)
from tracker.reports.style import MM
from tracker.reports.symbols import PartyMark, StateMark, state_word
from tracker.reports.tables import column, table
from tracker.services.reports.rows import PromiseRow, ReportInput, SignatoryRow
from tracker.services.reports.signing import already_signed, incomplete, to_sign

_HALF, _GUTTER = 81 * MM, 8 * MM

Spans = Mapping[int, Span]
"""Where each promise stands, by its number; empty while that is not known."""


def front(data: ReportInput, spans: Spans) -> list[Block]:
    """Everything on page one."""
    ready, unready, signed = to_sign(data), incomplete(data), already_signed(data)
    blocks: list[Block] = [
        Text(_("Agreement on citizens’ promises"), style.REPORT_TITLE, tag="H1"),
        LabelledValues(_facts(data)).spaced(1.2 * MM),
        Text(_opening(data), style.OPENING, tag="P").spaced(5 * MM),
        *_part(_("To be signed"), _ready(ready, spans)),
    ]
    if unready:
        blocks += _part(_("Cannot be signed yet"), _unready(unready, spans))
    if signed:
        blocks += _part(_("Already signed"), _signed(signed))
    meaning = [_heading(_("What the signature means")), _meaning().spaced(style.STEP_1)]
    signing = [_heading(_("Signed by")), _signatories(data).spaced(style.STEP_1)]
    pair = Columns([Stack(meaning), Stack(signing)], [_HALF, _HALF], _GUTTER)
    return [*blocks, pair.spaced(style.STEP_7)]


def _heading(text: str) -> Text:
    return Text(text, style.SECTION, tag="H2")


def _part(title: str, body: Block) -> list[Block]:
    heading = _heading(title).spaced(style.STEP_7, keep_with_next=True, needs=style.PART_NEEDS)
    return [heading, body]


def _facts(data: ReportInput) -> list[tuple[str, str]]:
    facts = []
    if data.agreement is not None:
        whole = period(data.agreement.period_start, data.agreement.period_end)
        facts.append((_("Agreement for"), whole))
    facts.append((_("Wording as of"), format_date(data.as_of, "long")))
    facts += [(diary_label(data, row.party), row.number) for row in data.diary_numbers]
    return facts + superseding(data)


def _opening(data: ReportInput) -> str:
    ready, unready = len(to_sign(data)), len(incomplete(data))
    if not data.promises:
        return _("No promise has been entered.")
    sentences = []
    if ready:
        text = ngettext(
            "{count} promise is signed by {municipality} and {police}.",
            "{count} promises are signed by {municipality} and {police}.",
            ready,
        )
        sentences.append(
            text.format(
                municipality=municipality_name(data.municipality),
                police=police_name(data.police_area, short=True),
                count=cap(number_word(ready, neuter=True)),
            )
        )
    else:
        sentences.append(nothing_to_sign(data))
    if unready:
        text = ngettext(
            "{count} draft is not complete.", "{count} drafts are not complete.", unready
        )
        sentences.append(text.format(count=cap(number_word(unready, neuter=True))))
    return " ".join(sentences)


# The promises


def _promise_cell(promise: PromiseRow) -> Block:
    when = period(promise.starts_on, promise.ends_on)
    title = Text(promise.title, style.BODY_STRONG, max_lines=2)
    return Stack([title, Text(when, style.LABEL, max_lines=1)]) if when else title


def _page_cell(promise: PromiseRow, spans: Spans) -> Block:
    span = spans.get(promise.number)
    return Text("–" if span is None else str(span.first), style.BODY, right=True)


def _ready(promises: Sequence[PromiseRow], spans: Spans) -> Block:
    if not promises:
        text = _("There is no promise to sign.")
        return Text(text, style.BODY, tag="P").spaced(style.STEP_1)
    columns = (
        column(11), column(83, heads_row=True), column(34), column(30, 4 * MM), column(12, 0),
    )  # fmt: skip
    names = [
        pgettext("report", "No."),
        pgettext("report", "Promise"),
        pgettext("report", "State"),
        pgettext("report", "Actions"),
        pgettext("report", "Page"),
    ]
    rows = [
        Row(
            (
                Text(label_of(promise.number), style.BODY_STRONG),
                _promise_cell(promise),
                StateMark(promise.status, style.BODY),
                Text(str(len(promise.actions)), style.BODY, right=True),
                _page_cell(promise, spans),
            )
        )
        for promise in promises
    ]
    return table(columns, names, rows, right=frozenset({3, 4}))


def _unready(promises: Sequence[PromiseRow], spans: Spans) -> Block:
    columns = (column(11), column(53, heads_row=True), column(94), column(12, 0))
    names = [
        pgettext("report", "No."),
        pgettext("report", "Promise"),
        pgettext("report", "Lacks"),
        pgettext("report", "Page"),
    ]
    rows = [
        Row(
            (
                Text(label_of(promise.number), style.BODY_STRONG),
                _promise_cell(promise),
                Text(full_stop(cap(lacks(promise))), style.BODY),
                _page_cell(promise, spans),
            )
        )
        for promise in promises
    ]
    return table(columns, names, rows, right=frozenset({3}))


def _signed(promises: Sequence[PromiseRow]) -> Block:
    """Their states in words alone: how they go is another report's, and so are its symbols."""
    columns = (
        column(11), column(69, heads_row=True), column(36), column(30), column(24, 0),
    )  # fmt: skip
    names = [
        pgettext("report", "No."),
        pgettext("report", "Promise"),
        pgettext("report", "State"),
        pgettext("report", "Signed"),
        pgettext("report", "Version"),
    ]
    rows = [
        Row(
            (
                Text(label_of(promise.number), style.BODY_STRONG),
                _promise_cell(promise),
                Text(state_word(promise.status), style.BODY),
                Text(_signed_on(promise), style.BODY),
                _version_cell(promise),
            )
        )
        for promise in promises
    ]
    return table(columns, names, rows, look=style.DENSE_LOOK)


def _signed_on(promise: PromiseRow) -> str:
    if promise.signed_on is None:
        return _("no date")
    return format_date(promise.signed_on, "long")


def _version_cell(promise: PromiseRow) -> Block:
    number = Text(str(promise.version), style.BODY)
    if promise.changed_on is None:
        return number
    changed = _("from {day}").format(day=format_date(promise.changed_on, "short"))
    return Stack([number, Text(changed, style.LABEL)])


# What it means, and who signs


def _meaning() -> Block:
    sentences = (
        _("The text of each promise is locked on the day that it is signed."),
        _(
            "A later change of text, deadline or quantity is a deviation. It is recorded with its "
            "reason and with who decided."
        ),
        _("A change of owner is kept in the history and told of in the next status report."),
        _("An action that does not come about is told of in the next report, with its reason."),
    )
    return bullets(sentences, style.BODY, _HALF, style.STEP_1)


def _signatories(data: ReportInput) -> Block:
    if not data.signatories:
        text = _("No signatory has been entered in the agreement.")
        return Text(text, style.BODY, tag="P")
    return Stack([_signatory(row, data).spaced(style.STEP_2) for row in data.signatories])


def _signatory(row: SignatoryRow, data: ReportInput) -> Block:
    organisation = organisation_name(row.organisation, data.police_area, data.municipality)
    mark = PartyMark(row.party, organisation, style.BODY_STRONG)
    return Stack([mark, Text(row.title, style.BODY_SECONDARY, max_lines=2)], "P")
