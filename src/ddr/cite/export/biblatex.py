"""BibLaTeX, after its manual (3.18, sections 2.1 to 2.3) and its default data model.

An entry has only the fields that the data model gives to its type; what has no field of its own
there stands in words in ``addendum``, which every style prints. Two things are beside the model,
since styles print better what they then see: an article or an archival document may have no
author, and remarks stand in ``comment``, which no style prints and reference managers read.
"""

from __future__ import annotations

from collections.abc import Iterable

from ddr.cite.export import tex
from ddr.cite.export.entry import Entry, capital, in_words
from ddr.edtf import Point, parse

COMMENT = "% {}"
UNDATED = "n.d."
"""The year of a work of which no date is known; without any, biber would print that of access."""
_QUOTATION = (r"\mkbibquote{", "}")
"""Marks that nest in those which a style puts round a title."""

_PERIODICALS = {
    "article-journal": "journal", "article-magazine": "magazine", "article-newspaper": "newspaper",
}  # fmt: skip
_NEWS = ("article-magazine", "article-newspaper")
"""What biblatex-apa dates by the day, if told so, and not by the year alone."""

_KINDS = {
    "book": "book", "chapter": "inbook", "collection": "collection", "dataset": "dataset",
    "entry-encyclopedia": "inbook", "paper-conference": "inproceedings", "report": "report",
    "speech": "unpublished", "interview": "unpublished", "thesis": "thesis",
    **dict.fromkeys(_PERIODICALS, "article"),
    **dict.fromkeys(("article", "broadcast", "post", "post-weblog", "webpage"), "online"),
}  # fmt: skip
"""The entry type that suits a CSL type, if the record has what that entry type must have."""

_IMPLIED = {
    "article": "article-journal", "inbook": "chapter", "inproceedings": "paper-conference",
    "misc": "document", "online": "webpage", "unpublished": "speech",
}  # fmt: skip
"""The CSL type that an entry type stands for; any other one is a keyword, which is not printed."""

_MUST: dict[str, tuple[str, ...]] = {
    "article": ("container-title",),
    "book": ("author",),
    "collection": ("editor",),
    "inbook": ("author", "container-title"),
    "inproceedings": ("author", "container-title"),
    "online": ("URL",),
    "report": ("author", "publisher"),
    "thesis": ("author", "publisher"),
    "unpublished": ("author",),
}
_COMMON = "author title titleaddon addendum"
_BOOKISH = "editor translator series volume number pages publisher location isbn note"
_FIELDS = {
    kind: frozenset(f"{_COMMON} {fields}".split())
    for kind, fields in {
        "article": "editor translator journaltitle series volume number pages note",
        "book": _BOOKISH,
        "collection": _BOOKISH,
        "dataset": "editor publisher series number type location note",
        "inbook": f"{_BOOKISH} booktitle",
        "inproceedings": "editor booktitle series volume number pages publisher location isbn "
        "eventtitle venue eventdate note",
        "misc": "editor howpublished type organization location note",
        "online": "editor organization note",
        "report": "type institution number pages location note",
        "thesis": "type institution pages location note",
        "unpublished": "howpublished type eventtitle venue eventdate location note",
    }.items()
}
"""The fields of each entry type, of those that are used here."""

_PLACES = {
    "archive": ("howpublished",),
    "container-title": ("journaltitle", "booktitle", "howpublished", "organization"),
    "publisher": ("publisher", "institution", "organization", "howpublished"),
    "event-title": ("eventtitle",),
    "event-place": ("venue", "location"),
    "event-date": ("eventdate",),
    "collection-title": ("series",),
    "volume": ("volume",),
    "issue": ("number",),
    "number": ("number",),
    "page": ("pages",),
    "publisher-place": ("location",),
    "genre": ("type", "note"),
    "translator": ("translator",),
    "editor": ("editor",),
    "ISBN": ("isbn",),
    "section": (),
    "references": (),
    "source": (),
}
"""Where each CSL variable goes: the first of these that the type has and that is still free."""

_TITLES = ("booktitle", "eventtitle", "series")
_EVENT = {"event-title", "event-place", "event-date"}
_LISTS = ("institution", "location", "organization", "publisher")


def write(entries: Iterable[Entry]) -> str:
    """Return the entries as a ``.bib`` file for BibLaTeX."""
    return "\n".join(map(one, entries))


def one(entry: Entry) -> str:
    """Return one entry."""
    kind, language = kind_of(entry), entry.text("language")
    title, translation = _titled(entry.title, language), entry.translation
    day, guessed = entry.date
    placed, rest = _placed(entry, kind)
    archive = ", ".join(entry.archive)
    fields = {
        "ids": ", ".join(entry.aliases),
        "author": tex.names(entry.names("author")),
        "title": title,
        "titleaddon": tex.escape(f"[{translation}]") if translation else "",
        "shorttitle": _titled(entry.short, language),
        **placed,
        "date": date(day, guessed=guessed),
        "year": "" if day else UNDATED,
        "version": tex.escape(entry.text("version")),
        "entrysubtype": "nonacademic" * (entry.source.type in _NEWS and kind == "article"),
        "keywords": _keyword(entry.source.type, kind),
        "langid": tex.language(language),
        "library": tex.escape(archive),
        "doi": tex.address(entry.text("DOI")),
        "url": tex.address(entry.text("URL")),
        "urldate": date(entry.source.accessed, guessed=entry.guessed("accessed")),
        "addendum": tex.escape(". ".join(rest)),
        "comment": tex.escape(entry.remark),
    }
    return tex.written(kind, entry.key, fields.items())


def _titled(text: str, language: str) -> str:
    return tex.titled(text, language, marks=_QUOTATION)


def kind_of(entry: Entry) -> str:
    """Return the entry type of a source."""
    first = _KINDS.get(entry.source.type, "misc")
    if entry.source.type == "interview" and not (_EVENT & entry.csl.keys()):
        first = "online"
    if first == "collection" and entry.csl.get("author"):
        first = "book"
    if first == "misc" and entry.archive:
        return "unpublished"  # whose titles are not in italics
    choices = (first,) if first in ("misc", "unpublished") else (first, "online")
    return next((c for c in choices if all(entry.csl.get(v) for v in _MUST.get(c, ()))), "misc")


def date(edtf: str, *, guessed: bool = False) -> str:
    """Return an EDTF date in the part of EDTF that biber and other readers of .bib files share.

    guessed: the document does not print it; it is then marked as uncertain.

    Unspecified digits become the interval that they mean (``199X`` is ``1990/1999``), an open
    end is left empty (``2001/``).
    """
    if not edtf:
        return ""
    when = parse(edtf)
    start, end = when.start, when.end
    spans = start.precision in ("decade", "century") and start == end
    first = _point(start, guessed=guessed)
    if start == end and not spans:
        return first
    return f"{first}/{_point(end, guessed=guessed, last=True)}"


def _point(point: Point, *, guessed: bool, last: bool = False) -> str:
    year, month, day, precision, qualifier = point
    if precision == "open":
        return ""
    year += {"decade": 9, "century": 99}.get(precision, 0) if last else 0
    digits = f"{year:04}" + "".join(f"-{part:02}" for part in (month, day) if part)
    mark = {"": "?", "~": "%"}.get(qualifier, qualifier) if guessed else qualifier
    return digits + mark


def _placed(entry: Entry, kind: str) -> tuple[dict[str, str], list[str]]:
    """Return the fields of a type, escaped, and in words what it has no field for."""
    placed: dict[str, str] = {}
    rest: list[str] = []
    dated = not entry.source.issued  # by the day of the event
    for name, choices in _PLACES.items():
        text = ", ".join(entry.archive) if name == "archive" else in_words(entry, name)
        if not text or (name == "event-date" and "eventdate" not in _FIELDS[kind] and dated):
            continue
        free = (field for field in choices if field in _FIELDS[kind] and field not in placed)
        if name == "number" and "number" in _FIELDS[kind] and kind not in ("report", "dataset"):
            free = (field for field in free if "series" in placed and kind != "article")
        if field := next(free, ""):
            placed[field] = _value(entry, name, field)
        else:
            rest.append(capital(f"event of {text}" if name == "event-date" else text))
    if kind in ("report", "thesis"):
        placed.setdefault("type", kind)  # which these types must have
    return placed, rest


def _value(entry: Entry, name: str, field: str) -> str:
    if name == "archive":
        return tex.escape(", ".join(entry.archive))
    if name == "event-date":
        return date(entry.source.event_date, guessed=entry.guessed(name))
    if field in ("editor", "translator"):
        return tex.names(entry.names(name))
    text = entry.text(name)
    if field in _TITLES:
        return _titled(text, entry.text("language"))
    ways = {"pages": tex.pages, **dict.fromkeys(_LISTS, tex.listed)}
    return ways.get(field, tex.escape)(text)


def _keyword(csl_type: str, kind: str) -> str:
    """Return what the entry type does not say of a source."""
    if csl_type == _IMPLIED.get(kind, kind):
        return ""
    return _PERIODICALS.get(csl_type, csl_type)
