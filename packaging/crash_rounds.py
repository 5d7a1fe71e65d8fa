"""Kills the program at random moments of its work and proves that nothing it reported as done is lost.

    python packaging/crash_rounds.py 200 [--seed 1] [--into DIR]

One library goes through all rounds. Each round starts one command (import, edit, backup, packet), kills it with
SIGKILL after a random time, and then asks: does ``check --deep`` pass, does every file that was reported come back
byte for byte, does every reported edit stand, is a backup or packet either whole or not there, and does the same
command now finish? The first failure ends the run with its library kept.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

NOW = "2026-03-12T10:42:00+00:00"
DONE, DONE_IN_PART = 0, 3


@dataclass
class Run:
    """One library under fire, and everything the program has promised about it."""

    place: Path
    chance: random.Random
    promised: dict[str, bytes] = field(default_factory=dict)
    note: str = ""
    seconds: dict[str, float] = field(default_factory=dict)
    killed: int = 0
    finished: int = 0

    @property
    def library(self) -> Path:
        """The library's folder."""
        return self.place / "library"

    def command(self, *words: str | Path) -> list[str]:
        """A command line of the program on this library."""
        start = [sys.executable, "-m", "disputes_app", "--library", str(self.library), "--now", NOW]
        return [*start, *map(str, words)]

    def ask(self, *words: str | Path, allowed: Sequence[int] = (DONE,)) -> str:
        """Run a command to its end; what it printed."""
        done = subprocess.run(self.command(*words), capture_output=True, text=True, check=False, timeout=120)
        if done.returncode not in allowed:
            raise Lost(f"“{' '.join(map(str, words))}” ended with {done.returncode}: {done.stderr.strip()}")
        return done.stdout

    def shoot(self, scenario: str, *words: str | Path) -> tuple[bool, str]:
        """Run a command and kill it after a random part of the time it takes; whether it ended before, and its output."""
        output = self.place / "output.txt"
        with output.open("wb") as out:
            process = subprocess.Popen(
                self.command(*words), stdout=out, stderr=subprocess.DEVNULL, start_new_session=True
            )
            time.sleep(self.chance.uniform(0.3, 1.25) * self.seconds[scenario])
            if os.name == "posix":
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
            status = process.wait()
        ended = status in {DONE, DONE_IN_PART}
        self.finished += ended
        self.killed += not ended
        return ended, output.read_text(encoding="utf-8", errors="replace")


class Lost(Exception):
    """A promise that was broken."""


def prepare(place: Path, chance: random.Random) -> Run:
    """A library with an order, a case and some exhibits, and how long each command takes undisturbed."""
    run = Run(place, chance)
    run.ask("init")
    run.ask(
        "orders", "add", "--platform", "aliexpress", "--number", "8193002144557788", "--title", "Headphones"
    )
    run.ask("import", some_files(run, 5), "--order", "8193002144557788")
    run.ask("cases", "open", "8193002144557788", "--claim", "damaged")
    items = json.loads(run.ask("--json", "evidence", "list"))["evidence"]
    case = json.loads(run.ask("--json", "cases", "list"))["cases"][0]["number"]
    run.ask("exhibits", "add", case, *[item["id"] for item in items[:4]])
    for name, scenario in SCENARIOS.items():
        started = time.monotonic()
        run.seconds[name] = 60.0
        run.ask(*scenario.words(run, 0))
        run.seconds[name] = time.monotonic() - started
    run.note = "round 0"
    return run


def round_of(run: Run, number: int) -> None:
    """One command killed, everything promised looked at, and the command repeated to its end."""
    name = run.chance.choice(list(SCENARIOS))
    scenario = SCENARIOS[name]
    words = scenario.words(run, number)
    ended, output = run.shoot(name, *words)
    run.ask("check", "--deep")
    scenario.prove(run, words, ended, output)
    for sha256, content in run.promised.items():
        stored = run.library / "evidence" / sha256[:2] / sha256
        if not stored.is_file() or stored.read_bytes() != content:
            raise Lost(f"{sha256} was reported as stored and is not there as it was")
    if not (ended and scenario.once):
        run.ask(*words, allowed=(DONE, DONE_IN_PART))
        scenario.prove(run, words, True, output)
    run.ask("check", "--deep")


# --- what is killed -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Scenario:
    """A command, what must hold after it, and whether it may only be done once."""

    words: Callable[[Run, int], list[str | Path]]
    prove: Callable[[Run, list[str | Path], bool, str], None]
    once: bool = False


def import_words(run: Run, number: int) -> list[str | Path]:
    """Import new files, each reported once it is durable."""
    return ["import", some_files(run, 6, f"files-{number}"), "--order", "8193002144557788", "--json-lines"]


def import_holds(run: Run, words: list[str | Path], ended: bool, output: str) -> None:
    """Every file of which a line was printed is promised from now on; at the end that is every file."""
    folder = words[1]
    assert isinstance(folder, Path)
    contents = {hashlib.sha256(path.read_bytes()).hexdigest(): path.read_bytes() for path in folder.iterdir()}
    told = {sha256 for line in output.splitlines() if (sha256 := _sha256_told(line)) in contents}
    known = {item["sha256"] for item in json.loads(run.ask("--json", "evidence", "list"))["evidence"]}
    promised = contents.keys() if ended else told
    if not promised <= known:
        raise Lost(f"{sorted(promised - known)} reported as stored, but not listed")
    run.promised |= {sha256: contents[sha256] for sha256 in promised}


def _sha256_told(line: str) -> str | None:
    try:
        item = json.loads(line)
    except ValueError:
        return None  # a line the kill cut short
    return item.get("sha256") if item.get("result") in {"new", "updated", "unchanged"} else None


def edit_words(_run: Run, number: int) -> list[str | Path]:
    """Change fields of the order."""
    return [
        "orders",
        "edit",
        "8193002144557788",
        f"note=round {number}",
        f"delivered_at=2026-03-{number % 28 + 1:02}",
    ]


def edit_holds(run: Run, words: list[str | Path], ended: bool, _output: str) -> None:
    """The edit is whole or absent, and stands when it was reported."""
    order = json.loads(run.ask("--json", "orders", "show", "8193002144557788"))
    new = str(words[3]).removeprefix("note=")
    found = order["note"]
    if found not in ({new} if ended else {new, run.note}):
        raise Lost(f"the note is “{found}” and neither “{new}” nor what it was")
    run.note = found


def backup_words(run: Run, number: int) -> list[str | Path]:
    """Make a backup under a new name."""
    return ["backup", run.place / f"backup-{number}.zip"]


def backup_holds(run: Run, words: list[str | Path], ended: bool, _output: str) -> None:
    """The backup is not there or restores to a library that passes every check."""
    path = Path(words[1])
    if ended and not path.exists():
        raise Lost(f"{path} was reported and is not there")
    if path.exists():
        into = run.place / "restored"
        run.ask("restore", path, "--into", into)
        other = Run(into, run.chance)
        subprocess.run(
            [sys.executable, "-m", "disputes_app", "--library", str(into), "check", "--deep"],
            check=True,
            capture_output=True,
        )
        shutil.rmtree(other.place)
        path.unlink()


def packet_words(run: Run, number: int) -> list[str | Path]:
    """Build the packet of the case."""
    case = json.loads(run.ask("--json", "cases", "list"))["cases"][0]["number"]
    return ["packet", "build", case, "-o", run.place / f"packet-{number}.pdf"]


def packet_holds(run: Run, words: list[str | Path], ended: bool, _output: str) -> None:
    """The packet is not there or whole."""
    path = Path(words[-1])
    if ended and not path.exists():
        raise Lost(f"{path} was reported and is not there")
    if path.exists():
        run.ask("packet", "verify", path)
        path.unlink()


SCENARIOS = {
    "import": Scenario(import_words, import_holds),
    "edit": Scenario(edit_words, edit_holds),
    "backup": Scenario(backup_words, backup_holds),
    "packet": Scenario(packet_words, packet_holds),
}


# --- files to import ------------------------------------------------------------------------------------------------


def some_files(run: Run, count: int, name: str = "files") -> Path:
    """A folder of new files: pictures and mails, no two alike."""
    folder = run.place / name
    if not folder.exists():
        folder.mkdir()
        for number in range(count):
            if number % 3 == 2:
                (folder / f"mail {number}.eml").write_bytes(_mail(run.chance, number))
            else:
                (folder / f"photo {number}.png").write_bytes(_picture(run.chance))
    return folder


def _mail(chance: random.Random, number: int) -> bytes:
    return (
        f"From: Example Store <store@shop.example>\nTo: buyer@mail.example\nSubject: Order 8193002144557788\n"
        f"Date: Thu, 05 Mar 2026 10:{number:02}:00 +0000\nMessage-ID: <{chance.getrandbits(64)}@shop.example>\n"
        f"Content-Type: text/plain; charset=utf-8\n\nYour parcel {chance.getrandbits(40)} is on its way.\n"
    ).encode()


def _picture(chance: random.Random) -> bytes:
    """A small PNG of coloured noise."""
    side = 120
    rows = b"".join(b"\0" + chance.randbytes(3 * side) for _ in range(side))
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in chunks
    )


def main() -> int:
    """Run the rounds asked for; 0 when every promise held."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rounds", type=int, nargs="?", default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--into", type=Path, help="where the library and its files are made; else a temporary folder"
    )
    chosen = parser.parse_args()
    place = chosen.into or Path(tempfile.mkdtemp(prefix="crash-rounds-"))
    place.mkdir(parents=True, exist_ok=True)
    run = prepare(place, random.Random(chosen.seed))  # noqa: S311 (chance, not secrecy)
    print({name: f"{seconds:.1f} s" for name, seconds in run.seconds.items()}, flush=True)
    for number in range(1, chosen.rounds + 1):
        try:
            round_of(run, number)
        except (Lost, subprocess.SubprocessError, ValueError, KeyError) as error:
            print(f"round {number}: {error}\nThe library is kept in {run.library}.", file=sys.stderr)
            return 1
        if number % 10 == 0:
            print(
                f"{number} rounds, {run.killed} killed, {run.finished} finished, {len(run.promised)} files promised",
                flush=True,
            )
    if chosen.into is None:
        shutil.rmtree(place)
    return 0


if __name__ == "__main__":
    sys.exit(main())
