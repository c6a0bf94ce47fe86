"""Findings as comments in a document of Word, at the words that they are on.

Only what comments need is changed: their own file, its entry among the types and the relations, and
their marks in the running text. A comment on a note stands at the mark that refers to it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from ddr.errors import DataError
from ddr.files import read_bytes
from ddr.manuscript.findings import Judged, ProofFinding
from ddr.manuscript.readers.office_text import NOTES, PiecePlace, text_of_document
from ddr.office.office_document import Run
from ddr.office.package import Package
from ddr.office.word import main_part, read_word

_LARGEST = 128 * 2**20
_COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_TOOL = "ddr"


class _Anchor(NamedTuple):
    """Between which two places of the XML a comment stands; within a run where one is named."""

    start: int
    within_start: Run | None
    end: int
    within_end: Run | None


@dataclass(slots=True)
class _Cut:
    """What is put in at a place of the XML."""

    run: Run | None = None
    ends: list[bytes] = field(default_factory=list)
    starts: list[bytes] = field(default_factory=list)


def with_comments(path: Path, findings: list[ProofFinding], judged: list[Judged]) -> bytes:
    """Return the document of Word of this path with a comment for each of the findings.

    judged: the quotations that some of the findings are on.
    Raises `DataError` for what is no document of Word.
    """
    content = read_bytes(path, _LARGEST)
    package = Package(content, str(path))
    main = main_part(package)
    if main not in package:
        raise DataError(f"{path}: only a Word document can carry comments")
    writer = _Commented(package, main, findings, judged)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for info in package.infos:
            if info.filename not in writer.parts:
                target.writestr(info, package.read(info.filename), info.compress_type)
            else:
                target.writestr(info, writer.parts.pop(info.filename), zipfile.ZIP_DEFLATED)
        for name, part in writer.parts.items():
            target.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part)
    return made.getvalue()


class _Commented:
    """Makes the files of the document that carry comments.

    parts: each by its name.
    """

    def __init__(
        self, package: Package, main: str, findings: list[ProofFinding], judged: list[Judged]
    ) -> None:
        self._raw = package.read(main)
        self._document = read_word(package)
        self._text = text_of_document(self._document)
        self._quoted = {
            (one.file, one.line, one.column, one.code): (
                item.quotation.position,
                item.quotation.end,
            )
            for item in judged
            for one in item.findings
        }
        folder = main.rpartition("/")[0]
        rels = f"{folder}/_rels/{main.rpartition('/')[2]}.rels"
        relations = package.read(rels).decode() if rels in package else _NO_RELATIONS
        found = re.search(r'Type="[^"]*/comments"[^>]*?Target="([^"]*)"', relations) or re.search(
            r'Target="([^"]*)"[^>]*?Type="[^"]*/comments"', relations
        )
        target = found[1] if found else "comments.xml"
        self._part = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
        self._space = _namespace(self._raw)
        old = package.read(self._part).decode() if self._part in package else ""
        self._number = max([-1, *map(int, re.findall(r'<\w+:comment [^>]*?:id="(\d+)"', old))]) + 1
        comments, main_text = self._made(findings)
        self.parts = {main: main_text, self._part: self._file(old, comments)}
        if not found:
            self.parts[rels] = self._related(relations, target).encode()
            types = package.read("[Content_Types].xml").decode()
            self.parts["[Content_Types].xml"] = self._typed(types).encode()

    def _made(self, findings: list[ProofFinding]) -> tuple[list[str], bytes]:
        cuts: dict[int, _Cut] = {}
        bound = re.search(
            rf'xmlns:([\w.-]+)=["\']{re.escape(self._space)}["\']'.encode(), self._raw
        )
        prefix = f"{bound[1].decode()}:" if bound else "w:"
        comments: list[str] = []
        for finding in findings:
            anchor = self._anchor(finding)
            if anchor is None:
                continue
            number = str(self._number + len(comments))
            at = f'{prefix}id="{number}"'
            start, end = cuts.setdefault(anchor.start, _Cut()), cuts.setdefault(anchor.end, _Cut())
            start.run, end.run = anchor.within_start, anchor.within_end
            start.starts.append(f"<{prefix}commentRangeStart {at}/>".encode())
            mark = f"<{prefix}r><{prefix}commentReference {at}/></{prefix}r>"
            end.ends.append(f"<{prefix}commentRangeEnd {at}/>{mark}".encode())
            comments.append(_comment(number, finding))
        return comments, self._cut(cuts)

    def _cut(self, cuts: dict[int, _Cut]) -> bytes:
        raw, pieces, at = self._raw, [], 0
        kept: dict[int, bytes] = {}
        for place, cut in cuts.items():
            if cut.run and (tag := self._tag(cut.run, place)):
                kept[tag] = b' xml:space="preserve"'
        for place in sorted({*cuts, *kept}):
            pieces.append(raw[at:place])
            at = place
            if place in kept:
                pieces.append(kept[place])
                continue
            cut = cuts[place]
            marks = b"".join([*cut.ends, *cut.starts])
            pieces.append(self._split(cut.run, marks) if cut.run else marks)
        return b"".join([*pieces, raw[at:]])

    def _tag(self, run: Run, at: int) -> int:
        """Return where the tag of the words of a run ends, unless it keeps their blanks."""
        start = max(
            (
                one.end()
                for one in re.finditer(rb"<(?:[\w.-]+:)?t(?=[\s>])", self._raw[run.at : at])
            ),
            default=0,
        )
        end = self._raw.index(b">", run.at + start)
        return 0 if b"xml:space" in self._raw[run.at + start : end] else end

    def _split(self, run: Run, marks: bytes) -> bytes:
        """Return what ends a run in the midst of its words, and begins another like it."""
        first = re.match(rb"<([\w.-]+:)?r\b[^>]*>", self._raw[run.at : run.end])
        prefix = (first[1] or b"") if first else b"w:"
        start, end = run.properties
        properties = self._raw[start : self._raw.index(b">", end) + 1] if start else b""
        closed = b"</%st></%sr>" % (prefix, prefix)
        opened = b'<%sr>%s<%st xml:space="preserve">' % (prefix, properties, prefix)
        return closed + marks + opened

    def _anchor(self, finding: ProofFinding) -> _Anchor | None:
        if finding.file.endswith(NOTES):
            name = list(self._document.notes)[finding.line - 1]
            note = next((one for one in self._text.places if one.piece.text == name), None)
            run = note.piece.run if note and note.piece.kind == "note" else None
            return _Anchor(run.at, None, run.end, None) if run else None
        lines = self._text.body.split("\n")
        line = sum(len(one) + 1 for one in lines[: finding.line - 1])
        point = line + finding.column - 1
        key = (finding.file, finding.line, finding.column, finding.code)
        start, end = self._quoted.get(key, (point, point + len(finding.key) + 1))
        places = self._text.places
        fields = [p for p in places if p.piece.kind == "cite" and p.start == point]
        if key not in self._quoted and fields and fields[0].piece.at and fields[0].piece.run:
            piece = fields[0].piece
            return _Anchor(piece.at, None, fields[0].piece.run.end, None)
        return self._words(start, end) or self._words(line, line + len(lines[finding.line - 1]))

    def _words(self, start: int, end: int) -> _Anchor | None:
        """Return the anchor of a stretch of the running text."""
        inside = [
            place
            for place in self._text.places
            if place.piece.kind == "words" and place.start < end and start < place.end
            if place.piece.run
        ]
        if not inside:
            return None
        first, last = inside[0], inside[-1]
        from_, run = self._edge(first, max(start, first.start))
        to, other = self._edge(last, min(end, last.end))
        return _Anchor(from_, run, to, other)

    def _edge(self, place: PiecePlace, at: int) -> tuple[int, Run | None]:
        """Return the place in the XML of a character, and the run if it stands within one."""
        run, piece = place.piece.run, place.piece
        if run is None:  # which `_words` has left out
            return piece.at, None
        same = [one for one in self._text.places if one.piece.run is run]
        if at <= same[0].start:
            return run.at, None
        if at >= same[-1].end:
            return run.end, None
        inside = at - place.start
        if not piece.exact or inside == 0:
            return piece.at, run
        if inside == len(piece.text):
            return piece.end, run
        return piece.at + len(piece.text[:inside].encode()), run

    def _file(self, old: str, comments: list[str]) -> bytes:
        body = "".join(comments)
        if not old:
            head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            return f'{head}<w:comments xmlns:w="{self._space}">{body}</w:comments>'.encode()
        found = re.search(r"</(\w+:)?comments>\s*$", old)
        if found is None:
            empty = re.search(r"<(\w+:)?comments\b[^>]*?/>\s*$", old)
            if empty is None:
                raise DataError(f"{self._part}: no comment can be added to it")
            tag = empty[0].rstrip()
            return f"{old[: empty.start()]}{tag[:-2]}>{body}</{empty[1] or ''}comments>".encode()
        spaced = body.replace("<w:comment ", f'<w:comment xmlns:w="{self._space}" ')
        return f"{old[: found.start()]}{spaced}{old[found.start() :]}".encode()

    def _related(self, relations: str, target: str) -> str:
        base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        if "purl.oclc.org" in self._space:
            base = "http://purl.oclc.org/ooxml/officeDocument/relationships"
        one = f'<Relationship Id="rIdDdr" Type="{base}/comments" Target="{target}"/>'
        return _inserted(relations, "Relationships", one)

    def _typed(self, types: str) -> str:
        one = f'<Override PartName="/{self._part}" ContentType="{_COMMENTS}"/>'
        return types if f'"/{self._part}"' in types else _inserted(types, "Types", one)


_NO_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns='
    '"http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)


def _inserted(text: str, element: str, what: str) -> str:
    """Put an element at the end of the only element of a file."""
    at = text.rindex(f"</{element}>")
    return text[:at] + what + text[at:]


def _namespace(raw: bytes) -> str:
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    if strict in raw[:10_000]:
        return strict.decode()
    return "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _comment(number: str, finding: ProofFinding) -> str:
    message = f"{finding.message} {finding.sign}"
    lines = _paragraphs(filter(None, (message, finding.difference)))
    who = quoteattr(_TOOL)
    return (
        f'<w:comment w:id="{number}" w:author={who} w:initials={who}>{"".join(lines)}</w:comment>'
    )


def _paragraphs(texts: Iterator[str]) -> Iterator[str]:
    for text in texts:
        words = escape(_CONTROL.sub(" ", text))
        yield f'<w:p><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
