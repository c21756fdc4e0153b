"""What a final report was made from, as canonical JSON: written, read back and summed up.

How a value is written follows from its field's annotation: decimals as text, days and hours in ISO
form, bytes in base 64, enums by value, tuples as lists; where a field may hold values of several
types, the type's name stands beside the value. A field of a later version is passed over, and one
that an older version did not know takes its default, so that what was once frozen can always be
read.
"""

import hashlib
import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from tracker.models.base import compact_json
from tracker.models.enums import ReportState
from tracker.services.reports.rows import DiaryNumber, ReportInput

_CHECKSUM = "checksum"


def finalised(
    data: ReportInput, *, on: date, diary_numbers: tuple[DiaryNumber, ...]
) -> ReportInput:
    """The data of a report made final `on` a day, filed under the numbers, with its checksum."""
    final = replace(
        data, state=ReportState.FINAL, settled_on=on, diary_numbers=diary_numbers, checksum=None
    )
    return replace(final, checksum=data_checksum(to_json(final)))


def to_json(data: ReportInput) -> str:
    """The data as JSON in one canonical form: equal data give equal text."""
    return compact_json(_codec(ReportInput).write(data))


def from_json(text: str) -> ReportInput:
    """The data again. Raises `ValueError` for what `to_json` of no version has written."""
    try:
        data: ReportInput = _codec(ReportInput).read(json.loads(text))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise ValueError("not the data of a report") from error
    return data


def data_checksum(text: str) -> str:
    """SHA-256 of frozen data, leaving out the checksum that stands in it.

    Of the text and not of what is read from it: a later version must find the same sum.
    """
    tree = json.loads(text)
    tree.pop(_CHECKSUM, None)
    return hashlib.sha256(compact_json(tree).encode()).hexdigest()


def kept_checksum(text: str) -> str:
    """The checksum that stands in frozen data and on the printed report; empty without one."""
    try:
        return str(json.loads(text)[_CHECKSUM] or "")
    except (LookupError, TypeError, ValueError):
        return ""


def is_intact(text: str) -> bool:
    """Whether frozen data are those that their own checksum was made of."""
    try:
        return bool(json.loads(text)[_CHECKSUM] == data_checksum(text))
    except (LookupError, TypeError, ValueError):
        return False


@dataclass(frozen=True, slots=True)
class _Codec:
    """How values of one annotation become JSON, and come back."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


@cache
def _codec(hint: Any) -> _Codec:
    if get_origin(hint) in (Union, UnionType):
        return _either(get_args(hint))
    if get_origin(hint) is tuple:
        return _tuple(get_args(hint))
    if is_dataclass(hint):
        return _record(hint)
    if hint in (str, int, bool):
        return _Codec(lambda value: value, lambda value: _checked(value, hint))
    if hint is float:
        return _Codec(float, float)
    if hint is date:
        return _Codec(date.isoformat, date.fromisoformat)
    if hint is time:
        return _Codec(time.isoformat, time.fromisoformat)
    if hint is Decimal:
        return _Codec(str, Decimal)
    if hint is bytes:
        return _Codec(lambda value: b64encode(value).decode(), b64decode)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _Codec(lambda value: value.value, hint)
    raise TypeError(f"a report can't keep values of the type {hint}")


def _checked(value: Any, kind: type) -> Any:
    if not isinstance(value, kind):
        raise TypeError(f"{value!r} should be {kind}")
    return value


def _record(kind: Any) -> _Codec:
    hints = get_type_hints(kind)
    codecs = {field.name: _codec(hints[field.name]) for field in fields(kind)}

    def write(value: Any) -> dict[str, Any]:
        return {name: codec.write(getattr(value, name)) for name, codec in codecs.items()}

    def read(tree: dict[str, Any]) -> Any:
        return kind(**{name: codecs[name].read(tree[name]) for name in codecs.keys() & tree.keys()})

    return _Codec(write, read)


def _tuple(parts: tuple[Any, ...]) -> _Codec:
    if len(parts) != 2 or parts[1] is not Ellipsis:
        raise TypeError("a report keeps tuples of any length, of one type")
    part = _codec(parts[0])
    return _Codec(
        lambda values: [part.write(value) for value in values],
        lambda values: tuple(part.read(value) for value in _checked(values, list)),
    )


def _either(kinds: tuple[Any, ...]) -> _Codec:
    """One of several types; None is always null, and a single other type needs no name."""
    named = {kind.__name__: kind for kind in kinds if kind is not NoneType}
    if len(named) == 1:
        inner = _codec(*named.values())
    else:
        inner = _Codec(
            lambda value: [type(value).__name__, _codec(named[type(value).__name__]).write(value)],
            lambda pair: _codec(named[pair[0]]).read(pair[1]),
        )
    return _Codec(
        lambda value: None if value is None else inner.write(value),
        lambda value: None if value is None else inner.read(value),
    )
