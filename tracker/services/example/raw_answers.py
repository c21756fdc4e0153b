"""The example's answers as a web survey would hand them over: not coded, for trying the import."""

import csv
import io
from pathlib import Path
from typing import IO

from sqlalchemy import select

from tracker.models.book_file import write_file
from tracker.models.survey import Response, Survey
from tracker.services.context import AppContext

# A survey's own questions stand in its file as they were asked, whatever the reader's language.
_HEADINGS = (
    "Tidstämpel",
    "Var träffade du oss?",
    "Hur trygg känner du dig där du bor? (1 = mycket otrygg, 5 = mycket trygg)",
    "Vad skulle göra dig tryggare?",
    "Vilken plats tänker du på?",
    "Jag är",
)


def write_raw_answers(ctx: AppContext, path: Path) -> None:
    """Write the answers of the example's dialogue as CSV. Raises `BookError` as `write_file`."""
    with ctx.read() as session:
        rows = session.execute(
            select(
                Survey.held_on,
                Survey.place,
                Response.rating,
                Response.text,
                Response.place,
                Response.respondent_group,
            )
            .join(Survey, Survey.id == Response.survey_id)
            .order_by(Survey.held_on, Survey.starts_at, Response.id)
        ).all()

    def write(file: IO[bytes]) -> None:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        writer = csv.writer(text, delimiter=";")
        writer.writerow(_HEADINGS)
        writer.writerows(rows)
        text.flush()
        text.detach()

    write_file(path, write)
