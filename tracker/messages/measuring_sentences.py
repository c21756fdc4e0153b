"""The sentences about what an indicator aims at, and when and how it is measured."""

from tracker.i18n import N_

MEASURING: dict[str, str] = {
    "indicator.every": N_(
        "Between two measurements there must be 1 to {most} months. Nothing has been saved."
    ),
    "indicator.every_from": N_(
        "An indicator that is measured again and again needs a first day to be measured by. "
        "Nothing has been saved."
    ),
    "indicator.goal_direction": N_(
        "The goal {goal} lies the wrong way from the start {start}, as the value {direction}. "
        "Nothing has been saved. Change the goal, the start or the direction."
    ),
    "measurement.same_day": N_(
        "There is already a measurement on {date}: {found}. "
        "Change the day, or remove that one first."
    ),
    "measurement.unlikely": N_(
        "{value} – is that right? Nothing has been saved. Correct the value, or say that it "
        "is right."
    ),
}
