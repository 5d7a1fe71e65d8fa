"""Makes copies of pictures, PDF pages and frames of videos in a child process: a hostile file cannot stop or crash the program.

The parent's side is ``Apart``; ``python -m disputes_app.imaging.apart`` is the child.
"""

from __future__ import annotations

import json
import os
import tempfile
from base64 import b64decode, b64encode
from collections.abc import Sequence
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Self

from disputes_app.imaging import limits
from disputes_app.imaging.child import Child, command
from disputes_app.imaging.copies import Box, Frame, Picture, PictureError

TIMEOUT = 20.0
VIDEO_TIMEOUT = 60.0


class Apart:
    """A context manager whose child starts when first needed and is reused. Safe to use from several threads."""

    def __init__(self, children: int = 1) -> None:
        self._children: SimpleQueue[Child] = SimpleQueue()
        self._count = children
        for _ in range(children):
            self._children.put(Child(command("disputes_app.imaging.apart"), Path(tempfile.gettempdir())))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the children, after what they are doing."""
        for _ in range(self._count):
            self._children.get().stop()

    def packet_jpeg(
        self,
        path: str | os.PathLike[str],
        max_size: int | tuple[int, int],
        boxes: Sequence[Box] = (),
        quality: int = 85,
        page: int | None = None,
        timeout: float = TIMEOUT,
    ) -> Picture:
        """As ``derive.packet_jpeg``, in the child; also raises PictureError after ``timeout`` seconds."""
        return self._made(path, timeout, max_size=max_size, boxes=boxes, quality=quality, page=page)

    def page_jpeg(
        self,
        path: str | os.PathLike[str],
        page: int,
        dpi: float = 150,
        boxes: Sequence[Box] = (),
        quality: int = 85,
        timeout: float = TIMEOUT,
    ) -> Picture:
        """As ``pdf_pages.page_jpeg``, in the child; also raises PictureError after ``timeout`` seconds."""
        return self._made(path, timeout, page=page, dpi=dpi, boxes=boxes, quality=quality)

    def video_frames(
        self,
        path: str | os.PathLike[str],
        count: int,
        max_size: tuple[int, int],
        boxes: Sequence[Box] = (),
        quality: int = 80,
        timeout: float = VIDEO_TIMEOUT,
    ) -> list[Frame]:
        """As ``video.frames``, in the child; also raises PictureError after ``timeout`` seconds."""
        answer = self._answer(
            path, timeout, frames=count, max_size=max_size, boxes=boxes, quality=quality, page=None
        )
        return [Frame(one["at"], _picture(one)) for one in answer["frames"]]

    def _made(self, path: str | os.PathLike[str], timeout: float, **recipe: object) -> Picture:
        return _picture(self._answer(path, timeout, **recipe))

    def _answer(self, path: str | os.PathLike[str], timeout: float, **recipe: object) -> Any:
        job = {"path": str(Path(path).absolute()), **recipe}
        child = self._children.get()
        try:
            line, fault = child.ask(json.dumps(job).encode("ascii"), timeout)
        finally:
            self._children.put(child)
        if line is None:
            slow = fault == "timeout"
            raise PictureError(
                f"The file takes more than {timeout:g} seconds to draw; use another copy of it."
                if slow
                else "The file is damaged; get it again from where it came from."
            )
        answer = json.loads(line)
        if "error" in answer:
            raise PictureError(answer["error"])
        return answer


def _picture(answer: dict[str, Any]) -> Picture:
    return Picture(b64decode(answer["data"]), answer["width"], answer["height"])


def _written(picture: Picture) -> dict[str, Any]:
    data = b64encode(picture.data).decode("ascii")
    return {"data": data, "width": picture.width, "height": picture.height}


def _answer(job: dict[str, Any]) -> tuple[bytes, bool]:
    from disputes_app.imaging import derive, pdf_pages, video

    path, page, quality = job["path"], job["page"], job["quality"]
    boxes = [(left, top, width, height) for left, top, width, height in job["boxes"]]
    try:
        if "frames" in job:
            width, height = job["max_size"]
            found = video.frames(path, job["frames"], (width, height), boxes, quality)
            made: dict[str, Any] = {"frames": [{"at": one.at, **_written(one.picture)} for one in found]}
        elif "dpi" in job:
            made = _written(pdf_pages.page_jpeg(path, page, job["dpi"], boxes, quality))
        else:
            room = job["max_size"]
            size = room if isinstance(room, int) else (room[0], room[1])
            made = _written(derive.packet_jpeg(path, size, boxes, quality, page))
    except PictureError as error:
        return json.dumps({"error": str(error)}).encode(), not isinstance(error.__cause__, MemoryError)
    return json.dumps(made).encode(), True


if __name__ == "__main__":
    limits.serve(_answer)
