"""What the maker of a report is told of besides the file, in words of either language."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from tests.factory import a_person, a_promise, a_signed_promise, version_of
from tests.reports.drawing import drawn
from tracker.i18n import language
from tracker.messages import explain
from tracker.models.action import Action
from tracker.models.enums import ActionStatus, Hint, Party
from tracker.reports import style
from tracker.reports.build import build_report
from tracker.reports.making import make_report
from tracker.reports.pdf.blocks import RichText, Text
from tracker.reports.pdf.text import Run
from tracker.reports.registry import Form, ReportKind, kind_of
from tracker.reports.warnings import looked_over, warned
from tracker.services.actions import SetStatus, set_status
from tracker.services.check import Finding
from tracker.services.context import AppContext
from tracker.services.people import PersonFields, add_person
from tracker.services.reports.reading import ReportQuery
from tracker.services.reports.rows import ReportInput

STATUS = kind_of("status")
PUBLIC = replace(STATUS, is_public=True)


def warnings_of(data: ReportInput) -> tuple[Finding, ...]:
    with warned(STATUS) as warnings:
        build_report(data, lang="sv")
    return warnings.findings()


def with_text(data: ReportInput, text: str) -> ReportInput:
    return replace(data, promises=(replace(data.promises[2], text=text),))


def test_a_report_that_can_be_printed_as_written_has_none(example: ReportInput) -> None:
    assert warnings_of(example) == ()


def test_a_character_without_a_glyph_is_told_with_its_place(example: ReportInput) -> None:
    (warning,) = warnings_of(
        with_text(example, "Vi gör gräsmattan 🌳 vid skolan i Säffle tryggare")
    )
    assert explain(warning) == (
        "1 tecken finns inte i rapportens typsnitt och skrivs som □: 🌳 U+1F333, "
        "i ”Vi gör gräsmattan 🌳 vid skolan i Säffle try…”."
    )
    with language("en"):
        assert "U+1F333" in explain(warning)
        assert "font" in explain(warning)


def test_many_are_counted_and_the_first_few_named(example: ReportInput) -> None:
    text = "Hej 👨\u200d👩\u200d👧 och 👍\U0001f3fd, سلام, שלום \u202e \ud800 \u0ee1"
    (warning,) = warnings_of(with_text(example, text))
    assert warning.params["count"] == 12
    assert warning.params["characters"] == "👨 U+1F468, 👍 U+1F44D, س U+0633, ل U+0644, ا U+0627 …"
    assert "12 tecken" in explain(warning)
    (alone,) = warnings_of(with_text(example, "a\ud800"))
    assert alone.params["characters"] == "U+D800"


def test_two_threads_are_told_of_their_own(example: ReportInput) -> None:
    texts = [f"Bild {chr(0x1F300 + n)}" for n in range(4)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(warnings_of, [with_text(example, text) for text in texts]))
    assert [warning.params["text"] for (warning,) in found] == texts


def test_a_report_made_of_a_book_carries_its_warnings(ctx: AppContext) -> None:
    a_promise(ctx, "Synlig polis 🚓")
    made = make_report(ctx, ReportQuery(), "sv")
    assert [warning.code for warning in made.warnings] == ["report.no_glyph"]
    assert made.warnings[0].params["text"] == "Synlig polis 🚓"


def personal(text: str, kind: ReportKind) -> list[tuple[object, object, object]]:
    pattern = "ord " * 200
    with warned(kind) as warnings:
        drawn(
            [
                Text("Rubrik", style.REPORT_TITLE, tag="H1"),
                *(Text(pattern, style.BODY, tag="P") for _ in range(12)),
                Text(f"{pattern} {text} {pattern}", style.BODY, tag="P"),
                RichText([Run("Ring ", style.BODY), Run(text, style.BODY_STRONG)], tag="P"),
            ]
        )
    return [(w.params["page"], w.params["what"], w.params["text"]) for w in warnings.findings()]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("070-123 45 67", Hint.PHONE),
        ("850709-9805", Hint.IDENTITY_NUMBER),
        ("kim.ek@saffle.se", Hint.EMAIL),
        ("ABC 12D", Hint.VEHICLE),
    ],
)
def test_what_looks_personal_in_a_public_report_is_told_with_its_page(
    text: str, what: Hint
) -> None:
    assert personal(text, PUBLIC) == [(2, what, text)]
    assert personal(text, STATUS) == []
    words = explain(Finding("report.looks_personal", {"page": 2, "what": what, "text": text}))
    assert words.startswith("Sida 2 visar något som ser ut som e")
    assert text in words


def test_a_page_for_the_web_is_looked_over_too() -> None:
    page = "<style>a{b:070-123 45 67}</style><p title='070-123 45 67'>Ring <b>Kim</b></p>"
    assert looked_over(f"{page}<p>kim.ek@saffle.se &amp; 2018-09-15</p>".encode()) == (
        Finding(
            "report.looks_personal", {"page": 1, "what": Hint.EMAIL, "text": "kim.ek@saffle.se"}
        ),
    )


@pytest.mark.parametrize("form", Form)
def test_a_name_in_the_book_is_told_when_the_public_would_read_it(
    ctx: AppContext, form: Form
) -> None:
    a_person(ctx)  # Kim Ek
    a_person(ctx, "Kommunpolis Säffle")
    add_person(ctx, PersonFields("Anna Andersson", "Säffle kommun", Party.MUNICIPALITY))
    _id, action = a_signed_promise(ctx)
    why = "KIM EK var sjuk, och Anna Anderssons vikarie sade nej till Kommunpolis Säffle"
    ended = (action, version_of(ctx, Action, action))
    set_status(ctx, SetStatus((ended,), ActionStatus.NOT_DONE, why))
    made = make_report(ctx, ReportQuery(kind="public"), "sv", form=form)
    assert [(w.params["what"], w.params["text"]) for w in made.warnings] == [
        (Hint.NAME, "Anna Andersson"),
        (Hint.NAME, "KIM EK"),
    ]
    assert explain(made.warnings[0]) == (
        "Sida 1 visar något som ser ut som ett personnamn: ”Anna Andersson”. "
        "Se till att uppgiften får publiceras."
    )
    assert make_report(ctx, ReportQuery(), "sv").warnings == ()


def test_dates_and_diary_numbers_do_not_look_personal() -> None:
    for text in ("2018-09-15", "KS 2018/214", "114 14", "1 000 000 kronor", "Sida 2 av 7"):
        assert personal(text, PUBLIC) == []
