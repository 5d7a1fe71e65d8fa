"""What a user can do to the exhibits of a case: add, order, caption, redact, mark, take out."""

from __future__ import annotations

from collections.abc import Sequence

from disputes_app.actions.act import Act, Done, act
from disputes_app.actions.cases import case_orders, freeze_letters
from disputes_app.core import Core
from disputes_app.domain.cases import Callout, Case, Exhibit, Redaction
from disputes_app.domain.claims import Stage
from disputes_app.domain.evidence import Evidence
from disputes_app.domain.ids import CaseId, ExhibitId, written
from disputes_app.domain.messages import Message
from disputes_app.domain.turning import turned_box, turned_point
from disputes_app.errors import UsageError, UserError

SOURCES = {"evidence": "evidence_id", "message": "message_id", "shipment": "shipment_id"}


def add_exhibits(core: Core, case: CaseId, sources: Sequence[tuple[str, int]]) -> Done[list[ExhibitId]]:
    """Use evidence items, messages or tracking histories, given as (kind, id), as exhibits of a case.

    One that is there already stays where it is. On a filed case new ones take the next free letters. Raises
    UserError for one that is in the bin.
    """
    with act(core, "exhibits.add", f"Exhibits added: {len(sources)}") as action:
        kept = _exhibits(action, case)
        added: list[ExhibitId] = []
        for kind, number in sources:
            column = SOURCES[kind]
            same = [exhibit.id for exhibit in kept if getattr(exhibit, column) == number]
            if same:
                added.append(same[0])
                continue
            caption = _caption(action, kind, number)
            position = kept[-1].position + 1 if kept else 1
            exhibit = Exhibit(case_id=case, position=position, caption=caption, **{column: number})  # type: ignore[arg-type]
            added.append(ExhibitId(action.tx.insert(exhibit)))
            kept = _exhibits(action, case)
        if action.tx.load(Case, case).stage != Stage.PREPARING:
            freeze_letters(action, case)
        _touch(action, case)
    return action.done(added)


def order_exhibits(core: Core, case: CaseId, wanted: Sequence[ExhibitId]) -> Done[None]:
    """Put exhibits into this order; ones not named keep theirs, after the named.

    Raises UserError once letters are frozen by filing, UsageError for one that is not of this case.
    """
    with act(core, "exhibits.order", "Exhibits put in order") as action:
        kept = _exhibits(action, case)
        if any(exhibit.letter for exhibit in kept):
            raise UserError("the letters of a filed case are frozen, so its exhibits cannot be moved")
        ids = [exhibit.id for exhibit in kept]
        strangers = [exhibit for exhibit in wanted if exhibit not in ids]
        if strangers:
            raise UsageError(
                "an exhibit to be ordered is not in this case; “cases show” lists those that are"
            )
        ordered = list(dict.fromkeys([*wanted, *ids]))
        for position, exhibit in enumerate(ordered, 1):
            action.tx.update(Exhibit, exhibit, position=position)
        _touch(action, case)
    return action.done(None)


def caption_exhibit(core: Core, exhibit: ExhibitId, caption: str) -> Done[None]:
    """Say in a few words what an exhibit shows."""
    with act(core, "exhibits.caption", "Caption changed") as action:
        kept = action.tx.load(Exhibit, exhibit)
        action.tx.update(Exhibit, exhibit, caption=caption.strip())
        _touch(action, kept.case_id)
    return action.done(None)


def redact_exhibit(
    core: Core, exhibit: ExhibitId, box: tuple[float, float, float, float], page: int = 1
) -> Done[None]:
    """Cover a box (x, y, width, height as fractions of the picture or page as it is turned) in every packet.

    Raises UsageError when the box is not inside the picture or there is no such page, UserError when the
    exhibit is no picture or document: its words would stand in the packet all the same.
    """
    x, y, width, height = box
    inside = x >= 0 and y >= 0 and width > 0 and height > 0 and x + width <= 1.0001 and y + height <= 1.0001
    if not inside or page < 1:
        raise UsageError(
            "a box is X,Y,W,H in fractions of the picture, each from 0 to 1, such as 0.1,0.2,0.3,0.1"
        )
    with act(core, "exhibits.redact", "Area covered") as action:
        kept = action.tx.load(Exhibit, exhibit)
        _page_of(action, kept, page, "covered")
        action.tx.insert(Redaction(exhibit_id=exhibit, page=page, x=x, y=y, width=width, height=height))
        _touch(action, kept.case_id)
    return action.done(None)


def turn_exhibit(core: Core, exhibit: ExhibitId, degrees: int) -> Done[None]:
    """Turn the picture of an exhibit to the right in every packet, with what covers and marks it.

    Raises UsageError for anything but quarters, UserError when the exhibit is no picture; the file stays as
    it is.
    """
    if degrees % 90:
        raise UsageError("a picture is turned by 90, 180 or 270 degrees")
    with act(core, "exhibits.turn", "Picture turned") as action:
        kept = action.tx.load(Exhibit, exhibit)
        item = action.tx.load(Evidence, kept.evidence_id) if kept.evidence_id else None
        if item is None or not item.media_type.startswith("image/"):
            raise UserError("only pictures can be turned; this exhibit is none")
        action.tx.update(Exhibit, exhibit, turn=(kept.turn + degrees) % 360)
        for box in action.tx.find(Redaction, "exhibit_id = ?", (exhibit,)):
            x, y, width, height = turned_box((box.x, box.y, box.width, box.height), degrees)
            action.tx.update(Redaction, box.id, x=x, y=y, width=width, height=height)
        for mark in action.tx.find(Callout, "exhibit_id = ?", (exhibit,)):
            (x, y), (to_x, to_y) = (
                turned_point(one, degrees) for one in ((mark.x, mark.y), (mark.to_x, mark.to_y))
            )
            action.tx.update(Callout, mark.id, x=x, y=y, to_x=to_x, to_y=to_y)
        _touch(action, kept.case_id)
    return action.done(None)


def uncover_exhibit(core: Core, exhibit: ExhibitId) -> Done[None]:
    """Take all boxes off an exhibit."""
    with act(core, "exhibits.uncover", "Covered areas removed") as action:
        kept = action.tx.load(Exhibit, exhibit)
        _delete_all(action, Redaction, exhibit)
        _touch(action, kept.case_id)
    return action.done(None)


def callout_exhibit(
    core: Core,
    exhibit: ExhibitId,
    at: tuple[float, float],
    to: tuple[float, float] | None = None,
    text: str = "",
    page: int = 1,
) -> Done[None]:
    """Put the next numbered mark on an exhibit: it stands ``at`` a point and points ``to`` another.

    Points are fractions of the picture or page as it is turned. Raises UsageError when one is not inside it
    or there is no such page, and UserError when the exhibit is no picture or document, or a video.
    """
    x, y, to_x, to_y = (*at, *(to or at))
    if not all(0 <= part <= 1 for part in (x, y, to_x, to_y)) or page < 1:
        raise UsageError(
            "a mark stands at X,Y in fractions of the picture, each from 0 to 1, such as 0.4,0.25"
        )
    with act(core, "exhibits.callout", "Mark added") as action:
        kept = action.tx.load(Exhibit, exhibit)
        if _page_of(action, kept, page, "marked").media_type.startswith("video/"):
            raise UserError("a video cannot be marked; add a picture of the moment, and mark that")
        made = Callout(exhibit_id=exhibit, page=page, x=x, y=y, to_x=to_x, to_y=to_y, text=text.strip())
        action.tx.insert(made)
        _touch(action, kept.case_id)
    return action.done(None)


def clear_callouts(core: Core, exhibit: ExhibitId) -> Done[None]:
    """Take all numbered marks off an exhibit."""
    with act(core, "exhibits.clear_callouts", "Marks removed") as action:
        kept = action.tx.load(Exhibit, exhibit)
        _delete_all(action, Callout, exhibit)
        _touch(action, kept.case_id)
    return action.done(None)


def remove_exhibit(core: Core, exhibit: ExhibitId) -> Done[None]:
    """Take an exhibit out of its case; the evidence itself stays in the library.

    Raises UserError once it was filed.
    """
    with act(core, "exhibits.remove", "Exhibit taken out") as action:
        kept = action.tx.load(Exhibit, exhibit)
        if kept.letter:
            raise UserError(f"exhibit {kept.letter} was filed and stays as it was sent")
        _delete_all(action, Redaction, exhibit)
        _delete_all(action, Callout, exhibit)
        action.tx.delete(Exhibit, exhibit)
        _touch(action, kept.case_id)
    return action.done(None)


def _caption(action: Act, kind: str, number: int) -> str:
    """The caption a new exhibit begins with. Raises UserError for what lies in the bin."""
    if kind == "shipment":
        return ""
    is_file = kind == "evidence"
    kept: Evidence | Message = (
        action.tx.load(Evidence, number) if is_file else action.tx.load(Message, number)
    )
    if kept.deleted_at is not None:
        raise UserError(f"{written(kind, number)} is in the bin; restore it before it becomes an exhibit")
    return kept.caption if isinstance(kept, Evidence) else ""


def _page_of(action: Act, exhibit: Exhibit, page: int, done: str) -> Evidence:
    """What stands in a packet as a picture or page, so that it can be ``done``: covered or marked."""
    item = action.tx.load(Evidence, exhibit.evidence_id) if exhibit.evidence_id else None
    pages = 0
    if item is not None:
        is_picture = item.media_type.startswith(("image/", "video/"))
        pages = 1 if is_picture else item.pages if item.media_type == "application/pdf" else 0
    if item is None or not pages:
        raise UserError(f"only pictures and documents can be {done}; this exhibit is neither")
    if page > pages:
        raise UsageError(f"there is no page {page}; this exhibit has {pages}")
    return item


def _delete_all(action: Act, of: type[Redaction | Callout], exhibit: ExhibitId) -> None:
    for one in action.tx.find(of, "exhibit_id = ?", (exhibit,)):
        action.tx.delete(of, one.id)


def _exhibits(action: Act, case: CaseId) -> list[Exhibit]:
    return action.tx.find(Exhibit, "case_id = ?", (case,), order="position")


def _touch(action: Act, case: CaseId) -> None:
    action.touch(case_orders(action, case), [case])
