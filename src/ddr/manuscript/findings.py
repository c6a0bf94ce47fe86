"""What `ddr proof` finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "info"]

_SHOWN = 60

CODES = {
    "unknown-key": "a key that no record has",
    "not-citable": "a key of a person, body or place, which are not cited",
    "locator": "a paragraph that the text does not have, or another than the statement's own",
    "not-verbatim": "words that do not stand in the text like that",
    "omission": "words left out without […]",
    "initial": "the first letter in another case, without brackets",
    "wrong-paragraph": "words that stand in another paragraph of the source",
    "wrong-source": "words that stand in another source",
    "reported": "words of a report given as the speaker's own",
    "unclosed": "a quotation mark that nothing closes",
    "not-held": "a quotation that cannot be checked, since the text is not held",
}
"""Every code, and what it marks."""


@dataclass(frozen=True, slots=True)
class ProofFinding:
    """One finding in a manuscript.

    file: as the user named it.
    line: counted from 1.
    column: counted from 1.
    code: a word of `CODES`.
    severity: "error" fails the check, "info" does not.
    message: what is wrong and what to do, in one line.
    key: the key that is cited, or "".
    quotation: the words, as far as they concern it.
    found: where the words stand verbatim, "kremlin-2019 para. 5", or "".
    nearest: the passage of the text that is most like the words, or "".
    difference: word by word, ``[-of the manuscript-]`` and ``{+of the text+}``, or "".
    """

    file: str
    line: int
    column: int
    code: str
    severity: Severity
    message: str
    key: str = ""
    quotation: str = ""
    found: str = ""
    nearest: str = ""
    difference: str = ""


def cut(text: str) -> str:
    """Return a text short enough for one line, cut between words where it has any."""
    if len(text) <= _SHOWN:
        return text
    head = text[:_SHOWN]
    return f"{head.rpartition(' ')[0]} …" if " " in head else f"{head}…"
