"""A field with the words that belong to it: an error under it, and a suggestion as a link."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from disputes_app.gui.widgets.buttons import Button
from disputes_app.gui.widgets.labels import IconLabel, label
from disputes_app.gui.widgets.panels import column, row


def set_state(field: QLineEdit, state: str) -> None:
    """Marks a field: ``error``, ``bare`` or nothing."""
    if field.property("state") != state:
        field.setProperty("state", state)
        field.style().unpolish(field)
        field.style().polish(field)


class Field(QWidget):
    """An editor with room for a hint beside it and an error under it; ``suggested`` when the link is taken."""

    suggested = Signal()

    def __init__(self, editor: QLineEdit, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        editor.setAccessibleName(name)
        self.hint = label(hint, "second", "ink3")
        self._sign = IconLabel("circle-alert", "error")
        self._error = label(role="second", tone="error")
        self._link = Button("", kind="link")
        self._link.clicked.connect(self.suggested)
        self._below = QWidget()
        row(self._sign, self._error, self._link, None, gap=6, edge=(0, 2, 0, 0), parent=self._below)
        self._beside = row(editor, self.hint, gap=8)
        self._beside.setStretch(0, 1)
        # An editor of a fixed width stays at its place when a longer error widens the field.
        self._beside.addStretch(0)
        column(self._beside, self._below, gap=0, parent=self)
        self.set_hint(hint)
        self.setFocusProxy(editor)
        self.show_error("")

    @property
    def has_error(self) -> bool:
        """Whether an error stands under the field."""
        return bool(self._error.text())

    def show_error(self, sentence: str, suggestion: str = "") -> None:
        """Says what is wrong under the field, or takes it away with an empty sentence."""
        self._error.setText(sentence)
        self._link.setText(suggestion)
        self._link.setVisible(bool(suggestion))
        self._below.setVisible(bool(sentence))
        self.editor.setAccessibleDescription(sentence)
        set_state(self.editor, "error" if sentence else "")

    def set_hint(self, words: str) -> None:
        """The quiet words beside the field, such as the weekday of a date."""
        self.hint.setText(words)
        self.hint.setVisible(bool(words))

    def add_beside(self, widget: QWidget) -> None:
        """Something that belongs on the editor's own line, before the hint; an error stands under both."""
        self._beside.insertWidget(self._beside.indexOf(self.hint), widget)
