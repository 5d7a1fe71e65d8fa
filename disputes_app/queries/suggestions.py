"""What waits in the inbox: its text, and the one order it probably belongs to, with the sign that says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from disputes_app.core import Core
from disputes_app.domain.evidence import Evidence, EvidenceKind
from disputes_app.domain.ids import EvidenceId, OrderId
from disputes_app.domain.orders import Order
from disputes_app.importers import hints as hinting
from disputes_app.importers import matching
from disputes_app.importers.base import Hint
from disputes_app.importers.matching import Candidate
from disputes_app.queries.evidence import unfiled
from disputes_app.store import extracts
from disputes_app.store.library import Reader

LONGEST_TEXT = 1 << 20
"""Characters of an item's text that are shown; the original holds the rest."""
MOST = 500
"""So many of the newest items are looked at; who has more waiting begins with these."""
_SAME_OCCASION = timedelta(hours=3)
_CHUNK = 500
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Sign(StrEnum):
    """Why an item probably belongs to an order, the surest first."""

    NUMBER = "number"
    PARCEL = "parcel"
    PAYMENT = "payment"
    SELLER = "seller"
    PERSON = "person"
    OCCASION = "occasion"
    NEIGHBOUR = "neighbour"


class Place(StrEnum):
    """Where in an item the sign was found."""

    SUBJECT = "subject"
    NAME = "name"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One probable order. ``found`` is what was read: a number, a name, or the item that lies beside it."""

    order: OrderId
    title: str
    sign: Sign
    place: Place
    found: str

    @property
    def is_sure(self) -> bool:
        """Whether it may be accepted with others; one that is only next to another file wants to be looked at."""
        return self.sign is not Sign.NEIGHBOUR


def text_of(reader: Reader, item: Evidence) -> str:
    """The text that was read in an item, empty for one without; at most ``LONGEST_TEXT`` characters."""
    kept = extracts.extract(reader, item.sha256)
    return kept.text[:LONGEST_TEXT] if kept else ""


def suggestions(_core: Core, reader: Reader) -> dict[EvidenceId, Suggestion]:
    """The order each item of the inbox probably belongs to; items that could belong to several are left out."""
    found: dict[EvidenceId, Suggestion] = {}
    items = unfiled(reader)[:MOST]
    tails, writers = (_tails(reader), _writers(reader)) if items else ({}, {})
    for item in items:
        suggestion = (
            _by_words(reader, item, tails) or _by_person(reader, item, writers) or _by_photo(reader, item)
        )
        if suggestion is not None:
            found[item.id] = suggestion
    return found


def _by_words(reader: Reader, item: Evidence, tails: Mapping[str, set[int]]) -> Suggestion | None:
    """By a number or a seller's name that stands in it; the subject says more than the text."""
    subjects = [
        row["subject"]
        for row in reader.rows("SELECT subject FROM messages WHERE evidence_id = ?", (item.id,))
    ]
    read = {
        Place.SUBJECT: hinting.find("\n".join(subjects)),
        Place.NAME: hinting.find("", file_name=item.name),
        Place.TEXT: hinting.find(text_of(reader, item)),
    }
    candidates = _candidates(reader, [hint for hints in read.values() for hint in hints], tails)
    for place, hints in read.items():
        for sign, hint, order in _matches(hints, candidates, _day(item)):
            return _suggestion(reader, order, sign, place, hint)
    return None


def _matches(
    hints: Sequence[Hint], candidates: Sequence[Candidate], moment: date | None
) -> Iterator[tuple[Sign, str, int]]:
    """The signs that point at one order and no other, the surest first."""
    for sign, only in _BY_SIGN.items():
        options = matching.decide(hints, [only(one) for one in candidates], moment).options
        orders = {option.order for option in options}
        if len(orders) == 1:
            order = options[0].order
            yield sign, _named(sign, [one for one in candidates if one.order == order]), order


def _named(sign: Sign, same: Sequence[Candidate]) -> str:
    one = same[0]
    return {Sign.NUMBER: one.number, Sign.SELLER: one.seller or ""}.get(sign, "")


def _bare(candidate: Candidate) -> Candidate:
    return Candidate(order=candidate.order, number="", platform=candidate.platform)


_BY_SIGN: Mapping[Sign, Callable[[Candidate], Candidate]] = {
    Sign.NUMBER: lambda one: replace(_bare(one), number=one.number),
    Sign.PARCEL: lambda one: replace(_bare(one), tracking_numbers=one.tracking_numbers),
    Sign.PAYMENT: lambda one: replace(_bare(one), payment_references=one.payment_references),
    Sign.SELLER: lambda one: replace(_bare(one), seller=one.seller, ordered_on=one.ordered_on),
}
"""What is left of a candidate when only one kind of sign is asked for."""


def _tails(reader: Reader) -> dict[str, set[int]]:
    """Orders by their number without its letters: sellers write “order 2261 …” where the platform has “TA 2261 …”."""
    found: dict[str, set[int]] = {}
    for row in reader.rows(
        "SELECT id, number_key FROM orders WHERE number_key GLOB '[A-Z]*' AND deleted_at IS NULL"
    ):
        found.setdefault(row["number_key"].lstrip(_LETTERS), set()).add(row["id"])
    return found


def _candidates(reader: Reader, hints: Sequence[Hint], tails: Mapping[str, set[int]]) -> list[Candidate]:
    """The orders that have one of the numbers, or are from one of the sellers."""
    numbers = sorted(matching.lookup_numbers(hints))
    orders = {order for number in numbers for order in tails.get(number, ())}
    for chunk in (numbers[start : start + _CHUNK] for start in range(0, len(numbers), _CHUNK)):
        marks = ",".join("?" * len(chunk))
        orders |= {
            row["id"]
            for row in reader.rows(
                f"""SELECT id FROM orders WHERE deleted_at IS NULL AND (number_key IN ({marks})
                       OR id IN (SELECT order_id FROM shipments WHERE tracking_key IN ({marks}))
                       OR id IN (SELECT order_id FROM payments WHERE reference_key IN ({marks})))""",
                chunk * 3,
            )
        }
    for seller in {hint.value for hint in hints if hint.kind == "seller"}:
        orders |= {
            row["id"]
            for row in reader.rows(
                "SELECT o.id FROM orders o JOIN sellers s ON s.id = o.seller_id "
                "WHERE o.deleted_at IS NULL AND s.name = ? COLLATE NOCASE",
                (seller,),
            )
        }
    return [candidate for order in sorted(orders) for candidate in _candidate(reader, OrderId(order))]


def _candidate(reader: Reader, order: OrderId) -> Iterator[Candidate]:
    row = reader.rows(
        """SELECT o.number, o.platform, s.name AS seller, state.ordered_at FROM orders o
           LEFT JOIN sellers s ON s.id = o.seller_id LEFT JOIN order_state state ON state.order_id = o.id
           WHERE o.id = ?""",
        (order,),
    )[0]
    parcels = reader.rows("SELECT tracking_number AS n FROM shipments WHERE order_id = ?", (order,))
    payments = reader.rows("SELECT reference AS n FROM payments WHERE order_id = ?", (order,))
    whole = Candidate(
        order=order,
        number=row["number"],
        platform=row["platform"],
        seller=row["seller"],
        tracking_numbers=tuple(one["n"] for one in parcels if one["n"]),
        ordered_on=date.fromisoformat(row["ordered_at"][:10]) if row["ordered_at"] else None,
        payment_references=tuple(one["n"] for one in payments if one["n"]),
    )
    yield whole
    digits = row["number"].upper().lstrip(_LETTERS).strip(" -")
    if digits and digits != row["number"]:
        yield replace(_bare(whole), number=digits)


def _writers(reader: Reader) -> dict[str, set[int]]:
    """Who wrote to the buyer, and in which orders."""
    writers: dict[str, set[int]] = {}
    for row in reader.rows(
        """SELECT DISTINCT sender, order_id FROM messages
           WHERE direction = 'received' AND order_id IS NOT NULL AND deleted_at IS NULL"""
    ):
        writers.setdefault(row["sender"].strip(), set()).add(row["order_id"])
    return writers


def _by_person(reader: Reader, item: Evidence, writers: Mapping[str, set[int]]) -> Suggestion | None:
    """By somebody who writes in one order's messages only, and whose name stands in this one."""
    text = text_of(reader, item)
    named = {
        name: next(iter(orders))
        for name, orders in writers.items()
        if len(orders) == 1 and len(name) > 1 and name in text
    }
    if len(set(named.values())) != 1:
        return None
    name, order = next(iter(named.items()))
    return _suggestion(reader, order, Sign.PERSON, Place.TEXT, name)


def _by_photo(reader: Reader, item: Evidence) -> Suggestion | None:
    """By a filed photo of the same occasion, else by the file whose number comes just before or after."""
    if item.kind is not EvidenceKind.PHOTO:
        return None
    if isinstance(item.captured_at, datetime):
        near = _nearest(reader, item.captured_at)
        if near is not None and near.order_id is not None:
            return _suggestion(reader, near.order_id, Sign.OCCASION, Place.TEXT, near.name)
        return None
    beside = {
        one.order_id: one
        for name in _names_beside(item.name)
        for one in reader.find(
            Evidence, "name = ? AND order_id IS NOT NULL AND deleted_at IS NULL", (name,), order="id DESC"
        )
    }
    if len(beside) != 1:
        return None
    order, one = next(iter(beside.items()))
    return _suggestion(reader, int(order or 0), Sign.NEIGHBOUR, Place.NAME, one.name)


def _nearest(reader: Reader, taken: datetime) -> Evidence | None:
    def apart(one: Evidence) -> timedelta:
        assert isinstance(one.captured_at, datetime)
        return abs(one.captured_at - taken)

    photos = [
        one
        for one in reader.find(
            Evidence,
            "kind = 'photo' AND order_id IS NOT NULL AND deleted_at IS NULL AND captured_at BETWEEN ? AND ?",
            ((taken - timedelta(days=2)).isoformat(), (taken + timedelta(days=2)).isoformat()),
        )
        if isinstance(one.captured_at, datetime) and apart(one) <= _SAME_OCCASION
    ]
    return min(photos, key=apart) if len({one.order_id for one in photos}) == 1 else None


def _names_beside(name: str) -> Iterator[str]:
    """``IMG_2306.jpg`` and ``IMG_2308.jpg`` for ``IMG_2307.jpg``; nothing for a name without a number."""
    stem, dot, suffix = name.rpartition(".")
    head = stem.rstrip("0123456789")
    digits = stem[len(head) :]
    if len(digits) >= 3:
        for step in (-1, 1):
            yield f"{head}{int(digits) + step:0{len(digits)}d}{dot}{suffix}"


def _day(item: Evidence) -> date | None:
    if isinstance(item.captured_at, datetime):
        return item.captured_at.date()
    text = item.captured_local[:10]
    return date.fromisoformat(text) if text else item.added_at.date()


def _suggestion(reader: Reader, order: int, sign: Sign, place: Place, found: str) -> Suggestion:
    kept = reader.load(Order, order)
    return Suggestion(kept.id, kept.title or kept.number, sign, place, found)
