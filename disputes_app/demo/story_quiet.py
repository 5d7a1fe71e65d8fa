"""The other orders of the sample library: five that are quiet so far, and thirteen that have ended."""

from __future__ import annotations

from disputes_app.demo.steps import Learned, Marked, Ordered, Step
from disputes_app.demo.story_paying import DEBIT, PAYPAL, VISA, bought

QUIET: tuple[Step, ...] = (
    bought(
        "2026-02-20T09:15:00+00:00",
        "mounts",
        "alibaba",
        "Ningbo Haitai Plastics",
        "TA 2261 9410 7720 3318",
        "Silicone phone mounts × 200",
        "920.38",
        total="1180.00",
        currency="USD",
        seller_country="CN",
        buyer_kind="business",
        payment_state="held",
        shipped_at="2026-03-02",
        promised_at="2026-03-26",
        **VISA,
    ),
    bought(
        "2026-03-04T12:44:00+00:00",
        "saddle",
        "amazon",
        "Amazon EU S.à r.l.",
        "203-9902218-4471030",
        "Bike saddle, gel, brown",
        "31.49",
        site="amazon.co.uk",
        shipped_at="2026-03-06",
        delivered_at="2026-03-08T11:30:00+00:00",
        **VISA,
    ),
    bought(
        "2026-03-07T18:20:00+00:00",
        "map",
        "ebay",
        "old_sheets",
        "14-11911-20957",
        "Vintage map of Yorkshire, 1904",
        "58.00",
        site="ebay.co.uk",
        seller_country="GB",
        shipped_at="2026-03-09",
        estimated_to="2026-03-19",
        carrier="Royal Mail",
        tracking_number="RM 1191 1209 57 GB",
        **VISA,
    ),
    bought(
        "2026-02-28T23:02:00+00:00",
        "hotend",
        "aliexpress",
        "Trianglab Official",
        "8194 1180 2207 5519",
        "Hot-end assembly, 24 V",
        "23.75",
        total="30.12",
        currency="USD",
        seller_country="CN",
        shipped_at="2026-03-03",
        promised_at="2026-04-04",
        estimated_to="2026-04-04",
        carrier="Cainiao",
        tracking_number="LP00 6204 1198 0",
        **DEBIT,
    ),
    bought(
        "2026-02-24T08:05:00+00:00",
        "towels",
        "own_shop",
        "Lin & Loom",
        "LL-5523",
        "Linen tea towels × 40",
        "148.00",
        paid_at="2026-02-25T07:10:00+00:00",
        site="linandloom.example",
        seller_country="GB",
        buyer_kind="business",
        shipped_at="2026-02-26",
        delivered_at="2026-03-02T10:15:00+00:00",
        **PAYPAL,
    ),
)

_ENDED: tuple[tuple[str, str, str, str, str, str, str, str, str], ...] = (
    # ordered, short name, platform, seller, number, item, pounds, delivered, receipt confirmed
    (
        "2025-11-02T17:30:00+00:00",
        "battery",
        "aliexpress",
        "Hangzhou Volt Moto",
        "8188 2204 6613 7708",
        "E-scooter battery, 36 V",
        "128.25",
        "2025-11-29",
        "2025-11-29",
    ),
    (
        "2025-11-29T20:10:00+00:00",
        "stand",
        "etsy",
        "Oak & Grain",
        "3311-402-77",
        "Walnut monitor stand",
        "84.00",
        "2025-12-15",
        "",
    ),
    (
        "2025-12-01T07:50:00+00:00",
        "shoes",
        "own_shop",
        "Peakline Outdoor",
        "PK-88310",
        "Trail shoes, size 42",
        "61.30",
        "2025-12-06",
        "",
    ),
    (
        "2026-01-19T19:00:00+00:00",
        "fan",
        "amazon",
        "Amazon EU S.à r.l.",
        "203-5518830-2204417",
        "Desk fan, 12 in",
        "41.99",
        "2026-01-23",
        "",
    ),
    (
        "2025-12-05T21:25:00+00:00",
        "filament",
        "aliexpress",
        "SunPrint Store",
        "8190 4471 0093 2216",
        "PLA filament 1 kg × 4",
        "52.16",
        "2026-01-30",
        "2026-01-30",
    ),
    (
        "2025-11-21T12:12:00+00:00",
        "mugs",
        "etsy",
        "Emaille Werk",
        "3298-117-05",
        "Enamel mugs × 12",
        "96.00",
        "2025-12-05",
        "",
    ),
    (
        "2025-12-12T15:45:00+00:00",
        "tester",
        "ebay",
        "NetKit UK",
        "14-11620-30418",
        "Cable tester, RJ45",
        "18.40",
        "2025-12-26",
        "",
    ),
    (
        "2025-12-10T09:20:00+00:00",
        "labels",
        "amazon",
        "PrintHub Direct",
        "203-4410297-7703321",
        "Label rolls, 57 mm × 20",
        "27.50",
        "2025-12-20",
        "",
    ),
    (
        "2025-10-02T11:00:00+00:00",
        "caddy",
        "other",
        "景德镇青禾陶瓷 Qinghe Ceramics",
        "QH-251002-02",
        "Celadon tea caddy 青瓷茶叶罐",
        "47.40",
        "2025-10-24",
        "",
    ),
    (
        "2025-09-30T10:30:00+00:00",
        "ribbon",
        "amazon",
        "PrintHub Direct",
        "203-1180447-6620915",
        "Label roll holder",
        "27.51",
        "2025-10-03",
        "",
    ),
    (
        "2025-08-11T20:55:00+00:00",
        "lead",
        "aliexpress",
        "Baseus Digital Store",
        "8179 9041 3327 1180",
        "USB-C lead, 2 m, × 3",
        "23.80",
        "2025-08-29",
        "2025-08-29",
    ),
    (
        "2025-06-14T16:40:00+00:00",
        "cloth",
        "own_shop",
        "Lin & Loom",
        "LL-4107",
        "Linen tablecloths × 6",
        "121.00",
        "2025-06-20",
        "",
    ),
    (
        "2024-11-18T09:05:00+00:00",
        "samples",
        "alibaba",
        "Zhongshan Lumio Lighting Co., Ltd.",
        "TA 2249 0031 8800 4417",
        "Panel samples × 4",
        "104.18",
        "2024-12-10",
        "2024-12-10",
    ),
)
START = "2025-11-01T10:00:00+00:00"


def _ended() -> list[Step]:
    """Orders of before the library began were entered on its first day, the others when they were placed."""
    told: list[Step] = []
    for minute, (ordered, name, platform, seller, number, item, pounds, delivered, confirmed) in enumerate(
        _ENDED
    ):
        paid = PAYPAL if name == "shoes" else DEBIT
        step = bought(ordered, name, platform, seller, number, item, pounds, **paid)
        at = ordered if ordered > START else f"2025-11-01T10:{minute:02d}:00+00:00"
        told.append(Ordered(at=at, order=name, fields=step.fields))
        dates = {"delivered_at": delivered} | ({"confirmed_at": confirmed} if confirmed else {})
        told.append(
            Learned(
                at=max(f"{delivered}T18:00:00+00:00", f"2025-11-01T11:{minute:02d}:00+00:00"),
                order=name,
                fields=dates,
            )
        )
    return told


BY_AMAZON: tuple[Step, ...] = tuple(
    Marked(at=at, order=order, name="sold_by", value="amazon")
    for at, order in (("2026-01-19T19:05:00+00:00", "fan"), ("2026-03-04T12:50:00+00:00", "saddle"))
)
STEPS: tuple[Step, ...] = (*QUIET, *_ended(), *BY_AMAZON)
