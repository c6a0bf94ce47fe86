"""``ddr proof``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from ddr.cli import complete
from ddr.cli.output import write
from ddr.cli.session import Session, Timeline, as_json
from ddr.errors import Exit, UsageError, counted
from ddr.files import home

FORMATS = ("text", "json", "jsonl", "github")


def proof(
    ctx: typer.Context,
    papers: Annotated[
        list[str],
        typer.Argument(
            metavar="PAPER...",
            help="Word, LibreOffice, Markdown, LaTeX, Typst, Org, reStructuredText, a notebook, "
            "plain text.",
        ),
    ],
    format: Annotated[  # noqa: A002
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            autocompletion=complete.words(*FORMATS),
            help="text, json, jsonl or github.",
        ),
    ] = "",
    format_in: Annotated[
        str,
        typer.Option(
            "--format-in",
            metavar="FORMAT",
            help="markdown, latex, typst, org, rst, notebook, docx, odt or plain; by default "
            "the suffix tells.",
        ),
    ] = "",
    also: Annotated[
        list[str] | None,
        typer.Option(
            "--also",
            metavar="FILE",
            help="A bibliography (.bib, .json, .yaml) whose keys are cited too. Repeatable.",
        ),
    ] = None,
    verbose: Annotated[
        bool,
        typer.Option("--verbose", "-v", help="Tell also which quotations cannot be checked."),
    ] = False,
    uncited: Annotated[
        bool,
        typer.Option("--uncited", help="Words of a held text without a key fail the check too."),
    ] = False,
    comments: Annotated[
        str,
        typer.Option(
            "--comments",
            metavar="FILE.docx",
            help="Of a paper in Word: write a copy with each finding as a comment at its words.",
        ),
    ] = "",
    timeline: Timeline = None,
) -> None:
    """Check manuscripts: keys exist, places exist, quotations stand verbatim where they are cited.

    Nothing is changed. Exit code 1 where something is found.
    """
    session = Session(ctx, timeline)
    form = session.chosen(format, FORMATS, piped="text")

    from ddr.manuscript.bibliography_keys import bibliography_keys
    from ddr.manuscript.manuscript import read_all
    from ddr.manuscript.proofread import proof as check
    from ddr.manuscript.works import Works
    from ddr.views import lists
    from ddr.views import problems as view

    others = {key for name in also or () for key in bibliography_keys(home(name))}
    known = Works(session.index)
    if comments and (len(papers) > 1 or home(comments).absolute() == home(papers[0]).absolute()):
        raise UsageError("--comments writes a copy of one paper: name one, and another file")
    manuscripts = read_all(papers, format_in, known)
    if comments and manuscripts[0].form != "docx":
        raise UsageError(f"--comments is for papers in Word: {papers[0]} is none")
    for part in (part for manuscript in manuscripts for part in manuscript.missing):
        session.notify(part)
    found = check(session.index, manuscripts, others, uncited=uncited)
    every = found.findings
    shown = [finding for finding in every if verbose or finding.severity != "info"]
    if form == "text":
        view.write_findings(shown, sys.stdout)
    elif form == "github":
        view.annotate_findings(shown, sys.stdout)
    else:
        listed = lists.write_json if form == "json" else lists.write_jsonl
        listed(map(as_json, view.finding_values(shown)), sys.stdout)
    if comments:
        from ddr.manuscript.word_comments import with_comments

        write(with_comments(home(papers[0]), shown, found.judged), comments)
    errors = sum(finding.severity == "error" for finding in every)
    citations = sum(len(manuscript.citations) for manuscript in manuscripts)
    told = [counted(errors, "finding") if errors else "no findings"]
    if warnings := sum(finding.severity == "warning" for finding in every):
        told.append(counted(warnings, "warning"))
    session.notify(f"{', '.join(told)} in {counted(citations, 'citation')}")
    session.tell_copies(one.place.source for one in found.judged if one.place)
    unheld = any(one.severity == "info" for one in every) and not verbose
    session.notify(found.tally + ("; --verbose tells which cannot be checked" if unheld else ""))
    if errors:
        raise typer.Exit(Exit.NOTHING)
