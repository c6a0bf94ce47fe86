"""``field:value`` in a search: which fields there are, and what their values mean."""

from __future__ import annotations

import re
from collections.abc import Callable

from ddr import names
from ddr.errors import NotFoundError, UsageError, did_you_mean
from ddr.index.open import Index
from ddr.index.schema import facet, year
from ddr.query import select
from ddr.query.names.resolve import AGENTS, resolve
from ddr.vocabulary import MODES

TYPES = ("event", "statement", "paragraph", "source")
_YEARS = re.compile(r"(\d{4})(?:(?:-|–|/|\.\.)(\d{4}))?")
MOST_YEARS = 300


def tokens(index: Index, field: str, value: str) -> list[str]:
    """Return the facets of which a record must have one.

    Raises `UsageError` for an unknown field, an empty value, or one that the field cannot have,
    and `NotFoundError` for one that nothing has.
    """
    name = field.casefold()
    if name not in FIELDS:
        hint = did_you_mean(name, FIELDS) or f"; there are {', '.join(FIELDS)}"
        raise UsageError(
            f"there is no field '{field[:40]}:' (words with a colon are found in quotation "
            f"marks){hint}"
        )
    if not value.strip():
        raise UsageError(f"{name}: needs a value, such as {EXAMPLES[name]}")
    return FIELDS[name](index, value)


def _by(index: Index, value: str) -> list[str]:
    return [facet("by", resolve(index, value, AGENTS, "by:"))]


def _source(index: Index, value: str) -> list[str]:
    return [facet("source", select.source(index, value, "source:"))]


def _mode(_: Index, value: str) -> list[str]:
    return [facet("mode", word) for word in select.listed("mode", [value], MODES, "mode:")[1]]


def _type(_: Index, value: str) -> list[str]:
    return [facet("type", word) for word in select.listed("type", [value], TYPES, "type:")[1]]


def _topic(index: Index, value: str) -> list[str]:
    """A topic of statements, or a tag of events."""
    known = {
        row[0]
        for field in (("statement", "topic"), ("event", "tag"))
        for row in index.rows("SELECT value FROM tally WHERE type = ? AND field = ?", field)
    }
    if names.key(value) not in known:
        value = index.terms.means("topic", value)
    if names.key(value) not in known:
        close = [f"'{topic}'" for topic in sorted(known) if names.key(value) in topic]
        hint = f"; there is {', '.join(close)}" if close else did_you_mean(value, known)
        raise NotFoundError(f"topic: there is no topic '{value[:60]}'{hint}")
    return [facet("topic", value)]


def _year(_: Index, value: str) -> list[str]:
    given = _YEARS.fullmatch(value)
    if given is None:
        raise UsageError(f"year: '{value[:40]}' is not a year: write 1961, or 1961-1965")
    first = int(given[1])
    last = int(given[2] or first)
    if not 0 <= last - first <= MOST_YEARS:
        raise UsageError(f"year: '{value}' must run forward, over {MOST_YEARS} years at most")
    return [year(number) for number in range(first, last + 1)]


FIELDS: dict[str, Callable[[Index, str], list[str]]] = {
    "by": _by,
    "source": _source,
    "mode": _mode,
    "year": _year,
    "topic": _topic,
    "type": _type,
}
EXAMPLES = {
    "by": 'by:"Kim Jong Un" or by:putin',
    "source": "source:kremlin-2019",
    "mode": "mode:direct",
    "year": "year:1961 or year:1961-1965",
    "topic": "topic:sanctions",
    "type": "type:statement",
}
