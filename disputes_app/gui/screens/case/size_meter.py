"""How large a packet is against what its receiver takes, what takes the room, and what is left out."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from disputes_app.gui import theme as themes
from disputes_app.gui.screens.case.wording import size_words
from disputes_app.gui.widgets.buttons import Button, IconButton
from disputes_app.gui.widgets.labels import ElidedLabel, IconLabel, label
from disputes_app.gui.widgets.panels import clear, column, panel, row, scrolling
from disputes_app.gui.words import QT_TRANSLATE_NOOP, counted, for_tip
from disputes_app.queries.packet_preview import Preview

_C = "Case"
_SHOWN_NOTES = 2
_ROWS = 8
_PARTS = {
    "cover": QT_TRANSLATE_NOOP(_C, "Cover"),
    "index": QT_TRANSLATE_NOOP(_C, "Index"),
    "chronology": QT_TRANSLATE_NOOP(_C, "Chronology"),
    "statement": QT_TRANSLATE_NOOP(_C, "Statement"),
    "facts": QT_TRANSLATE_NOOP(_C, "Order, payment, tracking"),
    "messages": QT_TRANSLATE_NOOP(_C, "Messages"),
    "photos": QT_TRANSLATE_NOOP(_C, "Photos and saved pages"),
    "attachments": QT_TRANSLATE_NOOP(_C, "Attached documents"),
    "integrity": QT_TRANSLATE_NOOP(_C, "Integrity annex"),
}


class Bar(QWidget):
    """How much of the limit is used; past it the bar ends in a crossed cap."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part = 0.0
        self.setFixedHeight(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_part(self, part: float) -> None:
        """From 0; more than 1 is too much."""
        self._part = part
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = themes.active()
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(theme.line2)
        painter.setBrush(theme.surface)
        painter.drawRoundedRect(box, themes.RADIUS_BAR, themes.RADIUS_BAR)
        over = self._part > 1
        used = QRectF(box.left(), box.top(), box.width() * min(1.0, self._part), box.height())
        painter.fillRect(used, theme.error if over else theme.accent)
        if over:
            painter.setPen(theme.surface)
            end = box.right() - 7
            painter.drawLine(int(end), int(box.top()) + 1, int(end) + 5, int(box.bottom()) - 1)
            painter.drawLine(int(end), int(box.bottom()) - 1, int(end) + 5, int(box.top()) + 1)
        painter.end()


class Breakdown(QWidget):
    """Each part of the packet with its exhibits: pages, size, and its share as a bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        self._area = scrolling(inside, "surface")
        column(self._area, gap=0, parent=self)

    def clear(self) -> None:
        """Nothing is known."""
        clear(self._grid)

    def show_shares(self, preview: Preview) -> None:
        """What a build's room is taken by."""
        self.clear()
        for place, share in enumerate(preview.shares):
            name = QCoreApplication.translate(_C, _PARTS[share.section])
            if share.letter:
                name = f"{share.letter}  {preview.captions[share.letter]}"
            tone = "ink2" if share.letter else ""
            title = ElidedLabel(name, "dense", tone)
            title.setContentsMargins(themes.scaled(14) if share.letter else 0, 0, 0, 0)
            pages = counted("Case", "%n page", "%n pages", share.pages)
            part = Bar()
            part.setFixedWidth(themes.scaled(64))
            part.set_part(share.bytes / max(1, preview.size))
            size = size_words(share.bytes)
            part.setAccessibleName(f"{name}: {pages}, {size}")
            for at, each in enumerate(
                (title, label(pages, "dense", "ink2"), label(size, "dense", tone), part)
            ):
                if at in (1, 2):
                    each.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)  # type: ignore[attr-defined]
                self._grid.addWidget(each, place, at)
        rows = min(_ROWS, len(preview.shares))
        self._area.setFixedHeight(rows * (self.fontMetrics().lineSpacing() + 6))


class Meter(QWidget):
    """Size against the receiver's limit, pages, and what is left out or to be known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        frame = panel("surface", "edge-top")
        self.size_label = label("", "strong")
        self.words = ElidedLabel("", "body", "ink2")
        self.bar = Bar()
        self.more = IconButton("chevron-down", self.tr("What takes the room"))
        self.more.setCheckable(True)
        self.breakdown = Breakdown()
        self.breakdown.hide()
        self.more.toggled.connect(self._on_more)
        self.change = Button(self.tr("Change…"), kind="link")
        self.change.setToolTip(self.tr("Language, paper and size"))
        self.change.setAccessibleName(self.tr("Change language, paper and size"))
        line = row(self.size_label, self.words, self.change, self.more, gap=4)
        line.setStretch(1, 1)
        self._notes = column(gap=2)
        column(line, self.bar, self.breakdown, self._notes, gap=6, edge=(16, 9, 14, 10), parent=frame)
        column(frame, gap=0, parent=self)
        self.show_nothing()

    def show_nothing(self) -> None:
        """While the first pages are made."""
        self.size_label.setText("")
        self.words.setText(self.tr("Making the pages…"))
        self.bar.hide()
        self.breakdown.clear()
        clear(self._notes)

    def say(self, words: str) -> None:
        """Something about the pages that are shown, beside their size."""
        self.words.setText(words)

    def _on_more(self, shown: bool) -> None:
        self.more.set_icon_name("chevron-up" if shown else "chevron-down")
        self.breakdown.setVisible(shown)

    def show_packet(self, preview: Preview, most: int | None, most_pages: int | None) -> None:
        """What a build came to, against the bytes a file and the pages all files may have."""
        pages = counted("Case", "%n page", "%n pages", preview.pages)
        if most_pages:
            pages = self.tr("{pages} of {most} at most").format(pages=pages, most=most_pages)
        limit = size_words(most) if most else ""
        if preview.is_pictures:
            number = counted("Case", "%n picture", "%n pictures", len(preview.files))
            said = self.tr("in {pictures}; {limit} each at most").format(pictures=number, limit=limit)
        elif len(preview.files) > 1:
            number = counted("Case", "%n volume", "%n volumes", len(preview.files))
            said = self.tr("in {volumes} of {limit} at most, {pages}").format(
                volumes=number, limit=limit, pages=pages
            )
        elif most:
            said = self.tr("of {limit}, {pages}").format(limit=limit, pages=pages)
        else:
            said = self.tr("in {pages}; no limit is known").format(pages=pages)
        self.size_label.setText(size_words(preview.size))
        self.words.setText(said)
        self.bar.setVisible(bool(most) and not preview.is_pictures)
        self.bar.set_part(preview.fullest / most if most else 0)
        self.breakdown.show_shares(preview)
        self.setAccessibleName(f"{self.size_label.text()} {said}")
        clear(self._notes)
        notes = [*preview.warnings, *dict.fromkeys(reason for _, reason in preview.omitted)]
        for words in notes[:_SHOWN_NOTES]:
            self._notes.addLayout(_note(words))
        if len(notes) > _SHOWN_NOTES:
            rest = label(
                counted("Case", "and %n more", "and %n more", len(notes) - _SHOWN_NOTES), "dense", "ink2"
            )
            rest.setToolTip(for_tip("\n".join(notes[_SHOWN_NOTES:])))
            self._notes.addWidget(rest)


def _note(words: str) -> Any:
    said = label(words[:1].upper() + words[1:], "dense", "ink2", wrap=True)
    sign = IconLabel("triangle-alert", "warning", 14)
    line = row(gap=6)
    line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(said, 1)
    return line
