"""Where everything of a chronology row lies: worked out once for a width, drawn and clicked by the same boxes."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from disputes_app.domain.evidence import Evidence
from disputes_app.domain.messages import MessageDirection
from disputes_app.gui import theme as themes
from disputes_app.gui.paint import marks, text
from disputes_app.gui.phrases import short_day
from disputes_app.gui.screens.order.chronology_rows import Look, Row
from disputes_app.gui.screens.order.wording import translate, week_day
from disputes_app.gui.urgency import Level
from disputes_app.gui.words import counted

DATE_LEFT, RAIL, LEFT, RIGHT = 20, 79, 102, 16
RING = 10.0
_TOP, _BOTTOM, _GAP = 8.0, 7.0, 4.0
_PAD_X, _PAD_Y = 11.0, 7.0
_PICTURE, _SMALL_PICTURE = (92.0, 60.0), (60.0, 44.0)
MOST_LINES = 12


@dataclass(frozen=True)
class Words:
    """One line of text in a colour token; with an ``action`` it can be clicked."""

    box: QRectF
    text: str
    font: QFont
    colour: str
    is_right: bool = False
    action: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Broken text: its first ``lines`` lines are drawn at ``corner``."""

    corner: QPointF
    layout: QTextLayout
    lines: int
    colour: str


@dataclass(frozen=True)
class Picture:
    """A picture with its exhibit letter."""

    box: QRectF
    evidence: Evidence
    letter: str


@dataclass
class Laid:
    """A row's height and its parts; ``line`` is the middle of the first line, where the ring lies."""

    height: float = 0.0
    line: float = 0.0
    words: list[Words] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    badges: list[tuple[QRectF, str, Level]] = field(default_factory=list)
    letters: list[tuple[QRectF, str]] = field(default_factory=list)
    bubbles: list[tuple[QRectF, bool]] = field(default_factory=list)
    dashes: list[tuple[QPointF, QPointF]] = field(default_factory=list)


def broken(words: str, font: QFont, width: float) -> tuple[QTextLayout, list[float]]:
    """The text in lines no wider than this, and where each line ends below the first one's top."""
    layout = QTextLayout(words.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    ends: list[float] = []
    y = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += max(line.height(), QFontMetricsF(font).height() * 1.12)
        ends.append(y)
    layout.endLayout()
    return layout, ends or [0.0]


def lay(row: Row, width: float, *, whole: bool) -> Laid:
    """The parts of a row in a list of this width; ``whole`` shows all lines of a long message."""
    laid = Laid()
    left, right = float(themes.scaled(LEFT)), width - RIGHT
    title = themes.font("row", QFont.Weight.DemiBold)
    tall = max(18.0, text.line_height(title))
    y = _TOP
    laid.line = y + tall / 2
    if row.look is Look.FOLD:
        _lay_fold(laid, row, left, right, tall)
        return laid
    _lay_dates(laid, row, y, tall)
    taken = _lay_title(laid, row, QRectF(left, y, right - left, tall), title)
    y = taken + _GAP
    if row.look is Look.MESSAGE:
        y = _lay_message(laid, row, left, right, y, whole=whole)
    elif row.look is Look.PICTURES:
        y = _lay_pictures(laid, row, left, right, y)
    else:
        y = _lay_detail(laid, row, left, right, taken)
    laid.height = y + _BOTTOM
    return laid


def _lay_dates(laid: Laid, row: Row, y: float, tall: float) -> None:
    if not row.shows_day:
        return
    room = themes.scaled(RAIL) - RING - DATE_LEFT - 3
    box = QRectF(DATE_LEFT, y, room, tall)
    font = themes.font("row", QFont.Weight.DemiBold)
    colour = "accent" if row.look is Look.TODAY else "ink"
    laid.words.append(Words(box, short_day(row.day, row.day), font, colour))
    if row.look is not Look.TODAY:
        under = themes.font("second")
        low = QRectF(box.left(), box.bottom() - 1, room, text.line_height(under))
        words = f"{row.day:%Y}" if row.shows_year else week_day(row.day)
        laid.words.append(Words(low, words, under, "ink2"))


def _lay_fold(laid: Laid, row: Row, left: float, right: float, tall: float) -> None:
    laid.height = max(float(themes.height("table")), tall + 12)
    laid.line = laid.height / 2
    box = QRectF(left, 0, right - left, laid.height)
    link = themes.font("second")
    words = (
        translate("Order", "Show {number}").format(number=row.note)
        if row.note
        else translate("Order", "Fold")
    )
    room = text.width(link, words) + 2
    laid.words.append(Words(box.adjusted(0, 0, -room - 10, 0), row.title, themes.font("row"), "ink2"))
    shown = QRectF(right - room, 0, room, laid.height)
    laid.words.append(Words(shown, words, link, "ink2", is_right=True, action="fold"))


def _lay_title(laid: Laid, row: Row, box: QRectF, font: QFont) -> float:
    second = themes.font("second")
    room = box.width()
    if row.time:
        laid.words.append(Words(box, row.time, second, "ink2", is_right=True))
        room -= text.width(second, row.time) + 10
    colour = "accent" if row.look is Look.TODAY else "ink"
    letters = sum(26 for _, letter in row.pictures if letter) if row.look is Look.EVENT else 0
    wide = min(text.width(font, row.title) + 1, room - letters)
    laid.words.append(Words(QRectF(box.left(), box.top(), wide, box.height()), row.title, font, colour))
    x, room = box.left() + wide + 6, room - wide - 6
    if row.lacks_translation:
        badge = translate("Order", "no translation yet")
        size = marks.badge_size(badge).width()
        if size <= room:
            laid.badges.append((QRectF(x, box.top(), size, box.height()), badge, Level.CLOSE))
            x, room = x + size + 6, room - size - 6
    for letter in (letter for _, letter in row.pictures if letter and row.look is Look.EVENT):
        square = marks.letter_size(letter)
        laid.letters.append((QRectF(x, box.center().y() - 9, square.width(), square.height()), letter))
        x, room = x + square.width() + 4, room - square.width() - 4
    if row.note and room > 24:
        note = QRectF(x, box.top(), room, box.height())
        laid.words.append(Words(note, row.note, themes.font("row"), "ink2"))
    return box.bottom()


def _lay_detail(laid: Laid, row: Row, left: float, right: float, y: float) -> float:
    if not row.detail:
        return max(y, laid.line + (18 if row.shows_day else 9))
    font = themes.font("second")
    layout, ends = broken(row.detail, font, right - left)
    lines = min(len(ends), 3)
    laid.paragraphs.append(Paragraph(QPointF(left, y), layout, lines, "ink2"))
    return y + ends[lines - 1]


def _lay_pictures(laid: Laid, row: Row, left: float, right: float, y: float) -> float:
    """Pictures side by side, as many as there is room for; what is known of them beside or below."""
    wide, tall = themes.scaled(_PICTURE[0]), themes.scaled(_PICTURE[1])
    x = left
    for evidence, letter in row.pictures:
        if x + wide > right + 0.5 and x > left:
            x, y = left, y + tall + 6
        laid.pictures.append(Picture(QRectF(x, y, wide, tall), evidence, letter))
        x += wide + 6
    font = themes.font("dense")
    beside = right - x
    if beside >= themes.scaled(64):
        layout, ends = broken(row.detail, font, beside)
        lines = min(len(ends), 3)
        top = y + (tall - ends[lines - 1]) / 2
        laid.paragraphs.append(Paragraph(QPointF(x + 3, top), layout, lines, "ink2"))
        return y + tall
    layout, ends = broken(row.detail, font, right - left)
    laid.paragraphs.append(Paragraph(QPointF(left, y + tall + 3), layout, 1, "ink2"))
    return y + tall + 3 + ends[0]


def _lay_message(laid: Laid, row: Row, left: float, right: float, y: float, *, whole: bool) -> float:
    message = row.message
    assert message is not None
    small = themes.scaled(_SMALL_PICTURE[0]), themes.scaled(_SMALL_PICTURE[1])
    beside = len(row.pictures) == 1
    edge = right - (small[0] + 8 if beside else 0)
    bubble_top, y = y, y + _PAD_Y
    inner_left, inner = left + _PAD_X, edge - left - 2 * _PAD_X
    y = _lay_text(laid, message.text, inner_left, y, inner, whole=whole)
    if message.translation or row.lacks_translation:
        y += 4
        laid.dashes.append((QPointF(inner_left, y), QPointF(inner_left + inner, y)))
        y += 5
    if message.translation:
        y = _lay_text(laid, f"“{message.translation.strip('“”')}”", inner_left, y, inner, whole=whole)
        y = _lay_whose(laid, row, inner_left, y, inner)
    elif row.lacks_translation:
        link = themes.font("row")
        words = translate("Order", "Add translation…")
        box = QRectF(inner_left, y, text.width(link, words) + 2, text.line_height(link))
        laid.words.append(Words(box, words, link, "accent", action="translate"))
        y = box.bottom()
    y += _PAD_Y
    laid.bubbles.append((QRectF(left, bubble_top, edge - left, y - bubble_top), is_own(row)))
    if beside:
        evidence, letter = row.pictures[0]
        laid.pictures.append(Picture(QRectF(edge + 8, bubble_top, *small), evidence, letter))
        return max(y, bubble_top + small[1])
    x = left
    for evidence, letter in row.pictures:
        if x + small[0] > right + 0.5 and x > left:
            x, y = left, y + small[1] + 6
        laid.pictures.append(Picture(QRectF(x, y + 6, *small), evidence, letter))
        x += small[0] + 6
    return y + 6 + small[1] if row.pictures else y


def is_own(row: Row) -> bool:
    """Whether the buyer wrote it."""
    return row.message is not None and row.message.direction is MessageDirection.SENT


def _lay_text(laid: Laid, words: str, left: float, y: float, width: float, *, whole: bool) -> float:
    layout, ends = broken(words.strip(), themes.font("row"), width)
    # A line more or less is not worth a link.
    lines = len(ends) if whole or len(ends) <= MOST_LINES + 2 else MOST_LINES
    laid.paragraphs.append(Paragraph(QPointF(left, y), layout, lines, "ink"))
    y += ends[lines - 1]
    if lines < len(ends):
        link = themes.font("second")
        more = counted("Order", "Show %n more line", "Show %n more lines", len(ends) - lines)
        box = QRectF(left, y + 2, text.width(link, more) + 2, text.line_height(link))
        laid.words.append(Words(box, more, link, "accent", action="whole"))
        y = box.bottom()
    return y


def _lay_whose(laid: Laid, row: Row, left: float, y: float, width: float) -> float:
    """Whose translation it is: after the last line where it fits, else on a line of its own."""
    message = row.message
    assert message is not None
    font = themes.font("dense")
    words = (
        translate("Order", "your translation")
        if message.translated_by in ("", "buyer")
        else translate("Order", "translated by {name}").format(name=message.translated_by)
    )
    paragraph = laid.paragraphs[-1]
    line = paragraph.layout.lineAt(paragraph.lines - 1)
    used, tall = line.naturalTextWidth() + 6, text.line_height(font)
    room = text.width(font, words) + 2
    if used + room <= width and paragraph.lines == paragraph.layout.lineCount():
        box = QRectF(left + used, paragraph.corner.y() + line.y(), room, line.height())
        laid.words.append(Words(box, words, font, "ink3"))
        return y
    laid.words.append(Words(QRectF(left, y, width, tall), words, font, "ink3"))
    return y + tall
