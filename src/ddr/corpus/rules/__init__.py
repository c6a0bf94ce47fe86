"""Everything that `ddr check` demands, as a registry in the order in which it is looked at."""

from __future__ import annotations

from ddr.corpus.rules import curation, dates, quotations, reading, references
from ddr.corpus.rules.registry import Rule

RULES: tuple[Rule, ...] = tuple(
    rule for module in (reading, references, quotations, dates, curation) for rule in module.RULES
)
"""The rules on allowances come last: by then it is known which were needed."""

BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}
