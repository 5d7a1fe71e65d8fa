"""Materialised windows: what the engine worked out for an order, kept so that lists need not work it out again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from sqlite3 import Row
from typing import NamedTuple

import msgspec

from disputes_app.domain.anchors import Anchor, AnchorKind, Known, Precision
from disputes_app.domain.conditions import Question
from disputes_app.domain.ids import CaseId, OrderId
from disputes_app.domain.moments import Moment
from disputes_app.domain.moved import Key
from disputes_app.domain.order_facts import PlatformDate
from disputes_app.domain.programmes import Length, Programmes, Unit
from disputes_app.domain.windows import Needs, Window
from disputes_app.store.library import Reader, Transaction
from disputes_app.store.records import instant_text

Values = tuple[int | str | None, ...]
"""A window as its row holds it, without the row's own id."""


@dataclass(frozen=True, slots=True)
class KeptWindow:
    """A window with the order, and the case if any, it was worked out for."""

    order: OrderId
    case: CaseId | None
    window: Window

    @property
    def key(self) -> Key:
        """What it is known by."""
        return self.order, self.case, self.window.rule.id


class Differing(NamedTuple):
    """A window that is no longer as it was kept: the row it had, what it is now; None where there is none."""

    key: Key
    was: Row | None
    now: Window | None


_COLUMNS = "order_id, case_id, programme, rule, actor, stage, claims, opens_at, closes_at, payload"
_INSERT = f"INSERT INTO windows ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
# What a window is known by stays, and with it the indexes on it.
_UPDATE = """UPDATE windows SET (programme, actor, stage, claims, opens_at, closes_at, payload)
    = (?, ?, ?, ?, ?, ?, ?) WHERE id = ?"""


def kept_rows(reader: Reader, orders: Sequence[OrderId]) -> list[Row]:
    """The rows kept for these orders: the row's id, then its values."""
    marks = ",".join("?" * len(orders))
    return reader.rows(f"SELECT id, {_COLUMNS} FROM windows WHERE order_id IN ({marks})", orders)


def key_of(row: Row) -> Key:
    """What the window of such a row is known by."""
    return row[1], row[2], row[4]


def replace(tx: Transaction, before: Sequence[Row], windows: Sequence[KeptWindow]) -> list[Differing]:
    """Keep these windows instead of the rows that are kept now, and write only what differs; returns that."""
    by_key = {key_of(row): row for row in before}
    gone = {row[0]: row for row in before}
    new, changed, differing = [], [], []
    for kept, values in zip(windows, as_rows(windows), strict=True):
        was = by_key.get(kept.key)
        if was is None:
            new.append(values)
        else:
            del gone[was[0]]
            if tuple(was)[1:] == values:
                continue
            changed.append((values[2], *values[4:], was[0]))
        differing.append(Differing(kept.key, was, kept.window))
    tx.executemany("DELETE FROM windows WHERE id = ?", ((row_id,) for row_id in gone))
    tx.executemany(_UPDATE, changed)
    tx.executemany(_INSERT, new)
    return differing + [Differing(key_of(row), row, None) for row in gone.values()]


def as_rows(windows: Iterable[KeptWindow]) -> Iterator[Values]:
    """Windows as their rows hold them."""
    by_rule: dict[str, tuple[str, str, str, str, str]] = {}
    for kept in windows:
        window = kept.window
        fixed = by_rule.get(window.rule.id)
        if fixed is None:
            fixed = by_rule[window.rule.id] = (
                window.programme.id,
                window.rule.id,
                window.actor.value,
                window.stage.value,
                " ".join(window.claims),
            )
        yield (
            kept.order,
            kept.case,
            *fixed,
            _text(window.opens_at),
            _text(window.shown_close),
            _ENCODER.encode(_payload(window)).decode(),
        )


def loaded(rows: Iterable[Row], programmes: Programmes) -> list[KeptWindow]:
    """The windows behind rows of the table; those of rules no longer there are left out."""
    kept = []
    for row in rows:
        programme = programmes.by_id.get(row["programme"])
        rule = programme.by_rule_id.get(row["rule"]) if programme else None
        if programme is None or rule is None:
            continue
        one = _DECODER.decode(row["payload"])
        window = Window(
            programme,
            rule,
            one.zone,
            one.opens,
            one.closes,
            one.gated,
            one.in_hand,
            tuple(map(_anchor, one.used)),
            one.needs,
            one.opens_needs,
            _platform_date(one.platform),
            one.computed,
            one.expected,
            one.awaiting,
            one.link,
            one.done,
            Length(*one.counted),
            one.capped,
            one.paused,
            one.rolled,
            one.doubts,
        )
        kept.append(KeptWindow(row["order_id"], row["case_id"], window))
    return kept


def zone_of(row: Row) -> str:
    """The zone in which a kept window counts."""
    return _DECODER.decode(row["payload"]).zone


@lru_cache(maxsize=65536)
def _text(instant: datetime | None) -> str | None:
    return None if instant is None else instant_text(instant)


_Said = tuple[AnchorKind, str, str | None, Precision, Known, str, datetime | None]
"""An anchor in a payload; its value is a text since it may be a day or an instant."""


class _Payload(msgspec.Struct, omit_defaults=True, gc=False):
    """The fields of a window that have no column of their own."""

    zone: str
    counted: tuple[int | None, Unit, str, str, int | None]
    opens: datetime | None = None
    closes: datetime | None = None
    gated: bool = False
    in_hand: bool = False
    used: tuple[_Said, ...] = ()
    needs: Needs | None = None
    opens_needs: Needs | None = None
    platform: tuple[str, str, str | None, datetime | None] | None = None
    computed: datetime | None = None
    expected: bool = False
    awaiting: str = ""
    link: datetime | None = None
    done: datetime | None = None
    capped: bool = False
    paused: bool = False
    rolled: date | None = None
    doubts: tuple[Question, ...] = ()


_ENCODER, _DECODER = msgspec.json.Encoder(), msgspec.json.Decoder(_Payload)


def _payload(window: Window) -> _Payload:
    counted, shown = window.counted, window.platform_date
    return _Payload(
        window.zone,
        (counted.n, counted.unit, counted.calendar, counted.attribute, counted.day_cap),
        window.opens_at,
        window.closes_at,
        window.gated,
        window.in_hand,
        tuple(
            (one.kind, one.value.isoformat(), one.zone, one.precision, one.source, one.source_detail, one.noted_at)
            for one in window.used
        ),
        window.needs,
        window.opens_needs,
        (shown.value.isoformat(), shown.rule, shown.zone, shown.noted_at) if shown else None,
        window.computed_close,
        window.expected,
        window.awaiting,
        window.link_closes_at,
        window.done_at,
        window.capped,
        window.paused,
        window.rolled_from,
        window.doubts,
    )  # fmt: skip


def _anchor(said: _Said) -> Anchor:
    return Anchor(said[0], _moment(said[1]), *said[2:])


def _platform_date(said: tuple[str, str, str | None, datetime | None] | None) -> PlatformDate | None:
    return None if said is None else PlatformDate(_moment(said[0]), *said[1:])


def _moment(text: str) -> Moment:
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
