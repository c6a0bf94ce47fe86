"""Invisible characters, in a held text, in its quotations or in a paper, change no verdict."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from ddr.cite.citations import lookup_in, quoted
from ddr.corpus.load import check
from ddr.curation.find_passage import find
from ddr.index.open import Index
from ddr.manuscript.findings import ProofFinding
from ddr.manuscript.manuscript import Manuscript, parse
from ddr.manuscript.proofread import proof
from ddr.manuscript.verify import verify
from ddr.query.context import around
from ddr.query.reading import compare
from ddr.query.stored import every
from ddr.query.text.search import Hit, search
from ddr.unseen import as_read, visible
from tests.shared import INVISIBLE, sprinkled

from .held import FIVE, PARAGRAPHS, TEXTS, middle
from .writing import FORMATS, Writing

KNOWN = frozenset(TEXTS)
QUERIES = (
    "recognize",
    "peaceful resolution",
    '"strategic partnership"',
    "mountain",
    "train OR visit",
)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    made = Index([FIVE], tmp_path_factory.mktemp("plain"), pytest.fail)
    yield made
    made.close()


@pytest.fixture(scope="module")
def strewn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Return the same timeline with invisible characters all over its texts and quotations."""
    folder = tmp_path_factory.mktemp("strewn")
    shutil.copytree(FIVE.parent, folder / "five")
    random, path = Random(15), folder / "five" / "timeline.toml"
    toml = re.sub(
        r'(?<=exact = ")[^"\\]+', lambda found: sprinkled(found[0], random), path.read_text("utf-8")
    )
    for text in sorted((folder / "five" / "sources").glob("*.txt")):
        old = hashlib.sha256(text.read_bytes()).hexdigest()
        paragraphs = text.read_text("utf-8").split("\n\n")
        content = "\n\n".join(sprinkled(one, random) for one in paragraphs).encode()
        text.write_bytes(content)
        toml = toml.replace(old, hashlib.sha256(content).hexdigest())
    path.write_text(toml, "utf-8")
    made = Index([path], folder / "cache", pytest.fail)
    yield made
    made.close()


def test_a_check_finds_nothing_in_what_is_invisible(strewn: Index) -> None:
    path = strewn.timelines[0]
    assert sum(path.read_text("utf-8").count(one) for one in INVISIBLE) > 1000
    assert [str(one) for one in check([path]).problems if one.severity == "error"] == []


@pytest.mark.parametrize("seed", range(40))
def test_words_are_verified_alike(plain: Index, strewn: Index, seed: int) -> None:
    random = Random(seed)
    words = middle(random.choice(PARAGRAPHS)[2], random.randint(3, 30), random.randint(0, 20))
    if seed % 4 == 3:
        words = words.replace(" ", " never ", 1)
    wanted = verify(plain, words)
    for index in (plain, strewn):
        found = verify(index, sprinkled(words, random))
        assert [replace(one, words=words) for one in found] == wanted


@pytest.mark.parametrize("seed", range(60))
def test_a_paper_is_read_and_judged_alike(plain: Index, strewn: Index, seed: int) -> None:
    random = Random(seed)
    w = FORMATS[seed % len(FORMATS)]
    text = paper(w, random)
    bare = parse(text, w.form, known=KNOWN)
    assert bare.quotations
    assert bare.citations
    other = sprinkled(text, random)
    found = parse(other, w.form, known=KNOWN)
    ours, theirs = places(bare), places(found)
    origins = [at for at, character in enumerate(other) if character not in INVISIBLE]
    assert [position for position, _, _ in theirs] == [origins[position] for position, _, _ in ours]
    for position, line, column in theirs:
        lines = other[:position].split("\n")
        assert (line, column) == (len(lines), len(lines[-1]) + 1)
    wanted = [at_no_place(one) for one in proof(plain, [bare]).findings]
    assert [at_no_place(one) for one in proof(plain, [found]).findings] == wanted
    assert [at_no_place(one) for one in proof(strewn, [bare]).findings] == wanted


def places(manuscript: Manuscript) -> list[tuple[int, int, int]]:
    found = [(one.position, one.line, one.column) for one in manuscript.citations]
    return found + [(one.position, one.line, one.column) for one in manuscript.quotations]


def paper(w: Writing, random: Random) -> str:
    """Write some quotations, each third with a word too many."""
    written = []
    for number in range(4):
        source, n, text = random.choice(PARAGRAPHS)
        words = middle(text, random.randint(4, 30), random.randint(0, 9))
        if number == 2:
            words = words.replace(" ", " never ", 1)
        quote = w.quote(words, next(iter(w.styles)))
        written.append(f"According to the report, {quote} {w.beside(source, f'para. {n}')}.")
    return "\n\n".join(written)


def at_no_place(finding: ProofFinding) -> ProofFinding:
    return replace(finding, line=0, column=0)


ENTITIES = (
    ("markdown", '&#8288;"{}"&shy; [@kremlin-2019, para. 4].'),
    ("markdown", '&ZeroWidthSpace;"{}"&#x200B; [@kremlin-2019, para. 4].'),
    ("typst", '\\u{{2060}}"{}"\\u{{2060}} @kremlin-2019[para. 4].'),
)


@pytest.mark.parametrize(("form", "text"), ENTITIES)
def test_what_markup_writes_may_be_invisible_too(plain: Index, form: str, text: str) -> None:
    for word in ("alternative", "alternation"):
        words = f"there is no {word} to a peaceful resolution"
        manuscript = parse(f"The report held that {text.format(words)}", form, known=KNOWN)
        assert [one.words for one in manuscript.quotations] == [words]
        assert bool(proof(plain, [manuscript]).findings) == (word == "alternation")


@pytest.mark.parametrize(
    "words", ["alter\u00adnative to a peaceful", "alternative to a peace\u200bful"]
)
def test_a_hyphen_and_a_space_that_nobody_sees(plain: Index, words: str) -> None:
    words = f"there is no {words} resolution"
    manuscript = parse(f"“{words}” [@kremlin-2019, para. 4].", "markdown")
    assert proof(plain, [manuscript]).findings == []
    assert [one.verdict for one in verify(plain, words)] == ["verbatim"]
    altered = parse(f"“{words}s” [@kremlin-2019, para. 4].", "markdown")
    (finding,) = proof(plain, [altered]).findings
    assert "[-resolutions-]" in finding.difference
    assert visible(finding.difference) == finding.difference


def test_words_are_compared_alike(plain: Index, strewn: Index) -> None:
    places = ("kremlin-2019:4", "kremlin-2019:5-6")
    ours, theirs = (compare(index, *places).stretches for index in (plain, strewn))
    assert ours == theirs


def test_words_are_searched_alike(plain: Index, strewn: Index) -> None:
    random = Random(1)
    for query in QUERIES:
        wanted = search(plain, query, 0, 5)
        assert wanted
        for index in (plain, strewn):
            found = search(index, sprinkled(query, random), 0, 5)
            assert list(map(shown, found)) == list(map(shown, wanted))


def shown(hit: Hit) -> tuple[str, ...]:
    return hit.id, hit.locator, hit.context


def test_statements_are_quoted_and_stand_in_their_context_alike(
    plain: Index, strewn: Index
) -> None:
    ids = [stored.id for stored in every(plain, "statement")]
    ours, theirs = (quoted(one, ids, "en-US", lookup_in(one)) for one in (plain, strewn))
    assert [quote.words for quote, _ in theirs] == [quote.words for quote, _ in ours]
    before, after = (around(one, every(one, "statement")) for one in (plain, strewn))
    assert any(one.before and one.after for one in before.values())
    for name, one in after.items():
        assert one == before[name]


def test_a_passage_is_found_and_written_without_what_is_invisible(strewn: Index) -> None:
    texts = check([strewn.timelines[0]]).texts
    source, number, text = next(
        one for one in PARAGRAPHS if one[0] == "kremlin-2019" and one[1] == 4
    )
    words = " ".join(text.split()[2:9])
    passage = find(texts.items(), sprinkled(words, Random(2)))
    assert (passage.source, passage.locator) == (source, str(number))
    assert passage.exact == as_read(passage.exact)
    assert words in passage.exact
    assert passage.exact in as_read(text)
    assert find(texts.items(), words, whole=False).exact == words
