"""The bin: what was deleted, and emptying it for good."""

from __future__ import annotations

from disputes_app.actions.act import Done, act
from disputes_app.core import Core
from disputes_app.domain.ids import CaseId, OrderId, parse, written
from disputes_app.errors import UserError
from disputes_app.queries.packet_preview import previews
from disputes_app.queries.thumbnails import thumbnail_path
from disputes_app.store.evidence_files import NEEDED
from disputes_app.store.library import Reader

_IN_BIN = {
    "order": "SELECT id, number AS name, deleted_at FROM orders",
    "case": "SELECT id, number || ' ' || title AS name, deleted_at FROM cases",
    "message": "SELECT id, substr(text, 1, 60) AS name, deleted_at FROM messages",
    "evidence": "SELECT id, name, deleted_at FROM evidence",
}
_TABLES = {"order": "orders", "case": "cases", "message": "messages", "evidence": "evidence"}

_ORDERS_OF = {
    "order": """SELECT id FROM orders WHERE id = ?1 UNION
        SELECT order_id FROM case_orders WHERE case_id IN (SELECT case_id FROM case_orders WHERE order_id = ?1)""",
    "case": "SELECT order_id FROM case_orders WHERE case_id = ?",
    "message": "SELECT order_id FROM messages WHERE id = ? AND order_id IS NOT NULL",
    "evidence": "SELECT order_id FROM evidence WHERE id = ? AND order_id IS NOT NULL",
}

# An order one of whose things a case shows that goes on with another order: as long as it does, the order stays.
_SHOWN = """SELECT coalesce(e.order_id, m.order_id, p.order_id) AS id, c.number, c.title FROM exhibits x
            JOIN cases c ON c.id = x.case_id AND c.deleted_at IS NULL
            LEFT JOIN evidence e ON e.id = x.evidence_id LEFT JOIN messages m ON m.id = x.message_id
            LEFT JOIN shipments p ON p.id = x.shipment_id
            WHERE coalesce(e.order_id, m.order_id, p.order_id) IS NOT NULL AND EXISTS (
                SELECT 1 FROM case_orders l JOIN orders o ON o.id = l.order_id
                WHERE l.case_id = c.id AND o.deleted_at IS NULL)"""
_GOING = f"SELECT id FROM orders WHERE deleted_at IS NOT NULL AND id NOT IN (SELECT id FROM ({_SHOWN}))"  # noqa: S608


def in_bin(reader: Reader) -> list[dict[str, str]]:
    """What is in the bin: kind, id, name and when it was deleted."""
    return [
        {"kind": kind, "id": written(kind, row["id"]), "name": row["name"], "deleted_at": row["deleted_at"]}
        for kind, sql in _IN_BIN.items()
        for row in reader.rows(f"{sql} WHERE deleted_at IS NOT NULL ORDER BY deleted_at")
    ]


def kept_in_bin(reader: Reader) -> dict[str, str]:
    """The orders that emptying leaves in the bin, by their outside ids: the case that shows something of each."""
    rows = reader.rows(
        f"""SELECT s.id, min(s.number || ' ' || s.title) AS shown_by FROM ({_SHOWN}) s
            JOIN orders o ON o.id = s.id AND o.deleted_at IS NOT NULL GROUP BY s.id"""  # noqa: S608
    )
    return {written("order", row["id"]): row["shown_by"].strip() for row in rows}


def restore(core: Core, ref: str) -> Done[str]:
    """Bring one thing back from the bin: an order, case, message or evidence item, by its outside id.

    Raises UserError when it is not in the bin.
    """
    kind, number = parse(ref) or ("", 0)
    if kind not in _TABLES:
        raise UserError(f"{ref} is not in the bin")
    with act(core, f"{kind}.restore", f"{ref} restored from the bin") as action:
        sql = f"UPDATE {_TABLES[kind]} SET deleted_at = NULL WHERE id = ? AND deleted_at IS NOT NULL"  # noqa: S608
        if not action.tx.execute(sql, (number,)).rowcount:
            raise UserError(f"{ref} is not in the bin")
        orders = [OrderId(row[0]) for row in action.tx.rows(_ORDERS_OF[kind], (number,))]
        action.touch(orders=orders, cases=[CaseId(number)] if kind == "case" else [])
    return action.done(ref)


def empty_bin(core: Core) -> Done[dict[str, int]]:
    """Remove what is in the bin, an order with all that belongs to it, and files nothing refers to any more.

    Their small pictures go with them, and all pages of packets that were looked at. An order stays in the bin
    while a case of another order shows something of it.
    """
    looked_at = previews(core.library.folder)
    with act(core, "bin.empty", "Bin emptied") as action:
        orders = [OrderId(row["id"]) for row in action.tx.rows(_GOING)]
        owned = f"order_id IN ({_GOING})"
        files = {
            row["sha256"]
            for row in action.tx.rows(
                f"""SELECT sha256 FROM evidence WHERE deleted_at IS NOT NULL OR {owned}
                    UNION SELECT sha256 FROM filed_files"""  # noqa: S608
            )
        }
        removed = {}
        for kind in ("message", "evidence"):
            sql = f"DELETE FROM {_TABLES[kind]} WHERE deleted_at IS NOT NULL OR {owned}"  # noqa: S608
            removed[_TABLES[kind]] = action.tx.execute(sql).rowcount
        removed["cases"] = action.tx.execute("DELETE FROM cases WHERE deleted_at IS NOT NULL").rowcount
        removed["orders"] = action.tx.execute(f"DELETE FROM orders WHERE id IN ({_GOING})").rowcount  # noqa: S608
        action.tx.execute("DELETE FROM extracts WHERE sha256 NOT IN (SELECT sha256 FROM evidence)")
        # A case stands with its orders; one that has lost all of them goes with the last.
        left = "DELETE FROM cases WHERE id NOT IN (SELECT case_id FROM case_orders)"
        removed["cases"] += action.tx.execute(left).rowcount
        kept = {row["sha256"] for row in action.tx.rows(NEEDED)}
        # A case whose pages are on the screen has them made again.
        action.touch(orders=orders, cases=looked_at.values())
    for path in looked_at:
        path.unlink(missing_ok=True)
    for sha256 in sorted(files - kept):
        core.library.evidence.remove(sha256)
        thumbnail_path(core.library.folder, sha256).unlink(missing_ok=True)
    return action.done(removed)
