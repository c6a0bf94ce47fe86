"""Escaping for TeX, and the capitals that styles must keep."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ddr.cite.export import tex


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("plain Ким 김", "plain Ким 김"),
        ("a & b", r"a \& b"),
        ("100% #1 $5 _x", r"100\% \#1 \$5 \_x"),
        ("~x ^y <z>", r"\textasciitilde{}x \textasciicircum{}y \textless{}z\textgreater{}"),
        ("\\textbf", r"\textbackslash{}textbf"),
        ("{a} {b {c}}", r"\{a\} \{b \{c\}\}"),
        ("a { b", r"a $\lbrace$ b"),
        ("a } b {", r"a $\rbrace$ b $\lbrace$"),
        ("a -- b --- c", r"a -{}- b -{}-{}- c"),
        ("?`a `b' ''c ,,d", r"?\textasciigrave{}a \textasciigrave{}b’ '{}'c ,{},d"),
        ('the "words" said', "the “words” said"),
        ("it's 'so'", "it’s ‘so’"),
        ('5" pipe', '5"{} pipe'),
    ],
)
def test_escape(text: str, wanted: str) -> None:
    assert tex.escape(text) == wanted


@given(st.text(st.sampled_from("{}\\ab $%&#")))
def test_braces_are_balanced_for_bibtex(text: str) -> None:
    depth = 0
    for sign in tex.escape(text):  # BibTeX counts escaped braces too
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("Visit of Kim Il Sung to Moscow", "en", "Visit of {Kim Il Sung} to {Moscow}"),
        ("North Korea, 1953: A study", "", "North {Korea}, 1953: {A} Study"),
        ("KCNA reports", "en", "{KCNA} Reports"),
        ("kcna reports", "en", "{kcna} Reports"),
        ("[News report]", "en", "{[News} report]"),
        ("Russia-DPRK ties", "en", "{Russia-DPRK} Ties"),
        ("&Co and &Co", "en", r"{{\&Co}} and {{\&Co}}"),
        ("Talks on the U.S. to drop plan", "en", "Talks on the {U.S.} to Drop Plan"),
        ("Journ. of the sea", "en", "Journ. of the Sea"),
        ('The "axis of evil" at 2 a.m.', "en", "The “Axis of Evil” at 2 a.m."),
        ('Kim on "US threat", talks', "en", "Kim on “{US} Threat”, Talks"),
        ("Визит Ким Чен Ына", "ru", "Визит Ким Чен Ына"),
        ("Агентство KCNA", "ru", "Агентство {KCNA}"),
        ("Besuch in Moskau", "de", "Besuch in {Moskau}"),
        ("조로공동선언", "ko", "조로공동선언"),
        ("", "en", ""),
    ],
)
def test_titles_keep_their_capitals(text: str, language: str, wanted: str) -> None:
    assert tex.titled(text, language) == wanted


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ({"family": "Putin", "given": "Vladimir V."}, "Putin, Vladimir V."),
        ({"literal": "Kim Jong Un"}, "{Kim Jong Un}"),
        ({"literal": "Ministry of War and Peace"}, "{Ministry of War and Peace}"),
        ({"family": "van der Berg", "given": "Jan"}, "{van der Berg}, Jan"),
        ({"family": "Fish and Chips", "given": "A, B"}, "{Fish and Chips}, {A, B}"),
    ],
)
def test_names(name: dict[str, str], wanted: str) -> None:
    assert tex.names([name]) == wanted


def test_several_names() -> None:
    people = [{"family": "Putin", "given": "Vladimir"}, {"literal": "Kim Jong Un"}]
    assert tex.names(people) == "Putin, Vladimir and {Kim Jong Un}"


def test_a_list_entry_is_not_parted_at_its_and() -> None:
    assert tex.listed("Archives and Records") == "{Archives and Records}"
    assert tex.listed("Archives") == "Archives"


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("http://a.b/c_d%20e?f=~g&h#i", "http://a.b/c_d%20e?f=~g&h#i"),
        ("http://a.b/{c}\\d e", "http://a.b/%7Bc%7D%5Cd%20e"),
        ("http://a.b/ж", "http://a.b/%D0%B6"),
    ],
)
def test_addresses_are_ascii(url: str, wanted: str) -> None:
    assert tex.address(url) == wanted


def test_pages_have_the_dash_of_bib_files() -> None:
    assert tex.pages("103-127, 130 – 131") == "103--127, 130--131"


@pytest.mark.parametrize(
    ("code", "wanted"), [("en", "english"), ("en-GB", "british"), ("ru-RU", "russian"), ("tlh", "")]
)
def test_languages(code: str, wanted: str) -> None:
    assert tex.language(code) == wanted
