"""The tabs of a promise: trail, effect, deviations, feedback; and what its head says."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from tests import factory
from tests.ui.desks import Bench, dialogs
from tests.ui.town import TODAY, Town
from tracker.i18n import _, format_date
from tracker.messages.measuring import due_words, trend_words
from tracker.models.enums import ActionStatus, Direction, IndicatorKind, PromiseStatus
from tracker.services.actions import MoveDeadline, SetStatus, move_deadline, set_status
from tracker.services.context import AppContext
from tracker.services.follow_up import (
    EditIndicator,
    FeedbackFields,
    IndicatorFields,
    Measure,
    add_indicator,
    edit_indicator,
    measure,
    plan_feedback,
)
from tracker.services.history import undo
from tracker.services.problems import AddEvidence, add_evidence
from tracker.services.promises import EndPromise, NewVersion, end_promise, new_version
from tracker.services.queries.actions import action_rows
from tracker.services.queries.plan import plan
from tracker.ui.desk import EFFECT_TAB, Goto
from tracker.ui.dialogs.feedback import EditFeedbackDialog, PlanFeedbackDialog
from tracker.ui.dialogs.indicator import (
    EditIndicatorDialog,
    NewIndicatorDialog,
    RemoveIndicatorDialog,
)
from tracker.ui.dialogs.measurement import MeasureDialog
from tracker.ui.panels.promises import PromisesPage
from tracker.ui.panels.promises.effect_chart import EffectChart, points_of
from tracker.ui.panels.promises.head_words import (
    effect_runs,
    lock_words,
    measure_name,
    notes,
    outcome_words,
    trail_parts,
)
from tracker.ui.panels.promises.trail import trail_steps

Key = Qt.Key
pytestmark = pytest.mark.usefixtures("theme")


@pytest.fixture
def page(at_desk: Bench, town: Town) -> Iterator[PromisesPage]:
    """The page on the town's signed promise."""
    made = PromisesPage(at_desk.desk)
    at_desk.show(made)
    yield made
    assert at_desk.failures == []


def buttons(page: PromisesPage, words: str) -> list[QPushButton]:
    """The visible buttons and links with these words."""
    return [b for b in page.findChildren(QPushButton) if b.text() == words and b.isVisible()]


def labels(page: PromisesPage) -> str:
    """All words on the page."""
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_the_trail_names_what_is_missing(town_ctx: AppContext, town: Town) -> None:
    steps = {step.title: step for step in trail_steps(plan(town_ctx, town.promise))}
    assert list(steps) == [
        _("Evidence"),
        "Problem",
        "Orsaker",
        "Löfte",
        "Åtgärder",
        "Gjort",
        "Effekt",
    ]
    missing = _("Problem {number} rests on no survey.").format(number=1)
    assert steps[_("Evidence")].gaps == (missing,)
    assert steps["Gjort"].gaps == (
        "Inget är loggat på åtgärd 1.2.",
        "Inget är loggat på åtgärd 1.3.",
    )
    assert steps["Effekt"].gaps == ("Otrygga kvällstid: ej mätt.",)
    assert steps["Orsaker"].gaps == ()
    draft = {step.title: step for step in trail_steps(plan(town_ctx, town.draft))}
    assert all(step.gaps for title, step in draft.items() if title not in ("Löfte", "Gjort"))


def test_evidence_and_measurement_close_the_trail(town_ctx: AppContext, town: Town) -> None:
    view = plan(town_ctx, town.promise)
    survey = factory.a_survey(town_ctx)
    add_evidence(town_ctx, AddEvidence(view.problems[0].id, survey, "31 % otrygga"))
    measure(town_ctx, Measure(view.indicators[0].id, TODAY, Decimal(28)))
    after = plan(town_ctx, town.promise)
    steps = {step.title: step for step in trail_steps(after)}
    assert steps[_("Evidence")].lines[0].words == "31 % otrygga"
    assert steps["Effekt"].lines[0].after == "31\xa0% → 25\xa0%, 28\xa0% 15 sep 2018"
    assert not any(is_gap for _words, is_gap in trail_parts(after))


def test_a_long_trail_is_cut_and_says_so(
    page: PromisesPage, at_desk: Bench, town: Town, town_ctx: AppContext
) -> None:
    for number in range(12):
        factory.an_action(town_ctx, town.promise, title=f"Åtgärd {number}")
    at_desk.settle()
    page.tabs.setCurrentIndex(1)
    at_desk.settle()
    assert "och 7 till" in labels(page)


def test_an_unmeasured_effect_says_so_until_it_is_measured(
    page: PromisesPage, at_desk: Bench, town_ctx: AppContext, town: Town
) -> None:
    words = "".join(run.text for run in effect_runs(plan(town_ctx, town.promise)))
    assert words == "Förväntad effekt: Otrygga kvällstid 31\xa0% → 25\xa0%.  Ej mätt 2018."
    page.head.measure_asked.emit()
    at_desk.settle()
    (dialog,) = dialogs(MeasureDialog)
    assert isinstance(dialog, MeasureDialog)
    QTest.keyClicks(dialog._value, "28,5")
    dialog.submit()
    at_desk.settle()
    words = "".join(run.text for run in effect_runs(plan(town_ctx, town.promise)))
    assert words.endswith("Mätt 15 sep 2018: 28,5\xa0%.")
    page.tabs.setCurrentIndex(2)
    at_desk.settle()
    charts = page.findChildren(EffectChart)
    told = charts[0].accessibleDescription()
    assert told.startswith("1 jan 2018: 31\xa0%, 15 sep 2018: 28,5\xa0%, Mål: 25\xa0%")
    values = ((dt.date(2018, 1, 1), Decimal(31)), (TODAY, Decimal("28.5")))
    assert told.endswith(trend_words(values))


def test_a_chart_is_broken_where_nothing_was_measured_and_tells_when_it_is_next(
    page: PromisesPage, at_desk: Bench, town_ctx: AppContext, town: Town
) -> None:
    row = plan(town_ctx, town.promise).indicators[0]
    for month, value in ((4, 30), (6, None), (8, 28)):
        on = dt.date(2018, month, 1)
        number = None if value is None else Decimal(value)
        measure(town_ctx, Measure(row.id, on, number, note="Enkäten ställdes in"))
    fields = IndicatorFields(
        town.promise, row.name, row.kind, row.direction, row.unit, row.baseline, row.baseline_on,
        row.target, measure_by=dt.date(2018, 6, 30), measure_every=4,
    )  # fmt: skip
    edit_indicator(town_ctx, EditIndicator(row.id, row.version, fields))
    at_desk.settle()
    page.open_at(Goto("promises", town.promise, query=EFFECT_TAB))
    at_desk.settle()
    (chart,) = page.findChildren(EffectChart)
    view = plan(town_ctx, town.promise)
    points = points_of(view.indicators[0], view.fields.period_start, TODAY)
    due = dt.date(2018, 10, 30)
    assert ([len(run) for run in points.runs()], points.due) == ([2, 1], due)
    assert points.span() == (dt.date(2018, 1, 1), due)
    for day in (dt.date(2018, 6, 1), due):
        assert format_date(day) in chart.accessibleDescription()
    assert due_words(due, 4, TODAY) in labels(page)


def test_ej_matt_is_listed_with_its_reason_but_is_no_point(
    page: PromisesPage, at_desk: Bench, town_ctx: AppContext, town: Town
) -> None:
    indicator = plan(town_ctx, town.promise).indicators[0]
    measure(town_ctx, Measure(indicator.id, TODAY, None, note="Enkäten ställdes in"))
    at_desk.settle()
    page.tabs.setCurrentIndex(2)
    at_desk.settle()
    shown = labels(page)
    assert "ej mätt" in shown
    assert "Enkäten ställdes in" in shown
    view = plan(town_ctx, town.promise)
    assert len(points_of(view.indicators[0], view.fields.period_start, TODAY).values) == 1
    assert not page.findChildren(EffectChart)


def test_older_measurements_are_folded(
    page: PromisesPage, at_desk: Bench, town_ctx: AppContext, town: Town
) -> None:
    indicator = plan(town_ctx, town.promise).indicators[0]
    for month in range(1, 9):
        day = dt.date(2018, month, 1)
        measure(town_ctx, Measure(indicator.id, day, Decimal(30 - month), answers=90 + month))
    at_desk.settle()
    page.tabs.setCurrentIndex(2)
    at_desk.settle()
    assert "91 svar" not in labels(page)
    buttons(page, "Visa alla 8")[0].click()
    at_desk.settle()
    assert "91 svar" in labels(page)


def test_indicators_are_added_and_changed(page: PromisesPage, at_desk: Bench, town: Town) -> None:
    # As Ctrl+K does: the effect of the promise that is shown.
    page.open_at(Goto("promises", query=EFFECT_TAB))
    assert page.tabs.currentIndex() == 2
    at_desk.settle()
    for words, kind in (
        ("Lägg till indikator", NewIndicatorDialog),
        ("Redigera", EditIndicatorDialog),
        ("Lägg in mätning", MeasureDialog),
    ):
        buttons(page, words)[-1].click()
        at_desk.settle()
        (dialog,) = dialogs(kind)
        dialog.close()
        at_desk.settle()
    page.list.rows.choose(town.draft)
    at_desk.settle()
    page.effect._empty.acted.emit()  # type: ignore[union-attr]
    at_desk.settle()
    assert dialogs(NewIndicatorDialog)


def test_other_units_stand_with_the_name(town_ctx: AppContext, town: Town) -> None:
    fields = IndicatorFields(
        town.draft, "Klagomål", IndicatorKind.EFFECT, Direction.DOWN, "per år", Decimal(34)
    )
    add_indicator(town_ctx, fields)
    row = plan(town_ctx, town.draft).indicators[0]
    assert measure_name(row) == "Klagomål, per år"


def test_deviations_tell_what_before_after_why_and_who(
    page: PromisesPage, at_desk: Bench, town_ctx: AppContext, town: Town
) -> None:
    page.tabs.setCurrentIndex(3)
    (row,) = action_rows(town_ctx, [town.patrols])
    move_deadline(
        town_ctx,
        MoveDeadline(((row.id, row.version),), dt.date(2019, 1, 31), "Vakans", "Styrgruppen"),
    )
    view = plan(town_ctx, town.promise)
    change = NewVersion(
        town.promise, view.row.version, "Levande stadskärna", "Vi lovar <b>mer</b>.", "Tydligare",
        "Kommunalrådet", TODAY,
    )  # fmt: skip
    new_version(town_ctx, change)
    at_desk.settle()
    model = page.deviations.model()
    shown = [[model.words(n, c) for c in range(model.columnCount())] for n in range(2)]
    assert shown[1] == [
        "2018-09-15", "Flyttad tidsgräns, 1.1", "31 dec 2018 → 31 jan 2019", "Vakans", "Styrgruppen"
    ]  # fmt: skip
    assert shown[0][2].endswith("→ Vi lovar <b>mer</b>.")
    page.deviations.table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.deviations.table, Key.Key_End)
    at_desk.settle()
    assert "Flyttad tidsgräns, 1.1, 15 sep 2018, beslutat av Styrgruppen" in labels(page)
    assert lock_words(plan(town_ctx, town.promise)).startswith("Texten låst, version 2.")


def test_the_lock_names_the_agreement_that_a_version_was_signed_with(
    town: Town, town_ctx: AppContext
) -> None:
    view = plan(town_ctx, town.promise)
    signed = replace(view.versions[-1], report_id=7, settled_on=dt.date(2017, 12, 14))
    words = lock_words(replace(view, versions=(signed,)))
    assert words.endswith(", enligt överenskommelse fastställd 14 dec 2017.")


def test_feedback_is_planned_changed_and_marked_by_keyboard(
    page: PromisesPage, at_desk: Bench, town: Town, town_ctx: AppContext
) -> None:
    page.tabs.setCurrentIndex(4)
    at_desk.settle()
    page.feedback._empty.acted.emit()
    at_desk.settle()
    (dialog,) = dialogs(PlanFeedbackDialog)
    assert isinstance(dialog, PlanFeedbackDialog)
    QTest.keyClicks(dialog._audience, "Boende")
    QTest.keyClicks(dialog._channel, "Torget")
    dialog._planned_on.set_value(dt.date(2018, 9, 1))
    dialog.submit()
    at_desk.settle()
    assert page.tabs.tabText(4) == "Återkoppling 1"
    assert page.feedback.model().words(0, 1) == "ej given, sen"
    page.feedback.table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.feedback.table, Key.Key_Return)
    at_desk.settle()
    (edit,) = dialogs(EditFeedbackDialog)
    edit.close()
    at_desk.settle()
    page.feedback.mark.click()
    at_desk.settle()
    (given,) = dialogs(EditFeedbackDialog)
    assert isinstance(given, EditFeedbackDialog)
    given.submit()
    at_desk.settle()
    assert plan(town_ctx, town.promise).feedback[0].done_on == TODAY
    assert page.feedback.model().words(0, 1) == "15 sep 2018"
    assert not page.feedback.mark.isEnabled()
    page.feedback.plan_more.click()
    at_desk.settle()
    assert dialogs(PlanFeedbackDialog)


def test_notes_say_what_cannot_be_followed_up_and_what_lacks(
    town_ctx: AppContext, town: Town
) -> None:
    assert notes(plan(town_ctx, town.draft), TODAY) == [
        "Saknas före undertecknandet: minst en åtgärd med orsak, ägare och slutdatum.",
        "Det svarar inte mot något problem än.",
        "Ingen återkoppling till medborgarna är planerad.",
    ]
    late = FeedbackFields(town.promise, "boende", "Torget", dt.date(2018, 9, 1))
    plan_feedback(town_ctx, late)
    view = plan(town_ctx, town.promise)
    assert notes(view, TODAY) == ["Återkopplingen till boende skulle ha getts 1 sep 2018."]


def test_a_signed_vague_text_is_carried_by_its_actions(town_ctx: AppContext, town: Town) -> None:
    view = plan(town_ctx, town.promise)
    text = "Vi ska verka för trygghet."
    change = NewVersion(town.promise, view.row.version, "L", text, "Skäl", "Alla", TODAY)
    new_version(town_ctx, change)
    note = notes(plan(town_ctx, town.promise), TODAY)[0]
    assert note == "”verka för” går inte att följa upp. De 3 åtgärderna bär löftet."


def test_an_ended_promise_tells_its_outcome_and_has_no_notes(
    page: PromisesPage, at_desk: Bench, town_ctx: AppContext, town: Town
) -> None:
    view = plan(town_ctx, town.promise)
    end = EndPromise(town.promise, view.row.version, PromiseStatus.PARTLY_KEPT, "Två stråk kvar")
    end_promise(town_ctx, end)
    at_desk.settle()
    page.list.rows.choose(town.promise)
    at_desk.settle()
    view = plan(town_ctx, town.promise)
    assert outcome_words(view) == "Delvis uppfyllt. Två stråk kvar"
    assert notes(view, TODAY) == []
    assert outcome_words(view) in labels(page)
    assert not page.head._version.isVisible()


def test_a_long_text_is_folded_until_asked_for(
    page: PromisesPage, at_desk: Bench, town_ctx: AppContext, town: Town
) -> None:
    view = plan(town_ctx, town.promise)
    text = "Vi lovar <b>mycket</b> & mer än så. " * 300
    change = NewVersion(town.promise, view.row.version, "L", text, "Skäl", "Alla", TODAY)
    new_version(town_ctx, change)
    at_desk.settle()
    folded = page.head.height()
    assert folded < 320
    page.head._whole.click()
    at_desk.settle()
    assert page.head._text.maximumHeight() > 1000
    assert page.head._whole.words() == "Visa mindre"


def test_an_ended_action_says_why_in_the_plan(
    page: PromisesPage, at_desk: Bench, town_ctx: AppContext, town: Town
) -> None:
    (row,) = action_rows(town_ctx, [town.clearing])
    status = SetStatus(((row.id, row.version),), ActionStatus.NOT_DONE, "Oklar markägare")
    set_status(town_ctx, status)
    at_desk.settle()
    model = page.table.plan_model()
    number = model.grid().find(town.clearing)
    assert number is not None
    assert "Oklar markägare" in model.data(model.index(number, 1))
    assert model.data(model.index(number, 5)) == "Ej genomförd, 0 av 2"


def test_what_was_entered_by_mistake_is_removed_and_comes_back(
    page: PromisesPage, at_desk: Bench, town: Town, town_ctx: AppContext
) -> None:
    indicator = plan(town_ctx, town.promise).indicators[0]
    measure(town_ctx, Measure(indicator.id, TODAY, Decimal(82)))
    plan_feedback(town_ctx, FeedbackFields(town.promise, "boende", "Torget", TODAY))
    at_desk.settle()
    page.tabs.setCurrentIndex(2)
    at_desk.settle()
    names = {b.accessibleName(): b for b in page.findChildren(QPushButton)}
    names["Ta bort mätningen 15 sep 2018"].click()
    at_desk.settle()
    assert plan(town_ctx, town.promise).indicators[0].measurements == ()
    names = {b.accessibleName(): b for b in page.findChildren(QPushButton)}
    names["Ta bort Otrygga kvällstid"].click()
    (why,) = dialogs(RemoveIndicatorDialog)
    assert isinstance(why, RemoveIndicatorDialog)
    why.submit()
    assert "Skriv skälet" in why.error_text()
    why._why.set_reason("Mäts inte mer")
    why.submit()
    at_desk.settle()
    assert "Avvikelser 1" in page.tabs.tabText(3)
    assert plan(town_ctx, town.promise).indicators == ()
    page.tabs.setCurrentIndex(4)
    at_desk.settle()
    page.feedback.remove.click()
    at_desk.settle()
    assert plan(town_ctx, town.promise).feedback == ()
    for _step in range(3):
        undo(town_ctx)
    at_desk.settle()
    view = plan(town_ctx, town.promise)
    assert len(view.feedback) == len(view.indicators[0].measurements) == 1


def test_a_cause_without_actions_is_removed_by_delete(
    page: PromisesPage, at_desk: Bench, town: Town, town_ctx: AppContext
) -> None:
    problem = plan(town_ctx, town.promise).problems[0].id
    factory.a_cause(town_ctx, problem)
    at_desk.settle()
    assert len(plan(town_ctx, town.promise).causes) == 2
    page.table.setCurrentIndex(page.table.plan_model().index(4, 0))
    QTest.keyClick(page.table, Key.Key_Delete)
    at_desk.settle()
    assert len(plan(town_ctx, town.promise).causes) == 1
    page.table.setCurrentIndex(page.table.plan_model().index(0, 0))
    QTest.keyClick(page.table, Key.Key_Delete)
    at_desk.settle()
    assert len(plan(town_ctx, town.promise).causes) == 1
    assert len(at_desk.failures) == 1
    at_desk.failures.clear()
