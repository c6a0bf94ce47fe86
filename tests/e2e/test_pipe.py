"""Into a pipe every list is complete, in every format, and other programs can read it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from ddr.cite.pandoc import runner
from tests.shared import FIVE, ROOT

from .running import Ddr, records, squeezed, words
from .timelines import MARKUP

KINDS = ("event", "statement", "person", "organization", "place", "source")
LISTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "events": (("events",), ("event",)),
    "said": (("said",), ("statement",)),
    "said in context": (("said", "--context"), ("statement-among-others",)),
    "said by topic": (("said", "--group-by", "topic", "-C"), ("statement-among-others",)),
    "said, counted": (("said", "--count", "--group-by", "speaker"), ("count",)),
    "people": (("people",), ("person", "organization")),
    "places": (("places",), ("place",)),
    "sources": (("sources",), ("source",)),
    "read": (("read", "kremlin-2019"), ("paragraph",)),
    "search": (("search", "treaty", "--limit", "0"), ("hit",)),
    "styles": (("styles", "turabian"), ("style",)),
    "compare": (("compare", "1948-10-12-relations"), ("telling",)),
    "compare two": (("compare", "kremlin-2019:4", "kremlin-2019-4a"), ("wording",)),
    "said, verified": (("said", "--verify", "friendship"), ("verification",)),
}
"""Every list command, and the definitions in the JSON Schema that describe its objects."""
PLAIN = [name for name in LISTS if name == LISTS[name][0][0]]
"""Those whose objects are the records alone."""
FORMATS = ("tsv", "csv", "json", "jsonl", "markdown", "table")
NARROW = {"COLUMNS": "40"}
"""The width of a terminal is nothing to a pipe: whatever follows holds on the narrowest."""


@pytest.fixture(scope="module", autouse=True)
def _all_at_once(ddr: Ddr, evil: Ddr) -> None:
    """Run every list in every format, two at a time; the tests then find the answers."""
    ddr.prepare([(*LISTS[name][0], "-f", form) for name in LISTS for form in FORMATS], env=NARROW)
    evil.prepare(
        [(*HOSTILE[n], "-f", form) for n in HOSTILE for form in ("markdown", "csv", "tsv")]
    )


@pytest.fixture(scope="module", params=list(LISTS))
def listed(request: pytest.FixtureRequest) -> str:
    """The name of a list command."""
    return str(request.param)


def out(ddr: Ddr, name: str, form: str) -> str:
    answer = ddr(*LISTS[name][0], "-f", form, env=NARROW)
    assert (answer.code, answer.err) == (0, "")
    return answer.out


def table(ddr: Ddr, name: str) -> list[list[str]]:
    """Return the tab-separated values."""
    return [line.split("\t") for line in out(ddr, name, "tsv").removesuffix("\n").split("\n")]


def objects(ddr: Ddr, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(out(ddr, name, "json"))
    return found


def test_tsv_has_a_header_and_as_many_columns_in_every_line(ddr: Ddr, listed: str) -> None:
    header, *rows = table(ddr, listed)
    assert rows
    assert len(set(header)) == len(header) > 1
    assert all(name == name.strip() != "" for name in header)
    assert {len(row) for row in rows} == {len(header)}
    assert len(rows) == len(objects(ddr, listed))


def test_a_pipe_without_a_format_gets_tsv(ddr: Ddr, listed: str) -> None:
    assert ddr(*LISTS[listed][0]).out == out(ddr, listed, "tsv")


def test_the_columns_hold_what_the_objects_hold(ddr: Ddr, listed: str) -> None:
    header, *rows = table(ddr, listed)
    for row, values in zip(rows, objects(ddr, listed), strict=True):
        for name, cell in zip(header, row, strict=True):
            value = values.get(name)
            if isinstance(value, str) and name not in IN_OTHER_WORDS:
                assert cell == " ".join(value.split("\n"))


IN_OTHER_WORDS = {"group", "speaker", "place", "within", "occasion", "publisher"}
"""Columns with the name of what the field refers to, or of what stands for it."""


def test_csv_is_what_the_csv_module_reads_back(ddr: Ddr, listed: str) -> None:
    text = out(ddr, listed, "csv")
    assert list(csv.reader(io.StringIO(text, newline=""), strict=True)) == table(ddr, listed)
    assert text.count("\r\n") == text.count("\n") == len(table(ddr, listed))


def test_json_is_what_the_schema_says(ddr: Ddr, listed: str) -> None:
    schema = json.loads((ROOT / "docs" / "json-schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    one_of = [{"$ref": f"#/$defs/{name}"} for name in LISTS[listed][1]]
    array = {"$defs": schema["$defs"], "type": "array", "items": {"oneOf": one_of}}
    faults = Draft202012Validator(array).iter_errors(objects(ddr, listed))
    assert [fault.message for fault in faults] == []


def test_findings_are_what_the_schema_says(ddr: Ddr, tmp_path: Path) -> None:
    paper = tmp_path / "paper.md"
    paper.write_text("“No such words were said.” [@kremlin-2019, para. 4]\n\nMore [@nobody].\n")
    answer = ddr("proof", str(paper), "-f", "json")
    assert answer.code == 1
    findings = json.loads(answer.out)
    schema = json.loads((ROOT / "docs" / "json-schema.json").read_text("utf-8"))
    array = {"$defs": schema["$defs"], "type": "array", "items": {"$ref": "#/$defs/finding"}}
    assert [fault.message for fault in Draft202012Validator(array).iter_errors(findings)] == []
    assert len(findings) == 2


def test_json_lines_are_the_same_objects(ddr: Ddr, listed: str) -> None:
    lines = out(ddr, listed, "jsonl").removesuffix("\n").split("\n")
    assert [json.loads(line) for line in lines] == objects(ddr, listed)


@pytest.mark.parametrize("name", ["events", "said", "people", "places", "sources"])
def test_json_holds_every_field_of_the_toml(ddr: Ddr, name: str) -> None:
    expected = {one["id"]: one for kind in LISTS[name][1] for one in records(kind)}
    found = {one["id"]: one for one in objects(ddr, name)}
    assert found.keys() == expected.keys()
    for record, values in found.items():
        assert values == filled(expected[record], values)


def test_read_holds_the_text_as_it_is(ddr: Ddr) -> None:
    held = (FIVE / "sources" / "kremlin-2019.txt").read_text("utf-8")
    paragraphs = [block.strip() for block in held.split("\n\n") if block.strip()]
    found = objects(ddr, "read")
    assert [one["text"] for one in found] == paragraphs
    assert [one["number"] for one in found] == list(range(1, len(paragraphs) + 1))
    taken = {name: one["number"] for one in found for name in one["statements"]}
    assert taken == {
        one["id"]: int(one["locator"])
        for one in records("statement")
        if one["source"] == "kremlin-2019"
    }


def filled(values: Any, like: Any) -> Any:
    """Return what the TOML holds with every missing field empty, in the shape of `like`."""
    if isinstance(like, dict):
        assert values.keys() <= like.keys()
        empty = {key: type(part)() for key, part in like.items()}
        if "confidence" in like:
            empty["confidence"] = "high"
        return {key: filled(values.get(key, empty[key]), part) for key, part in like.items()}
    if isinstance(like, list):
        return [filled(value, part) for value, part in zip(values, like, strict=True)]
    return values


def test_markdown_is_a_table_with_the_same_cells(ddr: Ddr, listed: str) -> None:
    assert markdown_cells(out(ddr, listed, "markdown")) == [
        [" ".join(cell.split()) for cell in row] for row in table(ddr, listed)
    ]


def markdown_cells(text: str) -> list[list[str]]:
    """Return the cells of the one table that pandoc's reader of GitHub's Markdown finds."""
    document = json.loads(
        subprocess.run(
            [runner.find(), "--from", "gfm", "--to", "json"],
            input=text.encode(),
            capture_output=True,
            check=True,
        ).stdout
    )
    (block,) = document["blocks"]
    assert block["t"] == "Table"
    _, _, _, (_, head), bodies, (_, foot) = block["c"]
    lines = [*head, *(row for body in bodies for part in body[2:] for row in part), *foot]
    return [[" ".join(flat(cell[4]).split()) for cell in cells] for _, cells in lines]


def flat(node: Any) -> str:
    """Return the text in a part of a pandoc document."""
    if isinstance(node, list):
        return "".join(map(flat, node))
    if not isinstance(node, dict):
        return ""
    match node["t"]:
        case "Str":
            return str(node["c"])
        case "Space" | "SoftBreak" | "LineBreak":
            return " "
        case "Code":
            return f"`{node['c'][1]}`"
        case _:
            return flat(node.get("c", []))


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_is_coloured_or_cut_in_a_pipe(ddr: Ddr, listed: str, form: str) -> None:
    text = out(ddr, listed, form)
    assert "\x1b" not in text
    assert text.count("…") == out(ddr, listed, "tsv").count("…")
    if form == "table":
        assert max(map(len, text.splitlines())) <= 40
        assert max(map(len, text.splitlines())) > 30 or "counted" in listed
    if listed in {"events", "search"} and form != "table":
        assert text == ddr(*LISTS[listed][0], "-f", form).out


@pytest.mark.parametrize("kind", KINDS)
def test_show_prints_every_word_of_a_record(ddr: Ddr, kind: str) -> None:
    """What it says in other words or not at all is left out, such as dates, ids and allowances."""
    expected = records(kind)
    answer = ddr("show", *(one["id"] for one in expected))
    assert (answer.code, answer.err) == (0, "")
    at = 0
    for one in expected:
        end = answer.out.index(f"\nid: {one['id']}\n", at)
        printed = set(words(f"{answer.out[at:end]} {one['id']}"))
        for value in strings(one):
            assert set(words(value)) <= printed, (one["id"], value)
        at = end


def strings(values: Any, key: str = "") -> Iterable[str]:
    """Yield the texts of a record that `show` prints as they are."""
    if isinstance(values, dict):
        for name, part in values.items():
            yield from strings(part, name)
    elif isinstance(values, list):
        for part in values:
            yield from strings(part, key)
    elif key not in NOT_AS_IS:
        yield values


NOT_AS_IS = {
    "date", "issued", "accessed", "event-date", "born", "died", "from", "to", "attested", "value",
    "place", "within", "participants", "related", "speaker", "occasion", "about", "person",
    "organization", "of", "sha256", "order", "country", "family", "given", "inferred",
    "code", "why",
}  # fmt: skip


EVIL = {
    "read": ("read", "evil"),
    "compare": ("compare", "it"),
    "compare two": ("compare", "words", "evil:2"),
}
HOSTILE = {
    name: EVIL.get(name, call)
    for name, (call, _) in LISTS.items()
    if name not in {"search", "said, counted", "said, verified", "styles"}
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_mark_in_the_data_is_read_as_markdown(evil: Ddr, name: str) -> None:
    cells = markdown_cells(evil(*HOSTILE[name], "-f", "markdown").out)
    lines = evil(*HOSTILE[name], "-f", "tsv").lines
    assert squeezed(MARKUP) in squeezed("".join(cells[1]))
    assert cells == [[" ".join(cell.split()) for cell in line.split("\t")] for line in lines]


@pytest.mark.parametrize("name", HOSTILE)
def test_no_cell_is_a_formula_to_a_spreadsheet(evil: Ddr, name: str) -> None:
    text = evil(*HOSTILE[name], "-f", "csv").out
    lines = evil(*HOSTILE[name], "-f", "tsv").lines
    for row, line in zip(csv.reader(io.StringIO(text, newline="")), lines, strict=True):
        assert not [cell for cell in row if cell[:1] in tuple("=+-@")]
        assert [cell.removeprefix("'") for cell in row] == line.split("\t")


def test_json_keeps_what_is_not_printed(evil: Ddr) -> None:
    """Escaped, so that no reader of JSON loses it and no terminal obeys it."""
    (one,) = json.loads(evil("events", "-f", "json").out)
    assert one["title"] == records("event", evil.timeline)[0]["title"]
    held = (evil.timeline / "sources" / "evil.txt").read_text("utf-8").strip().split("\n\n")
    assert [part["text"] for part in json.loads(evil("read", "evil", "-f", "json").out)] == held


def test_show_gives_the_records_as_toml_again(ddr: Ddr) -> None:
    for kind in KINDS:
        expected = records(kind)
        answer = ddr("show", *(one["id"] for one in expected), "-f", "toml")
        default = {"confidence": "high"} if kind in {"event", "statement"} else {}
        assert tomllib.loads(answer.out)[kind] == [default | one for one in expected]


def test_show_gives_the_records_as_json(ddr: Ddr) -> None:
    ids = [records(kind)[0]["id"] for kind in KINDS]
    found = json.loads(ddr("show", *ids, "-f", "json").out)
    assert [(one.pop("record"), one["id"]) for one in found] == list(zip(KINDS, ids, strict=True))
    listed = {one["id"]: one for name in PLAIN for one in objects(ddr, name) if "id" in one}
    assert found == [listed[name] for name in ids]
