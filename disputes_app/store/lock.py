"""The lock that makes one program the only writer of a library; the system frees it when that program ends."""

from __future__ import annotations

import os
import platform
import sys
from contextlib import suppress
from pathlib import Path

from disputes_app.errors import LibraryError

NAME = "library.lock"
# Windows locks ranges of bytes and refuses to read them: the locked byte lies behind the holder's name.
_LOCKED_BYTE = 1 << 30


class Lock:
    """The held lock of one library. It is taken when made and freed by ``release`` or the end of the process."""

    def __init__(self, folder: Path) -> None:
        path = folder / NAME
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        try:
            is_held = _try_lock(self._file)
            holder = "" if is_held else _holder(self._file)
            if is_held:
                os.ftruncate(self._file, 0)
                os.write(self._file, f"{os.getpid()} {platform.node()}\n".encode())
        except OSError:
            os.close(self._file)
            raise
        if not is_held:
            os.close(self._file)
            raise LibraryError(f"The library {folder} is in use by {holder}; close it there, then try again.")

    def release(self) -> None:
        """Let another program write. The file stays: removing it would let two programs lock two files."""
        # The name in it is only for whoever comes too late; the lock itself ends with the open file.
        with suppress(OSError):
            os.ftruncate(self._file, 0)
        os.close(self._file)


def _holder(file: int) -> str:
    os.lseek(file, 0, os.SEEK_SET)
    words = os.read(file, 300).decode("utf-8", "replace").split()
    return f"process {words[0]} on {words[1]}" if len(words) == 2 else "another program"


if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: int) -> bool:
        os.lseek(file, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(file, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _try_lock(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
