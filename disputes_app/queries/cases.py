"""Cases as lists show them, and one case with its exhibits and what it still lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from disputes_app.core import Core
from disputes_app.domain.cases import (
    Case,
    CaseStage,
    FiledFile,
    Filing,
    PacketRecord,
)
from disputes_app.domain.ids import CaseId, OrderId
from disputes_app.domain.readiness import Readiness
from disputes_app.queries.deadlines import WindowRow
from disputes_app.queries.exhibits import ExhibitRow, exhibit_rows
from disputes_app.queries.orders import OrderDetail, leading, order_detail
from disputes_app.queries.proofs import case_readiness
from disputes_app.queries.settings import settings
from disputes_app.store.library import Reader


@dataclass(frozen=True, slots=True)
class FilingRow:
    """What was sent at one step of a case."""

    filing: Filing
    step: CaseStage
    files: tuple[FiledFile, ...]


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case in a list."""

    case: Case
    orders: tuple[OrderId, ...]
    lead: WindowRow | None
    readiness: Readiness


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDetail:
    """One case with everything that belongs to it."""

    case: Case
    orders: tuple[OrderDetail, ...]
    stages: tuple[CaseStage, ...]
    exhibits: tuple[ExhibitRow, ...]
    packets: tuple[PacketRecord, ...]
    filings: tuple[FilingRow, ...]
    windows: tuple[WindowRow, ...]
    lead: WindowRow | None
    readiness: Readiness


def case_ids(reader: Reader, *, open_only: bool = False) -> list[CaseId]:
    """The cases that are not in the bin, newest first."""
    where = "deleted_at IS NULL" + (" AND closed_at IS NULL" if open_only else "")
    return [CaseId(row["id"]) for row in reader.rows(f"SELECT id FROM cases WHERE {where} ORDER BY id DESC")]


def case_details(core: Core, reader: Reader, cases: Sequence[CaseId]) -> list[CaseDetail]:
    """These cases by their next deadline: missed first, closed cases last."""
    far = datetime.max.replace(tzinfo=UTC)
    return sorted(
        (case_detail(core, reader, case) for case in cases),
        key=lambda one: (
            one.case.closed_at is not None,
            (one.lead.window.shown_close if one.lead else None) or far,
            one.case.id,
        ),
    )


def case_rows(core: Core, reader: Reader, cases: Sequence[CaseId]) -> list[CaseRow]:
    """The rows of these cases, in the order of ``case_details``."""
    return [
        CaseRow(one.case, tuple(order.order.id for order in one.orders), one.lead, one.readiness)
        for one in case_details(core, reader, cases)
    ]


def case_detail(core: Core, reader: Reader, case: CaseId) -> CaseDetail:
    """Everything of one case; LookupError when there is none."""
    kept = reader.load(Case, case)
    orders = tuple(
        order_detail(core, reader, OrderId(row["order_id"]))
        for row in reader.rows(
            "SELECT order_id FROM case_orders WHERE case_id = ? ORDER BY order_id", (case,)
        )
    )
    own = tuple(row for order in orders for row in order.row.windows if row.case == case)
    exhibits = exhibit_rows(reader, case)
    return CaseDetail(
        case=kept,
        orders=orders,
        stages=tuple(reader.find(CaseStage, "case_id = ?", (case,), order="at, id")),
        exhibits=exhibits,
        packets=tuple(reader.find(PacketRecord, "case_id = ?", (case,), order="built_at DESC, id DESC")),
        filings=filings(reader, case),
        windows=own,
        lead=leading(core, own, kept) if kept.closed_at is None else None,
        readiness=case_readiness(core, kept, orders, exhibits, settings(reader).language),
    )


def filings(reader: Reader, case: CaseId) -> tuple[FilingRow, ...]:
    """What was sent of a case, the first first."""
    return tuple(
        FilingRow(
            filing,
            reader.load(CaseStage, filing.stage_id),
            tuple(reader.find(FiledFile, "filing_id = ?", (filing.id,))),
        )
        for filing in reader.find(Filing, "case_id = ?", (case,))
    )


def sent_as(reader: Reader, sha256: str) -> tuple[tuple[Case, FilingRow], ...]:
    """Where a file was sent, by its bytes: the case, and the step."""
    ids = reader.rows("SELECT DISTINCT filing_id FROM filed_files WHERE sha256 = ?", (sha256,))
    found = [reader.load(Filing, row["filing_id"]) for row in ids]
    return tuple(
        (reader.load(Case, one.case_id), row)
        for one in found
        for row in filings(reader, one.case_id)
        if row.filing.id == one.id
    )
