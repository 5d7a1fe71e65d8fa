"""Runs the command line in this process and reads what it answers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from disputes_app import bootstrap

NOW = "2026-03-12T10:42:00+00:00"


@dataclass(frozen=True)
class Answer:
    """The exit status and both outputs of one command."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)


class Commands:
    """``commands("orders", "list")`` runs a command on one library, with ``--json``."""

    def __init__(self, library: Path, capsys: Any) -> None:
        self.library = library
        self._capsys = capsys

    def plain(self, *arguments: object, now: str = NOW) -> Answer:
        """A command without ``--json``."""
        self._capsys.readouterr()
        given = ["--library", str(self.library), "--now", now, *map(str, arguments)]
        status = bootstrap.run(given)
        read = self._capsys.readouterr()
        return Answer(status, read.out, read.err)

    def __call__(self, *arguments: object, now: str = NOW) -> Answer:
        """A command with ``--json``."""
        return self.plain("--json", *arguments, now=now)

    def done(self, *arguments: object, now: str = NOW) -> Any:
        """The answer of a command that has to succeed."""
        answer = self(*arguments, now=now)
        assert answer.status == 0, answer.err
        return answer.data


ORDER = {
    "platform": "aliexpress",
    "number": "8193 0457 7216 4402",
    "seller": "Vetra Wearables (made up)",
    "title": "Smartwatch",
    "total": "64.80",
    "currency": "USD",
    "payment_method": "paypal",
    "ordered_at": "2026-02-06",
    "paid_at": "2026-02-06T20:14+00:00",
    "shipped_at": "2026-02-10",
    "delivered_at": "2026-02-27T11:42+00:00",
}
"""An order whose AliExpress window closes on 14 March in Los Angeles."""


def fields(**changed: str) -> list[str]:
    """``ORDER`` with changes, as FIELD=VALUE arguments."""
    return [f"{name}={value}" for name, value in (ORDER | changed).items()]
