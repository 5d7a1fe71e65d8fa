"""Pages of received PDFs as pictures and text. Pages are counted from 1."""

from __future__ import annotations

import ctypes
import logging
import math
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium_c
from PIL import Image

from disputes_app.imaging import opening
from disputes_app.imaging.copies import Box, Picture, PictureError
from disputes_app.imaging.encoding import encoded
from disputes_app.imaging.opening import Source

MAX_PAGES = 2_000
# What it notes while it reads is for programmers (a form it has no part for), not for who runs a command.
logging.getLogger("pypdfium2").setLevel(logging.ERROR)
_MAX_PAGE_PIXELS = 40_000_000
# Points around words that are covered, so that no part of a letter stays.
_MARGIN = 1.5
_DAMAGED = "The PDF is damaged; get it again from where it came from."
# PDFium keeps state outside its documents and must never run in two threads at once.
_one_at_a_time = threading.RLock()


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """How many pages a PDF has (0 when it needs a password) and the names of the files inside it."""

    pages: int
    encrypted: bool
    embedded: tuple[str, ...]


def is_pdf(source: Source) -> bool:
    """Whether the file says it is a PDF within its first kilobyte, as readers allow."""
    if isinstance(source, bytes):
        return b"%PDF-" in source[:1024]
    try:
        with Path(source).open("rb") as file:
            return b"%PDF-" in file.read(1024)
    except OSError as error:
        raise PictureError(f"The file cannot be read ({error.strerror}); check it.") from error


def look(source: Source) -> PdfFacts:
    """Counts pages and names embedded files. Raises PictureError when it is no PDF or beyond repair."""
    try:
        with _opened(source) as document:
            return PdfFacts(len(document), False, tuple(name for name, _ in _attachments(document)))
    except _PasswordError:
        return PdfFacts(0, True, ())


def page_sizes(source: Source) -> list[tuple[float, float]]:
    """Width and height of the first ``MAX_PAGES`` pages in points (1/72 inch), as shown."""
    with _opened(source) as document:
        return [document.get_page_size(number) for number in range(min(len(document), MAX_PAGES))]


def page_texts(source: Source, max_pages: int = MAX_PAGES, max_characters: int = 1_000_000) -> list[str]:
    """The text of each page in reading order; stops when ``max_characters`` are gathered."""
    texts: list[str] = []
    room = max_characters
    with _opened(source) as document:
        for number in range(min(len(document), max_pages)):
            if room <= 0:
                break
            texts.append(_page_text(document, number)[:room])
            room -= len(texts[-1])
    return texts


def places_of(source: Source, pattern: re.Pattern[str]) -> dict[int, list[Box]]:
    """Where words stand, by page: a box for each line of each find, as fractions of the page as it is shown."""
    found: dict[int, list[Box]] = {}
    with _opened(source) as document:
        for number in range(len(document)):
            try:
                page = document.get_page(number)
            except pypdfium2.PdfiumError:
                continue  # a damaged page has no text; it becomes a picture anyway
            boxes = [box for line in _lines_of(page, pattern) for box in [_as_shown(page, line)]]
            if boxes:
                found[number + 1] = boxes
            page.close()
    return found


_Area = tuple[float, float, float, float]


def _lines_of(page: Any, pattern: re.Pattern[str]) -> Iterator[_Area]:
    """Left, bottom, right and top of each line of what is found on a page, in the page's own measures."""
    textpage = page.get_textpage()
    codes = [pdfium_c.FPDFText_GetUnicode(textpage, place) for place in range(textpage.count_chars())]
    # A hyphen at the end of a line comes as 2 or as U+FFFE; one character stays one, so that places agree.
    text = "".join("-" if code in (2, 0xFFFE) else chr(code) if code else " " for code in codes)
    for match in pattern.finditer(text):
        line: _Area | None = None
        for place in range(*match.span()):
            if text[place].isspace():
                continue
            left, bottom, right, top = textpage.get_charbox(place, loose=True)
            if line is not None and bottom < line[3] and top > line[1]:
                line = min(line[0], left), min(line[1], bottom), max(line[2], right), max(line[3], top)
            else:
                if line is not None:
                    yield line
                line = (left, bottom, right, top)
        if line is not None:
            yield line


def _as_shown(page: Any, area: _Area) -> Box:
    """An area as fractions of the page as it is shown, turned and cropped; a little larger, to cover it whole."""
    scale = 100_000
    corners = []
    for x, y in ((area[0], area[1]), (area[2], area[3])):
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium_c.FPDF_PageToDevice(page, 0, 0, scale, scale, 0, x, y, across, down)
        corners.append((across.value / scale, down.value / scale))
    width, height = page.get_size()
    left, right = sorted(corner[0] for corner in corners)
    top, bottom = sorted(corner[1] for corner in corners)
    left, right = max(0.0, left - _MARGIN / width), min(1.0, right + _MARGIN / width)
    top, bottom = max(0.0, top - _MARGIN / height), min(1.0, bottom + _MARGIN / height)
    return left, top, max(0.0, right - left), max(0.0, bottom - top)


def embedded_file(source: Source, name: str, max_bytes: int = 10 << 20) -> bytes | None:
    """The content of a file inside the PDF, or None when there is none of that name or it is larger."""
    with _opened(source) as document:
        for found, attachment in _attachments(document):
            if found == name:
                return _attached_bytes(attachment, max_bytes)
    return None


def page_jpeg(
    source: Source, page: int, dpi: float = 150, boxes: Sequence[Box] = (), quality: int = 85
) -> Picture:
    """One page as a JPEG, form values and notes included; what lies under ``boxes`` is gone.

    Very large pages come out at fewer dots per inch. Raises PictureError.
    """
    image = rendered(source, page, dpi=dpi)
    return encoded(image, image.size, boxes, quality)


def rendered(source: Source, page: int, dpi: float = 150, room: tuple[int, int] | None = None) -> Image.Image:
    """One page as an RGB picture, at ``dpi`` or as large as fits into ``room`` pixels."""
    with _opened(source) as document:
        if not 1 <= page <= len(document):
            raise PictureError(f"The PDF has {len(document)} pages, so there is no page {page}.")
        document.init_forms()
        try:
            sheet = document.get_page(page - 1)
        except pypdfium2.PdfiumError as error:
            raise PictureError(f"Page {page} of the PDF is damaged; get the file again.") from error
        width, height = sheet.get_size()
        if not (math.isfinite(width) and math.isfinite(height)) or min(width, height) <= 0:
            raise PictureError(f"Page {page} of the PDF has no size; get the file again.")
        scale = min(room[0] / width, room[1] / height) if room else dpi / 72
        scale = min(
            scale,
            math.sqrt(_MAX_PAGE_PIXELS / (width * height)),
            opening.MAX_SIDE / max(width, height),
        )
        try:
            bitmap = sheet.render(scale=scale, fill_color=(255, 255, 255, 255))
            image: Image.Image = opening.careful(lambda: bitmap.to_pil().convert("RGB"))
        except (pypdfium2.PdfiumError, RuntimeError) as error:
            raise PictureError(f"Page {page} of the PDF cannot be drawn; get the file again.") from error
        return image


class _PasswordError(PictureError):
    """The PDF cannot be read without a password."""


@contextmanager
def _opened(source: Source) -> Iterator[Any]:
    data = source if isinstance(source, bytes) else opening.readable(source).getvalue()
    with _one_at_a_time:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            # PDFium may still tell the fault of the document before: a locked one says that it is encrypted.
            if getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD and b"/Encrypt" in data:
                raise _PasswordError(
                    "The PDF needs a password; save a copy without one and add that."
                ) from error
            raise PictureError(_DAMAGED) from error
        try:
            yield document
        finally:
            document.close()


def _page_text(document: Any, number: int) -> str:
    try:
        page = document.get_page(number)
        text = page.get_textpage().get_text_bounded()
        page.close()
    except pypdfium2.PdfiumError:
        return ""  # a damaged page has no text; the others still have theirs
    return str(text).replace("\r\n", "\n").replace("\0", "").replace("\ufffe", "-")


def _attachments(document: Any) -> Iterator[tuple[str, Any]]:
    for number in range(min(document.count_attachments(), 100)):
        try:
            attachment = document.get_attachment(number)
            yield str(attachment.get_name()), attachment
        except pypdfium2.PdfiumError:
            continue


def _attached_bytes(attachment: Any, max_bytes: int) -> bytes | None:
    # The size is asked for first: get_data would fetch any amount.
    length = ctypes.c_ulong()
    pdfium_c.FPDFAttachment_GetFile(attachment, None, 0, length)
    if length.value > max_bytes:
        return None
    try:
        return bytes(attachment.get_data())
    except pypdfium2.PdfiumError:
        return None
