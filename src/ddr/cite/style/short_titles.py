"""Short titles for later notes and for the text, where a record has none of its own.

A title is cut after at most five words, and never after a word that wants another: a preposition,
a number, a Russian adjective, a verb without its object.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ddr.cite import headline
from ddr.cite.csl import Item
from ddr.records import Source

_FEWEST = 2
MOST = 5
"""Words of the longest short title (Chicago Manual of Style, 18th ed., 13.33)."""

_BREAK = re.compile(r"[:?!;—–(/|…]|(?<!\b[A-ZА-Я])(?<!\d)\.\s|\s-\s|,\s")
_WANTING = headline.SMALL | frozenset({
    "about", "after", "against", "before", "between", "during", "his", "its", "over", "their",
    "announcing", "citing", "quoting", "reporting", "through", "too", "under", "without",
    "nº", "№", "no.", "nos.",
    "в", "во", "для", "до", "за", "и", "из", "к", "как", "между", "на", "не", "о", "об", "от",
    "области", "отношении", "по", "под", "при", "с", "со", "у", "та", "проти", "про", "з",
    "будет", "будут", "может", "могут", "намерен", "планирует", "планируют", "хочет",
    "am", "auf", "bei", "das", "dem", "den", "der", "des", "die", "ein", "eine", "für", "im",
    "mit", "nach", "trifft", "um", "und", "von", "vor", "zu", "zum", "zur",
    "au", "aux", "con", "d", "da", "de", "del", "della", "di", "du", "e", "el", "en", "et", "il",
    "la", "le", "les", "los", "par", "per", "pour", "sur", "un", "una", "une", "y", "az", "đến",
    "és", "우리",
})  # fmt: skip
_RUSSIAN_ADJECTIVE = re.compile(
    r"(?!режим)[а-яё-]{2,}(?:"
    r"[ыо]й|ого|его|ему|ому|[ыи]м|ыми|ими|[сн][кн]ом|щем|вшем|[уюя]ю|ая|яя|ое|ые|[кщш]ие|[ыи]х)"
)
_RUSSIAN_VERB = re.compile(r"(?!память|печать)[а-яё]{2,}(?:[аеиуыя]ть(?:ся)?|[аияе]л[аи]?)")
_GERMAN_WANTING = re.compile(r"[a-zäöüß]+ische[mnrs]?")
_KOREAN_WANTING = re.compile(r"\w*[가-힣一-龥](?:에|에서|으로|을|를|위해)")
_NUMBER = re.compile(r"[$€]?\d[\d.,]*\w?")
_PARTIES = re.compile(
    r"^((?:Agreement|Treaty|Protocol|Convention|Соглашение|Договор|Протокол|Конвенция)) "
    r"(?:between|между) .+? (?=(?:concerning|on|об|о) )",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r" (?:between|между) (?!.* (?:and|и) \S)")
_ARTICLES = ("a", "an", "the")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+")
_MARKS = "\"'“”‘’«»„"
_PAIRS = (("“", "”"), ("«", "»"), ("‘", "’"), ("「", "」"))


def shorten(csl: Item, source: Source, *, described: bool) -> None:
    """Give an item a short title: the record's own, or the first words of a longer title.

    Of a title that is a description of ours, in brackets, the brackets stay round them.

    source: the record, whose short title no rule shortens.
    described: shorten, too, a description that stands in place of a title.
    """
    genre: str = csl.get("genre", "")
    if "title" not in csl:
        if described and len(genre.split()) > MOST:
            given = as_within(source.title_short.strip("[]"), genre)
            csl["genre"] = given or lowered_to(genre, short(genre))
        return
    title: str = csl["title"]
    inside = title[1:-1] if title.startswith("[") and title.endswith("]") else ""
    own: str = csl.get("title-short", title)
    if own not in (title, source.title):
        csl["title-short"] = f"[{own.strip('[]')}]" if inside else own
    elif len(own.split()) > MOST:
        common = {genre, *(name.get("literal", "") for name in csl.get("author", ()))}
        cut = short(inside or own, common)
        csl["title-short"] = f"[{cut}]" if inside else cut


def lowered_to(words: str, cut: str) -> str:
    """Return a shorter form of a phrase with the first letter that the phrase has."""
    return words[:1] + cut[1:] if words[:1].lower() == cut[:1].lower() else cut


def as_within(words: str, phrase: str) -> str:
    """Return words with the first letter that they have within a phrase."""
    first = words.partition(" ")[0]
    return first.lower() + words[len(first) :] if first.lower() in phrase.split() else words


def short(title: str, common: Iterable[str] = ()) -> str:
    """Return the first words of a title, to the end of a part of it or to a sensible word.

    A part in quotation marks is not cut in two: the marks go. A name is not, either. Of a treaty
    the parties go, and its subject stays.

    common: what names no work by itself: the kind of a document, the author's name.
    """
    words = title.split()
    if words[0].lower() in _ARTICLES:
        words = words[1:]
    title = _PARTIES.sub(r"\1 ", " ".join(words))
    words = title.split()
    head = _head(title).split()
    if any(" ".join(head).casefold() in name.casefold() for name in common):
        head = []
    whole = 1 < len(head) <= MOST
    text = " ".join(_to_an_end(head) if whole else _cut(words)).rstrip(",;:/|…")
    if text.count("(") > text.count(")"):
        text = text.partition(" (")[0]
    if _is_open(text) or any(text.count(a) < text.count(b) for a, b in _PAIRS[:2]):
        text = text.translate({ord(mark): None for mark in '"“”«»„「」‘'})
    if re.match(r"['‘](?!.*['’]$)", text):
        text = text[1:]
    return text[:1].upper() + text[1:]


def _head(title: str) -> str:
    """Return the first part of a title that opens no quotation it does not close."""
    for found in _BREAK.finditer(title):
        head = title[: found.start()]
        if not _is_open(head):
            return head
    return title


def _cut(words: list[str]) -> list[str]:
    """Return the first words of a title, cut where nothing is wanting."""
    kept = words[:MOST]
    after = _BREAK.search(" ".join(kept), len(" ".join(kept[:_FEWEST])))
    if after and not _is_open(head := " ".join(kept)[: after.start()]):
        return _to_an_end(head.split())
    while len(kept) > _FEWEST and _is_within_name(words, len(kept)):
        kept = kept[:-1]
    kept = _to_an_end(kept, words[len(kept) :])
    parted = _BETWEEN.search(text := " ".join(kept))
    if parted and len(kept) < len(words):
        kept = text[: parted.start()].split()
    return [*kept[:-1], re.sub(r"['’]s$", "", kept[-1])] if kept != words else kept


def _to_an_end(words: list[str], after: list[str] | None = None) -> list[str]:
    """Return words without those at their end that want another.

    after: the words from which they were cut.
    """
    rest = [*(after or [])]
    while len(words) > 1 and _is_wanting(words, rest):
        rest = [words[-1], *rest]
        words = words[:-1]
    return words


def _is_wanting(words: list[str], after: list[str]) -> bool:
    word = words[-1]
    bare = word.strip(_MARKS + ",")
    if bare.lower().rstrip(".") in _WANTING or bare.lower() in _WANTING:
        return True
    if not after or word.endswith((",", ":")):
        return False
    if _NUMBER.fullmatch(bare):
        return after[0][:1].isalpha() and after[0].lower() not in _WANTING
    if _RUSSIAN_VERB.fullmatch(bare):
        return len(words) > _FEWEST + 1
    wanting = (_RUSSIAN_ADJECTIVE, _GERMAN_WANTING, _KOREAN_WANTING)
    return any(form.fullmatch(bare) for form in wanting)


def _is_within_name(words: list[str], count: int) -> bool:
    """Return whether a cut after so many words would part two that have capitals in mid-title."""
    if count >= len(words) or all(word[0].isupper() for word in words if len(word) > _FEWEST):
        return False
    before, after = words[count - 1], words[count].lstrip(_MARKS)
    if _INITIALS.fullmatch(before):
        return after[:1].isupper()
    ended = before.endswith((",", ":", ";", ".", "?", "!", "’s", "'s"))
    return before[:1].isupper() and after[:1].isupper() and not ended


def _is_open(text: str) -> bool:
    return any(text.count(a) > text.count(b) for a, b in _PAIRS) or text.count('"') % 2 == 1
