"""``ddr info``."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from ddr import __version__
from ddr.cli import complete
from ddr.cli.config import preferences
from ddr.cli.options import Language, Timeline, format_option, option
from ddr.cli.session import Session, as_json
from ddr.files import config_path
from ddr.query.coverage import facts
from ddr.settings import settings

if TYPE_CHECKING:
    from ddr.views.page import Section

FORMATS = ("text", "json")


def info(
    ctx: typer.Context,
    format: Annotated[  # noqa: A002
        str, format_option(complete.words(*FORMATS), "text or json.")
    ] = "",
    coverage: Annotated[
        bool, option("--coverage", "How far to trust the timeline: what rests on what.")
    ] = False,
    shown_in: Language = "",
    timeline: Timeline = None,
) -> None:
    """Tell versions, counts, preferences, and where data and cache are.

    With --coverage: events by decade, kind and number of sources, whose sources they rest on, and
    the gaps between them.
    """
    session = Session(ctx, timeline, shown_in)
    form = session.chosen(format, FORMATS, piped="text")
    if coverage:
        _coverage(session, form)
        return

    from ddr.files import cache_folder
    from ddr.views.page import Section

    found = facts(session.index)
    cache = str(cache_folder())
    preferred = settings({"timeline": os.pathsep.join(session.named)})
    if form == "json":
        values = {
            "ddr": __version__, "title": found.title, "version": found.version,
            "license": found.license, "timelines": found.timelines, "cache": cache,
            "index": found.index, "counts": found.counts, "config": str(config_path()),
            "preferences": {name: one._asdict() for name, one in preferred.items()},
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
    _write(session, [head, counts, preferences(preferred)])


def _coverage(session: Session, form: str) -> None:
    from ddr.query.coverage import coverage
    from ddr.views.page import coverage as page

    found = coverage(session.index)
    if form == "json":
        sys.stdout.write(f"{as_json({name: getattr(found, name) for name in found.__slots__})}\n")
    else:
        _write(session, page(found))


def _write(session: Session, sections: Sequence[Section]) -> None:
    from ddr.views.page import write

    write(sections, sys.stdout, laid_out=session.on_terminal())
