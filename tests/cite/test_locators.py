"""Locators: reading them, and printing them in the styles' own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ddr.cite.citations import Cited
from ddr.locators import Locator, in_braces, in_words, parse

from .desk import Desk


@pytest.mark.parametrize(
    ("text", "label", "value"),
    [
        ("4", "paragraph", "4"),
        (" 4 ", "paragraph", "4"),
        ("4-5", "paragraph", "4-5"),
        ("4–5", "paragraph", "4–5"),
        ("4, 7-9", "paragraph", "4, 7-9"),
        ("12a", "paragraph", "12a"),
        ("para. 4", "paragraph", "4"),
        ("paras. 4-6", "paragraph", "4-6"),
        ("Para 4", "paragraph", "4"),
        ("par. 4", "paragraph", "4"),
        ("paragraph 4", "paragraph", "4"),
        ("¶4", "paragraph", "4"),
        ("¶¶ 4-5", "paragraph", "4-5"),
        ("абз. 4", "paragraph", "4"),
        ("p. 12", "page", "12"),
        ("pp. 12-14", "page", "12-14"),
        ("p.12", "page", "12"),
        ("с. 12", "page", "12"),
        ("p. iv", "page", "iv"),
        ("ch. 3", "chapter", "3"),
        ("art. 1", "article-locator", "1"),
        ("§ 7", "section", "7"),
        ("fol. 10", "folio", "10"),
        ("fol. 3v", "folio", "3v"),
        ("sec. 3.2", "section", "3.2"),
        ("p. 12ff.", "page", "12ff."),
        ("pp. 12 f.", "page", "12 f."),
        ("pp. 12 and 14", "page", "12 and 14"),
        ("paras. 4, 7, and 9", "paragraph", "4, 7, and 9"),
        ("min. 3:15", "timestamp", "3:15"),
        ("doc. 894", "", "doc. 894"),
        ("the preamble", "", "the preamble"),
        ("", "", ""),
    ],
)
def test_reading(text: str, label: str, value: str) -> None:
    assert parse(text) == Locator(label, value)


def test_the_label_of_a_bare_number_can_be_chosen() -> None:
    assert parse("12", "page") == Locator("page", "12")
    assert parse("para. 12", "page") == Locator("paragraph", "12")


@given(st.text())
def test_nothing_is_lost_of_any_locator(text: str) -> None:
    label, value = parse(text)
    assert value in " ".join(text.split())
    assert label or value == " ".join(text.split())


@pytest.mark.parametrize(
    ("locator", "words"),
    [
        (Locator("paragraph", "4"), "para. 4"),
        (Locator("paragraph", "4-5"), "paras. 4-5"),
        (Locator("page", "4, 7"), "pp. 4, 7"),
        (Locator("line", "4"), "line 4"),
        (Locator("", "doc. 894"), "doc. 894"),
        (Locator("", ""), ""),
    ],
)
def test_words(locator: Locator, words: str) -> None:
    assert in_words(locator) == words


def test_a_language_whose_words_are_unknown_gets_no_braces() -> None:
    assert in_braces(Locator("paragraph", "4"), "xx") == ""
    assert in_braces(Locator("paragraph", "4"), "de") == "{Absatz 4}"


@pytest.mark.parametrize(
    ("style", "locator", "wanted"),
    [
        ("apa", "4", "(Putin & Kim, 2019, para. 4)"),
        ("apa", "4-5", "(Putin & Kim, 2019, paras. 4–5)"),
        ("apa", "4, 7", "(Putin & Kim, 2019, paras. 4, 7)"),
        ("apa", "p. 12", "(Putin & Kim, 2019, p. 12)"),
        ("apa", "pp. 12-14", "(Putin & Kim, 2019, pp. 12–14)"),
        ("apa", "ch. 3", "(Putin & Kim, 2019, Chapter 3)"),
        ("apa", "art. 1", "(Putin & Kim, 2019, art. 1)"),
        ("apa", "doc. 894", "(Putin & Kim, 2019, doc. 894)"),
        ("apa", "", "(Putin & Kim, 2019)"),
        ("chicago-author-date", "p. 12", "(Putin and Kim 2019, 12)"),
        ("mla", "p. 12", "(Putin and Kim 12)"),
        ("vancouver", "p. 12", "(1, p. 12)"),
        ("vancouver", "", "(1)"),
        ("ieee", "4", "[1, Para. 4]"),
        ("chicago-author-date-de", "4-5", "(Putin und Kim 2019, Abs. 4–5)"),
        ("chicago-author-date-de", "line 4", "(Putin und Kim 2019, line 4)"),
    ],
)
def test_styles_print_a_locator_in_their_own_words(
    desk: Desk, style: str, locator: str, wanted: str
) -> None:
    cited = [[Cited(desk.source("kremlin-2019"), locator)]]
    assert desk.render(cited, style, "in-text").texts == (wanted,)
