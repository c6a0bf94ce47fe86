"""``ddr edit``, ``rename``, ``remove``, ``undo`` and ``log``."""

from __future__ import annotations

import json
import re
import shlex
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ddr.corpus.load import check
from ddr.curation import document
from ddr.errors import Exit

from .conftest import SMALL, Ddr


def values(path: Path, record: str) -> dict[str, Any]:
    tables = tomllib.loads(path.read_text("utf-8"))
    (found,) = [
        one for rows in tables.values() if isinstance(rows, list) for one in rows
        if one["id"] == record
    ]  # fmt: skip
    return dict(found)


def rest(path: Path, *records: str) -> list[str]:
    """The lines of all records but these, and but the version."""
    blocks = re.split(r"\n(?=\n)", path.read_text("utf-8"))
    kept = [b for b in blocks if not any(f'id = "{one}"' in b for one in records)]
    return [re.sub("version = .*", "", block) for block in kept]


def test_edit_changes_one_record_alone(ddr: Ddr, timeline: Path) -> None:
    before = rest(timeline, "e2")
    shown = ddr("edit", "e2", "--set", "tags=a b", "-s", "tags=c", "-s", "related=", "--why", "x")
    assert "+tags = " in shown.out
    assert values(timeline, "e2")["tags"] == ["a b", "c"]
    assert "related" not in values(timeline, "e2")
    assert 'date = "1951-02"  # the month alone' in timeline.read_text("utf-8")
    assert rest(timeline, "e2") == before
    assert "'ddr undo' takes it back" in shown.err
    ddr("edit", "e2", "-s", "tags+=d", "-s", "tags-=a b")
    assert values(timeline, "e2")["tags"] == ["c", "d"]
    ddr("edit", "e2", "-s", 'evidence+={ source = "s1", says = "More." }')
    assert len(values(timeline, "e2")["evidence"]) == 2


def test_an_erratum_is_written_with_what_it_corrects(ddr: Ddr, timeline: Path) -> None:
    today = str(datetime.now(UTC).date())
    says = 'Until version 2020.01.01 it was "Two", = 2.'
    ddr("edit", "e2", "-s", "title=Second", "--erratum", f"  {says} ")
    assert values(timeline, "e2")["title"] == "Second"
    assert values(timeline, "e2")["errata"] == [{"date": today, "says": says}]
    assert len(json.loads(ddr("log", "-f", "json").out)) == 1
    ddr("edit", "e2", "--erratum", "A.", "--erratum", "B.")
    assert [one["says"] for one in values(timeline, "e2")["errata"]] == [says, "A.", "B."]
    assert ddr("fmt", "--check", "--timeline", str(timeline), code=None).code == Exit.OK


@pytest.mark.parametrize("record", ["s1", "ann", "town", "body", "e1", "st1"])
def test_every_kind_shows_its_corrections(ddr: Ddr, record: str) -> None:
    ddr("add", "organization", "--id", "body", "--name", "Body")
    before = ddr("show", record).out
    ddr("edit", record, "-s", "errata=[{ date = '2020-01-02', says = 'It was wrong.' }]")
    told = "Corrections\n  2 January 2020: It was wrong.\n\n"
    shown = ddr("show", record).out
    assert told in shown
    assert shown.replace(told, "") == before
    (body,) = json.loads(ddr("show", record, "-f", "json").out)
    assert body["errata"] == [{"date": "2020-01-02", "says": "It was wrong."}]
    ddr("undo")
    assert json.loads(ddr("show", record, "-f", "json").out)[0]["errata"] == []


def test_no_citation_prints_an_erratum(ddr: Ddr) -> None:
    before = [ddr("cite", name, "--form", "all").out for name in ("s1", "st1")]
    for name in ("s1", "st1"):
        ddr("edit", name, "--erratum", "It was wrong.")
    assert [ddr("cite", name, "--form", "all").out for name in ("s1", "st1")] == before
    assert "It was wrong." in ddr("cite", "st1", "--to", "biblatex").out


def test_a_changed_date_moves_the_record(ddr: Ddr, timeline: Path) -> None:
    ddr("edit", "e2", "--set", "date=3 March 1949")
    events = tomllib.loads(timeline.read_text("utf-8"))["event"]
    assert [(one["id"], one["date"]) for one in events] == [("e2", "1949-03-03"), ("e1", "1950")]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("edit", "e2", "-s", "titel=x"), Exit.USAGE, "did you mean 'title'"),
        (("edit", "e2", "-s", "title"), Exit.USAGE, "key=value"),
        (("edit", "e2", "-s", "date=soon"), Exit.USAGE, "soon"),
        (("edit", "e1", "-s", "date="), Exit.DATA, "the field 'date' is missing"),
        (("edit", "e2", "-s", "date="), Exit.DATA, "line 33: writing 'e2' again would lose"),
        (("edit", "e2", "-s", "kind=walk"), Exit.DATA, "not a kind"),
        (("edit", "e2", "-s", "place=twon"), Exit.DATA, "did you mean 'town'"),
        (("edit", "e2", "-s", "evidence=s1"), Exit.USAGE, "holds tables"),
        (("edit", "e2", "--erratum", " "), Exit.USAGE, "what was wrong"),
        (("edit", "e2", "--erratum", "\x1b[2J"), Exit.DATA, "control character U+001B"),
        (("edit", "e2", "-s", "id=e9"), Exit.USAGE, "ddr rename e2 e9"),
        (("edit", "e22", "-s", "title=x"), Exit.NOTHING, "did you mean 'e2'"),
        (("edit", "e2", "-s", "title=\x1b[2J"), Exit.DATA, "control character U+001B"),
        (("rename", "e2", "e1"), Exit.USAGE, "taken, on line 21"),
        (("rename", "e2", "E 2"), Exit.USAGE, "lowercase"),
        (("rename", "e9", "e3"), Exit.NOTHING, "no record 'e9'"),
        (("remove", "e1"), Exit.NOTHING, "e2 (related, line 31), st1 (occasion, line 40)"),
        (("remove", "s1"), Exit.NOTHING, "e1 (evidence.source, line 21)"),
        (("undo",), Exit.DATA, "nothing left to undo"),
        (("log",), Exit.NOTHING, "nothing was written yet"),
    ],
)  # fmt: skip
def test_what_is_refused_leaves_the_file_as_it_was(
    ddr: Ddr, timeline: Path, arguments: tuple[str, ...], code: Exit, words: str
) -> None:
    told = ddr(*arguments, code=code)
    assert words in told.err
    assert told.err.count("\n") == 1
    assert "\x1b" not in told.err
    assert timeline.read_text("utf-8") == SMALL
    assert list(timeline.parent.glob(".*.tmp")) == []


def test_every_reference_follows_a_renamed_record(ddr: Ddr, timeline: Path) -> None:
    ddr("rename", "ann", "ann-lee", "--why", "there are two")
    assert values(timeline, "ann-lee")["formerly"] == ["ann"]
    assert values(timeline, "e1")["participants"] == ["ann-lee"]
    assert values(timeline, "st1")["speaker"] == "ann-lee"
    assert [p for p in check([timeline]).problems if p.severity == "error"] == []
    ddr("rename", "ann-lee", "ann")
    assert values(timeline, "ann")["formerly"] == ["ann-lee"]
    ddr("rename", "s1", "book")
    assert values(timeline, "st1")["source"] == "book"
    assert values(timeline, "e1")["evidence"][0]["source"] == "book"
    assert "# Where it was read.\n[[source]]" in timeline.read_text("utf-8")


def test_an_office_follows_its_renamed_organization(ddr: Ddr, timeline: Path) -> None:
    ddr("add", "organization", "--id", "board", "--name", "Board")
    ddr("edit", "ann", "-s", 'roles+={ title = "Chair", of = "board" }')
    assert "ann (roles.of, line" in ddr("remove", "board", code=Exit.NOTHING).err
    ddr("rename", "board", "council")
    assert values(timeline, "ann")["roles"][-1]["of"] == "council"


def test_what_is_named_in_words_alone_is_told(ddr: Ddr, timeline: Path) -> None:
    ddr("edit", "e2", "-s", "note=See e1 and e11.")
    assert (
        "'e1' still stands in words of e2: change these by hand" in ddr("rename", "e1", "first").err
    )
    assert values(timeline, "e2")["related"] == ["first"]
    assert values(timeline, "e2")["note"] == "See e1 and e11."


def test_a_record_that_nothing_names_is_removed(ddr: Ddr, timeline: Path) -> None:
    ddr("remove", "st1", "--dry-run")
    assert "st1" in timeline.read_text("utf-8")
    ddr("remove", "st1")
    ddr("remove", "e2")
    left = SMALL[: SMALL.index('\n[[event]]\nid = "e2"')]
    assert timeline.read_text("utf-8").partition("title")[2] == left.partition("title")[2]


def test_a_section_comment_outlives_the_record_after_it(ddr: Ddr, timeline: Path) -> None:
    text = SMALL.replace(
        '[[event]]\nid = "e2"', '# Later years.\n\n# Unsure.\n[[event]]\nid = "e2"'
    )
    timeline.write_text(text, "utf-8")
    ddr("remove", "e2")
    left = timeline.read_text("utf-8")
    assert "# Later years.\n\n[[statement]]" in left
    assert "# Unsure." not in left


def test_undo_goes_back_step_by_step(ddr: Ddr, timeline: Path) -> None:
    states = [timeline.read_bytes()]
    for command in (
        ("edit", "e2", "-s", "title=Second"),
        ("rename", "e2", "second"),
        ("remove", "st1"),
    ):
        ddr(*command)
        states.append(timeline.read_bytes())
    assert len(set(states)) == 4
    for state in states[-2::-1]:
        ddr("undo", "--dry-run")
        ddr("undo")
        assert timeline.read_bytes() == state
    assert "nothing left" in ddr("undo", code=Exit.DATA).err
    ddr("edit", "e1", "-s", "title=First")
    timeline.write_bytes(timeline.read_bytes() + b"# by hand\n")
    assert "changed since" in ddr("undo", code=Exit.DATA).err
    assert timeline.read_bytes().endswith(b"# by hand\n")


def test_undo_goes_back_where_no_version_is_raised(ddr: Ddr, timeline: Path) -> None:
    text = timeline.read_text("utf-8")
    timeline.write_text(re.sub('version = ".*"\n', "", text), "utf-8")
    for title in ("zero", "one", "zero", "one"):
        ddr("edit", "e1", "-s", f"title={title}")
    titles = []
    for _ in range(4):
        ddr("undo")
        titles.append(values(timeline, "e1")["title"])
    assert titles[:3] == ["zero", "one", "zero"]
    assert "nothing left" in ddr("undo", code=Exit.DATA).err


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85"])
def test_separators_of_unicode_end_no_line_of_the_journal(
    ddr: Ddr, timeline: Path, mark: str
) -> None:
    text = timeline.read_text("utf-8")
    text = text.replace("[[statement]]", f"# Un{mark}sure.\n[[statement]]", 1)
    timeline.write_text(text, "utf-8")
    ddr("edit", "e1", "-s", "title=First", "--why", f"first{mark}second")
    ddr("remove", "st1")
    assert json.loads(ddr("log", "-f", "json").out)[1]["why"] == f"first{mark}second"
    ddr("undo")
    assert f"# Un{mark}sure." in timeline.read_text("utf-8")


def test_a_damaged_journal_is_set_aside(ddr: Ddr, timeline: Path) -> None:
    ddr("edit", "e1", "-s", "title=First")
    journal = next((timeline.parent / ".ddr").glob("*.journal"))
    journal.write_text("rubbish\n")
    assert "is not a line of a journal" in ddr("log", code=Exit.DATA).err
    said = ddr("edit", "e1", "-s", "title=Second").err
    assert "the journal was damaged: it is kept as" in said
    assert journal.with_suffix(".damaged").read_text() == "rubbish\n"
    ddr("undo")
    assert values(timeline, "e1")["title"] == "First"


def test_a_line_of_the_journal_with_a_wrong_type_is_told(ddr: Ddr, timeline: Path) -> None:
    ddr("edit", "e1", "-s", "title=First")
    journal = next((timeline.parent / ".ddr").glob("*.journal"))
    entry = json.loads(journal.read_text("utf-8"))
    wrong: list[Any] = [1, [1], [["added", ["e1"]]], [[["x"], 1, []]], [[0, 1, [1]]], {"a": 1}]
    lines = [entry | {key: value} for key in entry for value in wrong]
    for line in [*wrong, None, {}, {"x": 1}, entry | {"x": 1}, *lines]:
        journal.write_text(f"{json.dumps(line)}\n", "utf-8")
        for command in (("log",), ("log", "e1"), ("undo",)):
            told = ddr(*command, code=Exit.DATA)
            assert "journal:1: is not a line of a journal" in told.err, line
            assert told.err.count("\n") == 1


def test_only_so_many_writes_are_remembered(
    ddr: Ddr, timeline: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ddr.curation.journal.UNDOABLE", 3)
    monkeypatch.setattr("ddr.curation.journal.KEPT", 5)
    for number in range(6):
        ddr("edit", "e1", "-s", f"title=T{number}")
    assert len(ddr("log").out.splitlines()) == 1 + 5
    for _ in range(3):
        ddr("undo")
    assert "nothing left" in ddr("undo", code=Exit.DATA).err
    assert values(timeline, "e1")["title"] == "T2"


def test_the_log_tells_when_and_why(ddr: Ddr) -> None:
    ddr("edit", "e1", "-s", "title=First", "--why", "a better title")
    ddr("edit", "e2", "-s", "title=Second")
    ddr("rename", "e1", "first", "--why", "clearer")
    found = json.loads(ddr("log", "-f", "json").out)
    assert [one["command"] for one in found] == ["rename", "edit", "edit"]
    assert "added first" in found[0]["records"]
    told = json.loads(ddr("log", "first", "-f", "json").out)
    assert [one["why"] for one in told] == ["clearer", "a better title"]
    assert json.loads(ddr("log", "--limit", "1", "-f", "json").out) == found[:1]
    assert "e2" in ddr("log", "e2").out


def test_the_version_rises_with_each_write(ddr: Ddr, timeline: Path) -> None:
    today = f"{datetime.now(UTC):%Y.%m.%d}"
    for expected in (today, f"{today}.1", f"{today}.2"):
        ddr("edit", "e1", "-s", f"note={expected}")
        assert f'version = "{expected}"' in timeline.read_text("utf-8")
    ddr("fmt")
    assert f'version = "{today}.2"' in timeline.read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('version = "2026.11.21"', 'version = "2026.11.22"'),
        ('version = "2026.11.22"', 'version = "2026.11.22.1"'),
        ('version="2026.11.22.9" # x', 'version="2026.11.22.10" # x'),
        ('version = "2027.01.01"', 'version = "2027.01.01.1"'),
        ('version = "1.0"', 'version = "1.0"'),
        ("schema = 1", "schema = 1"),
    ],
)
def test_how_a_version_rises(old: str, new: str) -> None:
    assert document.raised(f"schema = 1\n{old}\n", datetime(2026, 11, 22, tzinfo=UTC).date()) == (
        f"schema = 1\n{new}\n"
    )


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_marks_stay(ddr: Ddr, timeline: Path, newline: str, mark: str) -> None:
    timeline.write_bytes((mark + SMALL.replace("\n", newline)).encode())
    ddr("edit", "e2", "-s", "title=Second")
    ddr("rename", "e2", "second")
    content = timeline.read_bytes().decode()
    assert content.startswith(mark + "schema")
    assert content.count("\n") == content.count(newline) == SMALL.count("\n") + 1
    ddr("undo")
    ddr("undo")
    assert timeline.read_bytes() == (mark + SMALL.replace("\n", newline)).encode()


EDITOR = """\
import pathlib, sys
path = pathlib.Path(sys.argv[-1])
path.write_text(path.read_text().replace(*sys.argv[1:3]))
"""


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that sets an editor which replaces one text by another."""

    script = tmp_path / "an editor.py"
    script.write_text(EDITOR)

    def use(old: str, new: str) -> None:
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", shlex.join([sys.executable, str(script), old, new]))

    return use


def test_an_editor_gets_the_record_as_it_stands(ddr: Ddr, timeline: Path, editor: Any) -> None:
    editor('title = "Two"', 'title = "Second" # mine')
    ddr("edit", "e2")
    assert timeline.read_text("utf-8") == re.sub(
        r'version = "[^"]*"', f'version = "{datetime.now(UTC):%Y.%m.%d}"', SMALL
    ).replace('title = "Two"', 'title = "Second" # mine')


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('title = "Two"', "title = 2", "must be text"),
        ('id = "e2"', 'id = "e9"', "ddr rename"),
        ("[[event]]", "[[", "not valid TOML"),
        ("[[event]]", "[[place]]", "stay the event"),
        ("[[event]]", "", "0 records"),
        ('confidence = "high"', 'confidence = "high"\n\n# said last', "behind the last key"),
    ],
)
def test_what_an_editor_spoils_is_kept_aside(
    ddr: Ddr, timeline: Path, editor: Any, old: str, new: str, words: str
) -> None:
    editor(old, new)
    told = ddr("edit", "e2", code=Exit.DATA if "rename" not in words and "stay" not in words else 2)
    assert words in told.err.splitlines()[0]
    kept = Path(told.err.strip().rsplit(" ", 1)[1])
    assert kept.exists()
    kept.unlink()
    assert timeline.read_text("utf-8") == SMALL


def test_an_editor_that_changes_nothing_writes_nothing(
    ddr: Ddr, timeline: Path, editor: Any
) -> None:
    editor("nowhere", "")
    assert "nothing was changed" in ddr("edit", "e2", code=Exit.USAGE).err
    assert timeline.read_text("utf-8") == SMALL


def test_an_editor_that_takes_the_file_away(
    ddr: Ddr, timeline: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "rm")
    assert "the editor left no file" in ddr("edit", "e2", code=Exit.DATA).err
    assert timeline.read_text("utf-8") == SMALL


def test_an_editor_overwrites_nothing_that_another_wrote(
    ddr: Ddr, timeline: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "editor.py"
    script.write_text(
        "import pathlib, sys\n"
        f"timeline = pathlib.Path({str(timeline)!r})\n"
        "said = timeline.read_text('utf-8')\n"
        "timeline.write_text(said.replace('One', 'By another'), 'utf-8')\n"
        "mine = pathlib.Path(sys.argv[1])\n"
        "mine.write_text(mine.read_text('utf-8').replace('One', 'Mine'), 'utf-8')\n"
    )
    monkeypatch.setenv("EDITOR", shlex.join([sys.executable, str(script)]))
    told = ddr("edit", "e1", code=Exit.DATA)
    assert "'e1' was changed by another program meanwhile" in told.err
    assert values(timeline, "e1")["title"] == "By another"
    mine = Path(told.err.strip().rsplit(" ", 1)[1])
    assert "Mine" in mine.read_text("utf-8")
    mine.unlink()


@pytest.mark.parametrize(
    ("saved", "code"), [(b"\xef\xbb\xbf", Exit.OK), (b"# caf\xe9\n", Exit.DATA)]
)
def test_an_editor_that_saves_otherwise(
    ddr: Ddr, timeline: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    saved: bytes, code: Exit,
) -> None:  # fmt: skip
    script = tmp_path / "editor.py"
    script.write_text(
        "import pathlib, sys\n"
        "mine = pathlib.Path(sys.argv[1])\n"
        f"mine.write_bytes({saved!r} + mine.read_bytes().replace(b'One', b'Mine'))\n"
    )
    monkeypatch.setenv("EDITOR", shlex.join([sys.executable, str(script)]))
    told = ddr("edit", "e1", code=code)
    if code == Exit.OK:
        assert values(timeline, "e1")["title"] == "Mine"
        assert "\ufeff" not in timeline.read_text("utf-8")
        return
    assert "line 1: byte 0xE9 in column 6 is not UTF-8" in told.err
    mine = Path(told.err.strip().rsplit(" ", 1)[1])
    assert mine.read_bytes().startswith(saved)
    mine.unlink()
    assert timeline.read_text("utf-8") == SMALL
