"""Fits a CSL-JSON item to what a style's printed manual asks for.

Each function changes the item in place, for one trap that was measured in the styles' output.
"""

from __future__ import annotations

import re
from typing import Any

from ddr.cite import headline
from ddr.cite.csl import Item, british
from ddr.cite.pandoc.inlines import MID_SENTENCE
from ddr.cite.pandoc.request import Form
from ddr.cite.style import dating, short_titles, wording
from ddr.cite.style.needs import Manner
from ddr.names import full
from ddr.records import Source

_AGENCIES = frozenset({
    "AFP", "Agence France-Presse", "ANSA", "AP", "Associated Press", "IANS", "Interfax",
    "ITAR-TASS", "KCNA", "Kyodo", "Kyodo News", "RIA Novosti", "Reuters", "TASS", "UPI", "Xinhua",
    "Yonhap", "Интерфакс", "РИА Новости", "ТАСС", "연합뉴스", "조선중앙통신",
})  # fmt: skip
_OCCASIONS = frozenset({
    "annual", "anniversary", "banquet", "ceremony", "conference", "dinner", "festive", "gala",
    "groundbreaking", "joint", "meeting", "news", "official", "opening", "plenary", "press",
    "reception", "session", "signing", "solemn", "state", "summit", "talks", "welcome",
})  # fmt: skip
_DESCRIPTIONS = frozenset({
    "address", "agreement", "article", "background", "blog", "column", "conversation", "decision",
    "draft", "editorial", "excerpt", "interview", "letter", "list", "memorandum", "message",
    "minutes", "monitor", "news", "note", "page", "photograph", "press", "protocol", "record",
    "remarks", "report", "resolution", "speech", "statement", "summary", "table", "telegram",
    "text", "translation",
})  # fmt: skip
_OTHER_LETTERS = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]")
_NAMED_BY_TITLE = ("bill", "legislation", "treaty")
_ARCHIVAL = ("document", "manuscript")


def adapt(csl: Item, source: Source, manner: Manner, form: Form = "bibliography") -> Item:
    """Return the item of `source` as a style of this manner needs it in a form.

    A date of publication that the document does not print is shown as uncertain wherever the
    style has a form for that ("[2017?]", "ca. 2017"); where it has none, no date is sent and the
    style prints its "n.d.", so that an inferred year never looks like a printed one.
    """
    csl = dict(csl)
    if manner.gost:
        from ddr.cite.style import gost  # what no other style needs

        _put(csl, "event-title", _small(csl.get("event-title", ""), _OCCASIONS))
        gost.describe(csl, source)
    else:
        _fit(csl, source, manner, form)
    if not source.language and _OTHER_LETTERS.search(source.title):
        csl["language"] = "und"  # or it would be set in the title case of English
    return csl


def _fit(csl: Item, source: Source, manner: Manner, form: Form) -> None:
    if "author" in source.inferred and not manner.authors:
        csl.pop("author", None)
    if manner.untitled:
        _untitled(csl)
    _type(csl, manner)
    _title(csl, source, manner)
    if manner.speech == "occasion":
        wording.kind_once(csl)
    if manner.kinds:
        _translated(csl)
    if csl["type"] == "speech":
        _speech(csl, manner)
    elif held := csl.pop("event-date", None):
        csl.setdefault("issued", held)
    wording.kind_once(csl)
    dating.fit(csl, source, manner, form)
    _archive(csl, manner)
    _words(csl, source, manner, form)


def _title(csl: Item, source: Source, manner: Manner) -> None:
    if manner.dating == "mla":
        _site(csl, source)
    else:
        wording.translation_apart(csl, source)
    if manner.access == "retrieved":
        wording.capital_after_colon(csl)


def _words(csl: Item, source: Source, manner: Manner, form: Form) -> None:
    short_titles.shorten(csl, source, described=form == "short")
    wording.figures(csl, manner)
    wording.issue(csl, manner)
    wording.number(csl, manner, short=form == "short")
    listed = form == "bibliography" and manner.access == "retrieved"
    if listed or manner.dating in ("chicago-notes", "mla"):
        wording.day_once(csl)
    if manner.raised and not listed:
        wording.raise_long(csl, manner.raised)
    if manner.access == "retrieved":
        wording.after_title(csl)


def _type(csl: Item, manner: Manner) -> None:
    """Choose the type that prints what is known of the work."""
    if csl["type"] == "article-newspaper":
        _agency(csl, manner)
    contained = "container-title" in csl
    match csl["type"]:
        case "article-newspaper" | "article-magazine" | "post-weblog" if not contained:
            csl["type"] = "webpage"  # the title of an article in no periodical would be italic
        case "article-journal" if manner.speech == "venue" and not csl.keys() & {"page", "volume"}:
            _no_preprint(csl)
        case "legislation" if "author" in csl and not contained:
            csl["type"] = "document"  # a resolution of an organ, not an act in a collection of laws
        case "entry-encyclopedia" if not manner.entries:
            csl["type"] = "webpage" if _is_site(csl) else "chapter"
        case "article":  # which styles would call a preprint
            csl["type"] = "report" if "collection-title" in csl else "webpage"


def _no_preprint(csl: Item) -> None:
    """Keep a style from calling an article a preprint that has neither page nor volume."""
    if "issue" in csl:
        csl["volume"] = f"({csl.pop('issue').replace('-', '–')})"
    else:
        csl["type"] = "article-magazine"


def _is_site(csl: Item) -> bool:
    """Return whether an encyclopedia is a site, whose name is no title of a book (Wikipedia).

    Chicago 17 (14.234) has a signed article as a part of a book, with the title in italics.
    """
    name = csl.get("container-title", "")
    return name.startswith("[") or name in ("", "Wikipedia") or name.endswith("Wikipedia")


def _site(csl: Item, source: Source) -> None:
    """Name the site that holds a page, whose title would be that of a whole site otherwise.

    MLA 9 (5.31) wants the container, and a body that is author and publisher in one place alone.
    """
    if csl["type"] != "webpage" or "container-title" in csl or "title" not in csl:
        return
    match csl.get("author", ()):
        case _ if site := csl.pop("publisher", ""):
            csl["container-title"] = site
        case [{"literal": body}] if source.author[0].organization:
            csl["container-title"] = body
            del csl["author"]


def is_agency(name: str) -> bool:
    """Return whether a name is that of a news agency, which no manual prints in italics."""
    bare = name.partition(" (")[0].removeprefix("The ")
    return bare in _AGENCIES or bare.endswith(("News Agency", "Press Agency"))


def _translated(csl: Item) -> None:
    """Name the translator of a work without an author beside its kind."""
    if csl.keys() & {"author", "editor"} or not (names := csl.pop("translator", ())):
        return
    people = " and ".join(map(full, names))
    csl["genre"] = ", ".join(filter(None, (csl.get("genre", ""), f"translated by {people}")))


def _archive(csl: Item, manner: Manner) -> None:
    """Let archive, shelfmark and the place of a copy be printed, in their order.

    Where the style prints no archive, it stands before the publisher, who posted the copy. A
    digital archive stands last, after the day and the shelfmark (Chicago 18, 14.127; MLA 9, 5.31).
    """
    if csl["type"] in _ARCHIVAL and "Archive" in csl.get("publisher", ""):
        if manner.fonds:
            csl["archive-place"] = csl.pop("publisher")
        elif manner.dating == "mla":
            csl.setdefault("source", csl.pop("publisher"))
    if not manner.shelves and csl["type"] in _ARCHIVAL and "archive" in csl:
        _shelf(csl)
    if manner.mirror and "source" in csl and "archive" not in csl:
        # Beside an archive alone a style prints the number, which stands elsewhere already.
        csl["archive_location" if manner.kinds and "number" in csl else "archive"] = csl["source"]
    if manner.access == "retrieved" and csl["type"] == "webpage" and "archive" in csl:
        # The style has the site behind the archive, and the publisher before it.
        _put(csl, "publisher", csl.get("publisher") or csl.pop("container-title", ""))
    if manner.fonds and csl.get("archive_collection", "").lower().startswith(("fond", "f.", "ф.")):
        parts = (csl.pop("archive_collection"), csl.get("archive_location", ""))
        csl["archive_location"] = ", ".join(filter(None, parts))
    if manner.access == "retrieved" and "archive_collection" in csl:  # it begins a sentence
        collection = csl["archive_collection"]
        csl["archive_collection"] = collection[:1].upper() + collection[1:]


def _shelf(csl: Item) -> None:
    fields = ("archive", "archive_collection", "archive_location")
    shelf = ", ".join(filter(None, (csl.get(field, "") for field in fields)))
    csl["publisher"] = ". ".join(filter(None, (shelf, csl.get("publisher", ""))))


def _untitled(csl: Item) -> None:
    """Send a description in square brackets as the kind of the work, without a title."""
    inside = csl["title"][1:-1]
    if csl["type"] in _NAMED_BY_TITLE:
        return
    if csl["title"] == f"[{inside}]" and not {"[", "]"} & set(inside):
        del csl["title"]
        csl.pop("title-short", None)
        csl["genre"] = wording.without_day(_small(inside, _DESCRIPTIONS), csl.get("issued", {}))


def _small(words: str, common: frozenset[str]) -> str:
    """Return a phrase with a small first letter if its first word is one of `common`."""
    first = words.partition(" ")[0].lower()
    return words[:1].lower() + words[1:] if first in common else words


def _agency(csl: Item, manner: Manner) -> None:
    """Make a news agency the author, or the publisher where the manual wants the title first."""
    authors = [name.get("literal", "") for name in csl.get("author", ())]
    if manner.agency and not authors and is_agency(csl.get("container-title", "")):
        authors = [csl.pop("container-title")]
        csl["author"] = [{"literal": authors[0]}]
    if is_agency(csl.get("container-title", "")):
        csl["type"] = "webpage"  # which leaves its name in roman type
    if len(authors) != 1 or not is_agency(authors[0].strip("[?]")):
        return
    if not manner.agency:
        del csl["author"]
        if "container-title" in csl:
            csl.setdefault("publisher", authors[0])
            csl["type"] = "webpage"  # an article would not print it
        else:
            csl["container-title"] = authors[0]


def _speech(csl: Item, manner: Manner) -> None:
    held = csl.pop("event-date", None)
    if held and manner.speech != "dated-page":
        csl["issued"] = held
    site = csl.pop("publisher", "")
    match manner.speech:
        case "publisher":
            _put(csl, "publisher", site)
            # Older styles print the event alone, under the name it had before CSL 1.0.2.
            _put(csl, "event", csl.get("event-title") or csl.pop("event-place", ""))
        case "placed":
            _speech_in_place(csl, site)
        case "occasion":
            _speech_at_occasion(csl, site)
        case "dated-page":
            _speech_before_place(csl, held, site)
        case _:
            _speech_as_page(csl, site, venue=manner.speech == "venue")


def _speech_in_place(csl: Item, site: str) -> None:
    """Put the place beside the occasion; without one, before the site: at no "the Pyongyang"."""
    occasion = "event-title" in csl
    where = _where(csl)
    _put(csl, "publisher", site if occasion else ", ".join(filter(None, (where, site))))
    _put(csl, "event-title", _mid_sentence(where) if occasion else "")
    _put(csl, "event", csl.get("event-title", ""))


def _speech_before_place(csl: Item, held: dict[str, Any] | None, site: str) -> None:
    """Leave occasion and place to the style, which prints them after the date."""
    csl["medium"] = csl.pop("genre", "speech")
    _put(csl, "event-title", csl.get("event-title") or csl.pop("event-place", ""))
    if "event-title" in csl and (site or held or "issued" in csl):  # which it follows
        csl["event-title"] = _mid_sentence(csl["event-title"])
    if site or "URL" in csl:
        csl["type"] = "webpage"
        _put(csl, "container-title", site)
        _date_of_page(csl, held)
    elif day := held or csl.get("issued"):
        csl["event-date"] = day
        csl.pop("issued", None)


def _speech_as_page(csl: Item, site: str, *, venue: bool) -> None:
    """Send a speech as a page of a site, its occasion and place as what stands before that."""
    read = site or "URL" in csl
    kind, where = csl.pop("genre", "speech"), _where(csl)
    csl["type"] = "webpage"
    _put(csl, "container-title", site)
    for field in ("event-title", "event-place"):
        csl.pop(field, None)
    if venue:
        csl["medium"] = kind[:1].upper() + kind[1:]
        day = british(csl["issued"]) if "issued" in csl and "circa" not in csl["issued"] else ""
        _put(csl, "publisher", ", ".join(filter(None, (where, day))))
    else:
        csl["genre"] = "speech transcript" if read and kind in ("speech", "transcript") else kind
        _put(csl, "publisher", where)


def _where(csl: Item) -> str:
    """Return occasion and place of a speech: "Official reception, Vladivostok"."""
    return ", ".join(filter(None, (csl.get("event-title", ""), csl.get("event-place", ""))))


def _mid_sentence(words: str) -> str:
    """Return an occasion as it stands after a comma, where styles would have a capital."""
    small = _small(words, _OCCASIONS)
    return MID_SENTENCE + small if small[:1].islower() else words


def _speech_at_occasion(csl: Item, site: str) -> None:
    """Join kind and occasion, and let the site follow the date."""
    occasion = _small(csl.get("event-title", ""), _OCCASIONS)
    said = ", ".join(filter(None, (csl.pop("genre", ""), occasion)))
    _put(csl, "event-title", said or csl.pop("event-place", ""))  # no style prints a place alone
    if "archive" in csl:
        _put(csl, "publisher", site)
    else:
        if csl.get("language", "").startswith("en"):
            site = headline.title(site)  # which no style does where it prints an archive
        _put(csl, "archive", ", ".join(filter(None, (site, csl.get("source", "")))))


def _date_of_page(csl: Item, held: dict[str, Any] | None) -> None:
    """Give a page the day of its speech after the title, unless it was printed the same day."""
    issued = csl.get("issued")
    if held is None:
        return
    if issued is None or issued == held:
        csl["issued"] = held
        return
    csl["original-date"] = held
    if "circa" in issued:
        # The day of the speech is date enough; the day of access would call it undated.
        del csl["issued"]
        csl.pop("accessed", None)


def _put(csl: Item, field: str, value: str) -> None:
    if value:
        csl[field] = value
    else:
        csl.pop(field, None)
