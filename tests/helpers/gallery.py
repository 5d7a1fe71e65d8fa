"""Paints the components of the design with the real widgets, in both themes, as one PNG to look at.

Run: ``QT_QPA_PLATFORM=offscreen python -m tests.helpers.gallery OUT.png``
"""

from __future__ import annotations

import sys
from datetime import UTC, date

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QStyle, QStyleOptionViewItem, QWidget

from disputes_app.gui import icons
from disputes_app.gui import theme as themes
from disputes_app.gui.appearance import ThemeSource
from disputes_app.gui.paint import marks, rows, text
from disputes_app.gui.paint.axis import Axis, paint_today_line
from disputes_app.gui.paint.urgency import paint_urgency
from disputes_app.gui.paint.window_bar import Span, paint_window_bar
from disputes_app.gui.status_bar import StatusBar
from disputes_app.gui.urgency import Level
from disputes_app.gui.widgets.buttons import Button
from disputes_app.gui.widgets.chips import Chip, Chips
from disputes_app.gui.widgets.command_palette import CommandPalette, Found
from disputes_app.gui.widgets.fields import Field, set_state
from disputes_app.gui.widgets.focus_ring import _Ring
from disputes_app.gui.widgets.labels import Badge, IconLabel, UrgencyLabel, label
from disputes_app.gui.widgets.panels import column, panel, row
from disputes_app.gui.widgets.states import EmptyState, ErrorPanel, ProgressLine

_SCALE = [
    (Level.LATER, "164 days", "more than 14: ring"),
    (Level.SOON, "13 days", "14 to 4: half"),
    (Level.CLOSE, "2 days", "3 to 1: three quarters"),
    (Level.TODAY, "13 h left", "last day: full, with !"),
    (Level.MISSED, "2 days ago", "past: crossed"),
    (Level.OPENS, "14:20", "opens later: arrow"),
    (Level.DONE, "£38.20 back", "finished: tick"),
]
_STATES = [
    "rest",
    "pointer over",
    "selected, list has focus",
    "selected, focus elsewhere",
    "keyboard focus only",
]
_GROUNDS = ["chrome", "sidebar", "surface", "pane", "sel", "accent_soft", "well", "accent"]


class Painted(QWidget):
    """A widget that paints with a function of painter and theme."""

    def __init__(self, width, height, paint):
        super().__init__()
        self.setFixedSize(width, height)
        self._paint = paint

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint(painter, QRectF(self.rect()), themes.active())
        painter.end()


def _heading(words):
    return label(words, "strong")


def _row_states(painter, box, theme):
    for number, words in enumerate(_STATES):
        line = QRectF(0, number * 32, box.width(), 32)
        grounds = [theme.surface, theme.hover, theme.sel, theme.sel_off, theme.surface]
        painter.fillRect(line, grounds[number])
        if number == 2:
            painter.fillRect(QRectF(0, line.top(), 3, 32), theme.accent)
        paint_urgency(painter, QRectF(12, line.top(), 14, 32), Level.LATER, theme)
        text.line(painter, line.adjusted(35, 0, -12, 0), "Linen tea towels", themes.font("row"), theme.ink)
        text.line(painter, line.adjusted(0, 0, -12, 0), words, themes.font("dense"), theme.ink3, text.RIGHT)
        painter.fillRect(QRectF(0, line.bottom() - 1, box.width(), 1), theme.line)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 128, int(box.width()), 32)
    option.state = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
    rows.paint_focus(painter, option, theme)


def _bars(painter, box, theme):
    today = date(2026, 3, 12)
    spans = [
        (6, 140, 96, Span(date(2026, 1, 1), date(2026, 4, 5), Level.CLOSE)),
        (200, 108, 30, Span(date(2026, 3, 1), None, Level.LATER)),
        (350, 78, None, Span(date(2026, 3, 1), date(2026, 4, 9), Level.LATER, is_expected=True)),
        (580, 70, None, Span(date(2026, 1, 1), date(2026, 3, 10), Level.MISSED)),
    ]
    for left, wide, line, span in spans:
        place = QRectF(left, 0, wide, 38)
        axis = Axis(date(2026, 3, 1), 40, today, UTC)
        if line is not None:
            axis = Axis(date(2026, 3, 12 - 8), round(8 * wide / line), today, UTC)
        bar = Span(span.opens, span.closes, span.level, span.is_expected)
        if span.level is Level.CLOSE:
            bar = Span(span.opens, date.fromordinal(axis.end.toordinal() - 1), span.level)
        if span.level is Level.MISSED:
            axis = Axis(date(2026, 2, 1), 38, today, UTC)
        paint_window_bar(painter, place, axis, bar, [], theme, thickness=10)
        if line is not None:
            paint_today_line(painter, place, axis, theme)
    captions = [(59, "used up"), (102, "today"), (150, "last day"), (260, "goes on beyond the axis")]
    captions += [(389, "expected, no date yet"), (507, "another route"), (615, "missed")]
    for middle, words in captions:
        place = QRectF(middle - 80, 40, 160, 20)
        text.line(painter, place, words, themes.font("dense"), theme.ink2, text.CENTRE)
    axis = Axis(date(2026, 3, 1), 40, today, UTC)
    route = Span(date(2026, 3, 1), date(2026, 4, 8), Level.LATER)
    paint_window_bar(painter, QRectF(472, 0, 70, 38), axis, None, [route], theme)


def _moving(painter, box, theme):
    for number, (letter, words) in enumerate(
        [("A", "Watch switched on"), ("B", "Close up"), ("C", "Battery at 0%")]
    ):
        line = QRectF(0, number * 32, box.width(), 32)
        painter.setOpacity(0.4 if letter == "C" else 1)
        icons.paint_icon(painter, QRectF(12, line.top(), 16, 32), "grip-vertical", "ink2", 14)
        marks.paint_letter(painter, QRectF(35, line.top(), 20, 32), letter, theme)
        text.line(painter, line.adjusted(61, 0, 0, 0), words, themes.font("body"), theme.ink)
        painter.setOpacity(1)
        painter.fillRect(QRectF(0, line.bottom() - 1, box.width(), 1), theme.line)
    ghost = QRectF(133, 34, box.width() - 134, 29)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.accent)
    painter.setBrush(theme.surface)
    painter.drawRoundedRect(ghost, 5, 5)
    icons.paint_icon(painter, QRectF(145, 34, 16, 29), "grip-vertical", "ink2", 14)
    marks.paint_letter(painter, QRectF(168, 34, 20, 29), "C", theme)
    text.line(painter, ghost.adjusted(61, 0, 0, 0), "Battery at 0%", themes.font("body"), theme.ink)
    rows.paint_drop_line(painter, 4, box.width(), 32, theme)


def _grounds(painter, box, theme):
    pitch = box.width() / len(_GROUNDS)
    for number, name in enumerate(_GROUNDS):
        place = QRectF(number * pitch + 0.5, 0.5, pitch - 9, 29)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.line2)
        painter.setBrush(theme.color(name))
        painter.drawRoundedRect(place, 4, 4)
        ink = theme.on_accent if name == "accent" else theme.ink
        text.line(painter, place, "Aa", themes.font("medium"), ink, text.CENTRE)
        below = QRectF(place.left() - 5, 29, place.width() + 10, 18)
        text.line(painter, below, name, themes.font("second"), theme.ink3, text.CENTRE)


def _field(day, state=""):
    made = QLineEdit(day)
    made.setFixedWidth(100)
    set_state(made, state)
    return made


def _palette():
    found = [
        Found("scale", "LED panel lamps, 160 short", "case, 4 days", ("case", 1)),
        Found("store", "Zhongshan Lumio Lighting", "seller", ("sellers", 1)),
        Found("message-square", "14 messages with 陈丽", "LED panel lamps", ("order", 1)),
        Found("file-output", "Make packet for LED panel lamps", "Ctrl Shift P", ("command", "make_packet")),
    ]
    made = CommandPalette(None, lambda _text: found)
    made.setWindowFlags(Qt.WindowType.Widget)
    made.field.setText("lumio")
    made.setFixedSize(320, made.height())
    return made


def _undo():
    made = StatusBar()
    made.offer_undo("3 orders deleted", int)
    return made


def _proof(have, total, words, tone):
    meter = Painted(
        round(marks.proof_width(total)) + 2, 12, lambda p, b, t: marks.paint_proof(p, b, have, total, t)
    )
    return column(meter, label(words, "second", tone), gap=2)


def page() -> QWidget:
    """One half of the picture, in the theme in force."""
    made = panel("surface")
    made.setFixedSize(720, 900)
    scale = column(gap=4)
    for level, words, note in _SCALE:
        glyph, badge = UrgencyLabel(level, words), Badge(words, level)
        glyph.setFixedWidth(100)
        badge_place = row(badge, None)
        line = row(glyph, badge_place, label(note, "dense", "ink2"), gap=6)
        line.itemAt(2).widget().setFixedWidth(124)
        scale.addLayout(line)
    states = panel("surface", "box")
    column(Painted(318, 160, _row_states), gap=0, edge=(1, 1, 1, 1), parent=states)
    buttons = row(Button("Make packet…", kind="primary"), Button("Edit"), Button("Focus"), gap=8)
    save = Button("Save")
    save.setEnabled(False)
    buttons.addWidget(save)
    buttons.addStretch(1)
    chips = Chips([Chip("all", "All", 27), Chip("open", "Open case", 9)])
    second = row(Button("Columns", "columns-3", "flat"), chips)
    second.setStretch(1, 1)
    error = Field(_field("9 Feb 2026"), "Delivered")
    error.show_error("That is before it was shipped.")
    fields = row(_field("24 Feb 2026"), _field("26 Feb 2026"), None, gap=8)
    empty = panel("pane", "box")
    column(
        EmptyState(
            "No order matches “tripod”", "Ended orders are hidden by the filter.", "Show ended orders"
        ),
        parent=empty,
    )
    working = panel("pane", "box")
    line = ProgressLine()
    line.set_part(0.58)
    wrong = ErrorPanel()
    ways = {"other": "Choose another folder…", "again": "Try again"}
    wrong.show_error("The PDF was not written", "No room left on drive D. Your case is safe.", ways)
    said = row(
        IconLabel("loader"),
        label("Making packet, page 6 of 10"),
        None,
        Button("Stop", kind="link"),
        edge=(12, 4, 12, 4),
    )
    column(said, line, wrong, gap=0, edge=(1, 1, 1, 1), parent=working)
    moving = panel("surface", "box")
    column(Painted(318, 96, _moving), gap=0, edge=(1, 1, 1, 1), parent=moving)
    proofs = row(_proof(7, 9, "2 of 9 missing", "warning"), _proof(6, 6, "all 6 ready", "good"), None, gap=16)
    left = column(_heading("Urgency, always glyph + number + word"), scale, None)
    right = column(_heading("Row states"), states, None)
    column(
        row(left, right, gap=20),
        _heading("Window bar"),
        Painted(668, 62, _bars),
        row(
            column(_heading("Buttons"), buttons, second, None),
            column(_heading("Fields"), fields, error, None),
            gap=20,
        ),
        row(
            column(_heading("Moving an exhibit"), moving, None, _heading("Nothing here"), empty),
            column(
                _heading("Go to or do, Ctrl K"),
                _palette(),
                _heading("Working, and gone wrong"),
                working,
                None,
            ),
            gap=20,
        ),
        row(
            column(_heading("Proof"), proofs),
            column(_heading("Undo, in the status bar for 20 s, then in Ctrl Z"), _undo()),
            gap=20,
        ),
        _heading("Ink and grounds"),
        Painted(668, 50, _grounds),
        None,
        edge=(26, 14, 26, 10),
        parent=made,
    )
    return made


def main(out: str) -> None:
    """Both halves side by side."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    source = ThemeSource(app)
    picture = QImage(1440, 900, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    for number, pin in enumerate(("light", "dark")):
        source.set_pin(pin)
        half = page()
        half.show()
        app.processEvents()
        focused = next(made for made in half.findChildren(Button) if made.text() == "Focus")
        ring = _Ring(focused)
        ring.show()
        painter.drawPixmap(720 * number, 0, half.grab())
        half.hide()
    painter.end()
    picture.save(out)


if __name__ == "__main__":
    main(sys.argv[1])
