"""``ddr hold``: a reader's own copies, used by every question and part of no timeline."""

from __future__ import annotations

import hashlib
import io
import json
import os
import random
import sys
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest
from fpdf import FPDF
from pypdfium2 import PdfDocument

from ddr.cli.app import run
from ddr.corpus.texts import read_copies, text_file
from ddr.curation.own_reading import read_own
from ddr.curation.own_texts import hold, let_go, take_back
from ddr.errors import DataError, NotFoundError, UsageError
from ddr.files import copies_path
from tests.manuscript.office_files import paragraph, word
from tests.manuscript.office_files import run as words
from tests.manuscript.timeline import write

from .killing import child, ended, kill_at

SAID = "Nobody had said so much in so few words before that day."
MORE = "The second paragraph is about timber and fish, and about little else."
DAY = date(2026, 1, 2)
EXPORTS = ("sqlite", "csv", "jsonl", "ics", "timelinejs", "obsidian", "web-annotation")


@pytest.fixture
def timeline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DDR_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return write(tmp_path / "odd")


def ddr(timeline: Path, *arguments: str) -> int:
    return run([*arguments, "--timeline", str(timeline)])


def page(menu: str) -> str:
    return (
        f"<html><head><title>A page</title></head><body>{menu}<article><h1>A page</h1>"
        f"<p>{SAID}</p><p>{MORE}</p></article><footer>{menu}</footer></body></html>"
    )


def test_a_copy_is_used_by_every_question(
    timeline: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("page.html").write_text(page("<nav>Menu</nav>"), "utf-8")
    assert ddr(timeline, "hold", "unheld-2002", "page.html") == 0
    assert "3 paragraphs" in capsys.readouterr().err
    assert ddr(timeline, "read", "unheld-2002", "--format", "json") == 0
    out = capsys.readouterr().out
    assert [one["text"] for one in json.loads(out)] == ["A page", SAID, MORE]
    assert {one["copy"] for one in json.loads(out)} == {"your copy"}
    Path("a.md").write_text(f"“{SAID.replace('few', 'many')}” [@unheld-2002, para. 2].", "utf-8")
    assert ddr(timeline, "proof", "a.md") == 1
    out = capsys.readouterr().out
    assert "[-many-] {+few+}" in out
    assert "[not-verbatim; your copy]" in out
    Path("b.md").write_text(f"“{SAID}” [@unheld-2002, para. 2].", "utf-8")
    assert ddr(timeline, "proof", "b.md") == 0
    assert "your copy: unheld-2002" in capsys.readouterr().err


COPIED = (
    ["read", "unheld-2002", "--para", "2"],
    ["search", "timber fish"],
    ["said", "--verify", SAID],
    ["compare", "unheld-2002:2", "unheld-2002:3"],
    ["compare", "odd-2001:2", "unheld-2002:3"],
    ["proof", "a.md"],
)
HELD = (
    ["read", "odd-2001", "--para", "5"],
    ["search", "ministers"],
    ["said", "--verify", "It is not so."],
    ["compare", "odd-2001:2", "odd-2001:3"],
    ["proof", "b.md"],
)


@pytest.mark.parametrize("form", ["", "json", "table"])
def test_an_answer_from_a_copy_says_so(
    timeline: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    Path("page.html").write_text(page(""), "utf-8")
    assert ddr(timeline, "hold", "unheld-2002", "page.html") == 0
    Path("a.md").write_text(f"“{SAID.replace('few', 'many')}” [@unheld-2002].", "utf-8")
    Path("b.md").write_text("“It is so.” [@odd-2001, para. 5].", "utf-8")
    for commands, told in ((COPIED, True), (HELD, False)):
        for command in commands:
            chosen = form if command[0] != "proof" or form == "json" else ""
            capsys.readouterr()
            ddr(timeline, *command, *(["--format", chosen] if chosen else []))
            out = capsys.readouterr().out
            assert out
            if form == "json":
                marks = {one["copy"] for one in json.loads(out)}
                assert (marks != {""}) == told, command
            elif command[0] != "compare" or form:
                assert ("your copy" in out) == told, command


def test_the_report_and_the_comments_say_what_rests_on_a_copy(
    timeline: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("page.html").write_text(page(""), "utf-8")
    assert ddr(timeline, "hold", "unheld-2002", "page.html") == 0
    Path("a.md").write_text(f"“{SAID}” [@unheld-2002, para. 2].", "utf-8")
    capsys.readouterr()
    assert ddr(timeline, "proof", "a.md", "--format", "html") == 0
    assert "unheld-2002 para. 2 · your copy" in capsys.readouterr().out
    Path("a.docx").write_bytes(
        word(paragraph(words(f"“{SAID.replace('few', 'many')}” [@unheld-2002, para. 2].")))
    )
    assert ddr(timeline, "proof", "a.docx", "--comments", "b.docx") == 1
    with zipfile.ZipFile("b.docx") as commented:
        assert "[not-verbatim; your copy]" in commented.read("word/comments.xml").decode()


def test_a_copy_is_in_no_timeline_and_no_export(
    timeline: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in timeline.parent.rglob("*") if path.is_file()}
    Path("page.txt").write_text(f"{SAID}\n\n{MORE}", "utf-8")
    assert ddr(timeline, "hold", "unheld-2002", "page.txt") == 0
    assert ddr(timeline, "read", "unheld-2002") == 0
    assert "timber" in capsys.readouterr().out
    Path("out").mkdir()
    for to in ("csl-json", "bibtex"):
        assert ddr(timeline, "bib", "--all", "--to", to, "-o", f"out/bib-{to}") == 0
    for to in EXPORTS:
        assert ddr(timeline, "export", "--format", to, "--output", f"out/{to}") == 0
    assert ddr(timeline, "page", "--output", "out/page.html") == 0
    assert ddr(timeline, "chronology", "--statements", "--output", "out/c.md") == 0
    written = [path for path in Path("out").rglob("*") if path.is_file()]
    assert len(written) > len(EXPORTS) + 3
    assert [path for path in written if b"timber" in path.read_bytes()] == []
    assert any(b"a well-known one" in path.read_bytes() for path in written)
    assert ddr(timeline, "check") == 0
    now = {path: path.read_bytes() for path in timeline.parent.rglob("*") if path.is_file()}
    assert now == before
    mode = copies_path().parent.stat().st_mode & 0o777
    assert mode & 0o077 == 0


ADD = (
    "add", "statement", "--find", "Nobody had said", "--speaker", "somebody", "--mode", "direct",
    "--date", "2002",
)  # fmt: skip


def test_words_of_a_copy_may_be_quoted_in_a_timeline_of_ones_own(
    timeline: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("page.txt").write_text(f"{SAID}\n\n{MORE}", "utf-8")
    assert ddr(timeline, "hold", "unheld-2002", "page.txt") == 0
    assert ddr(timeline, "add", "person", "--name", "Somebody", "--id", "somebody") == 0
    capsys.readouterr()
    assert ddr(timeline, *ADD) == 0
    told = "'unheld-2002' is not held by the timeline: checked against your copy"
    assert told in capsys.readouterr().err
    assert timeline.read_text("utf-8").count(SAID) == 1
    assert MORE not in timeline.read_text("utf-8")
    assert not [path for path in timeline.parent.rglob("*.txt") if SAID in path.read_text("utf-8")]
    assert ddr(timeline, "check") == 0
    assert told in capsys.readouterr().out
    assert ddr(timeline, "said", "--by", "somebody", "--format", "json") == 0
    (said,) = json.loads(capsys.readouterr().out)
    assert (said["exact"], said["locator"]) == (SAID, "1")

    timeline.write_text(timeline.read_text("utf-8").replace(SAID, SAID.replace("few", "many")))
    assert ddr(timeline, "check") == 1
    assert "[quotation-not-verbatim]" in capsys.readouterr().out
    timeline.write_text(timeline.read_text("utf-8").replace("many", "few"))

    assert ddr(timeline, "hold", "--remove", "unheld-2002") == 0
    assert ddr(timeline, "check") == 1
    assert "[quotation-not-held]" in capsys.readouterr().out
    assert ddr(timeline, "said") == 3
    assert ddr(timeline, "hold", "nobody", "page.txt") == 3
    assert ddr(timeline, "hold", "unheld-2002", "page.txt") == 0
    assert ddr(timeline, "said") == 0


def test_the_shared_timeline_quotes_no_copy(
    timeline: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("page.txt").write_text(SAID, "utf-8")
    assert ddr(timeline, "hold", "unheld-2002", "page.txt") == 0
    assert ddr(timeline, "add", "person", "--name", "Somebody", "--id", "somebody") == 0
    before = timeline.read_bytes()
    monkeypatch.setattr("ddr.corpus.corpus.builtin", lambda: timeline)
    capsys.readouterr()
    assert ddr(timeline, *ADD) == 3
    assert "your copy of it serves only a timeline of your own" in capsys.readouterr().err
    assert timeline.read_bytes() == before


def test_hold_list_remove_and_undo(timeline: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("page.txt").write_text(SAID, "utf-8")
    assert ddr(timeline, "hold", "--list") == 1
    assert ddr(timeline, "hold", "unheld-2001", "page.txt") == 0  # a former id
    capsys.readouterr()
    assert ddr(timeline, "hold", "--list") == 0
    assert "unheld-2002\t" in capsys.readouterr().out
    assert ddr(timeline, "hold", "--remove", "unheld-2002") == 0
    assert ddr(timeline, "read", "unheld-2002") == 1
    assert ddr(timeline, "hold", "--undo") == 0
    assert ddr(timeline, "read", "unheld-2002") == 0
    assert ddr(timeline, "hold", "--undo") == 0
    assert ddr(timeline, "read", "unheld-2002") == 1


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["nobody", "page.txt"], 2, "there is no source 'nobody'"),
        (["odd-2001", "page.txt"], 2, "the timeline holds the text of 'odd-2001' itself"),
        (["unheld-2002", "none.txt"], 2, "there is no such file"),
        (["unheld-2002", "empty.txt"], 3, "holds no text"),
        (["unheld-2002", "broken.pdf"], 3, "cannot be read as PDF"),
        (["unheld-2002", "broken.docx"], 3, "is not a document"),
        (["unheld-2002"], 2, "give a source and the file"),
        (["--remove", "unheld-2002"], 1, "you hold no copy of 'unheld-2002'"),
        (["--undo"], 2, "no change of your copies"),
        ([], 2, "give a source and a file"),
    ],
)
def test_what_cannot_be_held_is_one_line(
    timeline: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
    told: str,
) -> None:
    Path("page.txt").write_text(SAID, "utf-8")
    Path("empty.txt").write_text("  \n\n ", "utf-8")
    Path("broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    Path("broken.docx").write_bytes(b"PK\x03\x04 and no more")
    assert ddr(timeline, "hold", *arguments) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert told in err
    assert err.count("\n") == 1


def test_a_folder_is_matched_and_each_match_is_shown(
    timeline: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("texts").mkdir()
    Path("texts/unheld-2002.txt").write_text(SAID, "utf-8")
    Path("texts/other.txt").write_text(MORE, "utf-8")
    assert ddr(timeline, "hold", "texts") == 1
    out, err = capsys.readouterr()
    assert out == "unheld-2002.txt\tunheld-2002\tby its file name\t1 paragraph\n"
    assert "other.txt: matches no source" in err
    assert ddr(timeline, "read", "unheld-2002") == 1
    assert ddr(timeline, "hold", "texts", "--yes") == 0
    assert ddr(timeline, "read", "unheld-2002") == 0
    title = "<html><head><title>A text that is not held</title></head><body><p>x y z</p></body>"
    Path("texts/unheld-2002.txt").rename("texts/saved.html")
    Path("texts/saved.html").write_text(title, "utf-8")
    capsys.readouterr()
    assert ddr(timeline, "hold", "texts", "--yes") == 0
    assert "saved.html\tunheld-2002\tby its title" in capsys.readouterr().out


MENUS = (
    "<nav><a href='/'>Home</a></nav>",
    "<div><ul><li><a href='/a'>News</a></li><li><a href='/b'>Documents</a></li></ul></div>",
    "<table><tr><td><a href='x'>Russian</a> | <a href='y'>English</a></td></tr></table>",
    "",
)


def test_the_same_page_with_other_menus_has_the_same_text(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    for form in (page, lambda menu: page(menu).replace("article", "div")):
        found = {read_own(path, form(menu).encode()).paragraphs for menu in MENUS}
        assert found == {("A page", SAID, MORE)}


def pdf(pages: list[str]) -> bytes:
    made = FPDF()
    made.set_font("helvetica", size=12)
    for number, text in enumerate(pages, 1):
        made.add_page()
        made.cell(0, 8, "Running head of the book", new_x="LMARGIN", new_y="NEXT")
        if text:
            made.multi_cell(0, 8, text, new_x="LMARGIN", new_y="NEXT")
        made.cell(0, 8, str(number))
    return bytes(made.output())


def test_pages_of_a_pdf_are_locators(timeline: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = " ".join(f"{SAID} It goes on with number {n}." for n in range(6))
    Path("book.pdf").write_bytes(pdf([body, f"{MORE} {body}", body, ""]))
    assert ddr(timeline, "hold", "unheld-2002", "book.pdf") == 0
    assert "1 page without a text, perhaps pictures: 4" in capsys.readouterr().err
    cases = [("p. 2", []), ("p. 1", ["wrong-paragraph"]), ("p. 9", ["locator"]), ("pp. 1-2", [])]
    for locator, codes in cases:
        Path("a.md").write_text(f"“{MORE}” [@unheld-2002, {locator}].", "utf-8")
        ddr(timeline, "proof", "a.md", "--format", "json")
        found = [one["code"] for one in json.loads(capsys.readouterr().out)]
        assert found[: len(codes) or 1] == codes, locator


def test_a_book_of_500_pages_is_held_in_seconds(
    timeline: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    body = " ".join(f"{SAID} It goes on with number {n}." for n in range(20))
    chapter, book = PdfDocument(pdf([f"Page {n}. {body}" for n in range(20)])), PdfDocument.new()
    for _ in range(25):
        book.import_pages(chapter)
    book.save("book.pdf")
    started = time.process_time()
    assert ddr(timeline, "hold", "unheld-2002", "book.pdf") == 0
    assert time.process_time() - started < 10
    assert ", 500 pages;" in capsys.readouterr().err


def test_running_heads_and_hyphens_of_a_pdf_are_left_out(tmp_path: Path) -> None:
    text = read_own(tmp_path / "a.pdf", pdf(["One inter-\nnational agreement was signed."] * 3))
    assert text.paragraphs == ("One international agreement was signed.",) * 3
    assert text.pages == (1, 2, 3)


def test_word_and_books_are_read(timeline: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.docx").write_bytes(word(paragraph(words(SAID)) + paragraph(words(MORE))))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        target.writestr(
            "META-INF/container.xml", '<c xmlns="urn:x"><rootfile full-path="o/b.opf"/></c>'
        )
        target.writestr(
            "o/b.opf",
            '<p xmlns="urn:y"><title>B</title><item id="i" href="t.xhtml"/>'
            '<itemref idref="i"/></p>',
        )
        target.writestr("o/t.xhtml", f"<html><body><p>{SAID}</p><p>{MORE}</p></body></html>")
    Path("a.epub").write_bytes(made.getvalue())
    Path("a.md").write_text(f"*{SAID}*\n\n{MORE}\n", "utf-8")
    for name in ("a.docx", "a.epub", "a.md"):
        assert ddr(timeline, "hold", "unheld-2002", name) == 0
        capsys.readouterr()
        assert ddr(timeline, "read", "unheld-2002", "--format", "json") == 0
        found = [one["text"] for one in json.loads(capsys.readouterr().out)]
        assert found == [SAID, MORE], name


def test_hostile_pages_do_nothing(tmp_path: Path) -> None:
    evil = "<script>x()</script><iframe src='http://127.0.0.1:9/'></iframe>" + "<div>" * 9000
    text = read_own(tmp_path / "a.html", f"<html>{evil}<p>{SAID}</p>".encode())
    assert text.paragraphs == (SAID,)
    with pytest.raises(DataError, match="holds no text"):
        read_own(tmp_path / "a.html", b"<html><script>only()</script>")


@pytest.mark.parametrize(("words", "told"), [(SAID, "the same text as"), (MORE, "not the text of")])
def test_a_source_that_ships_a_pin_tells_whether_it_is_its_text(
    timeline: Path, capsys: pytest.CaptureFixture[str], words: str, told: str
) -> None:
    digest = hashlib.sha256(read_own(Path("a.txt"), SAID.encode()).content).hexdigest()
    file = timeline if timeline.is_file() else timeline / "timeline.toml"
    text = file.read_text("utf-8")
    pinned = text.replace('id = "unheld-2002"\n', f'id = "unheld-2002"\nsha256 = "{digest}"\n')
    assert pinned != text
    file.write_text(pinned, "utf-8")
    Path("b.txt").write_text(words, "utf-8")
    assert ddr(timeline, "hold", "unheld-2002", "b.txt") == 0
    assert f"unheld-2002: {told} its pin" in capsys.readouterr().err


def test_a_copy_that_changed_is_told_and_left_out(
    timeline: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("page.txt").write_text(SAID, "utf-8")
    assert ddr(timeline, "hold", "unheld-2002", "page.txt") == 0
    copy = read_copies(copies_path())["unheld-2002"]
    text_file(copies_path(), copy).write_text("other words", "utf-8")
    capsys.readouterr()
    assert ddr(timeline, "read", "unheld-2002") == 1
    assert "your copy of unheld-2002 has changed" in capsys.readouterr().err
    copies_path().write_text("{", "utf-8")
    assert ddr(timeline, "read", "unheld-2002") == 3
    assert "is not a list of your copies" in capsys.readouterr().err


def test_what_is_taken_back_is_what_there_was(tmp_path: Path) -> None:
    listed = tmp_path / "texts" / "copies.json"
    one, two = (read_own(tmp_path / "a.txt", text.encode()) for text in (SAID, MORE))
    assert hold(listed, {"a": one}, DAY) == {"a": "new"}
    assert hold(listed, {"a": one}, DAY) == {"a": "same"}
    assert hold(listed, {"a": two, "b": one}, DAY) == {"a": "changed", "b": "new"}
    assert take_back(listed) == (["a"], ["b"])
    assert text_file(listed, read_copies(listed)["a"]).read_text("utf-8") == f"{SAID}\n"
    let_go(listed, ["a"])
    assert read_copies(listed) == {}
    with pytest.raises(NotFoundError):
        let_go(listed, ["a"])
    with pytest.raises(UsageError):
        take_back(tmp_path / "none" / "copies.json")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
def test_copies_and_papers_are_whole_whenever_a_writer_is_killed(
    timeline: Path, tmp_path: Path
) -> None:
    """``DDR_EXHAUSTIVE=1`` kills 300 writers, the ordinary run 12, each at another moment."""
    chance = random.Random(16)  # noqa: S311
    listed, paper, page = copies_path(), tmp_path / "a.md", tmp_path / "page.txt"
    right = (
        "“The ministers – all of them – did not sign; nor did anyone else.” [@odd-2001, para. 5].\n"
    )
    wrong = right.replace("not ", "")
    chain = (
        ["hold", "unheld-2002", str(page)],
        ["hold", "--remove", "unheld-2002"],
        ["hold", "--undo"],
        ["proof", str(paper), "--fix", "--yes"],
    )
    number = killed = 0
    while killed < (300 if os.environ.get("DDR_EXHAUSTIVE") else 12):
        number += 1
        page.write_text(f"Text number {number}", "utf-8")
        ddr(timeline, "hold", "unheld-2002", str(page))
        page.write_text(f"Text number {number}, again", "utf-8")
        paper.write_text(wrong * 9, "utf-8")
        before = read_copies(listed)
        arguments = [*chain[number % 4], "--timeline", str(timeline)]
        process = child(arguments, kill_at(chance.randint(1, 40)))
        killed += ended(process) is None
        now = read_copies(listed)
        assert now.keys() <= {"unheld-2002"}
        for copy in (*now.values(), *before.values()):
            held = text_file(listed, copy).read_bytes()
            assert hashlib.sha256(held).hexdigest() == copy.sha256
        assert paper.read_text("utf-8") in (wrong * 9, right * 9)
        if arguments[0] == "proof":
            assert ended(child(arguments)) == 0
            assert paper.read_text("utf-8") == right * 9
            assert (tmp_path / "a.md.orig").exists()
            for path in tmp_path.glob("a.md.orig*"):
                assert path.read_text("utf-8") == wrong * 9
                path.unlink()
        assert ended(child(["hold", "unheld-2002", str(page), *arguments[-2:]])) == 0
        assert [*tmp_path.rglob("*.tmp")] == []
    if os.environ.get("DDR_EXHAUSTIVE") and sys.__stdout__:
        sys.__stdout__.write(f"{killed} of {number} killed\n")
