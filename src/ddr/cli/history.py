"""``ddr log`` and ``ddr undo``: what was written here; ``ddr changes``: editions of the data."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from ddr.cli import complete
from ddr.cli.options import Fields, Format, Limit, Many, Timeline, argument, format_option, option
from ddr.cli.session import Session
from ddr.cli.writing import DryRun, Why
from ddr.errors import UsageError
from ddr.views.edition_changes import ATOM, FORMS
from ddr.views.lists import Listing, clean, objects

if TYPE_CHECKING:
    from ddr.curation.journal import JournalEntry


def log(
    ctx: typer.Context,
    record: Annotated[str, argument("[ID]", "Only the writes to this record.", complete.ID)] = "",
    limit: Limit = 0,
    format: Format = "",  # noqa: A002
    timeline: Timeline = None,
) -> None:
    """List what was written to a timeline, when and why; the latest first.

    A record that was renamed is followed under its earlier ids.
    """
    session = Session(ctx, timeline)
    form = session.chosen(format)

    from ddr.cli.writing import writable_timelines
    from ddr.curation.journal import history

    found = [
        change for path in writable_timelines(session) for change in reversed(history(path, record))
    ]
    found.sort(key=lambda change: change.at, reverse=True)
    shown = found[:limit] if limit else found
    if not found:
        what = f"nothing was written to '{record}' yet" if record else "nothing was written yet"
        session.nothing(what)

    session.list(Writes(shown), form)


class Writes(Listing):
    """Writes to a timeline."""

    header = ("at", "command", "why", "version", "records")

    def bodies(self) -> Iterator[str]:
        names = self.header[:-1]
        return objects(
            {**{name: getattr(one, name) for name in names}, "records": _records(one)}
            for one in self.entries
        )

    def rows(self) -> Iterator[Sequence[str]]:
        for one in self.entries:
            yield one.at, one.command, one.why, one.version, ", ".join(_records(one))

    def table(self) -> None:
        for one in self.entries:
            why = f"  {one.why}" if one.why else ""
            sys.stdout.write(clean(f"{one.at}  {one.command}{why}") + "\n")
            sys.stdout.writelines(f"    {clean(record)}\n" for record in _records(one))


def _records(entry: JournalEntry) -> list[str]:
    return [f"{what} {record}" for what, record in entry.records]


def undo(
    ctx: typer.Context, why: Why = "", dry_run: DryRun = False, timeline: Timeline = None
) -> None:
    """Undo the last write to a timeline: what add, edit, rename, remove or fmt did.

    Called again, it takes back the write before that; the last 50 are remembered.
    """
    session = Session(ctx, timeline)

    from ddr.cli.writing import show_difference, writable_timelines
    from ddr.corpus.problems import shown
    from ddr.curation.transaction import undo as take_back

    paths = writable_timelines(session)
    written = take_back(paths[-1], why=why, among=paths, dry=dry_run)
    show_difference(written)
    version = f"; data version {written.version}" if written.version else ""
    for text in written.texts:
        session.notify(f"{shown(text)}: {'would be removed' if dry_run else 'removed'} too")
    session.notify("nothing written (--dry-run)" if dry_run else f"taken back{version}")


def changes(
    ctx: typer.Context,
    papers: Annotated[Many, argument("[PAPER]...", "Manuscripts: only what they cite.")] = None,
    since: Annotated[
        str, option("--since VERSION", "The version that is compared: 2026.11.22.")
    ] = "",
    fields: Fields = "",  # noqa: ARG001 (of the session)
    format: Annotated[  # noqa: A002
        str,
        format_option(
            complete.settled("ddr.views.edition_changes", "FORMS"),
            "table, tsv, json, jsonl, csv or markdown; or atom, a feed of the editions.",
        ),
    ] = "",
    timeline: Timeline = None,
) -> None:
    """What changed in the data since a version: corrected, renamed, removed, added.

    Without --since, the versions on record. With manuscripts, what became of each thing that
    they cite; a record is corrected where that was published, and otherwise changed.
    """
    session = Session(ctx, timeline)
    form = session.chosen(format, FORMS)
    from ddr.query.edition_changes import log_of

    log = log_of(session.index)
    if not log:
        session.nothing("this timeline keeps no log of its versions: 'ddr fmt' keeps one that is "
                        "started by an empty file 'changes.jsonl' beside it")  # fmt: skip
    if form == ATOM:
        from ddr.views.edition_changes import feed

        sys.stdout.write(feed(log, session.index.meta("title")))
        return
    if not since:
        if papers:
            raise UsageError("--since is missing: name the version that the paper was written with")
        from ddr.views.edition_changes import Editions

        session.list(Editions(log), form)
        return
    from ddr.corpus.editions import since as until
    from ddr.query.edition_changes import changes as compared
    from ddr.views.edition_changes import Changes

    known = until(log, since)
    only = _cited(session, papers) if papers else None
    found = compared(session.index, known, only)
    whose = " of what is cited" if papers else ""
    session.list(Changes(found, known[-1].version), form, f"nothing{whose} has changed")


def _cited(session: Session, papers: list[str]) -> set[str]:
    """Return the keys that manuscripts cite, and the ids of the records that these name."""
    from ddr.manuscript.cited_places import Keys
    from ddr.manuscript.manuscript import read
    from ddr.manuscript.works import Works

    found: set[str] = set()
    works = Works(session.index)
    for paper in papers:
        manuscript = read(paper, "", works)
        names = [key for key, _ in manuscript.keys]
        found |= set(names)
        named = Keys(session.index, names, caseless=manuscript.caseless)
        for stored in named.records.values():
            found.add(stored.id)
            if stored.table == "statement":
                found.add(stored.record.source)
    return found
