"""``ddr info``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from ddr import __version__
from ddr.cli.session import Session, Timeline, as_json
from ddr.query.facts import facts

FORMATS = ("text", "json")


def info(
    ctx: typer.Context,
    format: Annotated[  # noqa: A002
        str, typer.Option("--format", "-f", metavar="FORMAT", help="text or json.")
    ] = "",
    timeline: Timeline = None,
) -> None:
    """Tell versions, counts, and where data and cache are."""
    session = Session(ctx, timeline)
    form = session.chosen(format, FORMATS, piped="text")

    from ddr.index.place import cache_folder
    from ddr.views.page import Section, write_plain

    found = facts(session.index)
    cache = str(cache_folder())
    if form == "json":
        values = {
            "ddr": __version__, "title": found.title, "version": found.version,
            "license": found.license, "timelines": found.timelines, "cache": cache,
            "index": found.index, "counts": found.counts,
        }  # fmt: skip
        sys.stdout.write(f"{as_json(values)}\n")
        return
    head = Section("")
    head.add("ddr", __version__)
    head.add("data", found.title)
    head.add("data version", found.version)
    head.add("data license", found.license)
    for number, path in enumerate(found.timelines):
        head.add("" if number else "timeline", path)
    head.add("cache", cache, "may be deleted at any time")
    head.add("index", found.index or "in memory")
    counts = Section("Records")
    for kind, number in found.counts.items():
        counts.add(kind, f"{number:,}")
    if session.on_terminal():
        from ddr.views.terminal.page import show

        show([head, counts])
    else:
        write_plain([head, counts], sys.stdout)
