"""Pieces of the inspector: the box of the next deadline, a line for each protection, the row of proofs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from disputes_app.domain.evidence import Evidence
from disputes_app.gui import icons
from disputes_app.gui import theme as themes
from disputes_app.gui.families import ICONS
from disputes_app.gui.paint import text
from disputes_app.gui.paint.urgency import glyph_side, paint_urgency
from disputes_app.gui.screens.orders import wording
from disputes_app.gui.thumbnails import Thumbnails, icon_of
from disputes_app.gui.urgency import Level
from disputes_app.gui.widgets.flow_layout import FlowLayout
from disputes_app.gui.widgets.labels import Thumbnail, UrgencyLabel, label
from disputes_app.gui.widgets.panels import clear, column, row
from disputes_app.gui.words import breakable, counted, for_tip
from disputes_app.queries.deadlines import WindowRow

PROOFS = 5


class DeadlineBox(QFrame):
    """How long there is, what to do, and why in a sentence, on the ground of its level."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level = Level.LATER
        self._left = UrgencyLabel(Level.LATER, "")
        self._action = label("", "strong", wrap=True)
        self._note = label("", "second", "ink2", wrap=True)
        head = row(column(self._left, None, gap=0), self._action, gap=8)
        head.setStretch(1, 1)
        under = row(glyph_side() + 7, self._note, gap=0)
        under.setStretch(1, 1)
        column(head, under, gap=3, edge=(13, 9, 12, 10), parent=self)

    def show_deadline(self, level: Level, left: str, action: str, note: str) -> None:
        """Shows another one."""
        self._level = level
        self._left.set_urgency(level, left)
        self._action.setText(breakable(action))
        self._note.setText(breakable(note))
        self._note.setVisible(bool(note))
        self.setAccessibleName(". ".join(filter(None, (left, action, note))))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = themes.active().urgency[self._level]
        painter.setPen(QPen(colours.bar, 1))
        painter.setBrush(colours.bg)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, themes.RADIUS, themes.RADIUS)
        painter.end()


class ProtectionLine(QWidget):
    """One programme, law or insurance: its name, how long it still holds, and its last day."""

    def __init__(self, name: str, standing: WindowRow, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._icon = ICONS[standing.window.programme.family]
        self._level, self._left, self._day = wording.window_left(standing, today)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(filter(None, (name, self._left, self._day))))
        self.setToolTip(standing.window.action)

    def sizeHint(self) -> QSize:
        return QSize(themes.scaled(200), max(26, round(text.line_height(themes.font("body"))) + 8))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, box = themes.active(), QRectF(self.rect())
        icons.paint_icon(painter, QRectF(0, 0, 16, box.height()), self._icon, "ink2")
        day_wide = max(themes.scaled(44), text.width(themes.font("second"), self._day) + 2)
        text.line(painter, box, self._day, themes.font("second"), theme.ink2, text.RIGHT)
        right = box.right() - day_wide
        paint_urgency(
            painter, QRectF(right - glyph_side() - 4, 0, glyph_side(), box.height()), self._level, theme
        )
        font, colour = themes.font("second", QFont.Weight.DemiBold), theme.urgency[self._level].text
        words = QRectF(0, 0, right - glyph_side() - 11, box.height())
        used = text.line(painter, words, self._left, font, colour, text.RIGHT)
        ended = self._level is Level.MISSED
        name = QRectF(24, 0, words.right() - used - 32, box.height())
        text.line(painter, name, self._name, themes.font("second"), theme.ink2 if ended else theme.ink)
        painter.end()


class ProofRow(QWidget):
    """The first few proofs as small pictures, and how many are missing in a dashed box."""

    def __init__(self, pictures: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._shown: list[tuple[Evidence, Thumbnail]] = []
        self._flow = FlowLayout(self)
        pictures.came.connect(self._on_came)

    def set_proofs(self, items: Sequence[Evidence], missing: Sequence[str]) -> None:
        """``missing`` names what is not there yet."""
        clear(self._flow)
        self._shown = []
        for one in items[:PROOFS]:
            picture = self._pictures.picture(one)
            tall = themes.scaled(52)
            made = Thumbnail(QSize(tall if picture else round(tall * 0.75), tall), icon_of(one))
            made.setToolTip(for_tip(one.caption or one.name))
            made.set_picture(picture, one.caption or one.name)
            self._shown.append((one, made))
            self._flow.addWidget(made)
        if missing:
            self._flow.addWidget(_MissingBox(len(missing), missing))
        self.setVisible(bool(items or missing))
        self.updateGeometry()

    def _on_came(self, sha256: str) -> None:
        for evidence, made in self._shown:
            if evidence.sha256 == sha256:
                made.setFixedSize(themes.scaled(52), themes.scaled(52))
                made.set_picture(self._pictures.picture(evidence), evidence.caption or evidence.name)
                self.updateGeometry()


class _MissingBox(QWidget):
    def __init__(self, count: int, names: Sequence[str]) -> None:
        super().__init__()
        self._count = count
        tall = themes.scaled(52)
        self.setFixedSize(round(tall * 0.75), tall)
        self.setToolTip("\n".join(names))
        said = counted("Orders", "one proof missing", "%n proofs missing", count)
        self.setAccessibleName(f"{said}: {', '.join(names)}")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = themes.active()
        pen = QPen(theme.warning, 1.3, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, themes.RADIUS_PHOTO, themes.RADIUS_PHOTO)
        text.line(painter, box, str(self._count), themes.font("strong"), theme.warning, text.CENTRE)
        painter.end()
