"""A long import shows how far it is, on a terminal alone, and leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from .running import Ddr

BARS = ("Reading", "Comparing", "Composing", "Checking and writing")


@pytest.fixture
def own(tmp_path: Path) -> Ddr:
    """The command over a new timeline, beside bibliographies of two lengths."""
    (tmp_path / "timeline.toml").write_text("schema = 1\n", "utf-8")
    entry = "@book{{k{0}, title={{Work {0}}}, publisher={{P}}, year=1950}}\n"
    for name, count in (("long", 600), ("short", 20)):
        text = "".join(entry.format(n) for n in range(count))
        (tmp_path / f"{name}.bib").write_text(text, "utf-8")
    return Ddr(tmp_path, tmp_path / "timeline.toml")


def call(own: Ddr, name: str) -> tuple[str, ...]:
    path = str(own.timeline.parent / f"{name}.bib")
    return ("add", "source", "--from", path, "--origin", "dprk", "--dry-run")


def test_a_long_import_shows_bars_that_go(own: Ddr) -> None:
    shown = own.show(*call(own, "long"))
    assert all(name in shown.raw for name in BARS)
    assert "600/600" in shown.raw
    assert not any(name in shown.text for name in BARS)
    assert shown.lines[0] == "[[source]]"
    assert shown.lines[-1] == "ddr: 600 of 600 entries imported"
    assert all("timeline.toml" in line for line in shown.beyond)  # a path is not broken


def test_no_bar_where_nobody_waits_or_it_is_short(own: Ddr) -> None:
    piped = own(*call(own, "long"))
    assert "\x1b" not in piped.out + piped.err
    assert piped.err.count("\n") == 2
    short = own.show(*call(own, "short"))
    dumb = own.show(*call(own, "long"), env={"TERM": "dumb"})
    assert "\x1b[?25l" not in short.raw + dumb.raw
    assert not any(name in short.raw + dumb.raw for name in BARS)
    assert dumb.lines[0] == "[[source]]"
