"""``proof --comments``: the findings in Word, at their words, and nothing else changed."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import docx
import pypandoc
import pytest

from ddr.cli.app import run as command
from ddr.index.open import Index
from ddr.manuscript.manuscript import read
from ddr.manuscript.proofread import proof
from ddr.manuscript.word_comments import with_comments
from ddr.manuscript.works import Works

from .held import FIVE
from .office_files import STRICT, W, note, paragraph, run, word, zotero
from .test_office import PAPER, SHAPES, office

COMMENTS = ("word/comments.xml", "word/document.xml", "[Content_Types].xml")
NEEDED = {*COMMENTS, "word/_rels/document.xml.rels"}
WRONG = "“there is alternative to a peaceful resolution”"
FOUR = "[@kremlin-2019, para. 4]"


def commented(index: Index, folder: Path, content: bytes) -> tuple[bytes, int]:
    """Return the document with comments, and how many findings there are."""
    path = folder / "paper.docx"
    path.write_bytes(content)
    found = proof(index, [read(path, known=Works(index))])
    return with_comments(path, found.findings, found.judged), len(found.findings)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def anchored(content: bytes) -> dict[str, str]:
    """Return the words that each comment stands at, by its number."""
    root = ET.fromstring(parts(content)["word/document.xml"])  # noqa: S314
    open_: dict[str, list[str]] = {}
    done: dict[str, str] = {}
    for element in root.iter():
        local = element.tag.rpartition("}")[2]
        number = next((v for k, v in element.attrib.items() if k.endswith("}id")), "")
        if local == "commentRangeStart":
            open_[number] = []
        elif local == "commentRangeEnd":
            done[number] = "".join(open_.pop(number))
        elif local in ("t", "footnoteReference"):
            for words in open_.values():
                words.append(element.text or "*")
    assert not open_
    return done


def without(xml: bytes) -> list[tuple[str, str]]:
    """Return the elements and words of a document, runs joined, without the marks of comments."""
    root = ET.fromstring(xml)  # noqa: S314
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag.endswith(("}commentRangeStart", "}commentRangeEnd")) or (
                child.tag.endswith("}r") and any(c.tag.endswith("}commentReference") for c in child)
            ):
                parent.remove(child)
    return list(_flat(root))


def _flat(element: ET.Element) -> Iterator[tuple[str, str]]:
    last = ""
    for one in element.iter():
        local = one.tag.rpartition("}")[2]
        if local == "t":
            last += one.text or ""
        elif local not in ("r", "rPr") and not _of_run(local):
            yield "t", last
            last = ""
            yield local, str(sorted(v for k, v in one.attrib.items() if not k.endswith("space")))
    yield "t", last


def _of_run(local: str) -> bool:
    return local in ("lang", "i", "vanish")


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_only_what_comments_need_is_changed(index: Index, tmp_path: Path, shape: bytes) -> None:
    made, number = commented(index, tmp_path, shape)
    before, after = parts(shape), parts(made)
    assert {name for name in after if before.get(name) != after[name]} <= NEEDED
    assert before.keys() - after.keys() == set()
    assert without(before["word/document.xml"]) == without(after["word/document.xml"])
    assert len(anchored(made)) == number == 1
    words = next(iter(anchored(made).values())).replace("\u00ad", "")
    assert re.sub(r"\W", "", words) == re.sub(r"\W", "", WRONG) or "no such" in words
    again, _ = commented(index, tmp_path, made)
    assert len(anchored(again)) == 2


def test_a_comment_stands_at_its_very_words(index: Index, tmp_path: Path) -> None:
    body = paragraph(
        run("R&D: he said ", "<w:b/>"), run(f"that {WRONG[:9]}", "<w:i/>"), run(f"{WRONG[9:]} {FOUR}.")
    ) + paragraph(run("And [@kremlin-2018], "), zotero("99", **{"citation-key": "kremlin-2019"}))  # fmt: skip
    made, number = commented(index, tmp_path, word(body))
    assert sorted(anchored(made).values()) == sorted([WRONG, "@kremlin-2018", "(X 2019)"])
    assert number == 3
    comments = docx.Document(io.BytesIO(made)).comments
    assert [one.author for one in comments] == ["ddr"] * 3
    assert any("{+no+}" in one.text for one in comments)


def test_a_finding_in_a_note_stands_at_its_mark(index: Index, tmp_path: Path) -> None:
    content = word(paragraph(run("He said so"), note(1), run(".")), {1: run(f"{WRONG} {FOUR}")})
    made, _ = commented(index, tmp_path, content)
    assert list(anchored(made).values()) == ["*"]


def test_comments_of_others_stay(index: Index, tmp_path: Path) -> None:
    there = docx.Document()
    first = there.add_paragraph("He said ").add_run(f"{WRONG} {FOUR}.")
    there.add_comment(first, text="mine", author="Another")
    saved = io.BytesIO()
    there.save(saved)
    made, _ = commented(index, tmp_path, saved.getvalue())
    comments = list(docx.Document(io.BytesIO(made)).comments)
    assert [one.author for one in comments] == ["Another", "ddr"]
    assert len({one.comment_id for one in comments}) == 2


def test_a_strict_document_bears_comments_of_its_namespace(index: Index, tmp_path: Path) -> None:
    made, _ = commented(index, tmp_path, word(paragraph(run(f"{WRONG} {FOUR}")), space=STRICT))
    assert STRICT.encode() in parts(made)["word/comments.xml"]
    assert W.encode() not in parts(made)["word/comments.xml"]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_has_the_comments(index: Index, tmp_path: Path) -> None:
    source = tmp_path / "a.docx"
    pypandoc.convert_text(PAPER, "docx", "markdown-citations", outputfile=str(source))
    made, number = commented(index, tmp_path, source.read_bytes())
    (tmp_path / "b.docx").write_bytes(made)
    office(tmp_path / "b.docx", "fodt", tmp_path / "out")
    text = (tmp_path / "out" / "b.fodt").read_text("utf-8")
    assert len(re.findall(r"<office:annotation ", text)) == number >= 7


def test_the_command_writes_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    content = word(paragraph(run(f"{WRONG} {FOUR}")))
    Path("a.docx").write_bytes(content)
    arguments = ["--timeline", str(FIVE), "--comments"]
    assert command(["proof", "a.docx", *arguments, "b.docx"]) == 1
    assert Path("a.docx").read_bytes() == content
    assert anchored(Path("b.docx").read_bytes()) == {"0": WRONG}
    assert "a.docx:1: " in capsys.readouterr().out
    assert command(["proof", "a.docx", *arguments, "a.docx"]) == 2
    Path("a.md").write_text("x", "utf-8")
    assert command(["proof", "a.md", *arguments, "c.docx"]) == 2
    assert "--comments is for papers in Word" in capsys.readouterr().err
    assert not Path("c.docx").exists()
