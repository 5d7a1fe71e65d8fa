"""Commands that make, fill, check, back up and restore a library."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from disputes_app.actions import care, imports
from disputes_app.actions import journal as undoing
from disputes_app.cli.session import Session, write_line
from disputes_app.domain.evidence import EvidenceKind
from disputes_app.domain.ids import written
from disputes_app.errors import LibraryError, UserError
from disputes_app.queries import refs
from disputes_app.store import backup as backups
from disputes_app.store import checking, journal
from disputes_app.store.checking import Step


@click.command()
@click.option(
    "--into", required=True, type=click.Path(path_type=Path), help="A folder that is not there yet, or empty."
)
@click.pass_obj
def demo(session: Session, into: Path) -> None:
    """Make a sample library of made-up people with generated pictures."""
    made = session.services.make_demo(into, session.progress)
    session.answer(
        made,
        [
            (
                f"A sample library of {made['orders']} orders, {made['cases']} cases and {made['evidence']} "
                f"evidence items stands in {into}."
            ),
            f"Open it with: disputes-app --library {into} --now {made['now']}",
        ],
    )


@click.command()
@click.pass_obj
def init(session: Session) -> None:
    """Make an empty library."""
    core = session.services.create_library(session.folder, session.now)
    core.library.close()
    session.answer({"library": str(session.folder)}, [f"An empty library stands in {session.folder}."])


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--order", "order_ref", metavar="REF", help="Everything belongs to this order.")
@click.option(
    "--as", "kind", type=click.Choice([kind.value for kind in EvidenceKind]), help="What the files are."
)
@click.option("--dry-run", is_flag=True, help="Store nothing; say what would be stored.")
@click.option(
    "--json-lines", is_flag=True, help="One JSON line for each item once it is durable, the report last."
)
@click.pass_context
def import_files(
    context: click.Context,
    paths: tuple[Path, ...],
    order_ref: str | None,
    kind: str | None,
    dry_run: bool,
    json_lines: bool,
) -> None:
    """Take in files and folders: photos, screenshots, PDFs, mails, anything else as it is."""
    session: Session = context.obj
    core = session.core("read" if dry_run else "write")
    order = refs.kept_order_id(core.library, order_ref) if order_ref else None

    kept = 0

    def told(item: imports.ImportedItem) -> None:
        nonlocal kept
        kept += item.result != "rejected"
        if json_lines:
            write_line(json.dumps(_item(item), ensure_ascii=False))
            sys.stdout.flush()

    try:
        report = imports.import_paths(
            core,
            paths,
            order=order,
            kind=EvidenceKind(kind) if kind else None,
            dry_run=dry_run,
            on_item=told,
            progress=session.progress,
        )
    except KeyboardInterrupt:
        if dry_run or not kept:
            raise
        click.echo(f"disputes-app: stopped; {kept} of them are kept, the same import again goes on", err=True)
        context.exit(3)
    data = {
        **{name: dict(counts) for name, counts in report.counts.items()},
        "items": [_item(item) for item in report.items],
        "unlinked": report.unlinked,
    }
    if json_lines:
        write_line(json.dumps(data, ensure_ascii=False))
    else:
        session.answer(data, _report_lines(report, dry_run=dry_run))
    for item in report.rejected:
        click.echo(f"disputes-app: not taken: {item.reason}", err=True)
    if report.rejected:
        context.exit(3 if len(report.rejected) < len(report.items) else 1)


def _item(item: imports.ImportedItem) -> dict[str, object]:
    return {
        "path": item.path,
        "kind": item.kind,
        "result": item.result,
        "reason": item.reason,
        "order": written("order", item.order) if item.order else None,
        "id": written("evidence", item.evidence) if item.evidence else None,
        "sha256": item.sha256,
    }


def _report_lines(report: imports.ImportReport, *, dry_run: bool) -> list[str]:
    counts = report.counts["evidence"]
    lines = [
        f"{item.result:10} {item.path}{': ' + item.reason if item.reason else ''}" for item in report.items
    ]
    stored = "would be new" if dry_run else "new"
    lines.append(
        f"{counts['new']} {stored}, {counts['unchanged']} there already, {len(report.rejected)} not taken; "
        f"{report.counts['messages']['new']} messages."
    )
    if report.unlinked:
        lines.append(f"{len(report.unlinked)} belong to no order yet: {', '.join(report.unlinked)}")
    return lines


@click.command()
@click.option("--deep", is_flag=True, help="Read every file again and compare every row with the journal.")
@click.pass_context
def check(context: click.Context, deep: bool) -> None:
    """Check the database, the journal and the evidence store; nothing is changed."""
    session: Session = context.obj
    report = checking.check(
        session.folder, deep=deep, progress=session.progress, also=_also(session, deep=deep)
    )
    problems = [
        {"what": one.what, "where": one.where, "how": one.how, "severity": one.severity}
        for one in report.problems
    ]
    lines = [f"{one.severity}: {one.what} ({one.where}). {one.how}" for one in report.problems]
    counted = ", ".join(f"{count} {name}" for name, count in report.counts.items())
    lines.append(f"{'Everything is as it was kept' if report.ok else 'Not everything is right'}: {counted}.")
    session.answer({"ok": report.ok, "problems": problems, "counts": report.counts}, lines)
    if not report.ok:
        context.exit(4)


def _also(session: Session, *, deep: bool) -> list[Step]:
    """What only the rules can check; a library too damaged to open is told of by the other steps."""
    if not deep:
        return []
    try:
        return [care.windows_step(session.core())]
    except LibraryError:
        return []


@click.command()
@click.pass_obj
def reindex(session: Session) -> None:
    """Make the search index anew from the records, none of which changes."""
    core = session.core("write")
    care.reindex(core, session.progress)
    found = core.library.value("SELECT count(*) FROM search_docs")
    session.answer({"indexed": found}, [f"The search index is made anew, with {found} things to be found."])


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.pass_context
def backup(context: click.Context, path: Path) -> None:
    """Write the whole library into one file that checks itself, and prove it by reading it back."""
    session: Session = context.obj
    result = backups.backup(session.core("read").library, path, session.progress)
    session.answer(
        {
            "path": str(result.path), "sha256": result.sha256, "counts": result.counts, "problems": result.problems,
        },
        [
            f"Backed up to {result.path} and read back: {_counted(result.counts)}.", f"SHA-256 {result.sha256}",
            *result.problems,
        ],
    )  # fmt: skip
    if result.problems:
        context.exit(3)


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--into", required=True, type=click.Path(path_type=Path), help="A folder that is not there yet."
)
@click.pass_obj
def restore(session: Session, path: Path, into: Path) -> None:
    """Make a library out of a backup; nothing that is there is overwritten."""
    result = backups.restore(path, into, session.progress)
    session.answer(
        {"path": str(into), "library": str(into), "sha256": result.sha256, "counts": result.counts},
        [f"Restored into {into}: {_counted(result.counts)}."],
    )


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items())


@click.command()
@click.pass_obj
def undo(session: Session) -> None:
    """Take back the last action; once more brings it back."""
    core = session.core("write")
    last = journal.entries(core.library, limit=1)
    if not last:
        raise UserError("there is nothing to undo")
    undoing.undo(core, last[0].seq)
    session.answer({"undone": last[0].seq, "summary": last[0].summary}, [f"Undone: {last[0].summary}"])


COMMANDS = (demo, init, import_files, check, reindex, backup, restore, undo)
