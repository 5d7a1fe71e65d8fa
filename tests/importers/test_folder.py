"""What behind the given paths is taken, refused with a reason, or passed over."""

from __future__ import annotations

import os
import socket
import sys

import pytest

from disputes_app.importers import folder

posix = pytest.mark.skipif(sys.platform == "win32", reason="links, pipes and odd names of POSIX")


@pytest.fixture
def tree(tmp_path):
    root = tmp_path / "proof"
    (root / "phone").mkdir(parents=True)
    (root / "b.jpg").write_bytes(b"b")
    (root / "a.eml").write_bytes(b"aa")
    (root / "phone" / "c.heic").write_bytes(b"ccc")
    return root


def names_of(listing):
    return [file.name for file in listing.files]


def test_folders_are_walked_in_order(tree):
    found = folder.listing([tree])
    assert names_of(found) == ["a.eml", "b.jpg", "c.heic"]
    assert [file.size for file in found.files] == [2, 1, 3]
    assert found.refused == ()


def test_hidden_files_and_litter_are_passed_over(tree):
    for name in (".DS_Store", ".hidden", "Thumbs.db", "desktop.ini"):
        (tree / name).write_bytes(b"x")
    (tree / ".git").mkdir()
    (tree / ".git" / "config").write_bytes(b"x")
    found = folder.listing([tree])
    assert names_of(found) == ["a.eml", "b.jpg", "c.heic"]
    assert found.skipped == 5


def test_a_hidden_file_given_by_name_is_taken(tree):
    (tree / ".proof.jpg").write_bytes(b"x")
    assert names_of(folder.listing([tree / ".proof.jpg"])) == [".proof.jpg"]


@posix
def test_links_out_of_the_folder_are_refused(tree, tmp_path):
    (tmp_path / "secret.txt").write_bytes(b"x")
    (tree / "out.txt").symlink_to(tmp_path / "secret.txt")
    (tree / "up").symlink_to(tmp_path)
    (tree / "nowhere").symlink_to(tmp_path / "gone")
    (tree / "round").symlink_to(tree / "round")
    found = folder.listing([tree])
    assert names_of(found) == ["a.eml", "b.jpg", "c.heic"]
    assert [refused.name for refused in found.refused] == ["nowhere", "out.txt", "round", "up"]
    assert "leads out of the folder" in found.refused[1].reason


@posix
def test_links_inside_the_folder_bring_nothing_twice(tree):
    (tree / "again.jpg").symlink_to(tree / "b.jpg")
    (tree / "self").symlink_to(tree)
    found = folder.listing([tree])
    assert len(found.files) == 3
    assert found.refused == ()


@posix
def test_a_link_given_by_name_is_followed(tree, tmp_path):
    (tmp_path / "link.jpg").symlink_to(tree / "b.jpg")
    assert names_of(folder.listing([tmp_path / "link.jpg"])) == ["link.jpg"]


@posix
def test_pipes_sockets_and_devices_are_refused(tree, monkeypatch):
    os.mkfifo(tree / "pipe")
    monkeypatch.chdir(tree)
    with socket.socket(socket.AF_UNIX) as plug:
        plug.bind("plug")
        found = folder.listing([tree, "/dev/null"])
    assert [(refused.name, refused.reason.split(";")[0]) for refused in found.refused] == [
        ("pipe", "“pipe” is a pipe, not a file"),
        ("plug", "“plug” is a socket, not a file"),
        ("null", "“null” is a device, not a file"),
    ]
    assert len(found.files) == 3


def test_a_path_that_is_not_there_is_refused(tmp_path):
    (refused,) = folder.listing([tmp_path / "gone.jpg"]).refused
    assert refused.reason.startswith("“gone.jpg” cannot be read (")


def test_a_file_above_the_limit_is_kept_unread(tree):
    found = folder.listing([tree], limit=2)
    assert [file.warning is not None for file in found.files] == [False, False, True]
    assert "it is kept, but not read" in found.files[2].warning


def test_the_same_file_twice_is_taken_once(tree):
    assert len(folder.listing([tree / "b.jpg", tree, tree / "b.jpg"]).files) == 3


@posix
def test_a_name_that_is_no_utf8_keeps_its_bytes(tree):
    path = tree / os.fsdecode(b"f\xfcr.jpg")
    try:
        path.write_bytes(b"x")
    except OSError:
        return  # this file system holds UTF-8 names only
    (file,) = (file for file in folder.listing([tree]).files if not file.name_bytes.isascii())
    assert (file.name_bytes, file.name) == (b"f\xfcr.jpg", "f\\xfcr.jpg")
    assert file.path.read_bytes() == b"x"


def test_a_very_deep_folder_is_walked_to_its_end(tmp_path):
    here = tmp_path
    for _ in range(120):
        here = here / "d"
    here.mkdir(parents=True)
    (here / "end.jpg").write_bytes(b"x")
    assert names_of(folder.listing([tmp_path])) == ["end.jpg"]
