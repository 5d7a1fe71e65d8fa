"""What an empty library shows: three ways to begin, the settings that were guessed, and an example."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from disputes_app.domain.date_words import city
from disputes_app.gui import phrases
from disputes_app.gui import theme as themes
from disputes_app.gui.context import Context
from disputes_app.gui.screens.settings import places
from disputes_app.gui.screens.settings.dialog import SettingsDialog
from disputes_app.gui.screens.welcome.example import Example
from disputes_app.gui.widgets.buttons import Button
from disputes_app.gui.widgets.date_field import as_qdate
from disputes_app.gui.widgets.drop_area import DropArea
from disputes_app.gui.widgets.labels import ElidedLabel, IconLabel, label
from disputes_app.gui.widgets.panels import column, panel, row, scrolling
from disputes_app.queries.settings import settings

_WIDE = 492


class WelcomePage(QWidget):
    """``wanted`` carries the id of the command that was asked for; files dropped here go the window's way."""

    wanted = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.values: dict[str, ElidedLabel] = {}
        self.drop = DropArea(
            self.tr("Drop files here"),
            self.tr("order e-mails, photos, chats, invoices, statements"),
            self.tr("Choose…"),
        )
        # The whole window takes files; what is dropped here falls through to it.
        self.drop.setAcceptDrops(False)
        self.drop.choosing.connect(partial(self.wanted.emit, "import_files"))
        self.new_order = Button(self.tr("New order"))
        self.new_order.clicked.connect(partial(self.wanted.emit, "new_order"))
        self.sample = Button(self.tr("Open sample"))
        self.sample.clicked.connect(partial(self.wanted.emit, "open_sample"))
        self.example = Example(context.clock, self._zone)
        self._side = panel("pane")
        column(None, self.example, None, None, gap=0, edge=(52, 24, 52, 24), parent=self._side)
        self._edge = QFrame()
        self._edge.setProperty("ground", "edge")
        self._edge.setFixedWidth(1)
        whole = row(scrolling(self._ways(), "surface"), self._edge, self._side, gap=0, parent=self)
        whole.setStretch(0, 1)
        whole.setStretch(2, 1)
        self.refresh()

    def _zone(self) -> ZoneInfo:
        return ZoneInfo(settings(self._context.core.library).home_zone)

    def _ways(self) -> QWidget:
        why = self.tr(
            "Add what you bought and how you paid. Disputes works out every way to get your money back, "
            "and how many days each one stays open."
        )
        by_hand = _way(
            "square-pen",
            self.tr("Add an order by hand"),
            self.tr("about one minute"),
            self.new_order,
            "Ctrl N",
        )
        sample = _way(
            "library", self.tr("Open the sample library"),
            self.tr("27 invented orders, kept apart from yours"), self.sample,
        )  # fmt: skip
        inner = QWidget()
        inner.setMaximumWidth(themes.scaled(_WIDE))
        column(
            label(self.tr("No orders yet"), "hero"), 4, label(why, "sentence", "ink2", wrap=True), 14,
            self.drop, by_hand, sample, 16, self._settings(), gap=10, parent=inner,
        )  # fmt: skip
        made = QWidget()
        middle = row(None, inner, None, gap=0)
        middle.setStretch(1, 100)
        column(None, middle, None, None, gap=0, edge=(40, 20, 40, 20), parent=made)
        return made

    def _settings(self) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, themes.scaled(138))
        grid.setColumnStretch(1, 1)
        for at, (name, words) in enumerate(
            (
                ("home_zone", self.tr("Your time zone")),
                ("home_currency", self.tr("Your currency")),
                ("buyer_country", self.tr("You live in")),
                ("folder", self.tr("Kept in")),
            )
        ):
            self.values[name] = ElidedLabel("", "body")
            change = Button(self.tr("Change"), kind="link")
            change.setProperty("setting", name)
            change.setAccessibleName(self.tr("Change: {what}").format(what=words))
            change.clicked.connect(self._on_change)
            grid.addWidget(label(words, "body", "ink2"), at, 0)
            grid.addWidget(self.values[name], at, 1)
            grid.addWidget(change, at, 2, Qt.AlignmentFlag.AlignRight)
        return made

    def refresh(self) -> None:
        """Shows the settings in force."""
        library = self._context.core.library
        mine = settings(library)
        unsaid = self.tr("not chosen yet")
        zone = _zone_words(mine.home_zone, self._context.clock().astimezone(ZoneInfo(mine.home_zone)))
        country = places.country_name(mine.buyer_country) if mine.buyer_country else ""
        currency = ", ".join(dict.fromkeys((mine.home_currency, phrases.sign(mine.home_currency).strip())))
        for name, words in (
            ("home_zone", zone),
            ("home_currency", currency if mine.home_currency else unsaid),
            (
                "buyer_country",
                self.tr("{country}, for your legal rights").format(country=country) if country else unsaid,
            ),
            ("folder", self.tr("{folder}. No account, no network.").format(folder=_folder(library.folder))),
        ):
            self.values[name].setText(words)

    def _on_change(self) -> None:
        name = str(self.sender().property("setting"))
        if name == "folder":
            self.wanted.emit("open_library")
        else:
            SettingsDialog(self._context, name, self.window()).open()

    def set_narrow(self, narrow: bool) -> None:
        """Without the example where there is little room."""
        self._side.setVisible(not narrow)
        self._edge.setVisible(not narrow)


def _way(icon: str, title: str, note: str, button: Button, keys: str = "") -> QFrame:
    """A box with one way to begin."""
    made = panel("surface", "box2")
    made.setMinimumHeight(themes.scaled(66))
    words = column(None, label(title, "strong"), label(note, "second", "ink2"), None, gap=1)
    button.setAccessibleDescription(f"{title}, {note}")
    hint = label(keys, "dense", "ink3")
    inner = row(IconLabel(icon, "ink2", 20), words, hint, button, gap=12, edge=(16, 10, 16, 10), parent=made)
    inner.setStretch(1, 1)
    return made


def _zone_words(zone: str, here: datetime) -> str:
    """``London, GMT until 29 March``: the clock change is said when one comes within the year."""
    name = ", ".join(dict.fromkeys((city(zone), here.tzname() or "")))
    for days in range(1, 366):
        later = here + timedelta(days=days)
        if later.utcoffset() != here.utcoffset():
            day = QLocale().toString(as_qdate(later.date()), "d MMMM")
            return phrases.tr("{zone} until {day}").format(zone=name, day=day)
    return name


def _folder(folder: Path) -> str:
    try:
        return " / ".join(folder.relative_to(Path.home()).parts)
    except ValueError:
        return str(folder)
