"""How the packet of one case is wanted otherwise than its receiver's preset: language, paper, photos, size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from disputes_app.gui.screens.case.wording import size_words
from disputes_app.gui.screens.settings import places
from disputes_app.gui.widgets.fields import Field
from disputes_app.gui.widgets.labels import label
from disputes_app.gui.widgets.sheet import Sheet
from disputes_app.gui.words import counted

_MB = 1_000_000
_LEAST = 0.1
"""The smallest file, in megabytes, that can be asked for: below it no page with a photo fits."""


class LayoutDialog(Sheet):
    """``wishes`` are those of now, by the names that building takes; ``preset`` is the receiver's own way."""

    WIDE = 520

    def __init__(
        self, preset: Any, wishes: Mapping[str, Any], language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Language, paper and size"), self.tr("Use"), parent)
        languages = places.languages()
        usual = languages.get(language, language)
        self._choices = {
            "language": self._choice(
                self.tr("Language"),
                self.tr("As in the settings: {name}").format(name=usual),
                languages.items(),
            ),
            "paper": self._choice(
                self.tr("Paper"),
                self._usual(_papers()[preset.paper]),
                _papers().items(),
            ),
            "photos_per_page": self._choice(
                self.tr("Photos"),
                self._usual(_photos(preset.photos_per_page)),
                [(number, _photos(number)) for number in (1, 2, 4)],
            ),
            "two_sided": self._choice(
                self.tr("Printed"),
                self._usual(self._sides(preset.two_sided)),
                [(side, self._sides(side)) for side in (False, True)],
            ),
        }
        for name, box in self._choices.items():
            box.setCurrentIndex(max(0, box.findData(wishes.get(name))))
        most = size_words(preset.max_bytes) if preset.max_bytes else self.tr("no limit is known")
        self.most = Field(QLineEdit(), self.tr("Largest file"), self.tr("MB"))
        self.most.editor.setPlaceholderText(self._usual(most))
        if wishes.get("max_bytes"):
            self.most.editor.setText(f"{wishes['max_bytes'] / _MB:g}")
        self.add(self.tr("Largest file"), self.most)
        self.add_words(
            label(
                self.tr(
                    "Photos get coarser until a file fits; what still does not fit goes into further files."
                ),
                "second",
                "ink3",
                wrap=True,
            )
        )

    def _usual(self, words: str) -> str:
        return self.tr("As the receiver takes it: {what}").format(what=words)

    def _sides(self, is_two_sided: bool) -> str:
        if is_two_sided:
            return self.tr("on both sides, exhibits begin on a new sheet")
        return self.tr("on one side")

    def _choice(self, name: str, usual: str, choices: Sequence[tuple[Any, str]] | Any) -> QComboBox:
        made = QComboBox()
        made.addItem(usual, None)
        for value, words in choices:
            made.addItem(words, value)
        self.add(name, made)
        return made

    def complaint(self) -> str:
        if self.most.editor.text().strip() and self._megabytes is None:
            self.most.setFocus()
            return self.tr("Write the largest file in megabytes, such as 4.5, or leave it empty.")
        return ""

    @property
    def _megabytes(self) -> float | None:
        try:
            found = float(self.most.editor.text().strip().replace(",", "."))
        except ValueError:
            return None
        return found if _LEAST <= found < 100_000 else None

    @property
    def wishes(self) -> dict[str, Any]:
        """What is wanted otherwise than the receiver's preset."""
        found = {name: box.currentData() for name, box in self._choices.items()}
        megabytes = self._megabytes
        found["max_bytes"] = round(megabytes * _MB) if megabytes else None
        return {name: value for name, value in found.items() if value is not None}


def _papers() -> dict[str, str]:
    return {"a4": "A4", "letter": "US Letter"}


def _photos(number: int) -> str:
    return counted("Case", "%n to a page", "%n to a page", number)
