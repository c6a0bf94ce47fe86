"""The checks that look at more than one value, as a registry in the order in which they run."""

from __future__ import annotations

from ddr.corpus.rules import curation, dates, references, words
from ddr.corpus.rules.registry import Rule

RULES: tuple[Rule, ...] = tuple(
    rule for module in (references, words, dates, curation) for rule in module.RULES
)
