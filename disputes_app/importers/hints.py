"""Finds in a text what may tell which order it belongs to: order and tracking numbers, sellers, amounts.

Street addresses are never looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl, urlsplit

from disputes_app.importers import amounts, names, tracking
from disputes_app.importers.base import Confidence, Hint

_MAX_TEXT = 400_000
_MAX_HINTS = 300
_MAX_LINKS = 500

# Numbers whose shape alone says whose they are.
_SHAPED_ORDERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("amazon", re.compile(r"(?<![\w-])(?:\d{3}|D01|S01)-\d{7}-\d{7}(?![\w-])")),
    ("ebay", re.compile(r"(?<![\w-])\d{2}-\d{5}-\d{5}(?![\w-])")),
    ("temu", re.compile(r"(?<![\w-])PO-\d{3}-\d{14,17}(?![\w-])")),
)
_ORDER_WORD = (
    r"(?:order|bestell(?:ung|nummer|-?nr)?|bestelling|bestelnummer|ordernummer|auftrags?(?:nummer|-?nr)?"
    r"|commande|pedido|ordine|zamówieni[ae]|заказа?|订单|訂單|注文|주문)"
)
_NUMBER_WORD = r"(?:number|no\b|nr\b|num(?:mer|éro|ero)?\b|número|n[°º]|id\b|code|numer|号码?|號碼?|编号|編號|番号|번호|номер)"
_LABELLED_ORDER = re.compile(
    rf"{_NUMBER_WORD}?[ \t.]*(?:de |di |d['’])?{_ORDER_WORD}[ \t]*(?:{_NUMBER_WORD}\.?)?[ \t]*"
    r"[:：#№\s(]{0,6}(?P<value>[A-Z0-9](?:[A-Z0-9]|-(?=[A-Z0-9])){3,38})(?![\w-])",
    re.IGNORECASE,
)
_TRACKING_WORD = (
    r"(?:track(?:ing)?(?:[ -]?(?:number|no\b|nr\b|id\b|code|#))|track ?(?:&|and) ?trace(?:[ -]?(?:code|number|nr))?"
    r"|sendungs?(?:verfolgungs?)?(?:nummer|-?nr)|paket(?:nummer|-?nr)|paketschein(?:nummer)?"
    r"|(?:numéro|n[°º]) de (?:suivi|colis)|número de (?:seguimiento|rastreio)|código de rastreio"
    r"|numero (?:di )?(?:tracking|spedizione)|zendingsnummer|barcode|numer przesyłki|номер отслеживания|трек-номер"
    r"|waybill(?: (?:number|no))?|awb|(?:consignment|parcel|shipment) (?:number|no\b|id\b)"
    r"|tracking|your parcel|运单号|物流单号|快递单号|追跡番号|お問い合わせ番号|운송장 ?번호)"
)
_LABELLED_TRACKING = re.compile(
    rf"{_TRACKING_WORD}[ \t]*(?:is\b|lautet\b)?[\s:：#.*(]{{0,8}}"
    r"(?P<value>\d{2,6}(?: \d{2,6}){2,9}|[A-Z0-9](?:[A-Z0-9]|-(?=[A-Z0-9])){7,38})(?![\w-])",
    re.IGNORECASE,
)
# Tracking numbers that a prefix makes safe to take from running text.
_SHAPED_TRACKING: tuple[tuple[str | None, Confidence, re.Pattern[str]], ...] = (
    ("UPS", "likely", re.compile(r"(?<!\w)1Z[0-9A-Z]{16}(?!\w)")),
    (None, "likely", re.compile(r"(?<!\w)[A-Z]{2}\d{9}[A-Z]{2}(?!\w)")),
    ("Cainiao", "likely", re.compile(r"(?<!\w)LP\d{14}(?!\w)")),
    ("YunExpress", "likely", re.compile(r"(?<!\w)YT\d{16}(?!\w)")),
    ("Amazon Logistics", "likely", re.compile(r"(?<!\w)TB[ACM]\d{12}(?!\w)")),
    ("4PX", "likely", re.compile(r"(?<!\w)4PX\d{13,16}(?:CN)?(?!\w)")),
    ("Yanwen", "likely", re.compile(r"(?<!\w)[UV][A-Z]\d{9}YP(?!\w)")),
    ("Cainiao", "weak", re.compile(r"(?<!\w)CN[A-Z]{2}\d{11}(?!\w)")),
    ("SF Express", "weak", re.compile(r"(?<!\w)SF\d{12,13}(?!\w)")),
)
_CHECKED_SHAPES = ("UPS", None)
CARRIER_NAMES = re.compile(
    r"\b(DHL|UPS|FedEx|USPS|Royal Mail|Parcelforce|Evri|Hermes|DPD|GLS|PostNL|Yodel|Cainiao|4PX|Yanwen|YunExpress"
    r"|SF Express|China Post|Deutsche Post|Colissimo|La Poste|Chronopost|Correos|Poste Italiane|InPost"
    r"|Poczta Polska|Australia Post|Canada Post|Purolator|OnTrac|Amazon Logistics)\b"
)
_PAYMENT = re.compile(
    r"(?:transaction id|transaktionscode|transaktionsnummer|id de transaction|id\. de transacción|transactiecode)"
    r"[\s:：#]{0,6}(?P<value>[0-9A-Z]{17})(?!\w)",
    re.IGNORECASE,
)
_SELLER = re.compile(
    r"^[ \t*|]*(?:sold by|ships from and sold by|seller(?: name)?|store(?: name)?|verkäufer|verkauft von|verkauf durch"
    r"|vendu par|vendeur|vendido por|vendedor|venditore|venduto da|verkoper|verkocht door|sprzedawca|продавец"
    r"|卖家|賣家|店铺|店鋪|販売元|판매자)[ \t]*[:：][ \t]*(?P<value>[^\n|]{2,80})$",
    re.IGNORECASE | re.MULTILINE,
)
_ORDER_PARAMETERS = ("orderid", "order_id", "ordernumber", "tradeorderid", "tradeid", "purchaseid")
_TRACKING_PARAMETERS = (
    "trackingnumber",
    "tracking_number",
    "tracknum",
    "trknbr",
    "tlabels",
    "qtc_tlabels1",
    "parcelnumber",
    "tracking-id",
    "trackingid",
    "mailnolist",
    "mailno",
    "shipmentnumber",
    "piececode",
    "consignment",
)
_TOKEN = re.compile(r"(?<![\w-])[A-Z0-9](?:[A-Z0-9]|-(?=[A-Z0-9])){6,38}(?![\w-])", re.IGNORECASE)
_SPACED = re.compile(r"(?<![\w-])\d{2,6}(?: \d{2,6}){2,9}(?![\w-])")
_DATE = re.compile(r"(?:19|20)\d\d-?[01]\d-?[0-3]\d")

_DOMAINS: tuple[tuple[str, str], ...] = (
    ("amazon", r"amazon\.(?:[a-z]{2,3}|co\.[a-z]{2}|com\.[a-z]{2})"),
    ("ebay", r"ebay\.(?:[a-z]{2,3}|co\.[a-z]{2}|com\.[a-z]{2})"),
    ("paypal", r"paypal\.(?:[a-z]{2,3}|co\.[a-z]{2}|com\.[a-z]{2})"),
    ("aliexpress", r"aliexpress\.(?:com|us|ru)"),
    ("alibaba", r"alibaba(?:-inc)?\.com"),
    ("etsy", r"etsy\.com"),
    ("temu", r"temu(?:email)?\.com"),
    ("shein", r"shein(?:email|mail)?\.(?:com|co\.uk)"),
    ("walmart", r"walmart\.(?:com|ca)"),
    ("vinted", r"vinted\.[a-z]{2,3}(?:\.[a-z]{2})?"),
    ("mercari", r"mercari\.(?:com|jp)"),
    ("tiktok_shop", r"tiktok(?:shop)?\.com"),
    ("own_shop", r"(?:myshopify|shopifyemail)\.com"),
)


def platform_of(domain: str) -> str | None:
    """The platform a mail or web domain belongs to; only whole labels count (evil-ebay.com is not ebay.com)."""
    for platform, pattern in _DOMAINS:
        if re.fullmatch(rf"(?:[a-z0-9-]+\.)*{pattern}", domain.casefold().rstrip(".")):
            return platform
    return None


def find(
    text: str, links: Iterable[str] = (), sender_domain: str | None = None, file_name: str = ""
) -> tuple[Hint, ...]:
    """Every hint of a text, its links and its file name, the surest first, each value once per kind."""
    text = f"{text[:_MAX_TEXT]}\n{_stem(file_name)}"
    platform = platform_of(sender_domain) if sender_domain else None
    linked = list(_from_links(links))
    orders = [*_orders(text, platform), *(hint for hint in linked if hint.kind == "order_number")]
    taken = {normalised(hint.value) for hint in orders}
    parcels = [
        hint
        for hint in (*_parcels(text), *(hint for hint in linked if hint.kind == "tracking_number"))
        if normalised(hint.value) not in taken
    ]
    taken |= {normalised(hint.value) for hint in parcels}
    payments = [
        Hint("payment_reference", match["value"], "certain", "named as a transaction id", "paypal")
        for match in _PAYMENT.finditer(text)
    ]
    taken |= {normalised(hint.value) for hint in payments}
    found = [*orders, *parcels, *payments, *_sellers(text), *amounts.find(text), *_numbers(text, taken)]
    return tuple(_unique(found))[:_MAX_HINTS]


def normalised(number: str) -> str:
    """A number for comparing: letters and digits only, in capitals."""
    return "".join(c for c in number.upper() if c.isalnum())


def _orders(text: str, platform: str | None) -> Iterator[Hint]:
    for owner, pattern in _SHAPED_ORDERS:
        for match in pattern.finditer(text):
            sure: Confidence = "certain" if owner != "ebay" or platform == "ebay" else "likely"
            yield Hint("order_number", match[0], sure, f"has the form of an {owner} order number", owner)
    for match in _LABELLED_ORDER.finditer(text):
        value = match["value"].strip("-")
        if sum(c.isdigit() for c in value) < 4 or _DATE.fullmatch(value) or _is_shaped(value):
            continue
        long_enough = len(value) >= 8
        owner_known = platform if platform != "paypal" else None
        yield Hint(
            "order_number",
            value,
            "certain" if long_enough else "likely",
            "named as an order number",
            owner_known,
        )


def _is_shaped(value: str) -> bool:
    return any(pattern.fullmatch(value) for _, pattern in _SHAPED_ORDERS)


def _parcels(text: str) -> Iterator[Hint]:
    named = {match[1] for match in CARRIER_NAMES.finditer(text)}
    for match in _LABELLED_TRACKING.finditer(text):
        value = match["value"]
        if sum(c.isdigit() for c in value) < 6 or _DATE.fullmatch(value) or _is_shaped(value):
            continue
        yield _parcel(value, named, "certain", "named as a tracking number")
    for carrier, sure, pattern in _SHAPED_TRACKING:
        for match in pattern.finditer(text):
            if carrier in _CHECKED_SHAPES and not any(c.checked for c in tracking.carriers_of(match[0])):
                continue
            fitting = carrier or _carrier(match[0], named)
            yield Hint("tracking_number", match[0], sure, "has the form of a tracking number", fitting)


def _parcel(value: str, named: set[str], sure: Confidence, why: str) -> Hint:
    value = re.sub(r"\s", "", value)
    fitting = tracking.carriers_of(value)
    if not fitting:
        # Kept all the same: mistyped or blacked-out digits are common, and the text says what it is.
        why, sure = f"{why}; fits no known carrier's check digit", "likely"
    return Hint("tracking_number", value, sure, why, _carrier(value, named))


def _carrier(value: str, named: set[str]) -> str | None:
    """The carrier the text names, for digits alone fit several; else the only one with a check digit."""
    if len(named) == 1:
        return next(iter(named))
    checked = {carrier.name for carrier in tracking.carriers_of(value) if carrier.checked}
    return next(iter(checked)) if len(checked) == 1 else None


def _from_links(links: Iterable[str]) -> Iterator[Hint]:
    for number, link in enumerate(links):
        if number >= _MAX_LINKS:
            return
        try:
            address = urlsplit(link[:4000])
            parameters = parse_qsl(address.query, max_num_fields=100)
        except ValueError:
            continue
        platform = platform_of(address.hostname or "")
        for key, value in parameters:
            if not re.fullmatch(r"[A-Za-z0-9 -]{6,40}", value) or sum(c.isdigit() for c in value) < 5:
                continue
            if key.casefold() in _ORDER_PARAMETERS:
                yield Hint("order_number", value, "certain", "stands in a link as the order", platform)
            elif key.casefold() in _TRACKING_PARAMETERS:
                yield _parcel(value, set(), "certain", "stands in a link as the tracking number")


def _sellers(text: str) -> Iterator[Hint]:
    for match in _SELLER.finditer(text):
        value = names.plain(match["value"], 80, keep="").strip(" .,;*")
        if value:
            yield Hint("seller", value, "likely", "named as the seller")


def _numbers(text: str, taken: set[str]) -> Iterator[Hint]:
    for pattern in (_TOKEN, _SPACED):
        for match in pattern.finditer(text):
            value = normalised(match[0])
            if value in taken or sum(c.isdigit() for c in value) < 6 or _DATE.fullmatch(match[0]):
                continue
            taken.add(value)
            yield Hint("number", value, "weak", "stands in the text")


def _unique(found: Iterable[Hint]) -> Iterator[Hint]:
    rank = {"certain": 0, "likely": 1, "weak": 2}
    kinds = ("order_number", "tracking_number", "payment_reference", "seller", "amount", "number")
    seen: set[tuple[str, str, str | None]] = set()
    for hint in sorted(found, key=lambda hint: (kinds.index(hint.kind), rank[hint.confidence])):
        key = (
            hint.kind,
            normalised(hint.value) or hint.value,
            hint.source if hint.kind == "amount" else None,
        )
        if key not in seen:
            seen.add(key)
            yield hint


def _stem(file_name: str) -> str:
    # Underlines count as letters to a regular expression; in a file name they part words.
    return names.plain(file_name, 300, keep="").rpartition(".")[0].replace("_", " ")
