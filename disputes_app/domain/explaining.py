"""Why a window ends when it does: sentences as template and values, and their English words.

A sentence is a key of ``ENGLISH`` with its values; another language brings its own templates for the same keys.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from disputes_app.domain.anchors import MEANINGS, Anchor, AnchorKind, Known
from disputes_app.domain.calendars import day_at_noon, zone_info
from disputes_app.domain.date_words import Value, anchor_words, city, counted_words, english
from disputes_app.domain.moments import day_of, is_instant
from disputes_app.domain.programmes import Actor, ActTest, Confidence, Flag, Kind, Unit
from disputes_app.domain.windows import Window


class Sentence(NamedTuple):
    """A template's key and the values it is filled with."""

    key: str
    values: Mapping[str, Value]


ENGLISH: dict[str, str] = {
    "sum": "{anchor}: {start} ({known}), plus {length}, gives {close}, {city} time.",
    "sum_in_hand": "{anchor}: {start} ({known}), plus {length}, less one day kept in hand, gives {close}, {city} "
    "time. The rule names no time zone, so it is counted in yours.",
    "sum_day": "{anchor}: {start} ({known}), the same day, gives {close}, {city} time.",
    "opens_sum": "{anchor}: {start} ({known}), plus {length}: from {opens}, {city} time.",
    "no_length": "{anchor}: {start} ({known}). The rule gives no number: act without delay.",
    "shown_only": "The last day stands on the page of the case at {programme}; it cannot be worked out.",
    "question": "{question} Until that is known, the earliest last day it can mean is shown: {earliest}.",
    "question_open": "{question} Without it no last day can be given.",
    "question_later": "{question} The answer may move this date.",
    "question_earlier": "{question} The answer may move this date, to {earliest} at the earliest.",
    "awaiting": "It begins with the next step of the case: {event}.",
    "opens": "It opens on {opens}, {city} time.",
    "opens_question": "When it opens depends on an answer: {question}",
    "other_zone": "{programme} counts in {city} time; that is {close} in {home}.",
    "day_only": "The day is known without its hour and is taken as a day in {city}; in {home} it can be the day "
    "after. Enter the hour to be sure.",
    "day_before": "The day is known without its hour; at noon in {home} it is still the day before in {city}, so it "
    "is counted from there. Enter the hour to be exact.",
    "clocks": "The clocks in {city} change in between.",
    "event_day": "The day itself counts as the first day.",
    "capped": "An outer limit cuts it short.",
    "paused_now": "The clock stands still until you have it back.",
    "paused": "The clock stood still while the goods were being repaired or replaced.",
    "rolled": "It would end on {day}, which is not a working day there, so it moves to the next one.",
    "platform_earlier": "{programme} itself shows {shown}, and that date counts. Counted from the rule it would be "
    "{computed}, which is later.",
    "platform_later": "{programme} itself shows {shown}, and that date counts. Counted from the rule it would be "
    "{computed}, which is earlier; an extension may explain it.",
    "platform_same": "{programme} itself shows {shown}, the same day as the rule gives.",
    "platform_only": "{programme} itself shows {shown}.",
    "expected": "This rests on an estimate; the real date may differ.",
    "readings": "Copies of the rule differ; the safer reading is shown.",
    "act_submitted": "It must be submitted by then.",
    "act_sent": "It must be sent by then.",
    "act_postmarked": "The postmark must be from that day or before.",
    "act_handed_over": "It must be handed to the carrier by then.",
    "act_received": "It must have arrived by then: send it earlier.",
    "soft": "The day is asked for, not strict: a later act is normally still taken.",
    "lapse": "After that: {effect}.",
    "note": "{note}.",
    "rule": "Rule {rule} ({programme}), last seen {as_of}, confidence {confidence}.",
    "source": "The source that says so: {address} ({dated}).",
    "source_none": "No source was found for it: ask before relying on it.",
    "flag_stale": "The source is known or likely to be out of date: check the page of {programme}.",
    "flag_undated": "The copy that was read carries no date.",
    "flag_conflicting": "Sources contradict each other here.",
    "low": "This is not sure enough to rely on: act earlier, and check with {programme}.",
}
"""The English templates, by key."""

_KNOWN = {
    Known.TYPED: "typed by you",
    Known.PLATFORM: "shown by the platform",
    Known.TRACKING: "from tracking",
    Known.FILE: "from a file",
    Known.MAIL: "from a mail",
    Known.COMPUTED: "worked out",
    Known.LAPSED: "happens by itself",
}
_NONE = timedelta()
_CONFIDENCE = {Confidence.HIGH: "high", Confidence.MED: "medium", Confidence.LOW: "low"}


def explanation(window: Window, home_zone: str) -> tuple[Sentence, ...]:
    """The sentences that explain a window to somebody who lives in ``home_zone``."""
    return (
        *_counting(window),
        *_missing(window),
        *_zones(window, home_zone),
        *_adjustments(window),
        *_platform(window),
        *_duties(window),
        *_origin(window),
    )


def in_english(sentence: Sentence) -> str:
    """A sentence in English words."""
    return ENGLISH[sentence.key].format_map({key: english(value) for key, value in sentence.values.items()})


def explain(window: Window, home_zone: str) -> tuple[str, ...]:
    """The explanation in English."""
    return tuple(in_english(sentence) for sentence in explanation(window, home_zone))


def _local(instant: datetime, zone: str) -> datetime:
    try:
        return instant.astimezone(zone_info(zone))
    except OverflowError:
        return instant  # a mistyped year: the first or last hours there are


def _started(anchor: Anchor, zone: str) -> date | datetime:
    value = anchor.value
    return _local(value, zone) if isinstance(value, datetime) else value


def _counting(window: Window) -> Iterator[Sentence]:
    if window.rule.length.unit is Unit.SHOWN:
        if window.platform_date is None:
            yield Sentence("shown_only", {"programme": window.programme.name})
        return
    if not window.used:
        return
    anchor = window.used[-1]
    values: dict[str, Value] = {
        "anchor": anchor_words(anchor.kind),
        "start": _started(anchor, window.zone),
        "known": anchor.source_detail or _KNOWN[anchor.source],
        "length": counted_words(window),
        "city": city(window.zone),
    }
    if window.rule.kind is Kind.EARLIEST:
        if window.opens_at is not None:
            yield Sentence("opens_sum", values | {"opens": _local(window.opens_at, window.zone)})
        return
    if window.computed_close is None:
        if window.counted.n is None and not window.counted.attribute:
            yield Sentence("no_length", values)
        return
    plain = "sum" if values["length"] else "sum_day"
    key = "sum_in_hand" if window.in_hand and values["length"] else plain
    yield Sentence(key, values | {"close": _local(window.computed_close, window.zone)})
    if window.rule.event_day_counts:
        yield Sentence("event_day", {})


def _missing(window: Window) -> Iterator[Sentence]:
    needs = window.needs
    if needs is not None:
        if (
            window.expected
            and needs.earliest is not None
            and needs.earliest < (window.closes_at or needs.earliest)
        ):
            # An estimate stands in: what really happened may have been before it.
            earliest = _local(needs.earliest, window.zone)
            yield Sentence("question_earlier", {"question": needs.question, "earliest": earliest})
        elif window.closes_at is not None:
            yield Sentence("question_later", {"question": needs.question})
        elif needs.earliest is None:
            yield Sentence("question_open", {"question": needs.question})
        else:
            earliest = _local(needs.earliest, window.zone)
            yield Sentence("question", {"question": needs.question, "earliest": earliest})
    if window.awaiting:
        yield Sentence("awaiting", {"event": MEANINGS[AnchorKind(window.awaiting)].words})
    if window.opens_needs is not None:
        yield Sentence("opens_question", {"question": window.opens_needs.question})
    elif window.gated and window.opens_at is not None and window.rule.kind is not Kind.EARLIEST:
        opens = _local(window.opens_at, window.zone)
        yield Sentence("opens", {"opens": opens, "city": city(window.zone)})


def _zones(window: Window, home_zone: str) -> Iterator[Sentence]:
    close = window.shown_close
    if close is None:
        return
    here, there = _local(close, home_zone), _local(close, window.zone)
    if here.utcoffset() != there.utcoffset():
        yield Sentence(
            "other_zone",
            {
                "programme": window.programme.name,
                "city": city(window.zone),
                "close": here,
                "home": city(home_zone),
            },
        )
        if window.platform_date is None and (here.utcoffset() or _NONE) > (there.utcoffset() or _NONE):
            yield from _days_without_hour(window, home_zone)
    if window.used:
        start = window.used[-1].value
        day = day_of(start)
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=zone_info(window.zone))
        if noon.utcoffset() != there.utcoffset():
            yield Sentence("clocks", {"city": city(window.zone)})


def _days_without_hour(window: Window, home_zone: str) -> Iterator[Sentence]:
    """What a whole day was taken for in a zone behind the one at home."""
    days = [
        anchor.value.toordinal() for anchor in window.used if not anchor.zone and not is_instant(anchor.value)
    ]
    if days:
        shifted = day_at_noon(home_zone, days[-1], window.zone) < days[-1]
        values = {"city": city(window.zone), "home": city(home_zone)}
        yield Sentence("day_before" if shifted else "day_only", values)


def _adjustments(window: Window) -> Iterator[Sentence]:
    if window.capped:
        yield Sentence("capped", {})
    if window.paused:
        yield Sentence("paused_now" if window.closes_at is None else "paused", {})
    if window.rolled_from is not None:
        yield Sentence("rolled", {"day": window.rolled_from})
    if window.expected:
        yield Sentence("expected", {})
    if window.rule.other_readings:
        yield Sentence("readings", {})


def _platform(window: Window) -> Iterator[Sentence]:
    shown, close, computed = window.platform_date, window.closes_at, window.computed_close
    if shown is None or close is None:
        return
    values: dict[str, Value] = {"programme": window.programme.name, "shown": _local(close, window.zone)}
    if computed is None:
        yield Sentence("platform_only", values)
        return
    there, ours = _local(close, window.zone), _local(computed, window.zone)
    values["computed"] = ours
    if there.date() == ours.date():
        yield Sentence("platform_same", values)
    else:
        yield Sentence("platform_earlier" if close < computed else "platform_later", values)


def _duties(window: Window) -> Iterator[Sentence]:
    rule = window.rule
    if rule.act_test is not None and rule.kind is Kind.LATEST and Actor.BUYER in rule.actors:
        yield Sentence(f"act_{ActTest(rule.act_test).value}", {})
    if rule.soft:
        yield Sentence("soft", {})
    if rule.lapse_effect:
        yield Sentence("lapse", {"effect": rule.lapse_effect.rstrip(".")})
    if rule.note:
        yield Sentence("note", {"note": rule.note.rstrip(".")})


def _origin(window: Window) -> Iterator[Sentence]:
    programme: Value = window.programme.name
    rule = window.rule
    yield Sentence(
        "rule",
        {
            "programme": programme,
            "rule": rule.id,
            "as_of": window.as_of,
            "confidence": _CONFIDENCE[rule.confidence],
        },
    )
    if window.programme.note:
        yield Sentence("note", {"note": window.programme.note.rstrip(".")})
    if not rule.sources:
        yield Sentence("source_none", {})
    for source in rule.sources:
        yield Sentence("source", {"address": source.address, "dated": source.dated or "undated"})
    for flag in Flag:
        if flag in rule.flags:
            yield Sentence(f"flag_{flag.value}", {"programme": programme})
    if rule.confidence is Confidence.LOW:
        yield Sentence("low", {"programme": programme})
