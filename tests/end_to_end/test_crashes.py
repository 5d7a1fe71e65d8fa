"""SIGKILL at random moments, and at every step of storing one file: nothing that was reported is lost."""

from __future__ import annotations

import hashlib
import importlib.util
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from disputes_app.store import checking, search
from disputes_app.store import library as libraries
from tests.store.builders import add, an_order, at_now

ROOT = Path(__file__).parents[2]

# Stores file after file and prints each one's digest once it is durable, with an edit in between.
WRITER = """
import os, sys
from disputes_app.domain.orders import Order
from disputes_app.store import library
from tests.store.builders import an_evidence_item, at_now
with library.open_library(sys.argv[1], clock=at_now) as lib:
    print("open", flush=True)
    for number in range(100000):
        stored = lib.evidence.put(os.urandom(30000 + number % 7 * 40000))
        with lib.action("add_evidence", "Evidence added") as tx:
            tx.insert(an_evidence_item(stored, f"photo {number}.jpg", order_id=1))
        with lib.action("edit_order", "Note changed") as tx:
            tx.update(Order, 1, note=f"note {number}")
        print(stored.sha256, number, flush=True)
"""


def errors_of(folder):
    return [
        one for one in checking.check(folder, deep=True).problems if one.what not in {"leftover", "orphan"}
    ]


def test_what_was_reported_before_a_kill_is_there_afterwards(tmp_path):
    folder = tmp_path / "library"
    with libraries.create(folder, at_now) as library:
        add(library, an_order("8193"))
    chance = random.Random(11)
    promised = {}
    for _ in range(12):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE, text=True, cwd=ROOT
        ) as writer:
            assert writer.stdout.readline() == "open\n"
            time.sleep(chance.uniform(0, 0.25))
            writer.kill()
            told = [
                line.split() for line in writer.stdout.read().splitlines(keepends=True) if line.endswith("\n")
            ]
        assert writer.returncode == -signal.SIGKILL
        promised |= {sha256: int(number) for sha256, number in told}
        assert errors_of(folder) == []
        with libraries.open_library(folder, clock=at_now) as library:
            stored = {row[0] for row in library.rows("SELECT sha256 FROM evidence")}
            assert promised.keys() <= stored
            if told:
                note = library.value("SELECT note FROM orders")
                assert int(note.removeprefix("note ")) - int(told[-1][1]) in {0, 1}
                assert search.orders_matching(library, note) == [1]
    assert len(promised) > 12
    files = checking.check(folder, deep=True).counts["files"]
    assert len(promised) <= files


# Ends itself by SIGKILL at the call with this number of those that reach the disk.
STEPPER = """
import os, signal, sys
from disputes_app.store import durable, library
from tests.store.builders import an_evidence_item, at_now
left = int(sys.argv[2])
def dying(real):
    def call(*given, **named):
        global left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        return real(*given, **named)
    return call
lib = library.open_library(sys.argv[1], clock=at_now)
for name in ("open", "write", "fsync", "close", "mkdir", "replace", "rename", "chmod", "unlink"):
    setattr(os, name, dying(getattr(os, name)))
stored = lib.evidence.put(b"photo" * 1000)
with lib.action("add_evidence", "Evidence added") as tx:
    tx.execute = dying(tx.execute)
    tx.insert(an_evidence_item(stored))
print(stored.sha256, flush=True)
lib.close()
"""


def test_storing_a_file_may_end_at_any_of_its_steps(tmp_path):
    sha256 = hashlib.sha256(b"photo" * 1000).hexdigest()
    for number in range(60):
        folder = tmp_path / f"library-{number}"
        libraries.create(folder, at_now).close()
        done = subprocess.run(
            [sys.executable, "-c", STEPPER, str(folder), str(number)],
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
        )
        rows = stored_after(folder)
        assert rows in ([], [sha256])
        if done.stdout:
            assert rows == [sha256]
        again = subprocess.run(
            [sys.executable, "-c", STEPPER, str(folder), "-1"],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
        )
        assert again.stdout.strip() == sha256
        assert not list((folder / "evidence").glob("*.part"))
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL, done.stderr
    assert 6 < number < 59


def stored_after(folder):
    problems = checking.check(folder, deep=True).problems
    assert {one.what for one in problems} <= {"orphan", "leftover"}
    with libraries.open_library(folder, "read") as library:
        return [row[0] for row in library.rows("SELECT sha256 FROM evidence")]


@pytest.fixture(scope="module")
def crash_rounds():
    """The script that does the long run by hand."""
    spec = importlib.util.spec_from_file_location("crash_rounds", ROOT / "packaging" / "crash_rounds.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["crash_rounds"] = module
    spec.loader.exec_module(module)
    return module


def test_the_command_line_keeps_its_promises_when_killed(crash_rounds, tmp_path):
    run = crash_rounds.prepare(tmp_path, random.Random(5))
    for number in range(1, 7):
        crash_rounds.round_of(run, number)
    assert run.killed
    assert run.promised
