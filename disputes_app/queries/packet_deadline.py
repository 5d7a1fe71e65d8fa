"""The time limit a packet meets, told to its reader in the packet's language from what is kept as data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from disputes_app.domain.calendars import zone_info
from disputes_app.domain.date_words import counted_lengths
from disputes_app.domain.window import Window
from disputes_app.packets.content import Deadline
from disputes_app.packets.wording import Wording, in_zone


def deadline(window: Window, home_zone: str, now: datetime, say: Wording) -> Deadline | None:
    """The limit a window sets; None while its last day is not known.

    The explanation is for who reads the packet: it names what the period is counted from and when it ends. A
    last day that the programme itself shows stands for itself.
    """
    close = window.closes_at
    if close is None:
        return None
    length = _length(window, say)
    label = ""
    if length and window.platform_date is None:
        label = say("deadline.within", length=length, event=say(f"anchors.{window.anchor}"))
    basis = say("case.platform") if window.platform_date is not None else label
    return Deadline(
        programme=window.programme.name,
        closes_at=close,
        zone=window.zone,
        explanation=say.sentences(_sentences(window, length, home_zone, now, say)),
        basis=say("text.line", name=window.programme.name, said=basis) if basis else window.programme.name,
        opens_at=window.anchor_at,
        window_label=label,
    )


def _sentences(window: Window, length: str, home_zone: str, now: datetime, say: Wording) -> Iterator[str]:
    close = window.closes_at
    assert close is not None
    name = window.programme.name
    there, at_home = (close.astimezone(zone_info(zone)) for zone in (window.zone, home_zone))

    def at(moment: datetime, zone: str) -> str:
        return say("deadline.at", time=say.moment(moment, "long"), zone=say.zone(zone, [moment]))

    if window.platform_date is not None:
        yield say("deadline.shown", programme=name, close=at(there, window.zone))
    else:
        if length and window.anchor_at is not None:
            began = in_zone(window.anchor_at, window.zone)
            start = at(began, window.zone) if isinstance(began, datetime) else say.day(began)
            event = say(f"anchors.{window.anchor}")
            yield say("deadline.counted", programme=name, length=length, event=event, start=start)
        yield say("deadline.ends", close=at(there, window.zone))
        if window.in_hand:
            yield say("deadline.in_hand")
    if at_home.utcoffset() != there.utcoffset():
        yield say("deadline.elsewhere", close=at(at_home, home_zone))
    if now <= close:
        yield say("deadline.in_time")


def _length(window: Window, say: Wording) -> str:
    """What is counted from the anchor, where it is one number; empty where it takes more to explain."""
    lengths = counted_lengths(window)
    if len(lengths) != 1 or window.paused or window.rolled_from is not None:
        return ""
    (only,) = lengths
    if only.n is None or only.attribute or only.day_cap is not None or only.unit not in say.table["deadline"]:
        return ""
    return say(f"deadline.{only.unit}", n=only.n)
