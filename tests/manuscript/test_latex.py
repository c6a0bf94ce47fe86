"""LaTeX as its authors write it: csquotes and its like, babel's shorthands, comments, code."""

from __future__ import annotations

import pytest

from ddr.manuscript.manuscript import parse

from .conftest import Check


def made(command: str, body: str) -> str:
    """Return a paper in which csquotes makes characters marks."""
    return f"\\usepackage{{csquotes}}\n{command}\n\\begin{{document}}{body}\\end{{document}}"


QUOTED = [
    (r"\enquote*{a b}", ["a b"]),
    (r"\textquote[{\cite[4]{k}}][.]{a b} c", ["a b"]),
    (r"\textquote{a b}<.> c", ["a b"]),
    (r"\foreigntextquote{german}{a b}", ["a b"]),
    (r"\hyphentextquote{german}[p. 4]{a b}", ["a b"]),
    (r"\hyphenquote{german}{a b}", ["a b"]),
    (r"\hyphenquote*{german}{a b}", ["a b"]),
    (r"\textcquote[4]{k}[.]{a b}", ["a b"]),
    (r"\foreigntextcquote{german}[4]{k}{a b}", ["a b"]),
    (r"\blockquote[\cite{k}]{a b}", ["a b"]),
    (r"\hybridblockquote{german}{a b}", ["a b"]),
    (r"\hybridblockcquote{german}[4]{k}[!]{a b}<?>", ["a b"]),
    (r"\hyphenblockcquote{german}[see][4]{k}{a b}", ["a b"]),
    ("\\begin{displaycquote}[4]{k}[.]\na b\n\\end{displaycquote}", ["a b"]),
    ("\\begin{hyphendisplayquote}{german}a b\\end{hyphendisplayquote}", ["a b"]),
    ("\\begin{foreigndisplaycquote}{german}{k}a b\\end{foreigndisplaycquote}", ["a b"]),
    ("\\begin{quote}[a] b\\end{quote}", ["[a] b"]),
    (r"\openautoquote a \openautoquote b\closeautoquote\closeautoquote{} c", ['a "b"']),
    (r"\textooquote a \textoiquote b\textciquote\ c\textcoquote{} d", ['a "b" c']),
    (r"\say{a \say{b} c}", ['a "b" c']),
    (r"\epigraph{a b}{A. Author, \cite{k}}", ["a b"]),
    (r"\dictum[A. Author]{a b}", ["a b"]),
    (r"\enquote{a \textelp{} b}", ["a […] b"]),
    (r"\enquote{a \textelp{c} b \textelp*{d}}", ["a […] [c] b [d] […]"]),
    (r"\enquote{a \textins*{b} c}", ["a [b] c"]),
    (r"\enquote{a b\textdel{s} c\textdel{}}", ["a bs c[]"]),
    (r"\enquote{a [$\ldots$] b [$...$] $\dots$}", ["a […] b […] …"]),
    (r"\enquote{a $x$ b}", ["a b"]),
    ("\\documentclass[ngerman]{article}\\begin{document}\"`a\"' \"<b\">", ["a", "b"]),
    ("\\usepackage[english,russian]{babel}\n\"`a\"=b\"--- c\"'", ["a-b— c"]),
    ("\\usepackage[main=dutch,english]{babel}\n\"`a\"\"b\"'", ["ab"]),
    ("\\usepackage[german,english]{babel}\nThe \"word\"-s", ["word"]),
    ("\\setdefaultlanguage[babelshorthands]{german}\n\"`a\"'", ["a"]),
    ("<<a b>> ,,c d'' ,,e f``", ["a b", "c d", "e f"]),
    ("\\lstnewenvironment{sample}{}{}\n\\begin{sample}``no''\\end{sample}``a''", ["a"]),
    (r"\code{``no''} ``a \code{b}''", ["a"]),
    (made(r"\MakeAutoQuote{<}{>}", "<a <b> c> $1<2$ ``d''"), ['a "b" c', "d"]),
    (made(r"\MakeAutoQuote*{«}{»}", "«a b» c"), ["a b"]),
    (made(r"\MakeOuterQuote{|} \MakeInnerQuote{'}", "|a 'b' c| d |e|"), ["a ’b’ c", "e"]),
    (made(r"\MakeForeignQuote{german}{<}{>}", "<a b>"), ["a b"]),
    (made(r"\MakeHyphenQuote*{german}{\<}{\>}", "<a b>"), ["a b"]),
    (made(r"\MakeHybridBlockQuote{german}{<}{|}{>}", r"<a b|\cite{k}>"), ["a b"]),
    (made(r"%\MakeAutoQuote{<}{>}", "<a b>"), []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), QUOTED)
def test_quotations(text: str, words: list[str]) -> None:
    assert [one.words for one in parse(text, "latex").quotations] == words


CITED = [
    ("\\cite{a,%\n  b% why\n}", [("a", ""), ("b", "")]),
    ("\\cite[4% p\n]{a, % see above\n  b}", [("a", ""), ("b", "4")]),
    ("\\cite% here\n  [4]% there\n  {a}", [("a", "4")]),
    ("\\cites{a}%\n{b}%\n\n{c}", [("a", ""), ("b", "")]),
    ("\\cite % x\n\n{c}", []),
    ("\\nocite{a,% why, not\n b}", [("a", ""), ("b", "")]),
    (r"\nocite{*} \nocite{a}", [("a", "")]),
    (r"\code{\cite{a}} \verb|\cite{b}| \lstinline{\cite{c}} \mintinline{tex}{\cite{d}}", []),
    ("\\begin{alltt}\\cite{a}\\end{alltt}\\begin{ltxexample}\\cite{b}\\end{ltxexample}", []),
    ("\\section{A}\\cite{a}\n\\begin{verbatim}\n\\begin{document}\n\\end{verbatim}", [("a", "")]),
    (r"\cite{\keys}\cite{#1}\cite{a,\b}\newcommand{\x}[1]{\cite{#1}}", [("a", "")]),
    (r"\cite[50\% of]{a}", [("a", "50% of")]),
    (r"\blockcquote[see][4]{a}{words}", [("a", "4")]),
    (r"\epigraph{words}{\cite[4]{a}}", [("a", "4")]),
]


@pytest.mark.parametrize(("text", "keys"), CITED)
def test_keys(text: str, keys: list[tuple[str, str]]) -> None:
    assert [(one.key, one.locator) for one in parse(text, "latex").citations] == keys


def test_a_key_in_several_lines_keeps_its_place() -> None:
    text = "One\n\\cite{a,% why\n  b}"
    assert [(one.line, one.column) for one in parse(text, "latex").citations] == [(2, 1), (3, 3)]


CHECKED = [
    (r"\hyphenquote{english}{there is alternative to a peaceful resolution}", ["omission"]),
    (r"\enquote{there is no alternative [$\ldots$] in the region}", []),
    (r"\enquote{there is no alternative \textelp{as he said} in the region}", []),
    (r"\enquote{there is no alternative \textelp*{he said} in the region}", []),
    (r"\say{there is alternative to a peaceful resolution}", ["omission"]),
    (r"\enquote{there is no alternative to \textdel{a} peaceful resolution}", []),
    (r"\enquote{there is no alternat\textdel{} to a peaceful resolution}", []),
    (r"\enquote{there is no alternat\textdel{} to a warlike resolution}", ["not-verbatim"]),
]


@pytest.mark.parametrize(("quoted", "codes"), CHECKED)
def test_what_csquotes_marks_as_the_authors_is_not_the_source_s(
    check: Check, quoted: str, codes: list[str]
) -> None:
    found = check(rf"He holds that {quoted}\cite[4]{{kremlin-2019}}.", "latex")
    assert [finding.code for finding in found] == codes


def test_an_epigraph_belongs_to_its_source(check: Check) -> None:
    said = r"\epigraph{there is %s alternative to a peaceful resolution}{\cite[4]{kremlin-2019}}"
    assert not check(said % "no", "latex")
    assert [finding.code for finding in check(said % "an", "latex")] == ["not-verbatim"]
