"""A fresh library for every test."""

from __future__ import annotations

import pytest

from disputes_app.store import library as libraries
from tests.store.builders import at_now


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "library"


@pytest.fixture
def library(folder):
    with libraries.create(folder, at_now) as opened:
        yield opened
