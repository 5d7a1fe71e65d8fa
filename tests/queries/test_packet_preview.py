"""The preview: the pages of the packet, made again with what earlier previews had made."""

from __future__ import annotations

from dataclasses import replace

from disputes_app.packets.decoders import FromImaging, Remembering
from disputes_app.packets.presets import load
from disputes_app.queries.packet_preview import packet_preview
from tests.helpers.packet_content import watch_case


class Counting(FromImaging):
    """The program's own decoders, and what was asked of them."""

    def __init__(self):
        self.asked = []

    def picture(self, path, **how):
        self.asked.append(path.name)
        return super().picture(path, **how)


def test_a_new_caption_makes_no_picture_anew(tmp_path):
    case = watch_case(tmp_path)
    decoders = Counting()
    kept = Remembering(decoders)
    first = packet_preview(case, load("print_a4"), tmp_path / "p.pdf", pictures=kept)
    made = list(decoders.asked)
    assert made
    captioned = (replace(case.exhibits[0], caption="Another caption"), *case.exhibits[1:])
    second = packet_preview(
        replace(case, exhibits=captioned), load("print_a4"), tmp_path / "p.pdf", pictures=kept
    )
    assert decoders.asked == made
    assert first.pages == second.pages
    assert first.size != second.size
