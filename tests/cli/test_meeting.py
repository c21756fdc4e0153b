"""meeting: the working group's meetings, their agendas, and what they changed."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Lofte


@pytest.fixture
def book(example: Path, tmp_path: Path) -> Path:
    """A copy of the example to write in."""
    return Path(shutil.copy(example, tmp_path / "saffle.loftesbok"))


def test_meetings_are_listed_the_next_one_first(lofte: Lofte, example: Path) -> None:
    rows = lofte("meeting", example, "--json").json()
    assert [(row["date"], row["state"]) for row in rows] == [
        ("2018-09-25", "planned"),
        ("2018-08-30", "closed"),
    ]
    ran = lofte("--lang", "en", "meeting", example)
    assert (ran.code, ran.error) == (0, "")
    assert ran.out.index("2018-09-25") < ran.out.index("2018-08-30")


def test_the_agenda_is_told_with_why(lofte: Lofte, example: Path) -> None:
    told = lofte("meeting", example, "--agenda", "--json").json()
    first = told["agenda"][0]
    assert (first["kind"], first["title"]) == ("open_point", "5.5 Röja två återstående stråk")
    assert first["why"].startswith("Från mötet den 30 augusti 2018: Parkchefen tar in en offert.")
    ran = lofte("--lang", "en", "meeting", example, "--agenda", "--meeting", "2018-08-30")
    assert "  1. 5.5 Röja två återstående stråk" in ran.out
    assert "Decision: Extra pass läggs in i oktober och november." in ran.out


def test_what_the_latest_meeting_changed_is_told(lofte: Lofte, example: Path) -> None:
    told = lofte("meeting", example, "--changes", "--json").json()
    (change,) = told["changed"]
    assert (change["point"], change["operation"], change["who"]) == (1, "action.note", "Parkchef")
    ran = lofte("--lang", "en", "meeting", example, "--changes")
    assert "Markägaren sa ja först i augusti." in ran.out
    none = lofte("--lang", "en", "meeting", example, "--changes", "--meeting", "2018-09-25")
    assert "Nothing in the book was changed." in none.out


def test_a_meeting_is_planned_with_its_agenda(lofte: Lofte, book: Path) -> None:
    asked = ("--new", "--date", "6/11 2018", "--hour", "9:30", "--title", "Extra möte")
    ran = lofte("--lang", "en", "meeting", book, *asked)
    assert (ran.code, ran.error) == (0, "")
    assert ran.out.startswith("Extra möte")
    assert "6 November 2018 at 09:30, Kommunhuset, Silvénsalen" in ran.out
    assert "Röja två återstående stråk" in ran.out
    assert [row["title"] for row in lofte("meeting", book, "--json").json()][1] == "Extra möte"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--new",), "--new needs --date"),
        (("--new", "--hour", "nio"), "--new needs --date"),
        (("--new", "--date", "6/11 2018", "--hour", "nio"), "--hour: "),
        (("--new", "--date", "6/11", "--meeting", "2018-08-30"), "--meeting is for"),
        (("--date", "6/11"), "--date is for --new"),
        (("--agenda", "--changes"), "one of these at a time: --agenda, --changes"),
        (("--start", "--add", "Ljus"), "one of these at a time: --start, --add"),
        (("--title", "Möte"), "--title is for --new"),
        (("--point", "1"), "--point goes with"),
        (("--done",), "--point goes with"),
        (("--start", "--next", "1/12"), "--next is for --close"),
    ],
)
def test_what_does_not_go_together_is_said(
    lofte: Lofte, example: Path, words: tuple[str, ...], said: str
) -> None:
    ran = lofte("--lang", "en", "meeting", example, *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.error


def test_a_meeting_is_held_from_a_script(lofte: Lofte, book: Path) -> None:
    def did(*words: object) -> str:
        ran = lofte("--lang", "en", "meeting", book, *words)
        assert (ran.code, ran.error) == (0, ""), words
        return ran.out

    assert "Added to the agenda: Ljus i parken" in did("--add", "Ljus i parken")
    assert "The agenda is made anew" in did("--refresh")
    assert "has started" in did("--start")
    assert "Present: Kommunpolis" in did("--attend", "kommunpolis", "--attend", "parkchef")
    written = ("--note", "Offerten kom.", "--decision", "Köps in", "--responsible", "parkchef")
    assert "5.5 Röja" in did("--point", 1, *written, "--due", "1/11 2018", "--open")
    told = lofte("meeting", book, "--point", 2, "--done", "--json").json()
    first, second, *_rest, last = told["agenda"]
    assert (first["note"], first["decision"], first["state"]) == (
        "Offerten kom.",
        "Köps in",
        "open",
    )
    assert (first["responsible"], first["due"]) == ("Parkchef", "2018-11-01")
    assert (second["state"], last["title"]) == ("done", "Ljus i parken")
    assert sum(row["present"] for row in told["attendance"]) == 2
    for words in (("--point", 99, "--done"), ("--attend", "kommunpolis", "--attend", "kungen")):
        ran = lofte("--lang", "en", "meeting", book, *words)
        assert (ran.code, ran.out) == (1, "")
        assert str(words[-1 if "--attend" in words else 1]) in ran.error
    assert lofte("meeting", book, "--delete").code == 1
    assert "The next one is 7 November 2018: plan it with --new --date 2018-11-07." in did(
        "--close", "--next", "7/11 2018"
    )
    did("--new", "--date", "7/11 2018")
    assert "Removed" in did("--delete", "--meeting", "2018-11-07")


def test_a_meeting_that_is_not_there_is_said(lofte: Lofte, example: Path) -> None:
    # A meeting that is named is told of, whether or not its agenda is asked for.
    for words in (("--agenda",), ("--changes",), ("--start",), ()):
        ran = lofte("--lang", "en", "meeting", example, *words, "--meeting", "lucia")
        assert (ran.code, ran.out) == (1, "")
        assert "lucia" in ran.error
