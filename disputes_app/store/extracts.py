"""The text that was found in files, by which the evidence is found."""

from __future__ import annotations

import json
from typing import NamedTuple

from disputes_app.store import search_index
from disputes_app.store.transaction import Reader, Transaction


class Extract(NamedTuple):
    """The text a reader found in a file, what it could not read, and which recipe it followed."""

    text: str
    warnings: list[str]
    recipe: str


def put_extract(tx: Transaction, sha256: str, found: Extract) -> None:
    """Keep the text found in a file and let the evidence items with this content be found by it."""
    tx.execute(
        "INSERT INTO extracts VALUES (?, ?, ?, ?) ON CONFLICT (sha256) DO UPDATE SET "
        "text = excluded.text, warnings = excluded.warnings, recipe = excluded.recipe",
        (sha256, found.text, json.dumps(found.warnings, ensure_ascii=False), found.recipe),
    )
    rows = tx.rows("SELECT id FROM evidence WHERE sha256 = ?", (sha256,))
    search_index.refresh(tx, "evidence", [row["id"] for row in rows])


def extract(reader: Reader, sha256: str) -> Extract | None:
    """The text found in a file, or None when it was not read yet."""
    rows = reader.rows("SELECT text, warnings, recipe FROM extracts WHERE sha256 = ?", (sha256,))
    return Extract(rows[0]["text"], json.loads(rows[0]["warnings"]), rows[0]["recipe"]) if rows else None
