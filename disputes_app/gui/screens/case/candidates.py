"""What could be added to a case, what an exhibit can show, and what a packet holds beside exhibits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from disputes_app.domain import moments
from disputes_app.domain.claims import ClaimType
from disputes_app.domain.evidence import Evidence
from disputes_app.domain.messages import first_line
from disputes_app.domain.readiness import Requirements, wanted_for
from disputes_app.gui import phrases
from disputes_app.gui.screens.case.dialogs import Choice
from disputes_app.gui.screens.case.loading import CaseView
from disputes_app.gui.screens.case.wording import tr
from disputes_app.gui.thumbnails import icon_of
from disputes_app.gui.words import counted
from disputes_app.queries.exhibits import ExhibitRow


def candidates(view: CaseView, kind: str) -> list[Choice]:
    """What of the case's orders is not an exhibit yet: kind is evidence, message or shipment."""
    column = f"{kind}_id"
    used = {getattr(row.exhibit, column) for row in view.detail.exhibits}
    found: list[Choice] = []
    for order in view.detail.orders:
        if kind == "evidence":
            found += [
                Choice(str(one.id), one.caption or one.name, one.name if one.caption else "", icon_of(one))
                for one in order.evidence
                if one.id not in used
            ]
        elif kind == "message":
            found += [
                Choice(
                    str(one.id),
                    one.subject or first_line(one.text)[:90],
                    f"{one.sender}, {phrases.weekday(moments.day_of(one.at), view.today)}",
                    "message-square",
                )
                for one in order.messages
                if one.id not in used
            ]
        else:
            found += [
                Choice(
                    str(one.id),
                    f"{one.carrier} {one.tracking_number}".strip(),
                    counted("Case", "%n event", "%n events", len(events)),
                    "truck",
                )
                for one, events in order.shipments
                if one.id not in used
            ]
    return found


def waiting_candidates(waiting: Sequence[Evidence]) -> list[Choice]:
    """Files that belong to no order yet."""
    note = tr("waits in the evidence inbox")
    return [Choice(str(one.id), one.caption or one.name, note, icon_of(one)) for one in waiting]


def proof_candidates(view: CaseView, waiting: Sequence[Evidence]) -> list[Choice]:
    """What could be the proof that is missing: the exhibits by their letters, then other files."""
    exhibits = [
        Choice(
            str(row.evidence.id),
            row.title,
            tr("exhibit {letter}").format(letter=row.letter),
            icon_of(row.evidence),
        )
        for row in view.detail.exhibits
        if row.evidence is not None
    ]
    return [*exhibits, *candidates(view, "evidence"), *waiting_candidates(waiting)]


def what_it_shows(requirements: Requirements, view: CaseView, row: ExhibitRow) -> list[Choice]:
    """The kinds of proof this claim wants, those the exhibit was said to show ticked; others it has stay."""
    has = row.evidence.proves.split() if row.evidence else []
    case = view.detail.case
    wanted = [
        code
        for one in wanted_for(requirements, ClaimType(case.claim), case.programme)
        for code in one.codes
        if not requirements.exhibits[code].made
    ]
    codes = list(dict.fromkeys([*wanted, *(code for code in has if code in requirements.exhibits)]))
    return [
        Choice(code, requirements.exhibits[code].what, requirements.exhibits[code].proves, "", code in has)
        for code in codes
    ]


def parts_of(content: Any, sections: Sequence[str]) -> list[tuple[str, str, bool]]:
    """The parts of a packet beside its exhibits: name, how much, whether this receiver's packet has it."""
    said = sum(len(paragraph.split()) for paragraph in content.statement)
    log = len(content.messages)
    notes = {
        "cover": (tr("Cover"), ""),
        "index": (tr("Index"), ""),
        "chronology": (tr("Chronology"), counted("Case", "%n event", "%n events", len(content.chronology))),
        "statement": (tr("Statement"), counted("Case", "%n word", "%n words", said)),
        "facts": (tr("Order and payment"), ""),
        "messages": (tr("Message log"), counted("Case", "%n message", "%n messages", log)),
        "integrity": (tr("Integrity annex"), ""),
        "attachments": (tr("Documents in full"), ""),
    }
    return [
        (name, note if part in sections else "", part in sections) for part, (name, note) in notes.items()
    ]
