"""How people were asked, and what their answers do not show."""

from collections.abc import Iterator

from tracker.i18n import _, format_date, format_number, format_time, ngettext
from tracker.labels import label
from tracker.reports import style
from tracker.reports.bullets import bullets
from tracker.reports.pdf.blocks import Block, Stack, Text
from tracker.reports.pdf.table import Row
from tracker.reports.sentences import full_stop, municipality_name
from tracker.reports.style import MM
from tracker.reports.tables import column, table
from tracker.services.reports.dialogue_rows import DialogueInput, HeldRow
from tracker.services.reports.rows import ReportInput

_COLUMNS = (
    column(24, 3 * MM), column(68, 4 * MM, heads_row=True), column(22, 5 * MM), column(56, 0),
)  # fmt: skip


def asked_section(told: DialogueInput) -> list[Block]:
    """Every occasion: when, where, how many answered, and whom it missed."""
    if not told.occasions:
        return []
    names = [_("Date"), _("How and where"), _("Answered"), _("What limits it")]
    rows = [Row(_cells(row)) for row in told.occasions]
    head = Text(_("How people were asked"), style.SECTION, tag="H2")
    head.keep_with_next, head.needs = True, style.PART_NEEDS
    body = table(_COLUMNS, names, rows, right=frozenset({2}), look=style.DENSE_LOOK)
    return [head, body.spaced(style.STEP_1)]


def _cells(row: HeldRow) -> tuple[Block, ...]:
    how = " · ".join(text for text in (label(row.method), row.place, row.audience) if text.strip())
    when: list[Block] = [Text(format_date(row.held_on, "short"), style.TABLE)]
    if row.starts_at is not None:
        end = "" if row.ends_at is None else format_time(row.ends_at)
        when.append(Text(f"{format_time(row.starts_at)}–{end}", style.LABEL))
    return (
        Stack(when),
        Stack([Text(row.title, style.TABLE_STRONG), Text(how, style.LABEL)]),
        Text(_answered(row), style.TABLE, right=True),
        Text(row.limitation.strip() or "–", style.TABLE),
    )


def _answered(row: HeldRow) -> str:
    if row.withheld:
        return _("not shown")
    if row.answered is None:
        return "–"
    if row.asked is None:
        return format_number(row.answered)
    return _("{done}\u00a0of\u00a0{planned}").format(
        done=format_number(row.answered), planned=format_number(row.asked)
    )


def uncovered_section(told: DialogueInput, data: ReportInput) -> list[Block]:
    """What nobody should read out of it."""
    if not told.occasions:
        return []
    head = Text(_("What this does not show"), style.SECTION, tag="H2")
    head.keep_with_next, head.needs = True, style.PART_NEEDS
    facts = [*_uncovered(told, data)]
    return [head, bullets(facts, style.BODY, style.WIDTH, style.STEP_1).spaced(style.STEP_1)]


def _uncovered(told: DialogueInput, data: ReportInput) -> Iterator[str]:
    if told.limitation.strip():
        yield full_stop(told.limitation)
    place = municipality_name(data.municipality)
    yield _(
        "The answers are those of the people who were met and chose to answer. They need not hold "
        "for everybody who lives in {place}."
    ).format(place=place)
    waiting = (told.answers or 0) - (told.coded or 0)
    if told.coded is not None and waiting > 0:
        text = ngettext(
            "{n} answer has not been sorted by theme, or holds only a rating.",
            "{n} answers have not been sorted by theme, or hold only a rating.",
            waiting,
        )
        yield text.format(n=format_number(waiting))
    if told.years is None and told.coded:
        yield _("There are no earlier answers to compare with.")
    yield _(
        "Numbers that rest on fewer than five people are not shown, so that nobody is singled out."
    )
    yield _("An answer tells what somebody feels, not what has happened or why.")
