"""Several processes may build the same index at the same time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import ddr
from ddr.index.open import Index

Opener = Callable[..., Index]
RUN = """
import sys, time
from pathlib import Path
from ddr.index import build, cache
from ddr.index.open import Index
from ddr.query.text.search import search
from ddr.query.select import Selection, select
timeline, folder, start = map(Path, sys.argv[1:])
print("ready", flush=True)
while not start.exists():
    time.sleep(0.001)
for _ in range(3):
    index = Index([timeline], folder, lambda text: print("notice:", text))
    print(select(index, Selection(table="event")), len(search(index, "peace", 0, 9)), index.path)
    index.close()
"""


@pytest.mark.parametrize("number", [2, 8])
def test_all_of_them_answer_right(
    timeline: Path, open_index: Opener, number: int, tmp_path: Path
) -> None:
    folder, start = tmp_path / "shared", tmp_path / "start"
    running = [
        subprocess.Popen(
            [sys.executable, "-c", RUN, str(timeline), str(folder), str(start)],
            env={**os.environ, "PYTHONPATH": str(Path(ddr.__file__).parents[1])},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        for _ in range(number)
    ]
    for process in running:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    start.touch()
    told = [process.communicate(timeout=60) for process in running]
    (index,) = folder.glob("*.index")
    answer = f"['meeting', 'treaty'] 2 {index}\n"
    assert told == [(answer * 3, "")] * number
    assert [process.returncode for process in running] == [0] * number
    assert list(folder.glob("*.part")) == []
    assert open_index(timeline, folder=folder).path == index
