"""`lofte measure --date`: a value by hand, or that there is none and why."""

from pathlib import Path

import pytest

from tests.cli.conftest import Lofte
from tests.factory import a_signed_promise
from tests.services.test_measuring_again import fields
from tracker.services.context import AppContext
from tracker.services.follow_up import add_indicator
from tracker.services.queries.indicators import indicator_of


def test_a_measurement_by_hand(lofte: Lofte, ctx: AppContext, book_path: Path) -> None:
    promise, _action = a_signed_promise(ctx)
    indicator = add_indicator(ctx, fields(promise))
    command = ("--lang", "en", "measure", book_path, "--indicator", "otrygga")
    ran = lofte(*command, "--date", "2018-02-27", "--value", "31,5", "--answers", "40")
    assert (ran.code, ran.error) == (0, "")
    assert "Entered: L1 Otrygga kvällstid, 27 Feb 2018: 31.5" in ran.out
    assert "To be measured next by 28 Feb" in ran.out
    told = lofte(
        *command, "--date", "2018-02-28", "--not-measured", "--reason", "Ingen enkät", "--json"
    ).json()
    assert (told["value"], told["note"]) == (None, "Ingen enkät")
    first, second = indicator_of(ctx, indicator).measurements
    assert (str(first.value), first.answers, second.value, second.note) == (
        "31.5",
        40,
        None,
        "Ingen enkät",
    )


@pytest.mark.parametrize(
    ("options", "about"),
    [
        (("--value", "3"), "--date"),
        (("--date", "2018-02-28", "--value", "tre"), "--value"),
        (("--date", "2018-02-28"), "--value"),
        (("--date", "2018-02-28", "--not-measured", "--reason", " "), "--reason"),
        (("--date", "2018-02-28", "--value", "3", "--reason", "x"), "--reason"),
        (
            ("--date", "2018-02-28", "--not-measured", "--reason", "x", "--answers", "3"),
            "--answers",
        ),
        (("--date", "2018-02-28", "--value", "3", "--survey", "x"), "--survey"),
    ],
)
def test_what_does_not_go_together_is_refused(
    lofte: Lofte, book_path: Path, options: tuple[str, ...], about: str
) -> None:
    ran = lofte("measure", book_path, "--indicator", "otrygga", *options)
    assert ran.code == 2
    assert about in ran.error


def test_an_unlikely_value_is_entered_only_even_so(
    lofte: Lofte, ctx: AppContext, book_path: Path
) -> None:
    promise, _action = a_signed_promise(ctx)
    indicator = add_indicator(ctx, fields(promise))
    words = ("measure", book_path, "--indicator", "otrygga", "--date", "2018-02-27")
    ran = lofte(*words, "--value", "250")
    assert ran.code == 2
    assert "250 % – stämmer det? Inget har sparats. Ange --even-so" in ran.error
    assert lofte(*words, "--value", "250", "--even-so").code == 0
    assert len(indicator_of(ctx, indicator).measurements) == 1
