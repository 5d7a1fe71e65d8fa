"""One order, all the way to a packet, through the window: by keyboard first, then by mouse."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog

from disputes_app import bootstrap
from disputes_app.actions import packets
from disputes_app.actions.exhibits import add_exhibits, caption_exhibit
from disputes_app.gui.screens.order.case_dialog import CaseDialog
from disputes_app.gui.screens.order_form.dialog import OrderDialog
from disputes_app.queries.cases import case_detail, case_ids
from disputes_app.queries.evidence import evidence_items
from disputes_app.queries.orders import order_ids
from disputes_app.store import checking
from tests.helpers.builders import NOW
from tests.helpers.gui import theme_source
from tests.helpers.opened import a_session, settle

DATA = Path(__file__).parents[1] / "data" / "importers"
HEIC = DATA / "pillow-heif" / "L_exif_xmp_iptc.heic"
PAPERS = [DATA / "invoice2data" / name for name in ("coolblue1.pdf", "AzureInterior.pdf")]
MAILS = [
    DATA / "mail-and-packages" / name
    for name in ("amazon_fwd.eml", "gls_delivering.eml", "usps_out_for_delivery.eml")
]


@pytest.fixture
def session(qapp, monkeypatch, tmp_path):
    """The window on an empty library."""
    theme_source("light")
    folder = tmp_path / "library"
    bootstrap.create_library(folder, lambda: NOW).library.close()
    with a_session(monkeypatch, folder, lambda: NOW) as made:
        made.window.show()
        made.wiring.start()
        yield made


@pytest.fixture
def files(tmp_path):
    """Twelve photographs of a telephone, two papers and three mails."""
    for index in range(11):
        Image.new("RGB", (640, 480), (20 * index, 90, 140)).save(tmp_path / f"IMG_{index:04}.jpg")
    shutil.copy(HEIC, tmp_path / "IMG_0011.heic")
    return [*sorted(tmp_path.glob("IMG_*")), *PAPERS, *MAILS]


def dialog(kind):
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


def typed(qtbot, widget, words: str) -> None:
    qtbot.keyClicks(widget, words)
    qtbot.keyClick(widget, Qt.Key.Key_Tab)


def drop(window, files) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    left, none, copy = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(600, 400), copy, data, left, none))
    QApplication.sendEvent(window, QDropEvent(QPointF(600, 400), copy, data, left, none))


def test_from_an_empty_library_to_a_verified_packet(session, files, qtbot, tmp_path):
    window, context = session.window, session.context
    core = context.core
    settle(qtbot, session)

    # By keyboard: a new order.
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: any(isinstance(one, OrderDialog) for one in QApplication.topLevelWidgets()))
    form = dialog(OrderDialog)
    form.activateWindow()
    qtbot.waitUntil(form.entries.title.hasFocus)
    typed(qtbot, form.entries.title, "Smartwatch")
    typed(qtbot, form.entries.number, "8193 0457 7216 4402")
    typed(qtbot, form.entries.total.editor, "64.80")
    typed(qtbot, form.entries.ordered.editor, "6 feb 2026")
    typed(qtbot, form.entries.shipped.editor, "10 feb")
    typed(qtbot, form.entries.delivered.editor, "27 feb")
    form.entries.delivered_time.setFocus()
    qtbot.keyClick(form.entries.delivered_time, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, session)
    (order,) = order_ids(core, core.library)

    # Dropped on its screen, seventeen files are its evidence.
    window.go_to("order", order)
    settle(qtbot, session)
    drop(window, files)
    settle(qtbot, session)
    items = evidence_items(core.library, order)
    assert len([one for one in items if one.parent_id is None]) == 17

    # By mouse: a case on it.
    screen = window.screen_here
    qtbot.mouseClick(screen.case_button, Qt.MouseButton.LeftButton)
    given = dialog(CaseDialog)
    given.claim.setCurrentIndex(given.claim.findData("defective"))
    qtbot.mouseClick(given.yes, Qt.MouseButton.LeftButton)
    settle(qtbot, session)
    (case,) = case_ids(core.library)

    # Its exhibits: three photographs, put in another order by key, one captioned in place.
    window.go_to("case", case)
    settle(qtbot, session)
    photos = [one.id for one in items if one.media_type.startswith("image/")][:3]
    context.work.act(add_exhibits, case, [("evidence", one) for one in photos])
    settle(qtbot, session)
    first = case_detail(core, core.library, case).exhibits[0].exhibit.id
    context.work.act(caption_exhibit, first, "The screen on the first day")
    settle(qtbot, session)
    assert window.screen_here is not None

    # The packet, and what it proves.
    path = tmp_path / "packet.pdf"
    context.notices.answers.append(path)
    window.screen_here.performs()["make_packet"]()
    qtbot.waitUntil(path.exists, timeout=30_000)
    settle(qtbot, session)
    assert packets.verify_packet(core, path).ok
    folder = core.library.folder
    window.close()
    assert [one for one in checking.check(folder, deep=True).problems if one.severity == "error"] == []
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]


def test_a_click_in_the_sidebar_leads_everywhere(session, qtbot):
    window = session.window
    settle(qtbot, session)
    for place in ("orders", "cases", "inbox", "today"):
        model = window.sidebar.view.model()
        names = [model.index(row, 0).data() for row in range(model.rowCount())]
        wanted = {"orders": "Orders", "cases": "Cases", "inbox": "Evidence inbox", "today": "Today"}[place]
        at = window.sidebar.view.visualRect(model.index(names.index(wanted), 0)).center()
        qtbot.mouseClick(
            window.sidebar.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at.x(), at.y())
        )
        settle(qtbot, session)
        assert window.here.place == place
