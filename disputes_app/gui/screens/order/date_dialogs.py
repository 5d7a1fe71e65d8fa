"""The dialogs for an order's dates: what happened when, another last day for a window, a last day of one's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from disputes_app.domain.anchors import MEANINGS, AnchorKind, field_name
from disputes_app.domain.date_words import anchor_words
from disputes_app.domain.moments import Moment
from disputes_app.domain.window import Window, last_day
from disputes_app.gui.phrases import short_day
from disputes_app.gui.screens.order.loading import OrderView
from disputes_app.gui.widgets.date_field import DateField
from disputes_app.gui.widgets.labels import label
from disputes_app.gui.widgets.panels import row
from disputes_app.gui.widgets.segments import Segments
from disputes_app.gui.widgets.sheet import Sheet, TimeField, moment_text


class _WhenSheet(Sheet):
    """A sheet that asks for a day, and for the hour where that is known."""

    def __init__(self, title: str, yes: str, view: OrderView, parent: QWidget | None) -> None:
        super().__init__(title, yes, parent)
        self._view = view
        self.day = DateField(self.tr("Day"), self._today)
        self.time = TimeField(self.tr("Time"))
        self.when = QWidget()
        line = row(self.day, self.time, gap=8, parent=self.when)
        line.setStretch(0, 1)
        self.when.setFocusProxy(self.day)

    def _today(self) -> date:
        return self._view.today

    def complaint(self) -> str:
        if self.day.day is None:
            self.day.setFocus()
            return self.tr("Enter the day, such as 27 Feb 2026.")
        if self.time.is_unclear:
            self.time.setFocus()
            return self.tr("Write the time like 11:42, or leave it empty.")
        return ""


class DateDialog(_WhenSheet):
    """Notes or corrects a dated fact of the order, to the minute where that is known.

    ``before_confirming`` says what to know before receipt is confirmed at a moment.
    """

    def __init__(
        self,
        view: OrderView,
        kind: AnchorKind | None,
        before_confirming: Callable[[Moment], Sequence[str]],
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("Correct date") if kind else self.tr("Add date")
        super().__init__(title, self.tr("Save date"), view, parent)
        self._before_confirming = before_confirming
        self.kinds = QComboBox()
        for one in AnchorKind:
            if field_name(one) is not None:
                self.kinds.addItem(anchor_words(one), one.value)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData((kind or AnchorKind.DELIVERED).value)))
        self.kinds.currentIndexChanged.connect(self._on_kind)
        self.add(self.tr("What happened"), self.kinds)
        self.add(self.tr("When"), self.when)
        self._asks = label(role="second", tone="ink3", wrap=True)
        self.add_words(self._asks)
        self.warning = label(role="second", tone="warning", wrap=True)
        self.form.addRow(self.warning)
        self.day.day_changed.connect(self._warn)
        self._on_kind()
        self.day.setFocus()

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
            self.time.set_hour(here.time())
        else:
            self.day.set_day(value)
        self._warn()

    def _warn(self) -> None:
        """Says before receipt is confirmed what goes and what ends with it."""
        sentences: Sequence[str] = ()
        if self.kind is AnchorKind.CONFIRMED:
            sentences = self._before_confirming(self.day.day or self._view.today)
        self.warning.setText("\n".join(sentences))
        self.warning.setVisible(bool(sentences))

    @property
    def given(self) -> dict[str, str]:
        """The order's field and its text."""
        assert self.day.day is not None
        name = field_name(self.kind)
        assert name is not None
        return {name: moment_text(self.day.day, self.time.hour, self._view.home)}


class WindowDialog(_WhenSheet):
    """Corrects a window's last day: by the date it is counted from, or by what the platform's page shows."""

    def __init__(self, view: OrderView, window: Window, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Correct date"), self.tr("Save"), view, parent)
        self._window = window
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
        about = label(f"{window.programme.name}, {window.rule.title}", "medium", wrap=True)
        self.form.addRow(about)
        self.add(self.tr("What to correct"), self.ways)
        self._name = anchor_words(kind) if kind else ""
        self.add(self.tr("Day"), self.when)
        self._hint = label(role="second", tone="ink3", wrap=True)
        self.add_words(self._hint)
        self._on_way(self.ways.chosen_id)
        self.day.setFocus()

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
            self.time.set_hour(here.time())
            here = here.date()
        self.day.set_day(here)
        self._hint.setText(
            self.tr("{event}: every window counted from it moves with it.").format(
                event=f"{self._name} {short_day(here, self._view.today)}"
            )
        )

    @property
    def given(self) -> dict[str, str]:
        """The order's field and its text."""
        assert self.day.day is not None
        if self.ways.chosen_id == "shown" or self._field is None:
            return {"platform_date": f"{self._window.id}:{self.day.day.isoformat()}"}
        return {self._field: moment_text(self.day.day, self.time.hour, self._view.home)}


class ReminderDialog(Sheet):
    """Sets a last day of one's own, such as one that the seller promised."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Last day of your own"), self.tr("Set date"), parent)
        self._day_here = today
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
        return self._day_here

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
