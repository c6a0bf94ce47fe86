"""``ddr hold``: a reader's own copies, used by every question and part of no timeline."""

from __future__ import annotations

import io
import json
import signal
import subprocess
import sys
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest
from fpdf import FPDF

from ddr.cli.app import run
from ddr.corpus.own_copies import read_copies, text_file
from ddr.curation.own_reading import read_own
from ddr.curation.own_texts import hold, let_go, take_back
from ddr.errors import DataError, NotFoundError, UsageError
from ddr.folders import copies_path
from tests.manuscript.office_files import paragraph, word
from tests.manuscript.office_files import run as words
from tests.manuscript.timeline import write

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
    out, err = capsys.readouterr()
    assert [one["text"] for one in json.loads(out)] == ["A page", SAID, MORE]
    assert "your copy: unheld-2002" in err
    assert ddr(timeline, "search", "timber fish") == 0
    out, err = capsys.readouterr()
    assert "unheld-2002" in out
    assert "your copy: unheld-2002" in err
    assert ddr(timeline, "said", "--verify", SAID) == 0
    out, err = capsys.readouterr()
    assert "unheld-2002" in out
    assert "your copy" in err
    Path("a.md").write_text(f"“{SAID.replace('few', 'many')}” [@unheld-2002, para. 2].", "utf-8")
    assert ddr(timeline, "proof", "a.md") == 1
    out, err = capsys.readouterr()
    assert "[-many-] {+few+}" in out
    Path("b.md").write_text(f"“{SAID}” [@unheld-2002, para. 2].", "utf-8")
    assert ddr(timeline, "proof", "b.md") == 0
    assert "your copy: unheld-2002" in capsys.readouterr().err


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
    assert "is no list of your copies" in capsys.readouterr().err


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


WRITER = """
import sys
from datetime import date
from pathlib import Path
from ddr.curation.own_reading import read_own
from ddr.curation.own_texts import hold
listed = Path(sys.argv[1])
for n in range(10**6):
    text = read_own(Path("a.txt"), f"Text number {n % 7}".encode())
    hold(listed, {f"s{n % 5}": text}, date(2026, 1, 2))
    print("held", flush=True)
"""


def test_a_writer_that_is_killed_leaves_whole_copies(tmp_path: Path) -> None:
    listed = tmp_path / "texts" / "copies.json"
    for number in range(12):
        command = [sys.executable, "-c", WRITER, str(listed)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(0.05 + 0.013 * number)
            process.send_signal(signal.SIGKILL)
        for copy in read_copies(listed).values():
            assert text_file(listed, copy).read_text("utf-8").startswith("Text number")
    assert read_copies(listed)
