"""BibTeX and BibLaTeX, taken apart by bibtexparser, with the TeX in it decoded by pylatexenc."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from ddr.curation.imports.bibliography import NAMES, Draft
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
_LISTS = frozenset(["publisher", "institution", "school", "organization", "location", "address"])
_PRIVATE = re.compile(r"(bdsk|mendeley|jabref|date-|__)|(file|owner|timestamp|groups|options)$")
_SILENT = frozenset({"crossref", "xdata", "xref", "entrysubtype", "day", "month", "year"})
_PARENT = {"title": "booktitle", "subtitle": "booksubtitle"}
_TEX = re.compile(r"[\\{}$~`]|--|''")
_PRINTED = {
    "url": "%s", "path": "%s", "enquote": "“%s”", "mkbibquote": "“%s”", "mkbibemph": "%s",
    "mkbibitalic": "%s", "textcyr": "%s", "textless": "<", "textgreater": ">",
    "textasciigrave": "`", "lbrace": "{", "rbrace": "}", "TeX": "TeX", "LaTeX": "LaTeX",
    "BibTeX": "BibTeX",
    **dict.fromkeys(("allowbreak", "newblock", "relax", "noopsort", "tt", "it", "bf"), ""),
    **dict.fromkeys(("em", "sl", "sc", "rm", "sf", "mbox"), ""),
}  # fmt: skip
"""What TeX commands print that pylatexenc does not know, or prints otherwise."""

_COMMAND = re.compile(r"\\([A-Za-z]+)")
_URL = re.compile(r"\\(?:url|href|path)\s*\{([^{}]*)\}|(https?://[^\s{}]+)")
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
    for block in Splitter(text.removeprefix("\ufeff")).split().blocks:
        inner = block.ignore_error_block if isinstance(block, ParsingFailedBlock) else block
        if isinstance(inner, String) and not isinstance(block, DuplicateBlockKeyBlock):
            strings[inner.key.lower()] = _joined(inner.value, strings)
        elif isinstance(inner, Entry):
            draft = Draft(inner.key, (inner.start_line or 0) + 1)
            fields: dict[str, str] = {}
            for one in inner.fields:
                name, value = one.key.lower(), _joined(str(one.value), strings)
                if name in fields:
                    draft.note(name, decoded(value))
                fields.setdefault(name, value)
            raw.setdefault(inner.key.lower(), fields)
            fields["entrytype"] = inner.entry_type.lower()
            drafts.append((draft, fields))
        elif isinstance(block, ParsingFailedBlock):
            key = re.search(r"[{(]\s*([^\s,{}()=]*)", block.raw or "")
            reason = getattr(block.error, "abort_reason", block.error)
            line = (block.start_line or 0) + 1
            drafts.append((Draft(key[1] if key else "", line, wrong=f"not BibTeX: {reason}"), {}))
    if not drafts:
        raise DataError("what was given holds no entry")
    for draft, fields in drafts:
        if fields:
            _fill(draft, _inherited(fields, raw))
    return [draft for draft, _ in drafts]


def decoded(value: str) -> str:
    """Return a value as TeX would print it; groups in braces are as they are."""
    if not _TEX.search(value):
        return " ".join(value.split())
    plain = re.sub(r"(?<!\\)%", r"\\%", value)
    try:
        decoder, _, parsed = _decoder()
        text = str(decoder.latex_to_text(plain, latex_context=parsed))
    except (ValueError, IndexError, RecursionError, AttributeError, TypeError):
        text = value
    if "`" in text:
        text = text.replace("`", "‘").replace("'", "’")
    return " ".join(unicodedata.normalize("NFC", text).split())


@cache
def _decoder() -> tuple[Any, Any, Any]:
    """Return the decoder of TeX, the commands that it prints, and those that it parses."""
    import logging

    from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db
    from pylatexenc.latexwalker import get_default_latex_context_db as get_parsed
    from pylatexenc.macrospec import std_macro

    logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)
    printed, parsed = get_default_latex_context_db(), get_parsed()
    macros = [MacroTextSpec(name, simplify_repl=form) for name, form in _PRINTED.items()]
    printed.add_context_category("bibliographies", prepend=True, macros=macros)
    taking = [std_macro(name, False, 1) for name, form in _PRINTED.items() if "%s" in form]
    parsed.add_context_category("bibliographies", prepend=True, macros=taking)
    decoder = LatexNodes2Text(latex_context=printed, math_mode="text", keep_comments=True)
    return decoder, printed, parsed


def _joined(value: str, strings: Mapping[str, str]) -> str:
    """Return a value without its delimiters, with the strings in it that are joined by ``#``."""
    pieces, depth, quoted, start = [], 0, False, 0
    for at, sign in enumerate(f"{value}#"):
        depth += (sign == "{") - (sign == "}")
        if sign == '"' and not depth:
            quoted = not quoted
        elif sign == "#" and (at == len(value) or not (depth or quoted)):
            pieces.append(value[start:at].strip())
            start = at + 1
    return "".join(
        piece[1:-1] if piece[:1] in {"{", '"'} else strings.get(piece.lower(), piece)
        for piece in pieces
    )


def _inherited(fields: dict[str, str], raw: Mapping[str, dict[str, str]]) -> dict[str, str]:
    """Return the fields of an entry with those that it has from another."""
    found = dict(fields)
    inner = fields["entrytype"].startswith("in")
    for link in ("xdata", "crossref"):
        parent = raw.get(fields.get(link, "").strip().lower(), {})
        for name, value in parent.items():
            key = _PARENT.get(name, name) if inner and link == "crossref" else name
            if key not in {"ids", "crossref", "xdata", "entrytype", "entrysubtype", "shorttitle"}:
                found.setdefault(key, value)
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
        commands = sorted({one for one in _COMMAND.findall(value) if not _is_known(one)})
        draft.lost += [f"the command \\{one} in {name}" for one in commands]


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
    if name in {"url", "doi"}:
        draft.put(name.upper(), _address(value))
    elif name in {"howpublished", "note"} and (found := _URL.search(value)):
        draft.put("URL", _address(found[0]))
        rest = decoded(_URL.sub("", value)).strip(" .,:")
        (draft.put if key else draft.note)(name, rest)
    elif name == "titleaddon" and text.startswith("["):
        draft.put("title-short", text[1:-1])
    elif name in _LISTS:
        site = name == "organization" and draft.values["type"].startswith(("article", "post"))
        draft.put("container-title" if site else key, "; ".join(map(decoded, _listed(value))))
    elif name == "pages":
        draft.put(key, re.sub(r"(?<=\w)\s?[–—]\s?(?=\w)", "-", text))
    elif name == "addendum":
        _put_addendum(draft, text)
    elif not key:
        draft.note(name, text)
    elif name != "type" or text != kind:
        draft.put(key, text)


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
    if not year or year == "n.d." or "issued" in draft.values:
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


@cache
def _is_known(command: str) -> bool:
    spec = _decoder()[1].get_macro_spec(command)
    return bool(spec and spec.macroname) and command not in {"cite", "ref", "footnote"}
