"""Why a date is what it is: the engine's own sentences, beside the row they belong to."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QTreeView, QWidget

from disputes_app.domain.explaining import explain
from disputes_app.gui import theme as themes
from disputes_app.gui.widgets.labels import label
from disputes_app.gui.widgets.panels import column
from disputes_app.queries.today import AgendaRow

_WIDE = 440


class WhyPanel(QFrame):
    """Goes away with Esc or a click elsewhere; the words can be selected and copied."""

    def __init__(self, row: AgendaRow, home_zone: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("ground", "surface")
        self.setProperty("rule", "box2")
        self.setFixedWidth(themes.scaled(_WIDE))
        next_ = row.next
        if next_.window is not None:
            sentences = explain(next_.window, home_zone)
        else:
            assert next_.deadline is not None
            sentences = tuple(filter(None, (self.tr("You set this date yourself."), next_.deadline.reason)))
        title = label(next_.action, "pane", wrap=True)
        told = [label(sentence, "second", "ink2", wrap=True) for sentence in sentences]
        for one in told:
            one.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        column(title, *told, gap=6, edge=(16, 12, 16, 14), parent=self)
        self.setAccessibleName(self.tr("Why this date"))
        self.setAccessibleDescription(" ".join(sentences))

    def open_beside(self, view: QTreeView) -> None:
        """Below the chosen row, inside the screen."""
        self.adjustSize()
        rect = view.visualRect(view.currentIndex())
        at = view.viewport().mapToGlobal(QPoint(themes.scaled(126), rect.bottom() + 2))
        screen = view.screen().availableGeometry()
        at.setY(min(at.y(), screen.bottom() - self.height()))
        self.move(at)
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
