"""What tests of several rooms share: where things are, and small timelines written on the spot."""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import tomli_w

ROOT = Path(__file__).parents[1]
FIVE = ROOT / "tests" / "data" / "five"
"""A timeline of five held texts that never changes: what is expected of it stands in the tests."""


def load(path: Path) -> Any:
    """Import a module from a file outside every package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def write_timeline(folder: Path, values: Mapping[str, Any], texts: Mapping[str, str]) -> Path:
    """Write a timeline and the texts of its sources, by source id, into a folder; return it."""
    (folder / "sources").mkdir(parents=True)
    for source in values["source"]:
        if source["id"] in texts:
            content = texts[source["id"]].encode()
            (folder / "sources" / f"{source['id']}.txt").write_bytes(content)
            source["text"] = f"sources/{source['id']}.txt"
            source["sha256"] = hashlib.sha256(content).hexdigest()
            source["rights"] = "not stated"
    (folder / "timeline.toml").write_text(tomli_w.dumps({"schema": 1} | dict(values)), "utf-8")
    return folder


INVISIBLE = (
    "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069\ufe0f\ufeff"
)
"""Characters that nobody sees between Latin, Cyrillic and Korean letters."""


def sprinkled(text: str, random: Random, every: int = 6) -> str:
    """Put invisible characters into a text, one to so many letters or so, anywhere."""
    pieces = [random.choice(INVISIBLE) * (random.randrange(every) == 0) + c for c in text]
    return "".join([*pieces, random.choice(INVISIBLE)])
