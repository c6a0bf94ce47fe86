"""Which citations a quotation stands next to; the rules are in ``docs/proof.md``."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import NamedTuple

from ddr.manuscript.readers.stream import Citation, Note, TextBlock
from ddr.quotations import sentences
from ddr.quotations.marks import BEGIN, CITE, CLOSE, END, NAMED, NOTE, OPEN
from ddr.quotations.sentences import abbreviated, begins

_PLACE = re.compile(f"[{CITE}{NAMED}{NOTE}]")
_CLOSING = f"{CLOSE}{END}{sentences.CLOSING}"
_OPENING = f" \n\t“\"‘'«({OPEN}{BEGIN}["
_STOP = re.compile(
    f"[.!?…][{_CLOSING}]*(?:\\s*(?:{BEGIN}[^{END}]*{END}|[{CITE}{NOTE}])[.{_CLOSING}]*)*(?=\\s)"
)
_NOTHING = re.compile(rf"[\s.,;:!?…{_CLOSING}]*(?:[(\[](?:[^\W\d_]+\.?,?\s+){{0,4}})?")
_CLOSE_BY = re.compile(rf"[\s,({_CLOSING}]*")
_LEAD = re.compile(
    rf"\W*(?:[(\[{BEGIN}][^()\[\]{CITE}{NAMED}{NOTE}]{{0,40}})?[{CITE}{NAMED}{NOTE}]"
)
_SPAN = 40
_CONTEXT = 600


class Cluster(NamedTuple):
    """Citations that are written together: where they stand in the block, and which they are."""

    at: int
    end: int
    citations: tuple[Citation, ...]
    textual: bool


class Near(NamedTuple):
    """The citations next to a quotation.

    citations: one of them is what the words are cited to; none if empty.
    firm: they stand in the same sentence, or right after it; otherwise in the same paragraph.
    context: the sentence around the quotation, at most 600 characters on either side.
    """

    citations: tuple[Citation, ...]
    firm: bool
    context: str


class Sentences:
    """The citations and sentences of a block."""

    def __init__(self, block: TextBlock) -> None:
        self.block = block
        self.text = block.text

    @cached_property
    def entries(self) -> list[Cluster]:
        """The citations, those that are written together as one."""
        found: list[Cluster] = []
        for match, item in zip(_PLACE.finditer(self.text), self.block.items, strict=False):
            citations = _of(item)
            if not citations:
                continue
            at, end = match.start(), match.end()
            textual = match[0] == NAMED
            if found and self._together(found[-1], citations[0], at, textual=textual):
                last = found.pop()
                found.append(last._replace(end=end, citations=last.citations + citations))
            else:
                found.append(Cluster(at, end, citations, textual))
        return found

    @cached_property
    def _places(self) -> list[int]:
        return [entry.at for entry in self.entries]

    def _together(self, last: Cluster, first: Citation, at: int, *, textual: bool) -> bool:
        if first.cluster and first.cluster == last.citations[-1].cluster:
            return True
        if last.textual or textual:
            return False
        between = self.text[last.end : at]
        if last.citations[-1].cluster and END in between:
            between = between[between.index(END) :]
        return not re.search(r"\w", between)

    @cached_property
    def _stops(self) -> list[int]:
        """Where sentences end."""
        found = []
        for match in _STOP.finditer(self.text):
            rest = self.text[match.end() : match.end() + _SPAN].lstrip(_OPENING)
            starts = rest[:1] == NAMED or begins(rest)
            if starts and not (match[0][0] == "." and abbreviated(self.text, match.start())):
                found.append(match.end())
        return found

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return where the sentence, or the sentences, from `start` to `end` begin and end."""
        stops = self._stops
        before = bisect_left(stops, start + 1) - 1
        after = bisect_left(stops, max(end, start + 1))
        return (
            stops[before] if before >= 0 else 0,
            stops[after] if after < len(stops) else len(self.text),
        )

    def near(self, start: int, end: int) -> Near:
        """Return the citations next to a quotation in the running text."""
        first, last = self.sentence(start, end)
        context = self.text[max(first, start - _CONTEXT) : min(last, end + _CONTEXT)]
        entries, places = self.entries, self._places
        number, beyond = bisect_left(places, start), bisect_left(places, end)
        if beyond > number:  # within the quotation
            return Near(entries[beyond - 1].citations, True, context)
        before = entries[number - 1] if number else None
        after = entries[beyond] if beyond < len(entries) else None
        if after and self._attached(end, after):
            return Near(after.citations, True, context)
        here = before if before and before.at >= first else None
        then = after if after and after.at < last else None
        if here and here.textual:
            beside = then.citations if then and not then.textual else ()
            return Near(here.citations + beside, True, context)
        if then or here:
            return Near((then or here or entries[0]).citations, True, context)
        if after and not (after.textual and before):
            return Near(after.citations, False, context)
        return Near(before.citations if before else (), False, context)

    def _attached(self, end: int, entry: Cluster) -> bool:
        """Return whether nothing but punctuation stands between a quotation and a citation."""
        between = self.text[end : entry.at]
        if BEGIN in between:
            between = between[: between.index(BEGIN)]
        if not entry.textual:
            return bool(_NOTHING.fullmatch(between))
        inner = self.text[end - 2 : end - 1]
        return bool(_CLOSE_BY.fullmatch(between)) and inner not in tuple(".!?")

    @property
    def opens_with_citation(self) -> bool:
        """Return whether a citation is the first thing in the block."""
        return bool(_LEAD.match(self.text))


def _of(item: Citation | Note) -> tuple[Citation, ...]:
    if isinstance(item, Citation):
        return (item,)
    return tuple(citation for block in item.blocks for citation in block.citations())
