"""What the public may not read is not in a public report's data, nor on its paper or its page."""

import datetime as dt
from dataclasses import asdict, replace
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from tests.factory import a_figure, a_problem, a_promise, a_signed_promise, a_survey, agreement_id
from tests.reports.saffle import saffle
from tests.services.reports.public_book import FEW, SECRETS, TOLD, a_secretive_book, untick
from tracker.i18n import LANGUAGES, Language
from tracker.models.clock import WalkingClock
from tracker.models.enums import Direction, IndicatorKind, SurveyMethod
from tracker.models.organisation import Agreement
from tracker.models.survey import Theme
from tracker.reports.build import build_page, build_report
from tracker.reports.registry import KINDS
from tracker.services.context import AppContext
from tracker.services.follow_up import IndicatorFields, Measure, add_indicator, measure
from tracker.services.problems import AddEvidence, add_evidence
from tracker.services.promises import AddPromise, PromiseFields, add_promise
from tracker.services.reports.public import PUBLIC_KINDS, made_public
from tracker.services.reports.reading import ReportQuery, report_input
from tracker.services.reports.rows import DialogueRow, FeedbackRow, ReportInput
from tracker.services.surveys import ResponseFields, SurveyFields, add_responses, add_survey

PUBLIC = ReportQuery(kind="public")


@pytest.fixture
def secretive(ctx: AppContext, clock: WalkingClock) -> AppContext:
    a_secretive_book(ctx, clock)
    return ctx


def secrets_in(text: str) -> set[str]:
    found = {name for name, secret in SECRETS.items() if secret in text}
    return found | ({"a figure about few"} if FEW in text else set())


def plain(text: str) -> str:
    return " ".join(text.split())


def test_every_kind_for_the_public_gets_public_data() -> None:
    assert {kind.name for kind in KINDS if kind.is_public} == PUBLIC_KINDS


def test_the_secrets_are_in_the_book(secretive: AppContext) -> None:
    # Otherwise the tests below would prove nothing: many of them do reach other reports.
    assert len(secrets_in(repr(asdict(report_input(secretive))))) >= 18


def test_the_data_holds_no_secret(secretive: AppContext) -> None:
    data = report_input(secretive, PUBLIC)
    said = repr(asdict(data))
    assert secrets_in(said) == set()
    assert [text for text in TOLD if text not in said] == []
    assert made_public(data) == data


@pytest.mark.parametrize("lang", LANGUAGES)
def test_neither_paper_nor_page_tells_a_secret(secretive: AppContext, lang: Language) -> None:
    data = report_input(secretive, PUBLIC)
    pdf, page = build_report(data, lang=lang), build_page(data, lang=lang).decode()
    reader = PdfReader(BytesIO(pdf))
    paper = plain(" ".join(sheet.extract_text() for sheet in reader.pages))
    for text in (paper, repr(reader.metadata), pdf.decode("latin-1"), page):
        assert secrets_in(text) == set()
    for told in TOLD:
        # As one word with its unit, an action may begin with a small letter.
        assert told[1:] in paper
        assert told[1:] in plain(page.replace("\xa0", " "))


def test_a_draft_alone_leaves_nothing_to_tell(ctx: AppContext) -> None:
    a_promise(ctx)
    assert report_input(ctx).promises != ()
    assert report_input(ctx, PUBLIC).promises == ()


@pytest.mark.parametrize(("answers", "told"), [(4, False), (5, True), (None, True)])
def test_a_measurement_of_few(anywhere: AppContext, answers: int | None, told: bool) -> None:
    promise, _ = a_signed_promise(anywhere)
    fields = IndicatorFields(promise, "Trygga", IndicatorKind.EFFECT, Direction.UP)
    indicator = add_indicator(anywhere, fields)
    measure(anywhere, Measure(indicator, dt.date(2018, 2, 1), Decimal(3), answers))
    [row] = report_input(anywhere, PUBLIC).promises[0].indicators[0].measurements
    assert (row.value, row.withheld) == ((Decimal(3), False) if told else (None, True))
    assert row.answers == (answers if told else None)


@pytest.mark.parametrize(("answers", "told"), [(4, False), (5, True), (None, True)])
def test_a_figure_of_few(anywhere: AppContext, answers: int | None, told: bool) -> None:
    promise, _ = a_signed_promise(anywhere)
    survey = a_survey(anywhere)
    figure = a_figure(anywhere, survey, answers=answers)
    said = AddEvidence(problem_of(anywhere, promise), survey, "52 % vill", figure_id=figure)
    add_evidence(anywhere, said)
    [problem] = report_input(anywhere, PUBLIC).promises[0].problems
    assert problem.evidence == ("52 % vill" if told else "",)


@pytest.mark.parametrize(("answers", "told"), [(4, False), (5, True), (None, True)])
def test_a_start_value_of_few(anywhere: AppContext, answers: int | None, told: bool) -> None:
    promise, _ = a_signed_promise(anywhere)
    fields = IndicatorFields(
        promise,
        "Trygga",
        IndicatorKind.EFFECT,
        Direction.UP,
        baseline=Decimal(3),
        baseline_answers=answers,
    )
    add_indicator(anywhere, fields)
    [row] = report_input(anywhere, PUBLIC).promises[0].indicators
    assert (row.baseline, row.baseline_answers) == ((Decimal(3), answers) if told else (None, None))


@pytest.mark.parametrize(("answered", "told"), [(4, False), (5, True), (None, True)])
def test_evidence_of_few(anywhere: AppContext, answered: int | None, told: bool) -> None:
    promise, _ = a_signed_promise(anywhere)
    survey = add_survey(
        anywhere,
        SurveyFields(
            "Säffle", "Samtal", SurveyMethod.SQUARE_TALK, dt.date(2017, 12, 4), answered=answered
        ),
    )
    add_evidence(anywhere, AddEvidence(problem_of(anywhere, promise), survey, "Två är rädda"))
    data = report_input(anywhere, PUBLIC)
    [problem] = data.promises[0].problems
    assert problem.evidence == ("Två är rädda" if told else "",)
    assert problem.not_public == (() if told else (0,))
    assert data.dialogues == (
        DialogueRow(
            SurveyMethod.SQUARE_TALK,
            dt.date(2017, 12, 4),
            answered if told else None,
            withheld=not told,
        ),
    )


@pytest.mark.parametrize("deidentified", [True, False])
def test_a_quoted_answer(anywhere: AppContext, deidentified: bool) -> None:
    promise, _ = a_signed_promise(anywhere)
    survey = a_survey(anywhere)
    [answer] = add_responses(anywhere, survey, [ResponseFields("Det är mörkt", deidentified=True)])
    said = AddEvidence(problem_of(anywhere, promise), survey, "”Det är mörkt”", answer)
    add_evidence(anywhere, said)
    if not deidentified:
        untick(anywhere, answer)
    [problem] = report_input(anywhere, PUBLIC).promises[0].problems
    assert problem.evidence == ("”Det är mörkt”" if deidentified else "",)


@pytest.mark.parametrize(("answers", "told"), [(4, False), (5, True)])
def test_a_theme_of_few(anywhere: AppContext, answers: int, told: bool) -> None:
    promise, _ = a_signed_promise(anywhere)
    for title in ("Torg", "Skola"):
        # Each occasion has few, which is told only of all of them together.
        fields = [ResponseFields(themes=("belysning",))] * (answers // 2)
        add_responses(anywhere, a_survey(anywhere, title), fields)
    last = a_survey(anywhere, "Sist")
    add_responses(anywhere, last, [ResponseFields(themes=("belysning",))] * (answers % 2))
    with anywhere.read() as session:
        theme = session.scalars(select(Theme.id)).one()
    problem = problem_of(anywhere, promise)
    add_evidence(anywhere, AddEvidence(problem, None, "Alla svar", theme_id=theme))
    add_evidence(anywhere, AddEvidence(problem, last, "Ett svar", theme_id=theme))
    [row] = report_input(anywhere, PUBLIC).promises[0].problems
    assert row.evidence == ("Alla svar" if told else "", "")


@pytest.mark.parametrize(
    ("audience", "channel", "told"),
    [
        ("Medarbetare i kommunen och Polisen", "Intranät", False),
        ("Personalen på skolan", "Möte", False),
        ("Styrgruppen", "", False),
        ("Alla", "Intranätet", False),
        ("Boende och medarbetare", "Torgmöte", True),
        ("Elever på internat", "Internet", True),
        ("Allmänheten", "Kommunens webb", True),
        ("", "Brev", True),
    ],
)
def test_feedback_to_staff_is_not_the_publics(audience: str, channel: str, told: bool) -> None:
    row = FeedbackRow(audience, channel, dt.date(2018, 12, 1))
    data = made_public(replace(saffle(), feedback=(row,)))
    assert data.feedback == ((row,) if told else ())


def problem_of(ctx: AppContext, promise: int) -> int:
    from tracker.models.promise import PromiseProblem

    with ctx.read() as session:
        return session.scalars(
            select(PromiseProblem.problem_id).where(PromiseProblem.promise_id == promise)
        ).one()


# --- what is new in the input --------------------------------------------------------------------


def held(ctx: AppContext, day: str, method: SurveyMethod = SurveyMethod.SQUARE_TALK) -> None:
    add_survey(ctx, SurveyFields("Säffle", day, method, dt.date.fromisoformat(day), answered=20))


def days(data: ReportInput) -> list[str]:
    return [row.held_on.isoformat() for row in data.dialogues]


def test_the_dialogue_told_of_is_the_last_before_the_agreement(anywhere: AppContext) -> None:
    for day in ("2014-05-02", "2016-10-03", "2016-11-04", "2018-02-02"):
        held(anywhere, day)
    # Not asking anybody, it is no dialogue, but may come with one.
    held(anywhere, "2016-12-20", SurveyMethod.STATISTICS)
    held(anywhere, "2017-12-20", SurveyMethod.STATISTICS)
    assert days(report_input(anywhere)) == [
        "2016-10-03",
        "2016-11-04",
        "2016-12-20",
        "2017-12-20",
        "2018-02-02",
    ]
    january = ReportQuery(as_of=dt.date(2018, 1, 15))
    assert days(report_input(anywhere, january))[-1] == "2017-12-20"


def test_without_a_dialogue_before_it_those_of_its_own_time_are_told(anywhere: AppContext) -> None:
    held(anywhere, "2016-12-20", SurveyMethod.STATISTICS)
    held(anywhere, "2018-02-02")
    assert days(report_input(anywhere)) == ["2018-02-02"]


def test_another_municipalitys_dialogue_is_its_own(anywhere: AppContext) -> None:
    add_survey(
        anywhere,
        SurveyFields("Åmål", "Torg", SurveyMethod.SQUARE_TALK, dt.date(2017, 12, 4), answered=20),
    )
    assert days(report_input(anywhere)) == []


def test_the_effect_and_the_contact(anywhere: AppContext) -> None:
    fields = PromiseFields(
        "Löfte", "Text", dt.date(2018, 1, 1), dt.date(2018, 12, 31), expected_effect="Lugnare"
    )
    add_promise(anywhere, AddPromise(agreement_id(anywhere), fields, (a_problem(anywhere),)))
    with anywhere.write("agreement.edit") as tx:
        tx.get(Agreement, agreement_id(anywhere)).contact = "Ring växeln"
    data = report_input(anywhere)
    assert (data.promises[0].expected_effect, data.contact) == ("Lugnare", "Ring växeln")


def test_the_example_tells_why_a_promise_was_partly_kept(example: AppContext) -> None:
    data = report_input(example, PUBLIC)
    assert data.promises[0].outcome_reason.startswith("40 armaturer är lagade")
    assert data.contact.endswith("Polisen når du på 114 14.")
    assert (data.dialogues[0].answered, len(data.dialogues)) == (92, 15)
    # The example ended it in January 2018; until then there was no outcome to give a reason for.
    before = report_input(example, ReportQuery(as_of=dt.date(2018, 1, 1), kind="public"))
    assert before.promises[0].outcome_reason == ""
