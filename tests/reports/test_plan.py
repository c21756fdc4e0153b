"""The action plan: Brå's six columns by cause, and what the law's plan adds."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import page
import pytest

from tests.bench.report_floor import many_rows
from tests.reports.reading import page_texts, reader, tags, texts_of
from tests.reports.structure import check_structure, headings
from tests.reports.test_pdf_standards import PROFILES, complaints
from tracker.i18n import language
from tracker.models.enums import ActionStatus, FollowUp, PromiseStatus
from tracker.models.law import follow_up_by
from tracker.reports.build import build_report
from tracker.reports.standing import actions_stand
from tracker.services.context import AppContext
from tracker.services.reports.reading import ReportQuery, report_input
from tracker.services.reports.rows import (
    ActionRow,
    CauseRow,
    ProblemRow,
    PromiseRow,
    ReportInput,
)


@pytest.fixture
def plan(example: ReportInput) -> ReportInput:
    return replace(example, kind="plan")


def only(plan: ReportInput, **values: object) -> ReportInput:
    """The plan with one promise, changed."""
    return replace(plan, promises=(replace(plan.promises[2], **values),))  # type: ignore[arg-type]


def text_of(data: ReportInput, lang: str = "sv") -> str:
    return " ".join(texts_of(data, lang))


# --- content -------------------------------------------------------------------------------------


def test_the_example_book_as_a_plan(book: AppContext) -> None:
    pages = texts_of(report_input(book, ReportQuery(kind="plan")))
    assert len(pages) == 4
    assert "Åtgärdsplan medborgarlöften" in pages[0]
    assert (
        "Planen har 20 åtgärder i sex löften. Åtta av tolv pågående åtgärder är i fas, tre "
        "riskerar att inte bli klara och en är sen. Åtta är avslutade, två av dem ej fullt "
        "genomförda."
    ) in pages[0]
    assert "Uppföljning: I fas (grön) Risk (gul) Sen (röd) Ej börjat eller utan mål" in pages[0]
    whole = " ".join(pages)
    assert "Orsak Åtgärd Operativa mål När Vem Uppföljning" in whole
    assert (
        "1 5.2 Fotpatrullering, pass fre/lör kväll 30 pass. Minst 1,5 timmar. 31 dec P Gruppchef "
        "Risk 17 av 30, väntat 21"
    ) in whole
    assert "28 sep tidigare 31 maj G Trafikingenjör, med kommunpolis I fas" in whole
    assert "Skäl: Markägaren sa ja först i augusti." in whole
    assert "L6 Ökad trygghet" in whole
    assert "Löftet har varken orsaker eller åtgärder." in whole


def test_rows_stand_under_the_first_cause_they_answer(plan: ReportInput) -> None:
    causes = (CauseRow(1, "Mörkt"), CauseRow(2, "Folktomt"), CauseRow(3, "Okänt"))
    first, second, third = plan.promises[2].actions
    actions = (
        replace(first, number=1, title="Alfa", causes=(2,)),
        replace(second, number=2, title="Beta", causes=(1, 2)),
        replace(third, number=3, title="Gamma", causes=()),
        # Of a cause that is no longer there.
        replace(third, number=4, title="Delta", causes=(9,)),
    )
    text = text_of(only(plan, causes=causes, actions=actions))
    order = ["1 Mörkt", "3.2 Beta", "2 Folktomt", "3.1 Alfa", "Möts också av 3.2 ovan."]
    order += ["3 Okänt", "Ingen åtgärd möter orsaken.", "Utan orsak", "3.3 Gamma", "3.4 Delta"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert "1, 2 3.2 Beta" in text
    assert "– 3.3 Gamma" in text


def test_many_others_are_counted(plan: ReportInput) -> None:
    action = plan.promises[2].actions[0]
    actions = tuple(replace(action, number=n, causes=(1, 2)) for n in range(1, 31))
    text = text_of(only(plan, actions=actions))
    named = ", ".join(f"3.{n}" for n in range(1, 13))
    assert f"Möts också av {named} och 18 till ovan." in text


def test_what_is_missing_is_said(plan: ReportInput) -> None:
    bare = replace(
        plan.promises[2].actions[1], owner=None, support=None, deadline=None, goal="", unit="",
        planned=None, expected=None, follow_up=FollowUp.NO_TARGET, reason="", done=Decimal(2),
    )  # fmt: skip
    late = replace(bare, number=9, title="Sen åtgärd", follow_up=FollowUp.LATE, days_late=3)
    text = text_of(only(plan, actions=(bare, late), problems=()))
    assert "Problem saknas." in text
    assert "– utan datum K Ägare saknas Utan mål 2" in text
    assert "3.9 Sen åtgärd Skäl saknas." in text


def test_an_outcome_always_has_its_reason(plan: ReportInput) -> None:
    action = replace(
        plan.promises[2].actions[2], status=ActionStatus.NOT_DONE, follow_up=None, reason="vakans"
    )
    text = text_of(only(plan, actions=(action,)))
    assert "Skäl: vakans." in text
    assert "Ej genomförd 26 av 24" in text


def test_in_english(book: AppContext) -> None:
    text = text_of(report_input(book, ReportQuery(kind="plan")), "en")
    assert "Action plan for citizens’ promises" in text
    assert "The plan has 20 actions in six promises." in text
    assert "Cause Action Operational goals When Who Follow-up" in text
    assert "Eight have ended, two of them not carried out in full." in text


def test_counted_sentences(example: ReportInput) -> None:
    action = example.promises[2].actions[2]

    def stand(*states: FollowUp | ActionStatus) -> str:
        rows: list[ActionRow] = [
            replace(action, status=state, follow_up=None)
            if isinstance(state, ActionStatus)
            else replace(action, follow_up=state)
            for state in states
        ]
        return actions_stand(rows)

    on_track, late = FollowUp.ON_TRACK, FollowUp.LATE
    with language("sv"):
        assert stand() == ""
        assert stand(late) == "Den enda pågående åtgärden är sen."
        assert stand(on_track, on_track) == "Båda de pågående åtgärderna är i fas."
        three = (on_track,) * 3
        assert stand(*three) == "Alla tre pågående åtgärder är i fas."
        assert stand(ActionStatus.DONE) == "En är avslutad, genomförd fullt ut."
        assert stand(*(ActionStatus.DONE,) * 4, ActionStatus.DROPPED) == (
            "Fem är avslutade, en av dem ej fullt genomförd."
        )
        assert stand(ActionStatus.PLANNED) == "En åtgärd att genomföra."
        assert stand(ActionStatus.DROPPED) == "En är avslutad, ej fullt genomförd."
        assert stand(FollowUp.NOT_STARTED, FollowUp.NO_TARGET, late) == (
            "En av tre pågående åtgärder är sen, en har inte börjat och en saknar mål."
        )
    with language("en"):
        assert stand(late, late) == "Both running actions run late."
        assert stand(late, on_track) == "One of two running actions is on track and one runs late."


@pytest.mark.parametrize("kind", ["plan", "owner", "deadlines"])
def test_what_is_not_signed_is_counted_apart(plan: ReportInput, kind: str) -> None:
    row = plan.promises[2]
    draft = replace(row, number=7, status=PromiseStatus.DRAFT, follow_up=None)
    whole = replace(
        plan, kind=kind, owner="Polisen" if kind == "owner" else "", decisions=(), feedback=()
    )
    text = text_of(replace(whole, promises=(draft,)))
    assert "Tre åtgärder i ett löfte som inte är undertecknat räknas varken" in text
    for words in ("pågående åtgärd ", "pågående åtgärder ", "Skäl", "dagar sen", "väntat"):
        assert words not in text.replace("Operativa", "")
    both = text_of(replace(whole, promises=(row, draft, replace(draft, number=8))), "en")
    assert "Six actions in two promises that are not signed count neither" in both


# --- the law's plan ------------------------------------------------------------------------------


def lawful(plan: ReportInput, *problems: ProblemRow, **values: object) -> ReportInput:
    promise = replace(plan.promises[2], problems=problems)
    return replace(plan, lawful=True, promises=(promise,), **values)  # type: ignore[arg-type]


TAGGED = ProblemRow(
    "Bilar kör på gångvägar.", (), 3, "Trafik", True, date(2017, 3, 12), "KS 2017/55"
)


def test_the_laws_plan_says_so_with_decision_and_diary_number(plan: ReportInput) -> None:
    data = lawful(plan, TAGGED)
    pdf = build_report(data, lang="sv")
    first = page_texts(pdf)[0]
    assert "Åtgärdsplan enligt lag (2023:196)" in first
    assert "Planen omfattar det som är märkt som lagens åtgärdsplan: ett problem" in first
    assert "Den ska följas upp senast 12 mars 2019." in first
    assert "3 Trafik L3 12 mars 2017 KS 2017/55 12 mars 2019" in first
    assert "följer upp den minst vartannat år" in first
    assert "kommunens jurist avgör" in first
    metadata = reader(pdf).metadata
    assert metadata is not None
    assert metadata.title == "Åtgärdsplan enligt lag (2023:196), Säffle kommun"
    assert "Act (2023:196)" in text_of(data, "en")


def test_missing_decisions_and_a_time_that_has_run_out(plan: ReportInput) -> None:
    old = replace(TAGGED, decided_on=date(2016, 2, 29), decision_dnr="")
    alone = ProblemRow("Buller om natten.", (), 7, "", True)
    first = texts_of(lawful(plan, old, unanswered=(alone,)))[0]
    assert "två problem och tre åtgärder" in first
    assert "Uppföljningen skulle göras senast 28 februari." in first
    assert "3 Trafik L3 29 feb 2016 saknas 28 feb 2018 har passerat" in first
    assert "7 Buller om natten. saknas datum saknas saknas –" in first


def test_nothing_tagged_is_said_plainly(plan: ReportInput, book: AppContext) -> None:
    data = report_input(book, ReportQuery(kind="plan", lawful=True))
    [only_page] = texts_of(data)
    assert "Inget i boken är märkt som lagens åtgärdsplan." in only_page
    assert "L1" not in only_page
    untagged = lawful(plan, replace(TAGGED, lawful=False))
    text = text_of(untagged)
    assert "märkt som lagens åtgärdsplan: tre åtgärder." in text
    assert "Inget problem är märkt" in text


def test_two_years_after_the_decision() -> None:
    assert follow_up_by(date(2024, 3, 1)) == date(2026, 3, 1)
    assert follow_up_by(date(2024, 2, 29)) == date(2026, 2, 28)


# --- form ----------------------------------------------------------------------------------------


def test_an_empty_book(plan: ReportInput) -> None:
    empty = replace(plan, promises=(), decisions=(), feedback=(), diary_numbers=(), signatories=())
    for lang, words in (("sv", "Inga löften är inlagda i boken."), ("en", "No promise has been")):
        [text] = texts_of(empty, lang)
        assert words in text
        assert "Uppföljning:" not in text


def test_a_group_is_named_again_on_the_next_page(plan: ReportInput) -> None:
    action = plan.promises[2].actions[2]
    actions = tuple(replace(action, number=n, title=f"Nummer {n}") for n in range(1, 101))
    pages = texts_of(only(plan, actions=actions))
    assert len(pages) > 3
    for text in pages[1:]:
        if "Nummer" in text:
            assert "Orsak Åtgärd Operativa mål När Vem Uppföljning" in text
            assert "2 Risken att bli upptäckt är låg (forts.)" in text
    numbers = [int(n) for text in pages for n in re.findall(r"3\.(\d+) Nummer", text)]
    assert numbers == list(range(1, 101))


def test_structure(book: AppContext, plan: ReportInput) -> None:
    data = report_input(book, ReportQuery(kind="plan"))
    for pdf in (build_report(data, lang="sv"), build_report(lawful(plan, TAGGED), lang="en")):
        check_structure(pdf)
    assert headings(pdf) == [1, 2, 2, 3, 3]
    assert {"Table", "TH", "P"} <= set(tags(pdf))


@pytest.mark.parametrize("profile", PROFILES, ids=str)
def test_it_conforms(plan: ReportInput, profile: page.ValidationProfile) -> None:
    long = replace(many_rows(400), kind="plan")
    empty = replace(plan, promises=())
    for data in (plan, lawful(plan, TAGGED), empty, long):
        assert complaints(build_report(data, lang="sv"), profile) == []


def test_awkward_text_is_whole(plan: ReportInput) -> None:
    title, word = "En mycket lång rubrik " * 25, "ord" * 100
    promise = plan.promises[2]
    actions = tuple(
        replace(action, title=title, goal=word, owner=word, support="<b>&", reason=title)
        for action in promise.actions
    )
    causes = tuple(replace(cause, text=title) for cause in promise.causes)
    problem = ProblemRow(" ".join(f"mening{n}" for n in range(3000)))
    data = only(plan, title=title, actions=actions, causes=causes, problems=(problem,))
    pdf = build_report(data, lang="sv")
    text = " ".join(page_texts(pdf))
    assert text.count("En mycket lång rubrik") >= 25 * 3
    assert all(f"mening{n} " in text for n in (0, 1, 1500, 2998))
    assert word in re.sub(r"\s", "", text)
    check_structure(pdf)


def test_a_title_of_500_characters_leaves_the_others_their_place(plan: ReportInput) -> None:
    first, *rest = plan.promises[2].actions
    data = only(plan, actions=(replace(first, title="å" * 500), *rest))
    assert "3.2 6 bommar" in text_of(data)


def test_a_promise_without_anything(plan: ReportInput) -> None:
    bare: PromiseRow = replace(
        plan.promises[5], title="Bara en rubrik", problems=(), causes=(), actions=()
    )
    text = text_of(replace(plan, promises=(bare,)))
    assert "Planen har ingen åtgärd i ett löfte." in text
    assert "Löftet har varken orsaker eller åtgärder." in text
