"""A small timeline, and a count of how often an index is built."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

import pytest

from ddr.corpus.corpus import Corpus
from ddr.index import build as builder

TEXT = "We met in Vladivostok.\n\nWe agreed on peace.\n"
TIMELINE = f"""\
schema = 1
title = "Small"
version = "1"

[[source]]
id = "held"
type = "speech"
title = "Speech"
origin = "russia"
rights = "not stated"
text = "held.txt"
sha256 = "{hashlib.sha256(TEXT.encode()).hexdigest()}"

[[person]]
id = "kim-jong-un"
name = "Kim Jong Un"
names = [{{ text = "김정은", lang = "ko" }}]

[[event]]
id = "meeting"
date = "2019-04-25"
title = "Meeting in Vladivostok"
kind = "summit"
participants = ["kim-jong-un"]
evidence = [{{ source = "held", locator = "1", exact = "We met in Vladivostok." }}]

[[event]]
id = "treaty"
date = "2024-06"
title = "Treaty of peace"
kind = "treaty"
evidence = [{{ source = "held", locator = "2", exact = "We agreed on peace." }}]
"""


@pytest.fixture
def timeline(tmp_path: Path) -> Path:
    """Return a timeline of two events with its text."""
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "held.txt").write_text(TEXT, "utf-8")
    path = folder / "timeline.toml"
    path.write_text(TIMELINE, "utf-8")
    return path


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows by a fingerprint whenever an index is built."""
    built: list[str] = []
    real = builder.build

    def spy(corpus: Corpus, connection: sqlite3.Connection, fingerprint: str) -> None:
        built.append(fingerprint)
        real(corpus, connection, fingerprint)

    monkeypatch.setattr(builder, "build", spy)
    return built
