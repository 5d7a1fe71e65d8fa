"""The words of the orders list and its inspector."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from disputes_app.domain.date_words import city
from disputes_app.domain.orders import OrderStatus, Platform
from disputes_app.domain.urgency import State
from disputes_app.gui import phrases
from disputes_app.gui.urgency import Level
from disputes_app.gui.words import counted, grouped
from disputes_app.queries.deadlines import WindowRow
from disputes_app.queries.orders import OrderFilter, OrderRow
from disputes_app.queries.standing import Standing, next_of
from disputes_app.queries.totals import Chosen

_C = "Orders"


def tr(words: str) -> str:
    """The words in the user's language."""
    return QCoreApplication.translate(_C, words)


@dataclass(frozen=True)
class Deadline:
    """What the first column says: how urgent, the words, and the day or hour beside them."""

    level: Level | None
    words: str
    beside: str


def today_at(home_zone: str, now: datetime) -> date:
    """The day it is at home."""
    return now.astimezone(ZoneInfo(home_zone)).date()


def is_over(row: OrderRow) -> bool:
    """Whether nothing can be done any more, and nothing came back."""
    return (
        row.status is not OrderStatus.REFUNDED
        and next_of(row) is None
        and row.status is not OrderStatus.IN_CASE
    )


def deadline(row: OrderRow, now: datetime, home_zone: str) -> Deadline:
    """The first column of a row."""
    today = today_at(home_zone, now)
    if row.status is OrderStatus.REFUNDED:
        back = row.recovered or row.home_total or row.total
        words = tr("{amount} back").format(amount=phrases.amount(back)) if back else tr("paid back")
        return Deadline(Level.DONE, words, "")
    standing = next_of(row)
    if standing is None:
        if row.status is OrderStatus.IN_CASE:
            return Deadline(Level.LATER, tr("no date"), "")
        return Deadline(None, tr("ended"), _ended_on(row, today))
    return Deadline(phrases.level(standing), left(standing), _beside(standing, today))


def left(standing: Standing) -> str:
    """``2 days ago``, ``today``, ``164 days``."""
    days = standing.days_left
    if days < 0:
        return counted(_C, "%n day ago", "%n days ago", -days)
    return tr("today") if days == 0 else counted(_C, "%n day", "%n days", days)


def _beside(standing: Standing, today: date) -> str:
    """The last day, or its hour when that is today."""
    close = standing.closes_at.astimezone(ZoneInfo(standing.zone))
    if standing.days_left == 0:
        return f"{close:%H:%M}"
    return phrases.short_day(close.date(), today)


def _ended_on(row: OrderRow, today: date) -> str:
    """The last day that the order was protected."""
    closes = [
        close.astimezone(ZoneInfo(one.window.zone)).date()
        for one in row.windows
        if one.state is State.CLOSED and (close := one.window.closes_at) is not None
    ]
    return phrases.short_day(max(closes), today) if closes else ""


def platform_named(value: str) -> str:
    """The words of a filter's marketplace; empty for none."""
    return phrases.platform(Platform(value)) if value else ""


def groups() -> dict[str, str]:
    """The chips above the list, by group."""
    return {
        "": tr("All"),
        "open_case": tr("Open case"),
        "closing": tr("Closing in 14 days"),
        "on_the_way": tr("On the way"),
        "ended": tr("Ended"),
    }


def hidden_by(chosen: OrderFilter) -> str:
    """Which filter hides things, in a sentence; empty where only the search does."""
    names = [
        groups()[chosen.group] if chosen.group else "",
        platform_named(chosen.platform),
        chosen.seller,
        tr("paid back") if chosen.status == OrderStatus.REFUNDED else "",
    ]
    shown = ", ".join(filter(None, names))
    return tr("Only these are shown: {names}.").format(names=shown) if shown else ""


def ordered(row: OrderRow, today: date) -> str:
    """The day of the order; its year where it is not this one's or the last one's winter."""
    if row.ordered_on is None:
        return ""
    near = (today - row.ordered_on).days < 300
    return phrases.short_day(row.ordered_on, row.ordered_on if near else today)


def paid(row: OrderRow) -> str:
    """What was paid: at home if that is known."""
    money = row.home_total or row.total
    return phrases.amount(money) if money else ""


def expected(row: OrderRow, today: date) -> str:
    """By when an order that is on its way should come; empty when nothing says so, or it has come."""
    if row.expected is None:
        return ""
    day = phrases.weekday(row.expected.day, today)
    return tr("Expected by {day}: {why}").format(day=day, why=row.expected.why)


def spoken(row: OrderRow, now: datetime, home_zone: str) -> str:
    """The sentence a person would say for a row."""
    standing = next_of(row)
    shown = deadline(row, now, home_zone)
    parts = [shown.words]
    if standing is not None:
        close = standing.closes_at.astimezone(ZoneInfo(standing.zone))
        said = tr("{left} left") if standing.days_left > 0 else "{left}"
        parts = [
            tr("{left}, until {day} {time} {city}").format(
                left=said.format(left=shown.words),
                day=phrases.month_day(close.date()),
                time=f"{close:%H:%M}",
                city=city(standing.zone),
            ),
            standing.action,
        ]
    parts += [row.title or row.number, ", ".join(filter(None, (row.seller, phrases.platform(row.platform))))]
    if money := paid(row):
        parts.append(tr("{amount} paid").format(amount=money))
    parts.append(expected(row, today_at(home_zone, now)))
    return " ".join(f"{part}." for part in parts if part)


def status(shown: int, all_orders: int, chosen: Chosen) -> str:
    """The words at the left of the status bar: how many, and what the chosen ones come to."""
    count = counted(_C, "%n order", "%n orders", all_orders)
    if shown != all_orders:
        count = tr("{shown} of {all}").format(shown=grouped(shown), all=count)
    if not chosen.count:
        return count
    chosen_words = counted(_C, "%n selected", "%n selected", chosen.count)
    return " · ".join(filter(None, (f"{count}, {chosen_words}", sums(chosen))))


def sums(chosen: Chosen) -> str:
    """What chosen orders come to; currencies stand side by side."""
    parts = []
    if chosen.paid:
        parts.append(tr("paid {amount}").format(amount=" + ".join(map(phrases.amount, chosen.paid))))
    if chosen.at_stake:
        parts.append(tr("at stake {amount}").format(amount=" + ".join(map(phrases.amount, chosen.at_stake))))
    return " · ".join(parts)


def window_left(row: WindowRow, today: date) -> tuple[Level, str, str]:
    """How urgent a window is, how long it still holds, and its last day, in a few letters."""
    close = row.window.shown_close
    if row.state is State.CLOSED:
        words = tr("done") if row.window.done_at is not None else tr("ended")
        level = Level.DONE if row.window.done_at is not None else Level.MISSED
    else:
        level, words = Level(row.urgency.value), _long_left(row.days_left)
    if close is None:
        return level, words, ""
    day = close.astimezone(ZoneInfo(row.window.zone)).date()
    if abs((day - today).days) > 330:
        return level, words, str(day.year)
    return level, words, phrases.short_day(day, day)


def _long_left(days: int | None) -> str:
    if days is None:
        return tr("open")
    if days == 0:
        return tr("today")
    if days < 365:
        return counted(_C, "%n day", "%n days", days)
    return tr("{years} y {months} m").format(years=days // 365, months=days % 365 * 12 // 365)
