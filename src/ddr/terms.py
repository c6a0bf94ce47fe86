"""The words that a timeline declares at its head: its sides, countries, kinds and topics.

They are data of the timeline, as its records are. The words that ddr itself settles, whose meaning
is in the code, stand in `ddr.vocabulary`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ddr import names
from ddr.display import in_language, worded
from ddr.frozen import Frozen, replace
from ddr.parts import Colour, Contributor, Id, Lang, Name, Required, Sign, Url

THIRD = "third-party"
"""The side of whoever is on none that a timeline declares."""


class Side(Frozen, kw_only=True):
    """A party to what the timeline tells of.

    id: what `origin` and --side say.
    name: as ddr prints it; without one, the id.
    names: the same in other languages, and other forms.
    countries: the countries that belong to it.
    colour: in which lists, pictures and pages draw it, such as "#b03030".
    """

    id: Id
    name: str = ""
    names: tuple[Name, ...] = ()
    countries: tuple[Id, ...] = ()
    colour: Colour = ""


class Country(Frozen, kw_only=True):
    """A state or other body that people serve.

    id: what `country` of a person or an organization says.
    name: as ddr prints it; without one, the id.
    names: other forms, by which an office may name it: "British", "London".
    """

    id: Id
    name: str = ""
    names: tuple[Name, ...] = ()


class Kind(Frozen, kw_only=True):
    """A kind of event.

    id: what `kind` says.
    name: as ddr prints it; without one, the id.
    names: the same in other languages, and other forms.
    mark: one character that stands for it in lists, in one column of a terminal.
    """

    id: Id
    name: str = ""
    names: tuple[Name, ...] = ()
    mark: Sign = ""


class Topic(Frozen, kw_only=True):
    """A topic of statements; where one is declared, the list is closed.

    id: what `topics` says, blanks and all.
    name: as ddr prints it; without one, the id.
    names: the same in other languages, and other forms.
    """

    id: Required
    name: str = ""
    names: tuple[Name, ...] = ()


class Copy(Frozen, kw_only=True):
    """A site that copies another, and is no address to cite a document at.

    host: the name of its host, which stands for the hosts below it too.
    home: the host whose documents it copies.
    """

    host: Required
    home: Required


class Head(Frozen, kw_only=True):
    """What a timeline says of itself.

    version: the version of the data, such as the day of the last change.
    title: what the timeline is about.
    description: a sentence or two on what it covers.
    language: the language of its titles; English where nothing is said.
    author: who made it.
    publisher: who publishes it.
    URL: the address of the data set.
    license: the licence of the records, such as CC-BY-4.0.
    copies: the sites at whose addresses no source is to be cited.
    """

    version: str = ""
    title: str = ""
    description: str = ""
    language: Lang = ""
    author: tuple[Contributor, ...] = ()
    publisher: str = ""
    URL: Url = ""
    license: str = ""
    copies: tuple[Copy, ...] = ()


Term = Side | Country | Kind | Topic

DECLARED: dict[str, type[Any]] = {"side": Side, "country": Country, "kind": Kind, "topic": Topic}
"""The tables at the head of a timeline file, in the order in which they stand there."""

GENERAL = (
    "agreement", "appointment", "battle", "conference", "culture", "death", "declaration",
    "election", "founding", "law", "meeting", "negotiation", "protest", "publication", "treaty",
    "visit", "war", "other",
)  # fmt: skip
"""The kinds of events of a timeline that declares none."""


class Terms(Frozen, kw_only=True):
    """The vocabulary of a timeline, or of several laid over one another."""

    side: tuple[Side, ...] = ()
    country: tuple[Country, ...] = ()
    kind: tuple[Kind, ...] = ()
    topic: tuple[Topic, ...] = ()

    @property
    def sides(self) -> tuple[str, ...]:
        """The ids of the sides, that of third parties last; none where none is declared."""
        declared = [side.id for side in self.side]
        return tuple(dict.fromkeys([*declared, THIRD])) if declared else ()

    @property
    def countries(self) -> tuple[str, ...]:
        """The ids of the countries, those that sides name first."""
        named = [country for side in self.side for country in side.countries]
        return tuple(dict.fromkeys([*named, *(country.id for country in self.country)]))

    @property
    def kinds(self) -> tuple[str, ...]:
        """The ids of the kinds; those of `GENERAL` where none is declared."""
        return tuple(kind.id for kind in self.kind) or GENERAL

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics; none where the list is open."""
        return tuple(topic.id for topic in self.topic)

    def words(self, table: str) -> tuple[str, ...]:
        """Return the words that a table of `DECLARED` settles; empty where any will do."""
        many = {"side": "sides", "country": "countries", "kind": "kinds", "topic": "topics"}
        return tuple(getattr(self, many[table]))

    def find(self, table: str, word: str) -> Term | None:
        """Return what is declared under an id, or a topic under its folded words."""
        known: tuple[Term, ...] = getattr(self, table)
        for one in known:
            if one.id == word:
                return one
        wanted = names.key(word)
        return next((one for one in known if names.key(one.id) == wanted), None)

    def means(self, table: str, word: str) -> str:
        """Return the id that a word means by any of its forms, in any case; else the word.

        A country means its side too.
        """
        if word in self.words(table):
            return word
        wanted = names.key(word)
        for one in getattr(self, table):
            if wanted in {names.key(form) for form in forms(one)}:
                return str(one.id)
        if table == "side" and (country := self.means("country", word)) in self.countries:
            return next((one.id for one in self.side if country in one.countries), word)
        return next((one for one in self.words(table) if names.key(one) == wanted), word)

    def spoken(self, table: str) -> list[str]:
        """Return every form of the words of a table, in every language."""
        declared = [form for one in getattr(self, table) for form in forms(one)]
        return list({names.key(form): form for form in [*declared, *self.words(table)]}.values())

    def label(self, table: str, word: str, language: str = "") -> str:
        """Return what a word is called, in a language where it has a name in it."""
        found = self.find(table, word)
        if found is None:
            return worded("third parties") if (table, word) == ("side", THIRD) else word
        return in_language(found.name or found.id, found.names, language)

    def side_of(self, record: Any, records: Mapping[str, Any]) -> str:
        """Return the side of a source, person or organization.

        "" where nothing is declared, or the records do not say, or say several. `records` are the
        organizations that offices may be of, by id.
        """
        if not self.side:
            return ""
        if origin := getattr(record, "origin", ""):
            return str(origin)
        homes = {country: side.id for side in self.side for country in side.countries}
        if country := getattr(record, "country", ""):
            return homes.get(country, THIRD)
        served = set()
        for role in getattr(record, "roles", ()):
            of = getattr(records[role.of], "country", "") if role.of in records else role.of
            served |= {homes.get(of, THIRD)} if of else set()
        return served.pop() if len(served) == 1 else ""


def forms(term: Term) -> Iterator[str]:
    """Yield every form of a word that is declared: its id, its name, its names."""
    yield from (term.id, *filter(None, (term.name,)), *(name.text for name in term.names))


def clash(one: Any, other: Any) -> str:
    """Return the key in which two declarations of one word differ, or ""; names add up."""
    alike = replace(one, names=other.names)
    return next((key for key in alike.FIELDS if getattr(alike, key) != getattr(other, key)), "")


def merged(one: Any, other: Any) -> Any:
    """Return a declaration with the names of both."""
    return replace(one, names=tuple(dict.fromkeys((*one.names, *other.names))))


def from_values(values: Mapping[str, Any]) -> Terms:
    """Return a vocabulary from the JSON values of one; nothing is checked."""
    return Terms(**{table: _declared(table, given) for table, given in values.items()})


def _declared(table: str, given: Iterable[Mapping[str, Any]]) -> tuple[Any, ...]:
    made = []
    for one in given:
        parts = {"names": tuple(Name(**name) for name in one["names"])}
        if "countries" in one:
            parts["countries"] = tuple(one["countries"])
        made.append(DECLARED[table](**{**one, **parts}))
    return tuple(made)
