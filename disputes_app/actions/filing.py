"""What was sent of a case: kept as it was when the case reached a stage, and given back byte for byte."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from disputes_app.actions.act import Act, Done, act
from disputes_app.actions.cases import case_orders, reach_stage
from disputes_app.core import Core
from disputes_app.domain.cases import Case, Deadline, FiledFile, Filing, PacketRecord
from disputes_app.domain.claims import Stage, words
from disputes_app.domain.ids import CaseId, FilingId
from disputes_app.domain.moments import Moment
from disputes_app.errors import UserError
from disputes_app.progress import Progress, silent

TEXT_NAME = "text.txt"
"""What the words that were pasted are called when they are given back as a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What went out: files, to whom, under which case number there, the words pasted, until when an answer is due."""

    files: Sequence[Path] = ()
    sent_to: str = ""
    platform_number: str = ""
    text: str = ""
    answer_due: Moment | None = None


def file_case(
    core: Core,
    case: CaseId,
    stage: Stage,
    sent: Sent,
    at: Moment | None = None,
    note: str = "",
    progress: Progress = silent,
) -> Done[FilingId]:
    """Note that a case reached a stage by what was sent, and keep the very bytes and words of it.

    The files are in the library's store, on the disk, before anything refers to them. Raises UserError when
    one cannot be read or is empty, and as ``advance_case`` does.
    """
    for path in sent.files:
        if path.is_file() and not path.stat().st_size:
            raise UserError(f"{path.name} is empty; choose the file that was sent")
    stored = [(path.name, core.library.evidence.put(path, progress)) for path in sent.files]
    with act(core, "cases.file", f"Sent: {words(stage)}") as action:
        step = reach_stage(action, case, stage, at or core.now(), note)
        if sent.platform_number:
            action.tx.update(Case, case, platform_number=sent.platform_number)
        made = Filing(
            case_id=case,
            stage_id=step,
            sent_to=sent.sent_to,
            platform_number=sent.platform_number or action.tx.load(Case, case).platform_number,
            text=sent.text,
            answer_due=sent.answer_due,
            noted_at=core.now(),
        )
        filing = FilingId(action.tx.insert(made))
        for name, one in stored:
            action.tx.insert(FiledFile(filing_id=filing, name=name, sha256=one.sha256, size=one.size))
            for packet in action.tx.find(PacketRecord, "case_id = ? AND sha256 = ?", (case, one.sha256)):
                action.tx.update(PacketRecord, packet.id, filed_at=core.now())
        if made.answer_due is not None:
            _await_answer(action, made, made.answer_due)
    return action.done(filing)


def _await_answer(action: Act, made: Filing, due: Moment) -> None:
    """A date of the user's own reminds of the answer that was promised, until the case is past it."""
    order = case_orders(action, made.case_id)[0]
    awaited = Deadline(
        order_id=order,
        case_id=made.case_id,
        set_by="hand",
        action=made.awaited,
        due=due,
        added_at=made.noted_at,
    )
    action.tx.insert(awaited)


def give_back(core: Core, filing: FilingId, into: Path) -> list[Path]:
    """Write what was sent into a folder: each file with the bytes it had, and the words pasted as a text.

    Files of one name get a number. Raises UserError when the place cannot be written, something of that name
    lies there already, or a kept file is damaged; what was written before stays.
    """
    try:
        into.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise UserError(f"{into} cannot be made ({fault.strerror}); choose another folder") from fault
    taken: set[str] = set()
    written = []
    for file in core.library.find(FiledFile, "filing_id = ?", (filing,)):
        path = into / _free(file.name, taken)
        core.library.evidence.extract(file.sha256, path)
        written.append(path)
    text = core.library.load(Filing, filing).text
    if text:
        path = into / _free(TEXT_NAME, taken)
        try:
            with path.open("x", encoding="utf-8", newline="") as out:
                out.write(text)
        except FileExistsError:
            raise UserError(f"{path} is there already; choose another folder") from None
        except OSError as fault:
            raise UserError(f"{path} cannot be written ({fault.strerror}); choose another folder") from fault
        written.append(path)
    return written


def _free(name: str, taken: set[str]) -> str:
    """The name, with a number when another file of this filing has it, also on disks that know no case."""
    path = Path(name.replace("\\", "/"))  # a name in an archive of a case may try to lead elsewhere
    number, found = 1, path.name
    while found.casefold() in taken:
        number += 1
        found = f"{path.stem} ({number}){path.suffix}"
    taken.add(found.casefold())
    return found
