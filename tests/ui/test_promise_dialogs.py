"""The dialogs about promises and what hangs on them, opened and driven in both languages."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton

from tests import factory
from tests.ui.desks import Bench, dialogs
from tests.ui.keeping import kept
from tests.ui.town import TODAY, Town
from tracker import i18n
from tracker.i18n import Language, _
from tracker.messages import gap
from tracker.models.completeness import Lack, Missing
from tracker.models.enums import CauseKind, Direction, IndicatorKind, PromiseStatus
from tracker.services.context import AppContext
from tracker.services.follow_up import (
    EditFeedback,
    EditIndicator,
    FeedbackFields,
    IndicatorFields,
    Measure,
    edit_feedback,
    edit_indicator,
    measure,
    plan_feedback,
)
from tracker.services.problems import AddCause, EditCause, edit_cause
from tracker.services.promises import (
    AddPromise,
    EditPromise,
    EndPromise,
    NewVersion,
    PromiseFields,
    SignPromise,
    edit_promise,
    new_version,
)
from tracker.services.queries.choices import Choice
from tracker.services.queries.plan import PlanView, plan
from tracker.ui.dialogs import promise_commands
from tracker.ui.dialogs.cause import EditCauseDialog, NewCauseDialog
from tracker.ui.dialogs.feedback import EditFeedbackDialog, PlanFeedbackDialog
from tracker.ui.dialogs.form import FormDialog
from tracker.ui.dialogs.indicator import EditIndicatorDialog, NewIndicatorDialog
from tracker.ui.dialogs.measurement import MeasureDialog
from tracker.ui.dialogs.promise import EditPromiseDialog, NewPromiseDialog, NewVersionDialog
from tracker.ui.dialogs.promise_problems import AnsweredProblemsDialog
from tracker.ui.dialogs.promise_status import EndDialog, SignDialog
from tracker.ui.panels.promises.promise_actions import PromiseActions

Key = Qt.Key
AGREEMENTS = [Choice(7, "Överenskommelse 2018")]
PROBLEMS = [Choice(1, "1 Otrygghet i centrum"), Choice(2, "2 Trafik & <b>buller</b>")]
pytestmark = pytest.mark.usefixtures("theme")


@pytest.fixture
def view(town_ctx: AppContext, town: Town) -> PlanView:
    """The signed promise."""
    return plan(town_ctx, town.promise)


@pytest.fixture
def draft(town_ctx: AppContext, town: Town) -> PlanView:
    """The draft."""
    return plan(town_ctx, town.draft)


def asked(dialog: FormDialog[Any]) -> list[Any]:
    """What the dialog submits."""
    found: list[Any] = []
    dialog.submitted.connect(found.append)
    return found


def words_in(dialog: FormDialog[Any]) -> str:
    """All words of a dialog."""
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_a_new_promise_by_keyboard_with_its_vague_wording_said(town: Town) -> None:
    dialog = kept(NewPromiseDialog(AGREEMENTS, PROBLEMS, TODAY))
    dialog.show()
    dialog.activateWindow()
    QApplication.processEvents()
    commands = asked(dialog)
    assert QApplication.focusWidget() is dialog._title
    QTest.keyClicks(dialog._title, "Trygg stad")
    dialog._text.set_value("Vi ska verka för ökad trygghet.")
    assert "”verka för” går inte att följa upp" in dialog._text.vague_note()
    dialog._text.set_value("Vi ska ha 20 patruller senast 31 dec.")
    assert dialog._text.vague_note() == ""
    dialog._problems.set_values([2])
    QTest.keyClick(dialog, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    fields = PromiseFields(
        "Trygg stad",
        "Vi ska ha 20 patruller senast 31 dec.",
        dt.date(2018, 1, 1),
        dt.date(2018, 12, 31),
    )
    assert commands == [AddPromise(7, fields, (2,))]


@pytest.mark.parametrize("name", ["period_start", "period_end"])
def test_a_promise_needs_its_period(name: str) -> None:
    dialog = kept(NewPromiseDialog(AGREEMENTS, PROBLEMS, TODAY))
    commands = asked(dialog)
    getattr(dialog, f"_{name}").clear()
    dialog.submit()
    assert "måste fyllas i" in dialog.error_text()
    assert commands == []


def test_one_of_several_agreements_is_chosen() -> None:
    dialog = kept(NewPromiseDialog([*AGREEMENTS, Choice(8, "2019")], [], TODAY))
    commands = asked(dialog)
    assert "Det finns inget problem i boken än." in words_in(dialog)
    dialog._agreement.set_value(None)
    dialog.submit()
    assert commands == []
    dialog._agreement.set_value(8)
    dialog.submit()
    assert commands[0].agreement_id == 8


def test_a_signed_promise_changes_its_effect_only(view: PlanView) -> None:
    dialog = kept(EditPromiseDialog(view, PROBLEMS, TODAY))
    commands = asked(dialog)
    assert not dialog._text.isEnabled()
    assert "ny version" in words_in(dialog)
    dialog._effect.set_value("Färre otrygga")
    dialog.submit()
    (command,) = commands
    assert isinstance(command, EditPromise)
    assert command.fields.expected_effect == "Färre otrygga"
    assert command.fields.text == view.fields.text


def test_a_new_version_says_why_and_who(view: PlanView) -> None:
    dialog = kept(NewVersionDialog(view, TODAY))
    commands = asked(dialog)
    dialog.submit()
    assert "Beslutat av" in dialog.error_text()
    QTest.keyClicks(dialog._decided_by, "Styrgruppen")
    dialog.submit()
    assert "Skriv skälet" in dialog.error_text()
    dialog._reason.set_value("Tydligare")
    dialog._signed_on.clear()
    dialog.submit()
    assert commands == []
    dialog._signed_on.set_value(TODAY)
    dialog.submit()
    row, fields = view.row, view.fields
    assert commands == [
        NewVersion(
            row.id, row.version, fields.title, fields.text, "Tydligare", "Styrgruppen", TODAY
        )
    ]
    assert "Version 1 finns kvar" in words_in(dialog)


def test_what_blocks_a_signing_is_listed_with_ways_there(draft: PlanView) -> None:
    dialog = kept(SignDialog(draft, TODAY))
    dialog.show()
    chosen: list[Missing] = []
    dialog.gap_chosen.connect(chosen.append)
    assert "1 sak saknas före undertecknandet:" in words_in(dialog)
    assert not dialog._save.isVisible()
    commands = asked(dialog)
    QTest.keyClick(dialog, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert commands == []
    links = {b.accessibleName(): b for b in dialog.findChildren(QPushButton)}
    links["Visa: minst en åtgärd med orsak, ägare och slutdatum"].click()
    assert chosen == [Missing(Lack.ACTION)]
    assert not dialog.isVisible()


def test_a_missing_text_is_listed_and_the_way_there_ends_in_its_field(
    at_desk: Bench, town_ctx: AppContext, town: Town
) -> None:
    view = plan(town_ctx, town.draft)
    wordless = replace(view.fields, text="")
    edit_promise(town_ctx, EditPromise(town.draft, view.row.version, wordless))
    does = PromiseActions(at_desk.desk, at_desk.window, lambda: plan(town_ctx, town.draft))
    does.step("sign")
    (signing,) = dialogs(SignDialog)
    links = {b.accessibleName(): b for b in signing.findChildren(QPushButton)}
    links[_("Show: {what}").format(what=gap(Missing(Lack.TEXT)))].click()
    at_desk.settle()
    (editing,) = dialogs(EditPromiseDialog)
    assert isinstance(editing, EditPromiseDialog)
    assert editing._text.isAncestorOf(editing.focusWidget())


def test_that_nobody_is_named_to_sign_is_said_quietly(draft: PlanView) -> None:
    dialog = kept(SignDialog(replace(draft, missing=(Missing(Lack.SIGNATORY),)), TODAY))
    dialog.show()
    chosen: list[Missing] = []
    dialog.gap_chosen.connect(chosen.append)
    assert dialog._save.isVisible()
    words = gap(Missing(Lack.SIGNATORY))
    links = {b.accessibleName(): b for b in dialog.findChildren(QPushButton)}
    links[_("Show: {what}").format(what=words)].click()
    assert chosen == [Missing(Lack.SIGNATORY)]


def test_a_whole_draft_is_signed_on_a_day(town_ctx: AppContext, town: Town) -> None:
    problem = factory.a_problem(town_ctx, "Nytt")
    whole = factory.a_promise(town_ctx, "Helt", (problem,))
    cause = factory.a_cause(town_ctx, problem)
    owner = factory.a_person(town_ctx)
    factory.an_action(town_ctx, whole, cause_ids=(cause,), owner_id=owner)
    view = plan(town_ctx, whole)
    dialog = kept(SignDialog(view, TODAY))
    commands = asked(dialog)
    assert "hindrar inte undertecknandet" in words_in(dialog)
    dialog._signed_on.clear()
    dialog.submit()
    assert commands == []
    dialog._signed_on.set_value(TODAY)
    dialog.submit()
    assert commands == [SignPromise(whole, view.row.version, TODAY)]


def test_an_outcome_is_chosen_and_explained(view: PlanView) -> None:
    dialog = kept(EndDialog(view))
    commands = asked(dialog)
    dialog.submit()
    assert "hur löftet slutade" in dialog.error_text() or dialog.error_text()
    dialog._outcome.set_value(PromiseStatus.NOT_KEPT)
    dialog.submit()
    assert "Skriv skälet" in dialog.error_text()
    dialog._reason.set_value("Personal omfördelad")
    dialog.submit()
    dialog._outcome.set_value(PromiseStatus.KEPT)
    dialog._reason.set_value("")
    dialog.submit()
    row = view.row
    assert commands == [
        EndPromise(row.id, row.version, PromiseStatus.NOT_KEPT, "Personal omfördelad"),
        EndPromise(row.id, row.version, PromiseStatus.KEPT, ""),
    ]


def test_a_cause_needs_words_and_a_problem(view: PlanView) -> None:
    dialog = kept(NewCauseDialog(PROBLEMS))
    commands = asked(dialog)
    dialog.submit()
    assert "Problem" in dialog.error_text()
    dialog._problem.set_value(2)
    dialog.submit()
    assert "”Orsak”" in dialog.error_text()
    dialog._description.set_value("Släckt belysning")
    dialog._kind.set_value(CauseKind.OFFENDER)
    dialog.submit()
    assert commands == [AddCause(2, CauseKind.OFFENDER, "Släckt belysning")]
    cause = view.causes[0]
    edit = kept(EditCauseDialog(cause))
    commands = asked(edit)
    edit._description.set_value("Mörkt på kvällen")
    edit.submit()
    described = EditCause(cause.id, cause.version, CauseKind.PLACE, "Mörkt på kvällen", (), ())
    assert commands == [described]


def test_enter_saves_a_cause(view: PlanView) -> None:
    dialog = kept(EditCauseDialog(view.causes[0]))
    commands = asked(dialog)
    dialog.show()
    QApplication.processEvents()
    edit = dialog._description.edit
    assert edit.textCursor().selectedText() == view.causes[0].description
    edit.insertPlainText("Släckt")
    assert edit.viewport().height() >= 2 * edit.fontMetrics().lineSpacing()
    for modifier in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier):
        QTest.keyClick(edit, Key.Key_Return, modifier)
    assert [command.description for command in commands] == ["Släckt", "Släckt"]


def test_an_indicator_goes_from_a_value_to_a_value(view: PlanView) -> None:
    dialog = kept(NewIndicatorDialog(view.row.id, TODAY))
    commands = asked(dialog)
    QTest.keyClicks(dialog._name, "Otrygga")
    QTest.keyClicks(dialog._unit, "%")
    QTest.keyClicks(dialog._baseline, "31")
    QTest.keyClicks(dialog._target, "25,5")
    dialog._direction.set_value(Direction.DOWN)
    dialog._measure_by.set_value(dt.date(2018, 11, 15))
    QTest.keyClicks(dialog._measure_every, "12")
    dialog.submit()
    assert commands == [
        IndicatorFields(
            view.row.id,
            "Otrygga",
            IndicatorKind.EFFECT,
            Direction.DOWN,
            "%",
            Decimal(31),
            None,
            Decimal("25.5"),
            measure_by=dt.date(2018, 11, 15),
            measure_every=12,
        )
    ]
    row = view.indicators[0]
    edit = kept(EditIndicatorDialog(view.row.id, replace(row, measure_every=6), TODAY))
    commands = asked(edit)
    edit.submit()
    assert (commands[0].fields.target, commands[0].fields.measure_every) == (Decimal(25), 6)


def test_a_signed_goal_asks_why_it_is_another(view: PlanView) -> None:
    row = view.indicators[0]
    dialog = kept(EditIndicatorDialog(view.row.id, row, TODAY, signed=True))
    dialog.show()
    commands = asked(dialog)
    dialog._source.setText("Polisens trygghetsmätning")
    assert not dialog._why.isVisible()
    dialog.submit()
    dialog._target.clear()
    QTest.keyClicks(dialog._target, "27")
    assert dialog._why.isVisible()
    dialog.submit()
    assert "Skriv skälet" in dialog.error_text()
    dialog._why.set_reason("För svårt")
    dialog.submit()
    first, second = commands
    assert (first.reason, second.reason, second.fields.target) == ("", "För svårt", Decimal(27))
    dialog._target.set_value(Decimal(25))
    assert not dialog._why.isVisible()


def test_a_value_that_can_hardly_be_is_asked_about(view: PlanView) -> None:
    row = view.indicators[0]
    dialog = kept(MeasureDialog(row, TODAY))
    dialog.show()
    commands = asked(dialog)
    QTest.keyClicks(dialog._value, "250")
    assert "250\xa0% – stämmer det?" in dialog.error_text()
    assert dialog._even_so.isVisible()
    commands_before = list(commands)
    dialog._even_so.setChecked(True)
    dialog.submit()
    assert (commands_before, commands) == ([], [Measure(row.id, TODAY, Decimal(250), even_so=True)])
    dialog._value.clear()
    QTest.keyClicks(dialog._value, "25")
    assert not dialog._even_so.isVisible()
    dialog.submit()
    assert not commands[-1].even_so


def test_a_second_measurement_of_a_day_is_refused_beside_the_day(
    at_desk: Bench, town_ctx: AppContext, view: PlanView
) -> None:
    row = view.indicators[0]
    measure(town_ctx, Measure(row.id, TODAY, Decimal(12)))
    promise_commands.enter_measurement(at_desk.desk, at_desk.window, row)
    (dialog,) = dialogs(MeasureDialog)
    assert isinstance(dialog, MeasureDialog)
    QTest.keyClicks(dialog._value, "13")
    dialog.submit()
    at_desk.settle()
    assert dialog.error_text() == (
        "Det finns redan en mätning 15 september 2018: 12\xa0%. "
        "Ändra dagen, eller ta bort den först."
    )
    assert dialog._measured_on.isAncestorOf(dialog.focusWidget())


def test_a_measurement_has_a_value_or_a_reason(view: PlanView) -> None:
    row = view.indicators[0]
    dialog = kept(MeasureDialog(row, TODAY))
    dialog.show()
    commands = asked(dialog)
    dialog.submit()
    assert "Värde" in dialog.error_text()
    QTest.keyClicks(dialog._value, "28")
    QTest.keyClicks(dialog._answers, "112")
    dialog.submit()
    dialog._unmeasured.setChecked(True)
    assert not dialog._value.isEnabled()
    dialog.submit()
    assert "Skriv skälet" in dialog.error_text()
    dialog._note.set_value("Enkäten ställdes in")
    dialog.submit()
    dialog._measured_on.clear()
    dialog.submit()
    assert commands == [
        Measure(row.id, TODAY, Decimal(28), 112),
        Measure(row.id, TODAY, None, None, "", "Enkäten ställdes in"),
    ]


def test_feedback_is_planned_and_then_given(
    view: PlanView, town_ctx: AppContext, town: Town
) -> None:
    dialog = kept(PlanFeedbackDialog(town.promise, TODAY))
    commands = asked(dialog)
    QTest.keyClicks(dialog._audience, "Boende")
    QTest.keyClicks(dialog._channel, "Torget")
    dialog.submit()
    assert "måste fyllas i" in dialog.error_text()
    dialog._planned_on.set_value(dt.date(2018, 12, 1))
    dialog.submit()
    fields = FeedbackFields(town.promise, "Boende", "Torget", dt.date(2018, 12, 1))
    assert commands == [fields]
    plan_feedback(town_ctx, fields)
    row = plan(town_ctx, town.promise).feedback[0]
    given = kept(EditFeedbackDialog(town.promise, row, TODAY, done_on=TODAY))
    commands = asked(given)
    QTest.keyClicks(given._hours, "1,5")
    given.submit()
    (command,) = commands
    assert isinstance(command, EditFeedback)
    assert (command.fields.done_on, command.fields.hours) == (TODAY, Decimal("1.5"))


Change = Callable[[Bench, AppContext, Town], None]


def _promise(at: Bench, ctx: AppContext, town: Town) -> None:
    view = plan(ctx, town.draft)
    promise_commands.edit_promise(at.desk, at.window, town.draft)
    at.settle()
    edit_promise(
        ctx, EditPromise(town.draft, view.row.version, replace(view.fields, title="Annat"))
    )


def _version(at: Bench, ctx: AppContext, town: Town) -> None:
    view = plan(ctx, town.promise)
    promise_commands.write_new_version(at.desk, at.window, view)
    (dialog,) = dialogs(NewVersionDialog)
    assert isinstance(dialog, NewVersionDialog)
    dialog._reason.set_value("Skäl")
    dialog._decided_by.setText("Alla")
    change = NewVersion(town.promise, view.row.version, "Nytt", "Ny text", "Skäl", "Alla", TODAY)
    new_version(ctx, change)


def _end(at: Bench, ctx: AppContext, town: Town) -> None:
    view = plan(ctx, town.promise)
    promise_commands.end(at.desk, at.window, view)
    (dialog,) = dialogs(EndDialog)
    assert isinstance(dialog, EndDialog)
    dialog._outcome.set_value(PromiseStatus.KEPT)
    fields = replace(view.fields, expected_effect="Annat")
    edit_promise(ctx, EditPromise(town.promise, view.row.version, fields))


def _cause(at: Bench, ctx: AppContext, town: Town) -> None:
    cause = plan(ctx, town.promise).causes[0]
    promise_commands.edit_cause(at.desk, at.window, town.promise, cause)
    edit_cause(ctx, EditCause(cause.id, cause.version, CauseKind.VICTIM, "Annat"))


def _indicator(at: Bench, ctx: AppContext, town: Town) -> None:
    row = plan(ctx, town.promise).indicators[0]
    promise_commands.edit_indicator(at.desk, at.window, town.promise, row, signed=True)
    at.settle()
    (dialog,) = dialogs(EditIndicatorDialog)
    assert isinstance(dialog, EditIndicatorDialog)
    dialog._why.set_reason("Fel i enkäten")
    fields = IndicatorFields(town.promise, "Annat", IndicatorKind.EFFECT, Direction.UP)
    edit_indicator(ctx, EditIndicator(row.id, row.version, fields, "Annat mått"))


def _feedback(at: Bench, ctx: AppContext, town: Town) -> None:
    fields = FeedbackFields(town.promise, "Boende", "Torget", TODAY)
    plan_feedback(ctx, fields)
    row = plan(ctx, town.promise).feedback[0]
    promise_commands.edit_feedback(at.desk, at.window, town.promise, row)
    edit_feedback(ctx, EditFeedback(row.id, row.version, replace(fields, text="Annat")))


@pytest.mark.parametrize("change", [_promise, _version, _end, _cause, _indicator, _feedback])
def test_a_conflict_shows_what_the_book_says_and_a_second_save_overwrites(
    at_desk: Bench, town_ctx: AppContext, town: Town, change: Change
) -> None:
    change(at_desk, town_ctx, town)
    at_desk.settle()
    (dialog,) = dialogs(FormDialog)
    assert isinstance(dialog, FormDialog)
    dialog.submit()
    at_desk.settle()
    assert dialog.isVisible()
    assert "I boken nu" in dialog.error_text()
    dialog.submit()
    at_desk.settle()
    assert not dialogs(FormDialog)
    assert at_desk.failures == []


def test_a_signing_somebody_changed_shows_the_text_as_it_is(
    at_desk: Bench, town_ctx: AppContext, town: Town
) -> None:
    problem = factory.a_problem(town_ctx, "Nytt")
    whole = factory.a_promise(town_ctx, "Helt", (problem,))
    cause, owner = factory.a_cause(town_ctx, problem), factory.a_person(town_ctx)
    factory.an_action(town_ctx, whole, cause_ids=(cause,), owner_id=owner)
    view = plan(town_ctx, whole)
    promise_commands.sign(at_desk.desk, at_desk.window, view, lambda _gap: None)
    fields = PromiseFields("Helt", "En annan text.", *factory.YEAR)
    edit_promise(town_ctx, EditPromise(whole, view.row.version, fields))
    (dialog,) = dialogs(SignDialog)
    assert isinstance(dialog, SignDialog)
    dialog.submit()
    at_desk.settle()
    assert "I boken nu: En annan text." in dialog.error_text()
    dialog.submit()
    at_desk.settle()
    assert plan(town_ctx, whole).row.status is PromiseStatus.SIGNED


def test_a_new_promise_is_handed_on_by_its_id(
    at_desk: Bench, town_ctx: AppContext, town: Town
) -> None:
    added: list[int] = []
    promise_commands.new_promise(at_desk.desk, at_desk.window, added.append)
    at_desk.settle()
    (dialog,) = dialogs(NewPromiseDialog)
    assert isinstance(dialog, NewPromiseDialog)
    dialog.submit()
    at_desk.settle()
    assert "Titel" in dialog.error_text()
    dialog._title.setText("Sjunde löftet")
    dialog.submit()
    at_desk.settle()
    assert plan(town_ctx, added[0]).row.title == "Sjunde löftet"


def test_a_promise_without_problem_asks_for_it_before_its_causes(
    at_desk: Bench, draft: PlanView, view: PlanView, town_ctx: AppContext
) -> None:
    promise_commands.new_cause(at_desk.desk, at_desk.window, draft)
    at_desk.settle()
    (dialog,) = dialogs(AnsweredProblemsDialog)
    assert isinstance(dialog, AnsweredProblemsDialog)
    assert "Välj först vilket problem löftet svarar mot." in words_in(dialog)
    assert isinstance(dialog.focusWidget(), QCheckBox)
    dialog.submit()
    assert dialog.error_text()
    QTest.keyClick(dialog.focusWidget(), Key.Key_Space)
    dialog.submit()
    at_desk.settle()
    assert not dialogs(AnsweredProblemsDialog)
    assert dialogs(NewCauseDialog)
    after = plan(town_ctx, draft.row.id)
    assert after.fields == draft.fields
    assert len(after.problems) == 1


def test_a_book_without_problems_offers_the_first(draft: PlanView) -> None:
    dialog = kept(AnsweredProblemsDialog(draft, []))
    asked_for: list[bool] = []
    dialog.problem_asked.connect(lambda: asked_for.append(True))
    dialog.show()
    (new,) = [b for b in dialog.findChildren(QPushButton) if "Nytt problem" in b.text()]
    assert dialog.focusWidget() is new
    new.click()
    assert asked_for == [True]
    assert not dialog.isVisible()


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_dialog_opens_in_both_languages(
    view: PlanView, draft: PlanView, town_ctx: AppContext, town: Town, language: Language
) -> None:
    i18n.activate(language)
    plan_feedback(town_ctx, FeedbackFields(town.promise, "Boende", "Torget", TODAY))
    feedback = plan(town_ctx, town.promise).feedback[0]
    made: list[FormDialog[Any]] = [
        NewPromiseDialog(AGREEMENTS, PROBLEMS, TODAY),
        EditPromiseDialog(view, PROBLEMS, TODAY),
        EditPromiseDialog(draft, PROBLEMS, TODAY),
        NewVersionDialog(view, TODAY),
        SignDialog(draft, TODAY),
        SignDialog(view, TODAY),
        EndDialog(view),
        NewCauseDialog(PROBLEMS[:1]),
        EditCauseDialog(view.causes[0]),
        NewIndicatorDialog(view.row.id, TODAY),
        EditIndicatorDialog(view.row.id, view.indicators[0], TODAY),
        MeasureDialog(view.indicators[0], TODAY),
        PlanFeedbackDialog(town.promise, TODAY),
        EditFeedbackDialog(town.promise, feedback, TODAY),
        EditFeedbackDialog(town.promise, feedback, TODAY, done_on=TODAY),
    ]
    for dialog in map(kept, made):
        dialog.show()
        QApplication.processEvents()
        assert dialog.windowTitle()
        assert dialog.sizeHint().height() <= 680
        assert not dialog.grab().isNull()
        QTest.keyClick(dialog, Key.Key_Escape)
        assert not dialog.isVisible()
