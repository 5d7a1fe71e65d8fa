"""A case carried from one library to another by command."""

from __future__ import annotations

import zipfile

from tests.helpers.commands import Commands, fields


def test_a_case_is_carried_to_another_library(run, tmp_path, capsys):
    run.done("orders", "add", *fields())
    (tmp_path / "note.txt").write_text("made up")
    item = run.done("import", tmp_path / "note.txt", "--order", "8193045772164402")["items"][0]
    case = run.done("cases", "open", "8193045772164402", "--claim", "defective")
    run.done("exhibits", "add", case["id"], item["id"])
    path = tmp_path / "case.zip"
    made = run.done("case-archive", "export", case["number"], "-o", path)
    assert made == {"path": str(path), "orders": 1, "evidence": 1}
    assert run("case-archive", "export", case["number"], "-o", path).status == 1

    other = Commands(tmp_path / "other", capsys)
    other.done("init")
    arrived = other.done("case-archive", "import", path)
    assert (arrived["number"], arrived["exhibits"][0]["title"]) == (case["number"], "note.txt")
    other.done("evidence", "extract", arrived["exhibits"][0]["evidence"], "-o", tmp_path / "back.txt")
    assert (tmp_path / "back.txt").read_text() == "made up"
    assert other.done("check", "--deep")["problems"] == []


def test_a_damaged_archive_is_one_line_and_takes_nothing_in(run, tmp_path):
    run.done("orders", "add", *fields())
    case = run.done("cases", "open", "8193045772164402", "--claim", "late")
    run.done("case-archive", "export", case["number"], "-o", tmp_path / "case.zip")
    with zipfile.ZipFile(tmp_path / "case.zip") as whole, zipfile.ZipFile(tmp_path / "cut.zip", "w") as cut:
        for name in whole.namelist():
            data = whole.read(name)
            cut.writestr(name, data[:-1] + b" " if name.endswith("case.json") else data)
    for name in ("cut.zip", "absent.zip"):
        answer = run("case-archive", "import", tmp_path / name)
        assert (answer.status, answer.out) == (1, "")
        assert answer.err.count("\n") == 1
    assert run.done("orders", "list")["total"] == 1
