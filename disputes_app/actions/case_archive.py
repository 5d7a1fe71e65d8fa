"""A case with everything it rests on as one file: a BagIt bag (RFC 8493) in a ZIP, with JSON and the evidence files."""

# ruff: noqa: S608 - statements are put together from the constants of this module and names the schema has.

from __future__ import annotations

import json
import logging
import re
import secrets
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from disputes_app.actions.act import Act, Done, act
from disputes_app.actions.cases import next_number
from disputes_app.core import Core
from disputes_app.domain.cases import Case
from disputes_app.domain.claims import Stage
from disputes_app.domain.ids import CaseId, OrderId
from disputes_app.domain.orders import number_key
from disputes_app.errors import UserError
from disputes_app.queries.cases import case_detail
from disputes_app.queries.chronology import anchors_in_force
from disputes_app.queries.orders import order_detail
from disputes_app.store.library import Reader

FORMAT = 6
_REFERS = {
    "seller_id": "sellers", "order_id": "orders", "payment_id": "payments", "shipment_id": "shipments",
    "evidence_id": "evidence", "parent_id": "evidence", "message_id": "messages", "case_id": "cases",
    "exhibit_id": "exhibits", "stage_id": "case_stages", "filing_id": "filings",
}  # fmt: skip
_ORDERS = """(SELECT order_id FROM case_orders WHERE case_id = :case UNION SELECT s.order_id FROM shipments s
              JOIN exhibits x ON x.shipment_id = s.id WHERE x.case_id = :case)"""
_SHOWN = f"""(SELECT id FROM evidence WHERE order_id IN {_ORDERS}
              UNION SELECT evidence_id FROM exhibits WHERE case_id = :case AND evidence_id IS NOT NULL)"""
_OWN = f"order_id IN {_ORDERS} AND (case_id IS NULL OR case_id = :case)"
# What belongs to a case, each table after those it refers to.
_BELONGS = {
    "sellers": f"id IN (SELECT seller_id FROM orders WHERE id IN {_ORDERS})",
    "orders": f"id IN {_ORDERS}",
    "items": f"order_id IN {_ORDERS}",
    "order_attributes": f"order_id IN {_ORDERS}",
    "payments": f"order_id IN {_ORDERS}",
    "shipments": f"order_id IN {_ORDERS}",
    "evidence": f"id IN {_SHOWN} OR id IN (SELECT parent_id FROM evidence WHERE id IN {_SHOWN}) "
    f"OR parent_id IN {_SHOWN}",
    "seller_checks": f"seller_id IN (SELECT seller_id FROM orders WHERE id IN {_ORDERS})",
    "shipment_events": f"shipment_id IN (SELECT id FROM shipments WHERE order_id IN {_ORDERS})",
    "messages": f"order_id IN {_ORDERS} OR evidence_id IN {_SHOWN} OR id IN (SELECT message_id FROM exhibits "
    "WHERE case_id = :case)",
    "cases": "id = :case",
    "case_orders": "case_id = :case",
    "case_stages": "case_id = :case",
    "order_dates": _OWN,
    "exhibits": "case_id = :case",
    "redactions": "exhibit_id IN (SELECT id FROM exhibits WHERE case_id = :case)",
    "callouts": "exhibit_id IN (SELECT id FROM exhibits WHERE case_id = :case)",
    "deadlines": _OWN,
    "packets": "case_id = :case",
    "private_words": "case_id = :case",
    "chronology_lines": "case_id = :case",
    "filings": "case_id = :case",
    "filed_files": "filing_id IN (SELECT id FROM filings WHERE case_id = :case)",
}  # fmt: skip
_WITH_FILES = ("evidence", "filed_files")
# Tables that archives of an earlier format do not have.
_SINCE = {"filings": 2, "filed_files": 2, "callouts": 3, "private_words": 4, "chronology_lines": 6}
_MEMBER = re.compile(
    r"\w[\w-]*/(bagit\.txt|bag-info\.txt|(tag)?manifest-sha256\.txt|data/case\.json|data/evidence/[0-9a-f]{64})"
)
_LOCKED = 1
"""The flag of a member of a ZIP that only a password opens."""
Rows = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Exported:
    """What went into an archive."""

    path: Path
    orders: int
    evidence: int


def export_case(core: Core, case: CaseId, path: Path) -> Exported:
    """Write a case with its orders, messages and evidence files into one new file.

    Raises UserError when there is a file already, an evidence file is damaged, or the place cannot be written.
    """
    import bagit

    if path.exists():
        raise UserError(f"{path} is there already; choose another name, nothing is ever overwritten")
    kept = core.library.load(Case, case)
    tables = {table: list(_rows(core.library, table, where, case)) for table, where in _BELONGS.items()}
    about = {"format": FORMAT, "case": kept.number, "made_at": core.now().isoformat(), "tables": tables}
    files = sorted({row["sha256"] for table in _WITH_FILES for row in tables[table]})
    try:
        with tempfile.TemporaryDirectory(prefix="disputes-") as folder:
            bag = Path(folder) / f"case-{number_key(kept.number)}"
            (bag / "evidence").mkdir(parents=True)
            text = json.dumps(about, ensure_ascii=False, indent=1)
            (bag / "case.json").write_text(text, encoding="utf-8")
            for sha256 in files:
                core.library.evidence.extract(sha256, bag / "evidence" / sha256)
            day = core.now().date().isoformat()
            info = {"Bagging-Date": day, "External-Identifier": kept.number, "Bag-Software-Agent": "Disputes"}
            bagit.make_bag(str(bag), info, checksums=["sha256"])
            _zip(bag, path)
    except OSError as fault:
        raise UserError(f"{path} cannot be written ({fault.strerror}); choose another place") from fault
    return Exported(path, len(tables["orders"]), len(tables["evidence"]))


def _rows(reader: Reader, table: str, where: str, case: CaseId) -> Iterator[dict[str, Any]]:
    sql = f"SELECT * FROM {table} WHERE {where.replace(':case', '?')} ORDER BY id"
    for row in reader.rows(sql, (case,) * where.count(":case")):
        yield {
            name: value.hex() if isinstance(value := row[name], bytes) else value
            for name in row.keys()  # noqa: SIM118
        }


def _zip(bag: Path, path: Path) -> None:
    unfinished = path.with_name(f".{secrets.token_hex(6)}.tmp")
    try:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(one for one in bag.rglob("*") if one.is_file()):
                archive.write(file, f"{bag.name}/{file.relative_to(bag).as_posix()}")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def import_case(core: Core, path: Path) -> Done[CaseId]:
    """Take a case out of an archive into this library, all of it or nothing.

    A case number that is taken here becomes the next free one. Raises UserError when the archive is damaged or
    no case archive, or one of its orders is in the library already.
    """
    with tempfile.TemporaryDirectory(prefix="disputes-") as folder:
        bag = _unpacked(path, Path(folder))
        tables = _tables(bag, path)
        try:
            with act(core, "case_archive.import", f"Case taken in from {path.name}") as action:
                _refuse_known(action, tables["orders"])
                new = _insert(action, tables)
                case = CaseId(next(iter(new["cases"].values())))
                orders = [OrderId(order) for order in new["orders"].values()]
                _renumber(action, case)
                _read_through(core, action, case, orders)
                _store_files(core, tables, bag, path)
                action.touch(orders, [case])
        except (ValueError, LookupError, TypeError, AttributeError) as fault:
            raise _damaged(path, "its case.json holds what no case has") from fault
    return action.done(case)


def _renumber(action: Act, case: CaseId) -> None:
    number = action.tx.load(Case, case).number
    if len(action.tx.find(Case, "number_key = ?", (number_key(number),))) > 1:
        action.tx.update(Case, case, number=next_number(action, action.core.now().year))


def _read_through(core: Core, action: Act, case: CaseId, orders: Sequence[OrderId]) -> None:
    """Read all of it as it will be shown: what cannot be read must not come in. Raises what reading raises."""
    detail = case_detail(core, action.tx, case)
    for stage in (detail.case.stage, *(step.stage for step in detail.stages)):
        Stage(stage)
    for order in orders:
        anchors_in_force(order_detail(core, action.tx, order))


def _store_files(core: Core, tables: Rows, bag: Path, path: Path) -> None:
    """The files, after all that may be refused: they are on the disk before the rows that need them are kept."""
    for row in (row for table in _WITH_FILES for row in tables[table]):
        stored = core.library.evidence.put(bag / "data" / "evidence" / str(row["sha256"]))
        if stored.sha256 != row["sha256"]:
            raise _damaged(path, f"{row['name']} is another file than it says")


def _damaged(path: Path, why: str) -> UserError:
    return UserError(f"{path} is no whole case archive ({why}); nothing of it was taken, have it sent again")


def _unpacked(path: Path, folder: Path) -> Path:
    import bagit

    # It logs what it finds; the one sentence of the error says it.
    logging.getLogger("bagit").addHandler(logging.NullHandler())
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            odd = next((name for name in names if not _MEMBER.fullmatch(name)), None)
            if odd is not None or not names:
                raise _damaged(path, f"{odd or 'nothing'} does not belong into one")
            if any(one.flag_bits & _LOCKED for one in archive.infolist()):
                raise _damaged(path, "it is locked with a password")
            archive.extractall(folder)
        bag = folder / names[0].partition("/")[0]
        bagit.Bag(str(bag)).validate()
    except (
        zipfile.BadZipFile, zlib.error, NotImplementedError, bagit.BagError, EOFError, ValueError,
    ) as fault:  # fmt: skip
        raise _damaged(path, " ".join(str(fault).split())[:120]) from fault
    except OSError as fault:
        raise UserError(f"{path} cannot be read ({fault.strerror})") from fault
    return bag


def _tables(bag: Path, path: Path) -> Rows:
    try:
        about = json.loads((bag / "data" / "case.json").read_text(encoding="utf-8"))
        if about["format"] > FORMAT:
            raise UserError(f"{path} was made by a newer program; bring this one up to date")
        tables: Rows = {
            table: [] if _SINCE.get(table, 1) > about["format"] else about["tables"][table]
            for table in _BELONGS
        }
        if len(tables["cases"]) != 1 or not tables["orders"]:
            raise _damaged(path, "it does not hold one case with its orders")
    except (OSError, ValueError, LookupError, TypeError) as fault:
        raise _damaged(path, "its case.json cannot be read") from fault
    return tables


def _refuse_known(action: Act, orders: Sequence[Mapping[str, Any]]) -> None:
    for order in orders:
        sql = "SELECT 1 FROM orders WHERE platform = ? AND number_key = ?"
        if action.tx.value(sql, (order["platform"], number_key(str(order["number"])))):
            raise UserError(f"order {order['number']} is in this library already; nothing was taken in")


def _insert(action: Act, tables: Rows) -> dict[str, dict[int, int]]:
    """The rows under new numbers; what refers to something that is not in the archive refers to nothing.

    Raises ValueError for a row that its table does not take.
    """
    new: dict[str, dict[int, int]] = {table: {} for table in _BELONGS}
    known_here: set[int] = set()
    for table, rows in tables.items():
        columns = {row["name"]: row["type"] for row in action.tx.rows(f"PRAGMA table_info({table})")}
        for row in rows:
            if not row.keys() <= columns.keys():
                raise ValueError(f"a row of {table} has other fields")
            if table == "sellers" and (known := _seller(action, row)):
                new[table][row["id"]] = known
                known_here.add(row["id"])
                continue
            if table == "seller_checks" and row["seller_id"] in known_here:
                continue
            values = {
                name: new[_REFERS[name]].get(value) if name in _REFERS and value is not None
                else bytes.fromhex(value) if columns[name] == "BLOB" and value is not None
                else value
                for name, value in row.items()
                if name != "id"
            }  # fmt: skip
            new[table][row["id"]] = action.tx.insert_row(table, values)
    return new


def _seller(action: Act, row: Mapping[str, Any]) -> int | None:
    sql = "SELECT id FROM sellers WHERE name = ? AND platform = ? AND deleted_at IS NULL"
    found = action.tx.value(sql, (row["name"], row["platform"]))
    return int(found) if found else None
