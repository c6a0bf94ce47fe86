"""What ddr exports, ddr reads back: the same CSL items, field by field."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ddr.cite.export.csl_json import item
from ddr.cite.export.entry import entry
from ddr.cite.export.formats import export
from ddr.corpus.load import load
from ddr.corpus.locate import builtin
from ddr.curation.imports.bibliography import bibliography, sources
from ddr.curation.imports.drafts import NAMES
from ddr.curation.known import Known
from ddr.names import eastern, full
from ddr.records import Organization, Person, Source, from_json

CORPUS = load([builtin()])
SHIPPED = CORPUS.every(Source)
TITLES = {"title", "title-short", "event-title", "collection-title", "container-title"}
STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-"})


def lookup(name: str) -> Person | Organization:
    found = CORPUS.records[name]
    assert isinstance(found, Person | Organization)
    return found


def straight(value: Any) -> Any:
    """Return a value with the quotation marks that TeX exports make curly as they were."""
    match value:
        case str():
            return value.translate(STRAIGHT)
        case list():
            return [straight(one) for one in value]
        case dict():
            return {key: straight(one) for key, one in value.items()}
    return value


@pytest.mark.parametrize(
    ("to", "form", "others"),
    [
        ("csl-json", "json", ""),
        (
            "ris", "ris",
            ("type archive_location archive_collection event-place publisher-place event-date "
            "issued annote container-title event-title"),
        ),
        (
            "biblatex", "bibtex",
            ("type archive archive_location archive_collection event-place publisher-place "
            "event-date issued annote container-title publisher genre page number issue "
            "translator collection-title section language"),
        ),
    ],
)  # fmt: skip
def test_all_shipped_sources_come_back(tmp_path: Path, to: str, form: str, others: str) -> None:
    empty = tmp_path / "timeline.toml"
    empty.write_text("schema = 1\n", "utf-8")
    found = bibliography(export(SHIPPED, to, lookup), form)
    assert found
    made, told = sources(Known([empty]), found[0], "third-party")
    assert not found[1]
    assert not [line for line in told if "left out" in line]
    back = {values["id"]: from_json("source", values) for values in made}
    assert back.keys() == {source.id for source in SHIPPED}
    differences: dict[str, list[str]] = {}
    for source in SHIPPED:
        again = back[source.id]
        assert isinstance(again, Source)
        ours, read = straight(item(entry(source, lookup))), straight(item(entry(again, lookup)))
        if to == "biblatex":  # which has English titles in headline case
            ours |= {key: ours[key].casefold() for key in TITLES & ours.keys()}
            read |= {key: read[key].casefold() for key in TITLES & read.keys()}
            for key in NAMES & ours.keys():  # in which a name in Korean letters is whole
                ours[key] = [{"literal": full(n)} if eastern(full(n)) else n for n in ours[key]]
        for key in ours.keys() | read.keys():
            if ours.get(key) != read.get(key):
                differences.setdefault(key, []).append(source.id)
    assert differences.keys() <= set(others.split()), differences
    most = max(map(len, differences.values()), default=0)
    assert most <= len(SHIPPED) // 5
