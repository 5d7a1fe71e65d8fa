"""The card that says why a window ends when it does, asks what is missing, and lets a date be corrected."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from disputes_app.domain.calendars import zone_info
from disputes_app.domain.date_words import city
from disputes_app.domain.explaining import explanation, in_english
from disputes_app.domain.programmes import Rule
from disputes_app.domain.window import Window
from disputes_app.gui import theme as themes
from disputes_app.gui.screens.order.answer import Answer
from disputes_app.gui.screens.order.loading import OrderView
from disputes_app.gui.screens.order.map_rows import MapRow
from disputes_app.gui.screens.order.reason_sum import PlateBox, plates
from disputes_app.gui.screens.order.wording import translate
from disputes_app.gui.urgency import Level
from disputes_app.gui.widgets.buttons import Button
from disputes_app.gui.widgets.date_field import written
from disputes_app.gui.widgets.flow_layout import FlowLayout
from disputes_app.gui.widgets.labels import ElidedLabel, label
from disputes_app.gui.widgets.panels import column, row
from disputes_app.queries.deadlines import DueRow

_ABOUT_THE_ACT = (
    "act_submitted",
    "act_sent",
    "act_postmarked",
    "act_handed_over",
    "act_received",
    "soft",
    "lapse",
    "note",
)
_MOST_COVERS = 3
_IN_BOXES = ("sum", "sum_in_hand", "sum_day", "question_open", "rule", "source", "source_none")


def sentences(view: OrderView, window: Window) -> tuple[str, str]:
    """What the boxes do not say: first what to do and how the days are counted, then how to act and what follows."""
    said = [f"{window.action.rstrip('.')}."]
    later = []
    for one in explanation(window, view.settings.home_zone):
        if one.key == "other_zone":
            said.append(_zone_words(view, window))
        elif one.key == "sum_in_hand":
            said.append(
                translate("Order", "The rule names no time zone: counted in yours, one day kept in hand.")
            )
        elif one.key == "question":
            said.append(
                translate("Order", "Until that is known, the earliest last day it can mean is shown.")
            )
        elif one.key in _ABOUT_THE_ACT:
            later.append(in_english(one))
        elif one.key not in _IN_BOXES:
            said.append(in_english(one))
    return " ".join(said), " ".join(later)


def _zone_words(view: OrderView, window: Window) -> str:
    """Whose clock counts, and how far it is from the one at home on the last day."""
    close = window.shown_close
    assert close is not None
    there, here = (
        close.astimezone(zone_info(window.zone)).utcoffset(),
        close.astimezone(view.home).utcoffset(),
    )
    assert there is not None
    assert here is not None
    hours = (there - here).total_seconds() / 3600
    words = (
        translate("Order", "{programme} counts in {city} time, {hours} h behind yours.")
        if hours < 0
        else translate("Order", "{programme} counts in {city} time, {hours} h ahead of yours.")
    )
    return words.format(programme=window.programme.name, city=city(window.zone), hours=f"{abs(hours):g}")


def source_words(window: Window) -> str:
    """Where the rule was read, when, and how sure it is."""
    sure = {
        "high": translate("Order", "sure"),
        "med": translate("Order", "fairly sure"),
        "low": translate("Order", "not sure"),
    }[window.confidence.value]
    if not window.source:
        return translate("Order", "No source was found; seen {day}, {sure}").format(
            day=written(window.as_of), sure=sure
        )
    first = window.source[0]
    address = first.address.removeprefix("https://").removeprefix("www.")
    return translate("Order", "Source: {address}, seen {day}, {sure}").format(
        address=address, day=written(window.as_of), sure=sure
    )


def cover_words(cover: Rule) -> str:
    """What else a programme covers or leaves out, without a clock: ``Cover up to USD 250: with shipping and tax``."""
    note = cover.note[:1].lower() + cover.note[1:]
    return f"{cover.title}: {note}." if note else f"{cover.title}."


class ReasonCard(QFrame):
    """Why a window ends when it does, or what has to be known first."""

    answered = Signal(str, str, str)
    correction_wanted = Signal(object)
    source_opened = Signal(str)
    finished = Signal(int)

    def __init__(self, view: OrderView, about: MapRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level = about.level
        self._due: DueRow | None = None
        self._window = about.window.window if about.window else None
        self.setProperty("ground", "")
        parts: list[QWidget] = []
        if self._window is not None:
            parts += self._explain(view, self._window, about.level)
            covers = about.route.covers if about.route else ()
            parts += [
                label(cover_words(cover), "dense", "ink3", wrap=True) for cover in covers[:_MOST_COVERS]
            ]
        elif about.due is not None:
            parts += self._own(about)
        else:
            parts.append(label(about.about, "second", "ink2", wrap=True))
        self.answer: Answer | None = None
        if about.question is not None:
            rule = self._window.id if self._window else ""
            self.answer = Answer(view, about.question, rule)
            self.answer.given.connect(self.answered)
            parts.insert(1 if self._window is not None else 0, self.answer)
        if self._window is not None:
            parts.append(self._foot(self._window))
        column(*parts, gap=7, edge=(14, 11, 14, 9), parent=self)
        title = self._window.rule.title if self._window else about.name
        self.setAccessibleName(translate("Order", "Reason: {title}").format(title=title))

    def enter(self) -> None:
        """Puts the keyboard on what can be done here: the answer, else the last link."""
        buttons = self.findChildren(Button)
        if self.answer is not None and self.answer.editor is not None:
            self.answer.setFocus(Qt.FocusReason.TabFocusReason)
        elif buttons:
            buttons[0 if self.answer is not None else -1].setFocus(Qt.FocusReason.TabFocusReason)

    def _own(self, about: MapRow) -> list[QWidget]:
        """A date set by hand: why, and that it can be ticked off."""
        self._due = about.due
        title = label(about.name, "row", wrap=True)
        title.setFont(themes.font("row", QFont.Weight.DemiBold))
        foot = QWidget()
        done = Button(self.tr("Mark as done"), kind="link")
        done.clicked.connect(self._on_done)
        row(label(self.tr("You set this date."), "second", "ink2"), None, done, parent=foot)
        why = [label(about.about, "second", "ink2", wrap=True)] if about.about else []
        return [title, *why, foot]

    def _on_done(self) -> None:
        assert self._due is not None
        self.finished.emit(self._due.deadline.id)

    def _explain(self, view: OrderView, window: Window, level: Level) -> list[QWidget]:
        head = QWidget()
        rule = label(
            translate("Order", "rule {rule}, version {version}").format(
                rule=window.id, version=window.rule.version
            ),
            "dense",
            "ink3",
        )
        title = ElidedLabel(window.rule.title, "row")
        title.setFont(themes.font("row", QFont.Weight.DemiBold))
        line = row(title, rule, gap=12, parent=head)
        line.setStretch(0, 1)
        parts: list[QWidget] = [head]
        boxes = plates(view, window, level)
        if boxes:
            sums = QWidget()
            flow = FlowLayout(sums)
            for plate in boxes:
                box = PlateBox(plate)
                if plate.sign:
                    flow.addWidget(_sign(plate.sign, box.sizeHint().height()))
                flow.addWidget(box)
            parts.append(sums)
        first, then = sentences(view, window)
        parts.append(label(first, "second", "ink2", wrap=True))
        if then:
            parts.append(label(then, "dense", "ink3", wrap=True))
        return parts

    def _foot(self, window: Window) -> QWidget:
        made = QWidget()
        words = ElidedLabel(source_words(window), "second", "ink2")
        line = row(words, gap=14, parent=made)
        line.setStretch(0, 1)
        if window.source:
            read = Button(self.tr("Read source"), kind="link")
            read.setToolTip(window.source[0].address)
            read.clicked.connect(self._on_read)
            line.addWidget(read)
        correct = Button(self.tr("Correct date…"), kind="link")
        correct.clicked.connect(self._on_correct)
        line.addWidget(correct)
        return made

    def _on_read(self) -> None:
        if self._window is not None and self._window.source:
            self.source_opened.emit(self._window.source[0].address)

    def _on_correct(self) -> None:
        self.correction_wanted.emit(self._window)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), themes.active()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.urgency[self._level].bar, 1.2))
        painter.setBrush(theme.surface)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.6, 0.6, -0.6, -0.6), 6, 6)
        painter.end()


def _sign(words: str, tall: int) -> QWidget:
    made = label(words, "medium", "ink2")
    made.setFixedHeight(tall)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made
