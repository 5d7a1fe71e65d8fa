"""What is put on a picture: areas to cover and numbered marks; where a point takes hold of them, how they move.

All places are fractions of the picture, from its upper left corner; this module knows no Qt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from disputes_app.domain.turning import turned_box, turned_point
from disputes_app.queries.exhibits import ExhibitRow

Point = tuple[float, float]

LEAST = 0.004
"""A covered area is at least this wide and high."""
WHOLE, TIP, CORNER = "whole", "tip", "corner"
"""What a hand or key moves: all of it, the place a mark points to, or an area's lower right corner."""
_CORNERS = ("left top", "right top", "left bottom", "right bottom")


@dataclass(frozen=True)
class Cover:
    """An area that is covered."""

    page: int
    x: float
    y: float
    width: float
    height: float

    def grips(self) -> Iterator[tuple[str, Point]]:
        """Its corners, by name."""
        for name in _CORNERS:
            yield (
                name,
                (
                    self.x + self.width * ("right" in name),
                    self.y + self.height * ("bottom" in name),
                ),
            )

    def holds(self, point: Point) -> bool:
        """Whether a point lies inside."""
        return self.x <= point[0] <= self.x + self.width and self.y <= point[1] <= self.y + self.height

    def turned(self, degrees: int) -> Cover:
        """The area once its picture was turned to the right."""
        x, y, width, height = turned_box((self.x, self.y, self.width, self.height), degrees)
        return replace(self, x=x, y=y, width=width, height=height)

    def moved(self, grip: str, dx: float, dy: float) -> Cover:
        """The area after a corner, or all of it, was moved; it stays inside the picture and does not vanish."""
        if grip == WHOLE:
            x = _within(self.x + dx, 0.0, 1.0 - self.width)
            y = _within(self.y + dy, 0.0, 1.0 - self.height)
            return replace(self, x=x, y=y)
        right, bottom = self.x + self.width, self.y + self.height
        left, top = self.x, self.y
        if "left" in grip:
            left = _within(left + dx, 0.0, right - LEAST)
        else:
            right = _within(right + dx, left + LEAST, 1.0)
        if "top" in grip:
            top = _within(top + dy, 0.0, bottom - LEAST)
        else:
            bottom = _within(bottom + dy, top + LEAST, 1.0)
        return replace(self, x=left, y=top, width=right - left, height=bottom - top)


@dataclass(frozen=True)
class Mark:
    """A number that stands at (x, y) and points to (to_x, to_y); ``text`` says what it names."""

    page: int
    x: float
    y: float
    to_x: float
    to_y: float
    text: str = ""

    def grips(self) -> Iterator[tuple[str, Point]]:
        """Its number, which takes all of it along, and its tip."""
        yield WHOLE, (self.x, self.y)
        yield TIP, (self.to_x, self.to_y)

    def holds(self, point: Point) -> bool:
        """A mark is taken by its number or its tip alone."""
        del point
        return False

    def turned(self, degrees: int) -> Mark:
        """The mark once its picture was turned to the right."""
        (x, y), (to_x, to_y) = (
            turned_point(one, degrees) for one in ((self.x, self.y), (self.to_x, self.to_y))
        )
        return replace(self, x=x, y=y, to_x=to_x, to_y=to_y)

    def moved(self, grip: str, dx: float, dy: float) -> Mark:
        """The mark after its tip, or all of it, was moved; it stays inside the picture."""
        if grip == WHOLE:
            dx = _within(dx, -min(self.x, self.to_x), 1.0 - max(self.x, self.to_x))
            dy = _within(dy, -min(self.y, self.to_y), 1.0 - max(self.y, self.to_y))
            return replace(self, x=self.x + dx, y=self.y + dy, to_x=self.to_x + dx, to_y=self.to_y + dy)
        return replace(self, to_x=_within(self.to_x + dx, 0.0, 1.0), to_y=_within(self.to_y + dy, 0.0, 1.0))


Item = Cover | Mark


def numbers(items: Sequence[Item]) -> list[int]:
    """The number of every mark, counted over all pages; 0 for an area."""
    found, count = [], 0
    for item in items:
        count += isinstance(item, Mark)
        found.append(count if isinstance(item, Mark) else 0)
    return found


def items_of(row: ExhibitRow) -> list[Item]:
    """What covers and marks an exhibit, as it is stored."""
    areas = [Cover(box.page, box.x, box.y, box.width, box.height) for box in row.boxes]
    return [*areas, *(Mark(one.page, one.x, one.y, one.to_x, one.to_y, one.text) for one in row.callouts)]


def taken(items: Sequence[Item], page: int, point: Point, reach: Point) -> tuple[int, str] | None:
    """Which item a point takes hold of, and by what; the last one put there first. ``reach`` is how near it has to be."""
    on_page = [number for number, item in enumerate(items) if item.page == page]
    for number in reversed(on_page):
        for grip, (x, y) in reversed(list(items[number].grips())):
            if abs(point[0] - x) <= reach[0] and abs(point[1] - y) <= reach[1]:
                return number, grip
    inside = (number for number in reversed(on_page) if items[number].holds(point))
    return next(((number, WHOLE) for number in inside), None)


def cover(page: int, start: Point, end: Point) -> Cover | None:
    """The area between two points; None when it is next to nothing."""
    x, y = min(start[0], end[0]), min(start[1], end[1])
    width, height = abs(end[0] - start[0]), abs(end[1] - start[1])
    return Cover(page, x, y, width, height) if width >= LEAST and height >= LEAST else None


def all_but(page: int, start: Point, end: Point) -> list[Cover]:
    """Areas that cover everything but the one between two points; none when that is next to nothing."""
    kept = cover(page, start, end)
    if kept is None:
        return []
    right, bottom = kept.x + kept.width, kept.y + kept.height
    around = (
        cover(page, (0.0, 0.0), (1.0, kept.y)),
        cover(page, (0.0, bottom), (1.0, 1.0)),
        cover(page, (0.0, kept.y), (kept.x, bottom)),
        cover(page, (right, kept.y), (1.0, bottom)),
    )
    return [area for area in around if area is not None]


def typed(page: int, written: str) -> Cover | None:
    """Four percentages (left, top, width, height) as an area; None when they are not inside the picture."""
    parts = written.replace("%", " ").replace(";", " ").replace(",", " ").split()
    try:
        x, y, width, height = (float(part) / 100 for part in parts)
    except ValueError:
        return None
    fits = x >= 0 and y >= 0 and width > 0 and height > 0 and x + width <= 1.0001 and y + height <= 1.0001
    return Cover(page, x, y, width, height) if fits else None


def _within(value: float, least: float, most: float) -> float:
    return max(least, min(value, most))
