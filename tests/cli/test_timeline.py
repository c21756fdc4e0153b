"""timeline: actions along time, a month day by day, and both for other programs."""

from pathlib import Path

import pytest

from tests.cli.conftest import Lofte
from tests.factory import a_promise, an_action
from tracker.services.context import AppContext


def test_actions_along_time(lofte: Lofte, example: Path) -> None:
    ran = lofte("timeline", example)
    assert (ran.code, ran.error) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "L3 Trafik- och levnadsmiljö"
    (moved,) = [line for line in lines if line.startswith("3.1 ")]
    # February to September, today in the same month as the deadline.
    assert "·━━━━━━━┫···" in moved
    assert "31 maj 2018" in moved
    (late,) = [line for line in lines if line.startswith("5.5 ")]
    assert "···━━┫··╎···" in late
    assert "92 dagar sen" in late
    assert "L6 Ökad trygghet" in lines


def test_a_month_day_by_day(lofte: Lofte, example: Path) -> None:
    out = lofte("timeline", example, "--month", "2018-09").out
    assert out.startswith("september 2018\n")
    (line,) = [line for line in out.splitlines() if "3.1 Översyn" in line]
    assert line.startswith("fre 28 sep")
    assert "Trafikingenjör" in line
    only = lofte("timeline", example, "--month", "2018-9", "--promise", "L5").out
    assert "5.4 Belysning" in only
    assert "3.1 Översyn" not in only


def test_as_json(lofte: Lofte, example: Path) -> None:
    along = lofte("timeline", example, "--promise", "3", "--json").json()
    (promise,) = along["promises"]
    (moved,) = promise["actions"][0]["moved"]
    assert (along["as_of"], moved["from"]) == ("2018-09-15", "2018-05-31")
    month = lofte("timeline", example, "--month", "2018-09", "--json").json()
    assert (month["month"], month["days"][-1]["date"]) == ("2018-09", "2018-09-30")
    assert {row["kind"] for row in month["days"]} >= {"deadline", "feedback"}


@pytest.mark.parametrize("month", ["2018-13", "september", "2018"])
def test_what_is_no_month(lofte: Lofte, example: Path, month: str) -> None:
    ran = lofte("timeline", example, "--month", month)
    assert (ran.code, ran.out) == (2, "")
    assert month in ran.error


def test_nothing_and_no_dates(lofte: Lofte, ctx: AppContext, book_path: Path) -> None:
    assert "Det finns inga löften i boken än." in lofte("timeline", book_path).out
    assert "mars 2018" in lofte("timeline", book_path, "--month", "2018-03").out
    an_action(ctx, a_promise(ctx), title="Utan [b]datum[/b]", start_on=None, deadline=None)
    (line,) = [row for row in lofte("timeline", book_path).out.splitlines() if "datum" in row]
    assert "Utan [b]datum[/b]" in line
    assert "····" in line
