"""The small dialogs of an order: a message, its translation, a date, another date for a window."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from disputes_app.domain.anchors import MEANINGS, AnchorKind, field_name
from disputes_app.domain.date_words import anchor_words
from disputes_app.domain.messages import Message, MessageDirection
from disputes_app.domain.window import Window, last_day
from disputes_app.errors import UserError
from disputes_app.gui import theme as themes
from disputes_app.gui.screens.order.loading import OrderView
from disputes_app.gui.screens.order.wording import short_day
from disputes_app.gui.widgets.buttons import Button
from disputes_app.gui.widgets.date_field import DateField
from disputes_app.gui.widgets.fields import Field
from disputes_app.gui.widgets.labels import label
from disputes_app.gui.widgets.panels import column, panel, row
from disputes_app.gui.widgets.segments import Segments


class Sheet(QDialog):
    """A title, fields, Cancel and one primary button; Ctrl+Enter takes it. It stays open until the work is done.

    ``asked`` comes when what stands in it is complete; whoever does the work calls ``accept`` or ``refuse``.
    """

    asked = Signal()

    def __init__(self, title: str, yes: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fault = label(role="second", tone="error", wrap=True)
        self.fault.hide()
        self.form = QFormLayout()
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.form.setHorizontalSpacing(14)
        self.form.setVerticalSpacing(9)
        self.yes = Button(yes, kind="primary")
        self.yes.setDefault(True)
        self.yes.clicked.connect(self.take)
        cancel = Button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        body = panel("surface")
        column(self.form, self.fault, gap=10, edge=(20, 16, 20, 14), parent=body)
        foot = panel("chrome", "top")
        row(None, cancel, self.yes, gap=8, edge=(14, 9, 14, 9), parent=foot)
        whole = column(body, foot, gap=0, parent=self)
        whole.setStretch(0, 1)
        self.setMinimumWidth(themes.scaled(460))

    def add(self, name: str, editor: QWidget) -> None:
        """One line of the form, its name before it."""
        title = label(name, "second", "ink2")
        title.setMinimumHeight(themes.height("control"))
        title.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        title.setBuddy(editor.focusProxy() or editor)
        if not editor.accessibleName():
            editor.setAccessibleName(name)
        if isinstance(editor, QComboBox):
            editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.form.addRow(title, editor)

    def complaint(self) -> str:
        """What is still wrong, in a sentence; empty when all is well."""
        return ""

    def take(self) -> None:
        """Asks for the work, unless something is still wrong."""
        words = self.complaint()
        self._say(words)
        if not words:
            self.yes.setEnabled(False)
            self.asked.emit()

    def refuse(self, error: Exception) -> None:
        """The work was not done: says why; what was entered stays."""
        self.yes.setEnabled(True)
        if not isinstance(error, UserError):
            self.reject()
            raise error
        self._say(f"{str(error)[:1].upper()}{str(error)[1:]}.")

    def finish(self, _result: object = None) -> None:
        """The work is done."""
        self.accept()

    def _say(self, words: str) -> None:
        self.fault.setText(words)
        self.fault.setVisible(bool(words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
        else:
            super().keyPressEvent(event)


class TimeField(Field):
    """An hour such as 18:32; may stay empty."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        edit = QLineEdit()
        edit.setPlaceholderText("18:32")
        edit.setMaximumWidth(themes.scaled(90))
        super().__init__(edit, name, parent=parent)

    @property
    def time(self) -> time | None:
        """The hour in the field; None when it is empty or none."""
        written = self.editor.text().strip().replace(".", ":")
        for pattern in ("%H:%M", "%H:%M:%S", "%H%M"):
            try:
                return datetime.strptime(written, pattern).time()  # noqa: DTZ007  the zone is the home zone
            except ValueError:
                continue
        return None

    @property
    def is_unclear(self) -> bool:
        """Whether something stands there that is no hour."""
        return bool(self.editor.text().strip()) and self.time is None

    def set_time(self, value: time) -> None:
        """Shows an hour."""
        self.editor.setText(f"{value:%H:%M}")


def _area(name: str, lines: int) -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setTabChangesFocus(True)
    made.setAccessibleName(name)
    made.setFont(themes.font("row"))
    made.setMinimumHeight(made.fontMetrics().lineSpacing() * lines + 14)
    return made


class GivenMessage(NamedTuple):
    """A message as it was entered."""

    sender: str
    at: datetime
    text: str
    direction: MessageDirection
    channel: str
    translation: str


class MessageDialog(Sheet):
    """Adds one message: who wrote, when, the original words, a translation."""

    def __init__(self, view: OrderView, parent: QWidget | None = None) -> None:
        super().__init__(self._words("title"), self._words("yes"), parent)
        self._view = view
        seller = view.detail.seller.name if view.detail.seller else ""
        known = [m for m in view.detail.messages if m.direction is MessageDirection.RECEIVED]
        self._seller = known[-1].sender if known else seller
        mine = [m for m in view.detail.messages if m.direction is MessageDirection.SENT]
        self._buyer = mine[-1].sender if mine else view.settings.buyer_name or self.tr("Buyer")
        self.who = Segments(
            [
                (MessageDirection.RECEIVED.value, self.tr("From the seller")),
                (MessageDirection.SENT.value, self.tr("From you")),
            ],
            self.tr("Who wrote"),
        )
        self.who.chosen.connect(self._on_who_chosen)
        self.sender = QLineEdit(self._seller)
        self.day = DateField(self.tr("Day"), self._today, view.today)
        self.time = TimeField(self.tr("Time"))
        self.channel = QLineEdit(view.detail.messages[-1].channel if view.detail.messages else "")
        self.channel.setPlaceholderText(self.tr("AliExpress chat, mail, WeChat"))
        self.text = _area(self.tr("Original words"), 4)
        self.translation = _area(self.tr("Translation"), 3)
        when = QWidget()
        line = row(self.day, self.time, gap=8, parent=when)
        line.setStretch(0, 1)
        when.setFocusProxy(self.day)
        self.add(self.tr("Who wrote"), self.who)
        self.add(self.tr("Name"), self.sender)
        self.add(self.tr("When"), when)
        self.add(self.tr("Where"), self.channel)
        self.add(self.tr("Original words"), self.text)
        self.add(self.tr("Translation"), self.translation)
        self.resize(themes.scaled(560), self.minimumSizeHint().height())
        self.text.setFocus()

    def _words(self, part: str) -> str:
        return {"title": self.tr("Add message"), "yes": self.tr("Add message")}[part]

    def _today(self) -> date:
        return self._view.today

    def _on_who_chosen(self, who: str) -> None:
        names = {MessageDirection.RECEIVED: self._seller, MessageDirection.SENT: self._buyer}
        if self.sender.text() in ("", *names.values()):
            self.sender.setText(names[MessageDirection(who)])

    def complaint(self) -> str:
        if not self.text.toPlainText().strip():
            self.text.setFocus()
            return self.tr("Enter the words of the message.")
        if self.day.day is None:
            self.day.setFocus()
            return self.tr("Enter the day, such as 9 Mar 2026.")
        if self.time.is_unclear:
            self.time.setFocus()
            return self.tr("Write the time like 18:32, or leave it empty.")
        if not self.sender.text().strip():
            self.sender.setFocus()
            return self.tr("Enter who wrote it.")
        return ""

    @property
    def given(self) -> GivenMessage:
        """What was entered; without an hour noon is taken, so that the day is right in every near zone."""
        assert self.day.day is not None
        at = datetime.combine(self.day.day, self.time.time or time(12), self._view.home)
        return GivenMessage(
            self.sender.text().strip(),
            at,
            self.text.toPlainText().strip(),
            MessageDirection(self.who.chosen_id),
            self.channel.text().strip(),
            self.translation.toPlainText().strip(),
        )


class TranslationDialog(Sheet):
    """Gives a message its translation; the original stands above it, unchanged."""

    def __init__(self, message: Message, parent: QWidget | None = None) -> None:
        has = bool(message.translation)
        super().__init__(
            self.tr("Change translation") if has else self.tr("Add translation"),
            self.tr("Save translation"),
            parent,
        )
        self.message = message
        original = _area(self.tr("Original"), min(8, 1 + len(message.text) // 45 + message.text.count("\n")))
        original.setPlainText(message.text)
        original.setReadOnly(True)
        self.translation = _area(self.tr("Translation"), 4)
        self.translation.setPlainText(message.translation)
        mine = message.translated_by in ("", "buyer")
        self.by = QLineEdit("" if mine else message.translated_by)
        self.by.setPlaceholderText(self.tr("you"))
        self.add(self.tr("Original"), original)
        self.add(self.tr("Translation"), self.translation)
        self.add(self.tr("Translated by"), self.by)
        self.resize(themes.scaled(560), self.minimumSizeHint().height())
        self.translation.setFocus()

    def complaint(self) -> str:
        if self.translation.toPlainText().strip() or self.message.translation:
            return ""
        self.translation.setFocus()
        return self.tr("Enter what the message says.")

    @property
    def given(self) -> tuple[str, str]:
        """The translation and whose it is."""
        return self.translation.toPlainText().strip(), self.by.text().strip() or "buyer"


class DateDialog(Sheet):
    """Notes or corrects a dated fact of the order, to the minute where that is known."""

    def __init__(
        self, view: OrderView, kind: AnchorKind | None = None, parent: QWidget | None = None
    ) -> None:
        title = self.tr("Correct date") if kind else self.tr("Add date")
        super().__init__(title, self.tr("Save date"), parent)
        self._view = view
        self.kinds = QComboBox()
        for one in AnchorKind:
            if field_name(one) is not None:
                self.kinds.addItem(anchor_words(one), one.value)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData((kind or AnchorKind.DELIVERED).value)))
        self.kinds.currentIndexChanged.connect(self._on_kind)
        self.day = DateField(self.tr("Day"), self._today)
        self.time = TimeField(self.tr("Time"))
        when = QWidget()
        line = row(self.day, self.time, gap=8, parent=when)
        line.setStretch(0, 1)
        when.setFocusProxy(self.day)
        self.add(self.tr("What happened"), self.kinds)
        self.add(self.tr("When"), when)
        self._asks = label(role="second", tone="ink3", wrap=True)
        self.form.addRow("", self._asks)
        self._on_kind()
        self.day.setFocus()

    def _today(self) -> date:
        return self._view.today

    @property
    def kind(self) -> AnchorKind:
        """Which date it is."""
        return AnchorKind(self.kinds.currentData())

    def _on_kind(self) -> None:
        known = self._view.anchors.get(self.kind)
        self._asks.setText(MEANINGS[self.kind].question)
        self.time.editor.clear()
        value = known.value if known else None
        if isinstance(value, datetime):
            here = value.astimezone(self._view.home)
            self.day.set_day(here.date())
            self.time.set_time(here.time())
        else:
            self.day.set_day(value)

    def complaint(self) -> str:
        if self.day.day is None:
            self.day.setFocus()
            return self.tr("Enter the day, such as 27 Feb 2026.")
        if self.time.is_unclear:
            self.time.setFocus()
            return self.tr("Write the time like 11:42, or leave it empty.")
        return ""

    @property
    def given(self) -> dict[str, str]:
        """The order's field and its text."""
        assert self.day.day is not None
        name = field_name(self.kind)
        assert name is not None
        return {name: moment_text(self.day.day, self.time.time, self._view.home)}


class ReminderDialog(Sheet):
    """Sets a last day of one's own, such as one that the seller promised."""

    def __init__(self, view: OrderView, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Last day of your own"), self.tr("Set date"), parent)
        self._view = view
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Ask whether the two cups were sent"))
        self.day = DateField(self.tr("Last day"), self._today)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(self.tr("What the seller wrote, what the page says"))
        self.add(self.tr("What to do"), self.words)
        self.add(self.tr("Last day"), self.day)
        self.add(self.tr("Why"), self.reason)
        self.words.setFocus()

    def _today(self) -> date:
        return self._view.today

    def complaint(self) -> str:
        if not self.words.text().strip():
            self.words.setFocus()
            return self.tr("Enter what is to be done by then.")
        if self.day.day is None:
            self.day.setFocus()
            return self.tr("Enter the day, such as 20 Mar 2026.")
        return ""

    @property
    def given(self) -> tuple[str, date, str]:
        """What to do, until when, why."""
        assert self.day.day is not None
        return self.words.text().strip(), self.day.day, self.reason.text().strip()


def moment_text(day: date, hour: time | None, home: ZoneInfo) -> str:
    """A day, or with its hour an instant in the home zone, in the order form's own writing."""
    return datetime.combine(day, hour, home).isoformat() if hour else day.isoformat()


class WindowDialog(Sheet):
    """Corrects a window's last day: by the date it is counted from, or by what the platform's page shows."""

    def __init__(self, view: OrderView, window: Window, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Correct date"), self.tr("Save"), parent)
        self._view, self._window = view, window
        kind = window.used[-1].kind if window.used else None
        self._field = field_name(kind) if kind else None
        self.ways = Segments(
            [
                *([("anchor", self.tr("Counted from"))] if self._field else []),
                ("shown", self.tr("The page shows another last day")),
            ],
            self.tr("What to correct"),
        )
        self.ways.chosen.connect(self._on_way)
        self.day = DateField(self.tr("Day"), self._today)
        self.time = TimeField(self.tr("Time"))
        when = QWidget()
        line = row(self.day, self.time, gap=8, parent=when)
        line.setStretch(0, 1)
        when.setFocusProxy(self.day)
        about = label(f"{window.programme.name}, {window.rule.title}", "medium", wrap=True)
        self.form.addRow(about)
        self.add(self.tr("What to correct"), self.ways)
        self._name = anchor_words(kind) if kind else ""
        self.add(self.tr("Day"), when)
        self._hint = label(role="second", tone="ink3", wrap=True)
        self.form.addRow("", self._hint)
        self._on_way(self.ways.chosen_id)
        self.day.setFocus()

    def _today(self) -> date:
        return self._view.today

    def _on_way(self, way: str) -> None:
        self.time.editor.clear()
        self.time.setVisible(way == "anchor")
        if way == "shown":
            self.day.set_day(last_day(self._window) if self._window.platform_date else None)
            self._hint.setText(
                self.tr("A last day that {programme} itself shows wins over the one worked out.").format(
                    programme=self._window.programme.name
                )
            )
            return
        value = self._window.used[-1].value
        here = value.astimezone(self._view.home) if isinstance(value, datetime) else value
        if isinstance(here, datetime):
            self.time.set_time(here.time())
            here = here.date()
        self.day.set_day(here)
        self._hint.setText(
            self.tr("{event}: every window counted from it moves with it.").format(
                event=f"{self._name} {short_day(here, self._view.today)}"
            )
        )

    def complaint(self) -> str:
        if self.day.day is None:
            self.day.setFocus()
            return self.tr("Enter the day, such as 14 Mar 2026.")
        if self.time.is_unclear:
            self.time.setFocus()
            return self.tr("Write the time like 11:42, or leave it empty.")
        return ""

    @property
    def given(self) -> dict[str, str]:
        """The order's field and its text."""
        assert self.day.day is not None
        if self.ways.chosen_id == "shown" or self._field is None:
            return {"platform_date": f"{self._window.id}:{self.day.day.isoformat()}"}
        return {self._field: moment_text(self.day.day, self.time.time, self._view.home)}
