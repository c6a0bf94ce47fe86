"""The vocabulary in force: what each file declares at its head, and what several say together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from ddr.corpus.locate import builtin
from ddr.corpus.read import TimelineFile, read
from ddr.frozen import replace
from ddr.records import CLASSES, Event
from ddr.terms import DECLARED, Kind, Terms, clash, merged

_RECORDS = "|".join(CLASSES).encode()
_FIRST_RECORD = re.compile(rb"^[ \t]*\[\[[ \t]*[\"']?(?:" + _RECORDS + rb")\b", re.MULTILINE)


def in_force(file: TimelineFile) -> Terms:
    """Return the vocabulary of one file.

    A file of schema 1 declares nothing: its words were settled, and are those of the built-in
    timeline, for which that schema was made.
    """
    return file.terms if file.schema > 1 or file.terms != Terms() else schema_1()


@cache
def schema_1() -> Terms:
    """Return the words of schema 1: sides, countries and kinds; topics were free."""
    return replace(of_head(builtin(), builtin().read_bytes()), topic=())


def of_head(path: Path, content: bytes) -> Terms:
    """Return the vocabulary that a file declares, and read nothing of its records."""
    first = _FIRST_RECORD.search(content)
    return in_force(read(path, content[: first.start()] if first else content))


def united(files: Sequence[TimelineFile]) -> Terms:
    """Return the vocabulary of several files; a word that two declare otherwise is a fault.

    A file that declares no kinds brings the general ones that its events are of.
    """
    if len(files) == 1:
        return in_force(files[0])
    found: dict[str, dict[str, Any]] = {table: {} for table in DECLARED}
    homes: dict[tuple[str, str], TimelineFile] = {}
    for file in files:
        terms = in_force(file)
        for table in DECLARED:
            for number, term in enumerate(getattr(terms, table)):
                first = found[table].setdefault(term.id, term)
                home = homes.setdefault((table, term.id), file)
                if key := clash(first, term):
                    _report(file, f"{table}[{number}]", term.id, key, home)
                found[table][term.id] = merged(first, term)
    if found["kind"]:
        for file in files:
            if not in_force(file).kind:
                for kind in _used(file):
                    found["kind"].setdefault(kind, Kind(id=kind))
    return Terms(**{table: tuple(terms.values()) for table, terms in found.items()})


def _report(file: TimelineFile, path: str, word: str, key: str, other: TimelineFile) -> None:
    table = path.partition("[")[0]
    what = f"the {key} of the {table} '{word}' is another in {other.name}"
    file.report(path, "", "declared-otherwise", f"{what}: let both files say the same")


def _used(file: TimelineFile) -> Iterable[str]:
    events = (record for _, record in file.records if isinstance(record, Event))
    return dict.fromkeys(event.kind for event in events)
