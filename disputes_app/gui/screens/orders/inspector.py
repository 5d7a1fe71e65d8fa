"""The order that is chosen, beside the list: what is next, what it cost, what still protects it, its proof."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLayout, QMenu, QWidget

from disputes_app.domain.anchors import AnchorKind
from disputes_app.domain.cases import Case
from disputes_app.domain.claims import ClaimType, Stage
from disputes_app.domain.claims import words as claim_words
from disputes_app.domain.evidence import Evidence, EvidenceKind
from disputes_app.domain.moments import day_of
from disputes_app.domain.money import Money
from disputes_app.domain.orders import OrderStatus
from disputes_app.domain.payments import PaymentState
from disputes_app.domain.urgency import State
from disputes_app.gui import phrases
from disputes_app.gui import theme as themes
from disputes_app.gui.context import Context
from disputes_app.gui.screens.orders import wording
from disputes_app.gui.screens.orders.inspector_parts import DeadlineBox, ProofRow, ProtectionLine
from disputes_app.gui.thumbnails import Thumbnails
from disputes_app.gui.urgency import Level
from disputes_app.gui.widgets.buttons import Button, IconButton
from disputes_app.gui.widgets.facts import Facts
from disputes_app.gui.widgets.labels import Thumbnail, label
from disputes_app.gui.widgets.panels import clear, column, panel, row, scrolling
from disputes_app.gui.widgets.states import EmptyState
from disputes_app.gui.words import breakable, counted, for_tip, shortened
from disputes_app.queries.cases import CaseDetail
from disputes_app.queries.chronology import anchors_in_force
from disputes_app.queries.deadlines import WindowRow
from disputes_app.queries.orders import OrderDetail
from disputes_app.queries.protection import lines_of, protection_name
from disputes_app.queries.standing import Standing, next_of
from disputes_app.queries.thumbnails import has_picture

LEAST, MOST = 316, 372
_LONGEST_NAME, _MOST_LETTERS, _MOST_LINES = 90, 500, 6


class Inspector(QFrame):
    """``case_wanted`` and ``order_wanted`` carry ids."""

    case_wanted = Signal(object)
    order_wanted = Signal(object)

    def __init__(self, context: Context, more: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "pane")
        self._context = context
        self._detail: OrderDetail | None = None
        self._pictures = Thumbnails(context, self)
        self._pictures.came.connect(self._on_came)
        self.setMinimumWidth(themes.scaled(LEAST))
        self.setMaximumWidth(themes.scaled(MOST))
        self.setAccessibleName(self.tr("The chosen order"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._build(more)
        self.show_none("")

    def _build(self, more: QMenu) -> None:
        side = themes.scaled(72)
        self._picture = Thumbnail(QSize(side, side), "package")
        self._title = label("", "sentence", wrap=True)
        self._title.setFont(themes.font("sentence", themes.font("strong").weight()))
        self._seller = label("", "second", "ink2", wrap=True)
        self._number = label("", "second", "ink2")
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._number.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        names = column(self._title, self._seller, self._number, None, gap=2)
        top = row(column(self._picture, None, gap=0), names, gap=12)
        top.setStretch(1, 1)
        self._deadline = DeadlineBox()
        self._facts = Facts()
        self._protections = column(gap=2)
        self._proof_head = label("", "second", "ink2")
        self._proofs = ProofRow(self._pictures)
        self._said_when = label("", "second", "ink2")
        self._said = label("", "second", wrap=True)
        self._translated = label("", "second", "ink2", wrap=True)
        for words in (self._said, self._translated):
            # What has no room is cut at its end, between two lines.
            words.setAlignment(Qt.AlignmentFlag.AlignTop)
            words.setMaximumHeight(_MOST_LINES * words.fontMetrics().lineSpacing())
        self._nothing_open = label(self.tr("Nothing is open any more."), "second", "ink2")
        sections = (
            column(top, 8, self._deadline, gap=4),
            column(self._facts, gap=0),
            column(label(self.tr("What still protects it"), "strong"), 4, self._nothing_open, self._protections, gap=2),
            column(row(label(self.tr("Proof"), "strong"), self._proof_head, None, gap=8), self._proofs, gap=8),
            column(
                row(label(self.tr("Last message"), "strong"), self._said_when, None, gap=8),
                self._said, self._translated, gap=4,
            ),
        )  # fmt: skip
        self._sections = [_section(section, last=section is sections[-1]) for section in sections]
        content = QWidget()
        column(*self._sections, None, gap=0, parent=content)
        self._area = scrolling(content)
        self._open_case = Button(self.tr("Open case"), kind="primary")
        self._open_case.clicked.connect(self._on_open_case)
        self._open_order = Button(self.tr("Open order"))
        self._open_order.clicked.connect(self._on_open_order)
        self._more = IconButton("ellipsis", self.tr("More for this order"))
        self._more.setMenu(more)
        self._bottom = panel("pane", "edge-top")
        row(
            self._open_case,
            self._open_order,
            None,
            self._more,
            gap=8,
            edge=(16, 10, 12, 10),
            parent=self._bottom,
        )
        self._empty = EmptyState("")
        whole = column(self._area, self._empty, self._bottom, gap=0, parent=self)
        whole.setStretch(0, 1)
        whole.setStretch(1, 1)

    def focus_target(self) -> QWidget:
        """Where F6 puts the keyboard."""
        return self._open_case if self._open_case.isVisible() else self._open_order

    # What is shown

    def show_none(self, sentence: str, why: str = "") -> None:
        """Nothing, or several, are chosen."""
        self._detail = None
        self._area.hide()
        self._bottom.hide()
        self._empty.set_words(sentence, why)
        self._empty.show()

    def show_order(self, detail: OrderDetail, case: CaseDetail | None, now: datetime, home_zone: str) -> None:
        """One order, with its open case if it has one."""
        self._detail = detail
        self._empty.hide()
        self._area.show()
        self._bottom.show()
        order = detail.order
        title = order.title or order.number
        self._title.setText(breakable(shortened(title, _LONGEST_NAME)))
        self._title.setToolTip(for_tip(title) if len(title) > _LONGEST_NAME else "")
        self._seller.setText(
            breakable(shortened(detail.row.seller, _LONGEST_NAME)) or self.tr("Seller not known")
        )
        self._number.setText(order.number)
        self._show_picture()
        self._show_deadline(detail, case, now, home_zone)
        self._facts.set_facts(self._facts_of(detail, case, now, home_zone))
        self._show_protections(detail, now, home_zone)
        self._show_proofs(detail, case)
        self._show_message(detail, now, home_zone)
        has_case = detail.row.case is not None
        self._open_case.setVisible(has_case)
        self._area.verticalScrollBar().setValue(0)

    def _show_picture(self) -> None:
        if self._detail is None:
            return
        photo = next(iter(_pictured_first(self._detail.evidence)), None)
        self._picture.set_picture(self._pictures.picture(photo) if photo else None)

    def _on_came(self, _sha256: str) -> None:
        self._show_picture()

    def _show_deadline(
        self, detail: OrderDetail, case: CaseDetail | None, now: datetime, home_zone: str
    ) -> None:
        standing = next_of(detail.row)
        self._deadline.setVisible(standing is not None or detail.row.status is OrderStatus.REFUNDED)
        if detail.row.status is OrderStatus.REFUNDED:
            shown = wording.deadline(detail.row, now, home_zone)
            self._deadline.show_deadline(Level.DONE, shown.words, "", "")
        elif standing is not None:
            left = phrases.left(standing, now, ZoneInfo(home_zone))
            note = _note(standing, now, home_zone)
            missing = len(case.readiness.missing) if case else 0
            if case is not None and missing:
                said = self.tr("{n} of {total} proofs missing.").format(
                    n=missing, total=case.readiness.wanted
                )
                note = f"{note} {said}"
            self._deadline.show_deadline(phrases.level(standing), left.whole, standing.action, note)

    def _facts_of(
        self, detail: OrderDetail, case: CaseDetail | None, now: datetime, home_zone: str
    ) -> list[tuple[str, str | QWidget]]:
        today = wording.today_at(home_zone, now)
        facts: list[tuple[str, str | QWidget]] = []
        if case is not None:
            facts.append((self.tr("At stake"), _both(case.case.home_amount, case.case.amount)))
        facts.append((self.tr("Paid"), _both(detail.order.home_total, detail.order.total)))
        ways = list(dict.fromkeys(one.funded_by for one in detail.payments if one.funded_by))
        if ways:
            facts.append((self.tr("With"), ", ".join(ways)))
        held = any(one.state is PaymentState.HELD for one in detail.payments)
        if held and not any(date.kind == AnchorKind.CONFIRMED for date in detail.dates):
            facts.append((self.tr("The money"), self.tr("is held until you confirm receipt")))
        if detail.row.ordered_on is not None:
            facts.append((self.tr("Ordered"), phrases.weekday(detail.row.ordered_on, today)))
        delivered = anchors_in_force(detail).get(AnchorKind.DELIVERED)
        if delivered is not None:
            facts.append((self.tr("Delivered"), phrases.weekday(day_of(delivered.value), today)))
        expected = detail.row.expected
        if expected is not None:
            said = self.tr("{day}: {why}").format(day=phrases.weekday(expected.day, today), why=expected.why)
            facts.append((self.tr("Expected by"), said))
        newest = case.case if case is not None else next(iter(detail.cases), None)
        if newest is not None:
            facts.append((self.tr("Case"), _case_words(newest)))
        return facts

    def _show_protections(self, detail: OrderDetail, now: datetime, home_zone: str) -> None:
        clear(self._protections)
        today = wording.today_at(home_zone, now)
        lines: Sequence[WindowRow] = lines_of(detail.row.windows)
        for standing in lines:
            self._protections.addWidget(ProtectionLine(protection_name(standing.window), standing, today))
        self._nothing_open.setVisible(not any(one.state is not State.CLOSED for one in lines))

    def _show_proofs(self, detail: OrderDetail, case: CaseDetail | None) -> None:
        missing = [one.what for one in case.readiness.missing] if case else []
        if case is not None:
            ready = case.readiness
            self._proof_head.setText(
                self.tr("{have} of {total}").format(have=len(ready.have), total=ready.wanted)
            )
        else:
            self._proof_head.setText(counted("Orders", "%n file", "%n files", len(detail.evidence)))
        self._proofs.set_proofs(_pictured_first(detail.evidence), missing)
        self._sections[3].setVisible(bool(detail.evidence or case))

    def _show_message(self, detail: OrderDetail, now: datetime, home_zone: str) -> None:
        self._sections[4].setVisible(bool(detail.messages))
        if not detail.messages:
            return
        last = detail.messages[-1]
        today = wording.today_at(home_zone, now)
        when = phrases.weekday(day_of(last.at), today)
        if isinstance(last.at, datetime):
            here = last.at.astimezone(ZoneInfo(home_zone))
            when = f"{phrases.weekday(here.date(), today)}, {here:%H:%M}"
        self._said_when.setText(when)
        self._said.setText(_beginning(last.text))
        self._translated.setText(f"“{_beginning(last.translation)}”" if last.translation else "")
        self._translated.setVisible(bool(last.translation))

    # What is done

    def _on_open_case(self) -> None:
        if self._detail is not None:
            self.case_wanted.emit(self._detail.row.case)

    def _on_open_order(self) -> None:
        if self._detail is not None:
            self.order_wanted.emit(self._detail.order.id)


def _section(inside: QLayout, *, last: bool) -> QFrame:
    made = panel("pane", "" if last else "edge-bottom")
    inside.setContentsMargins(16, 13, 16, 13)
    made.setLayout(inside)
    return made


def _pictured_first(items: Sequence[Evidence]) -> list[Evidence]:
    """Photographs, then other pictures, then the rest."""
    return sorted(items, key=lambda one: (one.kind is not EvidenceKind.PHOTO, not has_picture(one)))


def _both(home: Money | None, original: Money | None) -> str | QWidget:
    """The home amount, and what was paid elsewhere beside it."""
    known = home or original
    if known is None:
        return wording.tr("not known")
    both = QWidget()
    first = label(phrases.amount(known), "second")
    first.setFont(themes.font("second", themes.font("strong").weight()))
    inside = row(first, gap=6, parent=both)
    if home is not None and original is not None and home != original:
        inside.addWidget(label(phrases.amount(original), "second", "ink2"))
    inside.addStretch(1)
    return both


def _note(standing: Standing, now: datetime, home_zone: str) -> str:
    """Until when, in both zones, and why."""
    zone = ZoneInfo(standing.zone)
    close = standing.closes_at.astimezone(zone)
    today = wording.today_at(home_zone, now)
    day = f"{phrases.weekday(close.date(), today)}, {close:%H:%M}"
    both = phrases.both_times(standing.closes_at, standing.zone, now, home_zone)
    said = wording.tr("Until {day}.").format(
        day=f"{phrases.weekday(close.date(), today)}, {both}" if both else day
    )
    if standing.supposed:
        said = wording.tr("Expected, not certain: {day}.").format(day=day)
    if standing.deadline is not None and standing.deadline.reason:
        said = f"{said} {standing.deadline.reason.rstrip('.')}."
    return said


def _beginning(text: str) -> str:
    """As much of a message as the pane has room for, and a little more."""
    return breakable(text.strip()[:_MOST_LETTERS])


def _case_words(case: Case) -> str:
    stage = claim_words(Stage(case.stage))
    return f"{claim_words(ClaimType(case.claim))} · {stage.lower()}"
