"""One web page with everything in it: readable without script, searched and filtered with it."""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ddr import display, edtf
from ddr.display import counted, worded
from ddr.query.stored import outline
from ddr.terms import Side
from ddr.views.colours import readable
from ddr.views.picture import marks_of
from ddr.views.picture_svg import svg
from ddr.views.profile import at_words
from ddr.views.statements import office, reached, words_of
from ddr.vocabulary import QUOTED

if TYPE_CHECKING:
    from ddr.query.bundle import Bundle
    from ddr.query.chapters import Chapter

_HERE = Path(__file__).parent
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"
_TOLD = (
    "A date is no more precise than its sources. Words in quotation marks are verbatim; how the "
    "words of a statement reached us stands beside them."
)


class Citations(NamedTuple):
    """Citations of one style.

    style: its name.
    title: what it calls itself.
    of: the citation of each event, statement and source, by its id.
    """

    style: str
    title: str
    of: Mapping[str, str]


class Contents(NamedTuple):
    """What a page is made of.

    bundle: the records.
    chapters: the events, by year.
    lanes: the label and the ids of the events of each row of the picture.
    said: the statements of each event, by its id.
    styles: the citations, in each style.
    """

    bundle: Bundle
    chapters: Sequence[Chapter]
    lanes: Sequence[tuple[str, Sequence[str]]]
    said: Mapping[str, Sequence[Any]]
    styles: Sequence[Citations]


def html_page(contents: Contents, title: str) -> str:
    """Return the page."""
    bundle = contents.bundle
    title = title or bundle.title
    writer = _Writer(contents)
    css, script = ((_HERE / name).read_text("utf-8") for name in ("page.css", "page.js"))
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{_language()}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<link rel="icon" href="data:,">',
        f"<title>{_text(title)}</title>",
        f"<style>{css}</style>",
        f'<script type="application/ld+json">{_linked(bundle, title)}</script>',
        "</head><body>",
        f'<a class="skip" href="#events">{worded("To the events")}</a>',
        *writer.head(title),
        '<main id="events">',
        *(line for chapter in contents.chapters for line in writer.chapter(chapter)),
        *writer.sources(),
        "</main>",
        f'<script type="text/plain" id="citations">{writer.packed()}</script>',
        f"<script>{script}</script>",
        "</body></html>",
        "",
    ]
    return "\n".join(parts)


def _language() -> str:
    """Return the language of the page's own words: that chosen, if ddr speaks it."""
    return display.shown() if display.shown() in display.SPOKEN else display.own()


class _Writer:
    """Writes the parts of a page; knows the records and what they are called."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self._bundle = contents.bundle
        self._names = contents.bundle.names()
        self._sources = {one.id: one.record for one in contents.bundle.records["source"]}
        agents = (*contents.bundle.records["person"], *contents.bundle.records["organization"])
        self._agents = {one.id: one.record for one in agents}
        self._numbers = {name: f"s{number}" for number, name in enumerate(self._sources, 1)}

    def head(self, title: str) -> Iterator[str]:
        bundle = self._bundle
        events = counted(len(bundle.records["event"]), "event")
        said = counted(len(bundle.records["statement"]), "statement")
        sources = counted(len(bundle.records["source"]), "source")
        version = worded("Version {} of the data, {}.")
        version = f"{version.format(_text(bundle.version), _text(bundle.rights))} "
        yield f"<header><h1>{_text(title)}</h1>"
        yield f"<p>{version if bundle.version else ''}{events}, {said}, {sources}.</p>"
        yield f"<p>{worded(_TOLD)}</p></header>"
        yield from self._form()
        marks, drawn = marks_of([outline(one.record) for one in bundle.records["event"]])
        known = {one.id: one for one in marks}
        rows = [(label, [known[name] for name in ids]) for label, ids in self._contents.lanes]
        told = worded("{}: the events by kind, on an axis of time").format(title)
        picture = _late([svg(rows, drawn, told, style="")])
        label = worded("Picture")
        yield f'<figure tabindex="0" role="region" aria-label="{label}">{picture}</figure>'
        years = (
            f'<a href="#{_anchor(chapter)}">{_text(chapter.label)}</a>'
            for chapter in self._contents.chapters
        )
        yield f'<nav aria-label="{worded("Years")}">{" ".join(years)}</nav>'

    def _form(self) -> Iterator[str]:
        events = [one.record for one in self._bundle.records["event"]]
        kinds = sorted({one.kind: self._bundle.kind(one) for one in events}.items())
        people: dict[str, int] = {}
        for one in events:
            for who in one.participants:
                people[who] = people.get(who, 0) + 1
        named = sorted(people, key=lambda who: (-people[who], self._names.get(who, who)))
        said = {"found": "{} of {} events", "copy": "Copy", "copied": "Copied"}
        data = " ".join(f'data-{name}="{worded(words)}"' for name, words in said.items())
        yield f'<form id="filters" role="search" aria-label="{worded("Events")}" {data} hidden>'
        yield f'<label>{worded("Words")} <input type="search" name="q"></label>'
        yield _select(worded("Kind"), "kind", kinds)
        yield _select(worded("Who"), "who", [(one, self._names.get(one, one)) for one in named])
        for label, name in (("From", "from"), ("To", "to")):
            year = f'<input name="{name}" inputmode="numeric" size="4" maxlength="4">'
            yield f"<label>{worded(label)} {year}</label>"
        styles = [(one.style, one.title) for one in self._contents.styles]
        yield _select(worded("Citations"), "style", styles, every=False)
        yield f'<button type="reset">{worded("All events")}</button>'
        yield '<output name="found" aria-live="polite"></output></form>'

    def chapter(self, chapter: Chapter) -> Iterator[str]:
        yield f'<section id="{_anchor(chapter)}"><h2>{_text(chapter.label)}</h2>'
        yield _late(line for stored in chapter.found for line in self._event(stored.record))
        yield "</section>"

    def _event(self, event: Any) -> Iterator[str]:
        date = edtf.parse(event.date)
        start, end = edtf.days(date)
        years = f"{int((start or end)[:4])} {int((end or start)[:4])}"
        who = " ".join(event.participants)
        data = f'data-kind="{event.kind}" data-who="{who}" data-years="{years}"'
        yield f'<article id="{event.id}" {data}>'
        when = edtf.words(date)
        lang = f' lang="{display.shown()}"' if display.shown() else ""
        yield f'<h3{lang}><a href="#{event.id}">{_text(when)}</a> {_text(event.title)}</h3>'
        for title in event.titles:
            yield f'<p class="other" lang="{_attribute(title.lang)}">{_text(title.text)}</p>'
        place = self._names.get(event.place, "")
        facts = [self._bundle.kind(event), place, *self._called(event.participants)]
        yield f'<p class="facts">{_text(" · ".join(filter(None, facts)))}</p>'
        if event.summary:
            yield f"<p{self._own}>{_text(event.summary)}</p>"
        for account in event.accounts:
            yield f'<p class="told"><b>{worded("Told differently")}:</b> {self._told(account)}</p>'
        for erratum in event.errata:
            day = edtf.words(edtf.parse(erratum.date))
            told = self._ours(erratum.says)
            yield f'<p class="told"><b>{worded("Corrected on {}").format(day)}:</b> {told}</p>'
        for said in self._contents.said.get(event.id, ()):
            yield from self._statement(said.record)
        if event.evidence:
            number = counted(len(event.evidence), "piece of evidence", "pieces of evidence")
            doubt = (
                ""
                if event.confidence == "high"
                else f", {worded('confidence')} {worded(event.confidence)}"
            )
            yield f"<details><summary>{number}{doubt}</summary><ul>"
            yield from (f"<li>{self._piece(piece)}</li>" for piece in event.evidence)
            yield "</ul></details>"
        yield "</article>"

    def _called(self, ids: Sequence[str]) -> list[str]:
        return [self._names.get(name, name) for name in ids]

    def _told(self, account: Any) -> str:
        value = account.value and f" ({account.field}: {words_of(account.field, account.value)})"
        told = self._ours(f"{account.says.removesuffix('.')}{value}.")
        return f"{told} {self._at(account.source, account.locator)}"

    def _piece(self, piece: Any) -> str:
        if not piece.exact:
            says = self._ours(piece.says)
            return f"{self._at(piece.source, piece.locator)}: {says}"
        lang = self._lang(piece.source)
        words = f"<q{lang}>{_text(piece.exact)}</q>"
        return f"{self._at(piece.source, piece.locator, piece.exact)}: {words}"

    def _statement(self, said: Any) -> Iterator[str]:
        speaker = self._names.get(said.speaker, said.speaker)
        who = ", ".join(filter(None, (speaker, office(said, speaker))))
        when = edtf.words(edtf.parse(said.date))
        yield f'<div class="said" id="{said.id}"{self._colour(said.speaker)}>'
        yield f'<p class="who">{_text(f"{who}, {when}")}'
        yield f'<span class="mode">{_text(reached(said.mode))}</span></p>'
        words = _text(said.exact or said.says)
        if said.mode in QUOTED:
            yield f"<blockquote{self._lang(said.source)}><p>“{words}”</p></blockquote>"
        elif said.exact:
            yield f"<p{self._lang(said.source)}>{words}</p>"
        else:
            yield f"<p{self._own}>{words}</p>"
        yield f"<p>{self._at(said.source, said.locator, said.exact)}</p></div>"

    @property
    def _own(self) -> str:
        """The attribute of what is in the language of the timeline where the page is in another."""
        return f' lang="{display.own()}"' if display.own() != _language() else ""

    def _ours(self, text: str) -> str:
        return f"<span{self._own}>{_text(text)}</span>" if self._own else _text(text)

    def _colour(self, speaker: str) -> str:
        """Return the side of a speaker, and its colour, where it has one."""
        terms = self._bundle.terms
        side = terms.find("side", terms.side_of(self._agents.get(speaker), self._agents))
        if not isinstance(side, Side) or not side.colour:
            return ""
        label = _attribute(terms.label("side", side.id, display.shown()))
        return f' style="border-color: {readable(side.colour)}" title="{label}"'

    def _lang(self, source: str) -> str:
        language = self._sources[source].language if source in self._sources else ""
        return f' lang="{_attribute(language)}"' if language not in ("", _language()) else ""

    def _at(self, name: str, locator: str, exact: str = "") -> str:
        """Return a link to a source in the list below, and one to its very words."""
        source = self._sources.get(name)
        if source is None:
            return _text(name)
        place = f" ¶ {locator}" if locator[:1].isdigit() else locator and f", {locator}"
        made = f'<a href="#{self._numbers[name]}">{_text(f"{name}{place}")}</a>'
        if source.URL and exact:
            address = at_words(source.URL, exact)
            label = worded("The words in {}").format(name)
            made += f' <a href="{_attribute(address)}" aria-label="{_attribute(label)}">↗</a>'
        return made

    def sources(self) -> Iterator[str]:
        if not self._sources:
            return
        first = self._contents.styles[0].of
        yield f'<section id="sources"><h2>{worded("Sources")}</h2><ul class="works">'
        for name, source in self._sources.items():
            yield f'<li id="{self._numbers[name]}" data-id="{name}"{self._lang(name)}>'
            yield f'<p class="cite">{_text(first.get(name, source.title))}</p>'
            if source.URL:
                link = f'<a href="{_attribute(source.URL)}">{_text(name)}</a>'
                yield f'<p class="facts" lang="en">{link}</p></li>'
            else:
                yield f'<p class="facts" lang="en">{_text(name)}</p></li>'
        yield "</ul></section>"

    def packed(self) -> str:
        """Return the citations of every style, compressed: only a script can copy them.

        Those of sources in the first style stand in their list.
        """
        first, *others = self._contents.styles
        shown = {name: text for name, text in first.of.items() if name not in self._sources}
        every = {first.style: shown} | {one.style: one.of for one in others}
        text = json.dumps(every, ensure_ascii=False)
        return b64encode(zlib.compress(text.encode(), 9)).decode()


def _late(lines: Iterable[str]) -> str:
    """Return markup that a browser without script shows, and that a script unfolds when needed."""
    return "\n".join(["<noscript>", *lines, "</noscript>"])


def _linked(bundle: Bundle, title: str) -> str:
    """Return the data set and its events in the vocabulary of schema.org, as JSON-LD."""
    events = [
        {"@type": "Event", "@id": f"#{one.id}", "name": one.record.title} | _dates(one.record.date)
        for one in bundle.records["event"]
    ]
    made = {"@context": "https://schema.org", "@type": "Dataset", "name": title}
    made |= {"version": bundle.version, "license": bundle.rights} if bundle.version else {}
    text = json.dumps(made | {"hasPart": events}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def _dates(text: str) -> dict[str, str]:
    """Return the ends of a date in ISO 8601, as precise as they are known; nothing that is not."""
    start, _, end = text.partition("/")
    found = {"startDate": start, "endDate": end or start}
    return {key: date for key, date in found.items() if re.fullmatch(r"\d{4}(-\d\d){0,2}", date)}


def _anchor(chapter: Chapter) -> str:
    return "y" + re.sub(r"\W+", "-", chapter.key)


def _select(
    label: str, name: str, options: Sequence[tuple[str, str]], *, every: bool = True
) -> str:
    first = f'<option value="">{worded("any")}</option>' if every else ""
    made = "".join(
        f'<option value="{_attribute(value)}">{_text(said)}</option>' for value, said in options
    )
    return f'<label>{label} <select name="{name}">{first}{made}</select></label>'


def _text(value: str) -> str:
    return escape(value, quote=False)


def _attribute(value: str) -> str:
    return escape(value)
