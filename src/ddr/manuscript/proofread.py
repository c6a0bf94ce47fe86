"""Check manuscripts: keys, locators and quotations; the rules are in ``docs/proof.md``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

from ddr.errors import a, counted, did_you_mean, series
from ddr.index.open import Index
from ddr.locators import paragraphs
from ddr.manuscript.check_quotation import Judge
from ddr.manuscript.cited_places import CITABLE, Keys, Texts, ids, pages
from ddr.manuscript.findings import STANDINGS, Judged, ProofFinding, cut
from ddr.manuscript.manuscript import Manuscript
from ddr.manuscript.readers.stream import Citation
from ddr.query.stored import Stored, every, fetch
from ddr.records import Source

_CROSS = re.compile(r"(?:fig|tbl|tab|eq|eqn|sec|lst|thm|lem|cor|prp|cnj|def|exm|exr|ch|app)[:-]")
"""Keys that refer within the manuscript: to a figure, a table, a section."""
_BEGIN = 3


class Bibliography(NamedTuple):
    """What a manuscript cites.

    sources: each once, in the order of the first citations; of an event, all its sources; then
        every other one, where the manuscript lists them all.
    named: by id of a source, the keys that it is cited by: its own or a former id, statements.
    faults: a line on each key that names nothing, or what has no entry, with file and line.
    told: lines that are no faults: parts that could not be read, a list of every source there is.
    """

    sources: tuple[Source, ...]
    named: dict[str, list[str]]
    faults: tuple[str, ...]
    told: tuple[str, ...] = ()


class Proof(NamedTuple):
    """What is found in manuscripts.

    findings: each manuscript's in the order of its files and lines.
    judged: every quotation, with what became of it.
    """

    findings: list[ProofFinding]
    judged: list[Judged]

    @property
    def tally(self) -> str:
        """How many quotations there are, and of each standing; the sum is all of them."""
        numbers = Counter(one.standing for one in self.judged)
        parts = [f"{numbers[one]} {told}" for one, told in STANDINGS.items() if numbers[one]]
        bare = sum(one.code == "uncited" for judged in self.judged for one in judged.findings)
        tail = f"; {bare} of the verbatim ones without a key" if bare else ""
        total = counted(len(self.judged), "quotation")
        return f"{total}: {', '.join(parts)}{tail}" if parts else total


def proof(
    index: Index,
    manuscripts: Iterable[Manuscript],
    also: AbstractSet[str] = frozenset(),
    *,
    uncited: bool = False,
) -> Proof:
    """Check manuscripts.

    also: keys of other works that the manuscripts cite; nothing is said of them.
    uncited: words of held texts without a key are errors.
    """
    checker = _Checker(index, also)
    judge = Judge(index, checker.texts)
    found: list[ProofFinding] = []
    judged: list[Judged] = []
    for manuscript in manuscripts:
        records = checker.records(manuscript)
        here = [*checker.keys(manuscript, records), *checker.locators(manuscript, records)]
        for quotation in manuscript.quotations:
            one = judge.quotation(records, quotation, manuscript.form)
            judged.append(one)
            here += one.findings
        files = {name: number for number, name in enumerate(manuscript.files)}
        found += sorted(here, key=lambda one: (files[one.file], one.line, one.column))
    if uncited:
        strict = {"uncited", "near"}
        found = [replace(one, severity="error") if one.code in strict else one for one in found]
    return Proof(list(dict.fromkeys(found)), judged)


class _Checker:
    """Checks keys and locators; keeps what was read from the index for it."""

    def __init__(self, index: Index, also: AbstractSet[str]) -> None:
        self._index, self._also = index, also
        self._caseless = {key.lower() for key in also}
        self.texts = Texts(index)
        self._hint = cache(self._suggest)
        self._alike = cache(self._by_words)

    def records(self, manuscript: Manuscript) -> Keys:
        """Return the records that the keys of a manuscript name."""
        keys = (key for key, _ in manuscript.keys)
        return Keys(self._index, keys, caseless=manuscript.caseless)

    def elsewhere(self, manuscript: Manuscript, key: str) -> bool:
        """Return whether another bibliography of the manuscript has a key."""
        return key in self._also or (manuscript.caseless and key.lower() in self._caseless)

    def keys(self, manuscript: Manuscript, records: Keys) -> Iterator[ProofFinding]:
        """Yield a finding for every key that is not there or not cited."""
        for citation in manuscript.citations:
            key = citation.key
            stored = records.records.get(key)
            other = citation.foreign or self.elsewhere(manuscript, key)
            if other or (stored is None and _CROSS.match(key)):
                continue
            if stored is None:
                message = f"there is no key '{cut(key)}'{self._hint(key)}"
                yield _at(citation, "unknown-key", message)
            elif stored.table not in CITABLE:
                message = f"'{key}' is {a(stored.table)}: cite a source or a statement"
                yield _at(citation, "not-citable", message)
            elif stored.table == "event" and manuscript.form != "plain":
                sources = list(dict.fromkeys(one.source for one in stored.record.evidence))
                what = f"'{key}' is an event, which has no entry of its own"
                message = f"{what}: cite {series(sources, 'or')}"
                yield _at(citation, "not-citable", message)

    def locators(self, manuscript: Manuscript, records: Keys) -> Iterator[ProofFinding]:
        """Yield a finding for every paragraph that a text does not have."""
        for citation in manuscript.citations:
            named = paragraphs(citation.locator) if citation.locator else None
            stored = records.records.get(citation.key)
            if stored is None:
                continue
            if not named:
                yield from self._page(citation, stored)
                continue
            if stored.table == "source":
                count = len(self.texts.paragraphs(stored.id))
                beyond = [number for span in named for number in span if number > count]
                if count and beyond:
                    message = (
                        f"'{stored.id}' has {counted(count, 'paragraph')}; there is no paragraph"
                    )
                    yield _at(citation, "locator", f"{message} {beyond[0]}")
            elif stored.table == "statement":
                own = paragraphs(stored.record.locator)
                if own and own != named:
                    message = f"'{citation.key}' stands in {records.places(citation)[0]}"
                    message = f"{message}, not in {cut(citation.locator)}"
                    yield _at(citation, "locator", message)

    def _page(self, citation: Citation, stored: Stored[Any]) -> Iterator[ProofFinding]:
        """Yield a finding for a page that a text with pages does not have."""
        named = pages(citation.locator) if stored.table == "source" else []
        sql = "SELECT max(page) FROM page WHERE source = ?"
        last = int(self._index.rows(sql, (stored.id,))[0][0] or 0) if named else 0
        beyond = [page for span in named for page in span if last and page > last]
        if beyond:
            message = f"'{stored.id}' has {counted(last, 'page')}; there is no page {beyond[0]}"
            yield _at(citation, "locator", message)

    def _suggest(self, key: str) -> str:
        """Suggest among the ids that share a word with a key, or begin alike."""
        alike = self._alike()
        names = set(alike.get(key[:_BEGIN].lower(), ()))
        for word in re.split(r"[\W_]+", key.lower()):
            names.update(alike.get(f"-{word}", ()))
        return did_you_mean(cut(key), sorted(names))

    def _by_words(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in ids(self._index):
            for word in (name[:_BEGIN], *(f"-{word}" for word in name.split("-"))):
                found.setdefault(word, []).append(name)
        return found


def _at(citation: Citation, code: str, message: str) -> ProofFinding:
    line, column = citation.line, citation.column
    return ProofFinding(citation.file, line, column, code, "error", message, citation.key)


def cited(
    index: Index, manuscript: Manuscript, also: AbstractSet[str] = frozenset()
) -> Bibliography:
    """Return what a manuscript cites.

    also: keys of other works that it cites; nothing is said of them.
    """
    named: dict[str, list[str]] = {}
    checker = _Checker(index, also)
    records = checker.records(manuscript)
    for key, stored in records.records.items():
        if checker.elsewhere(manuscript, key):
            continue
        if stored.table == "source":
            named.setdefault(stored.id, []).append(key)
        elif stored.table == "statement":
            named.setdefault(stored.record.source, []).append(key)
        elif stored.table == "event":
            for one in stored.record.evidence:
                named.setdefault(one.source, [])
    faults: dict[str, str] = {}
    for finding in checker.keys(manuscript, records):
        faults.setdefault(finding.key, f"{finding.file}:{finding.line}: {finding.message}")
    told = list(manuscript.missing)
    if manuscript.everything:
        for other in every(index, "source"):
            named.setdefault(other.id, [])
        place = manuscript.everything
        listed = f"{place.file}:{place.line}: every key is listed here"
        told.append(f"{listed}: all {counted(len(named), 'source')} of the timeline are written")
    found = fetch(index, list(named))
    sources = tuple(found[name].record for name in named if name in found)
    return Bibliography(sources, named, tuple(faults.values()), tuple(told))
