"""What a program may mend in a manuscript: the key, the paragraph, the missing words, or […].

Each change is tried on its paragraph before it is offered: the finding must be gone, and no other
one may have come. A likeness decides nothing: what is written makes the words stand verbatim.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import NamedTuple

from ddr.index.open import Index
from ddr.manuscript.findings import Judged, ProofFinding
from ddr.manuscript.included import DOCUMENTS, form_of, text_of
from ddr.manuscript.manuscript import Manuscript, parse
from ddr.manuscript.proofread import proof
from ddr.manuscript.uncited import own_markup
from ddr.manuscript.works import Works
from ddr.quotations.exact import OMISSION, stretches

MENDED = ("uncited", "omission", "initial", "wrong-paragraph")
LEFT_ALONE = (*DOCUMENTS, "notebook")
"""Forms of manuscripts that are not changed."""
_FEW = 3
"""Missing words that are written; more are an omission."""
_SPECIAL = re.compile(r"[\\{}$&%#_^~*\[\]<>@\"`|]")
_BLANK = re.compile(r"\n[ \t]*\n")
_WINDOW = 60
_BOM = "\ufeff"


class Mend(NamedTuple):
    """A change of a file: what stands from `start` to `end` becomes `new`.

    code: of the finding that it mends.
    line: where that is told.
    old, new: the words changed.
    """

    file: str
    start: int
    end: int
    code: str
    line: int
    old: str
    new: str


def mends(
    index: Index,
    manuscript: Manuscript,
    judged: Iterable[Judged],
    also: AbstractSet[str] = frozenset(),
) -> Iterator[Mend]:
    """Yield the changes that mend findings on the quotations of a manuscript, in its order."""
    if manuscript.form in LEFT_ALONE:
        return
    works = Works(index)
    texts = {name: text_of(Path(name)) for name in manuscript.files}
    for one in judged:
        for finding in one.findings:
            if finding.code not in MENDED or finding.file not in texts:
                continue
            text = texts[finding.file]
            form = form_of(Path(finding.file)) or manuscript.form

            def told(snippet: str, form: str = form) -> list[str]:
                found = proof(index, [parse(snippet, form, "", works)], also).findings
                return [other.code for other in found if other.severity != "info"]

            yield from _first(text, finding, _candidates(text, finding, one, form), told)


def _first(
    text: str,
    finding: ProofFinding,
    candidates: Iterable[tuple[int, int, str]],
    told: Callable[[str], list[str]],
) -> Iterator[Mend]:
    """Yield the first candidate that takes the finding away and brings no other."""
    for start, end, new in candidates:
        first = max((one.end() for one in _BLANK.finditer(text, 0, start)), default=0)
        after = _BLANK.search(text, end)
        last = after.start() if after else len(text)
        before = told(text[first:last])
        now = told(text[first:start] + new + text[end:last])
        left = list(before)
        if finding.code in left:
            left.remove(finding.code)
            if now == left:
                yield _trimmed(text, start, end, new, finding)
                return


def _trimmed(text: str, start: int, end: int, new: str, finding: ProofFinding) -> Mend:
    """Return a change without what is the same at its beginning and its end."""
    while start < end and new and text[start] == new[0]:
        start, new = start + 1, new[1:]
    while end > start and new and text[end - 1] == new[-1]:
        end, new = end - 1, new[:-1]
    return Mend(finding.file, start, end, finding.code, finding.line, text[start:end], new)


def _candidates(
    text: str, finding: ProofFinding, one: Judged, form: str
) -> Iterator[tuple[int, int, str]]:
    """Yield places and words that may mend a finding."""
    quotation = one.quotation
    if finding.code == "uncited":
        if one.place and ": cite " in finding.message:
            cite = own_markup(form, one.place)
            for at in (quotation.end, quotation.end + 1):
                yield at, at, f" {cite}"
    elif finding.code == "wrong-paragraph":
        yield from _locators(text, finding, one)
    elif words := _spans(text, one):
        if finding.code == "initial":
            at = words[0][0]
            yield at, at + 1, f"[{text[at]}]"
        else:
            yield from _gaps(text, finding, one, words)


def _spans(text: str, one: Judged) -> list[tuple[int, int]]:
    """Return where each word of a quotation stands in the file, if they stand there plainly."""
    words = one.quotation.words.split()
    pattern = r"\s+".join(f"({re.escape(word)})" for word in words)
    match = re.compile(pattern).search(text, one.quotation.position, one.quotation.end + 1)
    return [match.span(number) for number in range(1, len(words) + 1)] if match else []


def _gaps(
    text: str, finding: ProofFinding, one: Judged, spans: list[tuple[int, int]]
) -> Iterator[tuple[int, int, str]]:
    """Yield the quotation with the words that are missing, or […] where they are many."""
    at = 0
    written: list[str] = []
    for part in stretches(one.quotation.words.split(), finding.nearest.split()):
        if part.ours and not part.same:
            return
        if part.same:
            end = at + len(part.ours)
            written.append(text[spans[at][0] : spans[end - 1][1]])
            at = end
        elif 0 < at < len(spans):
            plain = " ".join(part.theirs)
            few = len(part.theirs) <= _FEW and not _SPECIAL.search(plain)
            written.append(plain if few else OMISSION)
    yield spans[0][0], spans[-1][1], " ".join(written)


def _locators(text: str, finding: ProofFinding, one: Judged) -> Iterator[tuple[int, int, str]]:
    """Yield the citation with the number of the paragraph where the words are found."""
    places = re.findall(r"([\w-]+) para\. (\d+)", finding.message.partition(": found in ")[2])
    if len(places) != 1:
        return
    number = places[0][1]
    for citation in one.quotation.near:
        if citation.file != finding.file or not citation.locator:
            continue
        start = max(citation.position - _WINDOW, 0)
        end = citation.position + len(citation.key) + _WINDOW
        for old in dict.fromkeys(re.findall(r"\d+", citation.locator)):
            for match in re.compile(rf"(?<![\w-]){old}(?![\w-])").finditer(text, start, end):
                yield match.start(), match.end(), number


def mended(content: bytes, changes: Iterable[Mend]) -> bytes:
    """Return what a file that holds this content holds with these changes, and no other."""
    text = content.decode("utf-8")
    shift = text.startswith(_BOM)
    for change in sorted(changes, key=lambda one: one.start, reverse=True):
        start, end = change.start + shift, change.end + shift
        text = text[:start] + change.new + text[end:]
    return text.encode()
