"""Figures in words, as statements to begin from."""

from dataclasses import dataclass
from decimal import Decimal

import pytest

from tracker.messages.figures import figure_text, found_words, value_words


@dataclass(frozen=True, slots=True)
class _Figure:
    wording: str
    value: Decimal
    unit: str = "%"
    answers: int | None = None


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (_Figure("Vill se mer polis", Decimal(60), "%", 412), "60 % vill se mer polis (n = 412)"),
        (_Figure("Andel som vill se mer polis", Decimal(60)), "60 % vill se mer polis"),
        (_Figure("Andelen otrygga", Decimal("31.5"), "%", 1204), "31,5 % otrygga (n = 1 204)"),
        (_Figure("Vill du se mer polis?", Decimal(60)), "Vill du se mer polis? 60 %"),
        (_Figure("BRÅ känner till", Decimal(12)), "12 % BRÅ känner till"),
        (_Figure("Betyg", Decimal("3.4"), "1–5", 31), "Betyg: 3,4 av 5 (n = 31)"),
        (_Figure("Anmälda brott", Decimal(1204), "antal"), "Anmälda brott: 1 204"),
        (_Figure("Anmälda brott", Decimal(1204), "anmälda brott"), "Anmälda brott: 1 204"),
        (_Figure("Skadegörelse", Decimal(17), "anmälningar"), "Skadegörelse: 17 anmälningar"),
        (_Figure("<b>Polis</b>", Decimal(60)), "60 % <b>Polis</b>"),
    ],
)
def test_a_figure_as_a_statement(figure: _Figure, words: str) -> None:
    assert figure_text(figure).replace("\xa0", " ") == words


def test_what_a_survey_answered() -> None:
    words = found_words(Decimal(52), 380, "%", "Trygghetsmätning 2018")
    assert words.replace("\xa0", " ") == "52 % (n = 380), Trygghetsmätning 2018"
    assert found_words(Decimal(34), None, "antal", "Felanmälan") == "34, Felanmälan"
    assert value_words(None, "%") == "–"
