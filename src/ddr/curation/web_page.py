"""The text of a web page: which charset it is in, and which paragraphs it holds.

The parser of the standard library reads whatever is called HTML, at once. Pandoc reads it as well,
but no longer tells a menu or a footer from the text.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from contextlib import suppress
from html.parser import HTMLParser

from ddr.errors import DataError
from ddr.files import decode

BLANK_LINE = re.compile(r"\n[^\S\n]*\n")

_BEGIN = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<\?xml[^>]*>|<!--.*?-->)*+<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_DECLARED = re.compile(
    rb"^\s*<\?xml[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)"
    rb"|<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)",
    re.IGNORECASE,
)
_HEAD = 2**16
_KNOWN = re.compile(
    r"utf|cp(?:125\d|866|874|932|949)|iso8859|koi8|gb18030|big5|euc|iso2022|mac-cyr"
)
_WIDER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "tis-620": "cp874", "euc_kr": "cp949", "shift_jis": "cp932", "gb2312": "gb18030",
    "gbk": "gb18030", "big5": "big5hkscs",
}  # fmt: skip
"""What browsers read in place of a declared charset: the larger one that replaced it.

https://encoding.spec.whatwg.org/#names-and-labels
"""

_PARTS = frozenset({
    "br", "caption", "col", "colgroup", "dd", "dt", "hr", "li", "p", "tbody", "td", "tfoot", "th",
    "thead", "tr",
})  # fmt: skip
"""Elements that part paragraphs and need not be ended."""
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "legend", "main", "menu", "nav", "ol", "pre", "search", "section",
    "summary", "table", "ul",
})  # fmt: skip
"""Elements that part paragraphs and last until they, or what they stand in, are ended."""
_LEFT_OUT = frozenset({
    "aside", "audio", "button", "canvas", "datalist", "footer", "header", "iframe", "nav",
    "noscript", "script", "select", "style", "svg", "template", "textarea", "video",
})  # fmt: skip


def is_page(content: bytes) -> bool:
    """Return whether a file begins as a web page does."""
    return _BEGIN.match(content[:_HEAD]) is not None


def decoded(content: bytes, name: str) -> tuple[str, str]:
    """Return the text of a page, and what is to be told of its charset: "" for UTF-8.

    A byte order mark decides, then what the bytes are, then what the page declares: saved pages
    are often UTF-8 whatever they declare, but no other charset is UTF-8 by chance. Raises
    `DataError` where nothing fits.
    """
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    label = "UTF-16" if marked else _declared(content)
    codec = _codec(label)
    if not marked and not codec.startswith("iso2022"):  # whose bytes are ASCII
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            if not label or codec.startswith("utf"):
                decode(content, name)  # fails likewise, and names the line
        else:
            other = label and not content.isascii() and not codec.startswith("utf")
            return text, f"is UTF-8, although it declares {label}" if other else ""
    if not codec:
        what = f"declares the charset '{label}', which is not known here"
        raise DataError(f"{name}: {what}; save the page as UTF-8")
    try:
        return content.decode(codec), f"decoded from {label}, as it declares"
    except UnicodeDecodeError as error:
        what = f"is not in {label}, as it declares: byte 0x{content[error.start]:02X}"
        where = f"after {error.start:,} others is not a character of it"
        raise DataError(f"{name}: {what} {where}; save the page as UTF-8") from None


def _declared(content: bytes) -> str:
    """Return the charset that a page declares, or ``""``."""
    found = _DECLARED.search(_COMMENT.sub(b"", content[:_HEAD]))
    return (found[1] or found[2]).decode("ascii", "replace") if found else ""


def _codec(label: str) -> str:
    """Return Python's name for a charset of a page; ``""`` for one that no page has."""
    for name in (label, label.lower().removeprefix("x-").replace("windows-", "cp")):
        with suppress(LookupError):
            codec = codecs.lookup(name).name
            codec = _WIDER.get(codec, codec)
            return codec if _KNOWN.match(codec) else ""
    return ""


class Page(HTMLParser):
    """The paragraphs of a page.

    paragraphs: in order, as they stand there.
    left_out: how often each element was left out.
    title, language: as the page states them.
    """

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = []
        self.left_out: Counter[str] = Counter()
        self.title = ""
        self.language = ""
        self._words: list[str] = []
        self._open: list[str] = []
        self._count: Counter[str] = Counter()  # of those open
        self._outside = 0  # how many of those open are left out
        self._in_title = False
        self.feed(text)
        self.close()
        self._end_paragraph()
        self.title = " ".join(self.title.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        if tag == "html":
            given = dict(attrs)
            self.language = given.get("lang") or given.get("xml:lang") or ""
        self._in_title = tag == "title" and not self.title and not self._outside
        if tag in _PARTS or tag in _BLOCKS:
            self._end_paragraph()
        if tag in _BLOCKS or tag in _LEFT_OUT:
            self._open.append(tag)
            self._count[tag] += 1
        if tag in _LEFT_OUT:
            self.left_out[tag] += not self._outside
            self._outside += 1

    def handle_endtag(self, tag: str) -> None:
        """End an element, and those left open inside."""
        self._in_title = False
        if tag in _PARTS or tag in _BLOCKS:
            self._end_paragraph()
        while self._count[tag]:
            ended = self._open.pop()
            self._count[ended] -= 1
            self._outside -= ended in _LEFT_OUT
            if ended == tag:
                break

    def handle_data(self, data: str) -> None:
        """Take text; where lines are kept, a blank one parts paragraphs."""
        if self._in_title:
            self.title += data
        elif not self._outside:
            first, *others = BLANK_LINE.split(data) if self._count["pre"] else [data]
            self._words.append(first)
            for other in others:
                self._end_paragraph()
                self._words.append(other)

    def parse_marked_section(self, i: int, report: object = None) -> int:  # noqa: ARG002
        """Pass over ``<![if …]>`` and what else begins so, as browsers do, up to the next ``>``."""
        return self.rawdata.find(">", i) + 1 or len(self.rawdata)

    def _end_paragraph(self) -> None:
        text = "".join(self._words)
        self._words = []
        if text.strip():
            self.paragraphs.append(text)
