"""Keeps the log of editions beside a timeline, where there is one."""

from __future__ import annotations

from pathlib import Path

from ddr.corpus import editions
from ddr.corpus.read import read
from ddr.records import to_json


def keep(timeline: Path) -> bool:
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
