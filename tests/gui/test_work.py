"""Actions from the window: they are announced, can be taken back, and their errors are told to somebody."""

from __future__ import annotations

import weakref

import pytest
from PySide6.QtCore import QObject

from disputes_app.actions.orders import add_order, edit_order
from disputes_app.domain.orders import Order
from disputes_app.errors import UserError
from disputes_app.queries.orders import order_count
from tests.helpers.builders import a_library, an_order
from tests.helpers.gui import a_context

LAMP = {"platform": "ebay", "number": "14-11902-77150", "title": "Lamp"}


@pytest.fixture
def context(tmp_path):
    core = a_library(tmp_path)
    yield a_context(core)
    core.library.close()


class Listener(QObject):
    """Keeps what it is told."""

    def __init__(self):
        super().__init__()
        self.results, self.errors, self.stops = [], [], 0

    def on_done(self, result):
        self.results.append(result)

    def on_failed(self, error):
        self.errors.append(error)

    def on_stopped(self):
        self.stops += 1


def count(context) -> int:
    return order_count(context.core, context.core.library)


def test_an_action_is_announced_before_its_result_arrives_and_can_be_undone(context, qtbot):
    listener = Listener()
    with qtbot.waitSignal(context.changes.announced) as announced:
        context.work.act(add_order, LAMP, done=listener.on_done, undo="Order added")
    (done,) = listener.results
    assert announced.args[0].touches_order(done.value)
    (words, undo) = context.notices.undos[0]
    assert words == "Order added"
    undo()
    assert count(context) == 0
    assert len(context.notices.undos) == 1


def test_without_words_no_undo_is_offered(context):
    context.work.act(add_order, LAMP)
    assert count(context) == 1
    assert context.notices.undos == []


def test_an_error_goes_to_who_asked_for_it(context):
    listener = Listener()
    context.work.act(add_order, {"title": "Lamp"}, failed=listener.on_failed)
    assert isinstance(listener.errors[0], UserError)
    assert context.notices.errors == []


def test_an_error_nobody_asked_for_is_told(context):
    context.work.act(add_order, {"title": "Lamp"})
    assert "An order needs its platform" in context.notices.errors[0]
    assert count(context) == 0


def test_a_result_for_somebody_who_is_gone_is_dropped_and_the_change_is_told_all_the_same(context, qtbot):
    listener = Listener()
    method = listener.on_done
    with qtbot.waitSignal(context.changes.announced):
        context.work.act(_with_listener_gone, listener, done=method)
    assert count(context) == 1


def _with_listener_gone(core, listener):
    import shiboken6

    shiboken6.delete(listener)
    return add_order(core, LAMP)


def test_a_query_is_given_the_core_and_its_reader(context):
    listener = Listener()
    an_order(context.core)
    context.work.ask(order_count, done=listener.on_done)
    assert listener.results == [1]


def test_an_edit_says_the_first_last_day_it_moved_and_how_many_others(context):
    order = an_order(context.core, confirmed_at="")
    context.work.act(edit_order, order, {"delivered_at": "2026-03-01"}, undo="Date saved")
    said, _ = context.notices.undos[-1]
    first, *others = said.removeprefix("Date saved · ").split(" · ")
    assert first.endswith("13 Mar 2026 becomes 15 Mar 2026; delivered is 1 Mar 2026, not 27 Feb 2026")
    assert others == ["3 more last days moved"]


def test_an_action_with_a_progress_is_given_one(context):
    steps = []
    context.tasks.moved.connect(lambda task: steps.append((task.done, task.total, task.what)))
    context.work.act(_in_three_steps, label="Counting", quiet=False)
    assert steps[-1] == (3, 3, "third")


def _in_three_steps(_core, progress):
    for number, what in enumerate(("first", "second", "third"), start=1):
        progress(number, 3, what)


def test_several_actions_are_taken_back_the_last_one_first(context):
    first = add_order(context.core, LAMP)
    second = edit_order(context.core, first.value, {"title": "Reading lamp"})
    context.work.note("Order added and named", [first.journal, second.journal])
    context.work.undo()
    assert count(context) == 0
    assert context.notices.errors == []
    context.work.redo()
    assert context.core.library.load(Order, first.value).title == "Reading lamp"


def test_everything_is_taken_back_in_turn_and_something_new_ends_what_could_be_done_again(context):
    context.work.act(add_order, LAMP, undo="Order added")
    context.work.act(
        edit_order, context.core.library.value("SELECT id FROM orders"), {"title": "Torch"}, undo="Edited"
    )
    context.work.undo()
    context.work.undo()
    assert count(context) == 0
    assert [one.words for one in context.work.future] == ["Edited", "Order added"]
    context.work.redo()
    assert count(context) == 1
    context.work.act(add_order, LAMP | {"number": "2"}, undo="Order added")
    assert context.work.future == []
    assert len(context.work.past) == 2


def test_several_actions_of_which_one_cannot_be_taken_back_stay_all(context):
    first = add_order(context.core, LAMP)
    second = add_order(context.core, LAMP | {"number": "2"})
    edit_order(context.core, first.value, {"title": "Reading lamp"})
    context.work.note("Two orders added", [first.journal, second.journal])
    context.work.undo()
    assert count(context) == 2
    assert "changed again since" in str(context.notices.errors[-1])
    assert (context.work.past, context.work.future) == ([], [])


def test_a_work_with_actions_behind_it_ends_with_its_last_reference(tmp_path):
    """Were the actions its children and referred to it, Qt would delete them twice and corrupt memory."""
    core = a_library(tmp_path)
    work = a_context(core).work
    work.act(add_order, LAMP)
    work.act(add_order, {"title": "Lamp"})
    assert work.children() == []
    ended = weakref.ref(work)
    del work
    assert ended() is None
    core.library.close()
