"""Classic BibTeX, for journals whose styles know no other: "BibTeXing" (Patashnik, 1988).

Beside the fields of the standard styles, ``url``, ``doi``, ``isbn`` and ``langid`` are written,
which newer styles and reference managers read and the standard ones pass over. The day stands in
``month``, as the description advises, since no standard style prints a ``day``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ddr.cite.export import tex
from ddr.cite.export.entry import Entry, Name, capital, date_words, in_words
from ddr.edtf import MONTHS, parse

COMMENT = "% {}"
_FIRST = re.compile(r"(?<![^\s-])([^\W\d_a-zA-Z])")
"""A letter beyond ASCII at the beginning of a given name."""
_MONTHS = tuple(month[:3].lower() for month in MONTHS)
_KINDS = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "book": "book", "chapter": "incollection", "entry-encyclopedia": "incollection",
    "paper-conference": "inproceedings", "report": "techreport", "thesis": "phdthesis",
}  # fmt: skip
_MUST = {
    "article": "container-title", "incollection": "container-title",
    "inproceedings": "container-title", "techreport": "publisher", "phdthesis": "publisher",
}  # fmt: skip
_BOOKISH = {
    "collection-title": "series", "volume": "volume", "publisher": "publisher",
    "publisher-place": "address", "ISBN": "isbn", "editor": "editor",
}  # fmt: skip
_PLACES: dict[str, dict[str, str]] = {
    "article": {
        "container-title": "journal", "volume": "volume", "issue": "number", "page": "pages",
    },
    "book": _BOOKISH | {"number": "number"},
    "incollection": _BOOKISH | {"container-title": "booktitle", "page": "pages", "genre": "type"},
    "inproceedings": _BOOKISH | {"container-title": "booktitle", "page": "pages"},
    "techreport": {
        "publisher": "institution", "number": "number", "genre": "type",
        "publisher-place": "address",
    },
    "phdthesis": {"publisher": "school", "genre": "type", "publisher-place": "address"},
    "misc": {},
}  # fmt: skip
_OTHERS = (
    "genre", "event-title", "event-place", "event-date", "container-title", "archive",
    "publisher", "publisher-place", "collection-title", "volume", "issue", "number", "page",
    "section", "references", "translator", "editor", "ISBN", "source", "version",
)  # fmt: skip
_HOW = frozenset({
    "genre", "event-title", "event-place", "event-date", "container-title", "archive", "publisher",
})  # fmt: skip


def write(entries: Iterable[Entry]) -> str:
    """Return the entries as a ``.bib`` file for BibTeX."""
    return "\n".join(map(one, entries))


def one(entry: Entry) -> str:
    """Return one entry; what its type has no field for is in ``howpublished`` or ``note``."""
    kind = _KINDS.get(entry.source.type, "misc")
    if kind in _MUST and not entry.text(_MUST[kind]):
        kind = "misc"
    language, places = entry.text("language"), _PLACES[kind]
    placed = {
        field: _value(entry, name, field) for name, field in places.items() if entry.csl.get(name)
    }
    how, rest = _words(entry, [name for name in _OTHERS if name not in places], kind)
    if accessed := entry.source.accessed:
        rest.append(f"accessed {date_words(accessed)}")
    title = f"{entry.title} [{entry.translation}]" if entry.translation else entry.title
    year, month, said = _date(entry)
    fields = {
        "author": _authors(entry.names("author")),
        "key": "" if entry.names("author") else _label(entry.short or entry.title),
        "title": tex.titled(title, language),
        **placed,
        "howpublished": tex.escape(capital(", ".join(how))),
        "year": year.replace(
            "]", "{]}"
        ),  # natbib looks for the first digits, and for a label's end
        "month": month,
        "doi": tex.address(entry.text("DOI")),
        "url": tex.address(entry.text("URL")),
        "langid": tex.language(language),
        "note": tex.escape(". ".join(map(capital, [*filter(None, [said]), *rest]))),
        "annote": tex.escape(entry.remark),
    }
    return tex.written(kind, entry.key, fields.items())


def _words(entry: Entry, names: list[str], kind: str) -> tuple[list[str], list[str]]:
    """Return in words what has no field: for ``howpublished``, which is @misc's, and ``note``."""
    how: list[str] = []
    rest: list[str] = []
    for name in names:
        text = ", ".join(entry.archive) if name == "archive" else in_words(entry, name)
        if not text or (name == "event-date" and not entry.source.issued):
            continue
        (how if kind == "misc" and name in _HOW else rest).append(text)
    return how, rest


def _value(entry: Entry, name: str, field: str) -> str:
    match field:
        case "editor":
            return tex.names(entry.names(name))
        case "pages":
            return tex.pages(entry.text(name))
        case "booktitle" | "series":
            return tex.titled(entry.text(name), entry.text("language"))
    return tex.escape(entry.text(name))


def _authors(names: list[Name]) -> str:
    """Return names of which styles take whole letters, for labels and for initials."""
    return " and ".join(_whole_letters(tex.names([name])) for name in names)


def _whole_letters(name: str) -> str:
    """Return a name as it is after `tex.first_letters`, those of the given names included."""
    family, comma, given = name.rpartition(", ")
    if not comma or name.startswith("{"):
        return tex.first_letters(name)
    given = (
        tex.first_letters(given) if given.startswith("{") else _FIRST.sub(r"{\\relax \1}", given)
    )
    return f"{tex.first_letters(family)}, {given}"


def _label(text: str) -> str:
    """Return what ``alpha`` and the styles of natbib make the label of a work without an author."""
    label = tex.escape(text)
    return _bracketed(label) if label[:3].isascii() else tex.first_letters(label)


def _bracketed(text: str) -> str:
    """Return a text in braces of its own if it has a bracket, which would end a label."""
    return f"{{{text}}}" if "]" in text else text


def _date(entry: Entry) -> tuple[str, str, str]:
    """Return year and month, with its day, and the date in words where these cannot say it.

    A year that the document does not print stands in brackets with a question mark, one that is
    approximate after "ca.", as the manuals have it; what more is known of such a date, and both
    ends of an interval, are said in words.
    """
    edtf, guessed = entry.date
    if not edtf:
        return "n.d.", "", ""
    when = parse(edtf)
    start, end = when.start, when.end
    year = "--".join(dict.fromkeys(str(point.year) for point in (start, end) if point.year))
    if start == end and start.precision in ("decade", "century"):
        year += "s"
    if when.qualifier in ("~", "%"):
        year = f"ca. {year}"
    doubtful = guessed or when.qualifier in ("?", "%")
    if doubtful:
        year = f"[{year}?]"
    if start == end and not doubtful and not when.qualifier:
        day = f'"{start.day}~" # ' if start.day else ""
        return year, f"{day}{_MONTHS[start.month - 1]}" if start.month else "", ""
    said = "" if start == end and not start.month else f"dated {date_words(edtf)}"
    return year, "", f"{said}, not printed in the source" if said and guessed else said
