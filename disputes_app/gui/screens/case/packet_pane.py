"""The packet as it will be: for which receiver, its real pages, how large it is, what is left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from disputes_app.domain.ids import CaseId
from disputes_app.errors import UserError
from disputes_app.gui import theme as themes
from disputes_app.gui.context import Context
from disputes_app.gui.paint import text
from disputes_app.gui.screens.case.pages_view import BuiltPages, PagesView
from disputes_app.gui.screens.case.wording import size_words
from disputes_app.gui.tasks import Task
from disputes_app.gui.widgets.bars import PaneHeader
from disputes_app.gui.widgets.buttons import IconButton
from disputes_app.gui.widgets.labels import ElidedLabel, IconLabel, label
from disputes_app.gui.widgets.panels import clear, column, panel, row
from disputes_app.gui.widgets.segments import Segments
from disputes_app.gui.widgets.states import ErrorPanel
from disputes_app.gui.words import counted
from disputes_app.progress import Progress, silent
from disputes_app.queries.packet_content import packet_content
from disputes_app.queries.packet_preview import Preview, packet_preview, presets

REBUILD_MS = 400
FIRST = ("aliexpress", "paypal", "print_a4", "print_letter")
_SHOWN_NOTES = 2


class PacketPane(QWidget):
    """``built`` carries the ``Preview`` of the packet shown, ``filled`` its content, ``preset_chosen`` an id."""

    built = Signal(object)
    filled = Signal(object)
    preset_chosen = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._case: CaseId | None = None
        self._asking = 0
        self._building: Task | None = None
        self.content: Any = None
        self.preview: Preview | None = None
        self._all = {one.id: one for one in presets()}
        self._preset = FIRST[2]
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(REBUILD_MS)
        self.timer.timeout.connect(self.rebuild)
        self.header = PaneHeader(self.tr("Packet"))
        self.segments = Segments([], self.tr("Receiver"))
        self.segments.chosen.connect(self._on_chosen)
        self.others = IconButton("chevron-down", self.tr("Other receivers"))
        self.others.setMenu(self._menu())
        self.header.add_right(self.segments)
        self.header.add_right(self.others)
        self.pages = PagesView(context)
        self.error = ErrorPanel()
        self.error.acted.connect(self._on_acted)
        self.meter = Meter()
        whole = column(self.header, self.pages, self.error, self.meter, gap=0, parent=self)
        whole.setStretch(1, 1)
        self.setMinimumWidth(themes.scaled(300))
        self._show_segments()

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for one in self._all.values():
            action = menu.addAction(one.title)
            action.setData(one.id)
            action.setCheckable(True)
        menu.triggered.connect(self._on_other)
        return menu

    def _show_segments(self) -> None:
        """The four receivers most used, with the chosen one in front when it is another; fewer when narrow."""
        ids = list(FIRST)
        if self._preset not in ids:
            ids = [self._preset, *ids[:3]]
        font = themes.font("second", QFont.Weight.DemiBold)
        room = self.width() - text.width(themes.font("pane"), self.header.title.text()) - themes.scaled(76)
        shown: list[str] = []
        for one in [self._preset, *(other for other in ids if other != self._preset)]:
            room -= text.width(font, self._words(one)) + 24
            if room > 0 or not shown:
                shown.append(one)
        chosen = [one for one in ids if one in shown]
        self.segments.set_choices([(one, self._words(one)) for one in chosen])
        self.segments.choose(self._preset)
        for action in self.others.menu().actions():
            action.setChecked(action.data() == self._preset)

    def _words(self, preset: str) -> str:
        one = self._all[preset]
        return {
            "aliexpress": "AliExpress",
            "paypal": self.tr("PayPal 10 MB"),
            "print_a4": self.tr("Print A4"),
            "print_letter": self.tr("Print Letter"),
            "alibaba": "Alibaba",
            "amazon": "Amazon",
            "ebay": "eBay",
            "etsy": "Etsy",
            "card_issuer": self.tr("Card issuer"),
        }.get(preset, one.title.split(",")[0])

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._show_segments()

    # What is shown

    @property
    def preset(self) -> str:
        """The receiver's preset the packet is made for."""
        return self._preset

    @property
    def sections(self) -> tuple[str, ...]:
        """The parts the receiver's packet has."""
        return self._all[self._preset].sections

    def is_known(self, preset: str) -> bool:
        """Whether there is such a preset."""
        return preset in self._all

    def show_case(self, case: CaseId, preset: str) -> None:
        """Another case: its packet is built at once."""
        if case != self._case:
            self.preview = self.content = None
            self.pages.show_nothing()
            self.meter.show_nothing()
        self._case, self._preset = case, preset
        self._show_segments()
        self.rebuild()

    def later(self) -> None:
        """Something was changed: the packet is built anew when nothing more follows for a moment."""
        self.timer.start()

    def choose(self, preset: str) -> None:
        """Another receiver."""
        if preset != self._preset:
            self._preset = preset
            self._show_segments()
            self.preset_chosen.emit(preset)
            self.rebuild()

    def rebuild(self) -> None:
        """Builds the packet from what is stored now; what was being built is given up."""
        self.timer.stop()
        if self._case is None:
            return
        if self._building is not None:
            self._building.stop()
        self._asking += 1
        asking = _Asking(self, self._asking)
        self._context.work.ask(
            packet_content, self._case, self._all[self._preset],
            done=asking.on_content, failed=asking.on_failed,
        )  # fmt: skip

    def on_content(self, number: int, content: Any, asking: _Asking) -> None:
        """What the packet will hold is known; now its pages are made."""
        if number != self._asking:
            return
        self.content = content
        self.filled.emit(content)
        folder = self._context.core.library.folder / "cache"
        self._building = self._context.tasks.run(
            _build, content, self._preset, folder / f"preview-{self._case}.pdf",
            done=asking.on_built, failed=asking.on_failed, quiet=True, pool=True,
        )  # fmt: skip

    def on_built(self, number: int, pages: BuiltPages) -> None:
        """The pages are there."""
        if number != self._asking:
            return
        self.preview = preview = pages.preview
        self.error.hide()
        preset = self._all[self._preset]
        self.pages.show_pages(pages, preset.paper)
        self.meter.show_pages(pages, preset.max_bytes, preset.max_pages)
        self.built.emit(preview)

    def on_failed(self, number: int, error: Exception) -> None:
        """It could not be built: says why beside the pages; those of before stay."""
        if number != self._asking:
            return
        if not isinstance(error, UserError):
            self._context.notices.error(error, self)
            return
        said = str(error)
        self.error.show_error(
            self.tr("The packet cannot be made like this"),
            f"{said[:1].upper()}{said[1:]}".rstrip(".") + ".",
            {"again": self.tr("Try again")},
        )

    def _on_acted(self, _way: str) -> None:
        self.rebuild()

    def _on_chosen(self, preset: str) -> None:
        self.choose(preset)

    def _on_other(self, action: QAction) -> None:
        self.choose(str(action.data()))
        self._show_segments()


def _build(content: Any, preset: str, into: Path, progress: Progress = silent) -> BuiltPages:
    """The preview, with its single pictures where the receiver takes no PDF."""
    pattern = f"{into.stem}-??.jpg"
    for old in into.parent.glob(pattern):
        old.unlink(missing_ok=True)
    preview = packet_preview(content, preset, into, progress)
    return BuiltPages(preview, tuple(sorted(into.parent.glob(pattern))))


class _Asking(QObject):
    """One build under way, by its number: news of an older one is dropped."""

    def __init__(self, pane: PacketPane, number: int) -> None:
        super().__init__(pane)
        self._pane, self._number = pane, number

    def on_content(self, content: Any) -> None:
        self._pane.on_content(self._number, content, self)

    def on_built(self, pages: BuiltPages) -> None:
        self.deleteLater()
        self._pane.on_built(self._number, pages)

    def on_failed(self, error: Exception) -> None:
        self.deleteLater()
        self._pane.on_failed(self._number, error)


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


class Meter(QWidget):
    """Size against the receiver's limit, pages, and what is left out or to be known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        frame = panel("surface", "edge-top")
        self.size_label = label("", "strong")
        self.words = ElidedLabel("", "body", "ink2")
        self.bar = Bar()
        line = row(self.size_label, self.words, gap=4)
        line.setStretch(1, 1)
        self._notes = column(gap=2)
        column(line, self.bar, self._notes, gap=6, edge=(16, 9, 14, 10), parent=frame)
        column(frame, gap=0, parent=self)
        self.show_nothing()

    def show_nothing(self) -> None:
        """While the first pages are made."""
        self.size_label.setText("")
        self.words.setText(self.tr("Making the pages…"))
        self.bar.hide()
        clear(self._notes)

    def show_pages(self, built: BuiltPages, most: int | None, most_pages: int | None) -> None:
        """What a build came to."""
        preview = built.preview
        pages = counted("Case", "%n page", "%n pages", preview.pages)
        if most_pages:
            pages = self.tr("{pages} of {most} at most").format(pages=pages, most=most_pages)
        limit = size_words(most) if most else ""
        if built.pictures:
            number = counted("Case", "%n picture", "%n pictures", len(built.pictures))
            said = self.tr("in {pictures}; {limit} each at most").format(pictures=number, limit=limit)
        elif most:
            said = self.tr("of {limit}, {pages}").format(limit=limit, pages=pages)
        else:
            said = self.tr("in {pages}; no limit is known").format(pages=pages)
        self.size_label.setText(size_words(preview.size))
        self.words.setText(said)
        self.bar.setVisible(bool(most) and not built.pictures)
        self.bar.set_part(preview.size / most if most else 0)
        self.setAccessibleName(f"{self.size_label.text()} {said}")
        clear(self._notes)
        notes = [*preview.warnings, *dict.fromkeys(reason for _, reason in preview.omitted)]
        for words in notes[:_SHOWN_NOTES]:
            self._notes.addLayout(_note(words))
        if len(notes) > _SHOWN_NOTES:
            rest = label(
                counted("Case", "and %n more", "and %n more", len(notes) - _SHOWN_NOTES), "dense", "ink2"
            )
            rest.setToolTip("\n".join(notes[_SHOWN_NOTES:]))
            self._notes.addWidget(rest)


def _note(words: str) -> Any:
    said = label(words[:1].upper() + words[1:], "dense", "ink2", wrap=True)
    sign = IconLabel("triangle-alert", "warning", 14)
    line = row(gap=6)
    line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(said, 1)
    return line
