"""The order screen: one order's chronology beside its recourse map."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from disputes_app.domain.claims import ClaimType
from disputes_app.domain.evidence import Evidence
from disputes_app.domain.ids import OrderId
from disputes_app.gui import theme as themes
from disputes_app.gui.context import Context
from disputes_app.gui.remember import RememberedSplitter
from disputes_app.gui.screen import Screen
from disputes_app.gui.screens.inbox.wording import taken
from disputes_app.gui.screens.order.advice import AdviceStrip
from disputes_app.gui.screens.order.asking import Loaded, load_apart
from disputes_app.gui.screens.order.chronology_pane import ChronologyPane
from disputes_app.gui.screens.order.chronology_story import Show, counts
from disputes_app.gui.screens.order.header import OrderHeader
from disputes_app.gui.screens.order.loading import OrderView
from disputes_app.gui.screens.order.map_axis import Reach
from disputes_app.gui.screens.order.order_acts import OrderActs
from disputes_app.gui.screens.order.preview import PreviewDialog
from disputes_app.gui.screens.order.recourse_pane import RecoursePane
from disputes_app.gui.thumbnails import Thumbnails
from disputes_app.gui.widgets.bars import CrumbBar
from disputes_app.gui.widgets.buttons import Button
from disputes_app.gui.widgets.palette_field import PaletteField
from disputes_app.gui.widgets.panels import column, panel, row
from disputes_app.gui.widgets.segments import Segments
from disputes_app.gui.widgets.states import EmptyState
from disputes_app.gui.words import counted

_REACH = "order/reach"


class OrderScreen(Screen):
    """``open`` takes an order's id."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._order: OrderId | None = None
        self._claim: ClaimType | None = None
        self._complains = False
        self._narrow = False
        self._asked = 0
        self.view: OrderView | None = None
        self.acts = OrderActs(context, self)
        self.acts.case_wanted.connect(self._go_to_case)
        self.pictures = Thumbnails(context, self)
        self.pictures.came.connect(self._on_picture_came)
        self.bar = self._make_bar()
        self.header = OrderHeader(self.pictures)
        self.advice = AdviceStrip()
        self.chronology = ChronologyPane(self.pictures)
        reach = context.settings.get(_REACH, Reach.DAYS.value)
        self.recourse = RecoursePane(Reach(reach) if reach in set(Reach) else Reach.DAYS)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.chronology)
        self.splitter.addWidget(self.recourse)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([themes.scaled(500), themes.scaled(728)])
        RememberedSplitter(self.splitter, context.settings, "order")
        self.tabs = Segments(
            [("chronology", self.tr("Chronology")), ("recourse", self.tr("Recourse map"))], self.tr("Pane")
        )
        self.tabs.chosen.connect(self._on_tab_chosen)
        self.tab_bar = panel("chrome", "edge-bottom")
        row(self.tabs, None, edge=(16, 6, 12, 6), parent=self.tab_bar)
        self.content = QStackedWidget()
        self.gone = EmptyState(
            self.tr("This order is not there any more."),
            self.tr("It may have been removed in another window."),
            self.tr("Go to Orders"),
        )
        self.gone.acted.connect(self._go_to_orders)
        whole = QWidget()
        parts = column(self.header, self.advice, self.tab_bar, self.splitter, gap=0, parent=whole)
        parts.setStretch(3, 1)
        self.content.addWidget(whole)
        self.content.addWidget(self.gone)
        outer = column(self.bar, self.content, gap=0, parent=self)
        outer.setStretch(1, 1)
        self._wire()
        self._arrange()

    def _make_bar(self) -> CrumbBar:
        bar = CrumbBar(self.tr("Orders"))
        bar.back.connect(self._go_back)
        bar.upward.connect(self._go_to_orders)
        self.search = PaletteField(self.tr("Find or go to…"), "Ctrl K")
        self.search.wanted.connect(partial(self.go.emit, "command", "palette"))
        self.add_evidence = Button(self.tr("Add evidence"), "paperclip")
        self.add_evidence.clicked.connect(self.acts.add_evidence)
        self.edit = Button(self.tr("Edit"), "pencil")
        self.edit.clicked.connect(self.acts.edit)
        self.case_button = Button(self.tr("Open case"), kind="primary")
        self.case_button.clicked.connect(self.acts.open_case)
        for part in (self.search, self.add_evidence, self.edit, self.case_button):
            bar.add_right(part)
        return bar

    def _wire(self) -> None:
        left, right = self.chronology, self.recourse
        self.header.copied.connect(self._on_copied)
        self.header.why_wanted.connect(self._on_why_wanted)
        self.advice.wanted.connect(self.acts.follow)
        left.message_wanted.connect(self.acts.add_message)
        left.date_wanted.connect(self.acts.add_date)
        left.reminder_wanted.connect(self.acts.add_reminder)
        left.evidence_wanted.connect(self.acts.add_evidence)
        left.translation_wanted.connect(self.acts.translate)
        left.date_corrected.connect(self.acts.correct_date)
        left.message_deleted.connect(self.acts.delete_message)
        left.picture_opened.connect(self._show_picture)
        right.claim_chosen.connect(self._on_claim_chosen)
        right.answered.connect(self.acts.answer)
        right.correction_wanted.connect(self.acts.correct_window)
        right.source_opened.connect(self._open_source)
        right.reach_chosen.connect(self._on_reach_chosen)
        right.finished.connect(self.acts.finish_date)

    # What the window asks of a screen

    def open(self, argument: Any) -> None:
        order = OrderId(int(argument))
        if order != self._order:
            self._order, self._claim, self.stale = order, None, True
            self._complains = False
            # Until the new order is there nothing acts on the old one.
            self.view = self.acts.view = None
            self._enable(False)

    def complain(self, claim: ClaimType) -> None:
        """Something is wrong: asks for what a case needs as soon as the order is there."""
        self._claim, self._complains = claim, True
        self.refresh()

    def refresh(self) -> None:
        """Asks for everything of the order off the window's thread; the newest answer is shown."""
        if self._order is None:
            return
        self._asked += 1
        self.context.tasks.run(
            load_apart,
            self.context.core,
            self._order,
            self._claim,
            self._asked,
            done=self._on_loaded,
            failed=self._on_not_loaded,
            quiet=True,
            pool=True,
        )

    def _on_loaded(self, loaded: Loaded) -> None:
        if loaded.asked != self._asked:
            return
        view = loaded.view
        first = self.view is None
        self.view = self.acts.view = view
        self.content.setCurrentIndex(0)
        detail = view.detail
        self.bar.set_title(detail.order.title or detail.order.number)
        self.case_button.setText(self.tr("Go to case") if view.case else self.tr("Open case…"))
        lead = detail.row.lead
        self.header.show_order(view)
        self.advice.show_order(view)
        self.chronology.show_order(view, loaded.made)
        self.recourse.show_order(view, lead.window.id if lead else "")
        self._enable(True)
        if first and self.isVisible():
            self.recourse.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.status_changed.emit(self._status(loaded))
        self.commands_changed.emit()
        if self._complains:
            self._complains = False
            self.acts.open_case()

    def _on_not_loaded(self, error: Exception) -> None:
        if isinstance(error, LookupError):
            self._show_gone()
        else:
            self.context.notices.error(error, self)

    def _enable(self, enabled: bool) -> None:
        for button in (self.add_evidence, self.edit, self.case_button):
            button.setEnabled(enabled)

    def on_changes(self, changes: Any) -> None:
        if self._order is None or changes.touches_order(self._order):
            self.refresh()

    def performs(self) -> Mapping[str, Callable[[], object]]:
        if self.view is None:
            return {}
        return {"edit": self.acts.edit, "new_case": self.acts.open_case}

    def panes(self) -> Sequence[QWidget]:
        return [self.search, self.chronology.view, self.recourse.view]

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self._arrange()

    def _arrange(self) -> None:
        """Two panes side by side, or one at a time with a choice above."""
        if not hasattr(self, "splitter"):
            return
        self.tab_bar.setVisible(self._narrow)
        chosen = self.tabs.chosen_id
        self.chronology.setVisible(not self._narrow or chosen == "chronology")
        self.recourse.setVisible(not self._narrow or chosen == "recourse")
        self.add_evidence.fold(self.tr("Add evidence"), folded=self.width() < themes.scaled(860))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _on_tab_chosen(self, _tab: str) -> None:
        self._arrange()

    def _status(self, loaded: Loaded) -> str:
        number = counts(loaded.made)
        lacking = sum(row.lacks_translation for _, row in loaded.made)
        words = [
            counted("Order", "%n event", "%n events", number[Show.ALL]),
            counted("Order", "%n exhibit", "%n exhibits", len(loaded.view.captions)),
            counted("Order", "%n message", "%n messages", number[Show.MESSAGES]),
        ]
        said = " · ".join(words)
        if lacking:
            said += ", " + counted("Order", "%n without translation", "%n without translation", lacking)
        return said

    def _show_gone(self) -> None:
        self.view = self.acts.view = None
        self.content.setCurrentIndex(1)
        self.bar.set_title("")
        self._enable(False)
        self.commands_changed.emit()

    # Going elsewhere

    def _go_back(self) -> None:
        self.go.emit("back", None)

    def _go_to_orders(self) -> None:
        self.go.emit("orders", None)

    def _go_to_case(self, case: int) -> None:
        self.go.emit("case", case)

    def _on_copied(self, number: str) -> None:
        self.context.notices.say(self.tr("Order number {number} copied").format(number=number))

    def _on_why_wanted(self, key: str) -> None:
        if self._narrow:
            self.tabs.choose("recourse")
            self._arrange()
        self.recourse.select(key)
        self.recourse.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_source(self, address: str) -> None:
        """Opens the page in the browser; what follows the address only says where on it."""
        first = address.split(maxsplit=1)[0]
        QDesktopServices.openUrl(QUrl(first if "//" in first else f"https://{first}"))

    def _on_picture_came(self, _sha256: str) -> None:
        self.header.show_picture()
        self.chronology.view.viewport().update()

    def _show_picture(self, evidence: Evidence) -> None:
        if self.view is not None:
            words = taken(evidence, self.view.home, self.view.now)
            PreviewDialog(self.pictures, evidence, words, self).open()

    # What is chosen

    def _on_claim_chosen(self, claim: ClaimType) -> None:
        self._claim = claim
        self.refresh()

    def _on_reach_chosen(self, reach: str) -> None:
        self.context.settings.set(_REACH, reach)
