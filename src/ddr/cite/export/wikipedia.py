"""Citation templates of the English Wikipedia (Citation Style 1).

A name written family first goes into ``author``, which the templates do not turn round. What
wikitext reads as markup is written as a character reference, since the templates accept no
``<nowiki>``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ddr.cite.export.entry import OTHERS, Entry, Name, date_words, in_words, plain_name, surname
from ddr.edtf import parse
from ddr.names import eastern

COMMENT = "<!-- {} -->"
_KINDS = {
    "article-journal": "journal", "article-magazine": "magazine", "article-newspaper": "news",
    "book": "book", "broadcast": "AV media", "chapter": "book", "collection": "book",
    "entry-encyclopedia": "encyclopedia", "interview": "interview", "motion_picture": "AV media",
    "paper-conference": "conference", "report": "report", "speech": "speech", "thesis": "thesis",
}  # fmt: skip
_CARRIERS = {
    "conference": "book-title", "encyclopedia": "encyclopedia",
    "journal": "journal", "magazine": "magazine", "news": "work",
}  # fmt: skip
_MARKUP = re.compile(
    r"""[\[\]{}|<>&] | ''+ | ~~~+ | __+ | ://  # links, templates, tags, emphasis, signatures
    | ^[*\#:;=-] | \b(?:RFC|PMID|ISBN)(?=\s)   # lists, and words that become links
    """,
    re.VERBOSE,
)


def write(entries: Iterable[Entry]) -> str:
    """Return a template a line; several are the items of a list."""
    written = list(map(one, entries))
    return "".join(f"{'* ' * (len(written) > 1)}{template}\n" for template in written)


def one(entry: Entry) -> str:
    """Return one template; parameters without a value are left out."""
    kind = _kind(entry)
    parameters = "".join(f" |{name}={value}" for name, value in _parameters(entry, kind) if value)
    return f"{{{{cite {kind}{parameters}}}}}"


def escape(text: str) -> str:
    """Return a text that wikitext prints as it stands."""
    return _MARKUP.sub(lambda found: "".join(f"&#{ord(c)};" for c in found[0]), text)


def _kind(entry: Entry) -> str:
    kind = _KINDS.get(entry.source.type, "")
    if not kind or (kind in _CARRIERS and not entry.text("container-title")):
        return "web" if entry.text("URL") else "report"
    return kind


def _parameters(entry: Entry, kind: str) -> Iterator[tuple[str, str]]:
    text = entry.text
    yield from _people(entry.names("author"), "last", "first", "author")
    yield from _people(entry.names("editor"), "editor-last", "editor-first", "editor")
    title = "chapter" if entry.source.type == "chapter" else "title"
    yield title, escape(entry.title)
    yield f"trans-{title}", escape(entry.translation)
    yield from _people(entry.names("translator"), "translator-last", "translator-first",
                       "translator")  # fmt: skip
    if carrier := _carrier(entry, kind):
        yield carrier, escape(text("container-title"))
    yield "date", _date(entry)
    yield "event" if kind == "speech" else "conference", escape(text("event-title"))
    yield "location", escape(text("event-place"))
    place = "publication-place" if text("event-place") else "location"
    yield place, escape(text("publisher-place"))
    yield "publisher", escape(text("publisher"))
    yield "type", escape(text("genre"))
    yield "series", escape(text("collection-title"))
    yield "volume", escape(text("volume"))
    yield "issue", escape(text("issue"))
    page = text("page")
    yield "pages" if set("-–,") & set(page) else "page", escape(page.replace("-", "–"))
    yield "language", escape(text("language"))
    yield "isbn", escape(text("ISBN"))
    yield "doi", escape(text("DOI"))
    yield "via", escape(text("source"))
    yield "id", escape("; ".join(_identifiers(entry, kind)))
    yield "url", _address(text("URL"))
    yield "access-date", date_words(entry.source.accessed) if text("URL") else ""


def _people(names: list[Name], last: str, first: str, whole: str) -> Iterator[tuple[str, str]]:
    for number, name in enumerate(names, 1):
        if name == OTHERS:
            yield f"display-{whole}s", "etal"
        elif "given" not in name or eastern(name["family"]):
            yield f"{whole}{number}", escape(plain_name(name))
        else:
            yield f"{last}{number}", escape(surname(name))
            yield f"{first}{number}", escape(f"{name['given']} {name.get('suffix', '')}".rstrip())


def _carrier(entry: Entry, kind: str) -> str:
    """Return the parameter for what carries the source; a book is carried by nothing."""
    if kind == "book":
        return "title" if entry.source.type == "chapter" else ""
    return "website" if kind == "web" else _CARRIERS.get(kind, "work")


def _identifiers(entry: Entry, kind: str) -> Iterator[str]:
    """Yield what has no parameter of its own."""
    if not _carrier(entry, kind) and entry.text("container-title"):
        yield entry.text("container-title")
    yield from entry.archive
    for name in ("number", "section", "references", "version"):
        if text := in_words(entry, name):
            yield text
    if entry.source.issued and entry.source.event_date not in ("", entry.source.issued):
        yield f"event of {date_words(entry.source.event_date)}"


def _date(entry: Entry) -> str:
    """Return a date that the templates accept: they know "c." before years alone."""
    edtf, guessed = entry.date
    if not edtf:
        return ""
    when = parse(edtf)
    doubt = guessed or bool(when.qualifier)
    bare = "/".join(part.strip("?~%") for part in edtf.split("/"))
    said = date_words(bare)
    if doubt and when.start == when.end and when.start.precision == "year":
        return f"c. {said}"
    return f"{said}<!-- not printed in the source -->" if doubt else said


def _address(url: str) -> str:
    """Return an address without the signs that would end the parameter or begin markup."""
    signs = re.sub(r"""[\s|\[\]{}<>"\\^`]|''+""", _percent, url)
    return signs.replace("&", "&amp;") if re.search(r"&#?\w+;", signs) else signs


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())
