"""A value of the wrong type, in any field of any record: one line says so, whatever is done.

``DDR_EXHAUSTIVE=1`` tries every wrong value in every field, the ordinary run one in each.
"""

from __future__ import annotations

import itertools
import json
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ddr.corpus.load import check
from ddr.corpus.shapes import shape
from ddr.errors import Exit
from ddr.records import CLASSES

from .conftest import SMALL, Ddr

EXHAUSTIVE = bool(os.environ.get("DDR_EXHAUSTIVE"))
WRONG = (
    "1",
    "[1]",
    "{ a = 1 }",
    "1e999",
    "[[]]",
    "[{ a = [1] }]",
    "1950-01-01",
    "true",
    "9" * 5000,
)
MORE = f'{SMALL}\n[[organization]]\nid = "board"\nname = "Board"\n'
OWN = {"source": "s1", "person": "ann", "organization": "board", "place": "town", "event": "e1",
       "statement": "st1"}  # fmt: skip


def spoilt(table: str) -> Iterator[tuple[str, str, str]]:
    """Yield a record of a kind with one wrong field after the other: field, its block, its file."""
    head = f'[[{table}]]\nid = "{OWN[table]}"\n'
    before, _, rest = MORE.partition(head)
    lines, gap, after = rest.partition("\n\n")
    values = itertools.cycle(WRONG)
    for key, field in shape(CLASSES[table]).items():
        kept = [line for line in (head + lines).split("\n") if not line.startswith(f"{key} = ")]
        inner = [f"[{{ {name} = 1 }}]" for name in (shape(field.part) if field.part else ())]
        for wrong in [*WRONG, *inner] if EXHAUSTIVE else [*inner[:1], next(values)]:
            block = "\n".join([*kept, f"{key} = {wrong}"])
            yield key, block, before + block + gap + after


def fails(ddr: Ddr, *arguments: str) -> None:
    """Hold that a command says in one line what is wrong, or does what it is asked."""
    told = ddr(*arguments, code=None)
    assert told.code in set(Exit), told.err
    errors = [line for line in told.err.splitlines() if not line.startswith("ddr: warning: ")]
    assert len(errors) <= 1 or told.code == Exit.OK, told.err
    assert all(len(line) < 1000 for line in told.err.splitlines())


@pytest.mark.parametrize("table", CLASSES)
def test_a_wrong_type_in_a_timeline_is_told_in_a_line(ddr: Ddr, timeline: Path, table: str) -> None:
    for key, _, text in spoilt(table):
        timeline.write_text(text, "utf-8")
        assert any(one.severity == "error" for one in check([timeline]).problems), key
        ddr("fmt", code=Exit.DATA)
        fails(ddr, "edit", OWN[table], "--set", "note=x")
        fails(ddr, "rename", OWN[table], "other")
        fails(ddr, "add", "place", "--name", "Hall")
        fails(ddr, "add", "event", "-d", "1950", "-t", "T", "--who", "Lee", "--source", "s1",
              "--says", "So.")  # fmt: skip
        fails(ddr, "add", "statement", "--by", "Board", "--source", "s1", "--says", "So.")


@pytest.mark.parametrize("table", CLASSES)
def test_a_wrong_type_in_what_is_added_is_told_in_a_line(
    ddr: Ddr, timeline: Path, tmp_path: Path, table: str
) -> None:
    given = tmp_path / "given.toml"
    for key, block, _ in spoilt(table):
        given.write_text(block.replace(f'id = "{OWN[table]}"', 'id = "new"'), "utf-8")
        fails(ddr, "add", table, "--again", "--from", str(given))
        try:
            values: Any = tomllib.loads(given.read_text("utf-8"))[table][0]
        except ValueError:
            continue
        same = given.with_suffix(".json")
        same.write_text(json.dumps(values, default=str), "utf-8")
        fails(ddr, "add", table, "--again", "--from", str(same))
        wrong = block.rpartition(f"{key} = ")[2]
        fails(ddr, "edit", "e2", "--set", f"{key}={wrong}")
        timeline.write_text(SMALL, "utf-8")
