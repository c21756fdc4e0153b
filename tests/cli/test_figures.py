"""figure, figures and measure: aggregates, and measuring by them again."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Lofte


@pytest.fixture
def book(example: Path, tmp_path: Path) -> Path:
    """A copy of the example to write in."""
    return Path(shutil.copy(example, tmp_path / "saffle.loftesbok"))


def enter(lofte: Lofte, book: Path, *more: object) -> tuple[int, str, str]:
    ran = lofte("--lang", "en", "figure", book, "--survey", "trygghetsmätning 2018", *more)
    return ran.code, ran.out, ran.error


def test_a_figure_is_entered_and_what_it_measures_is_told(lofte: Lofte, book: Path) -> None:
    question = "VILL ha mer tillgänglig och synlig polis?"
    code, out, error = enter(
        lofte, book, "--question", question, "--value", "49,5", "--answers", 231
    )
    assert (code, error) == (0, "")
    assert out.startswith("Entered: 49.5\xa0% vill ha mer tillgänglig och synlig polis (n\xa0=")
    assert "New measurement for L2 Vill ha mer tillgänglig polis" in out
    assert "same question" not in out


def test_what_is_odd_about_a_figure_is_said(lofte: Lofte, book: Path) -> None:
    question = "Vill ha mycket mer tillgänglig och synlig polis"
    _code, out, _error = enter(lofte, book, "--question", question, "--value", 9, "--answers", 4)
    assert "Is it the same question as “Vill ha mer tillgänglig och synlig polis”?" in out
    assert "fewer than five answers" in out


def test_only_what_the_new_figure_measures_is_told(lofte: Lofte, book: Path) -> None:
    code, out, _error = enter(lofte, book, "--question", "Ny fråga", "--value", 9)
    assert code == 0
    # Two others wait to be measured by what the survey said before.
    assert "New measurement" not in out


def test_the_same_question_again_is_refused_or_replaced(lofte: Lofte, book: Path) -> None:
    question = ("--question", "Känner sig otrygga i centrum kvällstid")
    code, out, error = enter(lofte, book, *question, "--value", 27)
    assert (code, out) == (1, "")
    assert "28 % känner sig otrygga i centrum kvällstid (n = 231)" in error.replace("\xa0", " ")
    assert "--replace" in error
    code, out, error = enter(lofte, book, *question, "--value", 27, "--replace")
    assert (code, error) == (0, "")
    assert out.startswith("Entered: 27\xa0% känner sig otrygga i centrum kvällstid (n\xa0=\xa0231)")
    assert "It replaces: 28\xa0%" in out
    assert "New measurement for L5 Otrygga kvällstid" in out
    assert "betyg" not in out.casefold()
    listed = lofte("measure", book, "--indicator", "otrygga", "--json").json()
    assert [(each["value"], each["answers"]) for each in listed] == [(27, 231)]


def test_a_figure_over_the_survey_s_own_answers_is_refused(lofte: Lofte, book: Path) -> None:
    ran = lofte(
        "--lang", "en", "figure", book, "--survey", "stortorget", "--question", "Tar upp utemiljön",
        "--value", "60",
    )  # fmt: skip
    assert ran.code == 1
    assert "own answers" in ran.error


def test_a_figure_as_json(lofte: Lofte, book: Path) -> None:
    ran = lofte(
        "figure", book, "--survey", "klagomål", "--question", "Anmälda brott", "--value", "1 204",
        "--unit", "antal", "--source", "Polisen", "--json",
    )  # fmt: skip
    told = ran.json()
    assert (told["question"], told["value"], told["unit"]) == ("Anmälda brott", 1204, "antal")
    assert (told["answers"], told["remarks"], told["measurable"]) == (None, [], [])


@pytest.mark.parametrize(
    ("survey", "value", "error"),
    [
        ("trygghetsmätning", "9", "2017-10-02 Polisens trygghetsmätning 2017"),
        ("finns inte", "9", "“finns inte”"),
        ("medborgarenkät", "160", "160"),
        ("medborgarenkät", "många", "--value"),
    ],
)
def test_a_figure_that_cannot_be_entered(
    lofte: Lofte, book: Path, survey: str, value: str, error: str
) -> None:
    words = ("--survey", survey, "--question", "Ny fråga", "--value", value)
    ran = lofte("--lang", "en", "figure", book, *words)
    assert ran.code != 0
    assert error in ran.error
    assert "Ny fråga" not in lofte("figures", book).out


def test_figures_lists_what_was_answered(lofte: Lofte, example: Path) -> None:
    ran = lofte("figures", example)
    assert (ran.code, ran.error) == (0, "")
    assert "Känner sig otrygga i centrum kvällstid" in ran.out
    (line,) = [line for line in ran.out.splitlines() if "31\xa0%" in line]
    assert "219" in line
    assert "Polisens trygghetsmätning 2017" in line


def test_figures_as_json(lofte: Lofte, example: Path) -> None:
    rows = {row["question"]: row for row in lofte("figures", example, "--json").json()}
    unsafe = rows["Känner sig otrygga i centrum kvällstid"]
    assert [answer["value"] for answer in unsafe["answers"]] == [31, 28]
    assert [each["name"] for each in unsafe["indicators"]] == ["Otrygga kvällstid"]
    canal = rows["Trygghetsbetyg för Kanalstråket"]
    assert (canal["measure"], canal["place"]) == ("mean_rating", "Kanalstråket")
    entered = [(answer["value"], answer["answers"]) for answer in canal["answers"]
               if answer["entered"]]  # fmt: skip
    assert entered == [(3.1, 30), (3.4, 31)]


def test_measure_lists_first_and_records_when_asked(lofte: Lofte, book: Path) -> None:
    listed = lofte("measure", book, "--indicator", "otrygga", "--json").json()
    assert [(each["survey"], each["value"]) for each in listed] == [
        ("Polisens trygghetsmätning 2018", 28)
    ]
    ran = lofte("--lang", "en", "measure", book, "--indicator", "L5 otrygga", "--survey", "2018")
    assert (ran.code, ran.error) == (0, "")
    assert ran.out.startswith("Measured: L5 Otrygga kvällstid, 28\xa0% (n\xa0=\xa0231)")
    again = lofte("--lang", "en", "measure", book, "--indicator", "otrygga")
    assert "No survey has answered" in again.out
    ran = lofte("--lang", "en", "measure", book, "--indicator", "otrygga", "--survey", "2018")
    assert ran.code == 1


@pytest.mark.parametrize(
    ("indicator", "error"),
    [("fotpatr", "follows no question"), ("betyg", "several indicators"), ("x y", "no indicator")],
)
def test_an_indicator_that_cannot_be_measured_so(
    lofte: Lofte, example: Path, indicator: str, error: str
) -> None:
    ran = lofte("--lang", "en", "measure", example, "--indicator", indicator)
    assert ran.code == 1
    assert error in ran.error
