"""The hint that a text may point out a person, for the window and the command line."""

from collections.abc import Callable

from tracker.i18n import _
from tracker.labels import label
from tracker.messages.vocabulary import listed
from tracker.models.enums import Hint
from tracker.models.personal_data import Trace, traces


def personal_data_note(text: str, find_traces: Callable[[str], tuple[Trace, ...]] = traces) -> str:
    """A sentence about what in `text` looks like personal data; empty when nothing does."""
    found = {trace.hint for trace in find_traces(text)}
    if not found:
        return ""
    what = listed([label(hint) for hint in Hint if hint in found])
    return _("This looks like {what}. Leave out what can point out a person.").format(what=what)
