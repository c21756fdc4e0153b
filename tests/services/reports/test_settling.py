"""A final report stands as it was: data, bytes, checksum, diary numbers, and who got it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import delete, select, text, update

from tests.factory import AGREEMENT, DAY, a_promise, a_signed_promise, opened, snapshot
from tests.refusals import refused
from tracker.models.clock import WalkingClock
from tracker.models.enums import Party, ReportState
from tracker.models.report import HandOver, Report, ReportDnr
from tracker.models.unit_of_work import Transaction
from tracker.services.agreements import add_agreement
from tracker.services.check import check_book
from tracker.services.context import AppContext
from tracker.services.history import Watch, undo
from tracker.services.reports.archive import (
    RecordReport,
    checksum,
    frozen_report,
    record_report,
    report_rows,
)
from tracker.services.reports.frozen import finalised
from tracker.services.reports.reading import ReportQuery, report_input
from tracker.services.reports.rows import DiaryNumber
from tracker.services.reports.settling import (
    HandOverFields,
    SettleReport,
    delete_hand_over,
    hand_over,
    settle_report,
)

PDF = b"%PDF-1.7 en fil"
NUMBERS = (DiaryNumber(Party.MUNICIPALITY, "KS 2018/214"), DiaryNumber(Party.POLICE, "A 9"))
LATER = DAY + dt.timedelta(30)
NOW = ReportQuery()


def _final(ctx: AppContext, query: ReportQuery = NOW, pdf: bytes = PDF) -> SettleReport:
    data = finalised(report_input(ctx, query), on=ctx.today(), diary_numbers=NUMBERS)
    return SettleReport(data, "sv", pdf)


@pytest.fixture
def settled(anywhere: AppContext) -> int:
    """The id of a final report; a promise is in the book."""
    a_signed_promise(anywhere)
    return settle_report(anywhere, _final(anywhere))


def test_everything_is_kept(anywhere: AppContext, settled: int) -> None:
    cmd = _final(anywhere)
    frozen = frozen_report(anywhere, settled)
    assert (frozen.data, frozen.pdf) == (cmd.data, PDF)
    [row] = report_rows(anywhere)
    assert row == frozen.row
    assert (row.id, row.kind, row.language, row.state) == (
        settled,
        "status",
        "sv",
        ReportState.FINAL,
    )
    assert (row.as_of, row.period_start, row.period_end) == (DAY, dt.date(2018, 1, 1), DAY)
    assert (row.made_at, row.made_by) == (anywhere.clock.now(), "Kommunpolis")
    assert (row.sha256, row.dnr) == (checksum(PDF), NUMBERS)
    assert (row.supersedes_id, row.superseded_by, row.hand_overs) == (None, None, ())


def test_what_happens_later_does_not_touch_it(
    anywhere: AppContext, settled: int, clock: WalkingClock
) -> None:
    before = frozen_report(anywhere, settled)
    clock.walk_to(LATER)
    a_promise(anywhere, "Ett till")
    assert frozen_report(anywhere, settled) == before


def test_only_finalised_data_can_be_settled(anywhere: AppContext) -> None:
    cmd = _final(anywhere)
    for data in (report_input(anywhere), replace(cmd.data, municipality="Grums")):
        with pytest.raises(ValueError, match="finalised"):
            settle_report(anywhere, replace(cmd, data=data))
    assert report_rows(anywhere) == []


# --- it can't be changed -----------------------------------------------------------------------


Change = Callable[[Transaction], object]


def _edit(report_id: int, **values: object) -> Change:
    def change(tx: Transaction) -> None:
        row = tx.get(Report, report_id)
        for name, value in values.items():
            setattr(row, name, value)

    return change


def _number(tx: Transaction) -> ReportDnr:
    return tx.session.scalars(select(ReportDnr)).first()  # type: ignore[return-value]


CHANGES: dict[str, Callable[[int], Change]] = {
    "its bytes": lambda i: _edit(i, pdf=b"x"),
    "its bytes with their checksum": lambda i: _edit(i, pdf=b"x", sha256=checksum(b"x")),
    "its data": lambda i: _edit(i, data="{}"),
    "its language": lambda i: _edit(i, language="en"),
    "back to a draft": lambda i: _edit(i, state=ReportState.DRAFT, pdf=None, sha256="", data=""),
    "what it supersedes": lambda i: _edit(i, supersedes_id=i),
    "removed": lambda i: lambda tx: tx.delete(tx.get(Report, i)),
    "a diary number": lambda _i: lambda tx: setattr(_number(tx), "dnr", "X"),
    "a diary number less": lambda _i: lambda tx: tx.delete(_number(tx)),
    "a diary number more": lambda i: (
        lambda tx: tx.add(ReportDnr(report_id=i, party=Party.OTHER, dnr="X"))
    ),
    "a diary number more, in bulk": lambda i: (
        lambda tx: tx.bulk_insert(ReportDnr, [{"report_id": i, "party": Party.OTHER, "dnr": "X"}])
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_no_operation_can_change_it(anywhere: AppContext, settled: int, name: str) -> None:
    before, change = snapshot(anywhere), CHANGES[name](settled)
    with refused("report.final"), anywhere.write("promise.edit") as tx:
        change(tx)
    assert snapshot(anywhere) == before
    assert frozen_report(anywhere, settled).pdf == PDF


@pytest.mark.parametrize("statement", [update(Report).values(language="en"), delete(ReportDnr)])
def test_nor_can_a_statement_past_the_journal(
    anywhere: AppContext, settled: int, statement: object
) -> None:
    before = snapshot(anywhere)
    with pytest.raises(RuntimeError, match="one by one"), anywhere.write("promise.edit") as tx:
        tx.session.execute(statement)  # type: ignore[call-overload]
    assert snapshot(anywhere) == before


def _a_draft(ctx: AppContext) -> int:
    draft = record_report(ctx, RecordReport("status", "sv", DAY, DAY, DAY, "0" * 64))
    assert draft is not None
    return draft


def test_a_draft_can_be_changed_and_removed(anywhere: AppContext) -> None:
    draft = _a_draft(anywhere)
    with anywhere.write("report.saved") as tx:
        tx.get(Report, draft).language = "en"
    with anywhere.write("report.saved") as tx:
        tx.delete(tx.get(Report, draft))
    assert report_rows(anywhere) == []


def test_steps_from_before_can_be_taken_back_without_touching_it(
    anywhere: AppContext, settled: int
) -> None:
    before = frozen_report(anywhere, settled)
    assert undo(anywhere) == "promise.sign"
    assert frozen_report(anywhere, settled) == before
    assert report_input(anywhere).promises[0].signed_on is None


def test_the_agreement_it_is_about_stays(anywhere: AppContext, clock: WalkingClock) -> None:
    period = {"period_start": dt.date(2017, 1, 1), "period_end": dt.date(2017, 12, 31)}
    add_agreement(anywhere, replace(AGREEMENT, title="Förra", **period))  # type: ignore[arg-type]
    settle_report(anywhere, _final(anywhere, ReportQuery(dt.date(2017, 5, 1))))
    with refused("undo.stale"):
        undo(anywhere)


def test_another_program_hears_of_it_as_somebody_elses(book_path: object) -> None:
    here, there = opened(str(book_path)), opened(str(book_path))
    watch = Watch(there)
    heard: list[bool] = []
    here.bus.subscribe(lambda changes: heard.append(changes.is_own))
    settle_report(here, _final(here))
    [news] = watch.news()
    assert (news.name, news.is_own, heard) == ("report.settle", False, [True])
    watch.close()
    here.close()
    there.close()


# --- superseding -------------------------------------------------------------------------------


def test_a_new_one_supersedes_it(anywhere: AppContext, settled: int, clock: WalkingClock) -> None:
    clock.walk_to(LATER)
    newer = settle_report(anywhere, replace(_final(anywhere), supersedes_id=settled))
    new, old = report_rows(anywhere)
    assert (new.id, new.supersedes_id, new.superseded_by) == (newer, settled, None)
    assert (old.id, old.supersedes_id, old.superseded_by) == (settled, None, newer)
    newest = settle_report(anywhere, replace(_final(anywhere), supersedes_id=newer))
    assert {row.id: row.superseded_by for row in report_rows(anywhere)} == {
        settled: newer, newer: newest, newest: None,
    }  # fmt: skip


def test_it_is_superseded_once(anywhere: AppContext, settled: int) -> None:
    cmd = replace(_final(anywhere), supersedes_id=settled)
    newer = settle_report(anywhere, cmd)
    with refused("report.superseded") as caught:
        settle_report(anywhere, cmd)
    assert caught.value.params == {"id": settled, "newer": newer}
    assert len(report_rows(anywhere)) == 2


def test_what_can_not_be_superseded(anywhere: AppContext, settled: int) -> None:
    draft = _a_draft(anywhere)
    cmd = _final(anywhere)
    with refused("report.draft"):
        settle_report(anywhere, replace(cmd, supersedes_id=draft))
    with refused("row.missing"):
        settle_report(anywhere, replace(cmd, supersedes_id=7))
    other = finalised(
        replace(cmd.data, kind="deadlines", checksum=None), on=DAY, diary_numbers=NUMBERS
    )
    with refused("report.supersedes_other"):
        settle_report(anywhere, replace(cmd, data=other, supersedes_id=settled))
    period = {"period_start": dt.date(2017, 1, 1), "period_end": dt.date(2017, 12, 31)}
    add_agreement(anywhere, replace(AGREEMENT, title="Förra", **period))  # type: ignore[arg-type]
    with refused("report.supersedes_other"):
        last_year = _final(anywhere, ReportQuery(dt.date(2017, 5, 1)))
        settle_report(anywhere, replace(last_year, supersedes_id=settled))
    assert len(report_rows(anywhere)) == 2


# --- handing over ------------------------------------------------------------------------------


def test_who_got_it_is_noted(anywhere: AppContext, settled: int, clock: WalkingClock) -> None:
    clock.walk_to(LATER)
    to = HandOverFields(settled, " Kommunalrådet ", Party.MUNICIPALITY, LATER, "På papper")
    hand_over(anywhere, to)
    hand_over(anywhere, replace(to, receiver="Arkivet", party=None, handed_on=DAY, how=""))
    [row] = report_rows(anywhere)
    said = [(h.receiver, h.party, h.handed_on, h.how, h.handed_by) for h in row.hand_overs]
    assert said == [
        ("Arkivet", None, DAY, "", "Kommunpolis"),
        ("Kommunalrådet", Party.MUNICIPALITY, LATER, "På papper", "Kommunpolis"),
    ]
    mistaken = row.hand_overs[0]
    delete_hand_over(anywhere, mistaken.id, mistaken.version)
    assert [h.receiver for h in report_rows(anywhere)[0].hand_overs] == ["Kommunalrådet"]
    assert undo(anywhere) == "handover.delete"
    assert undo(anywhere) == "report.hand_over"
    assert [h.receiver for h in report_rows(anywhere)[0].hand_overs] == ["Kommunalrådet"]


def test_hand_overs_that_can_not_be(
    anywhere: AppContext, settled: int, clock: WalkingClock
) -> None:
    to = HandOverFields(settled, "Arkivet", None, DAY)
    draft = _a_draft(anywhere)
    for fields, code in (
        (replace(to, receiver="  "), "field.required"),
        (replace(to, handed_on=DAY + dt.timedelta(1)), "dates.future"),
        (replace(to, handed_on=DAY - dt.timedelta(1)), "report.handed_early"),
        (replace(to, report_id=draft), "report.draft"),
        (replace(to, report_id=7), "row.missing"),
    ):
        with refused(code):
            hand_over(anywhere, fields)
    with anywhere.read() as session:
        assert session.query(HandOver).all() == []


# --- opening -----------------------------------------------------------------------------------


def test_a_draft_keeps_nothing_to_open(anywhere: AppContext) -> None:
    draft = _a_draft(anywhere)
    with refused("report.draft"):
        frozen_report(anywhere, draft)
    with refused("row.missing"):
        frozen_report(anywhere, draft + 1)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("pdf = x'25504446'", "check.report_pdf"),
        ("sha256 = replace(sha256, substr(sha256, 1, 1), 'x')", "check.report_pdf"),
        ("data = replace(data, 'Säffle', 'Grums')", "check.report_data"),
        ("data = ''", "check.report_data"),
    ],
)
def test_what_was_tampered_with_is_found_and_not_shown(
    ctx: AppContext, change: str, code: str
) -> None:
    report = settle_report(ctx, _final(ctx))
    settle_report(ctx, _final(ctx))
    assert check_book(ctx) == []
    with ctx.engine.begin() as connection:
        connection.execute(text(f"UPDATE report SET {change} WHERE id = {report}"))
    found = {finding.code: finding.params for finding in check_book(ctx)}
    assert found[code] == {"row": report}
    assert found.keys() == {code, "check.row_altered"}
    with refused("report.damaged"):
        frozen_report(ctx, report)
