"""``ddr check``."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Annotated

import typer

from ddr.cli.session import Session, Timeline, as_json
from ddr.errors import Exit

FORMATS = ("text", "json", "jsonl")


def check(
    ctx: typer.Context,
    format: Annotated[  # noqa: A002
        str, typer.Option("--format", "-f", metavar="FORMAT", help="text, json or jsonl.")
    ] = "",
    strict: Annotated[bool, typer.Option("--strict", help="Warnings fail the check too.")] = False,
    timeline: Timeline = None,
) -> None:
    """Check a timeline: every fault in one run, with file, line, record and remedy.

    Every quotation is held against its source text. Exit code 1 where an error is found.
    """
    session = Session(ctx, timeline)
    form = session.chosen(format, FORMATS, piped="text")

    from ddr.corpus.load import check as ask
    from ddr.corpus.locate import timelines
    from ddr.views import lists
    from ddr.views.clean import clean

    corpus = ask(timelines(session.named))
    problems = corpus.problems
    if form == "text":
        for problem in problems:
            sys.stdout.write(f"{clean(str(problem))}\n")
    else:
        write = lists.write_json if form == "json" else lists.write_jsonl
        write((as_json(asdict(problem)) for problem in problems), sys.stdout)
    errors = sum(problem.severity == "error" for problem in problems)
    records, texts = len(corpus.records), len(corpus.texts)
    found = f"{errors} errors, {len(problems) - errors} warnings" if problems else "no fault found"
    session.notify(f"{found} in {records} records and {texts} held texts")
    if errors or (strict and problems):
        raise typer.Exit(Exit.NOTHING)
