"""The case in plain words for a web form: how long it is, what the form takes, and all of it on the clipboard."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from disputes_app.gui import theme as themes
from disputes_app.gui.widgets.labels import label, set_tone
from disputes_app.gui.widgets.sheet import Sheet
from disputes_app.gui.words import QT_TRANSLATE_NOOP, counted
from disputes_app.queries.packet_text import PlainText

_C = "Case"
_PARTS = {
    "claim": QT_TRANSLATE_NOOP(_C, "claim"),
    "statement": QT_TRANSLATE_NOOP(_C, "statement"),
    "dates": QT_TRANSLATE_NOOP(_C, "dates"),
    "exhibits": QT_TRANSLATE_NOOP(_C, "exhibits"),
}


def length_words(length: int, limit: int | None) -> str:
    """``1,671 characters``, and by how many that is too much."""
    said = counted(_C, "%n character", "%n characters", length)
    if not limit:
        return said
    if length <= limit:
        words = QCoreApplication.translate(_C, "{length} of {limit}")
        return words.format(length=said, limit=limit)
    words = QCoreApplication.translate(_C, "{length}, {over} more than the {limit} the form takes")
    return words.format(length=said, over=length - limit, limit=limit)


class TextDialog(Sheet):
    """The text can be changed here for the form alone; ``asked`` comes when it is to be copied."""

    WIDE = 640

    def __init__(self, made: PlainText, parent: QWidget | None = None) -> None:
        super().__init__(
            QCoreApplication.translate(_C, "Text for a form"), QCoreApplication.translate(_C, "Copy"), parent
        )
        self.text = QPlainTextEdit(made.text)
        self.text.setTabChangesFocus(True)
        self.text.setFont(themes.font("row"))
        self.text.setMinimumHeight(self.share(300))
        self.text.setAccessibleName(self.tr("Text for a form"))
        self.text.textChanged.connect(self._count)
        self.limit = QLineEdit(str(made.limit) if made.limit else "")
        self.limit.setValidator(QIntValidator(1, 10_000_000, self))
        self.limit.setPlaceholderText(self.tr("how many characters, such as 2000"))
        self.limit.textChanged.connect(self._count)
        self.count = label("", "strong")
        self.count.setAccessibleName(self.tr("Length"))
        parts = ", ".join(
            f"{QCoreApplication.translate(_C, _PARTS[name])} {len(text)}" for name, text in made.parts
        )
        self.form.addRow(self.text)
        self.add(self.tr("The form takes"), self.limit)
        self.form.addRow(self.count)
        self.form.addRow(label(parts, "second", "ink3", wrap=True))
        self._count()

    def _count(self) -> None:
        limit = int(self.limit.text()) if self.limit.hasAcceptableInput() else None
        length = len(self.text.toPlainText())
        self.count.setText(length_words(length, limit))
        set_tone(self.count, "error" if limit and length > limit else "")
