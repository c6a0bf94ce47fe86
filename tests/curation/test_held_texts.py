"""The texts that sources hold come and go with what is written of them."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from ddr.errors import Exit

from .conftest import SMALL, Ddr

Hold = Callable[..., Path]


@pytest.fixture
def hold(ddr: Ddr, timeline: Path, tmp_path: Path) -> Hold:
    """Return a function that adds a source with a text, and returns the file that holds it."""
    page = tmp_path / "page.txt"
    page.write_text("Words.\n", "utf-8")

    def call(record: str, *more: str) -> Path:
        given = ("--title", record, "--origin", "dprk", "--id", record, "--text", str(page))
        ddr("add", "source", *given, *more)
        return timeline.parent / "sources" / f"{record}.txt"

    return call


def test_what_would_be_written_is_shown_and_nothing_is(timeline: Path, hold: Hold) -> None:
    assert not hold("page", "--dry-run").exists()
    assert timeline.read_text("utf-8") == SMALL


def test_undo_takes_a_text_away_with_its_source(ddr: Ddr, timeline: Path, hold: Hold) -> None:
    held = hold("page")
    assert f"sources/{held.name}: would be removed too" in ddr("undo", "--dry-run").err
    assert held.read_text("utf-8") == "Words.\n"
    assert f"sources/{held.name}: removed too" in ddr("undo").err
    assert not held.exists()
    assert timeline.read_text("utf-8") == SMALL
    hold("page")
    assert held.exists()


def test_undo_of_another_write_leaves_it(ddr: Ddr, hold: Hold) -> None:
    held = hold("page")
    ddr("edit", "page", "--set", "note=Read twice.")
    assert "away" not in ddr("undo").err
    ddr("check")
    ddr("remove", "page")
    assert held.exists()
    ddr("undo")
    ddr("check")
    ddr("undo")
    assert not held.exists()


def test_undo_leaves_a_text_that_was_changed_since(ddr: Ddr, hold: Hold) -> None:
    held = hold("page")
    held.write_text("Other words.\n", "utf-8")
    assert "away" not in ddr("undo").err
    assert held.read_text("utf-8") == "Other words.\n"


def test_a_text_that_is_there_already_is_taken_if_it_is_the_same(
    ddr: Ddr, timeline: Path, hold: Hold
) -> None:
    folder = timeline.parent / "sources"
    folder.mkdir()
    (folder / "page.txt").write_text("Words.\n", "utf-8")
    held = hold("page")
    ddr("check")
    ddr("undo")
    assert held.exists(), "it was not ddr that put it there"
    held.write_text("Other words.\n", "utf-8")
    given = ("--title", "x", "--origin", "dprk", "--id", "page", "--text", str(held))
    held.rename(held.with_name("kept.txt"))
    held.write_text("Not these.\n", "utf-8")
    told = ddr("add", "source", *given[:-1], str(held.with_name("kept.txt")), code=Exit.USAGE)
    assert "already exists; choose another --id" in told.err
    assert held.read_text("utf-8") == "Not these.\n"


def test_undo_leaves_a_text_that_another_source_names(ddr: Ddr, timeline: Path, hold: Hold) -> None:
    other = (
        '\n[[source]]\nid = "s2"\ntype = "webpage"\ntitle = "Other"\norigin = "dprk"\n'
        f'text = "sources/page.txt"\nsha256 = "{sha256(b"Words.").hexdigest()}"\n'
    )
    timeline.write_text(SMALL + other, "utf-8")
    held = hold("page")
    ddr("undo")
    assert held.exists()


def test_a_folder_in_the_place_of_a_text_is_told(ddr: Ddr, timeline: Path, hold: Hold) -> None:
    hold("page")
    (timeline.parent / "sources" / "other.txt").mkdir()
    given = (
        "--title",
        "x",
        "--origin",
        "dprk",
        "--id",
        "other",
        "--text",
        "sources/page.txt",
        "--again",
    )
    told = ddr("add", "source", *given, code=Exit.USAGE)
    assert told.err.splitlines()[-1].endswith("already exists; choose another --id")


def test_a_journal_that_was_tampered_with_reaches_no_other_folder(
    ddr: Ddr, timeline: Path, hold: Hold, tmp_path: Path
) -> None:
    held = hold("page")
    journal = timeline.parent / ".ddr" / "timeline.toml.journal"
    text = journal.read_text("utf-8")
    assert '"sources/page.txt"' in text
    journal.write_text(text.replace('"sources/page.txt"', '"../page.txt"'), "utf-8")
    ddr("undo")
    assert (tmp_path / "page.txt").read_bytes() == held.read_bytes()


def test_a_timeline_behind_a_link_has_its_texts_beside_the_file(
    ddr: Ddr, hold: Hold, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = tmp_path / "elsewhere" / "link.toml"
    link.parent.mkdir()
    link.symlink_to(Path("..") / "own" / "timeline.toml")
    hold("first")
    monkeypatch.setenv("DDR_TIMELINE", str(link))
    held = hold("second", "--again")
    assert held.read_text("utf-8") == "Words.\n"
    for record in ("first", "second"):
        assert "Words." in ddr("read", record).out
    ddr("check")
    assert [one.name for one in link.parent.iterdir()] == ["link.toml"]
    ddr("undo")
    assert not held.exists()
