"""What the XML inside an electronic invoice says about the order: Factur-X, ZUGFeRD, XRechnung, Order-X, UBL."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from disputes_app.importers.base import Hint

MAX_BYTES = 2 << 20
_NAMES = ("factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml", "order-x.xml")
_ROOTS = ("CrossIndustryInvoice", "CrossIndustryDocument", "Invoice", "SCRDMCCBDACIOMessageStructure")


def is_invoice_name(name: str) -> bool:
    """Whether an embedded file is called as the standards demand, or as UBL writers do."""
    name = name.casefold()
    return name in _NAMES or (name.endswith(".xml") and "invoice" in name)


def find(xml: bytes) -> Iterator[Hint]:
    """The order number, the seller and the total that the invoice states; nothing when it is no such XML."""
    # No standard needs a document type, and entities are how XML attacks are made.
    if len(xml) > MAX_BYTES or b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        return
    try:
        root = ET.fromstring(xml)  # noqa: S314 - declarations are refused above
    except (ET.ParseError, ValueError, LookupError):
        return
    if _local(root) not in _ROOTS:
        return
    why = "stated by the electronic invoice"
    for value in _values(root, "BuyerOrderReferencedDocument IssuerAssignedID", "OrderReference ID"):
        yield Hint("order_number", value, "certain", why)
    for value in _values(root, "SellerTradeParty Name", "AccountingSupplierParty Party PartyName Name"):
        yield Hint("seller", value, "certain", why)
    currency = next(iter(_values(root, "InvoiceCurrencyCode", "DocumentCurrencyCode")), None)
    for value in _values(root, "GrandTotalAmount", "LegalMonetaryTotal PayableAmount"):
        yield Hint("amount", value, "certain", why, currency)


def _values(root: ET.Element, *paths: str) -> list[str]:
    """The texts at paths of element names, wherever they begin; name spaces differ between versions."""
    texts: list[str] = []
    for path in paths:
        first, *rest = path.split()
        here = [element for element in root.iter() if _local(element) == first]
        for name in rest:
            here = [child for element in here for child in element if _local(child) == name]
        texts += [text for element in here[:5] if (text := " ".join((element.text or "").split())[:80])]
    return texts


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]
