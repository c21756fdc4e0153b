"""The file as a machine reads it: PDF/UA-1, PDF/A-2a, fonts, structure."""

from dataclasses import replace
from typing import Any

import page
import pytest

from tests.bench.report_floor import many_rows
from tests.reports.reading import elements, reader, tags
from tracker.reports.build import build_report
from tracker.reports.pdf.fonts import FACES
from tracker.services.reports.rows import ReportInput

PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)


def complaints(pdf: bytes, profile: page.ValidationProfile) -> list[tuple[str, str]]:
    limits = page.SafetyLimits(max_table_grid_rows=5000, max_table_grid_cells=100_000)
    report = page.validate_pdf_bytes(pdf, profile=profile, limits=limits)
    return [(failure.rule_id, failure.message) for failure in report.failures]


@pytest.mark.parametrize("profile", PROFILES, ids=str)
def test_the_example_conforms(example_pdf: bytes, profile: page.ValidationProfile) -> None:
    assert complaints(example_pdf, profile) == []


@pytest.mark.parametrize("profile", PROFILES, ids=str)
def test_an_empty_and_a_long_report_conform(
    example: ReportInput, profile: page.ValidationProfile
) -> None:
    empty = replace(
        example, promises=(), decisions=(), signatories=(), feedback=(), diary_numbers=()
    )
    for data in (empty, many_rows(400)):
        assert complaints(build_report(data, lang="sv"), profile) == []


def test_only_embedded_fonts_of_ours_are_used(example_pdf: bytes) -> None:
    used = set()
    for sheet in reader(example_pdf).pages:
        resources: Any = sheet["/Resources"]
        for font in resources["/Font"].values():
            used.add(str(font["/BaseFont"]))
            assert "/FontFile2" in font["/FontDescriptor"]
    assert {name.partition("+")[2] for name in used} == set(FACES)


def test_every_page_leads_to_its_structure(example_pdf: bytes) -> None:
    document = reader(example_pdf)
    for number, sheet in enumerate(document.pages):
        assert int(str(sheet["/StructParents"])) == number
        assert str(sheet["/Tabs"]) == "/S"
    root: Any = document.trailer["/Root"]
    assert root["/Lang"] == "sv-SE"


def test_roles(example_pdf: bytes) -> None:
    found = tags(example_pdf)
    assert found[0] == "Document"
    assert {"H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Table", "TH", "Figure"} <= set(found)
    # Every row of every table has a header cell.
    kinds = "".join({"TR": "r", "TH": "h", "TD": "d"}.get(tag, ".") for tag in found)
    assert all("h" in row.split(".")[0] for row in kinds.split("r")[1:])


def test_figures_are_described_by_their_finding(example_pdf: bytes) -> None:
    described = [str(e["/Alt"]) for e in elements(example_pdf) if str(e["/S"]) == "/Figure"]
    assert (
        "Klagomål: 17 till och med augusti, färre än 24 samma tid 2017. 2017: 34. Mål 2018: 24"
        in [text.replace("\xa0", " ") for text in described]
    )
    assert len(described) == 2


def test_the_outline_leads_to_every_promise(example_pdf: bytes) -> None:
    titles = []
    for entry in reader(example_pdf).outline:
        below = entry if isinstance(entry, list) else [entry]
        titles += [str(item.title) for item in below if not isinstance(item, list)]
    assert titles[0] == "Statusrapport medborgarlöften"
    assert "L3 Trafik- och levnadsmiljö" in titles
    assert titles[-1] == "Underskrifter"
