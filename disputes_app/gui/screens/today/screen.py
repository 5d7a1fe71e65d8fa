"""Today: what to do first, what is at stake, everything due in the order of its last day."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from disputes_app.actions.deadlines import finish_deadline, set_deadline
from disputes_app.actions.evidence import file_several
from disputes_app.domain.ids import EvidenceId, OrderId
from disputes_app.gui import phrases
from disputes_app.gui import theme as themes
from disputes_app.gui.context import Context
from disputes_app.gui.screen import Screen
from disputes_app.gui.screens.today import wording
from disputes_app.gui.screens.today.agenda import AgendaView
from disputes_app.gui.screens.today.inbox_strip import InboxStrip
from disputes_app.gui.screens.today.model import lines_of
from disputes_app.gui.screens.today.moved import MovedDialog, MovedStrip
from disputes_app.gui.thumbnails import Thumbnails
from disputes_app.gui.widgets.bars import TopBar
from disputes_app.gui.widgets.buttons import Button
from disputes_app.gui.widgets.labels import label
from disputes_app.gui.widgets.palette_field import PaletteField
from disputes_app.gui.widgets.panels import column, panel, row
from disputes_app.gui.widgets.states import EmptyState
from disputes_app.gui.widgets.totals import Total, Totals
from disputes_app.gui.words import counted
from disputes_app.queries.evidence import unfiled
from disputes_app.queries.moved import Told, moved_by_rules
from disputes_app.queries.stakes import Sums
from disputes_app.queries.suggestions import Suggestion, suggestions
from disputes_app.queries.today import Agenda, AgendaRow, agenda

if TYPE_CHECKING:
    from disputes_app.gui.screens.order.date_dialogs import ReminderDialog
    from disputes_app.gui.screens.welcome.page import WelcomePage

_C = "Today"
_MOVED_READ = "today/moved_read"


class TodayScreen(Screen):
    """Opens at the top; an empty library shows the way in instead."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._agenda: Agenda | None = None
        self._is_narrow = False
        self._shown_totals: list[Total] = []
        self._minute = QTimer(self)
        self._minute.setSingleShot(True)
        self._minute.timeout.connect(self._on_minute)
        self._build()
        self._on_minute()
        context.theme.changed.connect(self._on_theme)

    def _build(self) -> None:
        self._bar = TopBar(self.tr("Today"))
        self.palette_field = PaletteField(self.tr("Find or go to…"), "Ctrl K")
        self.palette_field.wanted.connect(partial(self.go.emit, "command", "palette"))
        bring = Button(self.tr("Import…"), "download")
        bring.clicked.connect(partial(self.go.emit, "command", "import_files"))
        new = Button(self.tr("New order"), "plus", "primary")
        new.clicked.connect(partial(self.go.emit, "command", "new_order"))
        for part in (self.palette_field, bring, new):
            self._bar.add_right(part)
        self._sentence = label("", "sentence", wrap=True)
        self._sentence.setTextFormat(Qt.TextFormat.RichText)
        self.totals = Totals()
        self.totals.chosen.connect(self._on_total)
        head = panel("surface", "edge-bottom")
        inner = row(self._sentence, self.totals, gap=24, edge=(20, 12, 2, 12), parent=head)
        inner.setStretch(0, 1)
        self.list = AgendaView(self.context.clock)
        self.list.opened.connect(self._on_opened)
        self.list.beyond.connect(partial(self.go.emit, "orders", None))
        self.list.menu_wanted.connect(self._on_menu)
        self._empty = EmptyState("")
        self._empty.setProperty("ground", "surface")
        self._empty.acted.connect(partial(self.go.emit, "command", "new_order"))
        self._middle = QStackedWidget()
        self._middle.addWidget(self.list)
        self._middle.addWidget(self._empty)
        self.strip = InboxStrip(Thumbnails(self.context, self))
        self.strip.opened.connect(self._on_inbox)
        self.strip.accepted.connect(self._on_accepted)
        full = QWidget()
        self.moved = MovedStrip()
        self.moved.wanted.connect(self._show_moved)
        self.moved.dismissed.connect(self._dismiss_moved)
        column(self._bar, head, self.moved, self._middle, self.strip, gap=0, parent=full).setStretch(3, 1)
        self.welcome: WelcomePage | None = None
        self._pages = QStackedWidget()
        self._pages.addWidget(full)
        column(self._pages, gap=0, parent=self)

    # What is shown

    def open(self, argument: Any) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        self.context.work.ask(agenda, done=self._on_agenda)

    def _on_agenda(self, found: Agenda) -> None:
        self._agenda = found
        self._bar.set_note(phrases.long_day(found.today))
        items = unfiled(self.context.core.library)
        if not found.orders and not items:
            self._show_welcome()
            return
        self._pages.setCurrentIndex(0)
        now = self.context.clock()
        self.list.set_agenda(lines_of(found, now), now, ZoneInfo(found.home_zone))
        self._show_head()
        self.moved.show_moved(self._moved_unread())
        self.strip.set_items(items, ZoneInfo(found.home_zone), found.today)
        if items:
            self.context.work.ask(suggestions, done=self._on_suggested)
        if not found.orders:
            self._empty.set_words(
                self.tr("No last day is known yet"),
                self.tr("The files are safe. The form begins with what they say of their order."),
                self.tr("New order…"),
            )
        elif not found.rows:
            self._empty.set_words(
                self.tr("Nothing is due"),
                self.tr("Every known last day is later than {day}.").format(
                    day=phrases.weekday(found.until, found.today)
                ),
            )
        self._middle.setCurrentIndex(0 if found.rows else 1)

    def _on_minute(self) -> None:
        self._minute.start(1000 * (60 - self.context.clock().second) + 100)
        if self.isVisible():
            self.refresh()

    def _show_welcome(self) -> None:
        if self.welcome is None:
            from disputes_app.gui.screens.welcome.page import WelcomePage

            self.welcome = WelcomePage(self.context)
            self.welcome.wanted.connect(partial(self.go.emit, "command"))
            self.welcome.set_narrow(self._is_narrow)
            self._pages.addWidget(self.welcome)
        self.welcome.refresh()
        self._pages.setCurrentWidget(self.welcome)

    def _show_head(self) -> None:
        found = self._agenda
        if found is None:
            return
        theme = themes.active()
        colours = {level.value: urgency.text.name() for level, urgency in theme.urgency.items()}
        self._sentence.setText(wording.headline(found, self.context.clock(), theme.ink.name(), colours))
        totals = self._totals(found)[: 1 if self._is_narrow else 3]
        if totals != self._shown_totals:
            if self._shown_totals:
                said = "; ".join(f"{total.amount} {total.words}" for total in totals)
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.totals, said))
            self._shown_totals = totals
            self.totals.set_totals(totals)

    def _totals(self, found: Agenda) -> list[Total]:
        def sums(of: Sums) -> str:
            return phrases.sums(of.amounts, found.home_currency)

        waiting = found.on_its_way
        back = self.tr("recovered since 1 January")
        if waiting.count:
            back = self.tr("recovered, {amount} on its way").format(amount=sums(waiting))
        return [
            Total("stake", sums(found.at_stake), counted(_C, "at stake in %n case", "at stake in %n cases", found.at_stake.count)),
            Total("protected", sums(found.protected), counted(_C, "protected in %n order", "protected in %n orders", found.protected.count)),
            Total("recovered", sums(found.recovered), back, "good"),
        ]  # fmt: skip

    def _on_theme(self, _theme: object) -> None:
        self._show_head()

    def set_narrow(self, narrow: bool) -> None:
        self._is_narrow = narrow
        self.strip.set_narrow(narrow)
        if self.welcome is not None:
            self.welcome.set_narrow(narrow)
        self._show_head()

    def panes(self) -> Sequence[QWidget]:
        return (self.list, self.strip.view)

    # What is done

    def _on_opened(self, chosen: AgendaRow) -> None:
        if chosen.case is not None:
            self.go.emit("case", chosen.case)
        else:
            self.go.emit("order", chosen.order)

    def _moved_unread(self) -> Told | None:
        """What the rules moved, unless it was read already."""
        told = moved_by_rules(self.context.core.library)
        is_known = told is None or self.context.settings.get(_MOVED_READ) == told.at.isoformat()
        return None if is_known else told

    def _show_moved(self) -> None:
        told, found = self._moved_unread(), self._agenda
        if told is None or found is None:
            return
        dialog = MovedDialog(told, found.today, self)
        dialog.opened.connect(partial(self.go.emit, "order"))
        dialog.finished.connect(self._dismiss_moved)
        dialog.open()

    def _dismiss_moved(self) -> None:
        told = self._moved_unread()
        if told is not None:
            self.context.settings.set(_MOVED_READ, told.at.isoformat())
        self.moved.show_moved(None)

    def _on_total(self, total: str) -> None:
        self.go.emit("orders", {"stake": "open_case", "protected": "", "recovered": "refunded"}[total])

    def _on_inbox(self, item: Any) -> None:
        self.go.emit("inbox", item)

    def _on_suggested(self, found: dict[EvidenceId, Suggestion]) -> None:
        self.strip.set_suggestions(found)

    def _on_accepted(self, wanted: dict[EvidenceId, OrderId]) -> None:
        words = counted(_C, "%n file filed", "%n files filed", len(wanted))
        self.context.work.act(file_several, wanted, undo=words)

    def row_menu(self, chosen: AgendaRow) -> QMenu:
        """What can be done with a row."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(
            self.tr("Open case") if chosen.case else self.tr("Open order"), partial(self._on_opened, chosen)
        )
        if chosen.case:
            menu.addAction(self.tr("Open order"), partial(self.go.emit, "order", chosen.order))
        menu.addAction(self.tr("Why this date"), partial(self._explain, chosen))
        menu.addSeparator()
        menu.addAction(self.tr("Remind me…"), partial(self._remind, chosen))
        if chosen.next.deadline is not None:
            menu.addAction(self.tr("Mark done"), partial(self._finish, chosen))
        return menu

    def _on_menu(self, chosen: AgendaRow, at: QPoint) -> None:
        self.row_menu(chosen).popup(at)

    def _finish(self, chosen: AgendaRow) -> None:
        assert chosen.next.deadline is not None
        self.context.work.act(finish_deadline, chosen.next.deadline.id, undo=self.tr("Marked as done"))

    def _remind(self, chosen: AgendaRow) -> None:
        from disputes_app.gui.screens.order.date_dialogs import ReminderDialog

        found = self._agenda
        assert found is not None
        sheet = ReminderDialog(found.today, self)
        sheet.asked.connect(partial(self._take_reminder, sheet, chosen.order))
        sheet.open()

    def _take_reminder(self, sheet: ReminderDialog, order: OrderId) -> None:
        words, day, reason = sheet.given
        self.context.work.act(
            set_deadline, order, words, day, reason=reason,
            undo=self.tr("Date set"), done=sheet.finish, failed=sheet.refuse,
        )  # fmt: skip

    def _explain(self, chosen: AgendaRow) -> None:
        from disputes_app.gui.screens.today.why import WhyPanel

        found = self._agenda
        assert found is not None
        WhyPanel(chosen, found.home_zone, self.list).open_beside(self.list)
