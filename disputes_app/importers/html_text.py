"""Turns the HTML of a mail into plain text and its links; nothing is fetched, nothing is run."""

from __future__ import annotations

import re
from typing import Any

MAX_HTML = 2 << 20
MAX_TAGS = 50_000
MAX_DEPTH = 100
_MAX_LINKS = 500

_BLOCKS = frozenset(
    "address article aside blockquote br caption center dd div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr"
    " li main nav ol p pre section table tbody tfoot thead title tr ul".split()
)
_UNSEEN = frozenset("head script style template noscript svg math object iframe select".split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def read(html: str) -> tuple[str, list[str]]:
    """The text as a person would see it, and the addresses of its links.

    What exceeds ``MAX_HTML`` characters, ``MAX_TAGS`` tags or ``MAX_DEPTH`` levels is left out.
    """
    from lxml import etree

    html = _cut(re.sub(r"^\s*<\?xml[^>]*\?>", "", html.replace("\0", "")[:MAX_HTML]))
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, recover=True)
    try:
        root = etree.fromstring(html, parser)
    except etree.XMLSyntaxError:
        return "", []
    if root is None:
        return "", []
    pieces: list[str] = []
    links: list[str] = []
    _gather(root, etree, pieces, links)
    return _tidy("".join(pieces)), links


def _gather(root: Any, etree: Any, pieces: list[str], links: list[str]) -> None:
    walker = etree.iterwalk(root, events=("start", "end"))
    depth = 0
    for event, element in walker:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            depth += 1
            if depth > MAX_DEPTH or tag in _UNSEEN or _HIDDEN.search(element.get("style") or ""):
                walker.skip_subtree()
                continue
            pieces.append("\n" if tag in _BLOCKS else " " if tag in ("td", "th") else "")
            pieces.append(_unwrapped(element.text))
            if tag == "img" and element.get("alt"):
                pieces.append(_unwrapped(element.get("alt")))
            if tag == "a" and element.get("href") and len(links) < _MAX_LINKS:
                links.append(element.get("href").strip())
        else:
            depth -= 1
            pieces.append("\n" if tag in _BLOCKS and tag != "br" else " " if tag in ("td", "th") else "")
            pieces.append(_unwrapped(element.tail))


def _unwrapped(text: str | None) -> str:
    return re.sub(r"\s+", " ", text) if text else ""


def _cut(html: str) -> str:
    if html.count("<") <= MAX_TAGS:
        return html
    position = 0
    for _ in range(MAX_TAGS):
        position = html.find("<", position) + 1
    return html[: position - 1]


def _tidy(text: str) -> str:
    # Mails pad their preview line with invisible blanks.
    text = re.sub(r"[ \t\u00a0\u00ad\u034f\u200b\u200c\u2007\ufeff]+", " ", text)
    lines = [line.strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
