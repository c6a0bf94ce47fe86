"""What is asked of the citation engine, and what it answers."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple, get_args

from ddr.cite.csl import Item
from ddr.frozen import Frozen
from ddr.locators import Locator

Form = Literal["note", "short", "bibliography", "in-text"]
Output = Literal["text", "markdown", "html", "latex", "rtf", "typst", "org", "docx"]
FORMS: tuple[Form, ...] = get_args(Form)
ALL = "all"
"""Each form at once."""
FORM_WORDS = (*FORMS, ALL, "attribution")
MARKUPS: tuple[Output, ...] = get_args(Output)
KEYS = {
    "pandoc-key": "a citation for pandoc's Markdown",
    "latex-key": "a citation command of biblatex",
    "typst-key": "a citation for Typst",
}
"""The forms of a citation by key."""
MARKUPS_AND_KEYS = (*MARKUPS, *KEYS)
RTF = "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 \\froman Times New Roman;}}\n"
"""How an RTF document begins; a brace ends it."""


class Cite(NamedTuple):
    """One item in a citation.

    id: the item's id.
    locator: the place in it; its value may be "".
    prefix: words before it.
    remark: words after it.
    """

    id: str
    locator: Locator = Locator("", "")
    prefix: str = ""
    remark: str = ""


class Quote(Frozen):
    """Words that go before a citation.

    label: the id of what is quoted; names the footnote.
    words: the words, without quotation marks around them and without their full stop.
    stop: the full stop, where it may go behind the citation.
    ended: whether the words end a sentence, by a full stop or another mark.
    marks: the quotation marks around them; none around a quotation set off, or a paraphrase.
    block: set off as a paragraph of its own.
    lead: words before them, ending in a colon.
    told: they are our own words for what was said.
    outside: the language puts a full stop behind the mark, even where that is followed by a note.
    """

    label: str
    words: str
    stop: str = ""
    ended: bool = False
    marks: tuple[str, str] = ("", "")
    block: bool = False
    lead: str = ""
    outside: bool = False
    told: bool = False


class Request(Frozen):
    """What is asked of the engine.

    style: path of an independent CSL style.
    note: whether it cites in notes.
    pinpoints: whether it prints locators.
    positions: whether a work cited again is printed otherwise than at first.
    full: whether its first notes are full, see `ddr.cite.style.needs.Manner`.
    locale: the language of the citation, such as "en-US".
    form: a note, its short form, an entry in a list of works, or a citation in the text.
    output: the markup.
    items: CSL-JSON items.
    citations: clusters of cited items; none for a bibliography, which has all items.
    quotes: the words before each of them; none, or one each.
    small: whether all prepositions are small in titles.
    inside: whether commas and full stops go before closing quotation marks.
    """

    style: Path
    note: bool
    pinpoints: bool
    positions: bool
    full: bool
    locale: str
    form: Form
    output: Output
    items: tuple[Item, ...]
    citations: tuple[tuple[Cite, ...], ...] = ()
    quotes: tuple[Quote, ...] = ()
    small: bool = False
    inside: bool = False


class Answer(NamedTuple):
    """What the engine returns.

    texts: the citations in the order asked for, or the entries in the style's order.
    ids: for a bibliography, the id of each entry's item.
    docx: in docx, all of them as one document instead.
    """

    texts: tuple[str, ...]
    ids: tuple[str, ...] = ()
    docx: bytes = b""
