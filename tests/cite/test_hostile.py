"""Titles and names that try to be markup: their visible text must come through whole.

Each markup is read back by pandoc's reader for it (CommonMark for Markdown; RTF by another
reader) and compared with the plain text; the plain text is compared with the title itself.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
import unicodedata
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
import typst
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from striprtf.striprtf import rtf_to_text

from ddr.cite.citations import Cited
from ddr.cite.pandoc.inlines import JOINER, clean, plain, title
from ddr.cite.pandoc.request import Output
from ddr.cite.render import render
from ddr.cite.style.finder import find
from ddr.parts import Contributor
from ddr.records import Organization, Person, Source

READERS: dict[Output, str] = {
    "markdown": "commonmark", "html": "html", "latex": "latex", "rtf": "rtf", "typst": "typst",
    "org": "org",
}  # fmt: skip

HOSTILE = [
    "<script>alert(1)</script> &amp; <b>bold</b>",
    '<span class="nocase">spanned</span> <i>italic</i>',
    "<!-- a comment --> and after",
    "&#60; &lt; &nbsp; &copy AT&T",
    "\\textbf{x} \\input{/etc/passwd} \\begin{verbatim}",
    "100% of #1, $5 & $6, ~x ^y _z",
    "$x^2$ and $$y$$ and \\(z\\)",
    "*star* _under_ `tick` **bold** ~~gone~~",
    "[link](http://evil.example) ![image](x.png) [@key] @key [^1]",
    "1. a list",
    "- a dash",
    "# a heading",
    "> a quotation",
    "| a | table |",
    "    indented code",
    "unbalanced {{{ braces",
    "braces }}} unbalanced",
    "trailing backslash \\",
    "percent % first",
    "\u202eoverride\u202c \u200fright-to-left\u200e עברית العربية",
    "👩\u200d👩\u200d👧 🇰🇵 emoji",
    "김정은 동지 Ким Чен Ын 金正恩",
    "a\x00b\x07c\x1b[31md\x7fe\x9bf",
    "tab\tnew\nline\r\nnext",
    "\x1e\x1frecord and unit separators",
    "“curly” ‘single’ \"straight\" 'quoted' it's «guillemets»",
    "unpaired \" and ' and “ and ”",
    "no-break\u00a0space soft\u00adhyphen \u2011 hyphen",
    "ends with a question?",
    "ends with a point.",
    "... begins with points",
    "is it -? or -1 or a-?b, from 1 -2 ... so",
    "--- dashes -- and - more",
    "{.class} [text]{.x} ::: div",
    "a very long title " * 600,
    "<" * 50 + "&" * 50,
    "(1) numbered",
    "http://x.example/?a=b&c=d#e",
    "e\u0301 combining",
    "\ufeffbyte order mark",
]

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DROPPED = re.compile("[\\s\"'“”‘’„‚«»‹›`.,:;!?…\u00ad]+")


def skeleton(text: str, without: str = "") -> str:
    """Return what a style may not change: letters, digits and signs, without case."""
    bare = _DROPPED.sub("", unicodedata.normalize("NFKC", text).casefold())
    return "".join(sign for sign in bare if sign not in without)


def visible(node: Any) -> str:
    """Return the text that a reader sees in a pandoc document."""
    if isinstance(node, list):
        return "".join(map(visible, node))
    if not isinstance(node, dict):
        return ""
    content = node.get("c")
    match node.get("t"):
        case "Str":
            text = str(content)
        case "Space" | "SoftBreak" | "LineBreak":
            text = " "
        case "Code" | "Math" | "CodeBlock" if content:
            text = str(content[1])
        case "Link" | "Span" | "Image" if content:
            text = visible(content[1])
        case "RawInline" | "RawBlock":
            text = ""
        case _:
            text = visible(content)
    return text


def read_back(binary: Path, markup: str, pieces: list[str]) -> list[str]:
    """Return the visible text of each piece, read in one document with marks between them."""
    if markup == "latex":  # two signs that pandoc writes and does not read, and its starred \text…
        pieces = [re.sub(r"\\text(bar|asciigrave)(\{\})?", "|", piece) for piece in pieces]
        pieces = [re.sub(r"(\\text[a-z]+)\*", r"\1{}*", piece) for piece in pieces]
    wrap = {"html": "<p>{}</p>", "rtf": r"{{\pard {} \par}}"}.get(markup, "{}")
    parts = [wrap.format(part) for n, piece in enumerate(pieces) for part in (f"MARK{n}X", piece)]
    if markup == "rtf":  # pandoc's own reader loses a letter after each sign beyond ASCII
        read = rtf_to_text("\n".join([r"{\rtf1\ansi", *parts, "}"]))  # type: ignore[no-untyped-call]
        text = read.encode("utf-16", "surrogatepass").decode("utf-16")
        return [part.strip() for part in re.split(r"MARK[0-9]+X", text)[1:]]
    done = subprocess.run(
        [binary, "-f", markup, "-t", "json"],
        input="\n\n".join(parts),
        capture_output=True,
        text=True,
        check=True,
    )
    text = visible(json.loads(done.stdout)["blocks"])
    return [part.strip() for part in re.split(r"MARK[0-9]+X", text)[1:]]


def sources(titles: list[str], language: str) -> list[Source]:
    return [
        Source(
            id=f"h{number:03}",
            type="webpage",
            title=text,
            author=(Contributor(literal=f"N{number:03} {text}"),),
            container_title=text,
            issued="2020",
            URL=f"http://e.example/{number}?a=b&c=d_e",
            language=language,
            origin="russia",
        )
        for number, text in enumerate(titles)
    ]


def lookup(_: str) -> Person | Organization:
    raise AssertionError


def check(binary: Path, style: str, titles: list[str], language: str) -> None:
    cited = [[Cited(source, "4")] for source in sources(titles, language)]
    found = find(style)
    plain = render(cited, found, "bibliography", "text", lookup=lookup)
    texts, ids = plain.texts, plain.ids
    for name, text in zip(ids, texts, strict=True):
        wanted = skeleton(clean(titles[int(name[1:])]))
        assert wanted in skeleton(text), (titles[int(name[1:])], text)
        assert "\n" not in text
        assert not [c for c in text if unicodedata.category(c) == "Cc"]
    for output, markup in READERS.items():
        marked = render(cited, found, "bibliography", output, lookup=lookup)
        assert marked.ids == ids
        for text, seen in zip(texts, read_back(binary, markup, list(marked.texts)), strict=True):
            bars = {"latex": "|`", "org": "\u200b"}.get(output, "")
            if output == "org":  # pandoc takes these entities for signs of mathematics
                seen = seen.replace("˜", "~").replace("∖", "\\")  # noqa: PLW2901
                if "..." in text or "//x." in text:
                    continue  # italics that touch points or an address keep their slashes
            assert skeleton(seen, bars) == skeleton(text, bars), (output, text)


@pytest.mark.parametrize("style", ["chicago", "apa"])
def test_hostile_titles_and_names_come_through_whole(binary: Path, style: str) -> None:
    check(binary, style, HOSTILE, "en")


def test_a_word_file_holds_them_whole() -> None:
    """Read as the XML that Office Open XML says a document is: a paragraph an entry."""
    cited = [[Cited(source, "4")] for source in sources(HOSTILE, "en")]
    texts = render(cited, find("apa"), "bibliography", "text", lookup=lookup).texts
    document = render(cited, find("apa"), "bibliography", "docx", lookup=lookup).docx
    with ZipFile(BytesIO(document)) as parts:
        paragraphs = ET.fromstring(parts.read("word/document.xml")).iter(f"{WORD}p")  # noqa: S314
        seen = ["".join(text.text or "" for text in one.iter(f"{WORD}t")) for one in paragraphs]
    assert list(map(skeleton, filter(None, seen))) == list(map(skeleton, texts))


def test_typst_prints_what_it_is_given(tmp_path: Path) -> None:
    signs = "is it -? or -1 or a-?b, from 1 -2 ... so -- 'quoted' ~x @key #let $y$ <z> 1948-10"
    cited = [[Cited(Source(id="s", type="webpage", title=signs, origin="russia", language="ru"))]]
    (text,) = render(cited, find("apa"), "bibliography", "typst", lookup=lookup).texts
    main = tmp_path / "main.typ"
    main.write_text(text, "utf-8")
    page = bytes(typst.compile(str(main), format="html")).decode()
    printed = html.unescape(re.sub(r"<[^>]*>", "", page.partition("<body>")[2]))
    assert signs.replace("'quoted'", "‘quoted’") in printed.replace("“", "‘").replace("”", "’")


def test_markdown_is_read_alike_by_other_readers(binary: Path) -> None:
    """GitHub's and pandoc's own Markdown know more marks than CommonMark."""
    titles = [text for text in HOSTILE if "http" not in text]
    cited = [[Cited(source, "4")] for source in sources(titles, "en")]
    plain_, marked = (
        render(cited, find("chicago"), "bibliography", output, lookup=lookup).texts
        for output in ("text", "markdown")
    )
    for markup in ("gfm", "markdown-smart"):
        for text, seen in zip(plain_, read_back(binary, markup, list(marked)), strict=True):
            assert skeleton(seen) == skeleton(text), markup


signs = st.text(
    st.sampled_from("<>&;#%$^_~*`[](){}\\/|\"'“”‘’«»!?.,:-+=@ \t\n0aBя김é\u00a0\u202e👧\x1b"),
    min_size=1,
    max_size=25,
)
anything = st.text(min_size=1, max_size=25)


@settings(max_examples=2, deadline=None, phases=[Phase.generate])
@given(st.lists(signs | anything, min_size=60, max_size=60), st.sampled_from(["en", "ru"]))
def test_any_text_comes_through_whole(binary: Path, titles: list[str], language: str) -> None:
    titles = [text for text in titles if skeleton(clean(text))]
    check(binary, "chicago-author-date", titles, language)


@given(st.text())
def test_inlines_hold_the_text_and_nothing_else(text: str) -> None:
    bare = re.sub("[\"'“”‘’]", "", clean(text)).replace(" ", "").rstrip(JOINER)
    for inlines in (plain(text), title(text)):
        seen = visible(inlines).replace(" ", "").rstrip(JOINER)
        assert re.sub("[\"'“”‘’]", "", seen) == bare


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("it's", "it’s"),
        ("옐친,“북핵 방침”/회견", "옐친,{북핵 방침}/회견"),
        ("a '5-15 kiloton' test", "a {5-15 kiloton} test"),
        ("the workers' day", "the workers’ day"),
        ('a "b" c', "a {b} c"),
        ("a “b 'c' d” e", "a {b {c} d} e"),
        ("'Tis \"x", "'Tis \"x"),
        ("the '90s and 'x'", "the '90s and {x}"),
        ("rock 'n' roll", "rock {n} roll"),
        ("“a” and “b”", "{a} and {b}"),
        ('("a")', "({a})"),
        ('5" pipe', '5" pipe'),
        ("workers' and peasants'", "workers’ and peasants’"),
    ],
)
def test_quotation_marks_in_titles(text: str, wanted: str) -> None:
    def shown(inlines: list[dict[str, Any]]) -> str:
        return "".join(
            "{" + shown(inline["c"][1]) + "}" if inline["t"] == "Quoted" else visible(inline)
            for inline in inlines
        )

    assert shown(title(text)) == wanted


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Talks with Kim Jong-un's envoy", ["Jong-un’s"]),
        ("Read at redstartv.org", ["redstartv.org"]),
        ("First face-to-face meeting", []),
        ("Long-term plans", []),
        ("the Korean-Russian border", []),
    ],
)
def test_what_no_style_may_capitalise(text: str, kept: list[str]) -> None:
    spans = [inline for inline in title(text) if inline["t"] == "Span"]
    assert [visible(span) for span in spans] == kept
