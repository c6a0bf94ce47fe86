"""Lists of events, anniversaries, people, places, sources, search hits, paragraphs and styles."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from ddr.display import shown, shown_as
from ddr.index.open import portions
from ddr.views.lists import Labels, Listing, draw, objects

if TYPE_CHECKING:
    from ddr.cite.style.catalogue import StyleEntry as Style
    from ddr.parts import Contributor
    from ddr.query.anniversaries import Anniversary
    from ddr.query.authority import AuthorityEntry
    from ddr.query.reading import Paragraph
    from ddr.query.stored import Stored
    from ddr.query.text.search import Hit
    from ddr.records import Event, Source


class Events(Listing):
    """Events; several values in one cell are separated by semicolons."""

    header = ("date", "title", "kind", "place", "participants", "sources", "confidence", "id")

    entries: Sequence[Stored[Event]]

    def bodies(self) -> Iterator[str]:
        return (event.body for event in self.entries)

    def rows(self) -> Iterator[list[str]]:
        labels: dict[str, str] = {}
        for some in portions(self.entries):
            # The plain JSON: a whole timeline is written without making a record of each line.
            events = json.loads(f"[{','.join(event.body for event in some)}]")
            ids = {who for event in events for who in (event["place"], *event["participants"])}
            if shown():
                ids |= {"kind:", *(event["id"] for event in events)}
            labels.update(self._labels(ids - {""} - labels.keys()))
            for event in events:
                yield [
                    event["date"],
                    labels.get(event["id"], event["title"]),
                    labels.get(f"kind:{event['kind']}", event["kind"]),
                    labels.get(event["place"], ""),
                    "; ".join([labels.get(who, who) for who in event["participants"]]),
                    "; ".join(dict.fromkeys([piece["source"] for piece in event["evidence"]])),
                    event["confidence"],
                    event["id"],
                ]

    def table(self) -> None:
        events = [event.record for event in self.entries]
        ids = {who for event in events for who in (event.place, *event.participants)}
        draw("events.show", self.entries, self._labels(ids - {""} | {"kind:"}))


class _Authorities(Listing):
    """Entries of an authority list."""

    entries: Sequence[AuthorityEntry]

    def bodies(self) -> Iterator[str]:
        return (entry.stored.body for entry in self.entries)


class People(_Authorities):
    """People and organizations."""

    header = ("name", "names", "kind", "office", "born", "died", "events", "statements", "id")

    def rows(self) -> Iterator[list[str]]:
        for entry in self.entries:
            record = entry.stored.record
            yield [
                shown_as(record.name, record.names),
                other_names(record),
                entry.stored.table,
                latest_office(record),
                getattr(record, "born", ""),
                getattr(record, "died", ""),
                str(entry.events),
                str(entry.statements),
                record.id,
            ]

    def table(self) -> None:
        draw("tables.people", self.entries)


class Places(_Authorities):
    """Places."""

    header = ("name", "names", "within", "events", "id")

    def rows(self) -> Iterator[list[str]]:
        labels = self.labels()
        for entry in self.entries:
            place = entry.stored.record
            within = labels.get(place.within, "")
            yield [
                shown_as(place.name, place.names),
                other_names(place),
                within,
                str(entry.events),
                place.id,
            ]

    def table(self) -> None:
        draw("tables.places", self.entries, self.labels())

    def labels(self) -> Mapping[str, str]:
        """Return what the places around are called."""
        return self._labels(entry.stored.record.within for entry in self.entries)


class Sources(_Authorities):
    """Sources."""

    header = (
        "id", "type", "title", "author", "issued", "publisher", "language", "origin", "held",
        "events", "statements", "URL",
    )  # fmt: skip

    def rows(self) -> Iterator[list[str]]:
        labels = self.labels()
        for entry in self.entries:
            source: Source = entry.stored.record
            yield [
                source.id,
                source.type,
                source.title,
                authors(source.author, labels),
                source.issued,
                source.publisher or source.container_title,
                source.language,
                source.origin,
                "yes" if source.text else "no",
                str(entry.events),
                str(entry.statements),
                source.URL,
            ]

    def table(self) -> None:
        draw("tables.sources", self.entries, self.labels())

    def labels(self) -> Mapping[str, str]:
        """Return what the authors are called."""
        writers = [who for entry in self.entries for who in entry.stored.record.author]
        return self._labels({"side:", *(who.person or who.organization for who in writers)})


class Hits(Listing):
    """Search hits; no text carries marks around the words found."""

    header = (
        "type", "id", "source", "paragraph", "date", "speaker", "mode", "title", "context",
        "names", "cite", "copy",
    )  # fmt: skip

    entries: Sequence[Hit]

    def rows(self) -> Iterator[list[str]]:
        for hit in self.entries:
            texts = map(unmarked, (hit.title, hit.context, hit.names))
            place = (hit.type, hit.id, hit.source, hit.locator)
            yield [*place, hit.date, hit.speaker, hit.mode, *texts, cite_command(hit), hit.copy]

    def table(self) -> None:
        titled = (hit.source if hit.type == "paragraph" else "" for hit in self.entries)
        ids = {*titled, *(hit.speaker for hit in self.entries)} - {""}
        draw("tables.hits", self.entries, self._labels(ids))


class Paragraphs(Listing):
    """The paragraphs of a held text, with the ids of the statements taken from each."""

    header = ("number", "text", "statements", "copy")

    def __init__(self, source: Source, paragraphs: Sequence[Paragraph]) -> None:
        super().__init__(paragraphs)
        self.source = source

    def bodies(self) -> Iterator[str]:
        return (paragraph.body for paragraph in self.entries)

    def rows(self) -> Iterator[list[str]]:
        for paragraph in self.entries:
            taken = "; ".join(paragraph.statements)
            yield [str(paragraph.number), paragraph.text, taken, paragraph.copy]

    def table(self) -> None:
        draw("tables.paragraphs", self.source, self.entries)


class Styles(Listing):
    """Citation styles."""

    header = (
        "style", "title", "format", "fields", "updated", "license", "parent", "comes with", "id",
    )  # fmt: skip

    entries: Sequence[Style]

    def bodies(self) -> Iterator[str]:
        return objects(style._asdict() for style in self.entries)

    def rows(self) -> Iterator[list[str]]:
        for style in self.entries:
            yield [
                style.name,
                style.title,
                style.format,
                "; ".join(style.fields),
                style.updated,
                style.license,
                style.parent,
                comes_with(style),
                style.id,
            ]

    def table(self) -> None:
        draw("tables.styles", self.entries)


def authors(contributors: Iterable[Contributor], labels: Mapping[str, str]) -> str:
    """Return the names of authors, separated by semicolons."""
    names = (who.literal or who.person or who.organization for who in contributors)
    return "; ".join(labels.get(name, name) for name in names)


def other_names(record: Any) -> str:
    """Return the other forms of a name, separated by semicolons."""
    return "; ".join(dict.fromkeys(form.text for form in record.names if form.text != record.name))


def latest_office(record: Any) -> str:
    """Return the last office recorded, or ``""``."""
    roles = getattr(record, "roles", ())
    return shown_as(roles[-1].title, roles[-1].titles) if roles else ""


def cite_command(hit: Hit) -> str:
    """Return the command that cites the hit."""
    locator = f" --locator {hit.locator}" if hit.type == "paragraph" else ""
    return f"ddr cite {hit.id}{locator}"


def comes_with(style: Style) -> str:
    """Return what must be installed for the style."""
    return "ddr-timeline[styles]" if style.extra else "every installation"


def unmarked(context: str) -> str:
    """Return a text of a hit without the marks around the words found."""
    from ddr.index.schema import END, START

    return context.replace(START, "").replace(END, "")


class Anniversaries(Listing):
    """Anniversaries, those of the day first."""

    header = ("on", "years", "date", "title", "place", "id")

    def __init__(self, found: Sequence[Anniversary], day: date, labels: Labels) -> None:
        super().__init__(found, labels)
        self.day = day

    def bodies(self) -> Iterator[str]:
        rows = (dict(zip(self.header, row, strict=True)) for row in self.rows())
        return objects(row | {"years": int(row["years"])} for row in rows)

    def rows(self) -> Iterator[list[str]]:
        labels = self._labels({one.stored.record.place for one in self.entries} - {""})
        for one in self.entries:
            event = one.stored.record
            place = labels.get(event.place, "")
            yield [one.on.isoformat(), str(one.years), event.date, event.title, place, event.id]

    def table(self) -> None:
        draw("tables.anniversaries", self.entries, self.day, self._labels(["kind:"]))
