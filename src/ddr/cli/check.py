"""``ddr check``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from ddr.cli import complete
from ddr.cli.options import Timeline, format_option, option
from ddr.cli.session import Session, as_json
from ddr.errors import Exit, NotFoundError, counted, did_you_mean

if TYPE_CHECKING:
    from pathlib import Path

    from ddr.corpus.problems import Problem
    from ddr.corpus.rules.registry import Rule
    from ddr.curation.document import Document

_WIDEST = 100


def check(
    ctx: typer.Context,
    format: Annotated[  # noqa: A002
        str,
        format_option(
            complete.settled("ddr.views.fault_lines", "FORMATS"), "text, json, jsonl or github."
        ),
    ] = "",
    strict: Annotated[bool, option("--strict", "Warnings fail the check too.")] = False,
    explain: Annotated[
        str, option("CODE", "Explain a rule instead; 'all' explains every one.", complete.RULE)
    ] = "",
    fix: Annotated[
        bool, option("--fix", "Mend what has one right value; shown first, then asked.")
    ] = False,
    yes: Annotated[bool, option("--yes -y", "With --fix: do not ask.")] = False,
    timeline: Timeline = None,
) -> None:
    """Check a timeline: every fault in one run, with file, line, record and remedy.

    Every quotation is held against its source text. Exit code 1 where an error is found, or left.
    """
    session = Session(ctx, timeline)
    from ddr.views.fault_lines import FORMATS

    form = session.chosen(format, FORMATS, piped="text")
    if explain:
        _explain(form, _named(explain))
        return

    from ddr.corpus.load import check as ask
    from ddr.corpus.locate import timelines
    from ddr.corpus.read import SCHEMA
    from ddr.files import copies_path

    paths = timelines(session.named)
    if fix:
        _fix(session, paths, sys.stdout if form == "text" else sys.stderr, yes=yes)
    corpus = ask(paths, copies=copies_path())
    for line in corpus.told:
        session.notify(line)
    problems = corpus.problems
    _write(form, problems)
    errors = sum(problem.severity == "error" for problem in problems)
    records, texts = len(corpus.records), len(corpus.texts) - len(corpus.copies)
    warnings = len(problems) - errors
    found = (
        f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
        if problems
        else "no fault found"
    )
    mendable = 0 if fix else sum(len(file.remedies) for file in corpus.files)
    hint = f"; --fix can mend {mendable} of them" if mendable else ""
    session.notify(
        f"{found} in {counted(records, 'record')} and {counted(texts, 'held text')}{hint}"
    )
    for file in corpus.files:
        if file.schema < SCHEMA:
            what = f"{file.name} is of schema {file.schema}: 'ddr check --fix' brings it to schema"
            session.notify(f"{what} {SCHEMA}, which declares its words")
    if errors or (strict and problems):
        raise typer.Exit(Exit.NOTHING)


def _fix(session: Session, paths: Sequence[Path], stream: TextIO, *, yes: bool) -> None:
    """Show what can be mended safely, ask, and write it."""
    from ddr.cli.writing import fixed, show_difference, tell
    from ddr.corpus.problems import shown
    from ddr.curation.migration import mended, renew_schema
    from ddr.curation.transaction import write

    found = [path for path in mended(paths) if not fixed(path)]
    if not found:
        session.notify("nothing can be fixed automatically")
        return
    for dry in (True, False):
        for path in found:
            written = write(
                path,
                lambda document, path=path: _mended(paths, path, document),  # type: ignore[misc]
                command="check --fix",
                among=paths,
                dry=dry,
            )
            if dry:
                show_difference(written, stream)
            else:
                tell(written, dry=False, done=[f"{shown(path)} is mended"])
                renew_schema(path, written.after)
        if dry and not (yes or _agreed()):
            session.notify("nothing is written" + ("" if _asked() else ": add --yes to write it"))
            return


def _mended(paths: Sequence[Path], path: Path, document: Document) -> Document:
    from ddr.curation.document import parse
    from ddr.curation.migration import mended

    content = mended(paths, {path: document.text.encode()}).get(path)
    return parse(content.decode()) if content else document


def _asked() -> bool:
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def _agreed() -> bool:
    """Ask whether to write, where there is somebody to ask."""
    sys.stdout.flush()
    return _asked() and typer.confirm("Write this?", err=True)


def _write(form: str, problems: Sequence[Problem]) -> None:
    from ddr.views import fault_lines as views
    from ddr.views import lists

    if form == "text":
        views.write_problems(problems, sys.stdout)
    elif form == "github":
        views.annotate_problems(problems, sys.stdout)
    else:
        write = lists.write_json if form == "json" else lists.write_jsonl
        write((as_json(views.problem_values(problem)) for problem in problems), sys.stdout)


def _named(code: str) -> Sequence[Rule]:
    """Return the rule of a code, or every rule for ``all``."""
    from ddr.corpus.rules import BY_CODE, RULES

    if code == "all":
        return sorted(RULES, key=lambda rule: rule.code)
    if code not in BY_CODE:
        hint = did_you_mean(code, BY_CODE) or ": see 'ddr check --explain all'"
        raise NotFoundError(f"there is no rule '{code}'{hint}")
    return [BY_CODE[code]]


def _explain(form: str, rules: Sequence[Rule]) -> None:
    from ddr.views import fault_lines as views
    from ddr.views import lists

    if form in ("json", "jsonl"):
        write = lists.write_json if form == "json" else lists.write_jsonl
        write((as_json(views.rule_values(rule)) for rule in rules), sys.stdout)
        return
    from shutil import get_terminal_size

    views.write_rules(rules, min(get_terminal_size().columns, _WIDEST), sys.stdout)
