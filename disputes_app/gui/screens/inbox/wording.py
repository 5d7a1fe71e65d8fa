"""The words of the inbox: what an item is, when it was taken, and why it probably belongs to an order."""

from __future__ import annotations

from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from disputes_app.domain.evidence import Evidence, EvidenceKind, Reading
from disputes_app.gui import phrases
from disputes_app.gui.words import size
from disputes_app.queries.suggestions import Place, Sign, Suggestion


def _tr(text: str) -> str:
    return QCoreApplication.translate("Inbox", text)


def kind(item: Evidence) -> str:
    """What sort of file it is."""
    return {
        EvidenceKind.PHOTO: _tr("Photo"),
        EvidenceKind.SCREENSHOT: _tr("Screenshot"),
        EvidenceKind.DOCUMENT: _tr("Document"),
        EvidenceKind.MAIL: _tr("E-mail"),
        EvidenceKind.VIDEO: _tr("Video"),
        EvidenceKind.CHAT: _tr("Chat"),
        EvidenceKind.OTHER: _tr("File"),
    }[item.kind]


def when(moment: datetime, zone: tzinfo, now: datetime) -> str:
    """Day and time in a zone: ``Tue 3 Mar, 19:13``, with its year when that is not this one."""
    local = moment.astimezone(zone)
    return f"{phrases.weekday(local.date(), now.astimezone(zone).date())}, {local:%H:%M}"


def taken(item: Evidence, zone: tzinfo, now: datetime) -> str:
    """When it was taken, or sent; empty where the file does not say so."""
    if isinstance(item.captured_at, datetime):
        return when(item.captured_at, zone, now)
    if item.captured_local:
        stamp = datetime.fromisoformat(item.captured_local).replace(tzinfo=zone)
        return _tr("{when}, clock unknown").format(when=when(stamp, zone, now))
    return ""


def second_line(item: Evidence, zone: tzinfo, now: datetime) -> str:
    """What stands under an item's name."""
    if item.reading is Reading.UNREADABLE and item.reading_note:
        return item.reading_note
    at = taken(item, zone, now)
    if not at:
        said = _tr("no date in the file") if item.kind is EvidenceKind.PHOTO else size(item.size)
    elif item.kind in (EvidenceKind.MAIL, EvidenceKind.CHAT):
        said = _tr("sent {when}").format(when=at)
    else:
        said = _tr("taken {when}").format(when=at)
    return ", ".join(part for part in (kind(item), said, item.caption) if part)


def reason(suggestion: Suggestion) -> str:
    """Why an item probably belongs to its order, in a few words."""
    number = {
        Place.SUBJECT: _tr("order number in the subject"),
        Place.NAME: _tr("order number in the file’s name"),
        Place.TEXT: _tr("order number in the text"),
    }[suggestion.place]
    return {
        Sign.NUMBER: number,
        Sign.PARCEL: _tr("names its tracking number"),
        Sign.PAYMENT: _tr("names its payment"),
        Sign.SELLER: _tr("names {found} at the time of the order"),
        Sign.PERSON: _tr("{found} writes in it"),
        Sign.OCCASION: _tr("taken at the same time as {found}"),
        Sign.NEIGHBOUR: _tr("comes next to {found}; please check"),
    }[suggestion.sign].format(found=suggestion.found)
