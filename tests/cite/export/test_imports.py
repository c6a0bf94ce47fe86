"""Exports import nothing but the standard library, and start no program."""

from __future__ import annotations

import subprocess
import sys

import pytest

from ddr.cite.export.formats import EXPORTS
from ddr.cite.pandoc.request import KEYS

SCRIPT = """
import sys
before = set(sys.modules)
from ddr.cite.export.formats import EXPORTS, export, keys
from ddr.records import Source
source = Source(id="s-1", type="webpage", title="“T” \\"q\\"", origin="russia", URL="http://a.b")
if sys.argv[1] in EXPORTS:
    print(len(export([source], sys.argv[1], {}.__getitem__)) > 0)
else:
    from ddr.cite.citations import Cited
    print(len(keys([Cited(source, "4")], sys.argv[1])) > 0)
print(*sorted(set(sys.modules) - before))
"""


@pytest.mark.parametrize("to", [*EXPORTS, *KEYS])
def test_exports_import_little(to: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, to], capture_output=True, text=True, check=True
    )
    made, modules = done.stdout.splitlines()
    assert made == "True"
    names = set(modules.split())
    roots = {name.partition(".")[0] for name in names}
    assert roots <= {"ddr", *sys.stdlib_module_names}
    assert not names & {
        "subprocess",
        "tomllib",
        "typer",
        "rich",
        "ddr.cite.pandoc.engine",
        "asyncio",
    }
    written = {name for name in names if name.startswith("ddr.cite.export.")}
    if to in EXPORTS:
        assert f"ddr.cite.export.{to.replace('-', '_')}" in written
        assert len(written) <= 6
