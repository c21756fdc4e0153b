"""Gallring: the words are gone from the book, its history and its file; what was counted stays."""

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.factory import DAY, opened
from tests.files import dump
from tests.refusals import refused
from tracker.models import engine
from tracker.models.book_file import connect_briefly, side_files
from tracker.models.clock import WalkingClock
from tracker.models.disposal import Disposal
from tracker.models.engine import connect
from tracker.models.enums import SurveyMethod
from tracker.models.journal import Change
from tracker.models.survey import Response, ResponseTheme
from tracker.services.check import check_book
from tracker.services.context import AppContext
from tracker.services.disposal import DisposeTexts, DueTexts, dispose_texts
from tracker.services.history import history_of, undo
from tracker.services.queries.disposals import disposal_preview
from tracker.services.surveys import ResponseFields, SurveyFields, add_responses, add_survey

UNTIL = DAY - dt.timedelta(days=1)
SECRET = "Grannen Sven-Erik på Storgatan 4 skriker om nätterna"
OTHER = "Det är mörkt bakom stationen"


def _survey(ctx: AppContext, until: dt.date | None = UNTIL, title: str = "Torget") -> int:
    fields = SurveyFields("Säffle", title, SurveyMethod.SQUARE_TALK, UNTIL, retention_until=until)
    return add_survey(ctx, fields)


def _answers(ctx: AppContext, survey: int, *texts: str) -> list[int]:
    return add_responses(
        ctx, survey, [ResponseFields(text, rating=2, themes=("belysning",)) for text in texts]
    )


def _reword(ctx: AppContext, response: int, text: str) -> None:
    with ctx.write("response.mask") as tx:
        tx.get(Response, response).text = text


def test_due_texts_are_gone_and_counts_stay(ctx: AppContext) -> None:
    survey = _survey(ctx)
    answers = _answers(ctx, survey, SECRET, OTHER)
    _reword(ctx, answers[0], "Grannen [namn] skriker")

    done = dispose_texts(ctx, DisposeTexts((DueTexts(survey, UNTIL, 2),)))

    assert (done.texts, done.earlier, done.history) == (2, 0, 3)
    with ctx.read() as session:
        rows = session.scalars(select(Response).order_by(Response.id)).all()
        assert [(row.text, row.rating) for row in rows] == [(None, 2), (None, 2)]
        assert session.scalar(select(func.count()).select_from(ResponseTheme)) == 2
        journal = str(session.execute(select(Change.before, Change.after)).all())
    for words in (SECRET, OTHER, "skriker"):
        assert words not in journal
    assert check_book(ctx) == []
    assert history_of(ctx, (answers[0],))[0].name == "response.dispose"


def test_nothing_is_left_in_the_file(book_path: Path, clock: WalkingClock) -> None:
    ctx = opened(book_path, clock)
    survey = _survey(ctx)
    # More than a page, so that freed pages are looked at too.
    _answers(ctx, survey, *(f"{SECRET} {number} " + "x" * 300 for number in range(200)))
    files = [book_path, *side_files(book_path)]
    assert any(SECRET.encode() in path.read_bytes() for path in files if path.exists())

    dispose_texts(ctx, DisposeTexts((DueTexts(survey, UNTIL, 200),)))

    for path in files:
        assert not path.exists() or SECRET.encode() not in path.read_bytes()
    ctx.close()


def test_the_chain_is_tied_anew_and_its_former_end_is_kept(ctx: AppContext) -> None:
    survey = _survey(ctx)
    _answers(ctx, survey, SECRET)
    with ctx.write("theme.x") as tx:
        before = tx.last_hash
    dispose_texts(ctx, DisposeTexts((DueTexts(survey, UNTIL, 1),)))
    with ctx.write("theme.x") as tx:
        assert tx.last_hash != before
    with ctx.read() as session:
        assert session.scalars(select(Disposal.chain_before)).one() == before
    _answers(ctx, survey, OTHER)
    assert check_book(ctx) == []


def test_a_broken_chain_is_not_hidden(book_path: Path, clock: WalkingClock) -> None:
    ctx = opened(book_path, clock)
    survey = _survey(ctx)
    _answers(ctx, survey, SECRET)
    with closing(connect_briefly(book_path)) as connection:
        connection.execute("UPDATE operation SET who = 'någon annan'")
    before = dump(book_path)
    with refused("journal.broken"):
        dispose_texts(ctx, DisposeTexts((DueTexts(survey, UNTIL, 1),)))
    assert dump(book_path) == before
    ctx.close()


@pytest.mark.parametrize(
    ("due", "code"),
    [
        ((UNTIL, 2), "disposal.changed"),
        ((UNTIL - dt.timedelta(days=1), 1), "disposal.changed"),
    ],
)
def test_only_what_was_seen_is_deleted(
    ctx: AppContext, due: tuple[dt.date, int], code: str
) -> None:
    survey = _survey(ctx)
    _answers(ctx, survey, SECRET)
    with refused(code):
        dispose_texts(ctx, DisposeTexts((DueTexts(survey, *due),)))


def test_the_last_day_itself_is_not_past(ctx: AppContext) -> None:
    survey = _survey(ctx, ctx.today())
    _answers(ctx, survey, SECRET)
    assert not disposal_preview(ctx).due
    with refused("disposal.not_due"):
        dispose_texts(ctx, DisposeTexts((DueTexts(survey, ctx.today(), 1),)))


def test_earlier_words_leave_the_history_and_the_present_ones_stay(ctx: AppContext) -> None:
    survey = _survey(ctx, None)
    masked, edited, removed, untouched = _answers(ctx, survey, SECRET, SECRET, SECRET, OTHER)
    _reword(ctx, masked, "Grannen [namn] skriker")
    _reword(ctx, edited, "ett")
    _reword(ctx, edited, "två")
    with ctx.write("response.delete") as tx:
        for row in tx.session.scalars(
            select(ResponseTheme).where(ResponseTheme.response_id == removed)
        ).all():
            tx.delete(row)
        tx.delete(tx.get(Response, removed))
    assert disposal_preview(ctx).earlier == 3

    done = dispose_texts(ctx, DisposeTexts(earlier=True))

    assert (done.texts, done.earlier, done.history) == (0, 3, 7)
    with ctx.read() as session:
        texts = dict(session.execute(select(Response.id, Response.text)).all())
        journal = str(session.execute(select(Change.before, Change.after)).all())
    assert texts == {masked: "Grannen [namn] skriker", edited: "två", untouched: OTHER}
    assert SECRET not in journal
    assert "'ett'" not in journal
    assert OTHER in journal
    assert disposal_preview(ctx).earlier == 0
    assert check_book(ctx) == []


def test_what_was_deleted_for_good_can_not_be_taken_back(ctx: AppContext) -> None:
    survey = _survey(ctx, None)
    (answer,) = _answers(ctx, survey, SECRET)
    _reword(ctx, answer, "Grannen [namn] skriker")
    dispose_texts(ctx, DisposeTexts(earlier=True))
    assert ctx.undo.steps().undo[-1][1] == "response.mask"
    with refused("undo.stale"):
        undo(ctx)


def test_the_preview_sorts_by_date_and_says_what_is_lost(ctx: AppContext) -> None:
    due, later, undated = (
        _survey(ctx, UNTIL, "Torget"),
        _survey(ctx, ctx.today() + dt.timedelta(days=30), "Skolan"),
        _survey(ctx, None, "Workshop"),
    )
    _answers(ctx, due, SECRET, OTHER)
    add_responses(ctx, due, [ResponseFields(rating=4), ResponseFields("Ännu inte läst")])
    _answers(ctx, later, OTHER)
    _answers(ctx, undated, OTHER)
    _survey(ctx, UNTIL, "Utan svar")
    preview = disposal_preview(ctx)
    (row,) = preview.due
    assert (row.title, row.texts, row.uncoded, row.answers) == ("Torget", 3, 1, 4)
    assert [row.title for row in preview.coming] == ["Skolan"]
    assert [row.title for row in preview.undated] == ["Workshop"]
    dispose_texts(ctx, DisposeTexts((DueTexts(due, UNTIL, 3),)))
    (line,) = disposal_preview(ctx).done
    assert (line.survey, line.texts, line.until, line.done_by) == ("Torget", 3, UNTIL, ctx.who())


def test_on_a_server(server_url: str, clock: WalkingClock) -> None:
    ctx = opened(server_url, clock)
    survey = _survey(ctx)
    (answer, _other) = _answers(ctx, survey, SECRET, OTHER)
    _reword(ctx, answer, "kort")
    assert disposal_preview(ctx).earlier == 1
    done = dispose_texts(ctx, DisposeTexts((DueTexts(survey, UNTIL, 2),), earlier=True))
    assert done.texts == 2
    assert check_book(ctx) == []
    ctx.close()


def test_nothing_of_what_was_masked_is_left_in_the_file(
    book_path: Path, clock: WalkingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def as_built_elsewhere(path: Path, query: str) -> sqlite3.Connection:
        # Debian builds SQLite to overwrite what is deleted; most others do not.
        connection = connect(path, query)
        connection.execute("PRAGMA secure_delete=OFF")
        return connection

    monkeypatch.setattr(engine, "connect", as_built_elsewhere)
    ctx = opened(book_path, clock)
    survey = _survey(ctx, None)
    answers = _answers(ctx, survey, *(f"{SECRET} {number} " + "x" * 300 for number in range(200)))
    for answer in answers:
        _reword(ctx, answer, "[maskerat]")
    dispose_texts(ctx, DisposeTexts(earlier=True))
    for path in (book_path, *side_files(book_path)):
        assert not path.exists() or SECRET.encode() not in path.read_bytes()
    ctx.close()
