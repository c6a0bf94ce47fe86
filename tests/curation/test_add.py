"""``ddr add`` and ``ddr new``."""

from __future__ import annotations

import hashlib
import io
import json
import shlex
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ddr.corpus.load import check
from ddr.corpus.texts import paragraphs_of
from ddr.curation import intake
from ddr.errors import DataError, Exit

from .conftest import SMALL, Ddr

PAGE = """\
<!doctype html><html lang="en"><head><title>A speech &amp; more</title>
<style>p {}</style></head><body><nav>Menu</nav><h1>A speech</h1>
<p>Dear friends, this is\u00a0  the <b>first</b> paragraph.<br>It has two lines.</p>
<script>run("<p>no</p>")</script><footer>Contact</footer>
<p>Mr. Kim said it's \u201cfriendship\u201d. He, V. Lee and others agreed.\x01</p></body></html>
"""


def tables(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def test_new_starts_a_valid_timeline(
    ddr: Ddr, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = ddr("new", "my notes", "--title", 'Mine: "all"')
    made = tmp_path / "my notes" / "timeline.toml"
    assert check([made]).problems == []
    assert tables(made)["title"] == 'Mine: "all"'
    assert len([line for line in told.out.splitlines() if line.startswith("  ")]) == 3
    assert shlex.quote(str(made.parent)) in told.out
    ddr("fmt", "--check", str(made))
    ddr("events", "--timeline", str(made))
    before = made.read_bytes()
    assert "already exists" in ddr("new", "my notes", code=Exit.USAGE).err
    assert made.read_bytes() == before


def test_a_record_comes_to_its_place(ddr: Ddr, timeline: Path) -> None:
    ddr("add", "event", "-d", "March 1950", "-t", "Between", "--who", "Lee", "--place", "TOWN",
        "--source", "s1", "--says", "So.", "--tag", "a", "--tag", "b",
        "-s", "related=e1")  # fmt: skip
    events = tables(timeline)["event"]
    assert [one["id"] for one in events] == ["e1", "1950-03-between", "e2"]
    assert events[1] == {
        "id": "1950-03-between", "date": "1950-03", "title": "Between", "kind": "other",
        "place": "town", "participants": ["ann"], "tags": ["a", "b"],
        "evidence": [{"source": "s1", "says": "So."}], "related": ["e1"], "confidence": "medium",
    }  # fmt: skip
    ddr("fmt", "--check")
    ddr("undo")
    assert timeline.read_text("utf-8") == SMALL


def test_every_kind_can_be_added(ddr: Ddr, timeline: Path) -> None:
    ddr("add", "person", "--name", "Kim Jong Un", "-s", "order=family-first")
    ddr("add", "organization", "--name", "Ministry of Things")
    ddr("add", "place", "--name", "City", "-s", "within=Town")
    ddr("add", "source", "-t", "News", "--url", "https://news.example/1", "--origin", "dprk",
        "--author", "Kim Jong Un", "--author", "Someone Else", "--date", "2000-07-20",
        "--id", "news-2000-07-20-news")  # fmt: skip
    ddr("add", "statement", "--by", "Ministry of Things", "--source", "news-2000-07-20-news",
        "--says", "It was told.")  # fmt: skip
    found = tables(timeline)
    assert found["place"][0] == {"id": "city", "name": "City", "within": "town"}
    assert found["source"][0]["author"] == [
        {"person": "kim-jong-un"},
        {"literal": "Someone Else"},
    ]
    assert found["source"][0]["issued"] == "2000-07-20"
    assert found["statement"][-1] == {
        "id": "2000-07-20-ministry-things-told",
        "speaker": "ministry-things",
        "date": "2000-07-20",
        "mode": "paraphrase",
        "says": "It was told.",
        "source": "news-2000-07-20-news",
        "confidence": "medium",
    }
    ddr("fmt", "--check")
    assert [p for p in check([timeline]).problems if p.severity == "error"] == []


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("add", "evnt"), Exit.USAGE, "did you mean 'event'"),
        (("add", "event"), Exit.USAGE, "still needs --date, --title"),
        (("add", "event", "-d", "1950", "-t", "x"), Exit.USAGE, "needs evidence"),
        (("add", "event", "-d", "1950", "-t", "x", "--says", "y"), Exit.USAGE, "--source ID"),
        (("add", "statement", "--source", "s1", "--exact", "x"), Exit.USAGE, "--mode (direct, "),
        (("add", "source", "-t", "x"), Exit.USAGE, "--origin (russia, dprk, third-party)"),
        (("add", "place", "--name", "x", "--speaker", "y"), Exit.USAGE, "no field 'speaker'"),
        (("add", "place", "--name", "town"), Exit.USAGE, "'town' at timeline.toml:17 says"),
        (("add", "place", "--name", "x", "--id", "ann"), Exit.USAGE, "taken: see timeline.toml:12"),
        (("add", "place", "--name", "x", "--id", "A b"), Exit.DATA, "lowercase"),
        (("add", "place", "--name", "x", "-s", "within=nowhere"), Exit.DATA, "no place 'nowhere'"),
        (("add", "place", "--name", "\x1b]0;x\x07"), Exit.DATA, "control character U+001B"),
        (("add", "event", "-d", "1950", "-t", "ONE", "--source", "s1", "--says", "x"), Exit.USAGE,
         "'e1' at timeline.toml:21 says the same"),
        (("add", "statement", "--by", "ann", "--source", "s1", "-d", "1950",
          "--says", "She  came."), Exit.USAGE, "'st1' at timeline.toml:40 says"),
        (("add", "statement", "--source", "s11", "--says", "x"), Exit.USAGE, "mean 's1'"),
        (("add", "statement", "--find", "x"), Exit.NOTHING, "no held text has 'x'"),
        (("add", "statement", "--find", "x", "--source", "s1"), Exit.USAGE, "no text of 's1'"),
        (("add", "source", "-t", "x", "--origin", "dprk", "--text", "none.txt"), Exit.USAGE,
         "no such file"),
        (("add", "place", "--name", "x", "--text", "timeline.toml"), Exit.USAGE, "with a source"),
        (("add", "place", "--from", "none.json"), Exit.USAGE, "there is no such file"),
        (("add", "place", "--from", "none.json", "--name", "x"), Exit.USAGE, "no other field"),
    ],
)  # fmt: skip
def test_what_is_refused_leaves_the_file_as_it_was(
    ddr: Ddr, timeline: Path, arguments: tuple[str, ...], code: Exit, words: str
) -> None:
    told = ddr(*arguments, code=code)
    assert words in told.err
    assert told.err.count("\n") == 1
    assert "\x1b" not in told.err + told.out
    assert timeline.read_text("utf-8") == SMALL
    assert not (timeline.parent / "sources").exists()


def test_a_twin_can_be_wanted(ddr: Ddr, timeline: Path) -> None:
    ddr("add", "place", "--name", "town", "--again", "--id", "town-two")
    assert [one["id"] for one in tables(timeline)["place"]] == ["town", "town-two"]


def test_a_dry_run_shows_and_writes_nothing(ddr: Ddr, timeline: Path) -> None:
    told = ddr("add", "place", "--name", "City", "--dry-run")
    assert told.out == '[[place]]\nid = "city"\nname = "City"\n'
    assert "nothing written" in told.err
    assert timeline.read_text("utf-8") == SMALL
    assert not (timeline.parent / ".ddr").exists()


def test_a_page_is_held_and_quoted(ddr: Ddr, timeline: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, "utf-8")
    told = ddr("add", "source", "--text", str(page), "--origin", "russia", "--author", "ann",
               "--date", "2001-05-03", "--id", "page")  # fmt: skip
    assert "left out: 1 <footer>, 1 <nav>, 1 <script>, 1 <style>" in told.err
    assert "1 control character dropped" in told.err
    held = timeline.parent / "sources" / "page.txt"
    assert held.read_text("utf-8") == (
        "A speech\n\nDear friends, this is the first paragraph.\n\nIt has two lines.\n\n"
        "Mr. Kim said it's “friendship”. He, V. Lee and others agreed.\n"
    )
    (source,) = [one for one in tables(timeline)["source"] if one["id"] == "page"]
    assert source["sha256"] == hashlib.sha256(held.read_bytes()).hexdigest()
    assert (source["title"], source["language"]) == ("A speech & more", "en")
    ddr("add", "statement", "--find", 'IT’S "friendship"', "--mode", "direct", "--role", "poet")
    refused = ddr("add", "statement", "--find", "Lee and", "--source", "page", code=Exit.USAGE)
    assert refused.err.endswith(
        "the statement still needs --mode (direct, translated, interpreted, reported, narrative, "
        "paraphrase)\n"
    )
    ddr("add", "statement", "--find", "Lee and", "--source", "page", "--mode", "narrative")
    ddr("add", "event", "-d", "2001", "-t", "Talk", "--find", "first paragraph")
    found = tables(timeline)
    assert [(one["id"], one["exact"], one["mode"]) for one in found["statement"][1:]] == [
        ("page-4a", "Mr. Kim said it's “friendship”.", "direct"),
        ("page-4b", "He, V. Lee and others agreed.", "narrative"),
    ]
    assert found["statement"][1]["speaker"] == "ann"
    assert found["statement"][2]["role"] == "poet"
    assert found["event"][-1]["evidence"] == [
        {"source": "page", "locator": "2", "exact": "Dear friends, this is the first paragraph."}
    ]
    assert "¶" in ddr("add", "statement", "--find", "a", code=Exit.USAGE).err
    again = ("--find", "friendship", "--mode", "direct")
    assert "page-4a" in ddr("add", "statement", *again, code=Exit.USAGE).err


def test_a_role_is_taken_from_the_speakers_own_statements_alone(
    ddr: Ddr, timeline: Path, tmp_path: Path
) -> None:
    (tmp_path / "talk.txt").write_text("First words here.\n\nSecond words.\n\nThird words.\n")
    ddr("add", "person", "--id", "bob", "--name", "Bob Ray", "-s", "order=given-first")
    ddr("add", "source", "--text", str(tmp_path / "talk.txt"), "--id", "talk", "--title", "A talk",
        "--origin", "russia", "--date", "1950")  # fmt: skip
    ddr("edit", "talk", "--set", "language=en")
    said = ("add", "statement", "--source", "talk", "--mode", "direct", "--find")
    ddr(*said, "First words", "--speaker", "ann", "--role", "poet")
    ddr(*said, "Second words", "--speaker", "ann")
    ddr(*said, "Third words", "--speaker", "bob")
    roles = [one.get("role") for one in tables(timeline)["statement"][1:]]
    assert roles == ["poet", "poet", None]


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"\xff\xfe", ":1: byte 0xFF in column 1 is not UTF-8"), (b" \n\n\x0b \n", "holds no text")],
)
def test_a_text_that_is_none_is_refused(
    ddr: Ddr, timeline: Path, tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(content)
    told = ddr("add", "source", "-t", "T", "--origin", "dprk", "--text", str(path), code=Exit.DATA)
    assert words in told.err
    assert timeline.read_text("utf-8") == SMALL


def test_a_huge_text_is_refused_unread(ddr: Ddr, timeline: Path, tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    told = ddr("add", "source", "-t", "T", "--origin", "dprk", "--text", str(path), code=Exit.DATA)
    assert "larger than 32 MiB" in told.err
    assert timeline.read_text("utf-8") == SMALL


def test_a_text_never_leaves_the_folder(ddr: Ddr, timeline: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Words.\n")
    outside = tmp_path / "outside"
    outside.mkdir()
    call = ("add", "source", "-t", "T", "--origin", "dprk", "--text", str(page))
    (timeline.parent / "sources").symlink_to(outside)
    assert "outside the timeline's folder" in ddr(*call, code=Exit.DATA).err
    assert list(outside.iterdir()) == []
    (timeline.parent / "sources").unlink()
    ddr(*call, "--id", "../../evil", code=Exit.DATA)
    assert not list(tmp_path.rglob("evil*"))
    assert timeline.read_text("utf-8") == SMALL
    ddr(*call, "--id", "good")
    (timeline.parent / "sources" / "other.txt").write_text("kept")
    told = ddr(*call, "--id", "other", "--again", code=Exit.USAGE)
    assert "already exists" in told.err
    assert (timeline.parent / "sources" / "other.txt").read_text() == "kept"


def test_a_text_is_not_held_where_its_source_is_not_written(
    ddr: Ddr, timeline: Path, tmp_path: Path
) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Words.\n")
    ddr("add", "source", "-t", "T", "--origin", "moon", "--text", str(page), code=Exit.DATA)
    assert not (timeline.parent / "sources").exists()


@given(st.text(max_size=80), st.sampled_from([".txt", ".html"]))
def test_what_is_taken_in_is_read_again(text: str, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"page{suffix}"
        path.write_bytes(text.encode("utf-8", "replace"))
        try:
            taken = intake.take_in(path)
        except DataError:
            return
    assert list(paragraphs_of(taken.content.decode())) == taken.paragraphs
    for paragraph in taken.paragraphs:
        assert " ".join(paragraph.split()) == paragraph


TOML = """\
[[place]]
id = "p1"
name = "One; two"
names = [{ text = "1", lang = "ru" }]
[[place]]
name = "Two"
"""
JSON = """\
[{"id": "p1", "name": "One; two", "names": [{"text": "1", "lang": "ru", "note": ""}]},
 {"record": "place", "name": "Two", "note": ""}]
"""
CSV = 'id,name,names,note\r\np1,One; two,"[{""text"": ""1"", ""lang"": ""ru""}]",\r\n,Two,,\r\n'


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.toml", TOML),
        ("a.json", JSON),
        ("a.jsonl", "\n".join(json.dumps(one) for one in json.loads(JSON))),
        ("a.csv", CSV),
    ],
)
@pytest.mark.parametrize("piped", [False, True])
def test_records_come_from_files_and_pipes(
    ddr: Ddr,
    timeline: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    text: str,
    piped: bool,
) -> None:
    if piped:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        ddr("add", "place", "--from", "-")
    else:
        (timeline.parent / name).write_bytes(text.encode())
        ddr("add", "place", "--from", name)
    assert tables(timeline)["place"] == [
        {"id": "p1", "name": "One; two", "names": [{"text": "1", "lang": "ru"}]},
        {"id": "town", "name": "Town"},
        {"id": "two", "name": "Two"},
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"name": "A"', "not valid JSON"),
        ("[[place]]\nname = ", "not valid TOML"),
        ('[{"name": "A"}, {"name": "a"}]', "'a' at the input says the same"),
        ('[{"name": "A", "id": "x"}, {"name": "B", "id": "x"}]', "'x' is taken: see the input"),
        ('[{"name": "A"}, {"nam": "B"}]', "did you mean 'name'"),
        ('[{"name": "A"}, {}]', "still needs --name"),
        ('[{"name": 5}]', "must be text"),
        ('[{"name": "A", "names": "B"}]', "holds several"),
        ('[{"name": "A", "names": ["B"]}]', "a table in braces"),
        ('[{"name": "A", "record": "moon"}]', "no record of kind 'moon'"),
        ("name,note\nA,B,C\n", "2: the cell 'C' stands in a column without a name"),
        ("[" * 100_000, "not valid JSON"),
        ("a = " + "[" * 100_000, "not valid TOML"),
        ("[]", "no record was given"),
    ],
)
def test_all_come_in_or_none(
    ddr: Ddr, timeline: Path, monkeypatch: pytest.MonkeyPatch, text: str, words: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    told = ddr("add", "place", "--from", "-", code=None)
    assert told.code in {Exit.USAGE, Exit.DATA}
    assert words in told.err
    assert told.err.count("\n") == 1
    assert timeline.read_text("utf-8") == SMALL


def test_an_editor_gets_every_field(
    ddr: Ddr, timeline: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "editor.py"
    script.write_text(
        "import sys, pathlib\n"
        "p = pathlib.Path(sys.argv[1])\n"
        "t = p.read_text()\n"
        "assert '#: required treaty, declaration' in t or 'kind = \"other\"' in t, t\n"
        "assert 'related = []' in t\n"
        "t = t.replace('date = \"\"', 'date = \"1952\"')\n"
        "t = t.replace('evidence = []', 'evidence = [{ source = \"s1\", says = \"x\" }]')\n"
        "p.write_text(t)\n"
    )
    monkeypatch.setenv("VISUAL", shlex.join([sys.executable, str(script)]))
    ddr("add", "event", "-t", "Three", "--edit")
    assert tables(timeline)["event"][-1] == {
        "id": "1952-three",
        "date": "1952",
        "title": "Three",
        "kind": "other",
        "evidence": [{"source": "s1", "says": "x"}],
        "confidence": "medium",
    }
    assert "#:" not in timeline.read_text("utf-8")


def test_questions_are_asked_until_answered(
    ddr: Ddr, timeline: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = "soon\n3 May 1950\nA visit\nvisitt\nvisit\ns2\ns1\nIt was so.\ny\n"
    monkeypatch.setattr("ddr.cli.add._asks", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
    told = ddr("add", "event")
    assert "did you mean 'visit'" in told.err
    assert "no source 's2'" in told.err
    assert tables(timeline)["event"][1] == {
        "id": "1950-05-03-visit",
        "date": "1950-05-03",
        "title": "A visit",
        "kind": "visit",
        "evidence": [{"source": "s1", "says": "It was so."}],
        "confidence": "medium",
    }


@pytest.mark.parametrize("answers", ["City\nn\n", "City\n", ""])
def test_no_answer_writes_nothing(
    ddr: Ddr, timeline: Path, monkeypatch: pytest.MonkeyPatch, answers: str
) -> None:
    monkeypatch.setattr("ddr.cli.add._asks", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
    assert ddr("add", "place", code=None).code in {Exit.USAGE, Exit.INTERRUPTED}
    assert timeline.read_text("utf-8") == SMALL
