"""The case screen: the checklist, the exhibits, and the packet that follows every change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QWidget

from disputes_app.actions import cases, evidence, exhibits, imports, packets
from disputes_app.domain.claims import Stage
from disputes_app.domain.conditions import Applies
from disputes_app.domain.ids import CaseId
from disputes_app.gui import phrases
from disputes_app.gui import theme as themes
from disputes_app.gui.context import Context
from disputes_app.gui.remember import RememberedSplitter
from disputes_app.gui.screen import Screen
from disputes_app.gui.screens.case.checklist import Checklist
from disputes_app.gui.screens.case.cover import CoverDialog
from disputes_app.gui.screens.case.dialogs import (
    CloseDialog,
    EditDialog,
    FiledDialog,
    RouteDialog,
    StageDialog,
)
from disputes_app.gui.screens.case.exhibits import ExhibitsModel, ExhibitsView
from disputes_app.gui.screens.case.loading import CaseView, load, steps
from disputes_app.gui.screens.case.pages import PacketPane
from disputes_app.gui.thumbnails import Thumbnails
from disputes_app.gui.urgency import Level
from disputes_app.gui.widgets.bars import CrumbBar, PaneHeader
from disputes_app.gui.widgets.buttons import Button, IconButton, MenuButton
from disputes_app.gui.widgets.labels import Badge, UrgencyLabel, label
from disputes_app.gui.widgets.panels import column, panel, row
from disputes_app.gui.widgets.segments import Segments
from disputes_app.gui.widgets.states import EmptyState
from disputes_app.gui.widgets.stepper import Stepper
from disputes_app.gui.words import counted
from disputes_app.queries.cases import ExhibitRow
from disputes_app.queries.packet_content import packet_content
from disputes_app.queries.packet_preview import presets
from disputes_app.queries.routes import routes


class CaseScreen(Screen):
    """``open`` takes a case's id."""

    title = "Case"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._case: CaseId | None = None
        self._narrow = False
        self._codes: tuple[str, ...] = ()
        self.view: CaseView | None = None
        self.pictures = Thumbnails(context, self)
        self.pictures.came.connect(self._on_picture_came)
        self.bar = self._make_bar()
        self.head = self._make_head()
        self.checklist = Checklist()
        self.checklist.add_wanted.connect(self._on_proof_wanted)
        self.model = ExhibitsModel(self)
        self.exhibits = ExhibitsView(self.model, self.pictures)
        self.middle = self._make_middle()
        self.packet = PacketPane(context)
        self.packet.built.connect(self.model.set_pages)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        for part in (self.checklist, self.middle, self.packet):
            self.splitter.addWidget(part)
        self.splitter.setStretchFactor(2, 1)
        self.splitter.setSizes([themes.scaled(296), themes.scaled(404), themes.scaled(528)])
        RememberedSplitter(self.splitter, context.settings, "case")
        self.tabs = Segments(
            [
                ("exhibits", self.tr("Exhibits")),
                ("checklist", self.tr("Checklist")),
                ("packet", self.tr("Packet")),
            ],
            self.tr("Pane"),
        )
        self.tabs.chosen.connect(self._on_tab)
        self.tab_bar = panel("chrome", "edge-bottom")
        row(self.tabs, None, edge=(16, 6, 12, 6), parent=self.tab_bar)
        whole = QWidget()
        column(self.head, self.tab_bar, self.splitter, gap=0, parent=whole).setStretch(2, 1)
        self.gone = EmptyState(
            self.tr("This case is not there any more."),
            self.tr("It may have been removed in another window."),
            self.tr("Go to Cases"),
        )
        self.gone.acted.connect(self._go_to_cases)
        self.content = QStackedWidget()
        self.content.addWidget(whole)
        self.content.addWidget(self.gone)
        column(self.bar, self.content, gap=0, parent=self).setStretch(1, 1)
        self._wire()
        self._arrange()

    # Building

    def _make_bar(self) -> CrumbBar:
        bar = CrumbBar(self.tr("Cases"))
        bar.back.connect(partial(self.go.emit, "back", None))
        bar.upward.connect(self._go_to_cases)
        self.route = Badge("", Level.LATER)
        bar.add_left(self.route)
        self.menu = QMenu(self)
        for words, slot in (
            (self.tr("Edit case…"), self._edit),
            (self.tr("The case goes on…"), self._advance),
            (self.tr("Next route…"), self._next_route),
            (self.tr("Close case…"), self._close),
            (self.tr("Open order"), self._open_order),
        ):
            self.menu.addAction(words, slot)
        self.more = IconButton("ellipsis", self.tr("More"))
        self.more.setMenu(self.menu)
        self.more.setPopupMode(self.more.ToolButtonPopupMode.InstantPopup)
        self.file = Button(self.tr("Mark as filed…"), "send")
        self.file.clicked.connect(self._mark_filed)
        self.make = Button(self.tr("Make packet…"), "file-output", "primary")
        self.make.clicked.connect(self._make_packet)
        for part in (self.more, self.file, self.make):
            bar.add_right(part)
        return bar

    def _make_head(self) -> QWidget:
        made = panel("surface", "edge-bottom")
        self.stepper = Stepper()
        self.left = UrgencyLabel(Level.LATER, "", "order")
        self.until = label("", "second", "ink2")
        right = column(self.left, self.until, gap=2)
        right.setAlignment(self.left, Qt.AlignmentFlag.AlignRight)
        right.setAlignment(self.until, Qt.AlignmentFlag.AlignRight)
        row(self.stepper, 24, right, edge=(20, 14, 16, 12), parent=made).setStretch(0, 1)
        return made

    def _make_middle(self) -> QWidget:
        made = panel("surface", "")
        self.middle_head = PaneHeader(self.tr("Exhibits"))
        self.add_menu = QMenu(self)
        self.add_menu.aboutToShow.connect(self._fill_add_menu)
        self.add = MenuButton(self.tr("Add"), self.add_menu, "plus")
        self.cover = IconButton("eye-off", self.tr("Cover areas…"))
        self.cover.clicked.connect(self._cover)
        self.up = IconButton("arrow-up", self.tr("Move up"), "Alt+Up")
        self.down = IconButton("arrow-down", self.tr("Move down"), "Alt+Down")
        self.up.clicked.connect(partial(self.exhibits.shift, -1))
        self.down.clicked.connect(partial(self.exhibits.shift, 1))
        for part in (self.up, self.down, self.cover, self.add):
            self.middle_head.add_right(part)
        self.no_exhibits = EmptyState(
            self.tr("No exhibit yet"),
            self.tr("Drop photos, screenshots or PDFs here, or choose from what the order has."),
            self.tr("Add files…"),
        )
        self.no_exhibits.acted.connect(self._add_files)
        self.lists = QStackedWidget()
        self.lists.addWidget(self.exhibits)
        self.lists.addWidget(self.no_exhibits)
        hint = panel("surface", "edge-top")
        self.also = label("", "second", "ink2", wrap=True)
        column(
            label(self.tr("Also in the packet"), "strong"),
            self.also,
            gap=4,
            edge=(16, 10, 16, 12),
            parent=hint,
        )
        column(self.middle_head, self.lists, hint, gap=0, parent=made).setStretch(1, 1)
        made.setAcceptDrops(True)
        return made

    def _wire(self) -> None:
        self.model.captioned.connect(self._on_captioned)
        self.model.ordered.connect(self._on_ordered)
        self.exhibits.files_dropped.connect(self._on_files)
        self.exhibits.removed.connect(self._remove)
        self.exhibits.doubleClicked.connect(self._on_double_clicked)
        self.packet.preset_chosen.connect(self._show_also)

    # What the window asks of a screen

    def open(self, argument: Any) -> None:
        case = CaseId(int(argument))
        if case != self._case:
            self._case, self.stale = case, True

    def refresh(self) -> None:
        if self._case is None:
            return
        try:
            view = load(self.context.core, self._case, self.context.clock())
        except LookupError:
            self.content.setCurrentWidget(self.gone)
            return
        chosen = self.exhibits.chosen()
        self.view = view
        self.content.setCurrentIndex(0)
        self._show_head(view)
        self.checklist.show_case(view)
        self.model.set_rows(view)
        self.middle_head.set_note(str(len(self.model.rows)) if self.model.rows else "")
        self.lists.setCurrentWidget(self.exhibits if self.model.rows else self.no_exhibits)
        ids = [one.exhibit.id for one in self.model.rows]
        if ids:
            place = ids.index(chosen.exhibit.id) if chosen and chosen.exhibit.id in ids else 0
            self.exhibits.setCurrentIndex(self.model.index(place))
        for part in (self.up, self.down):
            part.setEnabled(len(ids) > 1 and not self.model.is_fixed)
        self.cover.setEnabled(bool(ids))
        self.packet.show_case(view)
        self._show_also()
        self.status_changed.emit(self._status(view))
        self.commands_changed.emit()

    def on_changes(self, changes: Any) -> None:
        if (
            self._case is None
            or changes.touches_case(self._case)
            or (self.view and any(changes.touches_order(one.order.id) for one in self.view.detail.orders))
        ):
            self.refresh()

    def performs(self) -> Mapping[str, Callable[[], object]]:
        if self.view is None:
            return {}
        found: dict[str, Callable[[], object]] = {
            "make_packet": self._make_packet,
            "move_up": partial(self.exhibits.shift, -1),
            "move_down": partial(self.exhibits.shift, 1),
            "edit": self._rename,
        }
        return found if self.view.is_filed else found | {"mark_filed": self._mark_filed}

    def panes(self) -> Sequence[QWidget]:
        return (self.checklist.area, self.exhibits, self.packet.pages)

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self._arrange()

    def _arrange(self) -> None:
        """Three panes side by side, or one at a time with a choice above."""
        if not hasattr(self, "tabs"):
            return
        self.tab_bar.setVisible(self._narrow)
        panes = {"exhibits": self.middle, "checklist": self.checklist, "packet": self.packet}
        for name, pane in panes.items():
            pane.setVisible(not self._narrow or self.tabs.chosen_id == name)

    def _on_tab(self, _tab: str) -> None:
        self._arrange()

    # Showing

    def _show_head(self, view: CaseView) -> None:
        case = view.detail.case
        self.bar.set_title(case.title)
        self.route.setVisible(bool(view.programme))
        self.route.set_badge(view.programme, Level.LATER)
        self.file.setVisible(not view.is_filed)
        found, at = steps(view)
        self.stepper.set_steps(found, at)
        standing = view.standing
        self.left.setVisible(standing is not None)
        if standing is None:
            ended = self.tr("closed") if view.is_closed else self.tr("no date yet")
            self.until.setText(ended)
            return
        left = phrases.left(standing, view.now, view.home)
        self.left.set_urgency(phrases.level(standing), left.whole)
        self.left.setToolTip(standing.action)
        there = standing.closes_at.astimezone(ZoneInfo(standing.zone))
        both = phrases.both_times(standing.closes_at, standing.zone, view.now, view.home_zone)
        day = phrases.weekday(there.date(), view.today)
        when = f"{day}, {both}" if both else f"{day}, {there:%H:%M}"
        self.until.setText(f"{standing.action} · {when}")

    def _show_also(self, _preset: str = "") -> None:
        names = {
            "cover": self.tr("cover"), "index": self.tr("index"), "chronology": self.tr("chronology"),
            "statement": self.tr("statement"), "facts": self.tr("order and payment"),
            "messages": self.tr("message log"), "attachments": self.tr("received papers"),
            "integrity": self.tr("integrity annex"),
        }  # fmt: skip
        chosen = next((one for one in presets() if one.id == self.packet.preset), None)
        if chosen is not None:
            self.also.setText(
                ", ".join(names[part] for part in chosen.sections if part in names).capitalize()
            )

    def _status(self, view: CaseView) -> str:
        return " · ".join(
            (
                view.detail.case.number,
                counted("Case", "%n exhibit", "%n exhibits", len(view.detail.exhibits)),
                counted("Case", "%n packet made", "%n packets made", len(view.detail.packets)),
            )
        )

    def _on_picture_came(self, _sha256: str) -> None:
        self.exhibits.viewport().update()

    # Exhibits

    def _fill_add_menu(self) -> None:
        self.add_menu.clear()
        self.add_menu.addAction(self.tr("Files…"), self._add_files)
        if self.view is None:
            return
        for order in self.view.detail.orders:
            kinds: list[tuple[str, str, list[tuple[int, str]]]] = [
                ("evidence", self.tr("From this order"), [(one.id, one.caption or one.name) for one in order.evidence]),
                ("message", self.tr("A message"), [(one.id, _first_words(one.sender, one.text)) for one in order.messages]),
                ("shipment", self.tr("Tracking history"),
                 [(one.id, f"{one.carrier} {one.tracking_number}") for one, _ in order.shipments]),
            ]  # fmt: skip
            taken: dict[str, set[int]] = {
                "evidence": {row.evidence.id for row in self.view.detail.exhibits if row.evidence},
                "message": {row.message.id for row in self.view.detail.exhibits if row.message},
                "shipment": {row.shipment.id for row in self.view.detail.exhibits if row.shipment},
            }
            for kind, words, choices in kinds:
                free = [(number, name) for number, name in choices if number not in taken[kind]]
                if free:
                    menu = self.add_menu.addMenu(words)
                    for number, name in free:
                        menu.addAction(
                            name.replace("&", "&&")[:70], partial(self._add_sources, [(kind, number)])
                        )

    def _add_sources(self, sources: Sequence[tuple[str, int]]) -> None:
        self.context.work.act(exhibits.add_exhibits, self._case, list(sources), undo=self.tr("Exhibit added"))

    def _add_files(self) -> None:
        self._codes = ()
        self._on_files(self.context.notices.open_files(self.tr("Add files"), parent=self))

    def _on_proof_wanted(self, codes: tuple[str, ...]) -> None:
        files = self.context.notices.open_files(self.tr("Add files"), parent=self)
        self._codes = codes[:1]
        self._on_files(files)

    def _on_files(self, files: Sequence[Path]) -> None:
        if files and self.view is not None:
            order = self.view.detail.orders[0].order.id
            self.context.work.act(
                imports.import_paths, list(files), order=order, done=self._on_imported,
                label=self.tr("Taking in files"), quiet=False,
            )  # fmt: skip

    def _on_imported(self, report: imports.ImportReport) -> None:
        if report.rejected:
            self.context.notices.error("\n".join(item.reason for item in report.rejected), self)
        taken = [item.evidence for item in report.items if item.evidence is not None]
        for code in self._codes:
            for one in taken:
                self.context.work.act(evidence.describe_evidence, one, proves=code)
        self._codes = ()
        if taken:
            self._add_sources([("evidence", one) for one in taken])

    def _on_captioned(self, exhibit: Any, caption: str) -> None:
        self.context.work.act(exhibits.caption_exhibit, exhibit, caption, undo=self.tr("Caption changed"))

    def _on_ordered(self, ids: list[Any]) -> None:
        self.context.work.act(exhibits.order_exhibits, self._case, ids, undo=self.tr("Exhibits moved"))

    def _remove(self, exhibit: ExhibitRow) -> None:
        self.context.work.act(
            exhibits.remove_exhibit, exhibit.exhibit.id,
            undo=self.tr("Exhibit {letter} taken out").format(letter=exhibit.letter),
        )  # fmt: skip

    def _rename(self) -> None:
        if self.exhibits.currentIndex().isValid():
            self.exhibits.edit(self.exhibits.currentIndex())

    def _on_double_clicked(self, _index: object) -> None:
        self._cover()

    def _cover(self) -> None:
        """The picture is drawn large first, off this thread; then the dialog opens on it."""
        chosen = self.exhibits.chosen()
        if chosen is None or chosen.evidence is None:
            self.context.notices.say(self.tr("Only pictures and documents can be covered."))
            return
        self.context.tasks.run(
            _large, chosen, self.context.core.library.evidence.path(chosen.evidence.sha256),
            done=self._on_large, label=self.tr("Drawing the exhibit"), pool=True,
        )  # fmt: skip

    def _on_large(self, drawn: tuple[ExhibitRow, bytes]) -> None:
        exhibit, data = drawn
        picture = QPixmap()
        picture.loadFromData(data)
        boxes = [(box.x, box.y, box.width, box.height) for box in exhibit.boxes if box.page == 1]
        dialog = CoverDialog(exhibit.title, picture, boxes, self)
        dialog.covered.connect(partial(self._on_covered, exhibit.exhibit.id))
        dialog.uncovered.connect(partial(self._on_uncovered, exhibit.exhibit.id))
        dialog.open()

    def _on_covered(self, exhibit: Any, box: tuple[float, float, float, float]) -> None:
        self.context.work.act(exhibits.redact_exhibit, exhibit, box, undo=self.tr("Area covered"))

    def _on_uncovered(self, exhibit: Any) -> None:
        self.context.work.act(exhibits.uncover_exhibit, exhibit, undo=self.tr("Covered areas removed"))

    # The case itself

    def _mark_filed(self) -> None:
        if self.view is None or self.view.is_filed:
            return
        dialog = FiledDialog(self.view, self)
        dialog.asked.connect(partial(self._on_filed, dialog))
        dialog.open()

    def _on_filed(self, dialog: FiledDialog) -> None:
        number = dialog.number.text().strip()
        if self.view is not None and number != self.view.detail.case.platform_number:
            self.context.work.act(cases.describe_case, self._case, platform_number=number)
        self.context.work.act(
            cases.advance_case, self._case, Stage.OPENED, dialog.day.day, done=dialog.finish, failed=dialog.refuse,
            undo=self.tr("Marked as filed"),
        )  # fmt: skip

    def _advance(self) -> None:
        if self.view is not None:
            dialog = StageDialog(self.view, self)
            dialog.asked.connect(partial(self._on_advanced, dialog))
            dialog.open()

    def _on_advanced(self, dialog: StageDialog) -> None:
        self.context.work.act(
            cases.advance_case, self._case, dialog.chosen, dialog.day.day, dialog.note.text().strip(),
            done=dialog.finish, failed=dialog.refuse, undo=self.tr("Stage noted"),
        )  # fmt: skip

    def _close(self) -> None:
        if self.view is not None:
            dialog = CloseDialog(self.view.detail.case, self)
            dialog.asked.connect(partial(self._on_closed, dialog))
            dialog.open()

    def _on_closed(self, dialog: CloseDialog) -> None:
        self.context.work.act(
            cases.close_case, self._case, dialog.chosen, recovered=dialog.money,
            done=dialog.finish, failed=dialog.refuse, undo=self.tr("Case closed"),
        )  # fmt: skip

    def _next_route(self) -> None:
        if self.view is None:
            return
        core = self.context.core
        found = routes(core, core.library, self.view.detail.orders[0].order.id)
        others = [
            one.programme
            for one in sorted(found, key=lambda one: one.recommended_order or 99)
            if one.applies is not Applies.NO and one.programme.id != self.view.detail.case.programme
        ]
        dialog = RouteDialog(others, self)
        dialog.asked.connect(partial(self._on_next_route, dialog))
        dialog.open()

    def _on_next_route(self, dialog: RouteDialog) -> None:
        self.context.work.act(
            cases.next_route, self._case, dialog.programme.currentData(), done=self._on_routed, failed=dialog.refuse,
            undo=self.tr("Taken to the next route"),
        )  # fmt: skip
        dialog.accept()

    def _on_routed(self, done: Any) -> None:
        self.go.emit("case", done.value)

    def _edit(self) -> None:
        if self.view is not None:
            chosen = next(one for one in presets() if one.id == self.packet.preset)
            self.context.work.ask(packet_content, self._case, chosen, done=self._on_edit)

    def _on_edit(self, content: Any) -> None:
        if self.view is not None:
            dialog = EditDialog(self.view, content.statement, self)
            dialog.asked.connect(partial(self._on_edited, dialog))
            dialog.open()

    def _on_edited(self, dialog: EditDialog) -> None:
        assert self.view is not None
        changed = dialog.changes(self.view.detail.case)
        if not changed:
            dialog.accept()
            return
        self.context.work.act(
            cases.describe_case, self._case, done=dialog.finish, failed=dialog.refuse, undo=self.tr("Case edited"),
            **changed,  # type: ignore[arg-type]
        )  # fmt: skip

    def _make_packet(self) -> None:
        """Never blocked by missing proof: what is missing is said, then it is made."""
        if self.view is None:
            return
        case = self.view.detail.case
        name = f"{case.title} {case.number}".replace("/", "-").replace("\\", "-")
        path = self.context.notices.save_file(
            self.tr("Make packet"), f"{name}.pdf", self.tr("PDF (*.pdf)"), self
        )
        if path is not None:
            self.context.work.act(
                packets.build_packet, self._case, path, preset=self.packet.preset, done=self._on_made,
                label=self.tr("Making packet"), quiet=False,
            )  # fmt: skip

    def _on_made(self, done: Any) -> None:
        file = done.value.files[0]
        missing = len(self.view.detail.readiness.missing) if self.view else 0
        said = self.tr("Packet made: {name}, {pages} pages. SHA-256 {sha}…").format(
            name=file.path.name, pages=file.pages, sha=file.sha256[:12]
        )
        if missing:
            said += " " + counted("Case", "%n proof is missing.", "%n proofs are missing.", missing)
        # After the refresh that the change brings, so that the words stay.
        QTimer.singleShot(0, self, partial(self.context.notices.say, said))

    def _open_order(self) -> None:
        if self.view is not None:
            self.go.emit("order", self.view.detail.orders[0].order.id)

    def _go_to_cases(self) -> None:
        self.go.emit("cases", None)


def _first_words(sender: str, words: str) -> str:
    return f"{sender}: {' '.join(words.split())[:50]}"


def _large(exhibit: ExhibitRow, path: Path) -> tuple[ExhibitRow, bytes]:
    from disputes_app.queries.thumbnails import large_picture

    return exhibit, large_picture(path)
