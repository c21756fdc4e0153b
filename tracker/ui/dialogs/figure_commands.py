"""Opens the dialogs about figures, recurring questions, and measurements taken from surveys."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QDialog, QWidget

from tracker.models.errors import NotFound
from tracker.models.journal import ChangeSet
from tracker.services.context import AppContext
from tracker.services.measuring import MeasureFrom, measure_from
from tracker.services.queries.answered import Answered
from tracker.services.queries.choices import Choice
from tracker.services.queries.figures import (
    FigureRow,
    QuestionRow,
    Waiting,
    figure_rows,
    question_names,
    question_rows,
    waiting,
)
from tracker.ui.desk import EFFECT_TAB, Desk

if TYPE_CHECKING:
    from tracker.ui.dialogs.figures import FiguresDialog
    from tracker.ui.dialogs.measure_from import MeasureFromDialog
    from tracker.ui.dialogs.questions import QuestionsDialog
    from tracker.ui.main_window import MainWindow

R = TypeVar("R", FigureRow, QuestionRow)

_FIGURES = frozenset({"figure", "question", "survey", "measurement", "indicator", "promise"})
_ANSWERS = _FIGURES | {"response", "response_theme", "theme", "dialogue_round"}


def open_figures(desk: Desk, parent: QWidget, survey_id: int | None = None) -> "FiguresDialog":
    """The figures of a survey, to enter, change and take measurements from."""
    from tracker.services.figures import add_figure, delete_figure, edit_figure
    from tracker.services.queries.evidence import survey_rows
    from tracker.ui.dialogs.figure import EditFigureDialog
    from tracker.ui.dialogs.figures import FiguresDialog, FiguresShown

    dialog = FiguresDialog(parent, survey_id, writable=not desk.read_only)

    def work(chosen: int | None) -> FiguresShown:
        surveys = tuple(survey_rows(desk.ctx))
        shown = chosen if chosen is not None else (surveys[0].id if surveys else None)
        return FiguresShown(
            surveys,
            shown,
            tuple(figure_rows(desk.ctx, shown)) if shown is not None else (),
            tuple(question_names(desk.ctx)),
            tuple(waiting(desk.ctx, shown)) if shown is not None else (),
        )

    def read() -> None:
        wanted = partial(work, dialog.survey_id())
        desk.read(wanted, dialog.show_figures, owner=dialog, key=("figures", id(dialog)))

    def edit(row: FigureRow) -> None:
        desk.ask(
            EditFigureDialog(row, dialog.questions(), dialog),
            edit_figure,
            reread=partial(_figure, desk.ctx, row),
        )

    dialog.survey_chosen.connect(lambda _id: read())
    dialog.entry.entered.connect(
        lambda fields: desk.write(
            partial(add_figure, desk.ctx, fields),
            lambda _id: dialog.entry.saved(),
            dialog.entry.refused,
            owner=dialog,
        )
    )
    dialog.edit_asked.connect(edit)
    dialog.removal_asked.connect(
        lambda row: desk.write(
            partial(delete_figure, desk.ctx, row.id, row.version),
            None,
            dialog.entry.refused,
            owner=dialog,
        )
    )
    dialog.register_asked.connect(partial(take_measurement, desk))
    dialog.questions_asked.connect(partial(open_questions, desk, dialog))
    _follow(desk, dialog, _FIGURES, read)
    return dialog


def open_questions(desk: Desk, parent: QWidget) -> "QuestionsDialog":
    """The questions that are asked again, with what surveys answered and who follows them."""
    from tracker.services.queries.choices import themes
    from tracker.services.questions import add_question, delete_question, edit_question
    from tracker.ui.dialogs.question import EditQuestionDialog, NewQuestionDialog
    from tracker.ui.dialogs.questions import QuestionsDialog

    dialog = QuestionsDialog(parent, writable=not desk.read_only)
    known: list[Choice] = []

    def show(found: tuple[list[QuestionRow], list[Choice]]) -> None:
        dialog.set_questions(found[0])
        known[:] = found[1]

    def read() -> None:
        desk.read(
            lambda: (question_rows(desk.ctx), themes(desk.ctx)),
            show,
            owner=dialog,
            key=("questions", id(dialog)),
        )

    def new() -> None:
        desk.ask(NewQuestionDialog(known, dialog.wordings(), dialog), add_question)

    def edit(row: QuestionRow) -> None:
        desk.ask(
            EditQuestionDialog(row, known, dialog),
            edit_question,
            reread=partial(_question, desk.ctx, row),
        )

    def go(promise_id: int) -> None:
        dialog.accept()
        desk.go("promises", promise_id)

    dialog.new_asked.connect(new)
    dialog.edit_asked.connect(edit)
    dialog.removal_asked.connect(
        lambda row: desk.write(
            partial(delete_question, desk.ctx, row.id, row.version),
            None,
            dialog.say,
            owner=dialog,
        )
    )
    dialog.promise_asked.connect(go)
    _follow(desk, dialog, _ANSWERS, read)
    return dialog


def open_measure_from(
    desk: Desk, parent: QWidget, indicator_id: int | None = None
) -> "MeasureFromDialog":
    """The measurements that wait to be taken from surveys: of one indicator, or of all."""
    from tracker.ui.dialogs.measure_from import MeasureFromDialog

    dialog = MeasureFromDialog(parent)

    def work() -> list[Waiting]:
        return [
            row
            for row in waiting(desk.ctx)
            if indicator_id is None or row.indicator_id == indicator_id
        ]

    dialog.register_asked.connect(partial(take_measurement, desk))
    _follow(
        desk,
        dialog,
        _ANSWERS,
        lambda: desk.read(work, dialog.set_waiting, owner=dialog, key=("measure_from", id(dialog))),
    )
    return dialog


def take_measurement(desk: Desk, indicator_id: int, found: Answered) -> None:
    """Record an indicator's measurement from a survey that has answered its question."""
    command = MeasureFrom(indicator_id, found.survey_id, found.round_id)
    desk.write(partial(measure_from, desk.ctx, command))


def _follow(
    desk: Desk, dialog: QDialog, tables: frozenset[str], read: Callable[[], object]
) -> None:
    """Show the dialog, with what it reads now and again after every change of the tables."""

    def changed(changes: ChangeSet) -> None:
        if changes.touches(*tables):
            read()

    desk.changed.connect(changed)
    dialog.finished.connect(lambda _result: desk.changed.disconnect(changed))
    read()
    dialog.open()


def _figure(ctx: AppContext, row: FigureRow) -> FigureRow:
    return _the(figure_rows(ctx, row.survey_id), row.id, "figure")


def _question(ctx: AppContext, row: QuestionRow) -> QuestionRow:
    return _the(question_rows(ctx), row.id, "question")


def _the(rows: list[R], row_id: int, table: str) -> R:
    found = [row for row in rows if row.id == row_id]
    if not found:
        raise NotFound("row.missing", table=table, id=row_id)
    return found[0]


def _figure_list(window: "MainWindow", about: object) -> None:
    subject = window.desk.subject
    survey_id = subject.row_id if subject is not None and subject.kind == "survey" else None
    open_figures(window.desk, window, about if isinstance(about, int) else survey_id)


def _question_list(window: "MainWindow", _about: object) -> None:
    open_questions(window.desk, window)


def _measure_from(window: "MainWindow", about: object) -> None:
    open_measure_from(window.desk, window, about if isinstance(about, int) else None)


def _indicator_open(window: "MainWindow", _about: object) -> None:
    """Where both are entered: the effect of the promise that is shown, or of the first."""
    window.desk.go("promises", query=EFFECT_TAB)


HANDLERS: dict[str, Callable[["MainWindow", object], object]] = {
    "figure.list": _figure_list,
    "question.list": _question_list,
    "indicator.measure_from": _measure_from,
    "indicator.open": _indicator_open,
}
