"""The sentences about answers, the code book and the coding of answers by it."""

from collections.abc import Callable

from tracker.i18n import N_, ngettext

ANSWERS: dict[str, str] = {
    "coding.same_coder": N_(
        "{coder} coded this answer first, so the second reading must be somebody else's. "
        "Nothing has been saved. Choose another answer or another name."
    ),
    "import.number_known": N_("The number was taken in before, but the row says something else."),
    "mask.nothing": N_(
        "Nothing in the answer looks like personal data, so nothing has been masked. "
        "Select the words to mask, and try again."
    ),
    "mask.span": N_(
        "The words to mask are not in the answer as it now is, so nothing has been masked. "
        "Select them again."
    ),
    "response.none": N_("No answer is chosen, so nothing has been changed. Choose one first."),
    "similar.no_theme": N_(
        "No theme is ticked, so nothing has been changed. "
        "Tick at least one that the answers are to have."
    ),
    "similar.none": N_(
        "No answer is ticked, so nothing has been changed. Tick those that say the same."
    ),
    "theme.exists": N_(
        "There is already a theme called “{theme}”. Nothing has been saved. "
        "Choose another name, or merge the two."
    ),
    "theme.is_used": N_(
        "“{theme}” is in use, so it can't be removed (answers: {answers}, second readings: "
        "{codings}, evidence: {evidence}, recurring questions: {questions}). "
        "Merge it with another theme instead."
    ),
    "theme.long_name": N_(
        "The name of a theme can have at most {limit} characters. Nothing has been saved. "
        "Write the rest in its description."
    ),
    "theme.merge_one": N_(
        "Choose at least two different themes to merge. Nothing has been changed."
    ),
    "theme.split_none": N_("Write at least one new theme to split into. Nothing has been changed."),
}

COUNTED_ANSWERS: dict[str, Callable[[int], str]] = {
    "import.numbers_known": lambda n: ngettext(
        "{count} row has the number of an answer that was taken in before, but says something "
        "else. It is left out, so that nobody is counted twice. If it is a correction, change the "
        "answer under Answers.",
        "{count} rows have the numbers of answers that were taken in before, but say something "
        "else. They are left out, so that nobody is counted twice. If they are corrections, change "
        "the answers under Answers.",
        n,
    ),
    "response.is_quoted": lambda n: ngettext(
        "{count} problem quotes the answer, so it can't be removed. "
        "Unlink it from the problem first.",
        "{count} problems quote the answer, so it can't be removed. "
        "Unlink it from the problems first.",
        n,
    ),
}
"""Those that depend on the parameter `count`."""
