"""The way back and forth of a window."""

from __future__ import annotations

from disputes_app.gui.trail import Trail, Visit

TODAY, ORDERS, CASE = Visit("today"), Visit("orders"), Visit("case", 7)


def test_a_new_trail_leads_nowhere():
    trail = Trail()
    assert not trail.back()
    assert not trail.forward()
    assert trail.here is None
    assert not trail.has_past
    assert not trail.has_future


def test_going_where_one_is_leaves_the_way_back_alone():
    trail = Trail()
    assert trail.go(TODAY)
    assert not trail.go(TODAY)
    assert not trail.has_past


def test_back_and_forward_are_each_others_opposite():
    trail = Trail()
    for visit in (TODAY, ORDERS, CASE):
        trail.go(visit)
    assert trail.back()
    assert trail.here == ORDERS
    assert trail.back()
    assert trail.here == TODAY
    assert not trail.back()
    assert trail.forward()
    assert trail.forward()
    assert trail.here == CASE
    assert not trail.forward()


def test_going_on_from_an_earlier_visit_forgets_the_later_ones():
    trail = Trail()
    for visit in (TODAY, ORDERS):
        trail.go(visit)
    trail.back()
    trail.go(CASE)
    assert not trail.has_future
    assert trail.back()
    assert trail.here == TODAY
