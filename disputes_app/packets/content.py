"""Everything a packet is made from, as plain data: nothing here knows a library, a database or a PDF.

Whoever builds a packet fills one ``PacketContent``; the same content, preset and instant always give the
same bytes. Text fields are what the reader will see, in the packet's language, except what a person or a
company wrote (messages, captions, statement, places), which is printed as it was written.

In ``statement``, ``summary``, ``explanation`` and chronology texts a mention of an exhibit ("Exhibit C",
"Exhibits A and B", or just "[C]") becomes the boxed letter and a link to its page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from disputes_app.domain.moments import Moment
from disputes_app.domain.money import Money

Box = tuple[float, float, float, float]
"""A rectangle as fractions of a picture or page as it is turned: left, top, width, height."""

EXHIBIT_KINDS = ("photo", "page", "pdf", "text", "message", "tracking", "video", "other")
"""photo: a picture of any kind, screenshots too; page: a saved page (PDF) that is shown like a photo while
it has one landscape page, else joined as pdf; pdf: a received document, joined page for page; text: a file of
words, a chat or a saved web page, printed on pages that are then joined as pdf; message and tracking: shown
in the message log or tracking table, ``path`` is then the file it came from, if any; video: shown by some of
its frames; other: cannot be shown on paper (an archive, a sound), listed with its hash."""


@dataclass(frozen=True, slots=True)
class Callout:
    """A numbered arrow on a picture: the number stands at (x, y) and points to (to_x, to_y), as fractions.

    ``text`` says what it names; ``page`` is that of a document.
    """

    number: int
    x: float
    y: float
    to_x: float
    to_y: float
    text: str = ""
    page: int = 1

    def stands_in(self, top: float, bottom: float) -> bool:
        """Whether it points into these rows of the picture."""
        return top <= self.to_y <= bottom


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One lettered item. ``letter`` is what the case gave it (frozen once filed); order in the tuple rules.

    ``pixels`` are those of the upright picture, turned to the right by ``turn`` degrees; ``is_screen`` when
    they show a screen, whose letters have to stay readable. ``text`` is what is printed of one of words.
    ``message`` and ``shipment`` say which of the packet's it is, numbered from 1.
    """

    evidence: str
    letter: str
    kind: str
    caption: str
    name: str
    media_type: str
    sha256: str
    size: int
    path: Path | None = None
    short_caption: str = ""
    captured_at: datetime | None = None
    clock: str = ""
    device: str = ""
    origin: str = ""
    pixels: tuple[int, int] | None = None
    is_screen: bool = False
    added_at: datetime | None = None
    added_by: str = ""
    boxes: dict[int, tuple[Box, ...]] = field(default_factory=dict)
    callouts: tuple[Callout, ...] = ()
    turn: int = 0
    text: str = ""
    message: int | None = None
    shipment: int | None = None


@dataclass(frozen=True, slots=True)
class OtherFile:
    """A file the packet rests on that is no exhibit (an order e-mail, a chat export): listed with its hash.

    With ``path`` its bytes are hashed again while the packet is built, as an exhibit's are.
    """

    name: str
    sha256: str
    size: int
    added_at: datetime | None = None
    evidence: str = ""
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from: words, and the letters of exhibits and numbers of messages that show it."""

    text: str = ""
    exhibits: tuple[str, ...] = ()
    messages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of a fact table. ``strong`` is the part of ``value`` set in semibold."""

    label: str
    value: str
    source: Source = Source()
    strong: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of promised against received."""

    promised: str
    received: str
    source: Source = Source()


@dataclass(frozen=True, slots=True)
class TrackingEvent:
    """One scan. An instant in the offset of the place shows both times; ``strong`` for the delivery."""

    at: Moment
    text: str
    place: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Shipment:
    carrier: str
    tracking_number: str
    events: tuple[TrackingEvent, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A dated fact on the drawn time line: paid, shipped, delivered …"""

    label: str
    at: Moment


@dataclass(frozen=True, slots=True)
class Deadline:
    """The time limit this packet meets. ``closes_at`` is the last instant; ``zone`` the programme's zone."""

    programme: str
    closes_at: datetime
    zone: str
    explanation: str
    basis: str = ""
    opens_at: Moment | None = None
    window_label: str = ""


@dataclass(frozen=True, slots=True)
class ChronologyEntry:
    """One line of the chronology; ``strong`` is the part of ``text`` set in semibold."""

    at: Moment
    text: str
    source: Source = Source()
    strong: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One message, whole.

    ``direction`` is ``sent`` (by the buyer), ``received`` (from the seller), ``platform`` (from where it was
    bought) or ``other`` (from anybody else, such as a payment service).

    ``at`` keeps the offset it was given in; with ``zone`` (such as Asia/Shanghai) the sender's own time is
    shown under the reader's. ``language`` is a code such as zh.
    """

    at: Moment
    direction: str
    sender: str
    original: str
    channel: str = ""
    zone: str = ""
    language: str = ""
    translation: str = ""
    translated_by: str = ""
    exhibits: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    source_file: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class PacketContent:
    """One case, ready to be printed for one receiver.

    ``claim`` is the reason in words ("Item faulty, not as described"), ``claim_type`` the code; ``items``
    what was bought, as a sentence part ("one smartwatch, model GT4 Pro"); ``strongest`` the letters of the
    exhibits to show first; ``omitted`` pairs of evidence id and reason for what the caller left out;
    ``hidden`` words that stand nowhere in the packet. ``amount`` is what the case is about, ``price`` what
    was paid for the orders, ``due`` the last day they were to arrive.
    """

    case_number: str
    title: str
    claim: str
    summary: str
    wanted: str
    buyer: Person
    seller: Person
    platform: str
    order_number: str
    now: datetime
    home_zone: str
    language: str = "en"
    claim_type: str = ""
    items: str = ""
    wanted_note: str = ""
    amount: Money | None = None
    price: Money | None = None
    home_amount: Money | None = None
    receiver: str = ""
    ordered_at: Moment | None = None
    paid_with: str = ""
    delivered_at: Moment | None = None
    due: Moment | None = None
    order_facts: tuple[Fact, ...] = ()
    payment_facts: tuple[Fact, ...] = ()
    shipments: tuple[Shipment, ...] = ()
    differences: tuple[Difference, ...] = ()
    marks: tuple[Mark, ...] = ()
    deadline: Deadline | None = None
    chronology: tuple[ChronologyEntry, ...] = ()
    statement: tuple[str, ...] = ()
    messages: tuple[Message, ...] = ()
    messages_note: str = ""
    exhibits: tuple[Exhibit, ...] = ()
    strongest: tuple[str, ...] = ()
    other_files: tuple[OtherFile, ...] = ()
    journal_head: str = ""
    omitted: tuple[tuple[str, str], ...] = ()
    hidden: tuple[str, ...] = ()
