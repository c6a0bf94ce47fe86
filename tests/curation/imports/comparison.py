"""What an import makes of a bibliography, compared with what pybtex and rispy read in it."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from ddr.curation.imports.bibliography import bibliography, sources
from ddr.curation.imports.drafts import Draft
from ddr.curation.known import Known

_PLACES = {
    "title": "title", "journal": "container-title", "journaltitle": "container-title",
    "booktitle": "container-title", "publisher": "publisher", "volume": "volume",
    "series": "collection-title", "pages": "page", "doi": "DOI", "isbn": "ISBN", "url": "URL",
    "shorttitle": "title-short", "location": "publisher-place", "address": "publisher-place",
}  # fmt: skip
"""Where the fields of BibTeX belong; what stands elsewhere has to be told."""
_DATES = frozenset({"date", "year", "month", "day", "urldate", "eventdate"})
_LANGUAGES = frozenset({"language", "langid"})
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

Parts = tuple[str, str, str, str]
"""The letters of a name: its family, given, particle and suffix."""


@dataclass(slots=True)
class Verdict:
    """What became of a bibliography; each list names entry and field."""

    entries: int = 0
    refused: int = 0
    names: int = 0
    fields: int = 0
    keys_changed: list[str] = field(default_factory=list)
    flattened: list[str] = field(default_factory=list)
    titles_changed: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        """Everything that is not as it was, and is not told."""
        return [*self.keys_changed, *self.flattened, *self.titles_changed, *self.lost]

    @property
    def figures(self) -> list[int]:
        """The columns of the table in docs/importing.md."""
        faults = (self.keys_changed, self.flattened, self.titles_changed, self.lost)
        return [self.entries, self.refused, self.names, self.fields, *map(len, faults)]


@dataclass(slots=True)
class Entry:
    """An entry as the oracle reads it."""

    key: str
    fields: dict[str, list[str]]
    names: dict[str, list[Parts]] = field(default_factory=dict)


def letters(text: str) -> str:
    """Return the letters and digits of a text that is no TeX."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


@cache
def plain(value: str) -> str:
    """Return the letters and digits of a TeX value, decoded by latexcodec, without commands."""
    if not re.search(r"[\\{}$~`^]|--", value):
        return letters(value)
    import latexcodec  # noqa: F401 (registers the codec)

    decode: Any = codecs.lookup("ulatex").decode
    text = re.sub(r"\\(?:url|path|href)\s*(?=\{)", "", value)
    text = re.sub(r"\\path\|([^|]*)\|", r"\1", text)
    text = re.sub(r"\\[A-Za-z]*noopsort\s*\{[^{}]*\}", "", text)
    text = re.sub(r"\\LaTeXe(?![A-Za-z])", "LaTeX2ε", text)
    text = re.sub(r"\\(TeX|LaTeX|BibTeX|XyMTeX|log)(?![A-Za-z])\s?", r"\1", text)
    text = re.sub(r"(\\[`'^\"~=.uvH]\s*\{?)\\i(?![A-Za-z])", r"\1i", text)
    text = re.sub(r"\\[$%&#_{}]", " ", text)
    text = decode(text, "ignore")[0]
    return letters(re.sub(r"\\[A-Za-z@]+\*?|\\.", "", text))


def from_pybtex(text: str) -> list[Entry]:
    """Read BibTeX as pybtex does; what it finds wrong is not heard."""
    from pybtex import errors
    from pybtex.bibtex.utils import split_name_list
    from pybtex.database import Person
    from pybtex.database.input.bibtex import Parser

    entries = []
    with errors.capture():
        for key, one in Parser(encoding="utf-8").parse_string(text).entries.items():
            entry = Entry(key, {name.lower(): [value] for name, value in one.fields.items()})
            persons = {role.lower(): list(people) for role, people in one.persons.items()}
            for said in entry.fields.pop("translator", []):
                persons["translator"] = [Person(name) for name in split_name_list(said)]
            for role, people in persons.items():
                entry.names[role] = [_person(person) for person in people]
            entries.append(entry)
    return entries


def _person(person: Any) -> Parts:
    given = [*person.first_names, *person.middle_names]
    parts = (person.last_names, given, person.prelast_names, person.lineage_names)
    family, first, particle, suffix = (plain("".join(words)) for words in parts)
    return family, first, particle, suffix


def from_rispy(text: str) -> list[Entry]:
    """Read RIS as rispy does; of its fields, the names are values like others."""
    import rispy

    entries = []
    for one in rispy.loads(text.removeprefix("\ufeff")):
        said = one.pop("unknown_tag", {}) | one
        said.pop("type_of_reference", None)
        fields = {
            name: value if isinstance(value, list) else [str(value)] for name, value in said.items()
        }
        entries.append(Entry("".join(fields.get("id", [])), fields))
    return entries


def judged(texts: Iterable[str], form: str, known: Callable[[], Known]) -> Verdict:
    """Import texts, each into a timeline of its own, and compare them with the oracle's reading."""
    verdict = Verdict()
    for text in texts:
        read = bibliography(text, form)
        assert read is not None
        drafts, _ = read
        made, told = sources(known(), drafts, "third-party")
        oracle = from_pybtex(text) if form == "bibtex" else from_rispy(text)
        if form == "bibtex":
            assert len(oracle) == len(drafts)
        verdict.entries += len(drafts)
        verdict.refused += len(drafts) - len(made)
        by_key = {draft.key: draft for draft in reversed(drafts)}
        taken = {id(values) for values in made}
        keys = {one.key.lower() for one in oracle}
        for number, entry in enumerate(oracle):
            draft = by_key.get(entry.key) if entry.key else drafts[number]
            if draft is None:
                verdict.keys_changed.append(f"{entry.key}: is not there")
                continue
            said = [one for one in told if one.startswith((f"{draft.place}:", f"{draft.key}:"))]
            if id(draft.values) in taken:
                _judge(verdict, entry, Kept(draft, said, keys))
            elif not any("left out" in line for line in said):
                verdict.lost.append(f"{entry.key}: the whole entry")
    return verdict


def _judge(verdict: Verdict, entry: Entry, kept: Kept) -> None:
    values = kept.values
    key = entry.key
    renamed = any("its id is" in line for line in kept.said)
    if key and key not in {values["id"], values.get("citation-key")} and not renamed:
        verdict.keys_changed.append(key)
    for role, names in entry.names.items():
        verdict.names += len(names)
        now = [_named(one) for one in values.get(role, ())]
        if now != names and not kept.told(role):
            verdict.flattened.append(f"{key}: {role}: {names} is {now}")
    whole = "".join(entry.fields.get("title", []) + entry.fields.get("subtitle", []))
    if whole and letters(values["title"]) != plain(whole) and not kept.told("title"):
        verdict.titles_changed.append(f"{key}: {whole} is {values['title']}")
    for name, said in entry.fields.items():
        for value in said:
            verdict.fields += 1
            if not kept.has(name, value):
                verdict.lost.append(f"{key}: {name} {value!r}: {values}")


def _named(one: Mapping[str, str]) -> Parts:
    particle = one.get("non-dropping-particle", "") + one.get("dropping-particle", "")
    family = letters(one.get("family", one.get("literal", "")))
    return family, letters(one.get("given", "")), letters(particle), letters(one.get("suffix", ""))


class Kept:
    """What an entry became, and what was said of it."""

    def __init__(self, draft: Draft, said: list[str], keys: set[str]) -> None:
        self.values = draft.values
        self.said = said
        self.keys = keys
        self.everything = letters("".join(_strings(draft.values)))

    def told(self, name: str) -> bool:
        """Tell whether it was said that a field, or something in it, is not kept."""
        gone = (line.lower() for line in self.said if "not kept: " in line)
        return any(re.search(rf"[ ,]{re.escape(name)} '|in {name}\b", line) for line in gone)

    def has(self, name: str, value: str) -> bool:
        """Tell whether a field is where it belongs, or elsewhere and told, or told to be gone."""
        wanted = self._wanted(name, value)
        place = _PLACES.get(name, "")
        if not wanted or wanted in letters(str(self.values.get(place, ""))):
            return True
        noted = any(
            re.search(rf"[:,] ({re.escape(name)}|{place})(,|$)", line.lower()) for line in self.said
        )
        return (wanted in self.everything and (noted or not place)) or self._otherwise(name, value)

    def _wanted(self, name: str, value: str) -> str:
        """Return the letters that are to be found, without what has a place of its own."""
        if name == "location":  # a list, which "and" parts
            return plain("".join(value.split(" and ")))
        address = letters(self.values.get("URL", ""))
        if address and name in {"note", "howpublished", "url"}:
            return plain(value).replace(address, "", 1)
        if name == "doi":
            return re.sub(r"^(https?(dx)?doiorg|doi)", "", plain(value))
        return plain(value)

    def _otherwise(self, name: str, value: str) -> bool:
        """Tell whether a field says in another form what is kept, or it is told to be gone."""
        if name in {"crossref", "xdata"}:
            return value.lower() in self.keys
        if name == "url":  # of which there may be several
            return all(plain(one) in self.everything for one in value.split("; "))
        if name in _LANGUAGES and self.values.get("language"):
            return True
        dates = " ".join(str(self.values.get(key, "")) for key in ("issued", "accessed"))
        month = value.strip().lower()[:3]
        plainly = re.sub(r"\\[A-Za-z]+\s*\{[^{}]*\}", "", value)
        numbers = {int(one) for one in re.findall(r"\d+", plainly)}
        numbers |= {_MONTHS.index(month) + 1} if month in _MONTHS else set()
        known = {int(one) for one in re.findall(r"\d+", dates)}
        return (name in _DATES and bool(numbers) and numbers <= known) or self.told(name)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)
