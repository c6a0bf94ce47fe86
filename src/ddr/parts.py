"""What records are made of: the forms of their fields, and their parts, each a class of its own."""

from __future__ import annotations

from typing import Annotated

from ddr.frozen import Frozen
from ddr.vocabulary import PartsOrder


class Ref(Frozen):
    """Marks a field that holds the id of a record of one of these kinds."""

    kinds: tuple[str, ...]


class Form(Frozen):
    """Marks a string field that has a form of `ddr.corpus.shapes`, or is ``required``."""

    name: str


class Declared(Frozen):
    """Marks a field that holds a word of a table at the head of the timeline."""

    table: str


Id = Annotated[str, Form("id")]
Edtf = Annotated[str, Form("edtf")]
Day = Annotated[str, Form("edtf-day")]
Url = Annotated[str, Form("url")]
Doi = Annotated[str, Form("doi")]
Key = Annotated[str, Form("key")]
Lang = Annotated[str, Form("lang")]
Colour = Annotated[str, Form("colour")]
Sign = Annotated[str, Form("sign")]
Sha256 = Annotated[str, Form("sha256")]
Required = Annotated[str, Form("required")]
SourceId = Annotated[str, Ref(("source",))]
PersonId = Annotated[str, Ref(("person",))]
OrganizationId = Annotated[str, Ref(("organization",))]
AgentId = Annotated[str, Ref(("person", "organization"))]
PlaceId = Annotated[str, Ref(("place",))]
EventId = Annotated[str, Ref(("event",))]
SideWord = Annotated[str, Declared("side")]
CountryWord = Annotated[str, Declared("country")]
KindWord = Annotated[str, Form("required"), Declared("kind")]
TopicWord = Annotated[str, Declared("topic")]
TopicRef = Annotated[str, Ref(("event", "person", "organization", "place"))]


class Name(Frozen, kw_only=True):
    """One form of a name, as printed somewhere.

    text: the name itself.
    lang: BCP 47 language of the form; "" for Latin forms met in English texts.
    note: where or by whom this form is used.
    """

    text: Required
    lang: Lang = ""
    note: str = ""


class Title(Frozen, kw_only=True):
    """A title in another language, in our words.

    text: the title.
    lang: BCP 47 language of it.
    """

    text: Required
    lang: Annotated[str, Form("lang-required")]


class Role(Frozen, kw_only=True):
    """An office held.

    title: the office in English, as documents of the time give it.
    titles: the same in other languages.
    of: the state or organization it belongs to: an organization's id or a country word.
    from_: first day, month or year of the office, as attested; "" unknown.
    to: last day, month or year; "" unknown or still held.
    attested: dates, or an interval from the first to the last, at which the office is attested.
    source: the document that attests it.
    note: what a reader should know.
    """

    title: Required
    titles: tuple[Title, ...] = ()
    of: str = ""
    from_: Edtf = ""
    to: Edtf = ""
    attested: Edtf = ""
    source: Annotated[str, Ref(("source",))] = ""
    note: str = ""


class Contributor(Frozen, kw_only=True):
    """An author, editor or translator: a record, a name in parts, or a whole name.

    person: a person's id.
    organization: an organization's id.
    family: the family name of a person who has no record.
    given: given names, or initials.
    dropping_particle: a particle that goes when the family name stands alone: "von".
    non_dropping_particle: a particle that stays with the family name: "van der".
    suffix: what follows the name: "Jr.".
    order: how the name is written in full; "" as its script wants it.
    literal: the name of an organization without a record; "others" at the end stands for "et al.".
    """

    person: PersonId = ""
    organization: OrganizationId = ""
    family: str = ""
    given: str = ""
    dropping_particle: str = ""
    non_dropping_particle: str = ""
    suffix: str = ""
    order: PartsOrder = ""
    literal: str = ""

    @property
    def parts(self) -> dict[str, str]:
        """The parts of a name under their CSL keys, or the whole name as ``literal``."""
        if self.literal:
            return {"literal": self.literal}
        parts = {
            "family": self.family,
            "given": self.given,
            "dropping-particle": self.dropping_particle,
            "non-dropping-particle": self.non_dropping_particle,
            "suffix": self.suffix,
        }
        return {key: value for key, value in parts.items() if value}

    @property
    def name(self) -> str:
        """The name in full, "" where a record has it."""
        from ddr.names import full

        return full(self.parts, self.order)


class Evidence(Frozen, kw_only=True):
    """What one source attests.

    source: the source's id.
    locator: the paragraph of the held text ("4" or "4-5"), or a page or article as text.
    exact: the words, verbatim in that paragraph; only for a held text.
    says: in our own words, what it attests; for a text not held.
    """

    source: SourceId
    locator: str = ""
    exact: str = ""
    says: str = ""


class Account(Frozen, kw_only=True):
    """Where a source tells a record differently.

    source: the source's id.
    locator: where in it.
    field: the field of the record that it tells otherwise, such as "date".
    value: its value for that field.
    says: the difference in our own words.
    """

    source: SourceId
    locator: str = ""
    field: str = ""
    value: str = ""
    says: Required


class Allowance(Frozen, kw_only=True):
    """A rule of `ddr check` that does not hold for one record.

    code: of the rule, as `ddr check --explain all` lists it; only a warning can be allowed.
    why: the reason.
    """

    code: Required
    why: Required


class Erratum(Frozen, kw_only=True):
    """A published correction of a record.

    date: the day of the correction.
    says: what was wrong, until which version of the data.
    """

    date: Day
    says: Required
