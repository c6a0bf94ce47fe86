"""What a user may type to find words: never an error but a usage error, and the right documents."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ddr.corpus.corpus import Corpus
from ddr.corpus.texts import Text
from ddr.errors import UsageError
from ddr.index.build import build
from ddr.index.open import Index
from ddr.query.select import Selection, select
from ddr.query.text import syntax
from ddr.query.text.relaxed import answer
from ddr.query.text.search import search
from ddr.records import Event, Record, Source

DOCUMENTS = {
    "kremlin": "gold iron coal",
    "harbin": "gold coal gold iron",
    "moscow": "iron gold",
    "pyongyang": "평양에서 김정은은 철도",
    "seoul": "김정일 철도를 gold",
    "vladivostok": "Россия железо Андрей",
    "khasan": "железо Андреи golden",
    "tumen": "coal-iron, gold! (café) №12 1948",
    "nothing": "silver",
}
PIECES = [
    "gold", "iron", "김정", "железо", '"', "“", "”", "«", "(", ")", "*", "^", ":", "+", "-", "--",
    "AND", "OR", "NOT", "NEAR", "NEAR(", "{", "}", "title:", "words", "rowid", ",", ".", "'", ";",
    "\\", "%", "_", "\0", "\n", "\t", "\udcff", "e\u0301", "\u0301", "ﷺ", "𝔊", "½", "Ⅳ", "²",
    "\U0001e900", "\u200b", "\ufeff", " ", " ", "OR OR", "-OR", '"OR"', "/*", "NULL",
]  # fmt: skip
SOUP = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
ANYTHING = SOUP | st.text(st.characters(), max_size=60)


def index_of(documents: dict[str, str]) -> Index:
    """Index documents as events, and each as a held text too."""
    records: dict[str, Record] = {}
    texts = {}
    for name, text in documents.items():
        summary = unicodedata.normalize("NFC", text)
        records[name] = Event(id=name, date="2000", title="x", kind="other", summary=summary)
        source = f"text-{name}"
        records[source] = Source(id=source, type="book", title="y", origin="dprk", text="z")
        texts[source] = Text(Path(), (text,))
    index = Index.__new__(Index)
    index.timelines, index.folder, index.path = [], Path(), None
    index._notify, index._told, index._own, index._made = lambda _: None, set(), None, {}
    index._connection = sqlite3.connect(":memory:", isolation_level=None)
    build(Corpus(records=records, texts=texts), index._connection, "test")
    return index


@pytest.fixture(scope="module")
def index() -> Iterator[Index]:
    index = index_of(DOCUMENTS)
    yield index
    index.close()


def found(index: Index, text: str) -> set[str]:
    """Return the documents that hold what a user typed; events and texts must agree."""
    events = set(select(index, Selection(table="event", match=syntax.match(index, text))))
    hits = {hit.id for hit in search(index, text, 0, 10)}
    assert {f"text-{name}" for name in events} | events == hits
    return events


@given(text=ANYTHING)
@example(text="gold " * 2000)
@example(text='"' * 10_000)
@example(text="(" * 2000)
@example(text="a OR " * 400)
@example(text="gold " + "-a " * 600)
@example(text="a*" * 1000)
@example(text='"a" ' * 500)
@example(text="\0")
@example(text="가" * 2000)
def test_nothing_that_can_be_typed_fails(index: Index, text: str) -> None:
    match = refused = ""
    try:
        match = syntax.match(index, text)
    except UsageError as error:
        refused = str(error)
    if match:
        search(index, text, 10, 10)
        select(index, Selection(table="event", match=match))
    assert "\n" not in refused
    assert len(refused) < 200
    assert match or refused or not any(c.isalnum() for c in text.replace("OR", ""))


@settings(max_examples=30)
@given(text=SOUP)
@example(text="유엔 결의 1718")
@example(text="나라 gold -железо OR 1950")
@example(text='"gold iron" 평양 -"a b"')
@example(text="gold " * 300)
def test_nothing_that_can_be_typed_fails_where_words_come_near(index: Index, text: str) -> None:
    with suppress(UsageError):
        answer(index, text, 10, 10, words=f"{text} 1961")


@given(ANYTHING.filter(bool), st.integers(syntax.LONGEST + 1, 10_000))
def test_what_is_too_long_is_refused(index: Index, text: str, size: int) -> None:
    with pytest.raises(UsageError, match="fewer"):
        syntax.match(index, (text * size)[:size])


@pytest.mark.parametrize("text", ["-gold", "-gold -iron", '-"gold iron"', "OR -gold", "--gold"])
def test_what_only_excludes_is_refused(index: Index, text: str) -> None:
    with pytest.raises(UsageError, match="what to look for"):
        syntax.match(index, text)


@pytest.mark.parametrize("text", ["", " ", "\t\u00a0"])
def test_where_nothing_is_typed_there_is_no_expression(index: Index, text: str) -> None:
    assert syntax.match(index, text) == ""
    assert search(index, text, 0, 10) == []


@pytest.mark.parametrize(
    "text", ["...", "-", '""', '"', "OR", "*", "OR OR", "()", "\0", "!!!", "-...", "''", "«»"]
)
def test_where_there_is_no_word_nothing_is_listed(index: Index, text: str) -> None:
    with pytest.raises(UsageError, match="no word"):
        syntax.match(index, text)


TOKENS = ["aa", "bb", "cc", "ab", "abc"]  # no English endings: the stems are the words
SENTENCES = st.lists(st.sampled_from(TOKENS), max_size=6)
Judge = Callable[[list[str]], bool]


@dataclass(frozen=True)
class Term:
    """One thing to look for: as typed, and what it means for a document's words."""

    typed: str
    holds: Judge


def phrase_in(phrase: list[str], tokens: list[str]) -> bool:
    size = len(phrase)
    return any(tokens[at : at + size] == phrase for at in range(len(tokens) - size + 1))


def word(text: str) -> Term:
    return Term(text, lambda tokens: text in tokens)


def beginning(text: str) -> Term:
    return Term(f"{text}*", lambda tokens: any(token.startswith(text) for token in tokens))


def phrase(parts: list[str]) -> Term:
    return Term(f'"{" ".join(parts)}"', lambda tokens: phrase_in(parts, tokens))


def joined(parts: list[str]) -> Term:
    """Words with a hyphen between are taken as a phrase."""
    return Term("-".join(parts), lambda tokens: phrase_in(parts, tokens))


SOME = st.lists(st.sampled_from(TOKENS), min_size=1, max_size=3)
TERMS = st.one_of(
    st.sampled_from(TOKENS).map(word),
    st.sampled_from(["a", "ab", "abc", "c"]).map(beginning),
    SOME.map(phrase),
    SOME.map(joined),
)
GROUPS = st.lists(TERMS, min_size=1, max_size=3)


@given(
    st.lists(SENTENCES, min_size=1, max_size=6),
    st.lists(GROUPS, min_size=1, max_size=3),
    st.lists(TERMS, max_size=2),
    st.sampled_from([" ", "  ", "\t", "\u00a0"]),
)
def test_and_or_phrases_beginnings_and_exclusions(
    sentences: list[list[str]], groups: list[list[Term]], without: list[Term], blank: str
) -> None:
    either = f"{blank}OR{blank}"
    typed = blank.join(either.join(term.typed for term in group) for group in groups)
    typed += "".join(f"{blank}-{term.typed}" for term in without)
    wanted = {
        f"d-{number}"
        for number, tokens in enumerate(sentences)
        if all(any(term.holds(tokens) for term in group) for group in groups)
        and not any(term.holds(tokens) for term in without)
    }
    index = index_of({f"d-{n}": " ".join(tokens) for n, tokens in enumerate(sentences)})
    assert found(index, typed) == wanted
    index.close()


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("gold iron", "kremlin harbin moscow tumen"),
        ("GOLD", "kremlin harbin moscow seoul tumen"),
        ('"gold iron"', "kremlin harbin"),
        ("“gold iron”", "kremlin harbin"),
        ("«gold iron»", "kremlin harbin"),
        ('"gold iron', "kremlin harbin"),
        ("gold-iron", "kremlin harbin"),
        ("coal/iron", "tumen"),
        ("gold -coal", "moscow seoul"),
        ('gold -"gold iron"', "moscow seoul tumen"),
        ("gold OR silver", "kremlin harbin moscow seoul tumen nothing"),
        ("silver OR gold coal", "kremlin harbin tumen"),
        ("OR silver", "nothing"),
        ("silver OR", "nothing"),
        ('"OR"', ""),
        ("gold or silver", ""),
        ("gold AND silver", ""),
        ("gold AND iron", "kremlin harbin moscow tumen"),
        ("gold NOT coal", "moscow seoul"),
        ('gold AND NOT "gold iron"', "moscow seoul tumen"),
        ("gold not coal", ""),
        ("gold*", "kremlin harbin moscow seoul tumen khasan"),
        ("gol*", "kremlin harbin moscow seoul tumen khasan"),
        ("gol", ""),
        ("cafe", "tumen"),
        ("CAFÉ", "tumen"),
        ("cafe\u0301", "tumen"),
        ("№12", "tumen"),
        ("12", "tumen"),
        ("gold!", "kremlin harbin moscow seoul tumen"),
        ("(gold", "kremlin harbin moscow seoul tumen"),
        ("'gold iron'", "kremlin harbin"),
        ("‘gold iron’", "kremlin harbin"),
        ("《gold iron》", "kremlin harbin"),
        ("'gold iron", "kremlin harbin moscow tumen"),
        ("gold's", "kremlin harbin moscow seoul tumen"),
        ("http://gold", ""),
        ("gold \0", "kremlin harbin moscow seoul tumen"),
    ],
)
def test_what_is_typed_means_what_it_says(index: Index, text: str, documents: str) -> None:
    assert found(index, text) == set(documents.split())


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("김정은", "pyongyang"),
        ("김정", "pyongyang seoul"),
        ("정은", "pyongyang"),
        ("철도", "pyongyang seoul"),
        ("철도를", "seoul"),
        ("평양", "pyongyang"),
        ("평양 철도", "pyongyang"),
        ("철도 -gold", "pyongyang"),
        ("철도 OR silver", "pyongyang seoul nothing"),
        ('"김정일 철도를"', "seoul"),
        ('"김정"', ""),
        (unicodedata.normalize("NFD", "김정은"), "pyongyang"),
        (unicodedata.normalize("NFD", "철도를"), "seoul"),
    ],
)
def test_hangul_is_found_with_its_particles(index: Index, text: str, documents: str) -> None:
    assert found(index, text) == set(documents.split())


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("железо", "vladivostok khasan"),
        ("ЖЕЛЕЗО", "vladivostok khasan"),
        ("желе", ""),
        ("желе*", "vladivostok khasan"),
        ("Андрей", "vladivostok khasan"),
        ('"Андрей"', "vladivostok"),
        ("«Андреи»", "khasan"),
        (unicodedata.normalize("NFD", '"Андрей"'), "vladivostok"),
        ("железа", "vladivostok khasan"),
        ("Андрею", "vladivostok khasan"),
        ("желе\u0301зо", "vladivostok khasan"),
        ("россия железо", "vladivostok"),
    ],
)
def test_cyrillic_is_found(index: Index, text: str, documents: str) -> None:
    assert found(index, text) == set(documents.split())


ENGLISH = {"a": "diplomatic relations", "b": "establishment of a treaty", "c": "relatives met"}


@pytest.fixture(scope="module")
def english() -> Iterator[Index]:
    index = index_of(ENGLISH)
    yield index
    index.close()


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("relation", "a"),
        ("relations", "a"),
        ("established", "b"),
        ("treaties", "b"),
        ("treat*", "b"),
    ],
)
def test_english_words_are_found_in_other_forms(english: Index, text: str, documents: str) -> None:
    assert found(english, text) >= set(documents.split())


@pytest.mark.parametrize(
    ("text", "documents"), [("diplomati*", "a"), ("establishm*", "b"), ("relatio*", "a")]
)
def test_a_beginning_longer_than_the_stem_is_found(
    english: Index, text: str, documents: str
) -> None:
    assert found(english, text) == set(documents.split())


def test_the_words_found_are_marked_in_their_context(index: Index) -> None:
    hits: list[Any] = [hit for hit in search(index, "김정", 0, 10) if hit.type == "paragraph"]
    assert {(hit.id, hit.locator, hit.context) for hit in hits} == {
        ("text-pyongyang", "1", "평양에서 \x02김정은은\x03 철도"),
        ("text-seoul", "1", "\x02김정일\x03 철도를 gold"),
    }


def test_a_limit_takes_the_best(index: Index) -> None:
    everything = search(index, "gold", 0, 10)
    assert len(everything) == 10
    assert search(index, "gold", 3, 10) == everything[:3]
