"""CSL-JSON that is fitted to a style, in processors that nobody here wrote."""

from __future__ import annotations

import json
import os
from collections import Counter

import pytest

from ddr.cite.export import fitted
from ddr.cite.style import finder
from ddr.records import Source

from .desk import Desk
from .oracle import node
from .oracle.fitted import STYLES, compared
from .oracle.kinds import UNKNOWN

STEP = 1 if os.environ.get("DDR_EVERY_SOURCE") else 4


@pytest.fixture(scope="module")
def sources(desk: Desk) -> list[Source]:
    return [record for record in desk.records.values() if isinstance(record, Source)][::STEP]


@pytest.mark.parametrize("processor", ["pandoc", "citeproc-js"])
@pytest.mark.parametrize("style", STYLES)
def test_nine_in_ten_entries_are_those_of_ddr(
    desk: Desk, sources: list[Source], style: str, processor: str
) -> None:
    if processor == "citeproc-js" and (reason := node.missing()):
        pytest.skip(reason)
    entries = compared(desk, sources, style, processor)
    differing = Counter(kind for entry in entries for kind in entry.kinds)
    assert differing[UNKNOWN] == 0, [entry for entry in entries if UNKNOWN in entry.kinds][:3]
    assert sum(not entry.kinds for entry in entries) >= 0.9 * len(entries), differing


def test_an_item_is_what_the_style_wants_in_plain_csl(desk: Desk) -> None:
    found = fitted.items([desk.source("kcna-2024")], finder.find("mla"), desk.lookup, tags=True)
    csl = found["kcna-2024"]
    assert "author" not in csl
    assert csl["publisher"] == "Korean Central News Agency, [12 Oct. 2024?]"
    names = ("acronym-2003-01-25-losyukov", "vladnews-2014-10-09-wheat", "matsegora-2017")
    for style in ("chicago", "apa", "gost"):
        made = fitted.items(
            [desk.source(name) for name in names], finder.find(style), desk.lookup, tags=False
        )
        text = json.dumps(made, ensure_ascii=False)
        assert "ddr-" not in text
        assert not [sign for sign in text if 0xE000 <= ord(sign) <= 0xF8FF]
