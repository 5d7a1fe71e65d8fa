"""The reseller's side of the sample library: what was found out about sellers, policies, and what insurers must hear."""

from __future__ import annotations

from disputes_app.demo.steps import Checked, Happened, Insured, Step

LUMIO = Checked(
    at="2026-01-08T10:05:00+00:00",
    order="lamps",
    facts={
        "country": "CN",
        "zone": "Asia/Shanghai",
        "website": "lumio-lighting.example",
        "contact": "陈丽 (Chen Li)",
        "note": "Counted with Jo on 23 and 24 February: 130 of 150 cartons. Weigh the pallets at the depot next time, "
        "and do not pay the balance before the inspector has signed.",
    },
    checks=(
        ("Trade Assurance", "order is covered, US $9,480.00", "2026-01-08"),
        ("Assessed Supplier", "visited by SGS, report of Aug 2025 kept", "2026-01-06"),
        ("Years on platform", "Gold Supplier since 2020, fee paid", "2026-01-06"),
        ("References", "2 asked, 1 answered: “counts right”", "2026-01-07"),
        ("Inspection before shipping", "agreed in contract, not carried out", "2026-01-19"),
        ("Terms in writing", "quantity, tolerance ±0, ship by 25 Jan", "2026-01-08"),
        ("Website", "lumio-lighting.example, registered 2011", "2026-01-06"),
        ("Way of paying", "bank transfer, inside Alibaba", "2026-01-08"),
    ),
)
VETRA = Checked(
    at="2026-02-06T20:34:00+00:00",
    order="watch",
    facts={"country": "CN", "zone": "Asia/Shanghai"},
    checks=(
        ("Years on platform", "store opened 2023", "2026-02-06"),
        ("Rating", "4.4 of 5, 1,180 reviews", "2026-02-06"),
        ("Answers", "within a day, in Chinese", "2026-02-06"),
    ),
)
INSURANCE: tuple[Step, ...] = (
    Insured(
        at="2025-11-01T12:00:00+00:00",
        limit="GBP 2000000.00",
        excess="GBP 250.00",
        policy={
            "kind": "General liability",
            "insurer": "Harbour Mutual",
            "number": "HM-20418",
            "period_from": "2025-05-01",
            "period_to": "2026-04-30",
            "territory": "UK and EU sales, not USA or Canada",
            "notice": "in writing, within 14 days",
            "note": "Broker: Ellis Rowe, 0113 496 0144",
        },
    ),
    Insured(
        at="2025-11-01T12:05:00+00:00",
        limit="GBP 250000.00",
        excess="GBP 1000.00",
        policy={
            "kind": "Product recall",
            "insurer": "Harbour Mutual",
            "number": "HM-20419",
            "period_from": "2025-05-01",
            "period_to": "2026-04-30",
            "territory": "UK and EU sales",
            "notice": "at once, by telephone and in writing",
        },
    ),
    Insured(
        at="2026-01-26T09:00:00+00:00",
        limit="GBP 8000.00",
        excess="GBP 100.00",
        policy={
            "kind": "Cargo, per shipment",
            "insurer": "Meridian Marine",
            "number": "MC-7740",
            "period_from": "2026-01-25",
            "period_to": "2026-03-25",
            "territory": "Zhongshan to Leeds",
            "notice": "within 30 days of delivery",
        },
    ),
    Insured(
        at="2026-01-12T09:00:00+00:00",
        limit="GBP 100000.00",
        excess="GBP 500.00",
        policy={
            "kind": "Cyber",
            "insurer": "Northgate",
            "number": "NG-5512",
            "period_from": "2026-01-12",
            "period_to": "2027-01-11",
            "territory": "worldwide",
            "notice": "as soon as practicable",
        },
    ),
    Happened(
        at="2026-02-24T18:30:00+00:00",
        order="lamps",
        policy="MC-7740",
        words="160 LED panels missing from 20 cartons",
        happened="2026-02-23",
        known="2026-02-23",
    ),
    Happened(
        at="2026-03-02T15:40:00+00:00",
        order="lamps",
        policy="HM-20418",
        words="Buyer burnt a finger on an LED panel driver; reported by Café Brondby, order NL-118",
        happened="2026-03-01",
        known="2026-03-02",
    ),
)
STEPS: tuple[Step, ...] = (LUMIO, VETRA, *INSURANCE)
