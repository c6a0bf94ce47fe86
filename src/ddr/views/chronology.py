"""A chronology as a document: events with footnotes, and the statements that belong to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ddr import edtf
from ddr.cite import quotation
from ddr.cite.citations import Cited, of_event, of_source, of_statement
from ddr.cite.footnotes import Footnotes, footnotes
from ddr.cite.pandoc.inlines import plain
from ddr.cite.style.finder import Style
from ddr.display import counted, own, shown, shown_as, worded
from ddr.views.statements import office, reached, words_of

if TYPE_CHECKING:
    from ddr.query.chapters import Chapter
    from ddr.query.stored import Stored
    from ddr.records import Event, Source, Statement

Block = dict[str, Any]
Inlines = list[dict[str, Any]]
_SPACE = {"t": "Space"}


class Material(NamedTuple):
    """What a chronology is written from.

    chapters: the events, in chapters.
    statements: those that belong to an event, by its id.
    sources: returns the source of an id.
    lookup: returns the person or organization of an id.
    style: of the citations.
    """

    chapters: Sequence[Chapter]
    statements: Mapping[str, Sequence[Stored[Statement]]]
    sources: Callable[[str], Source]
    lookup: Callable[[str], Any]
    style: Style

    @property
    def events(self) -> list[Event]:
        """Every event, once."""
        found = {one.id: one.record for chapter in self.chapters for one in chapter.found}
        return list(found.values())


class Imprint(NamedTuple):
    """What stands at the head and the foot of a chronology; any may be "".

    title, author: as the reader gave them, or the title of the timeline.
    data: the title, version and licence of the data.
    """

    title: str
    author: str
    data: tuple[str, str, str]


def document(material: Material, edition: Imprint) -> tuple[list[Block], dict[str, Any], list[str]]:
    """Return a chronology as blocks and metadata of pandoc's JSON, and remarks for its reader."""
    clusters: list[Sequence[Cited]] = []
    drafts = list(_chapters(material, clusters))
    made = footnotes(clusters, material.style, material.lookup)
    blocks = [_filled(block, made) for block in drafts]
    if material.style.bibliography and clusters:
        blocks += [
            _heading(1, worded("Sources"), "sources"),
            {"t": "Div", "c": [["refs", [], []], []]},
        ]
    blocks += [_heading(1, worded("About this chronology"), "about"), *_colophon(material, edition)]
    return blocks, made.meta | _head(material, edition), list(made.remarks)


def _head(material: Material, edition: Imprint) -> dict[str, Any]:
    title, version, _ = edition.data
    events = material.events
    dates = [edtf.parse(event.date) for event in events]
    first = min(dates, key=edtf.sort_key)
    last = max(dates, key=edtf.sort_key)
    span = edtf.words(first) if first == last else f"{edtf.words(first)} to {edtf.words(last)}"
    meta = {
        "title": plain(edition.title or title),
        "subtitle": plain(f"Chronology: {counted(len(events), 'event')}, {span}"),
        "date": plain(f"Data version {version}" if version else ""),
    }
    made = {key: {"t": "MetaInlines", "c": value} for key, value in meta.items() if value}
    if edition.author:
        made["author"] = {"t": "MetaInlines", "c": plain(edition.author)}
    return made | {"document-lang": {"t": "MetaString", "c": shown() or own()}}


def _colophon(material: Material, edition: Imprint) -> Iterator[Block]:
    title, version, rights = edition.data
    data = ", ".join(filter(None, (title, version and f"version {version}", rights)))
    says = f"Data: {data}. " if data else ""
    yield _para(
        f"{says}Citations: {material.style.title}. Titles and summaries are the editors'; a date "
        "is no more precise than its sources, and where they differ the note says how."
    )


def _chapters(material: Material, clusters: list[Sequence[Cited]]) -> Iterator[Block]:
    for chapter in material.chapters:
        label = chapter.label or worded("other")
        yield _heading(1, label[:1].upper() + label[1:], f"chapter-{chapter.key or 'other'}")
        for stored in chapter.found:
            # An event that stands in several chapters has one address: its first.
            yield from _event(stored.record, material, clusters)
            for said in material.statements.get(stored.id, ()):
                yield from _statement(said.record, material, clusters)


def _event(event: Event, material: Material, clusters: list[Sequence[Cited]]) -> Iterator[Block]:
    when = edtf.words(edtf.parse(event.date))
    when = f"{when[:1].upper()}{when[1:].removesuffix('.')}."  # a Russian year ends with one
    yield _heading(2, f"{when} {event.title}", event.id)
    asides = [*_asides(event, material)]
    text = plain(event.summary or f"{event.title}.")
    if not event.evidence:
        yield {"t": "Para", "c": text}
    elif material.style.note:
        note: list[Block] = [
            {"t": "Para", "c": [_cite(clusters, of_event(event, material.sources))]}
        ]
        note += [_aside(words, cited, clusters, note=True) for words, cited in asides]
        asides = []
        yield {"t": "Para", "c": [*text, {"t": "Note", "c": note}]}
    else:
        yield _in_text(text, _cite(clusters, of_event(event, material.sources)))
    for words, cited in asides:
        yield _aside(words, cited, clusters, note=False)


def _in_text(text: Inlines, cite: dict[str, Any]) -> Block:
    """Return a paragraph whose citation stands before its full stop."""
    *before, last = text
    word = last["c"]
    stop = {"t": "Str", "c": "." if word.endswith(".") else ""}
    last = {"t": "Str", "c": word.removesuffix(".")}
    return {"t": "Para", "c": [*before, last, _SPACE, cite, stop]}


def _asides(event: Event, material: Material) -> Iterator[tuple[str, Cited | None]]:
    """Yield what a note says beside its sources: other tellings, doubts and corrections."""
    for account in event.accounts:
        value = account.value and f" ({account.field}: {words_of(account.field, account.value)})"
        told = account.says.removesuffix(".")
        cited = of_source(material.sources(account.source), account.locator)
        yield f"Told differently: {told}{value}.", cited
    if event.confidence != "high":
        yield f"Confidence: {event.confidence}.", None
    for erratum in event.errata:
        yield f"Correction of {edtf.words(edtf.parse(erratum.date))}: {erratum.says}", None


def _aside(
    words: str, cited: Cited | None, clusters: list[Sequence[Cited]], *, note: bool
) -> Block:
    if cited is None:
        return _para(words)
    cite = _cite(clusters, [cited])
    if not note:
        return _in_text(plain(words), cite)
    return {"t": "Para", "c": [*plain(f"{words.removesuffix('.')}; see"), _SPACE, cite]}


def _statement(
    said: Statement, material: Material, clusters: list[Sequence[Cited]]
) -> Iterator[Block]:
    source = material.sources(said.source)
    quote = quotation.of_statement(said, source, material.lookup, material.style.locale, block=True)
    agent = material.lookup(said.speaker)
    speaker = shown_as(agent.name, agent.names)
    who = ", ".join(filter(None, (speaker, office(said, speaker))))
    when = edtf.words(edtf.parse(said.date))
    head = plain(f"{who}, {when}, {reached(said.mode)}: {quote.lead}".rstrip())
    cite = _cite(clusters, [of_statement(said, source, material.lookup)])
    if material.style.note:
        words = [*plain(f"{quote.words}{quote.stop}"), cite]
    else:
        words = [*plain(f"{quote.words}{quote.stop}"), _SPACE, cite]
    if quote.told:
        yield {"t": "Para", "c": [*head, _SPACE, *words]}
    else:
        yield {"t": "Para", "c": head}
        yield {"t": "BlockQuote", "c": [{"t": "Para", "c": words}]}


def _cite(clusters: list[Sequence[Cited]], cited: Sequence[Cited]) -> dict[str, Any]:
    """Return a place for a citation, which `_filled` puts there."""
    clusters.append(cited)
    return {"t": "Cite", "c": len(clusters) - 1}


def _filled(value: Any, made: Footnotes) -> Any:
    """Return a block with each citation in its place."""
    if isinstance(value, list):
        return [_filled(one, made) for one in value]
    if not isinstance(value, dict) or "t" not in value:
        return value
    if value["t"] == "Cite":
        return made.inlines[value["c"]]
    inner = value.get("c")
    return value | {"c": _filled(inner, made)} if isinstance(inner, list) else value


def _heading(level: int, text: str, name: str) -> Block:
    return {"t": "Header", "c": [level, [name, [], []], plain(text)]}


def _para(text: str) -> Block:
    return {"t": "Para", "c": plain(text)}
