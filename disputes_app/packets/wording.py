"""A packet's words in its language: phrases, dates, times, money, and mentions of exhibits inside a text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from disputes_app import resources
from disputes_app.domain import exhibits
from disputes_app.domain.moments import Moment, day_of
from disputes_app.domain.money import Money, digits
from disputes_app.errors import UsageError
from disputes_app.packets.text import Span, Style

# Zone abbreviations that name one zone only; all others are written as an offset from UTC.
_CLEAR_ZONES = frozenset("UTC GMT BST CET CEST EET EEST WET WEST".split())
# Of more exhibits than make so many letters and runs of letters, the middle is not said one by one.
_MOST_PARTS = 8


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages a packet can be made in."""
    return tuple(sorted(path.stem for path in resources.path("i18n", "packet").glob("*.toml")))


@cache
def load(language: str) -> Wording:
    """The words of one language. Raises UsageError, with the list, for one that is not there."""
    path = resources.path("i18n", "packet", f"{language}.toml")
    if language not in languages():
        raise UsageError(f"packets are not made in “{language}”; choose one of {', '.join(languages())}")
    return Wording(tomllib.loads(path.read_text(encoding="utf-8")))


@cache
def _mention(kind: str) -> str:
    """The words of all languages for one part of a mention, as a pattern: a text need not be in the packet's."""
    found = {word for language in languages() for word in load(language).table["mention"][kind]}
    return "|".join(map(re.escape, sorted(found, key=len, reverse=True)))


def upper_first(text: str) -> str:
    """The text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


class Wording:
    """One language: every phrase by its key, such as ``cover.asked``."""

    def __init__(self, table: dict[str, Any]) -> None:
        self.table = table
        self.locale: str = table["language"]["locale"]
        self.code: str = table["language"]["code"]

    def __call__(self, key: str, *, n: int | None = None, **values: object) -> str:
        """The phrase ``key`` with its names filled in; ``n`` chooses between one and other."""
        part, _, name = key.partition(".")
        phrase = self.table[part][name]
        if n is not None:
            phrase = phrase["one" if n == 1 else "other"]
            in_words = self.in_words(n)
            values = {"n": n, "words": in_words, "Words": upper_first(in_words), **values}
        return str(phrase).format(**values)

    def in_words(self, n: int) -> str:
        """A small number as a word, a larger one in figures."""
        words = self.table["count"]["words"]
        return str(words[n]) if n < len(words) else str(n)

    def listed(self, parts: Sequence[str]) -> str:
        """Parts as a list in a sentence: A, B and C."""
        language = self.table["language"]
        if len(parts) < 2:
            return "".join(parts)
        space = "" if language["list_comma"] == "、" else " "
        return f"{language['list_comma'].join(parts[:-1])}{space}{language['list_and']}{space}{parts[-1]}"

    def sentences(self, parts: Iterable[str]) -> str:
        """Sentences one after the other, with the space the language leaves between them."""
        return str(self.table["language"]["sentence_gap"]).join(filter(None, parts))

    def exhibits(self, letters: Sequence[str]) -> str:
        """Exhibits by letter, runs of three or more shortened: exhibits A to D and F. Of very many not each is said."""
        runs: list[list[str]] = []
        for letter in letters:
            if runs and exhibits.is_next(runs[-1][-1], letter):
                runs[-1].append(letter)
            else:
                runs.append([letter])
        parts: list[str] = []
        for run in runs:
            parts += [self("count.range", first=run[0], last=run[-1])] if len(run) > 2 else run
        if len(parts) > _MOST_PARTS:
            parts[_MOST_PARTS - 2 : -1] = ["…"]
        return self("count.exhibits", n=len(letters), list=self.listed(parts))

    # --- dates and times -------------------------------------------------------------------------------

    def day(self, moment: Moment, pattern: str = "long") -> str:
        """A day: long, short, short_year, weekday or weekday_year."""
        from babel.dates import format_date

        return str(format_date(day_of(moment), self.table["formats"][pattern], locale=self.locale))

    def time(self, moment: datetime, pattern: str = "time") -> str:
        """A time of day, of a 24-hour clock."""
        from babel.dates import format_time

        return str(format_time(moment.time(), self.table["formats"][pattern], locale=self.locale))

    def moment(self, moment: Moment, day: str = "short", time: str = "time") -> str:
        """A day with its time where one is known."""
        if not isinstance(moment, datetime):
            return self.day(moment, day)
        return self("formats.day_and_time", day=self.day(moment, day), time=self.time(moment, time))

    def city(self, zone: str) -> str:
        """The city a zone is named after, in the packet's language."""
        from babel.dates import get_timezone_location

        return str(get_timezone_location(zone, locale=self.locale, return_city=True))

    def zone(self, zone: str, moments: Iterable[Moment | None] = ()) -> str:
        """How times of a zone are labelled: its abbreviation when one holds for all moments, else its city."""
        shown = [in_zone(moment, zone) for moment in moments if moment is not None]
        instants = [moment for moment in shown if isinstance(moment, datetime)]
        names = {moment.tzname() or "" for moment in instants}
        if len(names) == 1 and (name := names.pop()) in _CLEAR_ZONES:
            return name
        if len({moment.utcoffset() for moment in instants}) == 1 and "/" not in zone:
            return offset_label(instants[0])
        return self("formats.zone_name", city=self.city(zone))

    # --- amounts ---------------------------------------------------------------------------------------

    def money(self, money: Money) -> str:
        """An amount with its currency, such as US $64.80."""
        from babel.numbers import format_decimal

        places = digits(money.currency)
        pattern = "#,##0" + ("." + "0" * places if places else "")
        number = format_decimal(money.amount, format=pattern, locale=self.locale)
        table = self.table["money"]
        if money.currency in table:
            return str(table["pattern"]).format(symbol=table[money.currency], number=number)
        return str(table["other"]).format(code=money.currency, number=number)

    def also_home(self, said: str, amount: Money | None, home: Money | None) -> str:
        """The same amount in the buyer's own currency, to follow a text that names it in another."""
        if home is None or amount is None or home.currency == amount.currency:
            return ""
        is_named = self.money(amount).replace("\u00a0", " ") in said.replace("\u00a0", " ")
        return f" ({self.money(home)})" if is_named else ""

    def size(self, count: int) -> str:
        """A file's size in kilobytes or megabytes of 1,000."""
        from babel.numbers import format_decimal

        if count < 1_000_000:
            return f"{format_decimal(max(1, round(count / 1000)), locale=self.locale)} KB"
        return f"{format_decimal(round(count / 1_000_000, 1), format='#,##0.0', locale=self.locale)} MB"

    # --- mentions --------------------------------------------------------------------------------------

    def spans(
        self, text: str, style: Style, letters: Iterable[str], *, messages: int = 0, strong: str = ""
    ) -> list[Span]:
        """A text as spans: exhibit letters it mentions are boxed links, messages it names are links."""
        found: list[tuple[int, int, Span]] = []
        for start, end, letter in self._mentions(text, sorted(letters, key=len, reverse=True)):
            found.append((start, end, Span(letter, style, f"exhibit:{letter}", boxed=True)))
        for start, end, number in self._message_mentions(text, messages):
            found.append((start, end, Span(text[start:end], style, f"message:{number}")))
        at = text.find(strong) if strong else -1
        edges = (at, at + len(strong)) if at >= 0 else (0, 0)
        result: list[Span] = []
        position = 0
        for start, end, span in sorted(found, key=lambda each: each[0]):
            if start >= position:
                result += [*_plain(text, position, start, edges, style), span]
                position = end
        return result + _plain(text, position, len(text), edges, style)

    def mentioned(self, text: str, letters: Iterable[str]) -> set[str]:
        """The exhibits a text mentions, in any of the languages, by letter."""
        return {letter for _, _, letter in self._mentions(text, sorted(letters, key=len, reverse=True))}

    def _mentions(self, text: str, letters: list[str]) -> Iterable[tuple[int, int, str]]:
        if not letters:
            return
        one = "|".join(map(re.escape, letters))
        for match in re.finditer(rf"\[({one})\]", text):
            yield match.start(), match.end(), match[1]
        words, joins = _mention("exhibits"), _mention("joins")
        bounded = rf"(?<![A-Za-z0-9])(?:{one})(?![A-Za-z0-9])"
        for match in re.finditer(rf"(?:{words})\s*({bounded}(?:\s*(?:{joins})\s*{bounded})*)", text):
            for each in re.finditer(bounded, match[1]):
                yield match.start(1) + each.start(), match.start(1) + each.end(), each[0]

    def _message_mentions(self, text: str, count: int) -> Iterable[tuple[int, int, int]]:
        for match in re.finditer(rf"(?:{_mention('messages')})\s*(\d+)(?!\d)", text):
            if 1 <= int(match[1]) <= count:
                yield match.start(), match.end(), int(match[1])


def _plain(text: str, start: int, end: int, strong: tuple[int, int], style: Style) -> list[Span]:
    """The text from ``start`` to ``end`` as spans, the part inside ``strong`` in semibold."""
    cuts = [start, min(max(strong[0], start), end), min(max(strong[1], start), end), end]
    styles = (style, replace(style, weight=600), style)
    return [Span(text[a:b], each) for a, b, each in zip(cuts[:-1], cuts[1:], styles, strict=True) if a < b]


def offset_label(moment: datetime) -> str:
    """An instant's own offset as people write it, such as UTC+8 or UTC+5:30."""
    offset = moment.utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset else 0
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")


def in_zone(moment: Moment, zone: str) -> Moment:
    """An instant in a zone's time; a whole day, or a camera's time without a zone, stays what it is.

    So does an instant of a mistyped year, at the very end of the calendar, that a zone cannot show.
    """
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        with suppress(OverflowError):
            return moment.astimezone(ZoneInfo(zone))
    return moment


def is_same_year(moments: Iterable[Moment | None], year: int) -> bool:
    """Whether all known moments lie in one year."""
    return all(moment is None or day_of(moment).year == year for moment in moments)
