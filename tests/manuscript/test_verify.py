"""What `ddr said --verify` calls verbatim, and whose it says the words are."""

from __future__ import annotations

import hashlib
import random
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ddr.errors import UsageError
from ddr.index.open import Index
from ddr.manuscript.verify import LONGEST, Verification, verify

from .held import EVERY, FIVE, PARAGRAPHS, TEXTS

STATEMENTS = [one for one in tomllib.loads(FIVE.read_text("utf-8"))["statement"] if "exact" in one]
FAMILIES = ("'’‘‚ʼ", '"“”„‟«»')
OUTER = ("“”", "„“", "«»", '""', "‘’", "''", "‹›", "「」", "《》", "— ", "  ")
BLANKS = (" ", "\n", "\u00a0", "  ", " \n ", "\t", "\u2009")
NEGATION = re.compile(r"\b(?:not|no|never|nobody|nothing|without|cannot)\b|n[’']t\b", re.IGNORECASE)


def plain(text: str) -> str:
    for family in FAMILIES:
        text = re.sub(f"[{family}]", family[0], text)
    return " ".join(text.split())


WHOLE = [plain(" ".join(text for name, _, text in EVERY if name == one)) for one in TEXTS]


def passage(draw: random.Random, least: int = 4) -> tuple[str, int, list[str]]:
    """Draw words in a row: source, paragraph, words."""
    source, number, text = draw.choice([one for one in PARAGRAPHS if len(one[2].split()) > least])
    words = text.split()
    size = draw.randint(least, min(40, len(words)))
    start = draw.randint(0, len(words) - size)
    return source, number, words[start : start + size]


def disguised(draw: random.Random, words: list[str]) -> str:
    """Write words with other blanks, other marks of each family, and marks around them."""
    text = words[0] + "".join(draw.choice(BLANKS) + word for word in words[1:])
    for family in FAMILIES:
        text = "".join(draw.choice(family) if c in family else c for c in text)
    marks = draw.choice(OUTER)
    return draw.choice((text, f"{marks[0]}{text}{marks[1]}", f"{marks[0]}{text}{marks[1]}."))


@pytest.mark.parametrize("seed", range(200))
def test_a_true_quotation_is_verbatim(index: Index, seed: int) -> None:
    draw = random.Random(seed)
    source, number, words = passage(draw)
    found = verify(index, disguised(draw, words))
    assert {one.verdict for one in found} == {"verbatim"}
    assert (source, str(number)) in {(one.source, one.paragraph) for one in found}


def changed(draw: random.Random, words: list[str]) -> list[str]:
    at = draw.randrange(1, len(words) - 1)
    return [*words[:at], draw.choice(("hardly", "sixteen", "harbour", "Tokyo")), *words[at + 1 :]]


def exchanged(draw: random.Random, words: list[str]) -> list[str]:
    first, second = sorted(draw.sample(range(len(words)), 2))
    words = list(words)
    words[first], words[second] = words[second], words[first]
    return words


def denied(draw: random.Random, _: list[str]) -> list[str]:
    """Take a negation out of a passage that has one."""
    text = draw.choice([one[2] for one in PARAGRAPHS if NEGATION.search(one[2])])
    match = draw.choice(list(NEGATION.finditer(text)))
    before, after = text[: match.start()].split(), text[match.end() :].split()
    return [*before[-draw.randint(3, 12) :], *after[: draw.randint(3, 12)]]


def altered() -> Iterator[tuple[str, str]]:
    """Yield 200 quotations that stand nowhere, and the kind of what was done to them."""
    made = 0
    for seed in range(2000):
        draw = random.Random(seed)
        alter = (changed, exchanged, denied)[seed % 3]
        words = " ".join(alter(draw, passage(draw, 6)[2]))
        if not any(plain(words) in text for text in WHOLE):
            made += 1
            yield alter.__name__, words
        if made == 200:
            return


ALTERED = list(altered())


def test_two_hundred_are_altered() -> None:
    kinds = [kind for kind, _ in ALTERED]
    assert len(kinds) == 200
    assert min(map(kinds.count, ("changed", "exchanged", "denied"))) > 50


@pytest.mark.parametrize(("kind", "words"), ALTERED)
def test_an_altered_quotation_is_never_verbatim(index: Index, kind: str, words: str) -> None:
    draw = random.Random(words)
    (found,) = verify(index, disguised(draw, words.split()))
    assert found.verdict in {"near", "absent"}
    if found.verdict == "near":
        assert "[-" in found.difference or "{+" in found.difference
    elif kind != "exchanged":
        assert len(words.split()) < 9


def others(speaker: str) -> str:
    return next(str(one["speaker"]) for one in STATEMENTS if one["speaker"] != speaker)


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda one: one["id"])
def test_a_statement_is_its_speakers(index: Index, statement: dict[str, Any]) -> None:
    words, speaker = statement["exact"], statement["speaker"]
    found = verify(index, words)
    assert statement["id"] in {one.statement for one in found}
    assert all(one.verdict == "verbatim" for one in found)
    own = verify(index, words, [speaker])
    expected = "reported" if statement["mode"] == "reported" else "verbatim"
    assert own[0].verdict == expected
    assert own[0].statement == statement["id"]
    wrong = verify(index, words, [others(speaker)])
    assert {one.verdict for one in wrong} == {"misattributed"}
    assert speaker in {one.speaker for one in wrong}


def the(found: list[Verification]) -> Verification:
    assert len(found) == 1
    return found[0]


def test_who_is_asked_about_is_told(index: Index) -> None:
    found = the(verify(index, "you can move a mountain", ["Ким Чен Ын"]))
    assert found.message == "these words are those of Vladimir Putin, not those of Kim Jong Un"
    assert (found.source, found.paragraph, found.cite) == (
        "kremlin-2019", "5", "ddr cite kremlin-2019-5b",
    )  # fmt: skip


def test_words_across_two_paragraphs_are_found(index: Index) -> None:
    fourth, fifth = TEXTS["kremlin-2019"][3:5]
    words = " ".join([*fourth.split()[-5:], *fifth.split()[:5]])
    assert {one.paragraph for one in verify(index, words)} == {"4-5"}


def test_an_omission_must_be_marked_and_may_not_span_a_text(index: Index) -> None:
    words = TEXTS["kremlin-2019"][3].split()
    first, last = " ".join(words[:5]), " ".join(words[-5:])
    assert verify(index, f"{first} […] {last}")[0].verdict == "verbatim"
    left_out = the(verify(index, f"{first} {last}"))
    assert left_out.verdict == "near"
    assert "left out" in left_out.message
    end = " ".join(TEXTS["kremlin-2019"][-1].split()[-5:])
    assert the(verify(index, f"{first} … {end}")).verdict in {"near", "absent"}


@pytest.mark.parametrize(("further", "together"), [(1, True), (2, False), (3, False)])
def test_an_omission_runs_into_the_next_paragraph_and_no_further(
    index: Index, further: int, together: bool
) -> None:
    held = TEXTS["kremlin-2019"]
    first, last = " ".join(held[3].split()[:9]), " ".join(held[3 + further].split()[-9:])
    verdict = verify(index, f"{first} […] {last}")[0].verdict
    assert (verdict == "verbatim") is together


def test_words_without_an_omission_may_run_over_any_number_of_paragraphs(index: Index) -> None:
    words = " ".join(TEXTS["kremlin-2019"][2:6])
    assert {(one.verdict, one.paragraph) for one in verify(index, words)} == {("verbatim", "3-6")}


@pytest.mark.parametrize(
    ("paragraphs", "found"),
    [
        ("It is a treaty.|It is signed.", "1-2"),
        ("It is a treaty.|One.|It is signed.", ""),
        ("It is a treaty.|It is signed.|It is a treaty.|One.|Two.|It is signed.", "1-2"),
        ("It is a treaty.|One.|Two.|It is a treaty.|It is signed.|One.|It is signed.", "4-5"),
        ("It is a treaty.|It is signed.|One.|It is a treaty.|It is signed.", "1-2 4-5"),
        ("It is a treaty.|It is a treaty.|It is signed.|It is signed.", "2-3"),
        ("It is a treaty.|It is signed.|It is a treaty. It is signed.", "3"),
    ],
)
def test_parts_are_one_passage_where_they_stand_next_to_each_other(
    tmp_path: Path, paragraphs: str, found: str
) -> None:
    index = held(tmp_path, paragraphs.replace("|", "\n\n"))
    verified = verify(index, "a treaty. […] It is signed.")
    index.close()
    assert " ".join(one.paragraph for one in verified if one.verdict == "verbatim") == found


def held(folder: Path, content: str) -> Index:
    """Return the index of a timeline of one source with this text."""
    (folder / "text.txt").write_bytes(content.encode())
    path = folder / f"{len(list(folder.glob('*.toml')))}.toml"
    path.write_text(TIMELINE + f'sha256 = "{hashlib.sha256(content.encode()).hexdigest()}"\n')
    return Index([path], folder / "cache", pytest.fail)


def test_words_of_a_text_that_nobody_is_recorded_for(index: Index) -> None:
    source, number, text = next(
        one
        for one in PARAGRAPHS
        if len(one[2].split()) > 3
        and not any(s["source"] == one[0] and s["locator"] == str(one[1]) for s in STATEMENTS)
    )
    found = the(verify(index, text))
    assert (found.verdict, found.source, found.paragraph) == ("verbatim", source, str(number))
    assert found.statement == found.speaker == ""
    assert the(verify(index, text, ["Putin"])).verdict == "unattributed"


def test_composed_and_decomposed_words_are_the_same(tmp_path: Path) -> None:
    text = "Le chargé d’affaires était là; 조로 친선은 영원하다 й.\n"
    for content in (unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)):
        index = held(tmp_path, content)
        for words in ("chargé d'affaires était", "친선은 영원하다 й"):
            for form in (unicodedata.normalize("NFC", words), unicodedata.normalize("NFD", words)):
                assert the(verify(index, form)).verdict == "verbatim"
        index.close()


TIMELINE = """schema = 1
version = "1"
title = "One text"
license = "CC0-1.0"

[[source]]
id = "one"
type = "document"
title = "One"
issued = "1948"
origin = "dprk"
medium = "transcript"
rights = "not stated"
text = "text.txt"
"""


@pytest.mark.parametrize("words", ["", " ", "…", "“”", "!?"])
def test_without_words_there_is_nothing_to_verify(index: Index, words: str) -> None:
    with pytest.raises(UsageError, match="needs the words"):
        verify(index, words)


def test_too_many_words_are_refused(index: Index) -> None:
    with pytest.raises(UsageError, match="at most"):
        verify(index, "a " * LONGEST)


SOUP = st.lists(
    st.sampled_from(["peace", "[", "]", "…", "[…]", '"', "'", "“", "‘", "-", "*", "(", "\0", "é"])
).map(" ".join)


@given(SOUP | st.text(max_size=40))
def test_anything_gets_a_verdict_or_one_clear_line(index: Index, words: str) -> None:
    if any(map(str.isalnum, words)):
        assert verify(index, words)
    else:
        with pytest.raises(UsageError, match="needs the words"):
            verify(index, words)
