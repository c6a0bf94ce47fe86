"""Where sentences end: the one table of abbreviations, and the one rule."""

from __future__ import annotations

import re

CLOSING = "\"'”’“‘»›)\\]"
"""What may stand between the end of a sentence and the blank behind it, for a set in a pattern."""
_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|Gen|Col|Lt|Maj|Capt|Amb|Gov|Sen|Rep|Co|Ltd|Inc|Corp"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
    "|Nos?|Nr|vols?|eds?|paras?|pars?|pp|arts?|secs?|chaps?|docs?|Abs|cf|vs|ca|al|etc|approx"
    "|гг|им|тов|ул|стр|абз|ст|гл|др|пр"
)
_SHORT = re.compile(
    r"(?<![^\W_])(?<![^\W_]['’])"  # at the beginning of a word; not the "t" of "didn't"
    rf"(?:[^\W\d_]|(?:[^\W\d_]{{1,3}}\.)+[^\W\d_]{{1,2}}|{_ABBREVIATIONS})$"
)
_LONGEST = 12
_STOP = re.compile(rf"[.!?…]+[{CLOSING}]*(?=\s)|[。！？]+[」』”’》）]*")
_OPENING = " \t\n\u00a0“„”\"‘‚'«‹({[《「『（—–"


def abbreviated(text: str, stop: int) -> bool:
    """Return whether the full stop at `stop` ends an initial or an abbreviation."""
    return _SHORT.search(text, max(stop - _LONGEST, 0), stop) is not None


def begins(text: str) -> bool:
    """Return whether a sentence may begin here: with a capital, a digit, or a letter without case.

    Blanks, dashes and opening marks may come first.
    """
    first = text.lstrip(_OPENING)[:1]
    return first.isalnum() and not first.islower()


def sentence_ends(text: str) -> list[int]:
    """Return where sentences end inside a text: after the mark, before the blank.

    A full stop after an initial or an abbreviation, or before a small letter, ends none.
    """
    return [
        match.end()
        for match in _STOP.finditer(text)
        if begins(text[match.end() : match.end() + 40])
        and not (match[0][0] == "." and abbreviated(text, match.start()))
    ]
