"""The quotation marks of each language, held against those that pandoc puts around titles."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ddr.cite import quotation
from ddr.cite.quotation import around, stop_outside, turned
from ddr.quotations.exact import fold

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>t</title><id>t</id><updated>2020-01-01T00:00:00Z</updated></info>
<citation><layout delimiter="|"><text variable="title" quotes="true"/></layout></citation>
</style>"""
TITLES_APART = {"zh"}
REGIONS = {"en": "en-US", "pt": "pt-BR", "nb": "nb-NO", "da": "da-DK", "ko": "ko-KR",
           "sv": "sv-SE", "vi": "vi-VN", "uk": "uk-UA"}  # fmt: skip


@pytest.mark.parametrize("language", sorted(set(quotation._BY_LANGUAGE) - TITLES_APART))
def test_they_are_those_of_the_csl_locale(binary: Path, tmp_path: Path, language: str) -> None:
    style = tmp_path / "t.csl"
    style.write_text(STYLE)
    tag = REGIONS.get(language, language if "-" in language else f"{language}-{language.upper()}")
    references = [{"id": "a", "type": "book", "title": 'a "b" c'}]
    meta = f"---\nlang: {tag}\nreferences: {json.dumps(references)}\n---\n\n[@a]\n"
    printed = subprocess.run(
        [binary, "-f", "markdown", "-t", "plain", "--citeproc", "--csl", style],
        input=meta,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n\n")[0]
    opening, closing = around(tag)
    assert printed.strip() == f"{opening}{turned('a “b” c', tag, inside=True)}{closing}"


@pytest.mark.parametrize(
    ("text", "language", "inside", "wanted"),
    [
        ("he said “yes” and ‘no’", "en-US", True, "he said ‘yes’ and ‘no’"),
        ("he said 'yes'", "en-US", False, "he said “yes”"),
        ('a "b \'c\' d" e', "en-US", True, "a ‘b “c” d’ e"),
        ('a "b \'c\' d" e', "en-GB", True, "a “b ‘c’ d” e"),
        ("Он сказал: «нет, „новая“ линия»", "ru-RU", True, "Он сказал: „нет, «новая» линия“"),
        ("Он сказал: «нет»", "de-DE", False, "Он сказал: „нет“"),
        ("the peoples’ aim, Kim's visit", "ru", True, "the peoples’ aim, Kim's visit"),
        ("‘the peoples’ treaty’, he said", "en-US", False, "“the peoples’ treaty”, he said"),
        ("an unpaired “ stays", "ru", True, "an unpaired “ stays"),
        ("anything", "xx", True, "anything"),
    ],
)  # fmt: skip
def test_marks_within(text: str, language: str, inside: bool, wanted: str) -> None:
    assert turned(text, language, inside=inside) == wanted


def test_an_unknown_language_has_those_of_english() -> None:
    assert around("xx-YY") == around("en-US") == ("“", "”")
    assert around("en-GB") == ("‘", "’")
    assert around("fr-CA") == ("«\u00a0", "\u00a0»")
    assert around("RU") == ("«", "»")
    assert stop_outside("ru-RU")
    assert not stop_outside("en-US")


LETTERS = st.text(st.sampled_from("ab s'\"“”‘’«»„‚.,“"), max_size=30)


@given(LETTERS, st.sampled_from(sorted(quotation._BY_LANGUAGE)), st.booleans())
def test_nothing_but_marks_changes(text: str, language: str, inside: bool) -> None:
    drop = str.maketrans("", "", "'\"‘’‚‹›“”„«»")
    made = turned(text, language, inside=inside)
    assert made.translate(drop) == text.translate(drop)
    assert len(made) == len(text)
    assert fold(made).count(" ") == fold(text).count(" ")
