"""A picture of the chronology, larger, with what is known of the file."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from disputes_app.domain.evidence import Evidence
from disputes_app.gui import theme as themes
from disputes_app.gui.thumbnails import Thumbnails
from disputes_app.gui.widgets.buttons import Button
from disputes_app.gui.widgets.labels import ElidedLabel
from disputes_app.gui.widgets.panels import column, panel, row


class PreviewDialog(QDialog):
    """Esc or Enter closes it."""

    def __init__(
        self, pictures: Thumbnails, evidence: Evidence, taken: str, parent: QWidget | None = None
    ) -> None:
        """``taken`` is when the picture was taken, in words."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(evidence.caption or evidence.name)
        self._pictures, self._evidence = pictures, evidence
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setMinimumSize(QSize(themes.scaled(520), themes.scaled(400)))
        self.picture.setAccessibleName(evidence.caption or evidence.name)
        well = panel("well")
        column(self.picture, gap=0, edge=(12, 12, 12, 12), parent=well)
        size = f"{evidence.width} × {evidence.height}" if evidence.width and evidence.height else ""
        facts = [evidence.name, taken, evidence.device, size]
        words = ElidedLabel("  ·  ".join(filter(None, facts)), "second", "ink2")
        close = Button(self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = panel("chrome", "top")
        line = row(words, close, gap=12, edge=(14, 8, 12, 8), parent=foot)
        line.setStretch(0, 1)
        whole = column(well, foot, gap=0, parent=self)
        whole.setStretch(0, 1)
        pictures.came.connect(self._show)
        self._show()

    def _show(self, _sha256: str = "") -> None:
        found = self._pictures.picture(self._evidence)
        if found is None:
            self.picture.setText(self.tr("There is no picture of this file."))
        else:
            self.picture.setPixmap(found)
