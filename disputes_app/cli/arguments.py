"""What is written behind a command, read: the texts of options, and pairs such as FIELD=VALUE."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ParamSpec, TypeVar

from disputes_app.errors import UsageError

Given = ParamSpec("Given")
Read = TypeVar("Read")


def read(option: str, reader: Callable[Given, Read], *given: Given.args, **also: Given.kwargs) -> Read:
    """What ``reader`` makes of an option's text. Raises UsageError that names the option where it refuses it."""
    try:
        return reader(*given, **also)
    except ValueError as fault:
        raise UsageError(f"{option}: {fault}") from None


def pairs(given: Sequence[str], form: str, known: Iterable[str]) -> dict[str, str]:
    """Names and values; ``form`` says how a pair is written, ``known`` what may be. Raises UsageError with both."""
    found = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals:
            raise UsageError(f"“{one}” is not {form}; write one of {', '.join(known)}")
        found[name.strip()] = value
    return found
