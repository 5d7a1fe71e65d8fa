"""A small library made through the real actions, for tests of queries and screens."""

from __future__ import annotations

import atexit
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf

from disputes_app import bootstrap
from disputes_app.actions.cases import open_case
from disputes_app.actions.evidence import file_evidence
from disputes_app.actions.imports import ImportReport, Reader, import_paths
from disputes_app.actions.orders import add_order
from disputes_app.actions.settings import change_settings
from disputes_app.core import Core
from disputes_app.domain.claims import ClaimType
from disputes_app.domain.ids import CaseId, EvidenceId, OrderId

NOW = datetime(2026, 3, 12, 10, 42, tzinfo=UTC)


class Ticking:
    """A clock that stands at an instant until a test moves it."""

    def __init__(self, at: datetime = NOW) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def move(self, **span: float) -> None:
        """Let time pass: ``days=1``, ``hours=3``."""
        self.at += timedelta(**span)


def a_library(folder: Path, clock: Any = None) -> Core:
    """An empty library of somebody in Leeds who pays in pounds; close its ``library`` afterwards."""
    core = bootstrap.create_library(folder / "library", clock or Ticking())
    change_settings(
        core, home_zone="Europe/London", home_currency="GBP", buyer_country="GB", library_name="Test"
    )
    return core


def an_order(core: Core, number: str = "8193 0457 7216 4402", **fields: str) -> OrderId:
    """An AliExpress order of a watch, delivered and confirmed on 27 February; any FIELD may differ."""
    given = {
        "platform": "aliexpress",
        "number": number,
        "title": "Smartwatch",
        "seller": "Vetra Wearables",
        "total": "64.80",
        "currency": "USD",
        "home_total": "51.10",
        "home_currency": "GBP",
        "payment_method": "paypal",
        "buyer_country": "GB",
        "seller_country": "CN",
        "buyer_kind": "consumer",
        "ordered_at": "2026-02-06",
        "paid_at": "2026-02-06",
        "shipped_at": "2026-02-09",
        "delivered_at": "2026-02-27",
        "confirmed_at": "2026-02-27T11:42+00:00",
    } | fields
    return add_order(core, {name: value for name, value in given.items() if value}).value


def a_case(
    core: Core, order: OrderId, claim: ClaimType = ClaimType.DEFECTIVE, programme: str = "aliexpress"
) -> CaseId:
    """An open case on an order."""
    return open_case(core, [order], claim, programme=programme).value


@cache
def _reader() -> Reader:
    made = Reader()
    atexit.register(made.__exit__, None, None, None)
    return made


def take_in(core: Core, paths: Sequence[Path], **more: Any) -> ImportReport:
    """``import_paths`` with the reader that all tests share: to start one takes longer than most tests."""
    return import_paths(core, paths, reader=_reader(), **more)


def a_file(core: Core, folder: Path, name: str = "note.txt", words: str = "The strap broke.") -> EvidenceId:
    """An evidence item that belongs to no order."""
    path = folder / name
    path.write_text(words, encoding="utf-8")
    report = take_in(core, [path])
    item = report.items[0].evidence
    assert item is not None
    if report.items[0].order is not None:
        file_evidence(core, item, None)
    return item


def a_document(core: Core, folder: Path, name: str = "letter.pdf", pages: int = 3) -> EvidenceId:
    """A document of blank pages that belongs to no order; another name has other bytes."""
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page()
    document.docinfo["/Title"] = name
    document.save(folder / name)
    item = take_in(core, [folder / name]).items[0].evidence
    assert item is not None
    return item
