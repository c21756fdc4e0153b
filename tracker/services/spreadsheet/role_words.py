"""What the roles of columns are called."""

from tracker.i18n import N_, _
from tracker.services.spreadsheet.response_map import Role

_WORDS = {
    Role.TEXT: N_("Free text"),
    Role.RATING: N_("Rating, 1–5"),
    Role.THEMES: N_("Themes"),
    Role.PLACE: N_("Place"),
    Role.GROUP: N_("Group"),
    Role.DATE: N_("Date"),
    Role.DEIDENTIFIED: N_("De-identified"),
    Role.SURVEY: N_("Survey"),
    Role.CODER: N_("Coded by"),
    Role.KEY: N_("The answer's number"),
    Role.IGNORED: N_("Not taken in"),
}


def role_word(role: Role) -> str:
    """The role in the current language."""
    return _(_WORDS[role])
