"""Pages as the web has them: their charsets, their markup, and characters that nobody sees."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ddr.curation.intake import Taken, take_in
from ddr.curation.web_page import Page
from ddr.errors import DataError, Exit

from .conftest import Ddr

Take = Callable[..., Taken]


@pytest.fixture
def take(tmp_path: Path) -> Take:
    def taken(content: str | bytes, name: str = "page.html") -> Taken:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return take_in(path)

    return taken


META = '<meta charset="{}">'
OLD_META = "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset={}'>"
CHARSETS = (
    ("windows-1251", "cp1251", META, "Договор о дружбе – 1961 г."),
    ("Windows-1251", "cp1251", OLD_META, "Договор о дружбе"),
    ("x-cp1251", "cp1251", META, "Договор"),
    ("koi8-r", "koi8-r", META, "Договор"),
    ("x-mac-cyrillic", "mac-cyrillic", META, "Договор"),
    ("euc-kr", "euc-kr", META, "조로친선"),
    ("euc-kr", "cp949", META, "똠방각하"),  # a syllable that only the wider charset has
    ("ks_c_5601-1987", "cp949", OLD_META, "조로친선 똠방각하"),
    ("windows-949", "cp949", META, "똠방각하"),
    ("gb2312", "gb18030", META, "朝鮮民主主義人民共和國"),
    ("shift_jis", "cp932", META, "①朝鮮"),
    ("x-sjis", "cp932", META, "朝鮮"),
    ("iso-2022-jp", "iso-2022-jp", META, "朝鮮"),
    ("iso-8859-1", "cp1252", META, "the “treaty”"),
    ("us-ascii", "cp1252", META, "the “treaty”"),
    ("windows-1251", "cp1251", '<?xml version="1.0" encoding="{}"?>', "Договор"),
    ("windows-1251", "cp1251", "<!-- <meta charset=utf-8> -->" + META, "Договор"),
)


@pytest.mark.parametrize(("label", "codec", "declaration", "words"), CHARSETS)
def test_a_page_is_decoded_as_it_declares(
    take: Take, label: str, codec: str, declaration: str, words: str
) -> None:
    taken = take(f"{declaration.format(label)}<title>{words}</title><p>{words}".encode(codec))
    assert taken.paragraphs == [words]
    assert taken.title == words
    assert taken.cleaning == [f"decoded from {label}, as it declares"]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_a_byte_order_mark_decides(take: Take, codec: str) -> None:
    text = "\ufeff" * (codec == "utf-16-be") + "<meta charset=windows-1251><p>Договор – 조약"
    assert take(text.encode(codec)).paragraphs == ["Договор – 조약"]


def test_a_page_in_utf_8_is_read_as_that_whatever_it_declares(take: Take) -> None:
    taken = take("<meta charset=windows-1251><p>Договор – 조약")
    assert taken.paragraphs == ["Договор – 조약"]
    assert taken.cleaning == ["is UTF-8, although it declares windows-1251"]
    for text in ("<meta charset=koi8-r><p>Treaty", "<meta charset=utf8><p>Договор", "<p>Договор"):
        assert take(text).cleaning == []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            b"\n<p>\xcf\xe0\xea\xf2",
            ":2: byte 0xCF in column 4 is not UTF-8; save the file as UTF-8",
        ),
        (b"<meta charset=utf-8>\xcf", ":1: byte 0xCF in column 21 is not UTF-8; save the file"),
        (b"<meta charset=utf-7>\xcf", ":1: byte 0xCF in column 21 is not UTF-8; save the file"),
        (
            b"<meta charset=euc-kr><p>\xb6\xff",
            ": is not in euc-kr, as it declares: byte 0xB6 after 24 others is not a character",
        ),
        (
            b"<meta charset=klingon>\xcf",
            ": declares the charset 'klingon', which is not known here",
        ),
        (b"<meta charset=rot13>\xcf", ": declares the charset 'rot13', which is not known here"),
        (b"<meta charset=..>\xcf", ": declares the charset '..', which is not known here"),
        (b"\xff\xfe<\0p", ": is not in UTF-16, as it declares: byte 0x70 after 4 others"),
    ],
)
def test_a_page_that_cannot_be_decoded_is_one_clear_line(
    take: Take, tmp_path: Path, content: bytes, told: str
) -> None:
    with pytest.raises(DataError) as raised:
        take(content)
    assert str(raised.value).startswith(f"{tmp_path / 'page.html'}{told}")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("html", "paragraphs"),
    [
        ("<html><head><title>T</title><p>No end of the head.", "No end of the head."),
        ("<title>T</title><p>No head.<p>No end.", "No head.|No end."),
        ("<form id=aspnetForm><div><p>In a form.</p></div></form>", "In a form."),
        ("<p>One<form><p>Two<select><option>No</select><button>No</button></form>Three",
         "One|Two|Three"),
        ("<p>One<![if !IE]> and<![endif]> more.", "One and more."),
        ("<p>One<!--[if IE]>no<![endif]--> more.<![CDATA[no]]>", "One more."),
        ("<p>One<![", "One"), ("<p>One<![ <b>two</b>", "Onetwo"),
        ("<p>One<!x>Two<?php no ?>", "OneTwo"),
        ("<div><nav>No<ul><li>no</div><p>After a menu without its end.",
         "After a menu without its end."),
        ("<b><nav>No</b>no</nav>Yes", "Yes"), ("<nav>No<nav>no</nav>no</nav>Yes", "Yes"),
        ("<p>One</nav></aside>Two", "One|Two"),
        ("<svg><title>No</title></svg><p>Yes", "Yes"),
        ("<script src=x /><p>Yes<script>if (a<b) '<p>no'</script>, yes", "Yes, yes"),
        ("<pre>One\nline.\n\n  Two\n \nThree</pre>Four\n\nfive", "One line.|Two|Three|Four five"),
        ("<table><tr><td>One<td>Two<tr><th>Three</table>", "One|Two|Three"),
        ("<dl><dt>One<dd>Two<dt>Three</dl>", "One|Two|Three"),
        ("One<br>Two<hr>Three", "One|Two|Three"),
        ("<center>One</center><fieldset><legend>Two</legend>Three", "One|Two|Three"),
        ("<p>co<wbr>operation, R&amp;D &lt;p&gt; &#171;x&raquo; &nbsp;&hellip;",
         "cooperation, R&D <p> «x» …"),
        ("One\r\n\r\ntwo\rthree", "One two three"),
        ("<pre>One\r\n\r\nTwo\r\rThree", "One|Two|Three"),
    ],
)  # fmt: skip
def test_the_paragraphs_of_a_page(take: Take, html: str, paragraphs: str) -> None:
    assert take(html).paragraphs == paragraphs.split("|")


def test_a_blank_line_parts_paragraphs_of_a_text(take: Take) -> None:
    text = "One\r\n \r\nTwo\r\rThree\n\nFour\nfour"
    assert take(text, "text.txt").paragraphs == ["One", "Two", "Three", "Four four"]


def test_a_page_is_called_as_its_head_says(take: Take) -> None:
    taken = take(
        "<svg><title>No</title></svg><title> A\n page &amp; more </title><p>x<title>No</title>"
    )
    assert (taken.title, taken.language) == ("A page & more", "")
    for attribute in ('lang="ko-KP"', "xml:lang=ko-KP"):
        assert take(f"<html {attribute}><p>x").language == "ko-KP"


def test_what_is_left_out_is_told(take: Take) -> None:
    page = "<nav>a<nav>b</nav><script>c</script></nav><p>One<script>d</script><style>e</style>"
    assert take(page).cleaning == ["left out: 1 <nav>, 1 <script>, 1 <style>"]
    with pytest.raises(DataError, match=r"holds no text; left out: 1 <nav>$"):
        take("<nav>All there is</nav>")


@pytest.mark.parametrize("start", ["<!DOCTYPE html>", " <!-- a -->\n<html lang=ko>", "<HTML>"])
def test_a_page_is_known_by_its_beginning(take: Take, start: str) -> None:
    assert take(f"{start}<p>One", "page.aspx").paragraphs == ["One"]
    assert take(f"x {start}<p>One", "page.txt").paragraphs == [f"x {' '.join(start.split())}<p>One"]
    assert take("<!-- a -->" * 5000, "page.txt").paragraphs


@pytest.mark.parametrize("name", ["page.html", "page.txt"])
def test_what_reads_the_same_is_folded_and_listed(take: Take, name: str) -> None:
    taken = take("\ufeffof\u00adfi\u00adcial\u200b ﬁnal oﬃce\nco\u2011operation\x07 \u2060", name)
    assert taken.paragraphs == ["official final office co-operation"]
    assert taken.cleaning == [
        "white space folded in 1 paragraph",
        "1 control character dropped",
        "4 invisible characters dropped: soft hyphen, word joiner, zero width space",
        "3 ligatures or hyphens written plainly: ‑ ﬁ ﬃ",
    ]


def test_what_persian_needs_is_kept(take: Take) -> None:
    taken = take("<p>می\u200cخواهم", "page.html")
    assert taken.paragraphs == ["می\u200cخواهم"]
    assert taken.cleaning == []


TOKENS = st.sampled_from(
    ["<!", "<![", "<!--", "-->", "--", "]]>", "<", ">", "</", "/>", "<p", "<p>", "<nav>", "</nav>",
     "<script>", "</script>", "<title>", "</title>", "<pre>", "</pre>", "<?", "&", "&#", "&shy;",
     "x", "if IE", "CDATA[", "'", '"', "=", "\n", "\n\n", "\0", "<svg/>", "<textarea>",
     "<div>", "</div>"]
)  # fmt: skip


@given(st.lists(TOKENS, max_size=30).map("".join))
def test_no_markup_is_too_broken(text: str) -> None:
    page = Page(text)
    assert all(map(str.strip, page.paragraphs))


def test_a_page_of_the_old_kind_is_held_found_and_quoted(
    ddr: Ddr, timeline: Path, tmp_path: Path
) -> None:
    """Soft hyphens, a ligature and an unbreakable hyphen; a form around everything."""
    page = tmp_path / "page.html"
    page.write_text(
        '<html lang="en"><body><form><p>The of&shy;fi&shy;cial state&shy;ment was ﬁnal; '
        "co‑operation went on.</p></form></body></html>",
        "utf-8",
    )
    told = ddr("add", "source", "--id", "h1", "--title", "T", "--origin", "third-party",
               "--text", str(page), "--rights", "x")  # fmt: skip
    assert f"{page}: 3 invisible characters dropped: soft hyphen" in told.err
    assert f"{page}: 2 ligatures or hyphens written plainly: ‑ ﬁ" in told.err
    held = (timeline.parent / "sources" / "h1.txt").read_text("utf-8")
    assert held == "The official statement was final; co-operation went on.\n"
    for word in ("official", "final", "co-operation", "of\u00adficial"):
        assert "h1" in ddr("search", word).out
    paper = tmp_path / "paper.md"
    quotation = "“The official statement was final; co-operation went on” [@h1, para. 1].\n"
    paper.write_text(quotation + quotation.replace("final; co-", "\ufb01nal; co\u2011"), "utf-8")
    ddr("proof", str(paper))
    paper.write_text(quotation.replace("final", "ﬁnished"), "utf-8")
    found = ddr("proof", str(paper), code=Exit.NOTHING)
    assert "was [-ﬁnished;-] {+final;+} co-operation" in found.out
