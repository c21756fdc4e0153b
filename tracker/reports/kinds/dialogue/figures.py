"""Numbers beside the answers: against the year before, and what others have counted."""

from collections.abc import Iterator

from tracker.i18n import _, format_number
from tracker.reports import style
from tracker.reports.pdf.blocks import Block, Stack, Text
from tracker.reports.pdf.table import Row
from tracker.reports.sentences import full_stop, measured
from tracker.reports.style import MM
from tracker.reports.tables import column, table
from tracker.reports.theme_words import few, percent
from tracker.services.reports.dialogue_rows import DialogueInput, FigureRow, YearsRow

_MOST_CHANGES = 20
_YEARS = (column(70, 3 * MM, heads_row=True), column(34, 4 * MM), column(34, 4 * MM), column(32, 0))
_FIGURES = (
    column(64, 3 * MM, heads_row=True), column(22, 4 * MM), column(18, 5 * MM), column(66, 0),
)  # fmt: skip


def years_section(told: DialogueInput) -> list[Block]:
    """The themes in the latest year and in the one before it that has answers."""
    years = told.years
    if years is None or not years.changes:
        return []
    names = [
        _("Theme"),
        _("{year}, of {n}").format(year=years.then, n=format_number(years.then_of)),
        _("{year}, of {n}").format(year=years.now, n=format_number(years.now_of)),
        _("Difference"),
    ]
    rows = [
        Row(
            (
                Text(row.name, style.TABLE_STRONG, max_lines=3),
                Text(_share(row.then, years.then_of), style.TABLE, right=True),
                Text(_share(row.now, years.now_of), style.TABLE, right=True),
                Text(_difference(row.now, row.then, years), style.TABLE, right=True),
            )
        )
        for row in years.changes[:_MOST_CHANGES]
    ]
    title = _("{now} against {then}").format(now=years.now, then=years.then)
    body = table(_YEARS, names, rows, right=frozenset({1, 2, 3}), look=style.DENSE_LOOK)
    return [
        _heading(title),
        Text(" ".join(_caution(years)), style.BODY, tag="P").spaced(
            style.STEP_1, keep_with_next=True
        ),
        body.spaced(style.STEP_2),
    ]


def _heading(title: str) -> Text:
    head = Text(title, style.SECTION, tag="H2")
    head.keep_with_next, head.needs = True, style.PART_NEEDS
    return head


def _caution(years: YearsRow) -> Iterator[str]:
    if not years.same_methods:
        yield _(
            "People were asked in different ways the two years, so a difference may come from how "
            "they were asked."
        )
    yield _("The figures show what has changed, not why it did.")


def _share(answers: int | None, of: int) -> str:
    return few() if answers is None else percent(answers, of)


def _difference(now: int | None, then: int | None, years: YearsRow) -> str:
    """In whole percentage points, with its sign; nothing where one of the two is not told."""
    if now is None or then is None:
        return "–"
    points = round(100 * now / years.now_of) - round(100 * then / years.then_of)
    if not points:
        return _("none")
    sign = "+" if points > 0 else "−"
    return _("{sign}{n} points").format(sign=sign, n=format_number(abs(points)))


def figures_section(told: DialogueInput) -> list[Block]:
    """What was counted elsewhere, with its source."""
    if not told.figures:
        return []
    names = [_("Question"), _("Figure"), _("Answers"), _("Source and limitation")]
    rows = [Row(_cells(row)) for row in told.figures]
    note = _("The answers themselves are kept by those who asked.")
    return [
        _heading(_("Other figures")),
        Text(note, style.BODY, tag="P").spaced(style.STEP_1, keep_with_next=True),
        table(_FIGURES, names, rows, right=frozenset({1, 2}), look=style.DENSE_LOOK).spaced(
            style.STEP_2
        ),
    ]


def _cells(row: FigureRow) -> tuple[Block, ...]:
    if row.withheld:
        value, answers = "–", few()
    else:
        value = measured(row.value, row.unit)
        answers = "–" if row.answers is None else format_number(row.answers)
    texts = [full_stop(text) for text in (row.source, row.limitation) if text.strip()]
    about: list[Block] = [Text(text, style.TABLE) for text in texts]
    return (
        Text(_question(row), style.TABLE_STRONG),
        Text(value, style.TABLE_STRONG, right=True),
        Text(answers, style.TABLE, right=True),
        Stack(about or [Text(_("Source not stated."), style.TABLE_SECONDARY)]),
    )


def _question(row: FigureRow) -> str:
    """With its unit, which "%" leaves to the figure."""
    unit = row.unit.strip()
    return f"{row.question}, {unit}" if unit not in ("", "%") else row.question
