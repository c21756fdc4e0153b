"""What a final report was made from can be read again, word for word, also in later versions."""

import datetime as dt
import json
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factory import DAY
from tracker.models.enums import Party, PromiseStatus, ReportState
from tracker.services.context import AppContext
from tracker.services.reports.frozen import (
    _codec,
    data_checksum,
    finalised,
    from_json,
    is_intact,
    to_json,
)
from tracker.services.reports.reading import ReportQuery, report_input
from tracker.services.reports.rows import DiaryNumber, Logotype, Look, ReportInput

NUMBERS = (DiaryNumber(Party.POLICE, "A 1"),)
st.register_type_strategy(Decimal, st.decimals(allow_nan=False, allow_infinity=False))
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))


@settings(max_examples=60)
@given(data=st.from_type(ReportInput))
def test_whatever_it_holds_comes_back(data: ReportInput) -> None:
    text = to_json(data)
    assert from_json(text) == data
    assert to_json(from_json(text)) == text


@given(
    value=st.one_of(st.none(), st.dates(), st.decimals(allow_nan=False, allow_infinity=False)),
)
def test_a_value_of_several_types_keeps_its_type(value: dt.date | Decimal | None) -> None:
    codec = _codec(dt.date | Decimal | None)
    back = codec.read(json.loads(json.dumps(codec.write(value))))
    assert (back, type(back)) == (value, type(value))


def test_the_example_comes_back_on_every_day_of_its_reports(example: AppContext) -> None:
    for day in (dt.date(2017, 9, 1), dt.date(2018, 4, 30), dt.date(2018, 8, 31)):
        data = report_input(example, ReportQuery(day))
        assert from_json(to_json(data)) == data


def test_the_text_is_canonical_and_compact(ctx: AppContext) -> None:
    logotype = Logotype(b"\x00\xff", "Säffles vapen")
    text = to_json(replace(report_input(ctx), look=Look(logotype, "#14406B")))
    assert text == json.dumps(
        json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    assert '"data":"AP8="' in text
    assert "Säffles vapen" in text


def test_the_checksum_is_of_all_but_itself(ctx: AppContext) -> None:
    draft = report_input(ctx)
    final = finalised(draft, on=DAY, diary_numbers=NUMBERS)
    assert (final.state, final.settled_on, final.diary_numbers) == (ReportState.FINAL, DAY, NUMBERS)
    assert final.checksum == data_checksum(to_json(final))
    assert final.checksum == data_checksum(to_json(replace(final, checksum=None)))
    assert final.checksum != data_checksum(to_json(replace(final, municipality="Grums")))
    assert replace(
        final, state=ReportState.DRAFT, settled_on=None, checksum=None,
        diary_numbers=draft.diary_numbers,
    ) == draft  # fmt: skip
    assert is_intact(to_json(final))
    assert not is_intact(to_json(replace(final, municipality="Grums")))
    assert not is_intact(to_json(draft))


def test_a_report_of_another_version_can_be_read(ctx: AppContext) -> None:
    final = finalised(report_input(ctx), on=DAY, diary_numbers=NUMBERS)
    tree = json.loads(to_json(final))
    del tree["example"], tree["look"]["colour"]
    tree["mood"] = ["of", {"a": "later version"}]
    text = json.dumps(tree)
    assert from_json(text) == final
    # Of what stands there, not of what this version makes of it.
    assert not is_intact(text)
    assert is_intact(json.dumps({**tree, "checksum": data_checksum(text)}))


@pytest.mark.parametrize(
    "text",
    [
        "", "null", "[]", "7", "{}", "{", '{"kind": "status"}',
        '{"as_of": "igår"}', '{"promises": {}}', '{"kind": 7}', '{"look": {"logotype": 7}}',
    ],
)  # fmt: skip
def test_what_is_no_report_is_told(ctx: AppContext, text: str) -> None:
    tree = json.loads(to_json(report_input(ctx)))
    if text.startswith('{"') and "kind" not in text:
        text = json.dumps({**tree, **json.loads(text)})
    with pytest.raises(ValueError, match="not the data of a report"):
        from_json(text)
    assert not is_intact(text)


@dataclass(frozen=True)
class _Odd:
    value: dict[str, int]


@dataclass(frozen=True)
class _Pair:
    value: tuple[int, str]


@pytest.mark.parametrize("kind", [_Odd, _Pair, dt.datetime])
def test_a_field_that_can_not_be_kept_is_refused_at_once(kind: type) -> None:
    with pytest.raises(TypeError):
        _codec(kind)


def test_states_of_a_promise_are_told_apart_by_name(ctx: AppContext) -> None:
    codec = _codec(PromiseStatus | ReportState)
    assert codec.write(PromiseStatus.DRAFT) == ["PromiseStatus", "draft"]
    assert codec.read(["ReportState", "draft"]) is ReportState.DRAFT
