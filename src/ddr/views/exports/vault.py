"""A vault for Obsidian: a note a record, with links between them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from ddr import edtf
from ddr.query.bundle import Bundle
from ddr.views.statements import reached
from ddr.vocabulary import QUOTED

FOLDERS = {
    "event": "Events", "statement": "Statements", "person": "People",
    "organization": "Organizations", "place": "Places", "source": "Sources",
}  # fmt: skip
_MARK = re.compile(r"([\\`*_\[\]<>#|~=$%^])")


def notes(bundle: Bundle) -> Iterator[tuple[str, str]]:
    """Yield each note: its path in the vault, and its text. A link leads to a note that exists."""
    names = bundle.names()
    writer = _Notes(names)
    said: dict[str, list[Any]] = {}
    for one in bundle.records["statement"]:
        record = one.record
        for name in dict.fromkeys((record.occasion, record.speaker, *record.about)):
            said.setdefault(name, []).append(record)
    held: dict[str, list[Any]] = {}
    for one in bundle.records["event"]:
        record = one.record
        for name in dict.fromkeys((record.place, *record.participants)):
            held.setdefault(name, []).append(record)
    for table, several in bundle.records.items():
        for one in several:
            text = writer.note(table, one.record, said.get(one.id, ()), held.get(one.id, ()))
            yield f"{FOLDERS[table]}/{one.id}.md", text
    yield "README.md", _index(bundle, writer)


class _Notes:
    """Writes notes; knows what each record is called."""

    def __init__(self, names: dict[str, str]) -> None:
        self._names = names

    def link(self, name: str) -> str:
        if name not in self._names:
            return _plain(name)
        label = re.sub(r"[\[\]|#^\n]", " ", self._names[name])
        return f"[[{name}|{' '.join(label.split())}]]"

    def note(self, table: str, record: Any, said: Iterable[Any], held: Iterable[Any]) -> str:
        title = self._names[record.id]
        facts = {"id": record.id, "kind": table, "aliases": [] if title == record.id else [title]}
        facts |= _facts(record)
        lines = ["---", *(f"{k}: {json.dumps(v, ensure_ascii=False)}" for k, v in facts.items())]
        lines += ["---", f"# {_plain(title)}", "", *self._body(table, record)]
        if record.note:
            lines += ["", f"Note: {_plain(record.note)}"]
        lines += _section("Statements", (self._said(one) for one in said))
        lines += _section("Events", (f"- {_when(one)} {self.link(one.id)}" for one in held))
        return "\n".join([*lines, ""])

    def _said(self, one: Any) -> str:
        return f"- {_when(one)} {self.link(one.speaker)}: {self.link(one.id)} ({one.mode})"

    def _body(self, table: str, record: Any) -> Iterator[str]:
        if table == "event":
            yield f"{_when(record)} {self.link(record.place)}".strip()
            yield from ("", _plain(record.summary)) if record.summary else ()
            if record.participants:
                yield from ("", "With " + ", ".join(map(self.link, record.participants)) + ".")
            yield from _section("Evidence", (self._piece(one) for one in record.evidence))
            yield from _section("Told differently", (self._told(one) for one in record.accounts))
            yield from _section("Related", (f"- {self.link(one)}" for one in record.related))
        elif table == "statement":
            words = record.exact or record.says
            quoted = f"> {_plain(words)}" if record.mode in QUOTED else _plain(words)
            yield from (quoted, "")
            yield f"{self.link(record.speaker)}, {_plain(record.role)}, {_when(record)}"
            yield f"{reached(record.mode)}; {self._at(record)}"
            if record.occasion:
                yield f"at {self.link(record.occasion)}"
            yield from _section("About", (f"- {self.link(one)}" for one in record.about))
        elif table == "source":
            yield f"{record.type}, {record.origin}"
            yield from (record.URL,) if record.URL else ()
            for who in record.author:
                yield f"by {self.link(who.person or who.organization or who.name)}"
        else:
            yield from (f"- {_plain(one.text)} {one.lang}".rstrip() for one in record.names)
            if within := getattr(record, "within", ""):
                yield f"within {self.link(within)}"

    def _at(self, one: Any) -> str:
        return self.link(one.source) + (f" ¶ {_plain(one.locator)}" if one.locator else "")

    def _piece(self, one: Any) -> str:
        words = f"“{_plain(one.exact)}”" if one.exact else _plain(one.says)
        return f"- {self._at(one)}: {words}"

    def _told(self, one: Any) -> str:
        value = f" ({one.field}: {_plain(one.value)})" if one.value else ""
        return f"- {self._at(one)}: {_plain(one.says)}{value}"


def _facts(record: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    if date := getattr(record, "date", ""):
        facts |= {"date": date, "label": edtf.words(edtf.parse(date))}
    tags = [*getattr(record, "tags", ()), *getattr(record, "topics", ())]
    if kind := getattr(record, "kind", ""):
        tags.insert(0, kind)
    if tags:
        facts["tags"] = [re.sub(r"[^\w/-]+", "-", tag) for tag in tags]
    return facts


def _when(record: Any) -> str:
    return f"{edtf.words(edtf.parse(record.date))}:"


def _section(heading: str, lines: Iterable[str]) -> list[str]:
    found = list(lines)
    return ["", f"## {heading}", "", *found] if found else []


def _plain(text: str) -> str:
    """Return a text in which nothing is read as markup."""
    return _MARK.sub(r"\\\1", " ".join(text.split()))


def _index(bundle: Bundle, writer: _Notes) -> str:
    head = f"Version {bundle.version} of the data, {bundle.rights}. Written by ddr."
    lines = [f"# {_plain(bundle.title)}", "", head, "", "## Events", ""]
    events = (one.record for one in bundle.records["event"])
    return "\n".join([*lines, *(f"- {_when(one)} {writer.link(one.id)}" for one in events), ""])
