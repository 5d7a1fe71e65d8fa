"""The settings of a library: whose it is, where they live, and how their packets and window look."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import cast
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QCompleter, QDialog, QFormLayout, QLineEdit, QSizePolicy, QWidget

from disputes_app.actions.settings import change_settings
from disputes_app.domain import money
from disputes_app.gui.appearance import Pin
from disputes_app.gui.context import Context
from disputes_app.gui.screens.settings import places
from disputes_app.gui.widgets.buttons import Button
from disputes_app.gui.widgets.labels import label
from disputes_app.gui.widgets.panels import column, panel, row, scrolling, within
from disputes_app.gui.widgets.segments import Segments
from disputes_app.queries.settings import settings


class SettingsDialog(QDialog):
    """Save stores what was changed as one action; ``first`` names the field that has the focus."""

    def __init__(self, context: Context, first: str = "library_name", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._before = settings(context.core.library)
        self.setWindowTitle(self.tr("Settings"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._make_fields()
        self._lay_out()
        self._wire()
        self.resize(within(self, 560, 580))
        self.editors[first].setFocus()

    def _make_fields(self) -> None:
        before = self._before
        self.library_name = _line(before.library_name, self._context.core.library.folder.name)
        self.buyer_name = _line(before.buyer_name)
        self.buyer_place = _line(before.buyer_place)
        self.buyer_country = _choice({"": self.tr("not said")} | places.countries(), before.buyer_country)
        self.home_zone = _choice({name: name for name in places.zones()}, before.home_zone)
        self.home_currency = _choice({code: code for code in places.CURRENCIES}, before.home_currency)
        self.language = QComboBox()
        for code, name in places.languages().items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(max(0, self.language.findData(before.language)))
        self.appearance = Segments(
            [
                ("system", self.tr("As the system")),
                ("light", self.tr("Light")),
                ("dark", self.tr("Dark")),
            ],
            self.tr("Appearance"),
        )
        self.appearance.choose(self._context.settings.get("theme", "system"))
        names = {
            "library_name": self.tr("Library"),
            "buyer_name": self.tr("Your name"),
            "buyer_place": self.tr("Your place"),
            "buyer_country": self.tr("You live in"),
            "home_zone": self.tr("Your time zone"),
            "home_currency": self.tr("Your currency"),
            "language": self.tr("Packets are in"),
        }
        self.editors: dict[str, QLineEdit | QComboBox] = {
            "library_name": self.library_name, "buyer_name": self.buyer_name, "buyer_place": self.buyer_place,
            "buyer_country": self.buyer_country, "home_zone": self.home_zone,
            "home_currency": self.home_currency, "language": self.language,
        }  # fmt: skip
        self.fields = {
            "home_zone": Choice(self.home_zone),
            "home_currency": Choice(self.home_currency),
            "buyer_country": Choice(self.buyer_country),
        }
        for name, editor in self.editors.items():
            editor.setAccessibleName(names[name])
        self._names = names

    def _lay_out(self) -> None:
        form = QWidget()
        rows = QFormLayout(form)
        rows.setContentsMargins(24, 16, 24, 16)
        rows.setHorizontalSpacing(12)
        rows.setVerticalSpacing(10)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for heading, names, note in (
            (self.tr("Library"), ("library_name",), ""),
            (
                self.tr("You"),
                ("buyer_name", "buyer_place", "buyer_country"),
                self.tr("Name and place stand in your packets. The country decides which laws protect you."),
            ),
            (
                self.tr("Time and money"),
                ("home_zone", "home_currency"),
                self.tr("A new zone moves the last days that are counted in your time."),
            ),
        ):
            rows.addRow("", label(heading, "strong"))
            for name in names:
                rows.addRow(_name(self._names[name]), self.fields.get(name, self.editors[name]))
            if note:
                about = label(note, "second", "ink2", wrap=True)
                about.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
                rows.addRow("", about)
        rows.addRow("", label(self.tr("Look"), "strong"))
        rows.addRow(_name(self._names["language"]), self.language)
        rows.addRow(_name(self.tr("Appearance")), self.appearance)
        self.cancel = Button(self.tr("Cancel"))
        self.save = Button(self.tr("Save settings"), kind="primary")
        self.save.setToolTip(self.tr("Ctrl+Enter"))
        self.save.setDefault(True)
        foot = panel("chrome", "edge-top")
        row(None, self.cancel, self.save, edge=(16, 12, 16, 12), parent=foot)
        whole = column(scrolling(form, "surface"), foot, gap=0, parent=self)
        whole.setStretch(0, 1)

    def _wire(self) -> None:
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._on_save)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._on_save)
        for field in self.fields.values():
            field.combo.currentTextChanged.connect(self._on_edited)

    # What stands in the form

    @property
    def chosen(self) -> dict[str, str]:
        """Every setting as it stands in the form."""
        found = {}
        for name, editor in self.editors.items():
            found[name] = editor.text().strip() if isinstance(editor, QLineEdit) else _value(editor)
        return found

    def _faults(self, chosen: Mapping[str, str]) -> dict[str, str]:
        faults = {}
        try:
            ZoneInfo(chosen["home_zone"] or "?")
        except (LookupError, ValueError, OSError):
            faults["home_zone"] = self.tr("That is not a zone. Choose one such as Europe/London.")
        if chosen["home_currency"]:
            try:
                money.parse("0", chosen["home_currency"])
            except ValueError:
                faults["home_currency"] = self.tr("Write the three letters of a currency, such as GBP.")
        if chosen["buyer_country"] and chosen["buyer_country"] not in places.countries():
            faults["buyer_country"] = self.tr("Choose a country from the list.")
        return faults

    def _on_edited(self) -> None:
        faults = self._faults(self.chosen)
        for name, field in self.fields.items():
            if field.has_error and name not in faults:
                field.show_error("")

    def _on_save(self) -> None:
        chosen = self.chosen
        faults = self._faults(chosen)
        for name, field in self.fields.items():
            field.show_error(faults.get(name, ""))
        if faults:
            self.editors[next(iter(faults))].setFocus()
            return
        appearance = cast("Pin", self.appearance.chosen_id)
        if appearance != self._context.settings.get("theme", "system"):
            self._context.settings.set("theme", appearance)
            self._context.theme.set_pin(appearance)
        changed = {name: value for name, value in chosen.items() if value != getattr(self._before, name)}
        if not changed:
            self.accept()
            return
        self.save.setEnabled(False)
        self._context.work.act(
            partial(change_settings, **changed),  # type: ignore[arg-type]
            done=self._on_saved, failed=self._on_not_saved,
            undo=self.tr("Settings changed"),
        )  # fmt: skip

    def _on_saved(self, _done: object) -> None:
        self.accept()

    def _on_not_saved(self, error: Exception) -> None:
        self.save.setEnabled(True)
        self._context.notices.error(error, self)


class Choice(QWidget):
    """A box to choose from, whose words can also be typed, with room for what is wrong under it."""

    def __init__(self, combo: QComboBox, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.combo = combo
        self._error = label("", "second", "error")
        column(combo, self._error, gap=2, parent=self)
        self.setFocusProxy(combo)
        self.show_error("")

    @property
    def has_error(self) -> bool:
        """Whether something is wrong."""
        return bool(self._error.text())

    def show_error(self, sentence: str) -> None:
        """Says what is wrong under the box, or takes it away with an empty sentence."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self.combo.setAccessibleDescription(sentence)


def _name(words: str) -> QWidget:
    return label(words, "body", "ink2")


def _line(text: str, placeholder: str = "") -> QLineEdit:
    made = QLineEdit(text)
    made.setPlaceholderText(placeholder)
    return made


def _choice(choices: Mapping[str, str], value: str) -> QComboBox:
    """Words to choose from, found by any part of them while typing."""
    made = QComboBox()
    made.setEditable(True)
    made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    if value and value not in choices:
        made.addItem(value, value)
    for code, words in choices.items():
        made.addItem(words, code)
    made.setCurrentIndex(made.findData(value))
    completer = made.completer()
    assert completer is not None
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    return made


def _value(combo: QComboBox) -> str:
    """The code behind the words that stand in a box; words that are none of its own as they are."""
    words = combo.currentText().strip()
    at = combo.findText(words, Qt.MatchFlag.MatchFixedString)
    return str(combo.itemData(at)) if at >= 0 else words
