"""A book of the first version, with a row in every table that later versions change."""

from datetime import date

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from tracker.models import migrations
from tracker.models.action import Occasion
from tracker.models.book import Book
from tracker.models.engine import begin_write
from tracker.models.enums import OccasionState
from tracker.models.indicator import Indicator
from tracker.models.organisation import Municipality
from tracker.models.problem import Evidence
from tracker.models.promise import PromiseVersion
from tracker.models.report import Report
from tracker.models.survey import Theme

_ROWS = (
    "INSERT INTO municipality (id, version, name) VALUES (1, 1, 'Säffle')",
    "INSERT INTO police_area (id, version, name) VALUES (2, 1, 'Arvika')",
    "INSERT INTO agreement (id, version, title, municipality_id, police_area_id, period_start,"
    " period_end) VALUES (3, 1, 'Avtal', 1, 2, '2017-01-01', '2018-12-31')",
    "INSERT INTO promise (id, version, agreement_id, number, title, text, period_start, period_end,"
    " expected_effect, status, signed_on, outcome_reason) VALUES (4, 1, 3, 1, 'Ljus', 'Vi lagar',"
    " '2017-01-01', '2017-12-31', '', 'signed', '2016-12-20', '')",
    "INSERT INTO promise_version (id, version, promise_id, number, title, text, signed_on)"
    " VALUES (5, 1, 4, 1, 'Ljus', 'Vi lagar', '2016-12-20')",
    "INSERT INTO report (id, version, agreement_id, kind, language, as_of, period_start,"
    " period_end, state, made_at, made_by, data, sha256) VALUES (6, 1, 3, 'status', 'sv',"
    " '2017-04-30', '2017-01-01', '2017-04-30', 'draft', '2017-04-30 10:00:00', 'Sam', '', '')",
    "INSERT INTO survey (id, version, municipality_id, title, method, held_on)"
    " VALUES (7, 1, 1, 'Torget', 'square_talk', '2016-04-25')",
    "INSERT INTO response (id, version, survey_id, text, deidentified)"
    " VALUES (8, 1, 7, 'Mörkt', false)",
    "INSERT INTO theme (id, version, name) VALUES (9, 1, 'belysning')",
    "INSERT INTO problem (id, version, municipality_id, number, title, what, lawful)"
    " VALUES (10, 1, 1, 1, 'Mörker', '', false)",
    "INSERT INTO evidence (id, version, problem_id, survey_id, statement)"
    " VALUES (11, 1, 10, 7, '26 %')",
    "INSERT INTO indicator (id, version, promise_id, name, kind, unit, direction, source,"
    " cumulative) VALUES (12, 1, 4, 'Otrygga', 'effect', '%', 'down', '', false)",
    "INSERT INTO measurement (id, version, indicator_id, measured_on, value, source, note)"
    " VALUES (13, 1, 12, '2017-12-01', 55000, '', '')",
    "INSERT INTO book (id, version, name, is_example, on_track_percent, risk_percent, risk_days,"
    " due_soon_days) VALUES (14, 1, 'Säffle', false, 90, 60, 14, 30)",
    "INSERT INTO action (id, version, promise_id, number, title, party, support, goal, kind, unit,"
    " status, status_reason, override_reason, lawful, sought) VALUES (15, 1, 4, 1, 'Patruller',"
    " 'police', '', '', 'recurring', '', 'ongoing', '', '', false, 'patruller')",
    "INSERT INTO occasion (id, version, action_id, due_on) VALUES (16, 1, 15, '2017-03-31')",
)


def old_book(engine: Engine) -> None:
    """Make the first version's schema in an empty database, and its rows."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrations, "REVISIONS", ("0001",))
        migrations.upgrade(engine)
    with begin_write(engine) as connection:
        for row in _ROWS:
            connection.execute(text(row))


def check_old_rows(engine: Engine) -> None:
    """The rows are as they were, and can be used as the models now say."""
    with Session(engine) as session:
        municipality = session.scalars(select(Municipality)).one()
        assert (municipality.report_colour, municipality.logotype_alt) == ("", "")
        report = session.scalars(select(Report)).one()
        assert (report.made_by, report.owner, report.lawful) == ("Sam", "", False)
        version = session.scalars(select(PromiseVersion)).one()
        assert (version.title, version.report_id) == ("Ljus", None)
        theme = session.scalars(select(Theme)).one()
        assert (theme.name, theme.description, theme.keywords, theme.position) == (
            "belysning",
            "",
            "",
            0,
        )
        assert session.scalars(select(Book)).one().silent_days == 90
        assert session.scalars(select(Indicator)).one().measure_every is None
        occasion = session.scalars(select(Occasion)).one()
        assert (occasion.due_on, occasion.state, occasion.reason) == (
            date(2017, 3, 31),
            OccasionState.OPEN,
            "",
        )
        evidence = session.scalars(select(Evidence)).one()
        assert (evidence.survey_id, evidence.theme_id, evidence.figure_id) == (7, None, None)
        evidence.survey_id, evidence.theme_id = None, theme.id
        version.report_id = report.id
        session.commit()
