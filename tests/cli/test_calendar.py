"""Deadlines in a calendar: the right instants, alarms before them, and the same names however dates move."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from icalendar import Calendar

from tests.helpers.commands import fields


def _events(path):
    return {str(event["uid"]): event for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT")}


def test_an_event_ends_with_its_window_and_rings_before(run, tmp_path):
    run.done("orders", "add", *fields())
    path = tmp_path / "deadlines.ics"
    said = run.done("calendar", "-o", path)["events"]
    events = _events(path)
    assert len(events) == said
    watch = next(event for event in events.values() if "AliExpress" in event["summary"])
    assert watch["dtend"].dt == datetime(2026, 3, 15, 6, 59, 59, tzinfo=UTC)
    alarms = [alarm["trigger"].dt for alarm in watch.walk("VALARM")]
    # Less than three days are left: the alarms of seven and three days would be in the past.
    assert alarms == [-timedelta(days=1), -timedelta(hours=3)]


def test_a_moved_date_keeps_its_name(run, tmp_path):
    run.done("orders", "add", *fields())
    path = tmp_path / "deadlines.ics"
    run.done("calendar", "-o", path)
    before = _events(path)
    run.done("orders", "edit", "8193045772164402", "delivered_at=2026-03-01T11:42+00:00")
    run.done("calendar", "-o", path)
    after = _events(path)
    assert before.keys() == after.keys()
    moved = [uid for uid in before if before[uid]["dtend"].dt != after[uid]["dtend"].dt]
    assert moved


def test_a_deadline_keeps_its_name_when_a_case_is_opened_and_each_case_has_its_own(run, tmp_path):
    run.done("orders", "add", *fields())
    path = tmp_path / "deadlines.ics"
    run.done("calendar", "-o", path)
    before = _events(path)
    for _ in range(2):
        run.done("cases", "open", "8193045772164402", "--claim", "defective", "--programme", "aliexpress")
    said = run.done("calendar", "-o", path)["events"]
    after = _events(path)
    assert len(after) == said
    before, after = ({uid: str(one["summary"]) for uid, one in events.items()} for events in (before, after))
    kept = {uid for uid in before if before[uid] == after.get(uid)}
    assert {before[uid] for uid in kept} == set(after.values())
    assert len(after) == 2 * len(kept)


def test_reminders_of_their_own_stand_before_each_deadline_and_follow_it_when_it_moves(run, tmp_path):
    run.done("orders", "add", *fields())
    path = tmp_path / "deadlines.ics"
    said = run.done("calendar", "-o", path, "--reminders")
    before = _events(path)
    assert said["events"] == len(before) == 4 * said["deadlines"]
    run.done("orders", "edit", "8193045772164402", "delivered_at=2026-03-01T11:42+00:00")
    run.done("calendar", "-o", path, "--reminders", now="2026-03-12T10:50:00+00:00")
    after = _events(path)
    assert before.keys() == after.keys()
    uid = next(
        uid for uid, event in after.items() if event["summary"].startswith("Open a dispute on AliExpress")
    )
    name, domain = uid.split("@")
    for days in (7, 3, 1):
        reminder = after[f"{name}-{days}@{domain}"]
        assert after[uid]["dtend"].dt - reminder["dtstart"].dt == timedelta(days=days)
        assert reminder["summary"].startswith(f"{days} day")
        assert reminder["dtstart"].dt - before[f"{name}-{days}@{domain}"]["dtstart"].dt == timedelta(days=2)
        assert reminder["sequence"] > before[f"{name}-{days}@{domain}"]["sequence"]
        assert not reminder.walk("VALARM")


def test_a_calendar_that_cannot_be_written_says_so(run, tmp_path):
    answer = run("calendar", "-o", tmp_path / "absent" / "deadlines.ics")
    assert answer.status == 1
    assert "cannot be written" in answer.err


def test_a_calendar_replaces_an_older_one_and_no_other_file(run, tmp_path):
    run.done("orders", "add", *fields())
    other, calendar = tmp_path / "thesis.txt", tmp_path / "dates.ics"
    other.write_text("years of work")
    answer = run("calendar", "-o", other)
    assert (answer.status, "no calendar; choose another name" in answer.err) == (1, True)
    assert other.read_text() == "years of work"
    calendar.touch()
    assert run.done("calendar", "-o", calendar) == run.done("calendar", "-o", calendar)
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".tmp")]
