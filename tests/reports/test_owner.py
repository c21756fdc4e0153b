"""One owner's page: what they answer for, and what they are asked to report."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import page
import pytest

from tests.bench.report_floor import many_rows
from tests.refusals import refused
from tests.reports.reading import page_texts, reader, texts_of
from tests.reports.structure import check_structure, headings
from tests.reports.test_pdf_standards import PROFILES, complaints
from tracker.i18n import Language, language
from tracker.models.enums import ActionKind, ActionStatus, FollowUp, Party, PromiseStatus
from tracker.reports.build import build_report
from tracker.reports.kinds.owner.asks import asks
from tracker.reports.making import make_report, settle
from tracker.services.context import AppContext
from tracker.services.reports.reading import ReportQuery, report_input
from tracker.services.reports.rows import ActionRow, EntryRow, ReportInput

STREETS = "Gatuchef, Säffle kommun"


@pytest.fixture
def page_of(example: ReportInput) -> ReportInput:
    """The page of the head of streets: one running action, of L3."""
    promise = replace(example.promises[2], actions=example.promises[2].actions[1:2])
    return replace(
        example, kind="owner", owner=STREETS, owner_party=Party.MUNICIPALITY,
        promises=(promise,), decisions=example.decisions[:1], feedback=(),
    )  # fmt: skip


@pytest.fixture
def counted(page_of: ReportInput) -> ActionRow:
    """2 of 6 barriers, 5 expected, logged the day before; nobody has said why."""
    return replace(page_of.promises[0].actions[0], reason="")


@pytest.fixture
def single(example: ReportInput) -> ActionRow:
    """A survey that is done or not, on track and due at the end of the year."""
    return replace(
        example.promises[2].actions[0], follow_up=FollowUp.ON_TRACK, days_late=0,
        deadline=date(2018, 12, 31), last_done_on=date(2018, 9, 1), reason="", expected=0.0,
    )  # fmt: skip


def with_actions(data: ReportInput, *actions: ActionRow) -> ReportInput:
    numbered = tuple(replace(action, number=n) for n, action in enumerate(actions, 1))
    return replace(data, promises=(replace(data.promises[0], actions=numbered),))


def asked(data: ReportInput, *actions: ActionRow, lang: Language = "sv") -> list[str]:
    """What is asked of each, with plain spaces."""
    with language(lang):
        found = asks(with_actions(data, *actions) if actions else data)
    return [ask.text.replace("\xa0", " ") for ask in found]


# --- what is asked -------------------------------------------------------------------------------


def test_fewer_than_expected(page_of: ReportInput, counted: ActionRow) -> None:
    [text] = asked(page_of, counted)
    assert text == "3 bommar färre än väntat: logga dem som är gjorda, eller skriv varför."
    [text] = asked(page_of, replace(counted, done=Decimal(4)))
    assert text.startswith("1 färre än väntat: ")
    [text] = asked(page_of, replace(counted, unit=""))
    assert text.startswith("3 färre än väntat: ")
    # A reason that the book has is not asked for.
    [text] = asked(page_of, replace(counted, reason="Vakans"))
    assert text == "3 bommar färre än väntat: logga dem som är gjorda."
    # Near enough to be on track is nothing to ask about.
    assert asked(page_of, replace(counted, follow_up=FollowUp.ON_TRACK)) == [""]
    [text] = asked(page_of, counted, lang="en")
    assert text == "3 bommar fewer than expected: log those that are done, or write why."


def test_past_the_deadline(page_of: ReportInput, counted: ActionRow, single: ActionRow) -> None:
    past = {"deadline": date(2018, 8, 31), "days_late": 15, "follow_up": FollowUp.LATE}
    assert asked(page_of, replace(counted, **past)) == [  # type: ignore[arg-type]
        "Tidsgränsen var 31 augusti, och 2 av 6 bommar är gjorda: logga dem som är gjorda, "
        "eller skriv skälet."
    ]
    assert asked(page_of, replace(single, **past)) == [  # type: ignore[arg-type]
        "Tidsgränsen var 31 augusti: skriv vad som är gjort, eller skälet."
    ]


def test_past_the_deadline_with_a_known_reason(
    page_of: ReportInput, counted: ActionRow, single: ActionRow
) -> None:
    past = {"deadline": date(2018, 8, 31), "days_late": 15, "follow_up": FollowUp.LATE}
    for action in (counted, single):
        [text] = asked(page_of, replace(action, reason="Vakans", **past))  # type: ignore[arg-type]
        assert "skäl" not in text


def test_shared_actions_are_told_but_not_asked_about(
    page_of: ReportInput, counted: ActionRow
) -> None:
    shared = replace(counted, shared=True, owner="Rektor")
    assert asked(page_of, shared) == []
    text = " ".join(texts_of(with_actions(page_of, counted, shared)))
    assert "Tillsammans med rektor" in text
    assert "En åtgärd i ett löfte." in text
    assert "En åtgärd som andra ansvarar för görs tillsammans med dem." in text
    assert "Åtgärder 1 Pågår 1" in text


def test_silence(page_of: ReportInput, counted: ActionRow, single: ActionRow) -> None:
    quiet = date(2018, 6, 3)
    [text] = asked(page_of, replace(counted, last_done_on=quiet))
    assert text.endswith("eller skriv varför. Inget är loggat sedan 3 juni.")
    [text] = asked(page_of, replace(single, last_done_on=quiet))
    assert text == (
        "Inget är loggat sedan 3 juni: logga det som är gjort, eller skriv att inget har hänt."
    )
    # The book says how long is long.
    assert asked(replace(page_of, due_soon_days=200), replace(single, last_done_on=quiet)) == [""]
    never = replace(single, last_done_on=None)
    [text] = asked(page_of, never)
    assert text == "Inget är loggat än: logga det som är gjort, eller skriv att inget har hänt."
    assert asked(page_of, replace(never, start=date(2018, 9, 10))) == [""]
    assert asked(page_of, replace(never, start=None)) == [text]


def test_due_soon_without_a_word(page_of: ReportInput, single: ActionRow) -> None:
    soon = replace(
        single, deadline=date(2018, 9, 28), last_done_on=None, follow_up=FollowUp.AT_RISK
    )
    assert asked(page_of, soon) == [
        "Tidsgränsen är 28 september och inget är rapporterat: skriv hur långt det har kommit."
    ]


def test_other_states_and_gaps(page_of: ReportInput, counted: ActionRow, single: ActionRow) -> None:
    by_hand = replace(single, follow_up=FollowUp.LATE)
    assert asked(page_of, by_hand) == ["Läget är ”Sen”: skriv hur det går."]
    undated = replace(single, deadline=None)
    assert asked(page_of, undated) == ["Tidsgräns saknas: föreslå en."]
    reached = replace(counted, done=Decimal(6), follow_up=FollowUp.ON_TRACK)
    assert asked(page_of, reached) == [""]
    assert asked(page_of, replace(reached, deadline=date(2018, 9, 1))) == [
        "Allt är gjort och tidsgränsen är passerad: skriv om åtgärden är avslutad."
    ]
    ordinary = replace(
        counted, kind=ActionKind.ORDINARY, planned=None, expected=None, unit="",
        follow_up=FollowUp.NO_TARGET,
    )  # fmt: skip
    assert asked(page_of, ordinary) == [""]


def test_what_has_ended_or_is_not_signed_is_not_asked_about(
    page_of: ReportInput, counted: ActionRow
) -> None:
    ended = replace(counted, status=ActionStatus.DROPPED, follow_up=None)
    assert asked(page_of, ended) == []
    for status in (PromiseStatus.DRAFT, PromiseStatus.KEPT):
        promise = replace(page_of.promises[0], status=status)
        assert asked(replace(page_of, promises=(promise,))) == []


def test_the_latest_comes_first(page_of: ReportInput, single: ActionRow) -> None:
    first = replace(single, title="Risk", follow_up=FollowUp.AT_RISK)
    late = replace(single, title="Sen", follow_up=FollowUp.LATE, days_late=2)
    later = replace(late, title="Senare", days_late=20)
    found = asks(with_actions(page_of, single, first, late, later))
    assert [ask.action.title for ask in found] == ["Senare", "Sen", "Risk", single.title]


# --- the page ------------------------------------------------------------------------------------


def owner_pages(book: AppContext, owner: str, lang: Language = "sv") -> list[str]:
    return texts_of(report_input(book, ReportQuery(kind="owner", owner=owner)), lang)


def test_an_owner_of_the_example(book: AppContext) -> None:
    pages = owner_pages(book, "parkchef")
    assert len(pages) == 2
    first = pages[0]
    assert "Åtgärder: Parkchef, Säffle kommun" in first
    assert "Åtgärder 2 Pågår 1 Sena 1 Nästa tidsgräns –" in first
    assert (
        "Två åtgärder i två löften. Den enda pågående åtgärden är sen. En är avslutad, ej fullt "
        "genomförd. Röja två återstående stråk: 92 dagar sen. Inga tidsgränser återstår."
    ) in first
    assert "Fyll i för hand och lämna tillbaka till arbetsgruppen." in first
    assert "5.5 Röja två återstående stråk Levande stadskärna Tidsgränsen var 15 juni" in first
    assert "Skäl: Markägaren sa ja först i augusti." in first
    assert "Gjort, antal Till och med" in first
    assert "Till och med Skäl" not in first
    assert "1 okt om 16 dagar 1. Köp in röjningen av två stråk, eller flytta den?" in first
    assert "L1 Förbättra utemiljön · 2017 · delvis uppfyllt" in first
    assert "15 juni 2017 4 av 6 Delvis genomförd" in first
    assert "Ägare" not in first
    assert "Senast loggat" in " ".join(pages)
    assert "Mer att logga Datum Åtgärd Antal Plats Resultat" in pages[1]


def test_a_party_of_the_example(book: AppContext) -> None:
    pages = owner_pages(book, "P")
    assert "Åtgärder: Polisen" in pages[0]
    assert "Sju åtgärder i fem löften." in pages[0]
    assert "Nästa tidsgräns är 31 december: Ungdomsinsatser." in pages[0]
    assert "2 insatser färre än väntat" in pages[0]
    assert "Inget är loggat sedan 26 maj." in pages[0]
    assert "Inget saknas för 3.2 Trafikkontroller och 4.3 Nykterhetskontroller." in pages[0]
    assert "Köp in röjningen" not in pages[0]
    assert "3.2 Trafikkontroller Minst en timme per kontroll Gruppchef 31 dec 26 av 24" in pages[1]
    assert "14 sep 5.2 Fotpatrullering, pass fre/lör kväll 1 Stortorget" in " ".join(pages)
    assert "Tillsammans med trafikingenjör" in " ".join(pages)
    # The empty form has a page of its own when it has to begin one.
    assert "Mer att logga" in pages[2]


def test_in_english(book: AppContext) -> None:
    text = " ".join(owner_pages(book, "trafikingenjor", "en"))
    assert "Actions: Trafikingenjör, Säffle kommun" in text
    assert "One action in one promise. The only running action is on track." in text
    assert "Nothing is missing at present." in text
    assert "Nothing is missing for" not in text


def test_words_for_parties_of_several(page_of: ReportInput) -> None:
    for party, swedish in ((Party.JOINT, "Gemensamma åtgärder"), (Party.OTHER, "Andra parters")):
        data = replace(page_of, owner="x", owner_party=party, is_whole_party=True)
        metadata = reader(build_report(data, lang="sv")).metadata
        assert metadata is not None
        assert str(metadata.title).startswith(swedish)


@pytest.mark.parametrize("owner", [STREETS, "Säffle kommun"])
def test_a_title_says_the_organisation_once(page_of: ReportInput, owner: str) -> None:
    titles: dict[Language, str] = {"sv": f"Åtgärder: {owner}", "en": f"Actions: {owner}"}
    for lang, title in titles.items():
        metadata = reader(build_report(replace(page_of, owner=owner), lang=lang)).metadata
        assert metadata is not None
        assert metadata.title == title
    metadata = reader(build_report(replace(page_of, owner="Polisen"), lang="sv")).metadata
    assert metadata is not None
    assert metadata.title == "Åtgärder: Polisen, Säffle kommun"


def test_entries_without_place_or_result(page_of: ReportInput) -> None:
    entries = (EntryRow(date(2018, 9, 1), 3, 2, Decimal("1.5")),)
    text = " ".join(texts_of(replace(page_of, latest_entries=entries)))
    assert "1 sep 3.2 6 bommar 1,5" in text
    assert "Inget är loggat." in " ".join(texts_of(page_of))


def test_an_owner_of_nothing(page_of: ReportInput) -> None:
    [text] = texts_of(replace(page_of, promises=(), decisions=()))
    for words in (
        "Ingen åtgärd i boken hör till den här ägaren.",
        "Inget saknas just nu.",
        "Inget beslut väntar.",
        "Inget ska mätas inom tre månader.",
        "Det finns ingen åtgärd att visa.",
        "Inget är loggat.",
    ):
        assert words in text
    assert "Mer att logga" not in text


def test_without_an_owner_there_is_no_page(book: AppContext) -> None:
    for owner in ("", "  "):
        with refused("owner.required"):
            make_report(book, ReportQuery(kind="owner", owner=owner), "sv")
        with refused("owner.required"):
            settle(book, ReportQuery(kind="owner", owner=owner), "sv")


def test_no_name_is_printed(book: AppContext, page_of: ReportInput) -> None:
    made = make_report(book, ReportQuery(kind="owner", owner="gatuchef"), "sv")
    assert (made.data.owner, made.record().owner) == (STREETS, STREETS)
    assert "Gatuchef" in page_texts(made.pdf)[0]


def test_structure(book: AppContext, page_of: ReportInput) -> None:
    pdf = build_report(report_input(book, ReportQuery(kind="owner", owner="polisen")), lang="sv")
    check_structure(pdf)
    assert headings(pdf) == [1] + [2] * 6
    check_structure(build_report(replace(page_of, promises=()), lang="en"))


@pytest.mark.parametrize("profile", PROFILES, ids=str)
def test_it_conforms(page_of: ReportInput, profile: page.ValidationProfile) -> None:
    long = replace(many_rows(300), kind="owner", owner=STREETS, owner_party=Party.MUNICIPALITY)
    for data in (page_of, replace(page_of, promises=(), decisions=()), long):
        assert complaints(build_report(data, lang="sv"), profile) == []


def test_awkward_text_is_whole(page_of: ReportInput, counted: ActionRow) -> None:
    title, word = "En mycket lång rubrik " * 25, "ord" * 100
    action = replace(counted, title=title, goal=word, unit=word, reason=title, days_late=3)
    late = replace(action, follow_up=FollowUp.LATE)
    entry = EntryRow(date(2018, 9, 1), 3, 1, Decimal(1), word, title)
    data = replace(with_actions(page_of, late), owner=title, latest_entries=(entry,))
    pdf = build_report(data, lang="sv")
    text = " ".join(page_texts(pdf))
    assert text.count("En mycket lång rubrik") >= 25 * 6
    assert "".join(text.lower().split()).count(word) >= 3
    check_structure(pdf)
