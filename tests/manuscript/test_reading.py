"""What each format is read as: words unfolded, places kept, code and comments left aside."""

from __future__ import annotations

import pytest

from ddr.manuscript.manuscript import Manuscript, parse
from ddr.manuscript.quoted_passages import Quotation

WORDS = [
    ("markdown", r"“a \[…\] b” x", ["a […] b"]),
    ("markdown", "“a *very **big*** _word_ my_own_name”", ["a very big word my_own_name"]),
    ("markdown", "“a--b---c...d”", ["a–b—c…d"]),
    ("markdown", "“one\ntwo  \nthree\\\nfour”", ["one two three four"]),
    ("markdown", "&ldquo;a &amp; b&rdquo;", ["a & b"]),
    ("markdown", r"“5\" and \'so”", ["5\" and 'so"]),
    ("markdown", "“a [link](http://x \"title\") b”", ["a link b"]),
    ("markdown", "“see <b class=\"x\">this</b>”", ["see this"]),
    ("markdown", "`“code”` and “words”", ["words"]),
    ("markdown", "“before `code` after”", ["before after"]),
    ("markdown", "“a<!-- “no” --> b”", ["a b"]),
    ("markdown", "“a [@key, p. 4] b[^1] c”\n\n[^1]: Note.", ["a b c"]),
    ("markdown", "[“small” caps]{.smallcaps title=\"x\"}", ["small"]),
    ("markdown", "| “a” | “b” |\n|---|---|\n| “c | d” |", ["a", "b", "c | d"]),
    ("markdown", "# “Head”\nText “b”", ["Head", "b"]),
    ("markdown", "Setext “a”\n===\n“b”", ["a", "b"]),
    ("markdown", "- “a\n  b”\n- “c”", ["a b", "c"]),
    ("markdown", "    “code”\n\n“b”", ["b"]),
    ("markdown", "~~~\n“code”\n~~~\n“b”", ["b"]),
    ("markdown", "“a”\n\n```\n“never closed”", ["a"]),
    ("markdown", '```{r, x="`y`"}\n“code”\n```\n\n“b”', ["b"]),
    ("markdown", "“a” <!-- “c”\n\n“no” --> “b”", ["a", "b"]),
    ("markdown", "“a\n- b” c", ["a - b"]),
    ("markdown", "<pre>\n“code”\n</pre>\n\n“b”", ["b"]),
    ("markdown", "$f'(x)“$ and “b”", ["b"]),
    ("markdown", "US$5 “a” and US$6", ["a"]),
    ("latex", "``a'' and `b'", ["a", "b"]),
    ("latex", r"\enquote{a \enquote{b} c}", ['a "b" c']),
    ("latex", r"\enquote*{a}", ["a"]),
    ("latex", r"\foreignquote{german}{a}", ["a"]),
    ("latex", r"``a~b\,c\ d---e--f\ldots{} g''", ["a b c d—e–f… g"]),
    ("latex", r"``a [\ldots] b \textelp{} c \textelp{and} d \textins{e}''",
     ["a […] b […] c […] [and] d [e]"]),
    ("latex", r"``\emph{a} \textbf{b {c}} \textit{d}''", ["a b c d"]),
    ("latex", "``\\'{e}t\\'e \\v{s} \\c{c} \\'{\\i} \\ss{} \\o\\ \\\"o''", ["été š ç í ß ø ö"]),
    ("latex", "``a % “no”\n  b''", ["a b"]),
    ("latex", r"``10\% \& \$5 \#1 a\_b \{c\}''", ["10% & $5 #1 a_b {c}"]),
    ("latex", r"\verb|“no”| ``a $x'$ b''", ["a b"]),
    ("latex", "\\begin{verbatim}\n“no”\n\\end{verbatim}\n``a''", ["a"]),
    ("latex", "\\begin{comment}“no”\\end{comment}``a''", ["a"]),
    ("latex", r"\title{``no''}\begin{document}``a''\end{document} ``no''", ["a"]),
    ("latex", r"\label{“x”}\ref{“y”}\href{http://“}{``a''}", ["a"]),
    ("latex", r"\textquote{a\footnote{``n''} b}", ["a b", "n"]),
    ("latex", r"\section[“no”]{``a''}", ["a"]),
    ("latex", "\\usepackage[ngerman]{babel}\\begin{document}\"`a\"' \"<b\">", ["a", "b"]),
    ("latex", 'He "said" so', ["said"]),
    ("latex", "\\begin{itemize}\\item ``a\n\\item b'' ``c''\\end{itemize}", ["c"]),
    ("typst", '"a" and “b”', ["a", "b"]),
    ("typst", "#quote[a _b_ *c*] #quote(\"d\")", ["a b c", "d"]),
    ("typst", r"“a\"b \[…\] \u{2014} ~c---d--e...”", ['a"b […] — c—d–e…']),
    ("typst", "“a // “no”\nb /* no” */ c”", ["a b c"]),
    ("typst", "`“no”` “a”\n```\n“no”\n```\n“b”", ["a", "b"]),
    ("typst", '#set text(lang: "en")\n#let x = [“let”]\n#show: doc => [“no”]\n“a”', ["let", "a"]),
    ("typst", '#emph[“a”] #text(fill: red)[“b”] #link("http://“x”")[“c”]', ["a", "b", "c"]),
    ("typst", '#figure(image("“no”"), caption: [“a”])', ["a"]),
    ("typst", "= “Head”\n- “a”\n+ “b”", ["Head", "a", "b"]),
    ("typst", "“a #footnote[“n”] b”", ["a b", "n"]),
    ("typst", "$“x”$ “a”", ["a"]),
    ("org", "“a /b/ *c* _d_ +e+ =“no”= ~“no”~”", ["a b c d e"]),
    ("org", "“a [[http://“x”][b]] c [[http://x]]”", ["a b c"]),
    ("org", "#+begin_src x\n“no”\n#+end_src\n“a”", ["a"]),
    ("org", "# “no”\n: “no”\n#+title: “no”\n“a”", ["a"]),
    ("org", ":PROPERTIES:\n:x: “no”\n:END:\n* “Head”\n“a”", ["Head", "a"]),
    ("org", "“a[fn:1] b”\n\n[fn:1] “n”", ["a b", "n"]),
    ("org", "“a[fn::“n”] b” \\ldots{} “[\\ldots{}]”", ["a b", "n", "[…]"]),
    ("plain", "“a\nb” and\n\n“c”", ["a b", "c"]),
]  # fmt: skip
MARKS = [
    ("《a 〈b〉 c》", ["a 〈b〉 c"]), ("「a 『b』 c」라고", ["a 『b』 c"]), ("『a b c』", ["a b c"]),
    ("《로동신문》과 《두 단어》", []), ("《세 단어의 말》", []), ("《네 단어의 말이다.》", ["네 단어의 말이다."]),
    ("《세 단어의 말》이라고", ["세 단어의 말"]), ("《세 단어의 말》을 강조하였다", ["세 단어의 말"]),
    ("《中朝友好，互助条约》", []),
    ("「中朝条约」 「我们，同意」", ["我们，同意"]), ("「条約を支持」", ["条約を支持"]), ("a》 b", []),
    ("“《a》 b c”", ["《a》 b c"]), ("《“a” b c》", ["“a” b c"]),
    ("“a ‘b’ c”", ["a ‘b’ c"]), ("‘a “b” c’", ["a “b” c"]), ("„a ‚b‘ c“", ["a ‚b‘ c"]),
    ("„a”", ["a"]), ("«a „b“ c»", ["a „b“ c"]), ("»a«", ["a"]), ("”a”", ["a"]), ("‹a›", ["a"]),
    ('"a \'b\' c"', ["a 'b' c"]), ('"a "b" c"', ['a "b" c']), ("it isn't 'so' now", ["so"]),
    ("‘the peoples’ friendship’", ["the peoples’ friendship"]),
    ("'the talks' were long", ["the talks"]), ("the peoples' will", []), ("in the '90s 'a' b", ["a"]),
    ("rock ’n’ roll", []), ('a 5" pipe and "so"', ["so"]), ('("a")', ["a"]), ('"a"—"b"', ["a", "b"]),
    ("‘cause of’", ["cause of"]), ("‘70 years’", ["70 years"]), ("“a” “b”", ["a", "b"]),
    ("“”", [""]), ("l'«a»", ["a"]), ("‘a’ and ‘b’s’", ["a", "b’s"]),
]  # fmt: skip


def inline(manuscript: Manuscript) -> list[str]:
    return [one.words for one in manuscript.quotations if one.kind == "inline"]


@pytest.mark.parametrize(("form", "text", "words"), WORDS)
def test_the_words_of_a_quotation_are_unfolded(form: str, text: str, words: list[str]) -> None:
    assert inline(parse(text, form)) == words


@pytest.mark.parametrize(("text", "words"), MARKS)
@pytest.mark.parametrize("form", ["markdown", "plain", "org", "typst"])
def test_marks_are_paired(form: str, text: str, words: list[str]) -> None:
    assert inline(parse(text, form)) == words


BLOCKS = [
    ("markdown", "> a\n> b [@k]\n\nc", "a b"),
    ("markdown", "> a\nlazy [@k]", "a lazy"),
    ("markdown", "> a\n>\n> b\n>\n> — Vladimir Putin, @k", "a b"),
    ("markdown", "> a –\n> – b [@k]", "a – – b"),
    ("markdown", "- x\n\n  > a [@k]", "a"),
    ("markdown", "> “a” [@k]", "“a”"),
    ("latex", "\\begin{quotation}a % no\n b \\cite{k}\\end{quotation}", "a b"),
    ("latex", "\\begin{displayquote}[\\cite{k}]a\\end{displayquote}", "a"),
    ("latex", "\\begin{displaycquote}[4]{k}a\\end{displaycquote}", "a"),
    ("latex", "\\blockquote[\\cite{k}]{a}", "a"),
    ("latex", "\\blockcquote[4]{k}{a}", "a"),
    ("latex", "\\foreignblockquote{german}[\\cite{k}]{a}", "a"),
    ("latex", "\\begin{quote}[…] a \\cite{k}\\end{quote}", "[…] a"),
    ("typst", "#quote(block: true)[a @k]", "a"),
    ("typst", "#quote(attribution: <k>, block: true)[a\n\nb]", "a b"),
    ("typst", "#quote(block: true, attribution: [Putin, @k[p. 4]])[a]", "a"),
    ("typst", '#quote(block: true, attribution: <k>, "a")', "a"),
    ("org", "#+BEGIN_QUOTE\na\nb [cite:@k]\n#+END_QUOTE", "a b"),
    ("plain", "> a\n> b (my-key, para. 4)\n\nc", "a b"),
]


@pytest.mark.parametrize(("form", "text", "words"), BLOCKS)
def test_block_quotations_are_read_with_what_they_cite(form: str, text: str, words: str) -> None:
    blocks = [one for one in parse(text, form).quotations if one.kind == "block"]
    assert [one.words for one in blocks] == [words]
    assert [one.key for one in blocks[0].near] == ["my-key" if form == "plain" else "k"]
    assert blocks[0].firm


LOCATED = [
    ("markdown", "[@k, para. 4]", "para. 4"), ("markdown", "[see @k, p. 3; @b]", "p. 3"),
    ("markdown", "@k [¶ 4]", "¶ 4"), ("markdown", "[@k{para. 4}, so]", "para. 4"),
    ("markdown", "[@k, para.\n4]", "para. 4"), ("markdown", "@k, para. 4, says", "para. 4"),
    ("markdown", "[@k, paras. 4--5]", "paras. 4–5"), ("markdown", "[@k, para.&nbsp;4]", "para. 4"),
    ("latex", r"\autocite[para.~4]{k}", "para. 4"), ("latex", r"\cite[see][\P\,4]{k}", "¶ 4"),
    ("latex", r"\autocites[1]{k}[2]{b}", "1"), ("latex", r"\parencite[paras.\ 4--5]{k}", "paras. 4–5"),
    ("latex", r"\textcquote[para. 4]{k}{a}", "para. 4"), ("latex", r"\volcite{2}[para. 4]{k}", "para. 4"),
    ("typst", "@k[para. 4]", "para. 4"), ("typst", "#cite(<k>, supplement: [para.~4])", "para. 4"),
    ("typst", "#cite(label(\"k\"), supplement: \"p. 4\")", "p. 4"),
    ("org", "[cite:@k para. 4]", "para. 4"), ("org", "[cite/t:see @k, p. 3;@b]", "p. 3"),
    ("plain", "my-k para. 4", "para. 4"), ("plain", "my-k, ¶ 4", "¶ 4"), ("plain", "my-k (para.\n4)", "para. 4"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "text", "locator"), LOCATED)
def test_a_locator_is_kept_as_written(form: str, text: str, locator: str) -> None:
    first = parse(text, form).citations[0]
    assert first.key.endswith("k")
    assert first.locator == locator


def test_places_are_those_of_the_file() -> None:
    text = "---\ntitle: x\n---\n\n> first\n> said “a\n> b” [@k]\n\n- item\n  “c” @key\n"
    manuscript = parse(text, "markdown")
    block, last = manuscript.quotations
    assert (block.line, block.column, block.last_line) == (5, 3, 7)
    assert (last.line, last.column, last.last_line) == (10, 3, 10)
    assert [(one.line, one.column) for one in manuscript.citations] == [(7, 7), (10, 7)]
    for one in manuscript.citations:
        assert text[one.position] == ("[@k" if one.key == "k" else "@key")[one.key == "k"]
    assert text[last.position] == "“"


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_counts_once(ends: str) -> None:
    manuscript = parse(f"One{ends}two “a{ends}b” [@k].{ends}{ends}> c [@b]{ends}", "markdown")
    assert [(q.line, q.last_line, q.words) for q in manuscript.quotations] == [
        (2, 3, "a b"),
        (5, 5, "c"),
    ]


def test_keys_are_listed_in_the_order_of_the_file() -> None:
    text = "---\nnocite: '@z, @*'\n---\n[@b; @a]\n\nx[^1] @b\n\n[^1]: @c\n\n\\@no `@no`\n"
    assert parse(text, "markdown").keys == [("z", 2), ("b", 4), ("a", 4), ("c", 8)]
    assert parse("\\nocite{z, *}\\cite{b,a}\n\\cite{b}", "latex").keys == [
        ("z", 1),
        ("b", 1),
        ("a", 1),
    ]


def test_labels_of_the_manuscript_are_no_keys() -> None:
    assert parse("= Intro <intro>\nSee @intro and @k.", "typst").keys == [("k", 2)]
    assert parse("(@ex) An example [@k].\n\nSee @ex.", "markdown").keys == [("k", 1)]


def test_in_plain_text_only_known_words_are_keys_or_what_a_paragraph_follows() -> None:
    text = "A well-known kremlin-2019; kremlin-2018, para. 4; x/kremlin-2019 kremlin-2019.txt"
    found = parse(text, "plain", known={"kremlin-2019"}).keys
    assert found == [("kremlin-2019", 1), ("kremlin-2018", 1)]


def quoted(text: str, form: str = "markdown") -> Quotation:
    return parse(text, form).quotations[0]


def test_a_quotation_of_several_paragraphs_begins_each_with_a_mark() -> None:
    one = quoted("He said: “one.\n\n“two.\n\n“three” [@k].")
    assert (one.kind, one.words, one.last_line) == ("inline", "one. two. three", 5)
    assert [cited.key for cited in one.near] == ["k"]
    assert quoted("\\textquote{one\n\ntwo} \\cite{k}", "latex").words == "one two"


def test_a_mark_that_nothing_closes_is_told() -> None:
    one = quoted("He “said so [@k].\n\nAnd then.")
    assert (one.kind, one.words) == ("unclosed", "said so.")
