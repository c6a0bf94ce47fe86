"""Lines and values of a TOML file, against parsers that keep them and against counting by hand."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from ddr.corpus.locate import builtin
from ddr.corpus.toml_scanner import line_of, positions, spans, statements

WORDS = ["[[event]]", "a", "id = 1", "{", "}", "]", '"', "'", "#", "\n", "=", ",", "평양", '"""']
TEXTS = st.lists(st.sampled_from(WORDS), max_size=6).map("".join)
PARTS = st.dictionaries(st.sampled_from(["source", "locator", "exact"]), TEXTS)
RECORDS = st.fixed_dictionaries(
    {"id": TEXTS},
    optional={
        "tags": st.lists(TEXTS, max_size=3),
        "evidence": st.lists(PARTS, max_size=3),
        "event-title": TEXTS,
        "key with [[blanks]]": TEXTS,
    },
)
TABLES = st.sampled_from(["event", "person", "title"])
DOCUMENTS = st.dictionaries(TABLES, st.lists(RECORDS, min_size=1, max_size=4))
ENDS = ["\n", "\r\n"]


def oracle(text: str) -> dict[str, int]:
    """Return what `positions` should, as the grammar of tree-sitter sees it."""
    tree_sitter = pytest.importorskip("tree_sitter", reason="needs tree-sitter-toml")
    grammar = pytest.importorskip("tree_sitter_toml")
    parser = tree_sitter.Parser(tree_sitter.Language(grammar.language()))
    root = parser.parse(text.encode()).root_node
    assert not root.has_error
    found: dict[str, int] = {}
    counts: dict[str, int] = {}
    _pairs(root, "", found)
    for table in root.named_children:
        if table.type in {"table", "table_array_element"}:
            prefix = _opened(table, counts)
            found[prefix] = table.start_point.row + 1
            _pairs(table, f"{prefix}.", found)
    return found


def _opened(table: Any, counts: dict[str, int]) -> str:
    *parents, leaf = _keys(table.named_children[0])
    path = ""
    for parent in parents:
        path += f"{parent}[{counts[path + parent] - 1}]." if path + parent in counts else parent
        path += "" if path.endswith(".") else "."
    path += leaf
    if table.type == "table":
        return path
    counts[path] = counts.get(path, 0) + 1
    return f"{path}[{counts[path] - 1}]"


def _pairs(node: Any, prefix: str, found: dict[str, int]) -> None:
    for pair in node.named_children:
        if pair.type != "pair":
            continue
        key, value = (child for child in pair.named_children if child.type != "comment")
        path = prefix + ".".join(_keys(key))
        found[path] = pair.start_point.row + 1
        if value.type == "array":
            items = (item for item in value.named_children if item.type != "comment")
            for index, item in enumerate(items):
                found[f"{path}[{index}]"] = item.start_point.row + 1


def _keys(node: Any) -> list[str]:
    if node.type == "dotted_key":
        return [key for child in node.named_children for key in _keys(child)]
    text = node.text.decode()
    return [text[1:-1] if node.type == "quoted_key" else text]


HAND_MADE = '''\
# [[event]] in a comment, with "an open quotation mark
schema = 1
title = """
[[event]]
id = "not a record"
""" # [[event]]
a . b . "c.d" = 'x = [' # dotted
"quoted [[key]]" = 1
empty = ""

[header]
note = \'\'\'
[[person]]
"""\'\'\'
[header . "sub.table"]
x.y = 2

[[event]]
id = "one"
evidence = [
  { source = "a", exact = "[[b]], \\" ] }" }, # { a comment, with ] and "
  # nothing here
  { source = "b" }, { source = "c" },
]
tags = ["x", "y",
  "z"]

[[ event ]]
id = "two" # "
says = """one ""quoted"" \\
  two\\\\"""
last = """ends in two marks"""""
nested = [
  [1,
   2],
  [], {
  k = 3 } ]

  [[event.accounts]]
  says = "first"
  [[event.accounts]]
  says = "second"
  [event.accounts.deeper]
  k = 1

[[event]]
[[event.accounts]]
says = "of the third event"'''.replace("{\n  k = 3 }", "{ k = 3 }")
"""Everything that may mislead a reader of lines."""

LINES = {
    "schema": 2,
    "title": 3,
    "a.b.c.d": 7,
    "quoted [[key]]": 8,
    "empty": 9,
    "header": 11,
    "header.note": 12,
    "header.sub.table": 15,
    "header.sub.table.x.y": 16,
    "event[0]": 18,
    "event[0].id": 19,
    "event[0].evidence": 20,
    "event[0].evidence[0]": 21,
    "event[0].evidence[1]": 23,
    "event[0].evidence[2]": 23,
    "event[0].tags": 25,
    "event[0].tags[0]": 25,
    "event[0].tags[1]": 25,
    "event[0].tags[2]": 26,
    "event[1]": 28,
    "event[1].id": 29,
    "event[1].says": 30,
    "event[1].last": 32,
    "event[1].nested": 33,
    "event[1].nested[0]": 34,
    "event[1].nested[1]": 36,
    "event[1].nested[2]": 36,
    "event[1].accounts[0]": 38,
    "event[1].accounts[0].says": 39,
    "event[1].accounts[1]": 40,
    "event[1].accounts[1].says": 41,
    "event[1].accounts[1].deeper": 42,
    "event[1].accounts[1].deeper.k": 43,
    "event[2]": 45,
    "event[2].accounts[0]": 46,
    "event[2].accounts[0].says": 47,
}


def test_the_hand_made_document_is_toml_and_counted_by_hand() -> None:
    assert len(tomllib.loads(HAND_MADE)["event"]) == 3
    assert positions(HAND_MADE) == LINES


def test_windows_line_ends_make_no_difference() -> None:
    windows = HAND_MADE.replace("\n", "\r\n")
    assert tomllib.loads(windows)
    assert positions(windows) == LINES


def test_the_other_parser_counts_the_same_lines() -> None:
    assert oracle(HAND_MADE) == LINES


@pytest.mark.parametrize("path", [builtin(), Path(__file__).parents[1] / "data/five/timeline.toml"])
def test_real_timelines_agree_with_the_other_parser(path: Path) -> None:
    text = path.read_text("utf-8")
    assert positions(text) == oracle(text)


@given(DOCUMENTS, st.booleans())
def test_generated_documents_agree_with_the_other_parser(
    values: dict[str, Any], multiline: bool
) -> None:
    text = tomli_w.dumps({"schema": 1, **values}, multiline_strings=multiline)
    assert positions(text) == oracle(text)


@given(st.lists(st.tuples(TABLES, RECORDS), max_size=6), st.booleans(), st.sampled_from(ENDS))
def test_every_header_and_field_has_the_line_on_which_it_was_written(
    records: list[tuple[str, dict[str, Any]]], multiline: bool, end: str
) -> None:
    lines = ["schema = 1"]
    wanted = {"schema": 1}
    for number, (table, record) in enumerate(records):
        path = f"{table}[{sum(other == table for other, _ in records[:number])}]"
        lines.append(f"[[{table}]]")
        wanted[path] = len(lines)
        for key, value in record.items():
            written = tomli_w.dumps({key: value}, multiline_strings=multiline)
            if not written.startswith("[["):  # else its name would have to be that of the table
                wanted[f"{path}.{key}"] = len(lines) + 1
                lines += written.removesuffix("\n").split("\n")
    found = positions(end.join(lines))
    assert {path: found.get(path) for path in wanted} == wanted


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("event[0].evidence[1].exact", 23),
        ("event[0].title", 18),
        ("event[0]", 18),
        ("event", 18),
        ("event[1].accounts", 38),
        ("event[1].accounts[1].deeper.k.m[3]", 43),
        ("a", 7),
        ("a.b", 7),
        ("event[9].id", 0),
        ("persons", 0),
        ("even", 0),
    ],
)
def test_what_has_no_line_takes_the_nearest(path: str, line: int) -> None:
    assert line_of(positions(HAND_MADE), path) == line


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every value that is written as one, with its path."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from leaves(part, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from leaves(part, f"{path}[{index}]")
    else:
        yield path, value


def hold(text: str) -> None:
    """See that what stands at each place is the value that tomllib finds at the path."""
    found = spans(text)
    for path, value in leaves(tomllib.loads(text)):
        start, end = found[path]
        assert tomllib.loads(f"x = {text[start:end]}")["x"] == value, path


def test_a_value_stands_where_it_was_written_by_hand() -> None:
    text = HAND_MADE
    start, end = spans(text)["event[0].evidence[2].source"]
    assert (text[start:end], text.count("\n", 0, start) + 1) == ('"c"', 23)
    hold(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a = 1",
        "a = 2020-01-01 10:00:00 # noon\nb.c = [ [1, 2], { d = 'x' } , ]\n",
        "a = [\n]\r\n",
    ],
)
def test_the_values_of_small_documents(text: str) -> None:
    hold(text)


def test_the_values_of_the_built_in_timeline() -> None:
    hold(builtin().read_text("utf-8"))


@pytest.mark.parametrize("end", ENDS)
@given(document=DOCUMENTS)
def test_the_values_of_any_document(end: str, document: dict[str, Any]) -> None:
    hold(tomli_w.dumps(document).replace("\n", end))


@given(st.text(alphabet="[]{}=\"'#.,\n\r\\ aé\ufeff", max_size=80))
def test_any_text_is_scanned_once_from_its_start_to_its_end(text: str) -> None:
    ends = [0]
    for one in statements(text):
        assert ends[-1] <= one.start < one.end <= len(text)
        ends.append(one.end)
