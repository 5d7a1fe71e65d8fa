"""What takes the room in a packet: pages and bytes of each part and each exhibit, told from what was made anyway."""

from __future__ import annotations

from dataclasses import dataclass

from disputes_app.packets.making import Made


@dataclass(frozen=True, slots=True)
class Share:
    """Pages and about the bytes of a part, or of an exhibit in it when ``letter`` is set.

    The bytes of all parts together are those of all files; an exhibit's are also in its part's.
    """

    section: str
    letter: str
    pages: int
    bytes: int


def shares(made: Made) -> tuple[Share, ...]:
    """The parts in their order, the exhibits of each after it.

    Pictures and received documents weigh what they weigh; fonts and the file's own frame are shared out by the
    length of what is drawn on each page.
    """
    sheet = made.sheet
    sections = [section.id for section in sheet.plan.sections]
    begins = {name: sheet.known.places.get(f"part:{name}", 1) for name in sections}
    lengths = dict.fromkeys(sections, 0)
    pages = dict.fromkeys(sections, 0)
    for page in sheet.pages:
        here = [name for name in sections if begins[name] <= page.index + 1]
        lengths[here[-1]] += len(page.content())
        pages[here[-1]] += 1
    rest = max(0, made.size - sum(made.weights.values()))
    drawn = max(1, sum(lengths.values()))
    found: list[Share] = []
    for name in sections:
        exhibits = {"photos": sheet.plan.shown, "attachments": sheet.plan.joined}.get(name, ())
        own = sum(made.weights[each.evidence] for each in exhibits)
        found.append(Share(name, "", pages[name], own + rest * lengths[name] // drawn))
        for each in exhibits:
            document = sheet.joined.get(each.evidence)
            picture = sheet.pictures.get(each.evidence)
            count = len(document.sizes) if document else len(picture.parts) if picture else 1
            found.append(Share(name, each.letter, count, made.weights[each.evidence]))
    return tuple(found)
