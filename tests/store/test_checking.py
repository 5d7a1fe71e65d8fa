from __future__ import annotations

import os
import random
import sqlite3
from contextlib import closing

import pytest

from disputes_app.errors import LibraryError
from disputes_app.store import checking, search_index
from disputes_app.store import library as libraries
from tests.store.builders import a_case, a_message, add, add_file, an_exhibit, an_item, an_order, at_now


def fill(library):
    with library.action("fill", "Filled") as tx:
        orders = tx.insert_many([an_order(f"8193-{number}", title=f"Thing {number}") for number in range(40)])
        tx.insert_many([an_item(order, f"Item of {order}") for order in orders])
        tx.insert_many(
            [a_message(f"message {number} 商品破损了", order_id=orders[number % 40]) for number in range(80)]
        )
    item = add_file(library, b"first photo", name="first.jpg", order_id=orders[0])
    add_file(library, b"second photo", name="second.jpg")
    (case,) = add(library, a_case())
    add(library, an_exhibit(case, item))


@pytest.fixture
def filled(folder):
    with libraries.create(folder, at_now) as library:
        fill(library)
    return folder


def found(folder, *, deep=True):
    return [(one.what, one.where, one.severity) for one in checking.check(folder, deep=deep).problems]


def paths_of(folder):
    """The files of the two evidence items."""
    with libraries.open_library(folder, "read") as library:
        return [
            library.evidence.path(row[0]) for row in library.rows("SELECT sha256 FROM evidence ORDER BY id")
        ]


def write(path, content):
    path.chmod(0o600)
    path.write_bytes(content)


@pytest.mark.parametrize("deep", [False, True])
def test_a_whole_library_has_no_findings_and_is_counted(filled, deep):
    report = checking.check(filled, deep=deep)
    assert (report.ok, report.problems) == (True, [])
    assert (report.counts["orders"], report.counts["messages"], report.counts["files"]) == (40, 80, 2)


def test_a_check_works_beside_a_writer_and_sees_one_moment(filled):
    with libraries.open_library(filled) as library, library.action("edit", "Edited") as tx:
        tx.execute("UPDATE orders SET note = 'half done'")
        assert checking.check(filled, deep=True).problems == []


def test_a_check_changes_nothing(filled):
    def state():
        return {
            path: (path.stat().st_mtime_ns, path.stat().st_size)
            for path in filled.rglob("*")
            if path.is_file()
        }

    before = state()
    checking.check(filled, deep=True)
    assert state() == before


FIRST = "evidence e1 “first.jpg”, order 8193-0, case 2026-007"


def test_a_missing_file_is_named_with_its_item_order_and_case(filled):
    paths_of(filled)[0].unlink()
    assert found(filled, deep=False) == [("missing", FIRST, "error")]


@pytest.mark.parametrize(
    ("content", "quick"),
    [(b"first phot0", False), (b"first", True), (b"", True), (b"first photo and more", True)],
)
def test_a_file_with_other_bytes_is_named(filled, content, quick):
    write(paths_of(filled)[0], content)
    assert found(filled) == [("damaged", FIRST, "error")]
    assert bool(found(filled, deep=False)) == quick


def test_two_files_in_each_others_place_are_named(filled):
    first, second = paths_of(filled)
    contents = first.read_bytes(), second.read_bytes()
    write(first, contents[1])
    write(second, contents[0])
    assert [what for what, _, _ in found(filled)] == ["damaged", "damaged"]


def test_a_link_in_place_of_a_file_is_no_file(filled, tmp_path):
    first, _ = paths_of(filled)
    first.rename(tmp_path / "moved")
    first.symlink_to(tmp_path / "moved")
    assert found(filled) == [("missing", FIRST, "error")]


def test_touching_a_file_is_no_alarm(filled):
    first, second = paths_of(filled)
    os.utime(first, (1, 1))
    second.chmod(0o644)
    assert found(filled) == []


def test_files_nobody_uses_are_named_but_do_no_harm(filled):
    with libraries.open_library(filled) as library:
        sha256 = library.evidence.put(b"stray").sha256
    (filled / "evidence" / "notes.txt").write_text("mine")
    (filled / "evidence" / "0123.part").write_text("half")
    report = checking.check(filled, deep=True)
    assert report.ok
    assert sorted((one.what, one.where, one.severity) for one in report.problems) == [
        ("leftover", "evidence/0123.part", "info"),
        ("orphan", f"evidence/{sha256[:2]}/{sha256}", "warning"),
        ("orphan", "evidence/notes.txt", "warning"),
    ]
    libraries.open_library(filled).close()
    assert "leftover" not in {what for what, _, _ in found(filled)}


def shell(folder, *statements):
    with closing(sqlite3.connect(folder / "library.db")) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE orders SET note = 'x' WHERE id = 7", "orders row 7 (number 8193-6)"),
        ("DELETE FROM items WHERE id = 3", "items row 3"),
        ("INSERT INTO items (order_id, title) VALUES (1, 'x')", "items row 41"),
        ("UPDATE journal SET summary = 'x' WHERE seq = 1", "journal entry 1"),
        ("DROP INDEX orders_by_number_key", "library.db, index orders_by_number_key"),
        ("DROP TRIGGER journal_not_shortened", "library.db, trigger journal_not_shortened"),
        ("ALTER TABLE orders ADD COLUMN mood TEXT", "library.db, table orders"),
    ],
)
def test_what_was_changed_behind_our_back_is_named(filled, statement, where):
    shell(filled, "DROP TRIGGER journal_not_changed", statement)
    findings = [one for one in found(filled) if one[1] != "library.db, trigger journal_not_changed"]
    assert ("changed", where, "error") in findings


def test_rows_that_belong_to_nothing_are_found(filled):
    shell(filled, "DELETE FROM orders WHERE id = 2")
    assert ("damaged", "items row 2", "error") in found(filled, deep=False)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE search_docs SET words = 'x' WHERE kind = 'order' AND row_id = 3",
        "DELETE FROM search_docs WHERE kind = 'order' AND row_id = 3",
    ],
)
def test_an_index_that_does_not_fit_is_a_warning_and_can_be_made_anew(filled, statement):
    shell(filled, statement)
    assert ("changed", "search index, order 3", "warning") in found(filled)
    with libraries.open_library(filled) as library, library.action("index", "Indexed") as tx:
        search_index.rebuild(tx)
    assert found(filled) == []


def test_words_that_do_not_fit_their_documents_are_found(filled):
    shell(filled, "DELETE FROM search_data WHERE id > 10")
    assert ("damaged", "search index", "warning") in found(filled)


def content_of(database):
    """Everything a person put in, or None when the database cannot be read."""
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            tables = (
                "orders",
                "items",
                "messages",
                "evidence",
                "cases",
                "exhibits",
                "journal",
                "journal_rows",
            )
            return [
                connection.execute(
                    f"SELECT * FROM {table} ORDER BY id, 1" if table != "journal" else "SELECT * FROM journal"
                ).fetchall()
                for table in tables
            ]
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return None


def damage(database, chosen):
    """One of five kinds of damage at a random place."""
    content = bytearray(database.read_bytes())
    place = chosen.randrange(len(content))
    page = place // 4096 * 4096
    kind = chosen.choice(["bit", "bytes", "page", "tail", "swap"])
    if kind == "bit":
        content[place] ^= 1 << chosen.randrange(8)
    elif kind == "bytes":
        content[place : place + 512] = chosen.randbytes(len(content[place : place + 512]))
    elif kind == "page":
        content[page : page + 4096] = bytes(4096)
    elif kind == "tail":
        del content[place:]
    else:
        other = chosen.randrange(len(content) // 4096) * 4096
        content[page : page + 4096], content[other : other + 4096] = (
            content[other : other + 4096],
            content[page : page + 4096],
        )
    database.write_bytes(content)


def test_damage_of_the_database_is_found_wherever_it_changes_content(filled):
    database = filled / "library.db"
    whole, before = database.read_bytes(), content_of(database)
    chosen = random.Random(7)
    changed = 0
    for _ in range(60):
        damage(database, chosen)
        try:
            is_ok = checking.check(filled, deep=True).ok
        except LibraryError:
            is_ok = False
        for rest in filled.glob("library.db-*"):
            rest.unlink()
        is_changed = content_of(database) != before
        changed += is_changed
        assert not (is_changed and is_ok)
        for rest in filled.glob("library.db-*"):
            rest.unlink()
        database.write_bytes(whole)
    assert changed > 20


def test_a_database_that_cannot_be_read_still_lets_its_files_be_checked(filled):
    first, _ = paths_of(filled)
    write(first, b"other")
    (filled / "library.db").write_bytes(b"nothing of a database " * 500)
    findings = found(filled)
    assert ("damaged", "library.db", "error") in findings
    assert len(findings) == 3


def test_there_is_nothing_to_check_where_no_library_is(tmp_path):
    with pytest.raises(LibraryError, match="no library in"):
        checking.check(tmp_path)


def test_others_may_look_at_the_same_moment_as_well(filled):
    def windows(reader):
        count = reader.value("SELECT count(*) FROM orders")
        yield checking.Problem("changed", "windows", f"{count} orders without windows.")

    report = checking.check(filled, also=[windows])
    assert not report.ok
    assert report.problems == [("changed", "windows", "40 orders without windows.", "error")]
