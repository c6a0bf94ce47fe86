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
    right: the text that should stand there, where that is beyond doubt.
    """

    record: str
    path: str
    message: str
    right: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that `ddr check` demands.

    code: a stable word for it.
    severity: an error makes the timeline unusable, a warning does not.
    find: yields every breach in a corpus; None for what is found while a file is read.
    says: one sentence on what the rule demands; by default the docstring of `find`.
    mends: what ``--fix`` does about it; "" where no change would be safe.
    """

    code: str
    severity: Severity
    find: Callable[[Corpus], Iterator[Finding]] | None = None
    says: str = ""
    mends: str = ""

    @property
    def explanation(self) -> str:
        """One sentence on what the rule demands."""
        return self.says or ((self.find and self.find.__doc__) or "").strip()

    @property
    def allowable(self) -> bool:
        """Return whether a record may switch the rule off: an error cannot be switched off."""
        return self.severity == "warning"


BY_CODE: dict[str, Rule] = {}
"""Every rule by its code, filled in by `ddr.corpus.rules`."""
