"""How the example is told: dated events in their order, each by the role that does it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from tracker.models.base import Row
from tracker.services.context import AppContext

MUNICIPALITY = "Säffle kommun"
POLICE_AREA = "Arvika"

COORDINATOR = "Säkerhetssamordnare"
OFFICER = "Kommunpolis"
TEAM_LEADER = "Gruppchef"
INFORMATION = "Kommuninformatör"
QUALITY = "Kvalitetsutvecklare"
STRATEGY = "Utvecklingsstrateg"
STREETS = "Gatuchef"
PARKS = "Parkchef"
TRAFFIC = "Trafikingenjör"
HEADTEACHER = "Rektor"
WELFARE = "Socialchef"
CULTURE_ACTING = "Kultursekreterare"
CULTURE = "Kulturchef"
LANDLORD = "Förvaltare"
NIGHT_WALKERS = "Nattvandringsledare"


@dataclass(slots=True)
class Telling:
    """The book while its story is told: rows are called by the names the story gives them."""

    ctx: AppContext
    _ids: dict[str, int] = field(default_factory=dict)

    def keep(self, name: str, row_id: int) -> None:
        """Call a new row `name` from now on."""
        self._ids[name] = row_id

    def id(self, name: str) -> int:
        """The id of the row called `name`."""
        return self._ids[name]

    def ids(self, *names: str) -> tuple[int, ...]:
        """The ids of several rows."""
        return tuple(self._ids[name] for name in names)

    def seen(self, model: type[Row], name: str) -> tuple[int, int]:
        """The row's id, and its version as whoever changes it next has it on the screen."""
        with self.ctx.read() as session:
            return self._ids[name], session.get_one(model, self._ids[name]).version


@dataclass(slots=True)
class Pen:
    """Passed from hand to hand: who writes in the book just now."""

    holder: str


Step = Callable[[Telling], object]


@dataclass(frozen=True, slots=True)
class Event:
    """Something `who` does in the book at `at` (UTC)."""

    at: datetime
    who: str
    step: Step


def event(day: date, who: str, step: Step, hour: int = 9, minute: int = 0) -> Event:
    """One event of a day."""
    return Event(datetime.combine(day, time(hour, minute), UTC), who, step)


def sitting(day: date, who: str, *steps: Step, hour: int = 9, minute: int = 0) -> Iterator[Event]:
    """Several things that one role writes down one after another, four minutes apart."""
    start = datetime.combine(day, time(hour, minute), UTC)
    for position, step in enumerate(steps):
        yield Event(start + timedelta(minutes=4 * position), who, step)
