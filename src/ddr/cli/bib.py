"""``ddr bib``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from ddr.cli import complete, options
from ddr.cli.options import Many, argument, format_option, language_option, option, style_option
from ddr.cli.output import of_suffix, refuse_terminal, write
from ddr.cli.progress import waiting
from ddr.cli.session import Session
from ddr.errors import Exit, UsageError, choose, counted
from ddr.files import home
from ddr.settings import Setting, settings

if TYPE_CHECKING:
    from ddr.manuscript.manuscript import Manuscript


def bib(
    ctx: typer.Context,
    ids: Annotated[
        Many, argument("[ID...]", "Sources, statements or events.", complete.CITABLE)
    ] = None,
    all: Annotated[bool, option("--all", "Every source.")] = False,  # noqa: A002
    paper: Annotated[
        str,
        option(
            "--from PAPER",
            "The sources that a manuscript cites: Word, Markdown, LaTeX, Typst, Org, …",
        ),
    ] = "",
    to: Annotated[
        str,
        format_option(
            complete.settled("ddr.cite.export.formats", "EXPORTS"),
            "bibtex, biblatex, ris, csl-json, csl-yaml, hayagriva or wikipedia; or a "
            "formatted list as text (the default), markdown, html, latex, rtf, typst, org or docx.",
        ),
    ] = "",
    style: Annotated[
        str,
        style_option(
            "Style of a formatted list, or that csl-json and csl-yaml are fitted to: see "
            "'ddr styles'."
        ),
    ] = "",
    language: Annotated[
        str, language_option("Language of a formatted list: en-US, en-GB, ru-RU, …")
    ] = "",
    format_in: Annotated[
        str,
        option(
            "--format-in FORMAT",
            "Of the manuscript: markdown, latex, typst, org, rst, notebook, docx, odt or "
            "plain; by default the suffix tells.",
        ),
    ] = "",
    also: Annotated[
        Many,
        option(
            "--also FILE",
            "A bibliography (.bib, .json, .yaml) whose keys the manuscript cites too; "
            "nothing is said of them. Repeatable.",
        ),
    ] = None,
    output: options.Output = "",
    timeline: options.Timeline = None,
) -> None:
    """Write a bibliography, or export sources to reference managers, typesetters and wikis.

    A statement and an event stand for their sources. With --from, exactly what the manuscript
    cites is written, under its keys; keys that name nothing are told, and the exit code is 1.
    """
    session = Session(ctx, timeline)
    if not (ids or all or paper):
        raise UsageError("give ids, --all, or --from with a manuscript")
    if all and (ids or paper):
        raise UsageError("--all is every source: leave out ids and --from, or --all")
    flags = {"style": style, "to": of_suffix(to, output), "language": language}
    found = settings(flags)

    from ddr.cite.export.formats import EXPORTS
    from ddr.cite.pandoc.request import MARKUPS
    from ddr.cite.source_list import wanted, written

    target = _target(found["to"], (*EXPORTS, *MARKUPS))
    refuse_terminal(target, output)
    sources, named = wanted(session.index, None if all else ids or []), {}
    faults: tuple[str, ...] = ()
    if paper:
        from ddr.manuscript.proofread import cited

        manuscript, others = _manuscript(session, paper, format_in, also or [])
        found_there = cited(session.index, manuscript, others)
        sources = list({s.id: s for s in (*sources, *found_there.sources)}.values())
        named = found_there.named
        faults = found_there.faults
        for told in found_there.told:
            session.notify(told)
    if sources or target in EXPORTS:
        with waiting(f"formatting {counted(len(sources), 'source')}"):
            content, remarks = written(session.index, sources, target, found, named)
        for remark in remarks:
            session.notify(remark)
        write(content, output)
    for fault in faults:
        session.notify(fault)
    if faults:
        raise typer.Exit(Exit.NOTHING)
    if not sources:
        session.nothing("there are no sources to list")


def _target(setting: Setting, known: Sequence[str]) -> str:
    """Return the format; a preference meant for single citations gives way to plain text."""
    if setting.value not in known and setting.origin != "flag":
        return "text"
    return choose("--format", setting.value, known)


def _manuscript(
    session: Session, paper: str, format_in: str, also: list[str]
) -> tuple[Manuscript, set[str]]:
    from ddr.manuscript.bibliography_keys import bibliography_keys
    from ddr.manuscript.manuscript import read
    from ddr.manuscript.works import Works

    others = {key for name in also for key in bibliography_keys(home(name))}
    return read(paper, format_in, Works(session.index)), others
