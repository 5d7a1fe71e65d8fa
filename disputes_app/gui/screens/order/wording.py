"""The words of the order screen: days, times in both zones, what is left, amounts."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QLocale

from disputes_app.domain.calendars import zone_info
from disputes_app.domain.date_words import city
from disputes_app.domain.moments import Moment, day_of
from disputes_app.domain.money import Money
from disputes_app.domain.payments import PaymentState
from disputes_app.domain.urgency import State
from disputes_app.domain.window import last_day
from disputes_app.gui.phrases import amount, weekday
from disputes_app.gui.urgency import Level
from disputes_app.gui.widgets.date_field import as_qdate
from disputes_app.gui.words import counted
from disputes_app.queries.deadlines import WindowRow

translate = QCoreApplication.translate


def week_day(day: date) -> str:
    """``Fri``."""
    return QLocale().toString(as_qdate(day), "ddd")


def home_moment(moment: Moment, home: ZoneInfo) -> Moment:
    """An instant as the clock at home shows it; a whole day stays the day it is."""
    return moment.astimezone(home) if isinstance(moment, datetime) else moment


def clock(moment: Moment, home: ZoneInfo, other_zone: str = "") -> str:
    """``02:15 · 10:15 Shanghai``; the second only where that clock differs. Empty for a whole day."""
    if not isinstance(moment, datetime):
        return ""
    here = moment.astimezone(home)
    if other_zone:
        there = moment.astimezone(zone_info(other_zone))
        if there.utcoffset() != here.utcoffset():
            return f"{here:%H:%M} · {there:%H:%M} {city(other_zone)}"
    return f"{here:%H:%M}"


def close_words(moment: datetime, zone: str, today: date) -> str:
    """``Sat 14 Mar, 23:59 Los Angeles``."""
    local = moment.astimezone(zone_info(zone))
    return f"{weekday(local.date(), today)}, {local:%H:%M} {city(zone)}"


def home_close_words(moment: datetime, home: ZoneInfo, today: date) -> str:
    """``Sun 15 Mar, 06:59 your time``."""
    local = moment.astimezone(home)
    return translate("Order", "{day}, {time} your time").format(
        day=weekday(local.date(), today), time=f"{local:%H:%M}"
    )


def level_of_row(row: WindowRow) -> Level:
    """The urgency scale's level of a window."""
    return Level(row.urgency.value)


def left_words(row: WindowRow, now: datetime) -> str:
    """How long a window still holds: ``2 days``, ``13 h left``, ``2 days ago``, ``from Fri 13 Mar``."""
    window = row.window
    if window.done_at is not None:
        return translate("Order", "done")
    if row.state is State.NOT_STARTED:
        if window.opens_at is None:
            return translate("Order", "not yet")
        opens, today = (
            window.opens_at.astimezone(zone_info(window.zone)),
            today_in(now, zone_info(window.zone)),
        )
        if opens.date() == today:
            return f"{opens:%H:%M}"
        return translate("Order", "from {day}").format(day=weekday(opens.date(), today))
    if row.days_left is None or window.shown_close is None:
        return translate("Order", "no last day")
    if row.days_left < 0:
        return counted("Order", "%n day ago", "%n days ago", -row.days_left)
    if row.days_left == 0:
        hours = int((window.shown_close - now).total_seconds() // 3600)
        return counted("Order", "%n h left", "%n h left", hours) if hours else translate("Order", "now")
    return counted("Order", "%n day", "%n days", row.days_left)


def last_day_words(row: WindowRow, today: date) -> str:
    """The last day under the number: ``Sat 14 Mar``, or that it is the earliest one possible."""
    day = last_day(row.window)
    if day is None:
        return ""
    words = weekday(day, today)
    if row.state is State.NEEDS_DATE:
        return translate("Order", "earliest {day}").format(day=words)
    return translate("Order", "{day}, expected").format(day=words) if row.window.expected else words


def amounts(total: Money | None, home: Money | None) -> str:
    """The home amount first, the original beside it."""
    if total is None or home is None or home == total:
        known = home or total
        return amount(known) if known else translate("Order", "amount not known")
    return f"{amount(home)} ({amount(total)})"


def today_in(now: datetime, home: ZoneInfo) -> date:
    """The day it is at home."""
    return day_of(now.astimezone(home))


def payment_words(state: PaymentState) -> str:
    """Where the money is, in a word; empty when nobody said."""
    return {
        PaymentState.HELD: translate("Order", "held"),
        PaymentState.RELEASED: translate("Order", "released to the seller"),
        PaymentState.REFUNDED: translate("Order", "refunded"),
        PaymentState.PARTLY_REFUNDED: translate("Order", "partly refunded"),
    }.get(state, "")
