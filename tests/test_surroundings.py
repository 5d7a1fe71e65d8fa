"""What conftest.py promises to every test."""

from __future__ import annotations

import os
import socket

import pytest
from PySide6.QtGui import QGuiApplication


def test_a_connection_to_the_network_fails_the_test():
    with socket.socket() as line, pytest.raises(pytest.fail.Exception, match="a connection to"):
        line.connect(("127.0.0.1", 9))


def test_nobodys_own_library_or_clock_is_seen():
    assert not {"DISPUTES_LIBRARY", "DISPUTES_NOW"} & os.environ.keys()


def test_qt_draws_into_memory(qapp):
    assert QGuiApplication.platformName() == "offscreen"


def test_now_is_the_instant_of_the_sample_library(now):
    assert now.isoformat() == "2026-03-12T10:42:00+00:00"
