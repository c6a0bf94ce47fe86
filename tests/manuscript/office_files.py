"""Writes documents of Word and LibreOffice part by part, as programs of other people shape them."""

from __future__ import annotations

import io
import json
import zipfile
from html import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def zipped(parts: dict[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, part in parts.items():
            target.writestr(name, part)
    return made.getvalue()


def run(text: str, properties: str = "") -> str:
    kept = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{kept}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def paragraph(*inner: str, properties: str = "") -> str:
    kept = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{kept}{''.join(inner)}</w:p>"


def plain_field(code: str, shown: str) -> str:
    """Return a complex field, its code in two pieces as Word likes to break it."""
    half = len(code) // 2
    codes = "".join(
        f'<w:r><w:instrText xml:space="preserve">{escape(part)}</w:instrText></w:r>'
        for part in (code[:half], code[half:])
    )
    kinds = [
        f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "separate", "end")
    ]
    return f"{kinds[0]}{codes}{kinds[1]}{run(shown)}{kinds[2]}"


def csl(locator: str = "", label: str = "paragraph", **data: str) -> str:
    item = {"id": 7, "uris": ["http://zotero.org/users/1/items/ABC"], "itemData": {"id": 7} | data}
    placed = {"locator": locator, "label": label} if locator else {}
    return json.dumps({"citationID": "x", "citationItems": [item | placed]})


def zotero(locator: str = "", label: str = "paragraph", **data: str) -> str:
    return plain_field(
        f" ADDIN ZOTERO_ITEM CSL_CITATION {csl(locator, label, **data)} ", "(X 2019)"
    )


def note(number: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def word(body: str, notes: dict[int, str] | None = None, space: str = W, **more: str) -> bytes:
    """Return a document with this body and these notes, each of runs."""
    root = (
        f'xmlns:w="{space}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    kinds = {"document": f"<w:document {root}><w:body>{body}<w:sectPr/></w:body></w:document>"}
    if notes:
        separator = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>---</w:t></w:r></w:p></w:footnote>'
        each = "".join(
            f'<w:footnote w:id="{number}">{paragraph("<w:r><w:footnoteRef/></w:r>", inner)}</w:footnote>'
            for number, inner in notes.items()
        )
        kinds["footnotes"] = f"<w:footnotes {root}>{separator}{each}</w:footnotes>"
    kinds |= {name: part.replace("ROOT", root) for name, part in more.items()}
    relations = "".join(
        f'<Relationship Id="r{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for name in kinds
        if name != "document"
    )
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_MAIN}.{"document.main" if name == "document" else name}+xml"/>'
        for name in kinds
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return zipped(
        {
            "[Content_Types].xml": f'{head}<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
            "_rels/.rels": f'{head}<Relationships xmlns="{_RELS}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'{head}<Relationships xmlns="{_RELS}">{relations}</Relationships>',
            **{f"word/{name}.xml": f"{head}{part}" for name, part in kinds.items()},
        }
    )


_ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
)


def opendocument(body: str, styles: str = "") -> bytes:
    """Return a document of LibreOffice with this body."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {_ODF} office:version="1.3">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:'
        'xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.text"/></manifest:manifest>'
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
        }
    )
