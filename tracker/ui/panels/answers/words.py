"""The workbench's words for states, places in the list, and where an answer comes from."""

from tracker.i18n import _, format_date, format_number, ngettext
from tracker.labels import mask
from tracker.services.queries.coding_progress import CodingProgress
from tracker.services.queries.responses import ResponseRow, ResponseState

_NAMED = 4


def state_words(state: ResponseState) -> str:
    """A state as the filter offers it."""
    return {
        ResponseState.ALL: _("All answers"),
        ResponseState.UNCODED: _("not coded"),
        ResponseState.CODED: _("coded"),
        ResponseState.NO_THEME: _("no theme fitted"),
        ResponseState.NOT_DEIDENTIFIED: _("not de-identified"),
        ResponseState.WITH_HINTS: _("with a warning"),
    }[state]


def progress_words(counts: CodingProgress) -> str:
    """How far the coding has come."""
    return _("{done} of {total} coded").format(
        done=format_number(counts.coded), total=format_number(counts.total)
    )


def place_words(number: int, count: int) -> str:
    """Which of the answers listed, counted from one."""
    return _("{number} of {count}").format(
        number=format_number(number + 1), count=format_number(count)
    )


def source_words(row: ResponseRow) -> str:
    """Survey, place, group, rating and day, as far as they are known."""
    parts = [row.survey_title, row.place, row.group]
    if row.rating is not None:
        parts.append(rating_words(row.rating))
    if row.answered_on is not None:
        parts.append(format_date(row.answered_on))
    return " · ".join(part for part in parts if part)


def rating_words(rating: int) -> str:
    """A rating with its scale."""
    return _("rating {rating} of 5").format(rating=rating)


def coded_words(row: ResponseRow) -> str:
    """Whether the answer has been read for themes, and by whom."""
    if row.themes or row.coded_by is None:
        return _("Coded") if row.is_coded else _("Not coded")
    return _("No theme fitted")


def replacement_lines(row: ResponseRow | None) -> list[str]:
    """What masking would put instead of what, the first few; empty where there is nothing."""
    hints = () if row is None else row.hints
    lines = [f"{row.text[start:end]} → {mask(hint)}" for hint, start, end in hints[:_NAMED] if row]
    if len(hints) > _NAMED:
        lines.append(_("and {count} more").format(count=len(hints) - _NAMED))
    return lines


def unquotable_words(count: int) -> str:
    """What the banner says of answers that nobody has ticked as de-identified."""
    words = ngettext(
        "{count} answer is not ticked as de-identified and can't be quoted.",
        "{count} answers are not ticked as de-identified and can't be quoted.",
        count,
    )
    return words.format(count=format_number(count))
