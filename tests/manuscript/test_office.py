"""Papers in Word and LibreOffice: what is read of them, and that it is what Markdown says."""

from __future__ import annotations

import base64
import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from html import escape
from pathlib import Path

import docx
import pypandoc
import pytest
from docx.enum.style import WD_STYLE_TYPE
from odf import opendocument as odf
from odf import text as odf_text

from ddr.errors import DataError
from ddr.index.open import Index
from ddr.manuscript.manuscript import Manuscript, read
from ddr.manuscript.proofread import Proof, proof
from ddr.manuscript.works import Works

from .office_files import (
    STRICT,
    csl,
    note,
    opendocument,
    paragraph,
    plain_field,
    run,
    word,
    zotero,
)

WRONG = "“there is alternative to a peaceful resolution”"
RIGHT = "“there is no alternative to a peaceful resolution”"
URL = "http://en.special.kremlin.ru/catalog/countries/KP/events/60369"
FOUR = "[@kremlin-2019, para. 4]"

PAPER = f"""
He said that {WRONG} {FOUR}.

Putin said {RIGHT}.^[See [@kremlin-2019, para. 6].] “So-called” words.

> I raise a toast to further strengthening the friendship [@kremlin-2019, para. 4]

And [@kremlin-2018]; “words of a text” that is held [@mfa-2021, para. 99].

- one “no alternative to a peaceful resolution of the nuclear”,
- and “two” of @kremlin-2019 [para. 4]: “there is no alternative”.

| A | B |
|---|---|
| “there is no alternative” | [@kremlin-2019, para. 4] |

A last one: “Dear comrades and friends”.^[{WRONG}, [@kremlin-2019, para. 4]; as he said.]
"""


def paper(folder: Path, content: bytes, suffix: str, index: Index) -> Manuscript:
    path = folder / f"paper{suffix}"
    path.write_bytes(content)
    return read(path, known=Works(index))


def codes(index: Index, manuscript: Manuscript) -> list[tuple[str, str, str]]:
    found = proof(index, [manuscript]).findings
    return sorted((one.code, one.quotation, one.key) for one in found)


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_a_paper_says_the_same_as_in_markdown(index: Index, tmp_path: Path, suffix: str) -> None:
    source = tmp_path / "paper.md"
    source.write_text(PAPER, "utf-8")
    wanted = read(source, known=Works(index))
    made = tmp_path / f"made{suffix}"
    pypandoc.convert_text(PAPER, suffix[1:], "markdown-citations", outputfile=str(made))
    found = read(made, known=Works(index))
    assert codes(index, found) == codes(index, wanted)
    assert len(codes(index, found)) >= 7
    assert proof(index, [found]).tally == proof(index, [wanted]).tally
    assert [one.kind for one in found.quotations].count("block") == 1


def said(index: Index, folder: Path, content: bytes, suffix: str = ".docx") -> Proof:
    return proof(index, [paper(folder, content, suffix, index)])


CSL = csl("4", URL=URL)
CITED = [
    (zotero("4", URL=URL), "by its address"),
    (zotero("4", URL=URL.replace("http://", "https://www.") + "/"), "by its address, otherwise written"),
    (zotero("4", **{"citation-key": "kremlin-2019"}), "by its key"),
    (plain_field(f"ADDIN CSL_CITATION {csl('4', URL=URL)}", "(Putin)"), "by Mendeley"),
    ('<w:fldSimple w:instr="ADDIN ZOTERO_ITEM CSL_CITATION ' + CSL.replace('"', "&quot;") + '">' + run("(P)") + "</w:fldSimple>", "in a simple field"),
    (
        '<w:sdt><w:sdtPr><w:tag w:val="MENDELEY_CITATION_v3_'
        + base64.b64encode(csl("4", URL=URL).encode()).decode()
        + f'"/></w:sdtPr><w:sdtContent>{run("(Putin 2019)")}</w:sdtContent></w:sdt>',
        "in a content control",
    ),
    (run("[@kremlin-2019, para. 4]"), "as typed"),
    (run("(kremlin-2019, ") + run("para. 4)"), "as typed in two runs"),
    (note(2), "in a note that prints the address"),
]  # fmt: skip


@pytest.mark.parametrize("citation", [one for one, _ in CITED], ids=[name for _, name in CITED])
def test_every_way_to_cite_is_read(index: Index, tmp_path: Path, citation: str) -> None:
    body = paragraph(run(f"He said {WRONG} "), citation, run(", and left."))
    content = word(body, {2: run(f"Vladimir Putin, “Speech”, {URL} (accessed today), para. 4.")})
    found = said(index, tmp_path, content)
    assert [(one.code, one.key) for one in found.findings] == [("omission", "kremlin-2019")]
    right = word(body.replace(WRONG, RIGHT), {2: run(f"Putin, {URL}, para. 4.")})
    found = said(index, tmp_path, right)
    assert found.findings == []
    assert {one.standing for one in found.judged} <= {"verbatim", "short"}


CODE = f"ZOTERO_ITEM CSL_CITATION {CSL}"
KEPT = [(f"ZOTERO_BREF_x1_{n + 1}", CODE[n * 60 : n * 60 + 60]) for n in range(9)]
"""Citations of bookmarks, as the properties of a document keep them: in parts, in any order."""


def kept(content: bytes, name: str, part: str) -> bytes:
    """Add a file to a document."""
    made = io.BytesIO(content)
    with zipfile.ZipFile(made, "a") as target:
        target.writestr(name, part)
    return made.getvalue()


def bookmark(shown: str, end: str = '<w:bookmarkEnd w:id="4"/>') -> str:
    return f'<w:bookmarkStart w:id="4" w:name="ZOTERO_BREF_x1"/>{run(shown)}{end}'


def in_word(content: bytes) -> bytes:
    each = "".join(
        f'<property name="{name}"><vt:lpwstr>{escape(value)}</vt:lpwstr></property>'
        for name, value in reversed(KEPT)
    )
    root = "http://schemas.openxmlformats.org/officeDocument/2006/"
    head = f'<Properties xmlns="{root}custom-properties" xmlns:vt="{root}docPropsVTypes">'
    return kept(content, "docProps/custom.xml", f"{head}{each}</Properties>")


def test_bookmarks_of_zotero_cite_what_the_properties_keep(index: Index, tmp_path: Path) -> None:
    body = paragraph(run(f"He said {WRONG} "), bookmark("(“Speeches at one reception”)"), run("."))
    found = said(index, tmp_path, in_word(word(body)))
    assert [(one.code, one.key) for one in found.findings] == [("omission", "kremlin-2019")]
    assert len(found.judged) == 1
    unclosed = paragraph(run(f"He said {WRONG} "), bookmark("(P)", "")) + paragraph(run(RIGHT))
    assert len(said(index, tmp_path, in_word(word(unclosed))).judged) == 2
    assert said(index, tmp_path, word(body)).findings[0].code == "near"
    each = "".join(
        f'<meta:user-defined meta:name="{name}">{escape(value)}</meta:user-defined>'
        for name, value in KEPT
    )
    meta = (
        '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"><office:meta>'
        f"{each}</office:meta></office:document-meta>"
    )
    around = '<text:bookmark-{0} text:name="ZOTERO_BREF_x1"/>'
    cited = f"{around.format('start')}(Putin){around.format('end')}"
    content = opendocument(f"<text:p>He said {WRONG} {cited}.</text:p>")
    found = said(index, tmp_path, kept(content, "meta.xml", meta), ".odt")
    assert [(one.code, one.key) for one in found.findings] == [("omission", "kremlin-2019")]


def test_a_note_that_says_ibidem_cites_what_the_last_one_did(index: Index, tmp_path: Path) -> None:
    body = paragraph(run(RIGHT), note(1), run(f" and {RIGHT}"), note(2), run("."))
    content = word(body, {1: run(f"Putin, {URL}, para. 4."), 2: run("Ibid., para. 5.")})
    found = said(index, tmp_path, content)
    assert [one.code for one in found.findings] == ["wrong-paragraph"]


def test_a_title_in_a_note_is_a_citation(index: Index, tmp_path: Path) -> None:
    body = paragraph(run(RIGHT), note(1), run("."))
    title = "“Invariable Friendship Inheriting over Centuries,”"
    found = said(index, tmp_path, word(body, {1: run(f"Li, {title} DPRK Today, 2021, para. 2.")}))
    assert [(one.code, one.key) for one in found.findings] == [("wrong-source", "mfa-2021")]
    assert sorted(one.standing for one in found.judged) == ["mend", "short"]


def test_works_of_others_are_no_faults(index: Index, tmp_path: Path) -> None:
    other = zotero("9", "page", title="The North Korean Revolution", URL="https://example.org/x")
    found = said(index, tmp_path, word(paragraph(run("He said “some words of it” "), other)))
    assert [one.code for one in found.findings] == ["not-held"]
    assert "The North Korean Revolution" in found.findings[0].message


def quoted(text: str, left: int = 0, right: int = 0, style: str = "") -> str:
    indented = f'<w:ind w:left="{left}" w:right="{right}"/>' if left else ""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return paragraph(run(text), properties=styled + indented)


STYLES = (
    '<w:styles ROOT><w:style w:type="paragraph" w:styleId="Zitat1"><w:name w:val="Quote"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Eigenes"><w:name w:val="Mine"/><w:basedOn w:val="Zitat1"/>'
    "</w:style></w:styles>"
)


@pytest.mark.parametrize(
    "block",
    [
        quoted("X", style="Zitat1"),
        quoted("X", style="Eigenes"),
        quoted("X", 567, 567),
        quoted("X " + "and so on " * 6, 567),
    ],
)
def test_what_is_set_off_is_a_block_quotation(index: Index, tmp_path: Path, block: str) -> None:
    content = word(paragraph(run("He said:")) + block + paragraph(run("End.")), styles=STYLES)
    found = paper(tmp_path, content, ".docx", index)
    assert [one.kind for one in found.quotations] == ["block"]


T = f"He said {WRONG} {FOUR}."
HALF = len(T) // 2
BOX = "<mc:AlternateContent><mc:Choice><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent>"
SHAPES: dict[str, bytes] = {
    "plain": word(paragraph(run(T))),
    "strict": word(paragraph(run(T)), space=STRICT),
    "a run for each letter": word(paragraph(*map(run, T))),
    "soft hyphens": word(paragraph(run(T.replace("peace", "peace\u00ad")))),
    "soft hyphens as elements": word(
        paragraph(run(T[:HALF]), "<w:r><w:softHyphen/></w:r>", run(T[HALF:]))
    ),
    "tracked": word(
        paragraph(
            run(T[:30]),
            '<w:del w:id="1" w:author="a"><w:r><w:delText>no such words </w:delText></w:r></w:del>',
            f'<w:ins w:id="2" w:author="a">{run(T[30:])}</w:ins>',
        )
    ),
    "moved": word(
        paragraph(f'<w:moveFrom w:id="1">{run("gone “away with it all”")}</w:moveFrom>', f'<w:moveTo w:id="2">{run(T)}</w:moveTo>')
    ),
    "text box": word(paragraph(run("Before. "), f"<w:r>{BOX.format(paragraph(run(T)))}</w:r>", run("After."))),
    "table": word(f"<w:tbl><w:tr><w:tc>{paragraph(run(T))}</w:tc><w:tc>{paragraph()}</w:tc></w:tr></w:tbl>"),
    "hidden": word(paragraph(run(T), run(" “hidden words are not read at all”", "<w:vanish/>"))),
    "hyperlink": word(paragraph(run(T[:40]), f"<w:hyperlink>{run(T[40:])}</w:hyperlink>")),
    "content control": word(f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph(run(T))}</w:sdtContent></w:sdt>"),
    "smart tag": word(paragraph(f'<w:smartTag w:element="x">{run(T)}</w:smartTag>')),
    "table of contents": word(paragraph(plain_field(' TOC \\o "1-3" ', "“A heading of many words” 3")) + paragraph(run(T))),
    "bibliography": word(paragraph(run(T)) + paragraph(plain_field(" ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY ", "P. “A title of many words.” 2019."))),
    "bookmarks": word(paragraph('<w:bookmarkStart w:id="0" w:name="x"/>', run(T[:35]), '<w:bookmarkEnd w:id="0"/>', run(T[35:]))),
    "line breaks": word(paragraph(*map(run, T.partition(" ")[:1]), "<w:r><w:br/></w:r>", run(T.partition(" ")[2]))),
    "languages": word(paragraph(run(T[:33], '<w:lang w:val="en-GB"/>'), '<w:proofErr w:type="spellStart"/>', run(T[33:], "<w:i/>"))),
    "entities": word(paragraph(run("R&D <x>: "), run(T))),
    "formula": word(paragraph(run(T), '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>“x of y and of z”</m:t></m:r></m:oMath>')),
    "straight marks": word(paragraph(run(T.replace("“", '"').replace("”", '"')))),
    "guillemets": word(paragraph(run(T.replace("“", "«").replace("”", "»")))),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_every_shape_of_word_is_read(index: Index, tmp_path: Path, shape: bytes) -> None:
    found = said(index, tmp_path, shape)
    assert [(one.code, one.key) for one in found.findings] == [("omission", "kremlin-2019")]
    assert len(found.judged) == 1


def mark(code: str, shown: str) -> str:
    name = code.replace('"', "&quot;")
    return (
        f'<text:reference-mark-start text:name="{name}"/>{shown}'
        f'<text:reference-mark-end text:name="{name}"/>'
    )


ODT: dict[str, str] = {
    "plain": f"<text:p>{T}</text:p>",
    "spans": f"<text:p>{T[:30]}<text:span>{T[30:]}</text:span></text:p>",
    "blanks": f"<text:p>{T.replace(' alternative', '<text:s/>alternative')}</text:p>",
    "lines": "<text:p>" + T.replace(" ", "\n  ") + "</text:p>",
    "note": f'<text:p>He said {WRONG}<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>See {FOUR}</text:p></text:note-body></text:note>.</text:p>',
    "printed": f'<text:p>He said {WRONG}<text:note text:note-class="endnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Putin, {URL}, para. 4</text:p></text:note-body></text:note>.</text:p>',
    "deleted": f"<text:tracked-changes><text:changed-region><text:deletion><text:p>“words that are no longer there”</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>{T}</text:p>",
    "annotation": f"<text:p>{T}<office:annotation><text:p>“a remark of many words”</text:p></office:annotation></text:p>",
    "frame": f"<text:p>Before<draw:frame><draw:text-box><text:p>{T}</text:p></draw:text-box></draw:frame>.</text:p>",
    "table": f"<table:table><table:table-row><table:table-cell><text:p>{T}</text:p></table:table-cell></table:table-row></table:table>",
    "list": f"<text:list><text:list-item><text:p>{T}</text:p></text:list-item></text:list>",
    "zotero": f"<text:p>He said {WRONG} {mark('ZOTERO_ITEM CSL_CITATION ' + CSL + ' RNDabc', '(Putin)')}.</text:p>",
    "bibliography mark": f'<text:p>He said {WRONG} <text:bibliography-mark text:identifier="kremlin-2019">[K]</text:bibliography-mark>.</text:p>',
}  # fmt: skip


@pytest.mark.parametrize("body", ODT.values(), ids=ODT)
def test_every_shape_of_libreoffice_is_read(index: Index, tmp_path: Path, body: str) -> None:
    found = said(index, tmp_path, opendocument(body), ".odt")
    assert [(one.code, one.key) for one in found.findings] == [("omission", "kremlin-2019")]
    assert len(found.judged) == 1


def test_what_other_libraries_write_is_read(index: Index, tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("A paper", 1)
    made.add_paragraph(T)
    made.styles.add_style("Block Quotation", WD_STYLE_TYPE.PARAGRAPH)
    made.add_paragraph(f"{WRONG[1:-1]} {FOUR}", style="Block Quotation")
    made.add_table(1, 1).cell(0, 0).text = T
    saved = io.BytesIO()
    made.save(saved)
    found = said(index, tmp_path, saved.getvalue())
    assert [one.code for one in found.findings] == ["omission"] * 3
    assert [one.line for one in found.findings] == [2, 3, 4]
    other = odf.OpenDocumentText()
    other.text.addElement(odf_text.P(text=T))
    other.save(str(tmp_path / "other.odt"))
    found = proof(index, [read(tmp_path / "other.odt", known=Works(index))])
    assert [one.code for one in found.findings] == ["omission"]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_what_libreoffice_writes_is_read(index: Index, tmp_path: Path) -> None:
    source = tmp_path / "made.docx"
    text = PAPER.partition("And [@kremlin-2018]")[0]
    pypandoc.convert_text(text, "docx", "markdown-citations", outputfile=str(source))
    wanted = codes(index, read(source, known=Works(index)))
    for suffix in ("odt", "docx"):
        office(source, suffix, tmp_path / suffix)
        found = read(tmp_path / suffix / f"made.{suffix}", known=Works(index))
        assert codes(index, found) == wanted


def office(source: Path, suffix: str, folder: Path) -> None:
    """Have LibreOffice open a document and write it again."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", str(folder)]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=240)


BROKEN: dict[str, Callable[[], bytes]] = {
    "no zip": lambda: b"PK\x03\x04 no more",
    "an old document": lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600,
    "cut off": lambda: word(paragraph(run(T)))[:-40],
    "no document": lambda: word("").replace(b"word/document.xml", b"word/documenx.xml"),
    "not well-formed": lambda: word("<w:p>"),
}


@pytest.mark.parametrize("made", BROKEN.values(), ids=BROKEN)
def test_what_is_no_document_is_told_in_one_line(
    index: Index, tmp_path: Path, made: Callable[[], bytes]
) -> None:
    with pytest.raises(DataError, match=r"paper\.docx: ") as told:
        said(index, tmp_path, made())
    assert "\n" not in str(told.value)
