"""Turning a picture by quarters: where its points and areas go. All are fractions from its upper left corner."""

from __future__ import annotations

Point = tuple[float, float]
Box = tuple[float, float, float, float]

QUARTERS = (0, 90, 180, 270)
"""The turns there are, in degrees to the right (clockwise)."""


def turned_point(point: Point, degrees: int) -> Point:
    """Where a point lies once its picture was turned to the right.

    >>> turned_point((0.2, 0.1), 90)
    (0.9, 0.2)
    """
    x, y = point
    for _ in range(degrees // 90 % 4):
        x, y = 1.0 - y, x
    return x, y


def turned_box(box: Box, degrees: int) -> Box:
    """Where an area (left, top, width, height) lies once its picture was turned to the right."""
    x, y, width, height = box
    for _ in range(degrees // 90 % 4):
        x, y, width, height = max(0.0, 1.0 - y - height), x, height, width
    return x, y, width, height
