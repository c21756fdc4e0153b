"""Every code that can reach a user has a sentence in both languages, every operation a name."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

import tracker
from tracker.i18n import _, language
from tracker.messages import explain, gap, operation_name
from tracker.messages.operations import OPERATIONS
from tracker.messages.sentences import COUNTED, SENTENCES
from tracker.messages.vocabulary import FIELDS, signed_change
from tracker.models.audit import Difference
from tracker.models.completeness import Lack, Missing
from tracker.models.enums import Party, PromiseStatus
from tracker.models.errors import Ambiguous, BookError, Conflict, Invalid, StaleUndo
from tracker.models.schema import METADATA
from tracker.models.signing import SignedChange, SignedPart
from tracker.services.check import Finding

SOURCE = Path(tracker.__path__[0])
CODE = re.compile(r"[a-z]+\.[a-z][a-z_]*")
KNOWN = SENTENCES.keys() | COUNTED.keys()
FAMILIES = frozenset(code.partition(".")[0] for code in KNOWN)
ERRORS = {"Invalid", "NotFound", "Ambiguous", "Conflict", "StaleUndo", "BookError", "Finding"}


def test_headings_stand_in_quotation_marks_so_that_their_own_marks_meet_no_others() -> None:
    headings = ("Var träffade du oss?",)
    one = Finding("import.columns_ignored", {"headings": headings, "count": 1})
    lacking = Invalid("map.missing_columns", missing=headings, unknown=())
    with language("sv"):
        assert explain(one) == "Kolumnen ”Var träffade du oss?” användes inte."
        assert "I filen saknas: ”Var träffade du oss?”. Ingenting har" in explain(lacking)


def _strings() -> Iterator[str]:
    """Every text of the models and services, where codes also stand in tables."""
    for path, node in _nodes():
        below = path.relative_to(SOURCE).parts[0] in ("models", "services", "bootstrap.py")
        if below and isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _raised() -> Iterator[str]:
    """First arguments of our exceptions and findings; the parts of an f-string are no codes."""
    for _path, node in _nodes():
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
            continue
        code = node.args[0]
        if node.func.id in ERRORS and not isinstance(code, ast.JoinedStr):
            texts = [part for part in ast.walk(code) if isinstance(part, ast.Constant)]
            yield from (text.value for text in texts if isinstance(text.value, str))


def _written() -> Iterator[str]:
    """Names given to `write`."""
    for _path, node in _nodes():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            name = node.args[0]
            if node.func.attr == "write" and isinstance(name, ast.Constant):
                yield str(name.value)


@cache
def _nodes() -> list[tuple[Path, ast.AST]]:
    return [
        (path, node)
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
    ]


def test_every_code_has_a_sentence() -> None:
    assert {text for text in _raised() if CODE.fullmatch(text)} - KNOWN == set()


def test_nor_is_a_code_hidden_in_a_table() -> None:
    texts = {text for text in _strings() if CODE.fullmatch(text)}
    of_our_families = {text for text in texts if text.partition(".")[0] in FAMILIES}
    columns = {f"{t.name}.{column.name}" for t in METADATA.tables.values() for column in t.c}
    assert of_our_families - KNOWN - OPERATIONS.keys() - columns - {"check.row_"} == set()


def test_no_sentence_is_without_a_code() -> None:
    said = set(_strings()) | set(_raised())
    said |= {f"check.row_{difference}" for difference in Difference}
    assert KNOWN - said == set()


def test_every_field_has_a_word() -> None:
    assert set(_fields()) - FIELDS.keys() == set()


def _fields() -> Iterator[str]:
    """Names that an error can speak of: those given to `field=`, and those of every form."""
    for path, node in _nodes():
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else None
            yield from (_text(k.value) for k in node.keywords if k.arg == "field")
            if called == "add_field" and isinstance(node.args[0], ast.JoinedStr):
                start = _text(node.args[0].values[0])
                yield from (f"{start}{party.value}" for party in (Party.POLICE, Party.MUNICIPALITY))
            elif called == "add_field":
                yield _text(node.args[0])
        # Names that a loop goes through stand first in tuples: ("as_of", _("As of"), …).
        elif isinstance(node, ast.For) and "ui" in path.parts:
            yield from _looped(node)


def _looped(loop: ast.For) -> Iterator[str]:
    hands_on = any(
        (isinstance(part, ast.Call) and getattr(part.func, "attr", "").endswith("add_field"))
        or (isinstance(part, ast.keyword) and part.arg == "field")
        for statement in loop.body
        for part in ast.walk(statement)
    )
    for part in ast.walk(loop.iter) if hands_on else ():
        if isinstance(part, ast.Tuple) and part.elts:
            yield _text(part.elts[0])


def _text(node: ast.expr) -> str:
    """A literal's text; a known word for anything else."""
    literal = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return node.value if literal else "name"  # type: ignore[attr-defined]


def test_every_operation_has_a_name() -> None:
    assert set(filter(CODE.fullmatch, _written())) - OPERATIONS.keys() == set()


@pytest.mark.parametrize("code", sorted([*SENTENCES, *COUNTED]))
def test_sentences_are_swedish_and_say_something(code: str) -> None:
    params = dict.fromkeys(_places(code), "x") | {"count": 2, "operation": "log.new"}
    swedish = explain(Finding(code, params))
    with language("en"):
        english = explain(Finding(code, params))
    assert swedish != english
    assert swedish.endswith(".")
    assert english.endswith(".")
    assert "{" not in swedish + english


def _places(code: str) -> set[str]:
    texts = [SENTENCES[code]] if code in SENTENCES else [COUNTED[code](1), COUNTED[code](2)]
    return {name for text in texts for name in re.findall(r"{(\w+)}", text)}


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_operations_are_told_afterwards(name: str) -> None:
    swedish = operation_name(name)
    with language("en"):
        assert operation_name(name) != swedish
    assert not swedish.endswith(".")


def test_an_operation_of_a_later_version_is_told_without_its_name() -> None:
    assert operation_name("future.thing") == "Ändring gjord"


def test_what_a_promise_lacks_is_listed() -> None:
    error = Invalid(
        "promise.incomplete",
        number=6,
        lacking=(
            Missing(Lack.CAUSE_LINK),
            Missing(Lack.OWNER, (2, 5)),
            Missing(Lack.DEADLINE, (2,)),
        ),
    )
    assert explain(error) == (
        "Löfte 6 kan inte undertecknas än. Det saknar en åtgärd som möter en orsak, ägare för "
        "åtgärderna 2 och 5 och slutdatum för åtgärd 2. Det är kvar som det var."
    )


def test_what_is_no_longer_as_in_the_report_is_listed() -> None:
    parts = list(SignedPart)
    changed = (*map(SignedChange, parts[:2]), SignedChange(SignedPart.ACTIONS, (2, 5)))
    error = Invalid("promise.differs_from_report", number=6, id=7, what=changed)
    assert explain(error) == (
        "Löfte 6 är inte längre som i rapport 7. Det här har ändrats: rubriken, texten och "
        "åtgärderna 2 och 5. Inget är undertecknat. Ändra tillbaka, eller fastställ en ny "
        "överenskommelse och underteckna den."
    )
    assert len({signed_change(SignedChange(part, (1,))) for part in parts}) == len(parts)


@pytest.mark.parametrize("lack", list(Lack))
def test_every_gap_has_words(lack: Lack) -> None:
    with language("en"):
        english = gap(Missing(lack, (1, 2)))
    assert gap(Missing(lack, (1, 2))) != english


def test_values_are_formatted_for_people() -> None:
    late = Invalid(
        "dates.end_before_start", field="deadline", start=date(2017, 5, 16), end=date(2017, 5, 1)
    )
    assert "”Slutdatum” är 1 maj 2017" in explain(late)
    negative = Invalid("number.negative", field="quantity", value=Decimal("-1234.5"))
    assert "”Antal”" in explain(negative)
    assert "234,5" in explain(negative)
    status = Invalid("promise.wrong_status", number=3, status=PromiseStatus.KEPT)
    assert "Uppfyllt" in explain(status)
    assert "åtgärden" in explain(Conflict("row.changed", table="action", id=7))
    assert "raden" in explain(Conflict("row.changed"))
    assert "”Insatsen loggad”" in explain(StaleUndo("undo.stale", operation="log.new"))


def test_candidates_are_listed() -> None:
    error = Ambiguous("action.ambiguous", candidates=("1.1 A", "2.1 B"), text="fot")
    assert "1.1 A; 2.1 B" in explain(error)


def test_paths_are_whole_and_typed_text_is_cut_to_a_line() -> None:
    path = "/" + "mapp/" * 40 + "bok.loftesbok"
    assert path in explain(BookError("book.missing", book=path))
    typed = explain(Invalid("input.date", value="x\n" * 500))
    assert "\n" not in typed
    assert len(typed) < 250


def test_text_with_braces_is_only_text() -> None:
    assert "{book}" in explain(Invalid("input.date", value="{book}"))


def test_a_cell_is_named() -> None:
    finding = Finding(
        "input.date",
        {"value": "31/2", "file": "logg.xlsx", "sheet": "Maj", "row": 7, "column": "Datum"},
    )
    assert explain(finding).startswith("logg.xlsx, flik Maj, rad 7, kolumn Datum: ”31/2” är inget")
    with language("en"):
        assert explain(finding).startswith("logg.xlsx, sheet Maj, row 7, column Datum: ")


def test_numbers_decide_the_form() -> None:
    assert "1 insats " in explain(Invalid("action.has_log", count=1))
    assert "12 insatser " in explain(Invalid("action.has_log", count=12))
    assert _("the row") == "raden"
