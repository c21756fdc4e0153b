"""What can be answered to a question, in words."""

from tracker.i18n import _, format_number
from tracker.services.reports.decision_option import DecisionOption


def option_words(option: DecisionOption) -> str:
    """One answer to a question with what it costs, without the dots to write on."""
    text = option.text.strip().rstrip("…._ ")
    if option.cost is None:
        return text
    cost = _("{amount} kronor").format(amount=format_number(option.cost, 2))
    return f"{text}, {cost}" if text else cost
