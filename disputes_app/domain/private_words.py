"""Words in a text that may be nobody else's business: card and account numbers, e-mail addresses, phone numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

LEAST = 3
"""Words shorter than this would be found in the middle of others."""


class PrivateKind(StrEnum):
    """What sort of words they are."""

    CARD = "card"
    ACCOUNT = "account"
    EMAIL = "email"
    PHONE = "phone"
    KNOWN = "known"
    OWN = "own"


class Decision(StrEnum):
    """What the user said of them."""

    PROPOSED = "proposed"
    HIDDEN = "hidden"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class Found:
    """Words as they stand in a text, and what they look like."""

    kind: PrivateKind
    text: str


_BLANKS = "[ \\t\u00a0\u2007\u2009\u202f.\\-]"
_CARD = re.compile(rf"(?<![\w.,])\d(?:{_BLANKS}?\d){{12,18}}(?!\w)")
_ACCOUNT = re.compile("(?<!\\w)[A-Z]{2}\\d{2}(?:[ \u00a0]?[A-Z0-9]){11,30}(?!\\w)")
# From the beginning of a word only: tried from every letter of a long one, the time grows with its square.
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile("(?<![\\w.+])(?<!\\d[ \u00a0\\-])(?:\\+|0)(?:[ \u00a0().\\-/]{0,2}\\d){7,15}(?!\\w)")
_DIGITS = (8, 15)


def found(text: str, known: Iterable[str] = ()) -> Iterator[Found]:
    """Everything in a text that may be private, each once; ``known`` are numbers that are none, as an order's."""
    public = {key(each) for each in known}
    seen: set[str] = set()
    for kind, words in _candidates(text):
        if (name := key(words)) not in seen and name not in public:
            seen.add(name)
            yield Found(kind, words)


def _candidates(text: str) -> Iterator[tuple[PrivateKind, str]]:
    for match in _EMAIL.finditer(text):
        yield PrivateKind.EMAIL, match[0].rstrip(".-")
    for match in _ACCOUNT.finditer(text):
        if account := _account(match[0]):
            yield PrivateKind.ACCOUNT, account
    for match in _CARD.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if is_luhn(digits) and len(set(digits)) > 1:
            yield PrivateKind.CARD, match[0]
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if _DIGITS[0] <= len(digits) <= _DIGITS[1]:
            yield PrivateKind.PHONE, match[0].strip()


def _account(text: str) -> str:
    """The part of a text from its start that is an IBAN; a word in capitals may follow it."""
    parts = re.split("([ \u00a0])", text)
    while parts:
        words = "".join(parts).strip()
        if is_iban(words):
            return words
        del parts[-2:]
    return ""


def is_luhn(digits: str) -> bool:
    """Whether a number's last digit is its check digit by Luhn's formula, as on payment cards (ISO/IEC 7812)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def is_iban(text: str) -> bool:
    """Whether a text is an account number whose check digits are right (ISO 13616: the remainder by 97 is 1)."""
    plain = key(text).upper()
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", plain):
        return False
    turned = plain[4:] + plain[:4]
    return int("".join(str(int(letter, 36)) for letter in turned)) % 97 == 1


def key(text: str) -> str:
    """Words as they are compared: without blanks, dashes, dots and case."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFC", text)).casefold() or text


def pattern(texts: Iterable[str]) -> re.Pattern[str] | None:
    """Finds these words, however they are spaced and whatever their case; numbers with any dashes between."""
    parts = [_part(text) for text in sorted(texts, key=len, reverse=True) if len(text.strip()) >= LEAST]
    return re.compile("|".join(parts), re.IGNORECASE) if parts else None


def _part(text: str) -> str:
    text = unicodedata.normalize("NFC", text).strip()
    if sum(each.isdigit() for each in text) * 2 >= len(key(text)):
        letters = [re.escape(each) for each in text if each.isalnum()]
        before = r"\+?" if text.startswith("+") else ""
        return f"(?<!\\d){before}" + "[\\s\u00a0.()/\\-]{0,3}".join(letters) + "(?!\\d)"
    return r"\s+".join(re.escape(word) for word in text.split())
