"""Makes the copies that leave the library: upright, small enough, redacted for good, with no metadata."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from io import BytesIO

from PIL import Image, ImageCms

from disputes_app.imaging import capture, opening, pdf_pages
from disputes_app.imaging.copies import Box, Picture
from disputes_app.imaging.encoding import encoded, within
from disputes_app.imaging.opening import Source

__all__ = ["Box", "Picture", "packet_jpeg", "packet_picture", "packet_sizes", "plain_size"]

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# By degrees to the right; Pillow counts to the left.
_QUARTERS = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}
_SRGB = ImageCms.createProfile("sRGB")
# What is said of a colour profile that cannot be read or used.
_UNUSABLE = (ImageCms.PyCMSError, OSError, ValueError, TypeError)


def packet_jpeg(
    source: Source,
    max_size: int | tuple[int, int],
    boxes: Sequence[Box] = (),
    quality: int = 85,
    page: int | None = None,
) -> Picture:
    """A picture, or a page of a PDF (from 1), as a JPEG fit for a packet; equal input gives equal bytes.

    It is upright, in sRGB, on white where it was transparent, at most ``max_size`` pixels (both sides, or
    width and height) and never enlarged; of moving pictures the first frame. Pixels under ``boxes`` are
    replaced before anything else is derived from them. Raises PictureError.
    """
    room = (max_size, max_size) if isinstance(max_size, int) else max_size
    if page is not None or pdf_pages.is_pdf(source):
        return encoded(pdf_pages.rendered(source, page or 1, room=room), room, boxes, quality)
    return encoded(upright(source, room), room, boxes, quality)


def packet_picture(
    source: Source, room: tuple[int, int], boxes: Sequence[Box], quality: int, turn: int = 0
) -> Picture:
    """As ``packet_jpeg``, turned to the right by ``turn`` degrees.

    A screenshot stays as sharp as it is where that takes no more bytes: see ``is_exact``.
    """
    return encoded(upright(source, room, turn), room, boxes, quality, exact=is_exact(source))


def is_exact(source: Source) -> bool:
    """Whether the original has its pixels without loss, as screenshots have. Raises PictureError."""
    with opening.opened(source) as image:
        return image.format == "PNG"


def packet_sizes(
    source: Source,
    wanted: Sequence[tuple[tuple[int, int], int]],
    boxes: Sequence[Box] = (),
    turn: int = 0,
) -> list[int]:
    """About the bytes of ``packet_picture`` for several of its ``max_size`` and ``quality``, the largest of them last.

    The picture is decoded and redacted once, and scaled down from what the largest shows. Raises PictureError.
    """
    largest = wanted[-1][0]
    image = opening.careful(partial(within, upright(source, largest, turn), largest, boxes))
    exact = is_exact(source)
    return [len(encoded(image, room, (), quality, exact=exact).data) for room, quality in wanted]


def plain_size(source: Source) -> tuple[int, int] | None:
    """The size of a JPEG whose own data shows it upright and in sRGB, None of all others. Raises PictureError."""
    with opening.opened(source) as image:
        exif, _ = capture.exif_of(image)
        is_plain = image.format == "JPEG" and image.mode == "RGB" and capture.orientation_of(image, exif) == 1
        profile = image.info.get("icc_profile")
        return image.size if is_plain and (not profile or _is_srgb(profile)) else None


def upright(source: Source, room: tuple[int, int] | None = None, degrees: int = 0) -> Image.Image:
    """A decoded picture, upright, as opaque sRGB without metadata; ``room`` is all its copy will need.

    From upright it is turned to the right by ``degrees``. Raises PictureError.
    """
    if room and degrees in (90, 270):
        room = room[1], room[0]
    with opening.opened(source) as image:
        exif, _ = capture.exif_of(image)
        turn = capture.orientation_of(image, exif)

        def decode() -> Image.Image:
            if room:
                # Lets the JPEG decoder skip what the small copy does not need: six times quicker than all of it.
                image.draft(None, room if turn < 5 else (room[1], room[0]))
            image.load()
            made = _plain(image.transpose(_TURNS[turn]) if turn in _TURNS else image)
            return made.transpose(_QUARTERS[degrees]) if degrees else made

        return opening.careful(decode)


def _plain(image: Image.Image) -> Image.Image:
    """The picture as opaque sRGB without any metadata."""
    profile = image.info.get("icc_profile")
    if image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        image = image.convert("RGBA")
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image, mask=image.getchannel("A"))
        image = ground
    elif image.mode.startswith("I;16") or image.mode == "I":
        # 16 bits of grey: the upper eight are what a screen can show.
        image = image.convert("I").point([value >> 8 for value in range(65536)], "L")
    elif image.mode == "F":
        image = image.convert("L")
    if profile and image.mode in ("L", "RGB", "CMYK"):
        image = _to_srgb(image, profile)
    image = image.convert("RGB") if image.mode != "RGB" else image.copy()
    image.info.clear()
    return image


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    if _is_srgb(profile):
        return image
    try:
        theirs = ImageCms.ImageCmsProfile(BytesIO(profile))
        converted = ImageCms.profileToProfile(image, theirs, _SRGB, outputMode="RGB")
    except _UNUSABLE:
        return image  # an unusable profile: colours as they stand are better than no picture
    return converted or image


def _is_srgb(profile: bytes) -> bool:
    try:
        theirs = ImageCms.ImageCmsProfile(BytesIO(profile))
        return "srgb" in (ImageCms.getProfileDescription(theirs) or "").casefold()
    except _UNUSABLE:
        return False
