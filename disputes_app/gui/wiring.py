"""Joins the window to the library: counts, open cases, the palette, the clock, backup and check."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QMenu

from disputes_app.actions import care
from disputes_app.actions.refresh import refresh_passed
from disputes_app.actions.settings import change_settings
from disputes_app.domain.changes import Changes
from disputes_app.domain.claims import ClaimType
from disputes_app.domain.ids import CaseId, OrderId
from disputes_app.gui import phrases
from disputes_app.gui.arrivals import Arrivals
from disputes_app.gui.calendar_file import CalendarFile
from disputes_app.gui.context import Context
from disputes_app.gui.doors import Doors, OpenSession
from disputes_app.gui.main_window import MainWindow
from disputes_app.gui.neighbours import Neighbours
from disputes_app.gui.packet_files import PacketFiles
from disputes_app.gui.screens.settings import places
from disputes_app.gui.sidebar import OpenCase
from disputes_app.gui.urgency import Level
from disputes_app.gui.widgets.command_palette import Found
from disputes_app.gui.widgets.date_field import written
from disputes_app.gui.words import counted, size
from disputes_app.queries import evidence, overview
from disputes_app.queries.overview import CaseHead
from disputes_app.queries.settings import settings
from disputes_app.queries.today import Group, group_of


class Wiring(QObject):
    """Lives as long as the window. ``start`` shows the first screen and brings old deadlines up to date."""

    def __init__(self, window: MainWindow, context: Context, doors: Doors, open_session: OpenSession) -> None:
        super().__init__(window)
        self._window = window
        self._context = context
        self._day, self._quarter = self._today(), self._quarter_now()
        self._saved = self.tr("Saved here")
        self._library_menu = QMenu(window)
        self._calendar = CalendarFile(window, context)
        self._packets = PacketFiles(window, context)
        self._packets.case_taken.connect(partial(window.go_to, "case"))
        window.minute_passed.connect(self._on_minute)
        window.visited.connect(self._show_counts)
        context.changes.announced.connect(self._on_changed)
        window.set_palette_provider(self._found)
        for command, handler in {
            "new_order": self._new_order,
            "calendar": self._calendar.export,
            "backup": self._backup,
            "check": self._check,
            "settings": self._settings,
            "about": self._about,
            "check_packet": self._packets.check,
            "take_archive": self._packets.take_archive,
        }.items():
            window.handle(command, handler)
        self.arrivals = Arrivals(window, context)
        self.neighbours = Neighbours(window, context, doors, open_session)
        for command in (
            "open_library",
            "open_sample",
            "calendar",
            "backup",
            "check",
            "place:bin",
            "settings",
        ):
            if command in window.actions_.by_id:
                self._library_menu.addAction(window.actions_.by_id[command])

    def start(self, place: str = "today", argument: Any = None) -> None:
        """Show the first screen; what has passed since the last time moves on in the background."""
        self._refresh()
        self._show_counts()
        self._window.go_to(place, argument)
        self._guess()
        self._context.work.act(refresh_passed, done=self._on_moved_on)
        self._context.work.act(care.keep_backup)

    def _guess(self) -> None:
        """A new library takes country and currency from the machine; Welcome and the settings show and change them."""
        mine = settings(self._context.core.library)
        if not (mine.buyer_country or mine.home_currency):
            guessed = places.guessed(QLocale.system())
            if guessed:
                self._context.work.act(partial(change_settings, **guessed))  # type: ignore[arg-type]

    # What the frame shows

    def _refresh(self) -> None:
        core = self._context.core
        counts = evidence.counts(core.library)
        heads = overview.case_heads(core, core.library)
        now, home = self._context.clock(), self._home()
        window = self._window
        window.sidebar.set_counts(
            {
                "today": sum(
                    1 for head in heads if head.lead and group_of(head.lead, now, home) is Group.NOW
                ),
                "orders": counts.orders,
                "cases": counts.open_cases,
                "inbox": counts.unfiled,
            }
        )
        window.sidebar.set_cases([self._open_case(head) for head in heads])
        mine = settings(core.library)
        folder = core.library.folder
        window.set_library(mine.library_name or folder.name, str(folder), self._library_menu)
        window.status.set_rules(self.tr("Rules seen {day}").format(day=written(overview.rules_seen(core))))
        window.status.set_saved(self._saved)
        self._show_clock()

    def _show_counts(self, *_visit: object) -> None:
        """How much there is, until the screen that is shown says more of itself."""
        counts = evidence.counts(self._context.core.library)
        self._window.status.set_counts(
            self.tr("{orders} · {cases} · {files}, {size}").format(
                orders=counted("Wiring", "%n order", "%n orders", counts.orders),
                cases=counted("Wiring", "%n open case", "%n open cases", counts.open_cases),
                files=counted("Wiring", "%n file", "%n files", counts.evidence),
                size=size(counts.evidence_bytes, digits=0),
            )
        )

    def _open_case(self, head: CaseHead) -> OpenCase:
        level, short = Level.LATER, ""
        if head.lead is not None:
            level = phrases.level(head.lead)
            short = phrases.short_left(head.lead, self._context.clock(), self._home())
        spoken = self.tr("{title}, {when}").format(title=head.title, when=short or self.tr("no date"))
        return OpenCase(str(head.id), head.title, level, short, spoken)

    def _show_clock(self) -> None:
        self._window.status.set_zone(overview.clock_words(self._context.core, self._context.core.library))

    def _on_changed(self, _changes: object) -> None:
        self._refresh()
        self._show_counts()

    def _home(self) -> ZoneInfo:
        return ZoneInfo(settings(self._context.core.library).home_zone)

    def _today(self) -> date:
        return self._context.clock().astimezone(self._home()).date()

    def _quarter_now(self) -> int:
        """The quarter of an hour: in every zone of the world a day begins with one."""
        return int(self._context.clock().timestamp()) // 900

    def _on_minute(self) -> None:
        self._show_clock()
        quarter = self._quarter_now()
        if quarter != self._quarter:
            self._quarter = quarter
            today = self._today()
            done = self._on_moved_on if today == self._day else self._on_new_day
            self._day = today
            self._context.work.act(refresh_passed, done=done)

    def _on_moved_on(self, moved: int) -> None:
        if moved:
            self._on_new_day(moved)
        else:
            self._refresh()

    def _on_new_day(self, _moved: int) -> None:
        """All days left are one fewer, whether or not a window has passed."""
        self._context.changes.announce(Changes(everything=True))

    # Ctrl+K

    def _found(self, text: str) -> Sequence[Found]:
        core = self._context.core
        found = [
            Found("scale", head.title, self.tr("case"), ("case", CaseId(head.id)))
            for head in overview.case_heads(core, core.library)
            if text.casefold() in head.title.casefold()
        ]
        for hit in overview.palette_hits(core.library, text):
            icon = {"message": "message-square", "evidence": "paperclip"}.get(hit.kind, "package")
            found.append(Found(icon, hit.words, hit.note, ("order", OrderId(hit.order))))
        return found

    # The library

    def _new_order(self) -> None:
        from disputes_app.gui.screens.order_form.dialog import OrderDialog

        here = self._window.screen_here
        form = OrderDialog(self._context, parent=self._window, item=here.begins_order() if here else None)
        form.complained.connect(self._on_complained)
        form.open()

    def _on_complained(self, order: OrderId, claim: ClaimType) -> None:
        """Something is wrong with the order that was just added: its case is next."""
        from disputes_app.gui.screens.order.screen import OrderScreen

        self._window.go_to("order", order)
        screen = self._window.screen_here
        assert isinstance(screen, OrderScreen)
        screen.complain(claim)

    def _settings(self) -> None:
        from disputes_app.gui.screens.settings.dialog import SettingsDialog

        SettingsDialog(self._context, parent=self._window).open()

    def _backup(self) -> None:
        name = f"disputes-{self._context.clock():%Y-%m-%d}.zip"
        path = self._context.notices.save_file(self.tr("Back up the library"), name, parent=self._window)
        if path is not None:
            self._context.work.act(
                care.back_up, path, done=self._on_backed_up, label=self.tr("Backing up"), quiet=False
            )

    def _on_backed_up(self, result: Any) -> None:
        self._context.notices.say(self.tr("Backed up to {path} and read back").format(path=result.path))
        zone = ZoneInfo(settings(self._context.core.library).home_zone)
        local = self._context.clock().astimezone(zone)
        when = f"{phrases.weekday(local.date(), local.date())}, {local:%H:%M}"
        self._saved = self.tr("Saved here · backup {when}").format(when=when)
        self._window.status.set_saved(self._saved)

    def _check(self) -> None:
        self._context.work.act(
            care.check, done=self._on_checked, label=self.tr("Checking every file"), quiet=False
        )

    def _on_checked(self, report: Any) -> None:
        if report.ok:
            self._context.notices.say(self.tr("Everything is as it was kept"))
        else:
            told = [f"{one.what} ({one.where}). {one.how}" for one in report.problems]
            self._context.notices.faults(told, self._window)

    def _about(self) -> None:
        from disputes_app import __version__

        self._context.notices.say(
            self.tr("Disputes {version}. Not legal advice.").format(version=__version__)
        )
