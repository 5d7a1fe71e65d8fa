"""Between the records of the domain and rows of tables: one table per record, one or two columns per field."""

from __future__ import annotations

import types
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from sqlite3 import Row
from typing import Any, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from disputes_app.domain import (
    cases,
    evidence,
    messages,
    moments,
    orders,
    payments,
    policies,
    sellers,
    shipments,
)
from disputes_app.domain.money import Money
from disputes_app.domain.orders import number_key

TABLES: dict[type, str] = {
    orders.Order: "orders",
    orders.Item: "items",
    orders.OrderDate: "order_dates",
    orders.OrderAttribute: "order_attributes",
    sellers.Seller: "sellers",
    sellers.SellerCheck: "seller_checks",
    payments.Payment: "payments",
    shipments.Shipment: "shipments",
    shipments.ShipmentEvent: "shipment_events",
    messages.Message: "messages",
    evidence.Evidence: "evidence",
    cases.Case: "cases",
    cases.CaseOrder: "case_orders",
    cases.CaseStage: "case_stages",
    cases.Exhibit: "exhibits",
    cases.Redaction: "redactions",
    cases.Callout: "callouts",
    cases.Deadline: "deadlines",
    cases.PacketRecord: "packets",
    cases.Filing: "filings",
    cases.FiledFile: "filed_files",
    cases.PrivateWords: "private_words",
    cases.ChronologyLine: "chronology_lines",
    policies.Policy: "policies",
    policies.Incident: "incidents",
}

# Columns beside a field that hold the number as it is compared: without blanks, dashes and case.
_KEYS: dict[type, dict[str, str]] = {
    orders.Order: {"number": "number_key"},
    payments.Payment: {"reference": "reference_key"},
    shipments.Shipment: {"tracking_number": "tracking_key"},
    cases.Case: {"number": "number_key"},
}

Record = TypeVar("Record")
Value = str | int | float | bytes | None


class _Field(NamedTuple):
    """How one field is written to and read from its columns."""

    columns: tuple[str, ...]
    write: Callable[[Any], tuple[Value, ...]]
    read: Callable[..., Any]  # called with the value of every column


def table(of: type) -> str:
    """The table in which records of this class are kept."""
    return TABLES[of]


def columns(of: type) -> tuple[str, ...]:
    """All columns a record of this class fills, ``id`` first."""
    return tuple(column for field in _fields(of).values() for column in field.columns)


def values(record: Any) -> list[Value]:
    """The values of a record in the order of ``columns``; an id of 0 (not stored yet) becomes None."""
    row: list[Value] = []
    for name, field in _fields(type(record)).items():
        row.extend(field.write(getattr(record, name)))
    row[0] = row[0] or None
    return row


def assignments(of: type, changes: Mapping[str, object]) -> dict[str, Value]:
    """Column values for some fields of a record; an unknown field is an error of the caller."""
    known = _fields(of)
    result: dict[str, Value] = {}
    for name, value in changes.items():
        result.update(zip(known[name].columns, known[name].write(value), strict=True))
    return result


def record(of: type[Record], row: Row) -> Record:
    """The record in a row that has at least the columns of its table."""
    return records(of, [row])[0]


def records(of: type[Record], rows: Sequence[Row]) -> list[Record]:
    """One record for every row; all rows have the same columns, looked up by name only once."""
    if not rows:
        return []
    places: dict[str, int] = {}
    for place, column in enumerate(rows[0].keys()):
        places.setdefault(column, place)
    plan = [
        (name, field.read, places[field.columns[0]], places[field.columns[1]] if field.columns[1:] else None)
        for name, field in _fields(of).items()
    ]
    return [
        of(
            **{
                name: read(row[first]) if second is None else read(row[first], row[second])
                for name, read, first, second in plan
            }
        )
        for row in rows
    ]


def clean(text: str) -> str:
    """Text as it is stored: composed characters (NFC), and a mark in place of what is no character at all."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return unicodedata.normalize("NFC", text)


_known_fields: dict[type, dict[str, _Field]] = {}


def _fields(of: type) -> dict[str, _Field]:
    if of not in _known_fields:
        hints = get_type_hints(of)
        keys = _KEYS.get(of, {})
        _known_fields[of] = {name: _field(name, hint, keys.get(name)) for name, hint in hints.items()}
    return _known_fields[of]


def _field(name: str, hint: Any, key: str | None) -> _Field:
    kinds = _kinds(hint)
    if key is not None:
        return _Field(
            (name, key), lambda text: (clean(text), number_key(clean(text))), lambda text, _key: text
        )
    if Money in kinds:
        return _Field((f"{name}_minor", f"{name}_currency"), _write_money, _read_money)
    if datetime in kinds and date in kinds:
        return _Field((name, f"{name}_offset"), _write_moment, _read_moment)
    if datetime in kinds:
        return _Field((name,), _write_instant, _read_instant)
    if date in kinds:
        return _Field((name,), _write_day, _read_day)
    for kind in kinds:
        if issubclass(kind, StrEnum):
            return _Field((name,), _write_word, _reader_of_word(kind))
    if str in kinds:
        return _Field((name,), lambda text: (clean(text),), lambda value: value)
    return _Field((name,), lambda value: (value,), lambda value: value)


def _kinds(hint: Any) -> set[type]:
    """The classes a type hint allows, without None; a NewType stands for what it is made of."""
    if get_origin(hint) in {Union, types.UnionType}:
        return {kind for part in get_args(hint) for kind in _kinds(part)}
    while hasattr(hint, "__supertype__"):
        hint = hint.__supertype__
    return set() if hint is types.NoneType else {hint}


def _write_money(money: Money | None) -> tuple[Value, ...]:
    return (None, None) if money is None else (money.minor, money.currency)


def _read_money(minor: int | None, currency: str | None) -> Money | None:
    return None if minor is None or currency is None else Money(minor, currency)


def _write_moment(moment: moments.Moment | None) -> tuple[Value, ...]:
    return (None, None) if moment is None else moments.stored(moment)


def _read_moment(text: str | None, offset: int | None) -> moments.Moment | None:
    return None if text is None else moments.from_stored(text, offset)


def instant_text(instant: datetime) -> str:
    """An instant as it is stored: UTC, ISO 8601."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs an offset")
    return instant.astimezone(UTC).isoformat()


def _write_instant(instant: datetime | None) -> tuple[Value, ...]:
    return (None if instant is None else instant_text(instant),)


def _read_instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _write_day(day: date | None) -> tuple[Value, ...]:
    return (None if day is None else day.isoformat(),)


def _read_day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _write_word(word: StrEnum | None) -> tuple[Value, ...]:
    return (None if word is None else str(word),)


def _reader_of_word(kind: type[StrEnum]) -> Callable[[str | None], StrEnum | None]:
    return lambda text: None if text is None else kind(text)
