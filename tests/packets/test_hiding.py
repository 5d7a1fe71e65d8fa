"""Nothing of what is hidden is in the packet: bytes, streams, text, metadata, names, attachments, pixels."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from disputes_app.packets import build, hiding, plain_text, presets, verify
from tests.helpers import packet_pdf
from tests.helpers.exhibits import a_jpeg, a_pdf, an_exhibit, an_other_file, gmt
from tests.helpers.packet_content import watch_case

A4 = presets.load("print_a4")
CARD, MAIL, STREET = "4000 0012 3456 7899", "mira.hale@example.com", "12 Elm Street, Leeds"
HIDDEN = (CARD, MAIL, STREET)
WRITTEN = re.compile(r"4000[\s-]*0012|7899|mira\.hale|example\.com|12\s+elm\s+street", re.IGNORECASE)


def a_received_pdf(turn=0):
    """Two pages: on the first everything that is to be hidden, in text, a form, a note, bookmarks and metadata."""
    with pikepdf.open(
        BytesIO(a_pdf([f"Card 4000-0012-3456-7899 of {STREET}", "Nothing here"], rotate=turn))
    ) as pdf:
        page = pdf.pages[0]
        font = page.Resources.Font.F1
        look = pdf.make_stream(
            f"BT /F1 12 Tf 2 4 Td ({MAIL}) Tj ET".encode(),
            Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 200, 20],
            Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font)),
        )  # fmt: skip
        field = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T="mail", V=MAIL, F=4,
                Rect=[40, 600, 240, 620], AP=pikepdf.Dictionary(N=look),
            )
        )  # fmt: skip
        page.Annots = pikepdf.Array([field])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[field])
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(f"Letter to {STREET}", 0))
        pdf.docinfo["/Author"] = MAIL
        pdf.attachments["card.txt"] = CARD.encode()
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def a_case(folder, turn=0):
    case = watch_case(folder)
    exhibits = (
        an_exhibit(folder, "A", f"card {CARD}.jpg", a_jpeg("on"), caption=f"Sent to {MAIL}"),
        an_exhibit(folder, "B", f"{STREET}.pdf", a_received_pdf(turn), "pdf", short_caption=STREET),
        an_exhibit(folder, "C", "notes.zip", b"made up", "other", caption=CARD),
    )
    message = replace(
        case.messages[0], original="My card is 4000 0012\u00a03456-7899.", sender=f"Mira <{MAIL}>"
    )
    return replace(
        case,
        title="Watch to 12 elm  street, leeds",
        summary=f"Paid with {CARD}.",
        statement=(f"I live at {STREET}. Write to {MAIL.upper()}.",),
        messages=(message,),
        exhibits=exhibits,
        other_files=(an_other_file(folder, f"{MAIL}.eml", b"x", gmt(3, 1, 9, 0)),),
        chronology=(replace(case.chronology[0], text=f"Paid, {CARD}"),),
        hidden=HIDDEN,
    )


def everything_in(path):
    """The file's bytes, and every stream and text string in it, decoded."""
    parts = [path.read_bytes()]
    with pikepdf.open(path) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                try:
                    parts.append(thing.read_bytes())
                except pikepdf.PdfError:
                    parts.append(thing.read_raw_bytes())
            parts += [text.encode() for text in strings_in(thing)]
    for part in list(parts):
        parts.append(part.decode("utf-16-be", "ignore").encode())
        parts += [bytes.fromhex(run.decode()).decode("utf-16-be", "ignore").encode()
                  for run in re.findall(rb"<FEFF((?:[0-9A-F]{4})+)>", part)]  # fmt: skip
    return parts


def strings_in(thing):
    if isinstance(thing, pikepdf.String):
        yield str(thing)
    elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        for name in list(thing.keys()):
            child = thing[name]
            if isinstance(child, (pikepdf.Object, str)) and not getattr(child, "is_indirect", False):
                yield from strings_in(child)
            if isinstance(child, str):
                yield child
    elif isinstance(thing, pikepdf.Array):
        for child in thing:
            if not getattr(child, "is_indirect", False):
                yield from strings_in(child)


def leaks(path):
    texts = [" ".join(packet_pdf.page_texts(path))]
    texts += [part.decode("latin-1") for part in everything_in(path)]
    return sorted({found[0] for text in texts for found in WRITTEN.finditer(text)})


def test_the_search_of_this_test_finds_what_is_not_hidden(tmp_path):
    path = tmp_path / "open.pdf"
    build.build(replace(a_case(tmp_path), hidden=()), A4, path)
    assert len(leaks(path)) > 4


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_nothing_of_what_is_hidden_is_in_the_file(tmp_path, turn):
    path = tmp_path / "packet.pdf"
    built = build.build(a_case(tmp_path, turn), A4, path)
    assert leaks(path) == []
    with pikepdf.open(path) as pdf:
        assert str(pdf.docinfo["/Title"]).count("[hidden]") == 1
    texts = packet_pdf.page_texts(path)
    assert "I live at [hidden]. Write to [hidden]." in texts[3]
    assert "Words that are nobody else’s business were taken out" in " ".join(texts)
    assert "but for private words, in whose place [hidden] stands" in " ".join(texts)
    joined = built.exhibits[1]
    assert (joined.letter, joined.pages) == ("B", 2)
    assert "Nothing here" in texts[joined.first_page], "the other page is joined as it is"
    assert verify.read_manifest(path)["exhibits"][0]["name"] == "card [hidden].jpg"


def test_the_pixels_over_hidden_words_are_black_and_the_rest_is_seen(tmp_path):
    path = tmp_path / "packet.pdf"
    built = build.build(a_case(tmp_path), A4, path)
    page = packet_pdf.pixels(path, built.exhibits[1].first_page, 2.0)
    # "Card " stands before the number at 40, 60 from the upper left; it is 18 points high.
    number = page.crop((180, 100, 400, 116))
    before = page.crop((80, 88, 124, 124))
    field = page.crop((100, 448, 300, 472))
    assert max(number.convert("L").getextrema()) < 40
    assert max(before.convert("L").getextrema()) > 200
    assert field.convert("L").resize((1, 1)).getpixel((0, 0)) < 90


def test_pictures_and_a_text_for_a_form_are_hidden_as_well(tmp_path):
    assert not WRITTEN.search(plain_text.written(a_case(tmp_path), A4).text)
    built = build.build(a_case(tmp_path), presets.load("ebay"), tmp_path / "pages.pdf")
    for file in built.files:
        assert not WRITTEN.search(file.path.read_bytes().decode("latin-1"))


def test_content_without_hidden_words_is_what_it_was(tmp_path):
    case = watch_case(tmp_path)
    assert hiding.hidden(case) is case
    assert not hiding.is_marked(hiding.hidden(replace(case, hidden=("not in it",))))


def test_hiding_leaves_codes_and_digests_alone(tmp_path):
    case = replace(watch_case(tmp_path), hidden=("defective", "photo", "e1e1", "sent", "USD", "the", "2026"))
    changed = hiding.hidden(case)
    assert (changed.amount, changed.deadline.zone, changed.now) == (case.amount, case.deadline.zone, case.now)
    assert build.build(case, A4, tmp_path / "packet.pdf").files
    assert [each.kind for each in changed.exhibits] == [each.kind for each in case.exhibits]
    assert [each.sha256 for each in changed.exhibits] == [each.sha256 for each in case.exhibits]
    assert [each.direction for each in changed.messages] == [each.direction for each in case.messages]
