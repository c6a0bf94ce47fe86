"""Everything that `ddr check` demands, as a registry in the order in which it is looked at."""

from __future__ import annotations

from ddr.corpus.rules import curation, dates, quotations, references, structure
from ddr.corpus.rules.registry import BY_CODE, Rule

RULES: tuple[Rule, ...] = tuple(
    rule for module in (structure, references, quotations, dates, curation) for rule in module.RULES
)
"""The rules on allowances come last: by then it is known which were needed."""

BY_CODE.update((rule.code, rule) for rule in RULES)

__all__ = ["BY_CODE", "RULES"]
