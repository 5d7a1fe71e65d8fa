from __future__ import annotations

import dataclasses
import types
import typing
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes_app.domain.money import Money
from disputes_app.domain.orders import Order
from disputes_app.store import records
from tests.store.builders import a_message, an_order

DAYS = st.dates(min_value=date(1970, 1, 2), max_value=date(2100, 1, 1))
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
INSTANTS = st.builds(datetime.combine, DAYS, st.times(), OFFSETS)
UTC_INSTANTS = st.builds(datetime.combine, DAYS, st.times(), st.just(UTC))
TEXTS = st.text(st.characters(codec="utf-8"), max_size=20).map(
    lambda text: unicodedata.normalize("NFC", text)
)
MONIES = st.builds(Money, st.integers(-(10**15), 10**15), st.sampled_from(["USD", "JPY", "KWD"]))


def values_for(name: str, hint: object) -> st.SearchStrategy:
    kinds = set(typing.get_args(hint) or (hint,))
    if types.NoneType in kinds:
        return st.none() | values_for(name, typing.Union[tuple(kinds - {types.NoneType})])  # noqa: UP007
    if datetime in kinds and date in kinds:
        return INSTANTS | DAYS
    (kind,) = kinds
    while hasattr(kind, "__supertype__"):
        kind = kind.__supertype__
    if name == "sha256":
        return st.just("ab" * 32)
    if issubclass(kind, StrEnum):
        return st.sampled_from(list(kind))
    return {
        str: TEXTS,
        int: st.integers(1, 2**62),
        float: st.floats(-180, 180, allow_nan=False),
        bytes: st.binary(max_size=20),
        Money: MONIES,
        datetime: UTC_INSTANTS,
        date: DAYS,
    }[kind]


@st.composite
def any_record(draw, of):
    hints = get_type_hints(of)
    known = {field.name: draw(values_for(field.name, hints[field.name])) for field in dataclasses.fields(of)}
    if of.__name__ == "Exhibit":
        known |= {"message_id": None, "shipment_id": None, "evidence_id": 1}
    return of(**known)


@pytest.mark.parametrize("of", records.TABLES, ids=lambda of: of.__name__)
@given(data=st.data())
def test_a_record_comes_back_from_its_table_as_it_went_in(of, data, records_library):
    record = data.draw(any_record(of))
    with records_library.action("add", "Record added") as tx:
        tx.execute("PRAGMA defer_foreign_keys = ON")
        tx.execute(f"DELETE FROM {records.table(of)}")
        tx.insert(record)
        assert tx.load(of, record.id) == record
        tx.execute(f"DELETE FROM {records.table(of)}")


@pytest.fixture(scope="module")
def records_library(tmp_path_factory):
    from disputes_app.store import library

    with library.create(tmp_path_factory.mktemp("records") / "library") as opened:
        yield opened


@pytest.mark.parametrize("of", records.TABLES, ids=lambda of: of.__name__)
def test_a_table_has_exactly_the_columns_its_record_fills(of, library):
    present = [row["name"] for row in library.rows(f"PRAGMA table_info({records.table(of)})")]
    assert sorted(records.columns(of)) == sorted(present)
    assert records.columns(of)[0] == "id"


def test_text_is_stored_composed_and_a_broken_name_does_no_harm(library):
    with library.action("add", "Order added") as tx:
        order = tx.insert(an_order(title="Kopfho\u0308rer", note="bad \udcff name"))
    assert library.value("SELECT title FROM orders") == "Kopfh\u00f6rer"
    assert library.load(Order, order).note == "bad \ufffd name"


def test_an_instant_without_an_offset_is_refused(library):
    with library.action("add", "Order added") as tx:
        with pytest.raises(ValueError, match="offset"):
            tx.insert(an_order(added_at=datetime(2026, 1, 1)))
        with pytest.raises(ValueError, match="offset"):
            tx.insert(a_message("hello", at=datetime(2026, 1, 1)))


def test_an_instant_keeps_the_offset_it_was_given_in(library):
    shanghai = datetime(2026, 3, 1, 8, 0, tzinfo=timezone(timedelta(hours=8)))
    with library.action("add", "Message added") as tx:
        tx.insert(a_message("hello", at=shanghai))
    row = library.rows("SELECT at, at_offset FROM messages")[0]
    assert tuple(row) == ("2026-03-01T00:00:00+00:00", 28800)


def test_an_unknown_field_is_an_error():
    with pytest.raises(KeyError):
        records.assignments(Order, {"mood": "x"})
