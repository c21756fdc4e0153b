"""Choosing what a problem rests on, and why it is so, with the keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests import factory
from tests.ui.desks import Bench, dialogs
from tests.ui.town import Town
from tracker.i18n import _
from tracker.labels import label
from tracker.models.enums import CauseKind, Hint
from tracker.models.survey import Response
from tracker.services.context import AppContext
from tracker.services.evidence_kinds import EvidenceKind
from tracker.services.problems import EditCause, SetWhys, edit_cause, set_whys
from tracker.services.queries.evidence import ProblemDetail, problem_detail, problem_rows
from tracker.services.queries.evidence_choices import sources
from tracker.services.surveys import ResponseFields, add_responses
from tracker.ui.dialogs import problem_commands
from tracker.ui.dialogs.cause import EditCauseDialog, NewCauseDialog
from tracker.ui.dialogs.evidence import EditEvidenceDialog, EvidenceDialog
from tracker.ui.dialogs.problem import ProblemFromThemeDialog
from tracker.ui.dialogs.whys_field import WhysField
from tracker.ui.widgets.notes import IconText

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def problem(town: Town, town_ctx: AppContext) -> int:
    """The town's problem, beside answers about light, one of which may be quoted."""
    survey = factory.a_survey(town_ctx)
    fields = [ResponseFields("Det är mörkt vid bron", deidentified=True, themes=("belysning",))]
    fields += [ResponseFields(f"Mörkt nr {n}", themes=("belysning",)) for n in range(5)]
    add_responses(town_ctx, survey, fields)
    return problem_rows(town_ctx)[0].id


def detail(ctx: AppContext, problem: int) -> ProblemDetail:
    found = problem_detail(ctx, problem)
    assert found is not None
    return found


def opened(at_desk: Bench, problem: int) -> EvidenceDialog:
    problem_commands.add_evidence(at_desk.desk, at_desk.window, problem)
    at_desk.settle()
    [dialog] = dialogs(EvidenceDialog)
    assert isinstance(dialog, EvidenceDialog)
    return dialog


def seek(at_desk: Bench, dialog: EvidenceDialog, text: str) -> QLineEdit:
    """Type into the search field, which has the keyboard, and wait for what is found."""
    field = dialog.focusWidget()
    assert isinstance(field, QLineEdit)
    field.setText(text)
    dialog.sought.emit(text)
    at_desk.settle()
    return field


def test_a_theme_and_a_quote_are_taken_at_once(
    at_desk: Bench, town_ctx: AppContext, problem: int
) -> None:
    dialog = opened(at_desk, problem)
    field = seek(at_desk, dialog, "belysning")
    assert [row.kind for row in dialog.found.rows()] == [EvidenceKind.THEME]
    QTest.keyClick(field, Key.Key_Return)
    seek(at_desk, dialog, "mörkt vid bron")
    QTest.keyClick(field, Key.Key_Return)
    assert [row.kind for row in dialog.taken()] == [EvidenceKind.THEME, EvidenceKind.QUOTE]
    QTest.keyClick(field, Key.Key_Return, Control)
    at_desk.settle()
    assert not dialogs(EvidenceDialog)
    theme, quote = detail(town_ctx, problem).evidence
    assert theme.statement.startswith("100 % (6")
    assert "Det är mörkt vid bron" in quote.statement
    assert quote.response_id is not None


def test_answers_that_are_not_ticked_are_told_of_but_not_offered(
    at_desk: Bench, problem: int
) -> None:
    dialog = opened(at_desk, problem)
    seek(at_desk, dialog, "mörkt nr")
    assert dialog.found.rows() == ()
    assert dialog._unquotable.isVisibleTo(dialog)
    assert "5" in dialog._unquotable.text()
    seek(at_desk, dialog, "finns inte")
    assert not dialog._unquotable.isVisibleTo(dialog)
    assert "finns inte" in dialog._none.whole_text()
    dialog.reject()


def test_a_quote_that_may_point_out_a_person_says_so(
    at_desk: Bench, town_ctx: AppContext, problem: int
) -> None:
    fields = [ResponseFields("Mörkt i tunneln, ring 070-174 06 33", deidentified=True)]
    add_responses(town_ctx, factory.a_survey(town_ctx), fields)
    dialog = opened(at_desk, problem)
    field = seek(at_desk, dialog, "tunneln")
    [row] = dialog.found.rows()
    assert row.hints == (Hint.PHONE,)
    assert label(Hint.PHONE) in dialog._painter.spoken(row)
    QTest.keyClick(field, Key.Key_Return)
    words = [text.text() for text in dialog.findChildren(IconText)]
    assert any(label(Hint.PHONE) in each for each in words)
    seek(at_desk, dialog, "mörkt vid bron")
    assert dialog.found.rows()[0].hints == ()
    dialog.reject()


def test_an_answer_that_lost_its_tick_meanwhile_is_refused_and_nothing_is_lost(
    at_desk: Bench, town_ctx: AppContext, problem: int
) -> None:
    dialog = opened(at_desk, problem)
    field = seek(at_desk, dialog, "mörkt vid bron")
    QTest.keyClick(field, Key.Key_Return)
    answer = dialog.taken()[0].id
    with town_ctx.write("response.edit") as tx:
        tx.get(Response, answer).deidentified = False
    QTest.keyClick(field, Key.Key_Return, Control)
    at_desk.settle()
    assert dialogs(EvidenceDialog)
    assert dialog.error_text()
    assert len(dialog.taken()) == 1
    assert detail(town_ctx, problem).evidence == ()
    dialog.reject()


def test_a_survey_without_a_result_asks_for_its_words(
    at_desk: Bench, town_ctx: AppContext, problem: int
) -> None:
    dialog = opened(at_desk, problem)
    field = seek(at_desk, dialog, "torgsamtal")
    QTest.keyClick(field, Key.Key_Return)
    words = dialog.focusWidget()
    assert isinstance(words, QLineEdit)
    assert words is not field
    dialog.submit()
    assert dialogs(EvidenceDialog)
    QTest.keyClicks(words, "31 % undviker torget")
    QTest.keyClick(words, Key.Key_Return, Control)
    at_desk.settle()
    [row] = detail(town_ctx, problem).evidence
    assert (row.kind, row.statement) == (EvidenceKind.SURVEY, "31 % undviker torget")


def test_what_was_taken_is_let_go_again(at_desk: Bench, problem: int) -> None:
    dialog = opened(at_desk, problem)
    field = seek(at_desk, dialog, "belysning")
    QTest.keyClick(field, Key.Key_Return)
    assert _("taken") in dialog._painter.spoken(dialog.found.rows()[0])
    QTest.keyClick(field, Key.Key_Return)
    assert dialog.taken() == []
    dialog.submit()
    assert dialog.error_text()
    dialog.reject()


def test_other_words_for_evidence_and_a_clash(
    at_desk: Bench, town_ctx: AppContext, problem: int
) -> None:
    from tracker.services.problems import AddEvidence, EditEvidence, add_evidence, edit_evidence

    add_evidence(town_ctx, AddEvidence(problem, factory.a_survey(town_ctx, "Enkät"), "31 %"))
    [row] = detail(town_ctx, problem).evidence
    problem_commands.edit_evidence(at_desk.desk, at_desk.window, problem, row)
    [dialog] = dialogs(EditEvidenceDialog)
    assert isinstance(dialog, EditEvidenceDialog)
    dialog._statement.setPlainText("33 %")
    edit_evidence(town_ctx, EditEvidence(row.id, 1, "32 %"))
    dialog.submit()
    at_desk.settle()
    assert "32 %" in dialog.error_text()
    dialog.submit()
    at_desk.settle()
    assert not dialogs(EditEvidenceDialog)
    assert detail(town_ctx, problem).evidence[0].statement == "33 %"


def test_a_problem_is_made_from_a_theme(at_desk: Bench, town_ctx: AppContext, problem: int) -> None:
    theme = next(row for row in sources(town_ctx).rows if row.kind is EvidenceKind.THEME)
    problem_commands.problem_from_theme(at_desk.desk, at_desk.window, theme.id)
    at_desk.settle()
    [dialog] = dialogs(ProblemFromThemeDialog)
    assert isinstance(dialog, ProblemFromThemeDialog)
    assert dialog._title.text() == "Belysning"
    assert dialog.focusWidget() is dialog._title
    dialog.submit()
    at_desk.settle()
    made = next(row for row in problem_rows(town_ctx) if row.title == "Belysning")
    assert detail(town_ctx, made.id).evidence[0].theme_id == theme.id
    assert at_desk.went[-1].row_id == made.id  # type: ignore[attr-defined]


# --- why, and why that ---------------------------------------------------------------------------


def test_enter_goes_on_to_the_next_why_and_backspace_takes_an_empty_one_away(
    at_desk: Bench,
) -> None:
    field = WhysField(("Få lampor",), at_desk.window)
    field.show()
    at_desk.settle()
    first, second = field.fields()
    first.setFocus()
    QTest.keyClick(first, Key.Key_Return)
    assert second.hasFocus()
    QTest.keyClicks(second, "Ingen ronderar")
    QTest.keyClick(second, Key.Key_Return)
    third = field.fields()[2]
    assert third.hasFocus()
    QTest.keyClick(third, Key.Key_Backspace)
    assert second.hasFocus()
    # There is always an empty one to go on in, also for the mouse.
    assert [each.text() for each in field.fields()] == ["Få lampor", "Ingen ronderar", ""]
    assert field.values() == ("Få lampor", "Ingen ronderar")


def test_tab_goes_on_to_the_empty_line_that_comes_with_the_first_letter(
    at_desk: Bench,
) -> None:
    field = WhysField((), at_desk.window)
    field.show()
    at_desk.settle()
    [first] = field.fields()
    first.setFocus()
    QTest.keyClicks(first, "Ingen ronderar")
    assert len(field.fields()) == 2
    at_desk.settle()
    QTest.keyClick(first, Key.Key_Tab)
    assert field.fields()[1].hasFocus()
    assert field.values() == ("Ingen ronderar",)


def test_the_chain_stops_at_seven(at_desk: Bench) -> None:
    field = WhysField([f"Varför {n}" for n in range(7)], at_desk.window)
    field.show()
    at_desk.settle()
    last = field.fields()[-1]
    last.setFocus()
    QTest.keyClick(last, Key.Key_Return)
    assert len(field.fields()) == 7
    names = [each.accessibleName() for each in field.fields()]
    assert len(set(names)) == 7


def test_a_new_cause_with_its_chain(at_desk: Bench, town_ctx: AppContext, problem: int) -> None:
    problem_commands.new_cause(at_desk.desk, at_desk.window, problem, CauseKind.OFFENDER)
    at_desk.settle()
    [dialog] = dialogs(NewCauseDialog)
    assert isinstance(dialog, NewCauseDialog)
    dialog._description.set_value("Låg upptäcktsrisk")
    first = dialog._whys.fields()[0]
    first.setFocus()
    QTest.keyClicks(first, "Ingen ser platsen")
    QTest.keyClick(first, Key.Key_Return)
    # An empty line ends the chain, and Enter saves.
    QTest.keyClick(dialog._whys.fields()[1], Key.Key_Return)
    at_desk.settle()
    assert not dialogs(NewCauseDialog)
    cause = detail(town_ctx, problem).causes[-1]
    assert (cause.kind, cause.whys) == (CauseKind.OFFENDER, ("Ingen ser platsen",))


def test_a_chain_that_was_changed_meanwhile(
    at_desk: Bench, town_ctx: AppContext, problem: int
) -> None:
    cause = detail(town_ctx, problem).causes[0]
    problem_commands.edit_cause(at_desk.desk, at_desk.window, cause)
    [dialog] = dialogs(EditCauseDialog)
    assert isinstance(dialog, EditCauseDialog)
    dialog._whys.fields()[0].setText("Mitt svar")
    set_whys(town_ctx, SetWhys(cause.id, cause.version, ("Deras svar",)))
    edit_cause(town_ctx, EditCause(cause.id, cause.version, cause.kind, "Andra ord"))
    dialog.submit()
    at_desk.settle()
    assert "Deras svar" in dialog.error_text()
    dialog.submit()
    at_desk.settle()
    assert not dialogs(EditCauseDialog)
    assert detail(town_ctx, problem).causes[0].whys == ("Mitt svar",)
