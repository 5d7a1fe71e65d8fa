"""Brings a packet within what its receiver takes: coarser pictures first, then further files, then exhibits left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NoReturn

from disputes_app.errors import UserError
from disputes_app.packets import fitting, images, volumes
from disputes_app.packets import plan as planning
from disputes_app.packets.fitting import Curve, Fill, Steering
from disputes_app.packets.making import Made, Work, make
from disputes_app.packets.plan import Plan

# More files than this nobody wants to upload, whatever a receiver says or does not say.
_MOST_FILES = 20
# What a packet takes beside pictures and received documents, before one was made: fonts and parts, what is said
# of an exhibit in all of them, and a message with its translation.
_FRONT, _EXHIBIT, _MESSAGE = 70_000, 2_000, 280
# A page of a received document that takes more bytes than this is smaller as a coarse picture.
_LARGE_PAGE = 200_000
# Photos that are tried at several details before all are made.
_SAMPLE = 8
# How the bytes of a picture grow where there are no photos to try.
_USUAL = Curve({0.0: 1.0, 2.0: 3.0, 4.0: 10.0, 6.0: 30.0})
# Volumes are planned a little emptier than they may be; each next time by as much again.
_SLACK = (0.97, 0.92, 0.85, 0.75)


@dataclass(slots=True)
class _Fitting:
    """A packet being brought within its limits; ``made`` is what was made last."""

    work: Work
    left_out: dict[str, str] = field(default_factory=dict)
    starts: tuple[str, ...] = ()
    made: Made | None = None

    @property
    def plan(self) -> Plan:
        shapes = {evidence: document.shape for evidence, document in self.work.received.items()}
        return planning.make(self.work.content, self.work.preset, shapes, self.left_out, self.starts)


def fitted(work: Work) -> Made:
    """The packet as fine as it may be. What it cannot hold is named in its plan's ``omitted``.

    Raises UserError when even without exhibits it is too large.
    """
    state = _Fitting(work)
    if _most_pages(work) is not None:
        # Pages do not depend on how fine the pictures are.
        state.made = make(work, state.plan, fitting.COARSEST)
        while _leave_out_pages(state):
            state.made = make(work, state.plan, fitting.COARSEST)
    while True:
        if not _fits(state):
            if not (_more_volumes(state) or _flatten(state)):
                _leave_out_bytes(state)
        elif not _leave_out_pages(state):
            assert state.made is not None
            return state.made


def _most_pages(work: Work) -> int | None:
    """How many pages are taken; where each becomes a picture, files are pages."""
    preset = work.preset
    limits = [preset.max_pages, None if "pdf" in preset.file_types else preset.max_files]
    known = [limit for limit in limits if limit]
    return min(known) if known else None


def _most_files(work: Work) -> int:
    return min(work.preset.max_files or _MOST_FILES, _MOST_FILES)


def _leave_out_pages(state: _Fitting) -> bool:
    """Leave exhibits out when what was made has more pages than are taken; whether any was."""
    work, made = state.work, state.made
    most = _most_pages(work)
    assert made is not None
    excess = len(made.sheet.pages) - most if most else 0
    chosen = volumes.left_out(made.sheet.plan.printed, work.content.strongest, _pages(made), excess)
    for exhibit in chosen:
        state.left_out[exhibit.evidence] = work.words("limits.pages", name=exhibit.name, most=most)
    if chosen:
        state.starts = ()
    return bool(chosen)


def _pages(made: Made) -> dict[str, float]:
    """About how many pages each printed exhibit takes."""
    found: dict[str, float] = {}
    for exhibit in made.sheet.plan.printed:
        document = made.sheet.joined.get(exhibit.evidence)
        picture = made.sheet.pictures.get(exhibit.evidence)
        parts = len(picture.parts) if picture and document is None else 1
        is_alone = parts > 1 or exhibit.kind == "video"
        alone = parts if is_alone else 1 / made.sheet.preset.photos_per_page
        found[exhibit.evidence] = len(document.sizes) if document else alone
    return found


# --- bytes ----------------------------------------------------------------------------------------------


def _fits(state: _Fitting) -> bool:
    """Make the packet as fine as the limits of bytes allow; False when they allow none."""
    work, plan = state.work, state.plan
    most = _most_bytes(work)
    if most is None:
        state.made = make(work, plan, fitting.FINEST)
        return True

    def measure(step: float, steering: Steering | None = None) -> Fill:
        state.made = make(work, plan, step, steering)
        return _fill(work, state.made)

    photos = images.photos(plan.shown)
    sample = photos[:: -(-len(photos) // _SAMPLE) or 1]
    work.progress(0, 1, work.words("frame.packet"))
    curve = images.trial(sample, work.images, work.preset) if sample else _USUAL
    if plan.starts:
        # All of it was made just now, and spread over volumes by what each exhibit took.
        assert state.made is not None
        seen, at = _fill(work, state.made), fitting.COARSEST
    else:
        fixed = sum(each.size for each in plan.joined) + _front(work)
        steering = Steering(curve, len(sample), len(photos), most * fitting.AIM - fixed)
        seen = measure(steering.planned, steering)
        at = steering.mean(len(photos))
        if fitting.is_enough(seen, at):
            return True
        if at == fitting.COARSEST and seen.all > 1:
            return False
    return fitting.best(measure, curve, seen, at) is not None


def _front(work: Work) -> int:
    """About the bytes of a packet without its pictures and received documents."""
    content = work.content
    return _FRONT + _EXHIBIT * len(content.exhibits) + _MESSAGE * len(content.messages)


def _most_bytes(work: Work) -> int | None:
    """The bytes one file may have; where pages become pictures, each is made to fit by itself."""
    preset = work.preset
    if "pdf" not in preset.file_types:
        return None
    known = [limit for limit in (preset.max_bytes, preset.max_total_bytes) if limit]
    return min(known) if known else None


def _fill(work: Work, made: Made) -> Fill:
    """How much of its limits a packet takes: of that which is nearest to being passed."""
    preset = work.preset
    parts = [0.0]
    if preset.max_bytes:
        parts.append(max(volume.size for volume in made.volumes) / preset.max_bytes)
    if preset.max_total_bytes:
        parts.append(made.size / preset.max_total_bytes)
    return Fill(max(parts), max(parts) * made.pictures / made.size)


def _more_volumes(state: _Fitting) -> bool:
    """Spread what was made coarsest over further files; False when the receiver takes no more of them."""
    work, made = state.work, state.made
    assert made is not None
    room, most = work.preset.max_bytes, _most_files(work)
    total = work.preset.max_total_bytes
    if not room or state.starts or most == 1 or (total and made.size > total):
        return False
    front = max(0, made.size - sum(made.weights.values()))
    for slack in _SLACK:
        starts = volumes.starts(made.sheet.plan.printed, made.weights, front, int(room * slack), most)
        if not starts or len(starts) >= most:
            return False
        state.starts = tuple(starts)
        made = make(work, state.plan, fitting.COARSEST)
        if _fill(work, made).all <= 1:
            state.made = made
            return True
    state.starts = ()
    return False


def _flatten(state: _Fitting) -> bool:
    """Turn received documents whose pages are large into pictures of their pages; whether there were any."""
    assert state.made is not None
    found = False
    for exhibit in state.made.sheet.plan.joined:
        document = state.work.received[exhibit.evidence]
        everything = frozenset(range(1, len(document.pages) + 1))
        if exhibit.size > _LARGE_PAGE * len(document.pages) and document.as_pictures != everything:
            document.as_pictures = everything
            found = True
    if found:
        state.starts = ()
    return found


def _leave_out_bytes(state: _Fitting) -> None:
    """Leave out as many exhibits as are too much for all files together, or the one that is too much for any."""
    work, made = state.work, state.made
    assert made is not None
    preset = work.preset
    one = preset.max_bytes or preset.max_total_bytes or 0
    room = min(one * _most_files(work) if preset.max_bytes else one, preset.max_total_bytes or 1 << 60)
    printed = made.sheet.plan.printed
    front = max(0, made.size - sum(made.weights.values()))
    chosen = [each for each in printed if made.weights[each.evidence] + min(front, one // 4) > one]
    if not chosen:
        excess = max(made.size - room * _SLACK[0], 1)
        chosen = volumes.left_out(printed, work.content.strongest, made.weights, excess)
    if not chosen:
        _refuse(state, made)
    files = work.words.size(one)
    for exhibit in chosen:
        state.left_out[exhibit.evidence] = work.words("limits.bytes", name=exhibit.name, size=files)
    state.starts = ()


def _refuse(state: _Fitting, made: Made) -> NoReturn:
    words, preset = state.work.words, state.work.preset
    limit = preset.max_bytes or preset.max_total_bytes or 0
    raise UserError(
        f"the packet is {words.size(made.size)} without any exhibit, over the limit of {words.size(limit)}; "
        "raise the limit, or send the exhibits as files"
    )
