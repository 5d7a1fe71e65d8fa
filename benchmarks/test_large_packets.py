"""What a large packet costs beside the bare work it contains: its pictures alone, or its pages joined and numbered."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter

import pikepdf
import pytest
from pikepdf import Dictionary, Name, OutlineItem

from disputes_app.packets import build, limits, places, presets, wording
from disputes_app.packets.decoders import FromImaging
from disputes_app.packets.making import Work
from disputes_app.progress import silent
from tests.helpers.exhibits import an_exhibit
from tests.helpers.packet_content import watch_case
from tests.packets.test_limits import a_busy_photo

PHOTOS, MESSAGES, PDFS = 300, 1000, 20
PAGES = 1000
INVOICES = Path(__file__).parents[1] / "tests" / "data" / "importers" / "invoice2data"
BOUND = ("QualityHosting", "AzureInterior", "coolblue1", "AzureInterior")
SIZE = (4000, 3000)
STATUS = Path("/proc/self/status")
A4 = replace(presets.load("print_a4"), max_files=1)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """A folder with some photos of twelve megapixels."""
    folder = tmp_path_factory.mktemp("drawn")
    for seed in range(4):
        (folder / f"{seed}.jpg").write_bytes(a_busy_photo(seed, SIZE))
    return folder


def _photos(drawn, folder, count):
    """So many photos: those that were drawn again and again, told apart by a comment in the file."""
    for number, path in enumerate(islice(cycle(sorted(drawn.iterdir())), count)):
        photo = path.read_bytes()
        words = f"photo {number}".encode()
        data = photo[:2] + b"\xff\xfe" + (len(words) + 2).to_bytes(2, "big") + words + photo[2:]
        name = f"IMG_{number}.jpg"
        yield an_exhibit(folder, f"P{number}", name, data, pixels=SIZE, evidence=f"p{number}")


def _documents(folder, count, pages=5):
    """Invoices as shops make them, bound to one document of so many pages and told apart by its title."""
    with pikepdf.new() as bound:
        for name in islice(cycle(BOUND), pages * len(BOUND) // 5):
            with pikepdf.open(INVOICES / f"{name}.pdf") as invoice:
                bound.pages.extend(invoice.pages)
        for number in range(count):
            bound.docinfo["/Title"] = f"Document {number}"
            data = BytesIO()
            bound.save(data, deterministic_id=True)
            yield an_exhibit(
                folder, f"D{number}", f"{number}.pdf", data.getvalue(), "pdf", evidence=f"d{number}"
            )


def _large(drawn, folder, photos):
    case = watch_case(folder, strongest=(), statement=(), chronology=())
    exhibits = (*_photos(drawn, folder, photos), *_documents(folder, PDFS))
    messages = tuple(islice(cycle(case.messages), MESSAGES))
    return replace(case, exhibits=exhibits, messages=messages)


def _bare(case):
    """The seconds in which two threads make the pictures of a case, and nothing else."""

    def make(exhibit):
        place = places.of(A4, exhibit)
        size = (round(place.width / 72 * 300), round(place.height / 72 * 300))
        FromImaging().picture(exhibit.path, max_size=size, boxes=(), quality=85)

    began = perf_counter()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(make, [each for each in case.exhibits if each.kind == "photo"]))
    return perf_counter() - began


def test_many_photos_messages_and_documents(benchmark, drawn, tmp_path):
    """The ratio stands in the table as the name; 1.2 is the most it may be."""
    case = _large(drawn, tmp_path, PHOTOS)
    bare = _bare(case)
    benchmark.pedantic(build.build, (case, A4, tmp_path / "large.pdf"))
    ratio = benchmark.stats.stats.min / bare
    benchmark.stats.name = f"{PHOTOS} photos, {MESSAGES:,} messages: {ratio:.2f} times the bare pictures"


def _peak(drawn, folder, photos, answer):
    """In a process of its own: the most memory that building a packet took, in MB."""
    case = _large(drawn, folder, photos)
    build.build(case, A4, folder / "large.pdf")
    # The peak of this program: what getrusage tells begins with that of the process it was started from.
    (peak,) = (line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM"))
    answer.put(int(peak.split()[1]) / 1024)


@pytest.mark.skipif(not STATUS.exists(), reason="reads a process's peak where Linux tells it")
def test_memory_does_not_grow_with_the_photos(benchmark, drawn, tmp_path):
    """The peaks stand in the table as the name; 250 MB is the most it may be."""
    start = multiprocessing.get_context("spawn")
    peaks = []

    def measure():
        for count in (PHOTOS // 5, PHOTOS):
            (tmp_path / str(count)).mkdir()
            answer = start.Queue()
            process = start.Process(target=_peak, args=(drawn, tmp_path / str(count), count, answer))
            process.start()
            peaks.append(answer.get())
            process.join()

    benchmark.pedantic(measure)
    few, many = peaks
    benchmark.stats.name = f"{PHOTOS // 5} photos: {few:.0f} MB at most, {PHOTOS} photos: {many:.0f} MB"


def _numbered(documents, path):
    """Have pikepdf join open documents (name and PDF) and put a number, a link and a bookmark where we do."""
    with pikepdf.new() as joined:
        starts = []
        for _, document in documents:
            starts.append(len(joined.pages))
            joined.pages.extend(document.pages)
        font = joined.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        before, pages = joined.make_stream(b"q "), list(joined.pages)
        for number, page in enumerate(pages, 1):
            said = b" Q BT /Number 9 Tf 500 20 Td (page %d of %d) Tj ET" % (number, len(pages))
            page.add_resource(font, Name.Font, Name("/Number"))
            page.contents_add(before, prepend=True)
            page.contents_add(joined.make_stream(said))
            link = Dictionary(
                Type=Name.Annot, Subtype=Name.Link, Rect=[500, 18, 560, 30], Dest=[pages[0].obj, Name.Fit]
            )
            page.obj["/Annots"] = [*page.obj.get("/Annots", []), joined.make_indirect(link)]
        with joined.open_outline() as outline:
            outline.root.extend(
                OutlineItem(name, start) for (name, _), start in zip(documents, starts, strict=True)
            )
        joined.save(path, deterministic_id=True, compress_streams=False)


def _seconds(work, *args):
    began = perf_counter()
    work(*args)
    return perf_counter() - began


def _bare_seconds(case, path):
    """The least seconds of three in which pikepdf opens the documents, and those in which it joins them."""
    opening, joining = [], []
    for _ in range(3):
        with ExitStack() as held:
            began = perf_counter()
            documents = [(each.name, held.enter_context(pikepdf.open(each.path))) for each in case.exhibits]
            opening.append(perf_counter() - began)
            joining.append(_seconds(_numbered, documents, path))
    return min(opening), min(joining)


@pytest.mark.parametrize("documents", [20, 200])
def test_many_joined_pages(benchmark, tmp_path, documents):
    """Three ratios stand in the table as the name, the first of which may be 1.5 at most.

    First the pages alone: open documents are joined, each page stamped, numbered, linked, tagged and written.
    Then with what pikepdf does not do: each file is compared with its SHA-256, cleared of what must not travel,
    its annotations drawn into its pages. Then the whole packet: with a picture of each document in the index,
    and its SHA-256 in the annex.
    """
    exhibits = tuple(_documents(tmp_path, documents, PAGES // documents))
    case = watch_case(tmp_path, exhibits=exhibits, strongest=(), statement=())
    pages = replace(A4, sections=("attachments",))
    opening, joining = _bare_seconds(case, tmp_path / "bare.pdf")
    build.build(watch_case(tmp_path), A4, tmp_path / "first.pdf")  # Its libraries and fonts are loaded once.
    alone = []
    for _ in range(3):
        with ExitStack() as held:
            content, received = build.checked(case, pages, held, silent)
            words = wording.load(content.language)
            work = Work(content, pages, words, received, FromImaging(), tmp_path, silent)
            alone.append(_seconds(limits.fitted, work))
    checked = min(_seconds(build.build, case, pages, tmp_path / "pages.pdf") for _ in range(3))
    benchmark.pedantic(build.build, (case, A4, tmp_path / "joined.pdf"))
    whole = benchmark.stats.stats.min
    bare = opening + joining
    benchmark.stats.name = (
        f"{documents} documents, {PAGES:,} pages: joined and numbered {min(alone) / joining:.2f}, "
        f"with checks {checked / bare:.2f}, the whole packet {whole / bare:.2f} times bare pikepdf"
    )
