"""Everything a person changes from the order screen: each asks in its dialog, runs as an action, and can be undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from disputes_app.actions import imports, messages, orders
from disputes_app.actions.attributes import set_attribute
from disputes_app.actions.deadlines import finish_deadline, set_deadline
from disputes_app.actions.inspection import inspect_order
from disputes_app.domain.anchors import AnchorKind
from disputes_app.domain.ids import DeadlineId
from disputes_app.domain.messages import Message
from disputes_app.domain.moments import Moment
from disputes_app.domain.window import Window
from disputes_app.gui.context import Context
from disputes_app.gui.screens.order.advice import CASE, CONFIRM, INSPECT
from disputes_app.gui.screens.order.answer import field_of
from disputes_app.gui.screens.order.case_dialog import CaseDialog
from disputes_app.gui.screens.order.date_dialogs import DateDialog, ReminderDialog, WindowDialog
from disputes_app.gui.screens.order.inspect_dialog import InspectDialog
from disputes_app.gui.screens.order.loading import OrderView
from disputes_app.gui.screens.order.message_dialogs import MessageDialog, TranslationDialog
from disputes_app.gui.widgets.sheet import Sheet
from disputes_app.gui.words import counted
from disputes_app.queries.receipt import before_confirming


class OrderActs(QObject):
    """Acts on the order of ``view``, and on none while that is None. ``case_wanted`` carries a case to go to."""

    case_wanted = Signal(int)

    def __init__(self, context: Context, screen: QWidget) -> None:
        super().__init__(screen)
        self.context = context
        self.view: OrderView | None = None
        self._screen = screen
        self._sheet: Sheet | None = None

    def _ask(self, sheet: Sheet, take: Callable[[], None]) -> None:
        self._sheet = sheet
        sheet.asked.connect(take)
        sheet.open()

    def _act(self, action: Callable[..., object], *given: object, undo: str, **named: Any) -> None:
        """Runs the action; a dialog that asked for it closes when it is done, and says why when it is not."""
        sheet = self._sheet
        if sheet is not None and self.sender() is sheet:
            named |= {"done": sheet.finish, "failed": sheet.refuse}
        self.context.work.act(action, *given, undo=undo, **named)

    # The order itself, its files and its case

    def edit(self) -> None:
        """Opens the order's form."""
        if self.view is None:
            return
        from disputes_app.gui.screens.order_form.dialog import OrderDialog

        OrderDialog(self.context, self.view.order, parent=self._screen.window()).open()

    def add_evidence(self) -> None:
        """Takes in files for this order."""
        if self.view is None:
            return
        files = self.context.notices.open_files(self.tr("Add evidence to this order"), parent=self._screen)
        if files:
            self.context.work.act(
                imports.import_paths,
                files,
                order=self.view.order,
                done=self._on_imported,
                label=self.tr("Taking in files"),
                quiet=False,
                undo=counted("Order", "%n file added", "%n files added", len(files)),
            )

    def _on_imported(self, report: imports.ImportReport) -> None:
        if report.rejected:
            self.context.notices.faults([item.reason for item in report.rejected], self._screen)

    def open_case(self) -> None:
        """Goes to the order's open case, or asks for what one needs."""
        if self.view is None:
            return
        if self.view.case is not None:
            self.case_wanted.emit(self.view.case.id)
            return
        sheet = CaseDialog(self.context.work, self.view, self._screen)
        sheet.ended.connect(self._on_case_opened)
        sheet.open()

    def _on_case_opened(self, done: Any) -> None:
        self.case_wanted.emit(done.value)

    # What came

    def follow(self, act: str) -> None:
        """Does what a line of advice offers."""
        {INSPECT: self.inspect, CONFIRM: self.confirm_receipt, CASE: self.open_case}[act]()

    def confirm_receipt(self) -> None:
        """Asks when receipt was confirmed, and says before what that does."""
        self.correct_date(AnchorKind.CONFIRMED)

    def inspect(self) -> None:
        """Asks what looking at the goods showed."""
        if self.view is not None:
            sheet = InspectDialog(self.view, self.context.core.requirements, self._screen)
            self._ask(sheet, self._take_inspection)

    def _take_inspection(self) -> None:
        sheet = self._sheet
        assert isinstance(sheet, InspectDialog)
        assert self.view is not None
        self._act(inspect_order, self.view.order, *sheet.given, undo=self.tr("Inspection saved"))

    # Messages

    def add_message(self) -> None:
        """Asks for a message and adds it."""
        if self.view is not None:
            self._ask(MessageDialog(self.view, self._screen), self._take_message)

    def _take_message(self) -> None:
        sheet = self._sheet
        assert isinstance(sheet, MessageDialog)
        assert self.view is not None
        given = sheet.given
        self._act(
            messages.add_message,
            self.view.order,
            given.sender,
            given.at,
            given.text,
            direction=given.direction,
            channel=given.channel,
            translation=given.translation,
            undo=self.tr("Message added"),
        )

    def translate(self, message: Message) -> None:
        """Asks for a message's translation."""
        self._ask(TranslationDialog(message, self._screen), self._take_translation)

    def _take_translation(self) -> None:
        sheet = self._sheet
        assert isinstance(sheet, TranslationDialog)
        words, by = sheet.given
        self._act(messages.translate_message, sheet.message.id, words, by, undo=self.tr("Translation saved"))

    def delete_message(self, message: Message) -> None:
        """Takes a message out of the order."""
        self._act(messages.delete_message, message.id, undo=self.tr("Message deleted"))

    # Dates

    def add_date(self) -> None:
        """Asks for something that happened, and when."""
        self.correct_date(None)

    def correct_date(self, kind: AnchorKind | None, day: date | None = None) -> None:
        """Asks for the right date of one thing that happened; ``day`` is what was said already."""
        if self.view is None:
            return
        sheet = DateDialog(self.view, kind, self._before_confirming, self._screen)
        if day is not None:
            sheet.day.set_day(day)
        self._ask(sheet, self._take_fields)

    def _before_confirming(self, at: Moment) -> tuple[str, ...]:
        """What to know before receipt is confirmed."""
        if self.view is None:
            return ()
        core = self.context.core
        return before_confirming(core, core.library, self.view.order, at)

    def correct_window(self, window: Window) -> None:
        """Asks what is wrong with a last day: where it is counted from, or what the platform shows."""
        if self.view is not None:
            self._ask(WindowDialog(self.view, window, self._screen), self._take_fields)

    def _take_fields(self) -> None:
        sheet = self._sheet
        assert isinstance(sheet, DateDialog | WindowDialog)
        assert self.view is not None
        self._act(orders.edit_order, self.view.order, sheet.given, undo=self.tr("Date saved"))

    def answer(self, fact: str, rule: str, answer: str) -> None:
        """An answer goes into the order's own field, or is kept as a fact by its name; an amount into the form."""
        if self.view is None:
            return
        if fact == "total":
            self.edit()
            return
        undo = self.tr("Answer saved")
        field = field_of(fact, rule, answer)
        if fact == AnchorKind.CONFIRMED and self._before_confirming(day := date.fromisoformat(answer)):
            self.correct_date(AnchorKind.CONFIRMED, day)
        elif field is not None:
            self._act(orders.edit_order, self.view.order, dict([field]), undo=undo)
        else:
            self._act(set_attribute, self.view.order, fact, answer, undo=undo)

    def add_reminder(self) -> None:
        """Asks for a last day of one's own."""
        if self.view is not None:
            self._ask(ReminderDialog(self.view.today, self._screen), self._take_reminder)

    def _take_reminder(self) -> None:
        sheet = self._sheet
        assert isinstance(sheet, ReminderDialog)
        assert self.view is not None
        words, day, reason = sheet.given
        self._act(set_deadline, self.view.order, words, day, reason=reason, undo=self.tr("Date set"))

    def finish_date(self, deadline: int) -> None:
        """Ticks off a last day of one's own."""
        self._act(finish_deadline, DeadlineId(deadline), undo=self.tr("Date marked as done"))
