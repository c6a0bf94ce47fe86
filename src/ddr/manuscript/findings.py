"""What may be found in a manuscript, and what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ddr.index.open import Index
from ddr.manuscript.cited_places import CitedPlace
from ddr.manuscript.nearest import Likeness
from ddr.manuscript.quoted_passages import Quotation

Severity = Literal["error", "warning", "info"]

_SHOWN = 60

CODES = {
    "unknown-key": "a key that no record has",
    "not-citable": "a key of an event, person, organization or place: none has an entry of its own",
    "locator": "a paragraph that the text does not have, or another than the statement's own",
    "not-verbatim": "words that do not stand in the text like that",
    "omission": "words left out without […]",
    "initial": "the first letter in another case, without brackets",
    "wrong-paragraph": "words that stand in another paragraph of the source",
    "wrong-source": "words that stand in another source",
    "reported": "words of a report given as the speaker's own",
    "unclosed": "a quotation mark that nothing closes",
    "near": "words without a key that are nearly those of one held text",
    "uncited": "words of a held text without a key",
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
    severity: "error" fails the check, "warning" and "info" do not; "info" is told on request.
    message: what is wrong and what to do, in one line.
    key: the key that is cited, or "".
    quotation: the words, as far as they concern it.
    found: where the words stand verbatim, "kremlin-2019 para. 5", or "".
    nearest: the passage of the text that is most like the words, or "".
    difference: word by word, ``[-of the manuscript-]`` and ``{+of the text+}``, or "".
    copy: "your copy" where it rests on a text that is the reader's own, else "".
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
    copy: str = ""

    @property
    def sign(self) -> str:
        """The code in brackets, and on whose text the finding rests where that is the reader's."""
        return f"[{self.code}; {self.copy}]" if self.copy else f"[{self.code}]"


STANDINGS = {
    "verbatim": "verbatim",
    "mend": "to mend",
    "near": "near",
    "unheld": "of texts not held",
    "absent": "not found",
    "short": "short or titles",
}
"""What becomes of a quotation, each of exactly one, and how it is told."""


class Judged(NamedTuple):
    """A quotation, and what became of it.

    standing: a word of `STANDINGS`.
    findings: on the quotation.
    place: where its words stand, or what is most like them, if that is known.
    passage: the words of the text there.
    copy: "your copy" where that text is the reader's own, else "".
    """

    quotation: Quotation
    standing: str
    findings: tuple[ProofFinding, ...] = ()
    place: CitedPlace | None = None
    passage: str = ""
    copy: str = ""


def cut(text: str) -> str:
    """Return a text short enough for one line, cut between words where it has any."""
    if len(text) <= _SHOWN:
        return text
    head = text[:_SHOWN]
    return f"{head.rpartition(' ')[0]} …" if " " in head else f"{head}…"


class Reporter:
    """Makes findings on one quotation."""

    def __init__(
        self, index: Index, quotation: Quotation, cited: Sequence[CitedPlace] = ()
    ) -> None:
        """Take a quotation; cited: the places of held texts that it is cited to."""
        self._index, self._quotation, self._cited = index, quotation, cited

    def __call__(
        self,
        code: str,
        message: str,
        *,
        found: Sequence[CitedPlace] = (),
        like: Likeness | None = None,
        severity: Severity = "error",
    ) -> ProofFinding:
        """Return a finding; found: where the words stand; like: the passage most like them."""
        quotation = self._quotation
        places = (*found, *self._cited, *([like.place] if like else []))
        return ProofFinding(
            quotation.file,
            quotation.line,
            quotation.column,
            code,
            severity,
            f"“{cut(quotation.words)}”: {message}",
            quotation.near[0].key if quotation.near else "",
            quotation.words,
            str(found[0]) if found else "",
            like.text if like else "",
            like.difference if like else "",
            next(filter(None, (self._index.mark(place.source) for place in places)), ""),
        )
