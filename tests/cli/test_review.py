"""review, snooze, deadline, owner: what is late, and what is decided about it."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Lofte


@pytest.fixture
def own(example: Path, tmp_path: Path) -> Path:
    """A copy of the example to write in."""
    return Path(shutil.copy(example, tmp_path / "saffle.loftesbok"))


def _numbers(lofte: Lofte, book: Path, *words: object) -> list[str]:
    return [action["number"] for action in lofte("review", book, *words, "--json").json()]


def test_the_queue_with_its_reasons(lofte: Lofte, example: Path) -> None:
    ran = lofte("review", example)
    assert (ran.code, ran.error) == (0, "")
    assert "92 dagar efter slutdatumet 15 juni" in ran.out
    assert "Köp in röjningen av två stråk" in " ".join(ran.out.split())
    (first, *_rest) = lofte("review", example, "--json").json()
    assert (first["number"], first["follow_up"]) == ("5.5", "late")
    assert [why["reason"] for why in first["why"]] == ["overdue", "decision", "silent"]
    assert _numbers(lofte, example, "--why", "silent") == ["5.5", "4.2"]
    assert _numbers(lofte, example, "--owner", "gruppchef") == ["4.2", "5.2"]
    assert _numbers(lofte, example, "--why", "due_soon", "--days", 13) == ["3.1"]
    assert _numbers(lofte, example, "--why", "no_owner") == []
    wrong = lofte("review", example, "--why", "trist")
    assert wrong.code == 2
    assert "overdue, behind" in wrong.error


def test_resting_and_waking(lofte: Lofte, own: Path) -> None:
    wait = ("--until", "2018-10-01", "--note", "Väntar på svar")
    ran = lofte("snooze", own, "--action", "4.2", "--action", "5.2", *wait)
    assert (ran.code, ran.error) == (0, "")
    assert "4.2 Ungdomsinsatser" in ran.out
    assert "4.2" not in _numbers(lofte, own)
    assert _numbers(lofte, own, "--resting") == ["4.2", "5.2"]
    assert "Väntar på svar" in lofte("review", own, "--resting").out
    assert lofte("snooze", own, "--action", "4.2", "--wake").code == 0
    assert "4.2" in _numbers(lofte, own)
    for wrong in ((), ("--wake", *wait), ("--until", "2018-09-01", "--note", "x")):
        assert lofte("snooze", own, "--action", "4.2", *wrong).code != 0


def test_deadlines_and_owners(lofte: Lofte, own: Path) -> None:
    ran = lofte("deadline", own, "--action", "5.5", "--date", "2018-09-01", "--reason", "Vakans")
    assert ran.code == 0
    # It is said, and accepted, that the new day has passed too, and what became of the change.
    assert len(ran.out.splitlines()) == 3
    assert "avvikelse" in ran.out
    far = ("--date", "2019-02-01", "--reason", "Vakans")
    assert "period slutar" in lofte("deadline", own, "--action", "5.4", *far).out
    rest = ("--until", "+2v", "--note", "Ring 070-123 45 67")
    assert "telefonnummer" in lofte("snooze", own, "--action", "5.1", *rest).out
    assert "3 klara i dag" in lofte("review", own).out
    assert "nytt slutdatum: 1 feb 2019" in " ".join(lofte("review", own, "--all").out.split())
    # "ingen" is a part of "ingenjör", and nobody's name.
    assert lofte("review", own, "--owner", "Ingen").code == 1
    assert lofte("deadline", own, "--action", "5.5", "--date", "2018-12-01").code == 2
    assert lofte("owner", own, "--action", "5.5", "--to", "gruppchef").code == 0
    ran = lofte("owner", own, "--from", "gruppchef", "--to", "kommunpolis", "--promise", "L5")
    assert ran.code == 0
    assert _numbers(lofte, own, "--owner", "gruppchef") == ["4.2"]
    assert lofte("owner", own, "--to", "kommunpolis").code == 2
    assert lofte("owner", own, "--action", "4.2", "--to", "nobody at all").code == 1


def test_status_and_notes(lofte: Lofte, own: Path) -> None:
    why = ("--reason", "Ring 070-123 45 67")
    assert (
        "telefonnummer" in lofte("status", own, "--action", "5.4", "--status", "utgått", *why).out
    )
    ran = lofte("status", own, "--action", "5.5", "--status", "utgått", "--reason", "Ingen mark")
    assert (ran.code, ran.error) == (0, "")
    assert ran.out.startswith("Utgått: 5.5 ")
    assert "5.5" not in _numbers(lofte, own)
    assert lofte("status", own, "--status", "done").code == 2
    ran = lofte("note", own, "--action", "4.2", "--action", "5.2", "--text", "Ringde", "--public")
    assert (ran.code, len(ran.out.splitlines())) == (0, 2)
    assert lofte("note", own, "--action", "4.2", "--text", " ").code == 2


def test_what_waits_for_a_decision_and_its_answer(lofte: Lofte, own: Path) -> None:
    waiting = lofte("decide", own, "--json").json()
    assert waiting
    question = waiting[0]["question"]
    assert question in " ".join(lofte("decide", own).out.split())
    words = ("--answer", "Ja", "--by", "Kommunalrådet")
    assert lofte("decide", own, "--question", "finns inte", *words).code == 1
    ran = lofte("decide", own, "--question", question, *words)
    assert (ran.code, ran.error) == (0, "")
    assert ran.out.strip().endswith(f"{question} Ja")
    assert len(lofte("decide", own, "--json").json()) == len(waiting) - 1
