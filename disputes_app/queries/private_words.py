"""Words of a case that may be private, and what was decided of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

from disputes_app.core import Core
from disputes_app.domain.cases import PrivateWords
from disputes_app.domain.ids import CaseId
from disputes_app.domain.private_words import Decision, PrivateKind, found, key, pattern
from disputes_app.packets.content import PacketContent
from disputes_app.packets.presets import load
from disputes_app.queries.packet_content import whole_content
from disputes_app.store.library import Reader

_PRINTS_ALL = "print_a4"
_GRAVE = {PrivateKind.CARD, PrivateKind.ACCOUNT, PrivateKind.KNOWN}


@dataclass(frozen=True, slots=True)
class PrivateRow:
    """Words, what they look like, what was decided, and where they stand: titles of parts and exhibits' letters."""

    text: str
    kind: PrivateKind
    decision: Decision
    where: tuple[str, ...]


def private_words(core: Core, reader: Reader, case: CaseId) -> tuple[PrivateRow, ...]:
    """What was decided, then what is proposed: what looks private, and what was hidden in other cases."""
    places = list(_places(reader, whole_content(core, reader, case, load(_PRINTS_ALL))))
    rows: dict[str, PrivateRow] = {
        key(one.text): PrivateRow(one.text, one.kind, one.decision, ())
        for one in reader.find(PrivateWords, "case_id = ?", (case,))
    }
    public = [
        number
        for sql in (
            "SELECT number FROM orders WHERE id IN (SELECT order_id FROM case_orders WHERE case_id = ?)",
            """SELECT tracking_number FROM shipments
               WHERE order_id IN (SELECT order_id FROM case_orders WHERE case_id = ?)""",
            """SELECT reference FROM payments
               WHERE order_id IN (SELECT order_id FROM case_orders WHERE case_id = ?)""",
            "SELECT platform_number FROM cases WHERE id = ?",
        )
        for (number,) in reader.rows(sql, (case,))
        if number
    ]
    for _, text in places:
        for one in found(text, public):
            rows.setdefault(key(one.text), PrivateRow(one.text, one.kind, Decision.PROPOSED, ()))
    for other in reader.find(PrivateWords, "case_id <> ? AND decision = ?", (case, Decision.HIDDEN)):
        if _where(other.text, places):
            known = PrivateRow(other.text, PrivateKind.KNOWN, Decision.PROPOSED, ())
            rows.setdefault(key(other.text), known)
    return tuple(replace(row, where=_where(row.text, places)) for row in rows.values())


def undecided(core: Core, reader: Reader, case: CaseId) -> list[str]:
    """Card and account numbers of a case, and words hidden elsewhere, of which nothing was decided yet."""
    return [
        row.text
        for row in private_words(core, reader, case)
        if row.decision is Decision.PROPOSED and row.kind in _GRAVE and row.where
    ]


def _where(text: str, places: list[tuple[str, str]]) -> tuple[str, ...]:
    wanted = pattern([text])
    return tuple(dict.fromkeys(place for place, words in places if wanted and wanted.search(words)))


def _places(reader: Reader, kept: PacketContent) -> Iterator[tuple[str, str]]:
    """Every text a packet would hold, with the name of its place."""
    table = asdict(kept)
    for name in ("messages", "statement", "chronology"):
        yield from ((name, text) for text in _texts(table[name]))
    for name in ("order_facts", "payment_facts", "shipments", "differences"):
        yield from (("facts", text) for text in _texts(table[name]))
    for name in ("title", "summary", "wanted", "items", "buyer", "seller"):
        yield from (("cover", text) for text in _texts(table[name]))
    for each in kept.exhibits:
        yield from ((each.letter, text) for text in (each.caption, each.name, each.origin) if text)
        if each.kind in ("pdf", "page"):
            text = reader.value("SELECT text FROM extracts WHERE sha256 = ?", (each.sha256,))
            if text:
                yield each.letter, text
    yield from (("other_files", each.name) for each in kept.other_files)


def _texts(thing: object) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, dict):
        for value in thing.values():
            yield from _texts(value)
    elif isinstance(thing, (list, tuple)):
        for value in thing:
            yield from _texts(value)
