"""Files that are no manuscripts, and manuscripts that nobody should have written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ddr.errors import DataError, DdrError, UsageError
from ddr.manuscript import included
from ddr.manuscript.bibliography_keys import bibliography_keys
from ddr.manuscript.included import DOCUMENTS, FORMATS
from ddr.manuscript.manuscript import Manuscript, parse, read

TEXTS = [form for form in FORMATS if form not in ("notebook", *DOCUMENTS)]
SUFFIXES = [
    (form, suffix)
    for form, suffixes in FORMATS.items()
    if form not in DOCUMENTS
    for suffix in suffixes
]
MANY = 2_000


def read_as(path: Path, text: str, form: str = "") -> Manuscript:
    path.write_text(text, "utf-8")
    return read(path, form)


def fails(path: Path, form: str = "") -> str:
    with pytest.raises(DdrError) as caught:
        read(path, form)
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(("form", "suffix"), SUFFIXES)
def test_the_suffix_tells_the_format(tmp_path: Path, form: str, suffix: str) -> None:
    text = "{}" if form == "notebook" else "“a”"
    assert read_as(tmp_path / f"paper{suffix.upper()}", text).form == form


def test_a_format_is_asked_for_where_no_suffix_tells(tmp_path: Path) -> None:
    for name in ("paper", "paper.xyz"):
        (tmp_path / name).write_text("“a”", "utf-8")
        told = "give --format-in, one of markdown, latex, typst, org, rst, notebook, plain"
        assert told in fails(tmp_path / name)
        assert read(tmp_path / name, "org").form == "org"
    with pytest.raises(UsageError, match="did you mean 'markdown'"):
        read(tmp_path / "paper", "markdwon")


def test_what_pandoc_can_convert_is_refused_with_the_way(tmp_path: Path) -> None:
    told = fails(tmp_path / "my paper.rtf")
    assert told.endswith(
        f"convert it: pandoc --from rtf --to markdown '{tmp_path}/my paper.rtf' "
        f"--output '{tmp_path}/my paper.md'"
    )
    for suffix in ("html", "epub"):
        assert f"pandoc --from {suffix} --to markdown" in fails(tmp_path / f"a.{suffix}")
    assert read_as(tmp_path / "a.docx", "“a”", "org").form == "org"


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    assert fails(tmp_path / "none.md").endswith("there is no such file")
    (tmp_path / "folder.md").mkdir()
    assert "cannot be read" in fails(tmp_path / "folder.md")
    with pytest.raises(UsageError, match="cannot be read"):
        read("a\0b.md")
    if os.geteuid():
        (tmp_path / "shut.md").touch(mode=0o000)
        assert "cannot be read" in fails(tmp_path / "shut.md")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"a\0b", "is a binary file"),
        (b"\x89PNG\r\n\x1a\n\0\0", "is a binary file"),
        ("“a”".encode("utf-16"), "is not UTF-8 but UTF-16; save the file as UTF-8"),
        (b"one\ntwo \xff three\n", ":2: byte 0xFF in column 5 is not UTF-8"),
        ("one\n\nnaïve".encode("latin-1"), ":3: byte 0xEF in column 3 is not UTF-8"),
    ],
)
def test_what_is_no_text_is_told(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "paper.md"
    path.write_bytes(content)
    with pytest.raises(DataError):
        read(path)
    assert told in fails(path)


def test_a_file_that_no_one_wrote_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(included, "LARGEST", 2**20)
    path = tmp_path / "paper.md"
    path.write_bytes(b"a" * (2**20 + 1))
    assert "larger than 1 MiB" in fails(path)


@pytest.mark.parametrize("form", TEXTS)
@pytest.mark.parametrize(
    "content", ["", "\n", " \n\t\n", "\ufeff", "---\n", ">", "#", "\\", "@", "“"]
)
def test_next_to_nothing_is_a_manuscript(tmp_path: Path, form: str, content: str) -> None:
    path = tmp_path / "paper"
    path.write_text(content, "utf-8")
    assert read(path, form).citations == ()


HEAPS = (
    "“", "'a ", "[", "[@a ", "(", "\\cite[", "\\textquote[", "\\footnote{", "\\begin{quote}\n",
    "$a\n\n", "` ", "```a\n", "<!-- \n", "^[", "[^1]: a\n\n", ">", "> a\n", "_a ", "#f(", "#quote[",
    "#cite(<", "/*", "[cite:@a;", "[fn::", "#+begin_src\n", "[[a][", "A. ", "“a b c” [@k] ", "a-b, ",
    "\\[ ", "](", "@a [p. 4] ", "\n— @a", "- ", "a' s' ", "《a", "#let x = [", "#if x {", "#f(a[",
    "\\cite{a%\n", "\\say{", "```{note}\n", "<<a>>=\n", "[[cite:&a;", "{cite}`", " \n  a\n", ".. note::\n ",
    ":a:`", ".. [#] a\n", "`a", "- a\n ",
)  # fmt: skip


@pytest.mark.parametrize("form", TEXTS)
def test_heaps_of_anything_are_read(form: str) -> None:
    """Would not end for minutes if any mark were looked for again and again."""
    for piece in HEAPS:
        parse(piece * MANY, form)
    parse("[" * MANY + "@a" + "]" * MANY, form)
    parse("\\textquote{" * MANY + "}" * MANY, form)


def test_one_line_may_be_a_book(tmp_path: Path) -> None:
    path = tmp_path / "paper.md"
    path.write_text("word " * 200_000 + "“a b c” [@k].", "utf-8")
    (one,) = read(path).quotations
    assert (one.line, one.column, one.words) == (1, 1_000_001, "a b c")


BIBLIOGRAPHIES = {
    "a.bib": "@article{lankov:2013, title={@no{x,}}}\n@comment{no,}\n @Book ( key2 ,\n@string{s=1}\n",
    "b.bib": "@a{x1, title={T}} @book{lankov:2013, ids = {key2, x2}, note={ @no{no, } }} @b{x3}",
    "c.bib": '@book{broken, title={a\n\n@book{lankov:2013,\n title={see @no{no,}},\n}\n@b{key2,ids="x"}',
    "d.bib": "@comment{ @book{no, title={x}} }\n@preamble{ {no} }@book{lankov:2013,}\n@book{key2}\n",
    "b.json": '[{"id": "lankov:2013"}, {"id": "key2"}, {"title": "x"}, 5]',
    "c.json": '{"items": [{"id": "lankov:2013"}, {"id": "key2"}]}',
    "d.yaml": "references:\n- id: lankov:2013\n  title: x\n- type: book\n  id: 'key2'\n",
    "e.yaml": "references: [{id: lankov:2013, title: x}, {type: book, id: 'key2'}]\n",
    "f.yaml": '- {id: lankov:2013, type: book}\n- {"type": book, "id": "key2"}\n',
    "g.yaml": '{"references":[{"id":"lankov:2013","type":"book"},{"id":"key2"}]}',
    "e.yml": "lankov-2013:\n    type: article\n    title: x\nlankov:2013:\nkey2: # x\n    type: book\n",
    "f.yml": "lankov-2013: {type: article, title: x}\n'key2': { type: book }\n",
    "g.yml": "{lankov-2013: {type: article, title: x}, key2: {type: book}}\n",
}


@pytest.mark.parametrize("name", BIBLIOGRAPHIES)
def test_the_keys_of_other_bibliographies_are_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(BIBLIOGRAPHIES[name], "utf-8")
    found = bibliography_keys(tmp_path / name)
    assert {"lankov-2013" if name.endswith("yml") else "lankov:2013", "key2"} <= found
    assert not {"no", "s", "title", "type", "None", "book"} & found
    if name == "b.bib":
        assert found == {"lankov:2013", "key2", "x1", "x2", "x3"}


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.txt", b"", "the suffix must be one of"),
        ("a.json", b"{", "is not valid JSON"),
        ("a.json", b"[" * 100_000, "is not valid JSON"),
        ("a.json", b"1e999", "is not a list of CSL-JSON items"),
        ("a.json", b'{"items": "a"}', "is not a list of CSL-JSON items"),
        ("a.bib", b"\xff", "is not UTF-8"),
        ("none.bib", None, "there is no such file"),
    ],
)
def test_a_bibliography_that_cannot_be_read_is_told(
    tmp_path: Path, name: str, content: bytes | None, told: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(DdrError, match=told) as caught:
        bibliography_keys(tmp_path / name)
    assert "\n" not in str(caught.value)
