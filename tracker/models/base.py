"""What every row of a book has, and the column types that keep values exact on every database."""

from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from json import JSONEncoder
from typing import Any

from sqlalchemy import (
    BigInteger,
    DateTime,
    Dialect,
    Enum,
    ForeignKey,
    Integer,
    MetaData,
    TypeDecorator,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

MILLI = 1000

# Only a key declared INTEGER is SQLite's own row key; any other is looked up twice.
ROW_KEY = BigInteger().with_variant(Integer, "sqlite")


class Base(DeclarativeBase):
    """Declarative base; constraint names are fixed so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Row(Base):
    """A journalled row: an id unique across all copies of a book, and a version to lock by."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(ROW_KEY, primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}


class Quantity(TypeDecorator[Decimal]):
    """An exact decimal with three places, stored as thousandths so that SQL sums are exact."""

    impl = BigInteger
    cache_ok = True

    @property
    def python_type(self) -> type[Decimal]:
        """What Python sees."""
        return Decimal

    def process_bind_param(self, value: Decimal | int | None, dialect: Dialect) -> int | None:
        """To thousandths, rounded to even."""
        return None if value is None else to_milli(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """From thousandths."""
        return None if value is None else from_milli(value)


def to_milli(value: Decimal | int) -> int:
    """A decimal in whole thousandths, rounded half to even."""
    return int((Decimal(value) * MILLI).to_integral_value())


def from_milli(value: int) -> Decimal:
    """Whole thousandths to a plain decimal without trailing zeros: 1500 → 1.5, 48000 → 48."""
    whole, rest = divmod(value, MILLI)
    return Decimal(whole) if rest == 0 else (Decimal(value) / MILLI).normalize()


class UtcTime(TypeDecorator[datetime]):
    """An instant. Naive values are refused; SQLite keeps UTC without a zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """What a value is: the journal reads it from here."""
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC. Raises `ValueError` for a naive value."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """An aware value in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def enum_of(kind: type[StrEnum]) -> Enum:
    """A text column that holds one of `kind`'s values, checked by the database too."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        values_callable=lambda members: [member.value for member in members],
        validate_strings=True,
        length=32,
        name=_snake(kind.__name__),
    )


def _snake(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


def reference(target: str, *, index: bool = True, nullable: bool = False) -> Mapped[Any]:
    """A foreign key to `target`'s id, checked at commit: an operation may write in any order."""
    return mapped_column(
        BigInteger,
        ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED"),
        index=index,
        nullable=nullable,
    )


Json = dict[str, Any]

compact_json = JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
"""JSON in one canonical form, so that equal values have equal checksums."""
