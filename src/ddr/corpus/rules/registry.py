"""What a rule is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ddr.corpus.corpus import Corpus
from ddr.corpus.problems import Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of a rule.

    record: the id of the record.
    path: the field, such as ``evidence[0].exact``; "" for the record as a whole.
    message: what is wrong and what to do.
    """

    record: str
    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A check over a whole corpus.

    code: a stable word for it.
    severity: an error makes the timeline unusable, a warning does not.
    find: yields every breach.
    """

    code: str
    severity: Severity
    find: Callable[[Corpus], Iterator[Finding]]

    @property
    def explanation(self) -> str:
        """One sentence on what the rule demands."""
        return (self.find.__doc__ or "").strip()
