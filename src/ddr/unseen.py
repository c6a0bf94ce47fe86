"""What no reader sees: characters without a shape, and shapes that have a second code.

The one place that knows them. Whatever compares or searches words goes through here, so that a
soft hyphen, a byte order mark or the ligature of a printed page never tells two words apart.
"""

from __future__ import annotations

import re
import unicodedata

_ALWAYS = (
    "\u00ad\u034f\u061c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e0fff"
)
"""Soft hyphens, marks of direction, joiners of words, selectors of variants, tags."""
_MOSTLY = "\u200b-\u200d"
"""The space without width and the two joiners of letters: Persian, Hindi or Khmer need them."""
_NEEDY = re.compile("[\u0600-\u109f\u1700-\u1c7f\ua800-\ua95f\ua980-\uabff\U00011000-\U00011fff]")
"""A letter of the scripts of Western, Southern and Southeastern Asia that do."""
_RUN = re.compile(f"[{_ALWAYS}{_MOSTLY}]+")
_SURE = re.compile(f"[{_ALWAYS}]+")

TWINS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
TWINS |= dict.fromkeys((0x2010, 0x2011), "-")
"""Latin ligatures, and the hyphens that do or do not break, with what they are read as."""
_ODD = re.compile(f"[{_ALWAYS}{_MOSTLY}{''.join(map(chr, TWINS))}]")


def invisible(text: str) -> list[tuple[int, int]]:
    """Return where the invisible characters of a text stand: from, to."""
    if text.isascii() or not _ODD.search(text):  # which is much faster than to search for runs
        return []
    found = []
    for run in _RUN.finditer(text):
        if run.start() and _NEEDY.match(text, run.start() - 1):
            found += [one.span() for one in _SURE.finditer(text, *run.span())]
        else:
            found.append(run.span())
    return found


def visible(text: str) -> str:
    """Return a text without its invisible characters."""
    kept, end = [], 0
    for start, after in invisible(text):
        kept.append(text[end:start])
        end = after
    return "".join([*kept, text[end:]]) if end else text


def as_read(text: str) -> str:
    """Return a text as a reader sees it, in one code.

    Invisible characters are dropped, letters composed (NFC), Latin ligatures parted; hyphens that
    do or do not break are hyphens.
    """
    if text.isascii():
        return text
    if _ODD.search(text):
        text = visible(text).translate(TWINS)
    return unicodedata.normalize("NFC", text)
