"""What sets our text apart from that of citeproc-js: kinds of difference, told automatically.

A kind says what to leave out of account. A difference is of the fewest kinds that, together,
leave nothing of it; one that no known kinds explain is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations
from typing import NamedTuple

Rub = Callable[[str], str]


class Kind(NamedTuple):
    """A kind of difference.

    name: its name, one word or two.
    what: what differs.
    reason: why, and which rule or specification supports which side.
    rub: what makes two texts alike that differ in nothing else.
    """

    name: str
    what: str
    reason: str
    rub: Rub


def _without(pattern: str, instead: str = "") -> Rub:
    compiled = re.compile(pattern)
    return lambda text: compiled.sub(instead, text)


KINDS = (
    Kind(
        "note start",
        "a note begins with a capital letter",
        "CSL 1.0.2 leaves it to the processor; all manuals of notes here begin a note with one. "
        "citeproc-js leaves it to the word processor.",
        lambda text: text[:1].upper() + text[1:],
    ),
    Kind(
        "case",
        "capitals inside a title: “Between”, “Against”, “During”",
        "CSL leaves the list of small words to the processor. citeproc-js keeps all prepositions "
        "small, as Chicago 17 and MLA 9 ask; ddr raises those of five letters and more for Chicago "
        "18 (8.160) and words of four for APA 7 (6.17). pandoc also raises adverbs (“Off”) and the "
        "first word of a quotation.",
        str.casefold,
    ),
    Kind(
        "quotation marks",
        "a quotation inside a title takes the marks of the style’s own quotations",
        "The source prints ‘single’ marks; CSL lets quotation marks be turned and nested, and all "
        "manuals here set the outer ones after their own convention. citeproc-js turns only marks "
        "inside other marks, or leaves one where no space parts it from the word before.",
        _without(r"[“”‘’'\"]"),
    ),
    Kind(
        "comma",
        "a comma after a title that ends in a mark of its own",
        "We drop it after a colon and where the mark stands inside a quotation; after ?, ! and … "
        "it stays, as Chicago has it.",
        _without(r"(?<=[:.…?!]),(?=[’”]? |[’”] ?)"),
    ),
    Kind(
        "and",
        "the comma before “and” or “&” between two authors whose names are sent whole",
        "citeproc-js takes two names that are not inverted for a pair without a comma; Chicago, "
        "MLA and APA print it before the last author in a list.",
        _without(r",(?= (?:and|&) )"),
    ),
    Kind(
        "dash",
        "a hyphen inside a number",
        "citeproc-js makes an en dash of it, as of a span of pages; here it is part of a document "
        "number (“2-258971”), which must stay as printed.",
        _without("–", "-"),
    ),
    Kind(
        "plural",
        "“nos.” before one number with a second one in brackets: “115 (3517)”",
        "CSL 1.0.2 (label, plural) asks whether the variable holds several numbers; pandoc counts "
        "the running number of the newspaper as a second one. The number itself is whole.",
        _without(r"\b([Nn]o)s(?=\.)", r"\1"),
    ),
    Kind(
        "label",
        "no “no.” before “13/1996”",
        "CSL 1.0.2 (is-numeric) counts only digits parted by a hyphen, a comma or “&”; citeproc-js "
        "counts the stroke too. The number is whole.",
        _without(r"\b[Nn]o\.:? "),
    ),
    Kind(
        "initials",
        "the second part of a Korean given name: “Kim G hyeon”",
        "citeproc-js leaves what follows the hyphen beside the initial; Citing Medicine (ch. 1) "
        "wants initials alone, and a small letter after a hyphen gives none.",
        _without(r"(?<=\b[A-Z]) [a-z]+(?=[.,])"),
    ),
    Kind(
        "family first",
        "“Kim, G.” or “G. Kim”, where citeproc-js prints “Kim G.”",
        "In items in Japanese, Chinese or Korean citeproc-js takes every name for one that is "
        "never turned round; the name is in Latin letters, and APA 7 inverts it with a comma (the "
        "publisher’s page on cultural variations in name order).",
        _without(r"\b(\w{2,}),? ([A-Z])\.(?=[ ,])", r"\2. \1"),
    ),
    Kind(
        "order of letters",
        "2022a and 2022b the other way round, or a letter beside a year in brackets",
        "The letters follow the order of the list, see “Order” below. citeproc-js takes 2024 and "
        "[2024?] for two years, pandoc for one that needs letters; CSL 1.0.2 (disambiguation) asks "
        "whether the citations differ in print, which supports citeproc-js. Both are plain.",
        _without(
            r"(?<=\b[12][0-9]{3})[a-z]\b|(?<=[12][0-9]{3}\?\])[a-z]\b|(?<=[0-9]\])-[a-z](?=\))|(?<=n\.d\.)-[a-z](?=\))"
        ),
    ),
    Kind(
        "repeated author",
        "the dash for a repeated author stands at the other of two works",
        "It follows the order of the list, see “Order” below.",
        _without(r"^(?:[—–]{2,}|[^,.‘“]+(?:, [^,.‘“]+)?)[.,] (?=[‘“a-z])"),
    ),
    Kind(
        "semicolon",
        "a semicolon between two works of one author that are cited at a place",
        "CSL 1.0.2 (after-collapse-delimiter) leaves a locator out of account; Chicago 17 (15.30) "
        "prints “(Wong 1999, 328; 2000, 475)”, as pandoc does.",
        _without(r"; (?=\[?[12][0-9]{3}|no date)", ", "),
    ),
    Kind(
        "eastern initials",
        "a full stop after a name in Korean letters",
        "A given name in Chinese, Japanese or Korean letters has no initials. citeproc-js puts the "
        "full stop of one behind the whole name.",
        _without(r"(?<=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3])\.(?=,? )"),
    ),
)
BY_NAME = {kind.name: kind for kind in KINDS}
UNKNOWN = "unknown"
_MOST = 3


def kinds_of(ours: str, theirs: str) -> tuple[str, ...]:
    """Return the names of the kinds that explain a difference; none if the texts are equal."""
    for count in range(_MOST + 1):
        for some in combinations(KINDS, count):
            if _rubbed(ours, some) == _rubbed(theirs, some):
                return tuple(kind.name for kind in some)
    return (UNKNOWN,)


def _rubbed(text: str, kinds: tuple[Kind, ...]) -> str:
    for kind in kinds:
        text = kind.rub(text)
    return text
