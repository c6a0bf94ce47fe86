"""The quotations of a manuscript, each with the citations that it stands next to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from ddr.manuscript.attribution import Near, Sentences
from ddr.manuscript.readers.stream import Citation, Stream, TextBlock
from ddr.quotations import marks
from ddr.quotations.exact import HAN
from ddr.quotations.marks import BEGIN, CITE, CLOSE, DOUBLE, END, NAMED, NOTE, OPAQUE, OPEN, SINGLE

_OMITTED = re.compile(f"\\s*(?:{BEGIN}[^{END}]*{END}|[{CITE}{NAMED}{NOTE}{BEGIN}{END}{OPAQUE}])")
_MARKS = str.maketrans({DOUBLE: '"', SINGLE: "'", OPEN: '"', CLOSE: '"'})
_CITATION = f"(?:{BEGIN}[^{END}]*{END}|[{CITE}{NAMED}{NOTE}])"
_TRAILING = re.compile(
    rf"\s*(?:[(\[][^()\[\]]{{0,40}}{_CITATION}[^()\[\]]{{0,80}}[)\]]|{_CITATION})"
    rf"(?:[\s;,.()\[\]]|{_CITATION})*$"
)
_ATTRIBUTED = re.compile(rf"(?:^|\n)\s*(?:—|–|--+|―)\s*(?=[^\W\d_]|[{CITE}{NAMED}{BEGIN}{OPEN}(])")
_KANA = re.compile("[\u3041-\u309f]")
_SENTENCE = re.compile("[\u3041-\u309f，、。！？；]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_KOREAN_SENTENCE = re.compile(r"[다까요자][.!?…]?$|[.!?]$")
_SO_SAID = re.compile(r"\s*(?:이?라(?:고|는|며|면서|던|지)|고|하고|하며|며|면서)(?!\w)")
"""The particles after words that are said."""
_SAYING = re.compile("말하|말했|말씀|밝히|밝혔|밝힌|강조|언급|지적|주장|연설|선언|담화|인사말|축사")
_TERM = 2
_LONGEST = 300
_BEGUN = 2000
_PARAGRAPHS = 100


Kind = Literal["inline", "block", "unclosed", "title"]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that a manuscript quotes.

    words: unfolded, without the marks around them, nested marks as written.
    others: what the words may be instead, where the marks leave it open.
    kind: "inline", in quotation marks; "block", set off; "unclosed", a mark that nothing closes;
        "title", in marks that stand around a title or a term, most of them East Asian.
    file: that it begins in, as the user would name it.
    line, last_line: of the file, counted from 1.
    column: of its beginning, counted from 1.
    position: offset of its beginning in the text of the file.
    end: offset of its end there.
    near: the citations that it stands next to: one of them is what it is cited to.
    firm: they stand in the same sentence; otherwise only in the same paragraph.
    context: the sentence around it, without marks.
    """

    words: str
    others: tuple[str, ...]
    kind: Kind
    file: str
    line: int
    last_line: int
    column: int
    position: int
    end: int
    near: tuple[Citation, ...]
    firm: bool
    context: str


def quotations(stream: Stream) -> list[Quotation]:
    """Return the quotations of what was read, in the order of the files."""
    found = [quotation for flow in stream.flows for quotation in _Flow(stream, flow).read()]
    files = {writer.name: number for number, writer in enumerate(stream.files)}
    return sorted(found, key=lambda one: (files[one.file], one.position))


class _Flow:
    """Blocks that follow one another."""

    def __init__(self, stream: Stream, blocks: list[TextBlock]) -> None:
        self._stream = stream
        self._parts = [Sentences(block) for block in blocks]
        self._taken: set[int] = set()  # blocks whose beginning continues a quotation

    def read(self) -> Iterator[Quotation]:
        numbers = range(len(self._parts))
        for group, members in groupby(numbers, lambda n: self._parts[n].block.group):
            if group:
                yield from self._blocks(list(members))
            else:
                for number in members:
                    yield from self._inline(number)

    def _inline(self, number: int) -> Iterator[Quotation]:
        part = self._parts[number]
        pairs, unclosed = marks.find(part.text)
        if not pairs and not unclosed:
            return
        for pair in pairs:
            if number in self._taken and not part.text[: pair.start].strip():
                continue
            near = part.near(pair.start, pair.end)
            words = plain(part.text[pair.start + 1 : pair.end - 1])
            kind: Kind = "title" if self._title(part, pair, words, near) else "inline"
            others = tuple(plain(part.text[pair.start + 1 : end - 1]) for end in pair.others)
            yield self._made(part, pair.start, part, pair.end, words, others, kind, near)
        for start in unclosed:
            yield from self._continued(number, start)

    def _title(self, part: Sentences, pair: marks.Pair, words: str, near: Near) -> bool:
        """Return whether words in marks are a title or a term."""
        mark = part.text[pair.start]
        if mark in marks.EAST_ASIAN and _titled(mark, words):
            return True
        if mark == "《" and not near.firm and _named(words, part.text[pair.end :], near.context):
            return True
        if not self._stream.titles:
            return False
        place = self._stream.place(part.block.position(pair.start))
        return (place.file, place.position) in self._stream.titles

    def _continued(self, number: int, start: int) -> Iterator[Quotation]:
        """Read a quotation of several paragraphs: each begins with a mark, the last one ends."""
        first = self._parts[number]
        mark = first.text[start]
        words = [first.text[start + 1 :]]
        last, end = first, len(first.text)
        taken: set[int] = set()
        following = self._parts[number + 1 : number + 1 + _PARAGRAPHS]
        for after, part in enumerate(following, number + 1):
            text = part.text
            begin = len(text) - len(text.lstrip())
            if mark != OPEN and text[begin : begin + 1] != mark:
                break
            begin -= mark == OPEN
            close = _closing(text, mark, begin)
            words.append(text[begin + 1 : close - 1] if close else text[begin + 1 :])
            last, end = part, close or len(text)
            taken.add(after)
            if close:
                self._taken |= taken
                near = last.near(0, end)
                body = plain("\n\n".join(words))
                yield self._made(first, start, last, end, body, (), "inline", near)
                return
        near = first.near(start, start + 1)
        begun = plain(words[0][:_BEGUN])
        yield self._made(first, start, first, start + 1, begun, (), "unclosed", near)

    def _blocks(self, members: list[int]) -> Iterator[Quotation]:
        """Read a block quotation; one that cites after several of its paragraphs is several."""
        start = 0
        for at, number in enumerate(members):
            last = at == len(members) - 1
            if last or _TRAILING.search(self._parts[number].text[-_LONGEST:]):
                yield self._block(members[start : at + 1])
                start = at + 1

    def _block(self, members: list[int]) -> Quotation:
        first, last = self._parts[members[0]], self._parts[members[-1]]
        text = "\n\n".join(self._parts[number].text for number in members)
        near = self._near_block(members, text)
        bare = _unattributed(text)
        words = plain(bare)
        others = tuple(part for part in (_unmarked(words),) if part)
        return self._made(first, 0, last, len(last.text), words, others, "block", near)

    def _near_block(self, members: list[int], text: str) -> Near:
        """Return the citations in a block quotation, right after it, or those that introduce it."""
        before = self._parts[members[0] - 1] if members[0] else None
        after = self._parts[members[-1] + 1] if members[-1] + 1 < len(self._parts) else None
        context = plain(text[len(_unattributed(text)) :])
        introduced = None
        if before and not before.block.group:
            begin, _ = before.sentence(len(before.text) - 1, len(before.text))
            context = f"{plain(before.text[begin:])} {context}"
            introduced = next((e for e in reversed(before.entries) if e.at >= begin), None)
        inside = [entry for number in members for entry in self._parts[number].entries]
        if inside:
            return Near(inside[-1].citations, True, context)
        if after and not after.block.group and after.entries:
            attributed = _ATTRIBUTED.match(after.text) and len(after.text) < _LONGEST
            if after.opens_with_citation or attributed:
                return Near(after.entries[0].citations, True, f"{context} {plain(after.text)}")
        if introduced:
            return Near(introduced.citations, True, context)
        colon = before and before.entries and before.text.rstrip().endswith((":", ","))
        citations = before.entries[-1].citations if before and colon else ()
        return Near(citations, False, context)

    def _made(
        self,
        first: Sentences,
        start: int,
        last: Sentences,
        end: int,
        words: str,
        others: tuple[str, ...],
        kind: Kind,
        near: Near,
    ) -> Quotation:
        begin = start if kind != "block" else len(first.text) - len(first.text.lstrip())
        position = first.block.position(begin)
        file, line, column, offset = self._stream.place(position)
        ending = self._stream.place(last.block.position(len(last.text[:end].rstrip()) - 1))
        last_line = ending.line if ending.file == file else line
        return Quotation(
            words,
            others,
            kind,
            file,
            line,
            max(line, last_line),
            column,
            offset,
            ending.position + 1 if ending.file == file else offset,
            near.citations,
            near.firm,
            plain(near.context),
        )


def plain(text: str) -> str:
    """Return words without citations and notes, and with every mark as a character."""
    return " ".join(_OMITTED.sub("", text).translate(_MARKS).split())


def _titled(mark: str, words: str) -> bool:
    """Return whether words in East Asian marks are a title or a term: two words, or no sentence.

    《…》 stands in Chinese around nothing but titles, and so does 〈…〉 alone in Korean; what has
    neither kana of grammar nor punctuation is no sentence in Chinese or Japanese.
    """
    if mark == "〈" and _HANGUL.search(words) and not _KOREAN_SENTENCE.search(words):
        return True
    if re.search(rf"[^\W{HAN}]", words) or not re.search(f"[{HAN}]", words):
        return len(words.split()) <= _TERM
    return (mark in "《〈" and not _KANA.search(words)) or not _SENTENCE.search(words)


def _named(words: str, after: str, context: str) -> bool:
    """Return whether Korean words in 《…》 name something, and nobody is said to say them."""
    korean = _HANGUL.search(words) and not _KOREAN_SENTENCE.search(words)
    return bool(korean) and not _SO_SAID.match(after) and not _SAYING.search(context)


def _closing(text: str, mark: str, begin: int) -> int:
    """Return the place after the mark that closes the quotation open at `begin`, or 0."""
    pairs, _ = marks.find(f"{mark}{text[begin + 1 :]}" if mark == OPEN else text[begin:])
    if pairs and pairs[0].start == 0:
        return pairs[0].end + begin
    return 0


def _unattributed(text: str) -> str:
    """Return a block quotation without the citation or the line that attributes it."""
    while True:
        found = [m for m in _ATTRIBUTED.finditer(text) if len(text) - m.start() < _LONGEST]
        if found and found[-1].start() and _attributes(text, found[-1]):
            return text[: found[-1].start()]
        trailing = _TRAILING.search(text, max(len(text) - _LONGEST, 0))
        if trailing is None:
            return text
        text = text[: trailing.start()]


def _attributes(text: str, line: re.Match[str]) -> bool:
    """Return whether a last line after a dash says whose words they are.

    It is a paragraph of its own, or cites and does not go on in the middle of a sentence.
    """
    alone = text[: line.start() + 1].endswith("\n\n") or line[0].startswith("\n\n")
    cites = re.search(f"[{CITE}{NAMED}{NOTE}]", text[line.start() :])
    return alone or bool(cites and not text[line.end() : line.end() + 1].islower())


def _unmarked(words: str) -> str:
    """Return the words of a block quotation that stands in quotation marks all the same."""
    pairs, _ = marks.find(words)
    if len(pairs) == 1 and pairs[0].start == 0 and not re.search(r"\w", words[pairs[0].end :]):
        return words[1 : pairs[0].end - 1]
    return ""
