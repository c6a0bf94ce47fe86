"""A paper of several files in each markup: pandoc counts its keys and quotations, ddr misses none.

The files of `trees` are the same paper. In each, one quotation leaves a word out, one key is
nobody's and one is that of an event; what is not printed holds keys that begin with "no".
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typst

from ddr.cite.pandoc import runner
from ddr.cli.app import run
from ddr.index.open import Index
from ddr.manuscript.bibliography_keys import bibliography_keys
from ddr.manuscript.manuscript import Manuscript, read
from ddr.manuscript.proofread import cited, proof

from .held import FIVE

TREES = Path(__file__).parent / "trees"
MAIN = {
    "latex": "paper.tex", "markdown": "paper.qmd", "typst": "paper.typ", "org": "paper.org",
    "rst": "paper.rst", "notebook": "paper.ipynb",
}  # fmt: skip
PANDOC = {
    "latex": "latex", "markdown": "markdown", "typst": "typst", "org": "org+smart",
    "rst": "rst+smart", "notebook": "ipynb+citations+smart+inline_notes",
}  # fmt: skip
INCLUDED = {"markdown": ("parts/_one.qmd", "parts/deep.md", "parts/two.Rmd", "parts/three.md")}
"""What pandoc itself does not include."""
ALTERED = {
    "latex": "parts/deep.tex", "markdown": "parts/deep.md", "typst": "parts/deep.typ",
    "org": "parts/deep.org", "rst": "parts/deep.rst", "notebook": "paper.ipynb",
}  # fmt: skip
UNKNOWN = ALTERED | {
    "latex": "parts/two.tex", "markdown": "parts/two.Rmd", "typst": "paper.typ",
    "org": "parts/two.org", "rst": "parts/two.rst",
}  # fmt: skip


@pytest.fixture(params=MAIN)
def form(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Name a markup; the test runs in the folder of its tree."""
    monkeypatch.chdir(TREES / request.param)
    return str(request.param)


def trees(form: str) -> list[Any]:
    """Return the documents of a tree as pandoc reads them."""
    made = []
    for name in (MAIN[form], *INCLUDED.get(form, ())):
        command = [str(runner.find()), "--from", PANDOC[form], "--to", "json", name]
        done = subprocess.run(command, capture_output=True, check=True)
        made.append(json.loads(done.stdout))
    return made


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    """Yield every element, the innermost too."""
    if isinstance(node, list):
        for item in node:
            yield from nodes(item)
    elif isinstance(node, dict):
        yield node
        yield from nodes(list(node.values()))


def keys(form: str) -> Counter[str]:
    """Count the keys that pandoc finds; the roles of Sphinx are code to it."""
    found: Counter[str] = Counter()
    for node in (node for tree in trees(form) for node in nodes(tree)):
        if node.get("t") == "Cite":
            found.update(one["citationId"] for one in node["c"][0])
        elif node.get("t") == "Code" and "cite" in str(node["c"][0][2]):
            found[re.sub(r"\{[^{}]*\}", "", node["c"][1])] += 1
    return found


def words(node: Any) -> str:
    """Return the words of elements with their marks, without citations, notes and labels."""
    if isinstance(node, list):
        return "".join(map(words, node))
    kind, content = node["t"], node.get("c", " ")
    if kind in ("Str", "Space", "SoftBreak", "LineBreak"):
        return str(content)
    if kind == "Quoted":
        return f"“{words(content[1])}”"
    if kind in ("Span", "Link", "Div"):
        return words(content[1])
    return words(content) if kind in ("Para", "Plain", "Emph", "Strong") else ""


def quoted(node: Any) -> Iterator[str]:
    """Yield the words of quotations, set off or in marks; none of the trees nests them."""
    if isinstance(node, list):
        for item in node:
            yield from quoted(item)
    elif isinstance(node, dict) and node.get("t") == "BlockQuote":
        yield words(node["c"])
    elif isinstance(node, dict):
        if node.get("t") in ("Para", "Plain"):
            yield from re.findall("[“‘]([^“”‘’]*)[”’]", words(node["c"]))
        yield from quoted(list(node.values()))


def plain(text: str) -> str:
    return " ".join(re.sub("[“”‘’\"']", "", text).split())


def test_the_trees_hold_what_they_should() -> None:
    for form in MAIN:
        text = "".join(
            path.read_text("utf-8") for path in sorted((TREES / form).rglob("*")) if path.is_file()
        )
        assert "no-code" in text or "no-unused" in text
        assert (form in INCLUDED) == (form == "markdown")


def test_keys_are_those_that_pandoc_counts(form: str) -> None:
    paper = read(MAIN[form])
    found = Counter(one.key for one in paper.citations)
    assert paper.missing == ()
    assert found == keys(form)
    assert found["sec-two"] == found["smith-alias"] == int(form == "markdown")
    assert sum(found.values()) > 10
    assert not any(key.startswith("no-") for key in found)


@pytest.mark.tex
@pytest.mark.skipif(not shutil.which("pdflatex"), reason="TeX is not installed")
def test_keys_are_those_that_latex_asks_biber_for(tmp_path: Path) -> None:
    folder = shutil.copytree(TREES, tmp_path / "trees") / "latex"
    with (folder / "parts/preamble.tex").open("a", encoding="utf-8") as preamble:
        preamble.write("\\usepackage{subfiles}\n")
    command = ["pdflatex", "-halt-on-error", "-interaction=nonstopmode", "paper"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode(errors="replace")[-2000:]
    asked = (folder / "paper.bcf").read_text("utf-8")
    found = Counter(one.key for one in read(str(folder / "paper.tex")).citations)
    assert found == Counter(re.findall(r"<bcf:citekey [^>]*>([^<]+)", asked))


def test_keys_are_those_that_typst_cites(tmp_path: Path) -> None:
    folder = shutil.copytree(TREES, tmp_path / "trees") / "typst"
    found = Counter(one.key for one in read(str(folder / "paper.typ")).citations)
    library = "".join(f'"{key}":\n  type: book\n  title: A\n' for key in found)
    (folder / "all.yml").write_text(library, "utf-8")
    main = '#set heading(numbering: "1")\n#include "paper.typ"\n#bibliography("all.yml")\n'
    (folder / "main.typ").write_text(main, "utf-8")
    cites = json.loads(typst.query(str(folder / "main.typ"), "cite"))
    assert found == Counter(cite["key"].strip("<>") for cite in cites)


def test_quotations_are_those_that_pandoc_counts(form: str) -> None:
    found = Counter(plain(one.words) for one in read(MAIN[form]).quotations)
    assert found == Counter(plain(one) for tree in trees(form) for one in quoted(tree["blocks"]))
    assert sum(found.values()) > 6


def test_every_place_is_where_the_key_stands(form: str) -> None:
    paper = read(MAIN[form])
    for one in paper.citations:
        lines = Path(one.file).read_text("utf-8").split("\n")
        assert one.key in "".join(lines[one.line - 1 : one.line + 1])
    assert len(paper.files) > 4 or form == "notebook"


def findings(index: Index, paper: Manuscript) -> list[tuple[str, str, str]]:
    also = bibliography_keys(Path("../others.bib"))
    found = [one for one in proof(index, [paper], also).findings if one.severity == "error"]
    return sorted((one.file, one.code, one.key) for one in found)


def test_what_is_wrong_is_found_in_its_file_and_nothing_else(form: str, index: Index) -> None:
    paper = read(MAIN[form])
    assert findings(index, paper) == sorted(
        [
            (ALTERED[form], "omission", "matsegora-2017"),
            (UNKNOWN[form], "unknown-key", "nobody-1999"),
            (MAIN[form], "not-citable", "1948-10-12-relations"),
        ]
    )
    also = bibliography_keys(Path("../others.bib"))
    found = cited(index, paper, also)
    faults = sorted(fault.partition(":")[0] for fault in found.faults)
    assert faults == sorted([UNKNOWN[form], MAIN[form]])
    named = {key for keys in found.named.values() for key in keys}
    assert named == {"kremlin-2019", "mfa-2021", "matsegora-2017"}


def test_both_commands_read_the_whole_tree(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--also", "../others.bib", "--timeline", str(FIVE)]
    assert run(["proof", MAIN[form], *options]) == 1
    proofread = capsys.readouterr().out
    assert run(["bib", "--from", MAIN[form], "--to", "csl-json", *options]) == 1
    listed = capsys.readouterr()
    found = re.findall(r"^(?! )(.*?):\d+: (?:there is no|'1948)", proofread, re.MULTILINE)
    told = re.findall(r"^ddr: (.*?):\d+: (?:there is no|'1948)", listed.err, re.MULTILINE)
    assert sorted(found) == sorted(told) == sorted([UNKNOWN[form], MAIN[form]])
    ids = {item["id"] for item in json.loads(listed.out)}
    assert {"kremlin-2019", "mfa-2021", "matsegora-2017"} <= ids
