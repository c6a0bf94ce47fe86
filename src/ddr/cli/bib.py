"""``ddr bib``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, cast

import typer

from ddr.cli import complete
from ddr.cli.output import BINARY, of_suffix, refuse_terminal, write
from ddr.cli.session import Session, Timeline
from ddr.errors import Exit, UsageError, choose
from ddr.files import home
from ddr.settings import Setting, settings

if TYPE_CHECKING:
    from ddr.cite.pandoc.request import Output
    from ddr.manuscript.manuscript import Manuscript
    from ddr.records import Source


def bib(
    ctx: typer.Context,
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID...]",
            autocompletion=complete.CITABLE,
            help="Sources, statements or events.",
        ),
    ] = None,
    all: Annotated[bool, typer.Option("--all", help="Every source.")] = False,  # noqa: A002
    paper: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="PAPER",
            help="The sources that a manuscript cites: Markdown, LaTeX, Typst, Org, plain text, …",
        ),
    ] = "",
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="FORMAT",
            autocompletion=complete.settled("ddr.cite.export.formats", "EXPORTS"),
            help="bibtex, biblatex, ris, csl-json, csl-yaml, hayagriva or wikipedia; or a "
            "formatted list as text (the default), markdown, html, latex, rtf, typst, org or docx.",
        ),
    ] = "",
    style: Annotated[
        str,
        typer.Option(
            "--style",
            "-s",
            metavar="STYLE",
            autocompletion=complete.STYLE,
            help="Style of a formatted list: see 'ddr styles'.",
        ),
    ] = "",
    language: Annotated[
        str,
        typer.Option(
            "--language", metavar="TAG", help="Language of a formatted list: en-US, en-GB, ru-RU, …"
        ),
    ] = "",
    format_in: Annotated[
        str,
        typer.Option(
            "--format-in",
            metavar="FORMAT",
            help="Of the manuscript: markdown, latex, typst, org, rst, notebook or plain; by "
            "default the suffix tells.",
        ),
    ] = "",
    also: Annotated[
        list[str] | None,
        typer.Option(
            "--also",
            metavar="FILE",
            help="A bibliography (.bib, .json, .yaml) whose keys the manuscript cites too; "
            "nothing is said of them. Repeatable.",
        ),
    ] = None,
    output: Annotated[
        str,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write to a file, in what its suffix says."
        ),
    ] = "",
    timeline: Timeline = None,
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
    target = _target(found["to"])
    refuse_terminal(target, output)
    sources, named = _wanted(session, ids or [], every=all), {}
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
    if target in _exports():
        write(_exported(session, sources, target, named), output)
    elif sources:
        write(_formatted(session, sources, target, found), output)
    for fault in faults:
        session.notify(fault)
    if faults:
        raise typer.Exit(Exit.NOTHING)
    if not sources:
        session.nothing("there are no sources to list")


def _target(setting: Setting) -> str:
    """Return the format; a preference meant for single citations gives way to plain text."""
    from ddr.cite.pandoc.request import MARKUPS

    known = (*_exports(), *MARKUPS)
    if setting.value not in known and setting.origin != "flag":
        return "text"
    return choose("--to", setting.value, known)


def _exports() -> dict[str, str]:
    from ddr.cite.export.formats import EXPORTS

    return EXPORTS


def _wanted(session: Session, ids: list[str], *, every: bool) -> list[Source]:
    if every:
        from ddr.query import stored

        return [one.record for one in stored.every(session.index, "source")]
    from ddr.cite.citations import collect, lookup_in

    cited = collect(session.index, ids, lookup_in(session.index))
    return list({one.source.id: one.source for one in cited}.values())


def _manuscript(
    session: Session, paper: str, format_in: str, also: list[str]
) -> tuple[Manuscript, set[str]]:
    from ddr.manuscript.bibliography_keys import bibliography_keys
    from ddr.manuscript.cited_places import ids
    from ddr.manuscript.manuscript import read

    others = {key for name in also for key in bibliography_keys(home(name))}
    return read(paper, format_in, ids(session.index)), others


def _exported(
    session: Session, sources: list[Source], target: str, named: dict[str, list[str]]
) -> str:
    from ddr.cite.citations import lookup_in
    from ddr.cite.export.formats import export

    index = session.index
    title, version = index.meta("title"), index.meta("version")
    head = ", ".join(filter(None, (title, version and f"version {version}")))
    return export(sources, target, lookup_in(index), head, named)


def _formatted(
    session: Session, sources: list[Source], target: str, found: dict[str, Setting]
) -> str | bytes:
    from ddr.cite.citations import Cited, lookup_in
    from ddr.cite.render import render
    from ddr.cite.style import finder
    from ddr.frozen import replace

    chosen = finder.find(found["style"].value)
    if found["language"].value:
        chosen = replace(chosen, locale=found["language"].value)
    answer = render(
        [[Cited(source) for source in sources]],
        chosen,
        "bibliography",
        cast("Output", target),
        lookup=lookup_in(session.index),
    )
    for remark in answer.remarks:
        session.notify(remark)
    return answer.docx if target == BINARY else _joined(answer.texts, target)


def _joined(texts: Sequence[str], output: str) -> str:
    """Return the entries of a bibliography in a markup: paragraphs, or lines of plain text.

    RTF has no fragments, so there it is a whole document.
    """
    from ddr.cite.pandoc.request import RTF

    lines = [f"<p>{text}</p>\n" if output == "html" else f"{text}\n" for text in texts]
    if output == "rtf":
        return "".join([RTF, *lines, "}\n"])
    return ("" if output in ("text", "html") else "\n").join(lines)
