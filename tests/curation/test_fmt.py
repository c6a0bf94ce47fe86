"""``ddr fmt`` as a curator uses it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ddr.curation.layout import canonical
from ddr.errors import Exit

from .conftest import SMALL, Ddr

ROOT = Path(__file__).parents[2]


def test_the_data_are_canonical() -> None:
    file = ROOT / "data" / "timeline.toml"
    content = file.read_bytes()
    assert canonical(file, content).encode() == content


def test_nothing_changes_where_nothing_is_to_change(ddr: Ddr, timeline: Path) -> None:
    stat = timeline.stat()
    assert ddr("fmt").err == "ddr: already in canonical form\n"
    assert ddr("fmt", "--check").out == ""
    assert timeline.read_text() == SMALL
    assert timeline.stat().st_mtime_ns == stat.st_mtime_ns


MESSY = """\
title = 'Small' # of ours
schema = 1


# The second.
[[event]]
kind = "visit"
date = "1951"
title = "Two"
id = "e2"
tags = [ "x",
 # why
 'y' ]
[[event.evidence]]
says = "So."
source = "s1"
[[source]]
id = "s1"
type = "book"
title = \"\"\"A book \\
   [[event]]\"\"\"
note = ""
origin = "third-party"
# The end.
"""
TIDY = """\
schema = 1
title = "Small"  # of ours

[[source]]
id = "s1"
type = "book"
title = "A book [[event]]"
origin = "third-party"

# The second.
[[event]]
id = "e2"
date = "1951"
title = "Two"
kind = "visit"
tags = [
  "x",
  # why
  "y",
]
evidence = [{ source = "s1", says = "So." }]
confidence = "high"

# The end.
"""


def test_a_messy_file_is_put_in_order(ddr: Ddr, timeline: Path) -> None:
    timeline.write_text(MESSY, "utf-8")
    checked = ddr("fmt", "--check", code=Exit.NOTHING)
    assert checked.out == ""
    assert timeline.read_text("utf-8") == MESSY
    shown = ddr("fmt", "--diff").out
    assert '+evidence = [{ source = "s1", says = "So." }]' in shown
    assert timeline.read_text("utf-8") == MESSY
    assert ddr("fmt").err == "ddr: timeline.toml is now in canonical form\n"
    assert timeline.read_text("utf-8") == TIDY
    ddr("fmt", "--check")
    ddr("undo")
    assert timeline.read_text("utf-8") == MESSY


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('related = ["e1"]', 'related = [ # two\n  "e1",\n]', 37),
        ('related = ["e1"]', 'related = [\n  "e1",\n  # the last\n]', 39),
        ('name = "Town"', 'name = "Town"\nnames = [ # none\n]', 20),
    ],
)
def test_a_comment_without_a_place_is_refused(
    ddr: Ddr, timeline: Path, old: str, new: str, line: int
) -> None:
    text = SMALL.replace(old, new)
    timeline.write_text(text, "utf-8")
    told = ddr("fmt", code=Exit.DATA).err
    assert told.startswith(f"ddr: timeline.toml:{line}: this comment has no place")
    assert timeline.read_text("utf-8") == text


@pytest.mark.parametrize(
    ("old", "new", "line", "code"),
    [
        ('name = "Town"', 'name = "Town"\nhills = 3', 20, "unknown-field"),
        ("schema = 1", "schema = 1\nauthors = 'me'", 2, "unknown-field"),
        ('mode = "paraphrase"', 'mode = "song"', 45, "not-in-list"),
        ('name = "Town"', "name = 5", 19, "wrong-type"),
        ("[[place]]", "[place]", 17, "wrong-type"),
    ],
)
def test_what_is_not_known_is_refused(
    ddr: Ddr, timeline: Path, old: str, new: str, line: int, code: str
) -> None:
    text = SMALL.replace(old, new)
    timeline.write_text(text, "utf-8")
    told = ddr("fmt", code=Exit.DATA).err
    assert f"timeline.toml:{line}: " in told
    assert f"[{code}]" in told
    assert timeline.read_text("utf-8") == text


def test_records_in_one_array_become_blocks(ddr: Ddr, timeline: Path) -> None:
    text = 'place = [{ id = "b", name = "B" }, { id = "a", name = "A" }]\nschema = 1\n'
    timeline.write_text(text, "utf-8")
    ddr("fmt")
    assert timeline.read_text("utf-8") == (
        'schema = 1\n\n[[place]]\nid = "a"\nname = "A"\n\n[[place]]\nid = "b"\nname = "B"\n'
    )
    timeline.write_text("# mine\n" + text, "utf-8")
    assert ":1: this comment has no place" in ddr("fmt", code=Exit.DATA).err


def test_files_are_named(ddr: Ddr, timeline: Path) -> None:
    other = timeline.with_name("other.toml")
    other.write_text(MESSY, "utf-8")
    assert "other.toml is now" in ddr("fmt", "other.toml").err
    assert other.read_text("utf-8") == TIDY
    assert "no such timeline" in ddr("fmt", "nothing.toml", code=Exit.DATA).err
