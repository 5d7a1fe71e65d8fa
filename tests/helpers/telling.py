"""Cases with something to tell: photographs, scans of a parcel, and what a packet would say of them."""

from __future__ import annotations

from datetime import UTC, datetime

from PIL import Image

from disputes_app.domain.shipments import Shipment, ShipmentEvent
from disputes_app.packets import presets
from disputes_app.queries.packet_content import packet_content
from tests.helpers.builders import take_in

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
    return take_in(core, [path], order=order).items[0].evidence


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
