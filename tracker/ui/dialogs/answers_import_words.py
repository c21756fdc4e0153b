"""What the import of answers says: roles of columns, and what came or would come of it."""

from tracker.i18n import N_, _, format_number, ngettext
from tracker.messages import explain
from tracker.services.spreadsheet.response_map import Role
from tracker.services.spreadsheet.result import ImportResult

_ROLES = {
    Role.TEXT: N_("Free text"),
    Role.RATING: N_("Rating 1–5"),
    Role.THEMES: N_("Themes"),
    Role.PLACE: N_("Place"),
    Role.GROUP: N_("Group"),
    Role.DATE: N_("Date of the answer"),
    Role.DEIDENTIFIED: N_("De-identified, yes or no"),
    Role.SURVEY: N_("Survey"),
    Role.CODER: N_("Read for themes by"),
    Role.KEY: N_("Number of the answer"),
    Role.IGNORED: N_("Left out"),
}


def role_words(role: Role) -> str:
    """What a column is called that has this role."""
    return _(_ROLES[role])


def summary(result: ImportResult) -> str:
    """One line: new answers, answers known already, rows left out or not understood."""
    added = (
        ngettext("{n} new answer", "{n} new answers", result.added)
        if result.dry_run
        else ngettext("{n} answer was imported", "{n} answers were imported", result.added)
    )
    parts = [added.format(n=format_number(result.added))]
    if result.duplicates:
        words = ngettext("{n} already in the book", "{n} already in the book", result.duplicates)
        parts.append(words.format(n=format_number(result.duplicates)))
    if result.held_back:
        words = ngettext(
            "{n} with a known number left out",
            "{n} with known numbers left out",
            result.held_back,
        )
        parts.append(words.format(n=format_number(result.held_back)))
    rows = len({(p.params.get("sheet"), p.params.get("row")) for p in result.problems})
    if rows:
        words = ngettext("{n} row not understood", "{n} rows not understood", rows)
        parts.append(words.format(n=format_number(rows)))
    return " · ".join(parts)


# A list that nobody reads to its end only keeps the window waiting.
_MOST_LINES = 500
# Before the import the columns stand there dimmed, and the survey's title has its own note.
_SHOWN_OTHERWISE = frozenset(
    {"import.survey_added", "import.survey_to_add", "import.columns_ignored"}
)


def findings(result: ImportResult) -> str:
    """What to look at, one line each, with row and column."""
    notes = [n for n in result.notes if not (result.dry_run and n.code in _SHOWN_OTHERWISE)]
    every = (*result.problems, *notes)
    lines = [explain(finding) for finding in every[:_MOST_LINES]]
    left = len(every) - len(lines)
    if left:
        words = ngettext("and {n} more of the same", "and {n} more of the same", left)
        lines.append(words.format(n=format_number(left)))
    return "\n".join(lines)
