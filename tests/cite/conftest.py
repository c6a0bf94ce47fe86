"""What the citation tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ddr.cite.pandoc import runner

from .desk import Desk


@pytest.fixture(scope="session")
def desk() -> Desk:
    return Desk()


@pytest.fixture(scope="session", autouse=True)
def _no_other_pandoc() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DDR_PANDOC", raising=False)
        yield


@pytest.fixture(scope="session")
def binary(_no_other_pandoc: None) -> Path:
    return runner.find()
