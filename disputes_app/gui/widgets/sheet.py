"""What small dialogs are made of: the sheet itself, a field for an hour, a field for many lines."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from disputes_app.errors import UserError
from disputes_app.gui import theme as themes
from disputes_app.gui.widgets.buttons import Button
from disputes_app.gui.widgets.date_text import read_time
from disputes_app.gui.widgets.fields import Field
from disputes_app.gui.widgets.labels import label
from disputes_app.gui.widgets.panels import column, panel, row, scrolling, within
from disputes_app.gui.words import sentence

_TALLEST = 10_000


class Sheet(QDialog):
    """A title, fields, Cancel and one primary button; Ctrl+Enter takes it. It stays open until the work is done.

    ``asked`` comes when what stands in it is complete; whoever does the work calls ``finish`` or ``refuse``.
    Fields that have no room in the window it opens over scroll; what is wrong and the buttons are always seen.
    """

    WIDE = 460
    """Its width in pixels at 100 % text."""

    asked = Signal()
    ended = Signal(object)

    def __init__(self, title: str, yes: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._is_warned = False
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
        self.cancel = Button(self.tr("Cancel"))
        self.cancel.clicked.connect(self.reject)
        self._fields = QWidget()
        column(self.form, gap=0, edge=(20, 16, 20, 14), parent=self._fields)
        self.body = scrolling(self._fields, "surface")
        # It follows the keyboard from field to field, and is no stop between them.
        self.body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._foot = panel("chrome", "top")
        buttons = row(None, self.cancel, self.yes, gap=8)
        column(self.fault, buttons, gap=9, edge=(14, 9, 14, 9), parent=self._foot)
        whole = column(self.body, self._foot, gap=0, parent=self)
        whole.setStretch(0, 1)

    def showEvent(self, event: QShowEvent) -> None:
        self.fit()
        super().showEvent(event)
        if self.focusWidget() in (None, self.yes, self.cancel):
            self._focus_first()

    def _focus_first(self) -> None:
        """The keyboard begins in the first field, not on a button."""
        for one in self._fields.findChildren(QWidget):
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isEnabled() and one.isVisibleTo(self):
                one.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def fit(self) -> None:
        """Grows to what stands in it, within the window it opens over; how much that is only shows on the screen."""
        if not self.isVisible():
            return
        now = self.size() if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else QSize()
        room = within(self, self.WIDE, _TALLEST)
        least = self._fields.minimumSizeHint().width() + self.body.verticalScrollBar().sizeHint().width()
        wide = max(now.width(), room.width(), least)
        tall = sum(
            part.heightForWidth(wide) if part.hasHeightForWidth() else part.sizeHint().height()
            for part in (self._fields, self._foot)
        )
        self.setMinimumWidth(max(room.width(), least))
        self.resize(wide, min(max(now.height(), tall), room.height()))

    def share(self, tall: int) -> int:
        """A height at 100 % text, at the present text size, but at most half of the window's."""
        return min(themes.scaled(tall), within(self, self.WIDE, _TALLEST).height() // 2)

    def add(self, name: str, editor: QWidget) -> None:
        """One line of the form, its name before it."""
        title = label(name, "second", "ink2")
        # Of one height, or the form shifts it down beside a field of several lines.
        title.setFixedHeight(themes.height("control"))
        title.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        title.setBuddy(editor.focusProxy() or editor)
        if not editor.accessibleName():
            editor.setAccessibleName(name)
        for one in (editor, *editor.findChildren(QLineEdit)):
            if isinstance(one, QLineEdit):
                one.textEdited.connect(self._on_edited)
        if isinstance(editor, QComboBox):
            editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.form.addRow(title, editor)

    def add_words(self, said: QLabel) -> None:
        """Words on the field above, as wide as the fields."""
        policy = said.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
        # As tall as its words at that width: by itself it would like to be narrow, and have more lines.
        policy.setVerticalPolicy(QSizePolicy.Policy.Ignored)
        said.setSizePolicy(policy)
        self.form.addRow("", said)

    def complaint(self) -> str:
        """What is still wrong, in a sentence; empty when all is well."""
        return ""

    @property
    def is_changed(self) -> bool:
        """Whether leaving would lose work; then it takes two times to leave."""
        return False

    def reject(self) -> None:
        if self.is_changed and not self._is_warned:
            self._is_warned = True
            self._say(self.tr("What you entered is not saved. Cancel once more to drop it."))
            return
        super().reject()

    def take(self) -> None:
        """Asks for the work, unless something is still wrong."""
        self._is_warned = False
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
        self._say(sentence(str(error)))

    def finish(self, result: object) -> None:
        """The work is done; ``ended`` hands its result on."""
        self.accept()
        self.ended.emit(result)

    def _on_edited(self) -> None:
        """What was wrong may be right now: it is asked again when the work is wanted."""
        self._say("")

    def _say(self, words: str) -> None:
        self.fault.setText(words)
        self.fault.setVisible(bool(words))
        self.fit()

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
    def hour(self) -> time | None:
        """The hour in the field; None when it is empty or none."""
        return read_time(self.editor.text())

    @property
    def is_unclear(self) -> bool:
        """Whether something stands there that is no hour."""
        return bool(self.editor.text().strip()) and self.hour is None

    def set_hour(self, value: time) -> None:
        """Shows an hour."""
        self.editor.setText(f"{value:%H:%M}")


class TextArea(QPlainTextEdit):
    """Words over several lines; ``lines`` of them are seen at least."""

    def __init__(self, name: str, lines: int, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setFont(themes.font("row"))
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * lines + 14)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())


def moment_text(day: date, hour: time | None, home: ZoneInfo) -> str:
    """A day, or with its hour an instant in the home zone, in the order form's own writing."""
    return datetime.combine(day, hour, home).isoformat() if hour else day.isoformat()
