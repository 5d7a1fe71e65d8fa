"""A case goes into another library and comes out the same; a damaged or foreign file takes nothing in."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime

import bagit
import pytest

from disputes_app.actions.case_archive import export_case, import_case
from disputes_app.actions.cases import advance_case
from disputes_app.actions.deadlines import set_deadline
from disputes_app.actions.evidence import file_evidence
from disputes_app.actions.exhibits import add_exhibits, caption_exhibit, redact_exhibit
from disputes_app.actions.messages import add_message
from disputes_app.actions.orders import delete_order
from disputes_app.cli import case_shapes, shapes
from disputes_app.domain.claims import Stage
from disputes_app.domain.shipments import Shipment
from disputes_app.errors import UserError
from disputes_app.queries.cases import case_detail
from disputes_app.queries.evidence import evidence_items
from disputes_app.store.checking import check
from tests.helpers.builders import a_case, a_document, a_file, a_library, an_order

AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def case(core, tmp_path):
    """A filed case with a file, a message, a parcel and a date, beside things of another order."""
    a_file(core, tmp_path, "loose.txt", "loose")
    an_order(core, "other")
    order = an_order(core, tracking_number="LP 1", platform_date="AE-03:2026-03-14")
    item = a_document(core, tmp_path)
    file_evidence(core, item, order)
    message = add_message(core, order, "Vetra", AT, "亲，您好", translation="Hello").value
    made = a_case(core, order)
    parcel = core.library.first(Shipment, "order_id = ?", (order,)).id
    shown = [("evidence", item), ("message", message), ("shipment", parcel)]
    exhibits = add_exhibits(core, made, shown).value
    caption_exhibit(core, exhibits[0], "The strap")
    redact_exhibit(core, exhibits[0], (0.1, 0.2, 0.3, 0.4))
    set_deadline(core, order, "Ring them", AT, case=made)
    advance_case(core, made, Stage.OPENED, AT)
    return made


@pytest.fixture
def other(tmp_path):
    """Another library, empty."""
    made = a_library(tmp_path / "other")
    yield made
    made.library.close()


def without_ids(value):
    """What is said of a case, but for the numbers each library gives itself."""
    ids = {"id", "evidence", "message", "shipment", "order", "parent", "refs", "case", "next_deadline"}
    if isinstance(value, dict):
        return {name: without_ids(one) for name, one in value.items() if name not in ids}
    return [without_ids(one) for one in value] if isinstance(value, list) else value


def told(core, case):
    detail = case_detail(core, core.library, case)
    windows = sorted(
        (row.window.rule.id, str(row.window.opens_at), str(row.window.closes_at), row.state)
        for row in detail.windows
    )
    items = [without_ids(shapes.evidence(one)) for one in detail.orders[0].evidence]
    return (
        without_ids(case_shapes.case(detail)), [without_ids(shapes.order(one)) for one in detail.orders], windows, items,
    )  # fmt: skip


def test_a_case_arrives_as_it_was_sent(core, case, other, tmp_path):
    path = tmp_path / "case.zip"
    made = export_case(core, case, path)
    assert (made.orders, made.evidence) == (1, 1)
    an_order(other, "first here")
    arrived = import_case(other, path).value
    assert told(other, arrived) == told(core, case)
    for one in evidence_items(other.library):
        assert other.library.evidence.state(one.sha256) == "ok"
    assert check(other.library.folder, deep=True).problems == []
    again = tmp_path / "again.zip"
    export_case(other, arrived, again)
    assert zipfile.ZipFile(again).namelist() == zipfile.ZipFile(path).namelist()


def test_an_archive_is_a_bag_that_other_programs_can_check(core, case, tmp_path):
    export_case(core, case, tmp_path / "case.zip")
    with zipfile.ZipFile(tmp_path / "case.zip") as archive:
        archive.extractall(tmp_path / "bag")
    (folder,) = (tmp_path / "bag").iterdir()
    assert bagit.Bag(str(folder)).is_valid()
    assert json.loads((folder / "data" / "case.json").read_text())["case"] == "2026-001"


def test_nothing_is_overwritten_or_taken_twice(core, case, other, tmp_path):
    path = tmp_path / "case.zip"
    export_case(core, case, path)
    before = path.read_bytes()
    with pytest.raises(UserError, match="ever overwritten"):
        export_case(core, case, path)
    assert path.read_bytes() == before
    import_case(other, path)
    with pytest.raises(UserError, match="in this library already"):
        import_case(other, path)
    assert other.library.value("SELECT count(*) FROM cases") == 1


def test_a_number_that_is_taken_becomes_the_next(core, case, other, tmp_path):
    export_case(core, case, tmp_path / "case.zip")
    own = an_order(other, "mine")
    a_case(other, own)
    arrived = import_case(other, tmp_path / "case.zip").value
    assert case_detail(other, other.library, arrived).case.number == "2026-002"
    delete_order(other, own)


def changed(path, into, name, data):
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(into, "w") as target:
        for one in source.namelist():
            target.writestr(one, data if one.endswith(name) else source.read(one))
    return into


def test_a_changed_archive_takes_nothing_in(core, case, other, tmp_path):
    path = tmp_path / "case.zip"
    export_case(core, case, path)
    sha256 = evidence_items(core.library)[1].sha256
    (tmp_path / "text.zip").write_text("made up")
    with zipfile.ZipFile(tmp_path / "slip.zip", "w") as slip:
        slip.writestr("../bagit.txt", "x")
    files = [
        changed(path, tmp_path / "file.zip", sha256, b"other"), changed(path, tmp_path / "json.zip", "case.json", b"{}"),
        tmp_path / "text.zip", tmp_path / "slip.zip", tmp_path / "absent.zip",
    ]  # fmt: skip
    for file in files:
        with pytest.raises(UserError):
            import_case(other, file)
    assert other.library.value("SELECT count(*) FROM orders") == 0
    assert check(other.library.folder, deep=True).problems == []


def test_an_archive_damaged_in_any_of_its_files_takes_nothing_in(core, case, other, tmp_path):
    path, hurt = tmp_path / "case.zip", tmp_path / "hurt.zip"
    export_case(core, case, path)
    whole = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
    for one in members:
        begin = one.header_offset + 30 + len(one.filename)
        for at in (begin, begin + one.compress_size // 2):
            hurt.write_bytes(whole[:at] + bytes([whole[at] ^ 0x5A]) + whole[at + 1 :])
            with pytest.raises(UserError, match="nothing of it was taken"):
                import_case(other, hurt)
    assert check(other.library.folder, deep=True).problems == []


def rewritten(path, into, change):
    """The archive with other tables in it, and checksums that agree with them."""
    folder = into.with_suffix("")
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    (root,) = folder.iterdir()
    told = root / "data" / "case.json"
    about = json.loads(told.read_text())
    change(about["tables"])
    told.write_text(json.dumps(about))
    bagit.Bag(str(root)).save(manifests=True)
    with zipfile.ZipFile(into, "w") as archive:
        for file in sorted(one for one in root.rglob("*") if one.is_file()):
            archive.write(file, file.relative_to(folder).as_posix())
    return into


FORGED = {
    "a table that is a word": lambda tables: tables.update(exhibits="none"),
    "rows that are numbers": lambda tables: tables.update(evidence=[1, 2]),
    "an amount that is a word": lambda tables: tables["orders"][0].update(total_minor="much"),
    "a value that is a list": lambda tables: tables["orders"][0].update(title=["a", "b"]),
    "a field there is not": lambda tables: tables["orders"][0].update(made_up=1),
    "a field that is missing": lambda tables: tables["orders"][0].pop("number"),
    "an exhibit of nothing": lambda tables: tables["exhibits"][0].update(evidence_id=999),
    "a stage there is not": lambda tables: tables["case_stages"][0].update(stage="flying"),
    "a day there is not": lambda tables: tables["evidence"][0].update(added_at="yesterday"),
    "a date of no kind": lambda tables: tables["order_dates"][0].update(kind="none"),
    "a claim there is not": lambda tables: tables["cases"][0].update(claim="bored"),
    "another file's digest": lambda tables: tables["evidence"][0].update(sha256="0" * 64),
}


def test_an_archive_that_holds_what_no_case_has_leaves_nothing_behind(core, case, other, tmp_path):
    export_case(core, case, tmp_path / "case.zip")
    for number, (what, change) in enumerate(FORGED.items()):
        forged = rewritten(tmp_path / "case.zip", tmp_path / f"{number}.zip", change)
        try:
            import_case(other, forged)
        except UserError:
            continue
        pytest.fail(f"{what} was taken in")
    assert other.library.value("SELECT count(*) FROM orders") == 0
    assert check(other.library.folder, deep=True).problems == []


def test_a_locked_archive_is_named_as_such(core, case, other, tmp_path):
    export_case(core, case, tmp_path / "case.zip")
    data = bytearray((tmp_path / "case.zip").read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(mark, at + 4)
    (tmp_path / "locked.zip").write_bytes(data)
    with pytest.raises(UserError, match="locked with a password"):
        import_case(other, tmp_path / "locked.zip")
