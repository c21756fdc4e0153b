import re
from collections import Counter

import pytest
from sqlalchemy import select

from tracker.models.action import ActionNote, LogEntry
from tracker.models.personal_data import hints
from tracker.models.problem import Evidence
from tracker.models.promise import Promise
from tracker.models.rounding import whole_percent
from tracker.models.survey import Response, ResponseTheme, Survey, Theme
from tracker.services.context import AppContext

_COUNTED = re.compile(r"(\d+) % \((\d+) av (\d+) svar\)")


def test_answers_agree_with_the_published_figures(ctx: AppContext) -> None:
    with ctx.read() as session:
        answers = session.scalars(select(Response)).all()
        themes = Counter(
            session.scalars(
                select(Theme.name).join(ResponseTheme, ResponseTheme.theme_id == Theme.id)
            )
        )
        asked = session.scalars(
            select(Survey.answered).where(Survey.id.in_({answer.survey_id for answer in answers}))
        ).all()
    ratings = [answer.rating for answer in answers if answer.rating is not None]
    canal = [a.rating for a in answers if a.place == "Kanalstråket" and a.rating is not None]
    assert len(answers) == 400 == sum(count or 0 for count in asked)
    assert sum(ratings) / len(ratings) == pytest.approx(3.8)
    assert sum(canal) / len(canal) == pytest.approx(3.1)
    with ctx.read() as session:
        book = session.scalars(select(Theme)).all()
    assert all(theme.description and theme.keywords for theme in book)
    assert (themes["synlig polis"], themes["utemiljö"]) == (240, 104)
    assert len({answer.text for answer in answers}) == 400
    groups = Counter(answer.respondent_group for answer in answers)
    assert min(groups.values()) < 5
    assert sum(answer.deidentified for answer in answers) > 340


def test_nothing_identifies_a_person_except_answers_that_wait_for_a_reader(
    ctx: AppContext,
) -> None:
    with ctx.read() as session:
        public = [
            *session.scalars(select(LogEntry.note + " " + LogEntry.result)),
            *session.scalars(select(ActionNote.text)),
            *session.scalars(select(Response.text).where(Response.deidentified)),
            *session.scalars(select(Promise.text)),
        ]
        waiting = session.scalars(select(Response.text).where(Response.deidentified.is_(False)))
        assert not any(hints(text or "") for text in public)
        assert any(hints(text or "") for text in waiting)


def test_what_the_evidence_says_is_rounded_as_everywhere(ctx: AppContext) -> None:
    with ctx.read() as session:
        statements = session.scalars(select(Evidence.statement)).all()
    told = [found for text in statements if (found := _COUNTED.match(text))]
    assert told
    for found in told:
        share, part, of = map(int, found.groups())
        assert share == whole_percent(part, of), found[0]
