"""The smartwatch case as packet content, with drawn stand-ins for its photographs and papers."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from disputes_app.domain.money import Money
from disputes_app.packets.content import (
    Callout,
    ChronologyEntry,
    Deadline,
    Difference,
    Exhibit,
    Fact,
    Mark,
    Message,
    PacketContent,
    Person,
    Shipment,
    Source,
    TrackingEvent,
)
from tests.helpers.exhibits import a_jpeg, a_pdf, an_exhibit, an_other_file, china, gmt

NOW = datetime(2026, 3, 12, 10, 42, tzinfo=UTC)

PHOTOS = {
    "IMG_2289.jpg": "on",
    "IMG_2290.jpg": "close",
    "IMG_2301.jpg": "0%",
    "IMG_2288.jpg": "box",
    "IMG_2291.jpg": "all",
}


def watch_exhibits(folder: Path, files: Mapping[str, bytes] | None = None) -> tuple[Exhibit, ...]:
    """Exhibits A to F; ``files`` may give other pictures under the same names."""
    given = dict(files or {})
    photos = {name: given.get(name) or a_jpeg(text) for name, text in PHOTOS.items()}
    page = given.get("LP00612844713.pdf") or a_pdf(["LP00 6128 4471 3 Delivered"], (640, 480))

    def photo(letter: str, name: str, caption: str, short: str, at: datetime, **more: object) -> Exhibit:
        return an_exhibit(
            folder,
            letter,
            name,
            photos[name],
            caption=caption,
            short_caption=short,
            captured_at=at,
            clock="phone clock UTC+0",
            device="Northlight Phone 3, main lens",
            pixels=(4032, 3024),
            **more,
        )

    return (
        photo(
            "A", "IMG_2289.jpg", "Watch switched on for the first time", "Switched on", gmt(2, 28, 18, 4, 12)
        ),
        photo(
            "B",
            "IMG_2290.jpg",
            "Close up: lines across the screen (1), lower third dark (2)",
            "Close up",
            gmt(2, 28, 18, 6, 40),
            callouts=(Callout(1, 0.26, 0.12, 0.4, 0.24), Callout(2, 0.26, 0.87, 0.435, 0.66)),
        ),
        photo(
            "C",
            "IMG_2301.jpg",
            "After six hours on its charger: battery at 0%",
            "No charge",
            gmt(3, 3, 19, 12, 5),
            added_at=gmt(3, 3, 19, 25),
        ),
        photo(
            "D",
            "IMG_2288.jpg",
            "Parcel as delivered: tracking number (1), crushed corner (2)",
            "As delivered",
            gmt(2, 27, 17, 31, 50),
            boxes={1: ((0.21, 0.26, 0.21, 0.1), (0.16, 0.49, 0.13, 0.14))},
            callouts=(Callout(1, 0.65, 0.59, 0.47, 0.49), Callout(2, 0.68, 0.1, 0.78, 0.19)),
        ),
        an_exhibit(
            folder,
            "E",
            "LP00612844713.pdf",
            page,
            "page",
            caption="Carrier’s tracking page: delivered 27 February, 11:42",
            short_caption="Tracking",
            captured_at=gmt(2, 27, 18, 20),
            added_by="by the buyer",
            origin="global.cainiao.com",
            added_at=gmt(2, 27, 18, 21),
        ),
        photo(
            "F",
            "IMG_2291.jpg",
            "Everything in the box: no second charger, no parts missing",
            "In the box",
            gmt(2, 28, 18, 11, 27),
        ),
    )


MESSAGES = (
    Message(
        gmt(2, 28, 18, 32),
        "sent",
        "Mira Hale",
        "Green lines across the screen and the lower third is dark, straight out of the box. Photos attached.",
        channel="the AliExpress chat",
        language="en",
        exhibits=("A", "B", "F"),
    ),
    Message(
        china(3, 1, 2, 15),
        "received",
        "Shenzhen Vetra Wearables Store",
        "亲，您好！请把手表充满电再开机，拍个视频给我们，好吗？",
        channel="the AliExpress chat",
        zone="Asia/Shanghai",
        language="zh",
        translation="Hello! Please charge the watch fully, switch it on, film it and send us the video.",
        translated_by="the buyer",
    ),
    Message(
        gmt(3, 3, 19, 20),
        "sent",
        "Mira Hale",
        "Six hours charging, still 0%. Full refund, please.",
        channel="the AliExpress chat",
        language="en",
        exhibits=("C",),
    ),
    Message(
        china(3, 4, 3, 41),
        "received",
        "Shenzhen Vetra Wearables Store",
        "非常抱歉，可以给您退款10美元，您看可以吗？",
        channel="the AliExpress chat",
        zone="Asia/Shanghai",
        language="zh",
        translation="Very sorry, we can refund US $10. Is that all right?",
        translated_by="the buyer",
    ),
    Message(
        gmt(3, 5, 8, 5),
        "sent",
        "Mira Hale",
        "No. The watch cannot be used. I ask for the full US $64.80.",
        channel="the AliExpress chat",
        language="en",
    ),
    Message(
        china(3, 9, 2, 58),
        "received",
        "Shenzhen Vetra Wearables Store",
        "我们需要和工厂确认，请您耐心等待几天，先不要开纠纷哦。",
        channel="the AliExpress chat",
        zone="Asia/Shanghai",
        language="zh",
        translation="We need to check with the factory. Please wait patiently for a few days and do not open a dispute yet.",
        translated_by="the buyer",
    ),
)

STATEMENT = (
    (
        "I bought one smartwatch, model GT4 Pro, 46 mm, black, from Shenzhen Vetra Wearables Store on"
        " 6 February 2026 for US $64.80. The listing promised a “2.1 inch AMOLED display” and “seven "
        "days of battery life”."
    ),
    (
        "The parcel came on 27 February. One corner of the box was crushed (Exhibit D). I unpacked "
        "the watch the next day. Everything listed was in the box (Exhibit F)."
    ),
    (
        "When I switched it on for the first time, green and white lines ran down the screen and the "
        "lower third stayed dark (Exhibits A and B). I had not dropped it, opened it or worn it."
    ),
    (
        "I wrote to the seller 28 minutes later and sent three photographs (message 1). The seller "
        "asked me to charge the watch fully. I left it on its own charger for six hours; the battery "
        "stayed at 0% (Exhibit C)."
    ),
    (
        "The seller offered US $10.00 (message 4). I declined, because the watch cannot be used at "
        "all (message 5). On 9 March the seller asked me to wait “a few days” and not to open a "
        "dispute (message 6). I have heard nothing since."
    ),
    ("I ask for a full refund of US $64.80. I will send the watch back if the seller pays the postage."),
)


def watch_case(folder: Path, files: Mapping[str, bytes] | None = None, **changes: object) -> PacketContent:
    """The whole case, valid as it stands; ``changes`` replace fields."""
    folder.mkdir(parents=True, exist_ok=True)
    mail, receipt = Source("Order e-mail"), Source("PayPal receipt")
    events = (
        TrackingEvent(china(2, 10, 9, 30), "Accepted by carrier", "Shenzhen"),
        TrackingEvent(china(2, 12, 21, 5), "Left country of origin", "Shenzhen"),
        TrackingEvent(gmt(2, 19, 6, 48), "Arrived in United Kingdom", "Heathrow"),
        TrackingEvent(gmt(2, 24, 14, 10), "Customs cleared", "Heathrow"),
        TrackingEvent(gmt(2, 26, 22, 37), "At delivery depot", "Leeds"),
        TrackingEvent(gmt(2, 27, 11, 42), "Delivered", "Leeds", strong=True),
    )
    chronology = (
        ChronologyEntry(
            gmt(2, 6, 20, 14),
            "Order placed and paid, US $64.80 (£51.10)",
            Source("Receipt e-mail; PayPal 7X2 41885 LM"),
        ),
        ChronologyEntry(
            gmt(2, 10, 9, 30), "Seller hands parcel to Cainiao, LP00 6128 4471 3", Source("Tracking", ("E",))
        ),
        ChronologyEntry(
            gmt(2, 27, 11, 42),
            "Delivered in Leeds. Label intact, one corner crushed",
            Source("Tracking [E], photo", ("D",)),
            "Delivered in Leeds.",
        ),
        ChronologyEntry(
            gmt(2, 28, 18, 4),
            "Watch first switched on. Lines across the screen, lower third dark. Three photographs",
            Source("Photos", ("A", "B", "F")),
        ),
        ChronologyEntry(
            gmt(2, 28, 18, 32), "Buyer reports the fault with photographs", Source(messages=(1,))
        ),
        ChronologyEntry(
            gmt(3, 1, 2, 15), "Seller asks to charge the watch and send a video", Source(messages=(2,))
        ),
        ChronologyEntry(
            gmt(3, 3, 19, 12), "Six hours on the charger: battery stays at 0%", Source("Photo", ("C",))
        ),
        ChronologyEntry(gmt(3, 3, 19, 20), "Buyer asks for a full refund", Source(messages=(3,))),
        ChronologyEntry(gmt(3, 4, 3, 41), "Seller offers US $10.00", Source(messages=(4,))),
        ChronologyEntry(gmt(3, 5, 8, 5), "Buyer declines and repeats the request", Source(messages=(5,))),
        ChronologyEntry(
            gmt(3, 9, 2, 58), "Seller asks to wait and not to open a dispute", Source(messages=(6,))
        ),
        ChronologyEntry(NOW, "No further answer. This packet made"),
    )
    content = PacketContent(
        case_number="2026-0003",
        title="Smartwatch delivered faulty",
        claim="Item faulty, not as described",
        claim_type="defective",
        items="one smartwatch, model GT4 Pro, 46 mm, black",
        summary="The watch arrived on 27 February 2026 with a broken screen and does not charge. The seller was told the next day, "
        "offered US $10 of the US $64.80 paid, and has not answered since 9 March.",
        wanted="Full refund of US $64.80",
        wanted_note="Return at the seller’s cost if wanted",
        amount=Money(6480, "USD"),
        price=Money(6480, "USD"),
        home_amount=Money(5110, "GBP"),
        buyer=Person("Mira Hale", "Leeds, United Kingdom"),
        seller=Person("Shenzhen Vetra Wearables Store"),
        platform="AliExpress",
        order_number="8193 0457 7216 4402",
        receiver="the AliExpress dispute team",
        now=NOW,
        home_zone="Europe/London",
        ordered_at=gmt(2, 6, 20, 14),
        paid_with="PayPal, from Visa ending 4417",
        delivered_at=gmt(2, 27, 11, 42),
        order_facts=(
            Fact("Item", "Smartwatch GT4 Pro, 46 mm, black, 1 piece", Source("Order e-mail, 6 Feb")),
            Fact("Order number", "8193 0457 7216 4402", mail),
            Fact("Price", "US $59.90 and postage US $4.90,\ntotal US $64.80", mail, "US $64.80"),
            Fact("Promised", "“2.1 inch AMOLED, 7 days battery”", Source("Listing, copy of 6 Feb")),
        ),
        payment_facts=(
            Fact("Paid", "US $64.80, 6 February 2026, 20:14", receipt, "US $64.80"),
            Fact("PayPal transaction", "7X2 41885 LM", receipt),
            Fact("Funded by", "Visa ending 4417, £51.10", Source("Card statement, Feb 2026")),
            Fact("Refunded so far", "Nothing", Source("Card statement, to 11 Mar")),
        ),
        shipments=(
            Shipment(
                "Cainiao",
                "LP00 6128 4471 3",
                events,
                "The carrier’s page as saved on 27 February is Exhibit E.",
            ),
        ),
        differences=(
            Difference(
                "2.1 inch AMOLED display",
                "Lines across the screen, lower third dark",
                Source("Photos", ("A", "B")),
            ),
        ),
        marks=(
            Mark("Paid", gmt(2, 6, 20, 14)),
            Mark("Shipped", gmt(2, 10, 9, 30)),
            Mark("Delivered", gmt(2, 27, 11, 42)),
            Mark("Fault reported", gmt(2, 28, 18, 32)),
        ),
        deadline=Deadline(
            "AliExpress",
            datetime(2026, 3, 15, 6, 59, 59, tzinfo=UTC),
            "America/Los_Angeles",
            "AliExpress accepts a dispute for 15 days after delivery confirmation. Delivery was confirmed on 27 February 2026, 03:42 "
            "Los Angeles time, so the window ends on 14 March 2026 at 23:59 Los Angeles time (15 March, 06:59 GMT). This dispute is "
            "opened within it.",
            "15 days after delivery confirmation",
            gmt(2, 27, 11, 42),
            "15 days to open a dispute",
        ),
        chronology=chronology,
        statement=STATEMENT,
        messages=MESSAGES,
        messages_note="Exported from AliExpress on 12 March 2026, 09:58 GMT. File aliexpress-chat-8193.html, hash in the integrity annex.",
        exhibits=watch_exhibits(folder, files),
        strongest=("B", "C", "A"),
        other_files=(
            an_other_file(folder, "aliexpress-chat-8193.html", b"chat", gmt(3, 12, 10, 2)),
            an_other_file(folder, "order-8193.eml", b"order", gmt(2, 6, 20, 31)),
            an_other_file(folder, "paypal-receipt.eml", b"receipt", gmt(2, 6, 20, 31)),
        ),
        journal_head=hashlib.sha256(b"journal").hexdigest(),
    )
    return replace(content, **changes)  # type: ignore[arg-type]
