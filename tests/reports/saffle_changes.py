"""What differs between the example's last report, 30 April 2018, and 15 September. Invented."""

from datetime import date
from decimal import Decimal

from tracker.models.enums import ActionStatus, FollowUp, PromiseStatus
from tracker.services.reports.difference import Amount, Difference, What

_VACANT = "trafikingenjörens tjänst var vakant april–juli"


def _logged(
    promise: int, action: int, title: str, before: int, amount: tuple[int, int, str]
) -> Difference:
    done, planned, unit = amount
    return Difference(
        What.LOGGED,
        promise,
        action,
        title,
        Decimal(before),
        Decimal(done),
        unit,
        Amount(Decimal(done), Decimal(planned), unit),
        on=date(2018, 9, 14),
        entries=done - before,
    )


def _ended(
    what: What,
    promise: int,
    action: int,
    title: str,
    amount: tuple[int, int, str],
    after: ActionStatus,
    reason: str = "",
) -> Difference:
    done, planned, unit = amount
    return Difference(
        what,
        promise,
        action,
        title,
        ActionStatus.ONGOING,
        after,
        unit,
        Amount(Decimal(done), Decimal(planned), unit),
        reason,
    )


def _state(
    promise: int, title: str, before: FollowUp | PromiseStatus, after: FollowUp
) -> Difference:
    return Difference(What.PROMISE_STATE, promise, None, title, before, after)


def changes() -> tuple[Difference, ...]:
    """The differences in order."""
    return (
        Difference(
            What.PROMISE_ENDED, 1, None, "Förbättra utemiljön", PromiseStatus.RUNNING,
            PromiseStatus.PARTLY_KEPT, reason="sex armaturer blev klara först i maj 2018",
        ),
        _ended(What.ACTION_PARTLY_DONE, 1, 2, "40 armaturer", (34, 40, "armaturer"),
               ActionStatus.PARTLY_DONE, "stolpar saknades i lager"),
        _ended(What.ACTION_DONE, 1, 3, "Röjning, 6 stråk", (6, 6, "stråk"), ActionStatus.DONE),
        _ended(What.ACTION_DONE, 1, 4, "20 fotpatrulleringar", (20, 20, "fotpatrulleringar"),
               ActionStatus.DONE),
        _state(3, "Trafik- och levnadsmiljö", FollowUp.AT_RISK, FollowUp.LATE),
        Difference(
            What.LATE, 3, 1, "Översyn av gång- och cykelvägar", FollowUp.AT_RISK, FollowUp.LATE,
            amount=Amount(Decimal(0), Decimal(1), "", 1.0, 15), reason=_VACANT,
        ),
        Difference(
            What.DEADLINE_MOVED, 3, 1, "Översyn av gång- och cykelvägar", date(2018, 5, 31),
            date(2018, 8, 31), reason="vakant tjänst", decided_by="Styrgruppen",
            on=date(2018, 5, 24),
        ),
        _logged(3, 2, "6 bommar", 0, (2, 6, "bommar")),
        _logged(3, 3, "24 trafikkontroller", 13, (26, 24, "trafikkontroller")),
        _state(4, "Unga och ANDT", FollowUp.ON_TRACK, FollowUp.AT_RISK),
        _logged(4, 1, "10 samverkansmöten", 4, (7, 10, "möten")),
        _logged(4, 2, "6 föräldramöten", 1, (3, 6, "möten")),
        _logged(4, 3, "12 nykterhetskontroller", 4, (9, 12, "nykterhetskontroller")),
        _ended(What.ACTION_NOT_DONE, 4, 4, "8 ungdomsinsatser", (0, 8, "ungdomsinsatser"),
               ActionStatus.NOT_DONE, "personal omfördelad"),
        _logged(5, 1, "8 kvällsaktiviteter", 2, (6, 8, "kvällsaktiviteter")),
        _logged(5, 2, "30 pass fredag och lördag", 9, (23, 30, "pass")),
        _logged(5, 4, "20 nattvandringar", 5, (15, 20, "nattvandringar")),
    )  # fmt: skip
