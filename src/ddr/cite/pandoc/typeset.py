"""Whole documents: pandoc's JSON in; a file in one of its formats out, the same bytes each time."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import Any, cast

from ddr.cite.pandoc import runner
from ddr.errors import ToolError
from ddr.frozen import Frozen

WRITERS = {
    "docx": "docx",
    "odt": "odt",
    "html": "html",
    "latex": "latex",
    "typst": "typst",
    "pdf": "typst",
    "markdown": "markdown-smart-link_attributes",
    "text": "plain",
}
"""The formats of a document, and pandoc's names of them; a PDF is typeset from Typst or LaTeX."""
BINARY = frozenset({"docx", "odt", "pdf"})
PAGES = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
"""The sizes of a page, width and height in millimetres."""

_FILTER = Path(__file__).with_name("footnotes.lua")
_ENGINES = ("xelatex", "lualatex", "tectonic")
_TYPST_PAGES = {"a4": "a4", "letter": "us-letter"}
_FONTS = (
    "Libertinus Serif", "Noto Serif CJK KR", "Noto Serif KR", "Source Han Serif K", "UnBatang",
    "Batang", "AppleMyungjo", "Noto Sans CJK KR", "Malgun Gothic", "Apple SD Gothic Neo",
)  # fmt: skip
"""Typst's own font, then those for Korean: unasked, Typst would take any that has the letters."""
_TWIPS = 1440 / 25.4  # in a millimetre
_MARGINS = (
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" '
    'w:footer="720" w:gutter="0" />'
)
_DAY_ONE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can hold
_SECONDS = 300.0


class Layout(Frozen):
    """How a document looks.

    to: one of `WRITERS`.
    page: one of `PAGES`, or "" for that of the template.
    template: a template of pandoc, or, for docx and odt, a document whose styles are taken.
    seconds: what it is dated by, since 1970.
    """

    to: str
    page: str = "a4"
    template: str = ""
    seconds: int = 0


def typeset(blocks: Sequence[Any], meta: Mapping[str, Any], layout: Layout) -> bytes:
    """Return a document, from one run of pandoc.

    blocks: in pandoc's JSON; a division called ``refs`` becomes the list of works.
    meta: its metadata, in pandoc's JSON too, with what `ddr.cite.footnotes` adds.

    Raises `ToolError` if pandoc, or for a PDF Typst and LaTeX, are missing or fail.
    """
    engine = _latex() if layout.to == "pdf" else ""
    document = {"pandoc-api-version": [1, 23], "meta": meta, "blocks": list(blocks)}
    text = json.dumps(document, ensure_ascii=False)
    binary = runner.find()
    arguments = _arguments(layout, engine)
    environment = {"SOURCE_DATE_EPOCH": str(layout.seconds)}
    if engine:
        with TemporaryDirectory() as folder:
            file = Path(folder, "document.pdf")
            command = [*arguments, "-o", str(file)]
            runner.produced(binary, command, text, _SECONDS, environment)
            return file.read_bytes()
    made = runner.produced(binary, [*arguments, "-o", "-"], text, _SECONDS, environment)
    if layout.to == "pdf":
        return cast("bytes", by_typst(made.decode(), format="pdf"))
    return _settled(made, layout) if layout.to in BINARY else made


def _latex() -> str:
    """Return the LaTeX to make a PDF with, or "" where Typst is there, which is quicker."""
    from importlib.util import find_spec

    if find_spec("typst"):
        return ""
    for engine in _ENGINES:
        if which(engine):
            return engine
    raise ToolError(
        "a PDF needs Typst or LaTeX, and neither was found: install 'ddr-timeline[pdf]', "
        "or write --format docx"
    )


def _arguments(layout: Layout, engine: str) -> list[str]:
    writer = "latex" if engine else WRITERS[layout.to]
    made = ["-f", "json", "-t", writer, "-s", "--citeproc", f"--lua-filter={_FILTER}"]
    made += ["--wrap=none"] if layout.to == "markdown" else []
    made += [f"--pdf-engine={engine}"] if engine else []
    made += ["--embed-resources"] if layout.to == "html" else []
    if layout.page and layout.to in {"latex", "typst", "pdf"}:
        typst = layout.to in {"typst", "pdf"} and not engine
        made += ["-V", f"papersize={_TYPST_PAGES[layout.page] if typst else layout.page}"]
    if layout.template:
        option = "reference-doc" if layout.to in {"docx", "odt"} else "template"
        made.append(f"--{option}={layout.template}")
    return made


def by_typst(source: str, **form: Any) -> bytes | list[bytes]:
    """Return what Typst makes of a document; nothing in it tells when that was.

    form: what `typst.compile` takes, such as ``format="png"``, which has a picture a page.

    Raises `ToolError` if Typst finds a fault in it.
    """
    import typst

    fonts = ", ".join(f'"{font}"' for font in _FONTS)
    settings = f"#set document(date: none)\n#set text(font: ({fonts}))\n"
    try:
        made: bytes | list[bytes] = typst.compile(f"{settings}{source}".encode(), **form)
    except RuntimeError as error:
        first = str(error).strip().splitlines()[0]
        raise ToolError(f"Typst could not typeset the document: {first}") from None
    return made


def _settled(made: bytes, layout: Layout) -> bytes:
    """Return a zipped document with the page asked for, and no time of its making in it."""
    sized = {"docx": "word/document.xml", "odt": "styles.xml"}[layout.to]
    bound = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(bound, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == sized:
                content = _counted_on(_sized(content.decode(), layout)).encode()
            info = zipfile.ZipInfo(entry.filename, _DAY_ONE)
            info.compress_type = entry.compress_type
            info.external_attr = 0o644 << 16
            new.writestr(info, content)
    return bound.getvalue()


def _counted_on(xml: str) -> str:
    """Number the notes of a Word document through, as Word does with its one section.

    LibreOffice takes "each section" for each chapter, and would begin anew with every heading.
    """
    return xml.replace('<w:numRestart w:val="eachSect" />', '<w:numRestart w:val="continuous" />')


def _sized(xml: str, layout: Layout) -> str:
    if not layout.page:
        return xml
    width, height = PAGES[layout.page]
    if layout.to == "docx":
        size = f'<w:pgSz w:w="{width * _TWIPS:.0f}" w:h="{height * _TWIPS:.0f}" />'
        if "<w:pgSz " in xml:
            return re.sub(r"<w:pgSz [^>]*/>", size, xml)
        return xml.replace("</w:sectPr>", f"{size}{_MARGINS}</w:sectPr>")
    xml = re.sub(r'fo:page-width="[^"]*"', f'fo:page-width="{width}mm"', xml)
    return re.sub(r'fo:page-height="[^"]*"', f'fo:page-height="{height}mm"', xml)
