"""The reader never dies, whatever it is given, and reads the next file well."""

from __future__ import annotations

import json
import sys
import textwrap
import time
from pathlib import Path

import pytest

from disputes_app.importers import registry
from disputes_app.importers.reading import Reader
from tests.imaging.pictures import four_corners, saved
from tests.importers import hostile

SAMPLES = Path(__file__).parents[1] / "data" / "importers"
GOOD = SAMPLES / "mail-parser" / "mail_test_14.eml"


@pytest.fixture(scope="module")
def reader():
    with Reader() as one:
        yield one


def worker_that(tmp_path: Path, body: str) -> list[str]:
    """The command of a worker whose reading of files called ``odd…`` does what ``body`` says."""
    script = tmp_path / "odd_worker.py"
    script.write_text(
        textwrap.dedent(
            """
            import ctypes, os, signal, socket, subprocess, sys, time
            from disputes_app.importers import registry, worker

            ordinary = registry.read

            def read(path, name, into, kind=None):
                if name.startswith("odd"):
                    BODY
                return ordinary(path, name, into, kind)

            registry.read = read
            worker.main()
            """
        ).replace("BODY", body)
    )
    return [sys.executable, str(script)]


@pytest.mark.parametrize("name", hostile.FILES)
def test_a_hostile_file_is_kept_with_a_sentence_and_the_next_one_read(reader, tmp_path, name):
    path = tmp_path / name
    path.write_bytes(hostile.FILES[name]())
    begun = time.monotonic()
    found = reader.read(path, name, timeout=5)
    assert time.monotonic() - begun < 40
    assert found.name == name
    assert all(warning.endswith(".") and "\n" not in warning for warning in found.warnings)
    assert reader.read(GOOD, "good.eml").messages[0].subject == "Test"


@pytest.mark.parametrize(
    "name",
    [
        "headers.eml",
        "long header.eml",
        "deep.eml",
        "forwards.eml",
        "parts.eml",
        "bomb.png",
        "huge.png",
        "loop.pdf",
        "locked.pdf",
        "nothing.pdf",
        "archive.jpg",
        "cut off.jpg",
    ],
)
def test_what_could_not_be_used_is_told(reader, tmp_path, name):
    path = tmp_path / name
    path.write_bytes(hostile.FILES[name]())
    found = reader.read(path, name)
    assert len(found.warnings) == 1
    assert name in found.warnings[0]
    assert found.fault is None, "the file was foreseen, not stumbled over"


def test_many_recipients_are_cut_and_the_mail_is_still_read(reader, tmp_path):
    path = tmp_path / "many.eml"
    path.write_bytes(hostile.many_recipients())
    found = reader.read(path, "many.eml")
    assert not found.unreadable
    assert 100 <= len(found.messages[0].recipients) <= 101
    assert any("recipients" in warning for warning in found.warnings)


def test_a_parser_that_never_ends_is_stopped(tmp_path):
    odd = tmp_path / "odd.eml"
    odd.write_bytes(GOOD.read_bytes())
    with Reader(command=worker_that(tmp_path, "time.sleep(600)")) as reader:
        assert reader.read(GOOD, "good.eml").messages
        begun = time.monotonic()
        found = reader.read(odd, "odd.eml", timeout=0.5)
        assert time.monotonic() - begun < 20
        assert found.unreadable
        assert found.kind == "mail"
        assert found.warnings == (
            "“odd.eml” is kept, but could not be read: that took more than 0.5 seconds.",
        )
        assert reader.read(GOOD, "good.eml").messages


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("os.kill(os.getpid(), signal.SIGSEGV)", "ended with -11"),
        ("os._exit(0)", "ended with 0"),
        ("raise RecursionError('deep')", "RecursionError: deep"),
        ("raise UnicodeDecodeError('utf-8', b'\\xff\\n', 0, 1, 'bad\\nline')", "UnicodeDecodeError"),
        ("x = bytearray(3 << 30); x[::4096] = x[::4096]", "MemoryError"),
        ("print('{}', flush=True); os.write(1, b'noise\\n'); raise ValueError('noise')", "ValueError: noise"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")
def test_a_parser_that_fails_costs_one_reading(tmp_path, body, fault):
    odd = tmp_path / "odd.eml"
    odd.write_bytes(GOOD.read_bytes())
    with Reader(command=worker_that(tmp_path, body)) as reader:
        found = reader.read(odd, "odd.eml")
        assert found.unreadable
        assert len(found.warnings) == 1
        assert found.fault is not None
        assert found.fault.startswith(fault)
        assert "\n" not in found.fault
        assert reader.read(GOOD, "good.eml").messages[0].subject == "Test"


@pytest.mark.parametrize(
    "body",
    [
        "socket.create_connection(('127.0.0.1', 9))",
        "socket.getaddrinfo('example.org', 80)",
        "subprocess.run(['true'])",
        "os.system('true')",
        "os.execv('/bin/true', ['true'])",
    ],
)
def test_a_parser_reaches_neither_the_network_nor_other_programs(tmp_path, body):
    odd = tmp_path / "odd.eml"
    odd.write_bytes(GOOD.read_bytes())
    with Reader(command=worker_that(tmp_path, body)) as reader:
        found = reader.read(odd, "odd.eml")
    assert found.unreadable
    assert "PermissionError" in (found.fault or "")


def test_a_child_that_ended_between_two_files_is_not_noticed(tmp_path):
    with Reader() as reader:
        for _ in range(3):
            assert reader.read(GOOD, "good.eml").messages
            child = reader._children.get()
            child._process.kill()
            reader._children.put(child)
        assert reader.read(GOOD, "good.eml").messages


def test_files_read_two_at_a_time_come_back_in_their_order():
    files = sorted(SAMPLES.glob("*/*.*"))
    with Reader(children=2) as reader:
        found = list(reader.read_all((path, path.name) for path in files))
    assert [one.name for one in found] == [path.name for path in files]
    assert len(found) > 20


def test_attachments_lie_in_a_private_folder_that_vanishes(tmp_path):
    mail = SAMPLES / "mail-parser" / "mail_test_14.eml"
    with Reader(into=tmp_path) as reader:
        (attachment,) = reader.read(mail, mail.name).attachments
        path = Path(attachment.path)
        assert path.read_bytes() == b"PNG here"
        assert path.is_relative_to(tmp_path)
        assert sys.platform == "win32" or (path.parents[1].stat().st_mode & 0o777) == 0o700
    assert list(tmp_path.iterdir()) == []


def test_a_name_with_tricks_is_shown_without_them(reader, tmp_path):
    path = tmp_path / "plain.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\nbroken")
    found = reader.read(path, "a\n\x1b[31mb\u202egnp.exe")
    shown = "a\\n\\x1b[31mb\\u202egnp.exe"
    assert found.name == shown
    assert found.warnings[0].startswith(f"“{shown}” is kept")


def test_a_name_that_is_no_utf8_is_read_like_any_other(reader, tmp_path):
    name = b"f\xfcr dich.png".decode("utf-8", "surrogateescape")
    path = tmp_path / name
    try:
        path.write_bytes(saved(four_corners(), "PNG"))
    except OSError:
        path = tmp_path / "plain.png"  # a file system that knows only UTF-8
        path.write_bytes(saved(four_corners(), "PNG"))
    found = reader.read(path, name)
    assert (found.kind, found.facts.width, found.name) == ("screenshot", 64, "f\\xfcr dich.png")


def test_a_file_too_large_or_gone_is_not_even_tried(reader, tmp_path):
    large = tmp_path / "film.mp4"
    with large.open("wb") as file:
        file.write(b"\0\0\0\x18ftypmp42")
        file.truncate((200 << 20) + 1)
    found = reader.read(large, "film.mp4")
    assert (found.kind, found.media_type, found.unreadable) == ("video", "video/mp4", True)
    assert "200 MiB" in found.warnings[0]
    assert reader.read(tmp_path / "gone.jpg", "gone.jpg").unreadable


def test_a_kind_can_be_forced_and_an_unknown_one_is_refused(reader):
    assert reader.read(GOOD, "good.eml", kind="other").kind == "mail"
    assert reader.read(GOOD, "good.eml", kind="other").messages == ()
    with pytest.raises(ValueError, match="choose one of photo"):
        reader.read(GOOD, "good.eml", kind="letter")


def test_every_importer_is_on_the_list_of_kinds():
    assert tuple(importer.KIND for importer in registry.importers()) == registry.KINDS


def test_the_worker_answers_a_script_too(tmp_path):
    import subprocess

    job = json.dumps({"path": str(GOOD), "name": "good.eml", "into": str(tmp_path)})
    done = subprocess.run(
        [sys.executable, "-m", "disputes_app.importers.worker"],
        input=job.encode() + b"\n",
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert json.loads(done.stdout)["messages"][0]["subject"] == "Test"
