"""The sources that a manuscript cites, and the keys that it cites them by."""

from __future__ import annotations

from collections.abc import Container
from typing import NamedTuple

from ddr.index.open import Index
from ddr.manuscript.cited_places import Keys
from ddr.manuscript.manuscript import Manuscript
from ddr.manuscript.proof import unknown_keys
from ddr.query.stored import fetch
from ddr.records import Source


class Bibliography(NamedTuple):
    """What a manuscript cites.

    sources: each once, in the order of the first citations; of an event, all its sources.
    named: by id of a source, the keys that it is cited by: its own or a former id, statements.
    unknown: a line on each key that names nothing, with file and line.
    events: a line on each key that names an event, which no single entry can stand for.
    """

    sources: tuple[Source, ...]
    named: dict[str, list[str]]
    unknown: tuple[str, ...]
    events: tuple[str, ...]


def cited(index: Index, manuscript: Manuscript, also: Container[str] = ()) -> Bibliography:
    """Return what a manuscript cites.

    also: keys of other works that it cites; nothing is said of them.
    """
    named: dict[str, list[str]] = {}
    events: list[str] = []
    lines = dict(manuscript.keys)
    for key, stored in Keys(index, lines).records.items():
        if key in also:
            continue
        if stored.table == "source":
            named.setdefault(stored.id, []).append(key)
        elif stored.table == "statement":
            named.setdefault(stored.record.source, []).append(key)
        elif stored.table == "event":
            found = list(dict.fromkeys(one.source for one in stored.record.evidence))
            for name in found:
                named.setdefault(name, [])
            advice = f"'{key}' is an event, which has no entry of its own: cite {_or(found)}"
            events.append(f"{manuscript.path}:{lines[key]}: {advice}")
    unknown = {
        finding.key: f"{finding.file}:{finding.line}: {finding.message}"
        for finding in reversed(unknown_keys(index, manuscript, also))
    }
    records = fetch(index, list(named))
    sources = tuple(records[name].record for name in named if name in records)
    return Bibliography(sources, named, tuple(reversed(unknown.values())), tuple(events))


def _or(names: list[str]) -> str:
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))
