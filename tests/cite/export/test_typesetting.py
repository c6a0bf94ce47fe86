"""A document that cites our sources, typeset by TeX in the styles that papers use.

The styles of biblatex take a minute or two each for all sources, so they are given one of each
kind and every tenth; ``DDR_EVERY_SOURCE=1`` gives them all.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from ddr.cite.export.formats import export
from ddr.records import Source

from ..desk import Desk
from ..test_hostile import HOSTILE
from .shelf import hostile, lookup, shipped

PROGRAMS = ("xelatex", "biber", "bibtex", "kpsewhich", "pdftotext")
pytestmark = [
    pytest.mark.tex,
    pytest.mark.skipif(not all(map(shutil.which, PROGRAMS)), reason="TeX is not installed"),
]

BIBLATEX = {
    "authoryear": r"\usepackage[style=authoryear,backend=biber]{biblatex}",
    "verbose-note": r"\usepackage[style=verbose-note,backend=biber]{biblatex}",
    "apa": r"\usepackage[style=apa,backend=biber]{biblatex}",
    "mla": r"\usepackage[style=mla,backend=biber]{biblatex}",
    "gost-footnote": r"\usepackage[style=gost-footnote,backend=biber]{biblatex}",
    "chicago-notes": r"\usepackage[notes,backend=biber]{biblatex-chicago}",
}
CLASSIC = ("plain", "alpha", "plainnat", "apalike", "unsrtnat")


def typeset(folder: Path, preamble: str, body: str, program: str) -> str:
    """Return the words of a paper; see that TeX and the bibliography program found no fault."""
    (folder / "paper.tex").write_text(
        rf"""\documentclass{{article}}
\usepackage{{fontspec}}
{preamble}
\begin{{document}}
{body}
\end{{document}}
""",
        "utf-8",
    )
    engine = ["xelatex", "-halt-on-error", "-interaction=nonstopmode", "paper"]
    for command in (engine, [program, "paper"], engine, engine, ["pdftotext", "paper.pdf"]):
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
        assert done.returncode == 0, done.stdout.decode(errors="replace")[-2000:]
    log = (folder / "paper.log").read_text("utf-8", errors="replace")
    assert not re.search(r"^!|undefined|Empty bibliography", log, re.MULTILINE)
    words = (folder / "paper.txt").read_text("utf-8")
    assert not re.search(r"\(\)|\[\?\]|\u2060|supplied: ", words)
    return words


def package(name: str) -> None:
    """Skip where TeX has no such file."""
    if not subprocess.run(["kpsewhich", name], capture_output=True, check=False).stdout:
        pytest.skip(f"{name} is not installed")


def cited(sources: list[Source], command: str) -> str:
    return "\n\n".join(f"{command}{{{source.id}}}" for source in sources)


@pytest.mark.parametrize("style", BIBLATEX)
def test_biblatex(tmp_path: Path, desk: Desk, style: str) -> None:
    package({"chicago-notes": "biblatex-chicago.sty"}.get(style, f"{style}.bbx"))
    sources = shipped(desk)
    if not os.environ.get("DDR_EVERY_SOURCE"):
        kinds = {(one.type, bool(one.issued), bool(one.author)): one for one in sources}
        sources = list({one.id: one for one in [*kinds.values(), *sources[::10]]}.values())
    text = export(sources, "biblatex", desk.lookup)
    (tmp_path / "refs.bib").write_text(text, "utf-8")
    preamble = f"{BIBLATEX[style]}\n\\addbibresource{{refs.bib}}"
    body = cited(sources, r"\autocite[4]") + "\n\\printbibliography"
    words = typeset(tmp_path, preamble, body, "biber")
    bbl = (tmp_path / "paper.bbl").read_text("utf-8")
    assert set(re.findall(r"\\entry\{([^}]+)\}", bbl)) == {source.id for source in sources}
    if style in ("authoryear", "apa", "chicago-notes"):
        assert any(not (one.issued or one.event_date) for one in sources)
        assert "n.d." in words


@pytest.mark.parametrize("style", CLASSIC)
def test_classic_styles(tmp_path: Path, desk: Desk, style: str) -> None:
    package(f"{style}.bst")
    sources = shipped(desk)
    (tmp_path / "refs.bib").write_text(export(sources, "bibtex", desk.lookup), "utf-8")
    natural = "" if style in ("plain", "alpha") else r"\usepackage{natbib}"
    command = r"\citep[p.~4]" if natural else r"\cite"
    body = rf"{cited(sources, command)}\bibliographystyle{{{style}}}\bibliography{{refs}}"
    words = typeset(tmp_path, rf"\usepackage{{url}}{natural}", body, "bibtex")
    (tmp_path / "paper.bbl").read_text("utf-8")  # no letter was cut in two
    if style == "plain":
        assert "19 July 2000" in " ".join(words.split())


@pytest.mark.parametrize("style", ["apa", "authoryear", "chicago-notes"])
def test_the_lines_for_the_preamble(tmp_path: Path, desk: Desk, style: str) -> None:
    """The lines that ``docs/exports.md`` gives leave one pair of brackets, and a capital."""
    package({"chicago-notes": "biblatex-chicago.sty"}.get(style, f"{style}.bbx"))
    names = ("kigwangseo-2023-shtykov", "wilson-1949-03-05-notes", "un-sc11806-2015")
    sources = [desk.source(name) for name in names]
    (tmp_path / "refs.bib").write_text(export(sources, "biblatex", desk.lookup), "utf-8")
    page = (Path(__file__).parents[3] / "docs/exports.md").read_text("utf-8")
    lines = page.partition("```latex\n")[2].partition("```")[0]
    preamble = f"{BIBLATEX[style]}\n{lines}\\addbibresource{{refs.bib}}"
    words = typeset(
        tmp_path, preamble, cited(sources, r"\autocite") + "\\printbibliography", "biber"
    )
    words = re.sub(r"-\n|\n", " ", words)
    assert "[The creation of the North Korean state" in words
    assert "[[" not in words
    kinds = re.findall(r"(\S) (Record of|record of|Press|press) (?:conversation|release)", words)
    assert {first[0].isupper() for mark, first in kinds if mark in ".”"} <= {True}
    assert {first[0].islower() for mark, first in kinds if mark == ","} <= {True}
    assert any(mark == "." for mark, _ in kinds) or style == "apa"


def test_hostile_texts(tmp_path: Path) -> None:
    """In the order of citation: biber compares a title of ten thousand characters for minutes."""
    sources = hostile(HOSTILE, "document", "en")
    (tmp_path / "refs.bib").write_text(export(sources, "biblatex", lookup), "utf-8")
    package("biblatex.sty")
    preamble = r"\usepackage[style=authoryear,sorting=none]{biblatex}\addbibresource{refs.bib}"
    typeset(tmp_path, preamble, cited(sources, r"\autocite") + "\n\\printbibliography", "biber")
