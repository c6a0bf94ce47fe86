"""reStructuredText, notebooks, and what knitr runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ddr.errors import DataError
from ddr.manuscript.manuscript import Manuscript, parse, read

from .conftest import Check


def keys(paper: Manuscript) -> list[tuple[str, int]]:
    return [(one.key, one.line) for one in paper.citations]


def found(paper: Manuscript) -> list[tuple[str, str, list[str]]]:
    """Return the words of each quotation, its kind and the keys next to it."""
    return [(one.words, one.kind, [c.key for c in one.near]) for one in paper.quotations]


RST = """\
=====
Title
=====

A section :cite:p:`a`
---------------------

Text “one
two” :cite:t:`b,c`, ``lit :cite:`no```, “three” [1]_ [#]_ [#x]_ “four” :footcite:p:`{see}d{p. 4}`::

   literal :cite:`no`

After *emph* **strong** `link <http://x>`_ “a word_ \\* b --- c” `e`:cite:.

    A block quote :cite:p:`f`

    -- Attribution :cite:p:`g`

- item “i” :cite:`h`
  goes on

  second para :cite:`i`

  1. one :cite:`j`

term
   definition :cite:`k`

.. comment :cite:`no`

   more :cite:`no`

.. note:: argument :cite:`l`
   :class: x

   “content” :cite:`m`

.. code-block:: python

   :cite:`no`

.. epigraph::

   epigraph words

   -- :cite:p:`n`

.. figure:: x.png
   :alt: no

   caption :cite:`o`

.. [1] “note one” :cite:`p`
   goes on
.. [#] “auto” :cite:`q`
.. [#x] “labelled” :cite:`r`

.. bibliography::

+------+--------------+
| “a”  | b :cite:`s`  |
+------+--------------+

:field: value :cite:`t`

.. |sub| replace:: text :cite:`u`
.. _target: http://x

>>> doctest :cite:`no`
"""


def test_restructuredtext() -> None:
    paper = parse(RST, "rst")
    assert [key for key, _ in keys(paper)] == [*"abcdefghijklmnopqrstu"]
    lines = RST.split("\n")
    for one in paper.citations:
        assert lines[one.line - 1][one.column - 1 :].startswith((":cite", ":foot", "`e`", "c`"))
    assert {one.key: one.locator for one in paper.citations}["d"] == "p. 4"
    assert found(paper) == [
        ("one two", "inline", ["b", "c"]),
        ("three", "inline", ["p", "q", "r"]),
        ("four", "inline", ["d"]),
        ("a word * b — c", "inline", ["e"]),
        ("A block quote", "block", ["g"]),
        ("i", "inline", ["h"]),
        ("content", "inline", ["m"]),
        ("epigraph words", "block", ["n"]),
        ("note one", "inline", ["p"]),
        ("auto", "inline", ["q"]),
        ("labelled", "inline", ["r"]),
        ("a", "inline", ["s"]),
    ]


def test_restructuredtext_includes(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "one.rst").write_text(":cite:`b`", "utf-8")
    (tmp_path / "parts" / "code.rst").write_text(":cite:`no`", "utf-8")
    text = (
        ":cite:`a`\n\n.. include:: parts/one.rst\n\n.. include:: parts/code.rst\n   :literal:\n\n"
    )
    path = tmp_path / "paper.rst"
    path.write_text(f"{text}.. include:: parts/none.rst\n\n:cite:`c`\n", "utf-8")
    paper = read(path)
    assert keys(paper) == [("a", 1), ("b", 1), ("c", 10)]
    assert paper.missing == (f"{path}:8: there is no file 'parts/none.rst': that part is not read",)


CELLS: list[dict[str, Any]] = [
    {
        "cell_type": "markdown",
        "metadata": {"source": "“no” [@no]", "cell_type": "code"},
        "source": ["“one\n", "two” [@a, para. 4]\n", '“\\"q” \ue000 @b\u00ad'],
    },
    {"cell_type": "code", "source": ["“no” [@no]"], "outputs": [{"text": ["[@no]"]}]},
    {"source": "“🙂 string\nthree” {cite:p}`c`\n\n```\nunclosed", "cell_type": "markdown"},
    {"cell_type": "raw", "source": "[@no]"},
    {"cell_type": "markdown", "source": []},
    {"cell_type": "markdown", "source": "x[^1] [@d]\n\n[^1]: [@e]"},
]


@pytest.mark.parametrize("options", [{}, {"indent": 1, "ensure_ascii": False}, {"indent": 4}])
def test_notebooks(options: dict[str, Any]) -> None:
    text = json.dumps({"cells": CELLS, "nbformat": 4}, **options)
    paper = parse(text, "notebook")
    assert [one.key for one in paper.citations] == [*"abcde"]
    assert [one.words for one in paper.quotations] == ["one two", '"q', "🙂 string three"]
    lines = text.split("\n")
    places = [(one.line, one.column, one.position) for one in paper.citations]
    places += [(one.line, one.column, one.position) for one in paper.quotations]
    for line, column, position in places:
        begins = lines[line - 1][column - 1 :]
        assert begins == text[position:].partition("\n")[0]
        assert begins.startswith(("@", "[@", "{cite", "“", "\\u201c"))
    assert [one.locator for one in paper.citations] == ["para. 4", "", "", "", ""]


def test_old_notebooks() -> None:
    cells = {"worksheets": [{"cells": [{"cell_type": "markdown", "source": ["[@a]"]}]}]}
    assert keys(parse(json.dumps(cells), "notebook")) == [("a", 1)]


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"cells": [}'])
def test_what_is_no_notebook_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.ipynb"
    path.write_text(text, "utf-8")
    with pytest.raises(DataError, match="is not a notebook: it is not valid JSON"):
        read(path)


@pytest.mark.parametrize(
    "text", ["{}", "[]", "null", '"source"', '{"cells": 1}', '{"cells": [[]]}']
)
def test_a_notebook_may_be_empty(text: str) -> None:
    assert parse(text, "notebook").citations == ()


SWEAVE = r"""\documentclass{article}
\begin{document}
<<setup, echo=FALSE>>=
x <- "\\cite{no} { “no”"
@
``a'' \cite{a} \Sexpr{f("\\cite{no}")} <<q>>
<<b>>=
y {
<<child='child.Rnw'>>=
@
\emph{``c'' \cite{c}}
\end{document}
"""


def test_what_knitr_runs_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "paper.Rnw"
    path.write_text(SWEAVE, "utf-8")
    (tmp_path / "child.Rnw").write_text("<<>>=\n\"}\"\n@\n``b'' \\cite{b}\n", "utf-8")
    paper = read(path)
    assert keys(paper) == [("a", 6), ("b", 4), ("c", 11)]
    assert [one.words for one in paper.quotations] == ["a", "q", "c", "b"]


ALTERED = "there is alternative to a peaceful resolution"
FORMS = {
    "rst": f"“{ALTERED}” :cite:p:`kremlin-2019`.",
    "notebook": json.dumps({"cell_type": "markdown", "source": f"“{ALTERED}” [@kremlin-2019]"}),
    "latex": f"<<>>=\nx\n@\n``{ALTERED}'' \\cite{{kremlin-2019}}",
}


@pytest.mark.parametrize("form", FORMS)
def test_an_altered_quotation_is_found(check: Check, form: str) -> None:
    assert [finding.code for finding in check(FORMS[form], form)] == ["omission"]
