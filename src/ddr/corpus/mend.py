"""Safe fixes: one value changed at a time, everything else left as it was typed."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ddr.corpus.corpus import Corpus
from ddr.corpus.load import check
from ddr.corpus.problems import Problem, Remedy
from ddr.corpus.read import TimelineFile
from ddr.corpus.toml_scanner import spans

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
