"""A corpus: the records of timelines, the texts they hold, and where each record stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

from ddr.corpus.locate import builtin
from ddr.corpus.problems import Problem, Severity
from ddr.corpus.read import TimelineFile
from ddr.corpus.texts import OwnCopy, Text
from ddr.records import Record
from ddr.terms import Terms

R = TypeVar("R", bound=Record)


@dataclass(slots=True)
class Corpus:
    """The records of one timeline, or of several laid over one another.

    records: the valid records by id, in the order of the files.
    texts: the held texts by the id of their source.
    copies: the reader's own copies among the texts, by the id of their source.
    listed: the SHA-256 of the list of those copies, or "".
    told: a line on each copy that cannot be used.
    held: the ids of the sources that name a held text, whether or not it could be read.
    kinds: the table of every id given, those of invalid records included.
    homes: the file of each id and its path there.
    terms: the vocabulary of all files together.
    allowed: (record, code) of what would have been reported, had the record not allowed it.
    """

    files: tuple[TimelineFile, ...] = ()
    records: dict[str, Record] = field(default_factory=dict)
    texts: dict[str, Text] = field(default_factory=dict)
    copies: dict[str, OwnCopy] = field(default_factory=dict)
    listed: str = ""
    told: list[str] = field(default_factory=list)
    held: set[str] = field(default_factory=set)
    kinds: dict[str, str] = field(default_factory=dict)
    homes: dict[str, tuple[TimelineFile, str]] = field(default_factory=dict)
    terms: Terms = field(default_factory=Terms)
    allowed: set[tuple[str, str]] = field(default_factory=set)

    @property
    def problems(self) -> list[Problem]:
        """Every problem found, by file and line."""
        return sorted(problem for file in self.files for problem in file.problems)

    def every(self, cls: type[R]) -> list[R]:
        """Return the records of one class, in the order of the files."""
        return [record for record in self.records.values() if isinstance(record, cls)]

    def report(
        self,
        record: str,
        path: str,
        code: str,
        message: str,
        severity: Severity = "error",
        right: str | None = None,
    ) -> None:
        """Add a problem at a field of a record, such as ``evidence[0].exact``.

        `record` may be the name of a file, for its head. `right` is the text that should stand
        there, where that is beyond doubt.
        """
        if head := next((file for file in self.files if file.name == record), None):
            head.report(path, "", code, message, severity, right)
            return
        file, home = self.homes[record]
        at = f"{home}.{path}" if path else home
        file.report(at, record, code, message, severity, right)

    def text_of(self, record: str, source: str) -> Text | None:
        """Return the text of a source by which the quotations of a record are checked.

        The reader's own copy serves a timeline of the reader's own, never the built-in one, which
        everybody must be able to check.
        """
        if source in self.copies and self.homes[record][0].path == builtin():
            return None
        return self.texts.get(source)

    def allows(self, record: str, code: str) -> bool:
        """Return whether a record switches a rule off, and remember that it had to."""
        found = self.records.get(record)
        if found is None or all(one.code != code for one in found.allow):
            return False
        self.allowed.add((record, code))
        return True
