"""Whether a quotation is verbatim, once what belongs to its author is set aside.

The words decide alone, by `ddr.quotations.exact.stands_in`. What a quotation may differ in by
the rules of every manual is tried form by form: nested marks of the other kind, an omission
written ``[…]``, ``...`` or ``. . .``, a remark or a changed initial in square brackets, letters
left out, ``[]``, a full stop or comma that the author's own sentence puts before the closing mark.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import product

from ddr.quotations.exact import OMISSION, fold, stands_in
from ddr.quotations.marks import within

_BRACKETED = re.compile(r"\[\s*(?:…|\.\s?\.\s?\.)\s*\.?\s*\]")
_BARE = re.compile(r"(?<!\[)(?:…|\.\s?\.\s?\.)(?:\s?\.)?(?!\])")
_INITIAL = re.compile(r"\[([^\W\d_])\](?=[^\W\d_])")
_REMARK = re.compile(r"\s*\[[^\[\]…]*[\w?!][^\[\]…]*\]")
_SHORTENED = re.compile(r"(\w+)\[\s*\]")
_OWN = "\ue017"
"""Stands for a remark in brackets that the text itself prints."""
_EDGE = re.compile(rf"^(?:\s*{re.escape(OMISSION)})+|(?:{re.escape(OMISSION)}\s*)+$")
_RUN = re.compile(rf"{re.escape(OMISSION)}(?:\s*{re.escape(OMISSION)})+")
_STOP = re.compile(r"[.,](?=['\"’”]*\s*(?:\[…\]|$))")
_DOUBLE = frozenset('“”„«»"《》「」')
_NESTED = re.compile("[“”„«»\"‘‚'《〈「『]")
Form = Callable[[str], str]


def verbatim(words: str, passages: Iterable[str]) -> str:
    """Return the form of the words that stands in one of the passages, or ``""``."""
    for text in passages:
        for form in forms(_completed(words, text)):
            if stands_in(form, text):
                if "[" in words and _changes_brackets(words, text):
                    break
                return form
    return ""


def _changes_brackets(words: str, text: str) -> bool:
    """Return whether a remark in square brackets stands where the text has brackets of its own."""
    folded = fold(text)
    for remark in _REMARK.finditer(words):
        before, after = words[: remark.start()], words[remark.end() :]
        if fold(remark[0]) in folded:
            continue
        beside = [fold(one).split(" ")[-1] for one in (before,) if one.strip()]
        for own in _REMARK.finditer(text):
            if not fold(text[: own.start()]).endswith(tuple(beside) or ""):
                continue
            marked = f"{text[: own.start()]} {_OWN} {text[own.end() :]}"
            if any(stands_in(form, marked) for form in forms(f"{before} {_OWN} {after}")):
                return True
    return False


def forms(words: str) -> Iterator[str]:
    """Yield the words as written, then what they stand for by the rules above."""
    seen = set()
    for marked, gaps, bracketed in product(_marked(words), _gaps(words), _remarks(words)):
        form = _RUN.sub(OMISSION, marked(bracketed(gaps(words))))
        for trimmed in (form, _trim(form)):
            if trimmed not in seen:
                seen.add(trimmed)
                yield trimmed


def parts(form: str) -> list[str]:
    """Return the parts of a quotation between its omissions, folded."""
    return [part for part in map(fold, form.split(OMISSION)) if part]


def _completed(words: str, text: str) -> str:
    """Return words that end in ``[]``, for letters left out, as they stand in a text."""

    def whole(match: re.Match[str]) -> str:
        found = re.search(rf"(?<!\w){match[1]}\w+", text)
        return found[0] if found else match[0]

    return _SHORTENED.sub(whole, words) if "[" in words else words


def _same(words: str) -> str:
    return words


def _marked(words: str) -> list[Form]:
    """Nested marks: as written, the other kind, all double, all single, by their depth."""
    if not _NESTED.search(words):
        return [_same]
    by_kind = (partial(_remarked, marks=marks) for marks in ("'\"", '""', "''"))
    return [_same, *by_kind, *(partial(_nested, marks=marks) for marks in ("\"'", "'\""))]


def _remarked(text: str, marks: str) -> str:
    """Write nested marks anew: what double ones become, and what single ones become."""
    letters = list(text)
    for pair in within(text):
        mark = marks[0] if letters[pair.start] in _DOUBLE else marks[1]
        letters[pair.start] = letters[pair.end - 1] = mark
    return "".join(letters)


def _nested(text: str, marks: str) -> str:
    """Write nested marks anew: the outer ones as the first of `marks`, those within as the other.

    Languages nest kinds that all count as double: «… „…“ …».
    """
    letters = list(text)
    ends: list[int] = []
    for pair in sorted(within(text), key=lambda pair: pair.start):
        while ends and ends[-1] <= pair.start:
            ends.pop()
        letters[pair.start] = letters[pair.end - 1] = marks[len(ends) % 2]
        ends.append(pair.end)
    return "".join(letters)


def _gaps(words: str) -> list[Form]:
    """Omissions: in brackets, then without."""
    found: list[Form] = [_bracketed]
    if _BARE.search(words):
        found.append(lambda text: _BARE.sub(OMISSION, _bracketed(text)))
    return found


def _bracketed(text: str) -> str:
    return _BRACKETED.sub(OMISSION, text)


def _remarks(words: str) -> list[Form]:
    """Square brackets: as in the text, then as the author's own words, added or put instead."""
    if "[" not in _bracketed(words).replace(OMISSION, ""):
        return [_same]
    letters = (_initials, _kept) if _INITIAL.search(words) else (_same,)
    without = product(letters, ("", f" {OMISSION}"))
    return [_same, *(partial(_without_remarks, initials=i, instead=put) for i, put in without)]


def _without_remarks(text: str, initials: Form, instead: str) -> str:
    return _REMARK.sub(instead, initials(text))


def _initials(text: str) -> str:
    return _INITIAL.sub(lambda match: match[1].swapcase(), text)


def _kept(text: str) -> str:
    return _INITIAL.sub(r"\1", text)


def _trim(form: str) -> str:
    """Drop omissions at the edges, and the stops that the author's own sentence needs."""
    while (shorter := _EDGE.sub("", _STOP.sub("", form)).strip()) != form:
        form = shorter
    return form
