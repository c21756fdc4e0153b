"""What was done: two years of log entries from a table, and three lists that were imported."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from random import Random

from tracker.resources import resource_path
from tracker.services.example.telling import COORDINATOR, Event, Step, Telling, event
from tracker.services.log import LogFields, log_done
from tracker.services.spreadsheet.headings import ImportKind
from tracker.services.spreadsheet.importing import import_file
from tracker.services.spreadsheet.result import ImportFile

# Hours (UTC) at which entries are written: patrols at the end of the evening, the rest at work.
_AFTER_THE_PATROL = (20, 21)
_AT_THE_DESK = (7, 8, 9, 12, 13, 14)
_EVENING_ACTIONS = frozenset({"2.1", "4.2", "4.3", "5.2"})
# Lists that others kept and sent in. The last one repeats a walk that was logged already.
_LISTS = (
    (date(2017, 5, 2), "armaturer-2017-var.csv"),
    (date(2017, 9, 28), "armaturer-2017-host.csv"),
    (date(2018, 9, 3), "nattvandringar-2018.csv"),
)


def events(rng: Random) -> Iterator[Event]:
    """Every entry on the day it was done, and the lists on the days they arrived."""
    with resource_path("example/insatser.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            yield _entry(row, rng)
    for day, name in _LISTS:
        yield event(day, COORDINATOR, _import(name), hour=10, minute=20)


def _import(name: str) -> Step:
    cmd = ImportFile(resource_path(f"example/{name}"), ImportKind.LOG)
    return lambda t: import_file(t.ctx, cmd)


def _entry(row: Mapping[str, str], rng: Random) -> Event:
    day = date.fromisoformat(row["datum"])

    def step(t: Telling) -> None:
        log_done(
            t.ctx,
            LogFields(
                t.id(row["åtgärd"]),
                day,
                quantity=Decimal(row["antal"].replace(",", ".")),
                minutes=_number(row["minuter"]),
                people=_number(row["deltog"]),
                place=row["plats"],
                result=row["resultat"],
                note=row["anteckning"],
                internal=row["intern"] == "ja",
                source=row["källa"],
            ),
        )

    hours = _AFTER_THE_PATROL if row["åtgärd"] in _EVENING_ACTIONS else _AT_THE_DESK
    return event(day, row["loggad_av"], step, hour=rng.choice(hours), minute=rng.randrange(60))


def _number(text: str) -> int | None:
    return int(text) if text else None
