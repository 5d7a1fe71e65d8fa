"""Things done with one gesture that are several actions: they follow one another and are undone together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from disputes_app.actions import evidence, exhibits, imports
from disputes_app.actions.act import Done
from disputes_app.core import Core
from disputes_app.domain.cases import Exhibit
from disputes_app.domain.changes import Changes
from disputes_app.domain.evidence import Evidence
from disputes_app.domain.ids import CaseId, EvidenceId, ExhibitId, OrderId
from disputes_app.domain.moved import Moved
from disputes_app.gui.screens.case.marking import Cover, Item
from disputes_app.progress import Progress, silent


@dataclass(frozen=True)
class Did:
    """What several actions came to: the exhibits they made, and what could not be taken and why."""

    changes: Changes
    journal: list[int]
    exhibits: tuple[ExhibitId, ...] = ()
    refused: tuple[str, ...] = ()
    moved: tuple[Moved, ...] = ()


def _together(done: Sequence[Done[Any]]) -> Did:
    changes = Changes()
    for one in done:
        changes |= one.changes
    return Did(
        changes, [one.journal for one in done], moved=tuple(moved for one in done for moved in one.moved)
    )


def add_files(
    core: Core,
    case: CaseId,
    order: OrderId,
    paths: Sequence[Path],
    proves: str = "",
    progress: Progress = silent,
) -> Did:
    """Take in files for an order and use them as exhibits; ``proves`` is the code of what they are to show."""
    report = imports.import_paths(core, paths, order=order, progress=progress)
    changes, journal = report.changes, list(report.journal)
    found = list(dict.fromkeys(item.evidence for item in report.items if item.evidence is not None))
    refused = tuple(item.reason for item in report.rejected)
    if not found:
        return Did(changes, journal, refused=refused)
    did = use_as_proof(core, case, order, found, proves)
    return Did(changes | did.changes, [*journal, *did.journal], did.exhibits, refused)


def use_as_proof(
    core: Core, case: CaseId, order: OrderId, items: Sequence[EvidenceId], proves: str = ""
) -> Did:
    """Use items as exhibits, where they are none yet; those without an order go to this one.

    ``proves`` is the code of what they show, if any.
    """
    homeless = [one for one in items if core.library.load(Evidence, one).order_id is None]
    there = {row.evidence_id for row in core.library.find(Exhibit, "case_id = ?", (case,))}
    new = [("evidence", one) for one in items if one not in there]
    steps: list[Done[Any]] = []
    if homeless:
        steps.append(evidence.file_several(core, dict.fromkeys(homeless, order)))
    added = exhibits.add_exhibits(core, case, new) if new else None
    if added is not None:
        steps.append(added)
    for one in items if proves else ():
        codes = core.library.load(Evidence, one).proves.split()
        if proves not in codes:
            steps.append(evidence.describe_evidence(core, one, proves=" ".join([*codes, proves])))
    return replace(_together(steps), exhibits=tuple(added.value) if added else ())


def cover_and_mark(
    core: Core,
    exhibit: ExhibitId,
    items: Sequence[Item],
    caption: str | None = None,
    turn: int = 0,
) -> Did:
    """Let exactly these areas of an exhibit be covered, and these marks stand on it, under another caption if given.

    Its picture is turned to the right by ``turn`` degrees, and they lie on it as it is then.
    """
    done: list[Done[None]] = [
        exhibits.uncover_exhibit(core, exhibit),
        exhibits.clear_callouts(core, exhibit),
    ]
    if by := (turn - core.library.load(Exhibit, exhibit).turn) % 360:
        done.append(exhibits.turn_exhibit(core, exhibit, by))
    for item in items:
        if isinstance(item, Cover):
            box = (item.x, item.y, item.width, item.height)
            done.append(exhibits.redact_exhibit(core, exhibit, box, item.page))
        else:
            at, to = (item.x, item.y), (item.to_x, item.to_y)
            done.append(exhibits.callout_exhibit(core, exhibit, at, to, item.text, item.page))
    if caption is not None:
        done.append(exhibits.caption_exhibit(core, exhibit, caption))
    return _together(done)
