"""Opens pictures from anywhere without trusting them: known formats only, and nothing too large to decode."""

from __future__ import annotations

import os
import struct
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import pi_heif

# Named one by one, so that Pillow never loads the plugins outside the list (EPS starts Ghostscript).
from PIL import (
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from disputes_app.imaging.copies import PictureError

Source = bytes | str | os.PathLike[str]
Result = TypeVar("Result")

MAX_PIXELS = 100_000_000
MAX_SIDE = 30_000

MEDIA_TYPES = {
    JpegImagePlugin.JpegImageFile.format: "image/jpeg",
    MpoImagePlugin.MpoImageFile.format: "image/jpeg",
    PngImagePlugin.PngImageFile.format: "image/png",
    WebPImagePlugin.WebPImageFile.format: "image/webp",
    GifImagePlugin.GifImageFile.format: "image/gif",
    BmpImagePlugin.BmpImageFile.format: "image/bmp",
    TiffImagePlugin.TiffImageFile.format: "image/tiff",
    "HEIF": "image/heic",
}
# MPO is what the JPEG reader makes of a file with several pictures; it is not a format to ask for.
_FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "GIF", "BMP", "TIFF")
# What decoders raise over damaged input; anything else is a fault of ours and travels on.
DAMAGE = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    EOFError,
    ArithmeticError,
    RuntimeError,
    MemoryError,
    Warning,
    Image.DecompressionBombError,
    struct.error,
)

_TOO_LARGE = (
    "The picture is too large to show (more than 100 megapixels, or 30,000 pixels on a side); "
    "the original is kept, make a smaller copy to use it as an exhibit."
)

pi_heif.register_heif_opener()
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)
# Odd metadata is common in real photos and harms nothing: it is simply not read.
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")


@contextmanager
def opened(source: Source) -> Iterator[Image.Image]:
    """The picture with its header read and its size checked, pixels not yet decoded.

    Raises PictureError for other formats, damaged headers, and more than ``MAX_PIXELS`` pixels or
    ``MAX_SIDE`` pixels on a side.
    """
    stream = BytesIO(source) if isinstance(source, bytes) else readable(source)
    with stream, careful(lambda: Image.open(stream, formats=_FORMATS)) as picture:
        width, height = picture.size
        if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
            raise PictureError(_TOO_LARGE)
        yield picture


def readable(source: str | os.PathLike[str]) -> BytesIO:
    """The bytes of a file, in memory. Raises PictureError when it cannot be read."""
    try:
        return BytesIO(Path(source).read_bytes())
    except OSError as error:
        raise PictureError(f"The picture cannot be read ({error.strerror}); check the file.") from error


def careful(work: Callable[[], Result]) -> Result:
    """Does something with a picture; whatever a decoder says about damaged data becomes a PictureError."""
    try:
        return work()
    except PictureError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureError(_TOO_LARGE) from error
    except UnidentifiedImageError as error:
        raise PictureError("The file is not a picture this program knows, or it is damaged.") from error
    except MemoryError as error:
        raise PictureError("The picture needs more memory than there is; make a smaller copy.") from error
    except DAMAGE as error:
        raise PictureError(
            "The picture is damaged or cut off; get it again from where it came from."
        ) from error
