"""What brings a timeline up to date: safe fixes, its schema, and the files that stand beside it.

A fix changes one value at a time, and leaves everything else as it was typed.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ddr.corpus import editions, json_schema
from ddr.corpus.corpus import Corpus
from ddr.corpus.declarations import of_head, schema_1
from ddr.corpus.load import check
from ddr.corpus.problems import Problem, Remedy
from ddr.corpus.read import SCHEMA, TimelineFile, read
from ddr.corpus.toml_scanner import spans
from ddr.curation import disk
from ddr.curation.document import parse
from ddr.curation.layout import block
from ddr.records import to_json
from ddr.terms import DECLARED, Terms


def brought_over(
    paths: Sequence[Path], contents: Mapping[Path, bytes] | None = None
) -> dict[Path, bytes]:
    """Return the new content of every timeline of schema 1: the same, with its words declared.

    The words of schema 1 were settled; they are written behind the head, and nothing else of the
    file changes. What is of another schema, or cannot be read, is left out.
    """
    given, found = contents or {}, {}
    for path in paths:
        file = read(path, given.get(path))
        if file.schema == 1 and file.content:
            terms = schema_1() if file.terms == Terms() else Terms()
            found[path] = file.with_text(_declaring(file.text, terms))
    return {path: text for path, text in found.items() if read(path, text).schema == SCHEMA}


def mended(
    paths: Sequence[Path], contents: Mapping[Path, bytes] | None = None
) -> dict[Path, bytes]:
    """Return the new content of what is brought over, and of what `mend` then mends."""
    brought = brought_over(paths, contents)
    return brought | mend(paths, {**(contents or {}), **brought})


def _declaring(text: str, terms: Terms) -> str:
    """Return a file of schema 1 in the schema of today, with these words behind its head."""
    document = parse(text)
    head, newline = document.head, document.newline
    if place := spans(head).get("schema"):
        document.head = f"{head[: place[0]]}{SCHEMA}{head[place[1] :]}"
    tables = [
        f"\n{block(table, to_json(term))}" for table in DECLARED for term in getattr(terms, table)
    ]
    ended = "" if head.endswith("\n") or not tables else newline
    document.head += ended + "".join(tables).replace("\n", newline)
    return document.text


def renew_schema(timeline: Path, text: str) -> Path | None:
    """Write the JSON Schema beside a timeline again where it is ddr's and tells other words.

    Returns the file that was written, or None.
    """
    place = timeline.with_name(json_schema.FILE)
    try:
        before = place.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    after = json_schema.schema_text(of_head(timeline, text.encode()))
    if before == after or json_schema.TITLE not in before:
        return None
    with disk.locked(timeline):
        disk.put(place, after.encode(), timeline)
    return place


def keep_log(timeline: Path) -> bool:
    """Bring the log of a timeline up to its records; return whether that changed it.

    The line of its present version is made anew, or added. Without a log, and for a timeline
    without a version, nothing is done; an empty file starts one. Raises `OSError`, `DataError`.
    """
    path = editions.path_beside(timeline)
    file = read(timeline)
    version = file.head.version
    if not version or not path.is_file():
        return False
    log = editions.read_log(path)
    before = [one for one in log if one.version != version]
    records = [record for _, record in file.records]
    now = {record.id: editions.digest(to_json(record)) for record in records}
    renamed = {old: record.id for record in records for old in record.formerly}
    made = [*before, editions.edition(version, editions.state(before), now, renamed)]
    if made == log:
        return False
    path.write_text(editions.written(made), "utf-8")
    return True


_ROUNDS = 5
"""A record that can be read after a fix may have more that can be fixed."""
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def mend(paths: Sequence[Path], contents: Mapping[Path, bytes] | None = None) -> dict[Path, bytes]:
    """Return the new content of every file in which something can be mended safely.

    What is mended has one right value beyond doubt; nothing else in a file changes, and where
    the check would then find an error that it did not find before, nothing does. `contents` is
    read in place of what those files hold now.
    """
    given = dict(contents or {})
    corpus = check(paths, given)
    new: dict[Path, bytes] = {}
    for _ in range(_ROUNDS):
        better = {file.path: _replaced(file) for file in corpus.files if file.remedies}
        if not better:
            break
        mended = check(paths, given | new | better)
        if _worse(corpus, mended):
            break
        new |= better
        corpus = mended
    return new


def _replaced(file: TimelineFile) -> bytes:
    """Put the right values in, and see that nothing else has changed."""
    from tomli_w import dumps

    text = file.text
    found = spans(text)
    wanted: dict[str, Remedy] = {}
    for remedy in file.remedies:
        if remedy.path in found:
            wanted.setdefault(remedy.path, remedy)
    values = tomllib.loads(text)
    for path, remedy in sorted(wanted.items(), key=lambda item: found[item[0]], reverse=True):
        start, end = found[path]
        text = text[:start] + dumps({"k": remedy.right})[len("k = ") : -1] + text[end:]
        _set(values, path, remedy.right)
    if tomllib.loads(text) != values:
        raise AssertionError(f"{file.name}: a fix would have changed more than it should")
    return file.with_text(text)


def _set(values: Any, path: str, right: str) -> None:
    steps = [int(index) if index else key for key, index in _STEP.findall(path)]
    for step in steps[:-1]:
        values = values[step]
    values[steps[-1]] = right


def _worse(old: Corpus, new: Corpus) -> bool:
    """Return whether there is an error that was not there."""
    before, after = Counter(map(_fault, old.problems)), Counter(map(_fault, new.problems))
    return any(severity == "error" for *_, severity in after - before)


def _fault(problem: Problem) -> tuple[str, str, str]:
    return problem.record, problem.code, problem.severity
