"""The commands in this process, over a small timeline that may be changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from ddr.cli.app import run
from ddr.errors import Exit

SMALL = """\
schema = 1
version = "2020.01.01"
title = "Small"

# Where it was read.
[[source]]
id = "s1"
type = "book"
title = "A book"
origin = "third-party"

[[person]]
id = "ann"
name = "Ann Lee"
order = "given-first"

[[place]]
id = "town"
name = "Town"

[[event]]
id = "e1"
date = "1950"
title = "One"
kind = "visit"
place = "town"
participants = ["ann"]
evidence = [{ source = "s1", says = "It was so." }]
confidence = "high"

[[event]]
id = "e2"
date = "1951-02"  # the month alone
title = "Two"
kind = "visit"
evidence = [{ source = "s1", says = "It was so again." }]
related = ["e1"]
confidence = "high"

[[statement]]
id = "st1"
speaker = "ann"
date = "1950"
occasion = "e1"
mode = "paraphrase"
says = "She came."
source = "s1"
about = ["e1"]
confidence = "high"
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one run gave."""

    code: int
    out: str
    err: str


Ddr = Callable[..., Answer]


@pytest.fixture
def timeline(tmp_path: Path) -> Path:
    """Return a small timeline of the test's own."""
    folder = tmp_path / "own"
    folder.mkdir()
    path = folder / "timeline.toml"
    path.write_text(SMALL, "utf-8")
    return path


@pytest.fixture
def ddr(timeline: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ddr:
    """Return a function that runs a command over the small timeline."""
    monkeypatch.setenv("DDR_TIMELINE", str(timeline))
    monkeypatch.chdir(timeline.parent)

    def call(*arguments: str, code: int | None = Exit.OK) -> Answer:
        capsys.readouterr()
        found = run(arguments)
        told = capsys.readouterr()
        assert code is None or found == code, told.err
        return Answer(found, told.out, told.err)

    return call
