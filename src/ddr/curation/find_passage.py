"""Finding a passage in a held text: the source, the paragraph and the sentence, word for word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ddr.corpus.texts import Text
from ddr.errors import NotFoundError, UsageError, first
from ddr.locators import paragraph_span
from ddr.quotations.exact import fold, tidied
from ddr.quotations.sentences import sentence_ends

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or more of a held text.

    source: the id of the source.
    locator: the paragraph, counted from 1.
    exact: the words as the text has them, tidied: white space folded, nothing invisible.
    """

    source: str
    locator: str
    exact: str


def find(
    texts: Iterable[tuple[str, Text]], words: str, *, locator: str = "", whole: bool = True
) -> Passage:
    """Return the one passage that holds the words, with the whole sentences around them.

    `whole` false leaves it at the words themselves. Capitals do not matter, nor do the forms of
    apostrophes and quotation marks. Raises `NotFoundError` where no held text has the words and
    `UsageError`, with the places, where several paragraphs have them.
    """
    wanted = _folded(words)
    if not wanted:
        raise UsageError("--find needs the words to look for")
    span = paragraph_span(locator) if locator else None
    found = [
        Passage(source, str(number), _cut(paragraph, wanted, whole=whole))
        for source, text in texts
        for number, paragraph in enumerate(text.paragraphs, 1)
        if wanted in _folded(paragraph) and (span is None or span[0] <= number <= span[1])
    ]
    if not found:
        raise NotFoundError(f"no held text has '{words}': see 'ddr search' and 'ddr read'")
    if len(found) > 1:
        places = [f"{one.source} ¶ {one.locator}" for one in found]
        what = f"'{words}' stands in {first(places, _SHOWN)}"
        raise UsageError(f"{what}: give more words, or --source and --locator")
    return found[0]


def _cut(paragraph: str, wanted: str, *, whole: bool) -> str:
    """Return the words as the paragraph has them."""
    plain = tidied(paragraph)
    start = _folded(plain).find(wanted)
    end = start + len(wanted)
    if not whole:
        return plain[start:end]
    stops = sentence_ends(plain)
    first = max((stop for stop in stops if stop <= start), default=0)
    last = min((stop for stop in stops if stop >= end), default=len(plain))
    return plain[first:last].strip()


def _folded(text: str) -> str:
    """Fold a text letter by letter, so that places in it are places in the original."""
    return "".join(_letter(character) for character in fold(text))


def _letter(character: str) -> str:
    lower = character.lower()
    return lower if len(lower) == 1 else character


def held_texts(texts: dict[str, Text], sources: Sequence[str]) -> list[tuple[str, Text]]:
    """Return the held texts, or those of these sources; raise `UsageError` for one not held."""
    for source in sources:
        if source not in texts:
            raise UsageError(f"no text of '{source}' is held: see 'ddr sources'")
    return [(source, text) for source, text in texts.items() if not sources or source in sources]
