"""What comes into the window from outside: files dragged over it and dropped, and what is on the clipboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication

from disputes_app.gui.main_window import MainWindow
from disputes_app.gui.navigation import Place
from disputes_app.gui.screen import Screen


@pytest.fixture
def window(context, qtbot):
    """A window that takes in nothing: it only tells what came."""
    made = MainWindow(context, (Place("today", "Today", "sun", Screen, "Ctrl+1", 0),))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def dragged(window, kind, mime):
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = kind(QPoint(5, 5), Qt.DropAction.CopyAction, mime, left, none)
    QApplication.sendEvent(window, event)
    return event


def dropped_on(window, mime):
    dragged(window, QDragEnterEvent, mime)
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(window, event)


def test_files_dropped_anywhere_are_told(window, qtbot, tmp_path):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.eml")), QUrl("https://shop.example/b")])
    with qtbot.waitSignal(window.intake.files) as told:
        dropped_on(window, mime)
    assert [Path(path) for path in told.args[0]] == [tmp_path / "a.eml"]


def test_files_over_the_window_are_invited_and_other_things_are_not(window, tmp_path):
    files, words = QMimeData(), QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.eml"))])
    words.setText("a.eml")
    dragged(window, QDragEnterEvent, words)
    assert window.intake.veil.isHidden()
    assert dragged(window, QDragEnterEvent, files).isAccepted()
    assert dragged(window, QDragMoveEvent, files).isAccepted()
    assert not window.intake.veil.isHidden()
    assert window.intake.veil.size() == window.size()
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert window.intake.veil.isHidden()
    dragged(window, QDragMoveEvent, files)
    dropped_on(window, files)
    assert window.intake.veil.isHidden()


def test_the_clipboard_gives_files_then_pictures_then_text(window, qtbot, tmp_path):
    files, picture, words = QMimeData(), QMimeData(), QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    picture.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    words.setText("Order 8193 0457")
    for mime, signal in (
        (files, window.intake.files),
        (picture, window.intake.picture),
        (words, window.intake.text),
    ):
        with qtbot.waitSignal(signal):
            window.intake.take(mime)
    window.intake.take(QMimeData())
    assert window.context.notices.sentences == ["There is nothing on the clipboard to import."]
