"""Keys: what `proof` says of them, `bib --from` says too."""

from __future__ import annotations

import pytest

from ddr.index.open import Index
from ddr.manuscript.manuscript import parse
from ddr.manuscript.proofread import cited, proof
from ddr.query import stored

EVENT = "2001-05-12-note"
ASKED = f"'{EVENT}' is an event, which has no entry of its own: cite odd-2001 or unheld-2002"
CITED = {"latex": r"\cite{%s}", "markdown": "[@%s]", "typst": "@%s", "org": "[cite:@%s]"}


@pytest.mark.parametrize("form", CITED)
@pytest.mark.parametrize(
    ("key", "told"), [(EVENT, ASKED), ("kim-jong-un", "'kim-jong-un' is a person")]
)
def test_what_has_no_entry_is_found_by_both(index: Index, form: str, key: str, told: str) -> None:
    paper = parse(f"One.\n\n{CITED[form] % key}\n\n{CITED[form] % key}", form, "paper")
    assert [found.code for found in proof(index, [paper]).findings] == ["not-citable"] * 2
    assert proof(index, [paper]).findings[0].message.startswith(told)
    faults = cited(index, paper).faults
    assert len(faults) == 1
    assert faults[0].startswith(f"paper:3: {told}")
    assert not proof(index, [paper], {key}).findings
    assert not cited(index, paper, {key}).faults


def test_nothing_resolves_the_key_of_an_event_in_plain_text(index: Index) -> None:
    paper = parse(f"It was noted ({EVENT}).", "plain", "paper", {EVENT})
    assert not proof(index, [paper]).findings
    assert not cited(index, paper).faults
    assert [one.id for one in cited(index, paper).sources] == ["odd-2001", "unheld-2002"]


EVERY = {
    "latex": "\n\\nocite{*} \\cite{odd-2001}",
    "markdown": "---\nnocite: '@*'\n---\n[@odd-2001]",
    "org": "\n[cite/nocite:@*] [cite:@odd-2001]",
    "typst": '@odd-2001\n#bibliography("ddr.yml", full: true)',
}


@pytest.mark.parametrize("form", EVERY)
def test_a_manuscript_may_list_every_source(index: Index, form: str) -> None:
    paper = parse(EVERY[form], form, "paper")
    assert [one.key for one in paper.citations] == ["odd-2001"]
    found = cited(index, paper)
    assert found.sources[0].id == "odd-2001"
    every = {one.id for one in stored.every(index, "source")}
    assert {one.id for one in found.sources} == every
    assert len(found.sources) == len(every)
    told = f"all {len(every)} sources of the timeline are written"
    assert found.told == (f"paper:2: every key is listed here: {told}",)
    assert not cited(index, parse("[@odd-2001]", "markdown")).told


CAPITALS = [
    (r"\cite{Kremlin-2019} \cite{Smith:70}", True),
    (r"\citep{Kremlin-2019} \bibliography{a}", True),
    (r"\usepackage{biblatex}\begin{document}\cite{Kremlin-2019}", False),
    (r"\autocite{Kremlin-2019}", False),
    (r"\cite{Kremlin-2019} \printbibliography", False),
]


@pytest.mark.parametrize(("text", "known"), CAPITALS)
def test_keys_are_the_same_in_capitals_to_bibtex_alone(
    index: Index, text: str, known: bool
) -> None:
    paper = parse(text, "latex", "paper")
    found = [one.key for one in proof(index, [paper], {"smith:70"}).findings]
    assert found == ([] if known else ["Kremlin-2019"])
    assert bool(cited(index, paper, {"smith:70"}).faults) != known
    named = cited(index, paper, {"smith:70"}).named
    assert named == ({"kremlin-2019": ["Kremlin-2019"]} if known else {})


def test_a_paragraph_is_found_whatever_the_case_of_the_key(index: Index) -> None:
    text = r"\enquote{there is alternative to a peaceful resolution}\cite[4]{KREMLIN-2019}"
    assert [one.code for one in proof(index, [parse(text, "latex")]).findings] == ["omission"]
    wrong = proof(index, [parse(r"\cite[para. 99]{Kremlin-2019}", "latex")]).findings
    assert [one.code for one in wrong] == ["locator"]
