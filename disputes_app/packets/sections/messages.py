"""The message log: every message whole, what was written beside its translation, with both sides' times."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from disputes_app.packets import text
from disputes_app.packets.content import Message
from disputes_app.packets.sheet import BODY, HINT, QUIET, STRONG, Block, Sheet
from disputes_app.packets.table import Column, Table
from disputes_app.packets.text import GREY, Span, Style
from disputes_app.packets.wording import in_zone, is_same_year, offset_label

_SENDER = 93.4
_GAP = 14.0
_TIMES = Style(HINT.size, 14.2, colour=GREY)


def languages(sheet: Sheet) -> list[str]:
    """The names of the languages messages were written in, in the packet's language."""
    codes = [message.language for message in sheet.content.messages if message.language]
    names = dict.fromkeys(_language_name(sheet, code) for code in codes)
    return [name for name in names if name]


def _language_name(sheet: Sheet, code: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(code.replace("-", "_")).get_language_name(sheet.words.locale)
    except (UnknownLocaleError, ValueError):
        return code
    return str(name or code)


def lay_out(sheet: Sheet) -> None:
    """Lay out the message log."""
    words, content = sheet.words, sheet.content
    sheet.begin("messages", words("messages.title"), words("messages.title"), _intro(sheet))
    is_bilingual = any(message.translation for message in content.messages)
    columns = _columns(sheet)
    head = words("messages.translation") if is_bilingual else ""
    table = Table(sheet, columns, ["", words("messages.sent"), words("messages.written"), head])
    everyone = [in_zone(each.at, content.home_zone) for each in content.messages]
    pattern = (
        "short" if is_same_year(everyone, in_zone(content.now, content.home_zone).year) else "short_year"
    )
    for number, message in enumerate(content.messages, 1):
        shown = [each for each in content.exhibits if each.kind == "message" and each.message == number]
        table.row(
            [
                [sheet.block(str(number), QUIET, columns[0].width, plain=True)],
                _sender(sheet, message, pattern, [each.letter for each in shown]),
                *_texts(sheet, message, columns[2].width, columns[3].width, {each.letter for each in shown}),
            ],
            places=[f"message:{number}", *(f"exhibit:{each.letter}" for each in shown)],
        )
        for exhibit in shown:
            sheet.bookmark_exhibit(exhibit, max(sheet.y - 60, sheet.top))
    notes = [content.messages_note, words("messages.no_gaps")]
    _notes(sheet, [note for note in notes if note])


def _columns(sheet: Sheet) -> list[Column]:
    """Number, sender, what was written, translation. Chinese takes less room than its translation."""
    number = max(20.0, text.width_of(str(len(sheet.content.messages)), QUIET) + 6)
    rest = sheet.body_width - number - _SENDER - _GAP
    written = rest * 0.46
    return [
        Column(0.6, number - 1),
        Column(number, _SENDER - 5.4),
        Column(number + _SENDER, written),
        Column(number + _SENDER + written + _GAP, rest - written),
    ]


def _intro(sheet: Sheet) -> str:
    words, messages = sheet.words, sheet.content.messages
    channels = list(dict.fromkeys(message.channel for message in messages if message.channel))
    everyone = words("count.messages", n=len(messages))
    mark = words("hiding.mark")
    if any(mark in each.original or mark in each.translation for each in messages):
        key = "messages.intro_hidden" if channels else "messages.intro_plain_hidden"
    else:
        key = "messages.intro" if channels else "messages.intro_plain"
    intro = words(key, all=everyone, channels=words.listed(channels), mark=mark)
    who = list(dict.fromkeys(message.translated_by for message in messages if message.translated_by))
    return words.sentences([intro, words("messages.translated", who=words.listed(who)) if who else ""])


def _sender(sheet: Sheet, message: Message, pattern: str, letters: list[str]) -> list[Block]:
    words, content = sheet.words, sheet.content
    roles = {"sent": "messages.buyer", "platform": "messages.platform"}
    known = words(roles.get(message.direction, "messages.seller"))
    role = message.sender if message.direction == "other" else known
    named = [Span(role, STRONG)]
    for letter in letters:
        named += [Span(" ", STRONG), Span(letter, STRONG, f"index:{letter}", boxed=True)]
    blocks = [sheet.block(named, STRONG, 88)]
    party = content.buyer.name if message.direction == "sent" else content.seller.name
    if message.sender and message.sender not in (party, role):
        blocks.append(sheet.block(message.sender, _TIMES, 88, plain=True))
    home = in_zone(message.at, content.home_zone)
    if not isinstance(home, datetime) or not isinstance(message.at, datetime):
        return [*blocks, sheet.block(words.day(home, pattern), _TIMES, 88, plain=True)]
    label = words.zone(content.home_zone, [home])
    said = words("formats.time_of_zone", time=words.moment(home, pattern), zone=label)
    blocks.append(sheet.block(said, _TIMES, 92, plain=True))
    local = message.at.astimezone(ZoneInfo(message.zone)) if message.zone else message.at
    if local.utcoffset() != home.utcoffset():
        time = words.time(local) if local.date() == home.date() else words.moment(local, "short")
        where = words.city(message.zone) if message.zone else offset_label(local)
        blocks.append(
            sheet.block(words("formats.time_of_zone", time=time, zone=where), _TIMES, 92, plain=True)
        )
    return blocks


def _texts(sheet: Sheet, message: Message, first: float, second: float, named: set[str]) -> list[list[Block]]:
    """What was written and its translation; a message without one takes both columns.

    The letters of exhibits follow it, but for those ``named`` beside it already.
    """
    words = sheet.words
    width = first if message.translation else first + _GAP + second
    spans = [Span(message.original, BODY, language=message.language)]
    shown = [letter for letter in message.exhibits if letter in sheet.letters and letter not in named]
    for letter in shown:
        spans += [Span(" ", BODY), Span(letter, BODY, f"exhibit:{letter}", boxed=True)]
    written = [sheet.block(spans, BODY, width)]
    if message.attachments:
        names = words("messages.attached", names=words.listed(message.attachments))
        written.append(sheet.block(names, _TIMES, width, plain=True))
    translation = []
    if message.translation:
        translation = [sheet.block([Span(message.translation, BODY)], BODY, second)]
    return [written, translation]


def _notes(sheet: Sheet, notes: list[str]) -> None:
    """Small print under the log, side by side."""
    width = sheet.body_width / len(notes) - 14
    blocks = [sheet.block(note, HINT, min(width, 231.0)) for note in notes]
    height = max(len(block.lines) for block in blocks) * HINT.leading
    sheet.y += 20
    sheet.room(height)
    for number, block in enumerate(blocks):
        x = sheet.left + number * (sheet.body_width / 2 + 11.6)
        with sheet.page.element("P"):
            sheet.page.lines(block.lines, x, sheet.y, HINT.leading, width)
    sheet.y += height
