"""Words for what the program works out while answers are coded."""

from tracker.i18n import _, format_number, ngettext
from tracker.labels import label
from tracker.messages import shortened
from tracker.models.kappa import Kappa
from tracker.services.suggesting import Reason, Why


def why_words(why: Why) -> str:
    """What speaks for a theme: ``“mörkt”: 12 of the 14 coded answers that have the word``."""
    match why.reason:
        case Reason.KEYWORD:
            return _("Keyword: “{word}”").format(word=why.text)
        case Reason.WORD:
            return ngettext(
                "“{word}”: so coded in {times} of {n} answer with the word",
                "“{word}”: so coded in {times} of {n} answers with the word",
                why.of,
            ).format(word=why.text, times=format_number(why.times), n=format_number(why.of))
        case Reason.EARLIER:
            return _("Coded so before: “{text}”").format(text=shortened(why.text))


def kappa_words(of_two: Kappa) -> str:
    """A kappa and the usual word for it: ``0.72, substantial agreement``."""
    value, strength = of_two.value, of_two.strength
    if value is None or strength is None:
        return _("can't be worked out")
    return _("{kappa}, {strength}").format(kappa=format_number(value, 2), strength=label(strength))
