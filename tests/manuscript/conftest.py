"""One index for all tests of manuscripts: the five texts, and what was written for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from ddr.index.open import Index
from ddr.manuscript.cited_places import ids
from ddr.manuscript.findings import ProofFinding
from ddr.manuscript.manuscript import parse
from ddr.manuscript.proofread import proof

from . import timeline
from .held import FIVE

Check = Callable[..., list[ProofFinding]]


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("manuscripts")
    made = Index([FIVE, timeline.write(folder / "odd")], folder / "cache", pytest.fail)
    yield made
    made.close()


@pytest.fixture(scope="session")
def check(index: Index) -> Check:
    """Check the text of a manuscript; by default only what fails it is returned."""
    known = ids(index)

    def checked(text: str, form: str = "markdown", *, verbose: bool = False) -> list[ProofFinding]:
        found = proof(index, [parse(text, form, "paper", known)]).findings
        return [finding for finding in found if verbose or finding.severity == "error"]

    return checked
