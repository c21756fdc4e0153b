"""Commands on Underlag: surveys, the rounds they are occasions of, and what is made of a round."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from tracker.i18n import _
from tracker.models.book_file import write_file
from tracker.models.errors import NotFound
from tracker.paths import file_name
from tracker.services.context import AppContext
from tracker.services.dialogue import (
    add_round,
    copy_occasion,
    copy_round,
    edit_round,
    record_outcome,
)
from tracker.services.queries import choices
from tracker.services.queries.evidence import SurveyDetail, survey_detail
from tracker.services.queries.rounds import (
    RoundDetail,
    SurveyChoices,
    round_detail,
    round_rows,
    survey_choices,
)
from tracker.services.surveys import add_survey, edit_survey
from tracker.ui.desk import Subject
from tracker.ui.file_dialogs import FileDialog

if TYPE_CHECKING:
    from tracker.ui.main_window import MainWindow

_PROGRAMME = "programme"


def _survey_new(window: "MainWindow", _about: object) -> None:
    _ask_for_survey(window, None)


def _occasion_new(window: "MainWindow", about: object) -> None:
    _with_round(window, about, lambda row_id: _ask_for_survey(window, row_id))


def _ask_for_survey(window: "MainWindow", round_id: int | None) -> None:
    from tracker.ui.dialogs.people_commands import offer_new_person
    from tracker.ui.dialogs.survey import NewSurveyDialog

    desk = window.desk

    def show(offered: SurveyChoices) -> None:
        dialog = NewSurveyDialog(offered, desk.today(), window, round_id=round_id)
        offer_new_person(desk, dialog, dialog.responsible)
        desk.ask(dialog, add_survey, lambda row_id: desk.go("surveys", row_id))

    desk.read(partial(survey_choices, desk.ctx), show, owner=window)


def _survey_edit(window: "MainWindow", about: object) -> None:
    from tracker.ui.dialogs.people_commands import offer_new_person
    from tracker.ui.dialogs.survey import EditSurveyDialog

    desk = window.desk

    def read() -> tuple[SurveyDetail, SurveyChoices]:
        return _survey(desk.ctx, about), survey_choices(desk.ctx)

    def show(found: tuple[SurveyDetail, SurveyChoices]) -> None:
        dialog = EditSurveyDialog(*found, desk.today(), window)
        offer_new_person(desk, dialog, dialog.responsible)
        desk.ask(dialog, edit_survey, reread=partial(_survey, desk.ctx, about))

    desk.read(read, show, owner=window, key=("survey.edit", id(window)))


def _survey_outcome(window: "MainWindow", about: object) -> None:
    from tracker.ui.dialogs.dialogue import OutcomeDialog

    desk = window.desk

    def show(detail: SurveyDetail) -> None:
        dialog = OutcomeDialog(detail, window)
        desk.ask(dialog, record_outcome, reread=partial(_survey, desk.ctx, survey_id))

    survey_id = about if isinstance(about, int) else _chosen(window, "survey")
    if survey_id is None:
        window.say(_("Choose the occasion on Surveys first."))
        return
    desk.read(partial(_survey, desk.ctx, survey_id), show, owner=window, key=_key(window))


def _occasion_copy(window: "MainWindow", about: object) -> None:
    from tracker.ui.dialogs.dialogue import CopyOccasionDialog

    desk = window.desk

    def show(detail: SurveyDetail) -> None:
        dialog = CopyOccasionDialog(detail, desk.today(), window)
        desk.ask(dialog, copy_occasion, lambda row_id: desk.go("surveys", row_id))

    desk.read(partial(_survey, desk.ctx, about), show, owner=window, key=_key(window))


def _round_new(window: "MainWindow", _about: object) -> None:
    from tracker.ui.dialogs.dialogue import NewRoundDialog

    desk = window.desk

    def show(names: list[str]) -> None:
        desk.ask(
            NewRoundDialog(names, desk.today(), window),
            add_round,
            lambda row_id: desk.go("surveys", row_id),
        )

    desk.read(partial(choices.municipalities, desk.ctx), show, owner=window, key=_key(window))


def _round_edit(window: "MainWindow", about: object) -> None:
    from tracker.ui.dialogs.dialogue import EditRoundDialog

    desk = window.desk

    def ask(row_id: int) -> None:
        def read() -> tuple[RoundDetail, list[str]]:
            return _round(desk.ctx, row_id), choices.municipalities(desk.ctx)

        def show(found: tuple[RoundDetail, list[str]]) -> None:
            dialog = EditRoundDialog(*found, desk.today(), window)
            desk.ask(dialog, edit_round, reread=partial(_round, desk.ctx, row_id))

        desk.read(read, show, owner=window, key=_key(window))

    _with_round(window, about, ask)


def _round_copy(window: "MainWindow", about: object) -> None:
    from tracker.ui.dialogs.dialogue import CopyRoundDialog

    desk = window.desk

    def show(detail: RoundDetail) -> None:
        dialog = CopyRoundDialog(detail, desk.today(), window)
        desk.ask(dialog, copy_round, lambda row_id: desk.go("surveys", row_id))

    def ask(row_id: int) -> None:
        desk.read(partial(_round, desk.ctx, row_id), show, owner=window, key=_key(window))

    _with_round(window, about, ask)


def _round_programme(window: "MainWindow", about: object) -> None:
    from tracker.ui.panels.reports.options import RoundReport

    _with_round(
        window,
        about,
        lambda row_id: window.desk.go("reports", query=RoundReport(_PROGRAMME, row_id)),
    )


def _round_calendar(window: "MainWindow", about: object) -> None:
    desk = window.desk

    def show(detail: RoundDetail) -> None:
        dialog = FileDialog(window, _("Save the calendar file"), _folder(desk.ctx), saving=True)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = _("Calendar")
        dialog.setNameFilter(f"{words} (*.ics)")
        dialog.setDefaultSuffix(".ics")
        dialog.selectFile(f"{file_name(detail.row.title)}.ics")
        dialog.fileSelected.connect(lambda path: save_calendar(window, detail.row.id, Path(path)))
        # PySide names two `open`; this is the one without a receiver.
        QDialog.open(dialog)

    def ask(row_id: int) -> None:
        desk.read(partial(_round, desk.ctx, row_id), show, owner=window, key=_key(window))

    _with_round(window, about, ask)


def save_calendar(window: "MainWindow", round_id: int, path: Path) -> None:
    """Write a round's calendar file, whole or not at all, and say where it is."""
    from tracker.services.calendar import round_calendar

    desk = window.desk

    def work() -> None:
        write_file(path, round_calendar(desk.ctx, round_id))

    def said(_done: None) -> None:
        window.say(_("The calendar file is saved: {file}").format(file=path))

    desk.read(work, said, owner=window, key=_key(window))


def _folder(ctx: AppContext) -> Path:
    return Path.home() if "://" in ctx.book else Path(ctx.book).parent


def _with_round(window: "MainWindow", about: object, do: Callable[[int], object]) -> None:
    """`do` with the round that a command is about: the one named or chosen, else the latest."""
    desk = window.desk
    row_id = about if isinstance(about, int) else _chosen(window, "round")
    if row_id is not None:
        do(row_id)
        return

    def latest() -> int | None:
        survey_id = _chosen(window, "survey")
        detail = None if survey_id is None else survey_detail(desk.ctx, survey_id)
        if detail is not None and detail.fields.round_id is not None:
            return detail.fields.round_id
        return next((row.id for row in round_rows(desk.ctx)), None)

    def found(round_id: int | None) -> None:
        if round_id is None:
            desk.run("round.new")
        else:
            do(round_id)

    desk.read(latest, found, owner=window, key=("round", id(window)))


def _chosen(window: "MainWindow", kind: str) -> int | None:
    """What is chosen on Underlag, if it is of that kind."""
    match window.desk.subject:
        case Subject(chosen, row_id) if chosen == kind and window.current_page == "surveys":
            return row_id
    return None


def _survey(ctx: AppContext, row_id: object) -> SurveyDetail:
    detail = survey_detail(ctx, row_id) if isinstance(row_id, int) else None
    if detail is None:
        raise NotFound("row.missing", table="survey", id=row_id)
    return detail


def _round(ctx: AppContext, row_id: int) -> RoundDetail:
    detail = round_detail(ctx, row_id)
    if detail is None:
        raise NotFound("row.missing", table="dialogue_round", id=row_id)
    return detail


def _key(window: "MainWindow") -> tuple[str, int]:
    return "dialogue", id(window)


HANDLERS = {
    "survey.new": _survey_new,
    "survey.edit": _survey_edit,
    "survey.outcome": _survey_outcome,
    "occasion.new": _occasion_new,
    "occasion.copy": _occasion_copy,
    "round.new": _round_new,
    "round.edit": _round_edit,
    "round.copy": _round_copy,
    "round.programme": _round_programme,
    "round.calendar": _round_calendar,
}
