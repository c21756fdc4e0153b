"""Fastställ, from a question to a final PDF in the archive."""

import datetime as dt

import pytest

from tests.factory import DAY, a_round, a_signed_promise, an_occasion
from tests.meetings import a_meeting
from tests.refusals import refused
from tests.reports.reading import page_texts
from tests.reports.test_pdf_standards import PROFILES, complaints
from tracker.i18n import LANGUAGES, Language
from tracker.messages import explain
from tracker.models.clock import WalkingClock
from tracker.models.enums import Party, ReportState
from tracker.reports.build import ReportCancelled, build_report
from tracker.reports.making import final_file, settle
from tracker.reports.registry import KINDS, Choice, Form
from tracker.services.context import AppContext
from tracker.services.reports.archive import checksum, frozen_report, report_rows
from tracker.services.reports.public import PUBLIC_KINDS
from tracker.services.reports.reading import ReportQuery
from tracker.services.reports.rows import DiaryNumber

LATER = DAY + dt.timedelta(30)
QUERY = ReportQuery(DAY)


@pytest.fixture
def signed(ctx: AppContext, clock: WalkingClock) -> AppContext:
    """A book with a signed promise; it is a month later now."""
    a_signed_promise(ctx)
    clock.walk_to(LATER)
    return ctx


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_settled_is_what_was_made(signed: AppContext, lang: Language) -> None:
    settled = settle(signed, QUERY, lang)
    frozen = frozen_report(signed, settled.report_id)
    assert (frozen.data, frozen.pdf) == (settled.made.data, settled.made.pdf)
    assert (frozen.row.language, frozen.row.as_of, frozen.row.sha256) == (
        lang,
        DAY,
        checksum(settled.made.pdf),
    )
    assert (frozen.data.state, frozen.data.settled_on) == (ReportState.FINAL, LATER)
    # Made again of what was kept, it is the same file.
    assert build_report(frozen.data, lang=lang) == frozen.pdf


def test_no_page_looks_like_a_draft(signed: AppContext) -> None:
    settled = settle(signed, QUERY, "sv")
    texts = page_texts(settled.made.pdf)
    assert all("FASTSTÄLLD 2018-03-31" in text for text in texts)
    assert not any("UTKAST" in text for text in texts)
    assert settled.made.data.checksum is not None
    assert settled.made.data.checksum[:16] in texts[-1].replace(" ", "")


@pytest.mark.parametrize("profile", PROFILES, ids=str)
def test_it_conforms(signed: AppContext, profile: object) -> None:
    assert complaints(settle(signed, QUERY, "sv").made.pdf, profile) == []  # type: ignore[arg-type]


def test_it_is_filed_under_the_agreements_numbers_or_those_given(signed: AppContext) -> None:
    of_agreement = settle(signed, QUERY, "sv").made.data.diary_numbers
    assert of_agreement == (
        DiaryNumber(Party.MUNICIPALITY, "KS 2018/14"),
        DiaryNumber(Party.POLICE, "A123"),
    )
    given = ((Party.JOINT, "G 1"), (Party.MUNICIPALITY, " KS 2018/99 "), (Party.POLICE, " "))
    settled = settle(signed, QUERY, "sv", given)
    filed = (DiaryNumber(Party.MUNICIPALITY, "KS 2018/99"), DiaryNumber(Party.JOINT, "G 1"))
    assert settled.made.data.diary_numbers == filed
    assert frozen_report(signed, settled.report_id).row.dnr == filed
    assert "KS 2018/99" in page_texts(settled.made.pdf)[0]


def test_a_seal_is_put_on_what_is_kept(signed: AppContext) -> None:
    settled = settle(signed, QUERY, "sv", seal=lambda pdf: pdf + b"%sealed")
    frozen = frozen_report(signed, settled.report_id)
    assert frozen.pdf == settled.made.pdf
    assert frozen.pdf.endswith(b"%sealed")
    assert frozen.row.sha256 == checksum(frozen.pdf)


def test_what_goes_wrong_leaves_the_book_as_it_was(signed: AppContext) -> None:
    def fails(_pdf: bytes) -> bytes:
        raise OSError("no certificate")

    with pytest.raises(ReportCancelled):
        settle(signed, QUERY, "sv", cancelled=lambda: True)
    with pytest.raises(OSError, match="certificate"):
        settle(signed, QUERY, "sv", seal=fails)
    with refused("row.missing"):
        settle(signed, QUERY, "sv", supersedes_id=7)
    with refused("report.future"):
        settle(signed, ReportQuery(LATER + dt.timedelta(1)), "sv")
    assert report_rows(signed) == []


# An agreement with nothing to sign is refused; one owner's report has the head of the others.
@pytest.mark.parametrize(
    "kind",
    [k.name for k in KINDS if Choice.OWNER not in k.choices and k.name != "agreement"],
)
def test_page_one_says_what_it_supersedes(signed: AppContext, kind: str) -> None:
    an_occasion(signed, a_round(signed))
    a_meeting(signed)
    query = ReportQuery(DAY, kind=kind)
    given = ((Party.MUNICIPALITY, "KS 2018/99"), (Party.POLICE, ""))
    first = settle(signed, query, "sv", given)
    newer = settle(signed, query, "sv", supersedes_id=first.report_id)
    second = newer.made
    front = page_texts(second.pdf)[0]
    assert second.data.supersedes is not None
    assert second.data.supersedes.settled_on == LATER
    if kind in PUBLIC_KINDS:
        assert second.data.supersedes.diary_numbers == ()
        assert "Det här ersätter det vi berättade den 31 mars 2018." in front
        assert "KS 2018/99" not in front
    else:
        words = "rsätter rapporten fastställd 31 mars 2018, dnr KS 2018/99"
        assert words in front.replace("\xa0", " ")
    # It is filed where the one it supersedes is.
    filed = (DiaryNumber(Party.MUNICIPALITY, "KS 2018/99"),)
    assert second.data.diary_numbers == filed
    again = (Party.MUNICIPALITY, "KS 2018/7")
    third = settle(signed, query, "sv", (again,), supersedes_id=newer.report_id)
    assert third.made.data.diary_numbers == (DiaryNumber(*again),)


def test_the_page_for_the_web_says_what_it_supersedes(signed: AppContext) -> None:
    query = ReportQuery(DAY, kind="public")
    first = settle(signed, query, "sv")
    second = settle(signed, query, "sv", supersedes_id=first.report_id)
    page = final_file(frozen_report(signed, second.report_id), Form.HTML).decode()
    assert "Det här ersätter det vi berättade den 31 mars 2018." in page.replace("\xa0", " ")


@pytest.mark.parametrize("profile", PROFILES, ids=str)
def test_what_supersedes_conforms(signed: AppContext, profile: object) -> None:
    first = settle(signed, QUERY, "sv")
    second = settle(signed, QUERY, "sv", supersedes_id=first.report_id)
    assert complaints(second.made.pdf, profile) == []  # type: ignore[arg-type]


def test_the_next_report_counts_from_it(signed: AppContext) -> None:
    first = settle(signed, QUERY, "sv")
    second = settle(signed, ReportQuery(), "sv", supersedes_id=first.report_id)
    assert second.made.data.previous_on == DAY
    assert [row.supersedes_id for row in report_rows(signed)] == [first.report_id, None]


def test_an_agreement_with_nothing_to_sign_is_not_made_final(signed: AppContext) -> None:
    with refused("report.none_to_sign") as caught:
        settle(signed, ReportQuery(kind="agreement"), "sv")
    assert "Den har inte fastställts." in explain(caught.value)
    assert not report_rows(signed)
