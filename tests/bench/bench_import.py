"""Answers of a web survey taken in, against reading the file and inserting it with bare SQL."""

import csv
import random
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from time import perf_counter

from tests.bench.table import Row, measured
from tests.factory import a_book, a_survey, opened
from tracker.services.spreadsheet.survey_import import ImportAnswers, import_answers

ROWS = 100_000
ROUNDS = 3
# At least 0.4 times the speed.
LIMIT = 2.5

_SURVEY = "Torgsamtal"
_THEMES = ("Belysning", "Synlig polis", "Trafik", "Unga", "Droger", "Nedskräpning")
_PLACES = ("Centrum", "Höglunda", "Norra Säffle", "Svanskog", "")
_GROUPS = ("16–24", "25–44", "45–64", "65–")
_SAID = (
    "mörkt på kvällen vid stationen",
    "mer polis ute på helgerna",
    "mopeder på gångbanan",
    "buskar skymmer sikten",
    "ungdomar på torget",
    "lampor trasiga",
    "bilar kör fort vid skolan",
    "öppet sent",
)
_HEADINGS = (
    "ID",
    "Slutförandetid",
    "Hur trygg är du på en skala 1–5?",
    "Vad är viktigast? (flera val)",
    "Vad gör dig otrygg?",
    "Var bor du?",
    "Hur gammal är du?",
)


def run() -> list[Row]:
    """Each side fills a fresh book each time; the shortest time counts."""
    with tempfile.TemporaryDirectory(prefix="loftesbok-bench-") as folder:
        file = _export(Path(folder) / "svar.csv")
        names = (Path(folder) / f"{number}.loftesbok" for number in count())
        _ours(file, next(names), 1)
        times = [
            (_bare(file, next(names), ROWS), _ours(file, next(names), ROWS))
            for _round in range(ROUNDS)
        ]
    floor, ours = (min(side) * 1000 for side in zip(*times, strict=True))
    return [measured(f"{ROWS:,} answers of a web survey", floor, ours, LIMIT)]


def _export(path: Path) -> Path:
    """A file as survey tools write it."""
    chance = random.Random(1)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(_HEADINGS)
        for number in range(ROWS):
            day = f"2024-{number % 12 + 1:02}-{number % 28 + 1:02} {number % 24:02}:05"
            chosen = ";".join(chance.sample(_THEMES, chance.randint(0, 3)))
            text = " ".join(chance.choices(_SAID, k=chance.randint(1, 5)))
            place, group = chance.choice(_PLACES), chance.choice(_GROUPS)
            writer.writerow([number + 1, day, chance.randint(1, 5), chosen, text, place, group])
    return path


def _ours(file: Path, book: Path, rows: int) -> float:
    ctx = opened(a_book(book))
    try:
        a_survey(ctx, _SURVEY)
        started = perf_counter()
        result = import_answers(ctx, ImportAnswers(file, _SURVEY, dry_run=rows == 1))
        took = perf_counter() - started
    finally:
        ctx.close()
    assert result.added == ROWS, result
    return took


def _bare(file: Path, book: Path, rows: int) -> float:
    """The same columns into the book's own two tables, in one transaction, with its own pragmas."""
    ctx = opened(a_book(book))
    survey = a_survey(ctx, _SURVEY)
    ctx.close()
    with closing(sqlite3.connect(book, isolation_level=None)) as connection:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")
        started = perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            "INSERT INTO theme (id, version, name, description, keywords, position)"
            " VALUES (?, 1, ?, '', '', 0)",
            enumerate(_THEMES, start=1),
        )
        links: list[tuple[int, int, int]] = []
        connection.executemany(
            "INSERT INTO response (id, version, survey_id, text, place, rating, respondent_group,"
            " answered_on, deidentified, coded_by, source_key) VALUES (?,1,?,?,?,?,?,?,0,?,?)",
            _values(file, survey, links),
        )
        connection.executemany(
            "INSERT INTO response_theme (id, version, response_id, theme_id) VALUES (?, 1, ?, ?)",
            links,
        )
        connection.execute("COMMIT")
        return perf_counter() - started


def _values(
    file: Path, survey: int, links: list[tuple[int, int, int]]
) -> Iterator[tuple[object, ...]]:
    themes = {name: number for number, name in enumerate(_THEMES, start=1)}
    ids = count(survey + 1)
    with file.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.reader(lines, delimiter=";")
        next(reader)
        for key, day, rating, chosen, text, place, group in reader:
            row_id = next(ids)
            coder = file.name if chosen else None
            for theme in filter(None, chosen.split(";")):
                links.append((next(ids), row_id, themes[theme]))
            yield row_id, survey, text, place, int(rating), group, day[:10], coder, key
