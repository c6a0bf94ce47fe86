"""What became of the records between versions of the data, and of what a paper cites."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import tomli_w
from tests.shared import ROOT, write_timeline

from ddr.cli.app import run
from ddr.corpus import editions
from ddr.corpus.locate import builtin

Lines = list[dict[str, Any]]


def source(name: str, **values: Any) -> dict[str, Any]:
    return {"id": name, "type": "book", "title": name, "origin": "third-party", **values}


def event(name: str, **values: Any) -> dict[str, Any]:
    told = [{"source": "kept", "says": "It attests it."}]
    return {"id": name, "date": "1950", "title": name, "kind": "other", "evidence": told, **values}


FIRST = {
    "version": "2026.01.01",
    "source": [source("kept"), source("old-name"), source("gone"), source("touched")],
    "event": [event("steady"), event("wrong")],
}
ERRATUM = {"date": "2026-02-01", "says": "Until version 2026.01.01 the year was wrong."}
SECOND = {
    "version": "2026.02.01",
    "source": [
        source("kept", note=""),
        source("new-name", formerly=["old-name"], title="old-name"),
        source("touched", publisher="A press"),
        source("fresh"),
    ],
    "event": [event("steady", confidence="high"), event("wrong", date="1951", errata=[ERRATUM])],
}
PAPER = "One [@old-name], two [@gone, p. 3], three [@kept], four [@touched]; [@wrong]\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A timeline whose log knows two versions."""
    made = write_timeline(tmp_path / "timeline", {"title": "Changes"} | FIRST, {})
    (made / "changes.jsonl").touch()
    assert run(["fmt", str(made)]) == 0
    text = tomli_w.dumps({"schema": 1, "title": "Changes"} | SECOND)
    (made / "timeline.toml").write_text(text, "utf-8")
    assert run(["fmt", str(made)]) == 0
    return made


def ask(folder: Path, capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> Lines:
    capsys.readouterr()
    asked = ["--timeline", str(folder), "changes", "--format", "json", *arguments]
    assert run(asked) == code
    found: Lines = json.loads(capsys.readouterr().out)
    return found


def test_the_log_tells_of_each_version(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(folder, capsys) == [
        {"version": "2026.01.01", "added": 6, "changed": 0, "renamed": 0, "removed": 0},
        {"version": "2026.02.01", "added": 1, "changed": 3, "renamed": 1, "removed": 1},
    ]


def test_what_became_of_each_record(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = ask(folder, capsys, "--since", "2026.01.01")
    assert [(one["change"], one["before"], one["id"]) for one in found] == [
        ("corrected", "", "wrong"),
        ("renamed", "old-name", "new-name"),
        ("removed", "", "gone"),
        ("added", "", "fresh"),
        ("changed", "", "touched"),
    ]
    assert found[0]["says"] == ERRATUM["says"]
    assert ask(folder, capsys, "--since", "2026.01.20") == found
    assert ask(folder, capsys, "--since", "2026.02.01", code=1) == []


def test_what_became_of_what_a_paper_cites(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = tmp_path / "paper.md"
    paper.write_text(PAPER, "utf-8")
    found = ask(folder, capsys, "--since", "2026.01.01", str(paper))
    assert {(one["change"], one["id"]) for one in found} == {
        ("corrected", "wrong"), ("renamed", "new-name"), ("removed", "gone"),
        ("changed", "touched"),
    }  # fmt: skip
    paper.write_text("Only [@kept].\n", "utf-8")
    assert ask(folder, capsys, "--since", "2026.01.01", str(paper), code=1) == []


def test_formatting_again_changes_no_log(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (folder / "changes.jsonl").read_bytes()
    capsys.readouterr()
    assert run(["fmt", str(folder)]) == 0
    assert "already in canonical form" in capsys.readouterr().err
    assert (folder / "changes.jsonl").read_bytes() == before
    assert run(["fmt", "--check", str(folder)]) == 0


def test_the_line_of_a_version_is_made_anew(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = SECOND | {"source": [*SECOND["source"], source("another")]}
    text = tomli_w.dumps({"schema": 1, "title": "Changes"} | more)
    (folder / "timeline.toml").write_text(text, "utf-8")
    assert run(["fmt", str(folder)]) == 0
    assert [one["added"] for one in ask(folder, capsys)] == [6, 2]


def test_the_feed_has_an_entry_for_each_version(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["--timeline", str(folder), "changes", "--format", "atom"]) == 0
    root = ET.fromstring(capsys.readouterr().out)  # noqa: S314
    atom = "{http://www.w3.org/2005/Atom}"
    entries = root.findall(f"{atom}entry")
    assert [entry.findtext(f"{atom}updated") for entry in entries] == [
        "2026-02-01T00:00:00Z", "2026-01-01T00:00:00Z",
    ]  # fmt: skip
    for element in (root, *entries):  # what RFC 4287 (4.1.1, 4.1.2) demands
        assert all(element.findtext(f"{atom}{name}") for name in ("id", "title", "updated"))
    assert root.find(f"{atom}author/{atom}name") is not None


def test_what_cannot_be_compared(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = ["--timeline", str(folder), "changes"]
    for wrong, says, code in (
        (["--since", "2025.01.01"], "before the first edition on record, 2026.01.01", 2),
        (["--since", "yesterday"], "is not a version", 2),
        (["paper.md"], "--since is missing", 2),
    ):
        assert run([*base, *wrong]) == code
        assert says in capsys.readouterr().err
    (folder / "changes.jsonl").write_text('{"version": 3}\n', "utf-8")
    assert run(base) == 3
    assert "changes.jsonl:1: is not the line of an edition" in capsys.readouterr().err
    (folder / "changes.jsonl").unlink()
    assert run(base) == 1
    assert "keeps no log" in capsys.readouterr().err
    assert tmp_path.exists()


def test_the_log_that_is_shipped_can_be_replayed() -> None:
    log = editions.read_log(editions.path_beside(builtin()))
    versions = [tuple(map(int, one.version.split("."))) for one in log]
    assert versions == sorted(set(versions))
    found: set[str] = set()
    for one in log:
        assert not found & one.added.keys(), "added twice"
        assert {*one.removed, *one.renamed} <= found
        found = (found | one.added.keys() | one.changed.keys()) - {*one.removed, *one.renamed}
    assert found == editions.state(log).keys()
    assert "changes.jsonl" in (ROOT / "pyproject.toml").read_text("utf-8")
