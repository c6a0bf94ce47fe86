"""Values as YAML 1.2: block style, every string in double quotes.

A quoted string is never taken for a date, a number, a boolean or null, and JSON's escapes are
YAML's, so `json` does the quoting. A YAML library would be a dependency, and would still have
to be told to quote.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")


def dump(value: Mapping[str, Any] | Sequence[Any]) -> str:
    """Return mappings, sequences, strings, numbers and booleans as a YAML document."""
    return "".join(f"{line}\n" for line in _lines(value))


def quoted(text: str) -> str:
    """Return a string as a double-quoted scalar; what YAML forbids in one is escaped."""
    escaped = json.dumps(text, ensure_ascii=False)
    return _BREAKS.sub(_escape, _UNPRINTABLE.sub(_escape, escaped))


def key(text: str) -> str:
    """Return a key, in quotes unless it can be nothing but a string."""
    plain = re.fullmatch(r"[a-z][a-z0-9]*-[a-z0-9-]*", text)
    return text if plain else quoted(text)


def _lines(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from _entry(f"{key}:", part, "  ")
    else:
        for part in value:
            if isinstance(part, Mapping) and part:
                for number, line in enumerate(_lines(part)):
                    yield f"  {line}" if number else f"- {line}"
            else:
                yield from _entry("-", part, "  ")


def _entry(head: str, value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, str):
        yield f"{head} {quoted(value)}"
    elif _flat(value):
        yield f"{head} {json.dumps(value)}"
    else:
        yield head
        for line in _lines(value):
            yield f"{indent}{line}"


def _flat(value: Any) -> bool:
    """Return whether a value fits a line: numbers, booleans, dates as lists of numbers."""
    if isinstance(value, list):
        return all(isinstance(part, int) or (isinstance(part, list) and _flat(part))
                   for part in value)  # fmt: skip
    return isinstance(value, int) or not value


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
