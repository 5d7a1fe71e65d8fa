"""What a packet holds is decided without files: parts, where each exhibit goes, what is left out, proposed words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from disputes_app.packets import plan, presets, wording
from disputes_app.packets.content import Exhibit, Shipment, TrackingEvent
from disputes_app.packets.plan import Shape
from tests.helpers.exhibits import gmt
from tests.helpers.packet_content import watch_case

A4 = presets.load("print_a4")


@pytest.fixture
def case(tmp_path):
    return watch_case(tmp_path)


def an_item(letter: str, kind: str) -> Exhibit:
    return Exhibit(f"e-{letter}", letter, kind, f"Caption {letter}", f"{letter}.bin", "", "0" * 64, 10)


def test_parts_are_numbered_after_cover_and_index(case):
    made = plan.make(case, A4, {"e5": Shape(1, 640, 480)})
    assert [(each.id, each.number) for each in made.sections] == [
        ("cover", 0), ("index", 0), ("chronology", 1), ("statement", 2), ("facts", 3), ("messages", 4), ("photos", 5),
        ("integrity", 6),
    ]  # fmt: skip
    assert made.least_pages == 10


def test_parts_with_nothing_in_them_are_left_out(case):
    made = plan.make(replace(case, statement=(), messages=(), exhibits=()), A4)
    assert [each.id for each in made.sections] == ["cover", "index", "chronology", "facts", "integrity"]


def test_a_wide_saved_page_is_shown_and_any_other_is_joined(case):
    exhibits = (an_item("A", "page"), an_item("B", "page"), an_item("C", "page"), an_item("D", "pdf"))
    shapes = {
        "e-A": Shape(1, 800, 600),
        "e-B": Shape(1, 595, 842),
        "e-C": Shape(2, 800, 600),
        "e-D": Shape(30, 800, 600),
    }
    made = plan.make(replace(case, exhibits=exhibits), A4, shapes)
    assert [each.letter for each in made.shown] == ["A"]
    assert [each.letter for each in made.joined] == ["B", "C", "D"]
    assert made.least_pages == 2 + 4 + 1 + 33 + 1


def test_what_cannot_be_shown_on_paper_is_named_not_dropped(case):
    made = plan.make(
        replace(case, exhibits=(an_item("A", "other"),), omitted=(("e99", "No longer wanted"),)), A4
    )
    assert [(each.evidence, each.reason) for each in made.omitted] == [
        ("e99", "No longer wanted"),
        ("e-A", "A.bin cannot be shown on paper; it is listed with its SHA-256 value"),
    ]


def test_what_a_receiver_takes_no_part_for_is_named(case):
    preset = replace(A4, sections=("cover", "integrity"))
    made = plan.make(replace(case, exhibits=(an_item("A", "photo"), an_item("B", "pdf"))), preset)
    assert [(each.evidence, each.reason) for each in made.omitted] == [
        ("e-A", "A.bin has no place in a packet for this receiver"),
        ("e-B", "B.bin has no place in a packet for this receiver"),
    ]


@pytest.mark.parametrize("language", wording.languages())
def test_a_parcel_with_nothing_to_tell_is_named_as_such_for_it_has_no_file_to_be_listed(case, language):
    parcel = replace(an_item("A", "tracking"), sha256="")
    (omission,) = plan.make(replace(case, exhibits=(parcel,), language=language), A4).omitted
    assert "A.bin" in omission.reason
    assert "SHA-256" not in omission.reason
    shown = replace(parcel, shipment=1)
    assert plan.make(replace(case, exhibits=(shown,)), A4).omitted == ()


def test_the_packet_number_does_not_depend_on_where_files_lie(tmp_path):
    one = plan.packet_number(watch_case(tmp_path / "one"), A4)
    assert one == plan.packet_number(watch_case(tmp_path / "two"), A4)
    assert len(one) == 9
    assert one[4] == "-"


def test_the_proposed_statement_says_what_the_facts_say(case):
    assert plan.proposed_statement(case) == (
        (
            "I ordered this from Shenzhen Vetra Wearables Store through AliExpress on 6 February 2026 for "
            "US\u00a0$64.80 (order 8193 0457 7216 4402): one smartwatch, model GT4 Pro, 46 mm, black."
        ),
        "The listing promised 2.1 inch AMOLED display.",
        "It arrived on 27 February 2026. It does not work: see exhibits A to C.",
        "I told the seller on 28 February 2026 (message 1).",
        "The seller’s last answer is of 9 March 2026 (message 6).",
        "I ask for this: Full refund of US $64.80.",
    )


@pytest.mark.parametrize(
    "claim",
    ["not_received", "not_as_described", "defective", "damaged", "wrong_item", "short_quantity", "counterfeit", "late",
     "unauthorised", "refund_not_paid"],
)  # fmt: skip
def test_every_claim_type_has_a_proposal_that_invents_nothing(case, claim):
    bare = replace(
        case, claim_type=claim, items="", amount=None, ordered_at=None, delivered_at=None, differences=(), exhibits=(),
        messages=(), shipments=(),
    )  # fmt: skip
    known, unknown = plan.proposed_statement(replace(case, claim_type=claim)), plan.proposed_statement(bare)
    assert len(unknown) == 3
    assert len(known) > len(unknown)
    assert not any(
        "{" in paragraph or "None" in paragraph or "  " in paragraph for paragraph in known + unknown
    )


def test_what_was_written_before_the_goods_came_told_nothing_of_them(case):
    thanks = replace(case.messages[0], at=gmt(2, 7, 9, 5), original="Thank you.")
    later = replace(case, messages=(thanks, *case.messages))
    assert "I told the seller on 28 February 2026 (message 2)." in plan.proposed_statement(later)
    only = plan.proposed_statement(replace(case, messages=(thanks,)))
    assert not any("I told the seller" in paragraph for paragraph in only)


def test_a_parcel_that_never_came_is_told_by_its_last_scan(case):
    shipment = Shipment("Cainiao", "LP", (TrackingEvent(gmt(2, 19, 6, 48), "Arrived in United Kingdom"),))
    said = plan.proposed_statement(replace(case, claim_type="not_received", shipments=(shipment,)))
    assert (
        "The order has not arrived. The last tracking event is of 19 February 2026: Arrived in United Kingdom."
        in said
    )


def test_small_pictures_are_of_what_is_printed_and_in_a_long_index_of_the_covers_six(case):
    few = tuple(an_item(f"A{n}", "photo") for n in range(plan.MOST_PICTURED))
    made = plan.make(replace(case, exhibits=few), A4, left_out={"e-A3": "too many"})
    assert made.pictured == {each.evidence for each in few} - {"e-A3"}
    many = replace(case, exhibits=(*few, an_item("Z", "photo")), strongest=("Z",))
    made = plan.make(many, A4)
    assert made.pictured == {each.evidence for each in plan.first_six(many)}
    assert [each.letter for each in plan.first_six(many)] == ["A0", "A1", "A2", "A3", "A4", "Z"]
    assert plan.make(many, replace(A4, sections=("photos",))).pictured == set()
