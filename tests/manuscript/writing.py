"""Writes manuscripts in each format, as an author would: the other side of the readers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

MARKS = ("“”", "„“", "«»", "»«", '""', "‘’", "''")


@dataclass(frozen=True)
class Writing:
    """How one format writes what a manuscript is made of; every text given is plain."""

    form: str
    suffix: str
    escape: Callable[[str], str]
    beside: Callable[[str, str], str]
    """A citation beside the sentence: key, locator."""
    within: Callable[[str, str], str]
    """A citation that is a part of the sentence."""
    together: Callable[[list[tuple[str, str]]], str]
    note: Callable[[str], str]
    """A footnote of what is already written."""
    block: Callable[[str], str]
    """A block quotation of what is already written."""
    styles: dict[str, Callable[[str], str]]
    """Ways to quote what is already written: double outside, or single."""
    omission: tuple[str, ...]
    emphasis: Callable[[str], str]

    def quote(self, words: str, style: str = "") -> str:
        """Quote plain words, nested marks of the other kind."""
        style = style or next(iter(self.styles))
        return self.styles[style](self.escape(nested(words, single=style in SINGLE)))


SINGLE = frozenset({"‘’", "''", "`'"})


def nested(words: str, *, single: bool) -> str:
    """Turn the marks inside a quotation into those of the other kind."""
    inner = "“”" if single else "‘’"
    return re.sub(r"[“‘]([^“”]*?)[”]|[‘]([^‘’]*?)’(?!\w)", _turned(inner), words)


def _turned(inner: str) -> Callable[[re.Match[str]], str]:
    return lambda match: f"{inner[0]}{match[1] or match[2] or ''}{inner[1]}"


def _around(marks: str) -> Callable[[str], str]:
    return lambda words: f"{marks[0]}{words}{marks[1]}"


def _escaper(special: str) -> Callable[[str], str]:
    return lambda text: re.sub(f"([{re.escape(special)}])", r"\\\1", text)


def _place(locator: str, before: str = ", ") -> str:
    return f"{before}{locator}" if locator else ""


def _tex(text: str) -> str:
    symbols = {
        "`": r"\textasciigrave{}",
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
    return "".join(symbols.get(c) or (f"\\{c}" if c in "&%$#_{}" else c) for c in text)


def _tex_locator(locator: str) -> str:
    return f"[{locator.replace(' ', '~').replace('–', '--')}]" if locator else ""


def _lines(prefix: str) -> Callable[[str], str]:
    return lambda words: "\n".join(f"{prefix}{line}".rstrip() for line in words.split("\n"))


MARKDOWN = Writing(
    "markdown",
    ".md",
    _escaper("\\`*_[]<>#@$^~|{}&"),
    lambda key, place: f"[@{key}{_place(place)}]",
    lambda key, place: f"@{key} [{place}]" if place else f"@{key}",
    lambda cited: "[" + "; ".join(f"@{key}{_place(place)}" for key, place in cited) + "]",
    lambda words: f"^[{words}]",
    _lines("> "),
    {marks: _around(marks) for marks in MARKS},
    ("[…]", "[...]", r"\[…\]", r"\[...\]", "…", ". . ."),
    lambda words: f"*{words}*",
)
LATEX = Writing(
    "latex",
    ".tex",
    _tex,
    lambda key, place: f"\\autocite{_tex_locator(place)}{{{key}}}",
    lambda key, place: f"\\textcite{_tex_locator(place)}{{{key}}}",
    lambda cited: "\\autocites" + "".join(f"{_tex_locator(p)}{{{key}}}" for key, p in cited),
    lambda words: f"\\footnote{{{words}}}",
    lambda words: f"\\begin{{quote}}\n{words}\n\\end{{quote}}",
    {
        "``''": lambda words: f"``{words}''",
        "enquote": lambda words: f"\\enquote{{{words}}}",
        "textquote": lambda words: f"\\textquote{{{words}}}",
        "`'": lambda words: f"`{words}'",
        "foreign": lambda words: f"\\foreignquote{{french}}{{{words}}}",
        **{marks: _around(marks) for marks in MARKS if marks not in ("''", "»«")},
    },
    (r"[\ldots]", r"[\ldots{}]", "[…]", "[...]", r"\ldots{}", r"\textelp{}", r"[\,\dots\,]"),
    lambda words: f"\\emph{{{words}}}",
)
TYPST = Writing(
    "typst",
    ".typ",
    _escaper("\\`*_[]<>#@$~/"),
    lambda key, place: f"@{key}[{place}]" if place else f"@{key}",
    lambda key, place: (
        f'#cite(<{key}>, form: "prose"' + (f", supplement: [{place}]" if place else "") + ")"
    ),
    lambda cited: " ".join(f"@{key}[{place}]" if place else f"@{key}" for key, place in cited),
    lambda words: f"#footnote[{words}]",
    lambda words: f"#quote(block: true)[\n{words}\n]",
    {
        **{marks: _around(marks) for marks in MARKS},
        "#quote": lambda words: f"#quote[{words}]",
        "#quote()": lambda words: f"#quote(quotes: true)[{words}]",
    },
    ("[…]", "[...]", r"\[…\]", "…"),
    lambda words: f"_{words}_",
)
ORG = Writing(
    "org",
    ".org",
    lambda text: text,
    lambda key, place: f"[cite:@{key}{_place(place, ' ')}]",
    lambda key, place: f"[cite/t:@{key}{_place(place, ' ')}]",
    lambda cited: "[cite:" + ";".join(f"@{key}{_place(place, ' ')}" for key, place in cited) + "]",
    lambda words: f"[fn::{words}]",
    lambda words: f"#+begin_quote\n{words}\n#+end_quote",
    {marks: _around(marks) for marks in MARKS},
    ("[…]", "[...]", r"[\ldots{}]", "…"),
    lambda words: f"/{words}/",
)
PLAIN = Writing(
    "plain",
    ".txt",
    lambda text: text,
    lambda key, place: f"({key}{_place(place)})",
    lambda key, place: f"{key}{_place(place, ' ')}",
    lambda cited: "(" + "; ".join(f"{key}{_place(place)}" for key, place in cited) + ")",
    lambda words: f"({words})",
    _lines("> "),
    {marks: _around(marks) for marks in MARKS},
    ("[…]", "[...]", "…", ". . ."),
    lambda words: words,
)
FORMATS = (MARKDOWN, LATEX, TYPST, ORG, PLAIN)
