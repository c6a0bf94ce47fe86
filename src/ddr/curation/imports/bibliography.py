"""Bibliographies of other programs as sources: what maps is kept, the rest is noted and told."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from ddr.corpus.shapes import FORMS, check_id
from ddr.curation.imports.csl_items import from_csl, is_csl
from ddr.curation.imports.drafts import DATES, NAMES, Draft
from ddr.curation.known import Known, free, plain_address, propose, slug
from ddr.names import fold, full

_SUPPLIED = re.compile(r"Not printed in the source, supplied: ([^.]+)\.\s*")
_PLAIN = {"date": "issued", "title-of-the-publication": "container-title"}
_NUMBER = re.compile(r"-[1-9]\d{0,2}$")
_LONGEST = 9  # words of an id
_HEADLINE = 4
"""So many words with a capital, and none of that length without, make a headline."""


def bibliography(text: str, form: str) -> tuple[list[Draft], list[str]] | None:
    """Read a bibliography: its entries, and a line on each text outside them.

    Returns None for a text that is none, such as records in TOML. Raises `DataError` for one that
    is malformed.
    """
    start = text.lstrip("\ufeff \t\r\n")
    if form == "bibtex" or (not form and start.startswith(("@", "%"))):
        from ddr.curation.imports.bibtex_entries import from_bibtex

        return from_bibtex(text), []
    if form == "ris" or (not form and start.startswith("TY  -")):
        from ddr.curation.imports.ris_records import from_ris

        return from_ris(text)
    if form == "json" or (not form and start.startswith(("[", "{"))):
        try:
            read = json.loads(text)
        except (ValueError, RecursionError):
            return None
        return (from_csl(read), []) if is_csl(read) else None
    return None


def sources(
    known: Known, drafts: Iterable[Draft], origin: str
) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the values of new sources, and a line on whatever is not as it was.

    An entry that is there already, by its address, DOI, or key and title, and one without a title
    are left out and listed. `origin` is whose voice all of them are.
    """
    there = _There(known)
    made: list[dict[str, Any]] = []
    told = []
    capitals = []
    for draft in drafts:
        values = draft.values
        reason = draft.wrong or ("" if values.get("title") else "it has no title")
        if not reason:
            values |= {"origin": origin}
            _remark(draft)
            for role in NAMES:
                if role in values:
                    values[role] = [there.agent(parts) for parts in values[role]]
            if twin := there.twin(draft):
                reason = f"it is there as '{twin}', {known.place(twin)}"
        if reason:
            told.append(f"{draft.place}: left out: {reason}")
            continue
        told += _untaken(draft) + there.named(draft)
        made.append(values)
        if _headline(values["title"]) and values.get("language", "en")[:2] == "en":
            capitals.append(draft.key or draft.place)
    if capitals:
        told.append(
            f"kept as written, though they look like headlines: the titles of {', '.join(capitals)}"
        )
    return made, told


def _untaken(draft: Draft) -> list[str]:
    """Return a line on what of a draft is kept in its note alone, and one on what is not kept."""
    noted = [one.partition(":")[0] for one in draft.noted]
    pairs = (("kept in the note", noted), ("not kept", draft.lost))
    name = draft.key or draft.place
    return [f"{name}: {what}: {', '.join(dict.fromkeys(words))}" for what, words in pairs if words]


def _remark(draft: Draft) -> None:
    """Say in the note what has no field, and that what is inferred was so before."""
    values = draft.values
    values.setdefault("type", "document")
    inferred = values.pop("inferred", [])
    if said := _SUPPLIED.match(values.get("note", "")):
        values["note"] = values["note"][said.end() :]
        names = (name.replace(" ", "-") for name in said[1].split(", "))
        inferred = [_PLAIN.get(name, name) for name in names]
        for parts in (one for role in NAMES if role in inferred for one in values.get(role, [])):
            parts["literal"] = parts.get("literal", "").removeprefix("[").removesuffix("?]")
        for key in DATES:
            if key in inferred:
                values[key] = values[key].rstrip("?~")
    if values["title"].startswith("["):
        inferred.append("title")
    values |= {"inferred": list(dict.fromkeys(inferred))} if inferred else {}
    if draft.noted:
        draft.put("note", f"[{'; '.join(draft.noted)}]")
    if values.get("inferred"):
        values.setdefault("note", "The bibliography it is from marks this as supplied.")


class _There:
    """What the timelines hold, and what was added to it, by what tells repetitions apart."""

    def __init__(self, known: Known) -> None:
        self.ids = set(known.blocks)
        self.titles: dict[tuple[str, str], str] = {}
        self.marks: dict[tuple[str, str], str] = {}
        self.agents: dict[str, set[tuple[str, str]]] = {}
        for record, values in known.of("source"):
            self._take(record, values)
        for table in ("person", "organization"):
            for record, values in known.of(table):
                names = [values, *values.get("names", [])]
                for form in (one.get("text") or one.get("name", "") for one in names):
                    self.agents.setdefault(fold(form), set()).add((table, record))

    def _take(self, record: str, values: Mapping[str, Any], *, fresh: bool = False) -> None:
        keys = {record, values.get("citation-key", record)}
        self.ids |= keys
        for key in keys | {_NUMBER.sub("", record)}:
            self.titles.setdefault((key, fold(values.get("title", ""))), record)
        for key in ("URL", "DOI"):
            if values.get(key):
                mark = plain_address(values[key])
                title = fold(values["title"]) if fresh and key == "URL" else ""
                self.marks.setdefault((mark, title), record)

    def twin(self, draft: Draft) -> str:
        """Return the source that a draft would repeat, or ""."""
        title = fold(draft.values["title"])
        made = _made(draft.key) or propose("source", draft.values, ())
        for key in filter(None, (draft.key, made)):
            record = self.titles.get((key, title), "")
            if record and (key in self.ids or record == key):
                return record
        marks = (plain_address(draft.values[key]) for key in ("DOI", "URL") if key in draft.values)
        pairs = ((mark, said) for mark in marks for said in ("", title))
        return next((self.marks[pair] for pair in pairs if pair in self.marks), "")

    def agent(self, parts: dict[str, str]) -> dict[str, str]:
        """Return the one person or organization that a name means, else the name."""
        forms = {fold(full(parts)), fold(full(parts, "family-first"))}
        found = set().union(*(self.agents.get(form, set()) for form in forms if form))
        return dict(found) if len(found) == 1 else parts

    def named(self, draft: Draft) -> list[str]:
        """Give a draft a free id, keep its own key beside, and return what is to be told."""
        values, key = draft.values, draft.key
        made = _made(key)
        taken = key in self.ids
        values["id"] = free(made, self.ids) if made else propose("source", values, self.ids)
        told = []
        if values["id"] != key:
            if not key:
                told = [f"{draft.place}: its id is '{values['id']}'"]
            elif not taken and not FORMS["key"](key):
                values["citation-key"] = key
                told = [f"{key}: its id is '{values['id']}'; either cites it"]
            else:
                why = "its key names another record" if taken else "its key can be none here"
                told = [f"{draft.place}: its id is '{values['id']}', which cites it: {why}"]
        self._take(values["id"], values, fresh=True)
        return told


def _made(key: str) -> str:
    """Return the id that a key gives, "" where it has no letters for one."""
    return slug(key, _LONGEST) if check_id(key) else key


def _headline(title: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", title) if len(word) >= _HEADLINE]
    return len(words) >= _HEADLINE and all(word[0].isupper() for word in words)
