"""The sum of a reason: start event + period = last day, as boxes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from disputes_app.domain.anchors import Anchor
from disputes_app.domain.calendars import zone_info
from disputes_app.domain.date_words import anchor_words, city, counted_words
from disputes_app.domain.programmes import Kind, Unit
from disputes_app.domain.window import Window
from disputes_app.gui import theme as themes
from disputes_app.gui.paint import text
from disputes_app.gui.paint.text import Run
from disputes_app.gui.phrases import weekday
from disputes_app.gui.screens.order.loading import OrderView
from disputes_app.gui.screens.order.wording import close_words, home_close_words, translate
from disputes_app.gui.urgency import Level


@dataclass(frozen=True)
class Plate:
    """One box of the sum: what, and how it is known or what it is elsewhere; ``sign`` stands before it."""

    upper: str
    lower: str = ""
    level: Level | None = None
    sign: str = ""


class PlateBox(QWidget):
    """Draws a plate: outlined on the pane's ground, the result in its urgency."""

    def __init__(self, plate: Plate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plate = plate
        self.setAccessibleName(f"{plate.upper}. {plate.lower}" if plate.lower else plate.upper)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _fonts(self) -> tuple[QFont, QFont]:
        weight = QFont.Weight.DemiBold if self._plate.level else QFont.Weight.Medium
        return themes.font("row", weight), themes.font("dense")

    def sizeHint(self) -> QSize:
        upper, lower = self._fonts()
        wide = max(text.width(upper, self._plate.upper), text.width(lower, self._plate.lower))
        tall = text.line_height(upper) + text.line_height(lower) + 1
        return QSize(round(wide) + 21, round(tall) + 9)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, plate = QPainter(self), themes.active(), self._plate
        colours = theme.urgency[plate.level] if plate.level else None
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.bar if colours else theme.line2, 1))
        painter.setBrush(colours.bg if colours else theme.pane)
        box = QRectF(self.rect())
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), themes.RADIUS_TAG, themes.RADIUS_TAG)
        upper, lower = self._fonts()
        inner = box.adjusted(10, 0, -8, 0)
        first = Run(plate.upper, upper, colours.text if colours else theme.ink)
        if plate.lower:
            text.two_lines(painter, inner, first, Run(plate.lower, lower, theme.ink2))
        else:
            text.line(painter, inner, first.text, first.font, first.colour)
        painter.end()


def plates(view: OrderView, window: Window, level: Level) -> list[Plate]:
    """Start, period and result of a window, as far as they are known."""
    found = []
    if window.used:
        found.append(_start(view, window, window.used[-1]))
        words = counted_words(window) if window.rule.length.unit is not Unit.SHOWN else ""
        if words:
            if window.in_hand:
                words = translate("Order", "{length} less 1 in hand").format(length=words)
            found.append(Plate(words, sign="+"))
    if _is_overruled(window) and window.computed_close is not None:
        computed = close_words(window.computed_close, window.zone, view.today)
        found.append(Plate(computed, translate("Order", "worked out"), sign="="))
    close = window.opens_at if window.kind is Kind.EARLIEST else window.shown_close
    if close is not None:
        upper = close_words(close, window.zone, view.today)
        if window.closes_at is None and window.kind is not Kind.EARLIEST:
            upper = translate("Order", "{when} at the earliest").format(when=upper)
        other = zone_info(window.zone)
        differs = close.astimezone(other).utcoffset() != close.astimezone(view.home).utcoffset()
        lower = home_close_words(close, view.home, view.today) if differs else _last_day_words(window)
        sign = "→" if _is_overruled(window) else "=" if found else ""
        found.append(Plate(upper, lower, level, sign))
    return found


def _is_overruled(window: Window) -> bool:
    """Whether the platform itself shows another day than the rule gives: both are shown."""
    shown, computed = window.closes_at, window.computed_close
    if window.platform_date is None or shown is None or computed is None:
        return False
    zone = zone_info(window.zone)
    return shown.astimezone(zone).date() != computed.astimezone(zone).date()


def _last_day_words(window: Window) -> str:
    if window.platform_date is not None:
        return translate("Order", "as {programme} itself shows").format(programme=window.programme.name)
    return translate("Order", "first day") if window.kind is Kind.EARLIEST else translate("Order", "last day")


def _start(view: OrderView, window: Window, anchor: Anchor) -> Plate:
    value = anchor.value
    upper, known = anchor_words(anchor.kind), _how_known(anchor)
    if isinstance(value, datetime):
        there = value.astimezone(zone_info(window.zone))
        known = f"{known}, {there:%H:%M} {city(window.zone)}"
        day = there.date()
    else:
        day = value
    return Plate(f"{upper} {weekday(day, view.today)}", known)


def _how_known(anchor: Anchor) -> str:
    if anchor.source_detail:
        return anchor.source_detail
    return {
        "typed": translate("Order", "entered by you"),
        "platform": translate("Order", "shown by the platform"),
        "tracking": translate("Order", "carrier event"),
        "file": translate("Order", "from a file"),
        "mail": translate("Order", "from a mail"),
        "computed": translate("Order", "worked out"),
        "lapsed": translate("Order", "happens by itself"),
    }[anchor.source.value]
