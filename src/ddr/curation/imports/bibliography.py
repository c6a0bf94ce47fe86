"""Bibliographies of other programs as sources: what maps is kept, the rest is noted and told."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ddr import edtf
from ddr.corpus.shapes import FORMS, check_id, check_key, check_plain, shape
from ddr.curation.known import Known, free, plain_address, propose, slug
from ddr.errors import DataError, UsageError
from ddr.names import fold, full
from ddr.records import Source
from ddr.vocabulary import SOURCE_TYPES
from ddr.when import parse_when

NAMES = ("author", "editor", "translator")
PARTS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal")
_DATES = ("issued", "event-date", "accessed")
_MARKUP = re.compile(r"</?(?:i|b|em|strong|sup|sub|sc|span)(?:\s[^<>]*)?>|\u2060(?=/?\w+>|$)")
_RESOLVER = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)(?=10\.)", re.IGNORECASE)
_SUPPLIED = re.compile(r"Not printed in the source, supplied: ([^.]+)\.\s*")
_PLAIN = {"date": "issued", "title-of-the-publication": "container-title"}
_NUMBER = re.compile(r"-[1-9]\d{0,2}$")
_LONGEST = 9  # words of an id
_HEADLINE = 4
"""So many words with a capital, and none of that length without, make a headline."""

_LANGUAGES = {
    "english": "en", "american": "en-US", "usenglish": "en-US", "british": "en-GB",
    "ukenglish": "en-GB", "russian": "ru", "русский": "ru", "korean": "ko", "한국어": "ko",
    "german": "de", "ngerman": "de", "austrian": "de-AT", "deutsch": "de", "french": "fr",
    "français": "fr", "spanish": "es", "español": "es", "italian": "it", "japanese": "ja",
    "chinese": "zh", "ukrainian": "uk", "polish": "pl", "czech": "cs", "hungarian": "hu",
    "portuguese": "pt", "vietnamese": "vi", "mongolian": "mn", "arabic": "ar", "dutch": "nl",
    "swedish": "sv", "latin": "la", "greek": "el", "eng": "en", "rus": "ru", "kor": "ko",
    "ger": "de", "deu": "de", "fre": "fr", "fra": "fr", "jpn": "ja", "chi": "zh", "zho": "zh",
}  # fmt: skip


@dataclass(slots=True)
class Draft:
    """An entry of a bibliography, on its way to become a source.

    key: as its program names it.
    line: where it begins in the file; 0 where the format has no lines.
    values: those of a source, by its TOML keys; names as their CSL parts.
    noted: what has no field here and is kept in the note, each as ``name: value``.
    lost: what is not kept at all.
    wrong: why the entry cannot be taken in, "" where it can.
    """

    key: str
    line: int = 0
    values: dict[str, Any] = field(default_factory=dict)
    noted: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    wrong: str = ""

    @property
    def place(self) -> str:
        """The key, and the line that it stands in."""
        line = f"line {self.line}" if self.line else "an entry without a key"
        return f"{self.key} ({line})" if self.key and self.line else self.key or line

    def put(self, key: str, value: str) -> None:
        """Keep a value, or note it: where it is malformed, or its field has one already."""
        text = " ".join(_MARKUP.sub("", value).split())
        if not text:
            return
        if wrong := check_plain(text):
            self.wrong = self.wrong or f"{key}: {wrong}"
            return
        if key == "DOI":
            text = _RESOLVER.sub("", text)
        elif key == "language":
            text = _language(text)
        check = FORMS.get(shape(Source)[key].form)
        if self.values.get(key) == text:
            return
        if key == "note":
            text = f"{self.values.pop(key, '')} {text}".lstrip()
        if key in self.values or (check and check(text)):
            self.note(key, text)
        else:
            self.values[key] = text

    def note(self, name: str, value: str) -> None:
        """Keep in the note what has no field."""
        text = " ".join(value.split())
        if wrong := check_plain(text):
            self.wrong = self.wrong or f"{name}: {wrong}"
        elif text:
            self.noted.append(f"{name}: {text}")

    def name(self, role: str, parts: Mapping[str, Any]) -> None:
        """Add a name to a role, given in its CSL parts."""
        kept = {key: " ".join(str(parts[key]).split()) for key in PARTS if parts.get(key)}
        if wrong := check_plain("".join(kept.values())):
            self.wrong = self.wrong or f"{role}: {wrong}"
        if not kept.keys() & {"family", "literal"} or len(kept) == 1:
            kept = {"literal": full({"family": ""} | kept)}
        elif "literal" in kept:
            kept = {"literal": kept["literal"]}
        elif parts.get("static-ordering") is True:
            kept["order"] = "family-first"
        if any(kept.values()):
            self.values.setdefault(role, []).append(kept)

    def put_type(self, kind: str) -> None:
        """Keep a CSL type, or note one that sources do not have."""
        if kind in SOURCE_TYPES:
            self.values["type"] = kind
        elif kind:
            self.note("type", kind)

    def put_date(self, key: str, text: str) -> bool:
        """Keep a date given in words, in EDTF, or with slashes; return whether it is one."""
        plain = "-".join(part for part in text.strip().strip("/").split("/") if part)
        for form in (text, plain):
            try:
                found = parse_when(form, today=date.min.replace(year=2000)).text
            except UsageError:
                continue
            self.put(key, found)
            return True
        return not text.strip()


def bibliography(text: str, form: str) -> tuple[list[Draft], list[str]] | None:
    """Read a bibliography: its entries, and a line on each text outside them.

    Returns None for a text that is none, such as records in TOML. Raises `DataError` for one that
    is malformed.
    """
    start = text.lstrip("\ufeff \t\r\n")
    if form == "bibtex" or (not form and start.startswith(("@", "%"))):
        from ddr.curation.imports.bibtex import from_bibtex

        return from_bibtex(text), []
    if form == "ris" or (not form and start.startswith("TY  -")):
        from ddr.curation.imports.ris import from_ris

        return from_ris(text)
    if form == "json" or (not form and start.startswith(("[", "{"))):
        try:
            read = json.loads(text)
        except (ValueError, RecursionError):
            return None
        return (from_csl(read), []) if _is_csl(read) else None
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
        names = [one.partition(":")[0] for one in draft.noted]
        told += [f"{draft.key}: kept in the note: {', '.join(names)}"] if names else []
        told += [f"{draft.key}: not kept: {', '.join(draft.lost)}"] if draft.lost else []
        told += there.named(draft)
        made.append(values)
        if _headline(values["title"]) and values.get("language", "en")[:2] == "en":
            capitals.append(draft.key)
    if capitals:
        told.append(
            f"kept as written, though they look like headlines: the titles of {', '.join(capitals)}"
        )
    return made, told


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
        for key in _DATES:
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
            if key and not taken and not check_key(key):
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


def _language(text: str) -> str:
    """Return the BCP 47 tag of a language, however it is written; else the text itself."""
    plain = text.strip().replace("_", "-")
    head, _, tail = plain.partition("-")
    if plain.lower() in _LANGUAGES or not head.isascii() or len(head) > 3:  # noqa: PLR2004
        return _LANGUAGES.get(plain.lower(), text)
    return "-".join(filter(None, (_LANGUAGES.get(head.lower(), head.lower()), tail)))


def _headline(title: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", title) if len(word) >= _HEADLINE]
    return len(words) >= _HEADLINE and all(word[0].isupper() for word in words)


def _is_csl(rows: Any) -> bool:
    """Return whether this is CSL-JSON, not records of ours, which say whose voice they are."""
    first = rows[0] if isinstance(rows, list) and rows else None
    return isinstance(first, dict) and "type" in first and "origin" not in first


def from_csl(items: Any) -> list[Draft]:
    """Read CSL-JSON items; raise `DataError` for what is no list of them."""
    if not isinstance(items, list) or not all(isinstance(one, dict) for one in items):
        raise DataError("CSL-JSON is a list of objects")
    return [_draft(item) for item in items]


def _draft(item: Mapping[str, Any]) -> Draft:
    draft = Draft(str(item.get("citation-key") or item.get("id", "")))
    fields = shape(Source)
    renamed = {"event": "event-title", "annote": "note"}
    ours = fields.keys() - {"id", "origin", "text", "sha256", "citation-key"}
    for name, value in item.items():
        key = renamed.get(name, name)
        if key in {"id", "citation-key"} or value in ("", None, [], {}):
            continue
        if key == "type":
            draft.put_type(str(value))
        elif key in NAMES and isinstance(value, list):
            for one in value:
                draft.name(key, one if isinstance(one, dict) else {"literal": one})
        elif key in _DATES:
            _put_date(draft, key, value)
        elif key in ours and not fields[key].many and isinstance(value, str | int):
            draft.put(key, str(value))
        else:
            draft.note(name, value if isinstance(value, str) else _json(value))
    if draft.values.get("title", "").endswith("]"):
        _part_translation(draft)
    return draft


def _part_translation(draft: Draft) -> None:
    """Part "Title [translation]", as ddr itself writes it, where the short title is the title."""
    short = str(draft.values.get("title-short", ""))
    title = str(draft.values["title"])
    if short and title.startswith(f"{short} ["):
        draft.values["title"] = short
        draft.values["title-short"] = title[len(short) + 2 : -1]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _put_date(draft: Draft, key: str, value: Any) -> None:
    if not isinstance(value, dict):
        if not draft.put_date(key, str(value)):
            draft.note(key, str(value))
        return
    if text := _edtf(value):
        draft.put(key, text)
        if value.get("season"):
            draft.note(f"{key} season", str(value["season"]))
        return
    said = str(value.get("raw") or value.get("literal") or "")
    if not said or not draft.put_date(key, said):
        draft.note(key, said or _json(value))


def _edtf(value: Mapping[str, Any]) -> str:
    """Return a CSL date as EDTF, ``""`` where it is none."""
    mark = "~" if value.get("circa") else ""
    try:
        ends = [_point([int(part) for part in parts]) for parts in value.get("date-parts", [])]
        text = "/".join(f"{end}{mark}" if end != ".." else end for end in ends)
        return edtf.parse(text).text
    except (ValueError, TypeError, OverflowError):
        return ""


def _point(parts: Sequence[int]) -> str:
    year, *rest = parts
    if not year and not any(rest):
        return ".."
    known = rest[: next((at for at, part in enumerate(rest) if not part), len(rest))]
    return "-".join([f"{year:04}", *(f"{part:02}" for part in known)])
