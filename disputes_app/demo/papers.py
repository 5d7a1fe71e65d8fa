"""Papers in the sample library: PDFs as shops, banks and carriers send them, with text that can be read out."""

from __future__ import annotations

from disputes_app.demo.letterhead import Block, Row, paper


def watch_order() -> bytes:
    """The order of the watch, saved as a page."""
    return paper(
        "AliExpress",
        "Order 8193 0457 7216 4402",
        [
            Block(
                lines=(
                    "Placed on 6 February 2026, 20:14 (GMT)",
                    "Buyer: Mira Hale, 14 Example Terrace, Leeds LS0 0AA",
                )
            ),
            Block(
                "Items",
                table=(
                    ("Item", "Pieces", "Price"),
                    ("Smartwatch GT4 Pro, 46 mm, black", "1", "US $59.90"),
                    ("Postage, Cainiao Standard", "", "US $4.90"),
                    ("Total", "", "US $64.80"),
                ),
                columns=(0, 320, 400),
            ),
            Block("Seller", ("Shenzhen Vetra Wearables Store",)),
            Block(
                "Protection",
                (
                    "You may open a dispute until 15 days after receipt is confirmed.",
                    "Estimated delivery: 20 February to 3 March 2026",
                ),
            ),
        ],
        "Sample paper. The people, shops and numbers in it are made up.",
        (0.78, 0.22, 0.13),
    )


def paypal_receipt() -> bytes:
    """PayPal's receipt for the watch."""
    return paper(
        "PayPal",
        "You sent a payment of US $64.80",
        [
            Block(lines=("6 February 2026, 20:14:33 GMT", "Transaction 7X241885LM")),
            Block("To", ("Shenzhen Vetra Wearables Store", "Invoice 8193045772164402")),
            Block(
                "Payment",
                table=(
                    ("What", "Amount"),
                    ("Smartwatch GT4 Pro, 46 mm, black", "US $59.90"),
                    ("Postage", "US $4.90"),
                    ("Total", "US $64.80"),
                ),
                columns=(0, 400),
            ),
            Block(
                "Paid with",
                (
                    "Visa ending 4417, charged as £51.10",
                    "It will appear on your statement as PAYPAL *VETRAWEAR",
                ),
            ),
        ],
        "Sample paper. The people, shops and numbers in it are made up.",
        (0.0, 0.19, 0.44),
    )


def watch_tracking() -> bytes:
    """Exhibit E: the carrier's page of the watch parcel, saved on the day of delivery."""
    return paper(
        "CAINIAO Global Parcel Tracking",
        "LP00 6128 4471 3: delivered",
        [
            Block(lines=("China to United Kingdom, 17 days", "Order ref. 8193 0457 7216 4402")),
            Block(
                "What happened",
                table=(
                    ("Local time", "Event", "Place"),
                    ("27 Feb 2026 11:42", "Delivered, left with neighbour", "Leeds, GB"),
                    ("26 Feb 2026 22:37", "Arrived at delivery depot", "Leeds, GB"),
                    ("24 Feb 2026 14:10", "Import customs clearance complete", "Heathrow, GB"),
                    ("19 Feb 2026 06:48", "Arrived in destination country", "Heathrow, GB"),
                    ("13 Feb 2026 05:05", "Departed country of origin", "Shenzhen, CN"),
                    ("10 Feb 2026 17:30", "Accepted by carrier", "Shenzhen, CN"),
                ),
                columns=(0, 130, 380),
            ),
        ],
        "Page saved 27 Feb 2026 18:20 (UTC+0). Sample paper, made up.",
        (0.16, 0.18, 0.24),
    )


def card_statement() -> bytes:
    """February's card statement: six payments that fit orders, and everyday ones."""
    rows: tuple[Row, ...] = (
        ("Date", "Description", "Amount"),
        ("2 Feb", "PAYPAL *FJORDULL VEV", "£96.40"),
        ("3 Feb", "EBAY COMMERCE UK 14-118", "£214.00"),
        ("4 Feb", "PAYPAL *FJORDULL VEV", "£96.40"),
        ("6 Feb", "PAYPAL *VETRAWEAR  USD 64.80", "£51.10"),
        ("9 Feb", "AMZNMKTPLACE PRINTHUB", "£89.99"),
        ("11 Feb", "NORTHERN RAIL LEEDS", "£12.70"),
        ("16 Feb", "MERRION GREENGROCER", "£23.15"),
        ("20 Feb", "ALIBABA.COM 2261", "£920.38"),
        ("24 Feb", "MERRION POST & PARCELS", "£14.85"),
        ("24 Feb", "PAYPAL *LINANDLOOM", "£148.00"),
        ("28 Feb", "ALIEXPRESS TRIANGLAB", "£23.75"),
    )
    return paper(
        "Harbour Bank",
        "Visa card ending 4417, February 2026",
        [
            Block(lines=("Mira Hale, 14 Example Terrace, Leeds LS0 0AA", "Statement of 1 March 2026")),
            Block("Payments", table=rows, columns=(0, 80, 400)),
            Block(lines=("Tell us about a payment you do not recognise within 13 months.",)),
        ],
        "Sample paper. The bank, people and numbers in it are made up.",
        (0.10, 0.30, 0.30),
    )


def lamp_contract() -> bytes:
    """The Trade Assurance order of the lamps, with what was agreed."""
    return paper(
        "Alibaba.com",
        "Trade Assurance order 2261 9087 5500 1021",
        [
            Block(
                lines=(
                    "Confirmed 8 January 2026",
                    "Buyer: Northlight (Mira Hale), Leeds, United Kingdom",
                    "Supplier: Zhongshan Lumio Lighting Co., Ltd.",
                    "中山市卢米欧照明有限公司",
                )
            ),
            Block(
                "Goods",
                table=(
                    ("Goods", "Quantity", "Total"),
                    ("LED panel lamp 600×600, 40 W, 4000 K", "1,200 pieces", "US $9,480.00"),
                    ("Packed 8 to a carton, 150 cartons", "", ""),
                ),
                columns=(0, 260, 400),
            ),
            Block(
                "Terms",
                (
                    "Quantity tolerance ±0. Inspection before shipping by the buyer's inspector.",
                    "Ship by 25 January 2026, sea freight, DDP Leeds.",
                    "Paid by bank transfer to the platform's account on 8 January 2026.",
                    "A refund may be asked for up to 30 days after receipt is confirmed.",
                ),
            ),
        ],
        "Sample paper. The people, firms and numbers in it are made up.",
        (0.85, 0.38, 0.08),
    )


def lamp_delivery_note() -> bytes:
    """The haulier's note: pallets and cartons as they were handed over."""
    return paper(
        "Pennine Haulage",
        "Delivery note 88-2093",
        [
            Block(
                lines=(
                    "Delivered Mon 23 February 2026, 10:20",
                    "Northlight, Unit 4, Example Yard, Leeds LS0 0AB",
                )
            ),
            Block(
                "Handed over",
                table=(
                    ("Pallet", "Cartons on the paper", "Cartons counted"),
                    ("1", "50", "44"),
                    ("2", "50", "43"),
                    ("3", "50", "43"),
                    ("Together", "150", "130"),
                ),
                columns=(0, 160, 320),
            ),
            Block(
                "Remark of the receiver", ("20 cartons missing, film on pallets 2 and 3 re-wrapped. M. Hale",)
            ),
        ],
        "Sample paper. The firms and numbers in it are made up.",
        (0.24, 0.24, 0.27),
    )


def planer_decision() -> bytes:
    """The decision of eBay against the buyer."""
    return paper(
        "eBay",
        "We have closed your case about the cordless planer",
        [
            Block(lines=("Case 5091 778 204, order 14-11841-66102", "Closed on 20 February 2026")),
            Block(
                "Our decision",
                (
                    "We found for the seller. The photographs do not show that the fault was there",
                    "when the item arrived.",
                ),
            ),
            Block(
                "If you disagree",
                ("You may appeal once until 30 days after the case was closed, with new information.",),
            ),
        ],
        "Sample paper. The people, numbers and case in it are made up.",
        (0.12, 0.25, 0.55),
    )


def postage_proof() -> bytes:
    """Proof that the ring light was posted, from its seller."""
    return paper(
        "StudioLite Ltd",
        "Proof of posting, order OB-7719-3302",
        [
            Block(
                lines=(
                    "Posted Sat 20 December 2025, 16:05, Slough",
                    "Royal Mail Tracked 48, RK 2210 4471 8 GB",
                    "To: Mira Hale, 14 Example Terrace, Leeds LS0 0AA",
                    "Declared value £46.50",
                )
            ),
        ],
        "Sample paper. The people, shops and numbers in it are made up.",
        (0.20, 0.20, 0.22),
    )
