"""Rules on sources and care: what is cited is complete, what is kept is used."""

from __future__ import annotations

from collections.abc import Iterator

from ddr.corpus.corpus import Corpus
from ddr.corpus.rules.printable import unprintable
from ddr.corpus.rules.references import formerly_of, references
from ddr.corpus.rules.registry import BY_CODE, Finding, Rule
from ddr.corpus.shapes import shape, strings
from ddr.errors import did_you_mean
from ddr.records import Event, Organization, Person, Place, Source, Statement


def contributor(corpus: Corpus) -> Iterator[Finding]:
    """An author, editor or translator is one record, one name in parts or one whole name."""
    for source in corpus.every(Source):
        for key in ("author", "editor", "translator"):
            for index, who in enumerate(getattr(source, key)):
                path = f"{key}[{index}]"
                if sum(map(bool, (who.person, who.organization, who.family, who.literal))) != 1:
                    message = "name exactly one of 'person', 'organization', 'family', 'literal'"
                    yield Finding(source.id, path, message)
                elif not who.family and (who.order or len(who.parts) > bool(who.literal)):
                    message = "the parts of a name go with its 'family'"
                    yield Finding(source.id, path, message)


def held(corpus: Corpus) -> Iterator[Finding]:
    """A held text is pinned by its sha256 and says what is known of its rights."""
    for source in corpus.every(Source):
        for key in ("sha256", "rights") if source.text else ():
            if not getattr(source, key):
                hint = "; write 'not stated' where nothing is known" if key == "rights" else ""
                yield Finding(source.id, "text", f"a held text needs '{key}'{hint}")


def inferred(corpus: Corpus) -> Iterator[Finding]:
    """What is inferred is a field that has a value, and the note gives the reason."""
    for source in corpus.every(Source):
        fields = shape(Source)
        for index, key in enumerate(source.inferred):
            path = f"inferred[{index}]"
            if key not in fields:
                hint = did_you_mean(key, fields)
                yield Finding(source.id, path, f"'{key}' is not a field of a source{hint}")
            elif not getattr(source, fields[key].attribute):
                yield Finding(source.id, path, f"'{key}' is inferred, yet it has no value")
        if source.inferred and not source.note:
            yield Finding(source.id, "inferred", "say in 'note' why these fields are inferred")
        if source.title.startswith("[") and "title" not in source.inferred:
            message = "a title in square brackets is our description: list it in 'inferred'"
            yield Finding(source.id, "title", message)


def account_field(corpus: Corpus) -> Iterator[Finding]:
    """An account that differs in a field names a field that the record has."""
    for record in corpus.records.values():
        if isinstance(record, Event | Statement):
            fields = shape(type(record))
            for index, account in enumerate(record.accounts):
                if account.field and account.field not in fields:
                    hint = did_you_mean(account.field, fields)
                    message = f"'{account.field}' is not a field of this record{hint}"
                    yield Finding(record.id, f"accounts[{index}].field", message)


def same_address(corpus: Corpus) -> Iterator[Finding]:
    """One address belongs to one source."""
    seen: dict[str, Source] = {}
    for source in corpus.every(Source):
        if not source.URL:
            continue
        key = source.URL.partition("://")[2].rstrip("/")
        first = seen.setdefault(key, source)
        if first is not source:
            message = f"'{first.id}' has this address too: merge them, or say in 'allow' why not"
            yield Finding(source.id, "URL", message)


def address(corpus: Corpus) -> Iterator[Finding]:
    """An address is one to print: no copy, bare number, port, small screen, print or short link."""
    copies = {one.host: one.home for file in corpus.files for one in file.head.copies}
    for source in corpus.every(Source):
        if message := unprintable(source.URL, copies):
            yield Finding(source.id, "URL", message)


def orphan(corpus: Corpus) -> Iterator[Finding]:
    """Every source, person, organization and place is used by another record."""
    used = {
        name
        for record in corpus.records.values()
        for _, _, name in references(record)
        if name != record.id
    }
    used.update(now for name, (now, _) in formerly_of(corpus).items() if name in used)
    # What an invalid record says may be the id of another.
    used.update(text for file in corpus.files for *_, raw in file.broken for text in strings(raw))
    countries = {role.of for person in corpus.every(Person) for role in person.roles}
    for record in corpus.records.values():
        if isinstance(record, Source | Person | Organization | Place):
            if record.id in used or record.id in countries:
                continue
            if isinstance(record, Source) and record.text:
                continue
            yield Finding(record.id, "", "no other record uses this one: use it or take it out")


def allowance(corpus: Corpus) -> Iterator[Finding]:
    """What a record allows itself in 'allow' is a rule that warns: errors cannot be allowed."""
    for record in corpus.records.values():
        for index, one in enumerate(record.allow):
            rule = BY_CODE.get(one.code)
            if rule is None:
                hint = did_you_mean(one.code, BY_CODE) or ": see 'ddr check --explain all'"
                message = f"there is no rule '{one.code}'{hint}"
            elif not rule.allowable:
                message = f"'{one.code}' is an error, which no record can allow itself: correct it"
            else:
                continue
            yield Finding(record.id, f"allow[{index}].code", message)


def unneeded(corpus: Corpus) -> Iterator[Finding]:
    """A rule that a record switches off would find something there, and is named once."""
    for record in corpus.records.values():
        seen: set[str] = set()
        for index, one in enumerate(record.allow):
            rule = BY_CODE.get(one.code)
            if rule is None or not rule.allowable:
                continue
            if one.code in seen or (record.id, one.code) not in corpus.allowed:
                message = f"'{one.code}' suppresses nothing: remove it"
                yield Finding(record.id, f"allow[{index}]", message)
            seen.add(one.code)


RULES = (
    Rule("contributor", "error", contributor),
    Rule("held-text", "error", held),
    Rule("inferred", "error", inferred),
    Rule("account", "error", account_field),
    Rule("same-address", "warning", same_address),
    Rule("address", "warning", address),
    Rule("orphan", "warning", orphan),
    Rule("allowance", "error", allowance),
    Rule("unneeded-allowance", "warning", unneeded),
)
