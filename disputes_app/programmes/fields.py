"""Reads one table of a rule file field by field, noting what is wrong instead of stopping at it."""

from __future__ import annotations

import contextlib
import difflib
from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from disputes_app.domain import moments
from disputes_app.domain.moments import Moment
from disputes_app.programmes.faults import Path_

E = TypeVar("E", bound=StrEnum)
Note = Callable[[Path_, str, str], None]
"""Called with the path of the field, what is wrong, and the remedy."""


class Table:
    """One table: every field is taken once, and what remains in the end is a mistake."""

    def __init__(self, raw: Any, path: Path_, note: Note) -> None:
        self.path = path
        self.note = note
        self.names: list[str] = []
        self.is_table = isinstance(raw, dict)
        if not self.is_table:
            note(path, f"a table is expected, not {shown(raw)}", "write it as { name = value }")
        self._raw: dict[str, Any] = raw if isinstance(raw, dict) else {}

    def fault(self, name: str, what: str, remedy: str) -> None:
        """Note a mistake in one field."""
        self.note((*self.path, name) if name else self.path, what, remedy)

    def take(self, name: str) -> Any:
        """The raw value of a field, or None when it is absent."""
        self.names.append(name)
        return self._raw.get(name)

    def has(self, name: str) -> bool:
        """Whether the field is there."""
        return name in self._raw

    def finish(self) -> None:
        """Note every field that nobody took."""
        for name in self._raw:
            if name not in self.names:
                near = difflib.get_close_matches(name, self.names, 1)
                remedy = (
                    f"did you mean “{near[0]}”?" if near else f"leave it out, or use {listed(self.names)}"
                )
                self.fault(name, f"there is no field “{name}” here", remedy)

    def text(self, name: str, default: str | None = None) -> str:
        """A text; required when there is no default."""
        value = self.take(name)
        if value is None and default is not None:
            return default
        if value is None:
            self.fault(name, f"“{name}” is missing", f'add {name} = "…"')
            return ""
        if not isinstance(value, str):
            self.fault(name, f"a text is expected, not {shown(value)}", f'write {name} = "…" with quotes')
            return ""
        if default is None and not value.strip():
            self.fault(name, f"“{name}” is empty", "write what it should say")
        return value

    def truth(self, name: str) -> bool:
        """True or false; false when absent."""
        value = self.take(name)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.fault(name, f"true or false is expected, not {shown(value)}", f"write {name} = true")
        return False

    def number(self, name: str, *, least: int = 0, most: int = 40_000) -> int | None:
        """A whole number, or None when absent."""
        value = self.take(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            self.fault(name, f"a whole number is expected, not {shown(value)}", f"write {name} = 15")
            return None
        if not least <= value <= most:
            self.fault(name, f"{value} is out of range", f"use a number from {least} to {most}")
            return None
        return value

    def day(self, name: str) -> date | None:
        """A whole day, or None when absent."""
        value = self.moment(name)
        if isinstance(value, datetime):
            self.fault(name, "a day is expected, not a time", f"write {name} = 2026-11-22")
            return None
        return value

    def moment(self, name: str) -> Moment | None:
        """A day or an instant with its offset, or None when absent."""
        value = self.take(name)
        return None if value is None else self.as_moment(name, value)

    def as_moment(self, name: str, value: Any) -> Moment | None:
        """The moment that a raw value says, or None with a fault."""
        if isinstance(value, str):
            with contextlib.suppress(ValueError):
                value = moments.parse(value)
        if isinstance(value, datetime) and value.tzinfo is None:
            self.fault(name, "the time has no zone", "add one, such as 2026-02-27T11:42:00+00:00")
            return None
        if isinstance(value, (date, datetime)):
            return value
        self.fault(name, f"a date is expected, not {shown(value)}", f"write {name} = 2026-11-22")
        return None

    def one_of(self, name: str, words: type[E], default: E | None = None) -> E | None:
        """One of a fixed list of words."""
        value = self.take(name)
        if value is None:
            if default is None:
                self.fault(name, f"“{name}” is missing", f"add one of {listed(words)}")
            return default
        return self.word(name, value, words)

    def word(self, name: str, value: Any, words: type[E]) -> E | None:
        """The member that a raw value names, or None with a fault."""
        if isinstance(value, str):
            with contextlib.suppress(ValueError):
                return words(value)
        near = difflib.get_close_matches(str(value), list(words), 1)
        remedy = f"did you mean “{near[0]}”?" if near else f"use one of {listed(words)}"
        self.fault(name, f"{shown(value)} is not a word for this", remedy)
        return None

    def words(self, name: str, words: type[E], default: tuple[E, ...] | None = None) -> tuple[E, ...]:
        """One or several of a fixed list of words."""
        value = self.take(name)
        if value is None:
            if default is None:
                self.fault(name, f"“{name}” is missing", f"add one of {listed(words)}")
            return default or ()
        found = (self.word(name, one, words) for one in as_list(value))
        return tuple(member for member in found if member is not None)

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts (one text will do); empty when absent."""
        value = self.take(name)
        found = as_list(value) if value is not None else []
        if any(not isinstance(one, str) for one in found):
            self.fault(name, f"a list of texts is expected, not {shown(value)}", f'write {name} = ["…", "…"]')
            return ()
        return tuple(found)

    def table(self, name: str) -> Table | None:
        """A table within, or None when absent."""
        value = self.take(name)
        return None if value is None else Table(value, (*self.path, name), self.note)

    def tables(self, name: str) -> list[Table]:
        """A list of tables within; empty when absent."""
        value = self.take(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self.fault(name, f"a list is expected, not {shown(value)}", f"begin each with [[{name}]]")
            return []
        return [Table(one, (*self.path, name, place), self.note) for place, one in enumerate(value)]

    def items(self) -> Iterable[tuple[str, Any]]:
        """All fields, of a table whose names are free."""
        self.names.extend(self._raw)
        return self._raw.items()


def as_list(value: Any) -> list[Any]:
    """The value itself when it is a list, else a list of it."""
    return value if isinstance(value, list) else [value]


def listed(words: Iterable[str]) -> str:
    """Words in a row for a remedy."""
    return ", ".join(str(word) for word in words)


def shown(value: Any) -> str:
    """A raw value as a person wrote it, shortened."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"“{value}”"
    if isinstance(value, (dict, list)):
        return "a table" if isinstance(value, dict) else "a list"
    return str(value)
