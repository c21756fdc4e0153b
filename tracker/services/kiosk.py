"""One answer at a time, as it is given: on the square, in the school's entrance, at the fair."""

from dataclasses import dataclass

from sqlalchemy import func, select

from tracker.models.survey import Response, Theme
from tracker.services.context import AppContext
from tracker.services.surveys import ResponseFields, add_responses_in


@dataclass(frozen=True, slots=True)
class TakeAnswer:
    """What one person said. `is_coded`: whoever typed it chose the themes, as a coder does."""

    survey_id: int
    text: str = ""
    rating: int | None = None
    theme_ids: tuple[int, ...] = ()
    place: str = ""
    group: str = ""
    is_coded: bool = True


@dataclass(frozen=True, slots=True)
class Taken:
    """The answer that was kept, and how many the survey now has in the book."""

    response_id: int
    answers: int


def take_answer(ctx: AppContext, cmd: TakeAnswer) -> Taken:
    """Keep one answer, given today and quotable only when somebody has read it.

    Raises `Invalid` for one that says nothing, and `NotFound` for a theme or a survey that is gone.
    """
    with ctx.write("response.new") as tx:
        themes = tuple(tx.get(Theme, theme_id).name for theme_id in cmd.theme_ids)
        fields = ResponseFields(
            text=cmd.text.strip() or None,
            place=cmd.place.strip() or None,
            rating=cmd.rating,
            respondent_group=cmd.group.strip() or None,
            themes=themes,
            answered_on=tx.today,
            coded_by=ctx.who() if themes and cmd.is_coded else None,
        )
        (response_id,) = add_responses_in(tx, cmd.survey_id, [fields])
        answers = tx.session.scalar(
            select(func.count()).select_from(Response).where(Response.survey_id == cmd.survey_id)
        )
    return Taken(response_id, answers or 0)
