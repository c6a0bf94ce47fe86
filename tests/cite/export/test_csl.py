"""CSL-JSON and its YAML form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ddr.cite.export import csl_yaml
from ddr.cite.export.csl_yaml import markdown
from ddr.cite.export.formats import export
from ddr.cite.pandoc.inlines import clean
from ddr.frozen import replace
from ddr.parts import Erratum
from ddr.records import Source

from ..desk import Desk
from .readers import pandoc, skeleton, untagged, yaml_
from .shelf import FULL, KINDS, exported, full, shipped

SCHEMA = Path(__file__).parents[2] / "oracle" / "csl-data.json"


@pytest.fixture(scope="session")
def validator() -> Any:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def test_the_corpus_satisfies_the_schema(desk: Desk, validator: Any) -> None:
    validator.validate(json.loads(export(shipped(desk), "csl-json", desk.lookup)))


@pytest.mark.parametrize("to", ["csl-json", "csl-yaml"])
def test_every_type_satisfies_the_schema(validator: Any, to: str) -> None:
    text = exported(map(full, KINDS), to)
    items = json.loads(text) if to == "csl-json" else yaml_(text)["references"]
    validator.validate(items)
    assert len(items) == len(KINDS)


def test_the_schema_finds_faults(validator: Any) -> None:
    assert not validator.is_valid([{"id": "a", "type": "webpage", "nonsense": "x"}])


def test_both_hold_the_same() -> None:
    sources = [*map(full, KINDS)]
    assert yaml_(exported(sources, "csl-yaml"))["references"] == [
        {
            name: csl_yaml._marked(value) if name not in ("id", "type", "language") else value
            for name, value in item.items()
        }
        for item in json.loads(exported(sources, "csl-json"))
    ]


def test_every_variable_has_its_name() -> None:
    (found,) = json.loads(exported([replace(FULL, type="document")], "csl-json"))
    assert found["archive"] == "AVPRF"
    assert found["archive-place"] == "Moscow"
    assert found["archive_collection"] == "fond 0102, opis 18"
    assert found["archive_location"] == "papka 93, delo 5, listy 144-146"
    assert found["event-title"] == "Event Title"
    assert found["event-date"] == {"date-parts": [[2019, 4, 24]]}
    assert found["annote"] == "A note."
    assert found["author"][1] == {"literal": "Kim Jong Un"}


def test_an_inferred_date_is_circa() -> None:
    source = replace(FULL, inferred=("issued",))
    (found,) = json.loads(exported([source], "csl-json"))
    assert found["issued"]["circa"] is True
    assert found["annote"].startswith("Not printed in the source, supplied: date.")


def test_tags_in_a_title_are_not_tags_to_a_processor(binary: Path) -> None:
    source = replace(FULL, title="<b>bold</b> and <i>italic</i>")
    (found,) = pandoc(binary, exported([source], "csl-json"), "csljson")
    assert found["title"].replace("\u2060", "") == source.title


@pytest.mark.parametrize(
    "text",
    [
        "V. Putin and N. Korea", "[Report on a visit]", "Kim Jong-un's visit", "a (b) c; d: e",
        "“quoted” – dashed — twice", "snake_case", "http://a.b/c_d?e=f&g=h#i",
    ],
)  # fmt: skip
def test_plain_texts_stay_as_they_are(text: str) -> None:
    assert markdown(text) == text


marks = st.text(
    st.sampled_from("\\`*_[]{}<>$^~@#|&!-+.:;()%='\" 01aivxAVZкм김/?é"), min_size=1, max_size=30
)


@settings(max_examples=6, deadline=None, phases=[Phase.generate])
@given(st.lists(marks, min_size=200, max_size=200))
def test_pandocs_markdown_prints_any_text_as_it_stands(binary: Path, texts: list[str]) -> None:
    plain = Source(id="s", type="webpage", title="T", origin="russia")
    sources = [replace(plain, id=f"s-{n}", title=text) for n, text in enumerate(texts)]
    items = pandoc(binary, exported(sources, "csl-yaml"), "markdown")
    for text, item in zip(texts, items, strict=True):
        assert skeleton(untagged(item.get("title", ""))) == skeleton(untagged(clean(text))), text


@pytest.mark.parametrize("to", ["csl-json", "csl-yaml"])
def test_corrections_end_the_annotation(validator: Any, to: str) -> None:
    errata = (Erratum(date="2026-11-22", says="The title was wrong."),)
    text = exported([replace(FULL, errata=errata)], to)
    items = json.loads(text) if to == "csl-json" else yaml_(text)["references"]
    validator.validate(items)
    assert items[0]["annote"] == "A note. Corrected 2026-11-22: The title was wrong."
