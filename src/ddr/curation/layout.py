"""The canonical form of a record: one block of TOML.

Keys stand in the order of `ddr.records`, empty ones are left out. Strings are quoted by tomli-w.
An array of words stands on one line where that is short enough, else one element a line; tables
in an array stand one a line, unless there is but one and it is short.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tomli_w

from ddr.corpus.problems import InvalidTimelineError
from ddr.corpus.read import HEADER, TimelineFile, read
from ddr.corpus.shapes import Field, shape
from ddr.corpus.toml_scanner import marks
from ddr.curation.document import Block, Document, parse, sort_key
from ddr.errors import DataError
from ddr.records import CLASSES, Event, Record, Statement, record_type, to_json
from ddr.terms import DECLARED, Head

WIDTH = 100
"""Characters of the longest array that stands on one line."""


def record_block(record: Record, comments: Comments | None = None) -> str:
    """Return the block of a record, without a blank line around it.

    Comments are written where they belong; those without a place stay in `comments.left`.
    """
    return block(record_type(record), to_json(record), comments)


def block(table: str, values: Mapping[str, Any], comments: Comments | None = None) -> str:
    """Return the block of a record given by its values under the keys of the TOML.

    Raises `KeyError` for a key that no record of this kind has.
    """
    fields = shape((CLASSES | DECLARED)[table])
    if unknown := [key for key in values if key not in fields]:
        raise KeyError(unknown[0])
    kept = comments or Comments()
    lines = [*kept.above(""), f"[[{table}]]{kept.beside('')}"]
    for key, known in fields.items():
        if value := values.get(key):
            lines += kept.above(key)
            lines += _pair(known, value, kept)
            lines[-1] += kept.beside(key)
    return "\n".join(lines) + "\n"


def header(values: Mapping[str, Any], comments: Comments, order: Iterable[str]) -> str:
    """Return the keys at the head of a timeline file; those that are empty too."""
    lines = []
    for key in order:
        if key in values:
            lines += comments.above(key)
            known, value = shape(Head).get(key), values[key]
            lines += _pair(known, value, comments) if known else [f"{key} = {value}"]
            lines[-1] += comments.beside(key)
    return "\n".join(lines) + "\n"


def _pair(known: Field, value: Any, comments: Comments) -> list[str]:
    key = known.key
    if known.flag:
        return [f"{key} = true"]
    if not known.many:
        return [f"{key} = {literal(value)}"]
    items = [_inline(known.part, item) if known.part else literal(item) for item in value]
    line = f"{key} = [{', '.join(items)}]"
    single = len(items) == 1 or known.part is None
    if single and len(line) <= WIDTH and not comments.inside(key):
        return [line]
    lines = [f"{key} = ["]
    for index, item in enumerate(items):
        path = f"{key}[{index}]"
        lines += [f"  {comment}" if comment else "" for comment in comments.above(path)]
        lines.append(f"  {item},{comments.beside(path)}")
    return [*lines, "]"]


def _inline(part: type[Any], values: Mapping[str, Any]) -> str:
    if not isinstance(values, Mapping):
        raise TypeError(values)
    fields = shape(part)
    if unknown := [key for key in values if key not in fields]:
        raise KeyError(unknown[0])
    pairs = [f"{key} = {literal(values[key])}" for key in fields if values.get(key)]
    return f"{{ {', '.join(pairs)} }}" if pairs else "{}"


def literal(value: str) -> str:
    """Return a string in quotation marks, as TOML wants it on one line."""
    return tomli_w.dumps({"k": value}, multiline_strings=False)[4:-1]


_ORDER = list(CLASSES)


def canonical(path: Path, content: bytes) -> str:
    """Return the canonical text of a timeline: the same records, header and comments.

    Records stand by kind, events and statements by date, all else by id. Raises
    `InvalidTimelineError` where the timeline cannot be read in full, so that nothing unknown is
    dropped, and `DataError` with the line of a comment that has no place in the canonical form.
    """
    file = read(path, content)
    if file.problems:
        raise InvalidTimelineError(file.problems)
    document = parse(file.text.replace("\r\n", "\n"))
    blocks = _blocks(file, document)
    blocks.sort(key=lambda pair: _place(pair[0]))
    pieces = [_head(file, document)]
    for record, block in blocks:
        pieces += [_lead(block), _body(file, document, record, block)]
    if comments := document.tail.strip("\n"):
        pieces.append(f"\n{comments}\n")
    text = "".join(pieces)
    _verify(file, text)
    return text


def _place(record: Record) -> tuple[int, object]:
    date = record.date if isinstance(record, Event | Statement) else ""
    return _ORDER.index(record_type(record)), sort_key(date, record.id)


def _blocks(file: TimelineFile, document: Document) -> list[tuple[Record, Block | None]]:
    """Pair every record with the text it was read from; None where it has no block of its own."""
    found: dict[str, list[Block]] = {table: [] for table in CLASSES}
    for block in document.blocks:
        found[block.table].append(block)
    counts = Counter(record_type(record) for _, record in file.records)
    if all(counts[table] == len(blocks) for table, blocks in found.items()):
        taken = {table: iter(blocks) for table, blocks in found.items()}
        return [(record, next(taken[record_type(record)])) for _, record in file.records]
    if lines := scan(document.text).left:
        raise _homeless(file, lines)
    document.head = ""
    document.tail = ""
    return [(record, None) for _, record in file.records]


def _head(file: TimelineFile, document: Document) -> str:
    whole = parse(document.head, DECLARED)
    comments = scan(whole.head)
    told = tomllib.loads(whole.head or file.text)  # records in one array have no head before
    text = header({key: value for key, value in told.items() if key in HEADER}, comments, HEADER)
    if comments.left:
        raise _homeless(file, comments.left)
    return text + "".join(_declared(file, whole))


def _declared(file: TimelineFile, head: Document) -> Iterator[str]:
    """Yield the words that a head declares, table by table, in the order in which they stand."""
    for table in DECLARED:
        terms = getattr(file.terms, table)
        blocks: Sequence[Block | None] = [one for one in head.blocks if one.table == table]
        if len(blocks) != len(terms):
            if lines := scan(head.text).left:
                raise _homeless(file, lines)
            blocks = [None] * len(terms)
        for term, block_ in zip(terms, blocks, strict=True):
            comments = scan(block_.body) if block_ else Comments()
            yield _lead(block_) + block(table, to_json(term), comments)
            if comments.left:
                first = head.line(block_) - 1 if block_ else 0
                raise _homeless(file, [first + line for line in comments.left])


def _lead(block: Block | None) -> str:
    lines = block.lead.strip().split("\n") if block and block.lead.strip() else []
    kept = [line.strip() for line in lines]
    lead = "".join(f"{line}\n" for at, line in enumerate(kept) if line or (at and kept[at - 1]))
    apart = "\n" if lead and block and block.lead.endswith("\n\n") else ""
    return f"\n{lead}{apart}"


def _body(file: TimelineFile, document: Document, record: Record, block: Block | None) -> str:
    if block is None or "#" not in block.body:
        return record_block(record)
    comments = scan(block.body)
    text = record_block(record, comments)
    if comments.left:
        first = document.line(block) - 1
        raise _homeless(file, [first + line for line in comments.left])
    return text


def _homeless(file: TimelineFile, lines: Sequence[int]) -> DataError:
    message = "this comment has no place in the canonical form; put it on a line before a key"
    more = f" (and {len(lines) - 1} more)" if lines[1:] else ""
    return DataError(f"{file.name}:{lines[0]}: {message} or a record{more}")


def _verify(file: TimelineFile, text: str) -> None:
    """Hold the new text against the old file: nothing is written that says anything else."""
    again = read(file.path, text.encode())
    same = (again.schema, again.head, again.terms) == (file.schema, file.head, file.terms)
    same = same and not again.problems
    if not same or _by_id(again) != _by_id(file):
        raise DataError(f"{file.name}: the canonical form would say something else; left as it is")


def _by_id(file: TimelineFile) -> list[tuple[str, Record]]:
    return sorted(((record.id, record) for _, record in file.records), key=lambda pair: pair[0])


@dataclass(slots=True)
class Comments:
    """The comments of one block, taken out one by one as they are written again.

    Paths are ``""`` for the header of the block, ``tags`` for a key and ``tags[2]`` for an
    element of its array; a comment that stands elsewhere has a path that no writer asks for.
    Lines are counted from 1, from the start of the text that was scanned.
    """

    _above: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    _beside: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def put_above(self, path: str, comments: list[tuple[int, str]]) -> None:
        """Keep (line, comment) for a path; an empty comment is a blank line."""
        self._above.setdefault(path, []).extend(comments)

    def put_beside(self, path: str, line: int, comment: str) -> None:
        """Keep a comment at the end of a line."""
        self._beside.setdefault(path, []).append((line, comment))

    def above(self, path: str) -> list[str]:
        """Take the comments that stand on lines of their own before `path`."""
        return [text for _, text in self._above.pop(path, ())]

    def beside(self, path: str) -> str:
        """Take the comment at the end of the line of `path`, with two blanks before it, or ``""``.

        Where there are several, they stay.
        """
        if len(self._beside.get(path, ())) == 1:
            return f"  {self._beside.pop(path)[0][1]}"
        return ""

    def inside(self, key: str) -> bool:
        """Return whether a comment belongs to an element of the array of `key`."""
        paths = (*self._above, *self._beside)
        return any(path.startswith(f"{key}[") for path in paths)

    @property
    def left(self) -> list[int]:
        """The lines of the comments that nobody took."""
        places = (*self._above.values(), *self._beside.values())
        return sorted(line for place in places for line, text in place if text)


def scan(text: str) -> Comments:
    """Find the comments of a valid TOML text: of one record's block, or of a file's head.

    Between two marks there is nothing but blanks, commas and comments: those on the line of the
    first stand beside it, the others above the second.
    """
    found = Comments()
    block = path = ""
    end = line = 0
    for mark in marks(text):
        sign = text[mark.start : mark.end]
        if not end and sign.startswith("["):
            block = mark.path
        here = mark.path.removeprefix(block).removeprefix(".")
        inner = f"{here}[<end>]" if sign == "]" else here
        line = _take(found, text[end : mark.start], line, path, inner, first=not end)
        line += sign.count("\n")
        path, end = f"{here}[<start>]" if sign == "[" else here, mark.end
    _take(found, f"{text[end:]}\n", line, path, "<end>", first=not end)
    return found


def _take(found: Comments, gap: str, line: int, path: str, after: str, *, first: bool) -> int:
    """Keep the comments between two marks, the first on a line; return the line of the second."""
    beside, *lines = f"\n{gap}".split("\n") if first else gap.split("\n")
    if "#" in beside:
        found.put_beside(path, line, beside[beside.index("#") :].rstrip())
    above: list[tuple[int, str]] = []
    for number, one in enumerate(lines[:-1], line + 1):
        if "#" in one:
            above.append((number, one[one.index("#") :].rstrip()))
        elif above and above[-1][1]:
            above.append((number, ""))
    if above:
        found.put_above(after, above)
    return line + len(lines)
