"""The document that pandoc formats: citations, and CSL items as its metadata."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ddr import locators
from ddr.cite.csl import Item
from ddr.cite.pandoc import inlines
from ddr.cite.pandoc.request import Cite, Quote
from ddr.cite.style.dating import BEFORE_LINK, SUPPLIED

_API = [1, 23]  # of the documents that pandoc 3 reads
_RAW = frozenset({"id", "type", "URL", "DOI", "ISBN", "language"})
_KEPT = frozenset({"status"})
_NAME_PARTS = frozenset(
    {"family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle"}
)


def document(parts: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the document, as pandoc's JSON, of parts that are formatted each for itself."""
    meta = {"ddr-parts": {"t": "MetaList", "c": [_map(part) for part in parts]}}
    return {"pandoc-api-version": _API, "meta": meta, "blocks": []}


def part(
    items: Sequence[Item],
    citations: Sequence[Sequence[Cite]] | None,
    numbers: Sequence[int] = (),
    quotes: Sequence[Quote | None] = (),
    *,
    style: str,
    note: bool,
    pinpoints: bool,
    locale: str,
    writer: str,
    small: bool = False,
    inside: bool = False,
) -> dict[str, Any]:
    """Return a part of the document: metadata, and paragraphs that are the citations.

    items: CSL-JSON items.
    citations: None for the list of all items.
    numbers: what each citation is known by in the answer; -1 for one that is not asked for.
    quotes: the words before each citation, or None before one that has none.
    style: path of the CSL style.
    note: the style cites in notes; a remark then stands in parentheses, else after a comma.
    pinpoints: the style prints locators; else they are put into words after the citation.
    locale: the language of the style.
    writer: pandoc's name of the output format.
    small: the style has all prepositions small in titles.
    inside: the style puts commas and full stops before closing quotation marks.
    """
    listed = citations is None
    before = {item["URL"]: item[BEFORE_LINK][listed] for item in items if BEFORE_LINK in item}
    made = {
        "lang": _string(locale),
        "csl": _string(style),
        "target": _string(writer),
        "inside": _string("inside" if inside else ""),
        "supplied": _map({item["id"]: _string("yes") for item in items if SUPPLIED in item}),
        "before-links": _map({url: _text(words) for url, words in before.items()}),
        "references": {"t": "MetaList", "c": [_reference(item, small=small) for item in items]},
        "suppress-bibliography": {"t": "MetaBool", "c": not listed},
        "numbers": {"t": "MetaList", "c": [_string(str(number)) for number in numbers]},
        "quotes": {"t": "MetaList", "c": [_quote(quote) for quote in quotes]},
    }
    if listed:
        every = [_citation(Cite(item["id"]), "{}", "") for item in items]
        made["nocite"] = {"t": "MetaInlines", "c": [{"t": "Cite", "c": [every, []]}]}
    blocks = []
    for cluster in citations or ():
        cites = []
        for cite in cluster:
            braced = locators.in_braces(cite.locator, locale[:2]) if pinpoints else ""
            cites.append(
                _citation(cite, braced or "{}", _suffix(cite, placed=bool(braced), note=note))
            )
        blocks.append({"t": "Para", "c": [{"t": "Cite", "c": [cites, []]}]})
    made["blocks"] = {"t": "MetaBlocks", "c": blocks}
    return made


def _suffix(cite: Cite, *, placed: bool, note: bool) -> str:
    """Return the words after a citation: a locator that is not placed in it, and the remark."""
    words = [] if placed else [locators.in_words(cite.locator)]
    words.append("" if note else cite.remark)
    suffix = "".join(f", {word}" for word in words if word)
    return f"{suffix} ({cite.remark})" if cite.remark and note else suffix


def _citation(cite: Cite, place: str, suffix: str) -> dict[str, Any]:
    """Return pandoc's Citation: the locator rides at the head of the suffix, in braces.

    Empty braces keep pandoc from reading the suffix as a locator.
    """
    return {
        "citationId": cite.id,
        "citationPrefix": inlines.plain(cite.prefix),
        "citationSuffix": inlines.plain(place + suffix),
        "citationMode": {"t": "NormalCitation"},
        "citationNoteNum": 0,
        "citationHash": 0,
    }


def _quote(quote: Quote | None) -> dict[str, Any]:
    """Return the words before a citation; empty where there are none."""
    if quote is None:
        return _map({})
    flags = {"ended": quote.ended, "block": quote.block, "outside": quote.outside}
    return _map(
        {
            "label": _string(quote.label),
            "words": _text(quote.words),
            "stop": _string(quote.stop),
            "open": _string(quote.marks[0]),
            "close": _string(quote.marks[1]),
            "lead": _text(quote.lead),
            **{name: {"t": "MetaBool", "c": flag} for name, flag in flags.items()},
        }
    )


def _reference(item: Item, *, small: bool) -> dict[str, Any]:
    shown = {key: value for key, value in item.items() if key not in (BEFORE_LINK, SUPPLIED)}
    return _map({key: _value(key, value, small=small) for key, value in shown.items()})


def _value(key: str, value: Any, *, small: bool = False) -> dict[str, Any]:
    """Return a CSL value as pandoc metadata: dates and names as maps and lists, text as inlines."""
    match value:
        case dict():
            return _map({k: _value(k, v) for k, v in value.items()})
        case list():
            return {"t": "MetaList", "c": [_value(key, part) for part in value]}
        case bool():
            return {"t": "MetaBool", "c": value}
        case int():
            return _string(str(value))
        case _ if key in _RAW:
            return _string(inlines.clean(value))
    if key in _KEPT or value.startswith(inlines.MID_SENTENCE):
        read = inlines.kept(value.removeprefix(inlines.MID_SENTENCE))
    elif key in _NAME_PARTS:
        read = inlines.plain(value)
    else:
        words, aside, after = value.partition(inlines.ASIDE)
        read = inlines.title(words, small=small)
        read += inlines.roman(after) if aside else []
    return {"t": "MetaInlines", "c": read}


def _text(text: str) -> dict[str, Any]:
    return {"t": "MetaInlines", "c": inlines.plain(text)}


def _string(text: str) -> dict[str, Any]:
    return {"t": "MetaString", "c": text}


def _map(entries: dict[str, Any]) -> dict[str, Any]:
    return {"t": "MetaMap", "c": entries}
