"""Answers for a screen reader: sentences, no boxes, the title first, the id last."""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import pytest
from tests.e2e.running import Ddr, records

SPOKEN = {"ACCESSIBLE": "1"}
_DRAWN = re.compile("[\u2190-\u21ff\u2500-\u25ff¶·]|\x1b")
LISTS = {"events": "title", "people": "name", "places": "name", "sources": "title"}


@pytest.fixture(scope="module")
def ddr(tmp_path_factory: pytest.TempPathFactory) -> Ddr:
    """The command over the frozen timeline."""
    made = Ddr(tmp_path_factory.mktemp("cache"))
    made("events", "--limit", "1")
    return made


def spoken(ddr: Ddr, *call: str) -> list[str]:
    """Return the lines that a screen reader reads; the terminal is wide, so that none is broken."""
    return [line for line in ddr.show(*call, width=400, env=SPOKEN).raw.split("\n") if line]


@pytest.mark.parametrize("name", LISTS)
def test_each_record_is_one_line_with_its_title_first_and_its_id_last(ddr: Ddr, name: str) -> None:
    head, *lines = spoken(ddr, name)
    entries = json.loads(ddr(name, "-f", "json").out)
    assert head == f"{len(entries)} records."
    for line, entry in zip(lines, entries, strict=True):
        title = " ".join(entry[LISTS[name]].replace("[", "").split())
        assert line.replace("[", "").startswith(title.rstrip(". "))
        assert line.endswith(f" Id: {entry['id']}.")
        assert line.index(entry["id"], 1) > len(title) - 1 or entry["id"] in title


CALLS = (
    ("events",), ("said",), ("search", "treaty"), ("show", "1948-10-12-relations"), ("info",),
    ("show", "kim-jong-un"), ("sources",), ("compare", "1948-10-12-relations"), ("config",),
    ("said", "--verify", "no alternative to a quick resolution"), ("info", "--coverage"),
)  # fmt: skip


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_nothing_is_drawn_or_told_by_colour(ddr: Ddr, call: tuple[str, ...]) -> None:
    text = "\n".join(spoken(ddr, *call))
    assert text
    assert _DRAWN.findall(text) == []


def test_only_what_may_be_quoted_stands_in_quotation_marks(ddr: Ddr) -> None:
    by_id = {one["id"]: one for one in records("statement")}
    for line in spoken(ddr, "said")[1:]:
        one = by_id[line.rpartition("Id: ")[2].rstrip(".")]
        words = " ".join(one["exact"].split())
        assert (f"“{words}”" in line) == (one["mode"] != "reported")


def test_the_preference_counts_as_the_variable_does(ddr: Ddr) -> None:
    told = ddr.show("events", width=400, env=SPOKEN).raw
    assert ddr.show("events", width=400, env={"ACCESSIBLE": "0"}).raw != told
    assert "\x1b" not in told


def test_a_synthesizer_reads_the_title_before_all_else(ddr: Ddr) -> None:
    espeak = shutil.which("espeak-ng")
    if espeak is None:
        pytest.skip("there is no espeak-ng")

    def phonemes(text: str) -> str:
        call = [espeak, "-q", "-x", "-v", "en", "--stdin"]
        done = subprocess.run(call, input=text, capture_output=True, encoding="utf-8", check=True)
        return "".join(done.stdout.split())

    for line in spoken(ddr, "events")[1:21]:
        title = line.partition(". ")[0]
        assert phonemes(line).startswith(phonemes(f"{title}."))
