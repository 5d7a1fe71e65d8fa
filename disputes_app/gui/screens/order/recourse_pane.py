"""The right pane of an order: the recourse map for one claim, with the reason of the chosen row."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QMenu, QTreeView, QWidget

from disputes_app.domain.claims import ClaimType, words
from disputes_app.gui import theme as themes
from disputes_app.gui.screens.order.best_order import BestOrder
from disputes_app.gui.screens.order.loading import OrderView
from disputes_app.gui.screens.order.map_axis import MapHeader, Reach, axis_of, marks_of
from disputes_app.gui.screens.order.map_delegate import MapDelegate
from disputes_app.gui.screens.order.map_model import BAR, ENDS, NAME, MapModel
from disputes_app.gui.screens.order.map_rows import MapRow, Sort, map_rows
from disputes_app.gui.screens.order.reason_card import ReasonCard
from disputes_app.gui.widgets.bars import PaneHeader
from disputes_app.gui.widgets.buttons import IconButton, MenuButton
from disputes_app.gui.widgets.labels import label
from disputes_app.gui.widgets.panels import column
from disputes_app.gui.widgets.segments import Segments

_USUAL = (ClaimType.NOT_AS_DESCRIBED, ClaimType.NOT_RECEIVED, ClaimType.WRONG_ITEM)
_SPANNED = (Sort.CARD, Sort.GROUP, Sort.CLOSED, Sort.MORE, Sort.BEST)


class MapView(QTreeView):
    """The rows; Enter or a click on the last row of the closed ones shows or folds the far ones."""

    resized = Signal()
    entered_row = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(24)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered_row.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class RecoursePane(QFrame):
    """Header with claim and range, the rows, the card of the selected one."""

    claim_chosen = Signal(object)
    answered = Signal(str, str, str)
    correction_wanted = Signal(object)
    source_opened = Signal(str)
    finished = Signal(int)
    reach_chosen = Signal(str)

    def __init__(self, reach: Reach = Reach.DAYS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self._view: OrderView | None = None
        self._all_closed = False
        self.card: ReasonCard | None = None
        self.model = MapModel(self)
        self.delegate = MapDelegate(self)
        self.header = MapHeader()
        self.view = MapView()
        self.view.setAccessibleName(self.tr("Recourse map"))
        self.view.setHeader(self.header)
        self.view.setModel(self.model)
        self.view.setItemDelegate(self.delegate)
        self.header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.header.setSectionResizeMode(BAR, QHeaderView.ResizeMode.Stretch)
        self.view.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.view.resized.connect(self._on_resized)
        self.view.entered_row.connect(self._on_entered)
        self.view.clicked.connect(self._on_clicked)
        parts = column(self._make_bar(reach), self.view, gap=0, parent=self)
        parts.setStretch(1, 1)
        self.setMinimumWidth(themes.scaled(430))

    def _make_bar(self, reach: Reach) -> PaneHeader:
        bar = PaneHeader(self.tr("Recourse map"))
        self._for = label(self.tr("for"), "second", "ink2")
        self.claims = Segments([], self.tr("What went wrong"))
        self.claims.chosen.connect(self._on_claim_chosen)
        self._menu = QMenu(self)
        for claim in ClaimType:
            action = self._menu.addAction(words(claim), self._on_claim_picked)
            action.setData(claim.value)
        self.more_claims = IconButton("ellipsis", self.tr("Something else went wrong"))
        self.more_claims.setMenu(self._menu)
        self.claim_menu = MenuButton("", self._menu)
        self.claim_menu.setAccessibleName(self.tr("What went wrong"))
        bar.add_left(self._for)
        bar.add_left(self.claims)
        bar.add_left(self.more_claims)
        bar.add_left(self.claim_menu)
        self.reach = Segments(
            [
                (Reach.DAYS.value, self.tr("60 days")),
                (Reach.MONTHS.value, self.tr("6 months")),
                (Reach.ALL.value, self.tr("All")),
            ],
            self.tr("Range of the time axis"),
        )
        self.reach.choose(reach.value)
        self.reach.chosen.connect(self._on_reach_chosen)
        bar.add_right(self.reach)
        return bar

    def sizeHint(self) -> QSize:
        return QSize(themes.scaled(728), 600)

    # Showing

    def show_order(self, view: OrderView, lead: str = "") -> None:
        """Shows an order's map; the selected row stays, else that of the leading window is chosen."""
        same = self._view is not None and self._view.order == view.order
        kept = self._current_key() if same else ""
        if not same:
            self._all_closed = False
        self._view = view
        self._show_claims(view.claim)
        self._show_axis()
        value = self.view.verticalScrollBar().value()
        self._fill()
        first = next((row.key for row in self.model.rows if row.explains), "")
        wanted = [kept, f"window:{lead}" if lead else "", first]
        self._choose(next((key for key in wanted if key and self.model.number_of(key) >= 0), ""))
        self.view.verticalScrollBar().setValue(value if same else 0)

    def select(self, key: str) -> None:
        """Selects a row by its key (``window:AE-03``) and shows its reason."""
        self._choose(key)

    def _show_claims(self, claim: ClaimType) -> None:
        shown = list(_USUAL if claim in _USUAL else (claim, *_USUAL[:2]))
        self.claims.set_choices([(one.value, words(one)) for one in shown])
        self.claims.choose(claim.value)
        self._show_claim_form()

    def _show_claim_form(self) -> None:
        """Segments where there is room, else one button with the claim as its words."""
        needed = self.claims.sizeHint().width() + self.reach.sizeHint().width()
        roomy = self.width() >= needed + themes.scaled(225)
        self.claims.setVisible(roomy)
        self.more_claims.setVisible(roomy)
        self.claim_menu.setVisible(not roomy)
        self.claim_menu.setText(words(self._view.claim) if self._view else "")

    def _show_axis(self) -> None:
        assert self._view is not None
        axis = axis_of(self._view, Reach(self.reach.chosen_id))
        marks = marks_of(self._view)
        self.delegate.axis, self.delegate.marks = axis, marks
        self.header.set_axis(axis, marks)
        self.view.viewport().update()

    def _fill(self) -> None:
        assert self._view is not None
        self.card = None
        self.model.set_rows(map_rows(self._view, all_closed=self._all_closed))
        self._span()
        best = self.model.index_of("best")
        if best.isValid():
            self.view.setIndexWidget(best, BestOrder(self._view))
        self._measure()

    def _span(self) -> None:
        for number, row in enumerate(self.model.rows):
            self.view.setFirstColumnSpanned(number, QModelIndex(), row.sort in _SPANNED)

    def _current_key(self) -> str:
        row = self.model.row_at(self.view.currentIndex())
        return row.key if row else ""

    def _choose(self, key: str) -> None:
        index = self.model.index_of(key)
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag
            self.view.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self._open_card(self.model.row_at(index))

    def _on_current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is not None and row.sort is not Sort.CARD:
            self._open_card(row)

    def _open_card(self, row: MapRow | None) -> None:
        if self._view is None or row is None or row.key == self.model.card_of:
            return
        self.card = None
        self.model.open_card(row.key if row.explains else "")
        self._span()
        index = self.model.index_of("card")
        if not index.isValid():
            return
        self.card = ReasonCard(self._view, row)
        self.card.answered.connect(self.answered)
        self.card.correction_wanted.connect(self.correction_wanted)
        self.card.source_opened.connect(self.source_opened)
        self.card.finished.connect(self.finished)
        holder = QWidget()
        column(self.card, gap=0, edge=(15, 0, 15, 12), parent=holder)
        self.view.setIndexWidget(index, holder)
        self._measure()
        self.view.scrollTo(index)
        self.view.scrollTo(self.model.index_of(row.key))

    def _measure(self) -> None:
        """Gives the rows that are widgets the height these need at the present width."""
        width = self.view.viewport().width()
        changed = False
        for key in ("card", "best"):
            widget = self.view.indexWidget(self.model.index_of(key))
            if widget is None:
                continue
            layout, tall = widget.layout(), widget.sizeHint().height()
            if layout is not None and layout.hasHeightForWidth():
                tall = max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height())
            changed |= self.delegate.heights.get(key) != tall
            self.delegate.heights[key] = tall
        if changed:
            self.view.doItemsLayout()

    # What a person does

    def _on_resized(self) -> None:
        width = self.view.viewport().width()
        self.header.resizeSection(NAME, max(themes.scaled(166), min(themes.scaled(260), round(width * 0.31))))
        self.header.resizeSection(ENDS, themes.scaled(150 if width > themes.scaled(560) else 122))
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Not in the list's own resize, which may come while it paints: hiding widgets can resize the window.
        super().resizeEvent(event)
        self._show_claim_form()

    def _on_reach_chosen(self, reach: str) -> None:
        if self._view is not None:
            self._show_axis()
        self.reach_chosen.emit(reach)

    def _on_claim_chosen(self, claim: str) -> None:
        self.claim_chosen.emit(ClaimType(claim))

    def _on_claim_picked(self) -> None:
        self.claim_chosen.emit(ClaimType(self.sender().data()))  # type: ignore[attr-defined]

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is not None and row.sort is Sort.MORE:
            self._on_entered(index)

    def _on_entered(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is None:
            return
        if row.sort is Sort.MORE:
            self._all_closed = not self._all_closed
            value = self.view.verticalScrollBar().value()
            self._fill()
            self._choose("more")
            self.view.verticalScrollBar().setValue(value)
        elif self.card is not None:
            self.card.enter()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._view is not None:
            self.view.viewport().update()
