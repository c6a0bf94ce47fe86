"""Names of bodies and names written family first in citation-js, which nobody here wrote.

It needs Node and ``npm install --prefix FOLDER citation-js``, with ``NODE_PATH=FOLDER/node_modules``.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from ddr.cite.csl import item
from ddr.cite.export.formats import export
from ddr.records import Source

from ..desk import Desk

SCRIPT = Path(__file__).with_name("citation_js.cjs")
FORMATS = ("biblatex", "bibtex", "csl-json", "ris")


def missing() -> str:
    if shutil.which("node") is None:
        return "Node is not installed"
    asked = "require('@citation-js/core'); require('@citation-js/plugin-ris')"
    done = subprocess.run(["node", "-e", asked], capture_output=True, check=False)
    return "Node finds no citation-js" if done.returncode else ""


def whole(text: str) -> str:
    """Return a name without what formats spell in their own way."""
    return text.replace("’", "'").replace("\\", "").strip("{}")


def test_a_whole_name_is_never_turned_round(desk: Desk) -> None:
    if reason := missing():
        pytest.skip(reason)
    sources = [s for s in desk.records.values() if isinstance(s, Source) and s.author]
    texts = [export(sources, to, desk.lookup) for to in FORMATS]
    done = subprocess.run(
        ["node", str(SCRIPT)], input=json.dumps(texts).encode(), capture_output=True, check=True
    )
    items = {source.key: item(source, desk.lookup, whole=True) for source in sources}
    names = {
        key: {name["literal"] for name in csl["author"] if "literal" in name}
        for key, csl in items.items()
        if "author" in csl
    }
    for to, read in zip(FORMATS, json.loads(done.stdout), strict=True):
        seen = 0
        for key, authors in read:
            known = {frozenset(whole(name).split()) for name in names.get(key, ())}
            for author in authors:
                said = author.get("literal") or author["family"]
                seen += frozenset(whole(said).split()) in known
                if author.get("given"):
                    parts = whole(f"{author['given']} {author['family']}")
                    assert frozenset(parts.split()) not in known, (to, key)
        assert seen > len(sources) / 10, to
