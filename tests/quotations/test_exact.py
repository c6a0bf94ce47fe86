"""What is verbatim and what is not, against a slow definition written apart from the code."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from ddr.corpus.texts import paragraphs_of
from ddr.locators import paragraph_span
from ddr.quotations.exact import OMISSION, paragraphs_with, stands_in
from tests.shared import INVISIBLE, sprinkled

SOURCES = sorted((Path(__file__).parents[1] / "data/five/sources").glob("*.txt"))
PARAGRAPHS = [
    p for path in SOURCES for p in paragraphs_of(path.read_text("utf-8")) if len(p.split()) > 3
]
BLANKS = st.text("\u00a0 \t\n\u2009\u202f", min_size=1, max_size=3)
FAMILIES = ("'’‘‚ʼ", '"“”„‟«»')
TWINS = {
    "\u2010": "-", "\u2011": "-", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl",
    "ﬅ": "st", "ﬆ": "st",
}  # fmt: skip
SOUP = st.text("ab1 '’.,-“\u00a0й\u00ad\u200bﬁ\u2011", max_size=12) | st.lists(
    st.sampled_from(["ab", "a", " ", "'", "1", ",", ".", "-", OMISSION]), max_size=8
).map("".join)


@st.composite
def spans(draw: st.DrawFn) -> tuple[str, int, list[str]]:
    """Draw a paragraph and some of its words in a row: the paragraph, their number, the words."""
    paragraph = draw(st.sampled_from(PARAGRAPHS))
    words = paragraph.split()
    first = draw(st.integers(0, len(words) - 2))
    last = draw(st.integers(first + 2, len(words)))
    return paragraph, first, words[first:last]


def plain(text: str) -> str:
    text = re.sub(f"[{INVISIBLE}]", "", text)
    text = unicodedata.normalize("NFC", text)
    for one, other in TWINS.items():
        text = text.replace(one, other)
    for family in FAMILIES:
        text = re.sub(f"[{family}]", family[0], text)
    return " ".join(text.split())


def slowly(exact: str, text: str) -> bool:
    """Try every place for every part: in order, and cutting no word and no number."""
    text = plain(text)
    words = (r"[^\W_]+(?:'[^\W_]+)*", r"\d+(?:[.,]\d+)*")
    found = (match.span() for word in words for match in re.finditer(word, text))
    within = {at for start, end in found for at in range(start + 1, end)}

    def placed(parts: list[str], start: int) -> bool:
        if not parts:
            return True
        size = len(parts[0])
        return any(
            text[at : at + size] == parts[0]
            and not within & {at, at + size}
            and placed(parts[1:], at + size)
            for at in range(start, len(text) - size + 1)
        )

    parts = [plain(part) for part in exact.split("[…]")]
    return all(parts) and placed(parts, 0)


@given(spans())
def test_words_in_a_row_are_verbatim(span: tuple[str, int, list[str]]) -> None:
    paragraph, _, words = span
    assert stands_in(" ".join(words), paragraph)


@given(spans(), st.lists(BLANKS, min_size=1), st.randoms(use_true_random=False))
def test_blanks_and_the_form_of_marks_do_not_matter(
    span: tuple[str, int, list[str]], blanks: list[str], random: Random
) -> None:
    paragraph, _, words = span
    exact = blanks[0] + "".join(w + blanks[n % len(blanks)] for n, w in enumerate(words))
    for family in FAMILIES:
        exact = "".join(random.choice(family) if c in family else c for c in exact)
    assert stands_in(exact, paragraph)


@given(SOUP | spans().map(lambda span: " ".join(span[2])), SOUP, spans(), st.randoms())
def test_invisible_characters_change_no_verdict(
    exact: str, soup: str, span: tuple[str, int, list[str]], random: Random
) -> None:
    for text in (soup, span[0]):
        strewn = sprinkled(exact, random, every=2)
        wanted = slowly(exact, text)
        assert stands_in(strewn, text) is stands_in(exact, sprinkled(text, random)) is wanted


@pytest.mark.parametrize("family", FAMILIES)
def test_every_mark_of_a_family_is_the_same(family: str) -> None:
    for one in family:
        for other in family:
            assert stands_in(f"the {one}embassy{one}", f"He left the {other}embassy{other}.")
    for mark in "`´′‹›*":
        assert not stands_in(f"the {mark}embassy{mark}", f"He left the {family[0]}embassy.")
    first, second = FAMILIES
    assert not stands_in(f"{first[0]}embassy", f"{second[0]}embassy")


@given(spans(), st.data())
@example(("We did not agree to it.", 0, ["We", "did", "not", "agree"]), None)
def test_a_dropped_word_is_found_out(
    span: tuple[str, int, list[str]], data: st.DataObject | None
) -> None:
    paragraph, _, words = span
    assume(len(words) > 2)
    at = words.index("not") if data is None else data.draw(st.integers(1, len(words) - 2))
    exact = " ".join(words[:at] + words[at + 1 :])
    assert stands_in(exact, paragraph) is slowly(exact, paragraph)
    if data is None:
        assert not stands_in(exact, paragraph)


@given(spans(), st.data())
def test_two_words_changed_about_are_found_out(
    span: tuple[str, int, list[str]], data: st.DataObject
) -> None:
    paragraph, _, words = span
    at = data.draw(st.integers(0, len(words) - 2))
    words[at], words[at + 1] = words[at + 1], words[at]
    exact = " ".join(words)
    assert stands_in(exact, paragraph) is slowly(exact, paragraph)


@given(spans(), st.data())
def test_one_other_character_is_found_out(
    span: tuple[str, int, list[str]], data: st.DataObject
) -> None:
    paragraph, _, words = span
    exact = " ".join(words)
    at = data.draw(st.integers(0, len(exact) - 1))
    other = data.draw(
        st.one_of(
            st.just(exact[at].swapcase()),
            st.characters(categories=["L", "N", "P", "S"]),
            st.sampled_from(["", "-", "–", " ", "..", "…", "'", '"']),
        )
    )
    altered = exact[:at] + other + exact[at + 1 :]
    assume(plain(altered) != plain(exact) and OMISSION not in altered)
    assert stands_in(altered, paragraph) is slowly(altered, paragraph)


@pytest.mark.parametrize(
    "exact",
    [
        "On October 13, 1948, the Soviet Union",
        "On October 12, 1948 the Soviet Union",
        "on October 12, 1948, the Soviet Union",
        "On October 12, 1948, the Soviet Onion",
        "On October 12, 1948, the soviet Union",
        "On 12 October, 1948, the Soviet Union",
        "On October 12, 1948, Soviet Union",
        "On October 12, 1948, the the Soviet Union",
        "On October 12, 1948, the Soviet Union,",
        "On October 12; 1948, the Soviet Union",
        "On October 12, 1948, the Sоviet Union",  # with a Cyrillic о
    ],
)
def test_what_looks_nearly_the_same_is_not_verbatim(exact: str) -> None:
    text = "On October 12, 1948, the Soviet Union was the first to recognize the Korean state."
    assert stands_in("On October 12, 1948, the Soviet Union", text)
    assert not stands_in(exact, text)


@given(spans(), st.integers(1, 4), st.booleans())
def test_a_word_cut_at_an_edge_is_refused(
    span: tuple[str, int, list[str]], size: int, front: bool
) -> None:
    paragraph, _, words = span
    exact = " ".join(words)
    cut = exact[size:] if front else exact[:-size]
    assert stands_in(cut, paragraph) is slowly(cut, paragraph)
    through = words[0][size - 1 : size + 1]
    if front and len(through) > 1 and through.isalpha() and paragraph.count(cut) == 1:
        assert not stands_in(cut, paragraph)


CUTS = "We didn’t sign the pact of 1,000 men; 1.5 per cent of the country's Росси\u0306"


@pytest.mark.parametrize(
    "exact",
    [
        "We didn", "We didn'", "t sign", "'t sign", "id", "he pact", "pact of 1", "pact of 1,",
        "000 men", ",000 men", "5 per cent", ".5 per cent", "; 1", "of the country", "s", "Росси",
    ],
)  # fmt: skip
def test_no_word_and_no_number_is_cut(exact: str) -> None:
    assert not stands_in(exact, CUTS)


@pytest.mark.parametrize(
    "exact",
    ["didn't", "1,000", "men", "1,000 men;", "of 1,000", "1.5", "country’s", CUTS, f" {CUTS}\n"],
)
def test_whole_words_and_numbers_stand(exact: str) -> None:
    assert stands_in(exact, CUTS)


@given(spans(), st.data())
def test_parts_around_an_omission_stand_in_order_only(
    span: tuple[str, int, list[str]], data: st.DataObject
) -> None:
    paragraph, _, words = span
    assume(len(words) > 3)
    at = data.draw(st.integers(1, len(words) - 2))
    after = data.draw(st.integers(at, len(words) - 1))
    first, second = " ".join(words[:at]), " ".join(words[after:])
    assert stands_in(f"{first} […] {second}", paragraph)
    assert stands_in(f"{first}[…]{second}", paragraph)
    turned = f"{second} […] {first}"
    assert stands_in(turned, paragraph) is slowly(turned, paragraph)
    if paragraph.count(first) == paragraph.count(second) == 1:
        assert not stands_in(turned, paragraph)


@given(spans())
def test_an_omission_stands_between_words(span: tuple[str, int, list[str]]) -> None:
    paragraph, _, words = span
    exact = " ".join(words)
    for wrong in (f"[…] {exact}", f"{exact} […]", f"{words[0]} […] […] {words[1]}", "[…]", "", " "):
        assert not stands_in(wrong, paragraph)
    assert not stands_in(f"{words[0]} [...] {words[1]}", paragraph)


@given(SOUP, SOUP)
@example("a", "a'a a")
@example("a [...] b", "a x b")
@example("1", "1.1, 1")
@example("a a", "ba a a")
def test_any_text_at_all_is_judged_as_the_slow_definition_does(exact: str, text: str) -> None:
    assert stands_in(exact, text) is slowly(exact, text)


@given(st.lists(SOUP, max_size=4), SOUP)
def test_the_paragraphs_that_hold_the_words_are_named(paragraphs: list[str], exact: str) -> None:
    held = [number for number, text in enumerate(paragraphs, 1) if slowly(exact, text)]
    assert paragraphs_with(exact, paragraphs) == held


@pytest.mark.parametrize(
    ("locator", "span"),
    [
        ("4", (4, 4)), ("4-5", (4, 5)), ("4–5", (4, 5)), ("7-7", (7, 7)), ("120", (120, 120)),
        ("", None), ("0", None), ("04", None), ("5-4", None), ("4-", None), ("-4", None),
        ("p. 4", None), ("4, 5", None), (" 4", None), ("4-5-6", None), ("9" * 7, None),
    ],
)  # fmt: skip
def test_a_locator_is_a_paragraph_or_some_in_a_row(
    locator: str, span: tuple[int, int] | None
) -> None:
    assert paragraph_span(locator) == span


@given(st.lists(st.text("ab .’", min_size=1).filter(str.strip), max_size=5), st.data())
def test_a_text_is_split_at_blank_lines_only(paragraphs: list[str], data: st.DataObject) -> None:
    gaps = st.sampled_from(["\n\n", "\n \t\n", "\r\n\r\n", "\n\n\n\n"])
    text = "".join(paragraph + data.draw(gaps) for paragraph in paragraphs)
    assert list(paragraphs_of(text)) == [paragraph.strip() for paragraph in paragraphs]
