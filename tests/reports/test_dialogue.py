"""What citizens said, on paper: the chart and its words, the tables, and what is not told."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.reading import elements, tags, texts_of
from tests.reports.saffle import saffle
from tracker.i18n import language
from tracker.models.enums import SurveyMethod
from tracker.reports.build import build_report
from tracker.reports.kinds.dialogue.telling import chart_of
from tracker.reports.ranking import MOST, RankingSpec, as_pdf, draw, height, ranking
from tracker.reports.theme_words import Ranked, finding, mean_rating, percent
from tracker.services.reports.dialogue_rows import (
    ChangeRow,
    DialogueInput,
    FigureRow,
    GroupRow,
    HeldRow,
    QuoteRow,
    ThemeRow,
    YearsRow,
)
from tracker.services.reports.rows import ReportInput

SQUARE = HeldRow(
    "Torgsamtal på Stortorget", SurveyMethod.SQUARE_TALK, date(2018, 4, 25), time(12), time(16),
    "Stortorget", "Allmänheten", 118, 92, "Inga svar från äldre",
)  # fmt: skip
TOLD = DialogueInput(
    title="Våren 2018",
    limitation="Inga svar från dem som bor på landet",
    occasions=(SQUARE, replace(SQUARE, title="Skolan", answered=61, asked=66, limitation="")),
    answers=153,
    coded=150,
    rated=140,
    mean=Decimal("3.8"),
    themes=(ThemeRow("polis", 90), ThemeRow("ljus", 30), ThemeRow("buss", 3)),
    places=(
        GroupRow("Centrum", 100, (60, 20, 3), 95, Decimal(4)),
        GroupRow("", 42, (25, 6, 0), 40, Decimal("3.14")),
        GroupRow("Kajen", 5, (3, 2, 0), 3, Decimal(1)),
        GroupRow("Lilla bryggan", 3, (2, 2, 0), 2, Decimal(1)),
    ),
    quotes=(QuoteRow("ljus", "Halva gångstråket\när släckt"),),
    figures=(
        FigureRow("Vill se fler poliser", "%", Decimal(60), 412, "Trygghetsmätningen", "16–85 år"),
        FigureRow("Anmälda brott", "anmälningar", Decimal(134), None),
        FigureRow("Vill flytta", "%", Decimal(75), 4),
    ),
)
YEARS = YearsRow(
    2018, 2016, 150, 400, same_methods=False,
    changes=(ChangeRow("polis", 90, 200), ChangeRow("ljus", 30, 120), ChangeRow("buss", 3, 40)),
)  # fmt: skip


def the_report(told: DialogueInput | None = TOLD) -> ReportInput:
    return replace(
        saffle(),
        kind="dialogue",
        period_from=date(2018, 4, 25),
        period_to=date(2018, 4, 25),
        dialogue=told,
    )


def text(told: DialogueInput | None = TOLD) -> str:
    return " ".join(texts_of(the_report(told), "en"))


def figures(data: ReportInput) -> list[str]:
    """What the pictures are said to show."""
    pdf = build_report(data, lang="en")
    found = [str(e["/Alt"]) for e in elements(pdf) if str(e["/S"]) == "/Figure"]
    return [alt.replace("\xa0", " ") for alt in found]


def test_the_chart_tells_its_finding_and_every_bar_without_being_seen() -> None:
    assert figures(the_report()) == [
        "Most often taken up: polis 60 % and ljus 20 % of 150 answers. polis: 90 answers, 60 %. "
        "ljus: 30 answers, 20 %. buss: not shown"
    ]


def test_page_one_says_how_many_answered_and_how_safe_they_feel() -> None:
    page = texts_of(the_report(), "en")[0]
    for words in ("What citizens said", "Våren 2018", "153", "3.8 of 5 (140 ratings)"):
        assert words in page
    assert "“Halva gångstråket är släckt”" in page


def test_what_few_said_is_withheld_whoever_hands_it_in() -> None:
    told = text()
    assert "Lilla bryggan" not in told
    # Its five would give away the three of the other.
    assert "Kajen" not in told
    assert "Left out: 2, where fewer than five answered" in told
    assert "Centrum 100 4.0 polis 60 %" in told
    assert "No place given 42 3.1" in told
    assert "Vill flytta – not shown" in told
    assert "75" not in told


def test_figures_have_n_source_and_limitation() -> None:
    told = text()
    assert "Vill se fler poliser 60 % 412 Trygghetsmätningen. 16–85 år." in told
    assert "Anmälda brott, anmälningar 134 – Source not stated." in told


def test_occasions_are_told_with_whom_they_missed() -> None:
    told = text()
    assert "12:00–16:00" in told
    assert "92 of 118 Inga svar från äldre" in told
    assert "Inga svar från dem som bor på landet." in told
    assert "3 answers have not been sorted by theme" in told
    assert "There are no earlier answers to compare with." in told


def test_against_the_year_before_with_its_caution() -> None:
    told = text(replace(TOLD, years=YEARS))
    assert "2018 against 2016" in told
    assert "polis 50 % 60 % +10 points" in told
    assert "ljus 30 % 20 % −10 points" in told
    assert "buss 10 % not shown –" in told
    assert "asked in different ways" in told
    assert "no earlier answers" not in told
    (alt,) = figures(the_report(replace(TOLD, years=YEARS)))
    assert "polis: 90 answers, 60 %, 2016: 50 %" in alt
    alike = text(replace(TOLD, years=replace(YEARS, same_methods=True)))
    assert "asked in different ways" not in alike


def test_ticks_stand_only_where_all_bars_are_of_the_later_year() -> None:
    part = chart_of(replace(TOLD, years=replace(YEARS, now_of=100)))
    assert part is not None
    assert part.year is None
    whole = chart_of(replace(TOLD, years=YEARS))
    assert whole is not None
    assert (whole.year, whole.rows[0].before) == (2016, Fraction(1, 2))


@pytest.mark.parametrize("told", [None, DialogueInput(), DialogueInput(occasions=(SQUARE,))])
def test_with_nothing_to_tell_it_says_so(told: DialogueInput | None) -> None:
    found = text(told)
    has_asked = told is not None and bool(told.occasions)
    assert ("have not asked those who live here yet" in found) is not has_asked
    assert "Figure" not in tags(build_report(the_report(told), lang="en"))


def test_answers_without_themes_are_not_drawn() -> None:
    bare = replace(TOLD, themes=(), coded=0, places=(), quotes=())
    assert "have not been sorted by theme yet" in text(bare)


# The chart


def test_what_has_no_room_in_the_chart_is_named_below_it() -> None:
    many = tuple(ThemeRow(f"tema{n:02}", 100 - n) for n in range(MOST + 2))
    places = (replace(TOLD.places[0], themes=(0,) * len(many)),)
    told = text(replace(TOLD, themes=many, places=places))
    assert "Also taken up, but not drawn: tema20 and tema21." in told


def test_bars_are_as_long_as_their_shares() -> None:
    spec = ranking([Ranked("a", 40), Ranked("b", 10), Ranked("c", None), Ranked("d", 0)], 80)
    drawing = draw(spec)
    shapes = [shape for shape in drawing.contents if type(shape).__name__ == "Rect"]
    widths = [shape.width for shape in shapes]
    assert widths[0] == pytest.approx(4 * widths[1])
    assert widths[2:] == [0]
    assert (drawing.height, spec.year) == (height(spec), None)


def test_a_tick_has_its_place_on_the_same_scale() -> None:
    shapes = draw(
        ranking([Ranked("a", 20, Fraction(1, 2)), Ranked("b", None, Fraction(2, 5))], 80, 2016)
    ).contents
    bar, _edge = [shape for shape in shapes if type(shape).__name__ == "Rect"]
    lines = [shape for shape in shapes if type(shape).__name__ == "Line"]
    (tick,) = [line for line in lines if line.x1 > bar.x]
    assert tick.x1 - bar.x == pytest.approx(2 * bar.width)


names = st.text(min_size=1, max_size=80)


@given(st.lists(st.builds(Ranked, names, st.none() | st.integers(0, 900)), max_size=25))
def test_any_names_can_be_drawn_and_told(rows: list[Ranked]) -> None:
    spec: RankingSpec = ranking(rows, 900)
    with language("en"):
        draw(spec)
        assert spec.alt.startswith(spec.finding)
        assert "\n" not in spec.alt


def test_it_is_had_as_a_page_of_its_own() -> None:
    with language("en"):
        assert as_pdf(ranking([Ranked("ljus", 9)], 10)).startswith(b"%PDF")


# The words


@pytest.mark.parametrize(
    ("answers", "of", "words"),
    [(0, 9, "0 %"), (5, 2000, "under 1 %"), (104, 400, "26 %"), (9, 9, "100 %"), (0, 0, "0 %")],
)
def test_shares_in_whole_per_cent(answers: int, of: int, words: str) -> None:
    with language("en"):
        assert percent(answers, of).replace("\xa0", " ") == words


def test_a_mean_has_one_decimal_in_both_languages() -> None:
    with language("sv"):
        assert [mean_rating(Decimal(n)) for n in ("4", "3.14", "3.96", "3.85", "3.853")] == [
            "4,0", "3,1", "4,0", "3,9", "3,9",
        ]  # fmt: skip
    with language("en"):
        assert mean_rating(Decimal("3.8")) == "3.8"


def test_shares_are_rounded_half_up() -> None:
    assert [percent(n, 400) for n in (50, 240, 104)] == ["13\xa0%", "60\xa0%", "26\xa0%"]
    row = Ranked("ljus", 20, Fraction(1247, 10000))
    with language("en"):
        # Not 12.5 % first and then 13 %.
        assert ranking([row], 80, 2016).alt.endswith("2016: 12\xa0%")


def test_a_finding_names_only_what_may_be_told() -> None:
    rows = [Ranked("ljus", 9), Ranked("få", None), Ranked("ingen", 0)]
    with language("en"):
        told = finding(rows, 90).replace("\xa0", " ")
        assert told == "Most often taken up: ljus 10 % of 90 answers"
        assert finding(rows[1:], 90) == "No theme is taken up in five answers or more"
