"""The two kinds of error: what a person can act on, and everything else, which is ours."""

from __future__ import annotations


class UserError(Exception):
    """Something a person can act on: the message says what, which, and what to do, in one sentence."""

    exit_status = 1


class ExhibitError(UserError):
    """An exhibit cannot go into a packet; ``evidence`` is the id of its file, so that it can be left out."""

    def __init__(self, message: str, evidence: str) -> None:
        super().__init__(message)
        self.evidence = evidence


class UsageError(UserError):
    """The command was called wrongly."""

    exit_status = 2


class LibraryError(UserError):
    """The library is absent, in use, not writable, newer than the program, or damaged."""

    exit_status = 4


class Stopped(Exception):
    """The user asked a long action to stop; nothing of it is left half done."""
