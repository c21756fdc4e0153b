from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from subprocess import run
from sys import executable

import pytest

from tools import i18n as catalogues
from tracker.i18n import (
    DateStyle,
    Language,
    _,
    activate,
    current_language,
    format_date,
    format_number,
    format_time,
    language,
    ngettext,
    pgettext,
)
from tracker.labels import label
from tracker.models.enums import ActionStatus, FollowUp


def test_swedish_is_the_default_and_english_is_one_call_away() -> None:
    assert (current_language(), label(ActionStatus.DONE)) == ("sv", "Genomförd")
    activate("en")
    assert (current_language(), label(ActionStatus.DONE)) == ("en", "Carried out")


def test_an_override_ends_with_its_block_even_when_the_block_fails() -> None:
    with pytest.raises(KeyError), language("en"):
        raise KeyError(label(FollowUp.LATE))
    assert label(FollowUp.LATE) == "sen"


def test_an_override_is_seen_by_its_own_thread_only() -> None:
    with language("en"), ThreadPoolExecutor() as pool:
        assert pool.submit(current_language).result() == "sv"
        assert current_language() == "en"


def test_an_empty_text_stays_empty() -> None:
    # gettext itself answers with the catalogue's header.
    assert _("") == ""


def test_unknown_messages_come_back_as_they_are() -> None:
    assert _("no such message") == "no such message"
    assert pgettext("no such context", "Draft") == "Draft"
    assert [ngettext("{n} xyz", "{n} xyzs", n) for n in (0, 1, 2)] == [
        "{n} xyzs",
        "{n} xyz",
        "{n} xyzs",
    ]


@pytest.mark.parametrize(
    ("style", "swedish", "english"),
    [
        ("short", "31 dec 2018", "31 Dec 2018"),
        ("day", "31 dec", "31 Dec"),
        ("long", "31 december 2018", "31 December 2018"),
        ("long_day", "31 december", "31 December"),
        ("iso", "2018-12-31", "2018-12-31"),
    ],
)
def test_dates(style: DateStyle, swedish: str, english: str) -> None:
    for lang, wanted in (("sv", swedish), ("en", english)):
        with language("en" if lang == "en" else "sv"):
            assert format_date(date(2018, 12, 31), style) == wanted
            assert format_date(datetime(2018, 12, 31, 23, 59), style) == wanted


@pytest.mark.parametrize(
    ("value", "swedish", "english"),
    [
        (0, "0", "0"),
        (26, "26", "26"),
        (Decimal("1.50"), "1,5", "1.5"),
        (Decimal("6.00"), "6", "6"),
        (0.1 + 0.2, "0,3", "0.3"),
        (1234567, "1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567", "1,234,567"),
    ],
)
def test_numbers(value: Decimal | int | float, swedish: str, english: str) -> None:
    assert format_number(value) == swedish
    with language("en"):
        assert format_number(value) == english


def test_decimals_can_be_limited() -> None:
    assert format_number(Decimal("36.29"), 1) == "36,3"
    assert format_number(Decimal("36.29"), 0) == "36"


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_times_are_on_a_24_hour_clock(lang: Language) -> None:
    with language(lang):
        assert format_time(time(14, 2)) == format_time(datetime(2018, 9, 15, 14, 2)) == "14:02"


def test_importing_the_language_does_not_import_babel() -> None:
    code = "import sys, tracker.i18n; sys.exit('babel' in sys.modules)"
    assert run([executable, "-c", code], check=False).returncode == 0


@pytest.fixture
def shop(tmp_path: Path) -> catalogues.Workshop:
    """A small program with one message of each sort and no words yet."""
    (tmp_path / "tracker").mkdir()
    (tmp_path / "tracker" / "a.py").write_text(
        "_('Hello {name}')\nngettext('{n} step', '{n} steps', 2)\npgettext('verb', 'Open')\n",
        encoding="utf-8",
    )
    return catalogues.Workshop(tmp_path)


FULL: dict[str, catalogues.Words] = {
    "Hello {name}": "Hej {name}",
    "{n} step": ("{n} steg", "{n} steg"),
    "verb|Open": "Öppna",
}


def test_setting_every_word_makes_the_catalogues_complete(shop: catalogues.Workshop) -> None:
    assert shop.update() == []
    assert sorted(shop.missing()) == sorted(FULL)
    assert shop.update(FULL) == []
    assert shop.problems() == []


def test_a_second_update_changes_no_byte(shop: catalogues.Workshop) -> None:
    shop.update(FULL)
    before = {path: path.stat().st_mtime_ns for path in shop.catalogues.rglob("*.*o")}
    assert len(before) == 4
    shop.update()
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_words_for_unknown_messages_or_wrong_forms_are_named(shop: catalogues.Workshop) -> None:
    assert shop.update({"Bye": "Hej då", "{n} step": "steg"}) == ["Bye", "{n} step"]


def test_a_message_that_returns_finds_its_words_again(
    shop: catalogues.Workshop, tmp_path: Path
) -> None:
    shop.update(FULL)
    module = tmp_path / "tracker" / "a.py"
    source = module.read_text(encoding="utf-8")
    module.write_text("", encoding="utf-8")
    shop.update()
    po = tmp_path / "resources" / "i18n" / "sv" / "LC_MESSAGES" / "loftesboken.po"
    assert "Hej" not in po.read_text(encoding="utf-8")
    module.write_text(source, encoding="utf-8")
    shop.update()
    assert shop.problems() == []


def test_stale_catalogues_and_lost_placeholders_are_problems(
    shop: catalogues.Workshop, tmp_path: Path
) -> None:
    shop.update(FULL | {"Hello {name}": "Hej {namn}"})
    assert shop.problems() == ["sv: placeholders differ: Hello {name}"]
    shop.update(FULL)
    (tmp_path / "tracker" / "b.py").write_text("_('New')\n", encoding="utf-8")
    problems = shop.problems()
    assert "no Swedish: New" in problems
    assert sum(problem.startswith("out of date") for problem in problems) == 3


def test_a_broken_source_file_leaves_the_catalogues_alone(
    shop: catalogues.Workshop, tmp_path: Path
) -> None:
    shop.update(FULL)
    (tmp_path / "tracker" / "b.py").write_text("_('New'\n'''", encoding="utf-8")
    with pytest.raises(catalogues.SourceError):
        shop.update()
    (tmp_path / "tracker" / "b.py").unlink()
    assert shop.problems() == []
