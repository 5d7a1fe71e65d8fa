"""The smaller cases of the sample library, three that were won, and the files still in the inbox."""

from __future__ import annotations

from disputes_app.demo.steps import (
    Claimed,
    Ended,
    File,
    Kept,
    Reached,
    Reminded,
    Shown,
    Step,
    Written,
)

OTHERS: tuple[Step, ...] = (
    Kept(
        at="2026-02-09T08:40:00+00:00",
        order="printer",
        files=(
            File(
                name="listing-label-printer.png",
                caption="The offer: delivery by 20 February",
                proves="X01 X02",
            ),
        ),
    ),
    Reminded(
        at="2026-03-10T14:25:00+00:00",
        order="printer",
        by="platform",
        rule="AM-03",
        action="File an A-to-z claim with Amazon",
        due="2026-05-21",
        zone="Europe/London",
        reason="Amazon’s order page shows it: 90 days after the latest estimated delivery",
    ),
    Claimed(
        at="2026-03-10T14:30:00+00:00",
        order="printer",
        claim="not_received",
        programme="amazon",
        title="Label printer",
    ),
    Written(
        at="2026-03-10T14:30:00+00:00",
        order="printer",
        summary="The printer was to come by 20 February 2026 and has not come.",
        statement=(),
    ),
    Shown(at="2026-03-10T14:35:00+00:00", order="printer", files=("listing-label-printer.png",)),
    Kept(
        at="2026-02-21T11:30:00+00:00",
        order="blanket",
        files=(
            File(
                name="IMG_2215.jpg",
                caption="The blanket as it came: rust, though the slip says moss",
                proves="X01 X09 X10",
            ),
        ),
    ),
    Claimed(
        at="2026-02-24T17:05:00+00:00",
        order="blanket",
        claim="wrong_item",
        programme="paypal",
        title="Merino blanket",
        platform_number="PP-R-4471-209",
    ),
    Written(
        at="2026-02-24T17:05:00+00:00",
        order="blanket",
        summary="A rust blanket came instead of the moss one; it has been sent back.",
        statement=(
            "I ordered a moss blanket on 2 February 2026 for £96.40. A rust one came on 20 February (Exhibit A).",
            "I sent it back on 24 February as the shop asked. I ask for £96.40.",
        ),
    ),
    Shown(at="2026-02-24T17:08:00+00:00", order="blanket", files=("IMG_2215.jpg",)),
    Reached(
        at="2026-02-24T17:20:00+00:00",
        order="blanket",
        stage="opened",
        note="Dispute opened in PayPal’s resolution centre",
    ),
    Reminded(
        at="2026-02-24T17:25:00+00:00",
        order="blanket",
        by="platform",
        rule="PP-02",
        action="Escalate the dispute to a claim",
        due="2026-03-16",
        zone="Europe/London",
        reason="PayPal’s case page shows it",
    ),
    Kept(
        at="2026-03-04T19:50:00+00:00",
        order="tea",
        files=(
            File(
                name="IMG_2306.jpg", caption="All seven pieces as unpacked, two cups broken", proves="X08 X09"
            ),
        ),
    ),
    Kept(
        at="2026-03-05T19:58:00+00:00",
        order="tea",
        files=(
            File(
                name="chat-qinghe.png", caption="The promise to send two cups before the 20th", proves="X14"
            ),
        ),
    ),
    Claimed(
        at="2026-03-05T20:05:00+00:00",
        order="tea",
        claim="damaged",
        want="replacement",
        title="Celadon tea set",
        amount="CNY 136.57",
        home_amount="GBP 14.49",
    ),
    Written(
        at="2026-03-05T20:05:00+00:00", order="tea", summary="Two of six cups arrived broken.", statement=()
    ),
    Shown(at="2026-03-05T20:08:00+00:00", order="tea", files=("IMG_2306.jpg", "chat-qinghe.png")),
    Reminded(
        at="2026-03-05T20:10:00+00:00",
        order="tea",
        action="Ask whether the two cups were sent",
        due="2026-03-20",
        zone="Europe/London",
        reason="Seller’s written promise: “补发两只杯子，20号前寄出” · 5 Mar message",
    ),
    Kept(
        at="2026-02-05T13:10:00+00:00",
        order="planer",
        files=(File(name="IMG_2180.jpg", caption="Shavings jammed in the planer as it came", proves="X09"),),
    ),
    Claimed(
        at="2026-02-08T10:10:00+00:00",
        order="planer",
        claim="not_as_described",
        programme="ebay",
        want="return",
        title="Cordless planer",
        platform_number="5091 778 204",
    ),
    Written(
        at="2026-02-08T10:10:00+00:00",
        order="planer",
        summary="Sold as refurbished and tested; the cutter is jammed with old shavings and does not turn.",
        statement=(),
    ),
    Shown(at="2026-02-08T10:12:00+00:00", order="planer", files=("IMG_2180.jpg",)),
    Reached(at="2026-02-08T10:20:00+00:00", order="planer", stage="opened", note="Return asked for on eBay"),
    Reached(at="2026-02-14T09:30:00+00:00", order="planer", stage="escalated", note="eBay asked to step in"),
    Reached(
        at="2026-02-20T14:02:00+00:00",
        order="planer",
        stage="decided",
        note="Found for the seller; appeal with new proof",
    ),
    Reminded(
        at="2026-02-20T18:10:00+00:00",
        order="planer",
        by="platform",
        rule="EB-11",
        action="Appeal eBay’s decision with new proof",
        due="2026-03-22",
        zone="Europe/London",
        reason="eBay’s mail of 20 February shows it",
    ),
    Kept(
        at="2026-02-20T18:15:00+00:00",
        order="planer",
        files=(File(name="ebay-decision.pdf", caption="eBay’s decision"),),
    ),
    Kept(
        at="2026-01-29T20:20:00+00:00",
        order="dock",
        files=(File(name="IMG_2120.jpg", caption="The dock with its fault light on", proves="X09"),),
    ),
    Claimed(
        at="2026-01-30T19:00:00+00:00",
        order="dock",
        claim="defective",
        programme="aliexpress",
        title="USB-C dock",
        platform_number="D 8192 7714",
    ),
    Written(
        at="2026-01-30T19:00:00+00:00",
        order="dock",
        summary="The dock does not charge and one port of eight works.",
        statement=(),
    ),
    Shown(at="2026-01-30T19:02:00+00:00", order="dock", files=("IMG_2120.jpg",)),
    Reached(at="2026-01-30T19:10:00+00:00", order="dock", stage="opened", note="Dispute opened"),
    Reached(
        at="2026-02-06T09:00:00+00:00",
        order="dock",
        stage="escalated",
        note="AliExpress joined; on 3 March it granted the refund of £38.20",
    ),
    Kept(
        at="2026-03-03T14:35:00+00:00",
        order="dock",
        files=(File(name="dock-refund.eml", caption="AliExpress promises the refund", proves="X15"),),
    ),
    Reminded(
        at="2026-03-03T14:40:00+00:00",
        order="dock",
        action="Check that £38.20 reached card ··4417",
        due="2026-03-23",
        zone="Europe/London",
        reason="Refund promised 3 Mar; AliExpress: up to 20 days to arrive",
    ),
    Kept(
        at="2025-12-20T16:45:00+00:00",
        order="ring",
        files=(
            File(name="ring-light-dispatch.eml", caption="Dispatch note with proof of posting", proves="X01"),
            File(name="listing-ring-light.png", caption="The offer: delivered by 24 December", proves="X02"),
        ),
    ),
    Claimed(at="2026-02-03T18:00:00+00:00", order="ring", claim="not_received", title="Ring light kit"),
    Written(
        at="2026-02-03T18:00:00+00:00",
        order="ring",
        summary="Posted on 20 December 2025, never came; tracking stops on 22 December.",
        statement=(),
    ),
    Kept(
        at="2026-02-03T18:05:00+00:00",
        order="ring",
        files=(
            File(
                name="tracking-RK221044718GB.png",
                caption="Royal Mail’s page: nothing since 22 December",
                proves="X04",
            ),
        ),
    ),
    Shown(
        at="2026-02-03T18:08:00+00:00",
        order="ring",
        files=("listing-ring-light.png", "tracking-RK221044718GB.png"),
    ),
    Reminded(
        at="2026-02-03T18:12:00+00:00",
        order="ring",
        action="Have StudioLite claim the loss from Royal Mail",
        due="2026-03-10",
        zone="Europe/London",
        reason="80 days after posting on 20 December",
        unless="CR-16",
    ),
    Reminded(
        at="2026-02-03T18:14:00+00:00",
        order="ring",
        action="Move on to a card chargeback",
        due="2026-04-23",
        zone="Europe/London",
        reason="120 days after delivery was promised for 24 December",
        unless="CN-02",
    ),
    Reminded(
        at="2026-03-03T09:00:00+00:00",
        order="mounts",
        action="Confirm receipt or ask for more time",
        due="2026-03-28",
        zone="Asia/Shanghai",
        reason="The order page shows it",
    ),
    Reminded(
        at="2026-03-08T12:00:00+00:00",
        order="saddle",
        action="Last day to send it back",
        due="2026-04-07",
        zone="Europe/London",
        reason="Amazon’s own returns, 30 days after delivery",
    ),
)
INBOX: tuple[Step, ...] = (
    Kept(
        at="2026-02-24T08:30:00+00:00",
        order="towels",
        files=(File(name="order-LL-5523.eml", caption="Order confirmation", proves="X01"),),
    ),
    Kept(
        at="2026-03-11T21:05:00+00:00",
        files=(
            File(name="IMG_2302.jpg"),
            File(name="IMG_2307.jpg"),
            File(name="IMG_2270.jpg"),
            File(name="chat-lumio.txt"),
            File(name="Re order F-20418.eml"),
            File(name="lumio-answer.eml"),
            File(name="feb-statement.pdf"),
        ),
    ),
)
WON: tuple[Step, ...] = (
    Claimed(
        at="2025-12-04T18:00:00+00:00",
        order="battery",
        claim="defective",
        programme="aliexpress",
        title="E-scooter battery",
    ),
    Written(
        at="2025-12-04T18:00:00+00:00",
        order="battery",
        summary="The battery does not hold its charge.",
        statement=(),
    ),
    Reached(at="2025-12-04T18:20:00+00:00", order="battery", stage="opened"),
    Ended(at="2026-02-09T12:00:00+00:00", order="battery", outcome="refunded", recovered="GBP 128.25"),
    Claimed(
        at="2025-12-16T18:00:00+00:00",
        order="stand",
        claim="damaged",
        programme="etsy",
        title="Walnut monitor stand",
    ),
    Written(
        at="2025-12-16T18:00:00+00:00", order="stand", summary="One leg was split when it came.", statement=()
    ),
    Reached(at="2025-12-18T18:20:00+00:00", order="stand", stage="opened"),
    Ended(at="2026-01-27T12:00:00+00:00", order="stand", outcome="refunded", recovered="GBP 84.00"),
    Claimed(
        at="2025-12-08T18:00:00+00:00",
        order="shoes",
        claim="wrong_item",
        programme="paypal",
        title="Trail shoes",
    ),
    Written(
        at="2025-12-08T18:00:00+00:00", order="shoes", summary="Size 40 came instead of 42.", statement=()
    ),
    Reached(at="2025-12-08T18:20:00+00:00", order="shoes", stage="opened"),
    Ended(at="2026-01-16T12:00:00+00:00", order="shoes", outcome="refunded", recovered="GBP 61.30"),
)
STEPS: tuple[Step, ...] = (*OTHERS, *INBOX, *WON)
