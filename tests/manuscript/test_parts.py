"""A paper that is a tree of files is read whole, and each finding names its file."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ddr.index.open import Index
from ddr.manuscript import included
from ddr.manuscript.manuscript import Manuscript, parse, read, read_all
from ddr.manuscript.proofread import cited, proof

Write = Callable[[dict[str, str]], None]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write the files of a paper into the folder that the test runs in."""
    monkeypatch.chdir(tmp_path)

    def written(files: dict[str, str]) -> None:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")

    return written


def keys(paper: Manuscript) -> list[tuple[str, str, int]]:
    return [(one.key, one.file, one.line) for one in paper.citations]


LATEX = {
    "paper/main.tex": r"""\documentclass{article}
\input{preamble}
\begin{document}
\cite{a} \input{parts/one} \cite{e}
\include{parts/two}
% \include{parts/no}
\begin{verbatim}\input{parts/no}\end{verbatim}
\subfile{parts/three.tex}\import{parts/more/}{four}\cite{z}
\end{document}
\input{parts/no}
""",
    "paper/preamble.tex": r"\usepackage{biblatex}\newcommand{\x}{\cite{no}}",
    "paper/parts/one.tex": "“One\n\\cite{b} \\input parts/deep \\cite{d}",
    "paper/parts/deep.tex": "of two.” \\footnote{\\cite{c}",
    "paper/parts/two.tex": "\n\\cite{f}",
    "paper/parts/three.tex": "\\documentclass[../main]{subfiles}\n\\begin{document}\n\\cite{g}\n"
    "\\end{document}\\cite{no}",
    "paper/parts/more/four.tex": "\\cite{h}\\input{five}",
    "paper/parts/more/five.tex": "\\cite{i}",
    "paper/parts/no.tex": "\\cite{no}",
}


def test_latex(write: Write) -> None:
    write(LATEX)
    paper = read("paper/main.tex")
    assert paper.missing == ()
    assert keys(paper) == [
        ("a", "paper/main.tex", 4),
        ("b", "paper/parts/one.tex", 2),
        ("c", "paper/parts/deep.tex", 1),
        ("d", "paper/parts/one.tex", 2),
        ("e", "paper/main.tex", 4),
        ("f", "paper/parts/two.tex", 2),
        ("g", "paper/parts/three.tex", 3),
        ("h", "paper/parts/more/four.tex", 1),
        ("i", "paper/parts/more/five.tex", 1),
        ("z", "paper/main.tex", 8),
    ]
    assert paper.files == (
        "paper/main.tex",
        *(f"paper/parts/{name}.tex" for name in ("one", "deep", "two", "three")),
        *(f"paper/parts/more/{name}.tex" for name in ("four", "five")),
    )
    (quotation,) = paper.quotations
    assert quotation.words == "One of two."
    assert (quotation.file, quotation.line, quotation.last_line) == ("paper/parts/one.tex", 1, 1)
    assert not paper.caseless


def test_the_preamble_may_stand_in_another_file(write: Write) -> None:
    write({
        "main.tex": "\\input{p}\\begin{document}\\input{a}\\end{document}",
        "p.tex": "\\usepackage[ngerman]{babel}",
        "a.tex": "\"`Wort\"'",
    })  # fmt: skip
    paper = read("main.tex")
    assert [one.words for one in paper.quotations] == ["Wort"]
    assert paper.caseless
    assert paper.files == ("main.tex", "a.tex")


ALTERED = "there is alternative to a peaceful resolution"


def test_findings_name_the_file_they_stand_in(write: Write, index: Index) -> None:
    write({
        "a.tex": "\\cite{nobody}\n\n\\input{b}\n\n\\cite{nothing}",
        "b.tex": f"x\n\n\\enquote{{{ALTERED}}} \\cite[4]{{kremlin-2019}} \\cite{{noone}}",
    })  # fmt: skip
    found = proof(index, [read("a.tex")]).findings
    assert [(one.file, one.line, one.code) for one in found] == [
        ("a.tex", 1, "unknown-key"),
        ("a.tex", 5, "unknown-key"),
        ("b.tex", 3, "omission"),
        ("b.tex", 3, "unknown-key"),
    ]
    bibliography = cited(index, read("a.tex"))
    assert [one.id for one in bibliography.sources] == ["kremlin-2019"]
    assert [one.partition(" ")[0] for one in bibliography.faults] == [
        "a.tex:1:",
        "b.tex:3:",
        "a.tex:5:",
    ]


def test_a_missing_part_is_told_in_one_line(write: Write, index: Index) -> None:
    write({
        "p/a.tex": "\\cite{mfa-2021}\n\\input{none}\n\\input{folder}\\input{\\name}\\input{bad}\n"
        "\\input{latin}\\input{~nobody-at-all/x}\\input{}\\input{fig.pgf}\n\\input{"
        + "x" * 300 + "}",
        "p/bad.tex": "a\0b", "p/folder.tex/x": "",
    })  # fmt: skip
    (Path("p") / "latin.tex").write_bytes("naïve".encode("latin-1"))
    paper = read("p/a.tex")
    assert [one.key for one in paper.citations] == ["mfa-2021"]
    told = [one.rpartition(": ")[0] for one in paper.missing]
    assert told[:5] == [
        "p/a.tex:2: there is no file 'none'",
        "p/a.tex:3: there is no file 'folder'",
        "p/a.tex:3: the name '\\name' cannot be followed",
        "p/a.tex:3: p/bad.tex: is a binary file; save the manuscript as text",
        "p/a.tex:4: p/latin.tex:1: byte 0xEF in column 3 is not UTF-8; save the file as UTF-8",
    ]
    assert told[5].startswith("p/a.tex:4: ~nobody-at-all/x")
    assert told[6:] == [f"p/a.tex:5: there is no file '{'x' * 60}…'"]
    assert all(one.endswith(": that part is not read") for one in paper.missing)
    assert not any("\n" in one for one in paper.missing)
    assert cited(index, paper).told == paper.missing


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_what_never_ends_is_not_opened(write: Write) -> None:
    write({"a.tex": "\\input{pipe}\\input{/dev/zero}"})
    os.mkfifo("pipe.tex")
    assert [one.rpartition(": ")[0] for one in read("a.tex").missing] == [
        "a.tex:1: there is no file 'pipe'", "a.tex:1: there is no file '/dev/zero'",
    ]  # fmt: skip


def test_a_part_that_no_one_wrote_is_not_read(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write({"a.tex": "\\input{b}", "b.tex": "x" * (2**20 + 1)})
    monkeypatch.setattr(included, "LARGEST", 2**20)
    assert read("a.tex").missing == ("a.tex:1: b.tex: is larger than 1 MiB: that part is not read",)


def test_a_circle_ends(write: Write) -> None:
    write(
        {"a.tex": "\\cite{a}\\input{b}\\input{a}", "b.tex": "\\cite{b}\\input{a}\\input{./b.tex}"}
    )
    for name, order in (("a.tex", ["a", "b"]), ("b.tex", ["b", "a"])):
        paper = read(name)
        assert [one.key for one in paper.citations] == order
        assert paper.missing == ()


def test_a_long_chain_ends(write: Write) -> None:
    write({f"p{n}.tex": f"\\cite{{k{n}}}\\input{{p{n + 1}}}" for n in range(200)})
    paper = read("p0.tex")
    assert [one.key for one in paper.citations] == [f"k{n}" for n in range(31)]
    assert paper.missing == ("p30.tex:1: 'p31' is included too deep: that part is not read",)


def test_a_part_that_is_given_too_is_read_once(write: Write) -> None:
    write({"a.tex": "\\cite{a}\\input{b}", "b.tex": "\\cite{b}", "c.tex": "\\input{b}\\input{./c}"})
    for order in (["a.tex", "b.tex", "a.tex"], ["b.tex", "./b.tex", "a.tex"]):
        papers = read_all(order)
        assert [paper.path for paper in papers] == ["a.tex"]
        assert [one.key for one in papers[0].citations] == ["a", "b"]


def test_a_part_of_two_papers_is_judged_once(write: Write, index: Index) -> None:
    write({"a.tex": "\\input{b}", "b.tex": "\\cite{nobody}", "c.tex": "\\input{b}"})
    found = proof(index, read_all(["a.tex", "c.tex"])).findings
    assert [(one.file, one.code) for one in found] == [("b.tex", "unknown-key")]


def test_what_a_part_leaves_open_ends_with_it(write: Write) -> None:
    write({
        "a.tex": "\\input{b} ``c'' \\cite{a}\\begin{quote}d \\input{e} f\\end{quote}",
        "b.tex": "\\footnote{``b'' \\emph{", "e.tex": "\\end{quote}\\begin{verse}e",
    })  # fmt: skip
    paper = read("a.tex")
    assert [one.words for one in paper.quotations if one.kind == "inline"] == ["c", "b"]
    assert [one.key for one in paper.quotations[0].near] == ["a"]


TYPST = {
    "main.typ": """\
#import "glossary.typ": entries, said
#import "@preview/none:0.1.0": none
#show: ieee.with(title: [A], abstract: [“In the abstract” @a])
#set page(header: [@no])
#let intro = [He said “let one” @b.]
#let both(one, other: [@c]) = {
  // [@no]
  if one { [“let two” @d] } else { quote(block: true)[“let three” #cite(<e>, supplement: [4])] }
}
= Intro <intro>
Text @intro, @two, @app and @f[p. 4] “quote one”, @dprk:pl, @usa, @sub, @sub-a, @lab.
#{
  include "parts/one.typ"
}
#include "/parts/two.typ"
#include "parts/none.typ"
#if 1 == 1 [“if” @i] else [“else” @j]
#figure(table(columns: 2, [@k “cell”], "[@no]"), caption: [cap “capq” @l]) <fig>
#subpar.grid(figure([]), <sub-a>, figure([]), label: <sub>) #label("lab")
@fig #said
""",
    "glossary.typ": """\
#let entries = ((key: "dprk", short: "DPRK"), (key: "kpa", short: "KPA"))
#let more = (usa: (short: "US", long: "United States"))
#let said = [imported “imp” @m]
Not printed @no “no”
""",
    "parts/one.typ": "“one” @g",
    "parts/two.typ": "= Two <two>\n“two” #footnote[note “n” @h] @intro\n#import \"../glossary.typ\": *\n",
}  # fmt: skip


def test_typst(write: Write) -> None:
    write(TYPST)
    paper = read("main.typ")
    assert sorted(key for key, _, _ in keys(paper)) == sorted([*"abcdefghijklm", "app"])
    assert paper.missing == (
        "main.typ:16: there is no file 'parts/none.typ': that part is not read",
    )
    places = {key: (file, line) for key, file, line in keys(paper)}
    assert places["m"] == ("glossary.typ", 3)
    assert places["h"] == ("parts/two.typ", 2)
    assert [key for key, _, _ in keys(paper)][:2] == ["m", "a"]
    assert {one.key: one.locator for one in paper.citations}["e"] == "4"
    words = [one.words for one in paper.quotations]
    assert words == [
        "In the abstract", "let one", "let two", "“let three”", "quote one", "if", "else", "cell",
        "capq", "imp", "one", "two", "n",
    ]  # fmt: skip
    assert [one.key for one in paper.quotations[2].near] == ["d"]


def test_labels_of_one_typst_work_are_no_keys(write: Write, index: Index) -> None:
    write({
        "a.typ": "= A <sec-a>\n@sec-b “there is no alternative” @sec-a @kremlin-2019[para. 4]",
        "b.typ": "= B <sec-b>\n@sec-a @term @nothing",
        "terms.typ": "#let terms = ((key: \"term\", short: \"T\"),)",
    })  # fmt: skip
    found = proof(index, read_all(["a.typ", "b.typ", "terms.typ"])).findings
    assert [(one.file, one.key) for one in found] == [("b.typ", "nothing")]
    (quotation,) = read_all(["a.typ", "b.typ"])[0].quotations
    assert [one.key for one in quotation.near] == ["kremlin-2019"]


MARKDOWN = {
    "main.qmd": """\
---
title: A
---

[@a] first[^1]

{{< include _one.qmd >}}

Before
{{< include parts/two.qmd >}}
after [@z] `{{< include no.qmd >}}` {{{< include no.qmd >}}}

```{r, child="parts/three.Rmd"}
```

```{r x, child=c('parts/four.Rmd', "parts/five six.Rmd")}
```

```{r}
#| echo: false
#| child:
#|   - parts/seven.Rmd
#|   - parts/eight.Rmd
```

`r knitr::knit_child("parts/nine.Rmd")`

:::{include} parts/ten.md
:::

```{include} parts/eleven.md
:start-line: 0
```

```python
child="no.qmd"
```

> ```{include} parts/twelve.md
> ```

```{r, child="parts/none.Rmd"}
```

[^1]: Note [@y].
""",
    "_one.qmd": "“one” [@b]",
    "parts/two.qmd": "---\ntitle: no\n---\n“two” [@c]\n\n{{< include three.Rmd >}}",
    "parts/three.Rmd": "“three” [@d]",
    "parts/four.Rmd": "“four” [@e][^2]\n\n[^2]: [@x]",
    "parts/five six.Rmd": "“five” [@f]",
    "parts/seven.Rmd": "“seven” [@g]",
    "parts/eight.Rmd": "“eight” [@h]",
    "parts/nine.Rmd": "“nine” [@i]",
    "parts/ten.md": "“ten” [@j]",
    "parts/eleven.md": "“eleven” [@k]",
    "parts/twelve.md": "twelve [@l]",
    "no.qmd": "[@no]",
}  # fmt: skip


def test_markdown(write: Write) -> None:
    write(MARKDOWN)
    paper = read("main.qmd")
    assert [key for key, _, _ in keys(paper)] == [*"abcdzefxghijkly"]
    assert paper.missing == (
        "main.qmd:42: there is no file 'parts/none.Rmd': that part is not read",
    )
    assert ("d", "parts/three.Rmd", 1) in keys(paper)
    words = [one.words for one in paper.quotations]
    assert words == [
        "one", "two", "three", "four", "five", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ]  # fmt: skip
    assert all(one.near for one in paper.quotations)


def test_directives_of_myst_hold_words() -> None:
    text = "````{note} “T” [@k]\n“prose” [@a]\n\n```{%s}\n“x” [@b]\n```\n````\n\n“end” [@c]\n"
    for name, found in (("tip", ["a", "b", "c"]), ("code-block", ["a", "c"]), ("r", ["a", "c"])):
        paper = parse(text % name, "markdown")
        assert [one.key for one in paper.citations] == found
        assert [one.line for one in paper.citations][-1] == 9


ORG = {
    "main.org": """\
#+TITLE: “no” [cite:@no]
#+INCLUDE: "parts/one.org"
* Head
First [cite:@b]
#+include: parts/two.org quote
[cite:@d] said so.
#+INCLUDE: "parts/no.org" src org
#+INCLUDE: "parts/no.org" example
# #+INCLUDE: "parts/no.org"
#+INCLUDE: "parts/three.org::*Head" :only-contents t
#+INCLUDE: "parts/none.org"
""",
    "parts/one.org": "“one” [cite:@a]",
    "parts/two.org": 'words [cite:@c]\n#+INCLUDE: "../main.org"',
    "parts/three.org": "* Head\n“three” citep:&e",
    "parts/no.org": "“no” [cite:@no]",
}


def test_org(write: Write) -> None:
    write(ORG)
    paper = read("main.org")
    assert [key for key, _, _ in keys(paper)] == [*"abcde"]
    assert paper.missing == (
        "main.org:11: there is no file 'parts/none.org': that part is not read",
    )
    found = [(one.words, one.kind, one.file, [c.key for c in one.near]) for one in paper.quotations]
    assert found == [
        ("one", "inline", "parts/one.org", ["a"]),
        ("words", "block", "parts/two.org", ["c"]),
        ("three", "inline", "parts/three.org", ["e"]),
    ]
