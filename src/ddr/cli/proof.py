"""``ddr proof``."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from ddr.cli import complete
from ddr.cli.options import Many, Timeline, argument, format_option, option
from ddr.cli.output import write
from ddr.cli.session import Session, as_json
from ddr.errors import DdrError, Exit, UsageError, counted, first
from ddr.files import home

if TYPE_CHECKING:
    from ddr.cli.own import Proofread
    from ddr.manuscript.findings import ProofFinding
    from ddr.manuscript.proofread import Proof

_PAUSE = 0.5
"""Seconds between two looks at the files of a paper that is watched."""

FORMATS = ("text", "json", "jsonl", "github", "html")


def proof(
    ctx: typer.Context,
    papers: Annotated[
        list[str],
        argument(
            "PAPER...",
            "Word, LibreOffice, Markdown, LaTeX, Typst, Org, reStructuredText, a notebook, "
            "plain text.",
        ),
    ],
    format: Annotated[  # noqa: A002
        str,
        format_option(
            complete.words(*FORMATS),
            "text, json, jsonl, github, or html: each quotation beside its passage.",
        ),
    ] = "",
    format_in: Annotated[
        str,
        option(
            "--format-in FORMAT",
            "markdown, latex, typst, org, rst, notebook, docx, odt or plain; by default "
            "the suffix tells.",
        ),
    ] = "",
    also: Annotated[
        Many,
        option(
            "--also FILE",
            "A bibliography (.bib, .json, .yaml) whose keys are cited too. Repeatable.",
        ),
    ] = None,
    verbose: Annotated[
        bool, option("--verbose -v", "Tell also which quotations cannot be checked.")
    ] = False,
    uncited: Annotated[
        bool, option("--uncited", "Words of a held text without a key fail the check too.")
    ] = False,
    texts: Annotated[
        str,
        option(
            "--texts FOLDER",
            "Check against the texts in a folder, named by citation key, and no timeline.",
        ),
    ] = "",
    comments: Annotated[
        str,
        option(
            "--comments FILE.docx",
            "Of a paper in Word: write a copy with each finding as a comment at its words.",
        ),
    ] = "",
    fix: Annotated[
        bool,
        option(
            "--fix", "Write keys, paragraphs, missing words and […], each shown first; keep a copy."
        ),
    ] = False,
    yes: Annotated[bool, option("--yes -y", "With --fix: write every change unasked.")] = False,
    watch: Annotated[
        bool, option("--watch", "Check again whenever a file of the paper changes; Ctrl-C ends.")
    ] = False,
    timeline: Timeline = None,
) -> None:
    """Check manuscripts: keys exist, places exist, quotations stand verbatim where they are cited.

    Every quotation is accounted for: the last line adds up. Nothing is changed without --fix. Exit
    code 1 where something is found.
    """
    session = Session(ctx, timeline)
    asked = ProofOptions(
        papers,
        session.chosen(format, FORMATS, piped="text"),
        format_in,
        tuple(also or ()),
        texts,
        comments,
        verbose=verbose,
        uncited=uncited,
    )
    if comments and (len(papers) > 1 or home(comments).absolute() == home(papers[0]).absolute()):
        raise UsageError("--comments writes a copy of one paper: name one, and another file")
    if fix and (watch or comments):
        raise UsageError("--fix goes neither with --watch nor with --comments")
    if watch:
        _watch(session, asked)
    if fix:
        from ddr.cli.proof_fix import mend

        mend(session, partial(proofread, session, asked), yes=yes)
    errors, _ = _proofread(session, asked)
    if errors:
        raise typer.Exit(Exit.NOTHING)


@dataclass(frozen=True)
class ProofOptions:
    """What is asked, as the options say it."""

    papers: list[str]
    form: str
    format_in: str
    also: tuple[str, ...]
    texts: str
    comments: str
    verbose: bool
    uncited: bool


def proofread(session: Session, asked: ProofOptions) -> Proofread:
    """Read the papers and check them."""
    from ddr.cli.own import Proofread, index_of
    from ddr.manuscript.bibliography_keys import bibliography_keys
    from ddr.manuscript.manuscript import read_all
    from ddr.manuscript.proofread import proof as check
    from ddr.manuscript.works import Works

    others = {key for name in asked.also for key in bibliography_keys(home(name))}
    index = index_of(session, asked.texts) if asked.texts else session.index
    known = Works(index)
    manuscripts = read_all(asked.papers, asked.format_in, known)
    if asked.comments and manuscripts[0].form != "docx":
        raise UsageError(f"--comments is for papers in Word: {asked.papers[0]} is none")
    if asked.texts and not asked.also:  # any other key may be in the author's own bibliography
        others = {citation.key for one in manuscripts for citation in one.citations} - known.keys
    found = check(index, manuscripts, others, uncited=asked.uncited)
    return Proofread(index, manuscripts, others, found)


def _proofread(session: Session, asked: ProofOptions) -> tuple[int, list[str]]:
    """Check once; return how many errors there are, and the files that were read."""
    answer = proofread(session, asked)
    manuscripts, found = answer.manuscripts, answer.found
    for part in (part for manuscript in manuscripts for part in manuscript.missing):
        session.notify(part)
    shown = [one for one in found.findings if asked.verbose or one.severity != "info"]
    _show(asked.form, found, shown)
    if asked.comments:
        from ddr.manuscript.word_comments import with_comments

        write(with_comments(home(asked.papers[0]), shown, found.judged), asked.comments)
    _tell(session, asked, found, sum(len(manuscript.citations) for manuscript in manuscripts))
    files = [name for manuscript in manuscripts for name in manuscript.files]
    return sum(one.severity == "error" for one in found.findings), files


def _show(form: str, found: Proof, shown: list[ProofFinding]) -> None:
    """Print what is found in a format."""
    from ddr.views import fault_lines as view
    from ddr.views import lists

    if form == "text":
        view.write_findings(shown, sys.stdout)
    elif form == "github":
        view.annotate_findings(shown, sys.stdout)
    elif form == "html":
        from ddr.manuscript.findings import STANDINGS
        from ddr.views.proof_report import write_report

        write_report(shown, found.judged, STANDINGS, found.tally, sys.stdout)
    else:
        listed = lists.write_json if form == "json" else lists.write_jsonl
        listed(map(as_json, view.finding_values(shown)), sys.stdout)


def _tell(session: Session, asked: ProofOptions, found: Proof, citations: int) -> None:
    """Say on standard error how many there are; the last line adds up all quotations."""
    errors = sum(finding.severity == "error" for finding in found.findings)
    told = [counted(errors, "finding") if errors else "no findings"]
    if warnings := sum(finding.severity == "warning" for finding in found.findings):
        told.append(counted(warnings, "warning"))
    session.notify(f"{', '.join(told)} in {counted(citations, 'citation')}")
    if mine := dict.fromkeys(one.place.source for one in found.judged if one.place and one.copy):
        session.notify(f"your copy: {first(list(mine), 5)}")
    unheld = any(one.severity == "info" for one in found.findings) and not asked.verbose
    session.notify(found.tally + ("; --verbose tells which cannot be checked" if unheld else ""))


def _watch(session: Session, asked: ProofOptions) -> NoReturn:
    """Check again whenever a file that was read changes, until it is interrupted."""
    import time

    files: list[str] = list(asked.papers)
    seen: dict[str, tuple[int, int]] | None = None
    while True:
        now = {name: _stamp(name) for name in dict.fromkeys([*asked.papers, *files, *asked.also])}
        if now != seen:
            if sys.stdout.isatty():
                sys.stdout.write("\x1b[2J\x1b[H")
            try:
                _, files = _proofread(session, asked)
            except DdrError as error:  # half written: the next change mends it
                session.notify(str(error))
            sys.stdout.flush()
            seen = {
                name: _stamp(name) for name in dict.fromkeys([*asked.papers, *files, *asked.also])
            }
        time.sleep(_PAUSE)


def _stamp(name: str) -> tuple[int, int]:
    """Return what tells that a file has changed."""
    try:
        found = home(name.partition("#")[0]).stat()
    except (OSError, ValueError):
        return 0, 0
    return found.st_mtime_ns, found.st_size
