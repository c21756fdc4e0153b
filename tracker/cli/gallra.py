"""`lofte gallra`: free texts whose date has passed are deleted for good, and counts stay."""

from typing import TYPE_CHECKING, Any

from tracker.cli.books import opened
from tracker.cli.output import say, say_json
from tracker.i18n import _, format_date, format_number, ngettext

if TYPE_CHECKING:
    from tracker.services.disposal import Disposed
    from tracker.services.queries.disposals import DisposalPreview, SurveyTexts


def gallra(book: str, *, earlier: bool, dry_run: bool, as_json: bool) -> None:
    """Delete what is due, or say what would be deleted.

    With `earlier` also, out of the history, what answers said before they were masked, edited or
    removed.
    """
    from tracker.services.disposal import DisposeTexts, DueTexts, dispose_texts
    from tracker.services.queries.disposals import disposal_preview

    with opened(book) as ctx:
        preview = disposal_preview(ctx)
        due = tuple(
            DueTexts(row.survey_id, row.until, row.texts)
            for row in preview.due
            if row.until is not None
        )
        done = None if dry_run else dispose_texts(ctx, DisposeTexts(due, earlier))
    if as_json:
        say_json(_as_json(preview, done))
        return
    _say_surveys(preview)
    if done is not None:
        _say_done(done)
    else:
        say(_("Nothing was deleted: this was only a look."))
        _say_log(preview)


def _say_surveys(preview: "DisposalPreview") -> None:
    for heading, rows in (
        (_("Kept beyond their date:"), preview.due),
        (_("To be deleted later:"), preview.coming),
        (_("Without a date:"), preview.undated),
    ):
        if rows:
            say(heading)
        for row in rows:
            say(f"  {_line(row)}")
    if not preview.due:
        say(_("No free texts are kept beyond their date."))
    if preview.earlier:
        say(
            ngettext(
                "The history shows {n} answer as it was before it was masked, edited or removed.",
                "The history shows {n} answers as they were before they were masked, edited or "
                "removed.",
                preview.earlier,
            ).format(n=format_number(preview.earlier))
        )


def _line(row: "SurveyTexts") -> str:
    texts = ngettext("{n} free text", "{n} free texts", row.texts).format(
        n=format_number(row.texts)
    )
    parts = [row.title, texts]
    if row.until is not None:
        parts.append(_("kept until {day}").format(day=format_date(row.until, "iso")))
    if row.uncoded:
        uncoded = ngettext("{n} of them not coded", "{n} of them not coded", row.uncoded)
        parts.append(uncoded.format(n=format_number(row.uncoded)))
    return ", ".join(parts)


def _say_done(done: "Disposed") -> None:
    say(
        ngettext(
            "{n} free text is deleted for good; its answer's other parts stay.",
            "{n} free texts are deleted for good; their answers' other parts stay.",
            done.texts,
        ).format(n=format_number(done.texts))
    )
    if done.earlier:
        say(
            ngettext(
                "The earlier words of {n} answer are deleted from the history.",
                "The earlier words of {n} answers are deleted from the history.",
                done.earlier,
            ).format(n=format_number(done.earlier))
        )
    if done.history:
        say(_("Backups and exported files from before still hold them: delete those too."))


def _say_log(preview: "DisposalPreview") -> None:
    if preview.done:
        say(_("Deleted before:"))
    for row in preview.done:
        texts = ngettext("{n} free text", "{n} free texts", row.texts)
        words = texts.format(n=format_number(row.texts)) if row.texts else _("earlier words")
        say(f"  {format_date(row.done_on, 'iso')}  {row.survey}, {words}, {row.done_by}")


def _as_json(preview: "DisposalPreview", done: "Disposed | None") -> dict[str, Any]:
    def survey(row: "SurveyTexts") -> dict[str, Any]:
        return {
            "survey": row.title,
            "held_on": row.held_on,
            "kept_until": row.until,
            "texts": row.texts,
            "uncoded": row.uncoded,
            "answers": row.answers,
        }

    return {
        "due": [survey(row) for row in preview.due],
        "coming": [survey(row) for row in preview.coming],
        "undated": [survey(row) for row in preview.undated],
        "earlier_words": preview.earlier,
        "deleted": None
        if done is None
        else {"texts": done.texts, "earlier_words": done.earlier, "changes": done.history},
        "log": [
            {
                "done_on": row.done_on,
                "done_by": row.done_by,
                "survey": row.survey,
                "kept_until": row.until,
                "texts": row.texts,
                "changes": row.history,
            }
            for row in preview.done
        ],
    }
