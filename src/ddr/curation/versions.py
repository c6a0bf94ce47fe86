"""The version of the data: the day of the last change, and a number after the first of a day."""

from __future__ import annotations

import re
from datetime import date

_VERSION = re.compile(
    r"^(?P<key>version[ \t]*=[ \t]*)\"(?P<day>\d{4}\.\d{2}\.\d{2})(?:\.(?P<number>\d{1,9}))?\"",
    re.MULTILINE,
)


def raised(head: str, today: date) -> str:
    """Return the head of a timeline with its version raised to `today`.

    ``2026.11.22`` becomes ``2026.11.23`` on the next day and ``2026.11.22.1`` on the same one. A
    version in another form is the curator's own and stays.
    """
    found = _VERSION.search(head)
    if found is None:
        return head
    day, number = found["day"], int(found["number"] or 0)
    now = f"{today:%Y.%m.%d}"
    new = now if now > day else f"{day}.{number + 1}"
    return f'{head[: found.start()]}{found["key"]}"{new}"{head[found.end() :]}'


def version_of(head: str) -> str:
    """Return the version that a head states in the form of a day, or ``""``."""
    found = _VERSION.search(head)
    return found[0].split('"')[1] if found else ""
