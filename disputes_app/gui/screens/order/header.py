"""The head of an order: picture, title, seller, number, money; and the next last day at its right."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from disputes_app.domain.evidence import EvidenceKind
from disputes_app.domain.orders import Order, Platform
from disputes_app.domain.urgency import State
from disputes_app.gui import phrases
from disputes_app.gui import theme as themes
from disputes_app.gui.paint import text
from disputes_app.gui.screens.order.chronology_delegate import Pictures
from disputes_app.gui.screens.order.loading import OrderView
from disputes_app.gui.screens.order.wording import amounts, left_words, level_of_row, payment_words, translate
from disputes_app.gui.urgency import Level
from disputes_app.gui.widgets.buttons import Button, IconButton
from disputes_app.gui.widgets.flow_layout import FlowLayout
from disputes_app.gui.widgets.labels import ElidedLabel, Thumbnail, UrgencyLabel
from disputes_app.gui.widgets.panels import column, row
from disputes_app.gui.words import counted
from disputes_app.queries.deadlines import WindowRow

_PICTURE_FROM = 520


def _numbered(order: Order) -> str:
    """``AliExpress 8193 …``; where the place has no name of its own, ``Order 8193 …``."""
    if order.platform in (Platform.OWN_SHOP, Platform.OTHER):
        return translate("Order", "Order {number}").format(number=order.number)
    return f"{phrases.platform(order.platform)} {order.number}"


class _Facts(QWidget):
    """Facts one after another, in as many lines as they need, with a dot between two on one line."""

    def __init__(self, parts: Sequence[QWidget]) -> None:
        super().__init__()
        self._parts = list(parts)
        self._gap = themes.scaled(16)
        line = FlowLayout(self, gap=self._gap, line_gap=4)
        for part in parts:
            line.addWidget(part)

    def dots(self) -> list[QRectF]:
        """Where the dots stand: between neighbours, never at an end of a line."""
        found = []
        for before, after in itertools.pairwise(one.geometry() for one in self._parts):
            if abs(before.center().y() - after.center().y()) <= before.height() // 2:
                left = min(before.right(), after.right())
                found.append(QRectF(left, before.top(), self._gap, before.height()))
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for place in self.dots():
            text.line(painter, place, "·", themes.font("body"), themes.active().ink2, text.CENTRE)
        painter.end()


class OrderHeader(QFrame):
    """``copied`` carries the number that was put on the clipboard, ``why_wanted`` the key of its row in the map."""

    copied = Signal(str)
    why_wanted = Signal(str)

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setProperty("rule", "edge-bottom")
        self._pictures = pictures
        self._view: OrderView | None = None
        self._key = ""
        self.thumbnail = Thumbnail(QSize(52, 52), "package")
        self.title = ElidedLabel("", "order")
        self.seller = ElidedLabel("", "body", "ink2")
        self.number = ElidedLabel("", "body", "ink2")
        self.copy = IconButton("copy", self.tr("Copy the order number"))
        self.copy.clicked.connect(self._on_copy)
        self.money = ElidedLabel("", "body", "ink2")
        self.urgency = UrgencyLabel(Level.LATER, "", "big")
        self.why = Button("", kind="link")
        self.why.setToolTip(self.tr("Why this date"))
        self.why.clicked.connect(self._on_why)
        numbered = QWidget()
        row(self.number, self.copy, gap=2, parent=numbered)
        facts = _Facts((self.seller, numbered, self.money))
        left = column(None, self.title, facts, None, gap=1)
        right = column(None, self.urgency, self.why, None, gap=1)
        right.setAlignment(self.urgency, Qt.AlignmentFlag.AlignRight)
        right.setAlignment(self.why, Qt.AlignmentFlag.AlignRight)
        whole = row(self.thumbnail, left, right, gap=14, edge=(20, 10, 16, 10), parent=self)
        whole.setStretch(1, 1)
        self.setMinimumHeight(themes.scaled(80))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.thumbnail.setVisible(self.width() >= themes.scaled(_PICTURE_FROM))

    def show_order(self, view: OrderView) -> None:
        """Shows an order and the window that leads."""
        self._view = view
        detail, order = view.detail, view.detail.order
        self.title.setText(order.title or translate("Order", "Order {number}").format(number=order.number))
        seller = detail.seller.name if detail.seller else translate("Order", "seller not known")
        if detail.first_with_seller:
            seller = translate("Order", "{seller} (first order)").format(seller=seller)
        self.seller.setText(seller)
        self.number.setText(_numbered(order))
        self.money.setText(f"{amounts(order.total, order.home_total)}{self._paid(view)}")
        self._show_lead(view, detail.row.lead)
        self.show_picture()

    def show_picture(self) -> None:
        """The first photo of the order, once it is there."""
        if self._view is None:
            return
        photos = [one for one in self._view.detail.evidence if one.kind is EvidenceKind.PHOTO]
        picture = self._pictures.picture(photos[0]) if photos else None
        self.thumbnail.set_picture(picture, self.tr("Photo of the order") if picture else "")

    def _paid(self, view: OrderView) -> str:
        if not view.detail.payments:
            return ""
        payment = view.detail.payments[0]
        method = phrases.paid_by(payment.method)
        if method and payment.funded_by:
            words = translate("Order", "{method} from {card}").format(method=method, card=payment.funded_by)
        else:
            words = method or payment.funded_by
        return "".join(f", {part}" for part in (words, payment_words(payment.state)) if part)

    def _show_lead(self, view: OrderView, lead: WindowRow | None) -> None:
        due = view.detail.row.due_first
        self._key = ""
        if due is not None:
            self._key = f"due:{due.deadline.id}"
            left = counted("Order", "%n day left", "%n days left", due.days_left)
            if due.days_left < 0:
                left = counted("Order", "%n day ago", "%n days ago", -due.days_left)
            elif due.days_left == 0:
                left = translate("Order", "today")
            self._set(Level(due.urgency.value), left, due.deadline.action)
        elif lead is not None:
            self._key = f"window:{lead.window.id}"
            words = left_words(lead, view.now)
            days = lead.days_left or 0
            if lead.state is not State.NOT_STARTED and days > 0:
                words = counted("Order", "%n day left", "%n days left", days)
            action = lead.window.action
            purpose = translate("Order", "to {action}").format(action=action[:1].lower() + action[1:])
            self._set(level_of_row(lead), words, purpose)
        else:
            words = translate("Order", "No last day ahead")
            self._set(Level.LATER, words, "")

    def _set(self, level: Level, words: str, purpose: str) -> None:
        self.urgency.set_urgency(level, words)
        self.why.setText(purpose)
        self.why.setVisible(bool(purpose))
        self.why.setAccessibleName(f"{words} {purpose}".strip())

    def _on_copy(self) -> None:
        if self._view is not None:
            number = self._view.detail.order.number
            QGuiApplication.clipboard().setText(number)
            self.copied.emit(number)

    def _on_why(self) -> None:
        if self._key:
            self.why_wanted.emit(self._key)
