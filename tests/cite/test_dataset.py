"""The data set itself, cited by what stands at its head and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from ddr.cite.citations import Cited, of_timelines
from ddr.cite.csl import item
from ddr.cite.export.formats import EXPORTS, export
from ddr.cite.render import Rendered, render_forms
from ddr.cite.style import finder
from ddr.errors import UsageError
from ddr.index.open import Index
from ddr.records import Source

HEAD = 'schema = 1\ntitle = "A Timeline of Tests"\nversion = "2026.3.9"\n'


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    made = opened(tmp_path, HEAD)
    yield made
    made.close()


def opened(folder: Path, text: str) -> Index:
    path = folder / "timeline.toml"
    path.write_text(text, "utf-8")
    return Index([path], folder / "cache", pytest.fail)


def nobody(name: str) -> object:
    pytest.fail(f"{name} was looked up")


def test_nothing_is_added(index: Index) -> None:
    made = of_timelines(index)
    assert item(made, nobody) == {  # type: ignore[arg-type]  # it fails the test
        "id": "ddr-timeline",
        "type": "dataset",
        "title": "A Timeline of Tests",
        "version": "2026.3.9",
        "issued": {"date-parts": [[2026, 3, 9]]},
    }
    kept = {"id", "type", "title", "version", "issued", "origin"}
    assert not any(getattr(made, name) for name in {*Source.FIELDS} - kept)


def test_what_the_head_tells_is_cited(tmp_path: Path) -> None:
    told = (
        'publisher = "An Archive"\nURL = "https://example.org/t"\n'
        'author = [{ family = "Berg", given = "Jan", non-dropping-particle = "van der" }]\n'
    )
    index = opened(tmp_path, HEAD.replace("schema = 1", "schema = 2") + told)
    found = item(of_timelines(index), nobody)  # type: ignore[arg-type]  # it fails the test
    index.close()
    assert (found["publisher"], found["URL"]) == ("An Archive", "https://example.org/t")
    assert found["author"] == [
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"}
    ]


@pytest.mark.parametrize("name", finder.NAMED)
def test_every_style_prints_title_version_and_year(index: Index, name: str) -> None:
    cited = [[Cited(of_timelines(index))]]
    listed: Rendered = render_forms(
        cited, finder.find(name), ("bibliography",), lookup=nobody,  # type: ignore[arg-type]
    )[0]  # fmt: skip
    text = listed.texts[0].casefold()
    assert "a timeline of tests" in text
    assert "version 2026.3.9" in text
    assert "2026" in text.replace("2026.3.9", "")


@pytest.mark.parametrize("to", EXPORTS)
def test_every_export_has_title_version_and_date(index: Index, to: str) -> None:
    text = export([of_timelines(index)], to, nobody)  # type: ignore[arg-type]
    assert "A Timeline of Tests" in text.replace("{", "").replace("}", "")
    assert "2026.3.9" in text
    assert "2026" in text.replace("2026.3.9", "")
    assert "http" not in text


@pytest.mark.parametrize(
    ("version", "issued"),
    [("2026.11.22", "2026-11-22"), ("2026.11.22.1", "2026-11-22"), ("2026-01-02", "2026-01-02"),
     ("1.4", ""), ("2026.13.1", ""),
     ("1.2.3", ""), ("", ""), ("2026.2.30", ""), ("a.b.c", "")],
)  # fmt: skip
def test_the_day_of_a_version(tmp_path: Path, version: str, issued: str) -> None:
    text = HEAD.replace("2026.3.9", version)
    index = opened(tmp_path, text if version else text.replace('version = ""\n', ""))
    assert of_timelines(index).issued == issued
    index.close()


def test_a_timeline_without_a_title(tmp_path: Path) -> None:
    index = opened(tmp_path, "schema = 1\n")
    with pytest.raises(UsageError, match="no title"):
        of_timelines(index)
    index.close()


def test_a_key_that_no_record_has(tmp_path: Path) -> None:
    record = '[[place]]\nid = "ddr-timeline"\nname = "A place"\n'
    index = opened(tmp_path, HEAD + record)
    assert of_timelines(index).id == "ddr-timeline-data"
    assert json.loads(export([of_timelines(index)], "csl-json", nobody))[0]["id"] == (  # type: ignore[arg-type]
        "ddr-timeline-data"
    )
    index.close()
