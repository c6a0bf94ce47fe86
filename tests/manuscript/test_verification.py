"""How well quotations are found, located and left alone: the bars, and the page that tells them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ddr.index.open import Index
from ddr.manuscript.manuscript import parse
from ddr.manuscript.proofread import proof
from tests.shared import ROOT

from .eighty_lines import LINES
from .forty_papers import FORMS, exact, measure, papers, table
from .held import FIVE
from .papers_by_hand import measure_by_hand
from .writing import FORMATS

PAGE = ROOT / "docs" / "verification.md"


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return Index([FIVE], tmp_path_factory.mktemp("verification"), pytest.fail)


def test_the_papers_are_forty_in_six_forms_with_two_hundred_quotations() -> None:
    made = list(papers())
    assert len(made) == 40
    assert {paper.form for paper in made} == set(FORMS)
    wanted = [one for paper in made for one in paper.wanted]
    assert len(wanted) == 200
    assert sum(not one.source for one in wanted) == 100
    assert len({one.kind for one in wanted}) >= 8


def test_quotations_are_found_and_located(five: Index, tmp_path: Path) -> None:
    figures, failures = measure(five, tmp_path)
    assert sum(one.found for one in figures.values()) >= 0.98 * 200, failures
    located = sum(one.located for one in figures.values())
    assert located >= 0.95 * sum(one.to_locate for one in figures.values()), failures
    assert not [line for line in failures if "the sum is not" in line or "wrongly" in line]
    page = PAGE.read_text("utf-8")
    assert "\n".join(table(figures)) in page


def test_papers_by_hand_are_read_as_their_author_would(five: Index, tmp_path: Path) -> None:
    figures, failures = measure_by_hand(five, tmp_path)
    assert len(figures) == 8
    assert len({Path(name).suffix for name in figures}) == 6
    assert [line for line in failures if "mend: Wanted(words='signed the'" not in line] == []
    assert "\n".join(table(figures)) in PAGE.read_text("utf-8")


@pytest.mark.parametrize("w", FORMATS, ids=lambda w: w.form)
def test_nobodys_lines_are_given_to_nobody(five: Index, w: object) -> None:
    assert len(LINES) == 80
    assert len(set(LINES)) == 80
    text = "\n\n".join(f"They spoke of {w.quote(line)} again." for line in LINES)  # type: ignore[attr-defined]
    found = proof(five, [parse(text, w.form)])  # type: ignore[attr-defined]
    claimed = [
        one.message for one in found.findings if re.search(r"\bcite\b|those of", one.message)
    ]
    assert claimed == []
    assert not any(one.severity == "error" for one in found.findings)
    assert len(found.judged) == 80
    assert exact(found)
