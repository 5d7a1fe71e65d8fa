"""Every file of the sample library: what it is called, who made it and when, and how it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from io import BytesIO
from pathlib import Path

from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from disputes_app.demo import (
    mails,
    pages,
    papers,
    photos_camera,
    photos_cargo,
    photos_cloth,
    photos_parcels,
    photos_tea,
    photos_tools,
    photos_watch,
)
from disputes_app.progress import Progress, silent

MAKER, DEVICE = "Northlight", "Northlight Phone 3"
LEEDS = (53.7997, -1.5492)


@dataclass(frozen=True)
class Photo:
    """A photograph: its file, its drawing, when it was taken (None: the file does not say), where, which way up."""

    name: str
    draw: Callable[[], Image.Image]
    taken: str | None
    place: tuple[float, float] | None = None
    sideways: bool = False


PHOTOS = (
    Photo("IMG_2120.jpg", photos_tools.dock, "2026-01-29T20:14:03+00:00"),
    Photo("IMG_2180.jpg", photos_tools.planer, "2026-02-05T12:31:44+00:00", sideways=True),
    Photo("IMG_2215.jpg", photos_cloth.blanket, "2026-02-21T11:05:29+00:00"),
    Photo("IMG_2241.jpg", photos_camera.film_camera, "2026-02-10T17:48:10+00:00", LEEDS),
    Photo("IMG_2242.jpg", photos_camera.lens_fault, "2026-02-10T17:52:36+00:00"),
    Photo("IMG_2262.jpg", photos_cargo.lamp_pallet, "2026-02-23T10:34:18+00:00", (53.7812, -1.5301)),
    Photo("IMG_2263.jpg", photos_cargo.open_carton, "2026-02-23T10:51:02+00:00"),
    Photo("IMG_2270.jpg", photos_parcels.postal_receipt, "2026-02-24T17:10:41+00:00"),
    Photo("IMG_2288.jpg", photos_parcels.crushed_parcel, "2026-02-27T17:31:50+00:00", LEEDS),
    Photo("IMG_2289.jpg", photos_watch.switched_on, "2026-02-28T18:04:12+00:00"),
    Photo("IMG_2290.jpg", photos_watch.close_up, "2026-02-28T18:06:40+00:00"),
    Photo("IMG_2291.jpg", photos_watch.in_the_box, "2026-02-28T18:11:27+00:00"),
    Photo("IMG_2301.jpg", photos_watch.on_charger, "2026-03-03T19:12:05+00:00", LEEDS),
    Photo("IMG_2302.jpg", photos_watch.on_charger_from_the_side, "2026-03-03T19:13:40+00:00"),
    Photo("IMG_2306.jpg", photos_tea.tea_set, "2026-03-04T19:41:20+00:00"),
    Photo("IMG_2307.jpg", photos_tea.broken_cup, None),
)
SCREENSHOTS: tuple[tuple[str, Callable[[], Image.Image]], ...] = (
    ("listing-gt4-pro.png", pages.watch_listing),
    ("listing-om-1n.png", pages.camera_listing),
    ("listing-label-printer.png", pages.printer_listing),
    ("listing-ring-light.png", pages.ring_light_listing),
    ("tracking-RK221044718GB.png", pages.ring_light_tracking),
    ("chat-vetra.png", pages.watch_chat),
    ("chat-qinghe.png", pages.tea_chat),
)
WRITTEN: tuple[tuple[str, Callable[[], bytes]], ...] = (
    ("order-8193.pdf", papers.watch_order),
    ("paypal-receipt.pdf", papers.paypal_receipt),
    ("LP00612844713.pdf", papers.watch_tracking),
    ("feb-statement.pdf", papers.card_statement),
    ("trade-assurance-2261.pdf", papers.lamp_contract),
    ("delivery-note-88-2093.pdf", papers.lamp_delivery_note),
    ("ebay-decision.pdf", papers.planer_decision),
    ("order-LL-5523.eml", mails.towels_order),
    ("ring-light-dispatch.eml", mails.ring_light_dispatch),
    ("lumio-answer.eml", mails.lamp_answer),
    ("Re order F-20418.eml", mails.blanket_promise),
    ("dock-refund.eml", mails.dock_refund),
    ("chat-lumio.txt", mails.lamp_chat),
)


def jpeg(photo: Photo, picture: Image.Image) -> bytes:
    """The photograph as its camera would have stored it."""
    exif = Image.Exif()
    if photo.taken:
        taken = datetime.fromisoformat(photo.taken)
        stamp, offset = taken.strftime("%Y:%m:%d %H:%M:%S"), taken.strftime("%z")
        exif[0x010F], exif[0x0110], exif[0x0131], exif[0x0132] = MAKER, DEVICE, "3.2", stamp
        inner = exif.get_ifd(0x8769)
        inner.update(
            {
                0x829A: IFDRational(1, 120),
                0x829D: IFDRational(8, 5),
                0x8827: 160,
                0x9003: stamp,
                0x9004: stamp,
                0x9010: offset[:3] + ":" + offset[3:],
                0x9011: offset[:3] + ":" + offset[3:],
                0x920A: IFDRational(51, 10),
                0xA431: "NP3-000000-SAMPLE",
                0xA434: "main lens",
            }
        )
        if photo.place:
            latitude, longitude = photo.place
            exif.get_ifd(0x8825).update(
                {
                    1: "N" if latitude >= 0 else "S",
                    2: _degrees(latitude),
                    3: "E" if longitude >= 0 else "W",
                    4: _degrees(longitude),
                }
            )
    if photo.sideways:
        exif[0x0112] = 6
        picture = picture.transpose(Image.Transpose.ROTATE_90)
    held = BytesIO()
    picture.save(held, "JPEG", quality=88, exif=exif.tobytes())
    return held.getvalue()


def _degrees(value: float) -> tuple[IFDRational, IFDRational, IFDRational]:
    seconds = round(Fraction(str(abs(value))) * 360000)
    return (
        IFDRational(seconds // 360000),
        IFDRational(seconds // 6000 % 60),
        IFDRational(seconds % 6000, 100),
    )


def _png(picture: Image.Image) -> bytes:
    held = BytesIO()
    picture.save(held, "PNG", compress_level=6)
    return held.getvalue()


def makers() -> dict[str, Callable[[], bytes]]:
    """For each file name, the function that makes its bytes."""
    made: dict[str, Callable[[], bytes]] = {}
    for photo in PHOTOS:
        made[photo.name] = lambda photo=photo: jpeg(photo, photo.draw())  # type: ignore[misc]
    for name, draw in SCREENSHOTS:
        made[name] = lambda draw=draw: _png(draw())  # type: ignore[misc]
    return made | dict(WRITTEN)


def make(folder: Path, progress: Progress = silent) -> list[Path]:
    """Write every file into the folder; two are drawn at a time, because Pillow lets go of the interpreter while it works."""
    jobs = makers()
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    # Papers one after the other: ReportLab's fonts keep the position they read at, for everybody who reads.
    one_by_one = dict(WRITTEN)
    with ThreadPoolExecutor(2) as drawing, ThreadPoolExecutor(1) as writing:
        pending = {
            name: (writing if name in one_by_one else drawing).submit(job) for name, job in jobs.items()
        }
        try:
            for done, (name, future) in enumerate(pending.items()):
                progress(done, len(jobs), f"Drawing {name}")
                path = folder / name
                path.write_bytes(future.result())
                paths.append(path)
        except BaseException:
            for workers in (drawing, writing):
                workers.shutdown(wait=False, cancel_futures=True)
            raise
    return paths
