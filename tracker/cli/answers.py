"""What the columns of a file of answers are, for `lofte import --as responses`."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.cli.output import say, say_table
from tracker.i18n import _
from tracker.messages import explain, shortened
from tracker.models.errors import Invalid
from tracker.services.context import AppContext

if TYPE_CHECKING:
    from tracker.cli.lists import ImportWords
    from tracker.services.spreadsheet.response_map import ResponseMap
    from tracker.services.spreadsheet.survey_import import SurveyPreview


def import_columns(ctx: AppContext, words: "ImportWords") -> "SurveyPreview":
    """The file's first rows and its map: the one that was given, remembered or guessed.

    Writes the map down where that was asked for.
    """
    from tracker.services.spreadsheet.survey_import import preview_answers

    preview = preview_answers(ctx, Path(words.file), words.survey)
    if words.map is not None:
        given = _read(Path(words.map)).arranged(preview.headings)
        preview = replace(preview, guess=given, remarks=(None,) * len(preview.headings))
    if words.write_map is not None:
        _write(Path(words.write_map), preview.guess)
    return preview


def say_columns(preview: "SurveyPreview") -> None:
    """Print what each column is taken to be, with what stands in it first."""
    from tracker.services.spreadsheet.role_words import role_word

    rows = []
    for place, column in enumerate(preview.guess.columns):
        cells = (row[place] for row in preview.rows if row[place])
        remark = preview.remarks[place]
        example = explain(remark) if remark else shortened(next(cells, ""))
        rows.append((shortened(column.heading), role_word(column.role), example))
    say_table((_("Column"), _("Taken as"), _("For example")), rows)
    say("")


def say_used_columns(preview: "SurveyPreview") -> None:
    """Print what was guessed of the columns, but for those left out for no particular reason."""
    from tracker.services.spreadsheet.response_map import Role
    from tracker.services.spreadsheet.role_words import role_word

    rows = [
        (shortened(column.heading), explain(remark) if remark else role_word(column.role))
        for column, remark in zip(preview.guess.columns, preview.remarks, strict=True)
        if remark or column.role is not Role.IGNORED
    ]
    say_table((_("Column"), _("Taken as")), rows)
    say("")


def columns_as_json(preview: "SurveyPreview") -> dict[str, Any]:
    """The map, the remarks on it and the first rows, for other programs."""
    return {
        "rows": preview.total,
        "remembered": preview.remembered,
        "columns": [
            {
                "heading": column.heading,
                "role": column.role.value,
                "remark": None if remark is None else explain(remark),
            }
            for column, remark in zip(preview.guess.columns, preview.remarks, strict=True)
        ],
        "rating_words": dict(preview.guess.rating_words),
        "first_rows": [list(row) for row in preview.rows],
    }


def _read(path: Path) -> "ResponseMap":
    from tracker.services.spreadsheet.response_map import ResponseMap

    try:
        return ResponseMap.from_toml(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise Invalid("file.missing", file=str(path)) from error
    except UnicodeDecodeError as error:
        raise Invalid("map.unreadable") from error
    except OSError as error:
        raise Invalid("file.not_readable", file=str(path)) from error


def _write(path: Path, columns: "ResponseMap") -> None:
    from tracker.models.book_file import write_file

    write_file(path, lambda file: file.write(columns.to_toml().encode()))
