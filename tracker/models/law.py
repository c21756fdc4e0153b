"""What lag (2023:196) om kommuners ansvar för brottsförebyggande arbete asks of a plan.

A working assumption, to be confirmed by a municipal lawyer: the municipality decides on an action
plan and follows it up at least every two years.
"""

from datetime import date

FOLLOW_UP_YEARS = 2


def follow_up_by(decided_on: date) -> date:
    """The last day for the follow-up of a plan decided on that day."""
    year = decided_on.year + FOLLOW_UP_YEARS
    try:
        return decided_on.replace(year=year)
    except ValueError:
        return decided_on.replace(year=year, day=28)  # 29 February
