"""What holds for every test: no screen, no network, a fixed instant, repeatable examples."""

from __future__ import annotations

import os
import socket
from datetime import UTC, datetime

import hypothesis
import pytest

from disputes_app.programmes import reading

os.environ["QT_QPA_PLATFORM"] = "offscreen"

hypothesis.settings.register_profile(
    "steady",
    derandomize=True,
    max_examples=60,
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.function_scoped_fixture],
)
hypothesis.settings.register_profile("long", max_examples=2000, deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture
def now() -> datetime:
    """The instant the sample library is made for."""
    return datetime(2026, 3, 12, 10, 42, tzinfo=UTC)


RULES_READ = {}


@pytest.fixture(autouse=True)
def rules_read_once(monkeypatch):
    """A rule file of the program is read once, not once for each library, as long as nobody changes it."""
    read = reading.read_file

    def read_once(path, cache=None):
        if path.parent != reading.shipped():
            return read(path, cache)
        state = path.stat()
        version = path, state.st_mtime_ns, state.st_size
        if version not in RULES_READ:
            RULES_READ[version] = read(path, cache)
        return RULES_READ[version]

    monkeypatch.setattr(reading, "read_file", read_once)


@pytest.fixture(autouse=True)
def _own_surroundings(monkeypatch):
    """Nobody's own library or clock leaks into a test."""
    for name in ("DISPUTES_LIBRARY", "DISPUTES_NOW"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    """The program never uses the network: a connection to anything but a local socket fails the test."""
    connect = socket.socket.connect

    def refuse(self, address):
        local = getattr(socket, "AF_UNIX", None)
        if self.family != local:
            pytest.fail(f"a connection to {address} was tried")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture
def clock():
    """The clock of ``core``, which a test can move."""
    from tests.helpers.builders import Ticking

    return Ticking()


@pytest.fixture
def core(tmp_path, clock):
    """An empty library of somebody in Leeds."""
    from tests.helpers.builders import a_library

    made = a_library(tmp_path, clock)
    yield made
    made.library.close()
