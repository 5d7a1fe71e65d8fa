from __future__ import annotations

import errno
import hashlib
import os
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes_app.errors import LibraryError, Stopped, UserError
from disputes_app.store import evidence_files
from disputes_app.store.evidence_files import EvidenceFiles


@pytest.fixture
def files(tmp_path):
    (tmp_path / "evidence").mkdir()
    return EvidenceFiles(tmp_path / "evidence")


def everything(files):
    return sorted(str(path.relative_to(files.folder)) for path in files.folder.rglob("*") if path.is_file())


def failing(monkeypatch, function, number):
    """Let a call of the operating system fail as a broken or full disk does."""

    def broken(*_, **__):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, function, broken)


@given(content=st.binary(max_size=200))
def test_a_file_comes_back_with_the_bytes_it_was_given(content, tmp_path_factory):
    folder = tmp_path_factory.mktemp("any")
    (folder / "evidence").mkdir()
    files = EvidenceFiles(folder / "evidence")
    stored = files.put(content)
    assert stored == (hashlib.sha256(content).hexdigest(), len(content), True)
    with files.open(stored.sha256) as file:
        assert file.read() == content
    files.extract(stored.sha256, folder / "copy")
    assert (folder / "copy").read_bytes() == content


def test_a_large_file_is_read_in_blocks_and_tells_where_it_is(files, tmp_path):
    content = os.urandom(2 * evidence_files.BLOCK + 7)
    (tmp_path / "film.mp4").write_bytes(content)
    steps = []
    stored = files.put(tmp_path / "film.mp4", lambda *step: steps.append(step))
    assert stored.sha256 == hashlib.sha256(content).hexdigest()
    assert files.size(stored.sha256) == len(content)
    assert steps[-1] == (len(content), len(content), "“film.mp4”")
    assert (tmp_path / "film.mp4").read_bytes() == content


def test_a_stored_file_lies_under_its_digest_and_is_read_only(files):
    sha256 = files.put(b"photo").sha256
    assert everything(files) == [f"{sha256[:2]}/{sha256}"]
    assert stat.S_IMODE(files.path(sha256).stat().st_mode) == 0o400
    assert stat.S_IMODE(files.path(sha256).parent.stat().st_mode) == 0o700


def test_the_same_content_is_stored_once(files):
    first, second = files.put(b"photo"), files.put(b"photo")
    assert (first.new, second.new) == (True, False)
    assert len(everything(files)) == 1


def test_an_empty_file_is_evidence_too(files):
    assert files.put(b"").size == 0


@pytest.mark.parametrize("content", [b"phot0", b"pho", b""])
def test_a_damaged_stored_copy_is_told_when_the_same_content_comes_again(files, content):
    sha256 = files.put(b"photo").sha256
    files.path(sha256).chmod(0o600)
    files.path(sha256).write_bytes(content)
    with pytest.raises(LibraryError, match="damaged"):
        files.put(b"photo")
    assert len(everything(files)) == 1


def test_stopping_leaves_nothing(files):
    def stop(done, total, what):
        if done:
            raise Stopped

    with pytest.raises(Stopped):
        files.put(b"photo", stop)
    assert everything(files) == []


@pytest.mark.parametrize(
    ("function", "number", "kind", "says"),
    [
        ("write", errno.ENOSPC, UserError, "full: the file needs 0.0 MB"),
        ("fsync", errno.EIO, LibraryError, "could not be stored"),
        ("write", errno.EIO, LibraryError, "could not be stored"),
        ("replace", errno.EIO, LibraryError, "could not be stored"),
        ("rename", errno.EIO, LibraryError, "could not be stored"),
        ("mkdir", errno.EROFS, LibraryError, "could not be stored"),
    ],
)
def test_a_failing_disk_is_told_and_leaves_nothing(files, monkeypatch, function, number, kind, says):
    with monkeypatch.context() as patched:
        failing(patched, function, number)
        if function in {"replace", "rename"}:
            failing(patched, "replace", number)
            failing(patched, "rename", number)
        with pytest.raises(kind, match=says) as caught:
            files.put(b"photo")
        assert caught.value.exit_status == (1 if number == errno.ENOSPC else 4)
    assert everything(files) == []
    assert files.put(b"photo").new


def test_a_disk_that_cannot_even_clean_up_is_told_all_the_same(files, monkeypatch):
    with monkeypatch.context() as patched:
        failing(patched, "fsync", errno.EIO)
        failing(patched, "unlink", errno.EIO)
        with pytest.raises(LibraryError, match="could not be stored"):
            files.put(b"photo")
    assert [name.endswith(".part") for name in everything(files)] == [True]


def test_a_disk_without_hard_links_takes_a_copy_as_well(files, tmp_path, monkeypatch):
    failing(monkeypatch, "link", errno.EPERM)
    sha256 = files.put(b"photo").sha256
    files.extract(sha256, tmp_path / "copy.jpg")
    assert (tmp_path / "copy.jpg").read_bytes() == b"photo"
    with pytest.raises(UserError, match="is there already"):
        files.extract(sha256, tmp_path / "copy.jpg")


def test_a_store_that_was_pulled_out_is_told_and_not_made_anew(files):
    files.folder.rmdir()
    with pytest.raises(LibraryError, match="drive is connected"):
        files.put(b"photo")
    assert not files.folder.exists()


def test_a_source_that_cannot_be_read_is_named(files, tmp_path):
    with pytest.raises(UserError, match="“absent photo” cannot be read"):
        files.put(tmp_path / "absent photo")
    (tmp_path / "a folder").mkdir()
    with pytest.raises(UserError, match="“a folder” cannot be read"):
        files.put(tmp_path / "a folder")
    assert everything(files) == []


def test_a_name_that_is_no_text_does_no_harm(files, tmp_path):
    path = tmp_path / os.fsdecode(b"bad\xff.jpg")
    path.write_bytes(b"photo")
    assert files.put(path).size == 5


def test_extracting_never_overwrites(files, tmp_path):
    sha256 = files.put(b"photo").sha256
    (tmp_path / "mine").write_bytes(b"mine")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("mine", "link"):
        with pytest.raises(UserError, match="is there already"):
            files.extract(sha256, tmp_path / name)
    assert (tmp_path / "mine").read_bytes() == b"mine"


def test_extracting_a_damaged_file_is_refused_and_leaves_nothing(files, tmp_path):
    sha256 = files.put(b"photo").sha256
    files.path(sha256).chmod(0o600)
    files.path(sha256).write_bytes(b"phot0")
    target = tmp_path / "out"
    target.mkdir()
    with pytest.raises(UserError, match="damaged"):
        files.extract(sha256, target / "copy.jpg")
    assert list(target.iterdir()) == []


def test_extracting_to_where_nothing_can_be_written_is_told(files, tmp_path):
    sha256 = files.put(b"photo").sha256
    with pytest.raises(UserError, match="cannot be written"):
        files.extract(sha256, tmp_path / "absent" / "copy.jpg")


def test_a_missing_file_is_told(files, tmp_path):
    for ask in (files.open, files.size, lambda sha256: files.extract(sha256, tmp_path / "copy")):
        with pytest.raises(UserError, match="is missing from the library"):
            ask("ab" * 32)


def test_a_stored_file_can_be_proven_and_removed_for_good(files):
    sha256 = files.put(b"photo").sha256
    assert files.state(sha256) == "ok"
    files.path(sha256).chmod(0o600)
    files.path(sha256).write_bytes(b"phot0")
    assert files.state(sha256) == "changed"
    for _ in range(2):
        files.remove(sha256)
        assert files.state(sha256) == "missing"
    assert files.put(b"photo").new
