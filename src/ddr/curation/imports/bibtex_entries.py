"""BibTeX and BibLaTeX, taken apart by bibtexparser, with the TeX in it decoded by pylatexenc."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ddr.curation.imports.decoder import decoded, unknown
from ddr.curation.imports.drafts import NAMES, Draft
from ddr.edtf import MONTHS
from ddr.errors import DataError
from ddr.vocabulary import SOURCE_TYPES

_KINDS = {
    "article": "article-journal", "book": "book", "mvbook": "book", "booklet": "pamphlet",
    "collection": "book", "mvcollection": "book", "reference": "book", "manual": "book",
    "proceedings": "book", "inbook": "chapter", "bookinbook": "chapter", "suppbook": "chapter",
    "incollection": "chapter", "suppcollection": "chapter", "inreference": "entry-encyclopedia",
    "inproceedings": "paper-conference", "conference": "paper-conference", "dataset": "dataset",
    "techreport": "report", "report": "report", "thesis": "thesis", "phdthesis": "thesis",
    "mastersthesis": "thesis", "online": "webpage", "electronic": "webpage", "www": "webpage",
    "unpublished": "manuscript", "letter": "personal_communication", "movie": "motion_picture",
    "video": "motion_picture", "legislation": "legislation", "misc": "document",
}  # fmt: skip
_GENRES = {"phdthesis": "PhD thesis", "mastersthesis": "master’s thesis"}
_PERIODICALS = {"newspaper": "article-newspaper", "magazine": "article-magazine"}
_FIELDS = {
    "title": "title", "shorttitle": "title-short", "journaltitle": "container-title",
    "journal": "container-title", "booktitle": "container-title", "eventtitle": "event-title",
    "venue": "event-place", "series": "collection-title", "publisher": "publisher",
    "institution": "publisher", "school": "publisher", "organization": "publisher",
    "location": "publisher-place", "address": "publisher-place", "volume": "volume",
    "issue": "issue", "pages": "page", "type": "genre", "library": "archive_location",
    "language": "language", "langid": "language", "isbn": "ISBN", "note": "note",
    "annotation": "note", "annote": "note", "comment": "note", "number": "number",
}  # fmt: skip
_SAID = {
    "Via": "source", "No.": "number", "Vol.": "volume", "P.": "page", "Pp.": "page",
    "Sec.": "section", "ISBN": "ISBN",
}  # fmt: skip
_SENTENCES = re.compile(r"(?<!\bNo)(?<!\bVol)(?<!\bP)(?<!\bPp)(?<!\bSec)\. ")
_PRIVATE = re.compile(r"(bdsk|mendeley|jabref|date-|__)|(file|owner|timestamp|groups|options)$")
_SILENT = frozenset({"entrysubtype", "day", "month", "year"})
_LINKS = ("xdata", "crossref")
_WHEN = frozenset({"date", "year", "month", "day"})
_OWN = frozenset({
    "ids", "crossref", "xdata", "xref", "entrytype", "entrysubtype", "entryset", "shorttitle",
    "execute", "label", "options", "presort", "related", "relatedoptions", "relatedstring",
    "relatedtype", "shorthand", "sortkey",
})  # fmt: skip
"""What an entry does not have from the one that it names."""
_DEEPEST = 5
"""Entries that name one another, in a row."""
_PARENT = {"title": "booktitle", "subtitle": "booksubtitle"}
_URL = re.compile(r"\\(?:url|href|path)\s*\{([^{}]*)\}|(https?://[^\s{}]+)")
_FALSE_START = re.compile(r"@(?=(?:comment|string|preamble)\w)", re.IGNORECASE)
_MARK = "zz"
"""Before a type of entry that begins like what is no entry, and would not be read."""
_SEVERAL = re.compile(r"[;,]?\s+(?=\\url|https?://)")
_WHOLE = re.compile(r"\{(?!\\)((?:[^{}]|\{[^{}]*\})*)\}")
_EXTENDED = re.compile(r"\b(family|given|prefix|suffix)(?:-i)?\s*=\s*(\{[^}]*\}|[^,]*)")


def from_bibtex(text: str) -> list[Draft]:
    """Read BibTeX; an entry that is none says so in its `wrong`. Raises `DataError` for no entry.

    The first of two fields of a name is kept, the other noted.
    """
    import logging

    from bibtexparser.model import DuplicateBlockKeyBlock, Entry, ParsingFailedBlock, String
    from bibtexparser.splitter import Splitter

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    strings = {month[:3].lower(): month for month in MONTHS}
    drafts: list[tuple[Draft, dict[str, str]]] = []
    raw: dict[str, dict[str, str]] = {}
    plain = _FALSE_START.sub(f"@{_MARK}", text.removeprefix("\ufeff"))
    for block in Splitter(plain).split().blocks:
        inner = block.ignore_error_block if isinstance(block, ParsingFailedBlock) else block
        if isinstance(inner, String) and not isinstance(block, DuplicateBlockKeyBlock):
            strings[inner.key.lower()] = _joined(inner.value, strings)[0] or ""
        elif isinstance(inner, Entry):
            draft = Draft(inner.key, (inner.start_line or 0) + 1)
            fields = _fields(draft, [(one.key, str(one.value)) for one in inner.fields], strings)
            raw.setdefault(inner.key.lower(), fields)
            fields["entrytype"] = inner.entry_type.lower().removeprefix(_MARK)
            drafts.append((draft, fields))
        elif isinstance(block, ParsingFailedBlock):
            key = re.search(r"[{(]\s*([^\s,{}()=]*)", block.raw or "")
            reason = getattr(block.error, "abort_reason", block.error)
            line = (block.start_line or 0) + 1
            drafts.append((Draft(key[1] if key else "", line, wrong=f"not BibTeX: {reason}"), {}))
    if not drafts:
        raise DataError("the input holds no entry")
    for draft, fields in drafts:
        if fields:
            _fill(draft, _inherited(fields, raw))
    return [draft for draft, _ in drafts]


def _fields(
    draft: Draft, pairs: Iterable[tuple[str, str]], strings: Mapping[str, str]
) -> dict[str, str]:
    """Return the values of an entry by their names; of two of a name, the other is noted."""
    fields: dict[str, str] = {}
    for given, written in pairs:
        name = given.lower()
        value, undefined = _joined(written, strings)
        if value is None:
            draft.wrong = f"not BibTeX: a comma is missing after {name}"
            continue
        draft.lost += [f"what {word} in {name} stands for" for word in undefined]
        if name in fields:
            draft.note(name, decoded(value))
        fields.setdefault(name, value)
    return fields


def _joined(value: str, strings: Mapping[str, str]) -> tuple[str | None, list[str]]:
    """Return a value without its delimiters, with the strings in it that are joined by ``#``.

    None for a value that goes on behind them. The second are the strings that nothing defines;
    their names stand in the value.
    """
    pieces, depth, quoted, start = [], 0, False, 0
    ends: list[int] = []  # of what is delimited
    for at, sign in enumerate(f"{value}#"):
        depth += (sign == "{") - (sign == "}")
        if sign == '"' and not depth:
            quoted = not quoted
        if sign == "#" and (at == len(value) or not (depth or quoted)):
            pieces.append(value[start:at].strip())
            if any(end < len(value[:at].rstrip()) - 1 for end in ends):
                return None, []
            ends, start = [], at + 1
        elif sign in '}"' and not depth and not quoted:
            ends.append(at)
    bare = [one for one in pieces if one[:1] not in {"{", '"'} and not one.isdigit()]
    return "".join(
        piece[1:-1] if piece[:1] in {"{", '"'} else strings.get(piece.lower(), piece)
        for piece in pieces
    ), [one for one in bare if one and one.lower() not in strings]


def _inherited(
    fields: dict[str, str], raw: Mapping[str, dict[str, str]], depth: int = 0
) -> dict[str, str]:
    """Return the fields of an entry with those that it has from others; their names go.

    A date is had as a whole, or not at all. A name that no entry has stays.
    """
    found = dict(fields)
    inner = fields["entrytype"].startswith("in")
    for link in _LINKS:
        for key in map(str.strip, fields.get(link, "").split(",")):
            parent = raw.get(key.lower())
            if parent is None or depth == _DEEPEST:
                continue
            found.pop(link, None)
            dated = bool(found.keys() & {"date", "year"})
            for name, value in _inherited(parent, raw, depth + 1).items():
                ours = _PARENT.get(name, name) if inner and link == "crossref" else name
                if ours not in _OWN and not (dated and ours in _WHEN):
                    found.setdefault(ours, value)
    return found


def _fill(draft: Draft, fields: dict[str, str]) -> None:
    kind = fields.pop("entrytype")
    _put_type(draft, kind, fields)
    for name in ("title", "booktitle", "journaltitle", "journal"):
        base = name.removesuffix("title")
        if fields.get(name) and (rest := fields.pop(f"{base}subtitle", "")):
            fields[name] = f"{fields[name]}: {rest}"
    _put_dates(draft, fields)
    for name, value in fields.items():
        if not value.strip() or name in _SILENT:
            continue
        if name == "keywords" and draft.values["type"] in (value, _PERIODICALS.get(value)):
            continue
        if _PRIVATE.match(name):
            draft.lost.append(f"{name} '{' '.join(value.split())[:60]}'")
            continue
        if name in NAMES:
            for parts in _names(value):
                draft.name(name, parts)
        else:
            _put(draft, name, value, kind)
        draft.lost += [f"the command {one} in {name}" for one in unknown(value)]


def _put_type(draft: Draft, kind: str, fields: Mapping[str, str]) -> None:
    subtype = fields.get("entrysubtype", "").lower().replace("nonacademic", "")
    if (keyword := fields.get("keywords", "")) in {*_PERIODICALS, *SOURCE_TYPES} and not subtype:
        subtype = keyword
    csl = _PERIODICALS.get(subtype) or (subtype if subtype in SOURCE_TYPES else _KINDS.get(kind))
    if kind == "unpublished" and not subtype and fields.keys() & {"eventtitle", "venue"}:
        csl = "speech"
    draft.values["type"] = csl or "document"
    if csl is None:
        draft.note("entry type", kind)
    if subtype and subtype != csl and subtype not in _PERIODICALS:
        draft.note("entrysubtype", subtype)
    draft.put("genre", _GENRES.get(kind, ""))


def _put(draft: Draft, name: str, value: str, kind: str) -> None:
    text = decoded(value)
    key = "issue" if (name, kind) == ("number", "article") else _FIELDS.get(name, "")
    if name in {"doi", "url"} or (name in {"howpublished", "note"} and _URL.search(value)):
        _put_address(draft, name, value)
    elif name == "titleaddon" and text.startswith("["):
        draft.put("title-short", text[1:-1])
    elif name == "location":
        draft.put(key, "; ".join(map(decoded, _listed(value))))
    elif name == "organization" and draft.values["type"].startswith(("article", "post")):
        draft.put("container-title", text)
    elif name == "pages":
        draft.put(key, re.sub(r"(?<=\w)\s?[–—]\s?(?=\w)", "-", text))
    elif name == "addendum":
        _put_addendum(draft, text)
    elif not key:
        draft.note(name, text)
    elif name != "type" or text != kind:
        draft.put(key, text)


def _put_address(draft: Draft, name: str, value: str) -> None:
    """Put what is an address, or has one in it; note what else it says."""
    if name == "doi":
        draft.put("DOI", _address(value))
    elif name == "url":
        first, *others = _SEVERAL.split(value.strip())
        draft.put("URL", _address(first))
        for other in others:
            draft.note("url", _address(other))
    elif found := _URL.search(value):
        draft.put("URL", _address(found[0]))
        rest = decoded(value.replace(found[0], "", 1)).strip(" .,:")
        (draft.put if name == "note" else draft.note)(name, rest)


def _put_addendum(draft: Draft, text: str) -> None:
    """Put back what ddr itself writes there, sentence by sentence; note the rest."""
    rest = []
    for said in _SENTENCES.split(text):
        word, _, value = said.partition(" ")
        key = _SAID.get(word, "")
        if key and value and key not in draft.values:
            draft.put(key, value)
        else:
            rest.append(said)
    draft.note("addendum", ". ".join(rest))


def _put_dates(draft: Draft, fields: dict[str, str]) -> None:
    pairs = (("date", "issued"), ("urldate", "accessed"), ("eventdate", "event-date"))
    for name, key in pairs:
        said = decoded(fields.pop(name, ""))
        if said and said != "XXXX" and not draft.put_date(key, said):
            draft.note(name, said)
    year, month, day = (decoded(fields.get(name, "")) for name in ("year", "month", "day"))
    year = "" if year == "n.d." else year
    if not year or "issued" in draft.values:
        said = draft.values.get("issued", "")
        draft.note("year", "" if year in said else year)
        draft.note("month", "" if "-" in said else month)
        draft.note("day", "" if "-" in said else day)
        return
    if month.isdigit() and 1 <= int(month) <= len(MONTHS):
        month = MONTHS[int(month) - 1]
    if not draft.put_date("issued", f"{day} {month} {year}".strip()):
        for name, said in (("month", month), ("day", day)):
            draft.note(name, said)
        if not draft.put_date("issued", year):
            draft.note("year", year)


def _listed(value: str) -> list[str]:
    from bibtexparser.middlewares.names import split_multiple_persons_names

    return list(split_multiple_persons_names(value))


def _names(value: str) -> Iterator[dict[str, str]]:
    """Yield the names of a field in their CSL parts."""
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    for name in _listed(value):
        if whole := _WHOLE.fullmatch(name.strip()):
            yield {"literal": decoded(whole[1])}
        elif "=" in name and (said := {one[1]: one[2] for one in _EXTENDED.finditer(name)}):
            keys = {"prefix": "non-dropping-particle"}
            yield {keys.get(key, str(key)): decoded(part) for key, part in said.items()}
        else:
            parts = parse_single_name_into_parts(name, strict=False)
            found = {
                "family": parts.last, "given": parts.first,
                "non-dropping-particle": parts.von, "suffix": parts.jr,
            }  # fmt: skip
            yield {key: decoded(" ".join(words)) for key, words in found.items()}


def _address(value: str) -> str:
    """Return an address without macros and escapes."""
    found = _URL.search(value)
    text = (found[1] or found[2]) if found else value
    text = re.sub(r"\\textasciitilde\s*(?:\{\})?|\\~\{\}", "~", text)
    return re.sub(r"\\([_%&#~$^{}])|[{}\s]", lambda one: one[1] or "", text)
