"""Former and neighbouring names of options: understood everywhere, offered and told nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_DATES = {"--after": "--since", "--before": "--until", "--date": "--on", "--year": "--on"}
_COUNT = {"--max-count": "--limit", "--number": "--limit"}
_CHOSEN = {"--tag": "--topic", "--who": "--person", "--where": "--place"} | _COUNT
_EVENTS = _DATES | _CHOSEN
_SAID = _DATES | {"--tag": "--topic", "--person": "--by", "--speaker": "--by", "--who": "--by"}
_WRITTEN = {"--to": "--format"}

ALIASES: Mapping[str, Mapping[str, str]] = {
    "events": _EVENTS | {"--by": "--person"},
    "said": _SAID | _COUNT | {"--origin": "--side"},
    "search": _SAID | _COUNT,
    "sources": _DATES | _COUNT | {"--author": "--by", "--person": "--by", "--origin": "--side"},
    "people": _COUNT | {"--date": "--on"},
    "places": _COUNT,
    "browse": _EVENTS,
    "chronology": _EVENTS,
    "export": _EVENTS,
    "page": _EVENTS,
    "timeline": _EVENTS,
    "today": _CHOSEN | {"--on": "--date"},
    "cite": _WRITTEN,
    "bib": _WRITTEN,
}
"""For each command, other names of its options."""


def aliased(command: Any) -> Any:
    """Return a command that takes the other names of its options."""
    names = ALIASES.get(command.name, {})
    make = command.make_parser

    def make_parser(ctx: Any) -> Any:
        parser = make(ctx)
        known = parser._long_opt  # noqa: SLF001  # click has no other door for a hidden name
        for other, name in names.items():
            if name in known:
                known.setdefault(other, known[name])
        return parser

    command.make_parser = make_parser
    return command
