"""Quotations without a key: where their words stand among all held texts.

A passage is looked up from four words on. Whose words they are is said from five, of one place
alone, and never of words that the text itself quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, cached_property, partial

from ddr.index.open import Index
from ddr.manuscript.cited_places import CitedPlace, Texts
from ddr.manuscript.findings import Judged, Reporter, Severity
from ddr.manuscript.nearest import (
    Likeness,
    compared,
    gaps,
    in_source,
    likely,
    with_most,
    with_phrase,
)
from ddr.manuscript.quoted_passages import Quotation
from ddr.manuscript.verify import Speakers
from ddr.query.stored import labels
from ddr.quotations import marks
from ddr.quotations.allowed import verbatim
from ddr.quotations.exact import OMISSION, fold, tidied, where

_LOOKED_UP, _CLAIMED = 4, 5
_CLEARLY, _APART = 0.75, 0.1
"""The share of the words that a passage like them has, and by how much no other text comes near."""
_LONGER = 1.34
"""How many times as long as a quotation a passage near to it may be."""
_SOURCES, _NAMED = 8, 3
_MOST = 2
"""Paragraphs that words with an omission may run over."""


def bare(text: str) -> str:
    """Return the words of a title, without case and punctuation."""
    return re.sub(r"[\W_]+", " ", fold(text).casefold()).strip()


class Uncited:
    """Looks for quotations that no key stands beside."""

    def __init__(self, index: Index, texts: Texts) -> None:
        self._index, self._texts, self._stated = index, texts, Speakers(index)
        self._with_most = cache(partial(with_most, index))
        self._marked = cache(self._read_marked)
        self._standing = cache(self._places)
        self._likest = cache(self._likest_passages)
        self._whose = cache(self._said_by)

    def quotation(self, quotation: Quotation, size: int, form: str) -> Judged:
        """Return what becomes of a quotation of so many words in a manuscript of this form."""
        report = Reporter(self._index, quotation)
        if quotation.kind == "unclosed":
            message = "nothing closes the quotation mark that opens here"
            return Judged(quotation, "mend", (report("unclosed", message, severity="warning"),))
        if size < _LOOKED_UP:
            return Judged(quotation, "short")
        for words in (quotation.words, *quotation.others):
            if places := self._standing(words):
                return self._found(report, quotation, words, size, places, form)
        if quotation.kind == "title" or bare(quotation.words) in self._titles:
            return Judged(quotation, "short")
        return self._near(report, quotation, size, form)

    def _places(self, words: str) -> list[CitedPlace]:
        """Return where the words stand verbatim; not every place of words that stand in many."""
        there = with_phrase(self._index, words) or self._with_most(words)
        sources = list(dict.fromkeys(source for source, _ in there))[:_SOURCES]
        places = [place for one in sources for place in in_source(self._texts, one, words)]
        if OMISSION in words or "…" in words or "..." in words:
            return [one for one in places if one.spans[0][1] - one.spans[0][0] < _MOST]
        return places

    @cached_property
    def _titles(self) -> frozenset[str]:
        """The titles of what the timeline knows."""
        sql = "SELECT label FROM record WHERE type IN ('source', 'event')"
        return frozenset(bare(row[0]) for row in self._index.rows(sql))

    def _found(
        self,
        report: Reporter,
        quotation: Quotation,
        words: str,
        size: int,
        places: list[CitedPlace],
        form: str,
    ) -> Judged:
        place = places[0]
        passage = verbatim(words, self._texts.passages(place))
        stands = " and in ".join(map(str, places[:_NAMED]))
        more = f" and {len(places) - _NAMED} more places" if len(places) > _NAMED else ""
        if len(places) > 1:
            message = f"found in {stands}{more}, and no key stands beside it"
        elif self._quoted_there(passage, place):
            message = f"found in {stands}, which quotes these words itself"
        elif passage in self._formulas:
            message = f"found in {stands}, a formula that many use, and no key stands beside it"
        elif size < _CLAIMED:
            message = f"found in {stands}, and no key stands beside it"
        else:
            cite = own_markup(form, place)
            message = f"these {self._whose(place, passage)} {place}: cite {cite}"
        finding = report("uncited", message, found=places, severity="warning")
        return Judged(quotation, "verbatim", (finding,), place, passage)

    def _quoted_there(self, passage: str, place: CitedPlace) -> bool:
        """Return whether the text itself puts the words in quotation marks."""
        text, pairs, unclosed = self._marked(place)
        span = where(passage, text)
        if span is None:
            return True
        start, end = span
        around = [(one.start, one.end) for one in pairs if one.start < start or end < one.end]
        inside = [min(b, end) - max(a, start) for a, b in around]
        return any(2 * size > end - start for size in inside) or any(at < end for at in unclosed)

    def _read_marked(self, place: CitedPlace) -> tuple[str, list[marks.Pair], list[int]]:
        """Return the text of a place, what stands in marks there, and marks never closed."""
        text = tidied(" ".join(self._texts.passages(place)))
        return text, *marks.find(text)

    def _said_by(self, place: CitedPlace, passage: str) -> str:
        """Return "words are", and whose they are if one statement alone says that."""
        whole = self._stated.holding(place, passage)
        speakers = {one.speaker for one in whole}
        if len(speakers) != 1:
            return "words are"
        name = labels(self._index, speakers).get(whole[0].speaker, whole[0].speaker)
        if any(one.mode == "reported" for one in whole):
            return f"are a reporter's words on what {name} said, in"
        return f"words are those of {name} in"

    @cached_property
    def _formulas(self) -> Formulas:
        return Formulas(self._index.terms.spoken("country"))

    def _near(self, report: Reporter, quotation: Quotation, size: int, form: str) -> Judged:
        best, others = self._likest(quotation.words)
        if best is None or best.share < _CLEARLY or best.share * size < _LOOKED_UP - 0.5:
            return Judged(quotation, "absent")
        gapped = gaps(quotation.words, self._texts, [best.place])
        like = gapped if gapped and _close(gapped, size) else best
        formula = like.text in self._formulas or quotation.words in self._formulas
        if formula or not _close(like, size):
            return Judged(quotation, "absent")
        alone = all(other.share < best.share - _APART for other in others) and size >= _CLAIMED
        severity: Severity = "error" if like is gapped and alone else "warning"
        what = (
            f"leaves words out, and no {OMISSION} says so" if like is gapped else "is not verbatim"
        )
        message = f"{what}: the nearest is {like.place}; if it is meant, mend the words and cite"
        message = f"{message} {own_markup(form, like.place)}"
        finding = report("near", message, like=like, severity=severity)
        return Judged(quotation, "near", (finding,), like.place, like.text)

    def _likest_passages(self, words: str) -> tuple[Likeness | None, Sequence[Likeness]]:
        """Return the passage most like the words, and the likest ones of other texts."""
        there = self._with_most(words)
        texts = [
            (CitedPlace(source, ((n, n),)), self._texts.paragraphs(source)[n - 1])
            for source, n in there
        ]
        found = [compared(words, place, text) for place, text in likely(words, texts)]
        best = max(found, key=lambda one: one.share, default=None)
        others = [one for one in found if best and one.place.source != best.place.source]
        return best, others


def _close(like: Likeness, size: int) -> bool:
    """Return whether a passage has not many more words than the quotation."""
    return len(like.text.split()) <= size * _LONGER + 1


_WRITTEN = {
    "markdown": "[@{key}, para. {at}]",
    "notebook": "[@{key}, para. {at}]",
    "latex": "\\cite[para.~{at}]{{{key}}}",
    "typst": "@{key}[para. {at}]",
    "org": "[cite:@{key} para. {at}]",
    "rst": ":cite:p:`{key}`",
    "plain": "({key}, para. {at})",
}


def own_markup(form: str, place: CitedPlace) -> str:
    """Return the citation of a place in the markup of a manuscript of this form."""
    first, last = place.spans[0]
    written = _WRITTEN.get(form, _WRITTEN["markdown"])
    if last > first:
        written = written.replace("para.", "paras.")
    at = str(first) if first == last else f"{first}–{last}"
    return written.format(key=place.source, at=at)


_COMMON = (
    "the of and to in on for a an our your their his her its my be is are was were been has "
    "have had with by at from between among all that this these those which who whom as it "
    "not no new two both each other s he she they we us you i also will would shall may can "
    "there into over under и в во на с со к ко по о об от до из за для не ни что как это эти "
    "этот все всех наш наши наших его её их между при а но "
)
_STOCK = (
    "friend amicab cooperat relation tie people peoples countr nation state peace secur stab "
    "develop strength consolidat expand tradition mutual respect equal interest concern "
    "govern minist foreign affair president chairman federation democratic "
    "republic union treat agreement diplomat bilateral region world international "
    "situation anniversar occasion found establish benefit prosper well-being partner strateg "
    "comprehensive high level visit invitation behalf success health work leader party worker "
    "general secretar basis spirit field assist understanding exchang view further peninsula "
    "northeast asia deep great good neighbo comrade central committee council warm atmosphere "
    "satisf result talk meeting side stage issue question problem history historic nuclear "
    "denucleari sovereign territor integrity internal interfer responsible congratulat "
    "greeting дружб дружест сотруднич отношен народ стран государств мир безопасн стабильн "
    "развит укреплен традицион взаимн уважен равноправ интерес правительств министерств "
    "иностран президент председател федерац республик союз договор "
    "соглашен дипломат двусторон регион международн годовщин случа основан установлен благ "
    "процветан партнер стратегическ высок уровн визит приглашен имен успех здоров работ "
    "руководител парти трудов основ дух област помощ полуостров "
)
_WORD = re.compile(r"[^\W\d_]+")
_TELLING = 2
"""Other words that a passage needs to be somebody's."""
_LONGEST = 12
"""Words of a passage that is still a formula."""
_STEM_OF = 4
"""Letters of a name by which it is known, whatever its ending."""
_COMMONS = frozenset(_COMMON.split())
_STEM = re.compile("|".join(sorted(_STOCK.split(), key=len, reverse=True)))


class Formulas:
    """Tells formulas of diplomacy, in English or Russian, from what somebody said."""

    def __init__(self, countries: Iterable[str] = ()) -> None:
        """Take the names of the countries that a timeline is about, which tell nothing in it."""
        parts = (part for name in countries for part in _WORD.findall(name.casefold()))
        stems = {part[: max(_STEM_OF, len(part) - 1)] for part in parts if len(part) >= _STEM_OF}
        self._stock = re.compile("|".join([_STEM.pattern, *map(re.escape, sorted(stems))]))

    def __contains__(self, words: str) -> bool:
        """Return whether a passage is a formula."""
        found = [word.casefold() for word in _WORD.findall(words)]
        if len(found) > _LONGEST:
            return False
        telling = {word for word in found if word not in _COMMONS and not self._stock.match(word)}
        return len(telling) < _TELLING
