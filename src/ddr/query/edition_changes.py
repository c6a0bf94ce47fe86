"""What became of the records since an edition of the data."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from ddr.corpus import editions
from ddr.corpus.editions import Edition
from ddr.index.open import Index

CHANGES = ("corrected", "renamed", "removed", "added", "changed")
"""What may have become of a record, what matters most to those who cite it first."""


class Change(NamedTuple):
    """What became of a record.

    change: one of `CHANGES`.
    kind: of record, "" where it is gone.
    id: its present id, or the last one.
    before: the id that it had, where that was another.
    label: what a person calls it.
    says: the published corrections since then.
    """

    change: str
    kind: str
    id: str
    before: str
    label: str
    says: str


def log_of(index: Index) -> list[Edition]:
    """Return the editions of the timelines in use; raises `DataError`."""
    found = [
        one
        for path in dict.fromkeys(map(editions.path_beside, index.timelines))
        for one in editions.read_log(path)
    ]
    return sorted(found, key=lambda one: [int(n) for n in one.version.split(".") if n.isdigit()])


def changes(index: Index, log: Iterable[Edition], only: Collection[str] | None) -> list[Change]:
    """Return what became of each record since the last of some editions.

    only: the ids, present or former, that are asked about; None for all.
    """
    log = list(log)
    before = editions.state(log)
    rows = index.rows("SELECT id, type, label, body FROM record ORDER BY id")
    bodies = {row[0]: json.loads(row[3]) for row in rows}
    now = {name: editions.digest(body) for name, body in bodies.items()}
    renamed = {old: name for name, body in bodies.items() for old in body["formerly"]}
    made = editions.edition("", before, now, renamed)
    back = {new: old for old, new in made.renamed.items()}
    kinds = {row[0]: row[1] for row in rows}
    labels = {row[0]: row[2] for row in rows}
    day = str(editions.day_of(log[-1].version) or "") if log else ""
    found = []
    for name in (*made.added, *made.changed):
        told = _corrections(bodies[name], day)
        change = "corrected" if told else "renamed" if name in back else "changed"
        change = "added" if name in made.added else change
        old = back.get(name, "")
        found.append(Change(change, kinds[name], name, old, labels[name], told))
    found += [Change("removed", "", name, "", "", "") for name in made.removed]
    if only is not None:
        found = [one for one in found if one.id in only or one.before in only]
    return sorted(found, key=lambda one: (CHANGES.index(one.change), one.kind, one.id))


def _corrections(body: dict[str, Any], day: str) -> str:
    """Return the published corrections of a record since a day, that one included."""
    return " ".join(one["says"] for one in body.get("errata", ()) if one["date"] >= day)
