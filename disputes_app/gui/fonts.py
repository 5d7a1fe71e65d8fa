"""The fonts of the window: Inter from our own files, then the system's, then ours for Chinese and others."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QGuiApplication
from PySide6.QtWidgets import QApplication

from disputes_app import resources

DESIGN_PX = 13
_FAMILY = "Inter"
_base = [float(DESIGN_PX)]
_WIDE = (
    ("Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei UI", "PingFang SC", "Source Han Sans SC",
     "WenQuanYi Micro Hei", "Droid Sans Fallback"),
    ("Noto Sans Arabic", "Segoe UI", "Geeza Pro"),
    ("Noto Sans Hebrew", "Arial Hebrew"),
)  # fmt: skip


def base_px() -> float:
    """The size of body text in device-independent pixels; 13 in the design."""
    return _base[0]


def points(pixels: float) -> float:
    """A size in pixels as points of the screen Qt measures text for."""
    return pixels * 72.0 / QGuiApplication.primaryScreen().logicalDotsPerInchY()


@cache
def _add_folder(*parts: str, only: str = "") -> tuple[str, ...]:
    """Loads the font files of a resource folder whose names contain ``only``; gives their families."""
    folder = resources.path("fonts", *parts)
    if not folder.is_dir():
        return ()
    found: list[str] = []
    for file in sorted(folder.rglob("*")):
        if file.suffix.lower() in (".ttf", ".otf") and only in file.name.lower():
            number = QFontDatabase.addApplicationFont(str(file))
            found += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return tuple(dict.fromkeys(found))


@cache
def _fallbacks() -> tuple[str, ...]:
    """Families for scripts Inter lacks: the system's where it has one, else those the packets bring."""
    known = set(QFontDatabase.families())
    from_system = [name for names in _WIDE for name in names if name in known]
    if any(name in known for name in _WIDE[0]):
        return tuple(from_system)
    han = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    if han:
        return (*from_system, han[0])
    return (*from_system, *_packet_families())


def _packet_families() -> tuple[str, ...]:
    wanted = ("sc", "cjk", "fallback", "arabic", "hebrew", "thai", "devanagari")
    found = [family for part in wanted for family in _add_folder("packet", only=part)]
    return tuple(name for name in dict.fromkeys(found) if "Serif" not in name)


@cache
def mono_families() -> list[str]:
    """Fixed-pitch families for fingerprints and CSV, the first that exists wins."""
    fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    return [QFontInfo(fixed).family(), *_fallbacks()]


def install(app: QApplication, percent: int = 100) -> None:
    """Sets the application font: Inter, 13 px at 100 %, larger where the system's own text is larger."""
    system = QFontInfo(app.font()).pixelSize()
    families = _add_folder("ui")
    own = DESIGN_PX if system <= DESIGN_PX * 1.2 else system
    _base[0] = own * percent / 100
    made = QFont(app.font())
    made.setFamilies([_FAMILY if _FAMILY in families else made.family(), *_fallbacks()])
    made.setPixelSize(round(_base[0]))
    made.setFeature(QFont.Tag("tnum"), 1)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    app.setFont(made)
