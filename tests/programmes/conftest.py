"""Tests of the rules read each file anew: reading it is what they look at."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def rules_read_once():
    """Nothing is kept from test to test."""
