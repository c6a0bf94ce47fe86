"""CSL-JSON that is fitted to a style, in processors that nobody here wrote."""

from __future__ import annotations

import json
import os
from collections import Counter

import pytest

from ddr.cite.csl import Item
from ddr.cite.export import fitted
from ddr.cite.export.formats import export
from ddr.cite.style import finder
from ddr.records import Source

from .desk import Desk
from .oracle import node
from .oracle.fitted import STYLES, compared
from .oracle.kinds import UNKNOWN

AS_PRINTED = {"apa": 0.9, "chicago": 0.8}
"""The share of entries that are the same letter by letter, the house rules included."""
STEP = 1 if os.environ.get("DDR_EVERY_SOURCE") else 4
CHANCE = 0.03 if STEP > 1 else 0
"""How far the share among one source in four may lie below that among all, by chance."""


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
    same = sum(entry.same for entry in entries)
    assert same >= (AS_PRINTED[style] - CHANCE) * len(entries), (same, len(entries))


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


def test_what_a_style_alone_would_print_otherwise_is_marked(desk: Desk) -> None:
    names = ("kcna-2024", "frus-1948v06-d894", "argumenti-2014-04-20-debt", "shen-xia-2012")
    sources = [desk.source(name) for name in names]
    for style in STYLES:
        found = finder.find(style)
        made = fitted.items(sources, found, desk.lookup, tags=True)
        items = {csl["id"]: csl for csl in json.loads(_written(desk, sources, made))}
        foreign = items["argumenti-2014-04-20-debt"]["title"]
        assert foreign.endswith(
            ' <span class="nodecor"><span class="nocase">[Russia has written off North Korea\'s '
            "debt of 10 billion dollars]</span></span>"
        )
        assert 'post-<span class="nocase">war</span>' in items["shen-xia-2012"]["title"]
    frus, news = items["frus-1948v06-d894"], items["kcna-2024"]
    assert (frus["container-title"].rpartition(",")[2], frus["volume"]) == (" 1948", "6")
    assert "issued" not in news
    assert news["status"] == '<span class="nocase">[2024, October 12]</span>'
    plain = fitted.items(sources, finder.find("apa"), desk.lookup, tags=False)
    assert plain["kcna-2024"]["issued"] == {"date-parts": [[2024, 10, 12]], "circa": True}


def _written(desk: Desk, sources: list[Source], made: dict[str, Item]) -> str:
    return export(sources, "csl-json", desk.lookup, fitted=made)
