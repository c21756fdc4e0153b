"""What is written for the own organisation never gets into a report: not the data, not the PDF."""

import datetime as dt
from dataclasses import asdict
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from tests.factory import DAY, a_round, a_signed_promise, a_survey, an_occasion, version_of
from tests.meetings import a_meeting, at_point
from tracker.i18n import LANGUAGES, Language
from tracker.models.action import Action
from tracker.models.clock import WalkingClock
from tracker.models.enums import ActionStatus, FollowUp, Party
from tracker.reports.build import build_report
from tracker.reports.registry import KINDS
from tracker.services.actions import (
    AddNote,
    OverrideColour,
    SetStatus,
    add_note,
    add_note_in,
    override_colour,
    set_status,
)
from tracker.services.context import AppContext
from tracker.services.log import LogFields, log_done
from tracker.services.people import PersonFields, add_person
from tracker.services.reports.reading import ReportQuery, report_input
from tracker.services.surveys import ResponseFields, add_responses

SECRETS = {
    "an internal note": "hemligzanna",
    "an internal entry's note": "hemligberta",
    "an internal entry's place": "hemligcesar",
    "an answer": "hemligdoris",
    "a person's name": "hemligerik",
    "a person's address": "hemligfrida@example.se",
}
PUBLIC = "Patrullerna var utlånade"


@pytest.fixture
def told(anywhere: AppContext, clock: WalkingClock) -> AppContext:
    """A book with a secret wherever one can be written, on a day when everything is late."""
    _, action = a_signed_promise(anywhere)
    add_note(anywhere, AddNote(action, PUBLIC, internal=False))
    log_done(
        anywhere,
        LogFields(
            action,
            DAY,
            place=SECRETS["an internal entry's place"],
            note=SECRETS["an internal entry's note"],
            internal=True,
        ),
    )
    person = PersonFields(
        "Gruppchef",
        "Polisen",
        Party.POLICE,
        SECRETS["a person's name"],
        SECRETS["a person's address"],
    )
    add_person(anywhere, person)
    add_responses(anywhere, a_survey(anywhere), [ResponseFields(SECRETS["an answer"])])
    clock.walk_to(dt.date(2019, 2, 1))
    # Later than the public one, so that "the latest note" would be this.
    add_note(anywhere, AddNote(action, SECRETS["an internal note"]))
    _, (point,) = a_meeting(anywhere, "Anteckning", title="Arbetsgruppen")
    note = AddNote(action, SECRETS["an internal note"])
    at_point(anywhere, point, "action.note", lambda tx: add_note_in(tx, note, "Kommunpolis"))
    return anywhere


def test_the_data_holds_no_secret(told: AppContext) -> None:
    data = report_input(told)
    assert data.promises[0].actions[0].reason == PUBLIC
    said = repr(asdict(data))
    assert {name for name, secret in SECRETS.items() if secret in said} == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_neither_does_the_pdf(told: AppContext, lang: Language) -> None:
    pdf = build_report(report_input(told), lang=lang)
    reader = PdfReader(BytesIO(pdf))
    text = "".join(page.extract_text() for page in reader.pages).replace("\n", " ")
    assert PUBLIC in " ".join(text.split())
    assert {name for name, secret in SECRETS.items() if secret in text} == set()
    assert not any(secret.encode() in pdf for secret in SECRETS.values())


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_no_kind_of_report_holds_or_prints_one(told: AppContext, kind: str) -> None:
    an_occasion(told, a_round(told))
    data = report_input(told, ReportQuery(kind=kind))
    said = repr(asdict(data))
    assert {name for name, secret in SECRETS.items() if secret in said} == set()
    reader = PdfReader(BytesIO(build_report(data, lang="sv")))
    text = "".join(page.extract_text() for page in reader.pages)
    assert {name for name, secret in SECRETS.items() if secret in text} == set()


def test_a_note_made_public_by_nobody_stays_out_when_the_action_ends(
    told: AppContext,
) -> None:
    with told.read() as session:
        action = session.scalars(select(Action.id)).one()
    ref = (action, version_of(told, Action, action))
    override_colour(told, OverrideColour(*ref, FollowUp.AT_RISK, "Enligt gruppchefen"))
    ref = (action, version_of(told, Action, action))
    set_status(told, SetStatus((ref,), ActionStatus.NOT_DONE, "Personal omfördelad"))
    row = report_input(told).promises[0].actions[0]
    assert row.reason == "Personal omfördelad"
    assert SECRETS["an internal note"] not in repr(row)
