"""log with occasions, occasion, carry: a recurring action's dates from the command line."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.cli.conftest import Lofte
from tests.factory import a_cause, a_later_promise, a_problem, an_action
from tracker.services.context import AppContext

# The commands ask the calendar what day it is: the last one is far ahead.
DATES = (date(2018, 1, 28), date(2018, 2, 28), date(2099, 3, 28))


@pytest.fixture
def book(ctx: AppContext, book_path: Path) -> Path:
    """A book with a monthly action, one without dates, and a promise of the year after."""
    monthly = "FREQ=MONTHLY;BYMONTHDAY=28"
    causes = (a_cause(ctx, a_problem(ctx)),)
    an_action(
        ctx, title="Notis", planned=Decimal(3), recurrence=monthly, occasions=DATES,
        cause_ids=causes,
    )  # fmt: skip
    an_action(ctx, title="Skolbesök", planned=None)
    a_later_promise(ctx)
    return book_path


def _series(lofte: Lofte, book: Path, number: str) -> object:
    promises = lofte("show", book, "--json").json()["promises"]
    actions = [action for promise in promises for action in promise["actions"]]
    (found,) = [action["series"] for action in actions if action["number"] == number]
    return found


def test_log_says_which_occasion_is_done(lofte: Lofte, book: Path) -> None:
    ran = lofte("log", book, "--action", "Notis", "--date", "2018-02-20")
    assert ran.out.splitlines() == [
        "Loggat: 1.1 Notis, 20 feb 2018, antal 1. Gjort hittills: 1 av 3.",
        "Tillfället 28 februari 2018 är gjort. 1 gjord, 1 missad, 1 kvar.",
    ]
    ahead = lofte("log", book, "--action", "Notis", "--date", "2018-01-05", "--quantity", "0").out
    assert "Utanför serien: nästa tillfälle är 28 januari 2018. --occasion 2018-01-28" in ahead
    words = ("log", book, "--action", "Notis", "--date", "2018-03-01", "--json")
    outside = lofte(*words, "--occasion", "inget").json()
    assert (outside["occasions"], outside["series"]["left"]) == ([], 1)
    chosen = lofte(*words, "--occasion", "28/3 2099", "--quantity", "2").json()
    assert chosen["occasions"] == ["2018-01-28", "2099-03-28"]
    assert chosen["series"] == {"done": 3, "missed": 0, "cancelled": 0, "left": 0}
    assert lofte("log", book, "--action", "Skol", "--date", "2018-03-01").out.count("\n") == 1

    again = lofte(*words, "--occasion", "28/3 2099")
    assert (again.code, again.out) == (1, "")
    assert "Någon annan har under tiden loggat tillfället 28 mars 2099" in again.error
    assert "Närmast: 28 januari 2018, 28 februari 2018 och 28 mars 2099." in (
        lofte(*words, "--occasion", "2018-05-01").error
    )
    other = lofte(*words[:3], "Skol", *words[4:], "--occasion", "2018-05-01")
    assert "Åtgärden har inga egna datum" in other.error


def test_an_occasion_is_cancelled_listed_and_taken_back(lofte: Lofte, book: Path) -> None:
    of = ("occasion", book, "--action", "Notis")
    at = (*of, "--date", "2018-02-28")
    assert "skäl" in lofte(*at, "--state", "inställd").error
    ran = lofte(*at, "--state", "inställd", "--reason", "Sportlov")
    assert ran.out == (
        "1.1 Notis, 28 feb 2018: inställd. 0 gjorda, 1 missad, 1 inställd, 1 kvar.\n"
    )
    listed = lofte(*of, "--list").out
    assert "1.1 Notis, den 28:e varje månad: 0 gjorda, 1 missad, 1 inställd, 1 kvar." in listed
    for words in (("28 jan 2018", "Missad"), ("28 feb 2018", "Inställd", "Sportlov")):
        assert any(all(word in line for word in words) for line in listed.splitlines())

    told = lofte(*of, "--list", "--json").json()
    assert [each["state"] for each in told["occasions"]] == ["missed", "cancelled", "open"]
    assert lofte(*at, "--state", "open", "--json").json()["tally"]["cancelled"] == 0
    # Citizens are told why.
    assert "telefonnummer" in lofte(*at, "--state", "inställd", "--reason", "070-123 45 67").out
    assert lofte(*at, "--state", "open").code == 0
    shown = lofte("show", book)
    assert "1.1 tillfällen, den 28:e varje månad: 0 gjorda, 2 missade, 1 kvar" in shown.out
    assert _series(lofte, book, "1.1") == told["tally"] | {"missed": 2, "cancelled": 0}


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        ("--action Notis", 2, "Ange antingen --list, eller --date och --state."),
        ("--action Notis --state missad", 2, "--date saknas."),
        ("--action Notis --date 2018-02-28 --state klar", 2, "--state är ett av: missad, inst"),
        ("--action Notis --date 2099-03-28 --state missad", 1, "har inte varit än"),
        ("--action Notis --date 2018-02-27 --state missad", 1, "Åtgärden har inget tillfälle"),
        ("--action Sim --list", 1, "Ingen åtgärd passar in på ”Sim”."),
    ],
)
def test_what_an_occasion_can_not_be(
    lofte: Lofte, book: Path, words: str, code: int, sentence: str
) -> None:
    ran = lofte("occasion", book, *words.split())
    assert (ran.code, ran.out) == (code, "")
    assert sentence in ran.error


def test_carry(lofte: Lofte, book: Path) -> None:
    words = ("carry", book, "--action", "1.1", "--action", "Skolbesök", "--to", "L3")
    ran = lofte(*words)
    assert ran.out.splitlines() == [
        "Överförd: 1.1 → 3.1 Notis. Överförd från 1.1 utan orsaken ”Mörkt”, "
        "som löftet inte har något problem för.",
        "Överförd: 2.1 → 3.2 Skolbesök.",
    ]
    again = lofte("carry", book, "--action", "2.1", "--action", "1.1", "--to", "L3")
    assert "Redan överfört till det löftet: 2.1 och 1.1." in again.error
    backwards = lofte("carry", book, "--action", "3.1", "--to", "L2")
    assert "börjar inte senare än löftet som åtgärd 3.1 hör till" in backwards.error
    assert _series(lofte, book, "3.1") == {"done": 0, "missed": 12, "cancelled": 0, "left": 0}
