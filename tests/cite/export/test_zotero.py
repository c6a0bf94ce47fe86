"""What arrives in Zotero, by its own translators for import.

The package zotero-translators of npm holds them as of May 2019. It needs Node, and to be where
``NODE_PATH`` says; see ``docs/exports.md`` for what is listed here.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from ddr.cite.csl import item
from ddr.cite.export.formats import export
from ddr.frozen import replace

from ..desk import Desk
from .shelf import KINDS, exported, full, shipped

SCRIPT = Path(__file__).with_name("zotero.cjs")
FORMATS = ("ris", "biblatex", "csl-json")
SOURCES = [
    replace(full(kind), title="Речь о мире", title_short="On peace", language="ru",
            inferred=("issued",))
    for kind in KINDS
]  # fmt: skip
LISTED = {
    "our translation of the title": ("On peace", {"ris": "all", "biblatex": "none", "csl-json": "all"}),
    "shelf mark": ("opis 18", {"ris": "some", "biblatex": "some", "csl-json": "none"}),
    "archive": ("AVPRF", {"ris": "some", "biblatex": "some", "csl-json": "some"}),
    "number": ("77/a", {"ris": "all", "biblatex": "none", "csl-json": "some"}),
    "doubt of a date": ("supplied: date", {"ris": "all", "biblatex": "all", "csl-json": "none"}),
    "remark": ("A note.", {"ris": "all", "biblatex": "all", "csl-json": "none"}),
    "address": ("a.example/b_c%20d?e=f", {"ris": "all", "biblatex": "all", "csl-json": "all"}),
}  # fmt: skip
"""What of a source is looked for, and whether sources of all types have it in Zotero."""
NEWER = {"biblatex": {"dataset"}, "csl-json": {"collection", "document", "hearing", "regulation"}}
"""Types that translators older than September 2022 do not take; of CSL, with the whole file."""


@pytest.fixture(autouse=True, scope="module")
def _installed() -> None:
    asked = "require.resolve('zotero-translators')"
    if shutil.which("node") is None:
        pytest.skip("Node is not installed")
    if subprocess.run(["node", "-e", asked], capture_output=True, check=False).returncode:
        pytest.skip("Node finds no zotero-translators")


def imported(texts: Sequence[str], folder: Path) -> list[list[dict[str, Any]]]:
    """Return the items of each export in Zotero, those of its notes within the others."""
    paths = [folder / f"{number}.txt" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, "utf-8")
    done = subprocess.run(["node", str(SCRIPT), *paths], capture_output=True, check=True)
    found = []
    for items in json.loads(done.stdout):
        whole: dict[str, dict[str, Any]] = {}
        for one in items:
            if parent := one.get("parentItem"):
                whole[parent].setdefault("notes", []).append(one["note"])
            else:
                whole[one["key"]] = one
        found.append(list(whole.values()))
    return found


def test_what_is_listed_arrives(tmp_path: Path) -> None:
    known = {to: [s for s in SOURCES if s.type not in NEWER.get(to, ())] for to in FORMATS}
    texts = [exported(known[to], to) for to in FORMATS]
    for to, items in zip(FORMATS, imported(texts, tmp_path), strict=True):
        assert len(items) == len(known[to])
        for what, (sign, arrives) in LISTED.items():
            seen = sum(sign in json.dumps(one, ensure_ascii=False) for one in items)
            share = "all" if seen == len(items) else "some" if seen else "none"
            assert share == arrives[to], (to, what, seen)


def test_names_of_bodies_are_never_turned_round(desk: Desk, tmp_path: Path) -> None:
    """But where a whole name has a comma itself, which RIS cannot say."""
    sources = [source for source in shipped(desk) if source.author]
    items = {source.key: item(source, desk.lookup, whole=True) for source in sources}
    whole = {
        name["literal"].replace("’", "'")
        for csl in items.values()
        for name in csl.get("author", ())
        if "literal" in name
    }
    texts = [export(sources, to, desk.lookup) for to in FORMATS[:2]]
    for to, some in zip(FORMATS, imported(texts, tmp_path), strict=False):
        authors = [author for one in some for author in one["creators"]]
        kept = [author["name"].replace("’", "'") for author in authors if "name" in author]
        assert len(whole & set(kept)) > 0.9 * len(whole)
        for author in authors:
            if author.get("firstName"):
                turned = f"{author['firstName']} {author['lastName']}"
                assert turned not in whole
                parts = f"{author['lastName']}, {author['firstName']}".strip(",")
                assert parts not in whole or ("," in parts and to == "ris")
