"""Every source in every named style beside citeproc-js, the reference implementation of CSL.

``oracle/corpus/`` holds what citeproc-js prints and, where it differs, what we print, with the
kinds of difference. A quarter of it is printed anew in each run of the tests, every source in two
styles; ``DDR_ORACLE=all`` prints all of it. Where records have changed since, their shelf is left
out, with a notice, until ``python -m tests.cite.oracle.regenerate`` has been run.
"""

from __future__ import annotations

import os
import re

import pytest

from ddr.records import Person, Source

from .desk import Desk
from .oracle import clusters, kept, node, page
from .oracle.corpus import SHELVES, STYLES, Corpus, cells, forms, named, ours
from .oracle.kinds import BY_NAME, UNKNOWN, kinds_of

ALL = os.environ.get("DDR_ORACLE") == "all"
STEP = 1 if ALL else 4
SHELF = [
    (style, shelf)
    for number, style in enumerate(STYLES)
    for shelf in range(SHELVES)
    if (number + shelf) % STEP == 0
]
AGAIN = "run: python -m tests.cite.oracle.regenerate (it needs Node and citeproc-js)"


@pytest.fixture(scope="module")
def corpus(desk: Desk) -> Corpus:
    return Corpus(desk)


@pytest.mark.parametrize(("style", "shelf"), SHELF, ids=[f"{s} {n}" for s, n in SHELF])
def test_a_shelf_is_printed_as_kept_beside_citeproc_js(
    corpus: Corpus, style: str, shelf: int
) -> None:
    held = kept.read(style)
    for cell in cells([style], [shelf]):
        request = corpus.request(cell)
        if changed := kept.changed(held.get(cell, {}), request):
            pytest.skip(f"changed since: {', '.join(changed)}; {AGAIN}")
        printed = named(request, ours(request))
        assert printed == {name: line.ours for name, line in held[cell].items()}


def test_most_of_what_is_kept_is_of_today(corpus: Corpus) -> None:
    stale: dict[str, list[str]] = {}
    count = 0
    for style in STYLES:
        held = kept.read(style)
        for cell in cells([style]):
            count += 1
            if changed := kept.changed(held.get(cell, {}), corpus.request(cell)):
                stale[" ".join(map(str, cell))] = changed
    assert len(stale) <= count / 2, f"{stale}: {AGAIN}"


def test_every_difference_is_of_the_kinds_that_it_is_said_to_be() -> None:
    for cell, name, line in page.lines():
        if line.ours != line.theirs:
            assert line.kinds == kinds_of(line.ours, line.theirs), (cell, name)
            assert UNKNOWN not in line.kinds, (cell, name)


def test_at_most_one_rendering_in_twenty_differs_in_text() -> None:
    everything = [(cell.style, line.kinds) for cell, _, line in page.lines()]
    assert sum(kinds not in ((), ("case",)) for _, kinds in everything) <= len(everything) / 20
    for style in STYLES:
        found = [set(kinds) - page.CAPITALS for name, kinds in everything if name == style]
        assert found
        assert sum(map(bool, found)) <= len(found) / 20


def test_no_rendering_is_empty_and_every_source_is_in_every_form() -> None:
    by_form: dict[tuple[str, str], int] = {}
    for cell, name, line in page.lines():
        assert line.ours, (cell, name)
        by_form[cell.style, cell.form] = by_form.get((cell.style, cell.form), 0) + 1
    assert set(by_form) == {(style, form) for style in STYLES for form in forms(style)}
    assert len(set(by_form.values())) == 1


def test_a_name_written_family_first_is_never_turned_round(desk: Desk) -> None:
    people = {
        record.id: record
        for record in desk.records.values()
        if isinstance(record, Person) and record.order == "family-first"
    }
    seen = 0
    for cell, name, line in page.lines():
        source = desk.records.get(name)
        if not isinstance(source, Source):
            continue  # it has been renamed since
        for contributor in (*source.author, *source.editor):
            if contributor.person in people and "author" not in source.inferred:
                _check_name(people[contributor.person], line.ours, cell)
                seen += 1
    assert seen > 100


def _check_name(person: Person, text: str, cell: object) -> None:
    given, family = re.escape(person.given), re.escape(person.family)
    wrong = rf"\b{given},? {family}\b|\b{family}, {given}|^(?:\[\d+\] |\d+\. |\()?{given}\b"
    assert not re.search(wrong, text), (cell, text)
    last = re.escape(person.given.split()[-1])
    assert not re.search(rf"\b{last}, {family[0]}\. ?[A-Z]\.", text), (cell, text)


def test_the_page_says_what_is_kept() -> None:
    assert page.PATH.read_text("utf-8") == page.text(), (
        "run: python -m tests.cite.oracle.regenerate --kinds"
    )


KNOWN_IN_CLUSTERS = {"and", "semicolon", "note start"}
# Two numbers of which one is cited at a place: pandoc leaves them in the order given.
UNSORTED = ("vancouver, in-text: the same work again and again", "(2, para. 1,1, para. 4)")


@pytest.mark.parametrize("style", clusters.STYLES if ALL else ("apa", "chicago", "oscola"))
def test_clusters_are_those_of_citeproc_js(style: str) -> None:
    expected = clusters.expected()
    for case in clusters.cases([style]):
        printed = ours(case.request).texts
        for own, theirs in zip(printed, expected[case.name], strict=True):
            if (case.name, own) != UNSORTED:
                assert set(kinds_of(own, theirs)) <= KNOWN_IN_CLUSTERS, case.name


def test_letters_after_a_year_and_several_sources_in_one_citation() -> None:
    expected = clusters.expected()
    twins = expected["apa, in-text: two works of one author and year"]
    assert twins[0].count("2022a") == twins[0].count("2022b") == 1
    several = expected["chicago, short: several sources in one citation"]
    assert several[0].count(";") == 2
    again = expected["chicago, note: the same work again and again"]
    assert again[0] == again[1]
    short = {name: " ".join(texts) for name, texts in expected.items() if ", short:" in name}
    ibid = {name for name, texts in short.items() if "ibid" in texts.casefold()}
    assert ibid == {"oscola, short: one work at two places"}  # inside one note


def test_citeproc_js_still_prints_what_is_kept(corpus: Corpus) -> None:
    if reason := node.missing():
        pytest.skip(reason)
    wanted = cells(STYLES if ALL else ("harvard", "vancouver"), range(SHELVES) if ALL else [0])
    held = {style: kept.read(style) for style in STYLES}
    requests = [corpus.request(cell) for cell in wanted]
    for cell, request, answer in zip(wanted, requests, node.answers(requests), strict=True):
        if not kept.changed(held[cell.style][cell], request):
            theirs = {name: line.theirs for name, line in held[cell.style][cell].items()}
            assert named(request, answer) == theirs


def test_kinds_are_told_apart() -> None:
    assert kinds_of("a", "a") == ()
    assert kinds_of("Talks Between", "Talks between") == ("case",)
    assert kinds_of("Kim, J. (2022a)", "Kim, J. (2022b)") == ("order of letters",)
    assert kinds_of("Note. (n.d.-a).", "Note. (n.d.-c).") == ("order of letters",)
    assert kinds_of("Talks of 12 May", "Talks of 13 May") == (UNKNOWN,)
    assert kinds_of("no. 5, S. Lee, and", "S. Lee and") == (UNKNOWN,)
    assert {UNKNOWN, *BY_NAME} > {"case", "order of letters"}
