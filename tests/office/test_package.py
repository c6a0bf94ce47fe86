"""Documents that mean harm: nothing large is unpacked, nothing is fetched, nothing is expanded."""

from __future__ import annotations

import contextlib
import io
import zipfile

import pytest

from ddr.errors import DataError
from ddr.office.opendocument import read_opendocument
from ddr.office.package import LARGEST, Package
from ddr.office.word import read_word
from tests.manuscript.office_files import opendocument, paragraph, run, word, zipped

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    "<x>&b;</x>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><x/>'


def opened(content: bytes) -> Package:
    return Package(content, "x.docx")


@pytest.mark.parametrize("xml", [LAUGHS, OUTSIDE])
@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/footnotes.xml"])
def test_a_document_type_is_refused(xml: str, part: str) -> None:
    styles = "<w:styles ROOT/>"
    parts = unzipped(word(paragraph(run("x")), {1: run("y")}, styles=styles))
    with pytest.raises(DataError, match="declares a document type"):
        read_word(opened(zipped(parts | {part: xml})))


def unzipped(content: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_document_type_is_refused_in_opendocument_too() -> None:
    parts = unzipped(opendocument("")) | {"content.xml": LAUGHS}
    with pytest.raises(DataError, match="declares a document type"):
        read_opendocument(opened(zipped(parts)))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    made = io.BytesIO()
    with (
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
        target.open("word/document.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(300):
            part.write(b" " * 2**20)
    with pytest.raises(DataError, match="unpacks to more than 256 MiB"):
        opened(made.getvalue())


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("word/document.xml", b" " * (LARGEST + 2))
    content = made.getvalue().replace((LARGEST + 2).to_bytes(4, "little"), b"\x40\0\0\0")
    with pytest.raises(DataError):
        opened(content).read("word/document.xml")


def test_what_is_nested_too_deep_is_refused() -> None:
    deep = "<w:sdt>" * 5000 + "</w:sdt>" * 5000
    with pytest.raises(DataError, match="nested too deeply"):
        read_word(opened(word(deep)))


def test_names_that_lead_out_are_only_names() -> None:
    parts = unzipped(word(paragraph(run("x"))))
    relations = (
        str(parts["_rels/.rels"], "utf-8") if isinstance(parts["_rels/.rels"], bytes) else ""
    )
    parts["_rels/.rels"] = relations.replace("word/document.xml", "../../../../etc/passwd")
    with pytest.raises(DataError, match="holds no"):
        read_word(opened(zipped(parts)))


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_document_is_told_or_read(seed: int) -> None:
    content = bytearray(word(paragraph(run("“Some words” and more"), run("x")), {1: run("y")}))
    for step in range(1 + seed % 3):
        content[(seed * 7919 + step * 104729) % len(content)] ^= 1 << (seed % 8)
    with contextlib.suppress(DataError):
        read_word(opened(bytes(content)))
