"""The rows of the recourse map: open windows by last day, questions, what has passed, what is not open and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from disputes_app.domain.calendars import zone_info
from disputes_app.domain.conditions import GROUPS, Applies, Question
from disputes_app.domain.orders import Order
from disputes_app.domain.programmes import Actor, Kind, Programme
from disputes_app.domain.routes import Route
from disputes_app.domain.urgency import State
from disputes_app.gui.families import ICONS
from disputes_app.gui.paint.window_bar import Span
from disputes_app.gui.phrases import long_day, weekday
from disputes_app.gui.screens.order.loading import OrderView
from disputes_app.gui.screens.order.wording import (
    close_words,
    last_day_words,
    left_words,
    level_of_row,
    translate,
)
from disputes_app.gui.urgency import Level
from disputes_app.gui.words import counted
from disputes_app.queries.deadlines import DueRow, WindowRow


class Sort(StrEnum):
    """What a row of the map is."""

    WINDOW = "window"
    QUESTION = "question"
    CARD = "card"
    GROUP = "group"
    CLOSED = "closed"
    MORE = "more"
    BEST = "best"


@dataclass(frozen=True, kw_only=True)
class MapRow:
    """One row. A question row without a window asks whether routes apply at all; ``about``
    is what its card says.
    """

    key: str
    sort: Sort
    icon: str = ""
    name: str = ""
    rule: str = ""
    left: str = ""
    until: str = ""
    level: Level = Level.LATER
    span: Span | None = None
    window: WindowRow | None = None
    route: Route | None = None
    question: Question | None = None
    due: DueRow | None = None
    about: str = ""
    spoken: str = ""

    @property
    def explains(self) -> bool:
        """Whether selecting it opens a card."""
        return self.sort in (Sort.WINDOW, Sort.QUESTION)


_BANKS = ("uk_section_75", "uk_chargeback", "uk_ombudsman")


def icon_of(programme: Programme) -> str:
    """The fixed icon of a programme's family."""
    return "landmark" if programme.id in _BANKS else ICONS[programme.family]


def window_key(row: WindowRow) -> str:
    """The key of a window's row."""
    return f"window:{row.window.id}"


def map_rows(view: OrderView, *, all_closed: bool = False) -> list[MapRow]:
    """The rows in the order they are shown, without the card."""
    running = [row for row in view.windows if row.state is not State.CLOSED]
    past = [row for row in view.windows if row.state is State.CLOSED]
    dated: list[tuple[datetime, MapRow]] = [(due.closes_at, _due(view, due)) for due in view.detail.row.dues]
    dated += [(row.window.shown_close, _window(view, row)) for row in running if row.window.shown_close]
    made = [row for _, row in sorted(dated, key=lambda pair: pair[0])]
    undated = [row for row in running if row.window.shown_close is None]
    asking = [row for row in undated if row.state is State.NEEDS_DATE]
    made += [_window(view, row) for row in asking]
    made += _asked([route for route in view.routes if route.applies is Applies.UNKNOWN])
    later = [row for row in undated if row not in asking]
    if later:
        words = translate("Order", "No last day yet")
        made.append(MapRow(key="group:later", sort=Sort.GROUP, name=words, spoken=words))
        made += [_window(view, row) for row in later]
    if past:
        words = translate("Order", "Passed or done")
        made.append(MapRow(key="group:past", sort=Sort.GROUP, name=words, spoken=words))
        made += [_window(view, row) for row in past]
    made += _closed(view, all_closed=all_closed)
    if any(route.recommended_order for route in view.routes):
        words = translate("Order", "Best order to use them")
        made.append(MapRow(key="best", sort=Sort.BEST, name=words, spoken=words))
    return made


def _due(view: OrderView, due: DueRow) -> MapRow:
    """A date that was set by hand."""
    day = due.closes_at.astimezone(zone_info(due.zone)).date()
    if due.days_left < 0:
        left = counted("Order", "%n day ago", "%n days ago", -due.days_left)
    elif due.days_left == 0:
        left = translate("Order", "today")
    else:
        left = counted("Order", "%n day", "%n days", due.days_left)
    name, level = due.deadline.action, Level(due.urgency.value)
    rule = due.deadline.reason or translate("Order", "your own date")
    until = weekday(day, view.today)
    return MapRow(
        key=f"due:{due.deadline.id}",
        sort=Sort.WINDOW,
        icon="calendar-clock",
        name=name,
        rule=rule,
        left=left,
        until=until,
        level=level,
        span=Span(due.deadline.added_at, due.closes_at, level),
        due=due,
        about=due.deadline.reason,
        spoken=f"{left}, {until}. {name}. {rule}.",
    )


def _window(view: OrderView, row: WindowRow) -> MapRow:
    window, today = row.window, view.today
    asks = row.state is State.NEEDS_DATE and window.needs is not None
    rule = window.rule.title
    if asks and window.needs is not None:
        rule = window.needs.question
    elif Actor.BUYER not in window.actors and window.kind is Kind.SLA:
        rule = translate("Order", "{rule} (not your clock)").format(rule=rule)
    level = level_of_row(row)
    made = MapRow(
        key=window_key(row),
        sort=Sort.QUESTION if asks else Sort.WINDOW,
        icon=icon_of(window.programme),
        name=window.programme.name,
        rule=rule,
        left=left_words(row, view.now),
        until=last_day_words(row, today),
        level=level,
        span=_span(view, row, level),
        window=row,
        route=next((one for one in view.routes if one.programme is window.programme), None),
        question=Question(window.needs.fact, window.needs.question) if asks and window.needs else None,
    )
    return replace(made, spoken=_spoken(view, made))


def _span(view: OrderView, row: WindowRow, level: Level) -> Span | None:
    window = row.window
    starts: list[date | datetime | None] = [window.opens_at, window.anchor_at, _ordered(view)]
    opens = next((start for start in starts if start is not None), view.today)
    closes = window.shown_close
    if closes is None and row.state in (State.NEEDS_DATE, State.NOT_STARTED):
        return None
    guessed = window.expected or row.state is State.NEEDS_DATE
    return Span(opens, closes, level, is_expected=guessed)


def _ordered(view: OrderView) -> date | None:
    return view.detail.row.ordered_on


def _spoken(view: OrderView, row: MapRow) -> str:
    """The sentence a person would say: days, until when and where, what to do, by which rule."""
    assert row.window is not None
    window = row.window.window
    said = [f"{row.left}, {row.until}" if row.until else row.left]
    if window.shown_close is not None:
        said[0] = translate("Order", "{left}, until {when}").format(
            left=row.left, when=close_words(window.shown_close, window.zone, view.today)
        )
    if row.question is not None:
        said.append(row.question.text)
    said += [window.action, f"{row.name}, {window.rule.title}"]
    if window.used:
        start = window.used[-1].value
        day = start.date() if isinstance(start, datetime) else start
        said.append(translate("Order", "Counted from {day}").format(day=long_day(day)))
    return ". ".join(one.rstrip(".") for one in said) + "."


def _asked(routes: Sequence[Route]) -> list[MapRow]:
    """One row for each question that decides about routes, however many it decides about."""
    by_question: dict[Question | str, list[Route]] = {}
    for route in routes:
        by_question.setdefault(route.questions[0] if route.questions else route.why, []).append(route)
    found = []
    for asked, group in by_question.items():
        question = asked if isinstance(asked, Question) else None
        words = question.text if question else str(asked)
        names = [route.programme.name for route in group]
        name = ", ".join(names[:2])
        if len(names) > 2:
            others = counted("Order", "%n other", "%n others", len(names) - 1)
            name = translate("Order", "{first} and {others}").format(first=names[0], others=others)
        about = translate("Order", "It decides about: {names}.").format(names=", ".join(names))
        icons = {icon_of(route.programme) for route in group}
        found.append(
            MapRow(
                key=f"asked:{question.fact if question else group[0].programme.id}",
                sort=Sort.QUESTION,
                icon=icons.pop() if len(icons) == 1 else "circle-question-mark",
                name=name,
                rule=words,
                left=translate("Order", "a question"),
                question=question,
                about=about if question else words,
                spoken=f"{words} {about}",
            )
        )
    return found


def _closed(view: OrderView, *, all_closed: bool) -> list[MapRow]:
    shut = [route for route in view.routes if route.applies is Applies.NO]
    near = [route for route in shut if not _is_elsewhere(route.programme, view)]
    far = [route for route in shut if _is_elsewhere(route.programme, view)]
    words = translate("Order", "Not open to you")
    note = translate("Order", "and why")
    found = [MapRow(key="group:closed", sort=Sort.GROUP, name=words, rule=note, spoken=f"{words}, {note}")]
    found += [_refused(route) for route in (near + far if all_closed else near)]
    if far:
        more = (
            translate("Order", "Only those near to this order")
            if all_closed
            else translate("Order", "Show {number} of other shops, cards, countries and carriers").format(
                number=len(far)
            )
        )
        found.append(MapRow(key="more", sort=Sort.MORE, name=more, spoken=more))
    return found


def _refused(route: Route) -> MapRow:
    name = (
        f"{route.programme.name}, {route.programme.scheme}"
        if route.programme.scheme
        else route.programme.name
    )
    why = route.why or translate("Order", "It does not cover this")
    return MapRow(
        key=f"closed:{route.programme.id}",
        sort=Sort.CLOSED,
        icon=icon_of(route.programme),
        name=route.programme.name,
        rule=why,
        route=route,
        spoken=f"{name}. {why}.",
    )


def _is_elsewhere(programme: Programme, view: OrderView) -> bool:
    """Whether it fails by the very shop, country, card or carrier: true of the order, but no news to anybody."""
    order: Order = view.detail.order
    paid = {one.card_network.value for one in view.detail.payments if one.card_network}
    carried = {shipment.carrier.lower() for shipment, _ in view.detail.shipments if shipment.carrier}
    known: dict[str, Iterable[str]] = {
        "platform": [order.platform],
        "buyer_country": [order.buyer_country] if order.buyer_country else [],
        "card_network": paid,
        "carrier": carried,
        "amazon_pay": ["no"],
        "role": ["buyer"],
        "cargo": ["no"],
    }
    for condition in programme.when:
        have = known.get(condition.fact)
        if have is None or not condition.any_of:
            continue
        allowed = frozenset().union(*(GROUPS.get(value, {value}) for value in condition.any_of))
        if not allowed & set(have):
            return True
    return False
