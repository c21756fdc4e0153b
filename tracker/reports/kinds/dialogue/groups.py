"""What was taken up where, and by whom: a row each, so that a listener hears whole facts."""

from collections.abc import Sequence

from tracker.i18n import _, format_number, ngettext
from tracker.reports import style
from tracker.reports.pdf.blocks import Block, Text
from tracker.reports.pdf.table import Row
from tracker.reports.style import MM
from tracker.reports.tables import column, table
from tracker.reports.theme_words import mean_rating, percent
from tracker.services.reports.dialogue_rows import DialogueInput, GroupRow

_MOST_ROWS, _MOST_THEMES = 25, 4
_COLUMNS = (
    column(44, 3 * MM, heads_row=True),
    column(16, 4 * MM),
    column(20, 6 * MM),
    column(90, 0),
)


def place_section(told: DialogueInput) -> list[Block]:
    """By the place that the answers speak of."""
    title, name = _("What was taken up where"), _("Place")
    return _section(told, told.places, title, name, _("No place given"))


def group_section(told: DialogueInput) -> list[Block]:
    """By the group that those who answered belong to."""
    title, name = _("What different groups took up"), _("Group")
    return _section(told, told.groups, title, name, _("No group given"))


def _section(
    told: DialogueInput, groups: Sequence[GroupRow], title: str, name: str, nameless: str
) -> list[Block]:
    if not groups:
        return []
    shown = [row for row in groups if row.answers is not None]
    head = Text(title, style.SECTION, tag="H2")
    head.needs = style.PART_NEEDS
    blocks: list[Block] = [head]
    if shown:
        head.keep_with_next = True
        names = [name, _("Answers"), _("Rating, 1–5"), _("Most often taken up")]
        rows = [Row(_cells(told, row, nameless)) for row in shown[:_MOST_ROWS]]
        right = frozenset({1, 2})
        look = style.DENSE_LOOK
        blocks.append(table(_COLUMNS, names, rows, right=right, look=look).spaced(style.STEP_1))
    words = _left_out(groups, shown)
    if words:
        blocks.append(Text(words, style.TABLE_SECONDARY, tag="P").spaced(style.STEP_2))
    return blocks


def _cells(told: DialogueInput, row: GroupRow, nameless: str) -> tuple[Block, ...]:
    mean = "–" if row.mean is None else mean_rating(row.mean)
    return (
        Text(row.name.strip() or nameless, style.TABLE_STRONG, max_lines=3),
        Text(format_number(row.answers or 0), style.TABLE, right=True),
        Text(mean, style.TABLE, right=True),
        Text(_most(told, row), style.TABLE),
    )


def _most(told: DialogueInput, row: GroupRow) -> str:
    """``synlig polis 40 %, utemiljö 37 %``: of the answers there, the most common first."""
    found = [
        (answers, theme.name)
        for theme, answers in zip(told.themes, row.themes, strict=True)
        if answers
    ]
    found.sort(key=lambda each: -each[0])
    named = [f"{name}\xa0{percent(n, row.answers or 0)}" for n, name in found[:_MOST_THEMES]]
    return ", ".join(named) or _("nothing in five answers or more")


def _left_out(groups: Sequence[GroupRow], shown: Sequence[GroupRow]) -> str:
    sentences = []
    hidden = len(groups) - len(shown)
    if hidden:
        text = ngettext(
            "One more is not shown, since fewer than five answered, or so that nobody can work out "
            "that they were so few.",
            "{n} more are not shown, since fewer than five answered, or so that nobody can work "
            "out that they were so few.",
            hidden,
        )
        sentences.append(text.format(n=format_number(hidden)))
    more = len(shown) - _MOST_ROWS
    if more > 0:
        text = ngettext("{n} smaller one is left out.", "{n} smaller ones are left out.", more)
        sentences.append(text.format(n=format_number(more)))
    return " ".join(sentences)
