"""One cache for all runs of a module: every answer but the first comes from a fresh index."""

from __future__ import annotations

import pytest

from .running import Ddr
from .timelines import hostile


@pytest.fixture(scope="session")
def ddr(tmp_path_factory: pytest.TempPathFactory) -> Ddr:
    """The command over the frozen timeline."""
    made = Ddr(tmp_path_factory.mktemp("cache"))
    assert made("events", "--limit", "1").code == 0, "the index could not be built"
    return made


@pytest.fixture(scope="session")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Ddr:
    """The command over a timeline that tries to take over what reads it."""
    folder = hostile(tmp_path_factory.mktemp("evil") / "timeline")
    made = Ddr(tmp_path_factory.mktemp("cache"), folder)
    assert made("check").code == 0, made("check").out
    made("events", "--limit", "1")  # on a terminal, building the index would be told
    return made
