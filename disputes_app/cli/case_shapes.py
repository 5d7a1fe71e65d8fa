"""Cases, their exhibits and what was sent of them as JSON, and as a line of text."""

from __future__ import annotations

from typing import Any

from disputes_app.cli import shapes
from disputes_app.domain import moments
from disputes_app.domain.cases import Case
from disputes_app.domain.claims import ClaimType, words
from disputes_app.domain.ids import written
from disputes_app.queries.cases import CaseDetail, FilingRow
from disputes_app.queries.exhibits import ExhibitRow


def exhibit(row: ExhibitRow) -> dict[str, Any]:
    """An exhibit with its letter and what it was made of."""
    kept = row.exhibit
    made_of = (("evidence", kept.evidence_id), ("message", kept.message_id), ("shipment", kept.shipment_id))
    return {
        "id": written("exhibit", kept.id),
        "letter": row.letter,
        "frozen": bool(kept.letter),
        "caption": kept.caption,
        "title": row.title,
        "turn": kept.turn,
        **{kind: written(kind, number) if number else None for kind, number in made_of},
        "redactions": [
            {"page": box.page, "x": box.x, "y": box.y, "width": box.width, "height": box.height}
            for box in row.boxes
        ],
        "callouts": [
            {
                "number": number,
                "page": one.page,
                "x": one.x,
                "y": one.y,
                "to_x": one.to_x,
                "to_y": one.to_y,
                "text": one.text,
            }
            for number, one in enumerate(row.callouts, 1)
        ],
    }


def case_row(kept: Case) -> dict[str, Any]:
    """A case without its exhibits."""
    return {
        "id": written("case", kept.id),
        "number": kept.number,
        "title": kept.title,
        "claim": kept.claim,
        "want": kept.want.value,
        "amount": shapes.money(kept.amount),
        "programme": kept.programme or None,
        "stage": kept.stage,
        "outcome": kept.outcome or None,
        "recovered": shapes.money(kept.recovered),
        "opened_at": shapes.instant(kept.opened_at),
        "closed_at": shapes.instant(kept.closed_at),
    }


def case(detail: CaseDetail) -> dict[str, Any]:
    """A case with its history, readiness and exhibits."""
    return case_row(detail.case) | {
        "orders": [one.order.number for one in detail.orders],
        "summary": detail.case.summary,
        "statement": detail.case.statement,
        "history": [
            {"stage": stage.stage, "at": moments.as_json(stage.at), "note": stage.note} for stage in detail.stages
        ],
        "readiness": {
            "score": detail.readiness.score,
            "have": [
                {"codes": list(one.codes), "what": one.what, "refs": list(one.refs)} for one in detail.readiness.have
            ],
            "missing": [
                {"codes": list(one.codes), "what": one.what, "why": one.why, "how": one.how, "required": one.required}
                for one in detail.readiness.missing
            ],
        },
        "exhibits": [exhibit(row) for row in detail.exhibits],
        "packets": [
            {
                "name": one.name, "preset": one.preset, "sha256": one.sha256, "bytes": one.size, "pages": one.pages,
                "built_at": shapes.instant(one.built_at), "filed_at": shapes.instant(one.filed_at),
            }
            for one in detail.packets
        ],
        "filings": [filing(one) for one in detail.filings],
    }  # fmt: skip


def filing(one: FilingRow) -> dict[str, Any]:
    """What was sent at one step of a case."""
    return {
        "id": written("filing", one.filing.id),
        "stage": one.step.stage,
        "at": moments.as_json(one.step.at),
        "sent_to": one.filing.sent_to,
        "platform_number": one.filing.platform_number,
        "text": one.filing.text,
        "answer_due": moments.as_json(one.filing.answer_due),
        "files": [{"name": file.name, "sha256": file.sha256, "bytes": file.size} for file in one.files],
    }


def case_line(kept: Case) -> str:
    """A case in one line for a person."""
    state = kept.outcome or kept.stage
    return f"{kept.number:10} {kept.title[:36]:36} {words_of(kept):18} {state:16} {kept.amount or ''}"


def words_of(kept: Case) -> str:
    """What a case is about."""
    return words(ClaimType(kept.claim))
