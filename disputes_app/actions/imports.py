"""Taking in files: the bytes are safe first, then a child process reads them, then they find their order."""

from __future__ import annotations

import hashlib
import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

from disputes_app.actions import findings
from disputes_app.actions.act import Act, act
from disputes_app.actions.evidence import refile
from disputes_app.core import Core
from disputes_app.domain.changes import Changes
from disputes_app.domain.evidence import Evidence, EvidenceKind, Reading
from disputes_app.domain.ids import EvidenceId, OrderId, written
from disputes_app.errors import UserError
from disputes_app.importers import folder
from disputes_app.importers.base import Found
from disputes_app.importers.folder import Intake
from disputes_app.importers.reading import Reader
from disputes_app.progress import Progress, silent
from disputes_app.store.evidence_files import Stored
from disputes_app.store.library import Reader as Rows

# ``Reader`` as well: who imports many times in a row keeps one running.
__all__ = ["ImportReport", "ImportedItem", "Reader", "import_paths", "nobody"]

log = logging.getLogger(__name__)
BATCH = 16
"""How many files share one transaction: few enough that a stop or a crash costs little."""
_SAME = "the same file is there already"


@dataclass(frozen=True, slots=True)
class ImportedItem:
    """What became of one input. ``result`` is new, updated, unchanged or rejected."""

    path: str
    kind: str
    result: str
    reason: str = ""
    order: OrderId | None = None
    evidence: EvidenceId | None = None
    sha256: str = ""


def _no_counts() -> dict[str, Counter[str]]:
    things = ("orders", "messages", "shipments", "payments", "evidence")
    return {thing: Counter(new=0, updated=0, unchanged=0) for thing in things}


@dataclass(slots=True)
class ImportReport:
    """What an import did: each input's fate, counts by kind of thing, and what found no order."""

    items: list[ImportedItem] = field(default_factory=list)
    counts: dict[str, Counter[str]] = field(default_factory=_no_counts)
    unlinked: list[str] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)
    journal: list[int] = field(default_factory=list)

    @property
    def rejected(self) -> list[ImportedItem]:
        """The inputs that were not taken, each with its reason."""
        return [item for item in self.items if item.result == "rejected"]


def nobody(item: ImportedItem) -> None:
    """The default listener: nobody waits for single items."""


def import_paths(
    core: Core,
    paths: Sequence[Path],
    *,
    order: OrderId | None = None,
    kind: EvidenceKind | None = None,
    caption: str = "",
    dry_run: bool = False,
    on_item: Callable[[ImportedItem], None] = nobody,
    reader: Reader | None = None,
    progress: Progress = silent,
) -> ImportReport:
    """Take in files and folders; each item is told to ``on_item`` once it is durable.

    A file already known by its content is unchanged; one that cannot be read is kept and says so; only
    what cannot be kept at all (absent, empty, not a file) is rejected. ``dry_run`` stores nothing. A ``reader``
    given is used and left running, which spares its start where many imports follow one another.
    """
    report = ImportReport()
    listing = folder.listing(paths)
    for refused in listing.refused:
        _tell(report, ImportedItem(str(refused.path), "other", "rejected", refused.reason), on_item)
    files = [intake for intake in listing.files if not _refuse_empty(report, intake, on_item)]
    told: dict[str, ImportedItem] = {}
    marks: set[str] = set()
    with nullcontext(reader) if reader else Reader(_room(core)) as running:
        for start in range(0, len(files), BATCH):
            progress(start, len(files), files[start].name)
            batch = files[start : start + BATCH]
            items = (
                _look(core, batch, running, order, kind, report, told, marks)
                if dry_run
                else _take(core, batch, running, order, kind, caption, report)
            )
            for item in items:
                _tell(report, item, on_item)
    progress(len(files), len(files), "")
    return report


def _room(core: Core) -> Path | None:
    """Where attachments lie until they are kept: inside the library, whose leftovers its next start clears."""
    return None if core.library.read_only else core.library.folder / "cache"


def _refuse_empty(report: ImportReport, intake: Intake, on_item: Callable[[ImportedItem], None]) -> bool:
    if intake.size == 0:
        reason = f"{intake.name} is empty; there is nothing to keep"
        _tell(report, ImportedItem(str(intake.path), "other", "rejected", reason), on_item)
    return intake.size == 0


def _tell(report: ImportReport, item: ImportedItem, on_item: Callable[[ImportedItem], None]) -> None:
    report.items.append(item)
    if item.result != "rejected":
        report.counts["evidence"][item.result] += 1
    if item.evidence is not None and item.order is None:
        report.unlinked.append(written("evidence", item.evidence))
    on_item(item)


def _look(
    core: Core,
    batch: Sequence[Intake],
    reader: Reader,
    order: OrderId | None,
    kind: EvidenceKind | None,
    report: ImportReport,
    told: dict[str, ImportedItem],
    marks: set[str],
) -> Iterator[ImportedItem]:
    """What ``_take`` would say, with nothing stored; ``told`` and ``marks`` are the files and messages of before."""
    for intake in batch:
        path = str(intake.path)
        try:
            sha256 = _digest(intake.path)
        except UserError as fault:
            yield ImportedItem(path, "other", "rejected", str(fault))
            continue
        known, moves = _known(core.library, sha256, order)
        if sha256 in told:
            yield replace(told[sha256], path=path, result="unchanged", reason=_SAME)
            continue
        if known is not None:
            result = "updated" if moves else "unchanged"
            of_order = order or known.order_id
            told[sha256] = ImportedItem(path, known.kind, result, _SAME, of_order, known.id, sha256)
            yield told[sha256]
            continue
        found = None if intake.warning else reader.read(intake.path, intake.name)
        match = findings.matched_order(core.library, found) if found and order is None else None
        target = order or (OrderId(match.order) if match else None)
        if found is not None:
            findings.foresee(core.library, found, reader, target, report.counts, marks)
        notes = findings.notes(found, match, intake.name) if found else [intake.warning or ""]
        told[sha256] = ImportedItem(
            path,
            kind or (findings.evidence_kind(found) if found else EvidenceKind.OTHER),
            "new",
            "; ".join(notes),
            target,
            None,
            sha256,
        )
        yield told[sha256]


def _known(rows: Rows, sha256: str, order: OrderId | None) -> tuple[Evidence | None, bool]:
    """The item that holds a file already, in this order or unfiled; and whether it now goes to the order."""
    same = rows.find(Evidence, "sha256 = ? AND deleted_at IS NULL", (sha256,), order="id")
    here = next((one for one in same if order in (None, one.order_id)), None)
    unfiled = next((one for one in same if one.order_id is None), None)
    return here or unfiled, here is None and unfiled is not None


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as fault:
        raise UserError(f"{path} cannot be read: {fault.strerror}") from fault


def _take(
    core: Core,
    batch: Sequence[Intake],
    reader: Reader,
    order: OrderId | None,
    kind: EvidenceKind | None,
    caption: str,
    report: ImportReport,
) -> Iterator[ImportedItem]:
    kept: list[tuple[Intake, EvidenceId, str]] = []
    unreadable: list[ImportedItem] = []
    stored = []
    for intake in batch:
        try:
            stored.append((intake, core.library.evidence.put(intake.path)))
        except UserError as fault:
            unreadable.append(ImportedItem(str(intake.path), "other", "rejected", str(fault)))
    with act(core, "import.keep", f"Files kept: {len(stored)}") as action:
        for intake, file in stored:
            known, moves = _known(action.tx, file.sha256, order)
            if known is not None and moves:
                refile(action, known, order)
            evidence = known.id if known else _insert(action, intake, file, order, kind, caption)
            kept.append((intake, evidence, "updated" if moves else "unchanged" if known else "new"))
        action.touch(orders=[order] if order else [])
    report.journal.append(action.tx.seq)
    report.changes |= Changes(frozenset(action.orders), frozenset(action.cases))
    waiting: dict[EvidenceId, tuple[Intake, str]] = {}
    for intake, evidence, _ in kept:
        row = core.library.load(Evidence, evidence)
        if row.reading is Reading.WAITING:
            waiting.setdefault(evidence, (intake, row.sha256))
    read = [
        (evidence, None if intake.warning else reader.read(core.library.evidence.path(sha256), intake.name))
        for evidence, (intake, sha256) in waiting.items()
    ]
    notes = _apply(core, read, reader, kind, report)
    yield from unreadable
    for intake, evidence, result in kept:
        row = core.library.load(Evidence, evidence)
        # Kept by an import that was cut short, and read only now.
        resumed = result == "unchanged" and evidence in notes and waiting[evidence][0] is intake
        reason = notes.get(evidence, "") if result == "new" or resumed else _SAME
        told = "updated" if resumed else result
        yield ImportedItem(str(intake.path), row.kind, told, reason, row.order_id, evidence, row.sha256)


def _insert(
    action: Act, intake: Intake, file: Stored, order: OrderId | None, kind: EvidenceKind | None, caption: str
) -> EvidenceId:
    item = Evidence(
        sha256=file.sha256,
        size=file.size,
        name=intake.name,
        name_bytes=intake.name_bytes,
        media_type="application/octet-stream",
        kind=kind or EvidenceKind.OTHER,
        order_id=order,
        caption=caption,
        reading_note=intake.warning or "",
        origin="file",
        added_at=action.core.now(),
    )
    return EvidenceId(action.tx.insert(item))


def _apply(
    core: Core,
    read: Sequence[tuple[EvidenceId, Found | None]],
    reader: Reader,
    kind: EvidenceKind | None,
    report: ImportReport,
) -> dict[EvidenceId, str]:
    """Store what was read in the files, and give each file its order; the note says what a person should know."""
    if not read:
        return {}
    attached = findings.keep_attachments(core, [found for _, found in read if found], reader)
    with act(core, "import.read", f"Files read: {len(read)}") as action:
        notes = {
            evidence: _applied(action, evidence, found, attached, kind, report) for evidence, found in read
        }
    report.journal.append(action.tx.seq)
    report.changes |= Changes(frozenset(action.orders), frozenset(action.cases))
    return notes


def _applied(
    action: Act,
    evidence: EvidenceId,
    found: Found | None,
    attached: findings.Attached,
    kind: EvidenceKind | None,
    report: ImportReport,
) -> str:
    """What was read in one file; where it cannot be stored, that reading is lost and not those of the others."""
    counts = _no_counts()
    try:
        with action.tx.apart():
            note = findings.apply(action, evidence, found, attached, kind, counts)
    except UserError:
        raise
    except Exception:
        log.exception("what was read in evidence %s cannot be stored", evidence)
        name = action.tx.load(Evidence, evidence).name
        note = f"“{name}” is kept, but what was read in it cannot be stored."
        action.tx.update(Evidence, evidence, reading=Reading.UNREADABLE, reading_note=note)
        return note
    for thing, one in counts.items():
        report.counts[thing].update(one)
    return note
