"""``ddr changes``."""

import sys
from typing import Annotated

import typer

from ddr.cli import complete
from ddr.cli.options import Fields, Many, Timeline, argument, format_option, option
from ddr.cli.session import Session
from ddr.errors import UsageError
from ddr.views.edition_changes import ATOM, FORMS


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
