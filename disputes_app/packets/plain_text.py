"""A packet in plain words, for a form that takes text: claim, statement, dates, exhibits, and how long each is."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from disputes_app.domain.moments import day_of
from disputes_app.packets import hiding, wording
from disputes_app.packets.content import PacketContent
from disputes_app.packets.presets import Preset
from disputes_app.packets.wording import Wording, in_zone


@dataclass(frozen=True, slots=True)
class PlainText:
    """The whole text, never cut. ``parts`` are its parts by name, in order; ``limit`` what the form takes."""

    parts: tuple[tuple[str, str], ...]
    limit: int | None

    @property
    def text(self) -> str:
        """All parts, an empty line between them."""
        return "\n\n".join(text for _, text in self.parts)

    @property
    def length(self) -> int:
        """Characters, as most forms count them: a line break is one."""
        return len(self.text)

    @property
    def over(self) -> int:
        """How many characters are more than the form takes."""
        return max(0, self.length - self.limit) if self.limit else 0


def written(content: PacketContent, preset: Preset, limit: int | None = None) -> PlainText:
    """The text for a receiver's form, in the packet's language; ``limit`` overrides the receiver's own."""
    words = wording.load(content.language)
    content = hiding.hidden(content)
    parts = [
        ("claim", _claim(content, words)),
        ("statement", "\n\n".join(content.statement or ((content.summary,) if content.summary else ()))),
        ("dates", _dates(content, words)),
        ("exhibits", _exhibits(content, words)),
    ]
    kept = tuple((name, _plain(text)) for name, text in parts if text)
    return PlainText(kept, limit or preset.max_text)


def _claim(content: PacketContent, words: Wording) -> str:
    asked = content.wanted + words.also_home(content.wanted, content.amount, content.home_amount)
    order = content.order_number
    if content.ordered_at:
        day = words.day(in_zone(content.ordered_at, content.home_zone))
        order += f"{words.table['language']['list_comma']}{words('cover.placed', day=day)}"
    lines = [
        (words("cover.asked"), asked),
        (words("cover.reason"), content.claim),
        (words("cover.order"), f"{content.platform} {order}"),
        (words("cover.paid"), content.paid_with),
        (words("cover.buyer"), content.buyer.name),
        (words("cover.seller"), content.seller.name),
    ]
    return "\n".join(
        [content.title, *(words("text.line", name=name, said=said) for name, said in lines if said)]
    )


def _dates(content: PacketContent, words: Wording) -> str:
    lines = [
        words("text.line", name=mark.label, said=words.day(in_zone(mark.at, content.home_zone)))
        for mark in sorted(content.marks, key=lambda mark: day_of(mark.at))
    ]
    if limit := content.deadline:
        said = f"{words.day(in_zone(limit.closes_at, limit.zone))} ({limit.programme})"
        lines.append(words("text.line", name=words("cover.last_day"), said=said))
    return "\n".join([words("text.dates"), *lines]) if lines else ""


def _exhibits(content: PacketContent, words: Wording) -> str:
    lines = [f"{each.letter}  {each.caption or each.name}" for each in content.exhibits]
    return "\n".join([words("index.exhibits"), *lines]) if lines else ""


def _plain(text: str) -> str:
    """Text that a form takes: composed characters, one kind of blank and line break."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\u00a0", " ").replace("\u202f", " ").strip()
