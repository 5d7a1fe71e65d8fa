"""The status bar: counts or undo at the left; zone and clock, the rules' date, saved and backup at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from disputes_app.gui import theme as themes
from disputes_app.gui.notices import UNDO_SECONDS
from disputes_app.gui.widgets.buttons import Button
from disputes_app.gui.widgets.labels import ElidedLabel, IconLabel, label, set_tone
from disputes_app.gui.widgets.panels import row


class StatusBar(QFrame):
    """Words at the left change with the screen; a notice or an undo takes their place for twenty seconds."""

    undo_ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "sidebar")
        self.setProperty("rule", "edge-top")
        self.setFixedHeight(themes.height("status_bar"))
        self._counts = ""
        self._undo: Callable[[], object] | None = None
        self._go: Callable[[], object] | None = None
        self._sign = IconLabel("undo-2", "ink2", 14)
        self._words = ElidedLabel("", "second", "ink2")
        self._link = Button(self.tr("Undo"), kind="link")
        self._link.setFont(themes.font("second"))
        self._link.clicked.connect(self._on_link)
        self._keys = label(self.tr("Ctrl Z"), "second", "ink3")
        self._zone = _Part("clock")
        self._rules = _Part("book-open")
        self._saved = _Part("hard-drive")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(UNDO_SECONDS * 1000)
        self._timer.timeout.connect(self._end_notice)
        left = row(self._sign, self._words, self._link, self._keys, None, gap=6)
        self._layout = row(
            left, self._zone, self._rules, self._saved, gap=18, edge=(14, 0, 14, 0), parent=self
        )
        self._layout.setStretch(0, 1)
        self._end_notice()

    def set_counts(self, words: str) -> None:
        """What the screen counts ("27 orders, 1 selected")."""
        self._counts = words
        if not self._timer.isActive():
            self._words.setText(words)
            self._make_room()

    def set_zone(self, words: str) -> None:
        """The zone and the clock ("Leeds, GMT (UTC+0) · 10:42")."""
        self._zone.set_words(words)
        self._make_room()

    def set_rules(self, words: str) -> None:
        """When the rules were checked."""
        self._rules.set_words(words)
        self._make_room()

    def set_saved(self, words: str, tone: str = "good") -> None:
        """Where it is saved and when the last backup was; ``warning`` when one is due."""
        self._saved.set_words(words, tone)
        self._make_room()

    def say(self, words: str) -> None:
        """A notice in place of the counts."""
        self._show_notice(words, None)

    def offer_undo(self, words: str, undo: Callable[[], object]) -> None:
        """A notice with Undo beside it."""
        self._link.setText(self.tr("Undo"))
        self._show_notice(words, undo)

    def offer(self, words: str, way: str, go: Callable[[], object]) -> None:
        """A notice with a way on beside it."""
        self._link.setText(way)
        self._show_notice(words, None, go)

    @property
    def has_undo(self) -> bool:
        """Whether Undo is on offer."""
        return self._undo is not None

    def undo(self) -> None:
        """Takes back what is on offer."""
        undo = self._undo
        self._end_notice()
        if undo is not None:
            undo()

    def _on_link(self) -> None:
        if self._go is not None:
            self._go()
        else:
            self.undo()

    def _show_notice(
        self, words: str, undo: Callable[[], object] | None, go: Callable[[], object] | None = None
    ) -> None:
        self._undo, self._go = undo, go
        self._words.setText(f"{words} ·" if undo or go else words)
        set_tone(self._words, "")
        for part in (self._sign, self._keys):
            part.setVisible(undo is not None)
        self._link.setVisible(undo is not None or go is not None)
        self._make_room()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """What can be read elsewhere gives way to the words at the left, one after the other."""
        for part in (self._zone, self._rules):
            part.give_way(False)
        for part in (self._rules, self._zone):
            self._layout.activate()  # else it knows the words from before
            part.give_way(self._layout.sizeHint().width() > self.width())

    def _end_notice(self) -> None:
        self._timer.stop()
        had = self._undo is not None
        self._undo = self._go = None
        for part in (self._sign, self._link, self._keys):
            part.hide()
        set_tone(self._words, "ink2")
        self._words.setText(self._counts)
        self._make_room()
        if had:
            self.undo_ended.emit()


class _Part(QWidget):
    """An icon and its words; hidden while there are none."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = IconLabel(icon, "ink2", 14)
        self._words = ElidedLabel("", "second", "ink2")
        row(self._icon, self._words, gap=6, parent=self)
        self.hide()

    def give_way(self, away: bool) -> None:
        self.setVisible(bool(self._words.text()) and not away)

    def set_words(self, words: str, tone: str = "ink2") -> None:
        self._words.setText(words)
        set_tone(self._words, tone)
        self._icon.set_icon(self._icon.name, tone)
        self.setVisible(bool(words))
