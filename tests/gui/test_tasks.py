"""Work leaves the window's thread and comes back to it, or not at all."""

from __future__ import annotations

import threading
import time
from typing import ClassVar

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QWidget

from disputes_app.errors import Stopped, UserError
from disputes_app.gui.tasks import Tasks
from tests.helpers.gui import ImmediateTasks


class Listener(QObject):
    """Keeps what it is told and on which thread."""

    def __init__(self):
        super().__init__()
        self.results, self.errors, self.steps, self.threads = [], [], [], []
        self.stops = 0

    def on_done(self, result):
        self.results.append(result)
        self.threads.append(QThread.currentThread())

    def on_failed(self, error):
        self.errors.append(error)

    def on_stopped(self):
        self.stops += 1

    def on_progress(self, done, total, what):
        self.steps.append((done, total, what))


@pytest.fixture
def tasks(qapp):
    made = Tasks()
    yield made
    made.close()


def test_work_runs_elsewhere_and_its_result_arrives_on_the_windows_thread(tasks, qtbot):
    listener = Listener()
    tasks.run(threading.get_ident, done=listener.on_done)
    qtbot.waitUntil(lambda: bool(listener.results))
    assert listener.results != [threading.get_ident()]
    assert listener.threads == [QThread.currentThread()]


def test_library_work_is_done_in_turn(tasks, qtbot):
    order = []
    listener = Listener()

    def slow():
        time.sleep(0.05)
        order.append("first")

    tasks.run(slow)
    tasks.run(order.append, "second", done=listener.on_done)
    qtbot.waitUntil(lambda: bool(listener.results))
    assert order == ["first", "second"]


def test_an_error_goes_to_the_method_that_asked_for_it(tasks, qtbot):
    listener = Listener()

    def fail():
        raise UserError("No room left on drive D.")

    tasks.run(fail, failed=listener.on_failed)
    qtbot.waitUntil(lambda: bool(listener.errors))
    assert str(listener.errors[0]) == "No room left on drive D."


def test_an_error_nobody_asked_for_is_told_to_the_window(tasks, qtbot, caplog):
    def fail():
        raise RuntimeError("a fault of ours")

    with qtbot.waitSignal(tasks.failed_unseen) as seen:
        tasks.run(fail, label="counting")
    assert str(seen.args[1]) == "a fault of ours"
    assert "counting failed" in caplog.text


def test_work_that_takes_progress_tells_it_and_can_be_stopped(tasks, qtbot):
    listener = Listener()

    def endless(progress):
        while True:
            progress(1, 10, "page 1 of 10")
            time.sleep(0.005)

    task = tasks.run(
        endless, progress=listener.on_progress, stopped=listener.on_stopped, done=listener.on_done
    )
    qtbot.waitUntil(lambda: bool(listener.steps))
    task.stop()
    qtbot.waitUntil(lambda: listener.stops == 1)
    assert listener.steps[0] == (1, 10, "page 1 of 10")
    assert listener.results == []
    assert task.state == "stopped"


def test_work_stopped_before_its_turn_never_begins(tasks, qtbot):
    listener, begun = Listener(), []
    gate = threading.Event()
    tasks.run(gate.wait)
    task = tasks.run(begun.append, 1, stopped=listener.on_stopped)
    task.stop()
    gate.set()
    qtbot.waitUntil(lambda: listener.stops == 1)
    assert begun == []


def test_a_result_for_a_widget_that_is_gone_is_dropped(tasks, qtbot):
    class Pane(QWidget):
        told: ClassVar[list[object]] = []

        def on_done(self, result):
            self.told.append(result)

    pane = Pane()
    gate = threading.Event()
    tasks.run(gate.wait, done=pane.on_done)
    pane.deleteLater()
    del pane
    qtbot.wait(1)
    gate.set()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert Pane.told == []


def test_only_methods_of_qobjects_may_take_results(tasks):
    with pytest.raises(TypeError, match="method of a QObject"):
        tasks.run(int, done=print)


def test_closing_waits_for_what_runs_and_takes_no_more(qapp):
    tasks, ended, begun = Tasks(), [], threading.Event()

    def until_stopped(progress):
        begun.set()
        try:
            while True:
                progress(0, 0, "")
                time.sleep(0.002)
        except Stopped:
            ended.append("work")
            raise

    tasks.run(until_stopped)
    assert begun.wait(20)
    tasks.close(last=lambda: ended.append("library closed"))
    assert ended == ["work", "library closed"]
    assert tasks.run(ended.append, "late").state == "stopped"
    assert ended == ["work", "library closed"]


def test_closing_still_does_what_waits_and_is_kept_and_nothing_else_that_waits(qapp):
    tasks, done, gate = Tasks(), [], threading.Event()
    tasks.run(gate.wait)
    tasks.run(done.append, "a question")
    tasks.run(done.append, "an edit", is_kept=True)
    threading.Timer(0.05, gate.set).start()
    tasks.close(last=lambda: done.append("library closed"))
    assert done == ["an edit", "library closed"]


def test_results_on_their_way_when_all_closes_are_dropped(qapp):
    tasks, listener = Tasks(), Listener()
    tasks.run(int, done=listener.on_done)
    tasks.close()
    qapp.processEvents()
    assert listener.results == []


def test_many_results_arrive_without_loss(tasks, qtbot):
    # One of the Qt bindings lost a reference at every void call and died after some hundreds of them.
    listener = Listener()
    for number in range(3000):
        tasks.run(int, number, done=listener.on_done, pool=True)
    qtbot.waitUntil(lambda: len(listener.results) == 3000, timeout=20000)
    assert sorted(listener.results) == list(range(3000))


def test_the_stand_in_replies_before_it_returns(qapp):
    listener = Listener()
    tasks = ImmediateTasks()
    tasks.run(int, "7", done=listener.on_done)
    assert listener.results == [7]
    with pytest.raises(ValueError, match="invalid literal"):
        tasks.run(int, "seven")
