"""Files of answers as survey tools write them, made up and always the same."""

import csv
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Table = tuple[list[str], list[list[Any]]]

CHOICES = ("Belysning", "Synlig polis", "Trafik", "Unga", "Droger")
SCALE = (
    "Mycket otrygg",
    "Ganska otrygg",
    "Varken trygg eller otrygg",
    "Ganska trygg",
    "Mycket trygg",
)
_SAID = (
    "Det är mörkt bakom stationen på kvällarna",
    "Mer polis ute på helgerna, tack",
    "Mopeder på gångbanan hela sommaren; ingen gör något",
    "Vågar inte gå till bussen",
    "Buskarna vid skolan skymmer sikten",
)


def microsoft_forms(count: int = 40) -> Table:
    """Choices end with a semicolon each; name and address stand even where nobody gave any."""
    chance = random.Random(1)
    headings = [
        "ID",
        "Starttid",
        "Slutförandetid",
        "E-post",
        "Namn",
        "Hur trygg känner du dig i ditt bostadsområde på kvällen?",
        "Vad gör dig otrygg? (flera val)",
        "Beskriv med egna ord",
        "Något annat du vill säga?",
        "Var bor du?",
        "Hur gammal är du?",
        "Kön",
    ]
    rows = [
        [
            number,
            f"2024-05-{number % 28 + 1:02} 12:00:00",
            f"2024-06-{number % 28 + 1:02} 12:05:00",
            "anonymous",
            "",
            chance.choice([*SCALE, "Vet ej"]),
            "".join(f"{choice};" for choice in chance.sample(CHOICES, chance.randint(1, 3))),
            f"{chance.choice(_SAID)} {number}",
            f"{chance.choice(_SAID)} {number}" if number % 3 == 0 else "",
            chance.choice(["Centrum", "Höglunda"]),
            chance.choice(["16–24", "25–44", "45–64"]),
            chance.choice(["Kvinna", "Man"]),
        ]
        for number in range(1, count + 1)
    ]
    return headings, rows


def google_forms(count: int = 40) -> Table:
    """Choices with commas between, ratings in digits, timestamps of its own kind."""
    chance = random.Random(2)
    headings = [
        "Tidstämpel",
        "E-postadress",
        "Hur trygg är du på en skala 1–5?",
        "Vilka frågor är viktigast för dig? (välj flera)",
        "Kommentar",
        "Stadsdel",
        "Jag är",
    ]
    rows = [
        [
            f"2024/05/{number % 28 + 1:02} 3:45:{number % 60:02} em CEST",
            f"person{number}@example.se",
            chance.randint(1, 5),
            ", ".join(chance.sample(CHOICES, chance.randint(1, 3))),
            f"{chance.choice(_SAID)} {number}" if number % 2 else "",
            chance.choice(["Centrum", "Norr"]),
            chance.choice(["Boende", "Företagare"]),
        ]
        for number in range(count)
    ]
    return headings, rows


def a_column_per_choice(count: int = 40) -> Table:
    """As Webropol and others can: a tick in a column of its own for each choice."""
    chance = random.Random(3)
    headings = [
        "Respondent",
        "Svar inskickat",
        *(f"Vad är viktigast? - {choice}" for choice in CHOICES),
        "Hur trygg känner du dig?",
        "Har du utsatts för brott?",
        "Telefonnummer",
        "Vad vill du se mer av?",
    ]
    rows = [
        [
            number + 100,
            f"{number % 28 + 1}.5.2024 14.0{number % 10}",
            *(chance.choice(["1", ""]) for _choice in CHOICES),
            chance.choice(["1 – mycket otrygg", "2", "3", "4 – ganska trygg", "5"]),
            chance.choice(["Ja", "Nej"]),
            f"070-123 45 {number % 100:02}",
            f"{chance.choice(_SAID)} {number}",
        ]
        for number in range(count)
    ]
    return headings, rows


def as_csv(path: Path, table: Table, delimiter: str = ";", encoding: str = "utf-8-sig") -> Path:
    """Write it as the tools do."""
    headings, rows = table
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(headings)
        writer.writerows(rows)
    return path


def texts(rows: Sequence[Sequence[Any]]) -> list[tuple[str, ...]]:
    """The rows as a file gives them."""
    return [tuple(str(cell) for cell in row) for row in rows]
