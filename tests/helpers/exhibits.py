"""Files drawn for tests, and exhibits that hold them; times written shortly."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

import pikepdf
from PIL import Image, ImageDraw

from disputes_app.packets.content import Exhibit, OtherFile

CHINA = timezone(timedelta(hours=8))


def gmt(month: int, day: int, hour: int, minute: int, second: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, second, tzinfo=UTC)


def china(month: int, day: int, hour: int, minute: int) -> datetime:
    return gmt(month, day, hour, minute).astimezone(CHINA)


def a_jpeg(text: str = "", size: tuple[int, int] = (800, 600), colour: str = "#8a7460") -> bytes:
    """A small picture with a word on it, different for each word."""
    picture = Image.new("RGB", size, colour)
    draw = ImageDraw.Draw(picture)
    w, h = size
    draw.rounded_rectangle((w * 0.3, h * 0.25, w * 0.7, h * 0.75), w * 0.05, fill="#20242b")
    draw.text((w * 0.4, h * 0.45), text, fill="white", font_size=max(12, h // 10))
    held = BytesIO()
    picture.save(held, "JPEG", quality=85)
    return held.getvalue()


def a_pdf(
    texts: list[str],
    size: tuple[float, float] = (595, 842),
    *,
    rotate: int = 0,
    crop: list[float] | None = None,
) -> bytes:
    """A PDF with one line of text at the top left of each page."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
    )
    for text in texts:
        content = f"BT /F1 18 Tf 40 {size[1] - 60} Td ({text}) Tj ET".encode()
        page = pikepdf.Dictionary(
            Type=pikepdf.Name.Page,
            MediaBox=[0, 0, *size],
            Rotate=rotate,
            Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font)),
            Contents=pdf.make_stream(content),
        )
        if crop:
            page["/CropBox"] = crop
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    held = BytesIO()
    pdf.save(held, deterministic_id=True)
    return held.getvalue()


def an_exhibit(
    folder: Path, letter: str, name: str, data: bytes, kind: str = "photo", **more: object
) -> Exhibit:
    """An exhibit with its file written into the folder under its hash, as a library keeps it."""
    digest = hashlib.sha256(data).hexdigest()
    path = folder / digest
    path.write_bytes(data)
    types = {"photo": "image/jpeg", "pdf": "application/pdf", "page": "application/pdf"}
    base = Exhibit(
        evidence=f"e{ord(letter[-1]) - 64}",
        letter=letter,
        kind=kind,
        caption=f"What {name} shows",
        name=name,
        media_type=types.get(kind, "application/octet-stream"),
        sha256=digest,
        size=len(data),
        path=path,
        added_at=gmt(2, 28, 18, 40),
    )
    return replace(base, **more)  # type: ignore[arg-type]


def an_other_file(folder: Path, name: str, data: bytes, added_at: datetime) -> OtherFile:
    """A file the packet rests on, written into the folder under its hash."""
    digest = hashlib.sha256(data).hexdigest()
    (folder / digest).write_bytes(data)
    return OtherFile(name, digest, len(data), added_at, path=folder / digest)
