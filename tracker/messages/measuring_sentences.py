"""The sentences about when and how an indicator is measured."""

from tracker.i18n import N_

MEASURING: dict[str, str] = {
    "indicator.every": N_(
        "Between two measurements there must be 1 to {most} months. Nothing has been saved."
    ),
    "indicator.every_from": N_(
        "An indicator that is measured again and again needs a first day to be measured by. "
        "Nothing has been saved."
    ),
}
