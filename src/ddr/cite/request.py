"""What is asked of the citation engine, and what it answers."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple

from ddr.cite.csl import Item
from ddr.cite.locators import Locator

Form = Literal["note", "short", "bibliography", "in-text"]
Output = Literal["text", "markdown", "html", "latex", "rtf", "typst", "org"]


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


class Request(NamedTuple):
    """What is asked of the engine.

    style: path of an independent CSL style.
    note: whether it cites in notes.
    pinpoints: whether it prints locators.
    positions: whether a work cited again is printed otherwise than at first.
    full: whether its first notes are full, see `ddr.cite.manners.Manner`.
    locale: the language of the citation, such as "en-US".
    form: a note, its short form, an entry in a list of works, or a citation in the text.
    output: the markup.
    items: CSL-JSON items.
    citations: clusters of cited items; none for a bibliography, which has all items.
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


class Answer(NamedTuple):
    """What the engine returns.

    texts: the citations in the order asked for, or the entries in the style's order.
    ids: for a bibliography, the id of each entry's item.
    """

    texts: tuple[str, ...]
    ids: tuple[str, ...] = ()
