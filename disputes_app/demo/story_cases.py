"""The three cases told most fully: the faulty watch, the missing lamps and the film camera."""

from __future__ import annotations

from disputes_app.demo.steps import (
    Claimed,
    File,
    Kept,
    Learned,
    Reached,
    Reminded,
    Shown,
    Step,
    Written,
)

WATCH_STATEMENT = (
    (
        "I bought one smartwatch, model GT4 Pro, 46 mm, black, from Shenzhen Vetra Wearables Store on 6 February 2026 for "
        "US $64.80. The listing promised a “2.1 inch AMOLED display” and “seven days of battery life”."
    ),
    (
        "The parcel came on 27 February. One corner of the box was crushed (Exhibit D). I unpacked the watch the next day. "
        "Everything listed was in the box (Exhibit F)."
    ),
    (
        "When I switched it on for the first time, green and white lines ran down the screen and the lower third stayed dark "
        "(Exhibits A and B). I had not dropped it, opened it or worn it."
    ),
    (
        "I wrote to the seller 28 minutes later and sent three photographs. The seller asked me to charge the watch fully. I "
        "left it on its own charger for six hours; the battery stayed at 0% (Exhibit C)."
    ),
    (
        "The seller offered US $10.00. I declined, because the watch cannot be used at all. On 9 March the seller asked me to "
        "wait “a few days” and not to open a dispute. I have heard nothing since."
    ),
    "I ask for a full refund of US $64.80. I will send the watch back if the seller pays the postage.",
)
WATCH: tuple[Step, ...] = (
    Kept(
        at="2026-02-06T20:31:00+00:00",
        order="watch",
        files=(
            File(name="order-8193.pdf", caption="The order page, saved on the day", proves="X01"),
            File(name="paypal-receipt.pdf", caption="PayPal receipt, US $64.80", proves="X03"),
            File(name="listing-gt4-pro.png", caption="What the listing promised", proves="X02"),
        ),
    ),
    Kept(
        at="2026-02-27T18:21:00+00:00",
        order="watch",
        files=(
            File(
                name="LP00612844713.pdf",
                caption="Carrier’s tracking page, delivered 27 February",
                proves="X04 X05",
            ),
        ),
    ),
    Kept(
        at="2026-02-28T18:40:00+00:00",
        order="watch",
        files=(
            File(name="IMG_2289.jpg", caption="Watch switched on for the first time", proves="X09"),
            File(
                name="IMG_2290.jpg",
                caption="Close up: lines across the screen, lower third dark",
                proves="X09",
            ),
            File(name="IMG_2288.jpg", caption="Parcel as delivered, corner crushed", proves="X07"),
            File(name="IMG_2291.jpg", caption="Everything in the box", proves="X08"),
        ),
    ),
    Claimed(
        at="2026-02-28T18:50:00+00:00",
        order="watch",
        claim="defective",
        programme="aliexpress",
        title="Smartwatch, faulty",
    ),
    Written(
        at="2026-03-12T10:30:00+00:00",
        order="watch",
        summary="The watch arrived on 27 February 2026 with a broken screen and does not charge. The seller was told the "
        "next day, offered US $10 of the US $64.80 paid, and has not answered since 9 March.",
        statement=WATCH_STATEMENT,
    ),
    Kept(
        at="2026-03-03T19:25:00+00:00",
        order="watch",
        files=(
            File(name="IMG_2301.jpg", caption="After six hours on its charger: battery at 0%", proves="X09"),
        ),
    ),
    Shown(
        at="2026-03-04T08:10:00+00:00",
        order="watch",
        files=(
            "IMG_2289.jpg",
            "IMG_2290.jpg",
            "IMG_2301.jpg",
            "IMG_2288.jpg",
            "LP00612844713.pdf",
            "IMG_2291.jpg",
        ),
        covered={
            "IMG_2288.jpg": (
                (0.237, 0.311, 0.153, 0.064),
                (0.231, 0.353, 0.123, 0.034),
                (0.158, 0.451, 0.138, 0.117),
            )
        },
        marked={
            "IMG_2290.jpg": (
                ((0.27, 0.12), (0.41, 0.26), "Lines across the screen"),
                ((0.18, 0.88), (0.37, 0.67), "Lower third dark"),
            ),
            "IMG_2288.jpg": (
                ((0.63, 0.55), (0.45, 0.47), "Tracking number"),
                ((0.9, 0.42), (0.79, 0.62), "Crushed corner"),
            ),
        },
    ),
    Kept(
        at="2026-03-12T10:02:00+00:00",
        order="watch",
        files=(
            File(name="chat-vetra.png", caption="The last messages, as the chat shows them", proves="X14"),
        ),
    ),
    Learned(
        at="2026-03-12T10:05:00+00:00",
        order="watch",
        fields={"seller_replied_at": "2026-03-01T02:15:00+00:00"},
    ),
)
LAMPS: tuple[Step, ...] = (
    Kept(
        at="2026-01-08T10:00:00+00:00",
        order="lamps",
        files=(
            File(
                name="trade-assurance-2261.pdf",
                caption="Trade Assurance order: 1,200 pieces, tolerance ±0",
                proves="X01 X22",
            ),
        ),
    ),
    Kept(
        at="2026-02-23T12:30:00+00:00",
        order="lamps",
        files=(
            File(
                name="delivery-note-88-2093.pdf",
                caption="Delivery note: 130 of 150 cartons handed over",
                proves="X05 X06",
            ),
            File(name="IMG_2262.jpg", caption="The cartons as they came, one layer short", proves="X07"),
            File(name="IMG_2263.jpg", caption="An opened carton: six lamps of eight", proves="X09"),
        ),
    ),
    Claimed(
        at="2026-02-24T18:05:00+00:00",
        order="lamps",
        claim="short_quantity",
        programme="alibaba",
        want="partial",
        title="LED panel lamps, 160 short",
        amount="USD 1264.00",
        home_amount="GBP 985.88",
        platform_number="TA-D 3310 7742",
    ),
    Written(
        at="2026-02-24T18:05:00+00:00",
        order="lamps",
        summary="1,200 lamps were ordered and paid for; 130 of 150 cartons came, so 160 lamps are missing.",
        statement=(
            "I ordered 1,200 lamps in 150 cartons for US $9,480.00, with a quantity tolerance of ±0 (Exhibit A).",
            (
                "On 23 February 2026 the haulier handed over 130 cartons and noted it on the delivery note (Exhibit B). "
                "The film on two pallets had been wrapped again (Exhibit C)."
            ),
            "I counted again with a second person on 24 February. 160 lamps are missing.",
            "I ask for US $1,264.00, the price of 160 lamps.",
        ),
    ),
    Shown(
        at="2026-03-08T10:20:00+00:00",
        order="lamps",
        files=("trade-assurance-2261.pdf", "delivery-note-88-2093.pdf", "IMG_2262.jpg", "IMG_2263.jpg"),
    ),
    Reached(
        at="2026-03-09T08:12:00+00:00", order="lamps", stage="opened", note="Refund request filed on Alibaba"
    ),
    Reminded(
        at="2026-03-09T08:20:00+00:00",
        order="lamps",
        by="platform",
        rule="AB-08",
        action="Upload the count report",
        due="2026-03-16T23:59:00+08:00",
        zone="Asia/Shanghai",
        reason="Alibaba steps in on day 7 of the dispute",
    ),
    Reached(
        at="2026-03-11T09:12:00+00:00",
        order="lamps",
        stage="seller_answered",
        note="The warehouse says all 1,200 were shipped",
    ),
)
CAMERA: tuple[Step, ...] = (
    Reminded(
        at="2026-02-10T18:14:00+00:00",
        order="camera",
        by="platform",
        rule="EB-03",
        action="Open a return request on eBay",
        due="2026-03-12",
        zone="Europe/London",
        reason="eBay’s order page shows it: 30 days after delivery on 10 February",
    ),
    Kept(
        at="2026-02-03T21:10:00+00:00",
        order="camera",
        files=(
            File(
                name="listing-om-1n.png",
                caption="The listing: “no haze, no fungus, no scratches”",
                proves="X01 X02 X03",
            ),
        ),
    ),
    Kept(
        at="2026-02-10T18:20:00+00:00",
        order="camera",
        files=(
            File(name="IMG_2241.jpg", caption="The camera as it came", proves="X07 X08"),
            File(name="IMG_2242.jpg", caption="Fungus behind the front glass of the lens", proves="X09 X13"),
        ),
    ),
    Claimed(
        at="2026-02-13T18:10:00+00:00",
        order="camera",
        claim="not_as_described",
        programme="ebay",
        want="return",
        title="OM-1n film camera",
    ),
    Written(
        at="2026-02-13T18:10:00+00:00",
        order="camera",
        summary="The listing said the optics were clear. There is fungus behind the front glass of the lens.",
        statement=(
            (
                "I bought the camera on 3 February 2026 for £214.00. The listing said “no haze, no fungus, no scratches” "
                "(Exhibit A)."
            ),
            "It came on 10 February. The front glass has threads of fungus behind it (Exhibit C).",
            "The seller calls it dust and refuses a return. I ask to send the camera back and to be paid back £214.00.",
        ),
    ),
    Shown(
        at="2026-02-13T18:25:00+00:00",
        order="camera",
        files=("listing-om-1n.png", "IMG_2241.jpg", "IMG_2242.jpg"),
    ),
)
STEPS: tuple[Step, ...] = (*WATCH, *LAMPS, *CAMERA)
