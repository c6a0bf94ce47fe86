"""Rules on the words that a timeline declares: sides, countries, kinds and topics."""

from __future__ import annotations

from collections.abc import Iterator

from ddr import names
from ddr.corpus.corpus import Corpus
from ddr.corpus.declarations import in_force
from ddr.corpus.rules.registry import Finding
from ddr.corpus.shapes import Field, shape
from ddr.errors import a, did_you_mean
from ddr.records import CLASSES, Source, Statement
from ddr.terms import GENERAL, THIRD, Term, Terms, forms

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
                    yield Finding(said.id, f"topics[{number}]", f"'{word}' is no topic{hint}")


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
    meant = [one.id for one in getattr(terms, field.declared) if names.key(small) in _keys(one)]
    right = small if small in may else meant[0] if len(meant) == 1 else None
    hint = f"; write '{right}'" if right else did_you_mean(word, may)
    advice = "" if hint else f"; or declare it at the head: [[{field.declared}]]"
    return f"'{word}' is not {a(field.key)} ({', '.join(may)}){hint}{advice}", right


def _keys(term: Term) -> set[str]:
    return {names.key(form) for form in forms(term)}
