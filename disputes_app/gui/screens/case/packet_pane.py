"""The packet as it will be: for which receiver, its real pages, how large it is, what is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QMenu, QWidget

from disputes_app.domain.ids import CaseId
from disputes_app.errors import ExhibitError, UserError
from disputes_app.gui import theme as themes
from disputes_app.gui.context import Context
from disputes_app.gui.paint import text
from disputes_app.gui.screens.case.pages_view import PagesView
from disputes_app.gui.screens.case.size_meter import Meter
from disputes_app.gui.tasks import Task
from disputes_app.gui.widgets.bars import PaneHeader
from disputes_app.gui.widgets.buttons import IconButton
from disputes_app.gui.widgets.panels import column
from disputes_app.gui.widgets.segments import Segments
from disputes_app.gui.widgets.states import ErrorPanel
from disputes_app.gui.words import sentence
from disputes_app.queries.packet_content import packet_content
from disputes_app.queries.packet_preview import Preview, kept_pictures, packet_preview, presets, preview_path

REBUILD_MS = 200
"""How long nothing more must follow a change before the pages are made anew."""
_SILENT_MS = 300
_WISHES = "case/layouts"
"""What each case's packet is wanted to be otherwise than its receiver's preset."""
FIRST = ("aliexpress", "paypal", "print_a4", "print_letter")


class PacketPane(QWidget):
    """``built`` carries the ``Preview`` of the packet shown, ``filled`` its content, ``preset_chosen`` an id;
    ``layout_wanted`` asks for another language, paper or size, ``leave_out_wanted`` for the packet without the
    evidence with this id, which cannot go into it.
    """

    built = Signal(object)
    filled = Signal(object)
    preset_chosen = Signal(str)
    layout_wanted = Signal()
    leave_out_wanted = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._case: CaseId | None = None
        self._asking = 0
        self._since = QElapsedTimer()
        self._building: Task | None = None
        self.content: Any = None
        self.preview: Preview | None = None
        self._all = {one.id: one for one in presets()}
        self._preset = FIRST[2]
        self._pictures: Any = None
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(REBUILD_MS)
        self.timer.timeout.connect(self.rebuild)
        self.header = PaneHeader(self.tr("Packet"))
        self.segments = Segments([], self.tr("Receiver"))
        self.segments.chosen.connect(self._on_chosen)
        self.others = IconButton("chevron-down", self.tr("Other receivers, and how it is laid out"))
        self.others.setMenu(self._menu())
        self.header.add_right(self.segments)
        self.header.add_right(self.others)
        self.pages = PagesView(context)
        self.error = ErrorPanel()
        self.error.acted.connect(self._on_acted)
        self.meter = Meter()
        self.meter.change.clicked.connect(self.layout_wanted)
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
        menu.addSeparator()
        layout = menu.addAction(self.tr("Language, paper and size…"))
        layout.triggered.connect(self.layout_wanted)
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
        return self._chosen.sections

    @property
    def layout_wishes(self) -> dict[str, Any]:
        """What is wanted for this case otherwise than the receiver's preset, by the names that building takes."""
        return dict(self._context.settings.get(_WISHES, {}).get(str(self._case), {}))

    def set_layout(self, wishes: Mapping[str, Any]) -> None:
        """Keeps other wishes for this case, and makes its pages anew."""
        kept = dict(self._context.settings.get(_WISHES, {}))
        self._context.settings.set(_WISHES, kept | {str(self._case): dict(wishes)})
        self.rebuild()

    @property
    def usual(self) -> Any:
        """The receiver's preset as it is."""
        return self._all[self._preset]

    @property
    def language(self) -> str | None:
        """The language wished for; None for that of the settings."""
        return self.layout_wishes.get("language")

    @property
    def _chosen(self) -> Any:
        """The receiver's preset as it is wanted."""
        wishes = {name: wish for name, wish in self.layout_wishes.items() if name != "language"}
        return replace(self.usual, **wishes)

    def is_known(self, preset: str) -> bool:
        """Whether there is such a preset."""
        return preset in self._all

    def show_case(self, case: CaseId, preset: str) -> None:
        """Another case: its packet is built at once."""
        if case != self._case:
            self._pictures = kept_pictures()
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
        self._since.start()
        asking = _Asking(self, self._asking)
        self._context.work.ask(
            packet_content, self._case, self._chosen, self.language,
            done=asking.on_content, failed=asking.on_failed,
        )  # fmt: skip

    def on_content(self, number: int, content: Any, asking: _Asking) -> None:
        """What the packet will hold is known; now its pages are made."""
        if number != self._asking or self._case is None:
            return
        self.content = content
        self.filled.emit(content)
        into = preview_path(self._context.core.library.folder, self._case)
        self._building = self._context.tasks.run(
            packet_preview, content, self._chosen, into, pictures=self._pictures,
            done=asking.on_built, failed=asking.on_failed, progress=asking.on_progress, quiet=True, pool=True,
        )  # fmt: skip

    def on_progress(self, number: int, what: str) -> None:
        """Pages that take a moment say so where their size stands: those in sight are of before."""
        if number == self._asking and self._since.elapsed() > _SILENT_MS:
            again = self.tr("· making the pages anew: {what}")
            first = self.tr("Making the pages: {what}")
            self.meter.say((first if self.preview is None else again).format(what=what))

    def on_built(self, number: int, preview: Preview) -> None:
        """The pages are there."""
        if number != self._asking:
            return
        self.preview = preview
        self.error.hide()
        preset = self._chosen
        self.pages.show_pages(preview, preset.paper)
        self.meter.show_packet(preview, preset.max_bytes, preset.max_pages)
        self.built.emit(preview)

    def on_failed(self, number: int, error: Exception) -> None:
        """It could not be built: says why beside the pages; those of before stay."""
        if number != self._asking:
            return
        if not isinstance(error, UserError):
            self._context.notices.error(error, self)
            return
        if self.preview is not None:
            self.meter.say(self.tr("· the pages above are of before"))
        ways = {"again": self.tr("Try again")}
        if isinstance(error, ExhibitError):
            ways = {error.evidence: self.tr("Leave it out"), **ways}
        self.error.show_error(self.tr("The packet cannot be made like this"), sentence(str(error)), ways)

    def _on_acted(self, way: str) -> None:
        if way == "again":
            self.rebuild()
        else:
            self.leave_out_wanted.emit(way)

    def _on_chosen(self, preset: str) -> None:
        self.choose(preset)

    def _on_other(self, action: QAction) -> None:
        if action.data():
            self.choose(action.data())
        self._show_segments()


class _Asking(QObject):
    """One build under way, by its number: news of an older one is dropped.

    Refers to its pane as its parent only: see what ``work._Acting`` says of children that keep their parent.
    """

    def __init__(self, pane: PacketPane, number: int) -> None:
        super().__init__(pane)
        self._number = number

    @property
    def _pane(self) -> PacketPane:
        pane = self.parent()
        assert isinstance(pane, PacketPane)
        return pane

    def on_content(self, content: Any) -> None:
        self._pane.on_content(self._number, content, self)

    def on_progress(self, _done: int, _total: int, what: str) -> None:
        self._pane.on_progress(self._number, what)

    def on_built(self, preview: Preview) -> None:
        self.deleteLater()
        self._pane.on_built(self._number, preview)

    def on_failed(self, error: Exception) -> None:
        self.deleteLater()
        self._pane.on_failed(self._number, error)
