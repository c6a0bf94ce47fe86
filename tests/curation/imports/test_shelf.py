"""Bibliographies of other people's making: no key, name, title or field is lost untold."""

from __future__ import annotations

import pytest

from tests.shared import ROOT

from .shelf import SHELVES, Shelf


@pytest.mark.parametrize("shelf", SHELVES, ids=lambda shelf: shelf.name)
def test_nothing_in_it_is_lost_or_changed_untold(shelf: Shelf) -> None:
    if not shelf.is_this():
        pytest.skip(f"{shelf.package} is not here, or another edition of it")
    verdict = shelf.judge()
    assert verdict.faults == []
    figures = " | ".join(map(str, verdict.figures))
    table = (ROOT / "docs" / "importing.md").read_text("utf-8")
    assert f"| {shelf.name} |" in table
    assert f"| {figures} |" in table, "docs/importing.md tells other figures"
