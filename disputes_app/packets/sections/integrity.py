"""The integrity annex: every file with its SHA-256, what was changed, how to check, what a hash proves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from disputes_app.packets import hiding, manifest
from disputes_app.packets.captions import changes
from disputes_app.packets.page import Page
from disputes_app.packets.sheet import BODY, HASH, HINT, PAD, QUIET, SMALL, Block, Sheet
from disputes_app.packets.table import Column, Table
from disputes_app.packets.text import Span, Style
from disputes_app.packets.wording import in_zone, is_same_year

_TITLE = Style(9.4, 13.0, 600)
_CODE = Style(7.0, 10.6, family="mono")
_ROW = 40.7


@dataclass(frozen=True, slots=True)
class _File:
    letter: str
    name: str
    sha256: str
    size: int
    added_at: datetime | None
    is_checked: bool


def lay_out(sheet: Sheet) -> None:
    """Lay out the annex."""
    words, content = sheet.words, sheet.content
    files = [
        _File(each.letter, each.name, each.sha256, each.size, each.added_at, each.path is not None)
        for each in content.exhibits
        if each.sha256
    ]
    files += [
        _File("", each.name, each.sha256, each.size, each.added_at, each.path is not None)
        for each in content.other_files
    ]
    checked = sum(file.is_checked for file in files)
    agree = ""
    if files and checked == len(files):
        agree = words("count.files", n=checked)
    elif checked:
        agree = words("count.files_in_part", n=checked, all=words.in_words(len(files)))
    sheet.new_sheet()
    intro = words("integrity.intro", files=agree)
    sheet.begin("integrity", words("integrity.title"), words("integrity.title"), intro)
    if files:
        _table(sheet, files)
        _notes(sheet, files[0].name)
    if sheet.plan.omitted:
        _left_out(sheet)
    sheet.y += 15
    hint = [words("integrity.proves")]
    if content.journal_head:
        hint.append(words("integrity.journal", digest=content.journal_head))
    for sentence in hint:
        sheet.room(3 * HINT.leading)
        sheet.paragraph([Span(sentence, HINT)], sheet.body_width, after=4)


def _table(sheet: Sheet, files: list[_File]) -> None:
    words, content = sheet.words, sheet.content
    moments = [in_zone(each.added_at, content.home_zone) for each in files if each.added_at]
    pattern = "short" if is_same_year(moments, in_zone(content.now, content.home_zone).year) else "short_year"
    width = sheet.body_width
    kept = sheet.widest([words.moment(each, pattern) for each in moments], QUIET, 82.0)
    kept_x = width - 60 - kept
    columns = [
        Column(0, 25),
        Column(31.3, kept_x - 31.3 - 12),
        Column(kept_x, kept),
        Column(width - 60, 60, "right"),
    ]
    zone = words.zone(content.home_zone, moments)
    table = Table(
        sheet,
        columns,
        ["", words("integrity.file"), words("integrity.kept", zone=zone), words("integrity.size")],
    )
    for file in files:
        added = words.moment(in_zone(file.added_at, content.home_zone), pattern) if file.added_at else ""
        table.row(
            [
                [],
                [
                    sheet.block(file.name, BODY, columns[1].width, plain=True),
                    _hash(sheet, file.sha256, columns[1].width),
                ],
                [sheet.block(added, QUIET, kept, plain=True)],
                [sheet.block(words.size(file.size), QUIET, 60, plain=True)],
            ],
            least=_ROW if sheet.pad == PAD else 0.0,
            draw=partial(_letter, sheet, file.letter),
        )


def _hash(sheet: Sheet, digest: str, width: float) -> Block:
    return sheet.block(digest, Style(HASH.size, 15.0, family="mono", colour=HASH.colour), width, plain=True)


def _letter(sheet: Sheet, letter: str, page: Page, y: float, _height: float) -> None:
    if letter:
        with page.element("TD"):
            page.letter_box(letter, sheet.left, y + 5.3, 14.7, to=f"exhibit:{letter}")


def _notes(sheet: Sheet, name: str) -> None:
    """What was changed and how to check, side by side."""
    words = sheet.words
    width = sheet.body_width / 2 - 13
    changed = [
        words("changes.of", letter=each.letter, what=_lower(changes(sheet, each)))
        for each in sheet.content.exhibits
        if changes(sheet, each)
    ]
    if any(each.boxes for each in sheet.content.exhibits):
        changed.append(words("integrity.removed"))
    if hiding.is_marked(sheet.content):
        changed.append(words("hiding.told", mark=words("hiding.mark")))
    if any(each.kind == "photo" for each in sheet.content.exhibits):
        changed.append(words("integrity.location"))
    how = [words("integrity.how", name=name)]
    if sheet.preset.attaches_manifest:
        how.append(words("integrity.manifest", name=manifest.NAME))
    columns = [
        (words("integrity.changed"), " ".join(changed) or words("integrity.nothing_changed")),
        (words("integrity.check"), " ".join(how)),
    ]
    blocks = [
        (sheet.block(title, _TITLE, width, plain=True), sheet.block(_with_code(said), SMALL, width))
        for title, said in columns
    ]
    height = (
        max(len(title.lines) * title.leading + len(said.lines) * said.leading for title, said in blocks) + 4
    )
    sheet.y += 22
    sheet.room(height)
    for number, (title, said) in enumerate(blocks):
        x = sheet.left + number * (sheet.body_width / 2 + 12.8)
        y = sheet.y
        with sheet.page.element("H2"):
            sheet.page.lines(title.lines, x, y, title.leading, width)
        y += len(title.lines) * title.leading + 3
        with sheet.page.element("P"):
            sheet.page.lines(said.lines, x, y, said.leading, width)
    sheet.y += height


def _with_code(words: str) -> list[Span]:
    """Words with what stands between back quotes as something to type."""
    parts = words.split("`")
    return [Span(part, _CODE if number % 2 else SMALL) for number, part in enumerate(parts) if part]


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _left_out(sheet: Sheet) -> None:
    sheet.heading(sheet.words("integrity.left_out"), before=18.0, after=2.0, keep=24.0)
    for omission in sheet.plan.omitted:
        sheet.paragraph([Span(f"{omission.reason.rstrip('.')}.", SMALL)], sheet.body_width, after=2)
