"""Rules that are checked while a file is read: without them there is no record to look at."""

from __future__ import annotations

from collections.abc import Iterator

from ddr import names
from ddr.corpus.corpus import Corpus
from ddr.corpus.declarations import in_force
from ddr.corpus.rules.registry import Finding, Rule
from ddr.corpus.shapes import Field, shape
from ddr.errors import a, did_you_mean
from ddr.records import CLASSES, Source, Statement
from ddr.terms import GENERAL, THIRD, Terms, forms


def blank_ends(corpus: Corpus) -> Iterator[Finding]:
    """No text begins or ends with a blank."""
    for file in corpus.files:
        for record, path, value in file.blank_ends:
            home, at = corpus.homes.get(record, (None, ""))
            if home is file and path.startswith(f"{at}."):
                field = path.removeprefix(f"{at}.")
                message = "the text begins or ends with a blank: take it out"
                yield Finding(record, field, message, value.strip())


_OTHER = "other"
"""A country that nobody needs to declare."""


def not_in_list(corpus: Corpus) -> Iterator[Finding]:
    """A field with a settled vocabulary holds a word of it."""
    allowed = {file.name: _allowed(in_force(file), corpus.terms) for file in corpus.files}
    for record in corpus.records.values():
        words = allowed[corpus.homes[record.id][0].name]
        for field in _FIELDS[type(record)]:
            word, may = getattr(record, field.attribute), words.get(field.declared)
            if word and may is not None and word not in may:
                yield Finding(record.id, field.key, *_wrong(field, word, may, corpus.terms))


def topic(corpus: Corpus) -> Iterator[Finding]:
    """Topics are of the list that a timeline declares, where it declares one."""
    closed = {file.name for file in corpus.files if in_force(file).topic}
    may = dict.fromkeys(corpus.terms.topics)
    known = set(map(names.key, may))
    for said in corpus.every(Statement):
        if corpus.homes[said.id][0].name in closed:
            for number, word in enumerate(said.topics):
                if names.key(word) not in known:
                    hint = did_you_mean(word, may) or "; declare it at the head: [[topic]]"
                    yield Finding(said.id, f"topics[{number}]", f"'{word}' is not a topic{hint}")


def no_origin(corpus: Corpus) -> Iterator[Finding]:
    """Every field that a record must have is there, and not empty."""
    for source in corpus.every(Source):
        if not source.origin and in_force(corpus.homes[source.id][0]).side:
            yield Finding(source.id, "origin", "the field 'origin' is missing")


_FIELDS = {
    cls: [field for field in shape(cls).values() if field.declared] for cls in CLASSES.values()
}


def _allowed(own: Terms, all_: Terms) -> dict[str, dict[str, None] | None]:
    """Return the words that records of a file may use, by table; None where any will do."""
    sides = dict.fromkeys([*all_.sides, THIRD])
    kinds = dict.fromkeys([*all_.kinds, *(() if own.kind else GENERAL)])
    closed = bool(own.side or own.country)
    countries = dict.fromkeys([*all_.countries, _OTHER]) if closed else None
    return {"side": sides, "kind": kinds, "country": countries}


def _wrong(field: Field, word: str, may: dict[str, None], terms: Terms) -> tuple[str, str | None]:
    """Return what is wrong with a word, and the one id that has it among its forms, if any."""
    small = word.strip().lower()
    declared = getattr(terms, field.declared)
    meant = [one.id for one in declared if names.key(small) in map(names.key, forms(one))]
    right = small if small in may else meant[0] if len(meant) == 1 else None
    hint = f"; write '{right}'" if right else did_you_mean(word, may)
    advice = "" if hint else f"; or declare it at the head: [[{field.declared}]]"
    return f"'{word}' is not {a(field.key)} ({', '.join(may)}){hint}{advice}", right


def _read(code: str, says: str, mends: str = "") -> Rule:
    return Rule(code, "error", says=says, mends=mends)


RULES = (
    _read("unreadable", "A timeline is a file that can be read."),
    _read("file-size", "A timeline file is no larger than 128 MiB."),
    _read("empty", "A timeline starts with 'schema = 2'."),
    _read("utf-8", "Timelines and held texts are UTF-8."),
    _read("toml", "A timeline is valid TOML 1.0, and not nested beyond reason."),
    _read("schema", "The schema of a timeline is one that this ddr reads."),
    _read("unknown-field", "Every table and field is one that ddr knows."),
    _read(
        "wrong-type",
        "Every value is of the type that its field holds: text, an array, or a table in braces.",
        "puts a date that stands without quotation marks into them",
    ),
    Rule("missing-field", "error", no_origin),
    _read("control-character", "No text holds a control character or a line end."),
    Rule(
        "not-in-list",
        "error",
        not_in_list,
        mends="writes a word of the list as the list does, where only its capitals differ",
    ),
    Rule("topic", "warning", topic),
    _read("declared-twice", "A word is declared once at the head of a timeline."),
    _read("declared-otherwise", "Timelines laid over one another declare a word alike."),
    _read("bad-id", "An id is lowercase ASCII letters, digits and single hyphens."),
    _read(
        "bad-edtf",
        "A date is EDTF, and of a calendar that has that day.",
        "takes blanks before and after it out",
    ),
    _read(
        "bad-url",
        "An address is absolute, and begins with http:// or https://.",
        "takes blanks before and after it out",
    ),
    _read(
        "bad-doi",
        "A DOI is its name alone: styles write https://doi.org/ before it.",
        "takes the resolver out, and blanks before and after it",
    ),
    _read("bad-key", "A citation key has no blank, and no sign that a .bib file reads."),
    _read(
        "bad-lang",
        "A language is a BCP 47 tag.",
        "writes the language in lower case, where only its capitals are wrong",
    ),
    _read(
        "bad-sha256",
        "A sha256 is 64 hexadecimal digits in lower case.",
        "writes the same digits in lower case",
    ),
    _read("bad-colour", "A colour is a '#' and six hexadecimal digits."),
    _read("bad-sign", "The mark of a kind is one character, no wider than a letter."),
    _read("duplicate-id", "An id belongs to one record, over all kinds and all timelines in use."),
    _read("text-path", "A held text is a file in the folder of its timeline, or below it."),
    _read("text-missing", "A held text is a file that can be read."),
    _read("text-size", "A held text is no larger than 32 MiB."),
    _read("text-hash", "A held text has not changed since its sha256 was recorded."),
    Rule("blank-ends", "warning", blank_ends, mends="takes the blanks out"),
)
