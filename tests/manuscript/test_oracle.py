"""Citations and quotations as pandoc's own readers find them, on documents that nobody wrote."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from ddr.cite.pandoc import runner
from ddr.manuscript.manuscript import parse

Cited = list[tuple[str, bool]]

MARKDOWN = (
    "[@key]", "[@key, para. 4]", "[see @key, p. 3; also @b2]", "[-@key]", "and @key says",
    "@key [p. 3] says", "@key [p. 4; @b]", "foo@bar.org", r"\@key", "`@key` and",
    "@{key:odd} is", "[@key{para. 4}]", "*@key*", "[link @key](http://x)", "a <!-- @key --> b",
    "x^[note @key, and [@b]]", "[text]{.smallcaps}", "@key's", "@key.", "@key: x", "@key--x",
    "[@a;@b]", "[@key, with [brackets] in]", "[ @key ]", "<x@y.org>", "[[@key]]", "@key[p. 4]",
    "x-@key", "x -@key", "@key/a.b", "@a_b", "@1990-x", "“@key”", "'@key'", '"@key"', "**[@key]**",
    "@кремль-2019", "[@a: p]", "@key,x", "@{a b}", "[x](y) @key", r"[@key]\*", "@key [text](url)",
    "@key [see x]", "@key [-@b]", "~~@key~~", "a[@key]b", "@key…", "[@key …]", "@key) x", "{@key}",
    "<span>@key</span>", "[foo@bar.org]", "[x@y, @key]", "&amp;@key", "[@key  \np. 4]", "@key\n[p. 3]",
    "[see\n@key]", "[@]", "@", "@-a", "@a- b", "@a+b", "@a..b", "@a...", "@a/", "@a%20", "@a&b",
    "@a#b", "@a<b", "@a~b", "@a?", "@a:b:c", "the 1948 talks", "[1948]", "(as before)", "[…]",
    "\\[@key\\]", "“words” [@key]", '"words" [@key, ¶ 4]', "*words* @key [¶ 4]", "$5 and $6",
)  # fmt: skip
LATEX = (
    r"\cite{key}", r"\cite[p.~4]{key}", r"\cite[see][p. 4]{key}", r"\autocite{a,b}",
    r"\autocites{a}{b}", r"\autocites[1]{a}[see][2]{b}", r"\parencite[para.~4]{key}",
    r"\footcite{key}", r"\footcite[4]{key}", r"\textcite{key}", r"\textcite[4]{key} says",
    r"\citet{key}", r"\citep[see][4]{key}", r"\citeauthor{key}", r"\smartcite{key}",
    r"\supercite{key}", r"\citealp{key}", r"\citealt{key}", r"\citet*{key}", r"\citep*{key}",
    r"\Textcite{key}", r"\Autocite{key}", r"\parencite*{key}", r"\emph{\cite{key}}",
    "% \\cite{key}\n", r"\% \cite{key}", r"\verb!\cite{key}! x", r"\footnote{See \cite{key}.}",
    r"\cite {key}", r"\cite [p. 4] {key}", r"\cite[{[4]}]{key}", r"\cite[\S 4]{key}",
    r"\cite{a, b ,c}", r"\parencites(see)(end)[1]{a}[2]{b}", r"\textbf{x \autocite{key}}",
    r"\cites{a}{b}", r"\Parencite{a}", r"\footcites{a}{b}", r"$x \cite{key}$", r"a\cite{key}b",
    r"\cite[]{key}", r"\cite[][]{key}", r"\citetext{see \citealp{key}}", r"\LaTeX{} is",
    "``words'' \\cite{key}", "\\enquote{words} \\cite[p. 4]{key}", r"it's \'etat", r"a~b --- c",
)  # fmt: skip
ORG = (
    "[cite:@key]", "[cite:@key para. 4]", "[cite:@key, p. 4]", "[cite/t:@key]", "[cite/f:@key]",
    "[cite/text:@key p. 4]", "[cite:see @key p. 3; also @b p. 4]", "[cite:common;@a;@b;end]",
    "[cite:-@key]", "[cite/t/c:@key]", "/[cite:@key]/", "x[fn:: [cite:@key]]", "=[cite:@key]=",
    "~[cite:@key]~", "[cite:@a-b_c:d]", "[cite:@a.b]", "[cite:@key.]", "[cite: @key ]", "x @key",
    "[cite:@key *bold*]", "[cite:@a;@b]", "[cite:see @a;see also @b]", "a[cite:@key]b",
    "[cite:@key\npara. 4]", "“words” [cite:@key]", "[[http://x][a [cite:@key] b]]", "[1948]",
)  # fmt: skip
TYPST = (
    "@key", "@key[p. 4]", "#cite(<key>)", "#cite(<key>, supplement: [p. 4])", "_a @key b_",
    "*@key*", "#footnote[@key]", "#quote[@key]", "// @key\n", "/* @key */ x", "`@key`", r"\@key",
    "@key.", "@key:", "@key, x", "@a-b_c", "x (@key)", "#emph[@key]", "@key @b",
    "@key[p. 4] @b[x]", '"@key"', "#text(fill: red)[@key]", "@кремль-2019", "@key's",
    "#strong[x #emph[@key]]", "#[x @key]", "“words” @key[p. 4]", r"\#cite", "1948",
)  # fmt: skip
PIECES = {"markdown": MARKDOWN, "latex": LATEX, "org": ORG, "typst": TYPST}
MODES = {"markdown", "latex", "org"}
"""The formats in which pandoc tells citations in the sentence from those beside it."""


def tree(text: str, form: str) -> list[Any]:
    """Return the blocks that pandoc reads."""
    command = [str(runner.find()), "--from", form, "--to", "json"]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    blocks: list[Any] = json.loads(done.stdout)["blocks"]
    return blocks


def cited(node: Any) -> Iterator[tuple[str, bool]]:
    """Yield key and manner of every citation, in the order of the text."""
    if isinstance(node, list):
        for item in node:
            yield from cited(item)
    elif isinstance(node, dict) and node.get("t") == "Cite":
        for one in node["c"][0]:
            yield from cited(one["citationPrefix"])
            yield one["citationId"], one["citationMode"]["t"] == "AuthorInText"
            yield from cited(one["citationSuffix"])
    elif isinstance(node, dict):
        yield from cited(list(node.values()))


def documents(form: str, seed: int, number: int) -> list[str]:
    """Return paragraphs of pieces in any order, with words between."""
    random = Random(seed)
    words = ("the talks", "of 1948,", "were held.", "They say", "and then", "in Moscow;")
    made = []
    for _ in range(number):
        pieces = random.choices(PIECES[form], k=random.randint(1, 4))
        made.append(" ".join(f"{random.choice(words)} {piece}" for piece in pieces) + " end.")
    return made


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("form", PIECES)
def test_keys_are_those_that_pandoc_reads(form: str, seed: int) -> None:
    paragraphs = documents(form, seed, 150)
    expected = [list(cited(block)) for block in tree("\n\n".join(paragraphs), form)]
    assert len(expected) == len(paragraphs)
    for paragraph, wanted in zip(paragraphs, expected, strict=True):
        found = [(one.key, one.textual) for one in parse(paragraph, form).citations]
        if form in MODES:
            assert found == wanted, paragraph
        assert [key for key, _ in found] == [key for key, _ in wanted], paragraph


def plain(node: Any) -> str:
    """Return the words of inline elements, marks straight."""
    if isinstance(node, list):
        return "".join(map(plain, node))
    match node["t"]:
        case "Str":
            return str(node["c"])
        case "Space" | "SoftBreak" | "LineBreak":
            return " "
        case "Quoted":
            mark = '"' if node["c"][0]["t"] == "DoubleQuote" else "'"
            return f"{mark}{plain(node['c'][1])}{mark}"
        case "Emph" | "Strong":
            return plain(node["c"])
    return ""


def quoted(node: Any) -> Iterator[str]:
    """Yield the words of the outermost quotations."""
    if isinstance(node, list):
        for item in node:
            yield from quoted(item)
    elif isinstance(node, dict) and node.get("t") == "Quoted":
        yield plain(node["c"][1])
    elif isinstance(node, dict):
        yield from quoted(list(node.values()))


def straight(text: str) -> str:
    marks = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
    return " ".join(text.translate(marks).split())


@pytest.mark.parametrize("seed", range(3))
def test_quotations_are_those_that_pandoc_reads(seed: int) -> None:
    random = Random(seed)
    words = [
        "the",
        "treaty",
        "don't",
        "isn't",
        "new",
        "line,",
        "peace.",
        "said",
        "1,000",
        "tons",
        "(of",
        "it)",
        "—",
        "so;",
        "*more*",
        "a--b",
    ]

    def some() -> str:
        return " ".join(random.choices(words, k=random.randint(1, 5)))

    kinds = (
        lambda: some(), lambda: f'"{some()}"', lambda: f"'{some()}'", lambda: f"('{some()}')",
        lambda: f'"{some()} \'{some()}\'"', lambda: f"'{some()} \"{some()}\" {some()}'",
        lambda: f'*{some()}* "{some()}", ', lambda: f'"*{random.choice(words[:4])}*"',
        lambda: f'("{some()}")', lambda: f'"{some()}"--',
    )  # fmt: skip
    paragraphs = [
        " ".join(f"{some()} {random.choice(kinds)()}" for _ in range(random.randint(1, 5)))
        for _ in range(150)
    ]
    blocks = tree("\n\n".join(paragraphs), "markdown")
    for paragraph, block in zip(paragraphs, blocks, strict=True):
        found = [straight(one.words) for one in parse(paragraph, "markdown").quotations]
        assert found == [straight(words) for words in quoted(block)], paragraph


BLOCKS = """\
---
title: A paper [@meta]
nocite: '[@listed]'
---

# Head [@head]

Text [@one].
> no quote

> Quote [@two]
lazy [@three]

- item [@four]
- item

  > deep [@five]

    of the item [@five-a]

1. one [@six]

para [@seven]

    indented [@no]

```
fence [@no]
```

~~~ {.x}
fence [@no]
~~~

::: {.div}
inside [@eight]
:::

| Head [@nine] | b |
|--------------|---|
| cell [@ten]  | c |

Term
:   definition [@eleven]

(@good) Example [@twelve], see @good.

[^1]: Note [@thirteen].

    More of the note [@fourteen].

After[^1] the note [@fifteen].

[link]: http://x "title @no"

| line [@sixteen]
| block

<!-- comment [@no]

more [@no] -->

End [@seventeen].
"""


def test_blocks_of_markdown_are_those_that_pandoc_reads() -> None:
    found = sorted(one.key for one in parse(BLOCKS, "markdown").citations)
    wanted = {key for key, _ in cited(tree(BLOCKS, "markdown"))} | {"listed"}
    assert found == sorted(wanted)
    assert "no" not in wanted
