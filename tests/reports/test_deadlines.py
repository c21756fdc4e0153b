"""The working group's list: late, ahead, lacking, awaited."""

import re
from dataclasses import replace
from datetime import date, timedelta

import page
import pytest

from tests.bench.report_floor import many_rows
from tests.reports.reading import page_texts, texts_of
from tests.reports.structure import check_structure, headings
from tests.reports.test_pdf_standards import PROFILES, complaints
from tracker.models.enums import ActionStatus, FollowUp, Party, PromiseStatus
from tracker.reports.build import build_report
from tracker.services.context import AppContext
from tracker.services.reports.reading import ReportQuery, report_input
from tracker.services.reports.rows import (
    ActionRow,
    DecisionRow,
    FeedbackRow,
    ProblemRow,
    ReportInput,
)


@pytest.fixture
def meeting(example: ReportInput) -> ReportInput:
    """One running promise, L3, with one action on track."""
    action = replace(example.promises[2].actions[1], follow_up=FollowUp.ON_TRACK, reason="")
    promise = replace(example.promises[2], actions=(action,), indicators=())
    return replace(example, kind="deadlines", promises=(promise,), decisions=(), feedback=())


def with_actions(data: ReportInput, *actions: ActionRow) -> ReportInput:
    return replace(data, promises=(replace(data.promises[0], actions=actions),))


def due(data: ReportInput, *days: int) -> ReportInput:
    """Actions called ``Om N`` with deadlines so many days ahead."""
    pattern = data.promises[0].actions[0]
    return with_actions(
        data,
        *(
            replace(pattern, number=n, title=f"Om {left}", deadline=data.as_of + timedelta(left))
            for n, left in enumerate(days, 1)
        ),
    )


def text_of(data: ReportInput, lang: str = "sv") -> str:
    return " ".join(texts_of(data, lang))


def part(text: str, title: str, following: str) -> str:
    """What stands between two headings."""
    start = text.index(f" {title} ")
    return text[start : text.index(f" {following} ", start)]


# --- content -------------------------------------------------------------------------------------


def test_the_example_book(book: AppContext) -> None:
    text = text_of(report_input(book, ReportQuery(kind="deadlines")))
    assert "Tidsgränser medborgarlöften" in text
    assert (
        "En åtgärd är sen. Två tidsgränser infaller inom 30 dagar, den första 28 september. "
        "Tre beslut inväntas."
    ) in text
    assert (
        "92 dagar sen 15 juni 5.5 Röja två återstående stråk Levande stadskärna Skäl: Markägaren"
    ) in text
    assert "Väntar på beslut 1. K Parkchef Sen 0 av 2, väntat 2" in text
    assert (
        "Inom 30 dagar, till och med 15 oktober 28 sep om 13 dagar 3.1 Översyn av GC-banor" in text
    )
    ahead = part(text, "Framåt", "Utan ägare")
    order = ["28 sep", "Senare i oktober", "31 okt", "November", "15 nov", "December", "31 dec"]
    assert [ahead.index(words) for words in order] == sorted(ahead.index(w) for w in order)
    assert "Ingen åtgärd saknar ägare." in text
    assert "Ingen åtgärd saknar tidsgräns." in text
    assert "1 okt om 16 dagar 1. Köp in röjningen" in text
    assert "K Kommunalrådet L5" in text
    assert "1 dag sen 14 sep Brev och öppet möte i Medborgarhuset" in text
    measured = text[text.index(" Att mäta ") :]
    assert "15 nov Betyg på gång- och cykelvägar, 1–5" in measured
    # Measured eleven days before the day that was set.
    assert "Kanalstråket" not in measured


def test_in_english(book: AppContext) -> None:
    text = text_of(report_input(book, ReportQuery(kind="deadlines")), "en")
    assert "One action is late. Two deadlines fall within 30 days, the first on 28 Sept" in text
    assert "Three decisions are awaited." in text
    assert "By Action Owner State Notes" in text
    assert "Later in October" in text


def test_the_worst_is_told_first(meeting: ReportInput) -> None:
    pattern = replace(meeting.promises[0].actions[0], follow_up=FollowUp.LATE)
    actions = (
        replace(pattern, number=1, title="Halva", days_late=0),
        replace(pattern, number=2, title="Tre", days_late=3, deadline=date(2018, 9, 12)),
        replace(pattern, number=3, title="Trettio", days_late=30, deadline=date(2018, 8, 16)),
        replace(pattern, number=4, title="Ingen", days_late=0, expected=50.0),
        replace(pattern, number=5, title="Slut", status=ActionStatus.DROPPED, follow_up=None),
    )
    text = part(text_of(with_actions(meeting, *actions)), "Sent", "Framåt")
    order = ["3.3 Trettio", "3.2 Tre", "3.4 Ingen", "3.1 Halva"]
    assert [text.index(words) for words in order] == sorted(text.index(w) for w in order)
    assert "30 dagar sen 16 aug" in text
    assert "Skäl saknas." in text
    assert "Slut" not in text


def test_only_running_promises_are_late_or_due(meeting: ReportInput) -> None:
    late = replace(meeting.promises[0].actions[0], follow_up=FollowUp.LATE, days_late=9)
    for status in (PromiseStatus.DRAFT, PromiseStatus.KEPT):
        data = with_actions(meeting, late)
        data = replace(data, promises=(replace(data.promises[0], status=status),))
        text = text_of(data)
        assert "Inget är sent." in text
        assert "Ingen tidsgräns infaller inom 30 dagar." in text


def test_what_comes_is_divided_by_how_near_it_is(meeting: ReportInput) -> None:
    # 15 September: soon is until 15 October, then what is left of it and two months more.
    text = text_of(due(meeting, 0, 30, 31, 107, 108, 200))
    ahead = part(text, "Framåt", "Utan ägare")
    soon, _name, rest = ahead.partition("Senare i oktober")
    assert "15 sep i dag 3.1 Om 0" in soon
    assert "15 okt om 30 dagar 3.2 Om 30" in soon
    assert "16 okt 3.3 Om 31" in rest
    assert "December 31 dec 3.4 Om 107" in rest
    assert "och 2 senare tidsgränser, den första 1 januari 2019" in rest
    assert "Om 108" not in rest
    assert "två tidsgränser infaller inom 30 dagar, den första 15 september" in text.lower()


def test_the_book_says_what_soon_is(meeting: ReportInput) -> None:
    text = text_of(replace(due(meeting, 20, 60), due_soon_days=10))
    assert "Ingen tidsgräns infaller inom 10 dagar." in text
    assert "Senare i september" not in text
    assert "Oktober 5 okt 3.1 Om 20" in text
    assert "och 1 senare" not in text
    year_end = replace(due(meeting, 20, 50), as_of=date(2018, 12, 1), due_soon_days=30)
    assert "Januari 2019" not in text_of(year_end)


def test_months_of_another_year_say_so(meeting: ReportInput) -> None:
    data = replace(meeting, as_of=date(2018, 12, 10))
    text = text_of(due(data, 25, 60))
    assert "Inom 30 dagar, till och med 9 januari 2019 4 jan 2019 om 25 dagar" in text
    assert "Februari 2019 8 feb 2019" in text


def test_what_lacks_owner_or_deadline(meeting: ReportInput) -> None:
    pattern = meeting.promises[0].actions[0]
    actions = (
        replace(pattern, number=1, title="Ingens", owner=None),
        replace(pattern, number=2, title="Aldrig", deadline=None, expected=None),
        replace(pattern, number=3, title="Förbi", owner=None, status=ActionStatus.DONE),
    )
    data = with_actions(meeting, *actions)
    draft = replace(data.promises[0], number=9, status=PromiseStatus.DRAFT, follow_up=None)
    text = text_of(replace(data, promises=(data.promises[0], draft)))
    assert "Två åtgärder saknar ägare." in text
    unowned = part(text, "Utan ägare", "Utan tidsgräns")
    assert "3.1 Ingens" in unowned
    assert "9.1 Ingens" in unowned
    assert "K Ägare saknas" in unowned
    undated = part(text, "Utan tidsgräns", "Beslut som inväntas")
    assert "utan datum 3.2 Aldrig" in undated
    assert "Förbi" not in unowned + undated


def test_what_waits_for_others(meeting: ReportInput) -> None:
    decision = DecisionRow(1, "Vem betalar?", "Båda", Party.JOINT, date(2018, 9, 1), "")
    undated = replace(decision, number=2, due=None, promise=3)
    feedback = (
        FeedbackRow("Boende", "Brev", None),
        FeedbackRow("Elever", "Klassråd", date(2018, 10, 1), promise=3),
        FeedbackRow("Alla", "Webben", date(2018, 8, 1), date(2018, 8, 2), 3),
    )
    text = text_of(replace(meeting, decisions=(decision, undated), feedback=feedback))
    assert "14 dagar sen 1 sep 1. Vem betalar? Skäl saknas. G Båda –" in text
    assert "utan datum 2. Vem betalar?" in text
    given = part(text, "Återkoppling att ge", "Att mäta")
    assert given.index("Klassråd") < given.index("utan datum Brev")
    assert "Webben" not in given


def test_a_measurement_that_should_have_been_made(
    meeting: ReportInput, example: ReportInput
) -> None:
    indicator = replace(
        example.promises[2].indicators[1], next_on=date(2018, 9, 5), measurements=()
    )
    promise = replace(meeting.promises[0], indicators=(indicator,))
    text = text_of(replace(meeting, promises=(promise,)))
    assert "10 dagar sen 5 sep Betyg på gång- och cykelvägar, 1–5 trygghetsvandring" in text
    assert "Ej mätt mål 3,6" in text


def test_the_laws_plan_is_remembered_when_something_is_tagged(meeting: ReportInput) -> None:
    assert "lagens åtgärdsplan" not in text_of(meeting)
    tagged = (
        ProblemRow("Buller.", (), 1, "Buller", True, date(2016, 9, 30), "KS 2016/7"),
        ProblemRow("Mörker.", (), 2, "Mörker", True),
    )
    promise = replace(meeting.promises[0], problems=tagged)
    text = text_of(replace(meeting, promises=(promise,)))
    assert "Uppföljning av lagens åtgärdsplan" in text
    assert "30 sep om 15 dagar Buller L3 Trafik- och levnadsmiljö KS 2016/7" in text
    assert "utan datum Mörker L3 Trafik- och levnadsmiljö saknas" in text


# --- form ----------------------------------------------------------------------------------------


def test_empty_parts_say_so_in_a_line(meeting: ReportInput) -> None:
    [text] = texts_of(replace(meeting, promises=(), diary_numbers=()))
    for words in (
        "Inget är sent. Ingen tidsgräns infaller inom 30 dagar.",
        "Ingen tidsgräns infaller till och med 31 december.",
        "Ingen åtgärd saknar ägare.",
        "Ingen åtgärd saknar tidsgräns.",
        "Inget beslut inväntas.",
        "Ingen planerad återkoppling återstår.",
        "Ingen mätning har ett datum.",
    ):
        assert words in text


def test_structure(book: AppContext, meeting: ReportInput) -> None:
    pdf = build_report(report_input(book, ReportQuery(kind="deadlines")), lang="sv")
    check_structure(pdf)
    assert headings(pdf) == [1] + [2] * 7
    check_structure(build_report(replace(meeting, promises=()), lang="en"))


def test_a_group_is_named_again_on_the_next_page(meeting: ReportInput) -> None:
    pages = texts_of(due(meeting, *([40] * 80)))
    assert sum("Senare i oktober (forts.)" in text for text in pages) >= 2
    numbers = [int(n) for text in pages for n in re.findall(r"3\.(\d+) Om 40", text)]
    assert numbers == list(range(1, 81))


@pytest.mark.parametrize("profile", PROFILES, ids=str)
def test_it_conforms(
    example: ReportInput, meeting: ReportInput, profile: page.ValidationProfile
) -> None:
    long, whole = (replace(data, kind="deadlines") for data in (many_rows(300), example))
    for data in (whole, long, replace(meeting, promises=())):
        assert complaints(build_report(data, lang="sv"), profile) == []


def test_awkward_text_is_whole(meeting: ReportInput) -> None:
    title, word = "En mycket lång rubrik " * 25, "ord" * 100
    action = replace(
        meeting.promises[0].actions[0], title=title, owner=word, support="<b>&", reason=title,
        follow_up=FollowUp.LATE,
    )  # fmt: skip
    feedback = (FeedbackRow(title, word, None),)
    data = replace(with_actions(meeting, action), feedback=feedback)
    pdf = build_report(data, lang="sv")
    text = " ".join(page_texts(pdf))
    assert text.count("En mycket lång rubrik") >= 25 * 4 - 2
    assert "".join(text.lower().split()).count(word) >= 2
    check_structure(pdf)
