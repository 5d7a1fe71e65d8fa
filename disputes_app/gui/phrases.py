"""Words that several screens share: amounts, days, what is left, how long after what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QLocale

from disputes_app.domain.anchors import MEANINGS, AnchorKind
from disputes_app.domain.date_words import city, counted_words
from disputes_app.domain.moments import day_of
from disputes_app.domain.money import Money
from disputes_app.domain.orders import PLATFORM_NAMES, Platform
from disputes_app.domain.payments import CardNetwork, PaymentMethod
from disputes_app.domain.urgency import State, Urgency
from disputes_app.domain.windows import Window
from disputes_app.gui.urgency import Level
from disputes_app.gui.widgets.date_field import as_qdate
from disputes_app.gui.words import counted
from disputes_app.queries.protection import protection_name
from disputes_app.queries.standing import Standing

_C = "Phrases"
_SIGNS = {"GBP": "£", "EUR": "€", "USD": "US $", "CNY": "CN ¥", "JPY": "JP ¥", "CAD": "CA $", "AUD": "AU $"}
_NEAR_DAYS = 4


def tr(words: str) -> str:
    """The words in the user's language."""
    return QCoreApplication.translate(_C, words)


def sign(currency: str) -> str:
    """``£``, ``US $``, or the code where there is no sign in use."""
    return _SIGNS.get(currency, currency)


def amount(money: Money) -> str:
    """``£51.10``, ``US $64.80``, ``CHF 12.00``."""
    short = _SIGNS.get(money.currency)
    return f"{short}{money.amount:,f}" if short else f"{money.currency} {money.amount:,f}"


def sums(amounts: Sequence[Money], home: str) -> str:
    """One sum, or several of different currencies one after another, never added up."""
    return " + ".join(amount(one) for one in amounts) if amounts else amount(Money(0, home or "GBP"))


NETWORKS = {
    CardNetwork.VISA: "Visa",
    CardNetwork.MASTERCARD: "Mastercard",
    CardNetwork.AMEX: "American Express",
    CardNetwork.DISCOVER: "Discover",
}


def platform(bought_on: Platform) -> str:
    """Where it was bought; brand names stay as they are."""
    words = {Platform.OWN_SHOP: tr("own shop"), Platform.OTHER: tr("elsewhere")}
    return words.get(bought_on, PLATFORM_NAMES[bought_on])


def paid_by(method: PaymentMethod) -> str:
    """The means of payment; empty where none is said."""
    return {
        PaymentMethod.PAYPAL: "PayPal",
        PaymentMethod.CREDIT_CARD: tr("credit card"),
        PaymentMethod.DEBIT_CARD: tr("debit card"),
        PaymentMethod.BANK_TRANSFER: tr("bank transfer"),
        PaymentMethod.OTHER: "",
    }[method]


def short_day(day: date, today: date) -> str:
    """``14 Mar``, with its year when it is not this year's."""
    return QLocale().toString(as_qdate(day), "d MMM" if day.year == today.year else "d MMM yyyy")


def weekday(day: date, today: date) -> str:
    """``Sat 14 Mar`` in this year, ``14 Mar 2027`` otherwise."""
    return QLocale().toString(as_qdate(day), "ddd d MMM" if day.year == today.year else "d MMM yyyy")


def long_day(day: date) -> str:
    """``Thursday 12 March 2026``."""
    return QLocale().toString(as_qdate(day), "dddd d MMMM yyyy")


def month_day(day: date) -> str:
    """``Saturday 14 March``, as it is spoken."""
    return QLocale().toString(as_qdate(day), "dddd d MMMM")


def level(standing: Standing) -> Level:
    """The level of the urgency scale."""
    return Level(standing.urgency.value)


@dataclass(frozen=True)
class Left:
    """What is left in three pieces: the big number, the unit after it, and the date below."""

    number: str
    unit: str
    below: str

    @property
    def whole(self) -> str:
        """Number and unit: ``2 days``."""
        return f"{self.number} {self.unit}".strip()


def left(standing: Standing, now: datetime, home: tzinfo) -> Left:
    """How long it still is, in the zone that counts."""
    zone = ZoneInfo(standing.zone)
    today = now.astimezone(zone).date()
    last = standing.closes_at.astimezone(zone)
    day = weekday(last.date(), now.astimezone(home).date())
    if standing.urgency is Urgency.OPENS and standing.opens_at is not None:
        opens = standing.opens_at.astimezone(home)
        if opens.date() == now.astimezone(home).date() and opens > now:
            return Left(f"{opens:%H:%M}", "", tr("opens today"))
        if standing.state is State.NOT_STARTED:
            return Left(tr("from"), weekday(opens.date(), today), tr("to {day}").format(day=day))
    if standing.days_left < 0:
        return Left(str(-standing.days_left), counted(_C, "day ago", "days ago", -standing.days_left), day)
    if standing.days_left == 0:
        hours = int((standing.closes_at - now).total_seconds() // 3600)
        below = tr("today {time}").format(time=f"{last:%H:%M}")
        if hours:
            return Left(tr("{n} h").format(n=hours), tr("left"), below)
        minutes = max(1, int((standing.closes_at - now).total_seconds() // 60))
        return Left(tr("{n} min").format(n=minutes), tr("left"), below)
    if standing.supposed:
        # Without its weekday: the column of days has no room for it.
        day = tr("{day} or later").format(day=short_day(last.date(), now.astimezone(home).date()))
    return Left(str(standing.days_left), counted(_C, "day", "days", standing.days_left), day)


def short_left(standing: Standing, now: datetime, home: tzinfo) -> str:
    """How long it still is where there is room for one word: ``2 d``, ``today``, ``14:20``, ``from 13 Mar``."""
    if standing.urgency is Urgency.OPENS and standing.opens_at is not None and standing.opens_at > now:
        today, opens = now.astimezone(home).date(), standing.opens_at.astimezone(home)
        if opens.date() == today:
            return f"{opens:%H:%M}"
        return tr("from {day}").format(day=short_day(opens.date(), today))
    if standing.days_left < 0:
        return tr("{n} d ago").format(n=-standing.days_left)
    return tr("{n} d").format(n=standing.days_left) if standing.days_left else tr("today")


def both_times(instant: datetime, zone: str, now: datetime, home: str) -> str:
    """``23:59 Los Angeles = Sun 15 Mar, 06:59 here``; empty when the clocks agree or there is time enough."""
    there, here = instant.astimezone(ZoneInfo(zone)), instant.astimezone(ZoneInfo(home))
    is_near = (instant - now).days < _NEAR_DAYS
    if there.utcoffset() == here.utcoffset() or (there.date() == here.date() and not is_near):
        return ""
    today = now.astimezone(ZoneInfo(home)).date()
    told = f"{here:%H:%M}" if here.date() == there.date() else f"{weekday(here.date(), today)}, {here:%H:%M}"
    return tr("{there} {city} = {here} here").format(there=f"{there:%H:%M}", city=city(zone), here=told)


def counted_from(window: Window, today: date) -> str:
    """Why a window ends when it does, in a few words: ``30 days after delivered on 10 Feb``."""
    page = tr("the date on {programme}’s page").format(programme=window.programme.name)
    start, day = window.anchor, window.anchor_at
    if start not in set(AnchorKind) or day is None or not counted_words(window):
        return page if window.platform_date is not None else protection_name(window)
    length, event = counted_words(window), tr(AFTER.get(AnchorKind(start), MEANINGS[AnchorKind(start)].words))
    if window.platform_date is not None:
        return tr("{programme}’s own date; {length} after {event}").format(
            programme=window.programme.name, length=length, event=event
        )
    return tr("{length} after {event} on {day}").format(
        length=length, event=event, day=short_day(day_of(day), today)
    )


AFTER = {
    AnchorKind.ORDERED: "the order",
    AnchorKind.PAID: "payment",
    AnchorKind.PROCESSED: "the charge",
    AnchorKind.SHIPPED: "posting",
    AnchorKind.PROMISED: "the promised day",
    AnchorKind.ESTIMATED_TO: "the latest estimated delivery",
    AnchorKind.ESTIMATED_FROM: "the first estimated day",
    AnchorKind.DELIVERED: "delivery",
    AnchorKind.CONFIRMED: "you confirmed receipt",
    AnchorKind.DISCOVERED: "you found the problem",
    AnchorKind.SELLER_CONTACTED: "you wrote to the seller",
    AnchorKind.SELLER_REPLIED: "the seller’s answer",
    AnchorKind.REFUND_PROMISED: "the refund was promised",
    AnchorKind.CASE_OPENED: "the case was opened",
    AnchorKind.ESCALATED: "it was escalated",
    AnchorKind.EVIDENCE_ASKED: "proof was asked for",
    AnchorKind.DECIDED: "the decision",
    AnchorKind.CASE_CLOSED: "the case closed",
    AnchorKind.RETURNED: "you sent it back",
}
