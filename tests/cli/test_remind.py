"""Reminders: once for each deadline and level, and nothing when there is nothing."""

from __future__ import annotations

import subprocess

import pytest

from disputes_app.actions import reminders
from tests.helpers.commands import fields


@pytest.fixture(autouse=True)
def shown(monkeypatch):
    """What would have been shown on a desktop."""
    seen = []
    monkeypatch.setattr(reminders.shutil, "which", lambda name: name if name == "notify-send" else None)

    class Done:
        returncode = 0

    def run(command, **_):
        seen.append(command)
        return Done()

    monkeypatch.setattr(reminders.subprocess, "run", run)
    return seen


def test_a_deadline_is_told_once_and_again_when_it_presses_more(run, shown):
    run.done("orders", "add", *fields())
    first = run.done("remind", now="2026-03-05T10:00:00+00:00")["reminders"]
    assert [one["level"] for one in first if "AliExpress" in one["action"]] == ["soon"]
    assert run.done("remind", now="2026-03-06T10:00:00+00:00")["reminders"] == []
    closer = run.done("remind", now="2026-03-12T10:42:00+00:00")["reminders"]
    assert [one["level"] for one in closer] == ["close"]
    assert len(shown) == len(first) + len(closer)


def test_nothing_is_told_when_nothing_is_due(run, shown):
    run.done("orders", "add", *fields(delivered_at="2026-03-11T11:42+00:00", ordered_at="2026-03-01"))
    assert run.done("remind", "--within", "3")["reminders"] == []
    assert shown == []


def test_what_was_told_is_not_told_again_because_a_case_is_opened(run):
    run.done("orders", "add", *fields())
    assert run.done("remind")["reminders"]
    run.done("cases", "open", "8193045772164402", "--claim", "defective", "--programme", "aliexpress")
    assert run.done("remind")["reminders"] == []


def test_a_moved_date_is_told_anew(run):
    run.done("orders", "add", *fields())
    assert run.done("remind")["reminders"]
    run.done("orders", "edit", "8193045772164402", "delivered_at=2026-02-28T11:42+00:00")
    assert run.done("remind")["reminders"]


def test_a_reminder_that_cannot_be_remembered_is_not_given(run, shown):
    run.done("orders", "add", *fields())
    memory = run.library / "cache" / "reminded.json"
    memory.mkdir(parents=True)
    answer = run("remind")
    assert (answer.status, answer.out, shown) == (4, "", [])
    assert "cannot be written" in answer.err


@pytest.mark.parametrize("fault", [OSError("no such program"), subprocess.TimeoutExpired("notify-send", 10)])
def test_a_desktop_that_does_not_answer_is_asked_once_and_what_is_due_is_told_all_the_same(
    run, monkeypatch, fault
):
    asked = []

    def ask(command, **_):
        asked.append(command)
        raise fault

    monkeypatch.setattr(reminders.subprocess, "run", ask)
    for number in ("1", "2"):
        run.done("orders", "add", *fields(number=number))
    assert len(run.done("remind")["reminders"]) == 2
    assert len(asked) == 1
