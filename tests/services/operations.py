"""Every operation the services offer, ready to be carried out once.

Each function prepares a book and returns the operation itself, so that a test can look at the book
before it, after it, and after it has been taken back.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path

from sqlalchemy import select

from tests.factory import (
    AGREEMENT,
    DAY,
    YEAR,
    a_cause,
    a_person,
    a_problem,
    a_promise,
    a_round,
    a_signed_promise,
    a_survey,
    action_fields,
    agreement_id,
    an_action,
    version_of,
)
from tests.pictures import a_picture
from tests.services.operations_meetings import MEETINGS
from tests.services.operations_review import REVIEW
from tests.services.operations_series import SERIES
from tracker.models.action import Action
from tracker.models.enums import (
    ActionStatus,
    CauseKind,
    Direction,
    FollowUp,
    IndicatorKind,
    Party,
    PromiseStatus,
    QuestionMeasure,
    SurveyMethod,
)
from tracker.models.promise import Promise
from tracker.models.question import Question
from tracker.models.survey import Survey, Theme
from tracker.services import (
    actions,
    agreements,
    coding,
    dialogue,
    disposal,
    figures,
    follow_up,
    log,
    masking,
    measuring,
    people,
    problems,
    promises,
    questions,
    second_coding,
    signing,
    starter_themes,
    surveys,
    theme_changes,
    themes,
)
from tracker.services.books import book_settings, edit_book_settings
from tracker.services.context import AppContext
from tracker.services.reports import settling
from tracker.services.reports.archive import RecordReport, record_report
from tracker.services.reports.frozen import finalised
from tracker.services.reports.look import SetLook, municipality_looks, set_look
from tracker.services.reports.reading import ReportQuery, report_input
from tracker.services.reports.rows import DiaryNumber
from tracker.services.spreadsheet.headings import ImportKind
from tracker.services.spreadsheet.importing import import_file
from tracker.services.spreadsheet.result import ImportFile

Operation = Callable[[], object]
Prepare = Callable[[AppContext, Path], Operation]
LATER = YEAR[1] + dt.timedelta(days=30)


def _log_fields(ctx: AppContext) -> log.LogFields:
    return log.LogFields(an_action(ctx), DAY, Decimal("2.5"), minutes=90, people=2, place="Torget")


def log_new(ctx: AppContext) -> Operation:
    return partial(log.log_done, ctx, _log_fields(ctx))


def log_edit(ctx: AppContext) -> Operation:
    entry = log.log_done(ctx, _log_fields(ctx))
    other = an_action(ctx)
    return partial(log.edit_log, ctx, log.EditLog(entry, 1, log.LogFields(other, DAY)))


def log_delete(ctx: AppContext) -> Operation:
    entry = log.log_done(ctx, _log_fields(ctx))
    return partial(log.delete_log, ctx, entry, 1)


def action_new(ctx: AppContext) -> Operation:
    fields = action_fields(
        cause_ids=(a_cause(ctx),), occasions=(DAY, LATER), owner_id=a_person(ctx)
    )
    return partial(actions.add_action, ctx, actions.AddAction(a_promise(ctx), fields))


def action_edit(ctx: AppContext) -> Operation:
    _, action = a_signed_promise(ctx)
    fields = action_fields(
        "Nattvandring", planned=Decimal(12), deadline=LATER, occasions=(DAY,), cause_ids=()
    )
    edit = actions.EditAction(action, 1, fields, reason="Färre lov än väntat", decided_by="Chefen")
    return partial(actions.edit_action, ctx, edit)


def action_move_deadline(ctx: AppContext) -> Operation:
    _, action = a_signed_promise(ctx)
    other = an_action(ctx)
    move = actions.MoveDeadline(((action, 1), (other, 1)), LATER, "Leveransen dröjer")
    return partial(actions.move_deadline, ctx, move)


def action_set_owner(ctx: AppContext) -> Operation:
    command = actions.SetOwner(((an_action(ctx), 1), (an_action(ctx), 1)), a_person(ctx))
    return partial(actions.set_owner, ctx, command)


def action_set_status(ctx: AppContext) -> Operation:
    command = actions.SetStatus(((an_action(ctx), 1),), ActionStatus.DROPPED, "Ingen personal")
    return partial(actions.set_status, ctx, command)


def action_override_colour(ctx: AppContext) -> Operation:
    command = actions.OverrideColour(an_action(ctx), 1, FollowUp.AT_RISK, "Vi vet mer")
    return partial(actions.override_colour, ctx, command)


def action_note(ctx: AppContext) -> Operation:
    return partial(actions.add_note, ctx, actions.AddNote(an_action(ctx), "Ringde entreprenören"))


def note_delete(ctx: AppContext) -> Operation:
    note = actions.add_note(ctx, actions.AddNote(an_action(ctx), "På fel åtgärd"))
    return partial(actions.delete_note, ctx, note, 1)


def action_delete(ctx: AppContext) -> Operation:
    action = an_action(ctx, cause_ids=(a_cause(ctx),), occasions=(DAY,))
    actions.add_note(ctx, actions.AddNote(action, "Tas bort"))
    return partial(actions.delete_action, ctx, action, version_of(ctx, Action, action))


def agreement_new(ctx: AppContext) -> Operation:
    fields = replace(AGREEMENT, title="Nästa", municipality="Grums", police_area="Kil")
    return partial(agreements.add_agreement, ctx, fields)


def agreement_edit(ctx: AppContext) -> Operation:
    fields = replace(
        AGREEMENT,
        title="Ny titel",
        dnr=((Party.POLICE, "B 7"), (Party.JOINT, "G 1")),
        signatories=AGREEMENT.signatories[1:],
    )
    edit = agreements.EditAgreement(agreement_id(ctx), 1, fields)
    return partial(agreements.edit_agreement, ctx, edit)


def book_settings_edited(ctx: AppContext) -> Operation:
    settings = replace(book_settings(ctx), name="Säffle och Åmål", risk_percent=50)
    return partial(edit_book_settings, ctx, settings)


def cause_new(ctx: AppContext) -> Operation:
    command = problems.AddCause(a_problem(ctx), CauseKind.OFFENDER, "Öppen försäljning")
    return partial(problems.add_cause, ctx, command)


def cause_edit(ctx: AppContext) -> Operation:
    command = problems.EditCause(a_cause(ctx), 1, CauseKind.VICTIM, "Ensamma på kvällen")
    return partial(problems.edit_cause, ctx, command)


def cause_delete(ctx: AppContext) -> Operation:
    problem = a_problem(ctx)
    cause = a_cause(ctx, problem)
    a_cause(ctx, problem)
    return partial(problems.delete_cause, ctx, cause, 1)


def evidence_delete(ctx: AppContext) -> Operation:
    return partial(problems.remove_evidence, ctx, _evidence(ctx, a_problem(ctx)), 1)


def _evidence(ctx: AppContext, problem: int) -> int:
    command = problems.AddEvidence(problem, a_survey(ctx), "26 % undviker torget")
    return problems.add_evidence(ctx, command)


def evidence_new(ctx: AppContext) -> Operation:
    command = problems.AddEvidence(a_problem(ctx), a_survey(ctx), "26 % undviker torget")
    return partial(problems.add_evidence, ctx, command)


def problem_new(ctx: AppContext) -> Operation:
    fields = problems.ProblemFields("Kil", "Buskörning", priority=1, lawful=True, decided_on=DAY)
    return partial(problems.add_problem, ctx, fields)


def problem_edit(ctx: AppContext) -> Operation:
    fields = problems.ProblemFields("Säffle", "Annan rubrik", place="Torget", priority=2)
    return partial(problems.edit_problem, ctx, problems.EditProblem(a_problem(ctx), 1, fields))


def problem_delete(ctx: AppContext) -> Operation:
    problem = a_problem(ctx)
    a_cause(ctx, problem)
    a_cause(ctx, problem)
    _evidence(ctx, problem)
    return partial(problems.delete_problem, ctx, problem, 1)


def person_new(ctx: AppContext) -> Operation:
    fields = people.PersonFields("Gatuchef", "Gatukontoret", Party.MUNICIPALITY, "Bo Ek")
    return partial(people.add_person, ctx, fields)


def person_edit(ctx: AppContext) -> Operation:
    fields = people.PersonFields("Områdespolis", "Polisen", Party.POLICE, active_from=DAY)
    return partial(people.edit_person, ctx, people.EditPerson(a_person(ctx), 1, fields))


def person_hand_over(ctx: AppContext) -> Operation:
    person = a_person(ctx)
    an_action(ctx, owner_id=person)
    successor = people.PersonFields("Kommunpolis", "Polisen", Party.POLICE, "Li Ny")
    return partial(people.hand_over, ctx, people.HandOver(person, 1, DAY, successor))


def promise_new(ctx: AppContext) -> Operation:
    return partial(a_promise, ctx, "Nytt löfte", (a_problem(ctx),))


def _promise_fields(text: str = "En annan text") -> promises.PromiseFields:
    return promises.PromiseFields("En annan rubrik", text, *YEAR, expected_effect="Tryggare")


def promise_edit(ctx: AppContext) -> Operation:
    promise = a_promise(ctx, problem_ids=(a_problem(ctx),))
    edit = promises.EditPromise(promise, 1, _promise_fields(), problem_ids=(a_problem(ctx),))
    return partial(promises.edit_promise, ctx, edit)


def promise_endorse(ctx: AppContext) -> Operation:
    return partial(promises.endorse_promise, ctx, a_promise(ctx), 1)


def promise_return_to_draft(ctx: AppContext) -> Operation:
    promise = a_promise(ctx)
    promises.endorse_promise(ctx, promise, 1)
    return partial(promises.return_to_draft, ctx, promise, 2)


def promise_sign(ctx: AppContext) -> Operation:
    problem = a_problem(ctx)
    promise = a_promise(ctx, problem_ids=(problem,))
    an_action(ctx, promise, cause_ids=(a_cause(ctx, problem),), owner_id=a_person(ctx))
    return partial(promises.sign_promise, ctx, promises.SignPromise(promise, 1, DAY))


def promise_sign_report(ctx: AppContext) -> Operation:
    problem = a_problem(ctx)
    promise = a_promise(ctx, problem_ids=(problem,))
    an_action(ctx, promise, cause_ids=(a_cause(ctx, problem),), owner_id=a_person(ctx))
    data = report_input(ctx, ReportQuery(kind="agreement"))
    final = finalised(data, on=ctx.today(), diary_numbers=data.diary_numbers)
    report = settling.settle_report(ctx, settling.SettleReport(final, "sv", b"%PDF-1.7"))
    return partial(signing.sign_promises, ctx, signing.SignReport(report, DAY))


def promise_start(ctx: AppContext) -> Operation:
    promise, _ = a_signed_promise(ctx)
    return partial(promises.start_promise, ctx, promise, version_of(ctx, Promise, promise))


def promise_end(ctx: AppContext) -> Operation:
    promise, _ = a_signed_promise(ctx)
    end = promises.EndPromise(
        promise, version_of(ctx, Promise, promise), PromiseStatus.NOT_KEPT, "Inga poliser"
    )
    return partial(promises.end_promise, ctx, end)


def promise_new_version(ctx: AppContext) -> Operation:
    promise, _ = a_signed_promise(ctx)
    new = promises.NewVersion(
        promise,
        version_of(ctx, Promise, promise),
        "Synlig polis",
        "Vi lovar att synas varannan vecka.",
        "Färre poliser",
        "Styrgruppen",
        DAY,
    )
    return partial(promises.new_version, ctx, new)


def promise_delete(ctx: AppContext) -> Operation:
    return partial(promises.delete_promise, ctx, a_promise(ctx, problem_ids=(a_problem(ctx),)), 1)


def _survey_fields() -> surveys.SurveyFields:
    return surveys.SurveyFields(
        "Kil",
        "Enkät",
        SurveyMethod.QUESTIONNAIRE,
        DAY,
        starts_at=dt.time(15),
        ends_at=dt.time(18, 30),
        retention_until=LATER,
    )


def survey_new(ctx: AppContext) -> Operation:
    return partial(surveys.add_survey, ctx, _survey_fields())


def survey_edit(ctx: AppContext) -> Operation:
    return partial(surveys.edit_survey, ctx, surveys.EditSurvey(a_survey(ctx), 1, _survey_fields()))


def survey_delete(ctx: AppContext) -> Operation:
    return partial(surveys.delete_survey, ctx, a_survey(ctx), 1)


def response_new(ctx: AppContext) -> Operation:
    answers = (
        surveys.ResponseFields("Mörkt", rating=2, themes=("belysning", "synlig polis")),
        surveys.ResponseFields(rating=5, deidentified=True, themes=("belysning",)),
    )
    return partial(surveys.add_responses, ctx, a_survey(ctx), answers)


def response_dispose(ctx: AppContext) -> Operation:
    survey = a_survey(ctx)
    surveys.add_responses(ctx, survey, [surveys.ResponseFields("Mörkt", rating=2)])
    until = DAY - dt.timedelta(days=1)
    surveys.edit_survey(
        ctx,
        surveys.EditSurvey(
            survey,
            version_of(ctx, Survey, survey),
            surveys.SurveyFields(
                "Säffle", "Torgsamtal", SurveyMethod.SQUARE_TALK, until, retention_until=until
            ),
        ),
    )
    due = disposal.DueTexts(survey, until, 1)
    return partial(disposal.dispose_texts, ctx, disposal.DisposeTexts((due,)))


def _indicator(ctx: AppContext, name: str = "Trygg på kvällen") -> follow_up.IndicatorFields:
    return follow_up.IndicatorFields(
        a_promise(ctx),
        name,
        IndicatorKind.EFFECT,
        Direction.UP,
        "%",
        baseline=Decimal("48.5"),
        baseline_on=DAY,
        target=Decimal(60),
    )


def indicator_new(ctx: AppContext) -> Operation:
    return partial(follow_up.add_indicator, ctx, _indicator(ctx))


def indicator_edit(ctx: AppContext) -> Operation:
    fields = _indicator(ctx)
    edit = follow_up.EditIndicator(
        follow_up.add_indicator(ctx, fields), 1, replace(fields, name="Otrygg", target=None)
    )
    return partial(follow_up.edit_indicator, ctx, edit)


def indicator_delete(ctx: AppContext) -> Operation:
    indicator = follow_up.add_indicator(ctx, _indicator(ctx))
    follow_up.measure(ctx, follow_up.Measure(indicator, DAY, Decimal(51)))
    return partial(follow_up.delete_indicator, ctx, follow_up.DeleteIndicator(indicator, 1))


def measurement_delete(ctx: AppContext) -> Operation:
    indicator = follow_up.add_indicator(ctx, _indicator(ctx))
    measurement = follow_up.measure(ctx, follow_up.Measure(indicator, DAY, Decimal(51)))
    return partial(follow_up.delete_measurement, ctx, measurement, 1)


def measurement_new(ctx: AppContext) -> Operation:
    indicator = follow_up.add_indicator(ctx, _indicator(ctx))
    return partial(
        follow_up.measure, ctx, follow_up.Measure(indicator, DAY, Decimal("51.25"), answers=212)
    )


def _feedback(ctx: AppContext) -> follow_up.FeedbackFields:
    return follow_up.FeedbackFields(a_promise(ctx), "Boende", "Torgmöte", DAY, hours=Decimal("1.5"))


def feedback_new(ctx: AppContext) -> Operation:
    return partial(follow_up.plan_feedback, ctx, _feedback(ctx))


def feedback_delete(ctx: AppContext) -> Operation:
    return partial(follow_up.delete_feedback, ctx, follow_up.plan_feedback(ctx, _feedback(ctx)), 1)


def feedback_edit(ctx: AppContext) -> Operation:
    fields = _feedback(ctx)
    edit = follow_up.EditFeedback(
        follow_up.plan_feedback(ctx, fields), 1, replace(fields, done_on=DAY, text="Vi berättade")
    )
    return partial(follow_up.edit_feedback, ctx, edit)


def _question(ctx: AppContext) -> follow_up.AskDecision:
    return follow_up.AskDecision(
        "Ska belysningen bytas i år?",
        "Kommunalrådet",
        Party.MUNICIPALITY,
        LATER,
        "Pengar saknas",
        promise_id=a_promise(ctx),
        action_id=an_action(ctx),
        options=(("Ja", Decimal(180000)), ("Nej", None)),
    )


def decision_new(ctx: AppContext) -> Operation:
    return partial(follow_up.ask_decision, ctx, _question(ctx))


def decision_answer(ctx: AppContext) -> Operation:
    answer = follow_up.AnswerDecision(
        follow_up.ask_decision(ctx, _question(ctx)), 1, "Ja", "Kommunalrådet", DAY
    )
    return partial(follow_up.answer_decision, ctx, answer)


def decision_withdraw(ctx: AppContext) -> Operation:
    return partial(follow_up.withdraw_decision, ctx, follow_up.ask_decision(ctx, _question(ctx)), 1)


def municipality_look(ctx: AppContext) -> Operation:
    (before,) = municipality_looks(ctx)
    fields = (before.municipality_id, before.version, "#2F5D3A", "Ett vapen")
    return partial(set_look, ctx, SetLook(*fields, logotype=a_picture(), name="Säffle kommun"))


def report_saved(ctx: AppContext) -> Operation:
    return partial(record_report, ctx, RecordReport("status", "sv", DAY, YEAR[0], DAY, "0" * 64))


def report_settle(ctx: AppContext) -> Operation:
    return partial(settling.settle_report, ctx, _settle(ctx))


def _settle(ctx: AppContext) -> settling.SettleReport:
    filed = (DiaryNumber(Party.MUNICIPALITY, "KS 2018/214"), DiaryNumber(Party.POLICE, "A 9"))
    data = finalised(report_input(ctx), on=ctx.today(), diary_numbers=filed)
    return settling.SettleReport(data, "sv", b"%PDF-1.7")


def _hand_over(ctx: AppContext) -> settling.HandOverFields:
    report = settling.settle_report(ctx, _settle(ctx))
    return settling.HandOverFields(report, "Kommunalrådet", Party.MUNICIPALITY, DAY, "E-post")


def report_hand_over(ctx: AppContext) -> Operation:
    return partial(settling.hand_over, ctx, _hand_over(ctx))


def handover_delete(ctx: AppContext) -> Operation:
    row = settling.hand_over(ctx, _hand_over(ctx))
    return partial(settling.delete_hand_over, ctx, row, 1)


def import_log(ctx: AppContext, folder: Path) -> Operation:
    an_action(ctx)
    return _import(
        ctx, folder, ImportKind.LOG, "Åtgärd;Datum;Antal\nFotpatrullering;2018-02-17;2,5"
    )


def import_actions(ctx: AppContext, folder: Path) -> Operation:
    a_promise(ctx)
    return _import(ctx, folder, ImportKind.ACTIONS, "Löfte;Åtgärd;Part\n1;Nattvandring;Polis")


def import_responses(ctx: AppContext, folder: Path) -> Operation:
    a_survey(ctx, "Torgsamtal")
    text = "Underlag;Svar;Tema\nTorgsamtal;Mörkt vid bussen;belysning"
    return _import(ctx, folder, ImportKind.RESPONSES, text)


def _import(ctx: AppContext, folder: Path, kind: ImportKind, text: str) -> Operation:
    path = folder / f"{kind}.csv"
    path.write_text(text, "utf-8")
    return partial(import_file, ctx, ImportFile(path, kind))


def _without_file(prepare: Callable[[AppContext], Operation]) -> Prepare:
    return lambda ctx, _folder: prepare(ctx)


def _coded_answers(ctx: AppContext) -> tuple[int, ...]:
    answers = (
        surveys.ResponseFields("Mörkt vid bussen", themes=("belysning", "trafik")),
        surveys.ResponseFields("Mörkt vid skolan", rating=2),
    )
    return tuple(surveys.add_responses(ctx, a_survey(ctx), answers))


def _theme(ctx: AppContext, name: str) -> int:
    with ctx.read() as session:
        return session.scalars(select(Theme.id).where(Theme.name == name)).one()


def response_code(ctx: AppContext) -> Operation:
    command = coding.CodeResponses(
        _coded_answers(ctx), add=(_theme(ctx, "belysning"),), remove=(_theme(ctx, "trafik"),)
    )
    return partial(coding.code_responses, ctx, command)


def response_read(ctx: AppContext) -> Operation:
    return partial(coding.mark_read, ctx, _coded_answers(ctx))


def response_uncode(ctx: AppContext) -> Operation:
    return partial(coding.uncode, ctx, _coded_answers(ctx))


def response_mask(ctx: AppContext) -> Operation:
    (answer,) = surveys.add_responses(
        ctx, a_survey(ctx), [surveys.ResponseFields("Ring Erik på 070-174 06 33")]
    )
    return partial(masking.mask_response, ctx, masking.MaskResponse(answer, 1))


def response_deidentify(ctx: AppContext) -> Operation:
    return partial(masking.set_deidentified, ctx, _coded_answers(ctx), value=True)


def response_edit(ctx: AppContext) -> Operation:
    answer, _ = _coded_answers(ctx)
    masking.set_deidentified(ctx, [answer], value=True)
    edit = masking.EditResponse(answer, 2, "Mörkt vid busshållplatsen", "Annelund", 4, "Unga")
    return partial(masking.edit_response, ctx, edit)


def response_delete(ctx: AppContext) -> Operation:
    answer, _ = _coded_answers(ctx)
    reading = second_coding.CodeSecond(answer, "Kvalitetsutvecklare", (_theme(ctx, "trafik"),))
    second_coding.code_second(ctx, reading)
    return partial(masking.delete_response, ctx, answer, 1)


def _read_twice(ctx: AppContext) -> int:
    answer, _ = _coded_answers(ctx)
    reading = second_coding.CodeSecond(answer, "Kvalitetsutvecklare", (_theme(ctx, "trafik"),))
    second_coding.code_second(ctx, reading)
    return answer


def coding_set(ctx: AppContext) -> Operation:
    reading = second_coding.CodeSecond(
        _read_twice(ctx), "Kvalitetsutvecklare", (_theme(ctx, "belysning"),)
    )
    return partial(second_coding.code_second, ctx, reading)


def coding_resolve(ctx: AppContext) -> Operation:
    settled = second_coding.ResolveCoding(_read_twice(ctx), 1, (_theme(ctx, "trafik"),))
    return partial(second_coding.resolve_coding, ctx, settled)


def theme_new(ctx: AppContext) -> Operation:
    fields = themes.ThemeFields("belysning", "Ljus och mörker ute", "lampa, mörk")
    return partial(themes.add_theme, ctx, fields)


def theme_edit(ctx: AppContext) -> Operation:
    theme = themes.add_theme(ctx, themes.ThemeFields("ljus"))
    edit = themes.EditTheme(theme, 1, themes.ThemeFields("belysning", keywords="lampa"))
    return partial(themes.edit_theme, ctx, edit)


def theme_delete(ctx: AppContext) -> Operation:
    return partial(themes.delete_theme, ctx, themes.add_theme(ctx, themes.ThemeFields("ljus")), 1)


def theme_order(ctx: AppContext) -> Operation:
    names = ("belysning", "trafik", "unga")
    added = [themes.add_theme(ctx, themes.ThemeFields(name)) for name in names]
    return partial(themes.order_themes, ctx, added[::-1])


def theme_merge(ctx: AppContext) -> Operation:
    _read_twice(ctx)
    lighting, traffic = _theme(ctx, "belysning"), _theme(ctx, "trafik")
    problem = a_problem(ctx)
    for theme in (lighting, traffic):
        command = problems.AddEvidence(problem, None, "Många tar upp det", theme_id=theme)
        problems.add_evidence(ctx, command)
    with ctx.write("question.new") as tx:
        tx.add(
            Question(wording="Hur många?", measure=QuestionMeasure.THEME_SHARE, theme_id=traffic)
        )
    return partial(theme_changes.merge_themes, ctx, theme_changes.MergeThemes(lighting, (traffic,)))


def theme_split(ctx: AppContext) -> Operation:
    answers = _coded_answers(ctx)
    part = theme_changes.SplitPart(themes.ThemeFields("lampor"), answers)
    split = theme_changes.SplitTheme(_theme(ctx, "belysning"), 1, (part,))
    return partial(theme_changes.split_theme, ctx, split)


def _a_round(ctx: AppContext) -> int:
    """A round with one occasion."""
    round_id = a_round(ctx)
    occasion = replace(_survey_fields(), round_id=round_id, responsible_id=a_person(ctx))
    surveys.add_survey(ctx, occasion)
    return round_id


def round_new(ctx: AppContext) -> Operation:
    fields = dialogue.RoundFields("Kil", "Dialog i Kil", DAY, LATER, "Fråga", "Inga äldre")
    return partial(dialogue.add_round, ctx, fields)


def round_edit(ctx: AppContext) -> Operation:
    fields = dialogue.RoundFields("Kil", "Ny titel", DAY, LATER, "Fråga", "Inga äldre")
    return partial(dialogue.edit_round, ctx, dialogue.EditRound(_a_round(ctx), 1, fields))


def round_copy(ctx: AppContext) -> Operation:
    return partial(dialogue.copy_round, ctx, dialogue.CopyRound(_a_round(ctx), "Igen", LATER))


def round_delete(ctx: AppContext) -> Operation:
    return partial(dialogue.delete_round, ctx, _a_round(ctx), 1)


def occasion_copy(ctx: AppContext) -> Operation:
    return partial(dialogue.copy_occasion, ctx, dialogue.CopyOccasion(a_survey(ctx), LATER))


def survey_outcome(ctx: AppContext) -> Operation:
    command = dialogue.RecordOutcome(a_survey(ctx), 1, 52, 38, "Många samtal", "Inga äldre")
    return partial(dialogue.record_outcome, ctx, command)


def _figure(ctx: AppContext, survey: int | None = None) -> figures.FigureFields:
    wording, source = "Vill se mer polis", "Polisens trygghetsmätning"
    return figures.FigureFields(
        survey or a_survey(ctx), wording, Decimal("52.5"), "%", 380, source, "Bara vuxna"
    )


def figure_new(ctx: AppContext) -> Operation:
    return partial(figures.add_figure, ctx, _figure(ctx))


def figure_edit(ctx: AppContext) -> Operation:
    fields = _figure(ctx)
    figure = figures.add_figure(ctx, fields)
    new = replace(fields, wording="Anmälda brott", value=Decimal(1204), unit="antal", answers=None)
    return partial(figures.edit_figure, ctx, figures.EditFigure(figure, 1, new))


def figure_delete(ctx: AppContext) -> Operation:
    return partial(figures.delete_figure, ctx, figures.add_figure(ctx, _figure(ctx)), 1)


def question_new(ctx: AppContext) -> Operation:
    fields = questions.QuestionFields(
        "Trygghetsbetyg för torget", QuestionMeasure.MEAN_RATING, place="Torget"
    )
    return partial(questions.add_question, ctx, fields)


def question_edit(ctx: AppContext) -> Operation:
    question = questions.add_question(ctx, questions.QuestionFields("Vill se mer polis", unit="%"))
    new = questions.QuestionFields("Anmälda brott", unit="antal")
    return partial(questions.edit_question, ctx, questions.EditQuestion(question, 1, new))


def question_delete(ctx: AppContext) -> Operation:
    question = questions.add_question(ctx, questions.QuestionFields("Vill se mer polis", unit="%"))
    return partial(questions.delete_question, ctx, question, 1)


def measurement_from_survey(ctx: AppContext) -> Operation:
    question = questions.add_question(ctx, questions.QuestionFields("Vill se mer polis", unit="%"))
    fields = replace(_indicator(ctx), baseline_on=DAY - dt.timedelta(1), question_id=question)
    indicator, survey = follow_up.add_indicator(ctx, fields), a_survey(ctx)
    figures.add_figure(ctx, _figure(ctx, survey))
    return partial(measuring.measure_from, ctx, measuring.MeasureFrom(indicator, survey_id=survey))


def cause_whys(ctx: AppContext) -> Operation:
    cause = a_cause(ctx)
    problems.set_whys(ctx, problems.SetWhys(cause, 1, ("Få lampor",)))
    command = problems.SetWhys(cause, 1, ("Få lampor", "Ingen äger frågan"), seen=("Få lampor",))
    return partial(problems.set_whys, ctx, command)


def evidence_edit(ctx: AppContext) -> Operation:
    edit = problems.EditEvidence(_evidence(ctx, a_problem(ctx)), 1, "31 % undviker torget")
    return partial(problems.edit_evidence, ctx, edit)


def problem_from_theme(ctx: AppContext) -> Operation:
    surveys.add_responses(ctx, a_survey(ctx), [surveys.ResponseFields("Mörkt", themes=("ljus",))])
    with ctx.read() as session:
        theme = session.scalars(select(Theme.id)).one()
    fields = problems.ProblemFields("Säffle", "Mörka stråk")
    command = problems.AddProblemFromTheme(theme, "100 % tar upp ljus", fields)
    return partial(problems.add_problem_from_theme, ctx, command)


def theme_start(ctx: AppContext) -> Operation:
    return partial(starter_themes.add_starter_themes, ctx)


OPERATIONS: dict[str, Prepare] = {
    "import.log": import_log,
    "import.actions": import_actions,
    "import.responses": import_responses,
    **{
        name: _without_file(prepare)
        for name, prepare in {
            "action.delete": action_delete,
            "action.edit": action_edit,
            "action.move_deadline": action_move_deadline,
            "action.new": action_new,
            "action.note": action_note,
            "action.override_colour": action_override_colour,
            "action.set_owner": action_set_owner,
            "action.set_status": action_set_status,
            "agreement.edit": agreement_edit,
            "agreement.new": agreement_new,
            "book.settings": book_settings_edited,
            "cause.delete": cause_delete,
            "cause.edit": cause_edit,
            "cause.new": cause_new,
            "decision.answer": decision_answer,
            "decision.new": decision_new,
            "decision.withdraw": decision_withdraw,
            "evidence.delete": evidence_delete,
            "evidence.new": evidence_new,
            "feedback.delete": feedback_delete,
            "feedback.edit": feedback_edit,
            "feedback.new": feedback_new,
            "handover.delete": handover_delete,
            "indicator.delete": indicator_delete,
            "indicator.edit": indicator_edit,
            "indicator.new": indicator_new,
            "log.delete": log_delete,
            "log.edit": log_edit,
            "log.new": log_new,
            "measurement.delete": measurement_delete,
            "measurement.new": measurement_new,
            "municipality.look": municipality_look,
            "note.delete": note_delete,
            "person.edit": person_edit,
            "person.hand_over": person_hand_over,
            "person.new": person_new,
            "problem.delete": problem_delete,
            "problem.edit": problem_edit,
            "problem.new": problem_new,
            "promise.delete": promise_delete,
            "promise.edit": promise_edit,
            "promise.end": promise_end,
            "promise.endorse": promise_endorse,
            "promise.new": promise_new,
            "promise.new_version": promise_new_version,
            "promise.return_to_draft": promise_return_to_draft,
            "promise.sign": promise_sign,
            "promise.sign_report": promise_sign_report,
            "promise.start": promise_start,
            "report.hand_over": report_hand_over,
            "report.saved": report_saved,
            "report.settle": report_settle,
            "response.dispose": response_dispose,
            "response.new": response_new,
            "survey.delete": survey_delete,
            "survey.edit": survey_edit,
            "survey.new": survey_new,
            "coding.resolve": coding_resolve,
            "coding.set": coding_set,
            "response.code": response_code,
            "response.deidentify": response_deidentify,
            "response.delete": response_delete,
            "response.edit": response_edit,
            "response.mask": response_mask,
            "response.read": response_read,
            "response.uncode": response_uncode,
            "theme.delete": theme_delete,
            "theme.edit": theme_edit,
            "theme.merge": theme_merge,
            "theme.new": theme_new,
            "theme.order": theme_order,
            "theme.split": theme_split,
            "round.new": round_new,
            "round.edit": round_edit,
            "round.copy": round_copy,
            "round.delete": round_delete,
            "occasion.copy": occasion_copy,
            "survey.outcome": survey_outcome,
            "figure.delete": figure_delete,
            "figure.edit": figure_edit,
            "figure.new": figure_new,
            "measurement.from_survey": measurement_from_survey,
            "question.delete": question_delete,
            "question.edit": question_edit,
            "question.new": question_new,
            "cause.whys": cause_whys,
            "evidence.edit": evidence_edit,
            "problem.from_theme": problem_from_theme,
            "theme.start": theme_start,
            **SERIES,
            **MEETINGS,
            **REVIEW,
        }.items()
    },
}
"""By the name the journal knows the operation by."""

MILESTONES = {"report.settle": "report.final", "response.dispose": "row.changed"}
"""Those that stand for good: they are no step to undo, and nothing takes them back.

Each with what is said to whoever tries.
"""
