"""Pictures on their way into a packet: made once, at the size of their place."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from disputes_app.errors import ExhibitError, UserError
from disputes_app.packets import places
from disputes_app.packets.content import Exhibit, PacketContent
from disputes_app.packets.decoders import Jpeg, Pictures, Rows
from disputes_app.packets.fitting import TRIED, Curve, Steering, detail
from disputes_app.packets.picture_file import PictureFile
from disputes_app.packets.pictured import Joined, Picture
from disputes_app.packets.plan import Plan
from disputes_app.packets.presets import Preset
from disputes_app.packets.received import Received
from disputes_app.progress import Progress

Made = TypeVar("Made")

_THREADS = 2
_THUMB_DPI = 40
# The first page of a document, as wide as a thumb of the index printed at 280 dots per inch.
_PAGE_THUMB_DPI = 30
_PAGE_DPI = 200
# Any number of rows: of a picture that is cut into parts.
_ANY = 1 << 30


@dataclass(frozen=True, slots=True)
class Making:
    """How a packet's pictures are made, and where they go.

    ``objects`` gets each one's number in ``store``, ``sizes`` its bytes.
    """

    images: Pictures
    store: PictureFile | None
    objects: dict[str, int]
    preset: Preset
    dpi: int
    quality: int
    sizes: dict[str, int] = field(default_factory=dict)

    def keep(self, jpeg: Jpeg, rows: Rows = (0.0, 1.0), more: tuple[Picture, ...] = ()) -> Picture:
        """Put a picture into the file under the next name."""
        assert self.store is not None
        key = f"P{len(self.objects)}"
        self.objects[key] = self.store.add(*jpeg)
        self.sizes[key] = len(jpeg[0])
        return Picture(key, jpeg[1], jpeg[2], rows=rows, more=more)

    def at(self, step: float) -> Making:
        """The same with pictures as fine as a step says."""
        dpi, quality = detail(step)
        return replace(self, dpi=min(dpi, self.preset.dpi), quality=quality)

    def photo(self, exhibit: Exhibit, path: Path) -> list[tuple[Jpeg, Rows]]:
        """A photo at the pixels its place can show, in parts when it is too tall. Raises UserError naming it."""
        place, size = self.room(exhibit)
        boxes, turn = exhibit.boxes.get(1, ()), exhibit.turn
        with _named(exhibit):
            if place.is_cut:
                return self.images.strips(path, max_size=size, boxes=boxes, quality=self.quality, turn=turn)
            whole = self.images.picture(path, max_size=size, boxes=boxes, quality=self.quality, turn=turn)
            return [(whole, (0.0, 1.0))]

    def tried(self, exhibit: Exhibit, path: Path) -> list[int]:
        """The bytes of a photo at each of the steps TRIED; it is kept nowhere. Raises UserError naming it."""
        wanted = []
        for making in map(self.at, TRIED):
            place, (width, height) = making.room(exhibit)
            wanted.append(((width, _ANY if place.is_cut else height), making.quality))
        with _named(exhibit):
            return self.images.sizes(path, wanted=wanted, boxes=exhibit.boxes.get(1, ()), turn=exhibit.turn)

    def room(self, exhibit: Exhibit) -> tuple[places.Place, tuple[int, int]]:
        """The place of a photo, and the pixels it can show."""
        place = places.of(self.preset, exhibit)
        dpi: float = self.dpi
        if exhibit.is_screen and exhibit.pixels and dpi > _THUMB_DPI:
            dpi = min(self.preset.dpi, max(dpi, places.least_dpi(place, *exhibit.pixels)))
        return place, (round(place.width / 72 * dpi), round(place.height / 72 * dpi))

    def video(self, exhibit: Exhibit, path: Path) -> Picture | None:
        """A video by its frames; None when it cannot be decoded, for its hash is evidence all the same."""
        side = round(places.FRAME_WIDTH / 72 * self.dpi)
        boxes = exhibit.boxes.get(1, ())
        try:
            made = self.images.frames(
                path, count=places.FRAMES, max_size=(side, side), boxes=boxes, quality=self.quality
            )
        except UserError:
            return None
        kept = tuple((at, self.keep(jpeg)) for at, jpeg in made)
        return replace(kept[0][1], frames=kept)

    def page(self, document: Received, page: int, dpi: int) -> Jpeg:
        """A page of a received PDF as a picture. Raises UserError naming it."""
        exhibit = document.exhibit
        try:
            return self.images.page(document.path, page=page, dpi=dpi, boxes=exhibit.boxes.get(page, ()))
        except (OSError, ValueError, UserError) as error:
            raise ExhibitError(
                f"page {page} of {exhibit.name} (exhibit {exhibit.letter}) cannot be drawn; leave it out: {error}",
                exhibit.evidence,
            ) from error


@contextmanager
def _named(exhibit: Exhibit) -> Iterator[None]:
    """Says of what goes wrong with a photo which one it was."""
    try:
        yield
    except (OSError, ValueError, UserError) as error:
        raise ExhibitError(
            f"{exhibit.name} (exhibit {exhibit.letter}) cannot be shown as a picture; leave it out: {error}",
            exhibit.evidence,
        ) from error


def prepared(
    content: PacketContent,
    plan: Plan,
    received: Mapping[str, Received],
    making: Making,
    progress: Progress,
    steering: Steering | None = None,
) -> tuple[dict[str, Picture], dict[str, Joined]]:
    """Every picture of a packet, made once: those of photos and saved pages, and received documents to join.

    With ``steering`` the photos are made last and as fine as it says.
    """
    pictures: dict[str, Picture] = {}
    joined: dict[str, Joined] = {}
    done, total = len(content.exhibits), 2 * len(content.exhibits)
    for exhibit in content.exhibits:
        if (
            exhibit.kind == "video"
            and exhibit.path
            and (exhibit.evidence in plan.pictured or exhibit in plan.shown)
        ):
            if video := making.video(exhibit, exhibit.path):
                pictures[exhibit.evidence] = video
            done += 1
            progress(done, total, exhibit.name)
    for evidence, document in received.items():
        exhibit = document.exhibit
        is_shown = exhibit in plan.shown
        drawn = _drawn(making, document) if is_shown or exhibit in plan.joined else {}
        if is_shown:
            shape = document.shape
            page = Picture(f"S{len(pictures)}", shape.width, shape.height, is_pixels=False)
            pictures[evidence] = drawn.get(1) or page
            if evidence in plan.pictured and plan.volume(exhibit) > 1:
                thumb = making.keep(making.page(document, 1, _PAGE_THUMB_DPI)).key
                pictures[evidence] = replace(pictures[evidence], thumb=thumb)
        else:
            if evidence in plan.pictured:
                is_here = 1 in drawn and plan.volume(exhibit) == 1
                pictures[evidence] = (
                    drawn[1] if is_here else making.keep(making.page(document, 1, _PAGE_THUMB_DPI))
                )
            sizes = tuple((page.width, page.height) for page in document.pages)
            joined[evidence] = Joined(sizes, tuple(document.bookmarks), tuple(document.links), drawn)
        done += 1
        progress(done, total, exhibit.name)
    small = replace(making, dpi=_THUMB_DPI)
    thumbs = [
        each
        for each in photos(content.exhibits)
        if each[0].evidence in plan.pictured and (each[0] not in plan.shown or plan.volume(each[0]) > 1)
    ]
    for (exhibit, _), made in zip(
        thumbs, _ahead(partial(small.photo, *each) for each in thumbs), strict=True
    ):
        pictures[exhibit.evidence] = making.keep(*made[0])
    if steering:
        steering.spend(sum(making.sizes.values()))
    shown = photos(plan.shown)
    jobs = (partial((making.at(steering.next()) if steering else making).photo, *each) for each in shown)
    for (exhibit, _), made in zip(shown, _ahead(jobs), strict=True):
        first, *more = (making.keep(*part) for part in made)
        if steering:
            steering.took(sum(len(jpeg[0]) for jpeg, _ in made))
        mentioned = pictures.get(exhibit.evidence, first)
        pictures[exhibit.evidence] = replace(first, more=tuple(more), thumb=mentioned.key)
        done += 1
        progress(done, total, exhibit.name)
    return pictures, joined


def photos(exhibits: Iterable[Exhibit]) -> list[tuple[Exhibit, Path]]:
    """Those of them that are photos, with their files."""
    return [(each, each.path) for each in exhibits if each.kind == "photo" and each.path]


def _drawn(making: Making, document: Received) -> dict[int, Picture]:
    """The pages of a document that have to become pictures."""
    dpi = min(making.dpi, _PAGE_DPI)
    return {page: making.keep(making.page(document, page, dpi)) for page in sorted(document.as_pictures)}


def _ahead(jobs: Iterable[Callable[[], Made]]) -> Iterator[Made]:
    """The jobs' results in order, made on two threads a few pictures ahead (decoding lets go of the interpreter)."""
    from concurrent.futures import Future, ThreadPoolExecutor

    waiting: deque[Future[Made]] = deque()
    with ThreadPoolExecutor(_THREADS) as pool:
        try:
            for job in jobs:
                waiting.append(pool.submit(job))
                if len(waiting) > 2 * _THREADS:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for each in waiting:
                each.cancel()


def weights(
    plan: Plan,
    received: Mapping[str, Received],
    pictures: Mapping[str, Picture],
    joined: Mapping[str, Joined],
    sizes: Mapping[str, int],
) -> dict[str, int]:
    """About how many bytes each printed exhibit takes, by its evidence id."""
    found = {}
    for exhibit in plan.printed:
        picture = pictures.get(exhibit.evidence) if exhibit in plan.shown else None
        shown = (*picture.parts, *(frame for _, frame in picture.frames)) if picture else ()
        keys = {each.key for each in shown}
        total = 0
        if document := received.get(exhibit.evidence):
            if exhibit.evidence in joined:
                keys = {picture.key for picture in joined[exhibit.evidence].pictures.values()}
            whole = len(document.pages) - len(document.as_pictures)
            total = exhibit.size * whole // len(document.pages)
        found[exhibit.evidence] = total + sum(sizes.get(key, 0) for key in keys)
    return found


def trial(sample: Sequence[tuple[Exhibit, Path]], pictures: Pictures, preset: Preset) -> Curve:
    """What the mean of some photos takes at every step."""
    making = Making(pictures, None, {}, preset, preset.dpi, 0)
    made = list(_ahead(partial(making.tried, *each) for each in sample))
    return Curve({step: sum(sizes) / len(made) for step, *sizes in zip(TRIED, *made, strict=True)})
