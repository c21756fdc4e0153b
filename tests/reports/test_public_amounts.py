"""What was promised and done in the fewest words, whatever titles and units people chose."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.reports.saffle import saffle
from tracker.i18n import language
from tracker.models.enums import ActionStatus
from tracker.reports.kinds.public.amounts import in_one_text, in_order, named, shared_units
from tracker.services.reports.rows import ActionRow

CHECKS = saffle().promises[2].actions[2]
SURVEY = saffle().promises[2].actions[0]


def counted(title: str, unit: str, done: str = "5", planned: str | None = "6") -> ActionRow:
    amount = None if planned is None else Decimal(planned)
    return replace(CHECKS, title=title, unit=unit, done=Decimal(done), planned=amount)


def words(action: ActionRow) -> tuple[str, str, str]:
    """Promised, done and missing, with no-break spaces as others."""
    [one] = named([action])
    done = one.done(is_alone=True)
    said = (one.promised().text, "" if done is None else done.text, one.undone())
    return said[0], said[1].replace("\xa0", " "), said[2].replace("\xa0", " ")


@pytest.mark.parametrize(
    ("title", "unit", "promised", "done", "undone"),
    [
        (
            "Trafikkontroller", "kontroller",
            "6 trafikkontroller", "5 av 6 trafikkontroller",
            "1 av 6 trafikkontroller blev inte av.",
        ),
        (
            "Skolbesök i åk 9", "besök",
            "6 skolbesök i årskurs 9", "5 av 6 skolbesök",
            "1 av 6 skolbesök i årskurs 9 blev inte av.",
        ),
        (
            "Fotpatrullering, centrum och 45:an", "patrulleringar",
            "6 fotpatrulleringar (centrum och 45:an)", "5 av 6 fotpatrulleringar",
            "1 av 6 fotpatrulleringar (centrum och 45:an) blev inte av.",
        ),
        (
            "Bommar på GC-bana", "bommar", "6 bommar på gång- och cykelbana",
            "5 av 6 bommar", "1 av 6 bommar på gång- och cykelbana blev inte av.",
        ),
        (
            "Laga 6 lampor", "lampor", "Laga 6 lampor", "5 av 6 lampor",
            "Laga 6 lampor: 1 av 6 lampor blev inte av.",
        ),
        ("6 bommar", "bommar", "6 bommar", "5 av 6 bommar", "1 av 6 bommar blev inte av."),
        (
            "6 skolbesök, årskurs 9", "skolbesök", "6 skolbesök (årskurs 9)",
            "5 av 6 skolbesök", "1 av 6 skolbesök (årskurs 9) blev inte av.",
        ),
        (
            "6 pass fredag och lördag", "pass", "6 pass fredag och lördag",
            "5 av 6 pass", "1 av 6 pass fredag och lördag blev inte av.",
        ),
        (
            "Röjning av buskage", "stråk", "Röjning av buskage: 6 stråk",
            "5 av 6 stråk", "Röjning av buskage: 1 av 6 stråk blev inte av.",
        ),
        (
            "Röja sex stråk", "stråk", "Röja sex stråk", "5 av 6 stråk",
            "Röja sex stråk: 1 av 6 stråk blev inte av.",
        ),
        (
            "”Träffa oss” på torget", "träffar", "”Träffa oss” på torget: 6 träffar",
            "5 av 6 träffar", "”Träffa oss” på torget: 1 av 6 träffar blev inte av.",
        ),
        # No unit at all, one of several words, and a title that ends in a full stop.
        ("Notiser", "", "Notiser: 6", "Notiser: 5 av 6", "Notiser: 1 av 6 blev inte av."),
        (
            "Möten.", "möten med skolan", "Möten: 6 möten med skolan",
            "5 av 6 möten med skolan", "Möten: 1 av 6 möten med skolan blev inte av.",
        ),
    ],
)  # fmt: skip
def test_a_counted_action(title: str, unit: str, promised: str, done: str, undone: str) -> None:
    assert words(counted(title, unit)) == (promised, done, undone)


def test_as_many_and_more_are_only_a_number() -> None:
    assert words(counted("Kontroller", "kontroller", "6"))[1] == "6 kontroller"
    assert words(counted("Kontroller", "kontroller", "8"))[1] == "8 kontroller"
    assert words(counted("Kontroller", "kontroller", "0"))[1:] == ("", "6 kontroller:")
    assert words(counted("Nattvandring", "timmar", "2.5"))[1] == "2,5 av 6 timmar"


def test_without_a_target() -> None:
    assert words(counted("Fotpatrullering", "pass", "7", None)) == (
        "Fotpatrullering", "7 pass", "Fotpatrullering:",
    )  # fmt: skip
    # Nobody knows what one "pass" is called, or one "patrulleringar".
    assert words(counted("Fotpatrullering", "pass", "1", None))[1] == "Fotpatrullering: 1"


def test_a_single_action_is_its_title() -> None:
    title = "Översyn av gång- och cykelvägar"
    assert words(SURVEY) == (title, "", f"{title}:")
    done = replace(SURVEY, status=ActionStatus.DONE, done=Decimal(1))
    assert words(done)[1] == title
    partly = replace(SURVEY, status=ActionStatus.PARTLY_DONE)
    assert words(partly)[1] == f"{title}: en del av det"


def test_a_shared_unit_tells_nothing_alone() -> None:
    actions = named([counted("Röjning", "stråk"), counted("Belysning, centrum", "stråk")])
    assert shared_units(actions) == {"stråk"}
    said = [action.done(is_alone=False) for action in actions]
    assert [thing.text.replace("\xa0", " ") for thing in said if thing] == [
        "Röjning: 5 av 6 stråk",
        "Belysning, centrum: 5 av 6 stråk",
    ]
    [patrols] = named([counted("Fotpatrullering, centrum", "patrulleringar", "6")])
    thing = patrols.done(is_alone=False)
    assert thing is not None
    assert thing.text == "6 fotpatrulleringar (centrum)"


def test_titles_are_sentences_and_amounts_a_list_after_them() -> None:
    actions = [
        counted("Kontroller", "kontroller"),
        SURVEY,
        counted("Bommar", "bommar"),
        counted("Laga 6 lampor", "lampor"),
    ]
    things = [action.promised() for action in named(actions)]
    assert in_one_text(things) == (
        "Översyn av gång- och cykelvägar. Laga 6 lampor. 6 kontroller och 6 bommar."
    )
    assert in_order(things) == [
        "Översyn av gång- och cykelvägar", "Laga 6 lampor", "6 kontroller", "6 bommar",
    ]  # fmt: skip
    assert in_order(things[:1]) == ["6 kontroller."]


def test_titles_are_swedish_in_an_english_report_too() -> None:
    with language("en"):
        [one] = named([counted("Röja sex stråk", "stråk")])
        assert one.has_figure
        for written in ("1 200", "1\xa0200"):
            [thousand] = named([counted(f"Laga {written} lampor", "lampor", "0", "1200")])
            assert thousand.has_figure
