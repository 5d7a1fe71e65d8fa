"""The end of the recourse map: which route to use first, and what a rule's source says of using two."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from disputes_app.gui import theme as themes
from disputes_app.gui.paint import text
from disputes_app.gui.paint.urgency import paint_urgency
from disputes_app.gui.screens.order.loading import OrderView
from disputes_app.gui.screens.order.map_best import best_order, best_reasons
from disputes_app.gui.screens.order.wording import translate
from disputes_app.gui.urgency import Level
from disputes_app.gui.widgets.flow_layout import FlowLayout
from disputes_app.gui.widgets.labels import IconLabel, label
from disputes_app.gui.widgets.panels import column, row


class Step(QWidget):
    """One route in its urgency's colours: glyph and words on a tag."""

    def __init__(self, level: Level, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level, self._words = level, words
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        font = themes.font("second", themes.font("small").weight())
        return QSize(round(text.width(font, self._words)) + 32, max(22, round(text.line_height(font)) + 6))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), themes.active()
        colours, box = theme.urgency[self._level], QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(themes.active().surface)
        painter.setBrush(colours.bg)
        painter.drawRoundedRect(box, themes.RADIUS_TAG, themes.RADIUS_TAG)
        glyph = QRectF(box.left() + 6, box.top(), 14, box.height())
        paint_urgency(painter, glyph, self._level, theme)
        font = themes.font("second", themes.font("small").weight())
        text.line(painter, box.adjusted(25, 0, -4, 0), self._words, font, colours.text)
        painter.end()


class BestOrder(QWidget):
    """Heading, the routes in order, the reasons."""

    def __init__(self, view: OrderView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        steps = QWidget()
        flow = FlowLayout(steps)
        for number, (level, words) in enumerate(best_order(view)):
            step = Step(level, words)
            if number == 0:
                flow.addWidget(step)
                continue
            # The arrow goes with the step it leads to when the line breaks.
            arrow = IconLabel("arrow-right", "ink3", 14)
            both = QWidget()
            row(arrow, step, gap=6, parent=both)
            flow.addWidget(both)
        parts = [label(translate("Order", "Best order to use them"), "strong"), steps]
        reasons = " ".join(best_reasons(view))
        if reasons:
            parts.append(label(reasons, "second", "ink2", wrap=True))
        column(*parts, gap=9, edge=(16, 18, 16, 18), parent=self)
