"""Records survive every form in which they are kept: JSON, TOML and the index's own."""

from __future__ import annotations

import json
import tempfile
import typing
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from ddr.corpus.read import read
from ddr.frozen import Frozen
from ddr.parts import Declared, Form, Ref
from ddr.records import CLASSES, Record, attribute_of, from_json, key_of, record_type, to_json

IDS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
LINES = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=20)
FORMS: dict[str, st.SearchStrategy[str]] = {
    "id": IDS,
    "edtf": st.sampled_from(["", "1948", "1948-10", "1948-10-12?", "19XX", "../1948", "2001/2006"]),
    "edtf-required": st.dates().map(str),
    "edtf-day": st.dates().map(str),
    "url": st.sampled_from(["", "https://example.org/a?b=1#c", "http://пример.рф/"]),
    "doi": st.sampled_from(["", "10.1000/182", "10.1002.5/a(b)<c>;1"]),
    "lang": st.sampled_from(["", "ko", "ru", "zh-Hant", "ko-KP"]),
    "lang-required": st.sampled_from(["ko", "ru", "zh-Hant", "ko-KP"]),
    "sha256": st.just("") | st.text("0123456789abcdef", min_size=64, max_size=64),
    "key": st.sampled_from(["", "Smith:2001a", "UN_2017", "Müller1999", "김2001"]),
    "required": LINES.filter(bool),
}
KINDS = sorted(CLASSES)


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Return what may stand in a field, by its annotation."""
    if typing.get_origin(hint) is tuple:
        return st.lists(values(typing.get_args(hint)[0]), max_size=3).map(tuple)
    if typing.get_origin(hint) is typing.Literal or hint is bool:
        return st.sampled_from(typing.get_args(hint) or (False, True))
    if isinstance(hint, type) and issubclass(hint, Frozen):
        return made(hint)
    for mark in getattr(hint, "__metadata__", ()):
        if isinstance(mark, Form):
            return FORMS[mark.name]
        if isinstance(mark, Ref | Declared):
            return IDS
    assert hint is str
    return LINES


def made(cls: type[Any]) -> st.SearchStrategy[Any]:
    """Return a strategy for records of a class; what is optional is often left out."""
    hints = typing.get_type_hints(cls, include_extras=True)
    required: dict[str, st.SearchStrategy[Any]] = {}
    optional: dict[str, st.SearchStrategy[Any]] = {}
    for name in cls.FIELDS:
        kind = optional if hasattr(cls, name) else required
        kind[name] = values(hints[name])
    return st.fixed_dictionaries(required, optional=optional).map(lambda given: cls(**given))


RECORDS: st.SearchStrategy[Record] = st.sampled_from(KINDS).flatmap(
    lambda kind: typing.cast("st.SearchStrategy[Record]", made(CLASSES[kind]))
)


def without_empties(value: Any) -> Any:
    if isinstance(value, dict):
        parts = value.items()
        return {key: without_empties(part) for key, part in parts if part not in ("", [], False)}
    return [without_empties(part) for part in value] if isinstance(value, list) else value


@given(RECORDS)
def test_json_gives_back_the_record_and_has_every_field(record: Record) -> None:
    printed = json.dumps(to_json(record), ensure_ascii=False)
    assert from_json(record_type(record), json.loads(printed)) == record
    body = to_json(record)
    assert list(body) == [key_of(name) for name in record.FIELDS]
    assert len(set(body)) == len(body)

    def texts(value: Any) -> bool:
        if isinstance(value, dict | list):
            return all(map(texts, value.values() if isinstance(value, dict) else value))
        return isinstance(value, str | bool)

    assert texts(body)


@settings(max_examples=settings().max_examples // 2)
@given(st.lists(RECORDS, max_size=3, unique_by=lambda record: record.id), st.booleans())
def test_toml_gives_back_the_records(written: list[Record], everything: bool) -> None:
    tables: dict[str, Any] = {"schema": 1, "title": "T"}
    for record in written:
        body = to_json(record)
        tables.setdefault(record_type(record), []).append(
            body if everything else without_empties(body)
        )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "timeline.toml"
        path.write_bytes(tomli_w.dumps(tables).encode())
        file = read(path)
    assert file.problems == []
    assert file.head.title == "T"
    found = [record for _, record in file.records]
    assert sorted(found, key=lambda record: record.id) == sorted(written, key=lambda one: one.id)


@pytest.mark.parametrize(
    ("attribute", "key"),
    [
        ("id", "id"),
        ("from_", "from"),
        ("event_title", "event-title"),
        ("publisher_place", "publisher-place"),
        ("archive", "archive"),
        ("archive_place", "archive-place"),
        ("archive_collection", "archive_collection"),
        ("archive_location", "archive_location"),
        ("URL", "URL"),
    ],
)
def test_keys_are_spelt_as_csl_spells_them(attribute: str, key: str) -> None:
    assert key_of(attribute) == key
    assert attribute_of(key) == attribute


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_with_its_required_fields_alone_is_valid(kind: str, tmp_path: Path) -> None:
    hints = {"id": "x", "date": "1948", "URL": "https://example.org/"}
    body = {
        name: hints.get(name) or _first(CLASSES[kind], name)
        for name in CLASSES[kind].FIELDS
        if not hasattr(CLASSES[kind], name)
    }
    path = tmp_path / "timeline.toml"
    path.write_text(tomli_w.dumps({"schema": 1, kind: [body]}), "utf-8")
    file = read(path)
    assert file.problems == []
    ((_, record),) = file.records
    assert without_empties(to_json(record)).items() >= body.items()


def _first(cls: type[Any], field: str) -> str:
    hint = typing.get_type_hints(cls)[field]
    choices = typing.get_args(hint)
    return str(choices[0]) if typing.get_origin(hint) is typing.Literal else "words"


@pytest.mark.parametrize("kind", KINDS)
def test_each_missing_required_field_is_told(kind: str, tmp_path: Path) -> None:
    required = [name for name in CLASSES[kind].FIELDS if not hasattr(CLASSES[kind], name)]
    path = tmp_path / "timeline.toml"
    path.write_text(f"schema = 1\n\n[[{kind}]]\n", "utf-8")
    told = [(p.line, p.code, p.message) for p in read(path).problems]
    assert told == [(3, "missing-field", f"the field '{name}' is missing") for name in required]
