"""Hayagriva, Typst's YAML for bibliographies, after its description of the file format.

What carries a source is its parent there: a newspaper, a site, a book, and for a speech the
event. Titles and names of organizations are "formattable strings", in which braces and dollar signs
are markup and a backslash escapes them; names of persons are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ddr.cite.export import yaml
from ddr.cite.export.entry import (
    OTHERS,
    Entry,
    Name,
    capital,
    corrections,
    date_words,
    in_words,
    plain_name,
    surname,
)
from ddr.cite.pandoc import inlines
from ddr.names import eastern

COMMENT = "# {}"
_KINDS = {
    "article-journal": ("article", "periodical"),
    "article-magazine": ("article", "periodical"),
    "article-newspaper": ("article", "newspaper"),
    "bill": ("legislation", "anthology"),
    "book": ("book", "anthology"),
    "broadcast": ("video", "video"),
    "chapter": ("chapter", "book"),
    "collection": ("anthology", "anthology"),
    "entry-encyclopedia": ("entry", "reference"),
    "legislation": ("legislation", "anthology"),
    "manuscript": ("manuscript", "anthology"),
    "motion_picture": ("video", "video"),
    "paper-conference": ("article", "proceedings"),
    "post": ("web", "web"),
    "post-weblog": ("article", "blog"),
    "regulation": ("legislation", "anthology"),
    "report": ("report", "anthology"),
    "thesis": ("thesis", "anthology"),
    "treaty": ("legislation", "anthology"),
    "webpage": ("web", "web"),
}
_CARRIED = frozenset({"newspaper", "periodical", "blog", "reference", "proceedings", "book"})
_OPENING = "[({“‘\"'«"
_NUMBER = re.compile(r"[0-9]+")


def write(entries: Iterable[Entry]) -> str:
    """Return the entries as a YAML file for Typst's ``bibliography``."""
    return yaml.dump({yaml.key(entry.key): one(entry) for entry in entries})


def one(entry: Entry) -> dict[str, Any]:
    """Return one entry.

    Hayagriva knows no intervals: such a date is told in ``note``, and a style prints its "n.d.".
    One that the document does not print is marked as approximate, as any uncertain one is.
    """
    text = entry.text
    kind, carrier = _kind(entry)
    date = _date(entry)
    fields: dict[str, Any] = {
        "type": kind,
        "title": _title(entry),
        "author": [_person(name) for name in entry.names("author")],
        "date": date,
        "editor": [_person(name) for name in entry.names("editor")],
        "affiliated": _translators(entry),
        "genre": _formattable(text("genre")),
        "publisher": _publisher(entry),
        "page-range": text("page"),
        "serial-number": text("number").replace("-", "\u2011"),  # Typst makes a span of a hyphen
        "isbn": text("ISBN"),
        "doi": text("DOI"),
        "url": _url(entry),
        "language": text("language"),
        "archive": _formattable(", ".join(entry.archive)),
        "note": _formattable(". ".join(map(capital, _notes(entry, date)))),
        "parent": list(_parents(entry, kind, carrier)),
    }
    return _filled(fields)


def _kind(entry: Entry) -> tuple[str, str]:
    kind, carrier = _KINDS.get(entry.source.type, ("misc", "anthology"))
    if carrier in _CARRIED and not entry.text("container-title"):
        return "web" if entry.text("URL") else "misc", "web"
    if entry.source.type == "document" and entry.archive:
        kind = "manuscript"
    return kind, carrier


def _parents(entry: Entry, kind: str, carrier: str) -> Iterator[dict[str, Any]]:
    text = entry.text
    loose = [name for name in ("volume", "issue") if text(name)]
    if text("container-title") or loose:
        parent = {name: _count(text(name)) for name in loose}
        yield _filled(
            {
                "type": carrier if kind != "misc" else "web",
                "title": _formattable(text("container-title")),
                **parent,
            }
        )
    if text("collection-title"):
        yield {"type": "anthology", "title": _formattable(text("collection-title"))}
    held = entry.source.event_date
    sure = re.fullmatch("[0-9-]+", held) and not entry.guessed("event-date")
    event = {
        "title": _formattable(text("event-title")),
        "location": _formattable(text("event-place")),
        "date": held if sure else "",
    }
    if any(event.values()):
        yield _filled({"type": "conference", **event})
    if text("source"):
        yield {"type": "repository", "title": _formattable(text("source"))}


def _notes(entry: Entry, date: str) -> Iterator[str]:
    day = entry.date[0]
    if day and date != day:
        guessed = entry.date[1]
        yield f"dated {date_words(day)}{', not printed in the source' * guessed}"
    for name in ("section", "references", "version"):
        if text := in_words(entry, name):
            yield text
    if told := corrections(entry.source):
        yield told


def _date(entry: Entry) -> str:
    edtf, guessed = entry.date
    digits = edtf.rstrip("?~%")
    if not re.fullmatch("[0-9-]+", digits):
        return ""
    return f"~{digits}" if guessed or digits != edtf else digits


def _title(entry: Entry) -> Any:
    title = entry.text("title")  # with our translation in brackets, which Typst does not print
    short = entry.text("title-short")
    if not short:
        return _formattable(title)
    return {"value": _formattable(title), "shorthand": _formattable(short)}


def _url(entry: Entry) -> Any:
    url, accessed = entry.text("URL"), entry.source.accessed
    if url and re.fullmatch("[0-9-]+", accessed):
        return {"value": url, "date": accessed}
    return url


def _publisher(entry: Entry) -> Any:
    name, place = entry.text("publisher"), entry.text("publisher-place")
    if not place:
        return _formattable(name)
    return _filled({"name": _formattable(name), "location": _formattable(place)})


def _translators(entry: Entry) -> list[dict[str, Any]]:
    people = [_person(name) for name in entry.names("translator")]
    return [{"role": "translator", "names": people}] if people else []


def _person(name: Name) -> dict[str, str]:
    if "given" not in name or eastern(name["family"]):
        return {"name": "et al." if name == OTHERS else _curled(plain_name(name))}
    keys = {"given-name": "given", "suffix": "suffix"}
    found = {to: _curled(name[key]) for to, key in keys.items() if key in name}
    return {"name": _curled(surname(name)), **found}


def _curled(name: str) -> str:
    """Return a name with print's apostrophes, which Typst puts into titles alone."""
    return name.replace("'", "’")


def _formattable(text: str) -> str:
    """Return a text whose names and acronyms, or all of a description, no style changes."""
    if text.startswith("[") and text.endswith("]"):
        return f"{{{_words(inlines.title(text), whole=True)}}}"
    return _words(inlines.title(text))


def _words(content: list[inlines.Inline], *, whole: bool = False) -> str:
    """Return words in the markup of Hayagriva, with print's quotation marks and apostrophes.

    whole: they stand in braces together, where each needs none.
    """
    protected = _escape if whole else _verbatim
    words = []
    for inline in content:
        match inline["t"]:
            case "Space":
                words.append(" ")
            case "Str":
                word = inline["c"].replace(inlines.JOINER, "")
                words.append(
                    protected(word)
                    if any(map(str.isupper, word.lstrip(_OPENING)[1:]))
                    else _escape(word)
                )
            case "Span":
                words.append(protected("".join(part["c"] for part in inline["c"][1])))
            case _:
                kind, inner = inline["c"]
                opening, closing = ("“", "”") if kind["t"] == "DoubleQuote" else ("‘", "’")
                words.append(f"{opening}{_words(inner, whole=whole)}{closing}")
    return "".join(words)


def _verbatim(word: str) -> str:
    return f"{{{_escape(word)}}}"


def _escape(text: str) -> str:
    return re.sub(r"([\\{}$])", r"\\\1", text)


def _count(text: str) -> Any:
    return int(text) if _NUMBER.fullmatch(text) else text


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value not in ("", [], {})}
