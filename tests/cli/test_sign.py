"""`lofte sign`: a final agreement report that everybody has signed."""

from datetime import date
from pathlib import Path

import pytest

from tests.cli.conftest import Lofte
from tests.factory import DAY, YEAR, a_cause, a_person, a_problem, a_promise, an_action
from tracker.models.enums import PromiseStatus
from tracker.reports.making import settle
from tracker.services.context import AppContext
from tracker.services.promises import EditPromise, PromiseFields, edit_promise
from tracker.services.queries.promises import promise_rows
from tracker.services.reports.reading import ReportQuery


def a_whole_promise(ctx: AppContext) -> int:
    """A promise that can be signed."""
    problem = a_problem(ctx)
    promise = a_promise(ctx, problem_ids=(problem,))
    an_action(ctx, promise, cause_ids=(a_cause(ctx, problem),), owner_id=a_person(ctx))
    return promise


@pytest.fixture
def report(ctx: AppContext) -> int:
    """The number of a final agreement with one promise to sign."""
    a_whole_promise(ctx)
    return settle(ctx, ReportQuery(kind="agreement"), "sv").report_id


def test_sign(lofte: Lofte, ctx: AppContext, book_path: Path, report: int) -> None:
    ran = lofte("sign", book_path, report, "--date", "2018-03-02")
    assert (ran.code, ran.error) == (0, "")
    assert ran.out == (
        f"Löfte 1 är undertecknat 2 mars 2018, så som det står i rapport {report}.\n"
    )
    (row,) = promise_rows(ctx)
    assert (row.status, row.signed_on) == (PromiseStatus.SIGNED, date(2018, 3, 2))


def test_sign_as_json(lofte: Lofte, book_path: Path, report: int) -> None:
    told = lofte("sign", book_path, report, "--date", DAY, "--json").json()
    assert told == {"report": str(report), "signed_on": "2018-03-01", "promises": [1]}


def test_a_promise_without_text_is_left_as_it_is(
    lofte: Lofte, ctx: AppContext, book_path: Path
) -> None:
    a_whole_promise(ctx)
    wordless = a_whole_promise(ctx)
    edit_promise(ctx, EditPromise(wordless, 1, PromiseFields("Utan ord", "", *YEAR)))
    report = settle(ctx, ReportQuery(kind="agreement"), "sv").report_id
    assert lofte("sign", book_path, report, "--date", DAY, "--json").json()["promises"] == [1]
    assert [row.status for row in promise_rows(ctx)] == [PromiseStatus.SIGNED, PromiseStatus.DRAFT]


def test_what_cannot_be_signed(lofte: Lofte, book_path: Path, report: int) -> None:
    early = lofte("sign", book_path, report, "--date", "2018-02-28")
    assert early.code == 1
    assert "men rapporten fastställdes 1 mars 2018. Inget är undertecknat." in early.error
    other = lofte("sign", book_path, "7", "--date", "2018-03-02")
    assert other.code == 1
    assert "Ingen rapport har numret 7." in other.error
    for words in (("x", "--date", "2018-03-02"), (report, "--date", "i förrgår"), (report,)):
        ran = lofte("sign", book_path, *words)
        assert (ran.code, ran.out) == (2, ""), words
