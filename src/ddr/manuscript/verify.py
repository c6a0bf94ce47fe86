"""Where words found somewhere stand, and whose they are.

The verdict rests on `ddr.quotations.allowed` alone; `ddr.manuscript.nearest` only suggests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from ddr.errors import UsageError
from ddr.index.open import Index
from ddr.manuscript import nearest
from ddr.manuscript.cited_places import CitedPlace, Texts
from ddr.query.names.resolve import AGENTS, resolve
from ddr.query.stored import fetch, labels
from ddr.quotations.allowed import verbatim
from ddr.quotations.exact import OMISSION, difference, stands_in
from ddr.unseen import as_read

Verdict = Literal["verbatim", "misattributed", "reported", "unattributed", "near", "absent"]

LONGEST = 20_000
_APART = 2
"""Paragraphs that words with an omission may run over; further apart they are not one passage."""

_MARKS = "\"'“”„‟«»‹›‘’‚‛`´′″「」『』《》〈〉＂"
_OUTER = re.compile(rf"^[\s{_MARKS}–—-]+|[\s{_MARKS}–—-]+$")
_AFTER = re.compile(rf"(?<=[{_MARKS}])[.,;:]\s*$")
_OTHERS = str.maketrans(dict.fromkeys("‹›‛`´′〈〉『』", "'") | dict.fromkeys("″＂《》「」", '"'))


@dataclass(frozen=True, slots=True)
class Verification:
    """What is found of the words in one place.

    verdict: "verbatim"; or, where a speaker was named, "misattributed" for words of another,
        "reported" for a reporter's, "unattributed" where no record says whose they are; "near"
        for words that differ, "absent" where nothing like them is held.
    message: the verdict in one line.
    words: as given.
    source: where they stand, or what is like them stands.
    paragraph: the paragraph there, or the first and last of several: "4-5".
    statement: the id of the statement of which they are a part, or "".
    speaker: the id of whose statement that is, or "".
    mode: how the words of that statement reached us, or "".
    passage: the words as they stand there.
    difference: word by word, ``[-as given-]`` and ``{+as it stands+}``, or "".
    cite: the command that cites the place, or "".
    copy: "your copy" where that text is the reader's own, else "".
    """

    verdict: Verdict
    message: str
    words: str
    source: str = ""
    paragraph: str = ""
    statement: str = ""
    speaker: str = ""
    mode: str = ""
    passage: str = ""
    difference: str = ""
    cite: str = ""
    copy: str = ""


def verify(index: Index, words: str, by: Sequence[str] = ()) -> list[Verification]:
    """Return every place where the words stand verbatim; else the nearest; else that there is none.

    by: names of whom the words are attributed to; places where they are theirs come first, and
        alone are "verbatim".
    Raises `UsageError` for no words or too many, and what `resolve` does for the names.
    """
    if len(words) > LONGEST:
        raise UsageError(f"--verify takes {LONGEST:,} characters at most: verify a passage at once")
    if not any(character.isalnum() for character in words):
        raise UsageError("--verify needs the words to look for: ddr said --verify 'WORDS'")
    speakers = [resolve(index, name, AGENTS, "--by") for name in by]
    return _Verifier(index, words, speakers).found()


class _Verifier:
    """Looks for one quotation."""

    def __init__(self, index: Index, words: str, speakers: Sequence[str]) -> None:
        self._index, self._words, self._speakers = index, words, speakers
        self._texts, self._stated = Texts(index), Speakers(index)
        self._asked = " or ".join(labels(index, speakers).values())

    def found(self) -> list[Verification]:
        for words in _readings(self._words):
            places = nearest.elsewhere(self._index, self._texts, words, ())
            found = [one for place in places for one in self._standing(words, place)]
            if found:
                return sorted(found, key=lambda one: one.verdict != "verbatim")
        words = list(_readings(self._words))[-1]
        like = nearest.nearest(self._index, self._texts, words, ())
        return [self._near(words, like) if like else self._absent()]

    def _standing(self, words: str, place: CitedPlace) -> Iterator[Verification]:
        form = verbatim(words, self._texts.passages(place))
        ((first, last),) = place.spans
        if not form or (OMISSION in form and last - first >= _APART):
            return
        passage = " ".join(form.split())
        statements = self._stated.sharing(place, form)
        for statement in statements:
            verdict, message = self._judged(statement)
            yield self._at(verdict, message, place, statement, passage)
        if not statements:
            known = "no record says whose words they are"
            verdict = "unattributed" if self._speakers else "verbatim"
            yield self._at(verdict, f"verbatim in the text, but {known}", place, None, passage)

    def _judged(self, statement: Any) -> tuple[Verdict, str]:
        """Return verdict and message for words of a statement."""
        name = labels(self._index, [statement.speaker]).get(statement.speaker, statement.speaker)
        whose = f"those of {name}"
        if statement.mode == "reported":
            whose = f"a reporter's, on what {name} said"
        if self._speakers and statement.speaker not in self._speakers:
            return "misattributed", f"these words are {whose}, not those of {self._asked}"
        if self._speakers and statement.mode == "reported":
            return "reported", f"these words are {whose}: not to be quoted as their own"
        return "verbatim", f"verbatim: these words are {whose}"

    def _near(self, words: str, like: nearest.Likeness) -> Verification:
        gapped = nearest.gaps(words, self._texts, [like.place])
        message = "not verbatim; what comes nearest, [-as given-] and {+as it stands+}:"
        if gapped:
            like, message = gapped, f"not verbatim: words are left out, and {OMISSION} must say so:"
        statements = self._stated.sharing(like.place, like.text)
        differs = like.difference or difference(words.split(), like.text.split())
        statement = statements[0] if statements else None
        return self._at("near", message, like.place, statement, like.text, differs)

    def _absent(self) -> Verification:
        held = self._index.rows("SELECT count(DISTINCT source) FROM paragraph")[0][0]
        message = f"not in any of the {held} texts held, nor anything like it"
        return Verification("absent", message, self._words)

    def _at(
        self,
        verdict: Verdict,
        message: str,
        place: CitedPlace,
        statement: Any,
        passage: str,
        differs: str = "",
    ) -> Verification:
        first, last = place.spans[0]
        number = str(first) if first == last else f"{first}-{last}"
        cited = statement.id if statement else f"{place.source} --locator {number}"
        return Verification(
            verdict,
            message,
            self._words,
            place.source,
            number,
            statement.id if statement else "",
            statement.speaker if statement else "",
            statement.mode if statement else "",
            passage,
            differs,
            f"ddr cite {cited}",
            self._index.mark(place.source),
        )


def _readings(words: str) -> Iterator[str]:
    """Yield the words as given, then without what stands around them, then with plain marks."""
    seen = set()
    words = as_read(words)
    stripped = _OUTER.sub("", _AFTER.sub("", words.strip()))
    for reading in (words, stripped, stripped.translate(_OTHERS)):
        if reading not in seen and any(map(str.isalnum, reading)):
            seen.add(reading)
            yield reading


class Speakers:
    """The statements that stand in paragraphs, those of a place read once."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._in = cache(self._read)

    def holding(self, place: CitedPlace, form: str) -> list[Any]:
        """Return the statements in a place that hold all the words, as they stand in the text."""
        return [one for one in self._in(place.source, place.spans[0]) if stands_in(form, one.exact)]

    def sharing(self, place: CitedPlace, form: str) -> list[Any]:
        """Return the statements that hold the words, else those that have some of them."""
        there = self._in(place.source, place.spans[0])
        return self.holding(place, form) or [one for one in there if _overlap(form, one.exact)]

    def _read(self, source: str, span: tuple[int, int]) -> list[Any]:
        sql = (
            "SELECT DISTINCT d.id FROM paragraph p CROSS JOIN stands s ON s.paragraph = p.row "
            "CROSS JOIN dated d ON d.type = 'statement' AND d.rank = s.statement "
            "WHERE p.source = ? AND p.number BETWEEN ? AND ? ORDER BY d.rank"
        )
        rows = self._index.rows(sql, (source, *span))
        return [one.record for one in fetch(self._index, [row[0] for row in rows]).values()]


def _overlap(form: str, exact: str) -> bool:
    """Return whether a statement stands in the words, or shares an end of theirs."""
    parts = [part for part in form.split(OMISSION) if part.strip()]
    theirs = [part for part in exact.split(OMISSION) if part.strip()]
    if any(stands_in(part, form) for part in theirs) or any(stands_in(p, exact) for p in parts):
        return True
    ours, other = form.split(), exact.split()
    most = min(len(ours), len(other))
    return any(
        stands_in(" ".join(ours[-size:]), " ".join(other[:size]))
        or stands_in(" ".join(ours[:size]), " ".join(other[-size:]))
        for size in range(2, most)
    )
