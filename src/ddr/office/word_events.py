"""The events of a file of Word's words, made paragraphs.

Insertions that are tracked are read and deletions are not; what a text box holds follows the
paragraph that it is anchored in; fields print what they show, and those of reference managers cite.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from ddr.office.office_document import OfficeParagraph, Piece, Run, cited_works, lists_works
from ddr.office.package import Attributes

WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_MATH = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)
_INDENTED, _BOTH = 400, 280
"""Twentieths of a point by which a paragraph is set off: on the left alone, or on both sides."""
_LEAST = 15
"""Words of a paragraph that is a quotation by its indentation on one side alone."""
_SKIPPED = frozenset(("del", "moveFrom", "delText", "rt"))
_BLANKS = frozenset(("tab", "br", "cr", "ptab"))
_MENDELEY = "MENDELEY_CITATION_v3_"
_LISTS = ("Bibliographies", "Table of Contents")


@dataclass(slots=True)
class _Field:
    """A field, or a bookmark that stands for one, of the number `mark`: where it begins, its code.

    shown: what is printed for it has begun; silent: that is not read.
    """

    at: int
    code: str = ""
    mark: str | None = None
    shown: bool = False
    silent: bool = False


@dataclass(slots=True)
class _Control:
    """A content control, as far as it matters: what it cites, whether it lists works."""

    works: str = ""
    silent: bool = False


@dataclass(slots=True)
class _Open:
    """A paragraph that is being read, and the ones that follow it: those of its text boxes."""

    paragraph: OfficeParagraph = field(default_factory=OfficeParagraph)
    left: int = 0
    right: int = 0
    listed: bool = False
    boxes: list[OfficeParagraph] = field(default_factory=list)


class WordPart:
    """Takes the events of a file of words.

    paragraphs: outside of notes, in the order of the text.
    notes: the paragraphs of each note, by its number.
    """

    def __init__(self, quoting: frozenset[str], codes: Mapping[str, str]) -> None:
        """Take the ids of styles that set a quotation off, and codes by the name of a bookmark."""
        self.paragraphs: list[OfficeParagraph] = []
        self.notes: dict[str, list[OfficeParagraph]] = {}
        self._quoting, self._codes = quoting, codes
        self._open: list[_Open] = []
        self._fields: list[_Field] = []
        self._controls: list[_Control] = []
        self._runs: list[Run | None] = []
        self._hidden = False
        self._rows: list[int] = []
        self._counted = 0
        self._skip = 0  # how many elements are open that are not read
        self._into = ""  # the element whose words are read
        self._note = ""
        self._pending: list[Piece | Run] = []

    def ended(self, at: int) -> None:
        """Note where what was read last ended."""
        while self._pending:
            self._pending.pop().end = at

    def start(self, name: str, attributes: Attributes, at: int) -> None:
        """Take in the beginning of an element."""
        space, _, local = name.rpartition(" ")
        if self._skip or (space == _COMPATIBLE and local == "Fallback"):
            self._skip += 1
        elif space in _MATH:
            if local in ("oMath", "oMathPara"):
                self._add(Piece("opaque", at=at))
            self._skip += 1
        elif space in WORD:
            if local in _SKIPPED:
                self._skip += 1
            else:
                values = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
                getattr(self, f"_start_{local}", self._started)(local, values, at)

    def _started(self, local: str, values: Attributes, at: int) -> None:
        if local in _BLANKS and self._run:
            self._words(" ", at, exact=False)
        elif local in ("footnote", "endnote"):
            self._note = values.get("id", "") if "type" not in values else "-"
        elif local in ("footnoteReference", "endnoteReference"):
            kind = local.removesuffix("Reference")
            name = f"{kind} {values.get('id', '')}"
            self._add(Piece("note", name, at, run=self._run))
        elif local == "noBreakHyphen":
            self._words("-", at, exact=False)

    def _start_p(self, _: str, __: Attributes, ___: int) -> None:
        row = self._rows[-1] if self._rows else 0
        self._open.append(_Open(OfficeParagraph(row=row)))
        self._runs.append(None)  # of a text box within a run

    def _start_tr(self, _: str, __: Attributes, ___: int) -> None:
        self._counted += 1
        self._rows.append(self._counted)

    def _start_r(self, _: str, __: Attributes, at: int) -> None:
        self._runs.append(Run(at))
        self._hidden = False

    def _start_rPr(self, _: str, __: Attributes, at: int) -> None:  # noqa: N802
        if self._run:
            self._run.properties = (at, at)

    def _start_vanish(self, _: str, values: Attributes, __: int) -> None:
        if self._run:
            self._hidden = values.get("val", "1") not in ("0", "false", "off")

    def _start_t(self, local: str, _: Attributes, __: int) -> None:
        self._into = local

    def _start_instrText(self, local: str, _: Attributes, __: int) -> None:  # noqa: N802
        self._into = local

    def _start_pStyle(self, _: str, values: Attributes, __: int) -> None:  # noqa: N802
        if self._open:
            self._open[-1].paragraph.quoted = values.get("val", "") in self._quoting

    def _start_ind(self, _: str, values: Attributes, __: int) -> None:
        if self._open and not self._run:
            here = self._open[-1]
            here.left = _number(values.get("left") or values.get("start"))
            here.right = _number(values.get("right") or values.get("end"))
            here.listed = here.listed or "hanging" in values

    def _start_numPr(self, _: str, __: Attributes, ___: int) -> None:  # noqa: N802
        if self._open:
            self._open[-1].listed = True

    def _start_fldChar(self, _: str, values: Attributes, at: int) -> None:  # noqa: N802
        kind = values.get("fldCharType")
        if kind == "begin":
            self._fields.append(_Field(self._run.at if self._run else at))
        elif kind == "separate" and self._fields:
            self._show(self._fields[-1])
        elif kind == "end" and self._fields:
            self._end_field()

    def _start_fldSimple(self, _: str, values: Attributes, at: int) -> None:  # noqa: N802
        self._fields.append(_Field(at, values.get("instr", "")))
        self._show(self._fields[-1])

    def _start_bookmarkStart(self, _: str, values: Attributes, at: int) -> None:  # noqa: N802
        if code := self._codes.get(values.get("name", "")):
            self._fields.append(_Field(at, code, values.get("id", "")))
            self._show(self._fields[-1])

    def _start_bookmarkEnd(self, _: str, values: Attributes, __: int) -> None:  # noqa: N802
        if self._fields and self._fields[-1].mark == values.get("id"):
            self._end_field()

    def _start_sdt(self, _: str, __: Attributes, ___: int) -> None:
        self._controls.append(_Control())

    def _start_tag(self, _: str, values: Attributes, __: int) -> None:
        if self._controls and values.get("val", "").startswith(_MENDELEY):
            self._controls[-1].works = values["val"].removeprefix(_MENDELEY)

    def _start_docPartGallery(self, _: str, values: Attributes, __: int) -> None:  # noqa: N802
        if self._controls and values.get("val") in _LISTS:
            self._controls[-1].silent = True

    def _start_sdtContent(self, _: str, __: Attributes, ___: int) -> None:  # noqa: N802
        if self._controls and (coded := self._controls[-1].works):
            with suppress(ValueError):
                code = base64.b64decode(coded + "==").decode("utf-8", "replace")
                self._add(Piece("cite", works=cited_works(f"CSL_CITATION {code}") or ()))
            self._controls[-1].silent = True

    def end(self, name: str, at: int) -> None:
        """Take in the end of an element."""
        if self._skip:
            self._skip -= 1
            return
        space, _, local = name.rpartition(" ")
        if space not in WORD:
            return
        if local in ("t", "instrText"):
            self._into = ""
        elif local == "rPr" and self._run:
            start, _ = self._run.properties
            self._run.properties = (start, at)
        else:
            getattr(self, f"_end_{local}", _nothing)()

    def words(self, text: str, at: int) -> None:
        """Take in words."""
        if self._skip or not self._into:
            return
        if self._into == "instrText":
            if self._fields:
                self._fields[-1].code += text
        else:
            self._words(text, at)

    @property
    def _run(self) -> Run | None:
        return self._runs[-1] if self._runs else None

    def _words(self, text: str, at: int, *, exact: bool = True) -> None:
        if not self._hidden:
            self._add(Piece("words", text, at, run=self._run, exact=exact))

    def _add(self, piece: Piece) -> None:
        silent = any(one.silent for one in self._fields)
        silent = silent or any(one.silent for one in self._controls)
        coding = self._fields and not self._fields[-1].shown
        if self._open and not silent and not coding:
            self._open[-1].paragraph.pieces.append(piece)
            self._pending.append(piece)

    def _end_r(self) -> None:
        if self._run:
            self._pending.append(self._run)
            self._runs.pop()
        self._hidden = False

    @staticmethod
    def _show(one: _Field) -> None:
        one.silent = lists_works(one.code) or cited_works(one.code) is not None
        one.shown = True

    def _end_fldSimple(self) -> None:  # noqa: N802
        self._end_field()

    def _end_tr(self) -> None:
        if self._rows:
            self._rows.pop()

    def _end_sdt(self) -> None:
        if self._controls:
            self._controls.pop()

    def _end_footnote(self) -> None:
        self._note = ""

    _end_endnote = _end_footnote

    def _end_field(self) -> None:
        if not self._fields:
            return
        one = self._fields.pop()
        if (works := cited_works(one.code)) is not None:
            self._add(Piece("cite", at=one.at, works=works, run=self._run))

    def _end_p(self) -> None:
        if not self._open:
            return
        while self._fields and self._fields[-1].mark and not lists_works(self._fields[-1].code):
            self._end_field()  # a bookmark that cites ends with its paragraph
        here = self._open.pop()
        while self._runs and self._runs.pop() is not None:
            pass
        paragraph = here.paragraph
        both = min(here.left, here.right) >= _BOTH
        alone = here.left >= _INDENTED and len(paragraph.text.split()) >= _LEAST
        if not here.listed and (both or alone):
            paragraph.quoted = True
        done = [paragraph, *here.boxes]
        if self._open:
            self._open[-1].boxes += done
        elif self._note != "-":
            into = self.notes.setdefault(self._note, []) if self._note else self.paragraphs
            into += done


def _nothing() -> None: ...


def _number(text: str | None) -> int:
    try:
        return int(float(text or 0))
    except (ValueError, OverflowError):
        return 0
