"""Makes a backup of a whole library in one file, proven by reading it back, and makes a library of one again."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple

from disputes_app.errors import LibraryError, UserError
from disputes_app.progress import Progress, silent
from disputes_app.store import backup_file, chain, durable, journal, migrations, proof, records
from disputes_app.store import connection as connections
from disputes_app.store.backup_file import ABOUT, FORMAT, MANIFEST
from disputes_app.store.evidence_files import BLOCK, NEEDED, hashed
from disputes_app.store.library import Library, Reader


class BackupResult(NamedTuple):
    """A backup that was made or restored. ``problems`` names evidence files that were damaged or missing in it."""

    path: Path
    sha256: str
    counts: dict[str, int]
    problems: list[str]


def backup(library: Library, path: str | os.PathLike[str], progress: Progress = silent) -> BackupResult:
    """Write the library into one new file and read it back completely before saying that it is made.

    Evidence files that are damaged are kept as they are, and named, as are missing ones. Raises UserError when
    the file is there already or cannot be written, LibraryError when the database itself is damaged.
    """
    target = Path(path)
    if target.exists() or target.is_symlink():
        raise UserError(f"{target} is there already; choose another name, nothing is ever overwritten.")
    unfinished = target.with_name(f".{target.name}{durable.UNFINISHED}")
    database = target.with_name(f".{target.name}.db{durable.UNFINISHED}")
    with _written(target):
        try:
            migrations.copy_database(library.folder / connections.DATABASE, database)
            about, evidence = _proven_database(database, library)
            unfinished.unlink(missing_ok=True)
            durable.make_private_file(unfinished)
            problems = _write(library, database, about, evidence, unfinished, progress)
            backup_file.verify(unfinished, progress)
            sha256 = hashed(unfinished)
            durable.give_new_name(unfinished, target)
        finally:
            durable.discard(unfinished)
            durable.discard_database(database)
    return BackupResult(target, sha256, about["counts"], problems)


@contextmanager
def _written(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UserError(
            f"{target} cannot be written ({error.strerror}); nothing of it was kept. Free some space or choose "
            "another place."
        ) from error


def _proven_database(database: Path, library: Library) -> tuple[dict[str, Any], list[tuple[str, int]]]:
    """What the copy is a copy of, and the evidence files it needs, once it has passed every check."""
    with connections.errors_explained(library.folder), closing(connections.reader(database)) as connection:
        reader = Reader(connection, library.folder)
        whole = [row[0] for row in reader.rows("PRAGMA integrity_check(1)")] == ["ok"]
        if (
            not whole
            or any(proof.broken_links(connection, recompute=True))
            or any(proof.differences(connection))
        ):
            raise LibraryError(
                f"The library {library.folder} is damaged and was not backed up; run “disputes-app check --deep” on it."
            )
        head = journal.head(reader)
        about = {
            "format": FORMAT,
            "made_at": records.instant_text(library.now()),
            "schema": migrations.version(connection, library.folder),
            "library": reader.value("SELECT value FROM meta WHERE key = 'library'"),
            "journal": {"seq": head.seq, "digest": head.digest.hex()},
            "counts": {
                table: reader.value(f"SELECT count(*) FROM {table}")
                for table in ("orders", "messages", "cases", "evidence")
            },
        }
        rows = reader.rows(f"SELECT sha256, max(size) FROM ({NEEDED}) GROUP BY sha256 ORDER BY sha256")
        return about, [(row[0], row[1]) for row in rows]


def _write(
    library: Library,
    database: Path,
    about: dict[str, Any],
    evidence: list[tuple[str, int]],
    unfinished: Path,
    progress: Progress,
) -> list[str]:
    problems = []
    digests: dict[str, str] = {}
    with unfinished.open("r+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            digests[connections.DATABASE] = _add(archive, connections.DATABASE, database)
            for done, (sha256, _) in enumerate(evidence):
                progress(done, 2 * len(evidence), "backup")
                name = f"evidence/{sha256[:2]}/{sha256}"
                try:
                    digests[name] = _add(archive, name, library.evidence.path(sha256))
                except FileNotFoundError:
                    problems.append(f"evidence file {sha256} is missing")
                    continue
                if digests[name] != sha256:
                    problems.append(f"evidence file {sha256} is damaged")
            for path in sorted((library.folder / "programmes").glob("*.toml")):
                name = f"programmes/{path.name}"
                if backup_file.is_member(name):
                    digests[name] = _add(archive, name, path)
                else:
                    problems.append(f"{name} has a name that no other system can be sure to take; rename it")
            text = json.dumps(about | {"problems": problems}, indent=1, sort_keys=True).encode()
            archive.writestr(ABOUT, text)
            digests[ABOUT] = hashlib.sha256(text).hexdigest()
            archive.writestr(MANIFEST, "".join(f"{digest}  {name}\n" for name, digest in digests.items()))
        file.flush()
        durable.flush_open(file.fileno())
    return problems


def _add(archive: zipfile.ZipFile, name: str, path: Path) -> str:
    """Add a file to the archive and return the SHA-256 of what was added."""
    digest = hashlib.sha256()
    # Opened first, so that a missing file leaves no member behind.
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as member:
        while block := source.read(BLOCK):
            digest.update(block)
            member.write(block)
    return digest.hexdigest()


def restore(
    path: str | os.PathLike[str], into: str | os.PathLike[str], progress: Progress = silent
) -> BackupResult:
    """Make a library from a backup in a new folder, under its name only once all of it is there and proven.

    Raises UserError when the folder has something in it, cannot be written, or the backup is damaged;
    LibraryError when the backup is of a library newer than this program.
    """
    # Written out in full: “.” has no name of its own to put an unfinished folder beside.
    source, target = Path(path), Path(into).absolute()
    if target.is_symlink() or (target.exists() and not (target.is_dir() and not any(target.iterdir()))):
        raise UserError(f"{target} is there already; restore into a new folder, nothing is ever overwritten.")
    unfinished = target.with_name(f".{target.name}{durable.UNFINISHED}")
    with backup_file.opened(source) as archive, _written(target):
        try:
            shutil.rmtree(unfinished, ignore_errors=True)
            for folder in ("", "evidence", "backups", "cache"):
                durable.make_private_folder(unfinished / folder)
            about = backup_file.read_all(archive, progress, _unpacking(unfinished))
            (unfinished / ABOUT).unlink()
            _prove_restored(unfinished, about)
            _flush_folders(unfinished)
            if target.exists():
                target.rmdir()
            unfinished.replace(target)
            durable.flush(target.absolute().parent)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    return BackupResult(target, hashed(source), about["counts"], list(about["problems"]))


def _unpacking(folder: Path) -> backup_file.Take:
    def take(name: str, source: IO[bytes], digest: backup_file.Digest) -> None:
        path = folder / name
        path.parent.mkdir(mode=0o700, exist_ok=True)
        durable.make_private_file(path)
        with path.open("r+b") as file:
            while block := source.read(BLOCK):
                digest.update(block)
                file.write(block)
            file.flush()
            durable.flush_open(file.fileno())
        if name.startswith("evidence/"):
            path.chmod(0o400)

    return take


def _prove_restored(folder: Path, about: dict[str, Any]) -> None:
    with closing(connections.reader(folder / connections.DATABASE)) as connection:
        migrations.version(connection, folder)
        head = chain.last_entry(connection)
        if [head.seq, head.digest.hex()] != [about["journal"]["seq"], about["journal"]["digest"]]:
            raise backup_file.Damaged("its journal is not the one it names")
        if [row[0] for row in connection.execute("PRAGMA integrity_check(1)")] != ["ok"]:
            raise backup_file.Damaged("its database is damaged")


def _flush_folders(folder: Path) -> None:
    for place, _, _ in os.walk(folder, topdown=False):
        durable.flush(Path(place))
