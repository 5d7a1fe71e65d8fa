"""The sentences of Today: what a row says in each column, aloud, and what to do first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from disputes_app.domain.claims import ClaimType, words
from disputes_app.domain.urgency import Urgency
from disputes_app.gui import phrases
from disputes_app.gui.words import breakable, counted, shortened
from disputes_app.queries.protection import protection_name
from disputes_app.queries.today import Agenda, AgendaRow, Group

_C = "Today"
_LONGEST_NAME = 90
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def tr(text: str) -> str:
    """The words in the user's language."""
    return QCoreApplication.translate(_C, text)


def number(count: int) -> str:
    """Small numbers as words."""
    return tr(_NUMBERS[count]) if count < len(_NUMBERS) else str(count)


@dataclass(frozen=True)
class RowWords:
    """What one row says."""

    left: phrases.Left
    what: str
    about: str
    rule: str
    why: str
    proof: str
    proof_tone: str
    stake: str
    problem: str
    spoken: str


def row_words(row: AgendaRow, agenda: Agenda, now: datetime) -> RowWords:
    """The words of one row, in the user's language and zone."""
    home = ZoneInfo(agenda.home_zone)
    left = phrases.left(row.next, now, home)
    what = _what(row)
    about = " · ".join(filter(None, (row.item, row.seller)))
    rule, why = _rule(row, agenda, now)
    proof, tone = _proof(row)
    stake = phrases.amount(row.stake) if row.stake else ""
    problem = _problem(row)
    spoken = " ".join(
        f"{part.strip()}."
        for part in (_spoken_left(row, left), what, about, _spoken_stake(stake), proof)
        if part.strip()
    )
    return RowWords(left, what, about, rule, why, proof, tone, stake, problem, spoken)


def _what(row: AgendaRow) -> str:
    if row.next.urgency is Urgency.MISSED and row.move_on is not None:
        action = row.move_on.window.action
        return tr("Move on: {action}").format(action=action[:1].lower() + action[1:])
    return row.next.action


def _rule(row: AgendaRow, agenda: Agenda, now: datetime) -> tuple[str, str]:
    next_ = row.next
    if next_.deadline is not None:
        return _own_reason(next_.deadline.reason)
    window = next_.window
    assert window is not None
    name = protection_name(window)
    if next_.urgency is Urgency.MISSED:
        name = tr("{rule}, missed").format(rule=name)
    why = phrases.counted_from(window, agenda.today)
    if next_.supposed:
        why = tr("earliest day it can mean: {why}").format(why=why)
    # Where the clocks differ the hour matters more than how it was counted, which “Why this date” tells in full.
    times = phrases.both_times(next_.closes_at, next_.zone, now, agenda.home_zone)
    return name, times or why


def _own_reason(reason: str) -> tuple[str, str]:
    """``Refund promised 3 Mar; up to 20 days to arrive`` in two lines, whatever parts it."""
    for mark in ("; ", ": "):
        head, found, rest = reason.partition(mark)
        if found:
            return head, rest
    return tr("Your own date"), reason or tr("set by hand")


def _proof(row: AgendaRow) -> tuple[str, str]:
    """What the meter says, and the tone of the words."""
    if row.refund_promised:
        return tr("Won, waiting"), "good"
    if not row.total:
        return (tr("no claim yet") if row.case is None or row.next.window is None else ""), "ink3"
    missing = row.total - row.have
    if missing:
        return tr("{missing} of {total} missing").format(missing=missing, total=row.total), "warning"
    return tr("all {total} ready").format(total=row.total), "good"


def _problem(row: AgendaRow) -> str:
    if row.refund_promised:
        return tr("on its way")
    return words(ClaimType(row.claim)).lower() if row.claim else ""


def _spoken_left(row: AgendaRow, left: phrases.Left) -> str:
    return tr("{left}, until {day}").format(
        left=left.whole, day=phrases.month_day(row.next.closes_at.astimezone(ZoneInfo(row.next.zone)).date())
    )


def _spoken_stake(stake: str) -> str:
    return tr("{amount} at stake").format(amount=stake) if stake else ""


def headline(agenda: Agenda, now: datetime, strong: str, colours: dict[str, str]) -> str:
    """What to do first, as rich text: ``strong`` is the colour of the first words, ``colours`` those of levels."""
    pressing = [row for row in agenda.rows if row.group is Group.NOW]
    if not agenda.orders:
        return tr(
            "<b>No order is known yet.</b> Add the one these files belong to: then its last days show here."
        )
    if not agenda.rows:
        told = tr("<b>Nothing is due.</b> No last day falls before {day}.")
        return told.format(day=escape(phrases.weekday(agenda.until, agenda.today)))
    first = _first(pressing or list(agenda.rows), now)
    count = len(pressing)
    lead = (tr("{count} thing needs you now.") if count == 1 else tr("{count} things need you now.")).format(
        count=number(count).capitalize()
    )
    if not count:
        lead = tr("Nothing needs you in the next 3 days.")
    what = _what(first)
    told = (
        tr("First, {what} for {item}: {when}{proof}.")
        if count
        else tr("Next, {what} for {item}: {when}{proof}.")
    )
    colour = colours[first.next.urgency.value]
    return f"<span style='font-weight:600;color:{strong}'>{escape(lead)}</span> " + told.format(
        what=escape(what[:1].lower() + what[1:]),
        item=escape(breakable(shortened(first.item, _LONGEST_NAME))),
        when=_when(first, agenda, now).format(f"<span style='font-weight:600;color:{colour}'>", "</span>"),
        proof=escape(_ready(first)),
    )


def _first(rows: list[AgendaRow], now: datetime) -> AgendaRow:
    """The one that closes first among those that still can be done."""
    ahead = [row for row in rows if row.next.closes_at >= now]
    return min(ahead or rows, key=lambda row: row.next.closes_at)


def _when(row: AgendaRow, agenda: Agenda, now: datetime) -> str:
    """``{}`` and ``{}`` stand around the coloured part."""
    next_, home = row.next, ZoneInfo(agenda.home_zone)
    if next_.urgency is Urgency.MISSED:
        return tr("its last day was {{}}{day}{{}}").format(
            day=escape(phrases.weekday(next_.closes_at.astimezone(ZoneInfo(next_.zone)).date(), agenda.today))
        )
    if next_.urgency is Urgency.OPENS and next_.opens_at is not None and next_.opens_at > now:
        opens = next_.opens_at.astimezone(home)
        return tr("it opens {{}}{day} at {time}{{}}").format(
            day=_day_words(opens, now.astimezone(home)), time=f"{opens:%H:%M}"
        )
    closes = next_.closes_at.astimezone(home)
    return tr("it closes {{}}{day} at {time}{{}}").format(
        day=_day_words(closes, now.astimezone(home)), time=f"{closes:%H:%M}"
    )


def _day_words(there: datetime, here: datetime) -> str:
    days = (there.date() - here.date()).days
    if days == 0:
        return tr("tonight") if there.hour >= 18 else tr("today")
    if days == 1:
        return tr("tomorrow")
    return escape(tr("on {day}").format(day=phrases.weekday(there.date(), here.date())))


def _ready(row: AgendaRow) -> str:
    if not row.total or row.refund_promised:
        return ""
    missing = row.total - row.have
    if not missing:
        return tr(" and all {count} proofs are ready").format(count=number(row.total))
    return tr(" and {proofs}").format(
        proofs=counted(_C, "one proof is missing", "%n proofs are missing", missing).replace(
            str(missing), number(missing), 1
        )
    )


def group_words(group: Group, agenda: Agenda) -> tuple[str, str]:
    """A group's name and how far it reaches."""
    if group is Group.NOW:
        return tr("Act now"), tr("next 3 days")
    if group is Group.WEEK:
        until = agenda.today + timedelta(days=7)
        return tr("This week"), tr("to {day}").format(day=phrases.weekday(until, agenda.today))
    return tr("Later"), tr("to {day}").format(day=phrases.weekday(agenda.until, agenda.today))
