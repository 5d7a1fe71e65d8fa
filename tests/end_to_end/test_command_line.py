"""One order from an empty library to a verified packet, by the real program; and two programs on one library."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data" / "importers"
NOW = "2026-03-12T10:42:00+00:00"
NUMBER = "8193 0457 7216 4402"


class Program:
    """The real program on one library, each command a process of its own."""

    def __init__(self, library):
        self.library = library
        self.surroundings = os.environ | {"LANG": "C.UTF-8", "TZ": "Europe/London"}

    def command(self, *words):
        start = [sys.executable, "-m", "disputes_app", "--library", str(self.library), "--now", NOW]
        return [*start, *map(str, words)]

    def run(self, *words, **options):
        return subprocess.run(
            self.command(*words),
            capture_output=True,
            check=False,
            cwd=ROOT,
            env=self.surroundings,
            timeout=120,
            **options,
        )

    def done(self, *words):
        """The one JSON document of a command that has to succeed."""
        ended = self.run("--json", *words)
        assert ended.returncode == 0, ended.stderr.decode()
        assert b"Traceback" not in ended.stderr
        return json.loads(ended.stdout)


@pytest.fixture
def program(tmp_path):
    """The program with an empty library."""
    made = Program(tmp_path / "library")
    made.done("init")
    return made


@pytest.fixture
def phone(tmp_path):
    """Twelve pictures of a phone: eleven JPEGs with what a camera writes, and one HEIC."""
    folder = tmp_path / "phone"
    folder.mkdir()
    for index in range(11):
        picture = Image.new("RGB", (640, 480), (20 * index, 120, 200 - 10 * index))
        exif = picture.getexif()
        exif[0x0110] = "Pixel 8"
        exif[0x0112] = 6 if index % 2 else 1
        details = exif.get_ifd(0x8769)
        details[0x9003] = f"2026:02:28 09:{10 + index}:00"
        details[0x9011] = "+00:00"
        picture.save(folder / f"IMG_{2240 + index}.jpg", exif=exif, quality=90)
    heic = (DATA / "pillow-heif" / "L_exif_xmp_iptc.heic").read_bytes()
    (folder / "IMG_2260.heic").write_bytes(heic)
    return folder


PAPERS = [DATA / "invoice2data" / "AzureInterior.pdf", DATA / "invoice2data" / "QualityHosting.pdf"]
MAILS = [
    DATA / "mail-and-packages" / "amazon_fwd.eml",
    DATA / "mail-and-packages" / "ups_out_for_delivery.eml",
    DATA / "mail-parser" / "mail_test_14.eml",
]


def test_one_order_all_the_way_to_a_packet(program, phone, tmp_path):
    order = program.done(
        "orders", "add", "--platform", "aliexpress", "--number", NUMBER, "--seller", "Vetra Wearables (made up)",
        "--title", "Smartwatch", "--ordered", "2026-02-06", "--total", "64.80", "--currency", "USD",
        "--payment-method", "paypal", "--delivered", "2026-02-27T11:42+00:00",
    )  # fmt: skip
    report = program.done("import", phone, *PAPERS, *MAILS, "--order", NUMBER)
    assert [item["result"] for item in report["items"]] == ["new"] * 17
    assert {item["order"] for item in report["items"]} == {order["id"]}
    kinds = [item["kind"] for item in report["items"]]
    assert (kinds.count("photo"), kinds.count("document"), kinds.count("mail")) == (12, 2, 3)

    deadlines = program.done("deadlines", "--order", NUMBER)["deadlines"]
    first = next(one for one in deadlines if one["rule"] == "AE-03")
    assert first["closes_at"] == "2026-03-15T06:59:59+00:00"
    assert first["state"] == "closing"
    assert first["days_left"] == 2
    assert "27 Feb 2026" in first["explanation"]

    case = program.done("cases", "open", NUMBER, "--claim", "defective", "--programme", "aliexpress")
    photos = [item["id"] for item in report["items"] if item["kind"] == "photo"]
    others = [item["id"] for item in report["items"] if item["kind"] != "photo"]
    program.done("exhibits", "add", case["number"], *photos, *others)
    program.done("exhibits", "order", case["number"], photos[3], photos[0])
    captioned = program.done("exhibits", "caption", case["number"], "A", "The screen stays dark · 屏幕不亮")
    assert captioned["exhibits"][0]["evidence"] == photos[3]
    assert captioned["exhibits"][0]["caption"] == "The screen stays dark · 屏幕不亮"

    packet = tmp_path / "packet.pdf"
    built = program.done("packet", "build", case["number"], "-o", packet)
    assert built["files"][0]["sha256"] == hashlib.sha256(packet.read_bytes()).hexdigest()
    assert [one["evidence"] for one in built["exhibits"]][:2] == [photos[3], photos[0]]
    assert len(built["exhibits"]) == 17
    verdict = program.done("packet", "verify", packet)
    assert verdict["ok"] is True
    assert {one["state"] for one in verdict["exhibits"]} == {"ok"}
    assert program.done("check", "--deep")["problems"] == []


def test_a_file_comes_back_byte_for_byte_and_never_over_another(program, phone, tmp_path):
    odd = tmp_path / "leer \u200f شكوى.txt"
    odd.write_bytes(b"\xff\xfe\x00made up")
    report = program.done("import", phone / "IMG_2260.heic", odd)
    for item in report["items"]:
        back = tmp_path / f"back-{item['id']}"
        program.done("evidence", "extract", item["id"], "-o", back)
        assert back.read_bytes() == Path(item["path"]).read_bytes()
    again = program.run("evidence", "extract", report["items"][0]["id"], "-o", tmp_path / "back-e1")
    assert again.returncode == 1
    assert b"nothing is ever overwritten" in again.stderr


def _content(folder):
    """Every file of a library by its name and digest."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix not in {".db-shm", ".db-wal"}
    }


def test_the_second_program_on_a_library_says_so_and_changes_nothing(program, phone):
    holder = (
        "import sys; from disputes_app.store import library\n"
        "with library.open_library(sys.argv[1]):\n"
        "    print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(program.library)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    ) as first:
        assert first.stdout.readline() == b"open\n"
        before = _content(program.library)
        for words in (
            ("import", phone),
            ("orders", "add", "--platform", "ebay", "--number", "1"),
            ("undo",),
            ("bin", "empty", "--yes"),
        ):
            refused = program.run(*words)
            assert refused.returncode == 4, words
            assert refused.stdout == b""
            assert str(first.pid).encode() in refused.stderr
            assert refused.stderr.count(b"\n") == 1
        assert _content(program.library) == before
        assert program.done("orders", "list")["total"] == 0
        first.stdin.close()
    assert program.done("import", phone)["evidence"]["new"] == 12


def test_an_import_killed_on_the_way_and_done_again_ends_as_if_never_killed(program, tmp_path):
    folder = tmp_path / "many"
    folder.mkdir()
    for index in range(90):
        (folder / f"note-{index:03}.txt").write_text(f"made up {index}\n")
    with subprocess.Popen(
        program.command("import", folder, "--json-lines"),
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=program.surroundings,
    ) as killed:
        told = [json.loads(killed.stdout.readline()) for _ in range(20)]
        killed.kill()
    kept = {one["sha256"] for one in program.done("evidence", "list")["evidence"]}
    assert {item["sha256"] for item in told} <= kept
    assert len(kept) < 90
    again = program.done("import", folder)
    assert again["evidence"]["new"] == 90 - len(kept)
    found = program.done("evidence", "list")["evidence"]
    assert len(found) == 90
    assert {one["reading"] for one in found} == {"read"}
    assert {one["media_type"] for one in found} == {"text/plain"}
    assert program.done("check", "--deep")["problems"] == []


if sys.platform == "linux":  # where a file name may be any bytes

    def test_a_file_name_that_is_no_text_is_taken_in_and_told_in_json(program, tmp_path):
        folder = os.fsencode(tmp_path / "bytes")
        Path(os.fsdecode(folder)).mkdir()
        name = folder + b"/quittung-\xfcber.txt"
        with open(name, "wb") as file:  # noqa: PTH123 - a name of bytes
            file.write(b"made up")
        ended = program.run("--json", "import", os.fsdecode(folder))
        assert ended.returncode == 0, ended.stderr
        item = json.loads(ended.stdout)["items"][0]
        assert os.fsencode(item["path"]) == name
        assert item["result"] == "new"


def test_output_is_utf_8_whatever_the_machine_writes(program):
    program.surroundings |= {"PYTHONIOENCODING": "latin-1"}
    added = program.done("orders", "add", "--platform", "other", "--number", "7", "--title", "青瓷茶具 🍵")
    assert added["title"] == "青瓷茶具 🍵"
    refused = program.run("orders", "show", "八")
    assert "八" in refused.stderr.decode()


def test_whoever_stops_reading_gets_no_traceback(program):
    for number in range(3):
        program.done("orders", "add", "--platform", "other", "--number", f"N-{number}")
    with subprocess.Popen(
        program.command("--json", "orders", "show", "N-1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=program.surroundings,
    ) as reader:
        reader.stdout.close()
        assert reader.stderr.read() == b""
