"""Rules on exceptions: what a record switches off is known, may be, and had to be."""

from __future__ import annotations

from collections.abc import Iterator

from ddr.corpus.corpus import Corpus
from ddr.corpus.rules.registry import Finding, Rule
from ddr.errors import did_you_mean


def allowance(corpus: Corpus) -> Iterator[Finding]:
    """What a record allows itself in 'allow' is a rule that warns: errors cannot be allowed."""
    from ddr.corpus.rules import BY_CODE

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
    from ddr.corpus.rules import BY_CODE

    for record in corpus.records.values():
        seen: set[str] = set()
        for index, one in enumerate(record.allow):
            rule = BY_CODE.get(one.code)
            if rule is None or not rule.allowable:
                continue
            if one.code in seen or (record.id, one.code) not in corpus.allowed:
                message = f"'{one.code}' finds nothing here that is to be allowed: take it out"
                yield Finding(record.id, f"allow[{index}]", message)
            seen.add(one.code)


RULES = (
    Rule("allowance", "error", allowance),
    Rule("unneeded-allowance", "warning", unneeded),
)
