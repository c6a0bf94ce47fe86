"""The JSON Schema of a timeline, by another implementation's verdict: it takes what the reader
takes, and refuses what the reader refuses of the shape of a record."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from ddr.corpus.declarations import of_head, schema_1
from ddr.corpus.json_schema import FILE, PATTERNS, timeline_schema
from ddr.corpus.locate import builtin
from ddr.corpus.read import HEADER, read
from ddr.corpus.shapes import FORMS
from ddr.records import CLASSES, key_of
from ddr.terms import DECLARED

from .test_planted_faults import FAULTS, Fault, plant

SHAPE = {
    "unknown-field", "wrong-type", "missing-field", "not-in-list", "control-character",
    "bad-id", "bad-key", "bad-edtf", "bad-url", "bad-doi", "bad-lang", "bad-sha256", "bad-colour",
    "bad-sign", "allowance",
}  # fmt: skip
BEYOND = {
    "an impossible date", "an erratum of a day that no calendar has",
    "an interval that ends before it starts",
}  # fmt: skip
"""What no pattern can say: it takes a calendar."""
CASES = Path(__file__).parents[1] / "oracle" / "edtf-cases.json"
VALIDATOR = Draft7Validator(timeline_schema(schema_1()))


def errors(timeline: Path) -> list[str]:
    values = tomllib.loads(timeline.read_text("utf-8"))
    return [error.message for error in VALIDATOR.iter_errors(values)]


def test_it_is_a_schema_and_stands_beside_the_timeline() -> None:
    Draft7Validator.check_schema(timeline_schema())
    words = of_head(builtin(), builtin().read_bytes())
    published = builtin().with_name(FILE)
    assert json.loads(published.read_text("utf-8")) == timeline_schema(words)
    assert builtin().read_text("utf-8").startswith(f"#:schema {FILE}\n")


def test_the_timelines_keep_to_it(corpus_copy: Path) -> None:
    assert errors(builtin()) == []
    assert errors(corpus_copy) == []


@pytest.mark.parametrize(
    "fault",
    [fault for fault in FAULTS if {one.code for one in fault.found} & SHAPE],
    ids=lambda fault: fault.name,
)
def test_it_refuses_what_the_reader_refuses(fault: Fault, corpus_copy: Path) -> None:
    plant(corpus_copy, fault)
    assert bool(errors(corpus_copy)) is (fault.name not in BEYOND)


@pytest.mark.parametrize(
    "fault",
    [fault for fault in FAULTS if not {one.code for one in fault.found} & SHAPE],
    ids=lambda fault: fault.name,
)
def test_it_leaves_to_the_check_what_is_no_matter_of_shape(fault: Fault, corpus_copy: Path) -> None:
    plant(corpus_copy, fault)
    assert errors(corpus_copy) == []


@pytest.mark.parametrize(
    "head",
    [
        'version = "1"',
        "schema = 3",
        'schema = "1"',
        "schema = 1\nversion = 2026.11",
        "schema = 1\nlicence = 'MIT'",
        "schema = 1\nplace = 'moscow'",
        "schema = 1\nevent = [1]",
    ],
)
def test_it_refuses_a_head_that_the_reader_refuses(head: str, tmp_path: Path) -> None:
    path = tmp_path / "timeline.toml"
    path.write_text(head, "utf-8")
    assert read(path).problems
    assert errors(path)


def test_it_has_every_field_with_what_the_records_say_of_it() -> None:
    schema = timeline_schema()
    assert schema["properties"].keys() == {*HEADER, *DECLARED, *CLASSES}
    parts = {part["$ref"].rpartition("/")[2] for part in references(schema)}
    assert parts == schema["definitions"].keys()
    for table, cls in (DECLARED | CLASSES).items():
        definition = schema["definitions"][table]
        fields = {key_of(name): name for name in cls.FIELDS}
        assert definition["properties"].keys() == fields.keys()
        missing = {key for key, name in fields.items() if not hasattr(cls, name)}
        assert set(definition["required"]) == missing
        for key, name in fields.items():
            line = re.search(rf"^ +{name}: (?:\(ddr\) )?(.+)$", str(cls.__doc__), re.MULTILINE)
            assert line, (table, key)
            told = definition["properties"][key]["description"]
            assert told.lower() == line[1].lower(), (table, key)


def references(node: Any) -> list[dict[str, str]]:
    if isinstance(node, list):
        return [found for part in node for found in references(part)]
    if not isinstance(node, dict):
        return []
    own = [node] if "$ref" in node else []
    return own + [found for part in node.values() for found in references(part)]


@pytest.mark.parametrize("form", sorted(PATTERNS))
@given(data=st.data())
def test_no_pattern_refuses_what_the_reader_takes(form: str, data: st.DataObject) -> None:
    texts = st.from_regex(PATTERNS[form], fullmatch=True) | st.text(max_size=12)
    text = data.draw(texts)
    if not FORMS[form](text) and not text.endswith("\n"):
        assert re.search(f"^({PATTERNS[form]})$", text)


def test_the_pattern_of_dates_on_cases_that_others_judged() -> None:
    cases = json.loads(CASES.read_text("utf-8"))["cases"]
    assert len(cases) > 50
    for case in cases:
        if not FORMS["edtf"](case["text"]):
            assert re.fullmatch(PATTERNS["edtf"], case["text"]), case["text"]
