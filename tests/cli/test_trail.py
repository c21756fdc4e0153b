"""trail: a tree that reads the same aloud as on the screen, and the same as JSON."""

from pathlib import Path

from tests.cli.conftest import Lofte

ENGLISH = ("--lang", "en")


def test_a_promise_with_what_it_rests_on_and_leads_to(lofte: Lofte, example: Path) -> None:
    ran = lofte(*ENGLISH, "trail", example, "--promise", "L2")
    assert (ran.code, ran.error) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "Problem 2 Polisen syns för sällan, priority 1"
    assert lines[1].startswith("  Rests on: 60 % vill ha mer tillgänglig och synlig polis (")
    cause = next(n for n, line in enumerate(lines) if line.startswith("  Cause 2.1 "))
    assert lines[cause + 1] == "    Why? Utryckningar går före"
    assert lines[cause + 2] == "      Why? Fotpatrull är inget eget pass i planeringen"
    assert lines[cause + 3].startswith("    Action 2.1 Fotpatrullering")
    assert any(line.startswith("    Measured by: L2 Fotpatrulleringar, 48, ") for line in lines)
    assert "1 break in the chain" in lines
    assert not any(line.startswith("Problem 3") for line in lines)


def test_the_whole_book_ends_with_its_breaks(lofte: Lofte, example: Path) -> None:
    ran = lofte(*ENGLISH, "trail", example)
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert [line.split()[1] for line in lines if line.startswith("Problem ")] == list("12345")
    assert any(line.startswith("Promise that answers no problem: L6 Ökad") for line in lines)
    breaks = lines[lines.index("8 breaks in the chain") + 1 :]
    assert len(breaks) == 8
    assert breaks[0] == "  No problem takes up the theme trygghet. 20 of 400 answers."


def test_as_json_with_ids(lofte: Lofte, example: Path) -> None:
    data = lofte("trail", example, "--json").json()
    assert set(data) == {
        "book", "as_of", "problems", "promises_without_problem", "evidence_unused", "gaps",
    }  # fmt: skip
    assert data["as_of"] == "2018-09-15"
    assert len(data["problems"]) == 5
    problem = data["problems"][1]
    assert problem["title"] == "Polisen syns för sällan"
    assert {row["kind"] for row in problem["evidence"]} == {"survey", "theme"}
    assert all(row["statement"] for row in problem["evidence"])
    assert problem["causes"][0]["whys"][0] == "Utryckningar går före"
    assert problem["causes"][0]["actions"][0]["number"] == "2.1"
    [promise] = problem["promises"]
    assert [row["number"] for row in promise["actions"]] == ["2.1", "2.2", "2.3", "2.4"]
    foot = promise["actions"][0]
    assert (foot["done"], foot["planned"], foot["unit"]) == (48, 48, "patrulleringar")
    [wanted] = [row for row in promise["indicators"] if row["unit"] == "%"]
    assert wanted["value"] is None or wanted["date"]
    assert {row["kind"]: row["answers"] for row in problem["evidence"]}["theme"] == 240
    assert [row["title"] for row in data["evidence_unused"]] == ["trygghet"]
    assert [row["title"] for row in data["promises_without_problem"]] == ["Ökad trygghet"]
    first = data["gaps"][0]
    assert (first["kind"], first["problem_id"]) == ("theme_unanswered", None)
    assert first["theme_id"] == data["evidence_unused"][0]["id"]


def test_a_part_of_the_title_and_one_that_is_not_there(lofte: Lofte, example: Path) -> None:
    data = lofte("trail", example, "--promise", "stadsk", "--json").json()
    assert [row["title"] for row in data["problems"]] == ["Folktomt och otryggt centrum kvällstid"]
    ran = lofte(*ENGLISH, "trail", example, "--promise", "finns ej")
    assert ran.code == 1
    assert "There is no promise that fits “finns ej”." in ran.error


def test_a_new_book_says_that_there_is_nothing_yet(lofte: Lofte, tmp_path: Path) -> None:
    book = tmp_path / "ny.loftesbok"
    assert lofte("new", book, "--municipality", "Säffle").code == 0
    ran = lofte(*ENGLISH, "trail", book)
    assert ran.code == 0
    assert ran.out.splitlines() == ["There is nothing on the trail yet.", "No break in the chain."]
