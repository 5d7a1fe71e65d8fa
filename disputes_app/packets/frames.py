"""A video on paper: frames from its beginning to its end, each with the time at which the video shows it."""

from __future__ import annotations

from disputes_app.packets import captions
from disputes_app.packets.content import Exhibit
from disputes_app.packets.pictured import Picture
from disputes_app.packets.places import FRAME_WIDTH, GAP
from disputes_app.packets.sheet import HINT, Sheet
from disputes_app.packets.text import Span

_COLUMNS = (3, 4, 6)
_BOX = 25.3
_GAP = 9.0
_LABEL = HINT.leading + 3


def lay_out(sheet: Sheet, exhibit: Exhibit) -> None:
    """Lay out a video below the heading of its page: what is known of it, then its frames."""
    page = sheet.page
    sheet.mark(captions.place_of(exhibit, 0))
    sheet.bookmark_exhibit(exhibit)
    side = page.letter_box(exhibit.letter, sheet.left, sheet.y, _BOX, to=f"index:{exhibit.letter}") + 10
    with page.element("Caption"):
        caption = sheet.block(
            exhibit.caption or exhibit.name, captions.CAPTION, sheet.body_width - side, plain=True
        )
        page.lines(caption.lines, sheet.left + side, sheet.y + 5, caption.leading, caption.width)
        sheet.y += max(_BOX, 5 + len(caption.lines) * caption.leading) + 7
        for block in captions.after_labels(sheet, exhibit, 0, sheet.body_width):
            page.lines(block.lines, sheet.left, sheet.y, block.leading, block.width)
            sheet.y += len(block.lines) * block.leading
    sheet.y += GAP / 2
    picture = sheet.pictures.get(exhibit.evidence)
    if picture is None:
        sheet.paragraph([Span(sheet.words("photos.no_frames"), captions.STRONG)], sheet.body_width)
    else:
        _draw(sheet, exhibit, picture)


def _draw(sheet: Sheet, exhibit: Exhibit, video: Picture) -> None:
    page, shape = sheet.page, video.height / video.width
    room = sheet.bottom - sheet.y

    def width(columns: int) -> float:
        """How wide frames are in so many columns: as the page's width and height allow."""
        rows = -(-len(video.frames) // columns)
        wide = (sheet.body_width - (columns - 1) * _GAP) / columns
        return min(wide, FRAME_WIDTH, (room / rows - _LABEL - _GAP) / shape)

    columns = max(_COLUMNS, key=width)
    wide = width(columns)
    high = wide * shape
    for number, (at, frame) in enumerate(video.frames):
        row, column = divmod(number, columns)
        x = sheet.left + column * (wide + _GAP)
        y = sheet.y + row * (high + _LABEL + _GAP)
        said = clock(at)
        page.picture(frame.key, (x, y, wide, high), alt=f"{exhibit.caption or exhibit.name}, {said}")
        page.write(said, HINT, x, y + high + HINT.leading - 1)


def clock(seconds: float) -> str:
    """A time in a video, such as 1:03.480."""
    minutes, rest = divmod(round(seconds * 1000), 60_000)
    return f"{minutes}:{rest // 1000:02}.{rest % 1000:03}"
