"""The case screen: what is wanted, the exhibits, and the packet as it will be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QWidget

from disputes_app.domain.claims import ClaimType, Stage, words
from disputes_app.domain.ids import CaseId
from disputes_app.domain.programmes import Family
from disputes_app.gui import icons
from disputes_app.gui import theme as themes
from disputes_app.gui.context import Context
from disputes_app.gui.remember import RememberedSplitter
from disputes_app.gui.screen import Screen
from disputes_app.gui.screens.case.candidates import parts_of
from disputes_app.gui.screens.case.case_deeds import CaseDeeds
from disputes_app.gui.screens.case.checklist_pane import ChecklistPane, strip_width
from disputes_app.gui.screens.case.exhibit_deeds import ExhibitDeeds
from disputes_app.gui.screens.case.exhibits_model import Shown
from disputes_app.gui.screens.case.exhibits_pane import ExhibitsPane
from disputes_app.gui.screens.case.header import CaseHeader
from disputes_app.gui.screens.case.loading import CaseView, load
from disputes_app.gui.screens.case.packet_pane import PacketPane
from disputes_app.gui.thumbnails import Thumbnails
from disputes_app.gui.urgency import Level
from disputes_app.gui.widgets.bars import CrumbBar
from disputes_app.gui.widgets.buttons import Button, IconButton
from disputes_app.gui.widgets.labels import Badge
from disputes_app.gui.widgets.palette_field import PaletteField
from disputes_app.gui.widgets.panels import column, panel, row
from disputes_app.gui.widgets.segments import Segments
from disputes_app.gui.widgets.states import EmptyState
from disputes_app.gui.words import counted

_PRESETS = "case/presets"
_TABS_BELOW = 760


class CaseScreen(Screen):
    """``open`` takes a case's id."""

    title = "Case"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._case: CaseId | None = None
        self._shown_case: CaseId | None = None
        self._narrow = False
        self._unfolded = False
        self.view: CaseView | None = None
        self.pictures = Thumbnails(context, self)
        self.pictures.came.connect(self._on_picture_came)
        self.header = CaseHeader()
        self.checklist = ChecklistPane()
        self.exhibits = ExhibitsPane(self.pictures)
        self.packet = PacketPane(context)
        self.deeds = CaseDeeds(context, self.packet, self)
        self.exhibit_deeds = ExhibitDeeds(context, self.exhibits, self)
        self.bar = self._make_bar()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        for pane in (self.checklist, self.exhibits, self.packet):
            self.splitter.addWidget(pane)
            self.splitter.setCollapsible(self.splitter.count() - 1, False)
        self.splitter.setStretchFactor(2, 1)
        self.splitter.setSizes([themes.scaled(296), themes.scaled(404), themes.scaled(528)])
        RememberedSplitter(self.splitter, context.settings, "case")
        self._middle = themes.scaled(404)
        self.splitter.splitterMoved.connect(self._on_splitter_moved)
        self.tabs = Segments(
            [("exhibits", self.tr("Exhibits")), ("packet", self.tr("Packet"))], self.tr("Pane")
        )
        self.tabs.chosen.connect(self._on_tab_chosen)
        self.tab_bar = panel("chrome", "edge-bottom")
        row(self.tabs, None, edge=(16, 6, 12, 6), parent=self.tab_bar)
        self.gone = EmptyState(
            self.tr("This case is not there any more."),
            self.tr("It may have been removed in another window."),
            self.tr("Go to Today"),
        )
        self.gone.acted.connect(partial(self.go.emit, "today", None))
        whole = QWidget()
        parts = column(self.header, self.tab_bar, self.splitter, gap=0, parent=whole)
        parts.setStretch(2, 1)
        self.content = QStackedWidget()
        self.content.addWidget(whole)
        self.content.addWidget(self.gone)
        outer = column(self.bar, self.content, gap=0, parent=self)
        outer.setStretch(1, 1)
        self._wire()
        self._arrange()

    def _make_bar(self) -> CrumbBar:
        bar = CrumbBar(self.tr("Cases"))
        bar.back.connect(partial(self.go.emit, "back", None))
        bar.upward.connect(partial(self.go.emit, "cases", None))
        self.chip = Badge("", Level.OPENS)
        bar.add_left(self.chip)
        self.search = PaletteField(self.tr("Find or go to…"), "Ctrl K")
        self.search.wanted.connect(partial(self.go.emit, "command", "palette"))
        self.filed = Button(self.tr("Mark as filed…"), "send")
        self.filed.clicked.connect(self.deeds.mark_filed)
        self.make = Button(self.tr("Make packet…"), "file-output", "primary")
        self.make.clicked.connect(self.deeds.make_packet)
        self.more = IconButton("ellipsis", self.tr("More about this case"))
        self.more.setMenu(self._make_menu())
        for part in (self.search, self.filed, self.make, self.more):
            bar.add_right(part)
        return bar

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(icons.icon("pencil"), self.tr("Edit case…"), self.deeds.edit_case)
        menu.addAction(icons.icon("package"), self.tr("Go to the order"), self._go_to_order)
        menu.addSeparator()
        self._advance = menu.addAction(self.tr("Advance to stage…"), self.deeds.advance_stage)
        self._sent = menu.addAction(icons.icon("send"), self.tr("What was sent…"), self.deeds.show_sent)
        self._next = menu.addAction(icons.icon("arrow-right"), self.tr("Next route…"), self.deeds.next_route)
        self._close = menu.addAction(
            icons.icon("circle-check"), self.tr("Close case…"), self.deeds.close_case
        )
        menu.addSeparator()
        menu.addAction(
            icons.icon("shield-check"), self.tr("Lock or sign the packet…"), self.deeds.make_locked
        )
        menu.addAction(icons.icon("history"), self.tr("Edit the chronology…"), self.deeds.edit_chronology)
        menu.addAction(icons.icon("eye-off"), self.tr("Hide private words…"), self.deeds.hide_words)
        menu.addAction(icons.icon("file-text"), self.tr("Text for a form…"), self.deeds.show_text)
        menu.addAction(icons.icon("printer"), self.tr("Print packet…"), self.deeds.print)
        menu.addAction(
            icons.icon("download"), self.tr("Write the case into one file…"), self.deeds.write_archive
        )
        return menu

    def _wire(self) -> None:
        self.checklist.add_wanted.connect(self.exhibit_deeds.add_proof)
        self.checklist.translation_wanted.connect(self.deeds.translate)
        self.checklist.fold_wanted.connect(self._on_fold)
        self.exhibits.chosen.connect(self._on_exhibit_chosen)
        self.deeds.packet_made.connect(self.commands_changed)
        self.deeds.route_begun.connect(partial(self.go.emit, "case"))
        self.packet.built.connect(self._on_built)
        self.packet.filled.connect(self._on_filled)
        self.packet.preset_chosen.connect(self._on_preset_chosen)
        self.packet.layout_wanted.connect(self.deeds.choose_layout)
        self.packet.leave_out_wanted.connect(self.exhibit_deeds.leave_out)

    # What the window asks of a screen

    def open(self, argument: Any) -> None:
        case = CaseId(int(argument))
        if case != self._case:
            self._case, self.stale = case, True

    def refresh(self) -> None:
        if self._case is None:
            return
        try:
            view = load(self.context.core, self._case)
        except LookupError:
            self._show_gone()
            return
        self._take(view)
        self.content.setCurrentIndex(0)
        case = view.detail.case
        self.bar.set_title(case.title or case.number)
        claim = words(ClaimType(case.claim))
        self.chip.set_badge(f"{view.programme} · {claim}" if view.programme else claim, Level.OPENS)
        self.chip.setToolTip(self.tr("Case {number}").format(number=case.number))
        self.header.show_case(view)
        self.checklist.show_case(view)
        self._show_source(view)
        self.exhibits.show_case(view)
        self.filed.setVisible(view.stage is Stage.PREPARING)
        self.make.setEnabled(True)
        self._sent.setEnabled(bool(view.detail.filings))
        for action in (self._advance, self._close):
            action.setEnabled(not view.is_closed)
        if self._shown_case != self._case:
            self._shown_case = self._case
            self.packet.show_case(self._case, self._first_preset(view))
            self.exhibits.view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.packet.later()
        self.status_changed.emit(self._status(view))
        self.commands_changed.emit()

    def on_changes(self, changes: Any) -> None:
        view = self.view
        if view is None or changes.touches_case(view.case) or any(map(changes.touches_order, view.orders)):
            self.refresh()

    def performs(self) -> Mapping[str, Callable[[], object]]:
        if self.view is None:
            return {}
        found: dict[str, Callable[[], object]] = {
            "make_packet": self.deeds.make_packet,
            "print_packet": self.deeds.print,
            "copy_text": self.deeds.copy_text,
            "form_text": self.deeds.show_text,
            "hide_words": self.deeds.hide_words,
            "edit_chronology": self.deeds.edit_chronology,
            "make_locked": self.deeds.make_locked,
            "layout": self.deeds.choose_layout,
            "write_archive": self.deeds.write_archive,
            "edit_case": self.deeds.edit_case,
            "next_route": self.deeds.next_route,
            "open_exhibit": self.exhibits.open_current,
            "edit": self.exhibits.edit_caption,
            "delete": self.exhibits.remove,
            "paste": self.exhibit_deeds.paste,
        }
        if self.exhibits.view.can_move:
            found["move_up"] = partial(self.exhibits.shift, -1)
            found["move_down"] = partial(self.exhibits.shift, 1)
        if self.view.stage is Stage.PREPARING:
            found["mark_filed"] = self.deeds.mark_filed
        if not self.view.is_closed:
            found["advance_stage"] = self.deeds.advance_stage
            found["close_case"] = self.deeds.close_case
        if self.deeds.made:
            found["packet_folder"] = self.deeds.open_folder
        if self.view.detail.filings:
            found["show_sent"] = self.deeds.show_sent
        return found

    def panes(self) -> Sequence[QWidget]:
        first = self.checklist.strip if self.checklist.currentIndex() else self.checklist.area
        return [self.search, first, self.exhibits.view, self.packet.pages]

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Three panes; the checklist as a strip where it is narrow, then the packet as a tab."""
        if not hasattr(self, "tab_bar"):
            return
        folded = self._narrow and not self._unfolded
        if folded != self.checklist.is_folded:
            self._share_out(folded)
        self.checklist.set_folded(folded, self._narrow)
        tabbed = self.width() < themes.scaled(_TABS_BELOW)
        chosen = self.tabs.chosen_id
        self.tab_bar.setVisible(tabbed)
        self.exhibits.setVisible(not tabbed or chosen == "exhibits")
        self.packet.setVisible(not tabbed or chosen == "packet")
        self.search.setVisible(self.width() >= themes.scaled(1000))
        self.filed.fold(self.tr("Mark as filed…"), folded=self.width() < themes.scaled(640))

    def _share_out(self, folded: bool) -> None:
        """What the checklist gives up or takes comes from the packet."""
        wide, middle = (strip_width(), self._middle) if folded else (themes.scaled(296), self._middle)
        self.checklist.set_folded(folded, self._narrow)
        self.splitter.setSizes([wide, middle, max(self.splitter.width() - wide - middle, 1)])

    def _on_splitter_moved(self) -> None:
        self._middle = self.splitter.sizes()[1]

    def _on_tab_chosen(self, _tab: str) -> None:
        self._arrange()

    def _on_fold(self, folded: bool) -> None:
        self._unfolded = not folded
        self._arrange()

    def _status(self, view: CaseView) -> str:
        readiness = view.detail.readiness
        ready = self.tr("{have} of {all} proofs ready").format(have=len(readiness.have), all=readiness.wanted)
        number = counted("Case", "%n exhibit", "%n exhibits", len(view.detail.exhibits))
        return f"{self.tr('Case {number}').format(number=view.detail.case.number)} · {number} · {ready}"

    def _take(self, view: CaseView | None) -> None:
        self.view = self.deeds.view = self.exhibit_deeds.view = view

    def _show_gone(self) -> None:
        self._take(None)
        self.content.setCurrentIndex(1)
        self.bar.set_title("")
        self.make.setEnabled(False)
        self.filed.setVisible(False)
        self.commands_changed.emit()

    def _show_source(self, view: CaseView) -> None:
        case, wanted = view.detail.case, self.context.core.requirements
        claim = ClaimType(case.claim)
        wish = wanted.programmes.get(case.programme)
        title = self.tr("Checklist, {claim}").format(claim=words(claim).lower())
        self.checklist.set_source(title, wish.asks if wish else wanted.decides.get(claim, ""))

    def _first_preset(self, view: CaseView) -> str:
        """The receiver chosen last for this case, else the one that takes its claim, else paper."""
        kept = self.context.settings.get(_PRESETS, {}).get(str(view.case), "")
        if self.packet.is_known(kept):
            return str(kept)
        programme = self.context.core.programmes.by_id.get(view.detail.case.programme)
        if programme is not None and self.packet.is_known(programme.id):
            return str(programme.id)
        is_card = programme is not None and programme.family is Family.CARD_NETWORK
        return "card_issuer" if is_card else "print_a4"

    def _on_preset_chosen(self, preset: str) -> None:
        kept = dict(self.context.settings.get(_PRESETS, {}))
        self.context.settings.set(_PRESETS, kept | {str(self._case): preset})

    def _on_picture_came(self, _sha256: str) -> None:
        self.exhibits.view.viewport().update()

    def _on_filled(self, content: Any) -> None:
        self.exhibit_deeds.content = content
        self.exhibits.also.set_parts(parts_of(content, self.packet.sections))

    def _on_built(self, preview: Any) -> None:
        self.exhibits.model.set_pages(preview.first_pages)

    def _on_exhibit_chosen(self, shown: Shown) -> None:
        """The packet turns to the page where the exhibit begins."""
        if shown.page:
            self.packet.pages.go_to(shown.page)

    def _go_to_order(self) -> None:
        if self.view is not None:
            self.go.emit("order", self.view.orders[0])
