"""What a copy of a picture is, and the error when there can be none; cheap to import, for it decodes nothing."""

from __future__ import annotations

from dataclasses import dataclass

from disputes_app.errors import UserError

Box = tuple[float, float, float, float]
"""Left, top, width, height as fractions of the upright picture."""


class PictureError(UserError):
    """A picture or PDF page cannot be shown; the stored original is not touched by that."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG, or a PNG where one was asked for (three colours, no metadata), and its size in pixels."""

    data: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture of a video, ``at`` seconds after its first."""

    at: float
    picture: Picture
