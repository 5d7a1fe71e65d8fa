"""What the small dialogs of an order are made of: the sheet itself, a field for an hour, a field for many lines."""

from __future__ import annotations

from datetime import date, datetime, time
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

from disputes_app.errors import UserError
from disputes_app.gui import theme as themes
from disputes_app.gui.widgets.buttons import Button
from disputes_app.gui.widgets.fields import Field
from disputes_app.gui.widgets.labels import label
from disputes_app.gui.widgets.panels import column, panel, row


class Sheet(QDialog):
    """A title, fields, Cancel and one primary button; Ctrl+Enter takes it. It stays open until the work is done.

    ``asked`` comes when what stands in it is complete; whoever does the work calls ``finish`` or ``refuse``.
    """

    asked = Signal()
    ended = Signal(object)

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
        self.cancel = Button(self.tr("Cancel"))
        self.cancel.clicked.connect(self.reject)
        body = panel("surface")
        column(self.form, self.fault, gap=10, edge=(20, 16, 20, 14), parent=body)
        foot = panel("chrome", "top")
        row(None, self.cancel, self.yes, gap=8, edge=(14, 9, 14, 9), parent=foot)
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

    def finish(self, result: object) -> None:
        """The work is done; ``ended`` hands its result on."""
        self.accept()
        self.ended.emit(result)

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
    def hour(self) -> time | None:
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
        return bool(self.editor.text().strip()) and self.hour is None

    def set_hour(self, value: time) -> None:
        """Shows an hour."""
        self.editor.setText(f"{value:%H:%M}")


def text_area(name: str, lines: int) -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setTabChangesFocus(True)
    made.setAccessibleName(name)
    made.setFont(themes.font("row"))
    made.setMinimumHeight(made.fontMetrics().lineSpacing() * lines + 14)
    return made


def moment_text(day: date, hour: time | None, home: ZoneInfo) -> str:
    """A day, or with its hour an instant in the home zone, in the order form's own writing."""
    return datetime.combine(day, hour, home).isoformat() if hour else day.isoformat()
