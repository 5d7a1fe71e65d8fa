"""The order form: by hand, with forgiving dates, and what protects the order beside it."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QWidget

from disputes_app.actions.act import Done
from disputes_app.actions.orders import add_order, edit_order
from disputes_app.domain.claims import ClaimType
from disputes_app.domain.ids import EvidenceId, OrderId
from disputes_app.gui import theme as themes
from disputes_app.gui.context import Context
from disputes_app.gui.screens.order_form import logic
from disputes_app.gui.screens.order_form.entries import Entries
from disputes_app.gui.screens.order_form.logic import Draft
from disputes_app.gui.screens.order_form.protections import Protections
from disputes_app.gui.widgets.buttons import Button
from disputes_app.gui.widgets.date_field import DateField
from disputes_app.gui.widgets.labels import ElidedLabel, IconLabel, label
from disputes_app.gui.widgets.panels import column, panel, row, scrolling, within
from disputes_app.gui.words import counted
from disputes_app.queries.named_order import NamedOrder, named_order
from disputes_app.queries.orders import order_detail
from disputes_app.queries.preview import protections
from disputes_app.queries.sellers import orders_from
from disputes_app.queries.settings import settings

_WIDE, _NARROW = 968, 700


class OrderDialog(QDialog):
    """Adds an order, or corrects the one given. Save is off only while a value contradicts another.

    A new one begins with what waiting files say of an order the library does not have, ``item`` before others.
    ``complained`` carries a new order with which something is wrong, and what.
    """

    complained = Signal(object, object)

    def __init__(
        self,
        context: Context,
        order: OrderId | None = None,
        parent: QWidget | None = None,
        *,
        item: EvidenceId | None = None,
    ) -> None:
        super().__init__(parent)
        self.context = context
        self.order = order
        mine = settings(context.core.library)
        self._zone = mine.home_zone
        self._country = mine.buyer_country
        self.setWindowTitle(self.tr("Edit order") if order else self.tr("New order"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.entries = Entries(self._today, mine.home_currency or "GBP")
        self._make_rest()
        self._lay_out()
        self.entries.changed.connect(self._on_changed)
        self.entries.suggested.connect(self._on_suggested)
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._on_save)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._on_save)
        if order is not None:
            known = order_detail(context.core, context.core.library, order)
            self.entries.before = logic.draft_of(known, self._zone)
            self.entries.show_draft(self.entries.before)
        self._untouched, self._is_warned = self.entries.draft, False
        self._fit()
        self._on_changed()
        self.entries.title.setFocus()
        if order is None:
            # Hundreds of files may wait: they are read while the form is there to be filled.
            context.work.ask(named_order, item, done=self._begin_with)

    def _begin_with(self, named: NamedOrder | None) -> None:
        """What the files say is written into the form, unless somebody has begun to write there."""
        if named is None or self.entries.is_unclear or self.entries.draft != self._untouched:
            return
        self.entries.show_draft(logic.draft_named(named))
        self._untouched = self.entries.draft
        self._read.show()
        self._on_changed()
        self.entries.title.selectAll()
        first, more = named.files[0], len(named.files) - 1
        words = (
            counted(
                "OrderDialog",
                "Read from {file} and %n more. Check it.",
                "Read from {file} and %n more. Check it.",
                more,
            )
            if more
            else self.tr("Read from {file}. Check it.")
        )
        self.read.setText(words.format(file=first))

    def _on_emptied(self) -> None:
        self._read.hide()
        self.entries.show_draft(Draft())
        self._untouched = self.entries.draft
        self.entries.title.setFocus()

    def _today(self) -> date:
        return self.context.clock().astimezone(ZoneInfo(self._zone)).date()

    # Building

    def _make_rest(self) -> None:
        self.protections = Protections()
        self.another = QCheckBox(self.tr("Add another after this one"))
        self.another.setVisible(self.order is None)
        self.trouble = label("", "second", "error")
        self.cancel = Button(self.tr("Cancel"))
        self.save = Button(self.tr("Save changes") if self.order else self.tr("Save order"), kind="primary")
        self.save.setToolTip(self.tr("Ctrl+Enter"))
        self.save.setDefault(True)

    def _lay_out(self) -> None:
        side = panel("pane", "")
        side.setFixedWidth(themes.scaled(344))
        column(self.protections, gap=0, parent=side)
        edge = panel("", "")
        edge.setProperty("ground", "edge")
        edge.setFixedWidth(1)
        self._side = (side, edge)
        self.read = ElidedLabel("", "body")
        empty = Button(self.tr("Start empty"), kind="link")
        empty.setObjectName("empty")
        empty.clicked.connect(self._on_emptied)
        self._read = panel("pane", "bottom")
        told = row(
            IconLabel("file-text", "ink2"), self.read, empty, gap=8, edge=(24, 8, 16, 8), parent=self._read
        )
        told.setStretch(1, 1)
        self._read.hide()
        form = column(self._read, scrolling(self.entries, "surface"), gap=0)
        form.setStretch(1, 1)
        upper = row(form, edge, side, gap=0)
        upper.setStretch(0, 1)
        self.in_short = label("", "medium")
        self._strip = panel("pane", "edge-top")
        row(
            IconLabel("shield-check", "ink2"),
            self.in_short,
            None,
            gap=8,
            edge=(24, 8, 16, 8),
            parent=self._strip,
        )
        foot = panel("chrome", "edge-top")
        row(self.another, None, self.trouble, 4, self.cancel, self.save, edge=(16, 12, 16, 12), parent=foot)
        whole = column(upper, self._strip, foot, gap=0, parent=self)
        whole.setStretch(0, 1)

    def _fit(self) -> None:
        """As large as the form needs, no larger than the window it belongs to."""
        parent = self.parentWidget()
        is_wide = parent is None or parent.window().width() >= themes.scaled(themes.NARROW)
        self.resize(within(self, _WIDE if is_wide else _NARROW, 780))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.width() >= themes.scaled(_WIDE - 80)
        for part in self._side:
            part.setVisible(is_wide)
        self._strip.setVisible(not is_wide)
        self.entries.fit(self.width())

    # What happens

    def _on_changed(self, *_: Any) -> None:
        draft = self.entries.draft
        faults = logic.faults(draft, self._today())
        self.entries.show_faults(faults)
        self._is_warned = False
        self.trouble.setText(
            counted("OrderDialog", "%n date to correct", "%n dates to correct", len(faults)) if faults else ""
        )
        self.save.setEnabled(not faults and not self.entries.is_unclear)
        meant = logic.corrected(draft, faults)
        facts = logic.facts(meant, self._zone, self._country)
        self.protections.show_protections(protections(self.context.core, facts), meant.delivered)
        self.in_short.setText(self.protections.in_short)
        self.entries.seller_field.set_hint(self._about_seller(draft))

    def _about_seller(self, draft: Draft) -> str:
        """That a seller is new, while the order can still be kept small."""
        if self.order is not None or not draft.seller:
            return ""
        if orders_from(self.context.core.library, draft.platform, draft.seller):
            return ""
        return self.tr("Your first order with this seller: start small.")

    def _on_suggested(self, field: DateField) -> None:
        """The link under a date: take the day that was probably meant."""
        faults = logic.faults(self.entries.draft, self._today())
        name = next(name for name, one in self.entries.dates().items() if one is field)
        fault = faults.get(name)
        if fault is not None and fault.suggestion is not None:
            field.set_day(fault.suggestion)
            self._on_changed()
            field.setFocus()

    def reject(self) -> None:
        """Leaving would lose what was entered: then it takes two times to leave."""
        if not self._is_warned and (self.entries.draft != self._untouched or self.entries.is_unclear):
            self._is_warned = True
            self.trouble.setText(self.tr("Not saved yet. Cancel once more to drop it."))
            return
        super().reject()

    def _on_save(self) -> None:
        if not self.save.isEnabled():
            return
        draft = self.entries.draft
        empty = logic.missing(draft, self.entries.before)
        self.entries.show_missing(empty)
        if empty:
            return
        given = logic.as_fields(draft, self._zone, self.entries.before)
        self.save.setEnabled(False)
        if self.order is None:
            given["number"] = logic.number_or_made(draft, self._today())
            given |= {"buyer_country": self._country} if self._country else {}
            self.context.work.act(
                add_order, given, done=self._on_saved, failed=self._on_not_saved, undo=self.tr("Order added")
            )
        elif given:
            self.context.work.act(
                edit_order, self.order, given, done=self._on_saved, failed=self._on_not_saved,
                undo=self.tr("Order changed"),
            )  # fmt: skip
        else:
            self.accept()

    def _on_saved(self, done: Done[OrderId]) -> None:
        claim = self.entries.draft.claim
        if self.order is None and claim and not self.another.isChecked():
            self.accept()
            self.complained.emit(done.value, ClaimType(claim))
        elif self.another.isChecked():
            self._read.hide()
            self.entries.show_draft(Draft(platform=self.entries.platform.currentData()))
            self._untouched = self.entries.draft
            self._on_changed()
            self.entries.title.setFocus()
        else:
            self.accept()

    def _on_not_saved(self, error: Exception) -> None:
        self.save.setEnabled(True)
        self.context.notices.error(error, self)
