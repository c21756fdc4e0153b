"""The code book as rows."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute

from tracker.models.coding import CodingTheme
from tracker.models.problem import Evidence
from tracker.models.question import Question
from tracker.models.survey import ResponseTheme
from tracker.services.context import AppContext
from tracker.services.themes import ThemeFields, in_order

NUMBER_KEYS = 9


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme with what uses it; `key` is its number key, None from the tenth on."""

    id: int
    version: int
    name: str
    description: str
    keywords: str
    position: int
    key: int | None
    answers: int
    codings: int
    evidence: int
    questions: int

    @property
    def fields(self) -> ThemeFields:
        """What can be edited."""
        return ThemeFields(self.name, self.description, self.keywords)

    @property
    def is_used(self) -> bool:
        """Whether anything rests on it, so that it can be merged but not removed."""
        return bool(self.answers or self.codings or self.evidence or self.questions)


def theme_rows(ctx: AppContext) -> list[ThemeRow]:
    """The code book in its order."""

    def counts(
        column: InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
    ) -> dict[int, int]:
        counted = session.execute(select(column, func.count()).group_by(column))
        return {theme_id: count for theme_id, count in counted if theme_id is not None}

    with ctx.read() as session:
        answers, codings = counts(ResponseTheme.theme_id), counts(CodingTheme.theme_id)
        evidence, questions = counts(Evidence.theme_id), counts(Question.theme_id)
        return [
            ThemeRow(
                theme.id,
                theme.version,
                theme.name,
                theme.description,
                theme.keywords,
                place,
                place if place <= NUMBER_KEYS else None,
                answers.get(theme.id, 0),
                codings.get(theme.id, 0),
                evidence.get(theme.id, 0),
                questions.get(theme.id, 0),
            )
            for place, theme in enumerate(session.scalars(in_order()), start=1)
        ]
