"""What the signatories put their names to, and the lines to do it on."""

from collections.abc import Mapping, Sequence

from tracker.i18n import _, ngettext
from tracker.reports import style
from tracker.reports.kinds.agreement.spans import Span
from tracker.reports.pdf.blocks import Block, Columns, Space, Text
from tracker.reports.sentences import label_of, listed
from tracker.reports.signatures import about_panel, signature_lines
from tracker.reports.style import MM
from tracker.services.reports.rows import PromiseRow, ReportInput
from tracker.services.reports.signing import incomplete, to_sign

_LEAST_LINES = 0.7
"""The least airiness at which a name can be written."""


def signature_section(data: ReportInput, spans: Mapping[int, Span], airiness: float) -> list[Block]:
    """What is signed, the lines, and what the registrator needs.

    A report in which nothing can be signed has no lines: nobody shall sign it by mistake.
    """
    gap = style.STEP_7 * airiness
    promises = to_sign(data)
    statement = Text(_statement(data, promises, spans), style.OPENING, tag="P")
    blocks: list[Block] = [
        Text(_("Signatures"), style.REPORT_TITLE, tag="H2"),
        Columns([statement, Space(0)], [142 * MM, 24 * MM], 4 * MM).spaced(style.STEP_2),
    ]
    if promises:
        blocks += signature_lines(data, max(airiness, _LEAST_LINES), gap)
    return [*blocks, about_panel(data).spaced(gap, at_foot=True)]


def nothing_to_sign(data: ReportInput) -> str:
    """Why there is nothing to put one's name to."""
    if not data.promises:
        return _("There is no promise to sign.")
    if not incomplete(data):
        return _("All promises are signed.")
    return _("No promise can be signed as the book stands.")


def _statement(data: ReportInput, promises: Sequence[PromiseRow], spans: Mapping[int, Span]) -> str:
    if not promises:
        return nothing_to_sign(data)
    names = listed([label_of(promise.number) for promise in promises])
    standing = [spans.get(promise.number, Span(0, 0)) for promise in promises]
    first, last = standing[0].first, standing[-1].last
    where = str(first) if first == last else f"{first}–{last}"
    text = ngettext(
        "We sign the promise {names} as it stands on page {pages}, with its actions, deadlines "
        "and goals.",
        "We sign the promises {names} as they stand on page {pages}, with their actions, "
        "deadlines and goals.",
        len(promises),
    )
    return text.format(names=names, pages=where)
