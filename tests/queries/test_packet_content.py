"""What a packet prints is what the library keeps: amounts, dates, names, messages and files, in every language."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime

import pikepdf
import pytest
from PIL import Image

from disputes_app.actions.cases import advance_case, close_case, describe_case, open_case
from disputes_app.actions.evidence import describe_evidence, file_evidence
from disputes_app.actions.exhibits import add_exhibits, caption_exhibit, redact_exhibit, remove_exhibit
from disputes_app.actions.imports import import_paths
from disputes_app.actions.messages import add_message, translate_message
from disputes_app.actions.orders import edit_order
from disputes_app.actions.packets import build_packet
from disputes_app.actions.settings import change_settings
from disputes_app.domain.cases import Want
from disputes_app.domain.claims import ClaimType, Outcome, Stage
from disputes_app.domain.evidence import Evidence
from disputes_app.domain.messages import Message, MessageDirection
from disputes_app.domain.money import Money
from disputes_app.domain.orders import Item, Order
from disputes_app.domain.payments import PaymentMethod, PaymentState
from disputes_app.domain.shipments import Shipment, ShipmentEvent
from disputes_app.errors import UserError
from disputes_app.packets import presets, wording
from disputes_app.queries.cases import case_detail
from disputes_app.queries.chronology import EventKind, events
from disputes_app.queries.facts import known_orders
from disputes_app.queries.orders import order_detail
from disputes_app.queries.packet_content import packet_content
from disputes_app.queries.preview import protections
from disputes_app.queries.thumbnails import has_picture, make_thumbnail, thumbnail_path
from tests.helpers.builders import a_case, a_file, an_order
from tests.helpers.videos import a_video

AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def content(core, case, language="en", preset="print_a4"):
    return packet_content(core, core.library, case, presets.load(preset), language)


def values(facts):
    return {fact.value for fact in facts}


def a_photo(core, folder, order, minute=10, day="2026:02:28 09"):
    path = folder / f"photo-{day[8:10]}-{minute}.jpg"
    picture = Image.new("RGB", (400, 300), (minute, 90, 120))
    exif = picture.getexif()
    details = exif.get_ifd(0x8769)
    details[0x9003] = f"{day}:{minute:02}:00"
    details[0x9011] = "+00:00"
    picture.save(path, exif=exif)
    return import_paths(core, [path], order=order).items[0].evidence


def scans(core, order, *rows):
    """Tracking events: (instant, words, status)."""
    with core.library.action("test", "") as tx:
        parcel = core.library.first(Shipment, "order_id = ?", (order,))
        shipment = parcel.id if parcel else tx.insert(Shipment(order_id=order, carrier="cainiao"))
        for at, words, status in rows:
            tx.insert(
                ShipmentEvent(
                    shipment_id=shipment, at=datetime.fromisoformat(at), description=words, status=status
                )
            )


def test_a_parcel_as_exhibit_stands_with_its_own_events_also_where_it_came_with_another_order(core):
    order, other = an_order(core, tracking_number="LP 1"), an_order(core, "2", tracking_number="LP 2")
    scans(core, other, ("2026-02-10T09:00:00+00:00", "Taken in", ""))
    case = a_case(core, order)
    foreign = core.library.first(Shipment, "order_id = ?", (other,)).id
    add_exhibits(core, case, [("shipment", foreign)])
    made = content(core, case)
    (exhibit,) = made.exhibits
    assert [one.tracking_number for one in made.shipments] == ["LP 1", "LP 2"]
    assert exhibit.shipment == 2
    assert made.shipments[1].events[0].text == "Taken in"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "was bought from the seller"), ("de", "bei diesem Verkäufer"), ("fr", "auprès de ce vendeur"),
        ("es", "a este vendedor"), ("zh", "向卖家购买"),
    ],
)  # fmt: skip
def test_a_seller_without_a_name_is_told_of_in_whole_sentences(core, language, said):
    assert said in content(core, a_case(core, an_order(core, seller="")), language).summary


def test_what_is_printed_is_what_is_kept(core, tmp_path):
    change_settings(core, buyer_name="Inès 井上", buyer_place="Leeds")
    order = an_order(core, tracking_number="LP00 12", carrier="cainiao", payment_reference="9GH-1")
    case = a_case(core, order)
    photo = a_photo(core, tmp_path, order)
    message = add_message(
        core,
        order,
        "Vetra",
        AT,
        "亲",
        translation="dear",
        direction=MessageDirection.RECEIVED,
        channel="chat",
    ).value
    (exhibit, _) = add_exhibits(core, case, [("evidence", photo), ("message", message)]).value
    caption_exhibit(core, exhibit, "The screen stays dark")
    redact_exhibit(core, exhibit, (0.1, 0.2, 0.3, 0.4))
    loose = a_file(core, tmp_path)
    file_evidence(core, loose, order)
    made = content(core, case)

    kept = core.library.load(Order, order)
    assert (made.order_number, made.seller.name, made.platform) == (
        kept.number,
        "Vetra Wearables",
        "AliExpress",
    )
    assert (made.buyer.name, made.buyer.place) == ("Inès 井上", "Leeds")
    assert (made.amount, made.home_amount) == (Money(6480, "USD"), Money(5110, "GBP"))
    assert {kept.number, "Smartwatch"} <= values(made.order_facts)
    assert "9GH-1" in values(made.payment_facts)
    assert [(one.carrier, one.tracking_number) for one in made.shipments] == [("cainiao", "LP00 12")]
    item = core.library.load(Evidence, photo)
    shown = made.exhibits[0]
    assert (shown.sha256, shown.size, shown.name, shown.letter) == (item.sha256, item.size, item.name, "A")
    assert shown.path.read_bytes() == (tmp_path / item.name).read_bytes()
    assert shown.captured_at == datetime(2026, 2, 28, 9, 10, tzinfo=UTC)
    assert shown.boxes == {1: ((0.1, 0.2, 0.3, 0.4),)}
    assert shown.caption == "The screen stays dark"
    assert (made.exhibits[1].kind, made.exhibits[1].message) == ("message", 1)
    (said,) = made.messages
    assert (said.original, said.translation, said.translated_by, said.exhibits) == (
        "亲",
        "dear",
        "the buyer",
        ("B",),
    )
    assert [one.sha256 for one in made.other_files] == [core.library.load(Evidence, loose).sha256]
    assert made.strongest == ("A",)
    assert made.deadline.programme == "AliExpress"
    assert made.statement


@pytest.mark.parametrize("language", wording.languages())
def test_every_claim_want_method_and_state_has_its_words(core, language):
    order = an_order(core)
    for claim, want in itertools.zip_longest(ClaimType, Want, fillvalue=Want.REFUND):
        case = open_case(core, [order], claim, want=want).value
        made = content(core, case, language)
        assert made.claim
        assert made.wanted
    for method, state in itertools.zip_longest(PaymentMethod, PaymentState, fillvalue=PaymentState.HELD):
        edit_order(core, order, {"payment_method": method, "payment_state": state})
        assert content(core, case, language).paid_with
    for stage in Stage:
        if stage is not Stage.CLOSED:
            advance_case(core, case, stage)
    close_case(core, case, Outcome.DENIED)
    assert len(content(core, case, language).chronology) >= 6


def test_a_case_about_nothing_but_a_number_can_be_printed(core, tmp_path):
    order = an_order(
        core, "7", seller="", title="", total="", currency="", home_total="", home_currency="", payment_method="",
        ordered_at="", paid_at="", shipped_at="", delivered_at="", confirmed_at="", platform="other",
    )  # fmt: skip
    case = open_case(core, [order], ClaimType.NOT_RECEIVED).value
    made = content(core, case)
    assert (made.order_number, made.items, made.amount, made.deadline) == ("7", "", None, None)
    assert made.summary == "Order 7 was bought from the seller. The order has not arrived."
    assert made.statement[0] == "I ordered from the seller (order 7)."
    built = build_packet(core, case, tmp_path / "bare.pdf").value
    assert built.files[0].pages


def test_orders_of_one_case_are_all_told(core):
    orders = [an_order(core, number, title=title) for number, title in (("1", "Kettle"), ("2", "Fan"))]
    for order in orders:
        add_message(core, order, "Vetra", AT, f"about {order}")
    case = open_case(core, orders, ClaimType.DEFECTIVE).value
    made = content(core, case)
    assert made.order_number == "1, 2"
    assert made.items == "Kettle; Fan"
    assert made.amount == Money(12960, "USD")
    assert {"1", "2"} <= values(made.order_facts)
    assert [one.original for one in made.messages] == ["about 1", "about 2"]


def test_a_message_exhibit_of_another_order_is_in_the_log(core):
    first, second = an_order(core), an_order(core, "2")
    own = add_message(core, first, "Vetra", AT, "mine").value
    other = add_message(core, second, "Vetra", AT.replace(hour=8), "from the other order").value
    case = a_case(core, first)
    add_exhibits(core, case, [("message", own), ("message", other)])
    made = content(core, case)
    assert [(one.original, one.exhibits) for one in made.messages] == [
        ("from the other order", ("B",)),
        ("mine", ("A",)),
    ]
    assert [one.message for one in made.exhibits] == [2, 1]


def test_the_chronology_merges_everything_in_the_order_it_happened(core, tmp_path):
    order = an_order(core, confirmed_at="")
    case = a_case(core, order)
    photos = [a_photo(core, tmp_path, order, minute) for minute in (10, 20, 30)]
    later = a_photo(core, tmp_path, order, 5, "2026:03:02 10")
    add_exhibits(core, case, [("evidence", one) for one in (*photos, later)])
    add_message(core, order, "me", AT, "It broke", direction=MessageDirection.SENT)
    advance_case(core, case, Stage.OPENED, datetime(2026, 3, 5, 9, tzinfo=UTC))
    scans(
        core, order,
        ("2026-02-10T09:00+08:00", "Accepted", ""), ("2026-02-20T09:00+00:00", "In transit", ""),
        ("2026-02-27T09:00+00:00", "Out for delivery", ""),
    )  # fmt: skip
    told = content(core, case).chronology
    days = [str(entry.at)[:10] for entry in told]
    assert days == sorted(days)
    texts = [entry.text for entry in told]
    assert sum("photograph" in text.lower() for text in texts) == 2
    series = next(entry for entry in told if "A" in entry.source.exhibits)
    assert series.source.exhibits == ("A", "B", "C")
    # The parcel was never scanned as delivered: what is known of the day stands by itself.
    assert sum(day == "2026-02-27" for day in days) == 2
    scans(core, order, ("2026-02-27T11:42+00:00", "Delivered", "delivered"))
    again = [entry for entry in content(core, case).chronology if str(entry.at)[:10] == "2026-02-27"]
    assert [entry.text for entry in again if "eliver" in entry.text] == ["Delivered"]


def test_a_screen_tells_the_same_story(core, tmp_path):
    order = an_order(core)
    case = a_case(core, order)
    photos = [a_photo(core, tmp_path, order, minute) for minute in (10, 20)]
    add_exhibits(core, case, [("evidence", photos[1])])
    add_message(core, order, "Vetra", AT, "x")
    scans(core, order, ("2026-02-27T11:42+00:00", "Delivered", "delivered"))
    found = events(core.library, order_detail(core, core.library, order))
    kinds = [event.kind for event in found]
    assert kinds.count(EventKind.PHOTOS) == 1
    assert next(event for event in found if event.kind is EventKind.PHOTOS).letters == {photos[1]: "A"}
    assert not any(event.kind is EventKind.DATE and event.title == "Delivered" for event in found)
    assert any(event.starts for event in found)


def test_a_written_statement_stands_for_the_proposed_one(core):
    case = a_case(core, an_order(core))
    assert content(core, case).statement
    describe_case(core, case, statement="First.\n\n\n  Second.  \n\n")
    assert content(core, case).statement == ("First.", "Second.")


def test_a_translation_comes_with_whose_it_is(core):
    order = an_order(core)
    message = add_message(core, order, "Vetra", AT, "亲").value
    case = a_case(core, order)
    assert content(core, case, "de").messages[0].translation == ""
    translate_message(core, message, "Liebe", "DeepL")
    (said,) = content(core, case, "de").messages
    assert (said.translation, said.translated_by) == ("Liebe", "DeepL")
    assert core.library.load(Message, message).text == "亲"


def test_promised_against_received_is_a_difference_and_a_proof(core):
    order = an_order(core)
    case = a_case(core, order, ClaimType.NOT_AS_DESCRIBED)
    before = case_detail(core, core.library, case).readiness.score
    with core.library.action("test", "") as tx:
        item = core.library.first(Item, "order_id = ?", (order,))
        tx.update(Item, item.id, promised="46 mm", received="42 mm")
    assert [(one.promised, one.received) for one in content(core, case).differences] == [("46 mm", "42 mm")]
    assert case_detail(core, core.library, case).readiness.score >= before


def test_readiness_grows_with_what_is_shown_and_never_passes_100(core, tmp_path):
    order = an_order(core)
    case = a_case(core, order)
    scores = [case_detail(core, core.library, case).readiness.score]
    add_message(core, order, "me", AT, "It broke", direction=MessageDirection.SENT)
    scores.append(case_detail(core, core.library, case).readiness.score)
    codes = [code for one in case_detail(core, core.library, case).readiness.missing for code in one.codes]
    for index, code in enumerate(codes):
        item = a_file(core, tmp_path, f"{index}.txt", code)
        file_evidence(core, item, order)
        describe_evidence(core, item, proves=code)
        scores.append(case_detail(core, core.library, case).readiness.score)
    assert scores == sorted(scores)
    assert scores[-1] == 100
    assert case_detail(core, core.library, case).readiness.missing == ()


def test_what_protects_an_order_is_told_soonest_first(core):
    order = an_order(core)
    (known,) = known_orders(core.library, [order], "Europe/London")
    found = protections(core, known.facts)
    running = [one for one in found if not one.closed]
    assert [one.last_day for one in running] == sorted(one.last_day for one in running)
    assert "AliExpress" in {one.name for one in running}
    assert found[: len(running)] == running


def test_small_pictures_come_back_when_the_cache_is_emptied(core, tmp_path):
    order = an_order(core)
    photo = core.library.load(Evidence, a_photo(core, tmp_path, order))
    note = core.library.load(Evidence, a_file(core, tmp_path))
    assert has_picture(photo)
    assert not has_picture(note)
    original = core.library.evidence.path(photo.sha256)
    for _ in range(2):
        made = make_thumbnail(core.library.folder, original, photo.sha256, photo.media_type)
        assert made == thumbnail_path(core.library.folder, photo.sha256)
        with Image.open(made) as picture:
            assert max(picture.size) <= 512
        made.unlink()


def test_a_video_has_a_small_picture_and_frames_in_the_packet(core, tmp_path):
    order = an_order(core)
    path = a_video(tmp_path / "unpacking.mp4", "mp4v", count=5, rate=10.0)
    (item,) = import_paths(core, [path], order=order).items
    video = core.library.load(Evidence, item.evidence)
    assert has_picture(video)
    original = core.library.evidence.path(video.sha256)
    with Image.open(make_thumbnail(core.library.folder, original, video.sha256, video.media_type)) as picture:
        assert picture.size == (192, 144)
    case = a_case(core, order)
    add_exhibits(core, case, [("evidence", video.id)])
    made = packet_content(core, core.library, case, presets.load("print_a4"))
    assert [each.kind for each in made.exhibits] == ["video"]


@pytest.mark.parametrize("language", wording.languages())
def test_the_time_limit_is_told_in_the_language_of_the_packet(core, language):
    say = wording.load(language)
    limit = content(core, a_case(core, an_order(core)), language).deadline
    assert limit.window_label == say(
        "deadline.within", length=say("deadline.days", n=15), event=say("anchors.confirmed")
    )
    assert limit.basis.startswith("AliExpress")
    assert say("deadline.in_time") in limit.explanation
    for day in (datetime(2026, 2, 27, tzinfo=UTC), datetime(2026, 3, 14, tzinfo=UTC)):
        assert say.day(day) in limit.explanation
    if language != "en":
        assert not {"plus", "days", "gives", "counts"} & set(limit.explanation.split())


def test_a_last_day_the_platform_shows_stands_for_itself(core):
    order = an_order(core, platform_date="2026-03-20")
    limit = content(core, a_case(core, order)).deadline
    assert (limit.window_label, limit.basis) == ("", "AliExpress: Shown by the platform")
    assert "The last day AliExpress shows is 20 March 2026" in limit.explanation
    assert "15 days" not in limit.explanation


def test_a_packet_is_for_who_its_preset_is_made_for(core):
    case = a_case(core, an_order(core))
    nobody = open_case(core, [an_order(core, "2")], ClaimType.DEFECTIVE).value
    found = {one.id: content(core, case, preset=one.id).receiver for one in presets.all_presets()}
    assert found["print_a4"] == found["aliexpress"] == "AliExpress"
    assert (found["paypal"], found["small_claims"], found["card_issuer"]) == (
        "PayPal",
        "the court",
        "the card issuer",
    )
    assert content(core, case, "de", "small_claims").receiver == "das Gericht"
    assert content(core, nobody).receiver == ""
    carrier = a_case(core, an_order(core, "3"), programme="royal_mail")
    assert content(core, carrier, preset="carrier").receiver == core.programmes.by_id["royal_mail"].name


def test_the_statement_names_what_was_paid_and_not_what_is_claimed(core):
    case = open_case(
        core,
        [an_order(core, platform="other")],
        ClaimType.DAMAGED,
        amount=Money(1000, "USD"),
        want=Want.PARTIAL,
    ).value
    made = content(core, case)
    assert made.platform == "Vetra Wearables"
    assert made.statement[0] == (
        "I ordered this from Vetra Wearables on 6 February 2026 for US\u00a0$64.80 "
        "(order 8193 0457 7216 4402): Smartwatch."
    )
    assert "64.80" in made.summary
    assert "10.00" in made.wanted


def test_what_waits_for_a_parcel_says_until_when_it_was_to_come(core):
    order = an_order(core, estimated_to="2026-02-20", delivered_at="", confirmed_at="")
    made = content(core, open_case(core, [order], ClaimType.NOT_RECEIVED).value)
    assert "20 February 2026" in values(made.order_facts)
    assert "Last day estimated for delivery" in {entry.text for entry in made.chronology}
    assert made.statement[1] == "The order was to arrive by 20 February 2026 and has not arrived."
    other = content(core, a_case(core, an_order(core, "2", estimated_to="2026-02-20")))
    assert "20 February 2026" not in values(other.order_facts)


def test_exhibits_stand_where_they_prove_a_fact_and_the_strongest_come_first(core, tmp_path):
    order = an_order(core, tracking_number="LP1", carrier="cainiao")
    case = a_case(core, order, ClaimType.NOT_AS_DESCRIBED)
    scans(core, order, ("2026-02-27T11:42+00:00", "Delivered", "delivered"))
    whole, defect, listing, paper = (a_photo(core, tmp_path, order, minute) for minute in (1, 2, 3, 4))
    for one, proves in ((whole, ""), (defect, "X09"), (listing, "X01 X02 X03"), (paper, "X05")):
        describe_evidence(core, one, proves=proves)
    add_exhibits(core, case, [("evidence", one) for one in (whole, defect, listing, paper)])
    made = content(core, case)
    assert made.strongest == ("B", "C", "A")
    shown = {entry.text: entry.source.exhibits for entry in made.chronology}
    assert shown["Order placed"] == shown["Paid US\u00a0$64.80"] == ("C",)
    assert shown["Delivered"] == ("D",)
    facts = {fact.label: fact.source.exhibits for fact in (*made.order_facts, *made.payment_facts)}
    assert (facts["Order number"], facts["Paid"], facts["Delivered"]) == (("C",), ("C",), ("D",))
    # Both have the same instant: nobody confirms what has not come.
    texts = [entry.text for entry in made.chronology]
    assert texts.index("Delivered") < texts.index("Receipt confirmed")


def test_times_of_facts_are_those_of_the_zone_the_packet_names(core):
    change_settings(core, home_zone="Europe/London")
    made = content(core, a_case(core, an_order(core, ordered_at="2026-02-06T23:30-08:00")))
    assert {"7 February 2026, 07:30"} <= values(made.order_facts)


def test_a_paper_that_cannot_be_opened_stops_the_packet_by_name_until_it_is_left_out(core, tmp_path):
    order = an_order(core)
    case = a_case(core, order)
    locked = tmp_path / "locked.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(locked, encryption=pikepdf.Encryption(owner="x", user="y"))
    paper = import_paths(core, [locked], order=order).items[0].evidence
    (exhibit,) = add_exhibits(core, case, [("evidence", paper)]).value
    with pytest.raises(UserError, match=r"locked\.pdf \(exhibit A\) is locked with a password"):
        build_packet(core, case, tmp_path / "packet.pdf")
    assert not (tmp_path / "packet.pdf").exists()
    remove_exhibit(core, exhibit)
    assert build_packet(core, case, tmp_path / "packet.pdf").value.files


def test_what_the_platform_writes_is_no_answer_of_the_seller(core):
    order = an_order(core)
    add_message(core, order, "me", AT, "It broke", direction=MessageDirection.SENT)
    add_message(core, order, "Vetra", AT.replace(hour=10), "Sorry", direction=MessageDirection.RECEIVED)
    add_message(
        core,
        order,
        "AliExpress",
        AT.replace(day=9),
        "Closed",
        direction=MessageDirection.RECEIVED,
        channel="mail",
    )
    made = content(core, a_case(core, order), "de")
    assert [one.direction for one in made.messages] == ["sent", "received", "platform"]
    assert made.messages[2].channel == "E-Mail"
    assert "1. März 2026 (Nachricht 2)" in " ".join(made.statement)


def test_the_last_day_is_one_of_who_reads_the_packet(core):
    case = a_case(core, an_order(core))
    found = {one.id: content(core, case, preset=one.id).deadline for one in presets.all_presets()}
    assert found["print_a4"].programme == found["aliexpress"].programme == "AliExpress"
    assert found["paypal"].programme == "PayPal"
    assert found["small_claims"].programme in {
        one.name for one in core.programmes.items if one.family == "law"
    }
    assert found["card_issuer"] is found["insurer"] is None
