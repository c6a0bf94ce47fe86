"""Read timelines into one corpus, and check it."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ddr.corpus.corpus import Corpus
from ddr.corpus.declarations import united
from ddr.corpus.problems import InvalidTimelineError, Problem, shown
from ddr.corpus.read import TimelineFile, read
from ddr.corpus.rules import RULES
from ddr.corpus.texts import (
    LARGEST,
    MOST,
    Text,
    TextError,
    paragraphs_of,
    parse_copies,
    read_text,
    text_file,
    text_path,
)
from ddr.files import read_bytes, read_file
from ddr.records import Source


def load(paths: Iterable[Path], copies: Path | None = None) -> Corpus:
    """Read timelines and run every check; raise `InvalidTimelineError` where one finds an error.

    copies: as in `check`.
    """
    corpus = check(paths, copies=copies)
    if any(problem.severity == "error" for problem in corpus.problems):
        raise InvalidTimelineError(corpus.problems)
    return corpus


def check(
    paths: Iterable[Path],
    contents: Mapping[Path, bytes] | None = None,
    copies: Path | None = None,
    files: Iterable[TimelineFile] = (),
) -> Corpus:
    """Read timelines and run every check; whatever is wrong stands in `Corpus.problems`.

    `contents` is read in place of what files hold now: of timelines, by their path as it is
    given, and of held texts, by their whole path. `copies` is the list of the reader's own copies
    of texts, laid over the timelines if it exists. `files`: timelines that are parsed already.
    """
    with _uncollected():
        return _check(paths, contents or {}, copies, {file.path: file for file in files})


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector from going through the records: nothing of them is garbage."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _check(
    paths: Iterable[Path],
    contents: Mapping[Path, bytes],
    copies: Path | None,
    files: Mapping[Path, TimelineFile],
) -> Corpus:
    corpus = Corpus(tuple(read(path, files.get(path) or contents.get(path)) for path in paths))
    corpus.terms = united(corpus.files)
    for file in corpus.files:
        _register(corpus, file)
    _read_texts(corpus, contents)
    if copies and copies.is_file():
        _lay_over(corpus, copies)
    for rule in RULES:
        for finding in rule.find(corpus) if rule.find else ():
            if rule.severity == "warning" and corpus.allows(finding.record, rule.code):
                continue
            corpus.report(
                finding.record,
                finding.path,
                rule.code,
                finding.message,
                rule.severity,
                finding.right,
            )
    return corpus


def _register(corpus: Corpus, file: TimelineFile) -> None:
    twice = set()
    for record_id, table, path in file.ids:
        if record_id in corpus.homes:
            other, other_path = corpus.homes[record_id]
            place = f"{other.name}:{other.line(other_path)}"
            file.report(
                f"{path}.id", record_id, "duplicate-id", f"this id is already taken at {place}"
            )
            twice.add(path)
        else:
            corpus.homes[record_id] = (file, path)
            corpus.kinds[record_id] = table
    for path, record in file.records:
        if path not in twice:
            corpus.records[record.id] = record


def _read_texts(corpus: Corpus, contents: Mapping[Path, bytes]) -> None:
    """Read every held text; those of invalid sources too, so that their quotations are checked."""
    for source, text, sha256 in _named_texts(corpus):
        corpus.held.add(source)
        file, _ = corpus.homes[source]
        try:
            corpus.texts[source] = read_text(file.path, text, sha256, contents)
        except TextError as error:
            if error.text is not None:
                corpus.texts[source] = error.text
            if error.code == "text-path":
                corpus.report(source, "text", error.code, str(error))
                continue
            name = shown(text_path(file.path, text))
            file.problems.append(Problem(name, 0, source, error.code, "error", str(error)))


def _named_texts(corpus: Corpus) -> Iterator[tuple[str, str, str]]:
    """Yield (source, text, sha256) for every source that holds a text."""
    for source in corpus.every(Source):
        if source.text:
            yield source.id, source.text, source.sha256
    for file in corpus.files:
        for record, table, raw in file.broken:
            if table == "source" and corpus.homes[record][0] is file:
                text, sha256 = raw.get("text"), raw.get("sha256")
                if isinstance(text, str) and text:
                    yield record, text, sha256 if isinstance(sha256, str) else ""


def _lay_over(corpus: Corpus, listed: Path) -> None:
    """Give the sources without a text those that the reader holds copies of.

    A timeline's own text always stands; a copy for a source that it does not have waits for one
    that does.
    """
    content = read_bytes(listed, MOST)
    corpus.listed = hashlib.sha256(content).hexdigest()
    for name, copy in parse_copies(content, listed).items():
        if not isinstance(corpus.records.get(name), Source) or name in corpus.held:
            continue
        path = text_file(listed, copy)
        try:
            text = read_file(path, LARGEST, regular=True)
        except OSError as error:
            corpus.told.append(f"your copy of {name} cannot be read: {error.strerror or error}")
            continue
        if hashlib.sha256(text).hexdigest() != copy.sha256:
            corpus.told.append(f"your copy of {name} has changed: hold it again; it is left out")
            continue
        corpus.texts[name] = Text(path, paragraphs_of(text.decode("utf-8", "replace")))
        corpus.copies[name] = copy
